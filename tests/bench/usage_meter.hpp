#pragma once
/// What a piece of work costs the machine.

#include <cstdint>
#include <string>

namespace eksplan::bench {

struct ResourceUse {
  std::int64_t wall_micros = 0;
  std::int64_t cpu_micros = 0;  ///< user and system time of all threads
  std::int64_t peak_kib = 0;    ///< most memory that the process ever held
};

/// Counts from its construction on.
class UsageMeter {
 public:
  UsageMeter();

  ResourceUse read() const;

 private:
  std::int64_t wall_start_ = 0;
  std::int64_t cpu_start_ = 0;
};

/// "0.123 s".
std::string seconds_text(std::int64_t micros);

}  // namespace eksplan::bench
