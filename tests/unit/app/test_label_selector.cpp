#include <catch2/catch.hpp>

#include "eksplan/app/label_selector.hpp"

namespace eksplan::app {
namespace {

using model::SelectorOperator;

TEST_CASE("a selector is read as kubectl reads it", "[app]") {
  const auto selector = parse_label_selector(
      "app=web, tier!=cache,env in (dev, test),zone notin (a),team,!legacy,x==y,z=");
  REQUIRE(selector);
  const std::vector<model::LabelRequirement> expected{
      {"app", SelectorOperator::in, {"web"}, {}},
      {"tier", SelectorOperator::not_in, {"cache"}, {}},
      {"env", SelectorOperator::in, {"dev", "test"}, {}},
      {"zone", SelectorOperator::not_in, {"a"}, {}},
      {"team", SelectorOperator::exists, {}, {}},
      {"legacy", SelectorOperator::does_not_exist, {}, {}},
      {"x", SelectorOperator::in, {"y"}, {}},
      {"z", SelectorOperator::in, {""}, {}},
  };
  CHECK(selector->requirements == expected);
}

TEST_CASE("an empty selector selects everything", "[app]") {
  CHECK(parse_label_selector(" ")->requirements.empty());
}

TEST_CASE("what is not a selector is refused with an example", "[app]") {
  const auto text =
      GENERATE(values<std::string>({"app=web,", "=web", "app in dev", "app within (dev)", "(dev)",
                                    "in (dev)", "!", "a b", "app=we b", "app in (a", ","}));
  CAPTURE(text);
  const auto selector = parse_label_selector(text);
  REQUIRE_FALSE(selector);
  CHECK(selector.fault().hint ==
        "write it as for kubectl: app=web,tier!=cache,env in (dev,test),!legacy");
}

}  // namespace
}  // namespace eksplan::app
