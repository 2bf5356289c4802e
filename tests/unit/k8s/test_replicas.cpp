#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "eksplan/k8s/replicas.hpp"

namespace eksplan::k8s {
namespace {

using model::ReplicaSource;

struct ReplicasRow {
  std::string kind;
  std::optional<std::int64_t> written;
  std::optional<std::int64_t> least;
  std::int64_t most;
  std::optional<std::int64_t> desired;
  model::ReplicaCount count;
};

TEST_CASE("an autoscaler bounds the written count, or gives one", "[k8s]") {
  constexpr auto kScaler = ReplicaSource::autoscaler;
  const auto row = GENERATE(values<ReplicasRow>({
      {"HorizontalPodAutoscaler", 3, 2, 10, {}, {3, 2, 3, 10, kScaler}},
      {"HorizontalPodAutoscaler", 1, 2, 10, {}, {1, 2, 2, 10, kScaler}},
      {"HorizontalPodAutoscaler", 30, 2, 10, {}, {30, 2, 10, 10, kScaler}},
      {"HorizontalPodAutoscaler", {}, 2, 10, {}, {1, 2, 2, 10, kScaler}},
      {"HorizontalPodAutoscaler", {}, {}, 10, {}, {1, 1, 1, 10, kScaler}},
      {"HorizontalPodAutoscaler", {}, 2, 10, 7, {1, 2, 7, 10, kScaler}},
      {"HorizontalPodAutoscaler", {}, 2, 10, 0, {1, 2, 2, 10, kScaler}},
      {"HorizontalPodAutoscaler", 4, 2, 10, 7, {4, 2, 4, 10, kScaler}},
      {"HorizontalPodAutoscaler", 0, 2, 10, {}, {0, 0, 0, 0, ReplicaSource::spec}},
      {"ScaledObject", {}, 0, 100, {}, {1, 0, 1, 100, kScaler}},
      {"ScaledObject", 0, 0, 100, {}, {0, 0, 1, 100, kScaler}},
      {"ScaledObject", 5, 0, 100, {}, {5, 0, 5, 100, kScaler}},
      {"ScaledObject", 5, 0, 0, {}, {5, 0, 0, 0, kScaler}},
      {"ScaledObject", 5, 3, 3, {}, {5, 3, 3, 3, kScaler}},
  }));
  CAPTURE(row.kind, row.written, row.least, row.most, row.desired);
  model::HorizontalPodAutoscaler scaler;
  scaler.id.kind = row.kind;
  scaler.min_replicas = row.least;
  scaler.max_replicas = row.most;
  scaler.desired_replicas = row.desired;
  const auto count = count_replicas(row.written, &scaler);
  CHECK(count.spec == row.count.spec);
  CHECK(count.min == row.count.min);
  CHECK(count.expected == row.count.expected);
  CHECK(count.max == row.count.max);
  CHECK(count.source == row.count.source);
}

TEST_CASE("without an autoscaler the written count is all there is, one by default", "[k8s]") {
  CHECK(count_replicas({}, nullptr) == model::ReplicaCount{1, 1, 1, 1, ReplicaSource::spec});
  CHECK(count_replicas(0, nullptr) == model::ReplicaCount{0, 0, 0, 0, ReplicaSource::spec});
  CHECK(count_replicas(7, nullptr) == model::ReplicaCount{7, 7, 7, 7, ReplicaSource::spec});
}

TEST_CASE("a kind with its own bounds is planned with one pod at least", "[k8s]") {
  CHECK(scaled_replicas(0, {}).expected == 1);
  CHECK(scaled_replicas(0, 5) == model::ReplicaCount{1, 0, 1, 5, ReplicaSource::autoscaler});
  CHECK(scaled_replicas(3, 5).expected == 3);
  CHECK(scaled_replicas(3, {}).max == 3);
  CHECK(scaled_replicas(0, 0).expected == 0);
}

struct JobRow {
  std::int64_t parallelism;
  std::optional<std::int64_t> completions;
  std::int64_t pods;
};

TEST_CASE("a job runs as many pods at once as it may and still needs", "[k8s]") {
  const auto row =
      GENERATE(values<JobRow>({{10, 4, 4}, {2, {}, 2}, {3, 9, 3}, {0, 5, 0}, {1, 1, 1}}));
  model::JobTimes times;
  times.parallelism = row.parallelism;
  times.completions = row.completions;
  CHECK(count_job_pods(times).expected == row.pods);
  CHECK(count_job_pods(times).source == ReplicaSource::job);
}

TEST_CASE("with cron triggers alone the most that one of them wants is what to expect", "[k8s]") {
  model::HorizontalPodAutoscaler scaler;
  scaler.id.kind = "ScaledObject";
  scaler.min_replicas = 1;
  scaler.max_replicas = 8;
  scaler.cron = {{.pods = 3}, {.pods = 12}};
  scaler.resting_replicas = 1;
  CHECK(count_replicas(5, &scaler) == model::ReplicaCount{5, 1, 8, 8, ReplicaSource::autoscaler});
  scaler.cron.pop_back();
  CHECK(count_replicas(5, &scaler) == model::ReplicaCount{5, 1, 3, 3, ReplicaSource::autoscaler});
}

}  // namespace
}  // namespace eksplan::k8s
