#include "eksplan/app/schema.hpp"

#include <algorithm>
#include <array>

#include "eksplan/base/assert.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/instances.hpp"
#include "eksplan/report/prices.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::app {

namespace {

struct Schema {
  std::string_view name;
  std::string (*text)();
};

template <std::string_view (*kText)()>
std::string copied() {
  return std::string(kText());
}

constexpr std::array<Schema, 5> kSchemas{{{"result", copied<report::result_schema>},
                                          {"diff", report::diff_schema},
                                          {"instances", copied<report::instances_schema>},
                                          {"price-set", copied<report::price_set_schema>},
                                          {"prices", copied<report::prices_schema>}}};

}  // namespace

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const auto& schema : kSchemas) {
    names.emplace_back(schema.name);
  }
  return names;
}

std::string schema(std::string_view name) {
  const auto* const known = std::find_if(kSchemas.begin(), kSchemas.end(),
                                         [&](const Schema& one) { return one.name == name; });
  EKSPLAN_ASSERT(known != kSchemas.end(), "only known schemas are asked for");
  return known->text();
}

}  // namespace eksplan::app
