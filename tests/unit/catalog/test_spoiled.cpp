// A folder with any bytes changed gives a set or messages, never a crash or a price of nothing.

#include "price_folder.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

namespace eksplan::catalog {
namespace {

// Changes, doubles or removes a stretch of one file.
test::Folder spoiled(test::Folder folder, support::Random& random) {
  constexpr std::string_view kBytes = "0123456789.,-\"\n\r#a \xff";
  auto file = folder.begin();
  std::advance(file, random.between(0, static_cast<std::int64_t>(folder.size()) - 1));
  auto& text = file->second;
  const auto at =
      static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(text.size()) - 1));
  const auto length = static_cast<std::size_t>(random.between(1, 12));
  switch (random.between(0, 3)) {
    case 0:
      text[at] = random.pick(std::span(kBytes.data(), kBytes.size()));
      break;
    case 1:
      text.insert(at, text.substr(at, length));
      break;
    case 2:
      text.erase(at, length);
      break;
    default:
      text.insert(at, 1, random.pick(std::span(kBytes.data(), kBytes.size())));
  }
  return folder;
}

void use_all_of(const std::shared_ptr<const PriceSet>& set) {
  for (const auto region : region_names(*set)) {
    const auto catalogue = open_region(set, region);
    REQUIRE(catalogue);
    for (std::size_t i = 0; i < catalogue->type_count(); ++i) {
      CHECK(catalogue->find_type(catalogue->type(i).name) == i);
      CHECK(catalogue->type(i).vcpu > 0);
      CHECK(catalogue->type(i).memory_mib > 0);
      CHECK_FALSE(catalogue->type_origin(i).source.empty());
      CHECK(catalogue->zones(i).size() <= catalogue->region().zones.size());
      for (int k = 0; k <= static_cast<int>(model::Purchase::savings_3yr); ++k) {
        const auto price = catalogue->price(i, static_cast<model::Purchase>(k));
        CHECK((!price || (price->amount.nanos() > 0 && !price->as_of.empty())));
        CHECK((!price || catalogue->is_sold(i)));
      }
      const auto windows = catalogue->windows_price(i);
      CHECK((!windows || windows->amount.nanos() > 0));
      const auto spot = catalogue->spot(i);
      CHECK((!spot || spot->hourly || !spot->interruption.empty()));
    }
    for (const auto item : all_items()) {
      const auto price = catalogue->price(item);
      CHECK((!price || price->amount.nanos() > 0));
    }
  }
}

TEST_CASE("a spoiled price folder is built whole or refused with a message",
          "[catalog][property]") {
  const auto seed = GENERATE(range(0U, 1000U));
  CAPTURE(seed);
  support::Random random(seed);
  const auto built = test::build_folder(spoiled(test::small_folder(), random));
  CHECK((built.set == nullptr) == !built.messages.empty());
  if (built.set) {
    use_all_of(built.set);
  }
}

}  // namespace
}  // namespace eksplan::catalog
