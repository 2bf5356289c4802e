#include "eksplan/plan/roomier.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"

namespace eksplan::plan {
namespace {

constexpr std::int64_t kFew = 3'000;  // pods
constexpr std::array kSpare{10, 20};  // percent

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

std::vector<pack::Instance> roomier_instances(const pack::Instance& instance,
                                              const NodeOptions& nodes, std::int64_t pods) {
  const auto open = open_accelerators(nodes);
  if (open.empty() && pods > kFew) {
    return {};
  }
  auto guarded = instance;
  for (auto& shape : guarded.shapes) {
    for (const auto option : open) {
      shape.allowed[option] = false;
    }
  }
  std::vector<pack::Instance> roomier;
  if (!open.empty()) {
    roomier.push_back(guarded);
  }
  if (pods <= kFew) {
    for (const auto percent : kSpare) {
      roomier.push_back(with_less_room(guarded, percent));
    }
  }
  return roomier;
}

}  // namespace eksplan::plan
