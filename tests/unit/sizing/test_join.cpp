#include <algorithm>

#include "sample.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/sizing/join.hpp"

namespace eksplan::sizing {
namespace {

using Workloads = std::vector<model::Workload>;

model::UsageSeries series(std::string file, std::vector<model::UsageRow> rows,
                          model::UsageSpan span = model::UsageSpan::snapshot) {
  model::UsageSeries made;
  made.file = std::move(file);
  made.span = span;
  made.rows = std::move(rows);
  return made;
}

Joined join_all(const std::vector<model::UsageSeries>& all, const Workloads& workloads,
                std::string_view cluster = "") {
  return join(all, pointers(workloads), cluster);
}

model::UsageRow in_container(model::UsageRow row, const std::string& container) {
  row.container = container;
  return row;
}

TEST_CASE("usage of a workload is the mean and the most of its pods", "[sizing][join]") {
  const Workloads workloads{workload("Deployment", "cart")};
  const auto joined =
      join_all({series("pods.tsv", {pod_row("cart-6c9f7d5b8-x2x4q", amounts(10, 100)),
                                    pod_row("cart-6c9f7d5b8-x2x4z", amounts(21, 301)),
                                    pod_row("other-6c9f7d5b8-x2x4z", amounts(1, 1))})},
               workloads);
  REQUIRE(joined.workloads.size() == 1);
  const auto& usage = joined.workloads.front();
  CHECK(usage.pod.mean.cpu == units::NanoCpu::from_nanos(15'500'000));
  CHECK(usage.pod.mean.memory == units::Bytes::from_count(210'239'488));
  CHECK(usage.pod.most == amounts(21, 301));
  CHECK(usage.pods == 2);
  CHECK(usage.used_source == "pods.tsv");
  CHECK(joined.series.front().joined == 2);
  CHECK(joined.series.front().unjoined == std::vector<std::size_t>{2});
}

TEST_CASE("containers are summed up for each pod, and kept apart", "[sizing][join]") {
  const Workloads workloads{workload("StatefulSet", "db")};
  const auto joined =
      join_all({series("top.txt", {in_container(pod_row("db-0", amounts(10, 100)), "c"),
                                   in_container(pod_row("db-0", amounts(5, 50)), "proxy"),
                                   in_container(pod_row("db-1", amounts(20, 100)), "c")})},
               workloads);
  const auto& usage = joined.workloads.front();
  CHECK(usage.pod.mean.cpu == units::NanoCpu::from_nanos(17'500'000));
  CHECK(usage.pod.most == amounts(20, 150));
  CHECK(usage.containers.at("c").mean.cpu == units::NanoCpu::from_nanos(15'000'000));
  CHECK(usage.containers.at("proxy").mean == amounts(5, 50));
}

TEST_CASE("the same pod twice counts once, with the larger amounts", "[sizing][join]") {
  const Workloads workloads{workload("StatefulSet", "db")};
  const auto joined =
      join_all({series("a", {pod_row("db-0", amounts(10, 100)), pod_row("db-0", amounts(30, 50))})},
               workloads);
  CHECK(joined.workloads.front().pod.mean == amounts(30, 100));
  CHECK(joined.workloads.front().pods == 1);
  CHECK(joined.series.front().joined == 2);
}

TEST_CASE("what is of all pods together is divided by those that the manifest has",
          "[sizing][join]") {
  const Workloads workloads{workload("Deployment", "cart")};
  model::UsageRow row;
  row.namespace_name = "shop";
  row.owner_kind = "deployment";
  row.owner_name = "cart";
  row.per = model::UsagePer::all_pods;
  row.pods = 0;
  row.used = amounts(300, 200);
  const auto joined = join_all({series("opencost.json", {row})}, workloads);
  CHECK(joined.workloads.front().pod.mean == amounts(150, 100));
  CHECK(joined.workloads.front().pods == 0);
}

TEST_CASE("of several files the one that stands for most of the time counts", "[sizing][join]") {
  const Workloads workloads{workload("StatefulSet", "db")};
  const auto sample = series("a.txt", {pod_row("db-0", amounts(10, 100))});
  auto row = pod_row("db-0", {units::NanoCpu::from_nanos(7), std::nullopt});
  row.used_high.cpu = units::NanoCpu::from_nanos(9);
  const auto range = series("b.json", {row}, model::UsageSpan::spread);
  const auto mean = series("c.json", {pod_row("db-0", amounts(8, 80))}, model::UsageSpan::mean);
  const auto joined = join_all({sample, range, mean}, workloads);
  const auto& usage = joined.workloads.front();
  CHECK(usage.pod.mean.cpu == units::NanoCpu::from_nanos(7));
  CHECK(usage.pod.high.cpu == units::NanoCpu::from_nanos(9));
  CHECK(usage.pod.mean.memory == units::Bytes::mib(80));
  CHECK(usage.used_source == "b.json and c.json");
  CHECK(join_all({mean, sample, range}, workloads).workloads == joined.workloads);
}

TEST_CASE("recommendations of krr count before those of others, and dead containers not at all",
          "[sizing][join]") {
  const Workloads workloads{workload("Deployment", "cart")};
  const auto recommend = [](const std::string& file, model::UsageFormat format,
                            const std::string& container, std::int64_t cpu) {
    model::UsageRow row;
    row.namespace_name = "shop";
    row.owner_kind = "Deployment";
    row.owner_name = "cart";
    row.container = container;
    row.recommended = amounts(cpu, 100);
    auto made = series(file, {row}, model::UsageSpan::spread);
    made.format = format;
    return made;
  };
  const auto joined =
      join_all({recommend("vpa.yaml", model::UsageFormat::vertical_autoscaler, "c", 48),
                recommend("krr.json", model::UsageFormat::krr_json, "c", 21),
                recommend("old.json", model::UsageFormat::krr_json, "gone", 900)},
               workloads);
  const auto& usage = joined.workloads.front();
  CHECK(usage.pod.recommended == amounts(21, 100));
  CHECK(usage.recommended_source == "krr.json");
  CHECK(usage.used_source == "");
  CHECK(usage.containers.size() == 1);
}

TEST_CASE("rows of another cluster are nobody's where the cluster has a name", "[sizing][join]") {
  const Workloads workloads{workload("StatefulSet", "db")};
  auto here = pod_row("db-0", amounts(10, 100));
  here.cluster = "prod";
  auto there = pod_row("db-0", amounts(90, 900));
  there.cluster = "test";
  const auto all = {series("pods.tsv", {here, there})};
  const auto joined = join_all(all, workloads, "prod");
  CHECK(joined.workloads.front().pod.mean == amounts(10, 100));
  CHECK(joined.series.front().unjoined.size() == 1);
  const auto unnamed = join_all(all, workloads);
  CHECK(unnamed.workloads.front().pod.mean == amounts(50, 500));
  CHECK(unnamed.series.front().clusters == std::set<std::string>{"prod", "test"});
  CHECK(join_all(all, workloads, "staging").series.front().joined == 2);
}

std::string random_pod(support::Random& random) {
  static const std::vector<std::string> names{"cart-6c9f7d5b8-x2x4q",
                                              "cart-6c9f7d5b8-bbbbb",
                                              "db-0",
                                              "db-1",
                                              "db-x",
                                              "agent-x2x4q",
                                              "nobody-0",
                                              "cart-",
                                              "",
                                              "nightly-28123456-x2x4q"};
  return random.pick(std::span<const std::string>(names));
}

TEST_CASE("rows that are joined and rows that are not add up to all, in any order of rows",
          "[sizing][join][property]") {
  const auto seed = GENERATE(range(0U, 100U));
  CAPTURE(seed);
  support::Random random(seed);
  const Workloads workloads{workload("CronJob", "nightly"), workload("DaemonSet", "agent"),
                            workload("Deployment", "cart"), workload("StatefulSet", "db")};
  std::vector<model::UsageSeries> all;
  for (int i = 0; i < 3; ++i) {
    std::vector<model::UsageRow> rows;
    for (std::int64_t n = random.between(0, 30); n > 0; --n) {
      rows.push_back(
          pod_row(random_pod(random), amounts(random.between(0, 2000), random.between(0, 5000))));
      rows.back().container = random.chance(50) ? "c" : "";
    }
    all.push_back(series("file" + std::to_string(i), rows,
                         static_cast<model::UsageSpan>(random.between(0, 2))));
  }
  const auto joined = join_all(all, workloads);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& one = joined.series[i];
    CHECK(one.rows == static_cast<std::int64_t>(all[i].rows.size()));
    CHECK(one.joined + static_cast<std::int64_t>(one.unjoined.size()) == one.rows);
  }
  auto turned = all;
  std::ranges::reverse(turned);
  for (auto& one : turned) {
    std::ranges::reverse(one.rows);
  }
  CHECK(join_all(turned, workloads).workloads == joined.workloads);
}

}  // namespace
}  // namespace eksplan::sizing
