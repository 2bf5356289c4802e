#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "walk.hpp"

#include "eksplan/doc/read.hpp"

namespace {

void read(std::string_view text, const eksplan::doc::ReadOptions& options) {
  eksplan::diag::Diagnostics found;
  const auto document = eksplan::doc::read_yaml({"fuzz.yaml", text}, options, found);
  eksplan::fuzz::walk(document);
  eksplan::fuzz::print_all(found);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 2> kSkipped{"metadata.managedFields", "status"};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read(text, {.max_depth = 20, .max_alias_nodes = 2000});
  read(text, {.skipped = kSkipped, .keep_going = true, .max_depth = 20, .max_alias_nodes = 2000});
  return 0;
}
