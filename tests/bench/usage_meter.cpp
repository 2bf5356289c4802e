#include "usage_meter.hpp"

#include <chrono>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/time.h>

#include "eksplan/base/decimal_text.hpp"

namespace eksplan::bench {
namespace {

std::int64_t micros_of(const timeval& time) {
  return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
}

std::int64_t wall_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

rusage own_usage() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

std::int64_t cpu_of(const rusage& usage) {
  return micros_of(usage.ru_utime) + micros_of(usage.ru_stime);
}

}  // namespace

UsageMeter::UsageMeter() : wall_start_(wall_now()), cpu_start_(cpu_of(own_usage())) {}

ResourceUse UsageMeter::read() const {
  const auto usage = own_usage();
  return {.wall_micros = wall_now() - wall_start_,
          .cpu_micros = cpu_of(usage) - cpu_start_,
          .peak_kib = usage.ru_maxrss};
}

std::string seconds_text(std::int64_t micros) {
  return fmt::format("{} s", base::rounded_text(micros, 6, 3));
}

}  // namespace eksplan::bench
