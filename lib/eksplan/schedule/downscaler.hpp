#pragma once
/// What the downscaler does to one object: its annotations, those of the namespace and the settings
/// of the program, in the order in which the program weighs them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/model/active_hours.hpp"
#include "eksplan/model/object_id.hpp"
#include "eksplan/schedule/time_spec.hpp"

namespace eksplan::schedule {

/// How the program runs; the defaults are its own.
struct DownscalerSettings {
  Wording wording{};
  /// --include-resources: the kinds it touches, in its own words.
  std::vector<std::string> kinds{"deployments"};
  /// Uptime of what carries no annotation, on itself or its namespace, that says when it is up. It
  /// holds for every kind that has a size. None = always up.
  std::optional<TimeSpec> uptime{};
  std::int64_t downtime_replicas = 0;
};

/// Words for --include-resources that eksplan can follow, in order.
const std::vector<std::string_view>& downscaler_kinds();

/// An object that may be scaled.
struct DownscalerSubject {
  std::string_view kind{};  ///< as in DownscalerSettings::kinds; empty = a kind it never touches
  std::string_view namespace_name{};
  std::string_view name{};
  const model::Labels* annotations = nullptr;
  const model::Labels* namespace_annotations = nullptr;  ///< null = the namespace is not known
  bool pod_forces_up = false;  ///< some pod of the cluster has downscaler/force-uptime: "true"
};

/// Something that is wrong with an annotation.
struct AnnotationProblem {
  std::string annotation;
  bool on_namespace = false;
  bool is_error = false;  ///< else it is legal and hardly meant
  base::Fault fault;
};

/// Where the hours come from.
enum class UptimeSource : std::uint8_t { always_on, own_annotation, of_namespace, of_settings };

struct Uptime {
  model::ActiveHours up;
  std::int64_t downtime_replicas = 0;  ///< how many stay while it is down
  UptimeSource source = UptimeSource::always_on;
  std::string reason;  ///< "downscaler/uptime Mon-Fri 08:00-18:00 UTC", "downscaler/exclude"
  std::vector<TimeZone> zones;  ///< of the ranges that count, sorted by name
  std::vector<AnnotationProblem> problems;
};

/// A bad annotation counts as absent, besides being a problem.
Uptime uptime_of(const DownscalerSubject& subject, const DownscalerSettings& settings,
                 const Window& window);

/// The size that the downscaler has noted before it took pods away (downscaler/original-replicas);
/// nothing when it has not.
std::optional<std::int64_t> original_replicas(const model::Labels& annotations);

}  // namespace eksplan::schedule
