#pragma once
/// A FileReader whose files are in memory.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"

namespace eksplan::support {

class MemoryFiles final : public app::FileReader {
 public:
  using Files = std::map<std::string, std::string>;  ///< path -> text

  MemoryFiles() = default;

  explicit MemoryFiles(Files files) : files_(std::move(files)) {}

  /// A path that exists and cannot be read.
  void forbid(const std::string& path) { forbidden_.push_back(path); }

  void set_stdin(std::string text) { stdin_ = std::move(text); }

  app::PathKind kind(const std::string& path) const override {
    if (files_.count(path) != 0 || is_forbidden(path)) {
      return app::PathKind::file;
    }
    const auto below = files_.lower_bound(path + "/");
    const bool folder = below != files_.end() && below->first.rfind(path + "/", 0) == 0;
    return folder ? app::PathKind::folder : app::PathKind::missing;
  }

  base::Parsed<std::string> read(const std::string& path) const override {
    if (is_forbidden(path)) {
      return base::Fault{"cannot be read: permission denied", ""};
    }
    return files_.at(path);
  }

  base::Parsed<std::vector<std::string>> list(const std::string& path) const override {
    std::vector<std::string> names;
    const auto add = [&](const std::string& file) {
      if (file.rfind(path + "/", 0) == 0) {
        const auto rest = file.substr(path.size() + 1);
        const auto name = rest.substr(0, rest.find('/'));
        if (std::find(names.begin(), names.end(), name) == names.end()) {
          names.insert(names.begin(), name);  // backwards: readers must sort
        }
      }
    };
    for (const auto& [file, text] : files_) {
      add(file);
    }
    for (const auto& file : forbidden_) {
      add(file);
    }
    return names;
  }

  std::string identity(const std::string& path) const override {
    return path.rfind("./", 0) == 0 ? path.substr(2) : path;
  }

  base::Parsed<std::string> read_stdin() const override { return stdin_; }

 private:
  bool is_forbidden(const std::string& path) const {
    for (const auto& file : forbidden_) {
      if (file == path) {
        return true;
      }
    }
    return false;
  }

  Files files_;
  std::vector<std::string> forbidden_;
  std::string stdin_;
};

}  // namespace eksplan::support
