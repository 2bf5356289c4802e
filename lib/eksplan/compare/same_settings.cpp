#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "eksplan/compare/diff.hpp"

namespace eksplan::compare {
namespace {

std::string shown(const std::string& value) {
  return value.empty() ? "not stated" : value;
}

// What a result says of an option that only stands there when it is not the default.
std::string choice(const saved::Context& context, const std::string& name) {
  const auto known = std::ranges::find(context.choices, name, &saved::Choice::name);
  return known == context.choices.end() ? "the default" : known->value;
}

std::set<std::string> names_of_choices(const saved::Context& a, const saved::Context& b) {
  std::set<std::string> names;
  for (const auto* const choices : {&a.choices, &b.choices}) {
    for (const auto& one : *choices) {
      names.insert(one.name);
    }
  }
  return names;
}

}  // namespace

std::vector<std::string> other_settings(const saved::Result& base, const saved::Result& head) {
  std::vector<std::string> others;
  const auto compare = [&](std::string_view what, const std::string& before,
                           const std::string& after) {
    if (before != after) {
      others.push_back(
          fmt::format("{}: {} in the base, {} in the head", what, shown(before), shown(after)));
    }
  };
  const auto& a = base.context;
  const auto& b = head.context;
  compare("region", a.region, b.region);
  compare("month-hours", std::to_string(a.month_hours), std::to_string(b.month_hours));
  compare("limits-profile", a.limits_profile, b.limits_profile);
  compare("placement", a.placement, b.placement);
  compare("headroom", a.headroom, b.headroom);
  compare("effort", a.effort, b.effort);
  compare("size-by", a.size_by, b.size_by);
  compare("schedule", a.schedule, b.schedule);
  compare("replicas", a.replicas, b.replicas);
  compare("purchase", a.purchase, b.purchase);
  const auto digest = [](const saved::Context& context) {
    return context.prices
               ? fmt::format("{} of {} ({})", context.prices->name, context.prices->effective_date,
                             context.prices->sha256.substr(0, 12))
               : std::string{};
  };
  compare("prices", digest(a), digest(b));
  for (const auto& name : names_of_choices(a, b)) {
    compare(name, choice(a, name), choice(b, name));
  }
  return others;
}

}  // namespace eksplan::compare
