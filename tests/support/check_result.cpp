#include "support/check_result.hpp"

#include <map>

#include "support/exact_json.hpp"
#include <fmt/format.h>

#include "eksplan/units/money.hpp"

namespace eksplan::support {
namespace {

using nlohmann::json;
using units::Decimal;

class Checker {
 public:
  explicit Checker(std::string_view text) : result_(parse_exact(text)) {
    month_hours_ = result_.at("context").at("monthHours").get<std::int64_t>();
  }

  std::vector<std::string> run() {
    lines();
    allocation();
    groups();
    return wrong_;
  }

 private:
  void expect(Decimal got, Decimal wanted, const std::string& what) {
    if (got != wanted) {
      wrong_.push_back(fmt::format("{} is {}, should be {}", what, got, wanted));
    }
  }

  void monthly(const json& row, const std::string& what) {
    expect(number(row.at("monthly")), number(row.at("hourly")) * month_hours_, what + " monthly");
  }

  void lines() {
    Decimal total;
    std::map<std::string, Decimal> by_category;
    for (const auto& line : result_.at("costs")) {
      const auto name = line.at("item").get<std::string>();
      const auto exact =
          number(line.at("quantity")).billionths() * number(line.at("unitPrice")).billionths();
      const bool by_month = line.at("unit").get<std::string>().find("-month") != std::string::npos;
      const base::int128 over =
          base::int128{Decimal::kOne} * (by_month ? units::kAwsMonthHours : 1);
      expect(number(line.at("hourly")), Decimal::from_billionths(base::div_half_up(exact, over)),
             name);
      monthly(line, name);
      total = total + number(line.at("hourly"));
      auto& category = by_category[line.at("category").get<std::string>()];
      category = category + number(line.at("hourly"));
    }
    const auto& summary = result_.at("summary");
    expect(number(summary.at("hourly")), total, "the total");
    monthly(summary, "the total");
    for (const auto& [name, value] : summary.at("byCategory").items()) {
      expect(number(value), by_category[name], "category " + name);
      by_category.erase(name);
    }
    for (const auto& [name, value] : by_category) {
      wrong_.push_back("category " + name + " is missing");
    }
    if (number(summary.at("lowerBoundHourly")) > number(summary.at("packedHourly")) ||
        number(summary.at("packedHourly")) > number(summary.at("hourly"))) {
      wrong_.emplace_back("lower bound, packed and hourly are not in order");
    }
  }

  void allocation() {
    const auto& parts = result_.at("allocation");
    Decimal workloads;
    for (const auto& workload : result_.at("workloads")) {
      if (workload.contains("hourly")) {
        workloads = workloads + number(workload.at("hourly"));
        monthly(workload, workload.at("id").get<std::string>());
      }
    }
    expect(number(parts.at("workloads")), workloads, "the workloads' share");
    expect(workloads + number(parts.at("idle")) + number(parts.at("overhead")) +
               number(parts.at("fixed")),
           number(result_.at("summary").at("hourly")), "shares, idle, overhead and fixed");
  }

  void groups() {
    Decimal total;
    for (const auto& group : result_.at("groups")) {
      total = total + number(group.at("hourly"));
    }
    expect(total, number(result_.at("allocation").at("workloads")), "the groups");
  }

  json result_;
  std::int64_t month_hours_ = 0;
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> sums_that_are_wrong(std::string_view json_text) {
  return Checker(json_text).run();
}

}  // namespace eksplan::support
