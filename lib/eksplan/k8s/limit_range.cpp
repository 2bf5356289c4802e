#include "eksplan/k8s/limit_range.hpp"

#include <utility>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/quantities.hpp"

namespace eksplan::k8s {
namespace {

void add_missing(model::ResourceList& list, const model::ResourceList& from) {
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
    add_missing(limits, amounts_at(entry, "max", reading));
    auto requests = amounts_at(entry, "defaultRequest", reading);
    add_missing(requests, limits);
    add_missing(requests, amounts_at(entry, "min", reading));
    defaults = combine(std::move(defaults),
                       {.limits = std::move(limits), .requests = std::move(requests)});
  }
  return defaults;
}

ContainerDefaults combine(ContainerDefaults first, const ContainerDefaults& second) {
  add_missing(first.limits, second.limits);
  add_missing(first.requests, second.requests);
  return first;
}

}  // namespace eksplan::k8s
