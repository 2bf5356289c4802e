#pragma once
/// Answers of the AWS CLI: aws eks describe-cluster, describe-nodegroup, describe-fargate-profile,
/// list- and describe-pod-identity-association(s), and aws ec2 describe-subnets.

#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

/// Whether all keys of a mapping are those of such answers.
bool is_aws_cli(const doc::Node& root);

/// One answer tells a part of the cluster, never that there is no more.
void read_aws_cli(const doc::Node& root, const Reading& reading);

/// What tags say of a subnet: the AWS load balancer controller and EKS look for
/// kubernetes.io/role/elb on public subnets and for kubernetes.io/role/internal-elb on private
/// ones.
std::optional<bool> public_by_tags(const model::Labels& tags);

}  // namespace eksplan::cluster
