#include "eksplan/report/diff_words.hpp"

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

// In tenths of a percent of the base; nothing without a base.
std::string percent_of(units::Money part, units::Money whole) {
  if (whole.nanos() <= 0) {
    return "";
  }
  const auto tenths = base::div_half_up(part.nanos() * 1000, whole.nanos());
  const auto size = tenths < 0 ? -tenths : tenths;
  return fmt::format(" ({}{}.{} %)", tenths < 0 ? "-" : "+", static_cast<std::int64_t>(size / 10),
                     static_cast<std::int64_t>(size % 10));
}

std::string spoken(units::Money money) {
  const auto text = dollars(money);
  return text.starts_with('<') ? "less than $" + text.substr(1) : "$" + text;
}

}  // namespace

std::string signed_dollars(units::Money money) {
  const units::Money zero;
  if (money == zero) {
    return "0.00";
  }
  return (money < zero ? "-" : "+") + dollars(money < zero ? -money : money);
}

std::string diff_headline(const DiffResult& result) {
  const auto& before = result.base.plan->summary.total.monthly;
  const auto& after = result.head.plan->summary.total.monthly;
  const auto delta = result.diff.total.monthly;
  const units::Money zero;
  if (delta == zero) {
    return fmt::format("this change costs nothing: it stays at {} a month", spoken(after));
  }
  return fmt::format("this change {} {} a month: {} becomes {}{}", delta > zero ? "costs" : "saves",
                     spoken(delta > zero ? delta : -delta), spoken(before), spoken(after),
                     percent_of(delta, before));
}

std::string shared_title(std::string_view name) {
  if (name == "unchangedWorkloads") {
    return "workloads that did not change: their share of nodes";
  }
  if (name == "idle") {
    return "room on nodes that no pod asks for";
  }
  if (name == "overhead") {
    return "DaemonSets and what nodes keep for themselves";
  }
  return "control plane, network and shared volumes";
}

std::string why_of(const compare::Change& change) {
  return base::join(change.why, "; ");
}

std::string bill_title(const compare::BillChange& row) {
  CostRow line;
  line.category = row.category;
  line.item = row.item;
  line.group = row.group;
  line.detail = row.detail;
  const auto title = item_title(line);
  return row.detail.empty() || title.find(row.detail) != std::string::npos
             ? title
             : fmt::format("{}, {}", title, row.detail);
}

}  // namespace eksplan::report
