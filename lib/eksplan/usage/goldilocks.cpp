#include "eksplan/usage/goldilocks.hpp"

#include <utility>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/json_figures.hpp"

namespace eksplan::usage {
namespace {

using doc::Node;

void read_workload(const Input& in, std::string_view name_space, std::string_view name,
                   const Node& node, model::UsageSeries& into) {
  const auto containers = mapping_in(node, "containers");
  if (!containers) {
    return;
  }
  for_each_mapping(*containers, in, [&](std::string_view key, const Node& container) {
    const doc::Fields fields(container, in.problems.pending());
    model::UsageRow row;
    row.line = container.position().line;
    row.namespace_name = name_space;
    row.owner_name = name;
    row.owner_kind = text_at(node, "controllerType");
    row.container = key;
    row.pods = 0;
    row.requested = quantities(fields, "requests");
    row.recommended = quantities(fields, "target");
    if (in.problems.pass_on()) {
      into.rows.push_back(std::move(row));
    }
  });
}

}  // namespace

void read_goldilocks(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::goldilocks;
  into.span = model::UsageSpan::spread;
  const auto document = read_documents(in);
  for (std::size_t i = 0; i < document.size(); ++i) {
    const auto namespaces = mapping_in(document.root(i), "Namespaces");
    if (!namespaces) {
      continue;
    }
    for_each_mapping(*namespaces, in, [&](std::string_view name_space, const Node& of) {
      if (const auto workloads = mapping_in(of, "workloads")) {
        for_each_mapping(*workloads, in, [&](std::string_view name, const Node& workload) {
          read_workload(in, name_space, name, workload, into);
        });
      }
    });
  }
}

}  // namespace eksplan::usage
