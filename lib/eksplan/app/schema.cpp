#include "eksplan/app/schema.hpp"

#include "eksplan/base/assert.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::app {

std::vector<std::string> schema_names() {
  return {"result"};
}

std::string schema(std::string_view name) {
  EKSPLAN_ASSERT(name == "result", "only known schemas are asked for");
  return std::string(report::result_schema());
}

}  // namespace eksplan::app
