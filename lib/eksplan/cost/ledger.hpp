#pragma once
/// The book that every kind of cost is entered into while a plan is priced. Private to this room.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"

namespace eksplan::cost {

/// Who pays for a line, and what it is for.
struct Payer {
  std::optional<plan::ItemIndex> item;
  std::optional<plan::GroupIndex> group;
  std::string detail;
};

class Ledger {
 public:
  explicit Ledger(const catalog::Catalogue& catalogue) : catalogue_(catalogue) {}

  /// `quantity` of a priced thing: a line, or an entry under unpriced when the price set has no
  /// price for it here. A quantity of 0 leaves no trace. `item_name` is used in place of the
  /// catalogue's own key when not empty.
  void charge(Category category, catalog::Item item, units::Decimal quantity, const Payer& payer,
              std::string_view item_name = {});

  /// The instances of a node group, whose price the plan has already looked up.
  void charge_nodes(plan::GroupIndex index, const plan::NodeGroup& group);

  /// What all lines cost at list prices.
  units::HourlyRate at_list_prices() const { return at_list_prices_; }

  void cannot_price(std::string_view item, std::string_view reason, std::string_view what);
  void assume(std::string_view id, std::string text);

  std::vector<CostLine> sorted_lines() const;

  std::vector<Unpriced> unpriced() const { return {unpriced_.begin(), unpriced_.end()}; }

  std::vector<Assumption> assumptions() const;

 private:
  const catalog::Catalogue& catalogue_;
  units::HourlyRate list_price_of(const plan::NodeGroup& group) const;

  std::vector<CostLine> lines_;
  units::HourlyRate at_list_prices_;
  std::set<Unpriced> unpriced_;
  std::map<std::string, std::string, std::less<>> assumptions_;
};

}  // namespace eksplan::cost
