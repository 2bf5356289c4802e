#include "eksplan/usage/input.hpp"

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::usage {

Problems::~Problems() {
  pass_on();
  if (left_out_ > 0) {
    found_->add({.severity = diag::Severity::error,
                 .code = diag::kUsageValue,
                 .at = {.file = file_, .line = 0, .column = 0, .path = {}},
                 .message = fmt::format("{} of this file {} not shown",
                                        base::plural(static_cast<long long>(left_out_),
                                                     "more problem", "more problems"),
                                        left_out_ == 1 ? "is" : "are"),
                 .hint = {},
                 .excerpt = {}});
  }
}

bool Problems::pass_on() {
  const bool sound = !pending_.has_errors();
  for (const auto& problem : pending_.all()) {
    add(problem);
  }
  pending_ = {};
  return sound;
}

void Problems::add(diag::Diagnostic problem) {
  if (is_full()) {
    ++left_out_;
    return;
  }
  ++count_;
  found_->add(std::move(problem));
}

void Problems::of_file(std::string_view code, std::string message, std::string hint,
                       diag::Severity severity) {
  add({.severity = severity,
       .code = code,
       .at = {.file = file_, .line = 0, .column = 0, .path = {}},
       .message = std::move(message),
       .hint = std::move(hint),
       .excerpt = {}});
}

}  // namespace eksplan::usage
