#pragma once
/// Facts of price files put into a price folder, and what that changed.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "eksplan/app/price_folder.hpp"
#include "eksplan/offers/read.hpp"

namespace eksplan::app {

/// How many figures of one kind came, went and moved.
struct PriceChanges {
  std::int64_t added = 0;
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t same = 0;
  std::int64_t dropped = 0;  ///< no longer in a list that names everything
};

class PriceMerge {
 public:
  /// `partial`: lists are taken as excerpts, and nothing is dropped that they do not name.
  PriceMerge(PriceFolder& folder, bool partial) : folder_(&folder), partial_(partial) {}

  /// Instance types come first: a price needs the type that it is of.
  void add_types(const offers::ReadFile& file);

  /// Everything else. That a file is older than what it replaces is a warning; a list that would
  /// drop more than half of what a region has is an error of the file called `name`.
  void add_prices(const offers::ReadFile& file, std::string_view name, diag::Diagnostics& found);

  /// Dates and sources of the rows that were touched.
  void finish();

  /// By region ("" = all of them) and what it is of ("on-demand", "services").
  const std::map<std::pair<std::string, std::string>, PriceChanges>& changes() const {
    return changes_;
  }

  /// What was not taken over, and how often.
  const std::map<std::string, std::int64_t>& left_out() const { return left_out_; }

 private:
  struct Fresh {
    std::string as_of;
    std::string source;
  };

  /// One row of ec2/REGION.csv: what it said before, and which cells are new.
  struct Touched {
    std::string as_of;
    std::string source;
    std::string committed_as_of;
    std::map<std::string, Fresh, std::less<>> cells;  ///< by column
  };

  bool knows(const std::string& region, std::string_view what);
  Touched& touch(const std::string& region, const std::string& type);
  void set(PriceTable& table, std::string_view key, std::string_view column,
           const units::Money& amount, PriceChanges& changes);
  void add_rates(const offers::ReadFile& file, std::string_view name, diag::Diagnostics& found);
  void drop_unlisted(const offers::ReadFile& file, std::string_view name, diag::Diagnostics& found);
  void add_services(const offers::ReadFile& file);
  void add_spot(const offers::ReadFile& file);
  void add_advice(const offers::ReadFile& file);
  void add_offerings(const offers::ReadFile& file);
  static const Fresh* fresh(const PriceTable::Row& row, const Touched& touched,
                            std::string_view column);
  static void finish_sold(PriceTable::Row& row, const Touched& touched);
  static void finish_committed(PriceTable::Row& row, const Touched& touched);

  PriceFolder* folder_;
  bool partial_;
  std::map<std::pair<std::string, std::string>, PriceChanges> changes_;
  std::map<std::string, std::int64_t> left_out_;
  std::map<std::pair<std::string, std::string>, Touched> touched_;
};

}  // namespace eksplan::app
