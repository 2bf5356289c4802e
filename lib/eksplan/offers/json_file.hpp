#pragma once
/// A JSON file while it is read: where in it the reader is, and what it has found so far.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/offers/facts.hpp"
#include "eksplan/offers/options.hpp"
#include "eksplan/offers/price_book.hpp"

namespace eksplan::doc {
class JsonStream;
class JsonView;
struct StreamProblem;
}  // namespace eksplan::doc

namespace eksplan::offers {

struct JsonFile {
  JsonFile(doc::JsonStream& text, const ReadOptions& read_options);
  ~JsonFile();
  JsonFile(const JsonFile&) = delete;
  JsonFile& operator=(const JsonFile&) = delete;

  doc::JsonStream* stream;
  const ReadOptions* options;
  PriceBook book;
  Facts facts;
  std::string kind;                                       ///< "price list", ...; "" = not known yet
  std::string offer;                                      ///< offerCode of a price list
  std::string as_of;                                      ///< publication day; "" = none read
  std::map<std::string, std::string, std::less<>> plans;  ///< usage types of savings plans, by SKU
  bool dated_rows = false;                                ///< each figure has its own day
  bool is_list = false;                                   ///< the root is a list: that of PriceList
  bool complete = false;                                  ///< names everything of its regions
  bool terms_only = false;   ///< the second time through a list that has its terms first
  bool needs_terms = false;  ///< terms came before the products
  std::vector<doc::StreamProblem> problems;

  /// An error or a warning at a byte of the window.
  void complain(std::size_t offset, const Complaint& complaint, std::string_view below = {});
  void wrong(std::size_t offset, std::string message, std::string hint,
             std::string_view below = {});
};

// The value of a member of the root is in hand; each takes it or passes over it.

void read_publication(JsonFile& file);     ///< publicationDate
void read_products(JsonFile& file);        ///< products of a price list or of savings plans
void read_terms(JsonFile& file);           ///< terms of either
void read_product_list(JsonFile& file);    ///< PriceList of `aws pricing get-products`
void read_instance_types(JsonFile& file);  ///< InstanceTypes
void read_offerings(JsonFile& file);       ///< InstanceTypeOfferings
void read_spot_history(JsonFile& file);    ///< SpotPriceHistory
void read_spot_advisor(JsonFile& file);    ///< spot_advisor

// Shared by the readers of price lists.

/// What `view` tells of a product; views into the window.
Product product_of(const doc::JsonView& view);

/// Prices of the SKU that `target` stands for: its offer terms, by code.
void read_offer_terms(JsonFile& file, const Target& target, const doc::JsonView& terms,
                      bool reserved);

/// The products and terms of savings plans.
void read_savings_products(JsonFile& file);
void read_savings_terms(JsonFile& file);

/// The text under `key`; "" when it is not there or is no string.
std::string_view text_at(const doc::JsonView& view, std::string_view key);

/// The same of a whole number; nothing when it is not there or is none, or is out of [0, 2^31).
std::optional<std::int64_t> count_at(const doc::JsonView& view,
                                     std::initializer_list<std::string_view> keys);

}  // namespace eksplan::offers
