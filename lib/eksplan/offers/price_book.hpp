#pragma once
/// The products of one price list and their prices, put together by their SKU.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/offers/classify.hpp"
#include "eksplan/offers/facts.hpp"
#include "eksplan/offers/options.hpp"

namespace eksplan::offers {

/// One price as the list has it.
struct PriceLine {
  std::string_view unit;
  std::string_view begin;                    ///< of its tier; "" counts as "0"
  std::optional<std::string_view> usd = {};  ///< nothing when it is in another currency
  std::string_view currency = {};            ///< that other one
};

/// A reservation.
struct ReservedTerm {
  std::string_view length;    ///< "1yr", "3yr"
  std::string_view offering;  ///< "standard", "convertible"
  std::string_view payment;   ///< "All Upfront"
};

/// Whether it is one that a price folder has: standard, all upfront, of one or three years.
bool is_kept(const ReservedTerm& term);

/// What came of a price: fine, or a fault. A fault that only leaves out one figure is a warning.
struct Complaint {
  base::Fault fault;
  bool is_warning = false;
};

using Taken = std::optional<Complaint>;

/// How finely SKUs are told apart before they are looked up.
inline constexpr unsigned kShapeBits = 20;

class PriceBook {
 public:
  explicit PriceBook(const ReadOptions& options) : options_(&options) {}

  /// A SKU may come again. `counts`: what is left out is counted.
  Taken add_product(const Product& product, bool counts = true);

  /// What the SKU stands for; null when its prices are of no use.
  const Target* find(std::string_view sku) const;

  Taken add_on_demand(const Target& target, const PriceLine& line);

  /// One price of a reservation: what is paid at once ("Quantity") or by the hour.
  Taken add_reserved(const Target& target, const ReservedTerm& term, const PriceLine& line);

  /// A rate that stands by itself, as those of savings plans.
  Taken set_rate(const std::string& region, const std::string& type, Rate rate,
                 units::Money amount);

  void leave_out(std::string_view what, std::int64_t count = 1);

  /// Whether there was any product, wanted or not.
  bool has_products() const { return products_seen_ != 0; }

  /// Adds what came together, as of this day. A list that is `complete` names every instance type
  /// of its regions.
  void finish(const std::string& as_of, bool complete, Facts& facts) &&;

  struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

 private:
  Taken add_item(const Target& target, const PriceLine& line);
  void spread_reservations();
  void finish_items(const std::string& as_of, Facts& facts) const;

  const ReadOptions* options_;
  // Only looked up, never walked.
  std::unordered_map<std::string, Target, Hash, std::equal_to<>> targets_;
  std::vector<bool> maybe_known_ =
      std::vector<bool>(std::size_t{1} << kShapeBits);  // by shape of SKU
  std::map<std::tuple<std::string, std::string, Rate>, units::Money> rates_;
  // Reservations, until both of their prices are there.
  std::map<std::tuple<std::string, std::string, Rate>, std::pair<units::Money, units::Money>>
      reserved_;
  // Tiers of items, by where they begin.
  std::map<std::pair<std::string, const ItemRule*>, std::map<std::int64_t, units::Money>> tiers_;
  std::map<const ItemRule*, std::size_t> rule_counts_;
  std::set<std::pair<std::string, const ItemRule*>> contradicted_;
  std::set<std::tuple<std::string, std::string, Rate>> doubtful_;
  std::array<std::int64_t, kLeftOut> left_out_{};
  std::map<std::string, std::int64_t, std::less<>> others_left_out_;
  std::int64_t products_seen_ = 0;
};

}  // namespace eksplan::offers
