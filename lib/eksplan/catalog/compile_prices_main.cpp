// compile_prices FOLDER BLOCK ASSEMBLER: builds the price block of a folder at build time, and the
// assembler file that puts it into the program as read-only data.

#include <fstream>
#include <iostream>
#include <iterator>
#include <list>

#include <fmt/format.h>

#include "eksplan/catalog/build_block.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/catalog/price_table.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::catalog {
namespace {

// Keeps the texts of the files that it read.
class Folder {
 public:
  Folder(std::string path, diag::Diagnostics& found) : path_(std::move(path)), found_(found) {}

  void read(std::string_view name) {
    const auto path = fmt::format("{}/{}", path_, name);
    std::ifstream stream(path, std::ios::binary);
    texts_.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    if (!stream) {
      auto problem = file_problem(path, "the file cannot be read", "");
      problem.code = diag::kFileUnreadable;
      found_.add(std::move(problem));
      return;
    }
    files_.push_back({path, texts_.back()});
  }

  const std::vector<PriceFile>& files() const { return files_; }

 private:
  std::string path_;
  diag::Diagnostics& found_;
  std::list<std::string> texts_;  // files_ has views of them
  std::vector<PriceFile> files_;
};

std::string assembler_of(const std::string& block_path, const BuiltBlock& built) {
  return fmt::format(
      "    .section .rodata\n"
      "    .balign 8\n"
      "    .globl eksplan_price_block\n"
      "    .hidden eksplan_price_block\n"
      "eksplan_price_block:\n"
      "    .incbin \"{}\"\n"
      "    .balign 8\n"
      "    .globl eksplan_price_block_size\n"
      "    .hidden eksplan_price_block_size\n"
      "eksplan_price_block_size:\n"
      "    .quad {}\n"
      "    .globl eksplan_price_block_sha256\n"
      "    .hidden eksplan_price_block_sha256\n"
      "eksplan_price_block_sha256:\n"
      "    .asciz \"{}\"\n"
      "    .section .note.GNU-stack,\"\",%progbits\n",
      block_path, built.bytes.size(), built.sha256);
}

bool write(const std::string& path, const char* data, std::size_t size) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(data, static_cast<std::streamsize>(size));
  stream.flush();
  if (!stream) {
    std::cerr << path << ": the file cannot be written\n";
  }
  return stream.good();
}

std::optional<BuiltBlock> build_folder(const std::string& path, diag::Diagnostics& found) {
  Folder folder(path, found);
  for (const auto name : file_names()) {
    folder.read(name);
  }
  if (folder.files().empty() || found.has_errors()) {
    return std::nullopt;
  }
  for (const auto& name : region_file_names(folder.files().front(), found)) {
    folder.read(name);
  }
  return build_block(folder.files(), found);
}

int run(const std::string& folder, const std::string& block_path,
        const std::string& assembler_path) {
  diag::Diagnostics found;
  const auto built = build_folder(folder, found);
  for (const auto& diagnostic : found.sorted()) {
    std::cerr << diag::print(diagnostic);
  }
  if (!built || found.has_errors()) {
    return 1;
  }
  const auto assembler = assembler_of(block_path, *built);
  const bool is_written =
      write(block_path, reinterpret_cast<const char*>(built->bytes.data()), built->bytes.size()) &&
      write(assembler_path, assembler.data(), assembler.size());
  return is_written ? 0 : 1;
}

}  // namespace
}  // namespace eksplan::catalog

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv, argv + argc);
  if (arguments.size() != 4) {
    std::cerr << "usage: compile_prices FOLDER BLOCK ASSEMBLER\n";
    return 2;
  }
  return eksplan::catalog::run(arguments[1], arguments[2], arguments[3]);
}
