#include "eksplan/offers/price_book.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/offers/price_text.hpp"

namespace eksplan::offers {
namespace {

constexpr std::int64_t kYearHours = 8760;

Taken fault(std::string message, std::string hint, bool is_warning = false) {
  return Complaint{{std::move(message), std::move(hint)}, is_warning};
}

// The dollars of a line, or what is wrong with them.
std::variant<units::Money, Complaint> dollars(const PriceLine& line) {
  if (!line.usd) {
    return Complaint{{fmt::format("the price is in {}, not in USD",
                                  line.currency.empty() ? "no currency" : line.currency),
                      "eksplan counts in US dollars; China has a price list of its own"}};
  }
  auto price = parse_list_price(*line.usd);
  if (!price) {
    return Complaint{price.fault()};
  }
  return *price;
}

bool is_hour(std::string_view unit) {
  const auto lower = base::to_lower(unit);
  return lower == "hrs" || lower == "hours" || lower == "hour";
}

Taken not_an_hour(std::string_view unit) {
  return fault(fmt::format("the unit of an instance's price is '{}'", unit), "it should be Hrs");
}

// Of the many SKUs that a list has, few are wanted: a number that tells most of the others apart.
std::size_t shape(std::string_view sku) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;
  std::uint64_t word = 0;
  if (sku.size() >= sizeof(word)) {
    std::memcpy(&word, sku.data(), sizeof(word));
  }
  return (word * kMix) >> (64U - kShapeBits);
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) {
    return std::nullopt;
  }
  return value;
}

// The first tier that is not free, for an item that has one price.
units::Money first_price(const std::map<std::int64_t, units::Money>& tiers) {
  for (const auto& [begin, amount] : tiers) {
    if (amount != units::Money()) {
      return amount;
    }
  }
  return {};
}

// The list has what extended support costs on top of standard support; a price folder has the sum.
void add_standard_support(Facts& facts) {
  for (auto& [key, price] : facts.items) {
    if (key.name != "control-plane-extended") {
      continue;
    }
    const auto standard = facts.items.find({key.region, "control-plane"});
    price.amount =
        standard == facts.items.end() ? units::Money() : price.amount + standard->second.amount;
  }
  std::erase_if(facts.items, [](const auto& item) { return item.second.amount == units::Money(); });
}

}  // namespace

std::string_view column(Rate rate) {
  switch (rate) {
    case Rate::on_demand:
      return "on_demand";
    case Rate::windows:
      return "windows";
    case Rate::reserved_1yr:
      return "reserved_1yr";
    case Rate::reserved_3yr:
      return "reserved_3yr";
    case Rate::savings_1yr:
      return "savings_1yr";
    case Rate::savings_3yr:
      break;
  }
  return "savings_3yr";
}

bool is_kept(const ReservedTerm& term) {
  return term.offering == "standard" && term.payment == "All Upfront" &&
         (term.length == "1yr" || term.length == "3yr");
}

Taken PriceBook::add_product(const Product& product, bool counts) {
  ++products_seen_;
  auto classified = classify(product, *options_);
  if (const auto* reason = std::get_if<LeftOut>(&classified)) {
    left_out_[static_cast<std::size_t>(*reason)] += counts ? 1 : 0;
    return {};
  }
  auto& target = std::get<Target>(classified);
  const auto [at, is_new] = targets_.try_emplace(std::string(product.sku), target);
  maybe_known_[shape(product.sku)] = true;
  if (!is_new && !at->second.is_same(target)) {
    return fault(fmt::format("SKU {} stands twice, for different products", product.sku),
                 "a SKU is one product; the file is damaged or was put together from several");
  }
  return {};
}

const Target* PriceBook::find(std::string_view sku) const {
  if (!maybe_known_[shape(sku)]) {
    return nullptr;
  }
  const auto at = targets_.find(sku);
  return at == targets_.end() ? nullptr : &at->second;
}

Taken PriceBook::set_rate(const std::string& region, const std::string& type, Rate rate,
                          units::Money amount) {
  if (amount == units::Money()) {
    doubtful_.insert({region, type, rate});
    return fault(fmt::format("the price of {} in {} is 0", type, region),
                 "nothing is free there; the price that the set has stays", true);
  }
  const auto [at, is_new] = rates_.try_emplace({region, type, rate}, amount);
  if (!is_new && at->second != amount) {
    return fault(fmt::format("{} in {} has two {} prices, {} and {}", type, region, column(rate),
                             at->second, amount),
                 "eksplan cannot tell which one is right; the file is damaged");
  }
  return {};
}

Taken PriceBook::add_on_demand(const Target& target, const PriceLine& line) {
  if (target.type.empty()) {
    return add_item(target, line);
  }
  const auto price = dollars(line);
  if (const auto* wrong = std::get_if<Complaint>(&price)) {
    return *wrong;
  }
  if (!is_hour(line.unit)) {
    return not_an_hour(line.unit);
  }
  return set_rate(target.region, target.type, target.windows ? Rate::windows : Rate::on_demand,
                  std::get<units::Money>(price));
}

Taken PriceBook::add_item(const Target& target, const PriceLine& line) {
  const auto& rule = target.rules.front();
  const auto price = dollars(line);
  if (const auto* wrong = std::get_if<Complaint>(&price)) {
    return *wrong;
  }
  const auto by = divisor(rule, line.unit);
  if (!by) {
    return fault(fmt::format("the unit of {} is '{}'", rule.usage, line.unit),
                 fmt::format("eksplan knows it by {}", rule.units), true);
  }
  const auto begin = whole(line.begin.empty() ? "0" : line.begin);
  if (!begin) {
    return fault(fmt::format("'{}' is not where a tier can begin", line.begin),
                 "it is a whole number, 0 for the first tier");
  }
  const auto amount =
      units::Money::from_nanos(base::div_half_up(std::get<units::Money>(price).nanos(), *by));
  rule_counts_[&rule] = target.rules.size();
  const auto [at, is_new] = tiers_[{target.region, &rule}].try_emplace(*begin, amount);
  if (!is_new && at->second != amount) {
    contradicted_.insert({target.region, &rule});
    return fault(fmt::format("{} in {} has two prices, {} and {}", rule.item, target.region,
                             at->second, amount),
                 "eksplan cannot tell which one is right; the price that the set has stays", true);
  }
  return {};
}

Taken PriceBook::add_reserved(const Target& target, const ReservedTerm& term,
                              const PriceLine& line) {
  if (target.type.empty() || target.windows || !is_kept(term)) {
    return {};
  }
  const auto price = dollars(line);
  if (const auto* wrong = std::get_if<Complaint>(&price)) {
    return *wrong;
  }
  const bool is_upfront = base::to_lower(line.unit) == "quantity";
  if (!is_upfront && !is_hour(line.unit)) {
    return not_an_hour(line.unit);
  }
  const auto rate = term.length == "1yr" ? Rate::reserved_1yr : Rate::reserved_3yr;
  auto& [upfront, hourly] = reserved_[{target.region, target.type, rate}];
  auto& part = is_upfront ? upfront : hourly;
  const auto amount = std::get<units::Money>(price);
  if (part != units::Money() && part != amount) {
    return fault(fmt::format("{} in {} has two prices of a reservation, {} and {}", target.type,
                             target.region, part, amount),
                 "eksplan cannot tell which one is right; the file is damaged");
  }
  part = amount;
  return {};
}

void PriceBook::leave_out(std::string_view what, std::int64_t count) {
  others_left_out_[std::string(what)] += count;
}

// Reservations to what they cost by the hour.
void PriceBook::spread_reservations() {
  for (const auto& [key, parts] : reserved_) {
    const auto hours = std::get<Rate>(key) == Rate::reserved_1yr ? kYearHours : 3 * kYearHours;
    const auto spread =
        units::Money::from_nanos(base::div_half_up(parts.first.nanos(), hours)) + parts.second;
    if (spread != units::Money()) {
      rates_[key] = spread;
    }
  }
}

void PriceBook::finish_items(const std::string& as_of, Facts& facts) const {
  const auto put = [&](const std::string& region, const ItemRule& rule, units::Money amount) {
    if (amount != units::Money()) {
      facts.items[{region, std::string(rule.item)}] = {amount, as_of};
    }
  };
  for (const auto& [key, tiers] : tiers_) {
    const auto& [region, rule] = key;
    if (contradicted_.contains(key)) {
      continue;
    }
    const std::span rules(rule, rule_counts_.at(rule));
    if (rules.size() == 1) {
      put(region, *rule, first_price(tiers));
      continue;
    }
    for (const auto& one : rules) {
      const auto tier = tiers.find(whole(one.begin).value_or(0));
      put(region, one, tier == tiers.end() ? units::Money() : tier->second);
    }
  }
  add_standard_support(facts);
}

void PriceBook::finish(const std::string& as_of, bool complete, Facts& facts) && {
  spread_reservations();
  facts.doubtful = std::move(doubtful_);
  for (const auto& [key, amount] : rates_) {
    facts.rates[key] = {amount, as_of};
    if (complete) {
      facts.complete[{std::get<0>(key), std::get<Rate>(key)}] = as_of;
    }
  }
  finish_items(as_of, facts);
  for (std::size_t i = 0; i < kLeftOut; ++i) {
    if (left_out_[i] != 0) {
      facts.left_out[std::string(words(static_cast<LeftOut>(i)))] += left_out_[i];
    }
  }
  for (const auto& [what, count] : others_left_out_) {
    facts.left_out[what] += count;
  }
}

}  // namespace eksplan::offers
