#pragma once
/// A node that is planned and not bought: Karpenter's NodeClaim.

#include <cstddef>
#include <vector>

#include "nodes.hpp"

namespace eksplan::bench {

/// Its type is open until the end: `options` holds every one that has room for its pods.
struct Claim {
  Node node;
  std::vector<std::size_t> options;
  std::int64_t pods = 0;
};

/// Without pods; every option is open.
Claim open_claim(const pack::Instance& instance);

bool takes(const Room& room, const Claim& claim, std::size_t shape);

/// One more item; some option must take it.
void add(const pack::Instance& instance, const Room& room, std::size_t shape, Claim& claim);

/// The cheapest option, the first of equals.
std::size_t cheapest(const pack::Instance& instance, const std::vector<std::size_t>& options);

/// Shapes with items, largest CPU first, then largest memory, then by number.
std::vector<std::size_t> by_cpu_and_memory(const pack::Instance& instance, const Counts& items);

}  // namespace eksplan::bench
