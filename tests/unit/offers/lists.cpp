#include "lists.hpp"

#include <map>

#include <fmt/format.h>

#include "eksplan/doc/byte_source.hpp"

namespace eksplan::offers::test {
namespace {

constexpr std::size_t kStep = 100;  // so that windows are filled in pieces

}  // namespace

std::string instance(std::string_view sku, std::string_view type, std::string_view otherwise) {
  // Of a key that stands twice, the later value counts.
  return fmt::format(
      R"x("{0}": {{"sku": "{0}", "productFamily": "Compute Instance", "attributes": {{
        "servicecode": "AmazonEC2", "location": "US East (N. Virginia)",
        "locationType": "AWS Region", "instanceType": "{1}", "tenancy": "Shared",
        "operatingSystem": "Linux", "licenseModel": "No License required",
        "usagetype": "BoxUsage:{1}", "operation": "RunInstances", "capacitystatus": "Used",
        "marketoption": "OnDemand", "preInstalledSw": "NA", "regionCode": "us-east-1"{2}{3}}}}})x",
      sku, type, otherwise.empty() ? "" : ", ", otherwise);
}

std::string item(std::string_view sku, std::string_view service, std::string_view usage,
                 std::string_view operation) {
  return fmt::format(R"("{0}": {{"sku": "{0}", "productFamily": "Other", "attributes": {{
        "servicecode": "{1}", "usagetype": "{2}", "operation": "{3}",
        "regionCode": "us-east-1"}}}})",
                     sku, service, usage, operation);
}

std::string term(std::string_view sku, std::string_view usd, std::string_view unit,
                 std::string_view begin) {
  return fmt::format(R"("{0}": {{"{0}.JRTCKXETXF": {{"priceDimensions": {{
      "{0}.JRTCKXETXF.6YS6EN2CT7": {{"unit": "{2}", "beginRange": "{3}",
        "pricePerUnit": {{"USD": "{1}"}}}}}}, "termAttributes": {{}}}}}})",
                     sku, usd, unit, begin);
}

std::string list(std::string_view products, std::string_view on_demand, std::string_view reserved) {
  return fmt::format(R"({{"formatVersion": "v1.0", "offerCode": "AmazonEC2",
 "publicationDate": "2026-01-16T16:02:58Z",
 "products": {{{}}},
 "terms": {{"OnDemand": {{{}}}, "Reserved": {{{}}}}}}})",
                     products, on_demand, reserved);
}

std::string Read::rate(std::string_view type, Rate rate, std::string_view region) const {
  const auto at = file->facts.rates.find({std::string(region), std::string(type), rate});
  return at == file->facts.rates.end() ? "" : at->second.amount.text();
}

std::string Read::price(std::string_view item, std::string_view region) const {
  const auto at = file->facts.items.find({std::string(region), std::string(item)});
  return at == file->facts.items.end() ? "" : at->second.amount.text();
}

Read read_text(std::string_view text, ReadOptions options) {
  diag::Diagnostics found;
  doc::TextBytes bytes(text, kStep);
  Read result;
  result.file = read(bytes, "file", options, found);
  for (const auto& one : found.all()) {
    result.problems += fmt::format("{}: {}: {}\n", one.at.line, one.at.path, one.message);
  }
  return result;
}

}  // namespace eksplan::offers::test
