#include "eksplan/model/usage.hpp"

namespace eksplan::model {

std::string_view name(UsageFormat format) {
  switch (format) {
    case UsageFormat::krr_json:
    case UsageFormat::krr_csv_raw:
    case UsageFormat::krr_csv:
      return "krr";
    case UsageFormat::vertical_autoscaler:
      return "VerticalPodAutoscaler";
    case UsageFormat::goldilocks:
      return "Goldilocks";
    case UsageFormat::report_checkpoint:
    case UsageFormat::report_table:
    case UsageFormat::report_json:
      return "kube-resource-report";
    case UsageFormat::prometheus:
      return "Prometheus";
    case UsageFormat::allocation:
      return "OpenCost";
    case UsageFormat::pod_metrics:
      return "metrics.k8s.io";
    case UsageFormat::kubectl_top:
      break;
  }
  return "kubectl top";
}

}  // namespace eksplan::model
