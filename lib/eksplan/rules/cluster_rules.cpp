#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {

std::span<const Rule> cluster_rules() {
  return {};
}

}  // namespace eksplan::rules
