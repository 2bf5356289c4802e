#pragma once
/// Items by namespace and label, so that a selector need not be tried on every item.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "eksplan/demand/demand.hpp"

namespace eksplan::plan {

/// Refers to the demand, which must outlive it.
class PodIndex {
 public:
  PodIndex(const demand::Demand& demand, const std::vector<bool>& left_out);

  /// Sorted items among which is every one of the namespace (empty = all) that has pod labels that
  /// `selector` matches; others may be among them.
  const std::vector<std::size_t>& likely(const std::string& namespace_name,
                                         const model::LabelSelector& selector) const;

  /// The same for items whose pods have all of `labels`.
  const std::vector<std::size_t>& likely(const std::string& namespace_name,
                                         const model::Labels& labels) const;

 private:
  struct Space {
    std::vector<std::size_t> all;
    std::map<std::string, std::map<std::string, std::vector<std::size_t>>> by_label;
  };

  void add(std::size_t item, const model::Labels& labels, Space& space);
  const std::vector<std::size_t>* with_label(const Space& space, const std::string& key,
                                             const std::string& value) const;

  std::map<std::string, Space> spaces_;
  Space everywhere_;
  std::vector<std::size_t> none_;
};

}  // namespace eksplan::plan
