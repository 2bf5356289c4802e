#pragma once
/// Service, Ingress, IngressClass, NetworkPolicy, and SecurityGroupPolicy of the VPC resource
/// controller.

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

model::Service read_service(const ObjectInput& in);
model::Ingress read_ingress(const ObjectInput& in);
model::IngressClass read_ingress_class(const ObjectInput& in);
model::NetworkPolicy read_network_policy(const ObjectInput& in);
model::SecurityGroupPolicy read_security_group_policy(const ObjectInput& in);

}  // namespace eksplan::k8s
