#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/decimal_text.hpp"

namespace eksplan::base {
namespace {

struct Read {
  std::string text;
  int places;
  std::string value;
};

TEST_CASE("decimal text is read exactly and rounded once", "[base]") {
  const auto row = GENERATE(values<Read>({
      {"0", 9, "0"},
      {"0.04048", 9, "40480000"},
      {"12", 0, "12"},
      {"-3.5", 1, "-35"},
      {"+1", 2, "100"},
      {".5", 1, "5"},
      {"5.", 1, "50"},
      {"1e-05", 9, "10000"},
      {"1.5E3", 0, "1500"},
      {"0.30000000000000004", 9, "300000000"},
      {"0.4", 0, "0"},
      {"0.5", 0, "1"},
      {"-0.5", 0, "-1"},
      {"0.49999999999", 0, "0"},
      {"0.05", 0, "0"},
      {"0.0000000005", 9, "1"},
      {"0.00000000049", 9, "0"},
      {"999.9999999995", 9, "1000000000000"},
      {"134217728.0", 0, "134217728"},
      {"000012", 0, "12"},
      {"0e400", 9, "0"},
  }));
  CAPTURE(row.text);
  const auto value = parse_decimal(row.text, row.places);
  REQUIRE(value);
  CHECK(decimal_text(*value, 0) == row.value);
}

TEST_CASE("what is not a decimal number is refused", "[base]") {
  const auto text = GENERATE(values<std::string>({"", ".", "-", "1,5", "1.2.3", "abc", "1e", "1e+",
                                                  "0x10", " 1", "1 ", "NaN", "inf", "1e401"}));
  CAPTURE(text);
  REQUIRE_FALSE(parse_decimal(text, 9));
}

TEST_CASE("a number beyond 10^36 is too large", "[base]") {
  CHECK(parse_decimal("1e28", 9).fault().message == "'1e28' is too large");
  CHECK(parse_decimal("1e26", 9));
}

struct Written {
  int128 value;
  int places;
  std::string text;
};

TEST_CASE("decimals are written in their shortest exact form", "[base]") {
  const auto row = GENERATE(values<Written>({
      {12'342'500, 9, "0.0123425"},
      {0, 9, "0"},
      {1'000'000'000, 9, "1"},
      {-1, 9, "-0.000000001"},
      {1'230'000'000, 9, "1.23"},
      {42, 0, "42"},
      {100, 0, "100"},
  }));
  CHECK(decimal_text(row.value, row.places) == row.text);
}

TEST_CASE("rounded text has exactly the digits asked for", "[base]") {
  CHECK(rounded_text(12'342'500, 9, 2) == "0.01");
  CHECK(rounded_text(995'000'000, 9, 2) == "1.00");
  CHECK(rounded_text(-995'000'000, 9, 2) == "-1.00");
  CHECK(rounded_text(12, 0, 2) == "12.00");
  CHECK(rounded_text(5, 1, 3) == "0.500");
  CHECK(rounded_text(15, 1, 0) == "2");
}

TEST_CASE("thousands are marked in the whole part only", "[base]") {
  CHECK(with_thousands("1234567.8901") == "1,234,567.8901");
  CHECK(with_thousands("-1234") == "-1,234");
  CHECK(with_thousands("-123") == "-123");
  CHECK(with_thousands("999") == "999");
}

TEST_CASE("reading what was written gives the same number", "[base][property]") {
  support::Random random(7);
  for (int i = 0; i < 2000; ++i) {
    const int128 value = int128{random.between(-1'000'000'000'000'000, 1'000'000'000'000'000)} *
                         random.between(1, 1'000'000'000);
    const auto read = parse_decimal(decimal_text(value, 9), 9);
    REQUIRE(read);
    REQUIRE(*read == value);
  }
}

}  // namespace
}  // namespace eksplan::base
