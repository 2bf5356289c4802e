#pragma once
/// Instance types that a plan may buy.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {

/// 1000 dollars an hour, in nano-dollars: no instance and no pod on Fargate costs that.
inline constexpr std::int64_t kLargestPrice = 1'000'000'000'000;

struct Candidate {
  model::InstanceType type;
  units::HourlyRate hourly;     ///< the instance alone
  std::int64_t node_price = 0;  ///< with its root volume, in nano-dollars per hour
  rules::Allocatable allocatable;
  std::int64_t attachments = 0;  ///< for EBS volumes of pods, where their number matters
  model::Purchase purchase = model::Purchase::on_demand;  ///< what its nodes are labelled as
  /// Names of the zones in which AWS offers the type, sorted; empty = in every zone, or not known.
  std::vector<std::string_view> zones{};
};

/// Whose wishes count: those of workloads with pods now, or also of those that have none.
enum class Wishing : std::uint8_t { running, all };

/// Types with a price here, of the wanted architectures, that match the globs, or, without globs,
/// current-generation c, m and r of generation 5 or newer, whatever current type has an accelerator
/// that some pod asks for, and whatever type a pod asks for by name. No bare metal unless a glob
/// says "metal" or a pod names it. By name.
std::vector<Candidate> find_candidates(const demand::Demand& demand,
                                       const catalog::Catalogue& catalogue, const Options& options,
                                       Wishing wishing = Wishing::running);

/// Extended resources, and names of instance types, that pods ask for.
std::set<std::string> wanted_resources(const demand::Demand& demand, Wishing wishing);
std::set<std::string> named_types(const demand::Demand& demand, Wishing wishing);

/// Whether `a` is of the same architecture, has at least as much of everything, is offered wherever
/// `b` is and costs no more.
bool beats(const Candidate& a, const Candidate& b);

/// Without types that another of the same architecture beats in everything. Types in `named` stay
/// and beat none: some pod tells them from the others.
std::vector<Candidate> without_beaten(std::vector<Candidate> candidates,
                                      const std::set<std::string>& named = {});

}  // namespace eksplan::plan
