#include "eksplan/usage/objects.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/json_figures.hpp"

namespace eksplan::usage {
namespace {

using doc::Node;

constexpr std::array<std::string_view, 4> kMetricsKinds{"PodMetricsList", "PodMetrics",
                                                        "NodeMetricsList", "NodeMetrics"};

bool is_metrics_kind(std::string_view kind) {
  return std::ranges::find(kMetricsKinds, kind) != kMetricsKinds.end();
}

bool is_metrics_version(std::string_view api_version) {
  return api_version.starts_with("metrics.k8s.io/") || api_version.starts_with("metrics/");
}

// Goes through the documents of a file and the lists in them.
class ObjectReader {
 public:
  explicit ObjectReader(const Input& in) : in_(&in) {
    metrics_.format = model::UsageFormat::pod_metrics;
    metrics_.span = model::UsageSpan::snapshot;
    recommendations_.format = model::UsageFormat::vertical_autoscaler;
    recommendations_.span = model::UsageSpan::spread;
    metrics_.file = recommendations_.file = in.file.name;
  }

  std::vector<model::UsageSeries> read() {
    const auto document = read_documents(*in_);
    for (std::size_t i = 0; i < document.size(); ++i) {
      if (document.root(i).is_mapping()) {
        object(document.root(i), "");
      }
    }
    std::vector<model::UsageSeries> all;
    for (auto* series : {&metrics_, &recommendations_}) {
      if (!series->rows.empty() || !series->totals.empty()) {
        all.push_back(std::move(*series));
      }
    }
    return all;
  }

 private:
  // Elements of a PodMetricsList have no kind of their own.
  void object(const Node& node, std::string_view list_kind) {
    const auto own = text_at(node, "kind");
    const std::string_view kind = own.empty() ? list_kind : std::string_view(own);
    if (kind.ends_with("List")) {
      list(node, kind.substr(0, kind.size() - std::string_view("List").size()));
    } else if (kind == "PodMetrics") {
      pod_metrics(node);
    } else if (kind == "NodeMetrics") {
      node_metrics(node);
    } else if (kind == "VerticalPodAutoscaler") {
      recommendation(node);
    }
  }

  void list(const Node& node, std::string_view element_kind) {
    const auto items = node.find("items");
    if (items && items->is_sequence()) {
      for (std::size_t i = 0; i < items->size(); ++i) {
        if (items->at(i).is_mapping()) {
          object(items->at(i), element_kind);
        }
      }
    }
  }

  void pod_metrics(const Node& node) {
    const doc::Fields fields(node, in_->problems.pending());
    model::UsageRow pod;
    pod.pod = fields.required_string("metadata.name").value_or("");
    pod.namespace_name = fields.string("metadata.namespace").value_or("");
    const auto containers = fields.sequence("containers");
    if (!in_->problems.pass_on() || !containers) {
      return;
    }
    for_each_element(*containers, *in_, [&](const Node& container) {
      const doc::Fields of(container, in_->problems.pending());
      auto row = pod;
      row.line = container.position().line;
      row.container = of.required_string("name").value_or("");
      row.used = quantities(of, "usage");
      if (in_->problems.pass_on()) {
        metrics_.rows.push_back(std::move(row));
      }
    });
  }

  void node_metrics(const Node& node) {
    const doc::Fields fields(node, in_->problems.pending());
    model::UsageTotal total;
    total.scope = model::UsageScope::node;
    total.name = fields.required_string("metadata.name").value_or("");
    total.used = quantities(fields, "usage");
    total.line = node.position().line;
    if (in_->problems.pass_on()) {
      metrics_.totals.push_back(std::move(total));
    }
  }

  // Without a status there is no recommendation yet. Old ones select pods by labels instead of
  // naming a target; they are left to the report that was made with them.
  void recommendation(const Node& node) {
    const doc::Fields fields(node, in_->problems.pending());
    const auto containers = fields.sequence("status.recommendation.containerRecommendations");
    if (!in_->problems.pass_on() || !containers || !fields.find("spec.targetRef")) {
      return;
    }
    model::UsageRow owner;
    owner.namespace_name = fields.string("metadata.namespace").value_or("");
    owner.owner_kind = fields.required_string("spec.targetRef.kind").value_or("");
    owner.owner_name = fields.required_string("spec.targetRef.name").value_or("");
    owner.pods = 0;
    if (!in_->problems.pass_on()) {
      return;
    }
    for_each_element(*containers, *in_, [&](const Node& container) {
      const doc::Fields of(container, in_->problems.pending());
      auto row = owner;
      row.line = container.position().line;
      row.container = of.required_string("containerName").value_or("");
      row.recommended = quantities(of, "target");
      if (in_->problems.pass_on()) {
        recommendations_.rows.push_back(std::move(row));
      }
    });
  }

  const Input* in_;
  model::UsageSeries metrics_;
  model::UsageSeries recommendations_;
};

}  // namespace

bool is_metrics_json(std::string_view text, const Outline& outline) {
  if (is_metrics_kind(outline.kind) || is_metrics_version(outline.api_version)) {
    return true;
  }
  // kubectl prints a list of them as a List of v1, each element with its own version.
  constexpr std::size_t kFirstElement = 300;
  return outline.api_version == "v1" &&
         text.substr(0, kFirstElement).find("\"metrics.k8s.io/") != std::string_view::npos;
}

bool is_metrics_yaml(std::string_view text) {
  constexpr std::size_t kFirstLines = 200;
  const auto begin = text.substr(0, kFirstLines);
  const auto at = begin.find("apiVersion: metrics");
  return at != std::string_view::npos && is_metrics_version(begin.substr(at + 12));
}

std::vector<model::UsageSeries> read_metrics_and_recommendations(const Input& in) {
  return ObjectReader(in).read();
}

}  // namespace eksplan::usage
