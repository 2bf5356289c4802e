#include "workloads.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/fargate_profiles.hpp"

namespace eksplan::rules {
namespace {

model::ProfileSelector selector(std::string namespace_name, model::Labels labels = {}) {
  return {.namespace_name = std::move(namespace_name), .labels = std::move(labels), .at = {}};
}

model::Cluster cluster(
    std::vector<std::pair<std::string, std::vector<model::ProfileSelector>>> profiles) {
  model::Cluster made;
  for (auto& [name, selectors] : profiles) {
    model::FargateProfile profile;
    profile.name = name;
    profile.selectors = std::move(selectors);
    made.fargate_profiles.push_back(std::move(profile));
  }
  return made;
}

struct Match {
  model::ProfileSelector selector;
  model::Labels labels;
  bool matches;
};

TEST_CASE("a selector wants its namespace and every one of its labels", "[rules][profiles]") {
  const auto row = GENERATE(values<Match>({
      {selector("shop"), {}, true},
      {selector("shop"), {{"app", "cart"}}, true},
      {selector("sho"), {}, false},
      {selector("Shop"), {}, false},
      {selector(""), {}, false},
      {selector("shop", {{"app", "cart"}}), {{"app", "cart"}, {"tier", "web"}}, true},
      {selector("shop", {{"app", "cart"}, {"tier", "web"}}), {{"app", "cart"}}, false},
      {selector("shop", {{"app", "cart"}}), {{"app", "web"}}, false},
      {selector("s*"), {}, true},
      {selector("sho?"), {}, true},
      {selector("shop?"), {}, false},
      {selector("shop", {{"app", "c*t"}}), {{"app", "cart"}}, true},
      {selector("shop", {{"a*", "cart"}}), {{"app", "cart"}}, true},
      {selector("shop", {{"a*", "cart"}}), {{"app", "web"}, {"area", "cart"}}, true},
      {selector("shop", {{"a*", "cart"}}), {{"app", "web"}, {"tier", "cart"}}, false},
      {selector("*", {{"team-*", "*"}}), {{"team-a", "1"}}, true},
  }));
  CAPTURE(selector_text(row.selector));
  CHECK(matches(row.selector, "shop", row.labels, kForever) == row.matches);
}

TEST_CASE("wildcards stand for themselves before August 2022", "[rules][profiles]") {
  CHECK_FALSE(matches(selector("s*"), "shop", {}, {2022, 8, 15}));
  CHECK(matches(selector("s*"), "shop", {}, {2022, 8, 16}));
}

TEST_CASE("any selector of a profile is enough, and several profiles may match",
          "[rules][profiles]") {
  const auto profiles = cluster({{"a", {selector("other"), selector("shop")}},
                                 {"b", {selector("shop", {{"app", "cart"}})}},
                                 {"c", {selector("shop", {{"app", "web"}})}}});
  CHECK(matching_profiles(profiles, "shop", {{"app", "cart"}}, kForever) ==
        std::vector<std::size_t>{0, 1});
  CHECK(matching_profiles(profiles, "ops", {}, kForever).empty());
}

TEST_CASE("the label chooses among the profiles that match, else the first name does",
          "[rules][profiles]") {
  const auto profiles = cluster({{"zeta", {selector("shop")}}, {"alpha", {selector("shop")}}});
  const std::string label(kProfileLabel);
  CHECK(chosen_profile(profiles, {0, 1}, {}) == 1);
  CHECK(chosen_profile(profiles, {0, 1}, {{label, "zeta"}}) == 0);
  CHECK(chosen_profile(profiles, {0, 1}, {{label, "gamma"}}) == 1);
  CHECK(chosen_profile(profiles, {1}, {{label, "zeta"}}) == 1);
  CHECK(chosen_profile(profiles, {}, {}) == std::nullopt);
}

TEST_CASE("a selector reads as a sentence", "[rules][profiles]") {
  CHECK(selector_text(selector("shop")) == "namespace shop");
  CHECK(selector_text(selector("shop", {{"app", "cart"}, {"tier", "web"}})) ==
        "namespace shop with app=cart, tier=web");
}

}  // namespace
}  // namespace eksplan::rules
