#pragma once
/// The add-ons that every EKS cluster runs.

#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::app {

/// Whether some workload mounts a claim that is on EBS, or is taken to be.
bool uses_ebs(const model::Inventory& inventory);

/// Their pods as the price set has them.
std::vector<demand::AddOnPods> add_on_pods(const catalog::Catalogue& catalogue);

}  // namespace eksplan::app
