#include "eksplan/model/active_hours.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/assert.hpp"

namespace eksplan::model {

using std::chrono::seconds;

ActiveHours ActiveHours::never(seconds length) {
  ActiveHours hours;
  hours.length_ = length;
  return hours;
}

ActiveHours ActiveHours::always(seconds length) {
  return of(length, {{seconds(0), length}});
}

ActiveHours ActiveHours::of(seconds length, std::vector<TimeInterval> intervals) {
  auto hours = never(length);
  std::ranges::sort(intervals);
  for (auto interval : intervals) {
    interval.begin = std::max(interval.begin, seconds(0));
    interval.end = std::min(interval.end, length);
    if (interval.begin >= interval.end) {
      continue;
    }
    auto& kept = hours.intervals_;
    if (!kept.empty() && interval.begin <= kept.back().end) {
      kept.back().end = std::max(kept.back().end, interval.end);
    } else {
      kept.push_back(interval);
    }
  }
  return hours;
}

seconds ActiveHours::total() const {
  seconds sum(0);
  for (const auto& interval : intervals_) {
    sum += interval.end - interval.begin;
  }
  return sum;
}

bool ActiveHours::contains(seconds moment) const {
  const auto after =
      std::ranges::upper_bound(intervals_, moment, {}, [](const auto& one) { return one.begin; });
  return after != intervals_.begin() && moment < std::prev(after)->end;
}

ActiveHours ActiveHours::united(const ActiveHours& other) const {
  EKSPLAN_ASSERT(length_ == other.length_, "hours of one window");
  auto both = intervals_;
  both.insert(both.end(), other.intervals_.begin(), other.intervals_.end());
  return of(length_, std::move(both));
}

ActiveHours ActiveHours::intersected(const ActiveHours& other) const {
  EKSPLAN_ASSERT(length_ == other.length_, "hours of one window");
  auto result = never(length_);
  for (std::size_t i = 0, j = 0; i < intervals_.size() && j < other.intervals_.size();) {
    const auto& mine = intervals_[i];
    const auto& theirs = other.intervals_[j];
    const TimeInterval common{std::max(mine.begin, theirs.begin), std::min(mine.end, theirs.end)};
    if (common.begin < common.end) {
      result.intervals_.push_back(common);
    }
    ++(mine.end < theirs.end ? i : j);
  }
  return result;
}

ActiveHours ActiveHours::complement() const {
  auto result = never(length_);
  seconds from(0);
  for (const auto& interval : intervals_) {
    if (from < interval.begin) {
      result.intervals_.push_back({from, interval.begin});
    }
    from = interval.end;
  }
  if (from < length_) {
    result.intervals_.push_back({from, length_});
  }
  return result;
}

ActiveHours ActiveHours::without(const ActiveHours& other) const {
  return intersected(other.complement());
}

}  // namespace eksplan::model
