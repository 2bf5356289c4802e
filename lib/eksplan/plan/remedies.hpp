#pragma once
/// Other values of options with which pods that fit nowhere would find a place. Only what is sure
/// is said: that a plan with them is the one at hand, and more nodes for these pods.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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
  const std::vector<NodeGroup>& groups;  ///< of the plan
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

  /// For an item that some candidate has room for and the limit on node groups keeps out.
  std::string groups(std::size_t item) const;

  /// For an item that its wishes by zone keep out.
  std::string zones(std::size_t item);

 private:
  bool has_group_to_spare() const;
  const NodeOptions& other_types(bool all);
  bool is_wherever_wanted(const NodeOptions& nodes, const NodeOption& option,
                          std::size_t item) const;
  std::string family_for(const Together& pods, const NodeOptions& nodes) const;
  const Problem& with_zones(std::int64_t zones);
  bool would_take(const Problem& other, std::size_t item) const;
  bool refuses_no_more(const Problem& other) const;

  // The same problem with more zones; it refers to its options.
  struct Wider;

  RemedyInput in_;
  std::optional<NodeOptions> default_types_;
  std::optional<NodeOptions> all_types_;
  std::map<std::int64_t, std::unique_ptr<Wider>> wider_;
};

}  // namespace eksplan::plan
