#pragma once
/// A FileReader on the real disk, for tests that run over folders.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"

namespace eksplan::support {

class DiskFiles final : public app::FileReader {
 public:
  app::PathKind kind(const std::string& path) const override {
    if (std::filesystem::is_directory(path)) {
      return app::PathKind::folder;
    }
    return std::filesystem::exists(path) ? app::PathKind::file : app::PathKind::missing;
  }

  base::Parsed<std::string> read(const std::string& path) const override {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  base::Parsed<std::vector<std::string>> list(const std::string& path) const override {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  std::string identity(const std::string& path) const override {
    return std::filesystem::canonical(path).string();
  }

  base::Parsed<std::string> read_stdin() const override { return std::string(); }
};

}  // namespace eksplan::support
