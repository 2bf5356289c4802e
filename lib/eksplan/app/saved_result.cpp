#include "eksplan/app/saved_result.hpp"

#include <utility>

#include "eksplan/app/inputs.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::app {
namespace {

void unreadable(const std::string& path, std::string message, std::string hint,
                diag::Diagnostics& found) {
  found.add({.severity = diag::Severity::error,
             .code = diag::kFileUnreadable,
             .at = {.file = path, .line = 0, .column = 0, .path = {}},
             .message = std::move(message),
             .hint = std::move(hint),
             .excerpt = {}});
}

// What is read, and what it is called.
struct Source {
  std::string name;
  std::string text;
};

std::optional<Source> open(const std::string& path, const FileReader& files,
                           diag::Diagnostics& found) {
  const bool piped = path == "-";
  const std::string name = piped ? kStdinName : path;
  if (!piped && files.kind(path) != PathKind::file) {
    unreadable(
        name, files.kind(path) == PathKind::folder ? "this is a folder" : "there is no such file",
        "give a result that eksplan wrote: eksplan estimate k8s/ --out json=plan.json", found);
    return std::nullopt;
  }
  auto text = piped ? files.read_stdin() : files.read(path);
  if (!text) {
    unreadable(name, text.fault().message, text.fault().hint, found);
    return std::nullopt;
  }
  return Source{name, std::move(*text)};
}

}  // namespace

std::optional<saved::Result> read_saved(const std::string& path, const FileReader& files,
                                        diag::Diagnostics& found) {
  const auto source = open(path, files, found);
  return source ? saved::read(source->name, source->text, found) : std::nullopt;
}

std::optional<saved::Saved> read_any_saved(const std::string& path, const FileReader& files,
                                           diag::Diagnostics& found) {
  const auto source = open(path, files, found);
  return source ? saved::read_any(source->name, source->text, found) : std::nullopt;
}

}  // namespace eksplan::app
