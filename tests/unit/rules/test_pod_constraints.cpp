#include "workloads.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::rules {
namespace {

using model::SelectorOperator;
using model::Workload;
using test::wants;

constexpr const char* kHostname = "kubernetes.io/hostname";
constexpr const char* kZone = "topology.kubernetes.io/zone";
constexpr const char* kRegion = "topology.kubernetes.io/region";

Workload workload_of(std::string namespace_name, std::string app) {
  auto workload = test::deployment();
  workload.id = {std::move(namespace_name), "Deployment", app};
  workload.pod.labels = {{"app", std::move(app)}};
  return workload;
}

model::PodAffinityTerm away_from(std::string app, std::string topology = kHostname) {
  model::PodAffinityTerm term;
  term.selector = model::LabelSelector{{wants("app", SelectorOperator::in, {std::move(app)})}};
  term.topology_key = std::move(topology);
  return term;
}

model::TopologySpread spread_of(std::string app, std::int64_t max_skew,
                                std::string topology = kHostname) {
  model::TopologySpread spread;
  spread.selector = model::LabelSelector{{wants("app", SelectorOperator::in, {std::move(app)})}};
  spread.max_skew = max_skew;
  spread.topology_key = std::move(topology);
  return spread;
}

model::ContainerPort port(std::int64_t host_port, std::string protocol = "TCP",
                          std::string host_ip = "") {
  model::ContainerPort made;
  made.container_port = 80;
  made.host_port = host_port;
  made.protocol = std::move(protocol);
  made.host_ip = std::move(host_ip);
  return made;
}

Workload with_port(std::string app, model::ContainerPort made) {
  auto workload = workload_of("shop", std::move(app));
  workload.pod.spec.containers[0].ports = {std::move(made)};
  return workload;
}

TEST_CASE("an ordinary workload may fill a node", "[rules]") {
  CHECK(per_node_cap(workload_of("shop", "cart")) == std::nullopt);
  CHECK(per_node_cap(with_port("cart", port(0))) == std::nullopt);
}

TEST_CASE("anti-affinity to itself by host allows one pod on a node", "[rules]") {
  auto workload = workload_of("shop", "cart");
  workload.pod.spec.required_pod_anti_affinity = {away_from("pay"), away_from("cart", kZone)};
  CHECK(per_node_cap(workload) == std::nullopt);
  workload.pod.spec.required_pod_anti_affinity.push_back(away_from("cart"));
  CHECK(per_node_cap(workload) == 1);
}

TEST_CASE("a selector that is absent selects nothing, an empty one everything", "[rules]") {
  auto workload = workload_of("shop", "cart");
  auto term = away_from("cart");
  term.selector.reset();
  workload.pod.spec.required_pod_anti_affinity = {term};
  CHECK(per_node_cap(workload) == std::nullopt);
  term.selector = model::LabelSelector{};
  workload.pod.spec.required_pod_anti_affinity = {term};
  CHECK(per_node_cap(workload) == 1);
}

TEST_CASE("a host port allows one pod on a node", "[rules]") {
  CHECK(per_node_cap(with_port("cart", port(8080))) == 1);
  auto on_host = with_port("cart", port(0));
  on_host.pod.spec.host_network = model::Located<bool>{true, {}};
  CHECK(per_node_cap(on_host) == 1);
  on_host.pod.spec.containers[0].ports.clear();
  CHECK(per_node_cap(on_host) == std::nullopt);
}

TEST_CASE("ports of init containers count only when these are sidecars", "[rules]") {
  auto workload = workload_of("shop", "cart");
  workload.pod.spec.init_containers = {test::container("mesh")};
  workload.pod.spec.init_containers[0].ports = {port(8080)};
  CHECK(per_node_cap(workload) == std::nullopt);
  workload.pod.spec.init_containers[0].restarts_always = true;
  CHECK(per_node_cap(workload) == 1);
}

TEST_CASE("a hard spread by host allows its skew on a node, the smallest of several", "[rules]") {
  auto workload = workload_of("shop", "cart");
  auto& spread = workload.pod.spec.topology_spread;
  spread = {spread_of("cart", 3)};
  CHECK(per_node_cap(workload) == 3);
  spread.push_back(spread_of("cart", 2));
  CHECK(per_node_cap(workload) == 2);
  spread = {spread_of("cart", 1, kZone), spread_of("pay", 1)};
  CHECK(per_node_cap(workload) == std::nullopt);
  spread = {spread_of("cart", 1)};
  spread[0].do_not_schedule = false;
  CHECK(per_node_cap(workload) == std::nullopt);
}

TEST_CASE("anti-affinity by host keeps workloads apart, whoever has it", "[rules]") {
  auto cart = workload_of("shop", "cart");
  const auto pay = workload_of("shop", "pay");
  CHECK_FALSE(exclude_each_other(cart, pay));
  cart.pod.spec.required_pod_anti_affinity = {away_from("pay")};
  CHECK(exclude_each_other(cart, pay));
  CHECK(exclude_each_other(pay, cart));
  CHECK_FALSE(exclude_each_other(cart, workload_of("shop", "mail")));
  cart.pod.spec.required_pod_anti_affinity = {away_from("pay", kZone)};
  CHECK_FALSE(exclude_each_other(cart, pay));
}

TEST_CASE("anti-affinity looks into its own namespace unless it names others", "[rules]") {
  auto cart = workload_of("shop", "cart");
  const auto other = workload_of("billing", "pay");
  auto term = away_from("pay");
  const auto excludes = [&] {
    cart.pod.spec.required_pod_anti_affinity = {term};
    return exclude_each_other(cart, other);
  };
  CHECK_FALSE(excludes());
  term.namespaces = {"billing"};
  CHECK(excludes());
  CHECK_FALSE(exclude_each_other(cart, workload_of("shop", "pay")));
  term.namespaces = {"audit"};
  CHECK_FALSE(excludes());
  term.all_namespaces = true;
  CHECK(excludes());
  term = away_from("pay");
  term.namespace_selector =
      model::LabelSelector{{wants("kubernetes.io/metadata.name", SelectorOperator::in, {"audit"})}};
  CHECK_FALSE(excludes());
  term.namespace_selector->requirements[0].values = {"billing"};
  CHECK(excludes());
  // labels of namespaces are not known here: taken to match
  term.namespace_selector = model::LabelSelector{{wants("team", SelectorOperator::in, {"money"})}};
  CHECK(excludes());
}

struct ClashRow {
  model::ContainerPort a;
  model::ContainerPort b;
  bool clash;
};

TEST_CASE("host ports clash by number, protocol and address", "[rules]") {
  const auto row = GENERATE(values<ClashRow>({
      {port(8080), port(8080), true},
      {port(8080), port(8081), false},
      {port(8080), port(0), false},
      {port(53, "TCP"), port(53, "UDP"), false},
      {port(53, ""), port(53, "TCP"), true},
      {port(80, "TCP", "10.0.0.1"), port(80, "TCP", "10.0.0.2"), false},
      {port(80, "TCP", "10.0.0.1"), port(80, "TCP", "10.0.0.1"), true},
      {port(80, "TCP", "10.0.0.1"), port(80), true},
      {port(80, "TCP", "0.0.0.0"), port(80, "TCP", "10.0.0.1"), true},
  }));
  CAPTURE(row.a.host_port, row.a.protocol, row.a.host_ip, row.b.host_port, row.b.protocol,
          row.b.host_ip);
  CHECK(exclude_each_other(with_port("a", row.a), with_port("b", row.b)) == row.clash);
  CHECK(exclude_each_other(with_port("b", row.b), with_port("a", row.a)) == row.clash);
}

TEST_CASE("a pod on the host's network clashes with a host port", "[rules]") {
  auto on_host = with_port("a", port(0));
  CHECK_FALSE(exclude_each_other(on_host, with_port("b", port(80))));
  on_host.pod.spec.host_network = model::Located<bool>{true, {}};
  CHECK(exclude_each_other(on_host, with_port("b", port(80))));
}

TEST_CASE("what the planner does not model is said in words, each once", "[rules]") {
  auto workload = workload_of("shop", "cart");
  auto& spec = workload.pod.spec;
  spec.required_pod_anti_affinity = {away_from("cart")};
  spec.topology_spread = {spread_of("cart", 1)};
  spec.required_pod_affinity = {away_from("db", kZone), away_from("cache", kHostname),
                                away_from("mail", kRegion)};
  spec.required_pod_anti_affinity.push_back(away_from("cart", kZone));
  spec.topology_spread.push_back(spread_of("cart", 1, kZone));
  spec.topology_spread.push_back(spread_of("cart", 1, kRegion));
  CHECK(unmodelled_constraints(workload).empty());
  spec.required_pod_affinity.push_back(away_from("db", "rack"));
  spec.required_pod_affinity.push_back(away_from("mail", "rack"));
  spec.required_pod_anti_affinity.push_back(away_from("cart", kRegion));
  spec.topology_spread.push_back(spread_of("cart", 1, "rack"));
  auto soft = spread_of("cart", 1, "row");
  soft.do_not_schedule = false;
  spec.topology_spread.push_back(soft);
  CHECK(unmodelled_constraints(workload) ==
        std::vector<std::string>{"required pod affinity by rack",
                                 "required pod anti-affinity by topology.kubernetes.io/region",
                                 "hard topology spread by rack"});
}

TEST_CASE("the scheduler takes for near only pods that every affinity term selects", "[rules]") {
  auto cart = workload_of("shop", "cart");
  const auto cache = workload_of("shop", "cache");
  CHECK_FALSE(is_near_target(cart, cache));
  cart.pod.spec.required_pod_affinity = {away_from("cache")};
  CHECK(is_near_target(cart, cache));
  CHECK_FALSE(is_near_target(cart, cart));
  CHECK_FALSE(is_near_target(cart, workload_of("other", "cache")));
  cart.pod.spec.required_pod_affinity.push_back(away_from("db", kZone));
  CHECK_FALSE(is_near_target(cart, cache));
  CHECK(wants_near(cart, Topology::node));
  CHECK(wants_near(cart, Topology::zone));
}

TEST_CASE("a spread counts pods of its own namespace alone", "[rules]") {
  const auto cart = workload_of("shop", "cart");
  CHECK(counts(spread_of("cart", 1), cart, cart));
  CHECK_FALSE(counts(spread_of("cart", 1), cart, workload_of("other", "cart")));
  auto without_selector = spread_of("cart", 1);
  without_selector.selector.reset();
  CHECK_FALSE(counts(without_selector, cart, cart));
}

TEST_CASE("matchLabelKeys asks for pods that are alike, mismatchLabelKeys for others", "[rules]") {
  struct Row {
    std::string key;
    bool same_workload;
    bool alike;
    bool unlike;
  };

  const auto row = GENERATE(values<Row>({
      {"release", true, true, false},
      {"release", false, false, true},
      {"tier", false, true, false},
      {"missing", false, true, true},
      {"pod-template-hash", true, true, false},
      {"pod-template-hash", false, false, true},
      {"controller-revision-hash", false, true, true},  // no Deployment's pods have it
  }));
  CAPTURE(row.key, row.same_workload);
  auto owner = workload_of("shop", "web");
  owner.pod.labels = {{"app", "web"}, {"release", "1"}, {"tier", "front"}};
  auto other = owner;
  if (!row.same_workload) {
    other.id.name = "canary";
    other.pod.labels["release"] = "2";
  }
  auto term = away_from("web");
  term.match_label_keys = {row.key};
  CHECK(selects(term, owner, other) == row.alike);
  term.match_label_keys.clear();
  term.mismatch_label_keys = {row.key};
  CHECK(selects(term, owner, other) == row.unlike);
  auto spread = spread_of("web", 1);
  spread.match_label_keys = {row.key};
  CHECK(counts(spread, owner, other) == row.alike);
}

TEST_CASE("each pod of a StatefulSet is alone under its own name", "[rules]") {
  auto owner = workload_of("shop", "web");
  owner.id.kind = "StatefulSet";
  auto spread = spread_of("web", 1);
  spread.match_label_keys = {"statefulset.kubernetes.io/pod-name"};
  CHECK_FALSE(counts(spread, owner, owner));
}

TEST_CASE("which nodes a spread takes into account is a matter of its policies", "[rules]") {
  struct Row {
    bool honors_affinity;
    bool honors_taints;
    bool selected;
    bool tainted;
    bool counted;
  };

  const auto row = GENERATE(values<Row>({
      {true, false, true, false, true},
      {true, false, false, false, false},
      {true, false, true, true, true},
      {true, true, true, true, false},
      {false, false, false, true, true},
      {false, true, false, false, true},
      {false, true, false, true, false},
  }));
  auto pod = workload_of("shop", "web").pod.spec;
  pod.node_selector["disk"] = {"ssd", {}};
  NodeKind node;
  node.labels["disk"] = row.selected ? "ssd" : "hdd";
  if (row.tainted) {
    node.taints.push_back({"dedicated", "batch", model::TaintEffect::no_schedule});
  }
  auto spread = spread_of("web", 1);
  spread.honors_affinity = row.honors_affinity;
  spread.honors_taints = row.honors_taints;
  CHECK(counts_nodes(spread, node, pod) == row.counted);
}

TEST_CASE("a spread over hosts bounds the plan, but not every schedule", "[rules]") {
  auto cart = workload_of("shop", "cart");
  cart.pod.spec.topology_spread = {spread_of("cart", 2)};
  CHECK(per_node_cap(cart) == 2);
  CHECK(certain_node_cap(cart) == std::nullopt);
  cart.pod.spec.required_pod_anti_affinity = {away_from("cart")};
  CHECK(per_node_cap(cart) == 1);
  CHECK(certain_node_cap(cart) == 1);
}

}  // namespace
}  // namespace eksplan::rules
