#include <string>
#include <utility>

#include "lists.hpp"
#include <catch2/catch.hpp>

using namespace eksplan::offers;
using namespace eksplan::offers::test;

namespace {

const std::string kHead =
    "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"a \"\"list\"\"\"\n"
    "\"Publication Date\",\"2026-01-16T16:02:58Z\"\n\"Version\",\"20260116160258\"\n"
    "\"OfferCode\",\"AmazonEC2\"\n"
    "\"SKU\",\"TermType\",\"StartingRange\",\"Unit\",\"PricePerUnit\",\"Currency\","
    "\"LeaseContractLength\",\"PurchaseOption\",\"OfferingClass\",\"Product Family\","
    "\"serviceCode\",\"Location\",\"Location Type\",\"Instance Type\",\"Tenancy\","
    "\"Operating System\",\"License Model\",\"usageType\",\"operation\",\"CapacityStatus\","
    "\"MarketOption\",\"Pre Installed S/W\",\"Region Code\"\n";

std::string row(std::string_view term, std::string_view unit, std::string_view price,
                std::string_view tenancy = "Shared", std::string_view currency = "USD") {
  return "\"A\"," + std::string(term == "" ? "\"OnDemand\"" : "\"Reserved\"") + ",\"0\",\"" +
         std::string(unit) + "\",\"" + std::string(price) + "\",\"" + std::string(currency) +
         "\"," + std::string(term == "" ? "\"\",\"\",\"\"" : term) +
         ",\"Compute Instance\",\"AmazonEC2\",\"US East (N. Virginia)\",\"AWS "
         "Region\",\"m5.large\",\"" +
         std::string(tenancy) +
         "\",\"Linux\",\"No License required\",\"BoxUsage:m5.large\",\"RunInstances\",\"Used\","
         "\"OnDemand\",\"NA\",\"us-east-1\"\n";
}

constexpr std::string_view kAllUpfront = "\"1yr\",\"All Upfront\",\"standard\"";

}  // namespace

TEST_CASE("a price list in CSV gives what the same list in JSON gives") {
  const auto read = read_text(
      kHead + row(kAllUpfront, "Quantity", "501") + row(kAllUpfront, "Hrs", "0.0000000000") +
      row("\"1yr\",\"No Upfront\",\"standard\"", "Hrs", "0.06") + row("", "Hrs", "0.0960000000"));
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  CHECK(read.file->kind == "price list AmazonEC2");
  CHECK(read.file->as_of == "2026-01-16");
  CHECK(read.rate("m5.large", Rate::on_demand) == "0.096");
  CHECK(read.rate("m5.large", Rate::reserved_1yr) == "0.057191781");
  CHECK(read.file->facts.rates.size() == 2);
}

TEST_CASE("savings plans in CSV name the region of each rate") {
  const auto read = read_text(
      "FormatVersion,v1.0\nPublication Date,2026-01-16T16:02:58Z\n"
      "SKU,Unit,DiscountedRate,Currency,DiscountedServiceCode,DiscountedUsageType,"
      "DiscountedOperation,UsageType,DiscountedRegionCode\n"
      "P,Hrs,0.07,USD,AmazonEC2,BoxUsage:m5.large,RunInstances,ComputeSP:3yrAllUpfront,us-east-1\n"
      "P,Hrs,0.05,USD,AmazonEC2,BoxUsage:m5.large,RunInstances,ComputeSP:3yrNoUpfront,us-east-1\n");
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  CHECK(read.rate("m5.large", Rate::savings_3yr) == "0.07");
  CHECK(read.file->facts.rates.size() == 1);
}

TEST_CASE("what is wrong with a list in CSV is said with its line and column") {
  using Row = std::pair<std::string, std::string>;
  const auto [text, problem] = GENERATE(values<Row>({
      {kHead + row("", "Hrs", "NaN"), "7: PricePerUnit: 'NaN' is not a price\n"},
      {kHead + row("", "Hrs", "1", "Shared", "CNY"),
       "7: PricePerUnit: the price is in CNY, not in USD\n"},
      {kHead + row("", "Hrs", "0.096") + row("", "Hrs", "0.097"),
       "8: PricePerUnit: m5.large in us-east-1 has two on_demand prices, 0.096 and 0.097\n"},
      {kHead + "\"A\",\"OnDemand\"\n", "7: : this row has 2 cells, the header has 23\n"},
      {kHead + "\"A\",\"OnDe", "7: : the quote that opens here is not closed\n"},
      {"Publication Date,2026-01-16\nSKU,TermType\n",
       "2: : the header has no column Unit\n2: : the header has no column PricePerUnit\n"
       "2: : the header has no column Currency\n"},
  }));
  const auto read = read_text(text);
  CHECK_FALSE(read.file);
  CHECK(read.problems == problem);
}
