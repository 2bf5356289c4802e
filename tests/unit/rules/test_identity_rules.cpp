#include "scenes.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using test::SceneBuilder;

model::ServiceAccount account(std::string name, model::Labels annotations = {}) {
  model::ServiceAccount made;
  made.id = {"shop", "ServiceAccount", std::move(name)};
  made.annotations = std::move(annotations);
  return made;
}

model::Workload with_account(std::string name) {
  auto workload = test::deployment();
  workload.pod.spec.service_account_name = std::move(name);
  return workload;
}

TEST_CASE("an account that calls AWS needs a role on Fargate", "[rules][identity]") {
  SceneBuilder scene;
  scene.inventory.cluster.aws_accounts = {"shop/cart"};
  scene.inventory.service_accounts = {account("cart")};
  scene.add(with_account("cart"));
  const auto finding = scene.only("fargate-irsa-missing");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.message ==
        "the pod calls AWS, and service account shop/cart has no role in the input");
  scene.inventory.service_accounts = {
      account("cart", {{"eks.amazonaws.com/role-arn", "arn:aws:iam::1:role/cart"}})};
  CHECK(scene.findings("fargate-irsa-missing").empty());
  scene.inventory.service_accounts.clear();
  scene.inventory.cluster.role_accounts = {"shop/cart"};
  CHECK(scene.findings("fargate-irsa-missing").empty());
}

TEST_CASE("an account that nobody lists is left alone, and a known caller is a note",
          "[rules][identity]") {
  SceneBuilder scene;
  scene.add(with_account("cart"));
  CHECK(scene.findings("fargate-irsa-missing").empty());
  auto controller = with_account("alb");
  controller.pod.spec.containers[0].image =
      "public.ecr.aws/eks/aws-load-balancer-controller:v2.7.1";
  scene.add(controller);
  const auto finding = scene.only("fargate-irsa-missing");
  CHECK(finding.severity == FindingSeverity::note);
  CHECK(finding.basis == Basis::inferred);
}

TEST_CASE("a missing role was a note before the guide of 2024", "[rules][identity]") {
  for (const auto& [day, severity] : {std::pair{"2024-12-17", FindingSeverity::note},
                                      std::pair{"2024-12-18", FindingSeverity::warn}}) {
    SceneBuilder scene(day);
    scene.inventory.cluster.aws_accounts = {"shop/default"};
    scene.add(test::deployment());
    CHECK(scene.only("fargate-irsa-missing").severity == severity);
  }
}

TEST_CASE("Pod Identity does not reach Fargate pods", "[rules][identity]") {
  const auto of = [](std::string_view day, std::string account_name) {
    SceneBuilder scene(day);
    scene.inventory.cluster.pod_identities = {{"shop", std::move(account_name), {}}};
    scene.add(with_account("cart"));
    return scene.findings("fargate-pod-identity").size();
  };
  CHECK(of("current", "cart") == 1);
  CHECK(of("current", "web") == 0);
  CHECK(of("2023-11-26", "cart") == 1);
  CHECK(of("2023-11-25", "cart") == 0);
}

TEST_CASE("kube2iam has nothing to stand on", "[rules][identity]") {
  auto workload = test::deployment();
  CHECK(test::findings_of(test::check(workload), "fargate-kube2iam").empty());
  workload.pod.annotations["iam.amazonaws.com/role"] = "cart";
  workload.pod.annotation_places["iam.amazonaws.com/role"] = test::line(9);
  const auto verdict = test::check(workload);
  const auto finding = test::only_finding(verdict, "fargate-kube2iam");
  CHECK(finding.at == test::line(9));
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(verdict.eligible);
}

TEST_CASE("the metadata service is missed where a container asks for it", "[rules][identity]") {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].texts = {
      {.path = "args[0]", .value = "curl http://169.254.169.254/latest", .at = test::line(33)},
      {.path = "args[1]", .value = "ulimit -n 100", .at = test::line(34)}};
  const auto finding = test::only_finding(test::check(workload), "fargate-imds");
  CHECK(finding.path == "spec.template.spec.containers[0].args[0]");
  CHECK(finding.at == test::line(33));
}

TEST_CASE("isolation between tenants is worth a note", "[rules][identity]") {
  SceneBuilder scene;
  scene.add(test::deployment());
  CHECK(scene.findings("fargate-multi-tenant").empty());
  scene.inventory.cluster.uses.insert(model::ClusterUse::tenant_isolation);
  CHECK(scene.only("fargate-multi-tenant").severity == FindingSeverity::note);
}

}  // namespace
}  // namespace eksplan::rules
