#include "eksplan/k8s/annotations.hpp"

#include "eksplan/doc/node.hpp"

namespace eksplan::k8s {
namespace {

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

}  // namespace

bool is_asked_for(std::string_view key) {
  return holds(key, "amazonaws.com/") || holds(key, "downscaler/") ||
         holds(key, "alb.ingress.kubernetes.io/") ||
         holds(key, "service.beta.kubernetes.io/aws-load-balancer") ||
         holds(key, "kubernetes.io/ingress.class") || key.starts_with("ignore.eksplan.dev/") ||
         key.starts_with("schedule.eksplan.dev/");
}

model::AnnotationPlaces annotation_places_of(const doc::Node& node, const Reading& reading) {
  model::AnnotationPlaces places;
  const auto metadata = node.find("metadata");
  const auto annotations = metadata ? metadata->find("annotations") : std::nullopt;
  if (!annotations || !annotations->is_mapping()) {
    return places;
  }
  for (std::size_t i = 0; i < annotations->size(); ++i) {
    const auto key = annotations->key(i).text();
    if (is_asked_for(key)) {
      places.insert_or_assign(std::string(key), place_of(annotations->at(i), reading));
    }
  }
  return places;
}

}  // namespace eksplan::k8s
