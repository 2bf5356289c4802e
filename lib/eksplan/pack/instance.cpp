#include "eksplan/pack/instance.hpp"

#include <algorithm>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {

std::int64_t Shape::count() const {
  std::int64_t items = 0;
  for (const auto& lot : lots) {
    items += lot.count;
  }
  return items;
}

std::vector<FreeLot> free_lots(const Instance& instance, std::size_t shape) {
  const auto& wanted = instance.shapes[shape];
  std::vector<FreeLot> free;
  for (std::size_t lot = 0; wanted.alone_price && lot < wanted.lots.size(); ++lot) {
    const auto count = wanted.lots[lot].count;
    if (count > 0) {
      free.push_back({shape, lot, count, *wanted.alone_price * count});
    }
  }
  return free;
}

std::int64_t alone_cost(const Instance& instance, const std::vector<std::vector<bool>>& alone) {
  std::int64_t cost = 0;
  for (std::size_t shape = 0; shape < alone.size(); ++shape) {
    for (const auto& free : free_lots(instance, shape)) {
      cost += alone[shape][free.lot] ? free.price : 0;
    }
  }
  return cost;
}

std::int64_t least_share(std::int64_t least, std::int64_t unit, const Vector& capacity,
                         const Vector& demand) {
  std::int64_t most = 0;
  for (std::size_t d = 0; d < demand.size(); ++d) {
    const auto part = base::int128{unit} * demand[d];
    const auto whole = std::max({capacity[d], demand[d], Amount{1}});
    if (part >= base::int128{least} * whole) {
      return least;  // mostly, and it spares the division
    }
    most = demand[d] > 0 ? std::max(most, static_cast<std::int64_t>(part / whole)) : most;
  }
  return std::min(least, most);
}

bool fits(const Instance& instance, std::size_t shape, std::size_t option) {
  const auto& [demand, lots, allowed, cap, alone] = instance.shapes[shape];
  const auto& capacity = instance.options[option].capacity;
  return allowed[option] && std::equal(demand.begin(), demand.end(), capacity.begin(),
                                       [](Amount wanted, Amount room) { return wanted <= room; });
}

}  // namespace eksplan::pack
