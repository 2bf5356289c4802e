#pragma once
/// The volumes of a pod and the claims behind them.

#include <optional>
#include <vector>

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::k8s {

std::vector<model::Volume> volumes_at(const doc::Fields& fields, std::string_view path,
                                      const Reading& reading);

/// A claim: `node` is the PersistentVolumeClaim or a template of one (metadata and spec).
model::VolumeClaim read_claim(const doc::Node& node, const Reading& reading);

/// StatefulSet: the claims that each of its pods gets.
std::vector<model::VolumeClaim> claims_at(const doc::Fields& fields, std::string_view path,
                                          const Reading& reading);

}  // namespace eksplan::k8s
