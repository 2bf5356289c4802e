#pragma once
/// What persistent volumes cost, by what backs them. Private to this room.

#include <cstdint>
#include <string>

#include "eksplan/cost/ledger.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/claims.hpp"

namespace eksplan::cost {

/// `count` equal volumes behind one claim, template or ephemeral volume.
struct Volumes {
  const rules::ClaimBinding& binding;
  units::Bytes size;  ///< of each; 0 = not known
  std::int64_t count = 0;
  Payer payer;  ///< `detail` says what they are: "PersistentVolumeClaim shop/data"
};

/// One line for what the volumes store, and one each for gp3 IOPS above 3000 and throughput above
/// 125 MB/s that their class asks for; entries under unpriced for what cannot be priced.
void charge_volumes(const Volumes& volumes, const model::Inventory& inventory, Ledger& ledger);

}  // namespace eksplan::cost
