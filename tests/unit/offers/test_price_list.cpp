#include <string>
#include <utility>

#include "lists.hpp"
#include <catch2/catch.hpp>

using namespace eksplan::offers;
using namespace eksplan::offers::test;

TEST_CASE("a plain Linux instance has the price of its term, as of the day of publication") {
  const auto read = read_text(list(instance("A", "m5.large"), term("A", "0.0960000000")));
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  CHECK(read.file->kind == "price list AmazonEC2");
  CHECK(read.rate("m5.large", Rate::on_demand) == "0.096");
  CHECK(read.file->facts.rates.begin()->second.as_of == "2026-01-16");
  CHECK(read.file->facts.complete.contains({"us-east-1", Rate::on_demand}));
}

TEST_CASE("what is not the plain price of a type is left out, and counted with the reason") {
  using Row = std::pair<std::string, std::string>;
  const auto [otherwise, reason] = GENERATE(values<Row>({
      {R"("tenancy": "Dedicated")", "dedicated instances and hosts"},
      {R"("tenancy": "Host")", "dedicated instances and hosts"},
      {R"("operatingSystem": "RHEL")",
       "instances with other operating systems, licences or software"},
      {R"("preInstalledSw": "SQL Ent")",
       "instances with other operating systems, licences or software"},
      {R"("operation": "RunInstances:0002")",
       "instances with other operating systems, licences or software"},
      {R"("operatingSystem": "Windows", "operation": "RunInstances:0002",
          "licenseModel": "Bring your own license")",
       "instances with other operating systems, licences or software"},
      {R"("capacitystatus": "UnusedCapacityReservation")",
       "reserved capacity that is not used, and capacity blocks"},
      {R"("marketoption": "CapacityBlock")",
       "reserved capacity that is not used, and capacity blocks"},
      {R"("usagetype": "EUC1-Reservation:m5.large")",
       "reserved capacity that is not used, and capacity blocks"},
      {R"("locationType": "AWS Local Zone")",
       "products of Local Zones, Wavelength Zones and Outposts"},
      {R"("regionCode": "eu-west-1")", "products of regions that were not asked for"},
      {R"("regionCode": "")", "products that name no region"},
  }));
  CAPTURE(otherwise);
  const auto read = read_text(list(instance("A", "m5.large", otherwise), term("A", "0.096")),
                              {.regions = {"us-east-1"}, .region_of_title = {}, .as_of = {}});
  REQUIRE(read.file);
  CHECK(read.file->facts.rates.empty());
  CHECK(read.file->facts.left_out == std::map<std::string, std::int64_t>{{reason, 1}});
}

TEST_CASE("Windows with AWS's licence, bare metal, old names and old files are plain too") {
  const auto read =
      read_text(list(instance("A", "m5.large",
                              R"("operatingSystem": "Windows", "operation": "RunInstances:0002")") +
                         "," + instance("B", "m5.metal") + "," +
                         instance("C", "m1.small", R"x("usagetype": "EU-BoxUsage", "regionCode": "",
                        "location": "EU (Ireland)", "marketoption": "", "locationType": "")x"),
                     term("A", "0.188") + "," + term("B", "4.608") + "," + term("C", "0.047")),
                {.regions = {}, .region_of_title = {{"EU (Ireland)", "eu-west-1"}}, .as_of = {}});
  CHECK(read.rate("m5.large", Rate::windows) == "0.188");
  CHECK(read.rate("m5.large", Rate::on_demand).empty());
  CHECK(read.rate("m5.metal", Rate::on_demand) == "4.608");
  CHECK(read.rate("m1.small", Rate::on_demand, "eu-west-1") == "0.047");
}

TEST_CASE("of reservations the standard ones that are paid at once are spread over their hours") {
  const auto reservation = [](std::string_view length, std::string_view offering,
                              std::string_view payment, std::string_view upfront) {
    return "\"" + std::string(length) + std::string(offering) + std::string(payment) +
           R"(": {"priceDimensions": {"u": {"unit": "Quantity", "pricePerUnit": {"USD": ")" +
           std::string(upfront) +
           R"("}}, "h": {"unit": "Hrs", "beginRange": "0", "pricePerUnit": {"USD": "0.0"}}},
            "termAttributes": {"LeaseContractLength": ")" +
           std::string(length) + R"(", "OfferingClass": ")" + std::string(offering) +
           R"(", "PurchaseOption": ")" + std::string(payment) + "\"}}";
  };
  const auto read =
      read_text(list(instance("A", "m5.large"), term("A", "0.096"),
                     "\"A\": {" + reservation("1yr", "standard", "All Upfront", "501") + "," +
                         reservation("3yr", "standard", "All Upfront", "968") + "," +
                         reservation("1yr", "convertible", "All Upfront", "588") + "," +
                         reservation("1yr", "standard", "Partial Upfront", "256") + "}"));
  CHECK(read.problems.empty());
  CHECK(read.rate("m5.large", Rate::reserved_1yr) == "0.057191781");  // 501 / 8760
  CHECK(read.rate("m5.large", Rate::reserved_3yr) == "0.036834094");  // 968 / 26280
}

TEST_CASE("items are known by service, usage type and operation, in their own unit") {
  struct Row {
    std::string service, usage, operation, unit, usd, item, price;
  };

  const auto row = GENERATE(values<Row>({
      {"AmazonEKS", "USE1-AmazonEKS-Hours:perCluster", "CreateOperation", "Hours", "0.10",
       "control-plane", "0.1"},
      {"AmazonEKS", "USE1-Fargate-vCPU-Hours:perCPU", "", "hours", "0.0404800000", "fargate-vcpu",
       "0.04048"},
      {"AmazonECS", "USE1-Fargate-vCPU-Hours:perCPU", "", "hours", "0.0404800000", "fargate-vcpu",
       ""},
      {"AmazonEC2", "EBS:VolumeUsage.gp3", "", "GB-Mo", "0.08", "ebs-gp3-storage", "0.08"},
      {"AmazonEC2", "EU-EBS:VolumeUsage.piops", "", "GB-Mo", "0.138", "ebs-io1-storage", "0.138"},
      {"AmazonEC2", "EBS:VolumeP-Throughput.gp3", "", "GiBps-mo", "45.056", "ebs-gp3-throughput",
       "0.044"},
      {"AmazonEC2", "EBS:VolumeP-Throughput.gp3", "", "MiBps-Mo", "0.044", "ebs-gp3-throughput",
       "0.044"},
      {"AWSELB", "LoadBalancerUsage", "LoadBalancing:Application", "Hrs", "0.0225",
       "application-load-balancer", "0.0225"},
      {"AWSELB", "TS-LoadBalancerUsage", "LoadBalancing:Application", "Hrs", "0.005",
       "application-load-balancer", ""},
      {"AWSELB", "LoadBalancerUsage", "LoadBalancing", "Hrs", "0.025", "classic-load-balancer",
       "0.025"},
      {"AmazonEC2", "APN1-NatGateway-Bytes", "NatGateway", "GB", "0.062", "nat-gateway-data",
       "0.062"},
      {"AmazonEC2", "MAZ-NatGateway-Hours", "NatGateway", "Hrs", "0.09", "nat-gateway", ""},
      {"AmazonVPC", "USE1-PublicIPv4:InUseAddress", "", "Hrs", "0.005", "public-ipv4", "0.005"},
  }));
  CAPTURE(row.service, row.usage);
  const auto read = read_text(
      list(item("A", row.service, row.usage, row.operation), term("A", row.usd, row.unit)));
  CHECK(read.problems.empty());
  CHECK(read.price(row.item) == row.price);
}

TEST_CASE("extended support is what the list asks for it and the standard fee") {
  const auto read = read_text(list(item("A", "AmazonEKS", "AmazonEKS-Hours:perCluster") + "," +
                                       item("B", "AmazonEKS", "AmazonEKS-Hours:extendedSupport"),
                                   term("A", "0.1", "Hours") + "," + term("B", "0.5", "Hours")));
  CHECK(read.price("control-plane-extended") == "0.6");
}

TEST_CASE("tiers are items of their own, and a free first tier is no price") {
  const auto tiers = [](std::string_view sku, std::string_view first, std::string_view second) {
    return "\"" + std::string(sku) + R"(": {"t": {"priceDimensions": {
      "a": {"unit": "GB", "beginRange": "0", "pricePerUnit": {"USD": ")" +
           std::string(first) +
           R"("}}, "b": {"unit": "GB", "beginRange": "10240", "pricePerUnit": {"USD": ")" +
           std::string(second) + "\"}}}}}";
  };
  const auto read = read_text(list(item("A", "AWSDataTransfer", "DataTransfer-Out-Bytes") + "," +
                                       item("B", "AmazonCloudWatch", "USE1-DataProcessing-Bytes"),
                                   tiers("A", "0.09", "0.085") + "," + tiers("B", "0", "0.5")));
  CHECK(read.price("data-transfer-internet-first-10tb") == "0.09");
  CHECK(read.price("data-transfer-internet-next-40tb") == "0.085");
  CHECK(read.price("data-transfer-internet-next-100tb").empty());
  CHECK(read.price("logs-ingestion") == "0.5");
}

TEST_CASE("a wrong price is said with its place, and nothing of the file is taken") {
  using Row = std::pair<std::string, std::string>;
  const auto [usd, problem] = GENERATE(values<Row>({
      {"NaN", "'NaN' is not a price"},
      {"", "'' is not a price"},
      {"0,096", "'0,096' is not a price"},
      {"-0.096", "'-0.096' is a negative price"},
      {"1e20", "'1e20' is no price of anything here"},
  }));
  const auto read = read_text(list(instance("A", "m5.large"), term("A", usd)));
  CHECK_FALSE(read.file);
  CHECK(read.problems == "11: terms.OnDemand.A.pricePerUnit: " + problem + "\n");
}

TEST_CASE("a price of 0 leaves out one figure, with a warning") {
  const auto read = read_text(list(instance("A", "m5.large") + "," + instance("B", "m5.xlarge"),
                                   term("A", "0.0000000000") + "," + term("B", "0.192")));
  REQUIRE(read.file);
  CHECK(read.file->facts.doubtful.contains({"us-east-1", "m5.large", Rate::on_demand}));
  CHECK(read.problems ==
        "16: terms.OnDemand.A.pricePerUnit: the price of m5.large in us-east-1 is 0\n");
  CHECK(read.rate("m5.large", Rate::on_demand).empty());
  CHECK(read.rate("m5.xlarge", Rate::on_demand) == "0.192");
}

TEST_CASE("prices that contradict each other are an error, equal ones are not") {
  const auto products = instance("A", "m5.large") + "," + instance("B", "m5.large");
  CHECK(read_text(list(products, term("A", "0.096") + "," + term("B", "0.0960"))).file);
  const auto read = read_text(list(products, term("A", "0.096") + "," + term("B", "0.1")));
  CHECK_FALSE(read.file);
  CHECK(read.problems.find("m5.large in us-east-1 has two on_demand prices, 0.096 and 0.1") !=
        std::string::npos);
  const auto twice = read_text(
      list(instance("A", "m5.large") + "," + instance("A", "m5.xlarge"), term("A", "0.096")));
  CHECK(twice.problems.find("SKU A stands twice, for different products") != std::string::npos);
}

TEST_CASE("an item with two prices is left out, with a warning") {
  const auto read = read_text(list(item("A", "AmazonEC2", "EBS:VolumeUsage.gp3") + "," +
                                       item("B", "AmazonEC2", "EBS:VolumeUsage.gp3"),
                                   term("A", "0.08", "GB-Mo") + "," + term("B", "0.09", "GB-Mo")));
  REQUIRE(read.file);
  CHECK(read.price("ebs-gp3-storage").empty());
  CHECK(read.problems.find("ebs-gp3-storage in us-east-1 has two prices, 0.08 and 0.09") !=
        std::string::npos);
}

TEST_CASE("another currency, another unit and missing parts are said") {
  using Row = std::pair<std::string, std::string>;
  const auto [terms, problem] = GENERATE(values<Row>({
      {R"("A": {"t": {"priceDimensions": {"d": {"unit": "Hrs", "pricePerUnit": {"CNY": "1"}}}}})",
       "the price is in CNY, not in USD"},
      {R"("A": {"t": {"priceDimensions": {"d": {"unit": "Hrs", "pricePerUnit": {}}}}})",
       "the price is in no currency, not in USD"},
      {R"("A": {"t": {"priceDimensions": {"d": {"unit": "Quantity",
           "pricePerUnit": {"USD": "1"}}}}})",
       "the unit of an instance's price is 'Quantity'"},
      {R"("A": {"t": {"priceDimensions": {"d": {"unit": "Hrs"}}}})", "a price has no pricePerUnit"},
      {R"("A": {"t": {"priceDimensions": []}})", "a term has no priceDimensions"},
      {R"("A": {"t": {"priceDimensions": {"d": {"unit": "Hrs", "pricePerUnit": {"USD": NaN}}}}})",
       "'NaN' is not a value of JSON"},
  }));
  CAPTURE(terms);
  const auto read = read_text(list(instance("A", "m5.large"), terms));
  CHECK_FALSE(read.file);
  CHECK(read.problems.find(problem) != std::string::npos);
}

TEST_CASE("a list that has its terms first is read twice") {
  const auto read =
      read_text(R"({"publicationDate": "2026-01-16T16:02:58Z",
    "terms": {"OnDemand": {)" +
                term("A", "0.096") + R"(}}, "products": {)" + instance("A", "m5.large") + "}}");
  CHECK(read.problems.empty());
  CHECK(read.rate("m5.large", Rate::on_demand) == "0.096");
}

TEST_CASE("what get-products prints is read, its entries being text or objects") {
  const std::string entry = R"({"product": {"sku": "A", "productFamily": "Compute Instance",
   "attributes": {"instanceType": "m5.large", "tenancy": "Shared", "operatingSystem": "Linux",
   "preInstalledSw": "NA", "capacitystatus": "Used", "operation": "RunInstances",
   "usagetype": "BoxUsage:m5.large", "regionCode": "us-east-1"}}, "serviceCode": "AmazonEC2",
   "terms": {"OnDemand": {"A.J": {"priceDimensions": {"A.J.6": {"unit": "Hrs",
   "pricePerUnit": {"USD": "0.0960000000"}}}}}}, "publicationDate": "2026-02-03T00:00:00Z"})";
  std::string escaped;
  for (const char c : entry) {
    escaped += c == '"' ? "\\\"" : (c == '\n' ? "\\n" : std::string(1, c));
  }
  const auto text = GENERATE_COPY(
      as<std::string>(), R"({"FormatVersion": "aws_v1", "PriceList": [")" + escaped + R"("]})",
      R"({"PriceList": [)" + entry + "]}", "[" + entry + "]");
  const auto read = read_text(text);
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  CHECK(read.rate("m5.large", Rate::on_demand) == "0.096");
  CHECK(read.file->as_of == "2026-02-03");
  CHECK(read.file->facts.complete.empty());
}

TEST_CASE("savings plans: the Compute Savings Plan that is paid at once, for plain instances") {
  const auto text = std::string(R"({"publicationDate": "2026-01-10T00:00:00Z", "products": [
    {"sku": "P1", "usageType": "ComputeSP:1yrAllUpfront"},
    {"sku": "P2", "usageType": "ComputeSP:1yrNoUpfront"}],
   "terms": {"savingsPlan": [
    {"sku": "P2", "rates": [{"discountedRate": {"price": "9"}}]},
    {"sku": "P1", "description": "1 year All Upfront Compute Savings Plan", "rates": [
     {"discountedServiceCode": "AmazonEC2", "discountedUsageType": "EUC1-BoxUsage:m5.large",
      "discountedOperation": "RunInstances", "unit": "Hrs",
      "discountedRate": {"price": "0.0700000000", "currency": "USD"}},
     {"discountedServiceCode": "AmazonEC2", "discountedUsageType": "EUC1-BoxUsage:m5.large",
      "discountedOperation": "RunInstances:0002", "unit": "Hrs",
      "discountedRate": {"price": "0.16", "currency": "USD"}},
     {"discountedServiceCode": "AmazonEC2", "discountedUsageType": "EUC1-DedicatedUsage:m5.large",
      "discountedOperation": "RunInstances", "unit": "Hrs",
      "discountedRate": {"price": "0.08", "currency": "USD"}}]}]}})");
  const auto read =
      read_text(text, {.regions = {"eu-central-1"}, .region_of_title = {}, .as_of = {}});
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  CHECK(read.rate("m5.large", Rate::savings_1yr, "eu-central-1") == "0.07");
  CHECK(read.file->facts.rates.size() == 1);
}

TEST_CASE("files that are no price lists are told what they are") {
  using Row = std::pair<std::string, std::string>;
  const auto [text, problem] = GENERATE(values<Row>({
      {"{}", "this is not a file that eksplan reads prices from"},
      {"", "the file is empty"},
      {"{\"offers\": {}, \"publicationDate\": \"2026-01-16\"}",
       "this is an index of price lists, not a price list"},
      {"<html><body>502</body></html>", "this is a page of HTML or XML, not a price list"},
      {"hello,world\n", "this is not a file that eksplan reads prices from"},
      {R"({"products": {}, "terms": {}})", "the file does not say of which day it is"},
      {R"({"publicationDate": "soon", "products": {}})", "publicationDate is not a time"},
      {R"({"publicationDate": "2026-01-16T00:00:00Z", "products": 3})",
       "the products of a price list are not a mapping"},
      {R"({"publicationDate": "2026-01-16T00:00:00Z", "products": {"A": {)",
       "the file ends after 63 bytes, in the middle"},
  }));
  CAPTURE(text);
  const auto read = read_text(text);
  CHECK_FALSE(read.file);
  CHECK(read.problems.find(problem) != std::string::npos);
}
