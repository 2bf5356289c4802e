#include "eksplan/usage/report_json.hpp"

#include <utility>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/amounts.hpp"
#include "eksplan/usage/json_figures.hpp"

namespace eksplan::usage {
namespace {

using doc::Node;
using model::UsageScope;

// What a recommendation is worth, and usage where there were metrics: 0 means that there was none.
model::UsageAmounts usage_at(const doc::Fields& fields) {
  const auto used = plain_amounts(fields, "usage");
  return unless_zero(used.cpu) || unless_zero(used.memory) ? used : model::UsageAmounts{};
}

model::UsageAmounts recommendation_at(const doc::Fields& fields) {
  const auto amounts = plain_amounts(fields, "recommendation");
  return {unless_zero(amounts.cpu), unless_zero(amounts.memory)};
}

void read_money(const doc::Fields& fields, std::optional<units::HourlyRate>& cost,
                std::optional<units::HourlyRate>& slack) {
  cost = fields.parsed("cost", parse_monthly, diag::kUsageValue);
  slack = fields.parsed("slack_cost", parse_monthly, diag::kUsageValue);
}

// The names of the pod's containers do not matter: pods have names of their own.
void read_pod(const Input& in, const Node& node, model::UsageRow row, model::UsageSeries& into) {
  const doc::Fields fields(node, in.problems.pending());
  row.line = node.position().line;
  row.application = text_at(node, "application");
  row.component = text_at(node, "component");
  row.requested = plain_amounts(fields, "requests");
  row.used = usage_at(fields);
  row.recommended = recommendation_at(fields);
  read_money(fields, row.cost, row.slack);
  if (in.problems.pass_on()) {
    into.rows.push_back(std::move(row));
  }
}

void read_total(const Input& in, const Node& node, model::UsageTotal total,
                model::UsageSeries& into) {
  const doc::Fields fields(node, in.problems.pending());
  total.line = node.position().line;
  total.requested = plain_amounts(fields, "requests");
  total.used = usage_at(fields);
  total.recommended = recommendation_at(fields);
  read_money(fields, total.cost, total.slack);
  const auto pods = fields.find("pods");
  if (pods && pods->is_scalar()) {
    total.pods = fields.parsed("pods", parse_count, diag::kUsageValue).value_or(0);
  }
  if (in.problems.pass_on()) {
    into.totals.push_back(std::move(total));
  }
}

model::UsageTotal total_of(UsageScope scope, std::string_view cluster, std::string_view name) {
  model::UsageTotal total;
  total.scope = scope;
  total.cluster = cluster;
  total.name = name;
  return total;
}

// The key of a pod is namespace/name.
void read_cluster_pod(const Input& in, std::string_view cluster, std::string_view key,
                      const Node& node, model::UsageSeries& into) {
  const auto slash = key.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == key.size()) {
    doc::report(in.problems.pending(), node, diag::kUsageValue,
                "the key '" + std::string(key) + "' is not a namespace and the name of a pod",
                "write it as shop/cart-6c9f7d5b8-x2x4q");
    in.problems.pass_on();
    return;
  }
  model::UsageRow row;
  row.cluster = cluster;
  row.namespace_name = key.substr(0, slash);
  row.pod = key.substr(slash + 1);
  read_pod(in, node, std::move(row), into);
}

void read_cluster(const Input& in, std::string_view cluster, const Node& node,
                  model::UsageSeries& into) {
  read_total(in, node, total_of(UsageScope::cluster, cluster, cluster), into);
  if (const auto nodes = mapping_in(node, "nodes")) {
    for_each_mapping(*nodes, in, [&](std::string_view name, const Node& one) {
      read_total(in, one, total_of(UsageScope::node, cluster, name), into);
    });
  }
  if (const auto pods = mapping_in(node, "pods")) {
    for_each_mapping(*pods, in, [&](std::string_view key, const Node& pod) {
      read_cluster_pod(in, cluster, key, pod, into);
    });
  }
}

// Calls `read(root)` for the one object of the file.
template <class Read>
void with_root(const Input& in, Read read) {
  const auto document = read_documents(in);
  for (std::size_t i = 0; i < document.size(); ++i) {
    if (document.root(i).is_mapping()) {
      read(document.root(i));
    }
  }
}

void read_totals_by_name(const Input& in, UsageScope scope, model::UsageSeries& into) {
  into.format = model::UsageFormat::report_json;
  with_root(in, [&](const Node& root) {
    for_each_mapping(root, in, [&](std::string_view name, const Node& node) {
      read_total(in, node, total_of(scope, "", name), into);
    });
  });
}

}  // namespace

void read_report_summary(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::report_json;
  with_root(in, [&](const Node& root) {
    read_total(in, root, total_of(UsageScope::everything, "", ""), into);
  });
}

void read_report_clusters(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::report_json;
  with_root(in, [&](const Node& root) {
    for_each_mapping(root, in, [&](std::string_view cluster, const Node& node) {
      read_cluster(in, cluster, node, into);
    });
  });
}

void read_report_applications(const Input& in, model::UsageSeries& into) {
  read_totals_by_name(in, UsageScope::application, into);
}

void read_report_teams(const Input& in, model::UsageSeries& into) {
  read_totals_by_name(in, UsageScope::team, into);
}

void read_report_application(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::report_json;
  with_root(in, [&](const Node& root) {
    read_total(in, root, total_of(UsageScope::application, "", text_at(root, "id")), into);
    const auto pods = root.find("pods");
    if (!pods || !pods->is_sequence()) {
      return;
    }
    for_each_element(*pods, in, [&](const Node& pod) {
      const doc::Fields fields(pod, in.problems.pending());
      model::UsageRow row;
      row.cluster = text_at(pod, "cluster");
      row.namespace_name = fields.required_string("namespace").value_or("");
      row.pod = fields.required_string("name").value_or("");
      read_pod(in, pod, std::move(row), into);
    });
  });
}

}  // namespace eksplan::usage
