#include "eksplan/offers/json_file.hpp"

#include <charconv>
#include <limits>
#include <utility>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/json_stream.hpp"

namespace eksplan::offers {

JsonFile::JsonFile(doc::JsonStream& text, const ReadOptions& read_options)
    : stream(&text), options(&read_options), book(read_options) {}

JsonFile::~JsonFile() = default;

void JsonFile::complain(std::size_t offset, const Complaint& complaint, std::string_view below) {
  constexpr std::size_t kMost = 100;
  if (stream->has_problem() || problems.size() > kMost) {  // the stream's is told by itself
    return;
  }
  doc::Problem problem{
      .code = diag::kPriceData,
      .offset = offset,
      .message = complaint.fault.message,
      .hint = complaint.fault.hint,
      .path = stream->path() + std::string(below),
      .severity = complaint.is_warning ? diag::Severity::warning : diag::Severity::error};
  if (problems.size() == kMost) {
    problem.message = "there are more problems in this file, which are not shown";
    problem.hint.clear();
  }
  problems.push_back(stream->problem_at(std::move(problem)));
}

void JsonFile::wrong(std::size_t offset, std::string message, std::string hint,
                     std::string_view below) {
  complain(offset, {{std::move(message), std::move(hint)}}, below);
}

std::string_view text_at(const doc::JsonView& view, std::string_view key) {
  const auto found = view.find(key);
  return found ? found->string().value_or(std::string_view()) : std::string_view();
}

std::optional<std::int64_t> count_at(const doc::JsonView& view,
                                     std::initializer_list<std::string_view> keys) {
  const auto found = view.at(keys);
  if (!found) {
    return std::nullopt;
  }
  const auto text = found->raw();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 ||
      value > std::numeric_limits<std::int32_t>::max()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace eksplan::offers
