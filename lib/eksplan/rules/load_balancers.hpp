#pragma once
/// What kind of load balancer an Ingress or a Service gets (AWS Load Balancer Controller, and the
/// controller built into Kubernetes).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/inventory.hpp"

namespace eksplan::rules {

enum class IngressKind : std::uint8_t { application_load_balancer, other_controller, no_class };

/// The class decides which controller serves an Ingress; without one the cluster's default class
/// does. A class that is not in the input is known by the name alb alone.
IngressKind ingress_kind(const model::Ingress& ingress,
                         const std::vector<model::IngressClass>& classes);

/// The annotation that says which balancer a Service wants.
inline constexpr std::string_view kBalancerType =
    "service.beta.kubernetes.io/aws-load-balancer-type";

enum class BalancerKind : std::uint8_t { none, classic, network };

/// Of a Service of type LoadBalancer; none when a class of another vendor serves it.
BalancerKind balancer_kind(const model::Service& service);

/// Whether the AWS Load Balancer Controller makes the balancer, not the controller built into
/// Kubernetes.
bool is_made_by_controller(const model::Service& service);

/// The value of an annotation; empty when it is not there.
std::string_view annotation(const model::Labels& annotations, std::string_view key);

}  // namespace eksplan::rules
