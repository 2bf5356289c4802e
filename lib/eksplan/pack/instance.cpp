#include "eksplan/pack/instance.hpp"

#include <algorithm>

namespace eksplan::pack {

std::int64_t Shape::count() const {
  std::int64_t items = 0;
  for (const auto& lot : lots) {
    items += lot.count;
  }
  return items;
}

bool fits(const Instance& instance, std::size_t shape, std::size_t option) {
  const auto& [demand, lots, allowed, cap, alone] = instance.shapes[shape];
  const auto& capacity = instance.options[option].capacity;
  return allowed[option] && std::equal(demand.begin(), demand.end(), capacity.begin(),
                                       [](Amount wanted, Amount room) { return wanted <= room; });
}

}  // namespace eksplan::pack
