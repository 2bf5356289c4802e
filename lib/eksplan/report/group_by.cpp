#include "eksplan/report/group_by.hpp"

#include <fmt/format.h>

namespace eksplan::report {
namespace {

constexpr std::string_view kLabelKey = "label:";
constexpr std::string_view kAnnotationKey = "annotation:";

std::optional<std::string> value_in(const model::Labels& first, const model::Labels& second,
                                    const std::string& key) {
  for (const auto* const labels : {&first, &second}) {
    const auto found = labels->find(key);
    if (found != labels->end()) {
      return found->second;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string GroupBy::text() const {
  switch (key) {
    case GroupKey::namespace_name:
      return "namespace";
    case GroupKey::kind:
      return "kind";
    case GroupKey::label:
      return std::string(kLabelKey) + name;
    case GroupKey::annotation:
      break;
  }
  return std::string(kAnnotationKey) + name;
}

base::Parsed<GroupBy> parse_group_by(std::string_view text) {
  if (text == "namespace") {
    return GroupBy{};
  }
  if (text == "kind") {
    return GroupBy{.key = GroupKey::kind, .name = {}};
  }
  if (text.starts_with(kLabelKey) && text.size() > kLabelKey.size()) {
    return GroupBy{.key = GroupKey::label, .name = std::string(text.substr(kLabelKey.size()))};
  }
  if (text.starts_with(kAnnotationKey) && text.size() > kAnnotationKey.size()) {
    return GroupBy{.key = GroupKey::annotation,
                   .name = std::string(text.substr(kAnnotationKey.size()))};
  }
  return base::Fault{fmt::format("'{}' is not something to group by", text),
                     "write namespace, kind, label:KEY or annotation:KEY"};
}

std::optional<std::string> group_of(const model::Workload& workload, const GroupBy& group_by) {
  switch (group_by.key) {
    case GroupKey::namespace_name:
      return workload.id.namespace_name;
    case GroupKey::kind:
      return workload.id.kind;
    case GroupKey::label:
      return value_in(workload.labels, workload.pod.labels, group_by.name);
    case GroupKey::annotation:
      break;
  }
  return value_in(workload.annotations, workload.pod.annotations, group_by.name);
}

}  // namespace eksplan::report
