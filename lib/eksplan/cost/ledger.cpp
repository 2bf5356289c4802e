#include "eksplan/cost/ledger.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::cost {
namespace {

struct Unit {
  std::string_view name;
  bool by_month = false;
};

Unit unit_of(catalog::Item item) {
  const auto name = catalog::unit(item);
  return {name, name.ends_with("-month")};
}

// The one rounding of a line.
units::HourlyRate hourly(units::Money unit_price, units::Decimal quantity, bool by_month) {
  if (!by_month) {
    return units::HourlyRate::per_hour(unit_price.times(quantity));
  }
  const auto nanos =
      base::mul_div_half_up(unit_price.nanos(), quantity.billionths(),
                            base::int128{units::Decimal::kOne} * units::kAwsMonthHours);
  return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
}

}  // namespace

void Ledger::charge(Category category, catalog::Item item, units::Decimal quantity,
                    const Payer& payer, std::string_view item_name) {
  if (quantity == units::Decimal{}) {
    return;
  }
  const auto shown_name = item_name.empty() ? catalog::name(item) : item_name;
  const auto price = catalogue_.price(item);
  if (!price) {
    cannot_price(shown_name,
                 fmt::format("the price set {} has no price for {} in {}", catalogue_.set_name(),
                             catalog::name(item), catalogue_.region().name),
                 payer.detail);
    return;
  }
  const auto unit = unit_of(item);
  lines_.push_back({.category = category,
                    .item = std::string(shown_name),
                    .item_of = payer.item,
                    .group = payer.group,
                    .detail = payer.detail,
                    .quantity = quantity,
                    .unit = unit.name,
                    .unit_price = price->amount,
                    .list_unit_price = price->list,
                    .hourly = hourly(price->amount, quantity, unit.by_month)});
  at_list_prices_ += hourly(price->list, quantity, unit.by_month);
}

units::HourlyRate Ledger::list_price_of(const plan::NodeGroup& group) const {
  const auto type = catalogue_.find_type(group.type.name);
  const auto list = type ? catalogue_.node_list_hourly(*type) : std::nullopt;
  return list.value_or(group.hourly_per_node);
}

void Ledger::charge_nodes(plan::GroupIndex index, const plan::NodeGroup& group) {
  if (group.count == 0) {
    return;
  }
  const auto list = list_price_of(group);
  lines_.push_back({.category = Category::nodes,
                    .item = "node",
                    .item_of = {},
                    .group = index,
                    .detail = {},
                    .quantity = units::Decimal::whole(group.count),
                    .unit = "hour",
                    .unit_price = group.hourly_per_node.hourly(),
                    .list_unit_price = list.hourly(),
                    .hourly = group.hourly_per_node * group.count});
  at_list_prices_ += list * group.count;
}

void Ledger::cannot_price(std::string_view item, std::string_view reason, std::string_view what) {
  unpriced_.insert(
      {.item = std::string(item), .reason = std::string(reason), .what = std::string(what)});
}

void Ledger::assume(std::string_view id, std::string text) {
  assumptions_.emplace(id, std::move(text));
}

std::vector<CostLine> Ledger::sorted_lines() const {
  auto lines = lines_;
  const auto order = [](const CostLine& line) {
    return std::tie(line.category, line.item, line.item_of, line.group, line.detail, line.quantity);
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const CostLine& a, const CostLine& b) { return order(a) < order(b); });
  return lines;
}

std::vector<Assumption> Ledger::assumptions() const {
  std::vector<Assumption> list;
  list.reserve(assumptions_.size());
  for (const auto& [id, text] : assumptions_) {
    list.push_back({.id = id, .text = text});
  }
  return list;
}

}  // namespace eksplan::cost
