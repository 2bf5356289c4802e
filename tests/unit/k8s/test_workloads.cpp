#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;
using model::ReplicaSource;
using model::WorkloadKind;

const std::string kLabelledTemplate =
    "template: {metadata: {labels: {app: x}}, spec: {containers: [{name: a}]}}";

std::string object(const std::string& api_version, const std::string& kind,
                   const std::string& spec) {
  return fmt::format("---\napiVersion: {}\nkind: {}\nmetadata: {{name: web}}\nspec: {{{}}}\n",
                     api_version, kind, spec);
}

struct KindRow {
  std::string api_version;
  std::string kind;
  std::string spec;
  WorkloadKind read_as;
  std::int64_t replicas;
  ReplicaSource source;
  std::string path;
};

TEST_CASE("each kind has its pod template and its count", "[k8s]") {
  const auto row = GENERATE(values<KindRow>({
      {"apps/v1", "Deployment", kLabelledTemplate, WorkloadKind::deployment, 1, ReplicaSource::spec,
       "spec.template.spec"},
      {"apps/v1", "Deployment", "replicas: ~, " + kLabelledTemplate, WorkloadKind::deployment, 1,
       ReplicaSource::spec, "spec.template.spec"},
      {"apps/v1", "Deployment", "replicas: 0, " + kLabelledTemplate, WorkloadKind::deployment, 0,
       ReplicaSource::spec, "spec.template.spec"},
      {"apps/v1", "StatefulSet", "replicas: 3, " + kLabelledTemplate, WorkloadKind::stateful_set, 3,
       ReplicaSource::spec, "spec.template.spec"},
      {"apps/v1", "ReplicaSet", "replicas: 2, " + kLabelledTemplate, WorkloadKind::replica_set, 2,
       ReplicaSource::spec, "spec.template.spec"},
      {"v1", "ReplicationController", "replicas: 2, " + kLabelledTemplate,
       WorkloadKind::replication_controller, 2, ReplicaSource::spec, "spec.template.spec"},
      {"apps/v1", "DaemonSet", kLabelledTemplate, WorkloadKind::daemon_set, 1,
       ReplicaSource::node_count, "spec.template.spec"},
      {"batch/v1", "Job", "parallelism: 10, completions: 4, " + kLabelledTemplate,
       WorkloadKind::job, 4, ReplicaSource::job, "spec.template.spec"},
      {"batch/v1", "Job", kLabelledTemplate, WorkloadKind::job, 1, ReplicaSource::job,
       "spec.template.spec"},
      {"batch/v1beta1", "CronJob",
       "schedule: '0 2 * * *', suspend: true, jobTemplate: {spec: {parallelism: 2, " +
           kLabelledTemplate + "}}",
       WorkloadKind::cron_job, 2, ReplicaSource::job, "spec.jobTemplate.spec.template.spec"},
      {"argoproj.io/v1alpha1", "Rollout", "replicas: 4, " + kLabelledTemplate, WorkloadKind::other,
       4, ReplicaSource::spec, "spec.template.spec"},
      {"apps.kruise.io/v1alpha1", "CloneSet", "replicas: 4, " + kLabelledTemplate,
       WorkloadKind::other, 4, ReplicaSource::spec, "spec.template.spec"},
      {"apps.openshift.io/v1", "DeploymentConfig", "replicas: 4, " + kLabelledTemplate,
       WorkloadKind::other, 4, ReplicaSource::spec, "spec.template.spec"},
      {"serving.knative.dev/v1", "Service",
       "template: {metadata: {labels: {app: x}, annotations: {autoscaling.knative.dev/min-scale: "
       "'3'}}, spec: "
       "{containers: [{image: i}]}}",
       WorkloadKind::other, 3, ReplicaSource::autoscaler, "spec.template.spec"},
      {"keda.sh/v1alpha1", "ScaledJob",
       "minReplicaCount: 2, jobTargetRef: {parallelism: 3, " + kLabelledTemplate + "}",
       WorkloadKind::other, 6, ReplicaSource::autoscaler, "spec.jobTargetRef.template.spec"},
      {"zalando.org/v1", "Stack",
       "autoscaler: {minReplicas: 2, maxReplicas: 9}, podTemplate: {metadata: {labels: {app: x}}, "
       "spec: {containers: "
       "[{name: a}]}}",
       WorkloadKind::other, 2, ReplicaSource::autoscaler, "spec.podTemplate.spec"},
      {"actions.github.com/v1alpha1", "AutoscalingRunnerSet", "maxRunners: 8, " + kLabelledTemplate,
       WorkloadKind::other, 1, ReplicaSource::autoscaler, "spec.template.spec"},
  }));
  CAPTURE(row.kind, row.spec);
  const auto result = read_text(object(row.api_version, row.kind, row.spec));
  CHECK(result.told.empty());
  const auto& workload = only_workload(result);
  CHECK(workload.id.kind == row.kind);
  CHECK(workload.kind == row.read_as);
  CHECK(workload.api_version == row.api_version);
  CHECK(workload.replicas.expected == row.replicas);
  CHECK(workload.replicas.source == row.source);
  CHECK(workload.pod.path == row.path);
  CHECK(workload.pod.labels == model::Labels{{"app", "x"}});
}

struct WrongWorkload {
  std::string api_version;
  std::string kind;
  std::string spec;
  std::string told;
};

TEST_CASE("a workload with an error is reported and left out", "[k8s]") {
  const auto row = GENERATE(values<WrongWorkload>({
      {"apps/v1", "Deployment", "replicas: '3', " + kLabelledTemplate,
       "a.yaml:5:18: error: spec.replicas: '3' is a string, not a number [k8s-field-type] (remove "
       "the quotes)"},
      {"apps/v1", "Deployment", "replicas: -1, " + kLabelledTemplate,
       "a.yaml:5:18: error: spec.replicas: '-1' is negative [k8s-field-value] (write a number from "
       "0 to 2147483647)"},
      {"apps/v1", "Deployment", "replicas: 3000000000, " + kLabelledTemplate,
       "a.yaml:5:18: error: spec.replicas: '3000000000' is more than 2147483647 [k8s-field-value] "
       "(write a number from 0 "
       "to 2147483647)"},
      {"apps/v1", "Deployment", "replicas: 1",
       "a.yaml:2:1: error: 'spec.template' is missing [k8s-field-missing]"},
      {"apps/v1", "Deployment", "template: {metadata: {}}",
       "a.yaml:5:18: error: spec.template: 'spec' is missing [k8s-field-missing]"},
      {"batch/v1", "CronJob",
       "schedule: '0 0 * * 7', jobTemplate: {spec: {" + kLabelledTemplate + "}}",
       "a.yaml:5:18: error: spec.schedule: '7' is not a day of the week [k8s-cron] (write 0 for "
       "Sunday)"},
      {"batch/v1", "CronJob", "jobTemplate: {spec: {" + kLabelledTemplate + "}}",
       "a.yaml:2:1: error: 'spec.schedule' is missing [k8s-field-missing]"},
  }));
  const auto result = read_text(object(row.api_version, row.kind, row.spec));
  CHECK(result.inventory.workloads.empty());
  CHECK(result.told == Lines{row.told});
}

TEST_CASE("what decides how long jobs run is kept", "[k8s]") {
  const auto result = read_text(
      object("batch/v1", "CronJob",
             "schedule: '@daily', timeZone: Europe/Berlin, suspend: true, "
             "successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 2, jobTemplate: {spec: "
             "{activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 60, " +
                 kLabelledTemplate + "}}"));
  model::JobTimes times;
  times.schedule = "@daily";
  times.time_zone = "Europe/Berlin";
  times.suspended = true;
  times.active_deadline_seconds = 600;
  times.ttl_seconds_after_finished = 60;
  times.completions = 1;
  times.successful_history_limit = 0;
  times.failed_history_limit = 2;
  times.schedule_at = only_workload(result).job->schedule_at;
  CHECK(only_workload(result).job == times);
}

TEST_CASE("a StatefulSet has a claim for each pod", "[k8s]") {
  const auto result = read_text(
      object("apps/v1", "StatefulSet",
             kLabelledTemplate + ", volumeClaimTemplates: [{metadata: {name: d}, spec: "
                                 "{storageClassName: fast, accessModes: "
                                 "[ReadWriteOnce], resources: {requests: {storage: 10Gi}}}}]"));
  const auto& claims = only_workload(result).volume_claims;
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].name == "d");
  CHECK(claims[0].storage_class == "fast");
  CHECK(claims[0].access_modes == Lines{"ReadWriteOnce"});
  CHECK(claims[0].requested == units::Bytes::gib(10));
}

std::string autoscaler(const std::string& api_version, const std::string& spec,
                       const std::string& rest = "") {
  return fmt::format(
      "---\napiVersion: {}\nkind: HorizontalPodAutoscaler\nmetadata: {{name: h}}\n"
      "spec: {{scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}, {}}}\n{}",
      api_version, spec, rest);
}

TEST_CASE("an HPA bounds the replicas of its target, in every version", "[k8s]") {
  const auto version = GENERATE(values<std::string>(
      {"autoscaling/v1", "autoscaling/v2", "autoscaling/v2beta1", "autoscaling/v2beta2"}));
  const auto result = read_text(
      object("apps/v1", "Deployment", kLabelledTemplate) +
      autoscaler(version, "minReplicas: 2, maxReplicas: 9", "status: {desiredReplicas: 4}\n"));
  CHECK(only_workload(result).replicas ==
        model::ReplicaCount{1, 2, 4, 9, ReplicaSource::autoscaler});
  REQUIRE(result.inventory.autoscalers.size() == 1);
  CHECK(result.inventory.autoscalers[0].resource_metrics == Lines{"cpu"});
}

TEST_CASE("an HPA says which resources it scales on", "[k8s]") {
  const auto metrics = read_text(autoscaler(
      "autoscaling/v2",
      "maxReplicas: 2, metrics: [{type: Resource, resource: {name: memory}}, {type: "
      "ContainerResource, "
      "containerResource: {name: cpu, container: a}}, {type: Pods, pods: {metric: {name: x}}}]"));
  CHECK(metrics.inventory.autoscalers.at(0).resource_metrics == Lines{"cpu", "memory"});
  const auto old = read_text(
      "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\n"
      "metadata:\n  name: h\n  annotations:\n"
      "    autoscaling.alpha.kubernetes.io/metrics: "
      "'[{\"type\":\"Resource\",\"resource\":{\"name\":\"memory\"}}]'\n"
      "spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: web}}\n");
  CHECK(old.inventory.autoscalers.at(0).resource_metrics == Lines{"memory"});
}

TEST_CASE("an HPA that cannot be is an error and bounds nothing", "[k8s]") {
  const auto result = read_text(object("apps/v1", "Deployment", kLabelledTemplate) +
                                autoscaler("autoscaling/v2", "minReplicas: 5, maxReplicas: 3"));
  CHECK(only_workload(result).replicas.source == ReplicaSource::spec);
  CHECK(result.told ==
        Lines{"a.yaml:10:105: error: spec.maxReplicas: the maximum of 3 is below the minimum of 5 "
              "[k8s-field-value] (raise it or lower the minimum)"});
}

TEST_CASE("a ScaledObject bounds its target, and the HPA that it owns is not counted", "[k8s]") {
  const std::string scaled =
      "---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: k}\n"
      "spec: {scaleTargetRef: {name: web}, maxReplicaCount: 5, triggers: [{type: memory}, {type: "
      "kafka}]}\n";
  const std::string owned =
      "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
      "metadata: {name: keda-hpa-k, ownerReferences: [{apiVersion: keda.sh/v1alpha1, kind: "
      "ScaledObject, name: k, uid: "
      "u, controller: true}]}\n"
      "spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: web}}\n";
  const auto result = read_text(
      object("apps/v1", "Deployment", "replicas: 0, " + kLabelledTemplate) + owned + scaled);
  CHECK(only_workload(result).replicas ==
        model::ReplicaCount{0, 0, 1, 5, ReplicaSource::autoscaler});
  REQUIRE(result.inventory.autoscalers.size() == 1);
  CHECK(result.inventory.autoscalers[0].id.kind == "ScaledObject");
  CHECK(result.inventory.autoscalers[0].resource_metrics == Lines{"memory"});
}

TEST_CASE("a paused ScaledObject fixes the count", "[k8s]") {
  const auto result =
      read_text(object("apps/v1", "Deployment", "replicas: 7, " + kLabelledTemplate) +
                "---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\n"
                "metadata: {name: k, annotations: {autoscaling.keda.sh/paused-replicas: "
                "'2'}}\nspec: {scaleTargetRef: {name: web}}\n");
  CHECK(only_workload(result).replicas ==
        model::ReplicaCount{7, 2, 2, 2, ReplicaSource::autoscaler});
}

TEST_CASE("a Rollout that refers to a Deployment runs its pods; they count once", "[k8s]") {
  const auto result = read_text(
      object("apps/v1", "Deployment", "replicas: 0, " + kLabelledTemplate) +
      "---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r}\n"
      "spec: {replicas: 6, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}\n"
      "---\napiVersion: apps/v1\nkind: ReplicaSet\n"
      "metadata: {name: r-1, ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, "
      "name: r, uid: u, "
      "controller: true}]}\nspec: {replicas: 6, " +
      kLabelledTemplate + "}\n");
  CHECK(only_workload(result).id.text() == "default/Deployment/web");
  CHECK(only_workload(result).replicas.expected == 6);
  CHECK(result.told.empty());
}

TEST_CASE("a Rollout whose Deployment is missing is reported", "[k8s]") {
  const auto result = read_text(
      object("argoproj.io/v1alpha1", "Rollout", "workloadRef: {kind: Deployment, name: gone}"));
  CHECK(result.told ==
        Lines{"a.yaml:5:21: warning: spec.workloadRef: Rollout 'web' runs the pods of 'gone', "
              "which is not "
              "in the input [k8s-pod-template-uncounted] (add the Deployment to the input)"});
}

TEST_CASE("pods in a kind that is not read are named", "[k8s]") {
  const auto unknown = read_text(
      object("example.com/v1", "Farm", "parts: [{pod: {containers: [{name: a, image: i}]}}]"));
  CHECK(unknown.told ==
        Lines{"a.yaml:5:35: warning: spec.parts[0].pod.containers: default/Farm/web makes pods "
              "that are not counted "
              "[k8s-pod-template-uncounted] (eksplan does not read Farm of example.com/v1)"});
  const auto known =
      read_text(object("argoproj.io/v1alpha1", "Workflow", "templates: [{container: {image: i}}]"));
  CHECK(
      known.told ==
      Lines{
          "a.yaml:2:1: warning: default/Workflow/web makes pods that are not counted "
          "[k8s-pod-template-uncounted] (eksplan does not read Workflow of argoproj.io/v1alpha1)"});
  const auto other = read_text(object("example.com/v1", "Registry", "containers: [{name: a}, b]"));
  CHECK(other.told.empty());
}

TEST_CASE("a template that runs nothing is not named", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: t}\n"
      "template: {spec: {containers: [{name: a, image: i}]}}\n");
  CHECK(result.told.empty());
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"PodTemplate", 1}});
}

TEST_CASE("too many pods are one error at the workload that asks for the most", "[k8s]") {
  const auto result =
      read_text(object("apps/v1", "Deployment", "replicas: 5000000, " + kLabelledTemplate) +
                object("apps/v1", "StatefulSet", "replicas: 2, " + kLabelledTemplate));
  CHECK(result.told ==
        Lines{"a.yaml:4:18: error: the input asks for 5000002 pods, 5000000 of them for "
              "default/Deployment/web [k8s-too-many-pods] (eksplan plans up to 5000000 pods)"});
}

}  // namespace
}  // namespace eksplan::k8s
