#include <catch2/catch.hpp>

#include "eksplan/report/group_by.hpp"

namespace eksplan::report {
namespace {

TEST_CASE("what cost is grouped by is read and written the same", "[report]") {
  const auto text = GENERATE(as<std::string>(), "namespace", "kind", "label:team",
                             "annotation:example.com/owner");
  const auto read = parse_group_by(text);
  REQUIRE(read);
  CHECK(read->text() == text);
}

TEST_CASE("anything else is refused", "[report]") {
  const auto text =
      GENERATE(as<std::string>(), "", "label:", "annotation:", "label", "Namespace", "team");
  const auto read = parse_group_by(text);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == "'" + text + "' is not something to group by");
}

TEST_CASE("labels of the workload count before those of its pods", "[report]") {
  model::Workload workload;
  workload.id = {"shop", "Deployment", "cart"};
  workload.pod.labels = {{"team", "pods"}, {"tier", "web"}};
  workload.labels = {{"team", "shop"}};
  workload.annotations = {{"owner", "ann"}};
  CHECK(group_of(workload, *parse_group_by("namespace")) == "shop");
  CHECK(group_of(workload, *parse_group_by("kind")) == "Deployment");
  CHECK(group_of(workload, *parse_group_by("label:team")) == "shop");
  CHECK(group_of(workload, *parse_group_by("label:tier")) == "web");
  CHECK(group_of(workload, *parse_group_by("annotation:owner")) == "ann");
  CHECK(group_of(workload, *parse_group_by("label:owner")) == std::nullopt);
}

}  // namespace
}  // namespace eksplan::report
