#include "scenes.hpp"
#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::ClusterUse;
using model::FindingSeverity;
using test::SceneBuilder;

/// A cluster prod with a pod on Fargate.
SceneBuilder on_fargate(std::string_view profile = "current") {
  SceneBuilder scene(profile);
  scene.inventory.cluster.described = true;
  scene.inventory.cluster.name = "prod";
  scene.inventory.cluster.version_at = test::line(5);
  scene.add(test::deployment());
  return scene;
}

SceneBuilder on_nodes() {
  SceneBuilder scene;
  scene.on_nodes(test::deployment());
  return scene;
}

struct RegionRow {
  std::string profile;
  std::string region;
  std::optional<bool> today;
  std::optional<FindingSeverity> severity;
};

TEST_CASE("a region has Fargate or not, by its day", "[rules]") {
  const auto row = GENERATE(values<RegionRow>({
      {"2020-02", "us-east-1", true, std::nullopt},
      {"2020-02", "us-east-2", true, std::nullopt},
      {"2020-02", "eu-west-1", true, std::nullopt},
      {"2020-02", "ap-northeast-1", std::nullopt, std::nullopt},
      {"2020-02", "eu-central-1", true, FindingSeverity::block},
      {"2020-04-26", "eu-central-1", true, FindingSeverity::block},
      {"2020-04-27", "eu-central-1", true, std::nullopt},
      {"current", "eu-central-1", true, std::nullopt},
      {"standard", "eu-central-1", true, std::nullopt},
      {"current", "cn-north-1", false, FindingSeverity::block},
      {"current", "us-gov-west-1", std::nullopt, FindingSeverity::block},
      {"current", "us-gov-east-1", true, FindingSeverity::block},
      {"current", "mars-north-1", std::nullopt, FindingSeverity::warn},
      {"current", "", std::nullopt, std::nullopt},
      {"2020-02", "", std::nullopt, std::nullopt},
  }));
  CAPTURE(row.profile, row.region);
  auto scene = on_fargate(row.profile);
  scene.region = {.name = row.region, .fargate_today = row.today};
  const auto found = scene.findings("fargate-region");
  REQUIRE(found.size() == (row.severity ? 1 : 0));
  if (row.severity) {
    CHECK(found[0].severity == *row.severity);
    CHECK(found[0].object == model::ObjectId{"", "Cluster", "prod"});
    CHECK(found[0].basis ==
          (*row.severity == FindingSeverity::block ? Basis::documented : Basis::inferred));
  }
}

TEST_CASE("a region without Fargate is named, and where to go", "[rules]") {
  auto scene = on_fargate("2020-02");
  scene.region.name = "eu-central-1";
  CHECK(scene.only("fargate-region").message == "region eu-central-1 has no Fargate for EKS");
  CHECK(scene.only("fargate-region").fix ==
        "choose us-east-1, us-east-2, eu-west-1 or ap-northeast-1, or run the pods on nodes");
  auto today = on_fargate();
  today.region = {.name = "mars-north-1", .fargate_today = std::nullopt};
  CHECK(today.only("fargate-region").message ==
        "it is not known whether region mars-north-1 has Fargate");
  CHECK(today.only("fargate-region").fix == "choose another region, or run the pods on nodes");
}

struct ZoneRow {
  std::string zone;
  std::string edge;  ///< empty: a zone of the region
};

TEST_CASE("a cluster at the edge has no Fargate", "[rules]") {
  const auto row = GENERATE(values<ZoneRow>({
      {"us-east-1-bos-1a", "a Local Zone"},
      {"us-west-2-lax-1b", "a Local Zone"},
      {"use1-bos1-az1", "a Local Zone"},
      {"us-east-1-wl1-bos-wlz-1", "a Wavelength Zone"},
      {"use1-wl1-bos-wlz1", "a Wavelength Zone"},
      {"op-0123456789abcdef0", "an Outpost"},
      {"arn:aws:outposts:us-east-1:111122223333:outpost/op-0123", "an Outpost"},
      {"us-east-1a", ""},
      {"us-gov-west-1b", ""},
      {"ap-southeast-2c", ""},
      {"use1-az1", ""},
      {"us-east-1", ""},
      {"", ""},
      {"-", ""},
  }));
  CAPTURE(row.zone);
  const auto profile = GENERATE(values<std::string>({"2020-02", "current"}));
  auto scene = on_fargate(profile);
  scene.inventory.cluster.zone = row.zone;
  const auto found = scene.findings("fargate-outposts-edge");
  REQUIRE(found.size() == (row.edge.empty() ? 0 : 1));
  if (!row.edge.empty()) {
    CHECK(found[0].severity == FindingSeverity::block);
    CHECK(found[0].message ==
          "the cluster is in " + row.zone + ", " + row.edge + ", where Fargate is not");
  }
}

model::Subnet subnet(std::string id, std::string zone) {
  model::Subnet made;
  made.id = std::move(id);
  made.zone = std::move(zone);
  made.path = "vpc.subnets.private";
  made.at = test::line(30);
  return made;
}

TEST_CASE("a subnet at the edge is told when Fargate may use it", "[rules]") {
  auto scene = on_fargate();
  auto& cluster = scene.inventory.cluster;
  cluster.subnets = {subnet("subnet-1", "us-east-1a"), subnet("subnet-2", "us-east-1-bos-1a")};
  const auto finding = scene.only("fargate-outposts-edge");
  CHECK(finding.message ==
        "subnet subnet-2 is in us-east-1-bos-1a, a Local Zone, where Fargate is not");
  CHECK(finding.at == test::line(30));
  CHECK(finding.path == "vpc.subnets.private");

  cluster.fargate_profiles.resize(1);
  CHECK(scene.findings("fargate-outposts-edge").size() == 1);
  cluster.fargate_profiles[0].subnets = {"subnet-1"};
  CHECK(scene.findings("fargate-outposts-edge").empty());
  cluster.fargate_profiles[0].subnets = {"subnet-1", "subnet-2"};
  CHECK(scene.findings("fargate-outposts-edge").size() == 1);
}

struct VersionRow {
  std::string profile;
  int minor;
  std::optional<std::int64_t> platform;
  std::string message;
};

TEST_CASE("Fargate wanted Kubernetes 1.14 on eks.5 while older ones were about", "[rules]") {
  const std::string too_old = "the cluster runs Kubernetes 1.13, and Fargate needs 1.14";
  const auto row = GENERATE_COPY(values<VersionRow>({
      {"2020-02", 13, std::nullopt, too_old},
      {"2020-02", 13, 9, too_old},
      {"2020-02", 14, 4, "the cluster has platform version eks.4, and Fargate needs eks.5"},
      {"2020-02", 14, 5, ""},
      {"2020-02", 14, std::nullopt, ""},
      {"2020-02", 15, 1, ""},
      {"2020-06-29", 13, std::nullopt, too_old},
      {"2020-06-30", 13, std::nullopt, ""},
      {"current", 13, std::nullopt, ""},
  }));
  CAPTURE(row.profile, row.minor);
  auto scene = on_fargate(row.profile);
  scene.inventory.cluster.version = model::KubernetesVersion{1, row.minor};
  scene.inventory.cluster.platform_version = row.platform;
  const auto found = scene.findings("fargate-k8s-version");
  REQUIRE(found.size() == (row.message.empty() ? 0 : 1));
  if (!row.message.empty()) {
    CHECK(found[0].severity == FindingSeverity::block);
    CHECK(found[0].message == row.message);
    CHECK(found[0].at == test::line(5));
  }
}

TEST_CASE("a cluster of no known version is told nothing about it", "[rules]") {
  auto scene = on_fargate("2020-02");
  scene.inventory.cluster.platform_version = 1;
  CHECK(scene.findings("fargate-k8s-version").empty());
}

struct UseRow {
  std::set<ClusterUse> uses;
  std::string rule;
  FindingSeverity severity;
  std::string message;
};

TEST_CASE("what a cluster wants and Fargate does not have is told once", "[rules]") {
  const auto row = GENERATE(values<UseRow>({
      {{ClusterUse::ssh},
       "fargate-static-instance-needs",
       FindingSeverity::block,
       "the cluster wants SSH to nodes, which Fargate does not have"},
      {{ClusterUse::bottlerocket, ClusterUse::custom_ami, ClusterUse::ssh,
        ClusterUse::kubelet_arguments},
       "fargate-static-instance-needs",
       FindingSeverity::block,
       "the cluster wants Bottlerocket, its own machine image, SSH to nodes and its own kubelet "
       "arguments, which Fargate does not have"},
      {{ClusterUse::dedicated_hosts},
       "fargate-dedicated-host",
       FindingSeverity::block,
       "the cluster wants dedicated hosts, on which Fargate does not run pods"},
      {{ClusterUse::custom_cni},
       "fargate-custom-cni",
       FindingSeverity::block,
       "the cluster uses a CNI of its own, and pods on Fargate always have the VPC CNI"},
      {{ClusterUse::zonal_shift},
       "fargate-zonal-shift",
       FindingSeverity::note,
       "the cluster uses ARC zonal shift, which does not move pods on Fargate"},
  }));
  CAPTURE(row.rule);
  auto scene = on_fargate();
  CHECK(scene.findings(row.rule).empty());
  scene.inventory.cluster.uses = row.uses;
  const auto finding = scene.only(row.rule);
  CHECK(finding.severity == row.severity);
  CHECK(finding.basis == Basis::documented);
  CHECK(finding.message == row.message);
  CHECK(finding.object == model::ObjectId{"", "Cluster", "prod"});
  scene.inventory.cluster.name.clear();
  CHECK(scene.only(row.rule).object == model::ObjectId{"", "Cluster", "cluster"});

  auto early = on_fargate("2020-02");
  early.inventory.cluster.uses = row.uses;
  CHECK(early.findings(row.rule).size() == (row.rule == "fargate-zonal-shift" ? 0 : 1));
}

TEST_CASE("uses that are other rules' business say nothing here", "[rules]") {
  auto scene = on_fargate();
  scene.inventory.cluster.uses = {ClusterUse::tenant_isolation, ClusterUse::cost_tags};
  for (const auto* const rule : {"fargate-static-instance-needs", "fargate-dedicated-host",
                                 "fargate-custom-cni", "fargate-zonal-shift"}) {
    CAPTURE(rule);
    CHECK(scene.findings(rule).empty());
  }
}

TEST_CASE("a cluster that runs nothing on Fargate is told nothing about it", "[rules]") {
  auto scene = on_nodes();
  auto& cluster = scene.inventory.cluster;
  cluster.zone = "us-east-1-bos-1a";
  cluster.version = model::KubernetesVersion{1, 13};
  cluster.uses = {ClusterUse::custom_cni,
                  ClusterUse::dedicated_hosts,
                  ClusterUse::bottlerocket,
                  ClusterUse::custom_ami,
                  ClusterUse::ssh,
                  ClusterUse::zonal_shift,
                  ClusterUse::kubelet_arguments};
  scene.region = {.name = "us-gov-west-1", .fargate_today = false};
  for (const auto* const rule : {"fargate-region", "fargate-outposts-edge", "fargate-k8s-version",
                                 "fargate-static-instance-needs", "fargate-dedicated-host",
                                 "fargate-custom-cni", "fargate-zonal-shift"}) {
    CAPTURE(rule);
    CHECK(scene.findings(rule).empty());
  }
}

}  // namespace
}  // namespace eksplan::rules
