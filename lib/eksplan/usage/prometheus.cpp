#include "eksplan/usage/prometheus.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/amounts.hpp"
#include "eksplan/usage/json_figures.hpp"
#include "eksplan/usage/samples.hpp"

namespace eksplan::usage {
namespace {

using base::int128;
using doc::Node;

constexpr std::string_view kCpuCounter = "container_cpu_usage_seconds_total";
constexpr std::string_view kMemoryGauge = "container_memory_working_set_bytes";
constexpr int128 kNanos = 1'000'000'000;
constexpr std::string_view kPauseContainer = "POD";

enum class Measure : std::uint8_t { cpu_counter, cpu_gauge, memory_gauge };

/// Who a series is about.
struct Key {
  std::string cluster;
  std::string name_space;
  std::string pod;
  std::string container;  // empty: the cgroup of the pod

  auto operator<=>(const Key&) const = default;
};

struct Figures {
  model::UsageAmounts used;
  model::UsageAmounts high;
  model::UsageAmounts most;
  std::uint32_t line = 0;
};

// Up to 10^15, which neither seconds nor bytes of anything reach; products stay within 128 bits.
constexpr int128 kMostValue = kNanos * 1'000'000'000'000'000'000;

base::Parsed<int128> parse_nanos(std::string_view text) {
  auto value = base::parse_decimal(text, 9);
  if (value && *value < 0) {
    return base::Fault{fmt::format("'{}' is negative", text), "an amount is 0 or more"};
  }
  if (value && *value >= kMostValue) {
    return base::Fault{fmt::format("'{}' is too large", text), ""};
  }
  return value;
}

class PrometheusReader {
 public:
  PrometheusReader(const Input& in, model::UsageSeries& into) : in_(&in), into_(&into) {}

  void read() {
    const auto document = read_documents(*in_);
    for (std::size_t i = 0; i < document.size(); ++i) {
      if (document.root(i).is_mapping()) {
        answer(document.root(i));
      }
    }
    put_rows();
  }

 private:
  doc::Fields fields(const Node& node) const { return {node, in_->problems.pending()}; }

  void wrong(const Node& at, std::string message, std::string hint = {},
             diag::Severity severity = diag::Severity::error) {
    doc::report(in_->problems.pending(), at, diag::kUsageValue, std::move(message), std::move(hint),
                severity);
    in_->problems.pass_on();
  }

  void answer(const Node& root) {
    if (text_at(root, "status") != "success") {
      wrong(root, fmt::format("Prometheus answered with an error: {}: {}",
                              text_at(root, "errorType"), text_at(root, "error")));
      return;
    }
    const auto of = fields(root);
    const auto type = of.required_string("data.resultType").value_or("");
    if (type != "vector" && type != "matrix") {
      in_->problems.pass_on();
      wrong(root, fmt::format("a result of type '{}' is about no pod", type),
            "ask for a vector or a matrix with the labels namespace, pod and container");
      return;
    }
    is_range_ = type == "matrix";
    into_->span = is_range_ ? model::UsageSpan::spread : model::UsageSpan::snapshot;
    into_->percentile = is_range_ ? kHighPercentile : 0;
    const auto result = of.sequence("data.result");
    if (in_->problems.pass_on() && result) {
      for_each_element(*result, *in_, [&](const Node& series) { one(series); });
    }
  }

  void one(const Node& series) {
    const auto metric = mapping_in(series, "metric");
    const auto key = metric ? key_of(*metric) : std::nullopt;
    const auto measure = key ? measure_of(series, *metric) : std::nullopt;
    if (!measure) {
      return;
    }
    const auto samples = samples_of(series);
    if (!in_->problems.pass_on()) {
      return;
    }
    const auto statistics =
        *measure == Measure::cpu_counter ? counter_statistics(samples) : gauge_statistics(samples);
    if (statistics) {
      keep(series, *key, *measure, *statistics);
    }
  }

  // A series without a pod is of a node or of a slice of it. Of those without a container only the
  // pod's cgroup counts, which has no image either.
  static std::optional<Key> key_of(const Node& metric) {
    const auto either = [&](std::string_view name, std::string_view old_name) {
      const auto text = text_at(metric, name);
      return text.empty() ? text_at(metric, old_name) : text;
    };
    Key key{.cluster = text_at(metric, "cluster"),
            .name_space = text_at(metric, "namespace"),
            .pod = either("pod", "pod_name"),
            .container = either("container", "container_name")};
    const bool is_pause = key.container == kPauseContainer ||
                          (key.container.empty() && !text_at(metric, "image").empty());
    return key.pod.empty() || is_pause ? std::nullopt : std::optional(std::move(key));
  }

  std::optional<Measure> measure_of(const Node& series, const Node& metric) {
    const auto name = text_at(metric, "__name__");
    if (name == kMemoryGauge) {
      return Measure::memory_gauge;
    }
    if (name == kCpuCounter && is_range_) {
      return Measure::cpu_counter;
    }
    if (name == kCpuCounter) {
      tell_once(series, fmt::format("{} counts seconds; one value of it tells no rate", name),
                "ask for a range, or for rate(...) and say --usage cores=FILE");
      return std::nullopt;
    }
    switch (in_->file.expression) {
      case ExpressionUnit::cores:
        return Measure::cpu_gauge;
      case ExpressionUnit::bytes:
        return Measure::memory_gauge;
      case ExpressionUnit::unknown:
        break;
    }
    tell_once(series,
              name.empty() ? "nothing says whether the values of this expression are cores or bytes"
                           : fmt::format("{} is not a series that eksplan reads", name),
              "say --usage cores=FILE or --usage bytes=FILE");
    return std::nullopt;
  }

  void tell_once(const Node& at, std::string message, std::string hint) {
    if (!std::exchange(told_, true)) {
      wrong(at, std::move(message), std::move(hint));
    }
  }

  std::vector<Sample> samples_of(const Node& series) {
    std::vector<Sample> samples;
    const auto values = series.find(is_range_ ? "values" : "value");
    if (!values || !values->is_sequence()) {
      return samples;  // a native histogram
    }
    if (!is_range_) {
      add_sample(*values, samples);
      return samples;
    }
    samples.reserve(values->size());
    for (std::size_t i = 0; i < values->size(); ++i) {
      add_sample(values->at(i), samples);
    }
    return samples;
  }

  // NaN is a sample that is missing.
  void add_sample(const Node& pair, std::vector<Sample>& samples) {
    const bool is_pair = pair.is_sequence() && pair.size() == 2;
    if (!is_pair || !pair.at(0).is_scalar() || !pair.at(1).is_scalar()) {
      doc::report(in_->problems.pending(), pair, diag::kUsageValue,
                  "a sample is a list of a time and a value",
                  "write it as [1772442011.4, \"0.02\"]");
      return;
    }
    if (pair.at(1).text() == "NaN") {
      return;
    }
    const auto of = fields(pair);
    const auto time = of.parsed_at(pair.at(0), parse_nanos, diag::kUsageValue);
    const auto value = of.parsed_at(pair.at(1), parse_nanos, diag::kUsageValue);
    if (!time || !value) {
      return;
    }
    if (!samples.empty() && *time <= samples.back().time) {
      doc::report(in_->problems.pending(), pair.at(0), diag::kUsageValue,
                  fmt::format("the time {} is not after the one before", pair.at(0).text()));
      return;
    }
    samples.push_back({*time, *value});
  }

  void keep(const Node& at, const Key& key, Measure measure, const Statistics& statistics) {
    Figures figures;
    const bool is_cpu = measure != Measure::memory_gauge;
    const auto amount = [&](const std::optional<int128>& nanos) {
      model::UsageAmounts amounts;
      const auto whole =
          nanos ? base::narrow(is_cpu ? *nanos : base::div_half_up(*nanos, kNanos)) : std::nullopt;
      if (whole && is_cpu) {
        amounts.cpu = units::NanoCpu::from_nanos(*whole);
      } else if (whole) {
        amounts.memory = units::Bytes::from_count(*whole);
      }
      return amounts;
    };
    figures.used = amount(statistics.mean);
    figures.high = amount(statistics.high);
    figures.most = amount(statistics.most);
    if (figures.used.is_empty()) {
      wrong(at, "the values are too large");
      return;
    }
    auto& kept = figures_[is_cpu ? 0 : 1][key];
    take_larger(kept.used, figures.used);
    take_larger(kept.high, figures.high);
    take_larger(kept.most, figures.most);
    kept.line = kept.line == 0 ? at.position().line : kept.line;
  }

  // CPU and memory of the same container are one row. The pod's own cgroup counts only where none
  // of its containers is known.
  void put_rows() {
    std::map<Key, Figures> merged;
    for (const auto& by_key : figures_) {
      for (const auto& [key, figures] : by_key) {
        if (key.container.empty() && has_containers(by_key, key)) {
          continue;
        }
        auto& row = merged[key];
        take_larger(row.used, figures.used);
        take_larger(row.high, figures.high);
        take_larger(row.most, figures.most);
        row.line = row.line == 0 ? figures.line : std::min(row.line, figures.line);
      }
    }
    for (auto& [key, figures] : merged) {
      model::UsageRow row;
      row.cluster = key.cluster;
      row.namespace_name = key.name_space;
      row.pod = key.pod;
      row.container = key.container;
      row.used = figures.used;
      row.used_high = figures.high;
      row.used_most = figures.most;
      row.line = figures.line;
      into_->rows.push_back(std::move(row));
    }
  }

  // Keys are sorted, the empty container first.
  static bool has_containers(const std::map<Key, Figures>& by_key, const Key& pod) {
    const auto next = by_key.upper_bound(pod);
    return next != by_key.end() && next->first.cluster == pod.cluster &&
           next->first.name_space == pod.name_space && next->first.pod == pod.pod;
  }

  const Input* in_;
  model::UsageSeries* into_;
  bool is_range_ = false;
  bool told_ = false;
  std::array<std::map<Key, Figures>, 2> figures_;  // of CPU, of memory
};

}  // namespace

void read_prometheus(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::prometheus;
  PrometheusReader(in, into).read();
}

}  // namespace eksplan::usage
