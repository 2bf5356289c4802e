#include "eksplan/k8s/quantities.hpp"

#include <array>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::k8s {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::int64_t kNanosPerUnit = 1'000'000'000;
constexpr std::int64_t kTinyMemory = 4096;

constexpr std::array<std::string_view, 3> kPlainResources{"cpu", "memory", "ephemeral-storage"};

void warn_about_tiny_memory(const doc::Node& node, units::Quantity amount, const Reading& reading) {
  const auto bytes = static_cast<std::int64_t>(amount.units_up());
  const auto raw = base::trim(node.text());
  const bool milli = !raw.empty() && raw.back() == 'm';
  const auto number = raw.substr(0, raw.size() - (milli ? 1 : 0));
  doc::report(reading.found, node, diag::kK8sQuantityTiny,
              fmt::format("'{}' of memory is {}", raw, base::plural(bytes, "byte", "bytes")),
              milli ? fmt::format("write {}Mi or {}M; m means thousandths", number, number)
                    : "write a suffix, such as 64Mi",
              diag::Severity::warning);
}

// Names that a container may not ask for; the API server refuses them, so a misspelt one does not
// vanish.
bool check_name(const doc::Node& key, const Reading& reading) {
  const auto name = key.text();
  if (name.find('/') != std::string_view::npos || name.substr(0, 10) == "hugepages-") {
    return true;
  }
  for (const auto known : kPlainResources) {
    if (name == known) {
      return true;
    }
  }
  const auto meant = base::nearest(base::to_lower(name), kPlainResources);
  doc::report(reading.found, key, diag::kK8sFieldValue, fmt::format("'{}' is not a resource", name),
              meant ? fmt::format("did you mean {}?", *meant)
                    : "a resource is cpu, memory, ephemeral-storage, hugepages-* or a name with a "
                      "slash, such as "
                      "nvidia.com/gpu");
  return false;
}

void check_whole(const doc::Node& key, const doc::Node& node, units::Quantity amount,
                 const Reading& reading) {
  if (key.text().find('/') != std::string_view::npos && amount.nanos() % kNanosPerUnit != 0) {
    doc::report(reading.found, node, diag::kK8sQuantity,
                fmt::format("'{}' is not a whole number", node.text()),
                fmt::format("{} is counted in whole units", key.text()));
  }
}

template <class Check>
model::ResourceList read_list(const doc::Fields& fields, std::string_view path,
                              const Reading& reading, Check check) {
  model::ResourceList amounts;
  const auto list = fields.mapping(path);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto node = list->at(i);
    const auto key = list->key(i);
    if (node.is_null()) {
      continue;
    }
    const auto amount = read_amount(node, reading);
    if (!amount || !check(key, node, *amount)) {
      continue;
    }
    if (key.text() == "memory" && amount->nanos() > 0 && amount->units_up() < kTinyMemory) {
      warn_about_tiny_memory(node, *amount, reading);
    }
    amounts.insert_or_assign(std::string(key.text()),
                             model::Located<units::Quantity>{*amount, place_of(node, reading)});
  }
  return amounts;
}

}  // namespace

std::optional<units::Quantity> read_amount(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  const auto parse = [](std::string_view text) { return units::parse_quantity(base::trim(text)); };
  const auto amount = fields.parsed_at(node, parse, diag::kK8sQuantity);
  if (!amount) {
    return std::nullopt;
  }
  if (amount->nanos() < 0) {
    doc::report(reading.found, node, diag::kK8sQuantity,
                fmt::format("'{}' is negative", node.text()), "write 0 or more");
    return std::nullopt;
  }
  if (amount->units_up() > std::numeric_limits<std::int64_t>::max()) {
    doc::report(reading.found, node, diag::kK8sQuantity,
                fmt::format("'{}' is too large", node.text()),
                "amounts go up to 9223372036854775807");
    return std::nullopt;
  }
  return units::Quantity::from_nanos(amount->millis_up() * kNanosPerMilli);
}

std::optional<units::Bytes> read_bytes(const doc::Node& node, const Reading& reading) {
  const auto amount = read_amount(node, reading);
  const auto count = amount ? base::narrow(amount->units_up()) : std::nullopt;
  return count ? std::optional(units::Bytes::from_count(*count)) : std::nullopt;
}

std::optional<units::Bytes> bytes_at(const doc::Fields& fields, std::string_view path,
                                     const Reading& reading) {
  const auto node = fields.find(path);
  return node ? read_bytes(*node, reading) : std::nullopt;
}

model::ResourceList amounts_at(const doc::Fields& fields, std::string_view path,
                               const Reading& reading) {
  return read_list(fields, path, reading, [](const auto&, const auto&, auto) { return true; });
}

model::ResourceList container_amounts_at(const doc::Fields& fields, std::string_view path,
                                         const Reading& reading) {
  return read_list(fields, path, reading,
                   [&reading](const auto& key, const auto& node, auto amount) {
                     check_whole(key, node, amount, reading);
                     return check_name(key, reading);
                   });
}

}  // namespace eksplan::k8s
