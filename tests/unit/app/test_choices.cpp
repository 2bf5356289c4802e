#include <catch2/catch.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/catalog/terms.hpp"

namespace eksplan::app {
namespace {

TEST_CASE("a wrong word is answered with the words there are and the nearest", "[app]") {
  CHECK(*parse_placement("fargate") == plan::PlacementMode::fargate);
  CHECK(parse_placement("fargte").fault().message ==
        "'fargte' is not one of cheapest, fargate, nodes, profiles");
  CHECK(parse_placement("fargte").fault().hint == "did you mean fargate?");
  CHECK(parse_format("pdf").fault().message ==
        "'pdf' is not one of table, json, csv, tsv, markdown, sarif, junit");
  CHECK(parse_format("pdf").fault().hint.empty());
  CHECK(parse_fail_on("blok").fault().message == "'blok' is not one of block, warn, cost, never");
  CHECK_FALSE(parse_fail_on("never")->severity);
  CHECK(parse_fail_on("warn")->severity == model::FindingSeverity::warn);
}

TEST_CASE("architectures come in one order, each once", "[app]") {
  using model::Architecture;
  CHECK(*parse_architectures("arm64,amd64,arm64") ==
        std::vector{Architecture::amd64, Architecture::arm64});
  CHECK(parse_architectures("x86").fault().message == "'x86' is not one of amd64, arm64");
}

TEST_CASE("an output is a format and a file", "[app]") {
  const auto request = parse_output_request("json=plans/a=b.json");
  REQUIRE(request);
  CHECK(request->format == Format::json);
  CHECK(request->path == "plans/a=b.json");
  CHECK(parse_output_request("plan.json").fault().message == "'plan.json' names no file");
  CHECK(parse_output_request("json=").fault().message == "'json=' names no file");
  CHECK(parse_output_request("jsn=x").fault().hint == "did you mean json?");
}

TEST_CASE("names and words are each other's inverse", "[app]") {
  for (const auto mode :
       {plan::PlacementMode::cheapest, plan::PlacementMode::fargate, plan::PlacementMode::nodes}) {
    CHECK(*parse_placement(name(mode)) == mode);
  }
  for (const auto choice :
       {demand::ReplicaChoice::spec, demand::ReplicaChoice::min, demand::ReplicaChoice::max}) {
    CHECK(*parse_replica_choice(name(choice)) == choice);
  }
}

TEST_CASE("headroom is auto or percent", "[app]") {
  CHECK(parse_headroom("auto")->percent == std::nullopt);
  CHECK(parse_headroom("0")->percent == 0);
  CHECK(parse_headroom("90")->percent == 90);
  for (const auto* const text : {"", "91", "-1", "5%", "much"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_headroom(text));
  }
  CHECK(headroom_text({}) == "auto");
  CHECK(headroom_text({.percent = 10}) == "10");
}

TEST_CASE("nodes are bought in one way or in two, all of them or those of some types", "[app]") {
  CHECK(*parse_buying("reserved-1yr") == catalog::Buying{model::Purchase::reserved_1yr, {}});
  const auto mix = *parse_buying("on-demand:30,spot");
  CHECK(mix.purchase == model::Purchase::on_demand);
  CHECK(mix.other == catalog::OtherPurchase{model::Purchase::spot, 70});
  CHECK(catalog::text_of(mix) == "on-demand:30,spot");
  CHECK(parse_type_buying("spot")->types.empty());
  CHECK(*parse_type_buying("r*=on-demand:30,spot") == catalog::TypeBuying{"r*", mix});
}

TEST_CASE("what is not a way to buy nodes is refused with what would be right", "[app]") {
  const auto mix =
      GENERATE(values<std::string>({"on-demand,spot", "on-demand:0,spot", "on-demand:100,spot",
                                    "spot:30,spot", "on-demand:30", "spot,on-demand:30"}));
  CAPTURE(mix);
  const auto read = parse_buying(mix);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == "'" + mix + "' is not a mix of two ways to buy nodes");
  CHECK(parse_buying("spott").fault().hint == "did you mean spot?");
  CHECK(parse_type_buying("=spot").fault().message == "'=spot' names no instance types");
  CHECK(parse_buying("fargate-spot").fault().message == "EKS has no Fargate Spot: only ECS has");
}

}  // namespace
}  // namespace eksplan::app
