#pragma once
/// What the files of the rule table share: intervals, walks over a pod, and wordings.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/pod.hpp"
#include "eksplan/rules/rule.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::rules {

inline constexpr std::array<Interval, 1> kAlwaysBlock{
    {{.since = kFargateLaunch, .severity = model::FindingSeverity::block}}};
inline constexpr std::array<Interval, 1> kAlwaysWarn{
    {{.since = kFargateLaunch, .severity = model::FindingSeverity::warn}}};
inline constexpr std::array<Interval, 1> kAlwaysNote{
    {{.since = kFargateLaunch, .severity = model::FindingSeverity::note}}};

/// Sources of several rules.
inline constexpr std::string_view kConsiderations = "EKS user guide, Fargate considerations";
inline constexpr std::string_view kComparison = "EKS user guide, comparison of compute options";

/// EFS volumes work on Fargate, and its scheduler names the reason of each refused volume, from
/// here.
inline constexpr Date kEfsFrom{2020, 8, 17};

/// A container and where it stands. It refers to the pod it was taken from.
struct ContainerAt {
  const model::Container& container;
  const model::PodTemplate& pod;
  std::size_t index = 0;
  bool init = false;

  std::string path() const;  ///< "spec.template.spec.initContainers[0]"
  std::string text() const;  ///< "container app", "init container migrate"
};

/// Init containers, then the others.
std::vector<ContainerAt> containers_of(const model::PodTemplate& pod);

/// `path` and the key below it: "metadata.labels", `limits["nvidia.com/gpu"]`.
std::string child_path(std::string_view path, std::string_view key);

/// The first words of every refusal of Fargate's scheduler.
std::string refused_by_aws(std::string_view reasons);

/// A hit whose words are AWS's own refusal of a pod.
Hit refused(model::Place at, std::string path, std::string message, std::string_view aws_reasons);

/// Why Fargate's scheduler refuses a volume, in the words of the profile's day: before it named
/// reasons it listed the volumes by name.
std::string refused_volume(const RuleContext& context, const model::Volume& volume);

/// A quantity as cpu or as memory, rounded up as Kubernetes rounds requests; what no int64 holds
/// counts as the largest amount.
units::MilliCpu cpu_amount(units::Quantity quantity);
units::Bytes memory_amount(units::Quantity quantity);

/// Init containers need not last: containers and sidecars run as long as the pod does.
bool runs_with_the_pod(const ContainerAt& at);

/// The amount of one resource; null when the list does not have it.
const model::Located<units::Quantity>* amount_of(const model::ResourceList& list,
                                                 std::string_view resource);

/// An amount to the last byte, in the largest unit that divides it: "30464Mi", "31943819265 bytes".
std::string exact_text(units::Bytes amount);

}  // namespace eksplan::rules
