#pragma once
/// A price set that does not change when prices do. It has no price for Classic Load Balancers and
/// io1 storage.

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::support {

/// Region "us-test-1", types "small.large" (2 vCPU, 8 GiB, $0.10) and "big.xlarge" (4 vCPU, 8 GiB,
/// $0.17).
catalog::Catalogue small_catalogue();

}  // namespace eksplan::support
