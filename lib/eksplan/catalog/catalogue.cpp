#include "eksplan/catalog/catalogue.hpp"

#include <utility>

#include "eksplan/catalog/item.hpp"
#include "eksplan/catalog/price_set.hpp"

namespace eksplan::catalog {
namespace {

block::Region stored_region(const PriceSet& set, std::uint32_t index) {
  return set.record<block::Region>(set.header().regions, index);
}

Region region_of(const PriceSet& set, const block::Region& stored) {
  Region region;
  region.name = set.text(stored.name);
  region.title = set.text(stored.title);
  region.eks_fargate = (stored.flags & block::kEksFargate) != 0;
  region.fargate_2020_02 = (stored.flags & block::kFargateIn2020) != 0;
  region.zones.reserve(stored.zones.count);
  for (std::size_t i = 0; i < stored.zones.count; ++i) {
    region.zones.push_back(set.text(set.record<block::Text>(stored.zones, i)));
  }
  return region;
}

// Place of a type in the lists of what a region sells.
std::optional<std::size_t> place_of(const PriceSet& set, const block::Region& region,
                                    std::size_t type) {
  return set.find<std::uint16_t>(region.sold, type,
                                 [](std::uint16_t sold) { return std::size_t{sold}; });
}

Price price_of(const PriceSet& set, std::int64_t nanos, std::string_view unit,
               std::uint32_t origin_index) {
  const auto origin = set.record<block::Origin>(set.header().origins, origin_index);
  return {.amount = units::Money::from_nanos(nanos),
          .unit = unit,
          .as_of = set.text(origin.as_of),
          .source = set.text(origin.source)};
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

std::optional<units::HourlyRate> Catalogue::hourly(std::size_t type,
                                                   model::Purchase purchase) const {
  const auto region = stored_region(*set_, region_index_);
  const auto rates = region.rates[static_cast<std::size_t>(purchase)];
  const auto place = rates == 0 ? std::nullopt : place_of(*set_, region, type);
  const auto nanos = place ? set_->record_at<std::int64_t>(rates, *place) : 0;
  if (nanos == 0) {
    return std::nullopt;
  }
  return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
}

std::optional<Price> Catalogue::on_demand_price(std::size_t type) const {
  const auto rate = hourly(type, model::Purchase::on_demand);
  if (!rate) {
    return std::nullopt;
  }
  const auto region = stored_region(*set_, region_index_);
  const auto place = place_of(*set_, region, type);
  const auto origin = set_->record_at<std::uint32_t>(region.on_demand_origins, *place);
  return price_of(*set_, static_cast<std::int64_t>(rate->hourly().nanos()), "hour", origin);
}

std::optional<Price> Catalogue::price(Item item) const {
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
