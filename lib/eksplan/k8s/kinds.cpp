#include "eksplan/k8s/kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/read_autoscaling.hpp"
#include "eksplan/k8s/read_cluster.hpp"
#include "eksplan/k8s/read_custom.hpp"
#include "eksplan/k8s/read_network.hpp"
#include "eksplan/k8s/read_storage.hpp"
#include "eksplan/k8s/read_vertical.hpp"
#include "eksplan/k8s/read_workload.hpp"

namespace eksplan::k8s {
namespace {

using model::Inventory;

// What `Read` makes of an object, into its list, if the object has no error.
template <auto Read, auto List>
void add(const ObjectInput& in, Inventory& inventory) {
  const auto errors = in.reading.found.error_count();
  auto value = Read(in);
  if (in.reading.found.error_count() == errors) {
    (inventory.*List).push_back(std::move(value));
  }
}

template <auto Read>
void add_workload(const ObjectInput& in, Inventory& inventory) {
  const auto errors = in.reading.found.error_count();
  auto workload = Read(in);
  if (workload && in.reading.found.error_count() == errors) {
    inventory.workloads.push_back(std::move(*workload));
  }
}

constexpr std::array<std::string_view, 1> kCore{""};
constexpr std::array<std::string_view, 1> kApps{"apps"};
constexpr std::array<std::string_view, 2> kAppsOrExtensions{"apps", "extensions"};
constexpr std::array<std::string_view, 2> kBatch{"batch", "extensions"};
constexpr std::array<std::string_view, 2> kAutoscaling{"autoscaling", "extensions"};
constexpr std::array<std::string_view, 2> kNetworking{"networking.k8s.io", "extensions"};
constexpr std::array<std::string_view, 1> kPolicy{"policy"};
constexpr std::array<std::string_view, 1> kStorage{"storage.k8s.io"};
constexpr std::array<std::string_view, 1> kScheduling{"scheduling.k8s.io"};
constexpr std::array<std::string_view, 1> kApiExtensions{"apiextensions.k8s.io"};
constexpr std::array<std::string_view, 1> kVerticalAutoscaling{"autoscaling.k8s.io"};
constexpr std::array<std::string_view, 1> kVpcResources{"vpcresources.k8s.aws"};
constexpr std::array<std::string_view, 1> kKeda{"keda.sh"};
constexpr std::array<std::string_view, 1> kArgo{"argoproj.io"};
constexpr std::array<std::string_view, 1> kKruise{"apps.kruise.io"};
constexpr std::array<std::string_view, 2> kOpenShiftApps{"apps.openshift.io", ""};
constexpr std::array<std::string_view, 1> kKnative{"serving.knative.dev"};
constexpr std::array<std::string_view, 1> kZalando{"zalando.org"};
constexpr std::array<std::string_view, 1> kActions{"actions.github.com"};
constexpr std::array<std::string_view, 1> kSpark{"sparkoperator.k8s.io"};
constexpr std::array<std::string_view, 1> kPrometheus{"monitoring.coreos.com"};

constexpr auto kWorkload = Role::workload;

constexpr std::array kKinds{
    Kind{"Deployment", "apps/Deployment", kAppsOrExtensions, true, kWorkload,
         add_workload<read_deployment>},
    Kind{"StatefulSet", "apps/StatefulSet", kApps, true, kWorkload,
         add_workload<read_stateful_set>},
    Kind{"DaemonSet", "apps/DaemonSet", kAppsOrExtensions, true, kWorkload,
         add_workload<read_daemon_set>},
    Kind{"ReplicaSet", "apps/ReplicaSet", kAppsOrExtensions, true, kWorkload,
         add_workload<read_replica_set>},
    Kind{"ReplicationController", "/ReplicationController", kCore, true, kWorkload,
         add_workload<read_replication_controller>},
    Kind{"Job", "batch/Job", kBatch, true, kWorkload, add_workload<read_job>},
    Kind{"CronJob", "batch/CronJob", kBatch, true, kWorkload, add_workload<read_cron_job>},
    Kind{"Pod", "/Pod", kCore, true, kWorkload, add_workload<read_pod>},

    Kind{"Rollout", "argoproj.io/Rollout", kArgo, true, kWorkload, add_workload<read_rollout>},
    Kind{"CloneSet", "apps.kruise.io/CloneSet", kKruise, true, kWorkload,
         add_workload<read_replicated_custom>},
    Kind{"StatefulSet", "apps.kruise.io/StatefulSet", kKruise, true, kWorkload,
         add_workload<read_replicated_custom>},
    Kind{"DaemonSet", "apps.kruise.io/DaemonSet", kKruise, true, kWorkload,
         add_workload<read_daemon_set>},
    Kind{"DeploymentConfig", "apps.openshift.io/DeploymentConfig", kOpenShiftApps, true, kWorkload,
         add_workload<read_replicated_custom>},
    Kind{"Service", "serving.knative.dev/Service", kKnative, true, kWorkload,
         add_workload<read_knative_service>},
    Kind{"Configuration", "serving.knative.dev/Configuration", kKnative, true, kWorkload,
         add_workload<read_knative_service>},
    Kind{"ScaledJob", "keda.sh/ScaledJob", kKeda, true, kWorkload, add_workload<read_scaled_job>},
    Kind{"Stack", "zalando.org/Stack", kZalando, true, kWorkload, add_workload<read_stack>},
    Kind{"AutoscalingRunnerSet", "actions.github.com/AutoscalingRunnerSet", kActions, true,
         kWorkload, add_workload<read_runner_set>},

    Kind{"LimitRange", "/LimitRange", kCore, true, Role::before, nullptr},
    Kind{"HorizontalPodAutoscaler", "autoscaling/HorizontalPodAutoscaler", kAutoscaling, true,
         Role::autoscaler, add<read_autoscaler, &Inventory::autoscalers>},
    Kind{"ScaledObject", "keda.sh/ScaledObject", kKeda, true, Role::autoscaler,
         add<read_scaled_object, &Inventory::autoscalers>},

    Kind{"VerticalPodAutoscaler", "autoscaling.k8s.io/VerticalPodAutoscaler", kVerticalAutoscaling,
         true, Role::other, add<read_vertical_autoscaler, &Inventory::vertical_autoscalers>},

    Kind{"PersistentVolumeClaim", "/PersistentVolumeClaim", kCore, true, Role::other,
         add<read_persistent_volume_claim, &Inventory::claims>},
    Kind{"PersistentVolume", "/PersistentVolume", kCore, false, Role::other,
         add<read_persistent_volume, &Inventory::volumes>},
    Kind{"StorageClass", "storage.k8s.io/StorageClass", kStorage, false, Role::other,
         add<read_storage_class, &Inventory::storage_classes>},
    Kind{"Service", "/Service", kCore, true, Role::other, add<read_service, &Inventory::services>},
    Kind{"Ingress", "networking.k8s.io/Ingress", kNetworking, true, Role::other,
         add<read_ingress, &Inventory::ingresses>},
    Kind{"IngressClass", "networking.k8s.io/IngressClass", kNetworking, false, Role::other,
         add<read_ingress_class, &Inventory::ingress_classes>},
    Kind{"NetworkPolicy", "networking.k8s.io/NetworkPolicy", kNetworking, true, Role::other,
         add<read_network_policy, &Inventory::network_policies>},
    Kind{"SecurityGroupPolicy", "vpcresources.k8s.aws/SecurityGroupPolicy", kVpcResources, true,
         Role::other, add<read_security_group_policy, &Inventory::security_group_policies>},
    Kind{"PodDisruptionBudget", "policy/PodDisruptionBudget", kPolicy, true, Role::other,
         add<read_pod_disruption_budget, &Inventory::disruption_budgets>},
    Kind{"ServiceAccount", "/ServiceAccount", kCore, true, Role::other,
         add<read_service_account, &Inventory::service_accounts>},
    Kind{"Namespace", "/Namespace", kCore, false, Role::other,
         add<read_namespace, &Inventory::namespaces>},
    Kind{"Node", "/Node", kCore, false, Role::other, add<read_node, &Inventory::nodes>},
    Kind{"PriorityClass", "scheduling.k8s.io/PriorityClass", kScheduling, false, Role::other,
         add<read_priority_class, &Inventory::priority_classes>},

    Kind{"Workflow", "argoproj.io/Workflow", kArgo, true, Role::uncounted},
    Kind{"WorkflowTemplate", "argoproj.io/WorkflowTemplate", kArgo, true, Role::uncounted},
    Kind{"ClusterWorkflowTemplate", "argoproj.io/ClusterWorkflowTemplate", kArgo, false,
         Role::uncounted},
    Kind{"CronWorkflow", "argoproj.io/CronWorkflow", kArgo, true, Role::uncounted},
    Kind{"SparkApplication", "sparkoperator.k8s.io/SparkApplication", kSpark, true,
         Role::uncounted},
    Kind{"ScheduledSparkApplication", "sparkoperator.k8s.io/ScheduledSparkApplication", kSpark,
         true, Role::uncounted},
    Kind{"AdvancedCronJob", "apps.kruise.io/AdvancedCronJob", kKruise, true, Role::uncounted},
    Kind{"BroadcastJob", "apps.kruise.io/BroadcastJob", kKruise, true, Role::uncounted},
    Kind{"StackSet", "zalando.org/StackSet", kZalando, true, Role::uncounted},
    Kind{"Prometheus", "monitoring.coreos.com/Prometheus", kPrometheus, true, Role::uncounted},
    Kind{"Alertmanager", "monitoring.coreos.com/Alertmanager", kPrometheus, true, Role::uncounted},

    Kind{"PodTemplate", "/PodTemplate", kCore, true, Role::harmless},
    Kind{"ControllerRevision", "apps/ControllerRevision", kApps, true, Role::harmless},
    Kind{"CustomResourceDefinition", "apiextensions.k8s.io/CustomResourceDefinition",
         kApiExtensions, false, Role::harmless},
};

}  // namespace

std::string scaler_key(std::string_view namespace_name, std::string_view kind,
                       std::string_view name) {
  return fmt::format("{}|{}|{}", namespace_name, kind, name);
}

model::Place place_at(const doc::Fields& fields, std::string_view path, const ObjectInput& in) {
  const auto node = fields.find(path);
  return node ? place_of(*node, in.reading) : in.object.at;
}

std::string_view group_of(std::string_view api_version) {
  const auto slash = api_version.find('/');
  return slash == std::string_view::npos ? std::string_view{} : api_version.substr(0, slash);
}

const Kind* find_kind(std::string_view api_version, std::string_view kind) {
  const auto group = group_of(api_version);
  for (const auto& row : kKinds) {
    if (row.name == kind &&
        std::find(row.groups.begin(), row.groups.end(), group) != row.groups.end()) {
      return &row;
    }
  }
  return nullptr;
}

bool is_known_kind_name(std::string_view kind) {
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [kind](const Kind& row) { return row.name == kind; });
}

}  // namespace eksplan::k8s
