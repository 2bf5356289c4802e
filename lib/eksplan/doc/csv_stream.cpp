#include "eksplan/doc/csv_stream.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/encoding.hpp"

namespace eksplan::doc {
namespace {

std::string undoubled(std::string_view content) {
  std::string text;
  text.reserve(content.size());
  for (std::size_t i = 0; i < content.size(); ++i) {
    text.push_back(content[i]);
    i += content[i] == '"' ? 1U : 0U;
  }
  return text;
}

}  // namespace

CsvStream::CsvStream(ByteSource& source, StreamSizes sizes) : source_(&source), sizes_(sizes) {}

StreamProblem CsvStream::problem_at(Problem problem) const {
  if (problem.offset < base_ || problem.offset > base_ + text_.size()) {
    return {std::move(problem), {}};
  }
  auto excerpt = excerpt_of(text_, problem.offset - base_, problem.length);
  return {std::move(problem), std::move(excerpt)};
}

bool CsvStream::fail(Problem problem) {
  problem.offset += base_;
  fault_ = problem_at(std::move(problem));
  return false;
}

// Drops what stands before the row and reads on behind what is there.
bool CsvStream::more() {
  const auto kept = text_.substr(row_);
  if (buffer_ == nullptr || kept.size() > capacity_ / 2) {
    const auto wanted = buffer_ == nullptr ? sizes_.usual : 2 * capacity_;
    if (wanted > std::max(sizes_.usual, sizes_.most)) {
      return fail({.code = diag::kInputTooLarge,
                   .offset = row_,
                   .message = fmt::format("the row that begins here is larger than {} MiB",
                                          sizes_.most / (std::size_t{1024} * 1024)),
                   .hint = "is a quote not closed?"});
    }
    auto larger = std::make_unique_for_overwrite<char[]>(wanted);
    std::copy(kept.begin(), kept.end(), larger.get());
    buffer_ = std::move(larger);
    capacity_ = wanted;
  } else if (!kept.empty()) {
    std::memmove(buffer_.get(), kept.data(), kept.size());
  }
  base_ += std::exchange(row_, 0);
  auto filled = kept.size();
  while (!at_end_ && filled < capacity_) {
    const auto got = source_->read(buffer_.get() + filled, capacity_ - filled);
    if (!got) {
      text_ = {buffer_.get(), filled};
      return fail({.code = diag::kFileUnreadable,
                   .offset = filled,
                   .message = got.fault().message,
                   .hint = got.fault().hint});
    }
    at_end_ = *got == 0;
    filled += *got;
  }
  text_ = {buffer_.get(), filled};
  return true;
}

bool CsvStream::next() {
  if (fault_) {
    return false;
  }
  row_ = at_;
  if (!std::exchange(begun_, true)) {
    if (!more()) {
      return false;
    }
    row_ = byte_order_mark(text_);
  }
  while (true) {
    switch (parse_row()) {
      case Parsed::row:
        return true;
      case Parsed::blank:
        row_ = at_;
        break;
      case Parsed::more:
        if (fault_ || (at_end_ && row_ == text_.size()) || !more()) {
          return false;
        }
        break;
    }
  }
}

// The row at row_, if it lies in the buffer as a whole.
CsvStream::Parsed CsvStream::parse_row() {
  cells_.clear();
  begins_.clear();
  unquoted_.clear();
  auto at = row_;
  while (true) {
    if (at == text_.size() && (!at_end_ || at == row_)) {
      return Parsed::more;
    }
    if (!parse_cell(at)) {
      return Parsed::more;
    }
    if (at == text_.size()) {
      at_ = at;
      return at_end_ ? Parsed::row : Parsed::more;
    }
    if (text_[at] == '\n') {
      at_ = at + 1;
      return cells_.size() == 1 && begins_[0] == row_ && cells_[0].empty() ? Parsed::blank
                                                                           : Parsed::row;
    }
    ++at;
  }
}

// The cell at `at`, which goes to the separator or line break behind it. False when the buffer ends
// first, and at a fault.
bool CsvStream::parse_cell(std::size_t& at) {
  begins_.push_back(at);
  if (at < text_.size() && text_[at] == '"') {
    return parse_quoted(at);
  }
  const auto* const begin = text_.data() + at;
  const auto* const end = text_.data() + text_.size();
  const auto* here = begin;
  while (here != end && *here != ',' && *here != '\n') {
    ++here;
  }
  auto length = static_cast<std::size_t>(here - begin);
  at += length;
  if (here != end && *here == '\n' && length != 0 && begin[length - 1] == '\r') {
    --length;
  }
  cells_.emplace_back(begin, length);
  return true;
}

bool CsvStream::parse_quoted(std::size_t& at) {
  const auto begin = at + 1;
  bool doubled = false;
  auto end = text_.find('"', begin);
  while (end != kNowhere && end + 1 < text_.size() && text_[end + 1] == '"') {
    doubled = true;
    end = text_.find('"', end + 2);
  }
  if (end == kNowhere || (end + 1 == text_.size() && !at_end_)) {
    return at_end_ ? fail({.code = diag::kTableSyntax,
                           .offset = at,
                           .message = "the quote that opens here is not closed",
                           .hint = "is the file cut off? Fetch it again"})
                   : false;
  }
  const auto content = text_.substr(begin, end - begin);
  cells_.push_back(doubled ? std::string_view(unquoted_.emplace_back(undoubled(content)))
                           : content);
  at = end + 1;
  if (text_.substr(at, 2) == "\r\n" || (text_.substr(at, 1) == "\r" && at + 1 == text_.size())) {
    ++at;
  }
  if (at == text_.size() || text_[at] == ',' || text_[at] == '\n') {
    return true;
  }
  return fail({.code = diag::kTableSyntax,
               .offset = at,
               .message = "text stands behind a closing quote",
               .hint = "put the whole cell in quotes; a quote within it is written twice"});
}

}  // namespace eksplan::doc
