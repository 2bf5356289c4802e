#include <algorithm>
#include <filesystem>

#include "corpus.hpp"
#include "support/check_result.hpp"
#include "support/disk_files.hpp"
#include "support/exact_json.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/estimate.hpp"

namespace eksplan::corpus {
namespace {

std::vector<std::string> folders_below(const std::string& root) {
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory() && name != "yaml-test-suite" && name != "k8s-quantity") {
      folders.push_back(entry.path().string());
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

app::Outcome estimate(const std::string& folder, plan::PlacementMode placement) {
  app::EstimateOptions options;
  options.inputs = {folder};
  options.format = app::Format::json;
  options.keep_going = true;
  options.placement = placement;
  options.effort = app::Effort::quick;
  options.limits = *rules::parse_limits_profile("current");
  return app::estimate(options, support::DiskFiles());
}

TEST_CASE("every folder of the corpus gives a result that adds up, or says why not", "[corpus]") {
  const auto root = folder();
  if (!root) {
    WARN("EKSPLAN_CORPUS is not set: nothing to run over");
    return;
  }
  for (const auto& path : folders_below(*root)) {
    for (const auto mode : {plan::PlacementMode::cheapest, plan::PlacementMode::fargate,
                            plan::PlacementMode::nodes}) {
      CAPTURE(path);
      const auto outcome = estimate(path, mode);
      CHECK(outcome.exit != app::ExitCode::internal);
      if (outcome.standard_output.empty()) {
        CHECK_FALSE(outcome.messages.empty());
        continue;
      }
      CHECK(support::figures_that_are_wrong(outcome.standard_output) == std::vector<std::string>{});
    }
  }
}

}  // namespace
}  // namespace eksplan::corpus
