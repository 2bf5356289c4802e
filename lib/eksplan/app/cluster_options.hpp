#pragma once
/// What options say of the cluster, and which findings they want ignored.

#include <string>
#include <string_view>

#include "eksplan/app/run_options.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/model/cluster.hpp"

namespace eksplan::app {

/// "shop=shop/app=cart,tier=web": a profile's name, a namespace and labels; the profile has that
/// one selector.
base::Parsed<model::FargateProfile> parse_fargate_profile(std::string_view text);

/// "1.29".
base::Parsed<model::KubernetesVersion> parse_kubernetes_version(std::string_view text);

/// "shop/cart": a namespace and the name of a service account.
base::Parsed<std::string> parse_service_account(std::string_view text);

/// "fargate-job-ttl@shop/CronJob/*=cleaned up by a script".
base::Parsed<IgnoreRequest> parse_ignore(std::string_view text);

/// Adds to `cluster` what options say; they win over what the input says. A profile that several
/// options name has all their selectors.
void add_stated(const model::Cluster& stated, model::Cluster& cluster);

}  // namespace eksplan::app
