#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/cost/scene.hpp"
#include "eksplan/rules/load_balancers.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::cost {
namespace {

using catalog::Item;

// A load balancer that the cluster would make.
struct Balancer {
  Item kind = Item::application_load_balancer;
  std::string what;
  bool internet_facing = false;
};

// With a label selector only what leads to a selected workload takes part.
bool takes_part(const Scene& scene, const model::Service& service) {
  if (!scene.selects_namespace(service.id.namespace_name)) {
    return false;
  }
  const auto serves = [&](const demand::Item& item) {
    const auto& labels = item.workload.pod.labels;
    return item.workload.id.namespace_name == service.id.namespace_name &&
           !service.selector.empty() && rules::has_all(labels, service.selector);
  };
  return !scene.selects_by_label() ||
         std::any_of(scene.demand.items.begin(), scene.demand.items.end(), serves);
}

bool takes_part(const Scene& scene, const model::Ingress& ingress) {
  if (!scene.selects_namespace(ingress.id.namespace_name) || !scene.selects_by_label()) {
    return scene.selects_namespace(ingress.id.namespace_name);
  }
  const auto& services = scene.inventory.services;
  return std::any_of(services.begin(), services.end(), [&](const model::Service& service) {
    const auto& backends = ingress.backend_services;
    return service.id.namespace_name == ingress.id.namespace_name &&
           std::binary_search(backends.begin(), backends.end(), service.id.name) &&
           takes_part(scene, service);
  });
}

bool alb_faces_internet(const model::Ingress& ingress) {
  return rules::annotation(ingress.annotations, "alb.ingress.kubernetes.io/scheme") ==
         "internet-facing";
}

// One balancer per Ingress; those of one group share one (AWS Load Balancer Controller,
// IngressGroup).
void collect_ingresses(const Scene& scene, Ledger& ledger, std::vector<Balancer>& balancers) {
  std::map<std::string, Balancer> groups;
  for (const auto& ingress : scene.inventory.ingresses) {
    if (!takes_part(scene, ingress)) {
      continue;
    }
    const auto kind = rules::ingress_kind(ingress, scene.inventory.ingress_classes);
    if (kind == rules::IngressKind::no_class) {
      ledger.assume("ingress-without-class",
                    "an Ingress without a class, where no class is the default, gets no load "
                    "balancer of its own");
    }
    if (kind != rules::IngressKind::application_load_balancer) {
      continue;
    }
    const std::string group(
        rules::annotation(ingress.annotations, "alb.ingress.kubernetes.io/group.name"));
    if (group.empty()) {
      balancers.push_back({Item::application_load_balancer,
                           fmt::format("Ingress {}/{}", ingress.id.namespace_name, ingress.id.name),
                           alb_faces_internet(ingress)});
      continue;
    }
    auto& shared = groups
                       .try_emplace(group, Balancer{Item::application_load_balancer,
                                                    fmt::format("Ingress group {}", group), false})
                       .first->second;
    shared.internet_facing = shared.internet_facing || alb_faces_internet(ingress);
  }
  for (const auto& [group, balancer] : groups) {
    balancers.push_back(balancer);
  }
}

// The AWS Load Balancer Controller makes internal balancers unless told otherwise, the controller
// built into Kubernetes public ones.
std::optional<Balancer> balancer_of(const model::Service& service) {
  const auto kind = rules::balancer_kind(service);
  if (kind == rules::BalancerKind::none) {
    return std::nullopt;
  }
  Balancer balancer;
  balancer.what = fmt::format("Service {}/{}", service.id.namespace_name, service.id.name);
  const bool by_controller = rules::is_made_by_controller(service);
  balancer.kind = kind == rules::BalancerKind::network ? Item::network_load_balancer
                                                       : Item::classic_load_balancer;
  const auto scheme =
      rules::annotation(service.annotations, "service.beta.kubernetes.io/aws-load-balancer-scheme");
  const auto internal = rules::annotation(service.annotations,
                                          "service.beta.kubernetes.io/aws-load-balancer-internal");
  const bool marked_internal = !internal.empty() && internal != "false";
  balancer.internet_facing =
      scheme.empty() ? !by_controller && !marked_internal : scheme == "internet-facing";
  return balancer;
}

void collect_services(const Scene& scene, Ledger& ledger, std::vector<Balancer>& balancers) {
  for (const auto& service : scene.inventory.services) {
    if (service.type != "LoadBalancer" || !takes_part(scene, service)) {
      continue;
    }
    if (const auto balancer = balancer_of(service)) {
      balancers.push_back(*balancer);
    } else {
      ledger.assume("load-balancer-class",
                    "a Service with a loadBalancerClass that is not AWS's costs nothing at AWS");
    }
  }
}

// AWS wants two zones at least for an Application Load Balancer; one address in each is the least
// that one uses.
void charge_balancers(const Scene& scene, const std::vector<Balancer>& balancers, Ledger& ledger) {
  const auto zones = std::max<std::int64_t>(2, static_cast<std::int64_t>(scene.plan.zones.size()));
  for (const auto& balancer : balancers) {
    const Payer payer{.item = {}, .group = {}, .detail = balancer.what};
    ledger.charge(Category::network, balancer.kind, units::Decimal::whole(1), payer);
    if (balancer.internet_facing) {
      ledger.charge(Category::network, Item::public_ipv4, units::Decimal::whole(zones), payer);
    }
  }
  if (!balancers.empty()) {
    ledger.assume("load-balancers",
                  fmt::format("load balancers are counted by the hour, those that face the "
                              "internet with a public IPv4 "
                              "address in each of {} zones; what they charge by traffic is not",
                              zones));
  }
}

void charge_gateways(std::int64_t count, Ledger& ledger) {
  const auto quantity = units::Decimal::whole(count);
  ledger.charge(Category::network, Item::nat_gateway, quantity, {});
  ledger.charge(Category::network, Item::public_ipv4, quantity,
                {.item = {}, .group = {}, .detail = "NAT gateways"});
  ledger.assume(
      "nat-gateways",
      count == 0
          ? "no NAT gateway is counted; pods in private subnets need one, or VPC endpoints"
          : fmt::format("{} by the hour, public IPv4 addresses included; traffic is not counted",
                        base::plural(count, "NAT gateway", "NAT gateways")));
}

}  // namespace

void charge_network(const Scene& scene, Ledger& ledger) {
  charge_gateways(scene.options.nat_gateways, ledger);
  std::vector<Balancer> balancers;
  collect_ingresses(scene, ledger, balancers);
  collect_services(scene, ledger, balancers);
  charge_balancers(scene, balancers, ledger);
}

}  // namespace eksplan::cost
