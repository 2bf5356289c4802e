#include <string>

#include <catch2/catch.hpp>

#include "eksplan/catalog/savings_rate.hpp"

namespace eksplan::catalog {
namespace {

using model::Purchase;

TEST_CASE("a savings rate is a term, a service and its percent", "[catalog]") {
  CHECK(*parse_savings_rate("1yr.ec2=27.5") ==
        SavingsRate{Purchase::savings_1yr, Service::ec2, 275'000});
  CHECK(*parse_savings_rate("3yr.fargate=0.0001") ==
        SavingsRate{Purchase::savings_3yr, Service::fargate, 1});
}

TEST_CASE("a savings rate is written as it is read", "[catalog]") {
  const auto text = GENERATE(
      values<std::string>({"1yr.ec2=27.5", "3yr.ec2=50", "1yr.fargate=20", "3yr.fargate=99.9999"}));
  CHECK(text_of(*parse_savings_rate(text)) == text);
}

TEST_CASE("what is not a savings rate is refused with what would be right", "[catalog]") {
  const auto text =
      GENERATE(values<std::string>({"1yr.ec2", "1yr.ec2=", "1yr.ec2=0", "1yr.ec2=100", "1yr.ec2=-5",
                                    "1yr.ec2=5%", "1yr.ec2=1.00001", "1yr.ec2=five"}));
  CAPTURE(text);
  const auto read = parse_savings_rate(text);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == "'" + text + "' is not a savings rate");
  const auto near = parse_savings_rate("1yr.ec3=5");
  REQUIRE_FALSE(near);
  CHECK(near.fault().message == "'1yr.ec3' is not a term and a service with savings rates");
  CHECK(near.fault().hint == "did you mean '1yr.ec2'?");
  const auto far = parse_savings_rate("nothing=5");
  REQUIRE_FALSE(far);
  CHECK(far.fault().hint == "they are 1yr.ec2, 3yr.ec2, 1yr.fargate, 3yr.fargate");
}

}  // namespace
}  // namespace eksplan::catalog
