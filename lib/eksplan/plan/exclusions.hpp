#pragma once
/// Which items may not share a node, found by labels and ports rather than by trying every pair.

#include <cstddef>
#include <vector>

#include "eksplan/demand/demand.hpp"

namespace eksplan::plan {

class Exclusions {
 public:
  /// Items with pods to place, or DaemonSets.
  explicit Exclusions(const demand::Demand& demand);

  /// Other items with which rules::exclude_each_other holds; sorted.
  const std::vector<std::size_t>& of(std::size_t item) const { return others_[item]; }

 private:
  void find_by_labels(const demand::Demand& demand);
  void find_by_ports(const demand::Demand& demand);
  void add(std::size_t a, std::size_t b);

  std::vector<std::vector<std::size_t>> others_;
};

}  // namespace eksplan::plan
