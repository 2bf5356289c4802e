#include "eksplan/report/commitment_words.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

bool saves(const saved::SavingsPlan& plan) {
  return plan.saving.hourly > units::Money{};
}

std::string_view years(const std::string& term) {
  return term == "1yr" ? "1 year" : "3 years";
}

std::string payment_words(const std::string& payment) {
  auto words = payment;
  std::ranges::replace(words, '-', ' ');
  return words.empty() ? "" : ", " + words;
}

std::string line_of(const saved::SavingsPlan& plan, std::int64_t month_hours) {
  return fmt::format("{}{}: {} an hour saves ${} of ${} a month", years(plan.term),
                     payment_words(plan.payment), hourly_dollars(plan.commitment),
                     dollars(plan.saving.monthly), dollars(plan.eligible * month_hours));
}

std::string names_of(const std::vector<std::string>& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) {
    names.push_back(thing == "fargate" ? "Fargate" : thing);
  }
  return base::and_list(names);
}

// Whether a savings plan covers nodes that could be reserved as well.
bool overlaps(const Commitments& commitments) {
  const auto covers = [&](const saved::Reservation& reservation) {
    return std::ranges::any_of(commitments.savings_plans, [&](const saved::SavingsPlan& plan) {
      return saves(plan) && std::ranges::find(plan.rates, reservation.instance_type,
                                              &saved::SavingsRate::of) != plan.rates.end();
    });
  };
  return std::ranges::any_of(commitments.reserved, covers);
}

}  // namespace

std::vector<std::string> savings_plan_lines(const Result& result) {
  std::vector<std::string> lines;
  for (const auto& plan : result.commitments.savings_plans) {
    if (saves(plan)) {
      lines.push_back(line_of(plan, result.context.month_hours));
    }
  }
  return lines;
}

std::vector<std::string> commitment_remarks(const Result& result) {
  std::map<std::vector<std::string>, std::vector<std::string>> terms_by_left_out;
  for (const auto& plan : result.commitments.savings_plans) {
    if (saves(plan) && !plan.without_rate.empty()) {
      terms_by_left_out[plan.without_rate].emplace_back(years(plan.term));
    }
  }
  std::vector<std::string> remarks;
  for (const auto& [left_out, terms] : terms_by_left_out) {
    remarks.push_back(fmt::format(
        "no savings rate for {} is known here of {}, which such a plan covers too; --savings-rates "
        "gives one",
        base::and_list(terms), names_of(left_out)));
  }
  if (overlaps(result.commitments)) {
    remarks.emplace_back("a node is either reserved or covered by a savings plan, not both");
  }
  return remarks;
}

std::vector<ReservedOfGroup> reserved_groups(const Result& result) {
  std::vector<ReservedOfGroup> groups;
  for (const auto& row : result.commitments.reserved) {
    if (groups.empty() || groups.back().group != row.group) {
      groups.push_back({row.group, row.instance_type, row.of, nullptr, nullptr});
    }
    (row.term == "1yr" ? groups.back().one_year : groups.back().three_years) = &row;
  }
  return groups;
}

std::string reserved_count(const saved::Reservation* reservation) {
  return reservation == nullptr ? "-" : whole_number(reservation->count);
}

std::string reserved_saving(const saved::Reservation* reservation) {
  return reservation == nullptr ? "-" : dollars(reservation->saving.monthly);
}

}  // namespace eksplan::report
