#include "eksplan/doc/json_window.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/encoding.hpp"
#include "eksplan/doc/json_problem.hpp"
#include "eksplan/doc/json_strings.hpp"
#include "eksplan/doc/token_scanner.hpp"

namespace eksplan::doc {

struct JsonWindow::Scanner : TokenScanner {};

JsonWindow::JsonWindow(ByteSource& source, StreamSizes sizes)
    : source_(&source), sizes_(sizes), scanner_(std::make_unique<Scanner>()) {}

JsonWindow::~JsonWindow() = default;

void JsonWindow::fail(Problem problem) {
  problem.offset += base_;
  fault_ = std::move(problem);
}

bool JsonWindow::advance(const std::uint32_t* keep) {
  if (fault_) {
    return false;
  }
  const auto known = static_cast<std::size_t>(end_ - keep);
  const auto from = keep == end_ ? scanned_ : *keep;
  if (filled_ != from && from != 0) {
    std::memmove(buffer_.get(), buffer_.get() + from, filled_ - from);
  }
  base_ += from;
  filled_ -= from;
  scanned_ -= from;
  begin_ = end_ = nullptr;
  // A window may hold no more than a part of the next token.
  while (make_room() && fill()) {
    const bool is_last = at_end_;
    if (!scan()) {
      return false;
    }
    if (static_cast<std::size_t>(end_ - begin_) > known) {
      return true;
    }
    if (is_last) {
      return false;
    }
  }
  return false;
}

// Room for what is read at a time, behind what is kept.
bool JsonWindow::make_room() {
  if (capacity_ > filled_ && capacity_ - filled_ >= sizes_.usual / 2) {
    return true;
  }
  const auto wanted = buffer_ == nullptr ? sizes_.usual : 2 * capacity_;
  if (wanted > std::max(sizes_.usual, sizes_.most)) {
    fail({.code = diag::kInputTooLarge,
          .offset = 0,
          .message = fmt::format("the entry that begins here is larger than {} MiB",
                                 sizes_.most / (std::size_t{1024} * 1024)),
          .hint = "no price list has one of that size; is a quote or a bracket not closed?"});
    return false;
  }
  auto larger = std::make_unique_for_overwrite<char[]>(wanted);
  if (filled_ != 0) {
    std::memcpy(larger.get(), buffer_.get(), filled_);
  }
  buffer_ = std::move(larger);
  capacity_ = wanted;
  return true;
}

bool JsonWindow::fill() {
  while (!at_end_ && filled_ < capacity_) {
    const auto got = source_->read(buffer_.get() + filled_, capacity_ - filled_);
    if (!got) {
      fail({.code = diag::kFileUnreadable,
            .offset = filled_,
            .message = got.fault().message,
            .hint = got.fault().hint});
      return false;
    }
    at_end_ = *got == 0;
    filled_ += *got;
  }
  return true;
}

// A place near the end of the window that most probably is not within a string or a number. A line
// break never is within a string.
std::size_t JsonWindow::likely_end() const {
  constexpr std::size_t kNear = std::size_t{16} * 1024;
  if (at_end_) {
    return filled_;
  }
  const auto tail = text().substr(filled_ - std::min(filled_, kNear));
  const auto tail_begin = filled_ - tail.size();
  if (const auto line = tail.rfind('\n'); line != std::string_view::npos) {
    return tail_begin + line + 1;
  }
  for (auto at = tail.rfind('"'); at != std::string_view::npos && at != 0;
       at = tail.rfind('"', at - 1)) {
    if (at + 1 < tail.size() && std::string_view(",:}]").find(tail[at + 1]) < 4 &&
        !is_escaped(tail, at)) {
      return tail_begin + at + 2;
    }
  }
  return last_open_quote(text());
}

// Finds the tokens of the window up to where no string is open.
bool JsonWindow::scan() {
  const auto likely = likely_end();
  if (scan_to(likely)) {
    return true;
  }
  if (fault_) {
    return false;
  }
  const auto quote = last_open_quote(text().substr(0, likely));
  const auto control = first_control_character(text().substr(quote, likely - quote));
  if (control.found) {
    fail(control_in_string(text(), quote + control.at));
    return false;
  }
  return scan_to(quote);
}

// False when a string is open at `end`, and after a fault.
bool JsonWindow::scan_to(std::size_t end) {
  begin_ = end_ = nullptr;
  scanned_ = end;
  if (end == 0) {
    return true;
  }
  scanner_->make_room(std::max(end, capacity_));
  auto& simd = *scanner_->implementation;
  const auto error = simd.stage1(reinterpret_cast<const std::uint8_t*>(buffer_.get()), end,
                                 simdjson::stage1_mode::regular);
  if (error == simdjson::SUCCESS) {
    begin_ = simd.structural_indexes.get();
    end_ = begin_ + simd.n_structural_indexes;
  } else if (error == simdjson::UTF8_ERROR) {
    fail({.code = diag::kFileBinary,
          .offset = first_invalid_utf8(text().substr(0, end)),
          .message = "the text is not UTF-8 here",
          .hint = "price lists are JSON in UTF-8; is it compressed, or damaged?"});
  } else if (error != simdjson::EMPTY && error != simdjson::UNCLOSED_STRING) {
    fail_at_control_character(end);
  }
  return error == simdjson::SUCCESS || error == simdjson::EMPTY;
}

void JsonWindow::fail_at_control_character(std::size_t end) {
  const auto window = text().substr(0, end);
  const auto control = first_control_character(window);
  if (!control.found) {
    fail({.code = diag::kJsonSyntax, .offset = 0, .message = "this is not valid JSON"});
    return;
  }
  fail(control_in_string(window, control.at));
}

}  // namespace eksplan::doc
