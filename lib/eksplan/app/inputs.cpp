#include "eksplan/app/inputs.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"

namespace eksplan::app {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_manifest_name(std::string_view name) {
  return ends_with(name, ".yaml") || ends_with(name, ".yml") || ends_with(name, ".json");
}

bool is_kustomization_name(std::string_view name) {
  constexpr std::array<std::string_view, 3> kNames{"kustomization.yaml", "kustomization.yml",
                                                   "Kustomization"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string child(const std::string& folder, const std::string& name) {
  return ends_with(folder, "/") || folder == "/" ? folder + name : folder + "/" + name;
}

/// One walk over all inputs.
class InputWalk {
 public:
  InputWalk(const FileReader& files, diag::Diagnostics& found) : files_(&files), found_(&found) {}

  void input(const std::string& path) {
    if (path == "-") {
      standard_input();
      return;
    }
    switch (files_->kind(path)) {
      case PathKind::missing:
        tell(diag::Severity::error, diag::kFileUnreadable, path, "there is no such file or folder",
             "give a manifest, a folder of manifests, or - for standard input");
        return;
      case PathKind::file:
        file(path);
        return;
      case PathKind::folder:
        folder(path, 0);
        return;
    }
  }

  std::vector<InputFile> take() { return std::move(read_); }

 private:
  void tell(diag::Severity severity, std::string_view code, const std::string& path,
            std::string message, std::string hint) {
    found_->add({.severity = severity,
                 .code = code,
                 .at = {.file = path, .line = 0, .column = 0, .path = {}},
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .excerpt = {}});
  }

  void standard_input() {
    if (std::exchange(stdin_read_, true)) {
      return;
    }
    auto text = files_->read_stdin();
    if (!text) {
      tell(diag::Severity::error, diag::kFileUnreadable, kStdinName, text.fault().message,
           text.fault().hint);
      return;
    }
    read_.push_back({kStdinName, std::move(text)});
  }

  void file(const std::string& path) {
    if (!seen_.insert(files_->identity(path)).second) {
      return;
    }
    auto text = files_->read(path);
    if (!text) {
      tell(diag::Severity::error, diag::kFileUnreadable, path, text.fault().message,
           text.fault().hint);
      return;
    }
    read_.push_back({path, std::move(text)});
  }

  void folder(const std::string& path, std::size_t depth) {
    if (depth > kMaxFolderDepth || !open_folders_.insert(files_->identity(path)).second) {
      return;  // a link to a folder that is being read already
    }
    auto listed = files_->list(path);
    if (!listed) {
      tell(diag::Severity::error, diag::kFileUnreadable, path, listed.fault().message,
           listed.fault().hint);
      return;
    }
    auto names = *listed;
    std::sort(names.begin(), names.end());
    if (!is_chart(path, names, depth == 0)) {
      warn_of_kustomization(path, names);
      for (const auto& name : names) {
        entry(path, name, depth);
      }
    }
    open_folders_.erase(files_->identity(path));
  }

  void entry(const std::string& folder_path, const std::string& name, std::size_t depth) {
    const auto path = child(folder_path, name);
    const auto kind = files_->kind(path);
    if (kind == PathKind::folder && name.front() != '.') {
      folder(path, depth + 1);
    } else if (kind == PathKind::file && is_manifest_name(name) && !is_kustomization_name(name)) {
      file(path);
    }
  }

  bool is_chart(const std::string& path, const std::vector<std::string>& names, bool is_input) {
    if (!std::binary_search(names.begin(), names.end(), "Chart.yaml")) {
      return false;
    }
    tell(is_input ? diag::Severity::error : diag::Severity::warning, diag::kTemplateNotRendered,
         path,
         is_input ? "this is a Helm chart, which has to be rendered first"
                  : "a Helm chart, left out",
         fmt::format("run: helm template {} | eksplan estimate -", path));
    return true;
  }

  void warn_of_kustomization(const std::string& path, const std::vector<std::string>& names) {
    const auto at = std::find_if(names.begin(), names.end(), is_kustomization_name);
    if (at != names.end()) {
      tell(diag::Severity::warning, diag::kKustomization, child(path, *at),
           "the folder has a kustomization, which is not applied: its plain files are read as they "
           "are",
           fmt::format("run: kubectl kustomize {} | eksplan estimate -", path));
    }
  }

  const FileReader* files_;
  diag::Diagnostics* found_;
  std::vector<InputFile> read_;
  std::set<std::string> seen_;
  std::set<std::string> open_folders_;
  bool stdin_read_ = false;
};

}  // namespace

std::vector<InputFile> read_inputs(const std::vector<std::string>& inputs, const FileReader& files,
                                   diag::Diagnostics& found) {
  InputWalk walk(files, found);
  for (const auto& input : inputs) {
    walk.input(input);
  }
  return walk.take();
}

}  // namespace eksplan::app
