#pragma once
/// Files of a revision of the git checkout in the current folder, as git's own REV:PATH names them.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/base/parsed.hpp"

namespace eksplan::cli {

/// "main:k8s", "v1.2:app.yaml", or "origin/main...:k8s", which is the commit where the checkout
/// left origin/main.
struct RevisionPath {
  std::string revision;
  std::string path;         ///< within the repository; "./" before it: within the current folder
  bool merge_base = false;  ///< of `revision` and HEAD

  bool operator==(const RevisionPath&) const = default;
};

/// Nothing when the text has no colon or no revision before it.
base::Parsed<RevisionPath> parse_revision_path(const std::string& text);

/// Contents by path; every path begins with the text that named the revision.
using RevisionFiles = std::map<std::string, std::string>;

/// What REV:PATH holds, by the `git` program; the fault says what git said, or that there is none.
base::Parsed<RevisionFiles> read_revision(const std::string& text);

class GitFiles final : public app::FileReader {
 public:
  explicit GitFiles(RevisionFiles files) : files_(std::move(files)) {}

  app::PathKind kind(const std::string& path) const override;
  base::Parsed<std::string> read(const std::string& path) const override;
  base::Parsed<std::vector<std::string>> list(const std::string& path) const override;
  std::string identity(const std::string& path) const override;
  base::Parsed<std::string> read_stdin() const override;

 private:
  RevisionFiles files_;
};

}  // namespace eksplan::cli
