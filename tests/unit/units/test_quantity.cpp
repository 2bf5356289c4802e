#include <catch2/catch.hpp>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/units/quantity.hpp"

namespace eksplan::units {
namespace {

struct QuantityRow {
  std::string text;
  std::string value;
  std::string millis;
};

TEST_CASE("a quantity rounds up to whole units and whole thousandths", "[units]") {
  const auto row = GENERATE(values<QuantityRow>({
      {"0", "0", "0"},
      {"100m", "1", "100"},
      {"0.1m", "1", "1"},
      {"380444n", "1", "1"},
      {"1u", "1", "1"},
      {".5", "1", "500"},
      {"1.", "1", "1000"},
      {"+1", "1", "1000"},
      {"-1", "-1", "-1000"},
      {"1k", "1000", "1000000"},
      {"1Ki", "1024", "1024000"},
      {"0.1Ki", "103", "102400"},
      {"1.5Gi", "1610612736", "1610612736000"},
      {"129e6", "129000000", "129000000000"},
      {"129E6", "129000000", "129000000000"},
      {"129M", "129000000", "129000000000"},
      {"128974848000m", "128974848", "128974848000"},
      {"262144k", "262144000", "262144000000"},
      {"1E", "1000000000000000000", "1000000000000000000000"},
      {"1e+09", "1000000000", "1000000000000"},
      {"1e-3", "1", "1"},
      {"9Ei", "9223372036854775807", "9223372036854775807000"},
      {"0.0000000001", "1", "1"},
      {"0.00000000010", "1", "1"},
      {"1.0000000000000000000000000000000000000000001", "2", "1001"},
      {"00000000000000000000000000000000000000000000001", "1", "1000"},
  }));
  CAPTURE(row.text);
  const auto quantity = parse_quantity(row.text);
  REQUIRE(quantity);
  CHECK(base::decimal_text(quantity->units_up(), 0) == row.value);
  CHECK(base::decimal_text(quantity->millis_up(), 0) == row.millis);
}

TEST_CASE("what is not a quantity is refused", "[units]") {
  const auto text = GENERATE(values<std::string>(
      {"",     "1K",   "1ki",   "1mi",   "1MI",   "1g",  "1Gb", "1GB",   "1GiB",  "1Zi",
       "1 Gi", "0x10", "1_000", "1,000", "1.1.1", "1+1", "1e",  "1e1.5", "1e3Mi", "1mm",
       "nan",  "inf",  " 1",    "1 ",    "+",     "-",   ".",   "+.",    "1e99",  "1e1000000000000",
       "--1",  "m",    "Ki"}));
  CAPTURE(text);
  CHECK_FALSE(parse_quantity(text));
}

TEST_CASE("a refused quantity says what would be right", "[units]") {
  struct Hint {
    std::string text;
    std::string hint;
  };

  const auto row = GENERATE(values<Hint>({
      {"250mm", "write 250m for thousandths"},
      {"512MB", "write 512Mi, or 512M for powers of ten"},
      {"2gb", "write 2Gi, or 2G for powers of ten"},
      {"1K", "write 1k for thousands, 1Ki for 1024s"},
      {"1_000", "write the digits without separators, such as 1000"},
      {"1 ", "write it without blanks"},
      {"much", "write a number with an optional suffix, such as 250m, 0.5, 512Mi or 2Gi"},
  }));
  const auto quantity = parse_quantity(row.text);
  REQUIRE_FALSE(quantity);
  CHECK(quantity.fault().message == "'" + row.text + "' is not an amount");
  CHECK(quantity.fault().hint == row.hint);
}

}  // namespace
}  // namespace eksplan::units
