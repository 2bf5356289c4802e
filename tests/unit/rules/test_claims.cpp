#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Inventory;

model::VolumeClaim wanting(std::optional<std::string> storage_class,
                           std::string mode = "ReadWriteOnce") {
  auto claim = test::claim("pg", std::move(storage_class)).claim;
  claim.access_modes = {std::move(mode)};
  return claim;
}

struct TypeRow {
  std::string provisioner;
  std::string type;
  std::string expected;
};

TEST_CASE("the volume type of EBS is the class's, else its provisioner's default", "[rules]") {
  const auto row = GENERATE(values<TypeRow>({
      {"ebs.csi.aws.com", "", "gp3"},
      {"ebs.csi.aws.com", "io2", "io2"},
      {"ebs.csi.eks.amazonaws.com", "", "gp3"},
      {"kubernetes.io/aws-ebs", "", "gp2"},
      {"kubernetes.io/aws-ebs", "st1", "st1"},
  }));
  auto storage_class = test::storage_class("fast", row.provisioner);
  if (!row.type.empty()) {
    storage_class.parameters = {{"type", row.type}};
  }
  const auto binding = bind_claim(wanting("fast"), "shop", test::storage({}, {storage_class}));
  CHECK(binding == ClaimBinding{.storage = ClaimStorage::ebs,
                                .provisioner = row.provisioner,
                                .volume_type = row.expected,
                                .storage_class = "fast",
                                .volume = ""});
}

struct GuessRow {
  std::optional<std::string> storage_class;
  std::string mode;
  ClaimStorage storage;
  std::string volume_type;
};

TEST_CASE("without a class in the input the access mode and EKS's default decide", "[rules]") {
  const auto row = GENERATE(values<GuessRow>({
      {std::nullopt, "ReadWriteOnce", ClaimStorage::ebs_assumed, "gp2"},
      {std::nullopt, "ReadWriteOncePod", ClaimStorage::ebs_assumed, "gp2"},
      {std::nullopt, "ReadWriteMany", ClaimStorage::unknown, ""},
      {"gp2", "ReadWriteOnce", ClaimStorage::ebs_assumed, "gp2"},
      {"io2", "ReadWriteOnce", ClaimStorage::ebs_assumed, "io2"},
      {"premium", "ReadWriteOnce", ClaimStorage::ebs_assumed, "gp3"},
      {"premium", "ReadWriteMany", ClaimStorage::unknown, ""},
      {"", "ReadWriteOnce", ClaimStorage::unknown, ""},
  }));
  const auto binding = bind_claim(wanting(row.storage_class, row.mode), "shop", {});
  CHECK(binding.storage == row.storage);
  CHECK(binding.volume_type == row.volume_type);
  CHECK(binding.provisioner.empty());
}

TEST_CASE("a default class decides about a claim without one, not about one that wants none",
          "[rules]") {
  auto gp3 = test::storage_class("gp3", "ebs.csi.aws.com");
  gp3.is_default = true;
  const Inventory inventory =
      test::storage({}, {test::storage_class("efs", "efs.csi.aws.com"), gp3});
  CHECK(bind_claim(wanting(std::nullopt), "shop", inventory).storage == ClaimStorage::ebs);
  CHECK(bind_claim(wanting(std::nullopt), "shop", inventory).storage_class == "gp3");
  CHECK(bind_claim(wanting(std::nullopt, "ReadWriteMany"), "shop", inventory).storage ==
        ClaimStorage::ebs);
  CHECK(bind_claim(wanting(""), "shop", inventory).storage == ClaimStorage::unknown);
}

TEST_CASE("a claim goes to the volume that it names, then to the one that names it", "[rules]") {
  auto named = test::persistent_volume("a", "efs.csi.aws.com");
  auto naming = test::persistent_volume("b", "ebs.csi.aws.com");
  naming.claim_namespace = "shop";
  naming.claim_name = "pg";
  const Inventory inventory = test::storage({}, {}, {named, naming});
  auto claim = wanting("other");
  CHECK(bind_claim(claim, "shop", inventory).volume == "b");
  CHECK(bind_claim(claim, "shop", inventory).storage == ClaimStorage::ebs);
  CHECK(bind_claim(claim, "elsewhere", inventory).volume.empty());
  claim.volume_name = "a";
  CHECK(bind_claim(claim, "shop", inventory).volume == "a");
  CHECK(bind_claim(claim, "shop", inventory).storage == ClaimStorage::efs);
}

TEST_CASE("a static volume fits by class and size, and the smallest is taken", "[rules]") {
  const auto made = [](std::string name, std::string storage_class, std::int64_t gib) {
    auto volume = test::persistent_volume(std::move(name), "efs.csi.aws.com");
    volume.storage_class = std::move(storage_class);
    volume.capacity = units::Bytes::gib(gib);
    return volume;
  };
  Inventory inventory =
      test::storage({}, {},
                    {made("a", "shared", 7), made("b", "shared", 50), made("c", "shared", 8),
                     made("d", "", 8), made("e", "shared", 8)});
  CHECK(bind_claim(wanting("shared"), "shop", inventory).volume == "c");
  CHECK(bind_claim(wanting(""), "shop", inventory).volume == "d");
  CHECK(bind_claim(wanting("slow"), "shop", inventory).volume.empty());
  inventory.volumes[2].claim_namespace = "other";
  inventory.volumes[2].claim_name = "pg";
  CHECK(bind_claim(wanting("shared"), "shop", inventory).volume == "e");
}

TEST_CASE("a named volume that is not in the input still counts as made beforehand", "[rules]") {
  auto claim = wanting("shared");
  claim.volume_name = "media";
  const Inventory inventory = test::storage({}, {test::storage_class("shared", "efs.csi.aws.com")});
  CHECK(bind_claim(claim, "shop", inventory).volume == "media");
  CHECK(bind_claim(claim, "shop", inventory).storage == ClaimStorage::efs);
}

TEST_CASE("a workload mounts claims, ephemeral volumes and what its templates make", "[rules]") {
  auto workload = test::stateful_set("fast");
  auto scratch = test::volume("scratch", model::VolumeSource::ephemeral);
  scratch.requested = units::Bytes::gib(3);
  workload.pod.spec.volumes = {test::volume("tmp", model::VolumeSource::empty_dir),
                               test::claim_volume("a", "media"),
                               scratch,
                               test::claim_volume("b", "media"),
                               test::claim_volume("c", "nowhere"),
                               test::claim_volume("data", "shadowed")};
  const Inventory inventory = test::storage({test::claim("media", "fast")});
  const auto mounted = mounted_claims(workload, inventory);
  REQUIRE(mounted.size() == 4);

  CHECK(mounted[0].claim.name == "media");
  CHECK(mounted[0].claim.requested == units::Bytes::gib(8));
  CHECK(mounted[0].path == "spec.template.spec.volumes[1]");
  CHECK(mounted[0].volume_name == "a");
  CHECK_FALSE(mounted[0].per_pod);
  CHECK(mounted[0].in_input);

  CHECK(mounted[1].ephemeral);
  CHECK(mounted[1].per_pod);
  CHECK(mounted[1].claim.requested == units::Bytes::gib(3));

  CHECK(mounted[2].claim.name == "nowhere");
  CHECK_FALSE(mounted[2].in_input);
  CHECK(mounted[2].claim.requested == units::Bytes{});
  CHECK(mounted[2].binding.storage == ClaimStorage::ebs_assumed);

  CHECK(mounted[3].claim.name == "data");
  CHECK(mounted[3].per_pod);
  CHECK(mounted[3].path == "spec.volumeClaimTemplates[0]");
  CHECK(mounted[3].claim.requested == units::Bytes::gib(10));
}

TEST_CASE("claims of another namespace are not mounted", "[rules]") {
  auto elsewhere = test::claim("media", "fast");
  elsewhere.id.namespace_name = "other";
  auto workload = test::deployment();
  workload.pod.spec.volumes = {test::claim_volume("a", "media")};
  CHECK_FALSE(mounted_claims(workload, test::storage({elsewhere}))[0].in_input);
}

TEST_CASE("a claim template is bound as the claims that it has made", "[rules]") {
  const Inventory inventory =
      test::storage({test::claim("data-cart-replica-0", "slow"), test::claim("data-cart-x", "slow"),
                     test::claim("data-cart-2", "shared")},
                    {test::storage_class("shared", "efs.csi.aws.com"),
                     test::storage_class("slow", "ebs.csi.aws.com")});
  const auto mounted = mounted_claims(test::stateful_set(std::nullopt), inventory);
  REQUIRE(mounted.size() == 1);
  CHECK(mounted[0].binding.storage == ClaimStorage::efs);
}

}  // namespace
}  // namespace eksplan::rules
