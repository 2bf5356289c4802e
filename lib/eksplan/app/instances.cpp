#include "eksplan/app/instances.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/reading.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/base/glob.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::app {
namespace {

using catalog::Catalogue;
using report::InstanceFigure;
using report::InstanceRow;

void refuse(diag::Diagnostics& found, std::string text, std::string hint) {
  found.add(general_message(diag::Severity::error, diag::kUsage, std::move(text), std::move(hint)));
}

void check_globs(const Catalogue& catalogue, const InstanceQuery& query, diag::Diagnostics& found) {
  std::vector<std::string_view> names;
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    names.push_back(catalogue.type(type).name);
  }
  for (const auto& glob : query.globs) {
    if (std::none_of(names.begin(), names.end(),
                     [&](std::string_view name) { return base::glob_matches(glob, name); })) {
      const auto near = base::nearest(glob, names);
      refuse(found, fmt::format("no instance type is called '{}'", glob),
             near ? fmt::format("did you mean {}?", *near)
                  : "* stands for any characters and ? for one, as in 'm6i.*'");
    }
  }
}

template <class T>
void check_limits(const std::optional<T>& low, const std::optional<T>& high, std::string_view what,
                  diag::Diagnostics& found) {
  if (low && high && *high < *low) {
    refuse(found, fmt::format("--max-{0} is below --min-{0}, so that no type meets both", what),
           "swap the two, or leave one out");
  }
}

/// What EKS runs on each node beside the user's pods.
struct NodePods {
  PodSize size;
  std::int64_t count = 0;
  std::vector<std::string> names;
};

NodePods pods_of_each_node(const Catalogue& catalogue) {
  NodePods pods;
  for (const auto& add_on : catalogue.add_ons()) {
    if (add_on.daemon_set && !add_on.only_with_ebs) {
      pods.size.cpu = pods.size.cpu + add_on.cpu;
      pods.size.memory = pods.size.memory + add_on.memory;
      ++pods.count;
      pods.names.emplace_back(add_on.name);
    }
  }
  return pods;
}

// How many times `size` is in what is left of `all`; a size of 0 is in it without end.
std::int64_t times_in(std::int64_t all, std::int64_t used, std::int64_t size) {
  return size == 0 ? std::numeric_limits<std::int64_t>::max()
                   : std::max<std::int64_t>(all - used, 0) / size;
}

std::int64_t pods_that_fit(const rules::Allocatable& room, const PodSize& pod,
                           const NodePods& beside) {
  const auto& used = beside.size;
  if (used.cpu > room.cpu || used.memory > room.memory) {
    return 0;
  }
  return std::min({times_in(room.cpu.millis(), used.cpu.millis(), pod.cpu.millis()),
                   times_in(room.memory.count(), used.memory.count(), pod.memory.count()),
                   std::max<std::int64_t>(room.pods - beside.count, 0)});
}

// Rounded to a billionth of a dollar; nothing for parts of nothing.
std::optional<units::Money> price_of_part(units::Money price, base::int128 part, base::int128 all) {
  if (all <= 0) {
    return std::nullopt;
  }
  return units::Money::from_nanos(base::mul_div_half_up(price.nanos(), part, all));
}

/// Types of one region by the wishes of one query.
class Selection {
 public:
  Selection(const Catalogue& catalogue, const InstanceQuery& query)
      : here_(&catalogue), query_(&query) {
    if (query.add_ons) {
      beside_ = pods_of_each_node(catalogue);
    }
  }

  const NodePods& beside() const { return beside_; }

  // Sets rows and how many have no price.
  void fill(report::InstanceRows& rows) const {
    for (std::size_t type = 0; type < here_->type_count(); ++type) {
      if (!meets(here_->type(type))) {
        continue;
      }
      const auto price = here_->price(type, query_->purchase);
      if (!price) {
        rows.unpriced += here_->is_sold(type) ? 1U : 0U;
      } else if (!query_->max_hourly || price->amount <= *query_->max_hourly) {
        auto row = row_of(type, *price);
        if (!query_->fits || row.fitting > 0) {
          rows.rows.push_back(std::move(row));
        }
      }
    }
  }

 private:
  bool meets(const model::InstanceType& type) const {
    const auto& query = *query_;
    const auto memory = units::Bytes::mib(type.memory_mib);
    return has(query.architectures, type.arch) && matches(type.name) &&
           type.vcpu >= query.min_cpu.value_or(0) &&
           type.vcpu <= query.max_cpu.value_or(std::numeric_limits<std::int64_t>::max()) &&
           (!query.min_memory || memory >= *query.min_memory) &&
           (!query.max_memory || memory <= *query.max_memory) && type.gpus >= query.min_gpus &&
           (type.current_generation || !query.current_generation);
  }

  static bool has(const std::vector<model::Architecture>& wanted, model::Architecture arch) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), arch) != wanted.end();
  }

  bool matches(std::string_view name) const {
    const auto& globs = query_->globs;
    return globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
             return base::glob_matches(glob, name);
           });
  }

  InstanceRow row_of(std::size_t index, const catalog::Price& price) const {
    InstanceRow row;
    row.type = here_->type(index);
    row.allocatable = rules::allocatable(row.type);
    row.hourly = price.amount;
    row.monthly = units::HourlyRate::per_hour(price.amount).for_hours(query_->month_hours);
    row.per_vcpu = price_of_part(price.amount, 1000, row.allocatable.cpu.millis());
    row.per_gib = price_of_part(price.amount, units::Bytes::kGib, row.allocatable.memory.count());
    row.as_of = price.as_of;
    if (const auto spot = here_->spot(index); spot && query_->purchase == model::Purchase::spot) {
      row.spot_kind = catalog::name(spot->kind);
      row.interruption = spot->interruption;
    }
    const auto zones = here_->zones(index);
    row.zones.assign(zones.begin(), zones.end());
    if (query_->fits) {
      row.fitting = pods_that_fit(row.allocatable, *query_->fits, beside_);
      row.per_pod = price_of_part(price.amount, 1, row.fitting);
    }
    return row;
  }

  const Catalogue* here_;
  const InstanceQuery* query_;
  NodePods beside_;
};

// What rows are sorted by, lowest first: prices as they are, sizes from the largest on.
base::int128 key_of(const InstanceRow& row, InstanceFigure figure) {
  const auto known = [](const std::optional<units::Money>& money) {
    return money ? money->nanos() : base::int128{std::numeric_limits<std::int64_t>::max()};
  };
  switch (figure) {
    case InstanceFigure::price:
      return row.hourly.nanos();
    case InstanceFigure::cpu:
      return -base::int128{row.allocatable.cpu.millis()};
    case InstanceFigure::memory:
      return -base::int128{row.allocatable.memory.count()};
    case InstanceFigure::pods:
      return -base::int128{row.allocatable.pods};
    case InstanceFigure::price_per_cpu:
      return known(row.per_vcpu);
    case InstanceFigure::price_per_memory:
      return known(row.per_gib);
    case InstanceFigure::price_per_pod:
      return known(row.per_pod);
    case InstanceFigure::name:
      break;
  }
  return 0;  // rows come by name
}

void sort_and_cut(report::InstanceRows& rows, const InstanceQuery& query) {
  std::stable_sort(rows.rows.begin(), rows.rows.end(),
                   [&](const InstanceRow& a, const InstanceRow& b) {
                     return key_of(a, rows.sorted_by) < key_of(b, rows.sorted_by);
                   });
  if (query.top && *query.top < rows.rows.size()) {
    rows.not_shown = rows.rows.size() - *query.top;
    rows.rows.resize(*query.top);
  }
}

report::InstanceRows rows_of(const Catalogue& catalogue, const InstanceQuery& query) {
  report::InstanceRows rows;
  rows.set = name_of(catalogue);
  rows.region = catalogue.region().name;
  rows.title = catalogue.region().title;
  rows.purchase = query.purchase;
  rows.month_hours = query.month_hours;
  rows.sorted_by =
      query.order.value_or(query.fits ? InstanceFigure::price_per_pod : InstanceFigure::price);
  const Selection selection(catalogue, query);
  if (query.fits) {
    rows.pod = fmt::format("{} and {}", query.fits->cpu, query.fits->memory);
    rows.add_ons = base::and_list(selection.beside().names);
  }
  selection.fill(rows);
  sort_and_cut(rows, query);
  return rows;
}

// An empty list looks as if nothing was sold.
diag::Diagnostic no_prices(const report::InstanceRows& rows) {
  return general_message(
      diag::Severity::warning, diag::kPriceData,
      fmt::format("the price set has no {} price in {} of any type that is asked for",
                  model::name(rows.purchase), rows.region),
      "'eksplan prices list' shows which regions have which prices");
}

std::string written(const report::InstanceRows& rows, const InstanceQuery& query) {
  switch (query.format) {
    case ListFormat::json:
      return report::instances_json(rows);
    case ListFormat::csv:
      return report::instances_csv(rows);
    case ListFormat::tsv:
      return report::instances_tsv(rows);
    case ListFormat::table:
      break;
  }
  return report::instances_table(rows, query.table);
}

}  // namespace

Outcome list_instances(const InstanceQuery& query, const FileReader& files) {
  diag::Diagnostics found;
  const auto prices = query_prices(query, files, found);
  if (!prices.here) {
    return outcome_of(prices.failure(), found, query.quiet);
  }
  check_globs(*prices.here, query, found);
  check_limits(query.min_cpu, query.max_cpu, "cpu", found);
  check_limits(query.min_memory, query.max_memory, "memory", found);
  if (query.order == InstanceFigure::price_per_pod && !query.fits) {
    refuse(found, "--sort price-per-pod needs the size of a pod", "add --fits, such as 500m,1Gi");
  }
  if (found.has_errors()) {
    return outcome_of(ExitCode::usage, found, query.quiet);
  }
  const auto rows = rows_of(*prices.here, query);
  if (rows.rows.empty() && rows.unpriced > 0) {
    found.add(no_prices(rows));
  }
  auto outcome = outcome_of(ExitCode::done, found, query.quiet);
  outcome.standard_output = written(rows, query);
  return outcome;
}

}  // namespace eksplan::app
