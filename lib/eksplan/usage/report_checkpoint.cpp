#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/histogram.hpp"
#include "eksplan/usage/json_figures.hpp"
#include "eksplan/usage/report_json.hpp"

namespace eksplan::usage {
namespace {

constexpr std::int64_t kFirstCpu = 1'000'000;  // 0.001 cores in nanocores
constexpr std::int64_t kFirstMemory = 10 * units::Bytes::kMib;
constexpr std::int64_t kPercentile = 90;

// data/<cluster>/<namespace>/<application>/<component>/<containers>/checkpoint.json
constexpr std::size_t kFolders = 5;

std::optional<model::UsageRow> row_of_path(std::string_view path) {
  auto parts = base::split(path, '/');
  if (parts.size() < kFolders + 1) {
    return std::nullopt;
  }
  parts.erase(parts.begin(), parts.end() - static_cast<std::ptrdiff_t>(kFolders + 1));
  for (auto& part : parts) {
    part = part == "-" ? std::string_view{} : part;  // how the report writes an empty one
  }
  model::UsageRow row;
  row.cluster = parts[0];
  row.namespace_name = parts[1];
  row.application = parts[2];
  row.component = parts[3];
  row.containers = parts[4];
  row.pods = 0;
  return row;
}

// Weights double with each day of a running report, so they can be very large.
base::Parsed<base::int128> parse_weight(std::string_view text) {
  constexpr int kPlaces = 5;
  auto weight = base::parse_decimal(text, kPlaces);
  if (weight && *weight < 0) {
    return base::Fault{fmt::format("'{}' is negative", text), "a weight is 0 or more"};
  }
  return weight;
}

std::optional<std::int64_t> index_of(std::string_view key) {
  std::int64_t index = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
  const bool right =
      error == std::errc{} && end == key.data() + key.size() && index >= 0 && index < kMostBuckets;
  return right ? std::optional(index) : std::nullopt;
}

Histogram histogram_at(const doc::Fields& fields, std::string_view path, std::int64_t first) {
  std::vector<Bucket> buckets;
  const auto weights = fields.mapping(path);
  for (std::size_t i = 0; weights && i < weights->size(); ++i) {
    const auto index = index_of(weights->key(i).text());
    if (!index) {
      doc::report(fields.diagnostics(), weights->key(i), diag::kUsageValue,
                  fmt::format("'{}' is not the number of a bucket", weights->key(i).text()),
                  fmt::format("buckets are numbered from 0 to {}", kMostBuckets - 1));
      continue;
    }
    const auto weight = fields.parsed_at(weights->at(i), parse_weight, diag::kUsageValue);
    buckets.push_back({*index, weight.value_or(0)});
  }
  return {first, std::move(buckets)};
}

template <class Unit>
std::optional<Unit> as(std::optional<std::int64_t> amount, Unit (*make)(std::int64_t)) {
  return amount ? std::optional(make(*amount)) : std::nullopt;
}

// What the report adds before it recommends: 15 %.
std::optional<std::int64_t> with_margin(std::optional<std::int64_t> amount) {
  return amount ? base::narrow(base::div_ceil(base::int128{*amount} * 115, 100)) : std::nullopt;
}

void put_figures(const Histogram& cpu, const Histogram& memory, model::UsageRow& row) {
  constexpr auto make_cpu = units::NanoCpu::from_nanos;
  constexpr auto make_memory = units::Bytes::from_count;
  row.used = {as(cpu.mean(), make_cpu), as(memory.mean(), make_memory)};
  row.used_high = {as(cpu.percentile(kPercentile), make_cpu),
                   as(memory.percentile(kPercentile), make_memory)};
  row.used_most = {as(cpu.percentile(100), make_cpu), as(memory.percentile(100), make_memory)};
  row.recommended = {as(with_margin(cpu.percentile(kPercentile)), make_cpu),
                     as(with_margin(memory.percentile(100)), make_memory)};
}

}  // namespace

void read_report_checkpoint(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::report_checkpoint;
  into.span = model::UsageSpan::spread;
  into.percentile = kPercentile;
  auto row = row_of_path(in.file.name);
  if (!row) {
    in.problems.of_file(diag::kUsageFormat,
                        "a checkpoint of kube-resource-report says by its folders what it is of, "
                        "and stands in none",
                        "give the folder data of the report, or the report itself");
    return;
  }
  const auto document = read_documents(in);
  if (document.size() == 0 || !document.root(0).is_mapping()) {
    return;
  }
  const doc::Fields fields(document.root(0), in.problems.pending());
  const auto cpu = histogram_at(fields, "cpu_histogram.bucket_weights", kFirstCpu);
  const auto memory = histogram_at(fields, "memory_histogram.bucket_weights", kFirstMemory);
  put_figures(cpu, memory, *row);
  row->line = document.root(0).position().line;
  if (in.problems.pass_on()) {
    into.rows.push_back(std::move(*row));
  }
}

}  // namespace eksplan::usage
