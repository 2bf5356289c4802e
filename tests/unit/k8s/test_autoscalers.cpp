#include <optional>
#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;

std::string vertical(const std::string& spec, const std::string& version = "v1") {
  return fmt::format(
      "apiVersion: autoscaling.k8s.io/{}\nkind: VerticalPodAutoscaler\nmetadata: {{name: a}}\n"
      "spec: {{{}}}\n",
      version, spec);
}

const std::string kTarget = "targetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}";

model::VerticalPodAutoscaler only_vertical(const ReadResult& result) {
  CAPTURE(result.told);
  REQUIRE(result.inventory.vertical_autoscalers.size() == 1);
  return result.inventory.vertical_autoscalers.front();
}

TEST_CASE("a VerticalPodAutoscaler names its target and its mode", "[k8s][vpa]") {
  const auto* version = GENERATE("v1", "v1beta2", "v1beta1");
  CAPTURE(version);
  const auto result =
      read_text(vertical(kTarget + ", updatePolicy: {updateMode: Recreate}", version));
  CHECK(result.told.empty());
  CHECK(result.inventory.skipped.empty());
  const auto autoscaler = only_vertical(result);
  CHECK(autoscaler.id.text() == "default/VerticalPodAutoscaler/a");
  CHECK(autoscaler.target_kind == "Deployment");
  CHECK(autoscaler.target_name == "cart");
  CHECK(autoscaler.update_mode.value == "Recreate");
  CHECK(autoscaler.update_mode.at == model::Place{0, 4, 99});
  CHECK(autoscaler.controlled_resources == Lines{"cpu", "memory"});
  CHECK(autoscaler.at == model::Place{0, 3, 18});
}

TEST_CASE("without a mode a VerticalPodAutoscaler acts", "[k8s][vpa]") {
  const auto* spec = GENERATE("", ", updatePolicy: {}", ", updatePolicy: {updateMode: null}");
  CAPTURE(spec);
  const auto result = read_text(vertical(kTarget + spec));
  CHECK(result.told.empty());
  CHECK(only_vertical(result).update_mode.value == "Auto");
  CHECK(only_vertical(result).update_mode.at == model::Place{0, 3, 18});
}

TEST_CASE("a mode Off that was not quoted is meant as one", "[k8s][vpa]") {
  const auto result = read_text(vertical(kTarget + ", updatePolicy: {updateMode: Off}"));
  CHECK(only_vertical(result).update_mode.value == "Off");
  CHECK(result.told == Lines{"a.yaml:4:99: warning: spec.updatePolicy.updateMode: 'Off' is a "
                             "boolean, not a string; it is taken as Off [k8s-field-type] (write "
                             "\"Off\" in quotes)"});
}

struct ControlRow {
  std::string policies;
  Lines resources;
};

TEST_CASE("the resources are those that some policy lets it change", "[k8s][vpa]") {
  const auto row = GENERATE(values<ControlRow>({
      {"[]", {"cpu", "memory"}},
      {"[{containerName: a}]", {"cpu", "memory"}},
      {"[{containerName: a, controlledResources: [memory]}]", {"memory"}},
      {"[{containerName: a, controlledResources: [memory]}, {containerName: b, "
       "controlledResources: [cpu]}]",
       {"cpu", "memory"}},
      {"[{containerName: a, mode: 'Off', controlledResources: [cpu]}, {containerName: '*', "
       "controlledResources: [memory, memory]}]",
       {"memory"}},
      {"[{containerName: a, mode: 'Off'}]", {"cpu", "memory"}},
      {"[{containerName: '*', mode: 'Off'}]", {}},
      {"[{containerName: '*', controlledResources: []}]", {}},
      {"[{containerName: a, controlledResources: []}]", {}},
  }));
  CAPTURE(row.policies);
  const auto result =
      read_text(vertical(kTarget + ", resourcePolicy: {containerPolicies: " + row.policies + "}"));
  CHECK(result.told.empty());
  CHECK(only_vertical(result).controlled_resources == row.resources);
}

TEST_CASE("the oldest VerticalPodAutoscalers select pods and name no target", "[k8s][vpa]") {
  const auto result = read_text(vertical("selector: {matchLabels: {app: a}}", "v1beta1"));
  CHECK(result.told.empty());
  CHECK(only_vertical(result).target_name.empty());
}

struct WrongRow {
  std::string spec;
  Lines told;
};

TEST_CASE("a VerticalPodAutoscaler that is wrong is told and left out", "[k8s][vpa]") {
  const auto row = GENERATE(values<WrongRow>({
      {"updatePolicy: {}",
       {"a.yaml:1:1: error: 'spec.targetRef.kind' is missing [k8s-field-missing]",
        "a.yaml:1:1: error: 'spec.targetRef.name' is missing [k8s-field-missing]"}},
      {kTarget + ", updatePolicy: {updateMode: Recreat}",
       {"a.yaml:4:99: error: spec.updatePolicy.updateMode: 'Recreat' is not one of Off, Initial, "
        "Recreate, Auto, InPlaceOrRecreate, InPlace [k8s-field-value] (did you mean Recreate?)"}},
      {kTarget + ", resourcePolicy: {containerPolicies: {}}",
       {"a.yaml:4:108: error: spec.resourcePolicy.containerPolicies: this is a mapping, not a list "
        "[k8s-field-type]"}},
      {kTarget + ", resourcePolicy: {containerPolicies: [{mode: [], controlledResources: [1]}]}",
       {"a.yaml:4:116: error: spec.resourcePolicy.containerPolicies[0].mode: this is a list, not a "
        "string [k8s-field-type]",
        "a.yaml:4:142: error: spec.resourcePolicy.containerPolicies[0].controlledResources[0]: '1' "
        "is a number, not a string [k8s-field-type]"}},
  }));
  const auto result = read_text(vertical(row.spec));
  CHECK(result.inventory.vertical_autoscalers.empty());
  CHECK(result.told == row.told);
}

std::string horizontal(const std::string& behavior) {
  return "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec: "
         "{maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: a}, behavior: " +
         behavior + "}\n";
}

TEST_CASE("the window of scaling down is read with its place", "[k8s]") {
  const auto result = read_text(horizontal("{scaleDown: {stabilizationWindowSeconds: 0}}"));
  CHECK(result.told.empty());
  REQUIRE(result.inventory.autoscalers.size() == 1);
  CHECK(result.inventory.autoscalers[0].scale_down_window_seconds ==
        model::Located<std::int64_t>{0, {0, 4, 120}});
  const auto without = read_text(horizontal("{scaleUp: {stabilizationWindowSeconds: 1}}"));
  CHECK_FALSE(without.inventory.autoscalers.at(0).scale_down_window_seconds);
}

std::string cron_scaled(const std::string& triggers, const std::string& fields = "") {
  return fmt::format(
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {{name: s}}\nspec: "
      "{{scaleTargetRef: {{name: web}}, {}triggers: [{}]}}\n",
      fields, triggers);
}

const std::string kOfficeTrigger =
    "{type: cron, metadata: {timezone: Asia/Kolkata, start: 30 8 * * MON-FRI, end: 45 17 * * *, "
    "desiredReplicas: '6'}}";

TEST_CASE("KEDA's cron triggers are read, and alone they say how many pods rest", "[k8s]") {
  const auto alone = read_text(cron_scaled(kOfficeTrigger, "minReplicaCount: 2, ")).inventory;
  REQUIRE(alone.autoscalers.size() == 1);
  REQUIRE(alone.autoscalers[0].cron.size() == 1);
  const auto& trigger = alone.autoscalers[0].cron[0];
  CHECK(trigger.start == "30 8 * * MON-FRI");
  CHECK(trigger.end == "45 17 * * *");
  CHECK(trigger.time_zone == "Asia/Kolkata");
  CHECK(trigger.pods == 6);
  CHECK(alone.autoscalers[0].resting_replicas == 2);
  const auto idle = read_text(cron_scaled(kOfficeTrigger, "idleReplicaCount: 0, ")).inventory;
  CHECK(idle.autoscalers.at(0).resting_replicas == 0);
  const auto mixed = read_text(cron_scaled(kOfficeTrigger + ", {type: kafka}")).inventory;
  CHECK(mixed.autoscalers.at(0).cron.size() == 1);
  CHECK_FALSE(mixed.autoscalers.at(0).resting_replicas);
}

TEST_CASE("a cron trigger that cannot be read is told at its place", "[k8s]") {
  const auto result = read_text(
      cron_scaled("{type: cron, metadata: {timezone: Asia/Atlantis, start: 61 8 * * *, end: 1 2 "
                  "3 4 5, desiredReplicas: many}}, {type: cron, metadata: {start: 0 8 * * *}}"));
  REQUIRE(result.told.size() == 6);
  const auto says = [&](std::size_t line, const std::string& text) {
    CAPTURE(result.told[line]);
    CHECK(result.told[line].find(text) != std::string::npos);
  };
  says(0, "spec.triggers[0].metadata.timezone: there is no time zone 'Asia/Atlantis'");
  says(1, "spec.triggers[0].metadata.start: '61' is not a minute");
  says(2, "spec.triggers[0].metadata.desiredReplicas: 'many' is not a number of pods");
  says(3, "spec.triggers[1]: 'metadata.desiredReplicas' is missing");
}

TEST_CASE("KEDA's autoscaler has its window in the part for the HPA", "[k8s]") {
  const auto result = read_text(
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: s}\nspec: "
      "{scaleTargetRef: {name: a}, advanced: {horizontalPodAutoscalerConfig: {behavior: "
      "{scaleDown: {stabilizationWindowSeconds: 60}}}}}\n");
  CHECK(result.told.empty());
  REQUIRE(result.inventory.autoscalers.size() == 1);
  REQUIRE(result.inventory.autoscalers[0].scale_down_window_seconds);
  CHECK(result.inventory.autoscalers[0].scale_down_window_seconds->value == 60);
}

TEST_CASE("a window that the API refuses is an error", "[k8s]") {
  CHECK(read_text(horizontal("{scaleDown: {stabilizationWindowSeconds: 3601}}")).told ==
        Lines{"a.yaml:4:120: error: spec.behavior.scaleDown.stabilizationWindowSeconds: '3601' is "
              "more than 3600 [k8s-field-value] (write a number from 0 to 3600)"});
  CHECK(read_text(horizontal("{scaleDown: null}")).told.empty());
  CHECK(read_text(horizontal("[]")).told.size() == 1);
}

}  // namespace
}  // namespace eksplan::k8s
