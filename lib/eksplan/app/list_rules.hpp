#pragma once
/// `eksplan rules` and `eksplan explain RULE`.

#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::app {

enum class RuleListFormat : std::uint8_t { table, json, markdown };

struct RuleListOptions {
  RuleListFormat format = RuleListFormat::table;
  report::TableStyle table;
};

/// Every rule, by topics.
std::string list_rules(const RuleListOptions& options);

/// That there is no rule of this id, and the nearest one.
base::Fault unknown_rule(std::string_view id);

/// One rule with all that is known of it. The fault of an unknown id names the nearest one.
base::Parsed<std::string> explain_rule(std::string_view id, const RuleListOptions& options);

}  // namespace eksplan::app
