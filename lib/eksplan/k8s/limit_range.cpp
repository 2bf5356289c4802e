#include "eksplan/k8s/limit_range.hpp"

#include <utility>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/quantities.hpp"

namespace eksplan::k8s {
namespace {

void fill(model::ResourceList& list, const model::ResourceList& from) {
  list.insert(from.begin(), from.end());
}

}  // namespace

ContainerDefaults read_limit_range(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  ContainerDefaults defaults;
  for (const auto& limit : mappings_at(fields, "spec.limits")) {
    const doc::Fields entry(limit, reading.found);
    if (entry.required_string("type") != "Container") {
      continue;
    }
    auto limits = amounts_at(entry, "default", reading);
    fill(limits, amounts_at(entry, "max", reading));
    auto requests = amounts_at(entry, "defaultRequest", reading);
    fill(requests, limits);
    fill(requests, amounts_at(entry, "min", reading));
    defaults = combine(std::move(defaults),
                       {.limits = std::move(limits), .requests = std::move(requests)});
  }
  return defaults;
}

ContainerDefaults combine(ContainerDefaults first, const ContainerDefaults& second) {
  fill(first.limits, second.limits);
  fill(first.requests, second.requests);
  return first;
}

}  // namespace eksplan::k8s
