#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "expect.hpp"
#include "walk.hpp"
#include <simdjson.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/read.hpp"

namespace {

using eksplan::diag::Diagnostics;
using eksplan::doc::ReadOptions;

// A number that simdjson's 64 bits or doubles cannot hold is kept as text here.
bool is_about_numbers(simdjson::error_code error) {
  return error == simdjson::NUMBER_ERROR || error == simdjson::NUMBER_OUT_OF_RANGE;
}

// The same text to simdjson's own parser of one value: both accept it, or both refuse it.
void compare(std::string_view text, const Diagnostics& found, std::size_t documents) {
  simdjson::dom::parser parser;
  const auto error = parser.parse(text.data(), text.size(), true).error();
  const bool refused = std::any_of(found.all().begin(), found.all().end(), [](const auto& problem) {
    return problem.code != eksplan::diag::kDuplicateKey &&
           problem.code != eksplan::diag::kNestingTooDeep;
  });
  if (error == simdjson::SUCCESS) {
    eksplan::fuzz::expect(!refused, "what simdjson accepts is accepted");
  } else if (found.all().empty() && documents == 1) {
    // More than one value, null among them, or a byte-order mark is no single value to simdjson.
    const bool stream = error == simdjson::TAPE_ERROR || error == simdjson::EMPTY ||
                        error == simdjson::TRAILING_CONTENT;
    eksplan::fuzz::expect(is_about_numbers(error) || stream, "what simdjson refuses is refused");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 2> kSkipped{"metadata.managedFields", "status"};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  {
    Diagnostics found;
    const auto document = eksplan::doc::read_json({"fuzz.json", text}, {}, found);
    eksplan::fuzz::walk(document);
    eksplan::fuzz::print_all(found);
    compare(text, found, document.size());
  }
  Diagnostics found;
  const ReadOptions options{
      .skipped = kSkipped, .keep_going = true, .max_depth = 20, .max_alias_nodes = 2000};
  const auto document = eksplan::doc::read({"fuzz", text}, options, found);
  eksplan::fuzz::walk(document);
  eksplan::fuzz::print_all(found);
  return 0;
}
