#include "eksplan/catalog/catalogue.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/glob.hpp"
#include "eksplan/catalog/item.hpp"
#include "eksplan/catalog/price_set.hpp"
#include "eksplan/catalog/spot.hpp"
#include "eksplan/catalog/terms.hpp"

namespace eksplan::catalog {
namespace {

block::Region stored_region(const PriceSet& set, std::uint32_t index) {
  return set.record<block::Region>(set.header().regions, index);
}

std::vector<std::string_view> texts_of(const PriceSet& set, block::List list) {
  std::vector<std::string_view> texts;
  texts.reserve(list.count);
  for (std::size_t i = 0; i < list.count; ++i) {
    texts.push_back(set.text(set.record<block::Text>(list, i)));
  }
  return texts;
}

// Those of `names` whose bit is set.
std::vector<std::string_view> chosen(const std::vector<std::string_view>& names,
                                     std::uint32_t bits) {
  std::vector<std::string_view> all;
  all.reserve(static_cast<std::size_t>(std::popcount(bits)));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if ((bits >> i & 1U) != 0) {
      all.push_back(names[i]);
    }
  }
  return all;
}

Region region_of(const PriceSet& set, const block::Region& stored) {
  const auto origin = set.record<block::Origin>(set.header().origins, stored.origin);
  Region region{.name = set.text(stored.name),
                .title = set.text(stored.title),
                .eks_fargate = (stored.flags & block::kEksFargate) != 0,
                .fargate_2020_02 = (stored.flags & block::kFargateIn2020) != 0,
                .zones = texts_of(set, stored.zones),
                .zone_ids = texts_of(set, stored.zone_ids),
                .fargate_zones = {},
                .source = set.text(origin.source),
                .as_of = set.text(origin.as_of)};
  region.fargate_zones =
      stored.fargate_zones == 0 ? region.zones : chosen(region.zones, stored.fargate_zones);
  return region;
}

constexpr std::string_view kFraction = "fraction";

Price price_of(const PriceSet& set, std::int64_t nanos, std::string_view unit,
               std::uint32_t origin_index) {
  const auto origin = set.record<block::Origin>(set.header().origins, origin_index);
  const auto list = units::Money::from_nanos(nanos);
  return {.amount = list,
          .list = list,
          .unit = unit,
          .as_of = set.text(origin.as_of),
          .source = set.text(origin.source)};
}

// Of what `rate_of` says each way costs.
template <class RateOf>
std::optional<units::HourlyRate> mean_of(const Buying& buying, RateOf rate_of) {
  const auto first = rate_of(buying.purchase);
  if (!first || !buying.other) {
    return first;
  }
  const auto other = rate_of(buying.other->purchase);
  if (!other) {
    return std::nullopt;
  }
  const auto hundred = *first * buying.other->percent_left() + *other * buying.other->percent;
  return units::HourlyRate::per_hour(
      units::Money::from_nanos(base::div_floor(hundred.hourly().nanos(), 100)));
}

block::Offer offer_at(const PriceSet& set, const block::Region& region, std::size_t place) {
  return set.record_at<block::Offer>(region.offers, place);
}

}  // namespace

Catalogue::Catalogue(std::shared_ptr<const PriceSet> set, std::uint32_t region)
    : set_(std::move(set)),
      region_index_(region),
      region_(region_of(*set_, stored_region(*set_, region))) {}

std::size_t Catalogue::type_count() const {
  return set_->header().types.count;
}

model::InstanceType Catalogue::type(std::size_t index) const {
  const auto stored = set_->record<block::Type>(set_->header().types, index);
  const auto has = [&](std::uint8_t flag) { return (stored.flags & flag) != 0; };
  return {
      .name = set_->text(stored.name),
      .vcpu = stored.vcpu,
      .memory_mib = stored.memory_mib,
      .memory_measured_mib = stored.memory_measured_mib == 0
                                 ? std::nullopt
                                 : std::optional<std::int64_t>(stored.memory_measured_mib),
      .arch = static_cast<model::Architecture>(stored.arch),
      .gpus = stored.gpus,
      .gpu_manufacturer = set_->text(stored.gpu_manufacturer),
      .neuron_accelerators = stored.neuron_accelerators,
      .other_accelerator = set_->text(stored.other_accelerator),
      .local_nvme_gb = stored.local_nvme_gb,
      .enis = stored.enis,
      .ipv4_per_eni = stored.ipv4_per_eni,
      .max_ebs_attachments = stored.max_ebs_attachments,
      .nitro = has(block::kNitro),
      .bare_metal = has(block::kBareMetal),
      .burstable = has(block::kBurstable),
      .current_generation = has(block::kCurrentGeneration),
  };
}

std::optional<std::size_t> Catalogue::find_type(std::string_view name) const {
  return set_->find<block::Type>(set_->header().types, name,
                                 [&](const block::Type& type) { return set_->text(type.name); });
}

// Place of a type in the lists of what the region sells.
std::optional<std::size_t> Catalogue::place_of(std::size_t type) const {
  return set_->find<std::uint16_t>(stored_region(*set_, region_index_).sold, type,
                                   [](std::uint16_t sold) { return std::size_t{sold}; });
}

// 0 = not known.
std::int64_t Catalogue::nanos(std::size_t rates, std::size_t place) const {
  const auto list = stored_region(*set_, region_index_).rates[rates];
  return list == 0 ? 0 : set_->record_at<std::int64_t>(list, place);
}

std::optional<units::Money> Catalogue::list_hourly(std::size_t type,
                                                   model::Purchase purchase) const {
  const auto place = place_of(type);
  const auto known = place ? nanos(static_cast<std::size_t>(purchase), *place) : 0;
  return known == 0 ? std::nullopt : std::optional(units::Money::from_nanos(known));
}

std::optional<units::HourlyRate> Catalogue::hourly(std::size_t type,
                                                   model::Purchase purchase) const {
  const auto list = list_hourly(type, purchase);
  return list ? std::optional(units::HourlyRate::per_hour(paid(Service::ec2, *list)))
              : std::nullopt;
}

units::Money Catalogue::paid(Service service, units::Money list) const {
  const auto off = terms_.millionths_off[static_cast<std::size_t>(service)];
  return off == 0 ? list : less(list, off);
}

std::optional<Price> Catalogue::price_at(std::size_t place, std::size_t rates) const {
  const auto known = nanos(rates, place);
  if (known == 0) {
    return std::nullopt;
  }
  constexpr auto kOnDemand = static_cast<std::size_t>(model::Purchase::on_demand);
  constexpr auto kSpot = static_cast<std::size_t>(model::Purchase::spot);
  const auto offer = offer_at(*set_, stored_region(*set_, region_index_), place);
  const bool is_of_row = rates == kOnDemand || rates == block::kWindows;
  const auto dated =
      is_of_row ? offer.origin : (rates == kSpot ? offer.spot_origin : offer.committed_origin);
  auto price = price_of(*set_, known, "hour", dated);
  if (rates == kSpot && static_cast<SpotKind>(offer.spot_kind) == SpotKind::zone_mean) {
    price.source = "Spot price history";
  } else if (!is_of_row && offer.origin != block::kNoOrigin) {
    price.source = price_of(*set_, known, "hour", offer.origin).source;
  }
  price.amount = paid(Service::ec2, price.list);
  return price;
}

std::optional<Price> Catalogue::price(std::size_t type, model::Purchase purchase) const {
  const auto place = place_of(type);
  return place ? price_at(*place, static_cast<std::size_t>(purchase)) : std::nullopt;
}

const Buying& Catalogue::buying(std::size_t type) const {
  const auto& special = terms_.buying_of_types;
  if (special.empty()) {
    return terms_.buying;
  }
  const auto name = set_->text(set_->record<block::Type>(set_->header().types, type).name);
  const auto last = std::find_if(special.rbegin(), special.rend(), [&](const TypeBuying& one) {
    return base::glob_matches(one.types, name);
  });
  return last == special.rend() ? terms_.buying : last->buying;
}

std::optional<units::HourlyRate> Catalogue::node_hourly(std::size_t type) const {
  return mean_of(buying(type), [&](model::Purchase way) { return hourly(type, way); });
}

std::optional<units::HourlyRate> Catalogue::node_list_hourly(std::size_t type) const {
  return mean_of(buying(type), [&](model::Purchase way) {
    const auto list = list_hourly(type, way);
    return list ? std::optional(units::HourlyRate::per_hour(*list)) : std::nullopt;
  });
}

std::optional<Price> Catalogue::windows_price(std::size_t type) const {
  const auto place = place_of(type);
  return place ? price_at(*place, block::kWindows) : std::nullopt;
}

std::optional<Spot> Catalogue::spot(std::size_t type) const {
  const auto place = place_of(type);
  if (!place) {
    return std::nullopt;
  }
  const auto offer = offer_at(*set_, stored_region(*set_, region_index_), *place);
  Spot spot{.hourly = hourly(type, model::Purchase::spot),
            .kind = static_cast<SpotKind>(offer.spot_kind),
            .as_of = {},
            .interruption = interruptions()[offer.interruption]};
  if (spot.hourly) {
    spot.as_of = price_at(*place, static_cast<std::size_t>(model::Purchase::spot))->as_of;
  } else if (spot.interruption.empty()) {
    return std::nullopt;
  }
  return spot;
}

bool Catalogue::is_sold(std::size_t type) const {
  return place_of(type).has_value();
}

std::vector<std::string_view> Catalogue::zones(std::size_t type) const {
  const auto place = place_of(type);
  if (!place) {
    return {};
  }
  return chosen(region_.zones, offer_at(*set_, stored_region(*set_, region_index_), *place).zones);
}

TypeOrigin Catalogue::type_origin(std::size_t type) const {
  const auto stored = set_->record<block::Type>(set_->header().types, type);
  const auto origin = set_->record<block::Origin>(set_->header().origins, stored.origin);
  return {.source = set_->text(origin.source),
          .as_of = set_->text(origin.as_of),
          .memory_measured_as_of = set_->text(stored.memory_measured_as_of)};
}

std::optional<Price> Catalogue::price(Item item) const {
  auto price = list_price(item);
  const auto service = service_of(item);
  if (!price || unit(item) == kFraction) {
    return price;
  }
  if (service == Service::fargate && terms_.fargate_savings) {
    constexpr std::int64_t kNanosOfMillionth = 1000;
    const auto part = list_price(*terms_.fargate_savings);
    price->amount =
        part ? less(price->list, static_cast<std::int64_t>(part->list.nanos() / kNanosOfMillionth))
             : price->amount;
  }
  price->amount = paid(service, price->amount);
  return price;
}

std::optional<Price> Catalogue::list_price(Item item) const {
  const auto items = stored_region(*set_, region_index_).items;
  const auto place =
      set_->find<block::ItemPrice>(items, static_cast<std::uint32_t>(item),
                                   [](const block::ItemPrice& price) { return price.item; });
  if (!place) {
    return std::nullopt;
  }
  const auto stored = set_->record<block::ItemPrice>(items, *place);
  return price_of(*set_, stored.nanos, unit(item), stored.origin);
}

std::span<const AddOn> Catalogue::add_ons() const {
  return set_->add_ons();
}

std::string_view Catalogue::set_name() const {
  return set_->name();
}

std::string_view Catalogue::effective_date() const {
  return set_->text(set_->header().effective_date);
}

std::string Catalogue::sha256() const {
  return set_->sha256();
}

std::shared_ptr<const PriceSet> build(std::string_view set_name, std::span<const PriceFile> files,
                                      diag::Diagnostics& found) {
  auto built = build_block(files, found);
  return built ? std::make_shared<const PriceSet>(std::string(set_name), std::move(*built))
               : nullptr;
}

std::vector<std::string_view> region_names(const PriceSet& set) {
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < set.header().regions.count; ++i) {
    names.push_back(set.text(stored_region(set, i).name));
  }
  return names;
}

std::optional<Catalogue> open_region(std::shared_ptr<const PriceSet> set, std::string_view region) {
  const auto index =
      set->find<block::Region>(set->header().regions, region,
                               [&](const block::Region& stored) { return set->text(stored.name); });
  if (!index) {
    return std::nullopt;
  }
  return Catalogue(std::move(set), static_cast<std::uint32_t>(*index));
}

}  // namespace eksplan::catalog
