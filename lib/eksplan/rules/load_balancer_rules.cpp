#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/load_balancers.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using Subjects = std::vector<const Subject*>;

/// Network Load Balancers reach addresses of pods, and Ingresses can share a balancer, from here
/// (AWS Load Balancer Controller 2.0).
constexpr Date kControllerFrom{2020, 10, 23};

constexpr std::string_view kNlbTarget =
    "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type";
constexpr std::string_view kAlbTarget = "alb.ingress.kubernetes.io/target-type";
constexpr std::string_view kAlbGroup = "alb.ingress.kubernetes.io/group.name";
constexpr std::string_view kAlbScheme = "alb.ingress.kubernetes.io/scheme";

Subjects behind(const model::Service& service, const Scene& scene) {
  return only_on_fargate(scene.with_labels(service.id.namespace_name, service.selector));
}

Hit service_hit(const model::Service& service, model::Place at, std::string path,
                std::string message) {
  return {.at = at, .path = std::move(path), .message = std::move(message), .object = service.id};
}

/// Whether a balancer of this Service sends to addresses of pods, not to ports of nodes.
bool targets_addresses(const model::Service& service) {
  return annotation(service.annotations, kBalancerType) == "nlb-ip" ||
         (is_made_by_controller(service) && annotation(service.annotations, kNlbTarget) == "ip");
}

std::string_view balancer_words(const model::Service& service, Date day) {
  if (balancer_kind(service) == BalancerKind::classic) {
    return "Classic Load Balancer";
  }
  return day < kControllerFrom ? "Network Load Balancer"
                               : "Network Load Balancer with instance targets";
}

/// At the annotation that chooses nodes as targets, else at the type of the Service.
Hit balancer_hit(const model::Service& service, const Subjects& pods, const Scene& scene) {
  auto hit =
      service_hit(service, service.type_at, "spec.type",
                  fmt::format("the Service asks for a {}, which does not reach the pods of "
                              "{} on Fargate",
                              balancer_words(service, scene.profile().as_of), subjects_text(pods)));
  for (const auto key : {kNlbTarget, kBalancerType}) {
    if (!annotation(service.annotations, key).empty()) {
      hit.at = place_of(service.annotation_places, key, service.type_at);
      hit.path = child_path("metadata.annotations", key);
      break;
    }
  }
  if (scene.profile().as_of < kControllerFrom) {
    hit.fix = "reach the pods through an Ingress of class alb";
  }
  return hit;
}

std::vector<Hit> nlb_clb(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& service : scene.inventory().services) {
    const bool works = scene.profile().as_of >= kControllerFrom && targets_addresses(service);
    if (service.type != "LoadBalancer" || works || balancer_kind(service) == BalancerKind::none) {
      continue;
    }
    if (const auto pods = behind(service, scene); !pods.empty()) {
      hits.push_back(balancer_hit(service, pods, scene));
    }
  }
  return hits;
}

const model::Service* find_service(const Scene& scene, std::string_view namespace_name,
                                   std::string_view name) {
  const auto& services = scene.inventory().services;
  const auto found = std::ranges::find_if(services, [&](const model::Service& service) {
    return service.id.namespace_name == namespace_name && service.id.name == name;
  });
  return found == services.end() ? nullptr : &*found;
}

bool is_alb(const model::Ingress& ingress, const Scene& scene) {
  return ingress_kind(ingress, scene.inventory().ingress_classes) ==
         IngressKind::application_load_balancer;
}

/// The Service's own annotation beats that of the Ingress.
std::string_view target_type(const model::Ingress& ingress, const model::Service& service) {
  const auto own = annotation(service.annotations, kAlbTarget);
  return own.empty() ? annotation(ingress.annotations, kAlbTarget) : own;
}

/// Backends of an Ingress on Fargate that it would reach by a port of their node.
Subjects reached_by_node(const model::Ingress& ingress, const Scene& scene) {
  Subjects found;
  for (const auto& name : ingress.backend_services) {
    const auto* const service = find_service(scene, ingress.id.namespace_name, name);
    if (service != nullptr && target_type(ingress, *service) != "ip") {
      const auto pods = behind(*service, scene);
      found.insert(found.end(), pods.begin(), pods.end());
    }
  }
  return found;
}

std::vector<Hit> alb_target_type(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& ingress : scene.inventory().ingresses) {
    const auto pods = is_alb(ingress, scene) ? reached_by_node(ingress, scene) : Subjects{};
    if (pods.empty()) {
      continue;
    }
    const auto written = annotation(ingress.annotations, kAlbTarget);
    hits.push_back({.at = place_of(ingress.annotation_places, kAlbTarget, ingress.at),
                    .path = written.empty() ? "metadata.annotations"
                                            : child_path("metadata.annotations", kAlbTarget),
                    .message = fmt::format("the load balancer sends to ports of nodes (target type "
                                           "{}), and {} {} on Fargate",
                                           written.empty() ? "instance, the default" : written,
                                           subjects_text(pods), pods.size() == 1 ? "runs" : "run"),
                    .object = ingress.id});
  }
  return hits;
}

/// Three numbers of "v1.1.3"; what is missing is 0.
std::optional<std::array<int, 3>> version_of(std::string_view text) {
  if (text.starts_with('v')) {
    text.remove_prefix(1);
  }
  std::array<int, 3> numbers{};
  const auto parts = base::split(text.substr(0, text.find('-')), '.');
  for (std::size_t i = 0; i < parts.size() && i < numbers.size(); ++i) {
    const auto [stop, error] =
        std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers.at(i));
    if (error != std::errc{} || stop != parts[i].data() + parts[i].size()) {
      return std::nullopt;
    }
  }
  return numbers;
}

constexpr std::array<int, 3> kFirstWithIpTargets{1, 1, 4};

bool is_too_old(std::string_view version) {
  const auto numbers = version_of(version);
  return numbers && *numbers < kFirstWithIpTargets;
}

std::vector<Hit> alb_controller_version(const Scene& scene) {
  std::vector<Hit> hits;
  const auto& stated = scene.cluster().alb_controller_version;
  if (stated && is_too_old(*stated) && !scene.on_fargate().empty()) {
    hits.push_back(cluster_hit(
        scene, "", fmt::format("the ALB ingress controller is of version {}", *stated)));
  }
  for (const auto& subject : scene.subjects()) {
    const auto* const container =
        find_program(subject.workload->pod.spec, {"aws-alb-ingress-controller"});
    const auto colon = container == nullptr ? std::string::npos : container->image.rfind(':');
    if (colon != std::string::npos && is_too_old(container->image.substr(colon + 1))) {
      auto hit = hit_at(*subject.workload, subject.workload->pod.path,
                        fmt::format("container {} runs {}", container->name, container->image));
      hit.at = container->at;
      hits.push_back(std::move(hit));
    }
  }
  return hits;
}

/// Ingresses without a group, by scheme: internal and public ones cannot share a balancer.
std::vector<Hit> one_alb_per_ingress(const Scene& scene) {
  std::map<std::string, std::vector<const model::Ingress*>> alone;
  for (const auto& ingress : scene.inventory().ingresses) {
    if (is_alb(ingress, scene) && annotation(ingress.annotations, kAlbGroup).empty()) {
      const auto scheme = annotation(ingress.annotations, kAlbScheme);
      alone[scheme == "internet-facing" ? "internet-facing" : "internal"].push_back(&ingress);
    }
  }
  std::vector<Hit> hits;
  const auto& price = scene.prices().application_load_balancer;
  for (const auto& [scheme, ingresses] : alone) {
    for (std::size_t i = 1; i < ingresses.size(); ++i) {
      hits.push_back(
          {.at = ingresses[i]->at,
           .path = "metadata.annotations",
           .message =
               fmt::format("the Ingress has an {} load balancer of its own beside that of {}{}",
                           scheme, ingresses.front()->id.text(),
                           price ? fmt::format(": {}", monthly_text(*price, scene.prices())) : ""),
           .fix = scene.profile().as_of < kControllerFrom
                      ? "put one NGINX ingress controller behind one balancer"
                      : fmt::format("let both share one: {} of the same value on each", kAlbGroup),
           .object = ingresses[i]->id,
           .saving = price});
    }
  }
  return hits;
}

std::vector<Hit> nginx_ingress(const Scene& scene) {
  std::vector<Hit> hits;
  constexpr std::string_view kEscalation = "fargate-allow-privilege-escalation";
  for (const auto& subject : scene.subjects()) {
    const auto& workload = *subject.workload;
    const auto* const container = find_program(
        workload.pod.spec,
        {"ingress-nginx/controller", "nginx-ingress-controller", "nginx-ingress/controller"});
    const bool kept_off_by_escalation =
        !subject.verdict->blocked_by.empty() &&
        subject.verdict->blocked_by == std::vector<std::string_view>{kEscalation};
    if (container == nullptr || !(subject.on_fargate || kept_off_by_escalation)) {
      continue;
    }
    auto hit = hit_at(
        workload, workload.pod.path,
        kept_off_by_escalation
            ? "only allowPrivilegeEscalation: true keeps this NGINX ingress controller off Fargate"
            : "an NGINX ingress controller on Fargate can listen on high ports only and must not "
              "allow privilege escalation");
    hit.at = container->at;
    hits.push_back(std::move(hit));
  }
  return hits;
}

/// Whether a balancer with address targets uses the Service: its node ports do not matter then.
bool is_reached_by_address(const model::Service& service, const Scene& scene) {
  const auto& ingresses = scene.inventory().ingresses;
  return std::ranges::any_of(ingresses, [&](const model::Ingress& ingress) {
    return ingress.id.namespace_name == service.id.namespace_name && is_alb(ingress, scene) &&
           std::ranges::binary_search(ingress.backend_services, service.id.name) &&
           target_type(ingress, service) == "ip";
  });
}

std::vector<Hit> node_port(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& service : scene.inventory().services) {
    if (service.type != "NodePort" || is_reached_by_address(service, scene)) {
      continue;
    }
    if (const auto pods = behind(service, scene); !pods.empty()) {
      hits.push_back(service_hit(
          service, service.type_at, "spec.type",
          fmt::format("node ports do not lead to the pods of {} on Fargate from outside",
                      subjects_text(pods))));
    }
  }
  return hits;
}

std::vector<Hit> external_traffic_policy(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& service : scene.inventory().services) {
    const auto pods = service.external_traffic_local ? behind(service, scene) : Subjects{};
    if (!pods.empty()) {
      hits.push_back(service_hit(service, service.external_traffic_at, "spec.externalTrafficPolicy",
                                 fmt::format("externalTrafficPolicy: Local means nothing for the "
                                             "pods of {} on Fargate, which no node port reaches",
                                             subjects_text(pods))));
    }
  }
  return hits;
}

constexpr std::array<Interval, 1> kOldController{
    {{.since = kFargateLaunch, .until = kControllerFrom, .severity = FindingSeverity::block}}};

constexpr std::array<Rule, 7> kLoadBalancerRules{{
    {.id = "fargate-nlb-clb",
     .title = "Load balancers reach Fargate pods by their addresses only",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "service.beta.kubernetes.io/aws-load-balancer-type: external and "
            "aws-load-balancer-nlb-target-type: ip",
     .source = "EKS user guide, Fargate considerations, Network load balancing and document "
               "history of 2020-10-23",
     .find_all = nlb_clb,
     .trigger =
         "a Service of type LoadBalancer in front of Fargate pods that gets a Classic Load "
         "Balancer or a Network Load Balancer with instance targets (before 2020-10-23: any)"},
    {.id = "fargate-alb-target-type",
     .title = "An Application Load Balancer reaches Fargate pods with target type ip only",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "set alb.ingress.kubernetes.io/target-type: ip",
     .source = "EKS user guide, Application load balancing",
     .find_all = alb_target_type,
     .trigger = "an Ingress of class alb in front of Fargate pods whose target type is not ip"},
    {.id = "fargate-alb-controller-version",
     .title = "The ALB ingress controller reaches Fargate pods from version 1.1.4 on",
     .intervals = kOldController,
     .basis = Basis::documented,
     .fix = "upgrade the controller",
     .source = "EKS user guide of February 2020, Fargate considerations",
     .find_all = alb_controller_version,
     .trigger = "the option --alb-controller-version or the controller's image below 1.1.4"},
    {.id = "fargate-one-alb-per-ingress",
     .title = "Each Ingress without a group has a load balancer of its own",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "let Ingresses share a balancer by alb.ingress.kubernetes.io/group.name",
     .source = "EKS user guide, Application load balancing and document history of 2020-10-23",
     .find_all = one_alb_per_ingress,
     .trigger = "several Ingresses of class alb and of one scheme without a group"},
    {.id = "fargate-nginx-ingress",
     .title = "The stock manifest of ingress-nginx allows privilege escalation, which Fargate "
              "refuses",
     .intervals = kAlwaysWarn,
     .basis = Basis::observed,
     .fix = "patch the security context and the ports, or keep the controller on nodes",
     .source = "kubernetes/ingress-nginx#4888, #9704",
     .find_all = nginx_ingress,
     .trigger = "an NGINX ingress controller that runs on Fargate, or only misses it by "
                "allowPrivilegeEscalation"},
    {.id = "fargate-nodeport",
     .title = "Node ports do not reach Fargate pods",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "put a load balancer with address targets in front",
     .source = kConsiderations,
     .find_all = node_port,
     .trigger = "a Service of type NodePort for Fargate pods that no load balancer with address "
                "targets uses"},
    {.id = "fargate-external-traffic-policy",
     .title = "externalTrafficPolicy decides nothing for Fargate pods",
     .intervals = kAlwaysNote,
     .basis = Basis::inferred,
     .fix = "leave it out",
     .source = "follows from node ports not reaching Fargate pods",
     .find_all = external_traffic_policy,
     .trigger = "externalTrafficPolicy: Local on a Service of Fargate pods"},
}};

}  // namespace

std::span<const Rule> load_balancer_rules() {
  return kLoadBalancerRules;
}

}  // namespace eksplan::rules
