// eksplan-offers write FILE: a made-up price list of any size.
// eksplan-offers measure FILE: what reading it costs, beside bare passes of simdjson over it.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "offer_file.hpp"
#include "usage_meter.hpp"
#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eksplan/diag/print.hpp"
#include "eksplan/doc/byte_source.hpp"
#include "eksplan/offers/read.hpp"

namespace {

using eksplan::bench::UsageMeter;

constexpr std::size_t kWindow = std::size_t{512} * 1024;

/// A file, read as the program reads it.
class FileBytes final : public eksplan::doc::ByteSource {
 public:
  explicit FileBytes(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY)) {}

  ~FileBytes() override { ::close(fd_); }

  eksplan::base::Parsed<std::size_t> read(char* into, std::size_t room) override {
    const auto got = ::read(fd_, into, room);
    if (got < 0) {
      return eksplan::base::Fault{"cannot be read", ""};
    }
    return static_cast<std::size_t>(got);
  }

  bool rewind() override { return ::lseek(fd_, 0, SEEK_SET) == 0; }

 private:
  int fd_;
};

int write(const std::string& path, const std::string& region, std::int64_t mib, bool compact) {
  const auto catalogue = eksplan::catalog::open_region(eksplan::catalog::builtin(), region);
  if (!catalogue) {
    std::cerr << "no such region: " << region << "\n";
    return 2;
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      path == "-" ? stdout : std::fopen(path.c_str(), "wb"), std::fclose);
  const auto variants = eksplan::bench::variants_for(*catalogue, mib * 1024 * 1024);
  const bool good =
      file != nullptr && eksplan::bench::write_offer(
                             *catalogue, {.variants = variants, .compact = compact}, file.get());
  if (!good) {
    std::cerr << "cannot write " << path << "\n";
  }
  return good ? 0 : 1;
}

// Reading the file, and the first stage of simdjson over it, in windows that end with a line.
std::string bare_windows(const std::string& path) {
  FileBytes bytes(path);
  std::string window(kWindow, '\0');
  std::unique_ptr<simdjson::internal::dom_parser_implementation> simd;
  static_cast<void>(
      simdjson::get_active_implementation()->create_dom_parser_implementation(kWindow, 1, simd));
  std::size_t kept = 0;
  std::size_t tokens = 0;
  while (true) {
    const auto got = *bytes.read(window.data() + kept, kWindow - kept);
    const auto filled = kept + got;
    const auto line = window.rfind('\n', filled - 1);
    const auto end = got == 0 || line == std::string::npos ? filled : std::min(line + 1, filled);
    if (end == 0) {
      break;
    }
    if (simd->stage1(reinterpret_cast<const std::uint8_t*>(window.data()), end,
                     simdjson::stage1_mode::regular) != simdjson::SUCCESS) {
      break;
    }
    tokens += simd->n_structural_indexes;
    std::copy(window.begin() + static_cast<std::ptrdiff_t>(end),
              window.begin() + static_cast<std::ptrdiff_t>(filled), window.begin());
    kept = filled - end;
  }
  return fmt::format("{} tokens", tokens);
}

// The whole file in memory, its products and terms walked on demand.
std::string bare_on_demand(const std::string& path) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string text = simdjson::padded_string::load(path);
  auto document = parser.iterate(text);
  std::size_t members = 0;
  for (auto field : document.get_object()) {
    std::string_view key = field.unescaped_key();
    if (key == "products") {
      for (auto product : field.value().get_object()) {
        static_cast<void>(product.unescaped_key().value());
        ++members;
      }
    } else if (key == "terms") {
      for (auto kind : field.value().get_object()) {
        for (auto sku : kind.value().get_object()) {
          static_cast<void>(sku.unescaped_key().value());
          ++members;
        }
      }
    }
  }
  return fmt::format("{} members", members);
}

std::string read_all(const std::string& path) {
  FileBytes bytes(path);
  eksplan::diag::Diagnostics found;
  const auto read = eksplan::offers::read(bytes, path, {}, found);
  for (const auto& one : found.sorted()) {
    std::cerr << eksplan::diag::print(one);
  }
  return read ? fmt::format("{} prices", read->facts.rates.size()) : "not read";
}

struct Row {
  std::string what;
  std::function<std::string(const std::string&)> work;
};

// Runs `row` in a process of its own, so that its memory is its own.
void measure(const Row& row, const std::string& path, int runs, double& first) {
  int ends[2];
  if (::pipe(ends) != 0) {
    return;
  }
  const auto child = ::fork();
  if (child == 0) {
    std::int64_t best = 0;
    std::string result;
    for (int i = 0; i < runs; ++i) {
      const UsageMeter meter;
      result = row.work(path);
      const auto cpu = meter.read().cpu_micros;
      best = i == 0 ? cpu : std::min(best, cpu);
    }
    const auto text = fmt::format("{} {} {}", best, UsageMeter().read().peak_kib, result);
    static_cast<void>(!::write(ends[1], text.data(), text.size()));
    ::_exit(0);
  }
  ::close(ends[1]);
  char text[256] = {};
  static_cast<void>(!::read(ends[0], text, sizeof(text) - 1));
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  std::int64_t micros = 0;
  long long peak = 0;
  char result[200] = {};
  if (std::sscanf(text, "%ld %lld %199[^\n]", &micros, &peak, result) != 3) {
    std::cerr << row.what << ": failed\n";
    return;
  }
  first = first == 0 ? static_cast<double>(micros) : first;
  fmt::print("| {} | {} ms | {:.2f} | {} MiB | {} |\n", row.what, micros / 1000,
             static_cast<double>(micros) / first, peak / 1024, result);
}

int measure_all(const std::string& path, int runs) {
  struct stat status {};

  if (::stat(path.c_str(), &status) != 0) {
    std::cerr << "cannot read " << path << "\n";
    return 1;
  }
  fmt::print("A price list of {} MB:\n\n", status.st_size / 1'000'000);
  fmt::print("| pass over the file | CPU | times the first | peak memory | found |\n");
  fmt::print("|---|---:|---:|---:|---|\n");
  std::fflush(stdout);
  double first = 0;
  for (const auto& row :
       {Row{"read, and stage 1 of simdjson in windows", bare_windows},
        Row{"whole file, simdjson on demand", bare_on_demand}, Row{"eksplan", read_all}}) {
    measure(row, path, runs, first);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Made-up price lists, and what reading them costs");
  app.require_subcommand(1);
  std::string path;
  std::string region = "us-east-1";
  std::int64_t mib = 400;
  int runs = 3;
  bool compact = false;
  auto* writing = app.add_subcommand("write", "Write a price list of EC2 in AWS's layout");
  writing->add_option("FILE", path, "Where to, or - for standard output")->required();
  writing->add_option("--region", region, "Whose types and prices");
  writing->add_option("--mib", mib, "About how large");
  writing->add_flag("--compact", compact, "Without line breaks and indentation");
  auto* measuring = app.add_subcommand("measure", "Read it, and time bare passes beside that");
  measuring->add_option("FILE", path, "A price list in JSON")->required();
  measuring->add_option("--runs", runs, "Of which the fastest counts");
  CLI11_PARSE(app, argc, argv);
  return writing->parsed() ? write(path, region, mib, compact) : measure_all(path, runs);
}
