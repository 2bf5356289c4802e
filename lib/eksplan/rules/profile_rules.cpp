#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/fargate_profiles.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FargateProfile;
using model::FindingSeverity;
using model::WorkloadKind;

constexpr std::string_view kComputeType = "eks.amazonaws.com/compute-type";
constexpr std::size_t kMostSelectors = 5;
constexpr std::size_t kMostProfiles = 10;

/// Quotas of 2021 name 5 label pairs in place of 100; the day between is not known.
constexpr Date kFewLabelsFrom{2021, 1, 1};

bool is_daemon(const model::Workload& workload) {
  return workload.kind == WorkloadKind::daemon_set || workload.daemon_pod;
}

model::ObjectId id_of(const FargateProfile& profile) {
  return {"", "FargateProfile", profile.name};
}

Hit profile_hit(const FargateProfile& profile, std::string message) {
  return {.at = profile.at,
          .path = profile.path,
          .message = std::move(message),
          .object = id_of(profile)};
}

Hit selector_hit(const FargateProfile& profile, std::size_t selector, std::string message) {
  return {.at = profile.selectors[selector].at,
          .path = fmt::format("{}{}selectors[{}]", profile.path, profile.path.empty() ? "" : ".",
                              selector),
          .message = std::move(message),
          .object = id_of(profile)};
}

template <class Predicate>
std::vector<Hit> for_selectors(const Scene& scene, Predicate message_of) {
  std::vector<Hit> hits;
  for (const auto& profile : scene.cluster().fargate_profiles) {
    for (std::size_t i = 0; i < profile.selectors.size(); ++i) {
      if (auto message = message_of(profile.selectors[i]); !message.empty()) {
        hits.push_back(selector_hit(profile, i, std::move(message)));
      }
    }
  }
  return hits;
}

/// Namespace and the label that most likely names the application.
std::string wanted_selector(const model::Workload& workload) {
  model::ProfileSelector selector{
      .namespace_name = workload.id.namespace_name, .labels = {}, .at = {}};
  for (const auto* const key : {"app.kubernetes.io/name", "app", "k8s-app", "name"}) {
    const auto found = workload.pod.labels.find(key);
    if (found != workload.pod.labels.end()) {
      selector.labels.insert(*found);
      break;
    }
  }
  return selector_text(selector);
}

/// Where a pod says that it wants Fargate; a place without a line when it does not say where.
std::optional<Hit> wish_for_fargate(const Subject& subject, const Scene& scene) {
  const auto& workload = *subject.workload;
  const auto label = workload.pod.labels.find(std::string(kProfileLabel));
  if (label != workload.pod.labels.end()) {
    return hit_at(workload, "metadata.labels",
                  fmt::format("the pods name the profile {}, but", label->second));
  }
  const auto selector = workload.pod.spec.node_selector.find(std::string(kComputeType));
  if (selector != workload.pod.spec.node_selector.end() && selector->second.value == "fargate") {
    auto hit = hit_at(workload, child_path(workload.pod.path + ".nodeSelector", kComputeType),
                      "the pods ask for Fargate nodes, but");
    hit.at = selector->second.at;
    return hit;
  }
  if (is_fargate_only(scene)) {
    return hit_at(workload, workload.pod.path, "the cluster has only Fargate, but");
  }
  return std::nullopt;
}

std::vector<Hit> no_matching_profile(const Scene& scene) {
  std::vector<Hit> hits;
  if (!scene.cluster().described) {
    return hits;
  }
  for (const auto& subject : scene.subjects()) {
    if (!subject.profiles.empty() || is_daemon(*subject.workload)) {
      continue;
    }
    if (auto hit = wish_for_fargate(subject, scene)) {
      hit->message += " no Fargate profile selects them, so they stay Pending";
      hit->fix = fmt::format("add a selector to a profile, such as {}",
                             wanted_selector(*subject.workload));
      hits.push_back(std::move(*hit));
    }
  }
  return hits;
}

std::string captured_text(const Subject& subject, const FargateProfile& profile) {
  if (subject.verdict->eligible) {
    return fmt::format(
        "Fargate profile {} selects the pods, so AWS runs them on Fargate, while the plan has them "
        "on nodes",
        profile.name);
  }
  const std::vector<std::string> rules(subject.verdict->blocked_by.begin(),
                                       subject.verdict->blocked_by.end());
  return fmt::format(
      "Fargate profile {} selects the pods, which cannot run there ({}), so they stay Pending",
      profile.name, base::join(rules, ", "));
}

std::vector<Hit> captures(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& subject : scene.subjects()) {
    const auto chosen =
        chosen_profile(scene.cluster(), subject.profiles, subject.workload->pod.labels);
    if (chosen && !subject.on_fargate && !is_daemon(*subject.workload)) {
      const auto& profile = scene.cluster().fargate_profiles[*chosen];
      hits.push_back(
          hit_at(*subject.workload, subject.workload->pod.path, captured_text(subject, profile)));
    }
  }
  return hits;
}

std::vector<Hit> ambiguous(const Scene& scene) {
  std::vector<Hit> hits;
  const auto& profiles = scene.cluster().fargate_profiles;
  for (const auto& subject : scene.subjects()) {
    const auto label = subject.workload->pod.labels.find(std::string(kProfileLabel));
    const bool named = label != subject.workload->pod.labels.end() &&
                       std::ranges::any_of(subject.profiles, [&](auto i) {
                         return profiles[i].name == label->second;
                       });
    if (subject.profiles.size() < 2 || named || is_daemon(*subject.workload)) {
      continue;
    }
    std::vector<std::string> names;
    for (const auto i : subject.profiles) {
      names.push_back(profiles[i].name);
    }
    std::ranges::sort(names);
    // The user guide said "at random" in 2020; it named the order when wildcards came.
    const auto choice = scene.profile().as_of < kWildcardsFrom
                            ? std::string("AWS takes one of them at random")
                            : fmt::format("AWS takes {}, the first by name", names.front());
    hits.push_back(hit_at(
        *subject.workload, subject.workload->pod.path,
        fmt::format("the Fargate profiles {} select the pods; {}", base::and_list(names), choice)));
  }
  return hits;
}

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?") != std::string_view::npos;
}

std::vector<Hit> wildcard(const Scene& scene) {
  return for_selectors(scene, [](const model::ProfileSelector& selector) {
    const bool any = has_wildcard(selector.namespace_name) ||
                     std::ranges::any_of(selector.labels, [](const auto& label) {
                       return has_wildcard(label.first) || has_wildcard(label.second);
                     });
    return any ? fmt::format("the selector of {} has a wildcard", selector_text(selector))
               : std::string();
  });
}

std::vector<Hit> selector_count(const Scene& scene) {
  std::vector<Hit> hits;
  const auto& profiles = scene.cluster().fargate_profiles;
  for (const auto& profile : profiles) {
    if (profile.selectors.size() > kMostSelectors) {
      hits.push_back(
          profile_hit(profile, fmt::format("the profile has {} selectors; {} are allowed",
                                           profile.selectors.size(), kMostSelectors)));
    }
  }
  if (profiles.size() > kMostProfiles) {
    auto hit = cluster_hit(scene, "",
                           fmt::format("the cluster has {} Fargate profiles; the quota is {}",
                                       profiles.size(), kMostProfiles));
    hit.at = profiles[kMostProfiles].at;
    hit.path = profiles[kMostProfiles].path;
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<Hit> label_count(const Scene& scene) {
  const std::size_t most = scene.profile().as_of < kFewLabelsFrom ? 100 : 5;
  return for_selectors(scene, [&](const model::ProfileSelector& selector) {
    return selector.labels.size() <= most
               ? std::string()
               : fmt::format("the selector has {} labels; {} are allowed", selector.labels.size(),
                             most);
  });
}

std::vector<Hit> namespace_missing(const Scene& scene) {
  return for_selectors(scene, [](const model::ProfileSelector& selector) {
    return std::string(selector.namespace_name.empty() ? "the selector has no namespace" : "");
  });
}

std::vector<Hit> public_subnet(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& profile : scene.cluster().fargate_profiles) {
    for (const auto& id : profile.subnets) {
      const auto& subnets = scene.cluster().subnets;
      const auto subnet = std::ranges::find(subnets, id, &model::Subnet::id);
      if (subnet != subnets.end() && subnet->is_public.value_or(false)) {
        hits.push_back(profile_hit(profile, fmt::format("subnet {} of the profile is public", id)));
      }
    }
  }
  return hits;
}

std::vector<Hit> immutable(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& profile : scene.cluster().fargate_profiles) {
    if (profile.described_twice) {
      hits.push_back(profile_hit(
          profile, "the profile is described twice, and not with the same selectors and subnets"));
    }
  }
  return hits;
}

std::vector<Hit> coredns_annotation(const Scene& scene) {
  std::vector<Hit> hits;
  const auto* const coredns = scene.target("kube-system", "Deployment", "coredns");
  if (coredns == nullptr || !is_fargate_only(scene)) {
    return hits;
  }
  const auto& workload = *coredns->workload;
  const auto wish = workload.pod.annotations.find(std::string(kComputeType));
  if (wish != workload.pod.annotations.end() && wish->second == "ec2") {
    auto hit = hit_at(workload, child_path("spec.template.metadata.annotations", kComputeType),
                      "CoreDNS is annotated for EC2 nodes, which this cluster does not have");
    hit.at = place_of(workload.pod.annotation_places, kComputeType, workload.at);
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<Hit> only_cluster_add_ons(const Scene& scene) {
  std::vector<Hit> hits;
  if (!is_fargate_only(scene)) {
    return hits;
  }
  for (const auto& subject : scene.subjects()) {
    if (is_daemon(*subject.workload)) {
      hits.push_back(hit_at(*subject.workload, "kind",
                            "the cluster has no nodes, so the DaemonSet has no pods"));
    }
  }
  return hits;
}

std::vector<Hit> tag_propagation(const Scene& scene) {
  if (!scene.cluster().uses.contains(model::ClusterUse::cost_tags) || scene.on_fargate().empty()) {
    return {};
  }
  return {cluster_hit(scene, "", "cost tags of a Fargate profile do not reach its pods")};
}

/// Pods on nodes by namespace: those that a selector for others may take by mistake.
std::map<std::string, std::vector<const Subject*>> pods_on_nodes(const Scene& scene) {
  std::map<std::string, std::vector<const Subject*>> found;
  for (const auto& subject : scene.subjects()) {
    if (!subject.on_fargate && !is_daemon(*subject.workload)) {
      found[subject.workload->id.namespace_name].push_back(&subject);
    }
  }
  return found;
}

std::vector<Hit> inseparable(const Scene& scene) {
  std::vector<Hit> hits;
  const auto on_nodes = pods_on_nodes(scene);
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    const auto neighbours = on_nodes.find(workload.id.namespace_name);
    if (neighbours == on_nodes.end()) {
      continue;
    }
    auto others = neighbours->second;
    std::erase_if(others, [&](const Subject* other) {
      return !has_all(other->workload->pod.labels, workload.pod.labels);
    });
    if (others.empty()) {
      continue;
    }
    auto hit = hit_at(workload, workload.pod.path,
                      fmt::format("every selector that selects these pods for Fargate selects "
                                  "those of {} as well, which run on nodes",
                                  subjects_text(others)));
    hit.fix = fmt::format(
        "give the pods of {} a label of their own, such as compute=fargate, and "
        "select by it",
        workload.id.text());
    hits.push_back(std::move(hit));
  }
  return hits;
}

constexpr std::array<Interval, 1> kExactUntilWildcards{
    {{.since = kFargateLaunch, .until = kWildcardsFrom, .severity = FindingSeverity::block}}};

constexpr std::string_view kProfileGuide = "EKS user guide, Fargate profiles";
constexpr std::string_view kQuotas = "EKS user guide, Fargate profiles and service quotas";

constexpr std::array<Rule, 13> kProfileRules{{
    {.id = "fargate-no-matching-profile",
     .title = "Pods that want Fargate stay Pending when no profile selects them",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "add a selector that matches the namespace and the labels of the pods",
     .source = kProfileGuide,
     .find_all = no_matching_profile,
     .trigger = "pods with the profile label or a node selector for Fargate, or any pods of a "
                "cluster without nodes, that no profile selects"},
    {.id = "fargate-profile-captures",
     .title = "A profile takes every pod that it selects, also those meant for nodes",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "narrow the selector, or give the pods that belong on Fargate a label of their own",
     .source = kProfileGuide,
     .find_all = captures,
     .trigger = "a profile selects pods that cannot run on Fargate or that the plan has on nodes"},
    {.id = "fargate-profile-inseparable",
     .title = "Pods of one namespace with the same labels cannot be divided between Fargate and "
              "nodes",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "give the pods that belong on Fargate a label of their own, and select by it",
     .source = kProfileGuide,
     .find_all = inseparable,
     .trigger = "pods for Fargate and pods for nodes in one namespace, the latter with all labels "
                "of the former"},
    {.id = "fargate-profile-ambiguous",
     .title = "When several profiles select a pod, AWS chooses one",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "add the label eks.amazonaws.com/fargate-profile with the name of one of them to the "
            "pods",
     .source = kProfileGuide,
     .find_all = ambiguous,
     .trigger = "more than one profile selects the pods, and no label names one of them"},
    {.id = "fargate-profile-wildcard",
     .title = "Selectors matched exactly until August 2022",
     .intervals = kExactUntilWildcards,
     .basis = Basis::documented,
     .fix = "list the namespaces and labels one by one",
     .source = "EKS user guide, Fargate profiles and document history of 2022-08-16",
     .find_all = wildcard,
     .trigger = "* or ? in the namespace or a label of a selector"},
    {.id = "fargate-profile-selector-count",
     .title = "A profile has at most 5 selectors, and a cluster 10 profiles",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "merge selectors, with wildcards where they are allowed",
     .source = kQuotas,
     .find_all = selector_count,
     .trigger = "more than 5 selectors in a profile, or more than 10 profiles"},
    {.id = "fargate-profile-label-count",
     .title = "A selector has at most 5 labels",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "select by fewer labels",
     .source = kQuotas,
     .find_all = label_count,
     .trigger = "more than 5 labels in a selector (100 before 2021)"},
    {.id = "fargate-profile-namespace-missing",
     .title = "Every selector of a profile names a namespace",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "add the namespace",
     .source = kProfileGuide,
     .find_all = namespace_missing,
     .trigger = "a selector without a namespace"},
    {.id = "fargate-profile-public-subnet",
     .title = "Fargate pods run in private subnets only",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "give private subnets; they need a NAT gateway or VPC endpoints, which cost money",
     .source = kProfileGuide,
     .find_all = public_subnet,
     .trigger = "a profile with a subnet that is known to be public"},
    {.id = "fargate-profile-immutable",
     .title = "A Fargate profile cannot be changed",
     .intervals = kAlwaysNote,
     .basis = Basis::documented,
     .fix = "create a profile with another name, then delete the old one",
     .source = kProfileGuide,
     .find_all = immutable,
     .trigger = "two descriptions of a profile in the input that differ"},
    {.id = "fargate-coredns-annotation",
     .title = "CoreDNS annotated for EC2 never starts in a cluster without nodes",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "remove the annotation eks.amazonaws.com/compute-type and restart the Deployment",
     .source = "EKS user guide, Getting started with Fargate",
     .find_all = coredns_annotation,
     .trigger = "the Deployment coredns with the annotation eks.amazonaws.com/compute-type: ec2 in "
                "a cluster that has only Fargate profiles"},
    {.id = "fargate-only-cluster-addons",
     .title = "A cluster without nodes runs no DaemonSets",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "run what the pods need as a sidecar, or leave the DaemonSet out",
     .source = "EKS user guide, Fargate considerations",
     .find_all = only_cluster_add_ons,
     .trigger = "a DaemonSet in a cluster that has only Fargate profiles"},
    {.id = "fargate-tag-propagation",
     .title = "Tags of a Fargate profile do not reach its pods",
     .intervals = kAlwaysNote,
     .basis = Basis::documented,
     .fix = "divide cost by split cost allocation data",
     .source = kProfileGuide,
     .find_all = tag_propagation,
     .trigger = "the option --uses cost-tags, while pods run on Fargate"},
}};

}  // namespace

std::span<const Rule> profile_rules() {
  return kProfileRules;
}

}  // namespace eksplan::rules
