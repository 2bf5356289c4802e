// What the options of `instances` accept.

#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/instances.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/units/quantity.hpp"

namespace eksplan::app {
namespace {

using report::InstanceFigure;

constexpr std::array<std::pair<std::string_view, InstanceFigure>, 8> kOrders{
    {{"price", InstanceFigure::price},
     {"name", InstanceFigure::name},
     {"cpu", InstanceFigure::cpu},
     {"memory", InstanceFigure::memory},
     {"pods", InstanceFigure::pods},
     {"price-per-cpu", InstanceFigure::price_per_cpu},
     {"price-per-memory", InstanceFigure::price_per_memory},
     {"price-per-pod", InstanceFigure::price_per_pod}}};

// 0 or more, in whole units of `of` the quantity.
template <class Amount>
base::Parsed<std::int64_t> amount(std::string_view text, Amount of) {
  const auto quantity = units::parse_quantity(base::trim(text));
  if (!quantity) {
    return quantity.fault();
  }
  const auto whole = base::narrow(of(*quantity));
  if (!whole || *whole < 0) {
    return base::Fault{fmt::format("'{}' is out of range", text), "it is 0 or more"};
  }
  return *whole;
}

}  // namespace

base::Parsed<InstanceFigure> parse_instance_order(std::string_view text) {
  std::array<std::string_view, kOrders.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = kOrders[i].first;
    if (names[i] == text) {
      return kOrders[i].second;
    }
  }
  const auto near = base::nearest(text, names);
  return base::Fault{
      fmt::format("'{}' is not an order", text),
      near ? fmt::format("did you mean {}?", *near)
           : fmt::format("it is one of {}", base::join({names.begin(), names.end()}, ", "))};
}

base::Parsed<units::Bytes> parse_instance_memory(std::string_view text) {
  const auto bytes = amount(text, [](units::Quantity q) { return q.units_up(); });
  if (!bytes) {
    return bytes.fault();
  }
  return units::Bytes::from_count(*bytes);
}

base::Parsed<PodSize> parse_pod_size(std::string_view text) {
  const auto parts = base::split(text, ',');
  if (parts.size() != 2) {
    return base::Fault{fmt::format("'{}' is not the size of a pod", text),
                       "write cpu and memory, such as 500m,1Gi"};
  }
  const auto cpu = amount(parts[0], [](units::Quantity q) { return q.millis_up(); });
  if (!cpu) {
    return cpu.fault();
  }
  const auto memory = parse_instance_memory(parts[1]);
  if (!memory) {
    return memory.fault();
  }
  return PodSize{.cpu = units::MilliCpu::from_millis(*cpu), .memory = *memory};
}

}  // namespace eksplan::app
