#pragma once
/// The parts of an object's name as results write it: "shop/Deployment/cart", or
/// "StorageClass/gp3" of what has no namespace.

#include <string>
#include <string_view>

namespace eksplan::saved {

struct ObjectName {
  std::string namespace_name;
  std::string kind;
  std::string name;

  bool operator==(const ObjectName&) const = default;

  std::string text() const;
};

/// The parts of `text`: no part of what Kubernetes accepts holds a slash, so that they are what
/// they were. Input that Kubernetes refuses may hold some; results name the parts of that by
/// themselves.
ObjectName object_name(std::string_view text);

}  // namespace eksplan::saved
