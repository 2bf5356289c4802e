#include <algorithm>

#include "results.hpp"
#include <catch2/catch.hpp>

#include "eksplan/compare/diff.hpp"
#include "support/random.hpp"

namespace eksplan::compare {
namespace {

Delta sum_of(const Diff& diff) {
  Delta sum;
  for (const auto& change : diff.changes) {
    sum.hourly += change.delta.hourly;
    sum.monthly += change.delta.monthly;
  }
  for (const auto& effect : diff.shared) {
    sum.hourly += effect.delta.hourly;
    sum.monthly += effect.delta.monthly;
  }
  return sum;
}

saved::Result random_result(std::uint64_t seed) {
  support::Random random(seed);
  std::vector<saved::Workload> workloads;
  for (const auto* const name : {"api", "cart", "mail", "pay", "web"}) {
    if (random.chance(80)) {
      workloads.push_back(workload(name, random.between(0, 900)));
      workloads.back().replicas.expected = random.between(1, 3);
    }
  }
  return result_of(std::move(workloads));
}

TEST_CASE("nothing changes between a result and itself", "[compare]") {
  auto result = result_of({workload("web", 50), workload("api", 70)});
  result.findings = {finding("fargate-privileged", "shop/Deployment/web")};
  const auto same = diff(result, result);
  CHECK(same.total == Delta{});
  CHECK(same.changes.empty());
  CHECK(same.bill.empty());
  CHECK(same.new_findings.empty());
  CHECK(same.gone_findings.empty());
  CHECK(std::ranges::all_of(same.shared,
                            [](const SharedEffect& effect) { return effect.delta == Delta{}; }));
}

TEST_CASE("changes and shared effects add up to the difference, and swapping negates it",
          "[compare][property]") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  const auto base = random_result(seed);
  const auto head = random_result(seed + 1000);
  const auto there = diff(base, head);
  const auto back = diff(head, base);
  const auto& before = base.plan->summary.total;
  const auto& after = head.plan->summary.total;
  CHECK(there.total == Delta{after.hourly - before.hourly, after.monthly - before.monthly});
  CHECK(sum_of(there) == there.total);
  CHECK(back.total == Delta{-there.total.hourly, -there.total.monthly});
  REQUIRE(back.changes.size() == there.changes.size());
  for (std::size_t i = 0; i < there.changes.size(); ++i) {
    CHECK(back.changes[i].workload == there.changes[i].workload);
    CHECK(back.changes[i].delta.hourly == -there.changes[i].delta.hourly);
  }
}

TEST_CASE("a workload that pays more without having changed is a shared effect", "[compare]") {
  const auto change = diff(result_of({workload("web", 50)}), result_of({workload("web", 60)}));
  CHECK(change.changes.empty());
  CHECK(change.shared.front().name == "unchangedWorkloads");
  CHECK(change.shared.front().delta.hourly == dollars(10));
}

TEST_CASE("the largest change stands first, and then the name decides", "[compare]") {
  auto base = result_of({workload("a", 10), workload("b", 10), workload("c", 10)});
  auto head = result_of({workload("a", 12), workload("b", 50), workload("c", 8)});
  for (auto& one : head.workloads) {
    one.replicas.expected = 3;
  }
  const auto changes = diff(base, head).changes;
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].workload == "shop/Deployment/b");
  CHECK(changes[1].workload == "shop/Deployment/a");
  CHECK(changes[2].workload == "shop/Deployment/c");
}

TEST_CASE("findings are new or gone by rule, object, path and message, ignored ones never",
          "[compare]") {
  auto base = result_of({});
  auto head = result_of({});
  base.findings = {finding("one", "shop/Deployment/a"), finding("two", "shop/Deployment/a")};
  head.findings = {finding("one", "shop/Deployment/a"), finding("one", "shop/Deployment/a"),
                   finding("three", "shop/Deployment/a")};
  head.findings.back().ignored = saved::IgnoreNote{"known", "annotation"};
  const auto change = diff(base, head);
  CHECK(change.new_findings == std::vector<std::size_t>{1});
  CHECK(change.gone_findings == std::vector<std::size_t>{1});
}

}  // namespace
}  // namespace eksplan::compare
