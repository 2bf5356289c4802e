#include <algorithm>

#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/candidates.hpp"

namespace eksplan::plan {
namespace {

std::vector<std::string> names(const std::vector<Candidate>& candidates) {
  std::vector<std::string> result;
  for (const auto& candidate : candidates) {
    result.emplace_back(candidate.type.name);
  }
  return result;
}

bool contains(const std::vector<std::string>& all, const std::string& name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

TEST_CASE("by default c, m and r of generation 5 and newer are candidates", "[plan]") {
  const auto found =
      names(find_candidates(demand_of({workload("web", 1, 100, 100)}), prices(), {}));
  for (const auto* const name :
       {"c6i.large", "m6a.large", "m7i.2xlarge", "r6a.xlarge", "m7i-flex.large"}) {
    CAPTURE(name);
    CHECK(contains(found, name));
  }
  for (const auto* const name : {"t3.large", "m4.large", "c4.large", "m6g.large", "m7i.metal-24xl",
                                 "g4dn.xlarge", "x1.16xlarge", "m5.large"}) {
    CAPTURE(name);
    CHECK_FALSE(contains(found, name));
  }
}

TEST_CASE("the architectures that are asked for are candidates", "[plan]") {
  Options options;
  options.architectures = {model::Architecture::arm64};
  const auto found = names(find_candidates(demand_of({}), prices(), options));
  CHECK(contains(found, "m7g.large"));
  CHECK_FALSE(contains(found, "m5.large"));
}

TEST_CASE("globs replace the default, and bare metal must be named", "[plan]") {
  Options options;
  options.instance_types = {"t3.*", "m5.metal", "c5.*"};
  const auto found = names(find_candidates(demand_of({}), prices(), options));
  CHECK(contains(found, "t3.micro"));
  CHECK(contains(found, "m5.metal"));
  CHECK_FALSE(contains(found, "m5.large"));
  CHECK_FALSE(contains(found, "c5.metal"));
}

TEST_CASE("a pod that asks for a GPU brings types with that GPU", "[plan]") {
  auto job = workload("train", 1, 1000, 1000);
  job.pod.requests.extended["nvidia.com/gpu"] = 1;
  const auto found = names(find_candidates(demand_of({job}), prices(), {}));
  CHECK(contains(found, "g4dn.xlarge"));
  CHECK_FALSE(contains(found, "inf1.xlarge"));
  job.pod.requests.extended = {{"aws.amazon.com/neuron", 1}};
  CHECK(contains(names(find_candidates(demand_of({job}), prices(), {})), "inf1.xlarge"));
}

TEST_CASE("a type that a pod names is a candidate, unless globs say otherwise", "[plan]") {
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.node_selector["node.kubernetes.io/instance-type"] = {"t3.large", {}};
  CHECK(contains(names(find_candidates(demand_of({web}), prices(), {})), "t3.large"));
  Options options;
  options.instance_types = {"m7i.*"};
  CHECK_FALSE(contains(names(find_candidates(demand_of({web}), prices(), options)), "t3.large"));
}

TEST_CASE("a node costs its instance and 20 GB of gp3", "[plan]") {
  Options options;
  options.instance_types = {"m5.large"};
  const auto found = find_candidates(demand_of({}), prices(), options);
  REQUIRE(found.size() == 1);
  CHECK(found[0].hourly.hourly().text() == "0.096");
  CHECK(found[0].node_price == 96'000'000 + 2'191'781);  // 20 x 0.08 / 730
}

TEST_CASE("a type that another beats in everything is left out", "[plan]") {
  Options options;
  options.instance_types = {"m5.large", "m5.xlarge", "m5d.large"};
  const auto found = names(without_beaten(find_candidates(demand_of({}), prices(), options)));
  CHECK(found == std::vector<std::string>{"m5.large", "m5.xlarge"});
}

TEST_CASE("a type that pods name is neither left out nor in the way of others", "[plan]") {
  Options options;
  options.instance_types = {"m5.large", "m5d.large", "m5ad.large"};
  const auto all = find_candidates(demand_of({}), prices(), options);
  CHECK(names(without_beaten(all, {"m5d.large"})) ==
        std::vector<std::string>{"m5.large", "m5d.large"});
  CHECK(names(without_beaten(all, {"m5.large"})) ==
        std::vector<std::string>{"m5.large", "m5ad.large"});
}

}  // namespace
}  // namespace eksplan::plan
