#include "world.hpp"
#include <catch2/catch.hpp>

namespace eksplan::cost {
namespace {

using Texts = std::vector<std::string>;

World with_classes() {
  World world;
  world.inventory.storage_classes = {storage_class("fast", "gp3"), storage_class("slow", "st1")};
  return world;
}

model::Workload mounting(const std::string& name, const std::string& claim_name) {
  auto made = workload("Deployment", name);
  made.pod.spec.volumes = {claim_volume(claim_name)};
  return made;
}

model::Workload stateful_set(const std::string& name, std::int64_t gib) {
  auto made = workload("StatefulSet", name);
  made.volume_claims = {claim("data", gib, "fast").claim};
  return made;
}

TEST_CASE("a claim is paid by the one workload that mounts it", "[cost]") {
  auto world = with_classes();
  world.inventory.claims = {claim("one", 100, "fast"), claim("shared", 10, "slow"),
                            claim("unused", 1, "fast")};
  world.add(mounting("a", "one"), 5);
  world.add(mounting("b", "shared"), 1);
  world.add(mounting("c", "shared"), 1);
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 1 x 0.08 = 0.000109589, PersistentVolumeClaim shop/unused",
              "ebs-gp3-storage 100 x 0.08 = 0.010958904, a, PersistentVolumeClaim shop/one",
              "ebs-st1-storage 10 x 0.045 = 0.000616438, PersistentVolumeClaim shop/shared"});
  const auto costed = world.cost({.nat_gateways = 0});
  CHECK(costed.workloads[0].own.hourly().text() == "0.010958904");
  CHECK(costed.fixed.hourly().text() == "0.100726027");
}

TEST_CASE("a volume has whole gigabytes", "[cost]") {
  auto world = with_classes();
  auto odd = claim("odd", 1, "fast");
  odd.claim.requested = units::Bytes::from_count(units::Bytes::kGib + 1);
  world.inventory.claims = {odd};
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 2 x 0.08 = 0.000219178, PersistentVolumeClaim shop/odd"});
}

TEST_CASE("a bound claim has the size of its volume", "[cost]") {
  auto world = with_classes();
  auto bound = claim("data", 10, "fast");
  bound.claim.volume_name = "pv-1";
  world.inventory.claims = {bound};
  model::PersistentVolume volume;
  volume.name = "pv-1";
  volume.driver = "ebs.csi.aws.com";
  volume.storage_class = "fast";
  volume.capacity = units::Bytes::gib(50);
  world.inventory.volumes = {volume};
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 50 x 0.08 = 0.005479452, PersistentVolumeClaim shop/data"});
}

TEST_CASE("a claim template makes a volume for each pod", "[cost]") {
  auto world = with_classes();
  world.add(stateful_set("pg", 100), 3);
  world.add(stateful_set("off", 100), 0);
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 300 x 0.08 = 0.032876712, pg, volume data of each pod"});
}

TEST_CASE("claims that a template has made are not counted twice", "[cost]") {
  auto world = with_classes();
  world.add(stateful_set("pg", 100), 3);
  world.inventory.claims = {claim("data-pg-0", 200, "fast"), claim("data-pg-1", 100, "fast"),
                            claim("data-pg-7", 100, "fast")};
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 200 x 0.08 = 0.021917808, pg, PersistentVolumeClaim shop/data-pg-0",
              "ebs-gp3-storage 100 x 0.08 = 0.010958904, pg, PersistentVolumeClaim shop/data-pg-1",
              "ebs-gp3-storage 100 x 0.08 = 0.010958904, pg, PersistentVolumeClaim shop/data-pg-7",
              "ebs-gp3-storage 100 x 0.08 = 0.010958904, pg, volume data of each pod"});
}

TEST_CASE("claims of ephemeral volumes are not counted twice", "[cost]") {
  auto world = with_classes();
  auto web = workload("Deployment", "web");
  model::Volume scratch;
  scratch.name = "scratch";
  scratch.source = model::VolumeSource::ephemeral;
  scratch.storage_class = "fast";
  scratch.requested = units::Bytes::gib(10);
  web.pod.spec.volumes = {scratch};
  world.add(web, 2);
  world.inventory.claims = {claim("web-7d9f-x2x1-scratch", 10, "fast")};
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 10 x 0.08 = 0.00109589, web, PersistentVolumeClaim "
              "shop/web-7d9f-x2x1-scratch",
              "ebs-gp3-storage 10 x 0.08 = 0.00109589, web, volume scratch of each pod"});
}

TEST_CASE("IOPS and throughput above what gp3 has free are billed", "[cost]") {
  auto world = with_classes();
  world.inventory.storage_classes[0].parameters["iops"] = "4000";
  world.inventory.storage_classes[0].parameters["throughput"] = "250";
  world.add(stateful_set("pg", 100), 2);
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-iops 2000 x 0.005 = 0.01369863, pg, volume data of each pod",
              "ebs-gp3-storage 200 x 0.08 = 0.021917808, pg, volume data of each pod",
              "ebs-gp3-throughput 250 x 0.04 = 0.01369863, pg, volume data of each pod"});
}

TEST_CASE("what a class says wrongly about IOPS costs nothing", "[cost]") {
  auto world = with_classes();
  const auto text = GENERATE(as<std::string>(), "many", "-5", "", "3000",
                             "99999999999999999999999999999999999999");
  world.inventory.storage_classes[0].parameters["iops"] = text;
  world.inventory.claims = {claim("one", 1, "fast")};
  CHECK(world.lines(Category::storage).size() == 1);
}

struct UnpricedRow {
  std::string provisioner;
  std::string type;
  Texts unpriced;
};

TEST_CASE("volumes without a price or an amount are listed, not counted as nothing", "[cost]") {
  const auto row = GENERATE(values<UnpricedRow>(
      {{"efs.csi.aws.com",
        "",
        {"efs-standard-storage: PersistentVolumeClaim shop/one: EFS is billed by what is stored; "
         "the request says nothing "
         "of it"}},
       {"example.com/disk",
        "",
        {"volume: PersistentVolumeClaim shop/one: no price is known for volumes of "
         "example.com/disk"}},
       {"ebs.csi.aws.com",
        "gp9",
        {"ebs-volume: PersistentVolumeClaim shop/one: 'gp9' is not a volume type of EBS"}},
       {"ebs.csi.aws.com",
        "io1",
        {"ebs-io1-iops: PersistentVolumeClaim shop/one: io1 volumes are billed by their IOPS too, "
         "for which there is no "
         "price",
         "ebs-io1-storage: PersistentVolumeClaim shop/one: the price set small has no price for "
         "ebs-io1-storage in "
         "us-test-1"}}}));
  World world;
  world.inventory.storage_classes = {storage_class("class", row.type)};
  world.inventory.storage_classes[0].provisioner = row.provisioner;
  world.inventory.claims = {claim("one", 1, "class")};
  CHECK(world.lines(Category::storage).empty());
  CHECK(world.unpriced() == row.unpriced);
}

TEST_CASE("a claim that is not in the input has no size", "[cost]") {
  auto world = with_classes();
  world.add(mounting("a", "elsewhere"), 1);
  world.add(mounting("b", "elsewhere"), 1);
  CHECK(world.lines(Category::storage).empty());
  CHECK(
      world.unpriced() ==
      Texts{"ebs-gp2-storage: PersistentVolumeClaim shop/elsewhere, which is not in the input: the "
            "input does not say how large it is"});
}

TEST_CASE("a class that is not in the input is taken for EBS, and the result says so", "[cost]") {
  World world;
  world.inventory.claims = {claim("one", 10, "unknown")};
  CHECK(world.lines(Category::storage) ==
        Texts{"ebs-gp3-storage 10 x 0.08 = 0.00109589, PersistentVolumeClaim shop/one"});
  CHECK(world.assumptions() == Texts{"ebs-assumed", "nat-gateways"});
}

TEST_CASE("claims of namespaces and workloads that were not selected are left out", "[cost]") {
  auto world = with_classes();
  world.inventory.claims = {claim("mounted", 10, "fast"), claim("unused", 10, "fast")};
  world.add(mounting("a", "mounted"), 1);
  Options options;
  CHECK(world.lines(Category::storage, options).size() == 2);
  options.selection.selector.requirements = {{"app", model::SelectorOperator::exists, {}, {}}};
  CHECK(world.lines(Category::storage, options).size() == 1);
  options.selection = {};
  options.selection.namespaces = {"db"};
  world.demand.items.clear();
  world.plan.placements.clear();
  CHECK(world.lines(Category::storage, options).empty());
}

}  // namespace
}  // namespace eksplan::cost
