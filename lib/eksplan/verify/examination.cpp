#include "eksplan/verify/examination.hpp"

#include <utility>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"

namespace eksplan::verify {

void Examination::fault(std::string where, std::string what) {
  ++check_.fault_count;
  if (check_.fault_count <= kMostFaults) {
    check_.faults.push_back({std::move(where), std::move(what)});
  }
}

void Examination::differ(const std::string& where, std::string_view written, std::string_view right,
                         std::string_view why) {
  fault(where,
        fmt::format("is {}, should be {}{}{}", written, right, why.empty() ? "" : ": ", why));
}

void Examination::expect(const std::string& where, units::Money written, units::Money right,
                         std::string_view why) {
  if (written != right) {
    differ(where, written.text(), right.text(), why);
  }
}

void Examination::expect(const std::string& where, units::Decimal written, units::Decimal right,
                         std::string_view why) {
  if (written != right) {
    differ(where, written.text(), right.text(), why);
  }
}

void Examination::expect_count(const std::string& where, std::int64_t written, base::int128 right,
                               std::string_view why) {
  if (written != right) {
    differ(where, base::decimal_text(written, 0), base::decimal_text(right, 0), why);
  }
}

void Examination::expect_text(const std::string& where, std::string_view written,
                              std::string_view right, std::string_view why) {
  if (written != right) {
    differ(where, fmt::format("'{}'", written), fmt::format("'{}'", right), why);
  }
}

Check Examination::done(std::string detail) && {
  check_.state = failed() ? State::fails : State::holds;
  check_.detail = std::move(detail);
  return std::move(check_);
}

Check Examination::not_checked(std::string why) && {
  check_.state = State::not_checked;
  check_.detail = std::move(why);
  return std::move(check_);
}

std::string path(std::string_view list, std::size_t index, std::string_view field) {
  return fmt::format("{}[{}]{}{}", list, index, field.empty() ? "" : ".", field);
}

}  // namespace eksplan::verify
