#pragma once
/// What rules about the whole scene share.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/rules/rule.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/scene.hpp"

namespace eksplan::rules {

/// Not in the guide of February 2020, but in that of 2024-12-18; the days between at which such a
/// statement came in are not known.
inline constexpr Date kGuideOf2024{2024, 12, 18};

/// EKS has Pod Identity, for pods on nodes, from here.
inline constexpr Date kPodIdentityFrom{2023, 11, 26};

inline constexpr std::array<Interval, 1> kAlwaysCost{
    {{.since = kFargateLaunch, .severity = model::FindingSeverity::cost}}};
inline constexpr std::array<Interval, 1> kWarnSinceGuideOf2024{
    {{.since = kGuideOf2024, .severity = model::FindingSeverity::warn}}};

/// A hit on a workload, at its pod spec when `path` leads into it, else at its name.
Hit hit_at(const model::Workload& workload, std::string path, std::string message);

/// A hit on the cluster as a whole; it has a place when a description named the version.
Hit cluster_hit(const Scene& scene, std::string path, std::string message);

/// Those of `subjects` that run on Fargate.
std::vector<const Subject*> only_on_fargate(std::vector<const Subject*> subjects);

/// "shop/Deployment/cart", "shop/Deployment/cart and shop/Deployment/web",
/// "shop/Deployment/cart, shop/Deployment/web and 3 more".
std::string subjects_text(const std::vector<const Subject*>& subjects);

/// The place of an annotation, else `otherwise`.
model::Place place_of(const model::AnnotationPlaces& places, std::string_view key,
                      model::Place otherwise);

/// The name of the service account that the pods of a workload run as.
std::string account_name(const model::Workload& workload);

/// That account; null when it is not in the input.
const model::ServiceAccount* account_of(const model::Workload& workload, const Scene& scene);

/// Whether the cluster has Fargate profiles and no nodes at all.
bool is_fargate_only(const Scene& scene);

/// Whether an image is that of a program, by the last parts of its name: "ingress-nginx/controller"
/// is in registry.k8s.io/ingress-nginx/controller:v1.9.4.
bool is_image_of(const model::Container& container, std::string_view program);

/// The first container whose image is that of one of `programs`; null when there is none.
const model::Container* find_program(const model::PodSpec& spec,
                                     std::initializer_list<std::string_view> programs);

}  // namespace eksplan::rules
