#include <algorithm>

#include "said.hpp"
#include "support/check_result.hpp"
#include "support/exact_json.hpp"
#include "support/memory_files.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/estimate.hpp"

namespace eksplan::app {
namespace {

using support::MemoryFiles;

const char* const kShopToEstimate = R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {team: front}}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - {name: web, image: web, resources: {requests: {cpu: 200m, memory: 200Mi}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: data}
spec:
  template:
    spec:
      containers:
        - {name: db, image: db, resources: {requests: {cpu: "1", memory: 4Gi}}}
  volumeClaimTemplates:
    - metadata: {name: disk}
      spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
)";

const char* const kClass = R"(apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
)";

EstimateOptions estimate_options(std::vector<std::string> inputs) {
  EstimateOptions options;
  options.inputs = std::move(inputs);
  options.version = "0.0.0";
  options.format = Format::json;
  return options;
}

nlohmann::json workload(const Outcome& outcome, const std::string& id) {
  const auto result = support::parse_exact(outcome.standard_output);
  for (const auto& row : result.at("workloads")) {
    if (row.at("id") == id) {
      return row;
    }
  }
  throw std::runtime_error("no workload " + id);
}

TEST_CASE("manifests become a result that adds up", "[app]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"shop.yaml", kShopToEstimate}, {"class.yaml", kClass}});
  const auto outcome = estimate(estimate_options({"shop.yaml", "class.yaml"}), files);
  CHECK(said(outcome).empty());
  CHECK(outcome.exit == ExitCode::done);
  CHECK(support::figures_that_are_wrong(outcome.standard_output) == std::vector<std::string>{});
  const auto db = workload(outcome, "data/StatefulSet/db");
  CHECK(db.at("placement").at("target") == "nodes");
  CHECK(db.at("fargate").at("blockedBy") == nlohmann::json({"fargate-volume-ebs"}));
  const auto web = workload(outcome, "shop/Deployment/web");
  CHECK(web.at("file") == "shop.yaml");
  CHECK(web.at("line") == 3);
  CHECK(web.at("fargate").at("eligible") == true);
  CHECK(web.at("fargate").at("vcpu") == "0.25");
}

TEST_CASE("the order of the input changes nothing", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"a.yaml", kShopToEstimate}, {"b.yaml", kClass}});
  const auto one = estimate(estimate_options({"a.yaml", "b.yaml"}), files);
  const auto other = estimate(estimate_options({"b.yaml", "a.yaml"}), files);
  CHECK(one.standard_output == other.standard_output);
}

TEST_CASE("an error stops the estimate unless asked to keep going", "[app]") {
  const MemoryFiles files(
      {{"shop.yaml", kShopToEstimate}, {"class.yaml", kClass}, {"bad.yaml", R"(apiVersion: v1
kind: Pod
metadata: {name: bad}
spec:
  containers:
    - name: a
      image: a
      resources: {requests: {cpu: 250mm}}
)"}});
  auto options = estimate_options({"shop.yaml", "class.yaml", "bad.yaml"});
  const auto stopped = estimate(options, files);
  CHECK(stopped.exit == ExitCode::input);
  CHECK(stopped.standard_output.empty());
  CHECK(said(stopped) ==
        "bad.yaml:8:35: error: spec.containers[0].resources.requests.cpu: '250mm' is not an amount "
        "[k8s-quantity]\n"
        "     8 |       resources: {requests: {cpu: 250mm}}\n"
        "       |                                   ^^^^^ write 250m for thousandths\n");
  options.keep_going = true;
  const auto kept = estimate(options, files);
  CHECK(kept.exit == ExitCode::done);
  CHECK(support::parse_exact(kept.standard_output).at("complete") == false);
  options.strict = true;
  CHECK(estimate(options, files).exit == ExitCode::incomplete);
}

TEST_CASE("an unknown region is answered with the nearest one", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", kShopToEstimate}});
  auto options = estimate_options({"shop.yaml"});
  options.region = "us-esat-1";
  const auto outcome = estimate(options, files);
  CHECK(outcome.exit == ExitCode::usage);
  CHECK(said(outcome).find("there are no prices for region 'us-esat-1'") != std::string::npos);
  CHECK(said(outcome).find("did you mean us-east-1?") != std::string::npos);
}

TEST_CASE("an input without any object is an error", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"empty.yaml", "# nothing\n---\n"}});
  const auto outcome = estimate(estimate_options({"empty.yaml"}), files);
  CHECK(outcome.exit == ExitCode::input);
  CHECK(said(outcome).find("there is no Kubernetes object in the input [input-empty]") !=
        std::string::npos);
}

TEST_CASE("a cluster without workloads still costs its control plane", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"class.yaml", kClass}});
  auto options = estimate_options({"class.yaml"});
  options.add_ons = false;
  options.nat_gateways = 0;
  const auto outcome = estimate(options, files);
  CHECK(outcome.exit == ExitCode::done);
  CHECK(support::parse_exact(outcome.standard_output).at("summary").at("hourly") == "0.1");
}

TEST_CASE("a pod that fits nowhere is reported with the nearest miss and ends in 3", "[app]") {
  const MemoryFiles files(MemoryFiles::Files{{"big.yaml", R"(apiVersion: v1
kind: Pod
metadata: {name: huge}
spec: {containers: [{name: a, image: a, resources: {requests: {cpu: "2000"}}}]}
)"}});
  const auto outcome = estimate(estimate_options({"big.yaml"}), files);
  CHECK(outcome.exit == ExitCode::input);
  CHECK(said(outcome).find("big.yaml:3:18: error: default/Pod/huge: 1 pod fits nowhere: ") == 0);
  const auto result = support::parse_exact(outcome.standard_output);
  CHECK(result.at("summary").at("pods").at("unplaced") == 1);
  CHECK(result.at("complete") == false);
}

TEST_CASE("selected namespaces alone are counted", "[app]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"shop.yaml", kShopToEstimate}, {"class.yaml", kClass}});
  auto options = estimate_options({"shop.yaml", "class.yaml"});
  options.namespaces = {"shop"};
  options.add_ons = false;
  const auto outcome = estimate(options, files);
  const auto result = support::parse_exact(outcome.standard_output);
  REQUIRE(result.at("workloads").size() == 1);
  CHECK(result.at("workloads")[0].at("id") == "shop/Deployment/web");
  CHECK(support::figures_that_are_wrong(outcome.standard_output) == std::vector<std::string>{});
}

TEST_CASE("a budget that is passed ends in 5, and everything is still written", "[app]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"shop.yaml", kShopToEstimate}, {"class.yaml", kClass}});
  auto options = estimate_options({"shop.yaml", "class.yaml"});
  options.max_monthly = *units::parse_price("1");
  options.outputs = {{Format::csv, "plan.csv"}};
  const auto outcome = estimate(options, files);
  CHECK(outcome.exit == ExitCode::cost_gate);
  CHECK_FALSE(outcome.standard_output.empty());
  REQUIRE(outcome.files.size() == 1);
  CHECK(outcome.files[0].path == "plan.csv");
  CHECK(outcome.files[0].text.rfind("id,", 0) == 0);
}

TEST_CASE("a folder that is no price set is refused", "[app]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"shop.yaml", kShopToEstimate}, {"prices/notes.txt", "x"}});
  auto options = estimate_options({"shop.yaml"});
  options.prices = "prices";
  CHECK(estimate(options, files).exit == ExitCode::input);
  options.prices = "nowhere";
  const auto outcome = estimate(options, files);
  CHECK(outcome.exit == ExitCode::input);
  CHECK(said(outcome).find("nowhere: error: there is no such folder [price-data]") == 0);
}

}  // namespace
}  // namespace eksplan::app
