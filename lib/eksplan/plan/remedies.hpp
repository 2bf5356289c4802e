#pragma once
/// Other values of options with which pods that fit nowhere would find a place. Only what is sure
/// is said: a plan with them was made and has a place for these pods. Large problems go without.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/plan/problem.hpp"

namespace eksplan::plan {

struct RemedyInput {
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const catalog::Catalogue& catalogue;
  const std::vector<FargateAnswer>& fargate;
  const Options& options;
  const Problem& problem;
  const std::vector<NodeGroup>& groups;       ///< of the plan
  const std::vector<std::int64_t>& unplaced;  ///< pods by item
};

/// Pods that have to be on one node, and what they take together.
struct Together {
  std::vector<PodsOf> pods;
  Amounts amounts;
};

class Remedies {
 public:
  explicit Remedies(const RemedyInput& input);
  ~Remedies();

  /// For pods that every candidate is too small for: "; --instance-types m5.large,p5.* would do".
  /// Empty where no type is known to help, as in the two others.
  std::string types(const Together& pods);

  /// Whether a node group more would take the item.
  bool is_kept_out_by_groups(std::size_t item) const;

  /// For all such items at once.
  std::string groups(std::size_t item);

  /// For an item that its wishes by zone keep out.
  std::string zones(std::size_t item);

 private:
  bool may_have(std::int64_t more_groups) const;
  std::set<std::uint32_t> groups_for(std::size_t item) const;
  std::int64_t takeable_by(const NodeOptions& nodes) const;
  const NodeOptions& other_types(bool all);
  bool is_wherever_wanted(const NodeOptions& nodes, const NodeOption& option,
                          std::size_t item) const;
  std::string family_for(const Together& pods, const NodeOptions& nodes) const;
  const Problem& with_zones(std::int64_t zones);
  bool would_take(const Problem& other, std::size_t item, bool by_planned) const;
  std::int64_t groups_wanted(const Problem& other) const;
  bool refuses_no_more(const Problem& other) const;

  bool is_proven(const Options& better, std::size_t item);

  // The same problem with more zones; it refers to its options.
  struct Wider;

  RemedyInput in_;
  bool may_solve_again_;
  std::map<std::size_t, std::vector<std::size_t>> shapes_of_;  // by item without a place
  std::optional<NodeOptions> default_types_;
  std::optional<NodeOptions> all_types_;
  std::map<std::int64_t, std::unique_ptr<Wider>> wider_;
  std::map<std::string, std::vector<std::int64_t>> proven_;  // unplaced pods, by what is better
};

}  // namespace eksplan::plan
