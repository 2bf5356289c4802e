#include "eksplan/k8s/read.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/sort_large.hpp"
#include "eksplan/cluster/read.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/k8s/framing.hpp"
#include "eksplan/k8s/kinds.hpp"
#include "eksplan/k8s/limit_range.hpp"
#include "eksplan/k8s/read_custom.hpp"
#include "eksplan/k8s/totals.hpp"
#include "eksplan/k8s/uncounted.hpp"
#include "eksplan/k8s/words.hpp"

namespace eksplan::k8s {
namespace {

// What no reader asks for: the bulk of a dump, and of a container. What a container runs is asked
// for only where it may have a word that a rule looks for.
std::vector<std::string> skipped_paths(bool keep_what_runs) {
  std::vector<std::string> paths{"metadata.managedFields",
                                 "metadata.creationTimestamp",
                                 "metadata.resourceVersion",
                                 "metadata.uid",
                                 "metadata.ownerReferences.uid",
                                 "metadata.ownerReferences.blockOwnerDeletion",
                                 "data",
                                 "binaryData",
                                 "stringData",
                                 "status.conditions",
                                 "status.containerStatuses",
                                 "status.initContainerStatuses",
                                 "status.images",
                                 "status.volumesInUse",
                                 "status.volumesAttached",
                                 "status.addresses",
                                 "status.hostIP",
                                 "status.podIP",
                                 "status.podIPs",
                                 "status.qosClass",
                                 "status.startTime",
                                 "status.currentMetrics"};
  for (const auto* pod : {"spec", "spec.template.spec", "spec.jobTemplate.spec.template.spec"}) {
    paths.push_back(fmt::format("{}.volumes.projected.sources", pod));
    for (const auto* list : {"containers", "initContainers"}) {
      for (const auto* field : {"envFrom", "volumeMounts", "livenessProbe", "readinessProbe",
                                "startupProbe", "lifecycle"}) {
        paths.push_back(fmt::format("{}.{}.{}", pod, list, field));
      }
      for (const auto* field : {"env", "args", "command"}) {
        if (!keep_what_runs) {
          paths.push_back(fmt::format("{}.{}.{}", pod, list, field));
        }
      }
    }
  }
  return paths;
}

std::vector<doc::Document> read_documents(std::span<const File> files, const Options& options,
                                          diag::Diagnostics& found) {
  const auto most = skipped_paths(false);
  const auto fewer = skipped_paths(true);
  const std::vector<std::string_view> usual(most.begin(), most.end());
  const std::vector<std::string_view> with_what_runs(fewer.begin(), fewer.end());
  std::vector<doc::Document> documents;
  documents.reserve(files.size());
  for (const auto& file : files) {
    documents.push_back(doc::read({.name = file.name, .text = file.text},
                                  {.skipped = has_sought_word(file.text) ? with_what_runs : usual,
                                   .keep_going = options.keep_going},
                                  found));
  }
  return documents;
}

bool has_phase(const doc::Node& node, std::string_view phase) {
  const auto status = node.find("status");
  const auto value = status ? status->find("phase") : std::nullopt;
  return value && value->is_scalar() && value->text() == phase;
}

bool has_finished(const Object& object, const doc::Node& node) {
  return object.kind->group_kind == "/Pod" &&
         (has_phase(node, "Succeeded") || has_phase(node, "Failed"));
}

std::optional<doc::Node> hook_annotation(const doc::Node& node) {
  const auto metadata = node.find("metadata");
  const auto annotations = metadata ? metadata->find("annotations") : std::nullopt;
  const auto hook = annotations ? annotations->find("helm.sh/hook") : std::nullopt;
  return hook && hook->is_scalar() && !hook->is_null() ? hook : std::nullopt;
}

// One run of read(): its objects, and what is known about all of them together.
class Run {
 public:
  Run(Framed framed, std::vector<std::string> files, model::Cluster cluster,
      diag::Diagnostics& found)
      : framed_(std::move(framed)),
        index_(index_objects(framed_.objects)),
        stood_for_(stood_for(framed_.objects, index_)),
        found_(found) {
    inventory_.files = std::move(files);
    inventory_.cluster = std::move(cluster);
    for (const auto& object : framed_.objects) {
      controllers_.insert(object.controller);
    }
  }

  model::Inventory read() {
    read_surroundings();
    inventory_.workloads.reserve(count_workloads());
    for (std::size_t i = 0; i < framed_.objects.size(); ++i) {
      read_object(i);
    }
    check_totals(inventory_.workloads, inventory_.files, found_);
    for (const auto& [kind, count] : framed_.skipped) {
      inventory_.skipped.push_back({.kind = kind, .count = count});
    }
    return std::move(inventory_);
  }

 private:
  const doc::Node& node_of(const Object& object) const { return framed_.nodes[object.node]; }

  ObjectInput input(const Object& object) const {
    return {.node = node_of(object),
            .object = object,
            .around = around_,
            .index = index_,
            .reading = {.file = object.file, .found = found_}};
  }

  std::size_t count_workloads() const {
    return static_cast<std::size_t>(
        std::count_if(framed_.objects.begin(), framed_.objects.end(), [](const Object& object) {
          return object.kind != nullptr && object.kind->role == Role::workload;
        }));
  }

  void read_surroundings() {
    std::map<std::pair<std::string, std::string>, ContainerDefaults>
        limit_ranges;  // by namespace and name
    for (std::size_t i = 0; i < framed_.objects.size(); ++i) {
      const auto& object = framed_.objects[i];
      if (object.kind == nullptr) {
        continue;
      }
      const auto errors = found_.error_count();
      if (object.kind->role == Role::before) {
        auto defaults = read_limit_range(node_of(object), {.file = object.file, .found = found_});
        if (found_.error_count() == errors) {
          limit_ranges.emplace(std::pair{object.id.namespace_name, object.id.name},
                               std::move(defaults));
        }
      } else if (object.kind->role == Role::autoscaler) {
        read_scaler(object);
      } else if (object.kind->group_kind == "argoproj.io/Rollout") {
        note_rollout(object);
      }
    }
    for (auto& [key, defaults] : limit_ranges) {
      auto& all = around_.limit_ranges[key.first];
      all = combine(std::move(all), defaults);
    }
    choose_scalers();
  }

  // Of two Rollouts of one Deployment the first by name counts, whatever the order of reading.
  void note_rollout(const Object& object) {
    const auto ref = read_workload_ref(input(object));
    if (!ref) {
      return;
    }
    auto& kept = around_.rollouts.insert(*ref).first->second;
    if (ref->second.name < kept.name) {
      kept = ref->second;
    }
  }

  // KEDA makes an HPA for each ScaledObject: the two say the same.
  void read_scaler(const Object& object) {
    const auto owner = index_.find(object.controller);
    const bool repeats = owner != index_.end() && framed_.objects[owner->second].kind != nullptr &&
                         framed_.objects[owner->second].kind->role == Role::autoscaler;
    if (!repeats) {
      object.kind->read(input(object), inventory_);
    }
  }

  // Two autoscalers of one workload fight in a cluster; here the first by name counts, whatever the
  // order of reading.
  void choose_scalers() {
    auto& autoscalers = inventory_.autoscalers;
    std::sort(autoscalers.begin(), autoscalers.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (const auto& autoscaler : autoscalers) {
      around_.scalers.emplace(
          scaler_key(autoscaler.id.namespace_name, autoscaler.target_kind, autoscaler.target_name),
          autoscaler);
    }
  }

  void read_object(std::size_t i) {
    const auto& object = framed_.objects[i];
    const auto role = object.kind == nullptr ? Role::uncounted : object.kind->role;
    if (role == Role::workload) {
      read_workload(object, stood_for_[i]);
    } else if (role == Role::other) {
      object.kind->read(input(object), inventory_);
    } else if (role == Role::harmless) {
      ++framed_.skipped[object.id.kind];
    } else if (role == Role::uncounted) {
      note_log_router(object);
      skip(object, stood_for_[i]);
    }
  }

  void read_workload(const Object& object, bool counted_elsewhere) {
    const auto& node = node_of(object);
    if (counted_elsewhere || has_finished(object, node)) {
      return;
    }
    if (const auto hook = hook_annotation(node)) {
      doc::report(
          found_, *hook, diag::kK8sHook,
          fmt::format("{} is a Helm hook ({}) and is not counted", object.id.text(), hook->text()),
          "", diag::Severity::note);
      return;
    }
    object.kind->read(input(object), inventory_);
  }

  // Fargate sends the logs of its pods away when this ConfigMap is there.
  void note_log_router(const Object& object) {
    if (object.api_version == "v1" && object.id.kind == "ConfigMap" &&
        object.id.namespace_name == "aws-observability" && object.id.name == "aws-logging") {
      const Reading reading{.file = object.file, .found = found_};
      const auto metadata = node_of(object).find("metadata");
      inventory_.fargate_log_router = place_of(*metadata->find("name"), reading);
    }
  }

  void skip(const Object& object, bool counted_elsewhere) {
    ++framed_.skipped[is_known_kind_name(object.id.kind) && object.kind == nullptr
                          ? fmt::format("{}.{}", object.id.kind, group_of(object.api_version))
                          : object.id.kind];
    const bool stands_behind_others = !object.key.empty() && controllers_.count(object.key) != 0;
    if (counted_elsewhere || stands_behind_others) {
      return;
    }
    const auto& node = node_of(object);
    const auto containers = find_containers(node);
    if (containers || object.kind != nullptr) {
      doc::report(found_, containers.value_or(node), diag::kK8sPodTemplateUncounted,
                  fmt::format("{} makes pods that are not counted", object.id.text()),
                  fmt::format("eksplan does not read {} of {}", object.id.kind, object.api_version),
                  diag::Severity::warning);
    }
  }

  Framed framed_;
  ObjectIndex index_;
  std::vector<bool> stood_for_;
  diag::Diagnostics& found_;
  std::set<std::string_view>
      controllers_;  // keys of every object that controls another one of the input
  Surroundings around_;
  model::Inventory inventory_;
};

template <class T>
void sort_by_id(std::vector<T>& list) {
  std::sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.id < b.id; });
}

template <class T>
void sort_by_name(std::vector<T>& list) {
  std::sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.name < b.name; });
}

void sort_lists(model::Inventory& inventory) {
  base::sort_large(inventory.workloads, [](const auto& a, const auto& b) {
    return std::tie(a.id, a.api_version) < std::tie(b.id, b.api_version);
  });
  sort_by_id(inventory.claims);
  sort_by_name(inventory.volumes);
  sort_by_name(inventory.storage_classes);
  sort_by_id(inventory.autoscalers);
  sort_by_id(inventory.vertical_autoscalers);
  sort_by_id(inventory.services);
  sort_by_id(inventory.ingresses);
  sort_by_name(inventory.ingress_classes);
  sort_by_id(inventory.service_accounts);
  sort_by_id(inventory.network_policies);
  sort_by_id(inventory.disruption_budgets);
  sort_by_id(inventory.security_group_policies);
  sort_by_name(inventory.namespaces);
  sort_by_name(inventory.priority_classes);
  sort_by_name(inventory.nodes);
}

}  // namespace

model::Inventory read(std::span<const File> files, const Options& options,
                      diag::Diagnostics& found) {
  std::vector<std::string> names;
  for (const auto& file : files) {
    names.push_back(file.name);
  }
  const auto documents = read_documents(files, options, found);
  Framed framed;
  model::Cluster cluster;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Reading reading{.file = static_cast<std::uint32_t>(i), .found = found};
    for (std::size_t root = 0; root < documents[i].size(); ++root) {
      const auto node = documents[i].root(root);
      if (cluster::describes_cluster(node)) {
        cluster::read(node, reading.file, cluster, found);
      } else {
        frame(node, options.default_namespace, reading, framed);
      }
    }
  }
  cluster::settle(cluster);
  keep_last(framed, names, found);
  auto inventory = Run(std::move(framed), std::move(names), std::move(cluster), found).read();
  sort_lists(inventory);
  return inventory;
}

}  // namespace eksplan::k8s
