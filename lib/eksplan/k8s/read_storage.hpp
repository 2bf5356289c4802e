#pragma once
/// PersistentVolumeClaim, PersistentVolume, StorageClass.

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

model::PersistentVolumeClaim read_persistent_volume_claim(const ObjectInput& in);
model::PersistentVolume read_persistent_volume(const ObjectInput& in);
model::StorageClass read_storage_class(const ObjectInput& in);

}  // namespace eksplan::k8s
