#include "eksplan/pack/bounds.hpp"

#include <algorithm>
#include <numeric>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/pack/bound_proof.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {
namespace {

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
      : problem_(&problem), load_(&load), cost_(cost), scope_(scope_of(problem, load)) {
    result_.fluid = fluid(problem, load);
    result_.lower_bound = result_.fluid.lower_bound;
    result_.certified = result_.lower_bound;
    result_.kind = Bound::fluid;
  }

  void attempt(const Draft& packing, double bins, const BoundEffort& effort) {
    if (finished() || effort.columns.rounds == 0 || scope_.places() == 0) {
      return;
    }
    auto columns = generate_columns(scope_, result_.fluid, packing, cost_, effort.columns);
    prefer_shares(scope_, columns.certificate);
    keep_certificate(std::move(columns.certificate), Bound::column_generation);
    result_.bins = std::move(columns.bins);
    if (finished() || effort.counts.rounds == 0 || bins > static_cast<double>(effort.most_bins)) {
      return;
    }
    const auto in_bins = cost_ - static_cast<std::int64_t>(forced_alone(*problem_, *load_));
    auto counted = count_bins(scope_, columns.points, in_bins, effort.counts);
    if (counted.certified > 0) {
      const auto certified = std::min(finish_bound(scope_, counted.certified), cost_);
      result_.certified = std::max(result_.certified, certified);
    }
    keep(result_, std::min(finish_bound(scope_, counted.bound), cost_), Bound::node_count);
    result_.counts = std::move(counted.counts);
  }

  void prove_fluid() {
    if (auto certificate = fluid_certificate(scope_)) {
      keep_certificate(std::move(*certificate), Bound::fluid);
    }
  }

  double fluid_bins() const {
    return std::accumulate(result_.fluid.bought.begin(), result_.fluid.bought.end(), 0.0);
  }

  bool finished() const { return result_.lower_bound >= cost_; }

  ProvenBound take() {
    EKSPLAN_ASSERT(result_.lower_bound <= cost_,
                   "a proven bound is never above the cost of a packing");
    return std::move(result_);
  }

 private:
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
  std::int64_t cost_;
  Scope scope_;
  ProvenBound result_;
};

BoundEffort effort_of(BoundLevel level) {
  BoundEffort effort;
  switch (level) {
    case BoundLevel::fluid:
      effort.columns.rounds = 0;
      break;
    case BoundLevel::quick:
      effort.columns = {.rounds = 12, .work = 500'000};
      effort.counts = {.nodes = 30, .rounds = 2};
      effort.most_bins = 6;
      break;
    case BoundLevel::normal:
      effort.columns = {.rounds = 60, .work = 60'000'000};
      effort.counts = {.nodes = 200, .rounds = 6};
      effort.most_bins = 40;
      break;
    case BoundLevel::max:
      effort.columns = {.rounds = 400, .work = 1'500'000'000};
      effort.counts = {.nodes = 3000, .rounds = 20};
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
  attempts.attempt(packing, static_cast<double>(packing.bin_count()), effort);
  return attempts.take();
}

ProvenBound prove_bound(const Problem& problem, const Load& load, std::int64_t cost,
                        BoundLevel level) {
  Attempts attempts(problem, load, cost);
  attempts.prove_fluid();
  for (const auto one : {BoundLevel::quick, BoundLevel::normal, BoundLevel::max}) {
    if (one <= level) {
      attempts.attempt({}, attempts.fluid_bins(), effort_of(one));
    }
  }
  return attempts.take();
}

}  // namespace eksplan::pack
