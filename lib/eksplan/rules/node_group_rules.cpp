#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {

std::span<const Rule> node_group_rules() {
  return {};
}

}  // namespace eksplan::rules
