#include "apart.hpp"

#include <array>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace eksplan::bench {
namespace {

constexpr int kFailed = 1;

void write_all(int pipe, std::string_view text) {
  while (!text.empty()) {
    const auto written = write(pipe, text.data(), text.size());
    if (written <= 0) {
      throw std::runtime_error("a result could not be handed over");
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

[[noreturn]] void be_the_copy(int pipe, const std::function<std::string()>& work) {
  try {
    write_all(pipe, work());
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    _exit(kFailed);
  }
  _exit(0);
}

std::string read_all(int pipe) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const auto got = read(pipe, buffer.data(), buffer.size());
    if (got <= 0) {
      return text;
    }
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

std::string run_apart(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) {
    throw std::runtime_error("no pipe to be had");
  }
  const auto copy = fork();
  if (copy < 0) {
    throw std::runtime_error("no process to be had");
  }
  if (copy == 0) {
    close(ends[0]);
    be_the_copy(ends[1], work);
  }
  close(ends[1]);
  auto text = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  if (waitpid(copy, &status, 0) != copy || status != 0) {
    throw std::runtime_error("a planner's process died");
  }
  return text;
}

}  // namespace eksplan::bench
