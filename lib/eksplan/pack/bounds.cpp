#include "eksplan/pack/bounds.hpp"

#include <algorithm>
#include <numeric>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/pack/bound_proof.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kLooks = 4;  // at everything, that column generation takes at least

void keep(ProvenBound& result, std::int64_t bound, Bound kind) {
  if (bound > result.lower_bound) {
    result.lower_bound = bound;
    result.kind = kind;
  }
}

// One load, and the cost of some way to serve it.
class Attempts {
 public:
  Attempts(const Problem& problem, const Load& load, std::int64_t cost)
      : problem_(&problem),
        load_(&load),
        cost_(cost),
        known_(cost),
        scope_(scope_of(problem, load)) {
    result_.fluid = fluid(problem, load);
    result_.lower_bound = result_.fluid.lower_bound;
    result_.certified = result_.lower_bound;
    result_.kind = Bound::fluid;
    for (auto& certificate : fluid_certificates(scope_)) {
      keep_certificate(std::move(certificate), Bound::fluid);
    }
  }

  // Where bins are few this often finds everything out, and needs no column generation.
  void count_first(double bins, const BoundEffort& effort) { count({}, bins, effort); }

  void generate(const Draft& packing, double bins, const BoundEffort& effort) {
    const auto look = scope_.places() * problem_->options * problem_->dimensions;
    if (finished() || effort.columns.rounds == 0 || look == 0 ||
        static_cast<std::int64_t>(look) > effort.columns.work / kLooks) {
      return;
    }
    const auto before = result_.lower_bound;
    auto columns = generate_columns(scope_, result_.fluid, packing, cost_, effort.columns);
    prefer_shares(scope_, columns.certificate);
    keep_certificate(std::move(columns.certificate), Bound::column_generation);
    result_.bins = std::move(columns.bins);
    if (result_.lower_bound > before) {
      count(columns.points, bins, effort);
    }
  }

  double fluid_bins() const {
    return std::accumulate(result_.fluid.bought.begin(), result_.fluid.bought.end(), 0.0);
  }

  bool finished() const { return result_.lower_bound >= known_; }

  ProvenBound take() {
    EKSPLAN_ASSERT(result_.lower_bound <= cost_,
                   "a proven bound is never above the cost of a packing");
    return std::move(result_);
  }

 private:
  void count(const std::vector<WorthPoint>& points, double bins, const BoundEffort& wish) {
    auto effort = wish.counts;
    effort.whole_bins = bins <= static_cast<double>(wish.most_bins);
    if (finished() || scope_.places() == 0 || effort.rounds == 0 ||
        (!effort.whole_bins && problem_->group_limit == 0)) {
      return;
    }
    const auto forced = static_cast<std::int64_t>(forced_alone(*problem_, *load_));
    auto counted = count_bins(scope_, points, result_.fluid, known_ - forced, effort);
    keep(result_, std::min(finish_bound(scope_, counted.bound), cost_), Bound::node_count);
    result_.certified = std::max(result_.certified, result_.lower_bound);
    if (!counted.counts.empty()) {
      result_.counts = std::move(counted.counts);
    }
    if (counted.packing) {
      known_ = counted.cost + forced;
      result_.packing = std::move(counted.packing);
    }
  }

  void keep_certificate(Certificate certificate, Bound kind) {
    const auto proven = check(*problem_, *load_, certificate);
    if (!proven) {
      return;
    }
    keep(result_, *proven, kind);
    result_.certified = std::max(result_.certified, *proven);
    if (*proven > result_.certificate_bound || !result_.certificate) {
      result_.certificate_bound = *proven;
      result_.certificate = std::move(certificate);
    }
  }

  const Problem* problem_;
  const Load* load_;
  std::int64_t cost_;   // no bound is above it
  std::int64_t known_;  // of the cheapest packing found
  Scope scope_;
  ProvenBound result_;
};

BoundEffort effort_of(BoundLevel level) {
  BoundEffort effort;
  switch (level) {
    case BoundLevel::fluid:
      effort.columns.rounds = 0;
      effort.counts.rounds = 0;
      break;
    case BoundLevel::quick:
      effort.columns.rounds = 0;
      effort.counts = {.nodes = 30, .rounds = 4};
      effort.most_bins = 12;
      break;
    case BoundLevel::counts:
      effort.columns.rounds = 0;
      effort.counts = {.nodes = 400, .rounds = 4};
      effort.most_bins = 40;
      break;
    case BoundLevel::normal:
      effort = effort_of(BoundLevel::counts);
      effort.columns = {.rounds = 100, .work = 4'000'000, .reach = 0.03};
      break;
    case BoundLevel::max:
      effort.columns = {.rounds = 400, .work = 60'000'000, .reach = 0.03};
      effort.counts = {.nodes = 8000, .rounds = 4};
      break;
  }
  return effort;
}

}  // namespace

ProvenBound prove_bound(const Problem& problem, const Load& load, const Draft& packing,
                        const BoundEffort& effort) {
  const auto cost = base::narrow(cost_with_alone(problem, load, packing));
  EKSPLAN_ASSERT(cost.has_value(), "the cost of every packing fits in 62 bits");
  Attempts attempts(problem, load, *cost);
  const auto bins = static_cast<double>(packing.bin_count());
  attempts.count_first(bins, effort);
  attempts.generate(packing, bins, effort);
  return attempts.take();
}

ProvenBound prove_bound(const Problem& problem, const Load& load, std::int64_t cost,
                        BoundLevel level) {
  Attempts attempts(problem, load, cost);
  const auto bins = attempts.fluid_bins();
  // A search of fewer nodes is the beginning of a longer one; what follows is not.
  attempts.count_first(bins, effort_of(level));
  for (const auto one : {BoundLevel::normal, BoundLevel::max}) {
    if (one <= level) {
      attempts.generate({}, bins, effort_of(one));
    }
  }
  return attempts.take();
}

}  // namespace eksplan::pack
