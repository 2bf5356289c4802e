#pragma once
/// What is said to people of commitments, in the table and in the comment. Private to this room.

#include <string>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// Terms of a group side by side.
struct ReservedOfGroup {
  std::string group;
  std::string instance_type;
  std::int64_t of = 0;
  const saved::Reservation* one_year = nullptr;  ///< null: none is worth it; so is the next one
  const saved::Reservation* three_years = nullptr;
};

/// One sentence for each savings plan that saves.
std::vector<std::string> savings_plan_lines(const Result& result);

/// What such plans leave out, and that one commits to a node only once; without full stops.
std::vector<std::string> commitment_remarks(const Result& result);

std::vector<ReservedOfGroup> reserved_groups(const Result& result);
std::string reserved_count(const saved::Reservation* reservation);   ///< "3", "–"
std::string reserved_saving(const saved::Reservation* reservation);  ///< a month: "45.10"

}  // namespace eksplan::report
