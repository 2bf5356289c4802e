#pragma once
/// Packing instances in the proportions of real clusters, of any size.

#include <cstddef>
#include <cstdint>

#include "eksplan/pack/instance.hpp"

namespace eksplan::bench {

struct ClusterSize {
  std::int64_t items = 1000;
  std::int64_t shapes = 50;
  std::size_t max_groups = 0;
  std::uint64_t seed = 1;
};

/// Machines of doubling sizes with 2, 4 and 8 GiB per core in a few families, less what each needs
/// for itself; items from 25m to 8 cores with 1 to 16 GiB per core, most shapes with few items and
/// few with most of them. Some shapes are capped, exclude each other, ask for a label class or may
/// be alone.
pack::Instance cluster_instance(const ClusterSize& size);

}  // namespace eksplan::bench
