#include "world.hpp"
#include <catch2/catch.hpp>

namespace eksplan::cost {
namespace {

using Texts = std::vector<std::string>;

const Options kNoGateway{.nat_gateways = 0};

model::Ingress ingress(const std::string& name, const std::string& class_name,
                       model::Labels annotations = {}) {
  model::Ingress made;
  made.id = {"shop", "Ingress", name};
  made.class_name = class_name;
  made.annotations = std::move(annotations);
  return made;
}

model::Service service(const std::string& name, model::Labels annotations = {},
                       const std::string& balancer_class = "") {
  model::Service made;
  made.id = {"shop", "Service", name};
  made.type = "LoadBalancer";
  made.load_balancer_class = balancer_class;
  made.annotations = std::move(annotations);
  return made;
}

TEST_CASE("NAT gateways cost by the hour and have a public address", "[cost]") {
  const World world;
  CHECK(world.lines(Category::network, {.nat_gateways = 2}) ==
        Texts{"nat-gateway 2 x 0.045 = 0.09", "public-ipv4 2 x 0.005 = 0.01, NAT gateways"});
  CHECK(world.lines(Category::network, kNoGateway).empty());
}

TEST_CASE("what is not counted of the network is said", "[cost]") {
  World world;
  CHECK(world.cost(kNoGateway).assumptions.at(0).text ==
        "no NAT gateway is counted; pods in private subnets need one, or VPC endpoints");
  CHECK(world.cost().assumptions.at(0).text ==
        "1 NAT gateway by the hour, public IPv4 addresses included; traffic is not counted");
  world.inventory.ingresses = {ingress("a", "alb")};
  CHECK(world.assumptions() == Texts{"load-balancers", "nat-gateways"});
}

TEST_CASE("an Ingress of class alb makes a load balancer, a group makes one for all", "[cost]") {
  World world;
  const std::string group = "alb.ingress.kubernetes.io/group.name";
  world.inventory.ingresses = {ingress("a", "alb"), ingress("b", "alb", {{group, "shared"}}),
                               ingress("c", "alb", {{group, "shared"}}), ingress("d", "nginx")};
  CHECK(world.lines(Category::network, kNoGateway) ==
        Texts{"application-load-balancer 1 x 0.0225 = 0.0225, Ingress group shared",
              "application-load-balancer 1 x 0.0225 = 0.0225, Ingress shop/a"});
}

TEST_CASE("the controller of a class decides, not its name", "[cost]") {
  World world;
  world.inventory.ingress_classes = {{"alb", "k8s.io/ingress-nginx", false},
                                     {"public", "ingress.k8s.aws/alb", true}};
  world.inventory.ingresses = {ingress("a", "alb"), ingress("b", "public"), ingress("c", "")};
  CHECK(world.lines(Category::network, kNoGateway) ==
        Texts{"application-load-balancer 1 x 0.0225 = 0.0225, Ingress shop/b",
              "application-load-balancer 1 x 0.0225 = 0.0225, Ingress shop/c"});
}

TEST_CASE("an Ingress without any class costs nothing, and the result says so", "[cost]") {
  World world;
  world.inventory.ingresses = {ingress("a", "")};
  CHECK(world.lines(Category::network, kNoGateway).empty());
  CHECK(world.assumptions(kNoGateway) == Texts{"ingress-without-class", "nat-gateways"});
}

TEST_CASE("a balancer that faces the internet has an address in each zone", "[cost]") {
  World world;
  world.plan.zones = {"us-test-1a", "us-test-1b", "us-test-1c"};
  world.inventory.ingresses = {
      ingress("a", "alb", {{"alb.ingress.kubernetes.io/scheme", "internet-facing"}})};
  CHECK(world.lines(Category::network, kNoGateway) ==
        Texts{"application-load-balancer 1 x 0.0225 = 0.0225, Ingress shop/a",
              "public-ipv4 3 x 0.005 = 0.015, Ingress shop/a"});
}

struct ServiceRow {
  model::Labels annotations;
  std::string balancer_class;
  Texts lines;
};

TEST_CASE("a Service of type LoadBalancer makes a network load balancer by annotation or class",
          "[cost]") {
  const std::string type = "service.beta.kubernetes.io/aws-load-balancer-type";
  const std::string scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";
  const std::string internal = "service.beta.kubernetes.io/aws-load-balancer-internal";
  const std::string line = "network-load-balancer 1 x 0.025 = 0.025, Service shop/web";
  const std::string addresses = "public-ipv4 2 x 0.005 = 0.01, Service shop/web";
  const auto row = GENERATE_COPY(
      values<ServiceRow>({{{{type, "external"}}, "", {line}},
                          {{{type, "nlb-ip"}}, "", {line}},
                          {{{type, "nlb"}}, "", {line, addresses}},
                          {{{type, "nlb"}, {internal, "true"}}, "", {line}},
                          {{}, "service.k8s.aws/nlb", {line}},
                          {{{scheme, "internet-facing"}}, "service.k8s.aws/nlb", {line, addresses}},
                          {{}, "example.com/balancer", {}}}));
  World world;
  world.inventory.services = {service("web", row.annotations, row.balancer_class)};
  CHECK(world.lines(Category::network, kNoGateway) == row.lines);
  CHECK(world.unpriced(kNoGateway).empty());
}

TEST_CASE("a Classic Load Balancer without a price is unpriced, not free", "[cost]") {
  World world;
  world.inventory.services = {
      service("web", {{"service.beta.kubernetes.io/aws-load-balancer-internal", "true"}})};
  CHECK(world.lines(Category::network, kNoGateway).empty());
  CHECK(world.unpriced(kNoGateway) == Texts{"classic-load-balancer: Service shop/web: the price "
                                            "set small has no price for classic-load-balancer in "
                                            "us-test-1"});
}

TEST_CASE("other Services and other namespaces cost nothing", "[cost]") {
  World world;
  auto cluster_ip =
      service("a", {{"service.beta.kubernetes.io/aws-load-balancer-type", "external"}});
  cluster_ip.type = "ClusterIP";
  world.inventory.services = {cluster_ip};
  world.inventory.ingresses = {ingress("a", "alb")};
  Options options = kNoGateway;
  CHECK(world.lines(Category::network, options).size() == 1);
  options.selection.namespaces = {"db"};
  CHECK(world.lines(Category::network, options).empty());
}

TEST_CASE("with a label selector only what leads to a selected workload counts", "[cost]") {
  World world;
  auto cart = workload("Deployment", "cart");
  cart.pod.labels = {{"app", "cart"}};
  world.add(cart, 1);
  auto to_cart =
      service("cart", {{"service.beta.kubernetes.io/aws-load-balancer-type", "external"}});
  to_cart.selector = {{"app", "cart"}};
  auto to_other = service("other", to_cart.annotations);
  to_other.selector = {{"app", "other"}};
  world.inventory.services = {to_cart, to_other};
  auto cart_ingress = ingress("cart", "alb");
  cart_ingress.backend_services = {"cart"};
  world.inventory.ingresses = {cart_ingress, ingress("other", "alb")};
  Options options = kNoGateway;
  options.selection.selector.requirements = {{"app", model::SelectorOperator::in, {"cart"}, {}}};
  CHECK(world.lines(Category::network, options) ==
        Texts{"application-load-balancer 1 x 0.0225 = 0.0225, Ingress shop/cart",
              "network-load-balancer 1 x 0.025 = 0.025, Service shop/cart"});
}

}  // namespace
}  // namespace eksplan::cost
