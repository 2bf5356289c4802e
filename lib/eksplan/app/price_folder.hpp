#pragma once
/// The files of a price folder as tables whose cells can be changed, and back to text.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::app {

/// One CSV file whose first column is a key. Its rows are written in the order of their keys.
class PriceTable {
 public:
  using Row = std::map<std::string, std::string, std::less<>>;  ///< cells by column

  PriceTable() = default;

  PriceTable(std::string comment, std::vector<std::string> columns)
      : comment_(std::move(comment)), columns_(std::move(columns)) {}

  const std::map<std::string, Row, std::less<>>& rows() const { return rows_; }

  bool has(std::string_view key) const { return rows_.find(key) != rows_.end(); }

  /// The row of a key, made empty when it is not there.
  Row& row(std::string_view key);

  void erase(std::string_view key);

  /// Takes a row over from a table with the same columns.
  void put(std::string_view key, const Row& row) { this->row(key) = row; }

  /// "" when the key or the column is not there.
  std::string_view cell(std::string_view key, std::string_view column) const;

  std::string text() const;

 private:
  std::string comment_;  ///< lines that begin with #, each with its line break
  std::vector<std::string> columns_;
  std::map<std::string, Row, std::less<>> rows_;
};

/// A whole folder.
class PriceFolder {
 public:
  /// All of a set, or what concerns these regions (empty = all).
  static PriceFolder of(const std::shared_ptr<const catalog::PriceSet>& set,
                        const std::vector<std::string>& regions);

  /// The files of a folder, which must be one that a set was built from.
  static PriceFolder read(const std::string& folder, const FileReader& files,
                          diag::Diagnostics& found);

  /// Takes a region over from another folder, with the types that it sells there.
  void add_region(const PriceFolder& from, std::string_view region);

  /// Names of its regions, sorted.
  std::vector<std::string> regions() const;

  PriceTable& regions_table() { return tables_["regions.csv"]; }

  const PriceTable& regions_table() const { return tables_.at("regions.csv"); }

  PriceTable& types() { return tables_["instance-types.csv"]; }

  const PriceTable& types() const { return tables_.at("instance-types.csv"); }

  /// ec2/REGION.csv and services/REGION.csv.
  PriceTable& rates(std::string_view region);
  PriceTable& services(std::string_view region);

  /// The files, by their path within the folder; price-set.csv with the newest date of a price.
  std::vector<OutputFile> texts() const;

 private:
  std::map<std::string, PriceTable, std::less<>> tables_;
};

std::string flag_cell(bool value);                 ///< "true" or "false"
std::string known_count_cell(std::int64_t value);  ///< empty for 0, which is "not known" there

/// Whether `path` (within a price folder) is one of its files.
bool is_price_file(std::string_view path);

}  // namespace eksplan::app
