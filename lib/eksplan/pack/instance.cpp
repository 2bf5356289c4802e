#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

std::int64_t Shape::count() const {
  std::int64_t items = 0;
  for (const auto& lot : lots) {
    items += lot.count;
  }
  return items;
}

}  // namespace eksplan::pack
