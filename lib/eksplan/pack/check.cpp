#include "eksplan/pack/check.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

using Faults = std::vector<std::string>;

bool indices_hold(const Instance& instance, const Packing& packing, Faults& faults) {
  if (packing.alone.size() != instance.shapes.size() ||
      packing.unplaced.size() != instance.shapes.size()) {
    faults.push_back("the packing speaks of another number of shapes");
    return false;
  }
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    if (packing.alone[shape].size() != instance.shapes[shape].lots.size()) {
      faults.push_back(fmt::format("shape {}: another number of lots", shape));
      return false;
    }
  }
  for (const auto& bin : packing.bins) {
    const bool known =
        bin.option < instance.options.size() &&
        std::all_of(bin.contents.begin(), bin.contents.end(),
                    [&](const auto& content) { return content.shape < instance.shapes.size(); });
    if (!known) {
      faults.push_back("a bin names an option or a shape that does not exist");
      return false;
    }
  }
  return true;
}

void check_capacity(const Instance& instance, const BinPattern& bin, std::size_t index,
                    Faults& faults) {
  const auto& option = instance.options[bin.option];
  for (std::size_t d = 0; d < instance.dimensions; ++d) {
    base::int128 used = 0;
    for (const auto& content : bin.contents) {
      used += base::int128{instance.shapes[content.shape].demand[d]} * content.items;
    }
    if (used > option.capacity[d]) {
      faults.push_back(
          fmt::format("bin {}: more in dimension {} than option {} holds", index, d, bin.option));
    }
  }
}

void check_contents(const Instance& instance, const BinPattern& bin, std::size_t index,
                    Faults& faults) {
  std::set<std::size_t> present;
  for (const auto& content : bin.contents) {
    const auto& shape = instance.shapes[content.shape];
    if (content.items <= 0 || !present.insert(content.shape).second) {
      faults.push_back(
          fmt::format("bin {}: shape {} is listed twice or with no items", index, content.shape));
    }
    if (!shape.allowed[bin.option]) {
      faults.push_back(fmt::format("bin {}: shape {} is not allowed in option {}", index,
                                   content.shape, bin.option));
    }
    if (shape.per_bin_cap && content.items > *shape.per_bin_cap) {
      faults.push_back(fmt::format("bin {}: more than {} of shape {}", index, *shape.per_bin_cap,
                                   content.shape));
    }
  }
  for (const auto& conflict : instance.conflicts) {
    if (present.count(conflict.first) != 0 && present.count(conflict.second) != 0) {
      faults.push_back(fmt::format("bin {}: shapes {} and {} exclude each other", index,
                                   conflict.first, conflict.second));
    }
  }
}

void check_counts(const Instance& instance, const Packing& packing, Faults& faults) {
  std::vector<base::int128> served(instance.shapes.size(), 0);
  for (const auto& bin : packing.bins) {
    for (const auto& content : bin.contents) {
      served[content.shape] += base::int128{content.items} * bin.count;
    }
  }
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    const auto& wanted = instance.shapes[shape];
    base::int128 items = 0;
    for (std::size_t lot = 0; lot < wanted.lots.size(); ++lot) {
      items += wanted.lots[lot].count;
      served[shape] += packing.alone[shape][lot] ? wanted.lots[lot].count : 0;
      if (packing.alone[shape][lot] && !wanted.alone_price) {
        faults.push_back(fmt::format("shape {}: a lot is alone but has no price for it", shape));
      }
    }
    if (packing.unplaced[shape] < 0 || served[shape] + packing.unplaced[shape] != items) {
      faults.push_back(
          fmt::format("shape {}: not every item is served or unplaced exactly once", shape));
    }
  }
}

void check_limits(const Instance& instance, const Packing& packing, Faults& faults) {
  std::map<std::size_t, base::int128> bought;
  std::set<std::uint32_t> groups;
  base::int128 bins = 0;
  bool limited = false;
  for (const auto& bin : packing.bins) {
    if (bin.count <= 0) {
      faults.push_back("a bin pattern has no bins");
    }
    bought[bin.option] += bin.count;
    groups.insert(instance.options[bin.option].group_class);
    bins += bin.count;
  }
  for (const auto& option : instance.options) {
    limited = limited || option.max_count.has_value();
  }
  for (const auto& [option, count] : bought) {
    const auto most = instance.options[option].max_count;
    if (most && count > *most) {
      faults.push_back(fmt::format("option {} is bought more than {} times", option, *most));
    }
  }
  if (instance.max_groups != 0 && groups.size() > instance.max_groups) {
    faults.push_back(
        fmt::format("{} groups where {} are allowed", groups.size(), instance.max_groups));
  }
  if (bins > 0 && bins < instance.min_bins && !limited) {
    faults.push_back(fmt::format("fewer bins than {}", instance.min_bins));
  }
}

void check_cost(const Instance& instance, const Packing& packing, Faults& faults) {
  base::int128 cost = 0;
  for (const auto& bin : packing.bins) {
    cost += base::int128{instance.options[bin.option].price} * bin.count;
  }
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    for (std::size_t lot = 0; lot < packing.alone[shape].size(); ++lot) {
      if (packing.alone[shape][lot]) {
        cost += base::int128{instance.shapes[shape].alone_price.value_or(0)} *
                instance.shapes[shape].lots[lot].count;
      }
    }
  }
  if (cost != packing.cost) {
    faults.push_back("the cost is not the sum of the prices");
  }
  if (packing.lower_bound > packing.cost) {
    faults.push_back("the bound is above the cost");
  }
  if ((packing.bound == Bound::optimal) != (packing.lower_bound == packing.cost)) {
    faults.push_back("the bound is called optimal where it is not, or the other way round");
  }
}

}  // namespace

std::vector<std::string> violations(const Instance& instance, const Packing& packing) {
  Faults faults;
  if (!indices_hold(instance, packing, faults)) {
    return faults;
  }
  for (std::size_t i = 0; i < packing.bins.size(); ++i) {
    check_contents(instance, packing.bins[i], i, faults);
    check_capacity(instance, packing.bins[i], i, faults);
  }
  check_counts(instance, packing, faults);
  check_limits(instance, packing, faults);
  check_cost(instance, packing, faults);
  return faults;
}

}  // namespace eksplan::pack
