#include "eksplan/usage/allocation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/amounts.hpp"
#include "eksplan/usage/json_figures.hpp"

namespace eksplan::usage {
namespace {

using base::int128;
using doc::Node;

constexpr int kMinutePlaces = 5;
constexpr int128 kMinute = 100'000;

// What is no pod's; the name may have something in front of it.
constexpr std::array<std::string_view, 5> kNoPods{"__idle__", "__unallocated__", "__unmounted__",
                                                  "__shared__", "__external__"};

bool is_of_no_pod(std::string_view name) {
  return std::ranges::any_of(kNoPods, [&](std::string_view end) { return name.ends_with(end); });
}

base::Parsed<int128> parse_minutes(std::string_view text) {
  constexpr int128 kMost = kMinute * 100'000'000;  // 190 years
  auto minutes = base::parse_decimal(text, kMinutePlaces);
  if (minutes && (*minutes < 0 || *minutes > kMost)) {
    return base::Fault{fmt::format("'{}' is not a number of minutes", text), ""};
  }
  return minutes;
}

base::Parsed<units::Money> parse_cost(std::string_view text) {
  const auto nanos = base::parse_decimal(text, 9);
  constexpr int128 kMost = int128{1'000'000'000} * 1'000'000'000'000;
  if (!nanos) {
    return nanos.fault();
  }
  if (*nanos < 0 || *nanos > kMost) {
    return base::Fault{fmt::format("'{}' is not an amount of money", text), ""};
  }
  return units::Money::from_nanos(*nanos);
}

/// Steps of one allocation: averages are over the minutes of each step.
class Weighted {
 public:
  void add(std::optional<std::int64_t> value, int128 minutes) {
    if (value) {
      sum_ += *value * minutes;
      minutes_ += minutes;
    }
  }

  std::optional<std::int64_t> mean() const {
    return minutes_ == 0 ? std::nullopt : base::narrow(base::div_half_up(sum_, minutes_));
  }

 private:
  int128 sum_ = 0;
  int128 minutes_ = 0;
};

struct WeightedAmounts {
  Weighted cpu;
  Weighted memory;

  void add(const model::UsageAmounts& amounts, int128 minutes) {
    cpu.add(amounts.cpu ? std::optional(amounts.cpu->nanos()) : std::nullopt, minutes);
    memory.add(amounts.memory ? std::optional(amounts.memory->count()) : std::nullopt, minutes);
  }

  model::UsageAmounts mean() const {
    model::UsageAmounts amounts;
    if (const auto nanos = cpu.mean()) {
      amounts.cpu = units::NanoCpu::from_nanos(*nanos);
    }
    if (const auto bytes = memory.mean()) {
      amounts.memory = units::Bytes::from_count(*bytes);
    }
    return amounts;
  }
};

/// What is known of one allocation over all steps.
struct Steps {
  model::UsageRow row;
  bool is_of_pods = false;
  model::UsageScope scope = model::UsageScope::everything;
  std::string name;
  WeightedAmounts requested;
  WeightedAmounts used;
  units::Money cost;
  bool has_cost = false;
  int128 minutes = 0;

  std::optional<units::HourlyRate> hourly() const {
    constexpr std::int64_t kMinutesPerHour = 60;
    if (!has_cost || minutes == 0) {
      return std::nullopt;
    }
    return units::HourlyRate::per_hour(units::Money::from_nanos(
        base::mul_div_half_up(cost.nanos(), kMinute * kMinutesPerHour, minutes)));
  }
};

model::UsageAmounts amounts_at(const doc::Fields& fields, std::string_view cpu,
                               std::string_view memory) {
  return {fields.parsed(cpu, parse_cores, diag::kUsageValue),
          fields.parsed(memory, parse_bytes, diag::kUsageValue)};
}

class AllocationReader {
 public:
  AllocationReader(const Input& in, model::UsageSeries& into) : in_(&in), into_(&into) {}

  void read() {
    const auto document = read_documents(*in_);
    for (std::size_t i = 0; i < document.size(); ++i) {
      if (document.root(i).is_mapping()) {
        answer(document.root(i));
      }
    }
    for (auto& [key, steps] : steps_) {
      put(steps);
    }
  }

 private:
  void answer(const Node& root) {
    const auto code = root.find("code");
    if (code && code->text() != "200") {
      doc::report(in_->problems.pending(), *code, diag::kUsageValue,
                  fmt::format("the answer is an error: {}", text_at(root, "message")));
      in_->problems.pass_on();
      return;
    }
    const auto data = root.find("data");
    if (!data) {
      return;
    }
    const auto sets = data->is_mapping() ? data->find("sets") : data;
    for (std::size_t i = 0; sets && sets->is_sequence() && i < sets->size(); ++i) {
      const auto& set = sets->at(i);
      if (!set.is_mapping()) {
        continue;  // a step without any allocation
      }
      const auto allocations = set.find("allocations");
      step(allocations && !allocations->find("properties") ? *allocations : set);
    }
  }

  void step(const Node& allocations) {
    if (!allocations.is_mapping()) {
      return;
    }
    for_each_mapping(allocations, *in_,
                     [&](std::string_view name, const Node& allocation) { add(name, allocation); });
  }

  void add(std::string_view name, const Node& node) {
    const doc::Fields fields(node, in_->problems.pending());
    const auto minutes =
        fields.parsed("minutes", parse_minutes, diag::kUsageValue).value_or(int128{0});
    const auto requested = amounts_at(fields, "cpuCoreRequestAverage", "ramByteRequestAverage");
    const auto used = amounts_at(fields, "cpuCoreUsageAverage", "ramByteUsageAverage");
    const auto most = amounts_at(fields, "rawAllocationOnly.cpuCoreUsageMax",
                                 "rawAllocationOnly.ramByteUsageMax");
    const auto cost = fields.parsed("totalCost", parse_cost, diag::kUsageValue);
    if (!in_->problems.pass_on()) {
      return;
    }
    auto& steps = steps_of(name, node);
    steps.requested.add(requested, minutes);
    steps.used.add(used, minutes);
    take_larger(steps.row.used_most, most);
    steps.minutes += minutes;
    steps.cost += cost.value_or(units::Money{});
    steps.has_cost = steps.has_cost || cost.has_value();
  }

  Steps& steps_of(std::string_view name, const Node& node) {
    const auto [found, is_new] = steps_.try_emplace(std::string(name));
    if (is_new) {
      describe(name, node, found->second);
    }
    return found->second;
  }

  // Names that nothing was taken together under are cluster/node/namespace/pod/container.
  static void describe(std::string_view name, const Node& node, Steps& into) {
    auto& row = into.row;
    row.line = node.position().line;
    into.name = name;
    if (is_of_no_pod(name)) {
      into.scope = model::UsageScope::idle;
      return;
    }
    if (const auto properties = mapping_in(node, "properties")) {
      row.cluster = text_at(*properties, "cluster");
      row.namespace_name = text_at(*properties, "namespace");
      row.owner_kind = text_at(*properties, "controllerKind");
      row.owner_name = text_at(*properties, "controller");
      row.pod = text_at(*properties, "pod");
      row.container = text_at(*properties, "container");
    }
    const auto parts = base::split(name, '/');
    if (row.pod.empty() && parts.size() == 5) {
      row.cluster = parts[0];
      row.namespace_name = parts[2];
      row.pod = parts[3];
      row.container = parts[4];
    }
    into.is_of_pods = !row.pod.empty() || !row.owner_name.empty();
    if (!into.is_of_pods && !row.namespace_name.empty()) {
      into.scope = model::UsageScope::namespace_name;
      into.name = row.namespace_name;
    }
    if (row.pod.empty()) {
      row.per = model::UsagePer::all_pods;
      row.pods = 0;
    }
  }

  void put(Steps& steps) {
    if (steps.is_of_pods) {
      steps.row.requested = steps.requested.mean();
      steps.row.used = steps.used.mean();
      steps.row.cost = steps.hourly();
      into_->rows.push_back(std::move(steps.row));
      return;
    }
    model::UsageTotal total;
    total.scope = steps.scope;
    total.cluster = steps.row.cluster;
    total.name = steps.name;
    total.requested = steps.requested.mean();
    total.used = steps.used.mean();
    total.cost = steps.hourly();
    total.line = steps.row.line;
    into_->totals.push_back(std::move(total));
  }

  const Input* in_;
  model::UsageSeries* into_;
  std::map<std::string, Steps, std::less<>> steps_;  // by name
};

}  // namespace

void read_allocation(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::allocation;
  into.span = model::UsageSpan::mean;
  AllocationReader(in, into).read();
}

}  // namespace eksplan::usage
