#include "eksplan/cluster/facts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::cluster {
namespace {

constexpr std::size_t kMostDigits = 4;
constexpr std::array<std::string_view, 3> kChosenByEksctl{"default", "latest", "auto"};
constexpr std::size_t kArnRegion = 3;

std::optional<int> small_number(std::string_view text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  if (text.empty() || text.size() > kMostDigits || text.front() == '-') {
    return std::nullopt;
  }
  const auto result = std::from_chars(text.data(), end, value);
  return result.ec == std::errc{} && result.ptr == end ? std::optional(value) : std::nullopt;
}

}  // namespace

base::Parsed<model::KubernetesVersion> parse_version(std::string_view text) {
  const auto parts = base::split(text.substr(text.starts_with('v') ? 1 : 0), '.');
  const auto major = small_number(parts[0]);
  const auto minor = parts.size() < 2 ? std::nullopt : small_number(parts[1]);
  if (!major || !minor || parts.size() > 3 || (parts.size() == 3 && !small_number(parts[2]))) {
    return base::Fault{fmt::format("'{}' is not a Kubernetes version", base::shorten(text, 60)),
                       "write it like \"1.33\""};
  }
  return model::KubernetesVersion{.major = *major, .minor = *minor};
}

base::Parsed<std::int64_t> parse_platform_version(std::string_view text) {
  constexpr std::string_view kPrefix = "eks.";
  const auto number =
      text.starts_with(kPrefix) ? small_number(text.substr(kPrefix.size())) : std::nullopt;
  if (!number) {
    return base::Fault{fmt::format("'{}' is not a platform version", base::shorten(text, 60)),
                       "EKS names them like eks.5"};
  }
  return std::int64_t{*number};
}

bool is_edge_zone(std::string_view zone) {
  const auto parts = base::split(zone, '-');
  return std::any_of(parts.begin(), parts.end() - 1, [](std::string_view part) {
    return !part.empty() && part.front() >= '0' && part.front() <= '9';
  });
}

void read_name(const doc::Fields& fields, std::string_view path, const Reading& reading) {
  const auto name = text_at(fields, path);
  if (!name || name->empty()) {
    return;
  }
  auto& known = reading.into.name;
  if (!known.empty() && known != *name) {
    doc::report(reading.found, *fields.find(path), diag::kClusterTwo,
                fmt::format("the input describes the clusters '{}' and '{}', which are read as one",
                            known, *name),
                "give what describes one cluster", diag::Severity::warning);
  }
  known = *name;
}

void read_owner(const doc::Fields& fields, std::string_view path, const Reading& reading) {
  auto name = text_at(fields, path);
  if (name && reading.into.name.empty()) {
    reading.into.name = std::move(*name);
  }
}

void read_version(const doc::Fields& fields, std::string_view path, const Reading& reading) {
  const auto text = text_at(fields, path);
  if (!text || text->empty() ||
      std::find(kChosenByEksctl.begin(), kChosenByEksctl.end(), *text) != kChosenByEksctl.end()) {
    return;
  }
  const auto at = *fields.find(path);
  const auto version = parse_version(*text);
  if (!version) {
    doc::report(reading.found, at, diag::kK8sFieldValue, version.fault().message,
                version.fault().hint);
    return;
  }
  reading.into.version = *version;
  reading.into.version_at = place_of(at, reading);
}

void read_platform_version(const doc::Fields& fields, std::string_view path,
                           const Reading& reading) {
  const auto text = fields.string(path);
  if (!text || text->empty() || text->starts_with("eks-local-outposts.")) {
    return;
  }
  const auto number = parse_platform_version(*text);
  if (!number) {
    doc::report(reading.found, *fields.find(path), diag::kK8sFieldValue, number.fault().message,
                number.fault().hint);
    return;
  }
  reading.into.platform_version = *number;
}

void read_region_of_arn(const doc::Fields& fields, std::string_view path, const Reading& reading) {
  const auto arn = fields.string(path);
  const auto parts = base::split(arn ? std::string_view(*arn) : std::string_view{}, ':');
  if (parts.size() > kArnRegion && !parts[kArnRegion].empty()) {
    reading.into.region = parts[kArnRegion];
  }
}

}  // namespace eksplan::cluster
