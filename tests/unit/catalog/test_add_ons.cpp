#include <catch2/catch.hpp>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog {
namespace {

const AddOn& add_on(const Catalogue& catalogue, std::string_view name) {
  for (const auto& candidate : catalogue.add_ons()) {
    if (candidate.name == name) {
      return candidate;
    }
  }
  FAIL("no add-on " << name);
  throw std::logic_error("not reached");
}

TEST_CASE("the add-ons of every cluster ask for what AWS's manifests ask for", "[catalog]") {
  const auto catalogue = open_region(builtin(), "eu-west-1");
  REQUIRE(catalogue);

  struct Row {
    std::string name;
    bool daemon_set;
    std::int64_t replicas;
    std::int64_t cpu_millis;
    std::int64_t memory_mib;
    bool host_network;
    bool only_with_ebs;
  };

  const auto row = GENERATE(values<Row>({
      {"aws-node", true, 0, 50, 0, true, false},
      {"kube-proxy", true, 0, 100, 0, true, false},
      {"coredns", false, 2, 100, 70, false, false},
      {"ebs-csi-node", true, 0, 30, 120, false, true},
      {"ebs-csi-controller", false, 2, 60, 240, false, true},
  }));
  CAPTURE(row.name);
  const auto& found = add_on(*catalogue, row.name);
  CHECK(found.daemon_set == row.daemon_set);
  CHECK(found.replicas == row.replicas);
  CHECK(found.cpu.millis() == row.cpu_millis);
  CHECK(found.memory == units::Bytes::mib(row.memory_mib));
  CHECK(found.host_network == row.host_network);
  CHECK(found.only_with_ebs == row.only_with_ebs);
}

}  // namespace
}  // namespace eksplan::catalog
