#include "eksplan/app/prices_update.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/read.hpp"

namespace eksplan::app {
namespace {

constexpr std::int64_t kMib = std::int64_t{1024} * 1024;
constexpr std::int64_t kMostOfIndex = 16 * kMib;
constexpr std::int64_t kMostOfEc2 = 4096 * kMib;
constexpr std::int64_t kMostOfList = 1024 * kMib;
constexpr const char* kIndex = "/offers/v1.0/aws/index.json";
constexpr std::string_view kSavings = "AWSComputeSavingsPlan";
constexpr std::string_view kEc2 = "AmazonEC2";

constexpr std::array<std::string_view, 8> kServicesFetched{
    kEc2,        "AmazonEKS",       "AWSELB",           "AmazonEFS",
    "AmazonVPC", "AWSDataTransfer", "AmazonCloudWatch", kSavings};

diag::Diagnostic problem(diag::Severity severity, std::string at, std::string message,
                         std::string hint) {
  return {.severity = severity,
          .code = diag::kPriceData,
          .at = {.file = std::move(at), .line = 0, .column = 0, .path = {}},
          .message = std::move(message),
          .hint = std::move(hint),
          .excerpt = {}};
}

// A path of the price list's host and nothing else: it becomes an address and the name of a file.
bool is_list_path(std::string_view path) {
  constexpr std::size_t kLongest = 300;
  const bool is_known_root =
      path.substr(0, 16) == "/offers/v1.0/aws" || path.substr(0, 21) == "/savingsPlan/v1.0/aws";
  return is_known_root && path.size() <= kLongest && path.find("..") == std::string_view::npos &&
         path.find("//") == std::string_view::npos &&
         std::all_of(path.begin(), path.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '/' || c == '.' || c == '-' || c == '_';
         });
}

/// Goes from the index of services to the lists.
class ListFetcher {
 public:
  ListFetcher(const UpdateOptions& options, PriceHost& host, diag::Diagnostics& found)
      : options_(&options), host_(&host), found_(&found) {}

  FetchedLists fetch() {
    const auto index = read_json(kIndex);
    if (!index) {
      return std::move(lists_);
    }
    for (const auto& service : options_->services) {
      if (!fetch_service(service, *index)) {
        break;
      }
    }
    return std::move(lists_);
  }

 private:
  struct Json {
    std::string text;
    doc::Document document;
    std::string address;

    doc::Node root() const { return document.root(0); }
  };

  bool fail(ExitCode exit, const std::string& at, std::string message, std::string hint) {
    lists_.exit = exit;
    lists_.files.clear();
    found_->add(problem(diag::Severity::error, at, std::move(message), std::move(hint)));
    return false;
  }

  // An index, or nothing after a problem.
  std::unique_ptr<Json> read_json(const std::string& path) {
    const auto address = host_->address(path);
    auto text = host_->text(path, kMostOfIndex);
    if (!text) {
      fail(ExitCode::internal, address, text.fault().message, text.fault().hint);
      return nullptr;
    }
    const auto first = text->find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (*text)[first] != '{') {
      fail(ExitCode::input, address, "the answer is not the JSON of an index",
           "is this the address of a price list, or of a page that asks to log in?");
      return nullptr;
    }
    auto owned = std::make_unique<Json>(Json{*text, doc::Document(nullptr), address});
    diag::Diagnostics wrong;
    owned->document = doc::read_json({address, owned->text}, {}, wrong);
    if (wrong.has_errors() || owned->document.size() != 1) {
      found_->append(wrong);
      fail(ExitCode::input, address, "the answer is not the JSON of an index", "try again later");
      return nullptr;
    }
    return owned;
  }

  bool fetch_service(const std::string& service, const Json& index) {
    const auto path = region_index(service, index);
    if (!path) {
      return fail(ExitCode::input, index.address,
                  fmt::format("the index names no region index of {}", service),
                  "--services leaves a service out");
    }
    const auto regions = read_json(*path);
    if (regions == nullptr) {
      return false;
    }
    return std::all_of(options_->regions.begin(), options_->regions.end(),
                       [&](const auto& region) { return fetch_list(service, region, *regions); });
  }

  static std::optional<std::string> path_at(const std::optional<doc::Node>& node,
                                            std::string_view key) {
    const auto value = node ? node->find(key) : std::nullopt;
    return value && value->kind() == doc::Kind::string ? std::optional(std::string(value->text()))
                                                       : std::nullopt;
  }

  std::optional<std::string> region_index(const std::string& service, const Json& index) const {
    if (service == kSavings) {
      return fmt::format("/savingsPlan/v1.0/aws/{}/current/region_index.json", service);
    }
    const auto offers = index.root().find("offers");
    const auto path =
        path_at(offers ? offers->find(service) : std::nullopt, "currentRegionIndexUrl");
    return path && is_list_path(*path) ? path : std::nullopt;
  }

  // Where the list of a region is; nothing when the index does not have the region.
  static std::optional<std::string> list_path(const doc::Node& regions, const std::string& region) {
    if (regions.is_mapping()) {
      return path_at(regions.find(region), "currentVersionUrl");
    }
    for (std::size_t i = 0; regions.is_sequence() && i < regions.size(); ++i) {
      if (path_at(regions.at(i), "regionCode") == region) {
        return path_at(regions.at(i), "versionUrl");
      }
    }
    return std::nullopt;
  }

  bool fetch_list(const std::string& service, const std::string& region, const Json& index) {
    const auto regions = index.root().find("regions");
    const auto path = regions ? list_path(*regions, region) : std::nullopt;
    if (!path && (service == kEc2 || !regions)) {
      return fail(ExitCode::input, index.address,
                  fmt::format("the index names no list of {} for {}", service, region),
                  "is the region a new one, or of China, which has a host of its own?");
    }
    if (!path) {
      found_->add(problem(diag::Severity::note, index.address,
                          fmt::format("{} has no list for {}", service, region),
                          "its prices there stay as they are"));
      return true;
    }
    if (!is_list_path(*path)) {
      return fail(ExitCode::input, index.address,
                  fmt::format("'{}' is not the path of a price list", base::printable(*path)),
                  "a list stands below /offers/v1.0/aws or /savingsPlan/v1.0/aws");
    }
    const auto file = host_->file(*path, service == kEc2 ? kMostOfEc2 : kMostOfList);
    if (!file) {
      return fail(ExitCode::internal, host_->address(*path), file.fault().message,
                  file.fault().hint);
    }
    lists_.files.push_back(
        {.path = *file, .shown = host_->address(*path), .day = {}, .region = region});
    return true;
  }

  const UpdateOptions* options_;
  PriceHost* host_;
  diag::Diagnostics* found_;
  FetchedLists lists_;
};

}  // namespace

std::vector<std::string> price_services() {
  return {kServicesFetched.begin(), kServicesFetched.end()};
}

FetchedLists fetch_lists(const UpdateOptions& options, PriceHost& host, diag::Diagnostics& found) {
  return ListFetcher(options, host, found).fetch();
}

}  // namespace eksplan::app
