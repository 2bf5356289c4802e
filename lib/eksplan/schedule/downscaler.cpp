#include "eksplan/schedule/downscaler.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/schedule/calendar.hpp"
#include "eksplan/schedule/duration.hpp"
#include "eksplan/schedule/periods.hpp"

namespace eksplan::schedule {
namespace {

namespace chrono = std::chrono;
using model::ActiveHours;

constexpr std::string_view kPrefix = "downscaler/";
constexpr std::string_view kUptime = "downscaler/uptime";
constexpr std::string_view kDowntime = "downscaler/downtime";
constexpr std::string_view kUpscalePeriod = "downscaler/upscale-period";
constexpr std::string_view kDownscalePeriod = "downscaler/downscale-period";
constexpr std::string_view kForceUptime = "downscaler/force-uptime";
constexpr std::string_view kForceDowntime = "downscaler/force-downtime";
constexpr std::string_view kExclude = "downscaler/exclude";
constexpr std::string_view kExcludeUntil = "downscaler/exclude-until";
constexpr std::string_view kDowntimeReplicas = "downscaler/downtime-replicas";
constexpr std::string_view kDownscaleReplicas = "downscaler/downscale-replicas";
constexpr std::string_view kGracePeriod = "downscaler/grace-period";
constexpr std::string_view kOriginalReplicas = "downscaler/original-replicas";

constexpr std::array<std::string_view, 15> kKnown{kUptime,
                                                  kDowntime,
                                                  kUpscalePeriod,
                                                  kDownscalePeriod,
                                                  kForceUptime,
                                                  kForceDowntime,
                                                  kExclude,
                                                  kExcludeUntil,
                                                  kDowntimeReplicas,
                                                  kDownscaleReplicas,
                                                  kGracePeriod,
                                                  kOriginalReplicas,
                                                  "downscaler/original-pause-replicas",
                                                  "downscaler/scale-children",
                                                  "downscaler/upscale-excluded"};

constexpr std::array<std::string_view, 4> kHours{kUptime, kDowntime, kUpscalePeriod,
                                                 kDownscalePeriod};

const std::string* value_in(const model::Labels* annotations, std::string_view key) {
  if (annotations == nullptr) {
    return nullptr;
  }
  const auto found = annotations->find(std::string(key));
  return found == annotations->end() ? nullptr : &found->second;
}

bool says_hours(const model::Labels* annotations) {
  return std::ranges::any_of(
      kHours, [&](std::string_view key) { return value_in(annotations, key) != nullptr; });
}

std::optional<std::int64_t> count_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= 0 && value <= std::numeric_limits<std::int32_t>::max()
             ? std::optional(value)
             : std::nullopt;
}

// YYYY-MM-DDTHH:MM:SSZ, YYYY-MM-DDTHH:MM, YYYY-MM-DD HH:MM, YYYY-MM-DD, all in UTC.
std::optional<chrono::sys_seconds> moment_of(std::string_view text) {
  const auto day = read_date(text.substr(0, 10));
  if (!day || text.size() == 10) {
    return day;
  }
  const auto time = text.substr(11);
  if (text[10] == 'T' && time.size() == 9 && time.back() == 'Z') {
    const auto of_day = read_time_of_day(time.substr(0, 8));
    return of_day ? std::optional<chrono::sys_seconds>(*day + *of_day) : std::nullopt;
  }
  if ((text[10] == 'T' || text[10] == ' ') && time.size() == 5) {
    const auto of_day = read_time_of_day(std::string(time) + ":00");
    return of_day ? std::optional<chrono::sys_seconds>(*day + *of_day) : std::nullopt;
  }
  return std::nullopt;
}

bool is_left_out(const DownscalerSubject& subject, Dialect dialect) {
  const auto& space = subject.namespace_name;
  const auto& name = subject.name;
  if (space == "kube-system") {
    return true;
  }
  if (dialect == Dialect::go) {
    return space == "kube-downscaler";
  }
  return name == "kube-downscaler" || name == "downscaler" ||
         (dialect == Dialect::py && name == "py-kube-downscaler");
}

/// Weighs the annotations of one object.
class Weighing {
 public:
  Weighing(const DownscalerSubject& subject, const DownscalerSettings& settings,
           const Window& window)
      : subject_(&subject), settings_(&settings), window_(&window) {
    result_.up = always();
  }

  Uptime run() {
    if (subject_->kind.empty() || is_left_out(*subject_, dialect())) {
      return std::move(result_);
    }
    check_words(subject_->annotations, false);
    check_words(subject_->namespace_annotations, true);
    if (is_excluded()) {
      return std::move(result_);
    }
    const bool touched =
        std::ranges::find(settings_->kinds, subject_->kind) != settings_->kinds.end();
    const bool annotated =
        says_hours(subject_->annotations) || says_hours(subject_->namespace_annotations);
    if (annotated && !touched) {
      tell_untouched();
      return std::move(result_);
    }
    auto up = base_hours(annotated);
    if (touched) {
      up = forced(std::move(up));
    }
    result_.up = up.united(untouched_until());
    result_.downtime_replicas = replicas_when_down();
    return std::move(result_);
  }

 private:
  /// A value, and whether the namespace gave it.
  struct Found {
    const std::string* text = nullptr;
    bool on_namespace = false;
  };

  Dialect dialect() const { return settings_->wording.dialect; }

  bool is_go() const { return dialect() == Dialect::go; }

  ActiveHours always() const { return ActiveHours::always(window_->length); }

  ActiveHours never() const { return ActiveHours::never(window_->length); }

  Found find(std::string_view key) const {
    if (const auto* const own = value_in(subject_->annotations, key)) {
      return {own, false};
    }
    return {value_in(subject_->namespace_annotations, key), true};
  }

  void add_problem(std::string_view key, bool on_namespace, bool is_error, base::Fault fault) {
    result_.problems.push_back({std::string(key), on_namespace, is_error, std::move(fault)});
  }

  // A name that the downscaler does not know does nothing.
  void check_words(const model::Labels* annotations, bool on_namespace) {
    if (annotations == nullptr) {
      return;
    }
    for (auto at = annotations->lower_bound(std::string(kPrefix));
         at != annotations->end() && at->first.starts_with(kPrefix); ++at) {
      if (std::ranges::find(kKnown, at->first) == kKnown.end()) {
        const auto near = base::nearest(at->first, kKnown);
        add_problem(at->first, on_namespace, false,
                    {fmt::format("the downscaler knows no annotation '{}'", at->first),
                     near ? fmt::format("did you mean {}?", *near) : ""});
      }
    }
    if (const auto* const grace = value_in(annotations, kGracePeriod)) {
      const bool good = is_go() ? parse_duration(*grace).has_value() : count_in(*grace).has_value();
      if (!good) {
        add_problem(kGracePeriod, on_namespace, true,
                    {fmt::format("'{}' is not a grace period", *grace),
                     is_go() ? "write a duration, such as 15m" : "write seconds, such as 900"});
      }
    }
  }

  std::optional<TimeSpec> read(std::string_view key, const std::string& text, bool on_namespace) {
    auto read = read_time_spec(text, settings_->wording);
    for (auto& fault : read.faults) {
      add_problem(key, on_namespace, true, std::move(fault));
    }
    for (auto& caution : read.cautions) {
      add_problem(key, on_namespace, false, std::move(caution));
    }
    if (has_dates(read.spec) && !window_->dated) {
      add_problem(key, on_namespace, false,
                  {"a range of dates does not count in a week without dates",
                   "give --week to plan the week of a date"});
    }
    return read.faults.empty() ? std::optional(std::move(read.spec)) : std::nullopt;
  }

  /// The hours of the spec at `key`; nothing where there is none or it is bad.
  std::optional<ActiveHours> hours_at(std::string_view key, const Found& found) {
    if (found.text == nullptr) {
      return std::nullopt;
    }
    const auto spec = read(key, *found.text, found.on_namespace);
    if (!spec) {
      return std::nullopt;
    }
    note(found.on_namespace ? UptimeSource::of_namespace : UptimeSource::own_annotation, *spec,
         fmt::format("{} {}", key, *found.text));
    return hours_of(*spec, *window_);
  }

  void note(UptimeSource source, const TimeSpec& spec, const std::string& reason) {
    result_.source = source;
    result_.reason += (result_.reason.empty() ? "" : ", ") + reason;
    for (const auto& zone : zones_of(spec)) {
      const auto at = std::ranges::lower_bound(result_.zones, zone.name(), {}, &TimeZone::name);
      if (at == result_.zones.end() || *at != zone) {
        result_.zones.insert(at, zone);
      }
    }
  }

  bool is_excluded() {
    for (const bool on_namespace : {true, false}) {
      const auto* const text = value_in(
          on_namespace ? subject_->namespace_annotations : subject_->annotations, kExclude);
      if (text == nullptr || base::to_lower(*text) == "false") {
        continue;
      }
      if (is_go() && base::to_lower(*text) != "true") {
        continue;  // a spec: see untouched_until
      }
      result_.source = on_namespace ? UptimeSource::of_namespace : UptimeSource::own_annotation;
      result_.reason = kExclude;
      return true;
    }
    return false;
  }

  // While it is left alone it keeps its size.
  ActiveHours untouched_until() {
    auto hours = never();
    for (const bool on_namespace : {true, false}) {
      const auto* const annotations =
          on_namespace ? subject_->namespace_annotations : subject_->annotations;
      if (const auto* const until = value_in(annotations, kExcludeUntil)) {
        hours = hours.united(hours_until(*until, on_namespace));
      }
      const auto* const exclude = is_go() ? value_in(annotations, kExclude) : nullptr;
      if (exclude != nullptr && base::to_lower(*exclude) != "false") {
        if (const auto spec = read(kExclude, *exclude, on_namespace)) {
          hours = hours.united(hours_of(*spec, *window_));
        }
      }
    }
    return hours;
  }

  ActiveHours hours_until(const std::string& text, bool on_namespace) {
    const auto until = moment_of(text);
    if (!until) {
      add_problem(kExcludeUntil, on_namespace, false,
                  {fmt::format("'{}' is not a time, so it excludes nothing", text),
                   "write a time in UTC, such as 2026-03-29T18:00:00Z"});
      return never();
    }
    if (!window_->dated) {
      add_problem(kExcludeUntil, on_namespace, false,
                  {"a date does not count in a week without dates",
                   "give --week to plan the week of a date"});
      return never();
    }
    return ActiveHours::of(window_->length, {{chrono::seconds(0), *until - window_->begin}});
  }

  void tell_untouched() {
    if (says_hours(subject_->annotations)) {
      const auto* const key = std::ranges::find_if(kHours, [&](std::string_view candidate) {
        return value_in(subject_->annotations, candidate) != nullptr;
      });
      add_problem(*key, false, false,
                  {fmt::format("the downscaler is not told to scale {}, so this does nothing",
                               subject_->kind),
                   fmt::format("add {} to its --include-resources, and to --downscaler-kinds here",
                               subject_->kind)});
    }
  }

  ActiveHours base_hours(bool annotated) {
    if (!annotated) {
      if (!settings_->uptime) {
        return always();
      }
      note(UptimeSource::of_settings, *settings_->uptime,
           fmt::format("--schedule {}", text_of(*settings_->uptime)));
      return hours_of(*settings_->uptime, *window_);
    }
    return is_go() ? innermost_hours() : combined_hours();
  }

  // Each of the values is looked for by itself: on the object, then on its namespace.
  ActiveHours combined_hours() {
    const auto upscale = find(kUpscalePeriod);
    const auto downscale = find(kDownscalePeriod);
    const auto is_set = [](const Found& found) {
      return found.text != nullptr && *found.text != "never";
    };
    if (is_set(upscale) || is_set(downscale)) {
      return by_periods(upscale, downscale);
    }
    const auto up = hours_at(kUptime, find(kUptime));
    const auto down = hours_at(kDowntime, find(kDowntime));
    return up.value_or(always()).without(down.value_or(never()));
  }

  // The object's own values, if it has any, else those of its namespace.
  ActiveHours innermost_hours() {
    const bool own = says_hours(subject_->annotations);
    const auto* const scope = own ? subject_->annotations : subject_->namespace_annotations;
    const auto at = [&](std::string_view key) { return Found{value_in(scope, key), !own}; };
    const auto up = at(kUptime);
    const auto down = at(kDowntime);
    const auto upscale = at(kUpscalePeriod);
    const auto downscale = at(kDownscalePeriod);
    const bool by_times = up.text != nullptr || down.text != nullptr;
    const bool periods = upscale.text != nullptr || downscale.text != nullptr;
    if ((up.text != nullptr && down.text != nullptr) || (by_times && periods)) {
      add_problem(
          up.text != nullptr ? kUptime : kDowntime, !own, true,
          {"uptime, downtime and the periods do not go together in one place", "keep one of them"});
      return always();
    }
    if (periods) {
      return by_periods(upscale, downscale);
    }
    return up.text != nullptr ? hours_at(kUptime, up).value_or(always())
                              : always().without(hours_at(kDowntime, down).value_or(never()));
  }

  ActiveHours by_periods(const Found& upscale, const Found& downscale) {
    const auto up = hours_at(kUpscalePeriod, upscale);
    const auto down = hours_at(kDownscalePeriod, downscale);
    if (down && (!up || up->without(*down).is_never())) {
      add_problem(kDownscalePeriod, downscale.on_namespace, false,
                  {"nothing scales up again after this period; it is counted as up outside of it",
                   "add downscaler/upscale-period"});
    }
    return hours_by_periods(up.value_or(never()), down.value_or(never()));
  }

  /// The hours of force-uptime or force-downtime: true, false or a spec.
  std::optional<ActiveHours> force_at(std::string_view key) {
    const auto* const own = value_in(subject_->annotations, key);
    if (own != nullptr && !is_go()) {
      add_problem(key, false, false,
                  {fmt::format("'{}' counts on a namespace only", key), "put it on the namespace"});
    }
    const Found found{
        own != nullptr && is_go() ? own : value_in(subject_->namespace_annotations, key),
        own == nullptr || !is_go()};
    if (found.text == nullptr) {
      return std::nullopt;
    }
    const auto word = base::to_lower(*found.text);
    if (word == "true" || word == "false") {
      note(found.on_namespace ? UptimeSource::of_namespace : UptimeSource::own_annotation, {},
           fmt::format("{} {}", key, word));
      return word == "true" ? always() : never();
    }
    return hours_at(key, found);
  }

  ActiveHours forced(ActiveHours up) {
    const auto forced_up = force_at(kForceUptime);
    if (dialect() == Dialect::hjacobs) {
      tell_unknown_force();
    } else if (const auto forced_down = force_at(kForceDowntime)) {
      up = up.without(*forced_down);
    }
    if (!forced_up && subject_->pod_forces_up) {
      result_.reason = "a pod with downscaler/force-uptime";
      return always();
    }
    return up.united(forced_up.value_or(never()));
  }

  void tell_unknown_force() {
    const auto found = find(kForceDowntime);
    if (found.text != nullptr) {
      add_problem(kForceDowntime, found.on_namespace, false,
                  {"kube-downscaler knows no force-downtime",
                   "use downscaler/downtime, or py-kube-downscaler"});
    }
  }

  std::int64_t replicas_when_down() {
    const auto key = is_go() ? kDownscaleReplicas : kDowntimeReplicas;
    const auto found = find(key);
    if (found.text == nullptr) {
      return settings_->downtime_replicas;
    }
    const auto count = count_in(*found.text);
    if (!count) {
      add_problem(key, found.on_namespace, true,
                  {fmt::format("'{}' is not a number of replicas", *found.text),
                   "write a whole number, 0 or more"});
    }
    return count.value_or(settings_->downtime_replicas);
  }

  const DownscalerSubject* subject_;
  const DownscalerSettings* settings_;
  const Window* window_;
  Uptime result_;
};

}  // namespace

const std::vector<std::string_view>& downscaler_kinds() {
  static const std::vector<std::string_view> kinds{"cronjobs", "deployments", "jobs", "rollouts",
                                                   "statefulsets"};
  return kinds;
}

Uptime uptime_of(const DownscalerSubject& subject, const DownscalerSettings& settings,
                 const Window& window) {
  return Weighing(subject, settings, window).run();
}

std::optional<std::int64_t> original_replicas(const model::Labels& annotations) {
  const auto* const text = value_in(&annotations, kOriginalReplicas);
  return text == nullptr ? std::nullopt : count_in(*text);
}

}  // namespace eksplan::schedule
