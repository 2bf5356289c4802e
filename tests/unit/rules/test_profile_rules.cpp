#include "scenes.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/fargate_profiles.hpp"

namespace eksplan::rules {
namespace {

using model::FindingSeverity;
using test::SceneBuilder;

model::FargateProfile profile(std::string name, std::vector<model::ProfileSelector> selectors) {
  model::FargateProfile made;
  made.name = std::move(name);
  made.selectors = std::move(selectors);
  made.path = "fargateProfiles[0]";
  made.at = test::line(5);
  return made;
}

model::ProfileSelector selector_on_line(std::string namespace_name, model::Labels labels = {}) {
  return {.namespace_name = std::move(namespace_name),
          .labels = std::move(labels),
          .at = test::line(7)};
}

model::ClusterNodeGroup node_group(std::string name) {
  model::ClusterNodeGroup group;
  group.name = std::move(name);
  return group;
}

/// A cluster with profiles and nothing else: no node group is known of.
model::Cluster with(std::vector<model::FargateProfile> profiles) {
  model::Cluster cluster;
  cluster.described = true;
  cluster.fargate_profiles = std::move(profiles);
  return cluster;
}

model::Cluster fargate_only(std::vector<model::FargateProfile> profiles) {
  auto cluster = with(std::move(profiles));
  cluster.node_groups_known = true;
  return cluster;
}

model::Workload labelled(std::string name, model::Labels labels) {
  auto workload = test::deployment();
  workload.id.name = std::move(name);
  workload.pod.labels = std::move(labels);
  return workload;
}

model::Workload privileged(std::string name, model::Labels labels) {
  auto workload = labelled(std::move(name), std::move(labels));
  workload.pod.spec.containers[0].privileged = model::Located<bool>{true, test::line(22)};
  return workload;
}

model::Workload daemon_set() {
  auto workload = test::deployment();
  workload.id.kind = "DaemonSet";
  workload.kind = model::WorkloadKind::daemon_set;
  return workload;
}

TEST_CASE("pods that name a profile which does not select them stay Pending", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("other", {selector_on_line("other")})});
  scene.add(labelled("cart", {{std::string(kProfileLabel), "other"}, {"app", "cart"}}));
  const auto finding = scene.only("fargate-no-matching-profile");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.message ==
        "the pods name the profile other, but no Fargate profile selects them, so they stay "
        "Pending");
  CHECK(finding.fix == "add a selector to a profile, such as namespace shop with app=cart");
}

TEST_CASE("pods that select Fargate nodes want a profile", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("other", {selector_on_line("other")})});
  auto workload = test::deployment();
  workload.pod.spec.node_selector["eks.amazonaws.com/compute-type"] = {"fargate", test::line(30)};
  scene.add(workload);
  const auto finding = scene.only("fargate-no-matching-profile");
  CHECK(finding.at == test::line(30));
  CHECK(finding.path == "spec.template.spec.nodeSelector[\"eks.amazonaws.com/compute-type\"]");
}

TEST_CASE("in a cluster without nodes every pod wants a profile", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = fargate_only({profile("other", {selector_on_line("other")})});
  scene.add(test::deployment());
  CHECK(scene.findings("fargate-no-matching-profile").size() == 1);
  scene.inventory.cluster.node_groups.push_back(node_group("general"));
  CHECK(scene.findings("fargate-no-matching-profile").empty());
}

TEST_CASE("nothing is said of profiles when nobody knows them", "[rules]") {
  SceneBuilder scene;
  scene.add(labelled("cart", {{std::string(kProfileLabel), "other"}}));
  CHECK(scene.findings("fargate-no-matching-profile").empty());
}

TEST_CASE("a profile captures pods that cannot run on Fargate", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("all", {selector_on_line("shop")})});
  scene.add(privileged("agent", {}));
  CHECK(scene.only("fargate-profile-captures").message ==
        "Fargate profile all selects the pods, which cannot run there (fargate-privileged), so "
        "they stay Pending");
}

TEST_CASE("a profile captures pods that the plan has on nodes", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("all", {selector_on_line("shop")})});
  scene.on_nodes(test::deployment()).add(labelled("web", {}));
  const auto finding = scene.only("fargate-profile-captures");
  CHECK(finding.object.name == "cart");
  CHECK(finding.severity == FindingSeverity::warn);
}

TEST_CASE("pods of a DaemonSet are not captured", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("all", {selector_on_line("shop")})});
  scene.add(daemon_set());
  CHECK(scene.findings("fargate-profile-captures").empty());
}

TEST_CASE("several profiles for one pod are ambiguous unless a label names one", "[rules]") {
  SceneBuilder scene("2022-08-15");
  scene.inventory.cluster =
      with({profile("b", {selector_on_line("shop")}), profile("a", {selector_on_line("shop")})});
  scene.add(test::deployment());
  CHECK(scene.only("fargate-profile-ambiguous").message ==
        "the Fargate profiles a and b select the pods; AWS takes one of them at random");

  SceneBuilder today;
  today.inventory.cluster = scene.inventory.cluster;
  today.add(test::deployment()).add(labelled("named", {{std::string(kProfileLabel), "b"}}));
  CHECK(today.only("fargate-profile-ambiguous").message ==
        "the Fargate profiles a and b select the pods; AWS takes a, the first by name");
  today.add(labelled("misnamed", {{std::string(kProfileLabel), "c"}}));
  CHECK(today.findings("fargate-profile-ambiguous").size() == 2);
}

TEST_CASE("wildcards in selectors are refused until August 2022", "[rules]") {
  SceneBuilder before("2022-08-15");
  before.inventory.cluster =
      with({profile("p", {selector_on_line("shop-*"), selector_on_line("shop")})});
  const auto finding = before.only("fargate-profile-wildcard");
  CHECK(finding.path == "fargateProfiles[0].selectors[0]");
  CHECK(finding.at == test::line(7));
  CHECK(finding.object == model::ObjectId{"", "FargateProfile", "p"});
  SceneBuilder after("2022-08-16");
  after.inventory.cluster = before.inventory.cluster;
  CHECK(after.findings("fargate-profile-wildcard").empty());
}

TEST_CASE("a profile has five selectors and a cluster ten profiles", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("p", std::vector(5, selector_on_line("shop")))});
  CHECK(scene.findings("fargate-profile-selector-count").empty());
  scene.inventory.cluster.fargate_profiles[0].selectors.push_back(selector_on_line("shop"));
  CHECK(scene.only("fargate-profile-selector-count").message ==
        "the profile has 6 selectors; 5 are allowed");
  scene.inventory.cluster = with(std::vector(10, profile("p", {selector_on_line("shop")})));
  CHECK(scene.findings("fargate-profile-selector-count").empty());
  scene.inventory.cluster.fargate_profiles.push_back(profile("q", {selector_on_line("shop")}));
  CHECK(scene.only("fargate-profile-selector-count").message ==
        "the cluster has 11 Fargate profiles; the quota is 10");
}

TEST_CASE("a selector has five labels, and had a hundred until 2021", "[rules]") {
  model::Labels labels;
  for (int i = 0; i < 6; ++i) {
    labels["key" + std::to_string(i)] = "value";
  }
  const auto of = [&](std::string_view day) {
    SceneBuilder scene(day);
    scene.inventory.cluster = with({profile("p", {selector_on_line("shop", labels)})});
    return scene.findings("fargate-profile-label-count").size();
  };
  CHECK(of("current") == 1);
  CHECK(of("2021-01-01") == 1);
  CHECK(of("2020-12-31") == 0);
  labels.erase("key5");
  CHECK(of("current") == 0);
}

TEST_CASE("a selector without a namespace is refused", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster =
      with({profile("p", {selector_on_line("", {{"app", "cart"}}), selector_on_line("shop")})});
  CHECK(scene.only("fargate-profile-namespace-missing").path == "fargateProfiles[0].selectors[0]");
}

TEST_CASE("a public subnet of a profile is refused, an unknown one is not", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("p", {selector_on_line("shop")})});
  scene.inventory.cluster.fargate_profiles[0].subnets = {"subnet-a", "subnet-b", "subnet-c"};
  model::Subnet open;
  open.id = "subnet-b";
  open.is_public = true;
  model::Subnet closed;
  closed.id = "subnet-a";
  closed.is_public = false;
  scene.inventory.cluster.subnets = {closed, open};
  CHECK(scene.only("fargate-profile-public-subnet").message ==
        "subnet subnet-b of the profile is public");
}

TEST_CASE("two different descriptions of a profile are a change that AWS does not make",
          "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = with({profile("p", {selector_on_line("shop")})});
  CHECK(scene.findings("fargate-profile-immutable").empty());
  scene.inventory.cluster.fargate_profiles[0].described_twice = true;
  CHECK(scene.only("fargate-profile-immutable").severity == FindingSeverity::note);
}

TEST_CASE("CoreDNS annotated for EC2 is refused where there are no nodes", "[rules]") {
  auto coredns = test::deployment();
  coredns.id = {"kube-system", "Deployment", "coredns"};
  const std::string key = "eks.amazonaws.com/compute-type";
  coredns.pod.annotations[key] = "ec2";
  coredns.pod.annotation_places[key] = test::line(12);
  SceneBuilder scene;
  scene.inventory.cluster = fargate_only({profile("p", {selector_on_line("kube-system")})});
  scene.add(coredns);
  CHECK(scene.only("fargate-coredns-annotation").at == test::line(12));
  scene.inventory.cluster.node_groups.push_back(node_group("general"));
  CHECK(scene.findings("fargate-coredns-annotation").empty());
}

TEST_CASE("a cluster without nodes has no pods of DaemonSets", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster = fargate_only({profile("p", {selector_on_line("shop")})});
  scene.add(daemon_set()).add(test::deployment());
  CHECK(scene.only("fargate-only-cluster-addons").object.kind == "DaemonSet");
  scene.inventory.cluster.auto_mode = true;
  CHECK(scene.findings("fargate-only-cluster-addons").empty());
}

TEST_CASE("cost tags of profiles are worth a note when something runs on Fargate", "[rules]") {
  SceneBuilder scene;
  scene.inventory.cluster.uses.insert(model::ClusterUse::cost_tags);
  CHECK(scene.findings("fargate-tag-propagation").empty());
  scene.add(test::deployment());
  CHECK(scene.only("fargate-tag-propagation").severity == FindingSeverity::note);
}

TEST_CASE("pods for Fargate that no selector can tell from pods for nodes want a label",
          "[rules]") {
  SceneBuilder scene;
  scene.add(labelled("web", {{"app", "shop"}})).add(privileged("agent", {{"app", "shop"}}));
  const auto finding = scene.only("fargate-profile-inseparable");
  CHECK(finding.object.name == "web");
  CHECK(finding.fix ==
        "give the pods of shop/Deployment/web a label of their own, such as compute=fargate, and "
        "select by it");
}

TEST_CASE("a label of the Fargate pods alone, or another namespace, separates", "[rules]") {
  SceneBuilder scene;
  auto elsewhere = privileged("agent", {{"app", "shop"}});
  elsewhere.id.namespace_name = "ops";
  scene.add(labelled("web", {{"app", "shop"}, {"tier", "web"}}))
      .add(privileged("worker", {{"app", "shop"}}))
      .add(elsewhere);
  CHECK(scene.findings("fargate-profile-inseparable").empty());
}

}  // namespace
}  // namespace eksplan::rules
