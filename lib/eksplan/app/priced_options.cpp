#include "eksplan/app/priced_options.hpp"

#include <array>

#include "eksplan/model/instance_type.hpp"

namespace eksplan::app {
namespace {

template <model::Purchase kPurchase>
std::optional<catalog::Price> bought(const catalog::Catalogue& catalogue, std::size_t type) {
  return catalogue.price(type, kPurchase);
}

std::optional<catalog::Price> windows(const catalog::Catalogue& catalogue, std::size_t type) {
  return catalogue.windows_price(type);
}

}  // namespace

std::span<const PriceOption> price_options() {
  using model::Purchase;
  static const std::array<PriceOption, 7> kOptions{
      {{model::name(Purchase::on_demand), bought<Purchase::on_demand>},
       {"windows", windows},
       {model::name(Purchase::spot), bought<Purchase::spot>},
       {model::name(Purchase::reserved_1yr), bought<Purchase::reserved_1yr>},
       {model::name(Purchase::reserved_3yr), bought<Purchase::reserved_3yr>},
       {model::name(Purchase::savings_1yr), bought<Purchase::savings_1yr>},
       {model::name(Purchase::savings_3yr), bought<Purchase::savings_3yr>}}};
  return kOptions;
}

}  // namespace eksplan::app
