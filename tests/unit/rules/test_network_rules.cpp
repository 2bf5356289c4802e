#include "scenes.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::FindingSeverity;
using test::SceneBuilder;

constexpr const char* kBalancerType = "service.beta.kubernetes.io/aws-load-balancer-type";
constexpr const char* kNlbTarget = "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type";
constexpr const char* kAlbTarget = "alb.ingress.kubernetes.io/target-type";

model::Workload cart() {
  auto workload = test::deployment();
  workload.pod.labels = {{"app", "cart"}};
  return workload;
}

model::Service service(std::string type, model::Labels annotations = {}) {
  model::Service made;
  made.id = {"shop", "Service", "cart"};
  made.type = std::move(type);
  made.annotations = std::move(annotations);
  made.selector = {{"app", "cart"}};
  made.at = test::line(1);
  made.type_at = test::line(6);
  made.external_traffic_at = test::line(7);
  return made;
}

model::Ingress ingress(std::string name, std::string class_name, model::Labels annotations = {}) {
  model::Ingress made;
  made.id = {"shop", "Ingress", std::move(name)};
  made.class_name = std::move(class_name);
  made.annotations = std::move(annotations);
  made.backend_services = {"cart"};
  made.at = test::line(40);
  return made;
}

struct Balancer {
  std::string type;
  model::Labels annotations;
  std::string load_balancer_class;
  std::size_t on_2020_10_22;
  std::size_t today;
};

TEST_CASE("which load balancers reach Fargate pods", "[rules][network]") {
  const auto row = GENERATE(values<Balancer>({
      {"LoadBalancer", {}, "", 1, 1},
      {"LoadBalancer", {{kBalancerType, "nlb"}}, "", 1, 1},
      {"LoadBalancer", {{kBalancerType, "nlb-ip"}}, "", 1, 0},
      {"LoadBalancer", {{kBalancerType, "external"}}, "", 1, 1},
      {"LoadBalancer", {{kBalancerType, "external"}, {kNlbTarget, "instance"}}, "", 1, 1},
      {"LoadBalancer", {{kBalancerType, "external"}, {kNlbTarget, "ip"}}, "", 1, 0},
      {"LoadBalancer", {{kNlbTarget, "ip"}}, "service.k8s.aws/nlb", 1, 0},
      {"LoadBalancer", {{kNlbTarget, "ip"}}, "", 1, 1},
      {"LoadBalancer", {}, "tailscale", 0, 0},
      {"ClusterIP", {}, "", 0, 0},
  }));
  for (const auto& [day, expected] :
       {std::pair{"2020-10-22", row.on_2020_10_22}, std::pair{"2020-10-23", row.today}}) {
    SceneBuilder scene(day);
    auto balanced = service(row.type, row.annotations);
    balanced.load_balancer_class = row.load_balancer_class;
    scene.inventory.services.push_back(balanced);
    scene.add(cart());
    CHECK(count(scene, "fargate-nlb-clb") == expected);
  }
}

TEST_CASE("a load balancer of pods on nodes is nobody's business", "[rules][network]") {
  SceneBuilder scene;
  scene.inventory.services.push_back(service("LoadBalancer"));
  scene.on_nodes(cart());
  CHECK(count(scene, "fargate-nlb-clb") == 0);
}

TEST_CASE("the finding stands at the annotation that chooses instances, else at the type",
          "[rules][network]") {
  SceneBuilder scene;
  scene.add(cart());
  auto balanced = service("LoadBalancer", {{kBalancerType, "external"}, {kNlbTarget, "instance"}});
  balanced.annotation_places[kNlbTarget] = test::line(4);
  scene.inventory.services = {balanced};
  auto finding = scene.only("fargate-nlb-clb");
  CHECK(finding.at == test::line(4));
  CHECK(finding.message ==
        "the Service asks for a Network Load Balancer with instance targets, which does not reach "
        "the pods of shop/Deployment/cart on Fargate");
  scene.inventory.services = {service("LoadBalancer")};
  finding = scene.only("fargate-nlb-clb");
  CHECK(finding.at == test::line(6));
  CHECK(finding.path == "spec.type");
}

TEST_CASE("an Ingress of class alb wants address targets", "[rules][network]") {
  SceneBuilder scene;
  scene.inventory.services.push_back(service("ClusterIP"));
  scene.add(cart());
  scene.inventory.ingresses = {ingress("web", "alb")};
  CHECK(scene.only("fargate-alb-target-type").message ==
        "the load balancer sends to ports of nodes (target type instance, the default), and "
        "shop/Deployment/cart runs on Fargate");
  scene.inventory.ingresses = {ingress("web", "alb", {{kAlbTarget, "instance"}})};
  scene.inventory.ingresses[0].annotation_places[kAlbTarget] = test::line(44);
  CHECK(scene.only("fargate-alb-target-type").at == test::line(44));
  scene.inventory.ingresses = {ingress("web", "alb", {{kAlbTarget, "ip"}})};
  CHECK(count(scene, "fargate-alb-target-type") == 0);
  scene.inventory.ingresses = {ingress("web", "nginx")};
  CHECK(count(scene, "fargate-alb-target-type") == 0);
}

TEST_CASE("the target type of the Service beats that of the Ingress", "[rules][network]") {
  SceneBuilder scene;
  scene.add(cart());
  scene.inventory.ingresses = {ingress("web", "alb")};
  scene.inventory.services = {service("ClusterIP", {{kAlbTarget, "ip"}})};
  CHECK(count(scene, "fargate-alb-target-type") == 0);
}

TEST_CASE("a class of the AWS controller counts as alb by whatever name", "[rules][network]") {
  SceneBuilder scene;
  scene.add(cart());
  scene.inventory.services = {service("ClusterIP")};
  scene.inventory.ingresses = {ingress("web", "public")};
  CHECK(count(scene, "fargate-alb-target-type") == 0);
  scene.inventory.ingress_classes = {{.name = "public", .controller = "ingress.k8s.aws/alb"}};
  CHECK(count(scene, "fargate-alb-target-type") == 1);
}

TEST_CASE("an ALB controller below 1.1.4 does not reach Fargate pods", "[rules][network]") {
  const auto of = [](std::string_view day, std::optional<std::string> version) {
    SceneBuilder scene(day);
    scene.inventory.cluster.alb_controller_version = std::move(version);
    scene.add(cart());
    return count(scene, "fargate-alb-controller-version");
  };
  CHECK(of("2020-02", "1.1.3") == 1);
  CHECK(of("2020-02", "v1.1.4") == 0);
  CHECK(of("2020-02", "1.2") == 0);
  CHECK(of("2020-02", std::nullopt) == 0);
  CHECK(of("2020-10-22", "1.1.3") == 1);
  CHECK(of("2020-10-23", "1.1.3") == 0);
  SceneBuilder scene("2020-02");
  auto controller = test::deployment();
  controller.pod.spec.containers[0].image = "docker.io/amazon/aws-alb-ingress-controller:v1.1.2";
  scene.add(controller);
  CHECK(scene.only("fargate-alb-controller-version").message ==
        "container app runs docker.io/amazon/aws-alb-ingress-controller:v1.1.2");
}

TEST_CASE("each further Ingress without a group costs a load balancer", "[rules][network]") {
  SceneBuilder scene;
  scene.inventory.ingresses = {ingress("a", "alb"), ingress("b", "alb")};
  const auto finding = scene.only("fargate-one-alb-per-ingress");
  CHECK(finding.object.name == "b");
  CHECK(finding.severity == FindingSeverity::cost);
  CHECK(finding.saving == scene.prices.application_load_balancer);
  CHECK(finding.message ==
        "the Ingress has an internal load balancer of its own beside that of shop/Ingress/a: "
        "$16.43 a month");
  scene.inventory.ingresses[1].annotations["alb.ingress.kubernetes.io/scheme"] = "internet-facing";
  CHECK(count(scene, "fargate-one-alb-per-ingress") == 0);
  scene.inventory.ingresses = {
      ingress("a", "alb"), ingress("b", "alb", {{"alb.ingress.kubernetes.io/group.name", "all"}})};
  CHECK(count(scene, "fargate-one-alb-per-ingress") == 0);
}

TEST_CASE("before October 2020 Ingresses cannot share a load balancer", "[rules][network]") {
  for (const auto& [day, fix] :
       {std::pair{"2020-10-22", "put one NGINX ingress controller behind one balancer"},
        std::pair{"2020-10-23",
                  "let both share one: alb.ingress.kubernetes.io/group.name of the same value on "
                  "each"}}) {
    SceneBuilder scene(day);
    scene.inventory.ingresses = {ingress("a", "alb"), ingress("b", "alb")};
    CHECK(scene.only("fargate-one-alb-per-ingress").fix == fix);
  }
}

TEST_CASE("without prices a load balancer is still one too many", "[rules][network]") {
  SceneBuilder scene;
  scene.prices = {};
  scene.inventory.ingresses = {ingress("a", "alb"), ingress("b", "alb")};
  CHECK(scene.only("fargate-one-alb-per-ingress").saving == std::nullopt);
}

TEST_CASE("an NGINX ingress controller on Fargate needs another security context",
          "[rules][network]") {
  auto controller = test::deployment();
  controller.pod.spec.containers[0].image =
      "registry.k8s.io/ingress-nginx/controller:v1.9.4@sha256:5b161f051d017e55d358435f295f5e9a";
  SceneBuilder scene;
  scene.add(controller);
  CHECK(count(scene, "fargate-nginx-ingress") == 1);
  controller.pod.spec.containers[0].allow_privilege_escalation =
      model::Located<bool>{true, test::line(20)};
  SceneBuilder stock;
  stock.add(controller);
  CHECK(stock.only("fargate-nginx-ingress").message ==
        "only allowPrivilegeEscalation: true keeps this NGINX ingress controller off Fargate");
  SceneBuilder nodes;
  controller.pod.spec.containers[0].allow_privilege_escalation.reset();
  nodes.on_nodes(controller);
  CHECK(count(nodes, "fargate-nginx-ingress") == 0);
  SceneBuilder other;
  controller.pod.spec.containers[0].image = "example.com/not-ingress-nginx/controller:1";
  other.add(controller);
  CHECK(count(other, "fargate-nginx-ingress") == 0);
}

TEST_CASE("node ports do not reach Fargate pods", "[rules][network]") {
  SceneBuilder scene;
  scene.add(cart());
  scene.inventory.services = {service("NodePort")};
  CHECK(scene.only("fargate-nodeport").severity == FindingSeverity::warn);
  scene.inventory.ingresses = {ingress("web", "alb", {{kAlbTarget, "ip"}})};
  CHECK(count(scene, "fargate-nodeport") == 0);
  scene.inventory.ingresses.clear();
  scene.inventory.services = {service("ClusterIP")};
  CHECK(count(scene, "fargate-nodeport") == 0);
}

TEST_CASE("externalTrafficPolicy Local means nothing on Fargate", "[rules][network]") {
  SceneBuilder scene;
  scene.add(cart());
  scene.inventory.services = {service("LoadBalancer")};
  CHECK(count(scene, "fargate-external-traffic-policy") == 0);
  scene.inventory.services[0].external_traffic_local = true;
  CHECK(scene.only("fargate-external-traffic-policy").at == test::line(7));
}

TEST_CASE("pods on Fargate want a NAT gateway", "[rules][network]") {
  SceneBuilder scene;
  scene.on_nodes(cart());
  CHECK(count(scene, "fargate-private-subnet-nat") == 0);
  scene.add(cart());
  CHECK(scene.only("fargate-private-subnet-nat").message ==
        "pods on Fargate run in private subnets, which reach the outside through NAT gateways, "
        "$32.85 a month each and more for each GB");
}

TEST_CASE("a wish of the cluster's owner counts only when something runs on Fargate",
          "[rules][network]") {
  SceneBuilder scene;
  scene.inventory.cluster.uses.insert(model::ClusterUse::public_pod_addresses);
  CHECK(count(scene, "fargate-public-ip") == 0);
  scene.add(cart());
  CHECK(scene.only("fargate-public-ip").severity == FindingSeverity::block);
  scene.inventory.cluster.uses.clear();
  CHECK(count(scene, "fargate-public-ip") == 0);
}

TEST_CASE("each pod of a profile wants an address", "[rules][network]") {
  SceneBuilder scene;
  model::FargateProfile profile;
  profile.name = "shop";
  profile.subnets = {"subnet-a"};
  profile.selectors.push_back({.namespace_name = "shop", .labels = {}, .at = {}});
  scene.inventory.cluster.fargate_profiles = {profile};
  model::Subnet subnet;
  subnet.id = "subnet-a";
  subnet.free_addresses = 3;
  scene.inventory.cluster.subnets = {subnet};
  scene.add(cart(), 3);
  CHECK(count(scene, "fargate-ip-per-pod") == 0);
  scene.add(cart(), 1);
  CHECK(scene.only("fargate-ip-per-pod").message ==
        "4 pods of the profile want an address each, and its subnets have 3 free");
  scene.inventory.cluster.subnets[0].free_addresses.reset();
  CHECK(count(scene, "fargate-ip-per-pod") == 0);
}

TEST_CASE("Fargate wants DNS in the VPC, as the guide of 2024 says", "[rules][network]") {
  const auto of = [](std::string_view day, std::optional<bool> dns) {
    SceneBuilder scene(day);
    scene.inventory.cluster.vpc_dns = dns;
    scene.add(cart());
    return count(scene, "fargate-vpc-dns");
  };
  CHECK(of("current", false) == 1);
  CHECK(of("current", true) == 0);
  CHECK(of("current", std::nullopt) == 0);
  CHECK(of("2024-12-18", false) == 1);
  CHECK(of("2024-12-17", false) == 0);
}

TEST_CASE("a network policy on Fargate pods is not enforced", "[rules][network]") {
  SceneBuilder scene;
  model::NetworkPolicy policy;
  policy.id = {"shop", "NetworkPolicy", "deny"};
  policy.pod_selector.requirements = {test::wants("app", model::SelectorOperator::in, {"cart"})};
  scene.inventory.network_policies = {policy};
  scene.on_nodes(cart());
  CHECK(count(scene, "fargate-network-policy") == 0);
  scene.add(cart());
  CHECK(scene.only("fargate-network-policy").object == policy.id);
  scene.inventory.network_policies[0].pod_selector.requirements[0].values = {"web"};
  CHECK(count(scene, "fargate-network-policy") == 0);
  scene.inventory.network_policies[0].pod_selector.requirements.clear();
  CHECK(count(scene, "fargate-network-policy") == 1);
}

TEST_CASE("security groups for Fargate pods are refused until June 2021", "[rules][network]") {
  model::SecurityGroupPolicy policy;
  policy.id = {"shop", "SecurityGroupPolicy", "cart"};
  policy.pod_selector.emplace();
  const auto severity = [&](std::string_view day) {
    SceneBuilder scene(day);
    scene.inventory.security_group_policies = {policy};
    scene.add(cart());
    return scene.only("fargate-security-group-policy").severity;
  };
  CHECK(severity("2021-05-31") == FindingSeverity::block);
  CHECK(severity("2021-06-01") == FindingSeverity::note);
  SceneBuilder nodes;
  nodes.inventory.security_group_policies = {policy};
  nodes.on_nodes(cart());
  CHECK(count(nodes, "fargate-security-group-policy") == 0);
}

TEST_CASE("a security group policy may select by service account", "[rules][network]") {
  SceneBuilder scene;
  model::SecurityGroupPolicy policy;
  policy.id = {"shop", "SecurityGroupPolicy", "cart"};
  policy.service_account_selector.emplace();
  policy.service_account_selector->requirements = {
      test::wants("team", model::SelectorOperator::in, {"front"})};
  scene.inventory.security_group_policies = {policy};
  model::ServiceAccount account;
  account.id = {"shop", "ServiceAccount", "cart"};
  account.labels = {{"team", "front"}};
  scene.inventory.service_accounts = {account};
  scene.add(cart());
  CHECK(count(scene, "fargate-security-group-policy") == 0);
  auto other = cart();
  other.pod.spec.service_account_name = "cart";
  scene.add(other);
  CHECK(count(scene, "fargate-security-group-policy") == 1);
}

}  // namespace
}  // namespace eksplan::rules
