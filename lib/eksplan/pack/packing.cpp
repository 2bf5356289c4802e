#include "eksplan/pack/packing.hpp"

namespace eksplan::pack {

std::string_view name(Bound bound) {
  switch (bound) {
    case Bound::none:
      return "none";
    case Bound::fluid:
      return "fluid";
    case Bound::column_generation:
      return "column-generation";
    case Bound::node_count:
      return "node-count";
    case Bound::optimal:
      return "optimal";
  }
  return "none";
}

}  // namespace eksplan::pack
