#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {

std::span<const Rule> profile_rules() {
  return {};
}

}  // namespace eksplan::rules
