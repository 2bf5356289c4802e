#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/sizing/owners.hpp"

namespace eksplan::sizing {
namespace {

using Workloads = std::vector<model::Workload>;

std::string found(const Workloads& workloads, const model::UsageRow& row) {
  const auto index = Owners(pointers(workloads)).find(row);
  return index ? workloads[*index].id.text() : "nobody";
}

TEST_CASE("a pod belongs to the workload that its name is made from", "[sizing][owners]") {
  struct Case {
    std::string pod;
    std::string owner;
  };

  const Workloads workloads{
      workload("CronJob", "nightly"),    workload("DaemonSet", "agent"),
      workload("Deployment", "cart"),    workload("Deployment", "web"),
      workload("Deployment", "web-api"), workload("Job", "migrate"),
      workload("Pod", "shell-1"),        workload("ReplicaSet", "old-6c9f7d5b8"),
      workload("Rollout", "canary"),     workload("StatefulSet", "db"),
      workload("StatefulSet", "web")};
  const auto row = GENERATE(values<Case>({
      {"cart-6c9f7d5b8-x2x4q", "shop/Deployment/cart"},
      {"cart-6c9f7d5b-x2x4q", "shop/Deployment/cart"},
      {"cart-6c9f7d5b89-x2x4q", "shop/Deployment/cart"},
      {"web-api-6c9f7d5b8-x2x4q", "shop/Deployment/web-api"},
      {"web-6c9f7d5b8-x2x4q", "shop/Deployment/web"},
      {"web-0", "shop/StatefulSet/web"},
      {"db-12", "shop/StatefulSet/db"},
      {"agent-x2x4q", "shop/DaemonSet/agent"},
      {"migrate-x2x4q", "shop/Job/migrate"},
      {"migrate-3-x2x4q", "shop/Job/migrate"},
      {"nightly-28123456-x2x4q", "shop/CronJob/nightly"},
      {"old-6c9f7d5b8-x2x4q", "shop/ReplicaSet/old-6c9f7d5b8"},
      {"canary-6c9f7d5b8-x2x4q", "shop/Rollout/canary"},
      {"canary-3", "shop/Rollout/canary"},
      {"shell-1", "shop/Pod/shell-1"},
      {"cart", "nobody"},
      {"cart-0", "nobody"},
      {"cart-6c9f7d5-x2x4q", "nobody"},    // a hash has at least eight letters
      {"cart-6c9f7d5b8-x2a4q", "nobody"},  // no vowels
      {"cart-28123456-x2x4q", "nobody"},   // digits 0, 1 and 3 are not drawn
      {"carts-6c9f7d5b8-x2x4q", "nobody"},
      {"db-x2x4q", "nobody"},
      {"", "nobody"},
      {"-", "nobody"},
  }));
  CAPTURE(row.pod);
  CHECK(found(workloads, pod_row(row.pod)) == row.owner);
}

TEST_CASE("names that were cut are told by what is left of them", "[sizing][owners]") {
  const std::string long_name(57, 'a');
  const std::string longer = long_name + "-and-more";
  const std::string middle(50, 'm');
  const Workloads workloads{workload("DaemonSet", long_name), workload("Deployment", middle),
                            workload("Job", longer)};
  CHECK(found(workloads, pod_row(long_name + "-" + "x2x4q")) == "shop/DaemonSet/" + long_name);
  CHECK(found({workload("Job", longer)}, pod_row(long_name + "-" + "x2x4q")) ==
        "shop/Job/" + longer);
  // "mmm...-6c9f7d5b8-" is cut within the hash.
  CHECK(found(workloads, pod_row(middle + "-6c9f7d5" + "x2x4q")) == "shop/Deployment/" + middle);
  CHECK(found(workloads, pod_row(middle + "-6a9f7d5" + "x2x4q")) == "nobody");
}

TEST_CASE("an owner is found by kind and name, whatever the case of the kind", "[sizing][owners]") {
  struct Case {
    std::string kind;
    std::string name;
    std::string owner;
  };

  const Workloads workloads{workload("CronJob", "nightly"), workload("Deployment", "cart"),
                            workload("StatefulSet", "cart")};
  const auto row = GENERATE(values<Case>({
      {"Deployment", "cart", "shop/Deployment/cart"},
      {"deployment", "cart", "shop/Deployment/cart"},
      {"statefulset", "cart", "shop/StatefulSet/cart"},
      {"", "cart", "shop/Deployment/cart"},
      {"DaemonSet", "cart", "nobody"},
      {"ReplicaSet", "cart-6c9f7d5b8", "shop/Deployment/cart"},
      {"Job", "nightly-28123456", "shop/CronJob/nightly"},
      {"GroupedJob", "nightly", "nobody"},
  }));
  CAPTURE(row.kind, row.name);
  model::UsageRow of;
  of.namespace_name = "shop";
  of.owner_kind = row.kind;
  of.owner_name = row.name;
  CHECK(found(workloads, of) == row.owner);
}

TEST_CASE("a pod whose owner is not known is told by its name", "[sizing][owners]") {
  auto row = pod_row("cart-6c9f7d5b8-x2x4q");
  row.owner_kind = "Widget";
  row.owner_name = "cart-widget";
  CHECK(found({workload("Deployment", "cart")}, row) == "shop/Deployment/cart");
}

TEST_CASE("a row without a namespace fits where exactly one workload does", "[sizing][owners]") {
  auto row = pod_row("cart-6c9f7d5b8-x2x4q");
  row.namespace_name = "";
  const Workloads one{workload("Deployment", "cart", "shop"),
                      workload("StatefulSet", "cart", "test")};
  CHECK(found(one, row) == "shop/Deployment/cart");
  const Workloads two{workload("Deployment", "cart", "shop"),
                      workload("Deployment", "cart", "test")};
  CHECK(found(two, row) == "nobody");
  row.namespace_name = "test";
  CHECK(found(two, row) == "test/Deployment/cart");
}

TEST_CASE("an application is told by labels, component and containers", "[sizing][owners]") {
  auto api = workload("Deployment", "api");
  api.pod.labels = {{"app", "cart"}, {"component", "api"}};
  auto worker = workload("Deployment", "worker");
  worker.pod.labels = {{"app.kubernetes.io/name", "cart"}, {"component", "worker"}};
  const Workloads workloads{api, worker};
  model::UsageRow row;
  row.namespace_name = "shop";
  row.application = "cart";
  row.component = "worker";
  row.containers = "c";
  CHECK(found(workloads, row) == "shop/Deployment/worker");
  row.containers = "c,proxy";
  CHECK(found(workloads, row) == "nobody");
  row.containers = "";
  row.component = "";
  CHECK(found(workloads, row) == "nobody");
}

TEST_CASE("pods of a DaemonSet that is not in the input are those of its pods",
          "[sizing][owners]") {
  auto pod = workload("Pod", "agent-abcde");
  pod.daemon_pod = true;
  CHECK(found({pod}, pod_row("agent-x2x4q")) == "shop/Pod/agent-abcde");
}

}  // namespace
}  // namespace eksplan::sizing
