// Output of describe-spot-price-history, and the file of the Spot advisor.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/doc/json_stream.hpp"
#include "eksplan/offers/json_file.hpp"
#include "eksplan/offers/price_text.hpp"

namespace eksplan::offers {
namespace {

// us-east-1 of us-east-1f; "" when it is no zone (a Local Zone has another ending).
std::string region_of_zone(std::string_view zone) {
  constexpr std::size_t kShortest = 4;
  const bool is_zone = zone.size() > kShortest && zone.back() >= 'a' && zone.back() <= 'z' &&
                       zone[zone.size() - 2] >= '0' && zone[zone.size() - 2] <= '9';
  const auto region = zone.substr(0, zone.size() - (is_zone ? 1 : 0));
  constexpr std::ptrdiff_t kDashes = 2;  // three in us-gov-east-1
  const auto dashes = std::count(region.begin(), region.end(), '-');
  const bool is_region =
      dashes == kDashes || (dashes == kDashes + 1 && region.substr(0, 7) == "us-gov-");
  return is_zone && is_region ? std::string(region) : std::string();
}

struct Newest {
  std::string time;
  units::Money amount;
};

using ZonePrices = std::map<RegionAndName, std::map<std::string, Newest, std::less<>>>;

// Keeps the record when it is the newest of its zone and type.
void take_record(JsonFile& file, const doc::JsonView& record, ZonePrices& prices) {
  const auto zone = text_at(record, "AvailabilityZone");
  const auto type = text_at(record, "InstanceType");
  const auto system = text_at(record, "ProductDescription");
  const auto time = text_at(record, "Timestamp");
  if (system != "Linux/UNIX" && system != "Linux/UNIX (Amazon VPC)") {
    file.book.leave_out("Spot prices of other systems than Linux");
    return;
  }
  const auto region = region_of_zone(zone);
  if (region.empty()) {
    file.book.leave_out("Spot prices of Local Zones");
    return;
  }
  if (!file.options->regions.empty() && !file.options->regions.contains(region)) {
    file.book.leave_out(words(LeftOut::other_region));
    return;
  }
  const auto price = parse_list_price(text_at(record, "SpotPrice"));
  if (!price || *price == units::Money()) {
    file.complain(record.offset(),
                  {price ? base::Fault{"a Spot price is 0", "none is free"} : price.fault()});
    return;
  }
  if (!day_of(time) || type.empty()) {
    file.wrong(record.offset(), "a Spot price has no InstanceType or no Timestamp",
               "write what the AWS CLI printed");
    return;
  }
  auto& newest = prices[{region, std::string(type)}][std::string(zone)];
  if (time > newest.time) {
    newest = {std::string(time), *price};
  }
}

SpotMean mean_of(const std::map<std::string, Newest, std::less<>>& zones) {
  SpotMean mean;
  units::Money sum;
  for (const auto& [zone, newest] : zones) {
    sum += newest.amount;
    mean.as_of = std::max(mean.as_of, day_of(newest.time).value_or(""));
  }
  mean.zones = static_cast<int>(zones.size());
  mean.amount = units::Money::from_nanos(base::div_half_up(sum.nanos(), mean.zones));
  return mean;
}

// What the advisor says of one type: { "s": percent saved, "r": range }.
void take_advice(JsonFile& file, const std::string& region, std::string_view type,
                 const doc::JsonView& advice) {
  constexpr std::array<std::string_view, 5> kRanges{"<5%", "5-10%", "10-15%", "15-20%", ">20%"};
  constexpr std::int64_t kWhole = 100;
  const auto range = count_at(advice, {"r"});
  const auto saving = count_at(advice, {"s"});
  if (!range || *range >= static_cast<std::int64_t>(kRanges.size()) || !saving ||
      *saving > kWhole) {
    file.wrong(advice.offset(), fmt::format("the advice on {} has no range or no saving", type),
               "r is a range from 0 to 4, s a saving in percent", fmt::format(".{}", type));
    return;
  }
  file.facts.advice[{region, std::string(type)}] = {
      std::string(kRanges[static_cast<std::size_t>(*range)]), *saving};
}

}  // namespace

void read_spot_history(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "output of describe-spot-price-history";
  file.dated_rows = true;
  if (!stream.enter()) {
    file.wrong(stream.offset(), "SpotPriceHistory is not a list", "write what the AWS CLI printed");
    return;
  }
  ZonePrices prices;
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    take_record(file, *value, prices);
  }
  for (const auto& [key, zones] : prices) {
    file.facts.spot[key] = mean_of(zones);
    file.as_of = std::max(file.as_of, file.facts.spot[key].as_of);
  }
}

void read_spot_advisor(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "file of the Spot advisor";
  if (!stream.enter()) {
    file.wrong(stream.offset(), "spot_advisor is not a mapping", "it is a mapping of regions");
    return;
  }
  while (stream.next()) {
    const std::string region(stream.key());
    if (!file.options->regions.empty() && !file.options->regions.contains(region)) {
      file.book.leave_out("regions of the Spot advisor that were not asked for");
      continue;
    }
    const auto value = stream.value();
    if (!value) {
      return;
    }
    const auto linux_types = value->find("Linux");
    if (!linux_types) {
      continue;
    }
    doc::JsonMembers types(*linux_types);
    while (types.next()) {
      take_advice(file, region, types.key(), types.value());
    }
  }
}

}  // namespace eksplan::offers
