#include "eksplan/rules/load_balancers.hpp"

#include <algorithm>

namespace eksplan::rules {
namespace {

bool is_alb_controller(std::string_view controller) {
  return controller == "ingress.k8s.aws/alb" || controller == "eks.amazonaws.com/alb";
}

bool is_aws_class(std::string_view load_balancer_class) {
  return load_balancer_class == "service.k8s.aws/nlb" ||
         load_balancer_class == "eks.amazonaws.com/nlb";
}

}  // namespace

IngressKind ingress_kind(const model::Ingress& ingress,
                         const std::vector<model::IngressClass>& classes) {
  const auto found = std::ranges::find_if(classes, [&](const model::IngressClass& candidate) {
    return ingress.class_name.empty() ? candidate.is_default : candidate.name == ingress.class_name;
  });
  if (found != classes.end()) {
    return is_alb_controller(found->controller) ? IngressKind::application_load_balancer
                                                : IngressKind::other_controller;
  }
  if (ingress.class_name.empty()) {
    return IngressKind::no_class;
  }
  return ingress.class_name == "alb" ? IngressKind::application_load_balancer
                                     : IngressKind::other_controller;
}

bool is_made_by_controller(const model::Service& service) {
  const auto type = annotation(service.annotations, kBalancerType);
  return is_aws_class(service.load_balancer_class) || type == "external" || type == "nlb-ip";
}

BalancerKind balancer_kind(const model::Service& service) {
  if (!service.load_balancer_class.empty() && !is_aws_class(service.load_balancer_class)) {
    return BalancerKind::none;
  }
  const bool network =
      is_made_by_controller(service) || annotation(service.annotations, kBalancerType) == "nlb";
  return network ? BalancerKind::network : BalancerKind::classic;
}

std::string_view annotation(const model::Labels& annotations, std::string_view key) {
  const auto found = annotations.find(std::string(key));
  return found == annotations.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace eksplan::rules
