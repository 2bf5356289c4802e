#pragma once
// Price folders for tests: the one of the project, and a small one in memory that a test can spoil.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog::test {

/// Files by their name relative to the folder.
using Folder = std::map<std::string, std::string>;

/// Every file of pricing-data/ but README.md.
Folder project_folder();

/// Two regions with few types: small enough to be seen at a glance.
Folder small_folder();

/// The folder with the first `before` in one file replaced; fails the test when it is not there.
Folder with(Folder folder, const std::string& file, const std::string& before,
            const std::string& after);

struct Built {
  std::shared_ptr<const PriceSet> set;
  std::string messages;  ///< all diagnostics, printed
  std::string
      summary;  ///< the same without the lines of the input: place, path and message; then the hint
};

Built build_folder(const Folder& folder, std::string_view path = "prices");

/// Header and rows of a CSV text without quotes, read without the program's own reader.
struct Csv {
  std::vector<std::map<std::string, std::string>> rows;
};

Csv read_csv(const std::string& text);

}  // namespace eksplan::catalog::test
