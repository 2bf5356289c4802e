#pragma once
/// The fields of one object of a result, each reported at its place when it is missing or wrong.
/// Private to this room.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::doc {
class Node;
}  // namespace eksplan::doc

namespace eksplan::saved {

/// No count and no amount of a resource in a result is larger, so that sums of products of two of
/// them stay within 128 bits.
inline constexpr std::int64_t kMostCount = std::int64_t{1} << 40U;
inline constexpr std::int64_t kMostAmount = std::int64_t{1} << 60U;

/// A null counts as absent. What is required and missing, or of the wrong kind, is reported and
/// read as empty or 0; keys without a required word in their getter may be absent.
class Fields {
 public:
  /// Both must outlive the fields.
  Fields(const doc::Node& node, diag::Diagnostics& found) : node_(&node), found_(&found) {}

  diag::Diagnostics& diagnostics() const { return *found_; }

  std::string required_text(std::string_view key) const;
  std::string text(std::string_view key) const;

  /// One of `words`.
  std::string required_word(std::string_view key, std::initializer_list<const char*> words) const;

  bool required_flag(std::string_view key) const;
  bool flag(std::string_view key) const;

  /// Whole numbers from 0 to `most`.
  std::int64_t required_count(std::string_view key, std::int64_t most = kMostCount) const;
  std::optional<std::int64_t> count(std::string_view key, std::int64_t most = kMostCount) const;

  /// Decimals of at most nine places, from 0 to 10^10.
  units::Decimal required_decimal(std::string_view key) const;
  std::optional<units::Decimal> decimal(std::string_view key) const;
  units::Money required_money(std::string_view key) const;
  std::optional<units::Money> money(std::string_view key) const;

  /// The same below 0 too.
  std::optional<units::Decimal> signed_decimal(std::string_view key) const;
  std::optional<units::Money> signed_money(std::string_view key) const;

  std::map<std::string, std::string> texts_by_name(std::string_view key) const;
  std::map<std::string, std::int64_t> counts_by_name(std::string_view key) const;
  std::map<std::string, units::Money> money_by_name(std::string_view key) const;

  std::vector<std::string> texts(std::string_view key) const;
  std::vector<std::int64_t> numbers(std::string_view key, std::int64_t most) const;

  bool has(std::string_view key) const;

  /// `read` is called with the fields of the object at `key`; false when there is none.
  using Reader = std::function<void(const Fields&)>;
  bool object(std::string_view key, const Reader& read) const;
  void required_object(std::string_view key, const Reader& read) const;

  /// The same for each element of a list of objects.
  void each(std::string_view key, const Reader& read) const;
  void required_each(std::string_view key, const Reader& read) const;

  /// Says that the value at `key`, or this object without a key, is wrong.
  void wrong(std::string_view key, std::string message, std::string hint = {}) const;

  const doc::Node& node() const { return *node_; }

 private:
  std::string text_at(const doc::Node& at) const;
  std::optional<std::int64_t> whole_at(const doc::Node& at, std::int64_t most) const;
  std::optional<units::Decimal> decimal_at(const doc::Node& at, bool may_be_negative) const;
  void missing(std::string_view key) const;
  void wrong_at(const doc::Node& at, std::string message, std::string hint = {}) const;
  void wrong_kind(const doc::Node& at, std::string_view expected) const;

  const doc::Node* node_;
  diag::Diagnostics* found_;
};

}  // namespace eksplan::saved
