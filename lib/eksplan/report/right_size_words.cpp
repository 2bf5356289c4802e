#include "eksplan/report/right_size_words.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/table_words.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::report {

units::Money monthly_of(const std::optional<Amount>& amount) {
  return amount.value_or(Amount{}).monthly;
}

std::string money_cell(const std::optional<Amount>& amount) {
  return amount ? dollars(amount->monthly) : "–";
}

std::string size_cell(const RightSizeRow& row) {
  const auto& [now, then] = std::pair(row.figures.size_now, row.figures.size_then);
  if (!now) {
    return then ? "too large → " + rules::size_text(*then) : "";
  }
  if (!then) {
    return rules::size_text(*now) + " → too large";
  }
  return *now == *then ? rules::size_text(*now)
                       : fmt::format("{} → {}", rules::size_text(*now), rules::size_text(*then));
}

std::string cpu_cell(const std::optional<units::NanoCpu>& cpu) {
  return cpu ? cpu->millis_up().text() : "–";
}

std::string memory_cell(const std::optional<units::Bytes>& memory) {
  return memory ? memory->text() : "–";
}

std::string right_size_title(const RightSizeRow& row) {
  const auto& id = row.figures.id;
  return id.namespace_name.empty() ? id.name : id.namespace_name + "/" + id.name;
}

std::string trim_text(const RightSizeRow& row) {
  const auto& trim = *row.figures.trim;
  std::vector<std::string> less;
  if (trim.cpu > units::MilliCpu{}) {
    less.push_back(fmt::format("{} less CPU", trim.cpu));
  }
  if (trim.memory > units::Bytes{}) {
    less.push_back(fmt::format("{} less memory", trim.memory));
  }
  const auto saves =
      row.trim_saving ? fmt::format(", saves ${} a month", dollars(row.trim_saving->monthly)) : "";
  return fmt::format("{}: {} is billed as {}{}", right_size_title(row), base::and_list(less),
                     rules::size_text(trim.size), saves);
}

std::vector<const RightSizeRow*> trims_of(const Result& result) {
  std::vector<const RightSizeRow*> trims;
  for (const auto& row : result.right_sizing) {
    if (row.figures.trim) {
      trims.push_back(&row);
    }
  }
  std::ranges::stable_sort(trims, [](const RightSizeRow* a, const RightSizeRow* b) {
    return monthly_of(a->trim_saving) > monthly_of(b->trim_saving);
  });
  return trims;
}

}  // namespace eksplan::report
