#pragma once
/// `eksplan prices update`: which files of AWS's public price list are wanted, and fetching them
/// through a seam that knows the network.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/outcome.hpp"
#include "eksplan/app/prices_import.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::app {

/// Paths are those of the price list's host: "/offers/v1.0/aws/index.json".
class PriceHost {
 public:
  PriceHost() = default;
  PriceHost(const PriceHost&) = delete;
  PriceHost& operator=(const PriceHost&) = delete;
  virtual ~PriceHost() = default;

  /// A small file's text; the fault says why not.
  virtual base::Parsed<std::string> text(const std::string& path, std::int64_t most_bytes) = 0;

  /// Fetches a large file to the disk and gives its path there. What came before a failure is kept,
  /// and the next attempt goes on behind it.
  virtual base::Parsed<std::string> file(const std::string& path, std::int64_t most_bytes) = 0;

  /// The address as messages show it.
  virtual std::string address(const std::string& path) const = 0;
};

struct UpdateOptions {
  std::vector<std::string> regions;
  std::vector<std::string> services;  ///< codes of offers
};

/// The services whose lists eksplan reads, in the order of fetching.
std::vector<std::string> price_services();

struct FetchedLists {
  std::vector<ImportFile> files;
  ExitCode exit = ExitCode::done;  ///< why there are none: internal for the network, input for data
};

/// Fetches the lists of every service and region. Problems go to `found`; a service that a region
/// does not have is a note, EC2 excepted.
FetchedLists fetch_lists(const UpdateOptions& options, PriceHost& host, diag::Diagnostics& found);

}  // namespace eksplan::app
