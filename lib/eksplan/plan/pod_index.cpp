#include "eksplan/plan/pod_index.hpp"

namespace eksplan::plan {

PodIndex::PodIndex(const demand::Demand& demand, const std::vector<bool>& left_out) {
  for (std::size_t item = 0; item < demand.items.size(); ++item) {
    const auto& wanted = demand.items[item];
    if (!left_out[item] && (wanted.is_daemon || wanted.replicas > 0)) {
      const auto& labels = wanted.workload.pod.labels;
      add(item, labels, spaces_[wanted.workload.id.namespace_name]);
      add(item, labels, everywhere_);
    }
  }
}

void PodIndex::add(std::size_t item, const model::Labels& labels, Space& space) {
  space.all.push_back(item);
  for (const auto& [key, value] : labels) {
    space.by_label[key][value].push_back(item);
  }
}

const std::vector<std::size_t>* PodIndex::with_label(const Space& space, const std::string& key,
                                                     const std::string& value) const {
  const auto values = space.by_label.find(key);
  if (values == space.by_label.end()) {
    return &none_;
  }
  const auto items = values->second.find(value);
  return items == values->second.end() ? &none_ : &items->second;
}

const std::vector<std::size_t>& PodIndex::likely(const std::string& namespace_name,
                                                 const model::LabelSelector& selector) const {
  model::Labels wanted;
  for (const auto& requirement : selector.requirements) {
    if (requirement.op == model::SelectorOperator::in && requirement.values.size() == 1) {
      wanted.emplace(requirement.key, requirement.values.front());
    }
  }
  return likely(namespace_name, wanted);
}

const std::vector<std::size_t>& PodIndex::likely(const std::string& namespace_name,
                                                 const model::Labels& labels) const {
  const Space* space = &everywhere_;
  if (!namespace_name.empty()) {
    const auto found = spaces_.find(namespace_name);
    if (found == spaces_.end()) {
      return none_;
    }
    space = &found->second;
  }
  const auto* fewest = &space->all;
  for (const auto& [key, value] : labels) {
    const auto* const items = with_label(*space, key, value);
    if (items->size() < fewest->size()) {
      fewest = items;
    }
  }
  return *fewest;
}

}  // namespace eksplan::plan
