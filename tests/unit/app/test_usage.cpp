#include "said.hpp"
#include "support/check_result.hpp"
#include "support/exact_json.hpp"
#include "support/memory_files.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/estimate.hpp"

namespace eksplan::app {
namespace {

using support::MemoryFiles;

constexpr const char* kCart = R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  replicas: 2
  template:
    spec:
      containers:
        - {name: cart, image: cart, resources: {requests: {cpu: 500m, memory: 512Mi}}}
)";

constexpr const char* kVpa = R"(---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: cart, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
  updatePolicy: {updateMode: "Off"}
status:
  recommendation:
    containerRecommendations:
    - containerName: cart
      target: {cpu: 48m, memory: 300Mi}
)";

constexpr const char* kTop =
    "NAMESPACE NAME CPU(cores) MEMORY(bytes)\n"
    "shop cart-6c9f7d5b8-x2x4q 100m 200Mi\n"
    "shop cart-6c9f7d5b8-x2x4z 200m 300Mi\n"
    "shop gone-6c9f7d5b8-x2x4z 1m 1Mi\n";

EstimateOptions usage_options(std::vector<std::string> inputs, std::vector<std::string> usage) {
  EstimateOptions options;
  options.inputs = std::move(inputs);
  options.usage = std::move(usage);
  options.version = "0.0.0";
  options.format = Format::json;
  options.add_ons = false;
  options.effort = Effort::quick;
  return options;
}

const MemoryFiles& files() {
  static const MemoryFiles all(
      {{"cart.yaml", kCart},
       {"dump.yaml", std::string(kCart) + kVpa},
       {"top.txt", kTop},
       {"report/notes.txt", "nothing\n"},
       {"report/deep/top.txt", kTop},
       {"empty/readme.md", "x"},
       {"cpu.json",
        R"({"status": "success", "data": {"resultType": "vector", "result": [{"metric":
           {"namespace": "shop", "pod": "cart-6c9f7d5b8-x2x4q", "container": "cart"},
           "value": [1, "0.25"]}]}})"}});
  return all;
}

nlohmann::json first_workload(const Outcome& outcome) {
  INFO(said(outcome));
  return support::parse_exact(outcome.standard_output).at("workloads").at(0);
}

TEST_CASE("usage is shown beside requests, and changes nothing by itself", "[app][usage]") {
  const auto plain = estimate(usage_options({"cart.yaml"}, {}), files());
  const auto measured = estimate(usage_options({"cart.yaml"}, {"top.txt"}), files());
  CHECK(measured.exit == ExitCode::done);
  CHECK(support::figures_that_are_wrong(measured.standard_output).empty());
  const auto cart = first_workload(measured);
  CHECK(cart.at("usage") ==
        nlohmann::json{{"cpuMillicores", 150}, {"memoryBytes", 262144000}, {"source", "top.txt"}});
  CHECK(cart.at("hourly") == first_workload(plain).at("hourly"));
  CHECK(said(measured) ==
        "top.txt: warning: 1 of 3 rows belong to no workload of the input: "
        "shop/gone-6c9f7d5b8-x2x4z; together they use 1m cpu and 1Mi memory [usage-join]\n");
  const auto result = support::parse_exact(measured.standard_output);
  CHECK(result.at("usageFiles").at(0).at("joined") == 2);
  CHECK(result.at("rightSizing").size() == 1);
}

TEST_CASE("pods sized by usage are planned at that size", "[app][usage]") {
  auto options = usage_options({"cart.yaml"}, {"top.txt"});
  options.size.by = sizing::SizeBy::usage;
  const auto outcome = estimate(options, files());
  const auto cart = first_workload(outcome);
  CHECK(cart.at("requests").at("cpuMillicores") == 173);
  CHECK(cart.at("requests").at("memoryBytes") == 361758720);
  CHECK(support::parse_exact(outcome.standard_output).at("context").at("sizeBy") == "usage");
  CHECK(support::parse_exact(outcome.standard_output)
            .at("rightSizing")
            .at(0)
            .at("requested")
            .at("cpuMillicores") == 500);
}

TEST_CASE("a file of usage among the inputs is told by its content", "[app][usage]") {
  const auto outcome = estimate(usage_options({"top.txt", "cart.yaml"}, {}), files());
  CHECK(first_workload(outcome).at("usage").at("source") == "top.txt");
}

TEST_CASE("recommendations among manifests count", "[app][usage]") {
  auto options = usage_options({"dump.yaml"}, {});
  options.size.by = sizing::SizeBy::recommended;
  const auto cart = first_workload(estimate(options, files()));
  CHECK(cart.at("requests").at("cpuMillicores") == 48);
  CHECK(cart.at("requests").at("memoryBytes") == 314572800);
}

TEST_CASE("a folder of usage is read through, and one without any is an error", "[app][usage]") {
  const auto found = estimate(usage_options({"cart.yaml"}, {"report"}), files());
  CHECK(first_workload(found).at("usage").at("source") == "report/deep/top.txt");
  CHECK(said(found).starts_with("report/deep/top.txt: warning: 1 of 3 rows"));
  CHECK(said(found).find("report/notes.txt: warning: this is no usage in a form that eksplan "
                         "knows; the file is passed over [usage-format]") != std::string::npos);
  const auto empty = estimate(usage_options({"cart.yaml"}, {"empty", "gone"}), files());
  CHECK(empty.exit == ExitCode::input);
  CHECK(said(empty) ==
        "empty: error: the folder holds no file of usage [usage-format]\n"
        "    give the output folder of kube-resource-report, or files of usage\n"
        "gone: error: there is no such file or folder [file-unreadable]\n"
        "    --usage takes a file of usage or a folder of them\n");
}

TEST_CASE("the values of an expression are what the option says", "[app][usage]") {
  const auto outcome = estimate(usage_options({"cart.yaml"}, {"cores=cpu.json"}), files());
  CHECK(first_workload(outcome).at("usage") ==
        nlohmann::json{{"cpuMillicores", 250}, {"source", "cpu.json"}});
  CHECK(estimate(usage_options({"cart.yaml"}, {"cpu.json"}), files()).exit == ExitCode::input);
}

TEST_CASE("sizing by usage without usage is wrong usage", "[app][usage]") {
  auto options = usage_options({"cart.yaml"}, {});
  options.size.by = sizing::SizeBy::max;
  const auto outcome = estimate(options, files());
  CHECK(outcome.exit == ExitCode::usage);
  CHECK(said(outcome).starts_with(
      "eksplan: error: --size-by max needs measured usage, and none is given [usage]"));
}

}  // namespace
}  // namespace eksplan::app
