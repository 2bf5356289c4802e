#include "reading.hpp"

#include <utility>

#include <fmt/format.h>

namespace eksplan::doc {
namespace {

Document read_as(Reading::How how, const Source& source, const ReadOptions& options,
                 diag::Diagnostics& found) {
  switch (how) {
    case Reading::How::yaml:
      return read_yaml(source, options, found);
    case Reading::How::json:
      return read_json(source, options, found);
    case Reading::How::by_content:
      break;
  }
  return read(source, options, found);
}

}  // namespace

Reading::Reading(std::string given, const ReadOptions& options, How how, std::string name)
    : text(std::move(given)), document(read_as(how, {std::move(name), text}, options, found)) {}

std::string shown(const Node& node) {
  std::string all;
  switch (node.kind()) {
    case Kind::null:
      return "null";
    case Kind::string:
      return fmt::format("\"{}\"", node.text());
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
      return std::string(node.text());
    case Kind::sequence:
      for (std::size_t i = 0; i < node.size(); ++i) {
        all += (i == 0 ? "" : ", ") + shown(node.at(i));
      }
      return "[" + all + "]";
    case Kind::mapping:
      break;
  }
  for (std::size_t i = 0; i < node.size(); ++i) {
    all += fmt::format("{}{}: {}", i == 0 ? "" : ", ", node.key(i).text(), shown(node.at(i)));
  }
  return "{" + all + "}";
}

std::string Reading::shown() const {
  std::string all;
  for (std::size_t i = 0; i < document.size(); ++i) {
    all += (i == 0 ? "" : "\n") + doc::shown(document.root(i));
  }
  return all;
}

std::vector<std::string> Reading::problems() const {
  std::vector<std::string> lines;
  for (const auto& d : found.all()) {
    lines.push_back(fmt::format("{}:{} {}: {}{}{}", d.at.line, d.at.column, d.code, d.message,
                                d.hint.empty() ? "" : " | ", d.hint));
  }
  return lines;
}

}  // namespace eksplan::doc
