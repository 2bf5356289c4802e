#include <catch2/catch.hpp>

#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::units {
namespace {

TEST_CASE("a Fargate pod of the smallest size costs what AWS says, to the last digit", "[units]") {
  const auto vcpu = *parse_price("0.04048");
  const auto gigabyte = *parse_price("0.004445");
  const auto pod = vcpu.times(*parse_decimal("0.25")) + gigabyte.times(*parse_decimal("0.5"));
  CHECK(pod.text() == "0.0123425");
  CHECK(HourlyRate::per_hour(pod).for_hours(730).text() == "9.010025");
  CHECK(pod.text_with(2) == "0.01");
}

TEST_CASE("a monthly price becomes an hourly rate by one rounding", "[units]") {
  const auto twenty_gigabytes = *parse_price("0.08") * 20;
  CHECK(HourlyRate::per_month(twenty_gigabytes, kAwsMonthHours).hourly().text() == "0.002191781");
}

TEST_CASE("a product finer than a nano-dollar rounds half away from zero", "[units]") {
  CHECK(Money::from_nanos(1).times(*parse_decimal("0.5")).nanos() == 1);
  CHECK(Money::from_nanos(1).times(*parse_decimal("0.499999999")).nanos() == 0);
  CHECK(Money::from_nanos(-1).times(*parse_decimal("0.5")).nanos() == -1);
}

struct Bad {
  std::string text;
  std::string message;
};

TEST_CASE("what is not a price is refused", "[units]") {
  const auto row = GENERATE(values<Bad>({
      {"", "'' is not a price"},
      {"free", "'free' is not a price"},
      {"$0.1", "'$0.1' is not a price"},
      {"0,1", "'0,1' is not a price"},
      {"-0.1", "'-0.1' is negative"},
      {"0.0000000001", "'0.0000000001' is finer than a billionth of a dollar"},
  }));
  const auto price = parse_price(row.text);
  REQUIRE_FALSE(price);
  CHECK(price.fault().message == row.message);
}

}  // namespace
}  // namespace eksplan::units
