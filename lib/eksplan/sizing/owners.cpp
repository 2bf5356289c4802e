#include "eksplan/sizing/owners.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "eksplan/base/text.hpp"

namespace eksplan::sizing {
namespace {

using model::Workload;
using model::WorkloadKind;

// What Kubernetes draws random parts of names from (apimachinery, util/rand).
constexpr std::string_view kRandomLettersAndDash = "bcdfghjklmnpqrstvwxz2456789-";
constexpr auto kRandomLetters = kRandomLettersAndDash.substr(0, kRandomLettersAndDash.size() - 1);
constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kRandomLength = 5;
// A name that is to be made longer by a random part is cut to this length before.
constexpr std::size_t kLongestBase = 58;

bool is_made_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

bool is_random(std::string_view text) {
  return text.size() == kRandomLength && is_made_of(text, kRandomLetters);
}

bool is_template_hash(std::string_view text) {
  return text.size() >= 8 && text.size() <= 10 && is_made_of(text, kRandomLetters);
}

// Minutes since 1970 when a CronJob was due.
bool is_time_of_job(std::string_view text) {
  return text.size() >= 8 && text.size() <= 11 && is_made_of(text, kDigits);
}

/// A name and its last part, which a dash sets off; both empty without a dash.
struct Parts {
  std::string_view base;
  std::string_view last;
};

Parts split_last(std::string_view name) {
  const auto dash = name.rfind('-');
  return dash == std::string_view::npos ? Parts{}
                                        : Parts{name.substr(0, dash), name.substr(dash + 1)};
}

// Of kinds that eksplan does not know, any way of naming pods may be theirs.
bool is_or_other(const Workload& workload, WorkloadKind kind) {
  return workload.kind == kind || workload.kind == WorkloadKind::other;
}

bool has_random_pods(const Workload& workload) {
  switch (workload.kind) {
    case WorkloadKind::daemon_set:
    case WorkloadKind::replica_set:
    case WorkloadKind::replication_controller:
    case WorkloadKind::job:
    case WorkloadKind::other:
      return true;
    case WorkloadKind::pod:
      return workload.daemon_pod;
    case WorkloadKind::deployment:
    case WorkloadKind::stateful_set:
    case WorkloadKind::cron_job:
      break;
  }
  return false;
}

template <std::size_t N>
std::string_view first_label(const model::Labels& labels, const std::array<const char*, N>& keys) {
  for (const auto* key : keys) {
    const auto found = labels.find(key);
    if (found != labels.end()) {
      return found->second;
    }
  }
  return {};
}

// kube-resource-report's default labels, the first that is there.
std::string_view application_of(const Workload& workload) {
  constexpr std::array kKeys{"application", "app", "app.kubernetes.io/name"};
  return first_label(workload.pod.labels, kKeys);
}

std::string_view component_of(const Workload& workload) {
  constexpr std::array kKeys{"component", "app.kubernetes.io/component"};
  return first_label(workload.pod.labels, kKeys);
}

std::string containers_of(const Workload& workload) {
  std::vector<std::string> names;
  for (const auto& container : workload.pod.spec.containers) {
    names.push_back(container.name);
  }
  std::ranges::sort(names);
  return base::join(names, ",");
}

}  // namespace

Owners::Owners(std::span<const Workload* const> workloads)
    : workloads_(workloads.begin(), workloads.end()) {
  for (std::size_t i = 0; i < workloads_.size(); ++i) {
    const auto& workload = *workloads_[i];
    const auto& id = workload.id;
    add(id.namespace_name, id.name, i);
    if (workload.daemon_pod) {
      add(id.namespace_name, split_last(id.name).base, i);
    }
    const auto application = application_of(workload);
    if (!application.empty()) {
      by_application_[id.namespace_name + "/" + std::string(application)].push_back(i);
    }
  }
}

void Owners::add(std::string_view name_space, std::string_view name, std::size_t index) {
  by_name_[std::string(name_space) + "/" + std::string(name)].push_back(index);
  if (!name_space.empty()) {
    by_name_["/" + std::string(name)].push_back(index);
  }
}

const Owners::Indices* Owners::named(std::string_view name_space, std::string_view name) const {
  key_.assign(name_space);
  key_ += '/';
  key_ += name;
  const auto found = by_name_.find(key_);
  return found == by_name_.end() ? nullptr : &found->second;
}

// The first by id of those that fit; without a namespace only one may fit.
template <class Accepts>
std::optional<std::size_t> Owners::choose(std::string_view name_space, std::string_view name,
                                          Accepts accepts) const {
  std::optional<std::size_t> chosen;
  const auto* const candidates = named(name_space, name);
  for (std::size_t i = 0; candidates != nullptr && i < candidates->size(); ++i) {
    const auto index = (*candidates)[i];
    if (!accepts(*workloads_[index])) {
      continue;
    }
    if (!name_space.empty()) {
      return index;
    }
    if (chosen) {
      return std::nullopt;
    }
    chosen = index;
  }
  return chosen;
}

std::optional<std::size_t> Owners::find(const model::UsageRow& row) const {
  if (!row.owner_name.empty()) {
    const auto found = by_owner(row);
    if (found || row.pod.empty()) {
      return found;
    }
  }
  return row.pod.empty() ? by_application(row) : by_pod(row);
}

std::optional<std::size_t> Owners::by_owner(const model::UsageRow& row) const {
  const auto kind = base::to_lower(row.owner_kind);
  const auto& name_space = row.namespace_name;
  const auto same_kind = [&](const Workload& workload) {
    return kind.empty() || base::to_lower(workload.id.kind) == kind;
  };
  if (const auto found = choose(name_space, row.owner_name, same_kind)) {
    return found;
  }
  const auto parts = split_last(row.owner_name);
  if (kind == "replicaset" && is_template_hash(parts.last)) {
    return choose(name_space, parts.base, [](const Workload& workload) {
      return is_or_other(workload, WorkloadKind::deployment);
    });
  }
  if (kind == "job" && is_time_of_job(parts.last)) {
    return choose(name_space, parts.base,
                  [](const Workload& workload) { return workload.kind == WorkloadKind::cron_job; });
  }
  return std::nullopt;
}

std::optional<std::size_t> Owners::by_pod(const model::UsageRow& row) const {
  const std::string_view name_space = row.namespace_name;
  const std::string_view pod = row.pod;
  if (const auto found = choose(name_space, pod, [](const Workload& workload) {
        return workload.kind == WorkloadKind::pod;
      })) {
    return found;
  }
  const auto [base, last] = split_last(pod);
  if (is_random(last)) {
    if (const auto found = choose(name_space, base, has_random_pods)) {
      return found;
    }
    const auto [owner, middle] = split_last(base);
    const auto fits = [part = middle](const Workload& workload) {
      return (is_template_hash(part) && is_or_other(workload, WorkloadKind::deployment)) ||
             (is_time_of_job(part) && workload.kind == WorkloadKind::cron_job) ||
             (is_made_of(part, kDigits) && workload.kind == WorkloadKind::job);
    };
    if (const auto found = choose(name_space, owner, fits)) {
      return found;
    }
  }
  if (is_made_of(last, kDigits)) {
    if (const auto found = choose(name_space, base, [](const Workload& workload) {
          return is_or_other(workload, WorkloadKind::stateful_set);
        })) {
      return found;
    }
  }
  const bool may_be_cut =
      pod.size() == kLongestBase + kRandomLength && is_random(pod.substr(kLongestBase));
  return may_be_cut ? by_cut_name(name_space, pod.substr(0, kLongestBase)) : std::nullopt;
}

// Names this long are rare, so every workload is looked at. The longest name wins.
std::optional<std::size_t> Owners::by_cut_name(std::string_view name_space,
                                               std::string_view base) const {
  const auto fits = [&](const Workload& workload) {
    const auto full = workload.id.name + "-";
    const bool is_deployment = is_or_other(workload, WorkloadKind::deployment);
    if (full.size() >= base.size()) {
      return (is_deployment || has_random_pods(workload)) && full.starts_with(base);
    }
    // Of "name-hash-" some of the hash is left.
    return is_deployment && base.starts_with(full) &&
           is_made_of(base.substr(full.size()), kRandomLettersAndDash);
  };
  std::optional<std::size_t> longest;
  for (std::size_t i = 0; i < workloads_.size(); ++i) {
    const auto& id = workloads_[i]->id;
    const bool here = name_space.empty() || id.namespace_name == name_space;
    if (here && fits(*workloads_[i]) &&
        (!longest || id.name.size() > workloads_[*longest]->id.name.size())) {
      longest = i;
    }
  }
  return longest;
}

std::optional<std::size_t> Owners::by_application(const model::UsageRow& row) const {
  if (row.application.empty()) {
    return std::nullopt;
  }
  const auto found = by_application_.find(row.namespace_name + "/" + row.application);
  std::optional<std::size_t> only;
  for (std::size_t i = 0; found != by_application_.end() && i < found->second.size(); ++i) {
    const auto index = found->second[i];
    const auto& workload = *workloads_[index];
    const bool fits = component_of(workload) == row.component &&
                      (row.containers.empty() || containers_of(workload) == row.containers);
    if (fits && only) {
      return std::nullopt;  // two workloads share the label: nobody knows whose it is
    }
    only = fits ? std::optional(index) : only;
  }
  return only;
}

}  // namespace eksplan::sizing
