/// eksplan-generate: manifests of a made-up cluster, or what its pods use, for benchmarks that need nothing else.

#include <cstdio>
#include <exception>
#include <string>

#include "generated_cluster.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace eksplan::bench {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;

int run(int argc, char** argv) {
  ClusterWish wish;
  CLI::App app("Writes Kubernetes manifests of a made-up cluster, the same for the same numbers.",
               "eksplan-generate");
  app.add_option("--pods", wish.pods, "Pods of all workloads but DaemonSets")
      ->check(CLI::Range(1, 10'000'000));
  app.add_option("--shapes", wish.shapes, "Different pod sizes")->check(CLI::Range(1, 5000));
  app.add_option("--seed", wish.seed, "Another seed gives another cluster");
  app.add_option("--arm", wish.arm_percent, "Percent of the sizes that need arm64")
      ->check(CLI::Range(0, 100));
  bool usage = false;
  app.add_flag("--usage", usage, "Write what the pods use, as kube-resource-report's pods.tsv");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  if (wish.shapes > wish.pods) {
    fmt::print(stderr, "--shapes {}: there cannot be more sizes than pods ({})\n", wish.shapes,
               wish.pods);
    return kUsage;
  }
  const auto workloads = generate_cluster(wish);
  const auto text = usage ? usage_of(workloads) : manifests_of(workloads);
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written) {
    fmt::print(stderr, "what was made up cannot be written\n");
  }
  return written ? kDone : kFailed;
}

}  // namespace
}  // namespace eksplan::bench

int main(int argc, char** argv) {
  try {
    return eksplan::bench::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "eksplan-generate: internal error: {}\n", error.what());
    return 1;
  }
}
