#include "eksplan/model/instance_type.hpp"

namespace eksplan::model {

std::string_view name(Architecture arch) {
  return arch == Architecture::amd64 ? "amd64" : "arm64";
}

std::string_view name(Purchase purchase) {
  switch (purchase) {
    case Purchase::on_demand:
      return "on-demand";
    case Purchase::spot:
      return "spot";
    case Purchase::reserved_1yr:
      return "reserved-1yr";
    case Purchase::reserved_3yr:
      return "reserved-3yr";
    case Purchase::savings_1yr:
      return "savings-1yr";
    case Purchase::savings_3yr:
      break;
  }
  return "savings-3yr";
}

}  // namespace eksplan::model
