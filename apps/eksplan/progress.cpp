#include "progress.hpp"

#include <cstdio>
#include <string>

#include <fmt/format.h>

namespace eksplan::cli {
namespace {

// Back to the first column, and away with what is right of it.
constexpr const char* kWipe = "\r\x1b[K";

std::string hourly(units::HourlyRate rate) {
  return fmt::format("${} an hour", rate.hourly().text_with(4));
}

}  // namespace

ProgressLine::~ProgressLine() {
  if (shown_) {
    std::fputs(kWipe, stderr);
  }
}

void ProgressLine::show(const plan::Progress& progress) {
  if (progress.cheapest <= units::HourlyRate{}) {
    return;
  }
  auto line =
      fmt::format("{}round {}: pods for {}", kWipe, progress.rounds, hourly(progress.cheapest));
  if (progress.lower_bound > units::HourlyRate{}) {
    line += fmt::format(", not below {}", hourly(progress.lower_bound));
  }
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace eksplan::cli
