#pragma once
/// A price folder in memory, made by imports.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/memory_files.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/prices_import.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/doc/byte_source.hpp"

namespace eksplan::app::test {

using Files = support::MemoryFiles::Files;

/// A price folder as it is after imports.
class Prices {
 public:
  /// Imports the text of a file; false when nothing came of it.
  bool import(const std::string& text, ImportOptions options = {}) {
    sources_.push_back(text);
    const auto open =
        [&](const std::string& path) -> base::Parsed<std::unique_ptr<doc::ByteSource>> {
      return std::unique_ptr<doc::ByteSource>(
          std::make_unique<doc::TextBytes>(sources_[std::stoul(path)]));
    };
    options.files.push_back({.path = std::to_string(sources_.size() - 1),
                             .shown = "file",
                             .day = "2026-03-04",
                             .region = {}});
    options.into = "my";
    if (options.regions.empty() && files_.empty()) {
      options.regions = {"us-east-1", "eu-west-1"};  // to be quick
    }
    result_ = import_prices(options, support::MemoryFiles(files_), open);
    if (result_.folder.empty()) {
      return false;
    }
    files_.clear();
    for (const auto& file : result_.folder) {
      files_["my/" + file.path] = file.text;
    }
    return true;
  }

  const Files& files() const { return files_; }

  void add_file(const std::string& name) { files_["my/" + name] = "x\n"; }

  std::string problems() const {
    std::string text;
    for (const auto& one : result_.outcome.messages) {
      text += one.message + "\n";
    }
    return text;
  }

  const Outcome& outcome() const { return result_.outcome; }

  std::shared_ptr<const catalog::PriceSet> set() const {
    std::vector<catalog::PriceFile> files;
    for (const auto& [name, text] : files_) {
      files.push_back({name, text});
    }
    diag::Diagnostics found;
    auto built = catalog::build("my", files, found);
    REQUIRE(built != nullptr);
    return built;
  }

  /// The row of a file that begins with `key`.
  std::string row(const std::string& file, const std::string& key) const {
    const auto& text = files_.at("my/" + file);
    const auto at = text.find("\n" + key + ",");
    return at == std::string::npos ? "" : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
  }

 private:
  std::vector<std::string> sources_;
  Files files_;
  ImportResult result_;
};

/// Options for files that do not name everything.
inline ImportOptions excerpt() {
  ImportOptions options;
  options.partial = true;
  return options;
}

}  // namespace eksplan::app::test
