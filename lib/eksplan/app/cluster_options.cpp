#include "eksplan/app/cluster_options.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/app/list_rules.hpp"
#include "eksplan/base/glob.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::app {
namespace {

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && stop == text.data() + text.size() && value >= 0
             ? std::optional(value)
             : std::nullopt;
}

constexpr std::string_view kProfileExample =
    "write a name, a namespace and labels, such as shop=shop/app=cart,tier=web";

std::optional<std::pair<std::string, std::string>> label_of(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    return std::nullopt;
  }
  return std::pair{std::string(base::trim(text.substr(0, equals))),
                   std::string(base::trim(text.substr(equals + 1)))};
}

bool is_known_rule(std::string_view pattern) {
  return std::ranges::any_of(rules::rules(), [&](const rules::Rule& rule) {
    return base::glob_matches(pattern, rule.id);
  });
}

}  // namespace

base::Parsed<model::FargateProfile> parse_fargate_profile(std::string_view text) {
  const auto equals = text.find('=');
  const auto name = text.substr(0, equals);
  const auto rest = equals == std::string_view::npos ? "" : text.substr(equals + 1);
  const auto slash = rest.find('/');
  const auto namespace_name = rest.substr(0, slash);
  if (name.empty() || namespace_name.empty()) {
    return base::Fault{fmt::format("'{}' is not a Fargate profile", text),
                       std::string(kProfileExample)};
  }
  model::ProfileSelector selector{
      .namespace_name = std::string(namespace_name), .labels = {}, .at = {}};
  if (slash != std::string_view::npos) {
    for (const auto part : base::split(rest.substr(slash + 1), ',')) {
      auto label = label_of(part);
      if (!label) {
        return base::Fault{fmt::format("'{}' is not a label", part), std::string(kProfileExample)};
      }
      selector.labels.insert(std::move(*label));
    }
  }
  model::FargateProfile profile;
  profile.name = std::string(name);
  profile.selectors.push_back(std::move(selector));
  return profile;
}

base::Parsed<model::KubernetesVersion> parse_kubernetes_version(std::string_view text) {
  const auto dot = text.find('.');
  const auto major = whole_number(text.substr(0, dot));
  const auto minor =
      dot == std::string_view::npos ? std::nullopt : whole_number(text.substr(dot + 1));
  if (!major || !minor) {
    return base::Fault{fmt::format("'{}' is not a version of Kubernetes", text), "write 1.31"};
  }
  return model::KubernetesVersion{*major, *minor};
}

base::Parsed<std::string> parse_service_account(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == text.size() ||
      text.find('/', slash + 1) != std::string_view::npos) {
    return base::Fault{fmt::format("'{}' is not a service account", text),
                       "write its namespace and name, such as shop/cart"};
  }
  return std::string(text);
}

base::Parsed<IgnoreRequest> parse_ignore(std::string_view text) {
  const auto equals = text.find('=');
  const auto what = base::trim(text.substr(0, equals));
  const auto reason =
      equals == std::string_view::npos ? std::string_view{} : base::trim(text.substr(equals + 1));
  if (what.empty() || reason.empty()) {
    return base::Fault{fmt::format("'{}' gives no reason", text),
                       "write a rule and why it does not matter, such as "
                       "fargate-job-ttl@shop/CronJob/*=cleaned up by a script"};
  }
  const auto at = what.find('@');
  IgnoreRequest request;
  request.rule = std::string(what.substr(0, at));
  request.reason = std::string(reason);
  if (at != std::string_view::npos) {
    request.object = std::string(what.substr(at + 1));
  }
  if (!is_known_rule(request.rule)) {
    return unknown_rule(request.rule);
  }
  return request;
}

void add_stated(const model::Cluster& stated, model::Cluster& cluster) {
  for (const auto& profile : stated.fargate_profiles) {
    auto& all = cluster.fargate_profiles;
    const auto known = std::ranges::find_if(all, [&](const model::FargateProfile& other) {
      return other.name == profile.name && other.path.empty();
    });
    if (known == all.end()) {
      std::erase_if(all, [&](const auto& other) { return other.name == profile.name; });
      all.push_back(profile);
    } else {
      known->selectors.insert(known->selectors.end(), profile.selectors.begin(),
                              profile.selectors.end());
    }
  }
  std::ranges::sort(cluster.fargate_profiles, {}, &model::FargateProfile::name);
  cluster.version = stated.version ? stated.version : cluster.version;
  cluster.vpc_dns = stated.vpc_dns ? stated.vpc_dns : cluster.vpc_dns;
  if (stated.alb_controller_version) {
    cluster.alb_controller_version = stated.alb_controller_version;
  }
  if (stated.fargate_vcpu_quota) {
    cluster.fargate_vcpu_quota = stated.fargate_vcpu_quota;
  }
  cluster.aws_accounts.insert(stated.aws_accounts.begin(), stated.aws_accounts.end());
  cluster.uses.insert(stated.uses.begin(), stated.uses.end());
  cluster.pod_identities.insert(cluster.pod_identities.end(), stated.pod_identities.begin(),
                                stated.pod_identities.end());
  cluster.described = cluster.described || !(stated == model::Cluster{});
}

}  // namespace eksplan::app
