#include "eksplan/app/schema.hpp"

#include "eksplan/base/assert.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::app {

std::vector<std::string> schema_names() {
  return {"result", "diff"};
}

std::string schema(std::string_view name) {
  EKSPLAN_ASSERT(name == "result" || name == "diff", "only known schemas are asked for");
  return name == "diff" ? report::diff_schema() : std::string(report::result_schema());
}

}  // namespace eksplan::app
