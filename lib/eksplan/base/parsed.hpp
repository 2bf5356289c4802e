#pragma once
/// The result of reading one value from text: the value, or why the text is not one.

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace eksplan::base {

/// Why a text is not a value. It knows no place; the reader that knows it makes a diagnostic of it.
struct Fault {
  std::string message;  ///< what was read and why it is wrong: "'250mm' is not a CPU amount"
  std::string hint;     ///< what would be right: "write 250m or 0.25"; may be empty
};

/// A `T` or a `Fault`.
template <class T>
class [[nodiscard]] Parsed {
 public:
  // Implicit, so that a parser can return either as it is.
  Parsed(T value) : state_(std::move(value)) {}  // NOLINT(google-explicit-constructor)

  Parsed(Fault fault) : state_(std::move(fault)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }

  explicit operator bool() const { return has_value(); }

  const T& value() const { return std::get<0>(state_); }

  const T& operator*() const { return value(); }

  const T* operator->() const { return &value(); }

  const Fault& fault() const { return std::get<1>(state_); }

  std::optional<T> optional() const {
    return has_value() ? std::optional<T>(value()) : std::nullopt;
  }

 private:
  std::variant<T, Fault> state_;
};

}  // namespace eksplan::base
