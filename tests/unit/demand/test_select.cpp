#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/demand/select.hpp"

namespace eksplan::demand {
namespace {

using model::SelectorOperator;

TEST_CASE("only workloads of the given namespaces take part", "[demand]") {
  Selection selection;
  selection.namespaces = {"shop", "auth"};
  CHECK(selects(selection, deployment("shop", "web")));
  CHECK(selects(selection, deployment("auth", "web")));
  CHECK_FALSE(selects(selection, deployment("Shop", "web")));
  CHECK_FALSE(selects(selection, deployment("default", "shop")));
}

struct SelectRow {
  std::string key;
  SelectorOperator op;
  std::vector<std::string> values;
  bool selected;
};

TEST_CASE("labels select as they do in kubectl", "[demand]") {
  const auto row = GENERATE(values<SelectRow>({
      {"tier", SelectorOperator::in, {"web"}, true},
      {"tier", SelectorOperator::in, {"api", "web"}, true},
      {"tier", SelectorOperator::in, {"api"}, false},
      {"absent", SelectorOperator::in, {"web"}, false},
      {"tier", SelectorOperator::not_in, {"api"}, true},
      {"tier", SelectorOperator::not_in, {"web"}, false},
      {"absent", SelectorOperator::not_in, {"web"}, true},
      {"tier", SelectorOperator::exists, {}, true},
      {"absent", SelectorOperator::exists, {}, false},
      {"tier", SelectorOperator::does_not_exist, {}, false},
      {"absent", SelectorOperator::does_not_exist, {}, true},
      {"size", SelectorOperator::gt, {"4"}, true},
      {"size", SelectorOperator::gt, {"5"}, false},
      {"size", SelectorOperator::lt, {"6"}, true},
      {"size", SelectorOperator::lt, {"five"}, false},
      {"tier", SelectorOperator::gt, {"1"}, false},
      {"absent", SelectorOperator::lt, {"6"}, false},
  }));
  CAPTURE(row.key, row.values);
  auto web = deployment("shop", "web");
  web.labels = {{"tier", "web"}, {"size", "5"}};
  Selection selection;
  selection.selector.requirements = {{row.key, row.op, row.values, {}}};
  CHECK(selects(selection, web) == row.selected);
}

TEST_CASE("the labels of the object count, not those of its pods", "[demand]") {
  auto web = deployment("shop", "web");
  web.pod.labels = {{"tier", "web"}};
  Selection selection;
  selection.selector.requirements = {{"tier", SelectorOperator::in, {"web"}, {}}};
  CHECK_FALSE(selects(selection, web));
}

TEST_CASE("all requirements hold together", "[demand]") {
  auto web = deployment("shop", "web");
  web.labels = {{"tier", "web"}};
  Selection selection;
  selection.selector.requirements = {{"tier", SelectorOperator::exists, {}, {}},
                                     {"team", SelectorOperator::exists, {}, {}}};
  CHECK_FALSE(selects(selection, web));
}

}  // namespace
}  // namespace eksplan::demand
