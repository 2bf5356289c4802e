#pragma once
/// Names of Kubernetes objects.

#include <compare>
#include <cstdint>
#include <map>
#include <string>

#include <fmt/format.h>

namespace eksplan::model {

/// namespace/Kind/name, as results print it. Cluster-wide kinds have an empty namespace.
struct ObjectId {
  std::string namespace_name;
  std::string kind;
  std::string name;

  auto operator<=>(const ObjectId&) const = default;

  /// "shop/Deployment/cart"; without a namespace "StorageClass/gp3".
  std::string text() const;
};

/// Sorted, so that iteration is the same everywhere.
using Labels = std::map<std::string, std::string>;

/// A place in the input, compact: files are numbered in model::Inventory::files. The path within
/// the object is known to whoever reports (a rule names its own field), so it is not stored.
struct Place {
  std::uint32_t file = 0;
  std::uint32_t line = 0;    ///< from 1; 0 = none
  std::uint32_t column = 0;  ///< from 1, in characters

  auto operator<=>(const Place&) const = default;
};

/// Where annotations were written; only of those that rules ask for (of AWS, of load balancers and
/// eksplan's own), as a dump has very many.
using AnnotationPlaces = std::map<std::string, Place>;

/// A value and where it was written.
template <class T>
struct Located {
  T value{};
  Place at{};

  bool operator==(const Located&) const = default;
};

}  // namespace eksplan::model

template <>
struct fmt::formatter<eksplan::model::ObjectId> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const eksplan::model::ObjectId& id, Context& context) const {
    return fmt::formatter<std::string_view>::format(id.text(), context);
  }
};
