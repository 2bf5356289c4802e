#include "eksplan/rules/scene_support.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::rules {
namespace {

constexpr std::size_t kSubjectsNamed = 2;

/// Without registry tag and digest: "registry.k8s.io/ingress-nginx/controller".
std::string_view repository_of(std::string_view image) {
  image = image.substr(0, image.find('@'));
  const auto slash = image.rfind('/');
  const auto colon = image.rfind(':');
  const bool has_tag =
      colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash);
  return has_tag ? image.substr(0, colon) : image;
}

}  // namespace

Hit hit_at(const model::Workload& workload, std::string path, std::string message) {
  return {.at = path.starts_with(workload.pod.path) ? workload.pod.at : workload.at,
          .path = std::move(path),
          .message = std::move(message),
          .object = workload.id};
}

Hit cluster_hit(const Scene& scene, std::string path, std::string message) {
  const auto& cluster = scene.cluster();
  return {.at = cluster.version_at,
          .path = std::move(path),
          .message = std::move(message),
          .object = {"", "Cluster", cluster.name.empty() ? "cluster" : cluster.name}};
}

std::vector<const Subject*> only_on_fargate(std::vector<const Subject*> subjects) {
  std::erase_if(subjects, [](const Subject* subject) { return !subject->on_fargate; });
  return subjects;
}

std::string subjects_text(const std::vector<const Subject*>& subjects) {
  std::vector<std::string> names;
  for (const auto* const subject : subjects) {
    if (names.size() == kSubjectsNamed && subjects.size() > kSubjectsNamed + 1) {
      names.push_back(fmt::format("{} more", subjects.size() - kSubjectsNamed));
      break;
    }
    names.push_back(subject->workload->id.text());
  }
  return base::and_list(names);
}

model::Place place_of(const model::AnnotationPlaces& places, std::string_view key,
                      model::Place otherwise) {
  const auto found = places.find(std::string(key));
  return found == places.end() ? otherwise : found->second;
}

std::string account_name(const model::Workload& workload) {
  const auto& name = workload.pod.spec.service_account_name;
  return name.empty() ? "default" : name;
}

const model::ServiceAccount* account_of(const model::Workload& workload, const Scene& scene) {
  const auto& accounts = scene.inventory().service_accounts;
  const auto found = std::ranges::find_if(accounts, [&](const model::ServiceAccount& account) {
    return account.id.namespace_name == workload.id.namespace_name &&
           account.id.name == account_name(workload);
  });
  return found == accounts.end() ? nullptr : &*found;
}

bool is_fargate_only(const Scene& scene) {
  const auto& cluster = scene.cluster();
  return cluster.node_groups_known && cluster.node_groups.empty() && !cluster.auto_mode &&
         !cluster.fargate_profiles.empty();
}

bool is_image_of(const model::Container& container, std::string_view program) {
  const auto repository = repository_of(container.image);
  return repository == program || (repository.ends_with(program) &&
                                   repository[repository.size() - program.size() - 1] == '/');
}

const model::Container* find_program(const model::PodSpec& spec,
                                     std::initializer_list<std::string_view> programs) {
  const auto found = std::ranges::find_if(spec.containers, [&](const model::Container& container) {
    return std::ranges::any_of(
        programs, [&](std::string_view program) { return is_image_of(container, program); });
  });
  return found == spec.containers.end() ? nullptr : &*found;
}

}  // namespace eksplan::rules
