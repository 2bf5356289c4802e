#include "scenes.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/scene.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using test::SceneBuilder;

UnitPrices prices() {
  return SceneBuilder().prices;
}

TEST_CASE("a size costs its vCPUs and its gigabytes", "[rules][scene]") {
  const model::FargateSize size{units::MilliCpu::from_millis(250), units::Bytes::mib(512)};
  REQUIRE(size_rate(prices(), size));
  CHECK(size_rate(prices(), size)->hourly().text() == "0.0123425");
  auto without = prices();
  without.fargate_gib.reset();
  CHECK_FALSE(size_rate(without, size));
}

TEST_CASE("money by the month is rounded to cents and has a thousands mark", "[rules][scene]") {
  const auto rate = units::HourlyRate::per_hour(*units::parse_price("2"));
  CHECK(monthly_text(rate, prices()) == "$1,460.00 a month");
  auto short_month = prices();
  short_month.month_hours = 1;
  CHECK(monthly_text(rate, short_month) == "$2.00 a month");
}

TEST_CASE("every finding of the scene says whose it is and what to do", "[rules][scene]") {
  SceneBuilder scene("2020-02");
  scene.inventory.cluster.uses = {model::ClusterUse::custom_cni, model::ClusterUse::cost_tags};
  scene.add(test::deployment(), 200);
  const auto findings = scene.findings();
  CHECK(findings.size() >= 3);
  for (const auto& finding : findings) {
    CAPTURE(finding.rule);
    CHECK_FALSE(finding.object.name.empty());
    CHECK_FALSE(finding.message.empty());
    CHECK_FALSE(finding.fix.empty());
    CHECK_FALSE(finding.message.ends_with("."));
  }
}

TEST_CASE("a few subjects are named, more are counted", "[rules][scene]") {
  std::vector<model::Workload> workloads;
  for (const auto* const name : {"a", "b", "c", "d"}) {
    auto workload = test::deployment();
    workload.id.name = name;
    workloads.push_back(workload);
  }
  std::vector<Subject> subjects;
  for (const auto& workload : workloads) {
    Subject subject;
    subject.workload = &workload;
    subjects.push_back(subject);
  }
  std::vector<const Subject*> chosen{&subjects[0], &subjects[1], &subjects[2]};
  CHECK(subjects_text(chosen) == "shop/Deployment/a, shop/Deployment/b and shop/Deployment/c");
  chosen.push_back(&subjects[3]);
  CHECK(subjects_text(chosen) == "shop/Deployment/a, shop/Deployment/b and 2 more");
}

struct Image {
  std::string image;
  std::string program;
  bool is_it;
};

TEST_CASE("a program is known by the last parts of its image's name", "[rules][scene]") {
  const auto row = GENERATE(values<Image>({
      {"fluent-bit", "fluent-bit", true},
      {"fluent-bit:3.0", "fluent-bit", true},
      {"cr.fluentbit.io/fluent/fluent-bit:3.0", "fluent-bit", true},
      {"localhost:5000/fluent-bit", "fluent-bit", true},
      {"example.com/aws-for-fluent-bit:2", "fluent-bit", false},
      {"example.com/fluent-bit/other:2", "fluent-bit", false},
      {"quay.io/calico/node@sha256:00", "calico/node", true},
      {"", "calico/node", false},
  }));
  CAPTURE(row.image);
  auto container = test::container("app");
  container.image = row.image;
  CHECK(is_image_of(container, row.program) == row.is_it);
}

}  // namespace
}  // namespace eksplan::rules
