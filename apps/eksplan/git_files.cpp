#include "git_files.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "git_program.hpp"
#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

constexpr std::string_view kMergeBase = "...";
constexpr std::string_view kHint =
    "REV:PATH names a file or folder of a revision, such as origin/main:k8s; origin/main...:k8s "
    "is where the checkout left origin/main";

std::string without_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '/')) {
    text.pop_back();
  }
  return text;
}

// What paths of files in a folder begin with.
std::string inside(const std::string& folder) {
  return folder.ends_with("/") ? folder : folder + "/";
}

/// One file of a tree: "MODE TYPE OBJECT\tPATH".
struct Entry {
  std::string mode;
  std::string object;
  std::string path;  // within the tree
};

std::optional<Entry> entry_of(std::string_view record) {
  const auto tab = record.find('\t');
  if (tab == std::string_view::npos) {
    return std::nullopt;
  }
  const auto words = base::split(record.substr(0, tab), ' ');
  if (words.size() != 3 || words[1] != "blob") {
    return std::nullopt;  // a submodule
  }
  return Entry{std::string(words[0]), std::string(words[2]), std::string(record.substr(tab + 1))};
}

bool is_link(const Entry& entry) {
  return entry.mode == "120000";
}

// The contents of objects as `git cat-file --batch` prints them: "OBJECT TYPE SIZE\nCONTENT\n".
std::optional<std::vector<std::string>> contents_of(const std::string& batch, std::size_t count) {
  std::vector<std::string> contents;
  std::size_t at = 0;
  while (contents.size() < count) {
    const auto end = batch.find('\n', at);
    if (end == std::string::npos) {
      return std::nullopt;
    }
    const auto head = std::string_view(batch).substr(at, end - at);
    const auto blank = head.rfind(' ');
    std::size_t size = 0;
    const auto* const last = head.data() + head.size();
    if (blank == std::string_view::npos ||
        std::from_chars(head.data() + blank + 1, last, size).ptr != last ||
        size > batch.size() - end - 1) {
      return std::nullopt;
    }
    contents.push_back(batch.substr(end + 1, size));
    at = end + 1 + size + 1;
  }
  return contents;
}

// "a/b/../c" without its dots; nothing when it leaves the tree.
std::optional<std::string> plain(std::string_view path) {
  std::vector<std::string> parts;
  for (const auto part : base::split(path, '/')) {
    if (part == ".." && parts.empty()) {
      return std::nullopt;
    }
    if (part == "..") {
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.emplace_back(part);
    }
  }
  return base::join(parts, "/");
}

// Links to files of the same tree get their content; others name nothing that can be read.
void follow_links(const std::map<std::string, std::string>& links, RevisionFiles& files) {
  for (const auto& [path, target] : links) {
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    const auto real = plain(folder + target);
    const auto file = real ? files.find(*real) : files.end();
    if (file != files.end()) {
      files.emplace(path, file->second);
    }
  }
}

base::Parsed<RevisionFiles> read_tree(const std::string& tree) {
  const auto listed = run_git({"ls-tree", "-r", "-z", tree});
  if (!listed) {
    return listed.fault();
  }
  std::vector<Entry> entries;
  std::string objects;
  for (const auto record : base::split(*listed, '\0')) {
    if (auto entry = entry_of(record)) {
      objects += entry->object + "\n";
      entries.push_back(*std::move(entry));
    }
  }
  const auto batch = run_git({"cat-file", "--batch"}, objects);
  if (!batch) {
    return batch.fault();
  }
  auto contents = contents_of(*batch, entries.size());
  if (!contents) {
    return base::Fault{"git printed something that is not the content of its objects", ""};
  }
  RevisionFiles files;
  std::map<std::string, std::string> links;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    (is_link(entries[i]) ? links : files).emplace(entries[i].path, std::move((*contents)[i]));
  }
  follow_links(links, files);
  return files;
}

base::Parsed<std::string> commit_of(const RevisionPath& named) {
  auto commit = named.merge_base ? run_git({"merge-base", named.revision, "HEAD"})
                                 : run_git({"rev-parse", "--verify", "--quiet", "--end-of-options",
                                            named.revision + "^{commit}"});
  if (!commit && named.merge_base) {
    return base::Fault{fmt::format("git finds no common ancestor of '{}' and HEAD: {}",
                                   base::printable(named.revision), commit.fault().message),
                       "fetch enough history, such as by fetch-depth: 0 in a workflow"};
  }
  if (!commit) {
    return base::Fault{
        fmt::format("'{}' is no revision of this checkout", base::printable(named.revision)),
        "fetch it first; git rev-parse shows what git knows"};
  }
  return without_end(*commit);
}

}  // namespace

base::Parsed<RevisionPath> parse_revision_path(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos || colon == 0) {
    return base::Fault{"there is no such file or folder", std::string(kHint)};
  }
  RevisionPath named{text.substr(0, colon), without_end(text.substr(colon + 1))};
  if (named.revision.ends_with(kMergeBase)) {
    named.revision.resize(named.revision.size() - kMergeBase.size());
    named.merge_base = true;
  }
  if (named.revision.empty() || named.revision.front() == '-') {
    return base::Fault{"there is no revision before the colon", std::string(kHint)};
  }
  return named;
}

base::Parsed<RevisionFiles> read_revision(const std::string& text) {
  const auto named = parse_revision_path(text);
  if (!named) {
    return named.fault();
  }
  const auto commit = commit_of(*named);
  if (!commit) {
    return commit.fault();
  }
  const auto object = fmt::format("{}:{}", *commit, named->path);
  const auto type = run_git({"cat-file", "-t", object});
  if (!type) {
    return base::Fault{fmt::format("revision '{}' has no '{}'", base::printable(named->revision),
                                   base::printable(named->path)),
                       "paths count from the top of the repository; ./ before one makes it count "
                       "from the current folder"};
  }
  if (without_end(*type) == "blob") {
    const auto content = run_git({"cat-file", "blob", object});
    return content ? base::Parsed<RevisionFiles>(RevisionFiles{{text, *content}}) : content.fault();
  }
  const auto files = read_tree(object);
  if (!files) {
    return files.fault();
  }
  RevisionFiles named_files;
  for (const auto& [path, content] : *files) {
    named_files.emplace(inside(text) + path, content);
  }
  return named_files;
}

app::PathKind GitFiles::kind(const std::string& path) const {
  if (files_.contains(path)) {
    return app::PathKind::file;
  }
  const auto first = files_.lower_bound(inside(path));
  return first != files_.end() && first->first.starts_with(inside(path)) ? app::PathKind::folder
                                                                         : app::PathKind::missing;
}

base::Parsed<std::string> GitFiles::read(const std::string& path) const {
  const auto file = files_.find(path);
  if (file == files_.end()) {
    return base::Fault{"there is no such file in the revision", ""};
  }
  return file->second;
}

base::Parsed<std::vector<std::string>> GitFiles::list(const std::string& path) const {
  const auto folder = inside(path);
  std::set<std::string> names;
  for (auto file = files_.lower_bound(folder);
       file != files_.end() && file->first.starts_with(folder); ++file) {
    const auto rest = std::string_view(file->first).substr(folder.size());
    names.emplace(rest.substr(0, rest.find('/')));
  }
  return std::vector<std::string>(names.begin(), names.end());
}

std::string GitFiles::identity(const std::string& path) const {
  return path;
}

base::Parsed<std::string> GitFiles::read_stdin() const {
  return base::Fault{"a revision has no standard input", ""};
}

}  // namespace eksplan::cli
