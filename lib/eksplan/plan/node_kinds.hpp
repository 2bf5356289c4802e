#pragma once
/// Nodes as pods tell them apart. Hundreds of instance types are a handful of kinds: only labels
/// that some pod mentions make a difference.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/exclusions.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {

/// Why an item may not run on a kind of node, in words; nothing when it may.
using Verdict = std::optional<rules::Refusal>;

/// Verdicts by item. Thousands of pods that say the same of nodes share one.
class Verdicts {
 public:
  Verdicts(std::vector<std::uint32_t> number_of, std::vector<Verdict> verdicts)
      : number_of_(std::move(number_of)), verdicts_(std::move(verdicts)) {}

  const Verdict& operator[](std::size_t item) const { return verdicts_[number_of_[item]]; }

  void replace(std::size_t item, Verdict verdict) {
    number_of_[item] = static_cast<std::uint32_t>(verdicts_.size());
    verdicts_.push_back(std::move(verdict));
  }

 private:
  std::vector<std::uint32_t> number_of_;  // by item: its number in `verdicts_`
  std::vector<Verdict> verdicts_;
};

struct NodeKindFacts {
  rules::NodeKind
      kind;  ///< labels that pods mention, and no others; values that none mentions are one
  std::vector<std::size_t> daemons;  ///< items that put a pod on each such node
  Verdicts refusals;
};

class NodeKinds {
 public:
  explicit NodeKinds(const demand::Demand& demand);

  /// The number of the kind of a node with these labels and taints; found out once.
  std::size_t find(const model::Labels& all_labels, const std::vector<model::Taint>& taints);

  const NodeKindFacts& facts(std::size_t kind) const { return facts_[kind]; }

  std::size_t size() const { return facts_.size(); }

  /// Whether some pod tells nodes with this value of the label from nodes with any other value.
  bool distinguishes(const std::string& key, const std::string& value) const;

  /// Items that may clash with others on a node: by host ports or required anti-affinity.
  const std::vector<bool>& touchy() const { return touchy_; }

  /// Other items that an item may not share a node with.
  const std::vector<std::size_t>& clashes(std::size_t item) const { return exclusions_.of(item); }

 private:
  // What pods say of one label.
  struct Mention {
    std::set<std::string> values;
    bool compared = false;  // by Gt or Lt: every value may matter
  };

  void mention(const model::LabelRequirement& requirement);
  bool add_to_class(std::size_t item);
  NodeKindFacts examine(rules::NodeKind kind) const;

  const demand::Demand* demand_;
  std::unordered_map<std::string, std::uint32_t> classes_;  // by what nodes are told apart by
  std::vector<std::uint32_t> class_of_;                     // by item
  std::vector<std::size_t> samples_;                        // by class: one of its items
  std::map<std::string, Mention> mentioned_;                // by label
  std::vector<bool> touchy_;
  Exclusions exclusions_;
  std::vector<NodeKindFacts> facts_;
  std::map<std::pair<model::Labels, std::vector<model::Taint>>, std::size_t> numbers_;
};

}  // namespace eksplan::plan
