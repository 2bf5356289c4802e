#pragma once
/// Resource amounts in manifests.

#include <optional>
#include <string_view>

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/units/quantity.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::k8s {

/// An amount as the API server stores it in a resource list: 0 or more, rounded up to thousandths,
/// at most 2^63 - 1. Blanks around it do not count. Anything else is an error.
std::optional<units::Quantity> read_amount(const doc::Node& node, const Reading& reading);

/// An amount of storage or memory in bytes, rounded up.
std::optional<units::Bytes> read_bytes(const doc::Node& node, const Reading& reading);
std::optional<units::Bytes> bytes_at(const doc::Fields& fields, std::string_view path,
                                     const Reading& reading);

/// The amounts under `path`, by resource name; null ones are left out. Memory below 4 KiB is worth
/// a warning: `64m` is one byte.
model::ResourceList amounts_at(const doc::Fields& fields, std::string_view path,
                               const Reading& reading);

/// The same for a container or a pod, where the API takes only cpu, memory, ephemeral-storage,
/// hugepages-* and names with a slash, the latter in whole numbers.
model::ResourceList container_amounts_at(const doc::Fields& fields, std::string_view path,
                                         const Reading& reading);

}  // namespace eksplan::k8s
