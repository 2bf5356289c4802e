#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {

std::span<const Rule> network_rules() {
  return {};
}

}  // namespace eksplan::rules
