#pragma once
/// When something runs, within a window of time: a week of a plan, or a year of a test.

#include <chrono>
#include <compare>
#include <vector>

namespace eksplan::model {

/// From `begin` until before `end`, counted from the start of the window.
struct TimeInterval {
  std::chrono::seconds begin{};
  std::chrono::seconds end{};

  auto operator<=>(const TimeInterval&) const = default;
};

/// A set of moments of the window [0, length), to the second. Two of them meet only when their
/// windows are equally long.
class ActiveHours {
 public:
  ActiveHours() = default;

  static ActiveHours never(std::chrono::seconds length);
  static ActiveHours always(std::chrono::seconds length);

  /// In any order, overlapping or not; what lies outside the window is cut off, and an interval
  /// that ends before it begins is empty.
  static ActiveHours of(std::chrono::seconds length, std::vector<TimeInterval> intervals);

  /// Sorted, apart from each other, none empty.
  const std::vector<TimeInterval>& intervals() const { return intervals_; }

  std::chrono::seconds window() const { return length_; }

  /// How long it runs in all.
  std::chrono::seconds total() const;

  bool is_always() const { return total() == length_; }

  bool is_never() const { return intervals_.empty(); }

  bool contains(std::chrono::seconds moment) const;

  ActiveHours united(const ActiveHours& other) const;
  ActiveHours intersected(const ActiveHours& other) const;
  ActiveHours complement() const;

  /// Without the moments of `other`.
  ActiveHours without(const ActiveHours& other) const;

  bool operator==(const ActiveHours&) const = default;

 private:
  std::chrono::seconds length_{};
  std::vector<TimeInterval> intervals_;
};

}  // namespace eksplan::model
