#pragma once
/// Workloads as shapes of a packing instance, and back.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/instance.hpp"
#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/plan/node_options.hpp"

namespace eksplan::plan {

/// More pods than this are not planned; no cluster comes near.
inline constexpr std::int64_t kMostPods = 2'000'000;

struct ShapedDemand {
  pack::Instance instance;
  std::vector<std::vector<std::size_t>> items;  ///< [shape][lot]: the item whose pods the lot is
  std::vector<std::size_t> on_fargate;  ///< items that go to Fargate unasked (--placement fargate)
  std::vector<std::size_t> too_many;    ///< items beyond kMostPods
};

ShapedDemand shape_demand(const demand::Demand& demand, const NodeOptions& nodes,
                          const std::vector<FargateAnswer>& fargate, const Options& options);

}  // namespace eksplan::plan
