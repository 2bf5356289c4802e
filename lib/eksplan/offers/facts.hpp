#pragma once
/// What price and instance files say, in the terms of a price folder, and what they say that a
/// price folder has no place for.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "eksplan/units/money.hpp"

namespace eksplan::offers {

/// A price per hour that an instance type can have, each a column of a price folder.
enum class Rate : std::uint8_t {
  on_demand,     ///< Linux, shared tenancy
  windows,       ///< the same with a Windows licence
  reserved_1yr,  ///< Linux, standard, all upfront, spread over the term
  reserved_3yr,
  savings_1yr,  ///< Linux, Compute Savings Plan, all upfront
  savings_3yr,
};
inline constexpr std::size_t kRates = 6;

std::string_view column(Rate rate);  ///< "on_demand"

/// A figure with its day ("2026-01-16").
struct Dated {
  units::Money amount;
  std::string as_of;

  bool operator==(const Dated&) const = default;
};

/// The mean over zones of the newest price in each.
struct SpotMean {
  units::Money amount;
  std::string as_of;  ///< the newest day of them
  int zones = 0;

  bool operator==(const SpotMean&) const = default;
};

/// What the Spot advisor says of a type.
struct SpotAdvice {
  std::string interruption;  ///< share reclaimed in a month: "<5%", "5-10%", ...
  std::int64_t saving = 0;   ///< percent of the on-demand price

  bool operator==(const SpotAdvice&) const = default;
};

/// A type is offered in a zone, named ("us-east-1a") or by its id ("use1-az1").
struct Offering {
  std::string type;
  std::string zone;

  auto operator<=>(const Offering&) const = default;
};

/// What describe-instance-types says of a type; figures that are not there are 0 or empty.
struct TypeFacts {
  std::int64_t vcpu = 0;
  std::int64_t memory_mib = 0;
  std::string arch;  ///< "amd64" or "arm64"
  std::int64_t gpus = 0;
  std::string gpu_manufacturer;
  std::int64_t neuron_accelerators = 0;
  std::string other_accelerator;
  std::int64_t local_nvme_gb = 0;
  std::int64_t enis = 0;
  std::int64_t ipv4_per_eni = 0;
  std::int64_t max_ebs_attachments = 0;
  bool nitro = false;
  bool bare_metal = false;
  bool burstable = false;
  bool current_generation = false;

  bool operator==(const TypeFacts&) const = default;
};

struct RegionAndName {
  std::string region;
  std::string name;  ///< of a type or an item

  auto operator<=>(const RegionAndName&) const = default;
};

/// The content of one file or of several; the later one counts.
struct Facts {
  std::map<std::tuple<std::string, std::string, Rate>, Dated> rates;  ///< by region, type, rate
  std::map<RegionAndName, Dated> items;
  std::map<RegionAndName, SpotMean> spot;
  std::map<RegionAndName, SpotAdvice> advice;
  std::string advice_as_of;
  std::vector<Offering> offered;
  std::map<std::string, TypeFacts> types;
  std::string types_as_of;

  /// Regions whose list of a rate is complete: what it does not name is not sold that way.
  std::map<std::pair<std::string, Rate>, std::string> complete;

  /// Rates that a list names without a price that can be: what is known of them stays.
  std::set<std::tuple<std::string, std::string, Rate>> doubtful;

  /// What was left out, and how often.
  std::map<std::string, std::int64_t> left_out;
};

}  // namespace eksplan::offers
