#include "eksplan/plan/candidates.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/glob.hpp"

namespace eksplan::plan {
namespace {

using Names = std::set<std::string>;

// c5.large, m7i-flex.xlarge, r6gd.metal, but not cc2.8xlarge or mac2.metal.
bool is_default_family(std::string_view name) {
  constexpr std::string_view kFamilies = "cmr";
  return name.size() > 1 && kFamilies.find(name[0]) != std::string_view::npos && name[1] >= '5' &&
         name[1] <= '9';
}

bool matches_globs(const model::InstanceType& type, const std::vector<std::string>& globs) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    const bool named_metal = glob.find("metal") != std::string::npos;
    return base::glob_matches(glob, type.name) && (!type.bare_metal || named_metal);
  });
}

bool is_type_label(std::string_view key) {
  return key == "node.kubernetes.io/instance-type" || key == "beta.kubernetes.io/instance-type";
}

bool wishes(const demand::Item& item, Wishing wishing) {
  return !item.is_daemon && (item.replicas > 0 || wishing == Wishing::all);
}

// What pods want that makes a type a candidate by default.
struct Wishes {
  Names resources;
  Names types;
};

bool offers_any(const rules::Allocatable& allocatable, const Names& wanted) {
  return std::any_of(allocatable.extended.begin(), allocatable.extended.end(),
                     [&](const auto& offer) { return wanted.count(offer.first) != 0; });
}

bool is_wanted(const model::InstanceType& type, const rules::Allocatable& allocatable,
               const Wishes& wishes, const Options& options) {
  const auto& architectures = options.architectures;
  if (std::find(architectures.begin(), architectures.end(), type.arch) == architectures.end()) {
    return false;
  }
  if (!options.instance_types.empty()) {
    return matches_globs(type, options.instance_types);
  }
  return wishes.types.count(std::string(type.name)) != 0 ||
         (type.current_generation && !type.bare_metal &&
          (is_default_family(type.name) || offers_any(allocatable, wishes.resources)));
}

units::HourlyRate root_volume_rate(const catalog::Catalogue& catalogue) {
  const auto price = catalogue.price(catalog::Item::ebs_gp3_storage);
  if (!price) {
    return {};
  }
  const auto gib = rules::kRootVolume.count() / units::Bytes::kGib;
  return units::HourlyRate::per_month(price->amount * gib, units::kAwsMonthHours);
}

}  // namespace

Names wanted_resources(const demand::Demand& demand, Wishing wishing) {
  Names names;
  for (const auto& item : demand.items) {
    for (const auto& [resource, amount] : item.workload.pod.requests.extended) {
      if (wishes(item, wishing) && amount > 0) {
        names.insert(resource);
      }
    }
  }
  return names;
}

Names named_types(const demand::Demand& demand, Wishing wishing) {
  Names names;
  for (const auto& item : demand.items) {
    const auto& pod = item.workload.pod.spec;
    if (!wishes(item, wishing)) {
      continue;
    }
    for (const auto& [key, value] : pod.node_selector) {
      if (is_type_label(key)) {
        names.insert(value.value);
      }
    }
    for (const auto& term : pod.required_node_affinity) {
      for (const auto& requirement : term.expressions) {
        if (is_type_label(requirement.key) && requirement.op == model::SelectorOperator::in) {
          names.insert(requirement.values.begin(), requirement.values.end());
        }
      }
    }
  }
  return names;
}

bool beats(const Candidate& a, const Candidate& b) {
  const auto extended_covered = [&] {
    return std::all_of(
        b.allocatable.extended.begin(), b.allocatable.extended.end(), [&](const auto& offer) {
          const auto same = a.allocatable.extended.find(offer.first);
          return same != a.allocatable.extended.end() && same->second >= offer.second;
        });
  };
  const bool offered_there =
      a.zones.empty() || (!b.zones.empty() && std::ranges::includes(a.zones, b.zones));
  const auto is_spot = [](const Candidate& of) { return of.purchase == model::Purchase::spot; };
  return a.type.arch == b.type.arch && is_spot(a) == is_spot(b) && a.node_price <= b.node_price &&
         a.allocatable.cpu >= b.allocatable.cpu && a.allocatable.memory >= b.allocatable.memory &&
         a.allocatable.pods >= b.allocatable.pods && a.attachments >= b.attachments &&
         a.allocatable.ephemeral_storage >= b.allocatable.ephemeral_storage && offered_there &&
         extended_covered();
}

std::vector<Candidate> find_candidates(const demand::Demand& demand,
                                       const catalog::Catalogue& catalogue, const Options& options,
                                       Wishing wishing) {
  std::vector<Candidate> candidates;
  const Wishes wanted{wanted_resources(demand, wishing), named_types(demand, wishing)};
  const auto root = root_volume_rate(catalogue);
  for (std::size_t i = 0; i < catalogue.type_count(); ++i) {
    const auto hourly = catalogue.node_hourly(i);
    if (!hourly) {
      continue;
    }
    const auto nanos = (*hourly + root).hourly().nanos();
    const auto type = catalogue.type(i);
    auto allocatable = rules::allocatable(type);
    if (nanos > 0 && nanos < kLargestPrice && is_wanted(type, allocatable, wanted, options)) {
      candidates.push_back({type, *hourly, static_cast<std::int64_t>(nanos), std::move(allocatable),
                            0, catalogue.buying(i).purchase, catalogue.zones(i)});
    }
  }
  return candidates;
}

std::vector<Candidate> without_beaten(std::vector<Candidate> candidates,
                                      const std::set<std::string>& named) {
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::size_t i) {
    const auto& c = candidates[i];
    return std::tuple(c.node_price, -c.allocatable.cpu.millis(), -c.allocatable.memory.count(),
                      -c.allocatable.pods);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<std::size_t> kept;
  std::vector<std::size_t> stay;
  for (const auto i : order) {
    const auto beaten_by = [&](std::size_t k) { return beats(candidates[k], candidates[i]); };
    if (named.contains(std::string(candidates[i].type.name))) {
      stay.push_back(i);
    } else if (std::none_of(kept.begin(), kept.end(), beaten_by)) {
      kept.push_back(i);
    }
  }
  kept.insert(kept.end(), stay.begin(), stay.end());
  std::sort(kept.begin(), kept.end());
  std::vector<Candidate> result;
  for (const auto i : kept) {
    result.push_back(std::move(candidates[i]));
  }
  return result;
}

}  // namespace eksplan::plan
