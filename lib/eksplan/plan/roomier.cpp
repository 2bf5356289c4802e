#include "eksplan/plan/roomier.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"

namespace eksplan::plan {
namespace {

// By candidate, zone and labels.
using Place = std::tuple<std::size_t, std::optional<std::size_t>, model::Labels>;

// Options that there are with a taint as well, which keeps pods off an accelerator that do not ask
// for it.
std::vector<std::size_t> open_accelerators(const NodeOptions& nodes) {
  std::set<Place> guarded;
  const auto place_of = [&](const NodeOption& option) {
    return Place{option.candidate, option.zone, nodes.label_sets[option.label_set].labels};
  };
  for (const auto& option : nodes.options) {
    if (!nodes.label_sets[option.label_set].resources.empty()) {
      guarded.insert(place_of(option));
    }
  }
  std::vector<std::size_t> open;
  for (std::size_t option = 0; option < nodes.options.size() && !guarded.empty(); ++option) {
    if (nodes.label_sets[nodes.options[option].label_set].resources.empty() &&
        guarded.contains(place_of(nodes.options[option]))) {
      open.push_back(option);
    }
  }
  return open;
}

}  // namespace

pack::Instance with_less_room(pack::Instance instance, std::int64_t percent) {
  for (auto& option : instance.options) {
    for (const auto dimension : std::array{kCpu, kMemory}) {
      auto& capacity = option.capacity[dimension];
      capacity = static_cast<std::int64_t>(base::int128{capacity} * (100 - percent) / 100);
    }
  }
  return instance;
}

std::optional<pack::Instance> with_all_alone(const pack::Instance& instance) {
  const auto may_be_alone = [](const pack::Shape& shape) { return shape.alone_price.has_value(); };
  if (std::ranges::none_of(instance.shapes, may_be_alone)) {
    return std::nullopt;
  }
  auto alone = instance;
  for (auto& shape : alone.shapes) {
    if (may_be_alone(shape)) {
      shape.allowed.assign(shape.allowed.size(), false);
    }
  }
  return alone;
}

std::optional<pack::Instance> with_guarded_accelerators(const pack::Instance& instance,
                                                        const NodeOptions& nodes) {
  const auto open = open_accelerators(nodes);
  if (open.empty()) {
    return std::nullopt;
  }
  auto guarded = instance;
  for (auto& shape : guarded.shapes) {
    for (const auto option : open) {
      shape.allowed[option] = false;
    }
  }
  return guarded;
}

}  // namespace eksplan::plan
