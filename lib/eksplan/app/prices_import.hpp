#pragma once
/// `eksplan prices import`: AWS's price and instance files into a price folder.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/base/parsed.hpp"

namespace eksplan::doc {
class ByteSource;
}  // namespace eksplan::doc

namespace eksplan::app {

/// A file that is read piece by piece; the fault says why it cannot be opened.
using OpenBytes =
    std::function<base::Parsed<std::unique_ptr<doc::ByteSource>>(const std::string& path)>;

struct ImportFile {
  std::string path;
  std::string shown;   ///< how messages call it; "" = its path
  std::string day;     ///< when it was written, for files that name no day; "" = not known
  std::string region;  ///< the only one that it speaks of; "" = it says so itself
};

struct ImportOptions {
  std::vector<ImportFile> files;
  std::string into;                  ///< the folder
  std::vector<std::string> regions;  ///< only these; empty = all
  std::string prices;                ///< what a new folder starts from; "" = the built-in set
  std::string as_of;                 ///< the day of files that name none
  bool partial = false;              ///< files are excerpts: nothing is dropped
};

struct ImportResult {
  Outcome outcome;
  std::vector<OutputFile> folder;  ///< the files of the new folder, by their path in it; checked
};

/// A folder that is there is taken as it stands; a new one starts from the set in use. Rows that
/// the files speak of are replaced, everything else stays. After an error there is no new folder.
ImportResult import_prices(const ImportOptions& options, const FileReader& files,
                           const OpenBytes& open);

}  // namespace eksplan::app
