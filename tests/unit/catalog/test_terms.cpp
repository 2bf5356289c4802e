#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/catalog/terms.hpp"

namespace eksplan::catalog {
namespace {

units::Money nanos(std::int64_t value) {
  return units::Money::from_nanos(value);
}

Terms terms_with(Service service, std::int64_t millionths) {
  Terms terms;
  terms.millionths_off[static_cast<std::size_t>(service)] = millionths;
  return terms;
}

TEST_CASE("a discount is a service and its percent", "[catalog]") {
  CHECK(*parse_discount("fargate=12.5") == Discount{Service::fargate, 125'000});
  CHECK(*parse_discount("data-transfer=0.0001") == Discount{Service::data_transfer, 1});
  CHECK(*parse_discount("ec2=99.9999") == Discount{Service::ec2, 999'999});
  CHECK(text_of(*parse_discount("elb=7.50")) == "elb=7.5");
}

TEST_CASE("what is not a discount is refused with what would be right", "[catalog]") {
  const auto text = GENERATE(values<std::string>(
      {"ec2", "ec2=", "ec2=0", "ec2=100", "ec2=-5", "ec2=5%", "ec2=1.00001", "ec2=five"}));
  CAPTURE(text);
  const auto read = parse_discount(text);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == "'" + text + "' is not a discount");
  const auto near = parse_discount("farget=5");
  REQUIRE_FALSE(near);
  CHECK(near.fault().message == "'farget' is not a service with a discount");
  CHECK(near.fault().hint == "did you mean 'fargate'?");
}

TEST_CASE("a price less a part is rounded once, half up", "[catalog]") {
  CHECK(less(nanos(40'480'000), 125'000) == nanos(35'420'000));
  CHECK(less(nanos(1), 500'000) == nanos(1));
  CHECK(less(nanos(3), 500'000) == nanos(2));
  CHECK(less(nanos(1'000'000'000), 1) == nanos(999'999'000));
  CHECK(less(nanos(7), 0) == nanos(7));
}

TEST_CASE("a discount is taken off what its service bills and nothing else", "[catalog]") {
  const auto list = *open_region(builtin(), "us-east-1");
  auto paid = list;
  paid.set_terms(terms_with(Service::ec2, 200'000));
  const auto type = *list.find_type("m6i.large");
  CHECK(paid.hourly(type, model::Purchase::on_demand)->hourly() == nanos(76'800'000));
  const auto price = paid.price(type, model::Purchase::on_demand);
  CHECK(price->amount == nanos(76'800'000));
  CHECK(price->list == nanos(96'000'000));
  for (const auto item : all_items()) {
    CAPTURE(name(item));
    const auto before = list.price(item);
    const auto after = paid.price(item);
    REQUIRE(before.has_value() == after.has_value());
    CHECK((!before || (before->amount == after->amount && before->list == before->amount)));
  }
}

TEST_CASE("every service has an item or is that of instances", "[catalog]") {
  std::vector<bool> seen(kServices, false);
  seen[static_cast<std::size_t>(Service::ec2)] = true;
  for (const auto item : all_items()) {
    seen[static_cast<std::size_t>(service_of(item))] = true;
  }
  CHECK(seen == std::vector<bool>(kServices, true));
}

TEST_CASE("a savings plan comes off Fargate before the discount, and off nothing else",
          "[catalog]") {
  const auto list = *open_region(builtin(), "eu-west-1");
  auto terms = terms_with(Service::fargate, 100'000);
  terms.fargate_savings = Item::fargate_savings_3yr_no_upfront;
  auto paid = list;
  paid.set_terms(terms);
  const auto before = list.price(Item::fargate_vcpu);
  const auto after = paid.price(Item::fargate_vcpu);
  REQUIRE(before);
  CHECK(after->list == before->amount);
  CHECK(after->amount == less(less(before->amount, 400'000), 100'000));
  CHECK(paid.price(Item::fargate_savings_3yr_no_upfront)->amount == nanos(400'000'000));
  CHECK(paid.price(Item::nat_gateway)->amount == list.price(Item::nat_gateway)->amount);
  terms.fargate_savings = Item::fargate_savings_3yr_partial_upfront;  // not known here
  paid.set_terms(terms);
  CHECK(paid.price(Item::fargate_vcpu)->amount == less(before->amount, 100'000));
}

}  // namespace
}  // namespace eksplan::catalog
