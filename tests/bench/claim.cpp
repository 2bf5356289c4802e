#include "claim.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace eksplan::bench {

Claim open_claim(const pack::Instance& instance) {
  Claim claim{empty_node(instance, 0), std::vector<std::size_t>(instance.options.size()), 0};
  std::iota(claim.options.begin(), claim.options.end(), std::size_t{0});
  // Large ones first: they answer soonest whether there is room.
  std::stable_sort(claim.options.begin(), claim.options.end(), [&](std::size_t a, std::size_t b) {
    return instance.options[a].capacity > instance.options[b].capacity;
  });
  return claim;
}

bool takes(const Room& room, const Claim& claim, std::size_t shape) {
  return std::any_of(claim.options.begin(), claim.options.end(),
                     [&](std::size_t option) { return room.takes(claim.node, option, shape); });
}

void add(const pack::Instance& instance, const Room& room, std::size_t shape, Claim& claim) {
  std::erase_if(claim.options,
                [&](std::size_t option) { return !room.takes(claim.node, option, shape); });
  put(instance, shape, 1, claim.node);
  ++claim.pods;
}

std::size_t cheapest(const pack::Instance& instance, const std::vector<std::size_t>& options) {
  return *std::min_element(options.begin(), options.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(instance.options[a].price, a) < std::tuple(instance.options[b].price, b);
  });
}

std::vector<std::size_t> by_cpu_and_memory(const pack::Instance& instance, const Counts& items) {
  std::vector<std::size_t> order;
  for (std::size_t shape = 0; shape < items.size(); ++shape) {
    if (items[shape] > 0) {
      order.push_back(shape);
    }
  }
  // The first amounts are CPU and memory.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return instance.shapes[a].demand > instance.shapes[b].demand;
  });
  return order;
}

}  // namespace eksplan::bench
