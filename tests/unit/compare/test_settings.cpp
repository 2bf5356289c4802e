#include "results.hpp"
#include <catch2/catch.hpp>

#include "eksplan/compare/diff.hpp"

namespace eksplan::compare {
namespace {

TEST_CASE("results of other settings are told apart, setting by setting", "[compare]") {
  const auto base = result_of({});
  CHECK(other_settings(base, base).empty());
  auto head = base;
  head.context.region = "eu-west-1";
  head.context.headroom = "auto";
  CHECK(other_settings(base, head) ==
        std::vector<std::string>{"region: us-east-1 in the base, eu-west-1 in the head",
                                 "headroom: not stated in the base, auto in the head"});
}

TEST_CASE("another price set is another setting", "[compare]") {
  auto base = result_of({});
  base.context.prices = saved::PriceSet{"builtin", "2026-07-20", std::string(64, 'a')};
  auto head = base;
  head.context.prices->sha256 = std::string(64, 'b');
  CHECK(other_settings(base, head) ==
        std::vector<std::string>{"prices: builtin of 2026-07-20 (aaaaaaaaaaaa) in the base, "
                                 "builtin of 2026-07-20 (bbbbbbbbbbbb) in the head"});
}

TEST_CASE("options that the plan rests on are settings too", "[compare]") {
  auto base = result_of({});
  base.context.choices = {{"max-node-groups", "1"}, {"zones", "3"}};
  auto head = result_of({});
  head.context.choices = {{"max-node-groups", "1"}, {"namespace", "shop"}};
  CHECK(other_settings(base, head) ==
        std::vector<std::string>{"namespace: the default in the base, shop in the head",
                                 "zones: 3 in the base, the default in the head"});
}

}  // namespace
}  // namespace eksplan::compare
