#include "eksplan/k8s/uncounted.hpp"

#include "eksplan/doc/node.hpp"

namespace eksplan::k8s {
namespace {

bool is_container_list(const doc::Node& node) {
  if (!node.is_sequence() || node.size() == 0) {
    return false;
  }
  for (std::size_t i = 0; i < node.size(); ++i) {
    const auto element = node.at(i);
    if (!element.find("name") || !element.find("image")) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<doc::Node> find_containers(const doc::Node& node) {
  const auto containers = node.find("containers");
  if (containers && is_container_list(*containers)) {
    return containers;
  }
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (const auto found = find_containers(node.at(i))) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace eksplan::k8s
