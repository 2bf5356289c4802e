// A price set written as the tables of a folder.

#include <span>

#include <fmt/format.h>

#include "eksplan/app/price_folder.hpp"
#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/catalog/columns.hpp"

namespace eksplan::app {
namespace {

PriceTable empty_table(const std::string& comment, std::span<const std::string_view> columns) {
  return {comment, {columns.begin(), columns.end()}};
}

std::string comment(const catalog::Catalogue& of) {
  return fmt::format("# Written by eksplan from its price set '{}' of {}.\n", of.set_name(),
                     of.effective_date());
}

std::string joined(const std::vector<std::string_view>& words) {
  return base::join({words.begin(), words.end()}, " ");
}

void add_region_row(const catalog::Region& region, PriceTable& table) {
  auto& row = table.row(region.name);
  std::vector<std::string> zones;
  for (std::size_t i = 0; i < region.zones.size(); ++i) {
    const auto id = region.zone_ids[i];
    zones.push_back(std::string(region.zones[i]) + (id.empty() ? "" : "=" + std::string(id)));
  }
  row["title"] = region.title;
  row["eks_fargate"] = flag_cell(region.eks_fargate);
  row["fargate_2020_02"] = flag_cell(region.fargate_2020_02);
  row["zones"] = base::join(zones, " ");
  row["fargate_zones"] = region.fargate_zones == region.zones ? "" : joined(region.fargate_zones);
  row["source"] = region.source;
  row["as_of"] = region.as_of;
}

void add_type(const catalog::Catalogue& catalogue, std::size_t index, PriceTable& table) {
  const auto type = catalogue.type(index);
  const auto origin = catalogue.type_origin(index);
  auto& row = table.row(type.name);
  row["vcpu"] = std::to_string(type.vcpu);
  row["memory_mib"] = std::to_string(type.memory_mib);
  row["memory_measured_mib"] = known_count_cell(type.memory_measured_mib.value_or(0));
  row["memory_measured_as_of"] = origin.memory_measured_as_of;
  row["arch"] = name(type.arch);
  row["gpus"] = std::to_string(type.gpus);
  row["gpu_manufacturer"] = type.gpu_manufacturer;
  row["neuron_accelerators"] = std::to_string(type.neuron_accelerators);
  row["other_accelerator"] = type.other_accelerator;
  row["local_nvme_gb"] = std::to_string(type.local_nvme_gb);
  row["enis"] = known_count_cell(type.enis);
  row["ipv4_per_eni"] = known_count_cell(type.ipv4_per_eni);
  row["max_ebs_attachments"] = known_count_cell(type.max_ebs_attachments);
  row["nitro"] = flag_cell(type.nitro);
  row["bare_metal"] = flag_cell(type.bare_metal);
  row["burstable"] = flag_cell(type.burstable);
  row["current_generation"] = flag_cell(type.current_generation);
  row["source"] = origin.source;
  row["as_of"] = origin.as_of;
}

void add_add_on(const catalog::AddOn& add_on, PriceTable& table) {
  auto& row = table.row(add_on.name);
  row["add_on"] = add_on.add_on;
  row["version"] = add_on.version;
  row["kind"] = add_on.daemon_set ? "DaemonSet" : "Deployment";
  row["replicas"] = add_on.daemon_set ? "" : std::to_string(add_on.replicas);
  row["cpu"] = fmt::format("{}m", add_on.cpu.millis());
  row["memory"] = std::to_string(add_on.memory.count());
  row["host_network"] = flag_cell(add_on.host_network);
  row["only_with_ebs"] = flag_cell(add_on.only_with_ebs);
  row["source"] = add_on.source;
}

struct PurchaseColumn {
  model::Purchase purchase;
  const char* column;
  const char* date;
};

constexpr std::array kPurchaseColumns{
    PurchaseColumn{model::Purchase::savings_3yr, "savings_3yr", "committed_as_of"},
    PurchaseColumn{model::Purchase::savings_1yr, "savings_1yr", "committed_as_of"},
    PurchaseColumn{model::Purchase::reserved_3yr, "reserved_3yr", "committed_as_of"},
    PurchaseColumn{model::Purchase::reserved_1yr, "reserved_1yr", "committed_as_of"},
    PurchaseColumn{model::Purchase::spot, "spot", "spot_as_of"},
    PurchaseColumn{model::Purchase::on_demand, "on_demand", "as_of"},
};

void add_rates(const catalog::Catalogue& catalogue, std::size_t index, PriceTable& table) {
  const auto spot = catalogue.spot(index);
  if (!catalogue.is_sold(index) && !spot) {
    return;
  }
  auto& row = table.row(catalogue.type(index).name);
  for (const auto& [purchase, column, date] : kPurchaseColumns) {
    if (const auto price = catalogue.price(index, purchase)) {
      row[column] = price->amount.text();
      row[date] = price->as_of;
      row["source"] = price->source;
    }
  }
  if (const auto windows = catalogue.windows_price(index)) {
    row["windows"] = windows->amount.text();
    row["as_of"] = windows->as_of;
    row["source"] = windows->source;
  }
  if (spot) {
    row["spot_kind"] = spot->hourly ? name(spot->kind) : "";
    row["spot_interruption"] = spot->interruption;
  }
  row["zones"] = joined(catalogue.zones(index));
}

void add_services(const catalog::Catalogue& catalogue, PriceTable& table) {
  for (const auto item : catalog::all_items()) {
    if (const auto price = catalogue.price(item)) {
      auto& row = table.row(name(item));
      row["usd"] = price->amount.text();
      row["unit"] = price->unit;
      row["source"] = price->source;
      row["as_of"] = price->as_of;
    }
  }
}

}  // namespace

PriceFolder PriceFolder::of(const std::shared_ptr<const catalog::PriceSet>& set,
                            const std::vector<std::string>& regions) {
  PriceFolder folder;
  auto names = regions;
  if (names.empty()) {
    for (const auto name : catalog::region_names(*set)) {
      names.emplace_back(name);
    }
  }
  for (const auto& name : names) {
    const auto catalogue = catalog::open_region(set, name);
    EKSPLAN_ASSERT(catalogue.has_value(), "the regions of a folder are those of its set");
    const auto note = comment(*catalogue);
    if (folder.tables_.empty()) {
      folder.regions_table() = empty_table(note, catalog::kRegionColumns);
      folder.types() = empty_table(note, catalog::kTypeColumns);
      auto& add_ons = folder.tables_["addons.csv"];
      add_ons = empty_table(note, catalog::kAddOnColumns);
      for (const auto& add_on : catalogue->add_ons()) {
        add_add_on(add_on, add_ons);
      }
      for (std::size_t i = 0; i < catalogue->type_count(); ++i) {
        add_type(*catalogue, i, folder.types());
      }
    }
    add_region_row(catalogue->region(), folder.regions_table());
    folder.rates(name) = empty_table(note, catalog::kRateColumns);
    folder.services(name) = empty_table(note, catalog::kItemColumns);
    for (std::size_t i = 0; i < catalogue->type_count(); ++i) {
      add_rates(*catalogue, i, folder.rates(name));
    }
    add_services(*catalogue, folder.services(name));
  }
  return folder;
}

}  // namespace eksplan::app
