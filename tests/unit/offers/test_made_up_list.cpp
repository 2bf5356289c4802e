#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "lists.hpp"
#include "offer_file.hpp"
#include <catch2/catch.hpp>

#include "eksplan/doc/byte_source.hpp"

using namespace eksplan::offers;
using namespace eksplan::offers::test;

TEST_CASE("a made-up list of a region has the prices of its catalogue, and nothing else plain") {
  const bool compact = GENERATE(false, true);
  const auto catalogue =
      eksplan::catalog::open_region(eksplan::catalog::builtin(), "ap-southeast-5");
  REQUIRE(catalogue);
  char* data = nullptr;
  std::size_t size = 0;
  std::FILE* const memory = ::open_memstream(&data, &size);
  REQUIRE(eksplan::bench::write_offer(*catalogue, {.variants = 12, .compact = compact}, memory));
  std::fclose(memory);
  const std::unique_ptr<char, void (*)(void*)> owner(data, std::free);

  eksplan::diag::Diagnostics found;
  eksplan::doc::TextBytes bytes(std::string_view(data, size));
  const auto read = eksplan::offers::read(bytes, "list", {}, found);
  CHECK_FALSE(found.has_errors());
  REQUIRE(read);
  std::size_t sold = 0;
  for (std::size_t i = 0; i < catalogue->type_count(); ++i) {
    const auto price = catalogue->hourly(i, eksplan::model::Purchase::on_demand);
    const auto listed = read->facts.rates.find(
        {"ap-southeast-5", std::string(catalogue->type(i).name), Rate::on_demand});
    CHECK((listed != read->facts.rates.end()) == price.has_value());
    if (price && listed != read->facts.rates.end()) {
      CHECK(listed->second.amount == price->hourly());
      ++sold;
    }
  }
  CHECK(sold > 100);
  CHECK(read->facts.rates.size() == 4 * sold);  // with Windows and two reservations
}
