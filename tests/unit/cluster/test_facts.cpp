#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "eksplan/cluster/facts.hpp"
#include "eksplan/cluster/node_group.hpp"

namespace eksplan::cluster {
namespace {

struct VersionRow {
  std::string text;
  std::optional<model::KubernetesVersion> version;
};

TEST_CASE("Kubernetes versions are two numbers, perhaps with a patch", "[cluster]") {
  const auto row = GENERATE(values<VersionRow>({
      {"1.29", model::KubernetesVersion{1, 29}},
      {"v1.9", model::KubernetesVersion{1, 9}},
      {"1.33.2", model::KubernetesVersion{1, 33}},
      {"1.0030", model::KubernetesVersion{1, 30}},
      {"", {}},
      {"1", {}},
      {"1.", {}},
      {".5", {}},
      {"1.-5", {}},
      {"1.29-eks", {}},
      {"1.2.3.4", {}},
      {"1.99999999999", {}},
      {"one.two", {}},
  }));
  CAPTURE(row.text);
  CHECK(parse_version(row.text).optional() == row.version);
}

struct PlatformRow {
  std::string text;
  std::optional<std::int64_t> number;
};

TEST_CASE("platform versions are eks and a number", "[cluster]") {
  const auto row = GENERATE(values<PlatformRow>(
      {{"eks.5", 5}, {"eks.0", 0}, {"eks.", {}}, {"eks.5a", {}}, {"5", {}}, {"eks.-1", {}}}));
  CAPTURE(row.text);
  CHECK(parse_platform_version(row.text).optional() == row.number);
}

struct NameRow {
  std::string name;
  bool is_so;
};

TEST_CASE("zones at the edge of a region tell by their names", "[cluster]") {
  const auto row = GENERATE(values<NameRow>({{"us-west-2a", false},
                                             {"us-gov-west-1b", false},
                                             {"ap-southeast-2c", false},
                                             {"us-west-2-lax-1a", true},
                                             {"us-east-1-wl1-bos-wlz-1", true},
                                             {"", false},
                                             {"---", false},
                                             {"zone", false}}));
  CAPTURE(row.name);
  CHECK(is_edge_zone(row.name) == row.is_so);
}

TEST_CASE("Graviton machines tell by the letters after their generation", "[cluster]") {
  const auto row = GENERATE(values<NameRow>({{"m7g.large", true},
                                             {"c6gn.16xlarge", true},
                                             {"t4g.nano", true},
                                             {"a1.medium", true},
                                             {"im4gn.large", true},
                                             {"g5g.xlarge", true},
                                             {"x2gd.metal", true},
                                             {"g4dn.xlarge", false},
                                             {"g6.large", false},
                                             {"gr6.4xlarge", false},
                                             {"m5.large", false},
                                             {"m7i-flex.large", false},
                                             {"", false},
                                             {"mixed", false},
                                             {".", false}}));
  CAPTURE(row.name);
  CHECK(is_arm_type(row.name) == row.is_so);
}

}  // namespace
}  // namespace eksplan::cluster
