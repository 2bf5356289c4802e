#pragma once
/// Where AWS offers the instance types that a plan may buy.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/plan/candidates.hpp"
#include "eksplan/plan/zones.hpp"

namespace eksplan::plan {

/// The zones of the region, those first in which least is missing of what pods ask for by name
/// (accelerators, instance types), then of the types that are worth having, in tenths of them: a
/// few types more or less are no reason. Zones that are alike keep their order. It does not depend
/// on how many pods there are, so that the phases of a week agree. Bare ones have none of the
/// candidates and come last. `told_apart`: types that some
/// pod tells from others.
ZoneOrder zones_by_offer(const demand::Demand& demand, const catalog::Catalogue& catalogue,
                         const Options& options, const std::set<std::string>& told_apart);

/// Leaves the candidates that are offered in some of `zones`, and of their zones these.
std::vector<Candidate> offered_in(const std::vector<std::string>& zones,
                                  std::vector<Candidate> candidates);

/// By `zones`: whether some candidate is offered there.
std::vector<bool> supplied(const std::vector<std::string>& zones,
                           const std::vector<Candidate>& candidates);

/// Whether a candidate of offered_in() is to be had in one zone alone where others are in more:
/// nodes of such a type would all fail together.
bool is_confined(const Candidate& candidate, const std::vector<bool>& supplied);

}  // namespace eksplan::plan
