#include "support/exact_json.hpp"
#include "support/memory_files.hpp"
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "eksplan/app/instances.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {
namespace {

using report::InstanceFigure;

InstanceQuery instance_query(const std::string& region = "us-east-1") {
  InstanceQuery query;
  query.region = region;
  query.format = ListFormat::json;
  return query;
}

nlohmann::json rows_of(const InstanceQuery& wanted) {
  const auto outcome = list_instances(wanted, support::MemoryFiles{});
  REQUIRE(outcome.exit == ExitCode::done);
  return support::parse_exact(outcome.standard_output).at("instances");
}

std::vector<std::string> names_of(const InstanceQuery& wanted) {
  std::vector<std::string> names;
  for (const auto& row : rows_of(wanted)) {
    names.push_back(row.at("instanceType"));
  }
  return names;
}

std::string messages_of(const InstanceQuery& wanted, ExitCode exit) {
  const auto outcome = list_instances(wanted, support::MemoryFiles{});
  CHECK(outcome.exit == exit);
  std::string text;
  for (const auto& message : outcome.messages) {
    text += diag::print(message);
  }
  return text;
}

catalog::Catalogue open(std::string_view region) {
  auto catalogue = catalog::open_region(catalog::builtin(), region);
  REQUIRE(catalogue);
  return *catalogue;
}

TEST_CASE("each type has the price of its purchase option and what the rules leave to pods",
          "[app]") {
  auto wanted = instance_query("eu-central-1");
  wanted.purchase = GENERATE(model::Purchase::on_demand, model::Purchase::spot,
                             model::Purchase::reserved_1yr, model::Purchase::reserved_3yr);
  const auto catalogue = open(wanted.region);
  const auto rows = rows_of(wanted);
  std::size_t priced = 0;
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    priced += catalogue.hourly(type, wanted.purchase) ? 1U : 0U;
  }
  CHECK(rows.size() == priced);
  CHECK(priced > 500);
  for (const auto& row : rows) {
    const auto type = catalogue.find_type(row.at("instanceType").get<std::string>());
    REQUIRE(type);
    const auto rate = catalogue.hourly(*type, wanted.purchase);
    REQUIRE(rate);
    const auto room = rules::allocatable(catalogue.type(*type));
    CHECK(support::number(row.at("hourly")).billionths() == rate->hourly().nanos());
    CHECK(support::number(row.at("monthly")).billionths() == rate->for_hours(730).nanos());
    const auto& shown = row.at("allocatable");
    CHECK(support::number(shown.at("cpuMillicores")).text() == std::to_string(room.cpu.millis()));
    CHECK(support::number(shown.at("memoryBytes")).text() == std::to_string(room.memory.count()));
    CHECK(support::number(shown.at("pods")).text() == std::to_string(room.pods));
  }
}

TEST_CASE("so many pods fit, and one more does not", "[app][property]") {
  struct Pod {
    std::int64_t millis;
    std::int64_t mib;
  };

  const auto pod =
      GENERATE(values<Pod>({{1, 1}, {250, 512}, {500, 1024}, {4000, 1000}, {100, 60000}}));
  const bool add_ons = GENERATE(true, false);
  auto wanted = instance_query();
  wanted.add_ons = add_ons;
  wanted.fits = PodSize{.cpu = units::MilliCpu::from_millis(pod.millis),
                        .memory = units::Bytes::mib(pod.mib)};
  const auto catalogue = open(wanted.region);
  const auto rows = rows_of(wanted);
  CHECK(rows.size() > 100);
  for (const auto& row : rows) {
    const auto type = catalogue.find_type(row.at("instanceType").get<std::string>());
    const auto room = rules::allocatable(catalogue.type(*type));
    const auto pods = std::stoll(support::number(row.at("podsThatFit")).text());
    const auto fits = [&](std::int64_t count) {  // aws-node asks for 50m, kube-proxy for 100m
      return count * pod.millis + (add_ons ? 150 : 0) <= room.cpu.millis() &&
             count * (pod.mib << 20) <= room.memory.count() &&
             count + (add_ons ? 2 : 0) <= room.pods;
    };
    CAPTURE(row.at("instanceType").get<std::string>(), pods);
    CHECK(pods >= 1);
    CHECK(fits(pods));
    CHECK_FALSE(fits(pods + 1));
  }
}

TEST_CASE("rows stand in the order that is asked for, and --top takes the first", "[app]") {
  struct Order {
    InstanceFigure figure;
    std::string key;
    bool most_first;
  };

  const auto order = GENERATE(values<Order>({
      {InstanceFigure::price, "/hourly", false},
      {InstanceFigure::price_per_cpu, "/hourlyPerVcpu", false},
      {InstanceFigure::price_per_memory, "/hourlyPerGib", false},
      {InstanceFigure::cpu, "/allocatable/cpuMillicores", true},
      {InstanceFigure::memory, "/allocatable/memoryBytes", true},
      {InstanceFigure::pods, "/allocatable/pods", true},
  }));
  auto wanted = instance_query("us-west-2");
  wanted.order = order.figure;
  const auto rows = rows_of(wanted);
  const nlohmann::json::json_pointer at(order.key);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto before = support::number(rows.at(i - 1).at(at)).billionths();
    const auto after = support::number(rows.at(i).at(at)).billionths();
    CHECK((order.most_first ? before >= after : before <= after));
  }
  wanted.top = 7;
  const auto first = rows_of(wanted);
  REQUIRE(first.size() == 7);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(first.at(i) == rows.at(i));
  }
}

TEST_CASE("every filter keeps what meets it", "[app]") {
  auto wanted = instance_query();
  wanted.globs = {"m6i.*", "m6g.*"};
  wanted.order = InstanceFigure::name;
  wanted.min_cpu = 4;
  wanted.max_cpu = 8;
  using Names = std::vector<std::string>;
  CHECK(names_of(wanted) == Names{"m6g.2xlarge", "m6g.xlarge", "m6i.2xlarge", "m6i.xlarge"});
  wanted.architectures = {model::Architecture::arm64};
  CHECK(names_of(wanted) == Names{"m6g.2xlarge", "m6g.xlarge"});
  wanted.max_memory = units::Bytes::gib(16);
  CHECK(names_of(wanted) == Names{"m6g.xlarge"});
  wanted.min_memory = units::Bytes::gib(17);
  CHECK(messages_of(wanted, ExitCode::usage).find("--max-memory is below --min-memory") !=
        std::string::npos);
  wanted.max_memory = std::nullopt;
  CHECK(names_of(wanted) == Names{"m6g.2xlarge"});
  wanted.max_hourly = units::Money::from_nanos(307'999'999);
  CHECK(names_of(wanted).empty());
  wanted.max_hourly = units::Money::from_nanos(308'000'000);
  CHECK(names_of(wanted) == Names{"m6g.2xlarge"});
  wanted.max_hourly = std::nullopt;
  wanted.architectures.clear();
  CHECK(names_of(wanted) == Names{"m6g.2xlarge", "m6i.2xlarge"});
  wanted.current_generation = true;
  CHECK(names_of(wanted) == Names{"m6g.2xlarge"});
  auto graphics = instance_query();
  graphics.globs = {"g5.*xlarge"};
  graphics.min_gpus = 8;
  CHECK(names_of(graphics) == Names{"g5.48xlarge"});
}

TEST_CASE("a list that is empty for want of prices says so", "[app]") {
  auto wanted = instance_query("us-gov-east-1");
  wanted.globs = {"m6i.*"};
  wanted.purchase = model::Purchase::spot;
  CHECK(messages_of(wanted, ExitCode::done) ==
        "eksplan: warning: the price set has no spot price in us-gov-east-1 of any type that is "
        "asked for [price-data]\n"
        "    'eksplan prices list' shows which regions have which prices\n");
  wanted.quiet = true;
  CHECK(messages_of(wanted, ExitCode::done).empty());
}

TEST_CASE("sizes of pods are read with their place for each part", "[app]") {
  const auto size = parse_pod_size("0.5,1.5Gi");
  REQUIRE(size);
  CHECK(size->cpu.millis() == 500);
  CHECK(size->memory.count() == 3LL << 29);
  CHECK(parse_pod_size(" 2 , 4Gi ")->cpu.millis() == 2000);
  for (const auto* const wrong : {"", ",", "1", "1,", "1,1Gi,1", "1Gi", "x,1Gi", "1,-1Gi",
                                  "99999999999999999999,1Gi", "1,99999999999999999999"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_pod_size(wrong));
  }
}

}  // namespace
}  // namespace eksplan::app
