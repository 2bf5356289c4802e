#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/app/commitment_advice.hpp"

namespace eksplan::app {
namespace {

using model::Purchase;
using units::Decimal;

units::HourlyRate millis(std::int64_t value) {
  return units::HourlyRate::per_hour(units::Money::from_nanos(base::int128{value} * 1'000'000));
}

/// 200 millis an hour on Fargate, and three nodes by day, two by night.
class Cluster {
 public:
  Cluster() : catalogue_(*catalog::open_region(catalog::builtin(), "eu-west-1")) {
    const auto type = *catalogue_.find_type("m6i.large");
    group_.name = "general";
    group_.type = catalogue_.type(type);
    group_.hourly_per_node = *catalogue_.hourly(type, Purchase::on_demand);
  }

  Cluster& bought(Purchase purchase) {
    options_.buying.purchase = purchase;
    group_.purchase = purchase;
    catalog::Terms terms;
    terms.buying = options_.buying;
    catalogue_.set_terms(terms);
    return *this;
  }

  Cluster& with_rate(std::string_view text) {
    options_.savings_rates.push_back(*catalog::parse_savings_rate(text));
    return *this;
  }

  saved::Commitments advice() const {
    const std::vector<PhaseSpend> week{{Decimal::whole(65), millis(200), {3}},
                                       {Decimal::whole(103), millis(200), {2}}};
    return advise_commitments(
        {.options = options_, .catalogue = catalogue_, .groups = {group_}, .week = week});
  }

 private:
  catalog::Catalogue catalogue_;
  plan::NodeGroup group_;
  EstimateOptions options_;
};

TEST_CASE("what the price set has no rate of is left out of a savings plan and named", "[app]") {
  const auto advice = Cluster().advice();
  REQUIRE(advice.savings_plans.size() == 2);
  const auto& plan = advice.savings_plans[0];
  CHECK(plan.term == "1yr");
  CHECK(plan.payment == "all-upfront");
  CHECK(plan.eligible == millis(200).hourly());
  CHECK(plan.commitment == millis(156).hourly());
  CHECK(plan.saving.hourly == millis(44).hourly());
  CHECK(plan.saving.monthly == (millis(44) * 730).hourly());
  REQUIRE(plan.rates.size() == 1);
  CHECK(plan.rates[0].of == "fargate");
  CHECK(plan.rates[0].as_of == "2020-02");
  CHECK(plan.without_rate == std::vector<std::string>{"m6i.large"});
}

TEST_CASE("a given rate of Fargate stands in place of that of the price set", "[app]") {
  const auto advice = Cluster().with_rate("1yr.fargate=10").advice();
  const auto& plan = advice.savings_plans.at(0);
  CHECK(plan.payment.empty());
  CHECK(plan.saving.hourly == millis(20).hourly());
  CHECK(plan.rates.at(0).source == "given by --savings-rates");
  CHECK(plan.rates.at(0).as_of.empty());
}

TEST_CASE("a given rate of EC2 is for nodes on demand", "[app]") {
  const auto advice = Cluster().with_rate("3yr.ec2=50").advice();
  const auto& plan = advice.savings_plans.at(1);
  CHECK(plan.term == "3yr");
  CHECK(plan.rates.size() == 2);
  CHECK(plan.without_rate.empty());
  const auto spot = Cluster().bought(Purchase::spot).with_rate("3yr.ec2=50").advice();
  CHECK(spot.savings_plans.at(1).rates.size() == 1);
  CHECK(spot.savings_plans.at(1).without_rate.empty());
}

TEST_CASE("nodes that are up all week are reserved, and Spot nodes are not", "[app]") {
  const auto advice = Cluster().advice();
  REQUIRE(advice.reserved.size() == 2);
  CHECK(advice.reserved[0].group == "general");
  CHECK(advice.reserved[0].instance_type == "m6i.large");
  CHECK(advice.reserved[0].term == "1yr");
  CHECK(advice.reserved[0].count == 2);
  CHECK(advice.reserved[0].of == 3);
  CHECK(Cluster().bought(Purchase::spot).advice().reserved.empty());
}

TEST_CASE("what is committed to already needs no advice", "[app]") {
  const auto purchase = GENERATE(Purchase::reserved_1yr, Purchase::reserved_3yr,
                                 Purchase::savings_1yr, Purchase::savings_3yr);
  CHECK(Cluster().bought(purchase).with_rate("1yr.ec2=20").advice().empty());
}

}  // namespace
}  // namespace eksplan::app
