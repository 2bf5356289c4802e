#include <string>

#include "imported_prices.hpp"
#include "unit/offers/lists.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/prices_diff.hpp"

namespace eksplan::app {
namespace {

using offers::test::item;
using offers::test::list;
using offers::test::term;

const std::string kShopToPrice =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec:\n"
    "  replicas: 1\n  selector: {matchLabels: {app: web}}\n  template:\n"
    "    metadata: {labels: {app: web}}\n    spec:\n      containers:\n"
    "      - {name: web, image: web, resources: {requests: {cpu: 250m, memory: 256Mi}}}\n";

Outcome compare(const test::Prices& prices, PriceDiffOptions options) {
  auto files = prices.files();
  files["shop.yaml"] = kShopToPrice;
  options.before = "builtin";
  options.after = "my";
  options.regions = {"us-east-1"};
  return diff_prices(options, support::MemoryFiles(files));
}

test::Prices dearer_fargate() {
  test::Prices prices;
  REQUIRE(prices.import(list(item("A", "AmazonEKS", "USE1-Fargate-vCPU-Hours:perCPU"),
                             term("A", "0.05048", "hours"))));
  return prices;
}

}  // namespace

TEST_CASE("one price that differs is the whole difference of two sets", "[app]") {
  PriceDiffOptions options;
  options.format = PriceDiffFormat::csv;
  const auto outcome = compare(dearer_fargate(), options);
  CHECK(outcome.exit == ExitCode::done);
  CHECK(outcome.standard_output ==
        "region,name,option,change,before,after,changePercent\n"
        "us-east-1,fargate-vcpu,,dearer,0.04048,0.05048,24.7\n");
}

TEST_CASE("a workload that gets dearer is shown with what it costs by either set", "[app]") {
  PriceDiffOptions options;
  options.format = PriceDiffFormat::csv;
  options.estimate.inputs = {"shop.yaml"};
  options.estimate.placement = plan::PlacementMode::fargate;
  options.estimate.add_ons = false;
  const auto outcome = compare(dearer_fargate(), options);
  CHECK(outcome.exit == ExitCode::done);
  // 0.25 vCPU and 0.5 GB: 0.25 x 0.04048 + 0.5 x 0.004445, and 0.0025 more.
  CHECK(outcome.standard_output.find(
            "us-east-1,shop/Deployment/web,workload,dearer,0.0123425,0.0148425,20.26\n") !=
        std::string::npos);
}

TEST_CASE("a side that cannot be estimated ends the comparison", "[app]") {
  PriceDiffOptions options;
  options.estimate.inputs = {"missing.yaml"};
  const auto outcome = compare(dearer_fargate(), options);
  CHECK(outcome.exit != ExitCode::done);
  CHECK(outcome.standard_output.empty());
}

}  // namespace eksplan::app
