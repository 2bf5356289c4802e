#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {

std::span<const Rule> operation_rules() {
  return {};
}

}  // namespace eksplan::rules
