#include "eksplan/saved/fields.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::saved {
namespace {

using doc::Kind;
using units::Decimal;
using units::Money;

// A file with more mistakes than this is not worth listing.
constexpr std::size_t kMostProblems = 100;
constexpr int kPlaces = 9;
constexpr base::int128 kMostDecimal = base::int128{10'000'000'000} * Decimal::kOne;

std::optional<doc::Node> present(const doc::Node& object, std::string_view key) {
  auto found = object.find(key);
  return found && !found->is_null() ? found : std::nullopt;
}

bool is_number(const doc::Node& at) {
  return at.kind() == Kind::integer || at.kind() == Kind::floating;
}

std::string described(const doc::Node& at) {
  if (!at.is_scalar() || at.is_null()) {
    return fmt::format("this is {}", name(at.kind()));
  }
  return fmt::format("'{}' is {}", base::shorten(at.raw(), 60), name(at.kind()));
}

Money as_money(Decimal decimal) {
  return Money::from_nanos(decimal.billionths());
}

// Whether the digits say no more than nine places hold.
bool is_exact(std::string_view text) {
  const auto finer = base::parse_decimal(text, kPlaces + 9);
  return finer && *finer % Decimal::kOne == 0;
}

}  // namespace

void Fields::wrong_at(const doc::Node& at, std::string message, std::string hint) const {
  if (found_->error_count() < kMostProblems) {
    found_->add({.severity = diag::Severity::error,
                 .code = diag::kResultField,
                 .at = at.where(),
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .excerpt = at.excerpt()});
  }
}

void Fields::wrong(std::string_view key, std::string message, std::string hint) const {
  const auto at = present(*node_, key);
  wrong_at(at ? *at : *node_, std::move(message), std::move(hint));
}

void Fields::wrong_kind(const doc::Node& at, std::string_view expected) const {
  wrong_at(at, fmt::format("{}, not {}", described(at), expected));
}

void Fields::missing(std::string_view key) const {
  wrong_at(*node_, fmt::format("'{}' is missing", key));
}

bool Fields::has(std::string_view key) const {
  return present(*node_, key).has_value();
}

std::string Fields::text_at(const doc::Node& at) const {
  if (at.kind() != Kind::string) {
    wrong_kind(at, "a string");
    return {};
  }
  return std::string(at.text());
}

std::string Fields::required_text(std::string_view key) const {
  if (!has(key)) {
    missing(key);
  }
  return text(key);
}

std::string Fields::text(std::string_view key) const {
  const auto at = present(*node_, key);
  return at ? text_at(*at) : std::string{};
}

std::string Fields::required_word(std::string_view key,
                                  std::initializer_list<const char*> words) const {
  auto word = required_text(key);
  const auto at = present(*node_, key);
  if (at && at->kind() == Kind::string &&
      std::find(words.begin(), words.end(), word) == words.end()) {
    const std::vector<std::string_view> all(words.begin(), words.end());
    const auto near = base::nearest(word, all);
    wrong(key, fmt::format("'{}' is not a word for this", base::shorten(word, 60)),
          near ? fmt::format("did you mean {}?", *near)
               : fmt::format("write {}", base::join({words.begin(), words.end()}, ", ")));
  }
  return word;
}

bool Fields::required_flag(std::string_view key) const {
  if (!has(key)) {
    missing(key);
  }
  return flag(key);
}

bool Fields::flag(std::string_view key) const {
  const auto at = present(*node_, key);
  if (at && at->kind() != Kind::boolean) {
    wrong_kind(*at, "true or false");
    return false;
  }
  return at && at->text() == "true";
}

std::optional<std::int64_t> Fields::whole_at(const doc::Node& at, std::int64_t most) const {
  if (at.kind() != Kind::integer) {
    wrong_kind(at, "a whole number");
    return std::nullopt;
  }
  const auto text = at.text();
  std::int64_t value = 0;
  const auto error = std::from_chars(text.data(), text.data() + text.size(), value).ec;
  if (error != std::errc{} || value < 0 || value > most) {
    wrong_at(at, fmt::format("'{}' is out of range", base::shorten(at.raw(), 60)),
             fmt::format("it should be from 0 to {}", most));
    return std::nullopt;
  }
  return value;
}

std::int64_t Fields::required_count(std::string_view key, std::int64_t most) const {
  if (!has(key)) {
    missing(key);
  }
  return count(key, most).value_or(0);
}

std::optional<std::int64_t> Fields::count(std::string_view key, std::int64_t most) const {
  const auto at = present(*node_, key);
  return at ? whole_at(*at, most) : std::nullopt;
}

std::optional<Decimal> Fields::decimal_at(const doc::Node& at, bool may_be_negative) const {
  if (!is_number(at)) {
    wrong_kind(at, "a number");
    return std::nullopt;
  }
  const auto value = base::parse_decimal(at.raw(), kPlaces);
  const auto shown = base::shorten(at.raw(), 60);
  if (!value || *value > kMostDecimal || *value < -kMostDecimal) {
    wrong_at(at, fmt::format("'{}' is out of range", shown));
    return std::nullopt;
  }
  if (!is_exact(at.raw())) {
    wrong_at(at, fmt::format("'{}' is finer than a billionth", shown),
             "figures of a result have at most nine decimals");
    return std::nullopt;
  }
  if (*value < 0 && !may_be_negative) {
    wrong_at(at, fmt::format("'{}' is negative", shown));
    return std::nullopt;
  }
  return Decimal::from_billionths(*value);
}

Decimal Fields::required_decimal(std::string_view key) const {
  if (!has(key)) {
    missing(key);
  }
  return decimal(key).value_or(Decimal{});
}

std::optional<Decimal> Fields::decimal(std::string_view key) const {
  const auto at = present(*node_, key);
  return at ? decimal_at(*at, false) : std::nullopt;
}

std::optional<Decimal> Fields::signed_decimal(std::string_view key) const {
  const auto at = present(*node_, key);
  return at ? decimal_at(*at, true) : std::nullopt;
}

Money Fields::required_money(std::string_view key) const {
  return as_money(required_decimal(key));
}

std::optional<Money> Fields::money(std::string_view key) const {
  const auto value = decimal(key);
  return value ? std::optional(as_money(*value)) : std::nullopt;
}

std::optional<Money> Fields::signed_money(std::string_view key) const {
  const auto value = signed_decimal(key);
  return value ? std::optional(as_money(*value)) : std::nullopt;
}

std::map<std::string, std::string> Fields::texts_by_name(std::string_view key) const {
  std::map<std::string, std::string> texts;
  object(key, [&](const Fields& fields) {
    const auto& node = fields.node();
    for (std::size_t i = 0; i < node.size(); ++i) {
      texts[std::string(node.key(i).text())] = text_at(node.at(i));
    }
  });
  return texts;
}

std::map<std::string, std::int64_t> Fields::counts_by_name(std::string_view key) const {
  std::map<std::string, std::int64_t> counts;
  object(key, [&](const Fields& fields) {
    const auto& node = fields.node();
    for (std::size_t i = 0; i < node.size(); ++i) {
      counts[std::string(node.key(i).text())] = whole_at(node.at(i), kMostAmount).value_or(0);
    }
  });
  return counts;
}

std::map<std::string, Money> Fields::money_by_name(std::string_view key) const {
  std::map<std::string, Money> amounts;
  required_object(key, [&](const Fields& fields) {
    const auto& node = fields.node();
    for (std::size_t i = 0; i < node.size(); ++i) {
      amounts[std::string(node.key(i).text())] =
          as_money(decimal_at(node.at(i), false).value_or(Decimal{}));
    }
  });
  return amounts;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  std::vector<std::string> texts;
  const auto list = present(*node_, key);
  if (list && !list->is_sequence()) {
    wrong_kind(*list, "a list");
    return texts;
  }
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    texts.push_back(text_at(list->at(i)));
  }
  return texts;
}

std::vector<std::int64_t> Fields::numbers(std::string_view key, std::int64_t most) const {
  std::vector<std::int64_t> numbers;
  const auto list = present(*node_, key);
  if (!list) {
    missing(key);
  } else if (!list->is_sequence()) {
    wrong_kind(*list, "a list");
    return numbers;
  }
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    numbers.push_back(whole_at(list->at(i), most).value_or(0));
  }
  return numbers;
}

bool Fields::object(std::string_view key, const Reader& read) const {
  const auto at = present(*node_, key);
  if (at && !at->is_mapping()) {
    wrong_kind(*at, "a mapping");
    return false;
  }
  if (at) {
    read(Fields(*at, *found_));
  }
  return at.has_value();
}

void Fields::required_object(std::string_view key, const Reader& read) const {
  if (!has(key)) {
    missing(key);
  }
  object(key, read);
}

void Fields::each(std::string_view key, const Reader& read) const {
  const auto list = present(*node_, key);
  if (list && !list->is_sequence()) {
    wrong_kind(*list, "a list");
    return;
  }
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto element = list->at(i);
    if (element.is_mapping()) {
      read(Fields(element, *found_));
    } else {
      wrong_kind(element, "a mapping");
    }
  }
}

void Fields::required_each(std::string_view key, const Reader& read) const {
  if (!has(key)) {
    missing(key);
  }
  each(key, read);
}

}  // namespace eksplan::saved
