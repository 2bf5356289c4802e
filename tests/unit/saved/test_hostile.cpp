#include <string>

#include "support/random.hpp"
#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/saved/read.hpp"

namespace eksplan::saved {
namespace {

bool is_read(const std::string& text) {
  diag::Diagnostics found;
  const auto result = read("plan.json", text, found);
  CHECK(result.has_value() == !found.has_errors());
  return result.has_value();
}

TEST_CASE("a file that was cut off is refused at every length", "[saved]") {
  const auto text = support::sample_json();
  for (std::size_t length = 0; length + 3 < text.size(); length += 7) {
    CAPTURE(length);
    REQUIRE_FALSE(is_read(text.substr(0, length)));
  }
}

TEST_CASE("bytes changed at random never get past the reader unseen or stop it", "[saved]") {
  support::Random random(7);
  for (int round = 0; round < 2000; ++round) {
    auto text = support::sample_json();
    for (int change = 0; change < 3; ++change) {
      text[static_cast<std::size_t>(
          random.between(0, static_cast<std::int64_t>(text.size()) - 1))] =
          static_cast<char>(random.between(0, 255));
    }
    diag::Diagnostics found;
    const auto result = read("plan.json", text, found);
    REQUIRE(result.has_value() == !found.has_errors());
  }
}

TEST_CASE("deep nesting and endless mistakes have bounds", "[saved]") {
  CHECK_FALSE(is_read(std::string(100'000, '[')));
  std::string many = R"({"schemaVersion": 1, "workloads": [)";
  for (int i = 0; i < 5000; ++i) {
    many += "1, ";
  }
  many += "1]}";
  diag::Diagnostics found;
  CHECK_FALSE(read("plan.json", many, found).has_value());
  CHECK(found.error_count() == 100);
}

}  // namespace
}  // namespace eksplan::saved
