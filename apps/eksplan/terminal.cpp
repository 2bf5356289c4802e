#include "terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

constexpr std::size_t kDefaultWidth = 80;
constexpr std::size_t kLeastWidth = 40;

int descriptor(Stream stream) {
  return stream == Stream::standard_output ? STDOUT_FILENO : STDERR_FILENO;
}

}  // namespace

std::string environment(const char* name) {
  const char* value =
      std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return value == nullptr ? "" : value;
}

bool is_terminal(Stream stream) {
  return ::isatty(descriptor(stream)) == 1;
}

bool stdin_is_terminal() {
  return ::isatty(STDIN_FILENO) == 1;
}

std::size_t terminal_width() {
  const auto columns = environment("COLUMNS");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  winsize size{};
  if (width == 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) ==
                        0) {  // NOLINT(cppcoreguidelines-pro-type-vararg)
    width = size.ws_col;
  }
  return width == 0 ? kDefaultWidth : std::max(width, kLeastWidth);
}

bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = base::to_lower(environment(name));
    if (!value.empty()) {
      return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    }
  }
  return false;
}

bool wants_color(const std::string& choice, Stream stream) {
  if (choice != "auto") {
    return choice == "always";
  }
  return is_terminal(stream) && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

}  // namespace eksplan::cli
