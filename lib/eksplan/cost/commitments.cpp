#include "eksplan/cost/commitments.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/cost/week_costs.hpp"
#include "eksplan/cost/week_sums.hpp"

namespace eksplan::cost {
namespace {

using base::int128;
using units::Decimal;

/// Spend at the plan's prices and on demand, in nano-dollars an hour.
struct Slice {
  int128 paid = 0;
  int128 at_plan = 0;
};

struct Profile {
  int128 hours = 0;           ///< billionths
  std::vector<Slice> slices;  ///< the highest saving first
};

Profile profile_of(const EligiblePhase& phase) {
  std::map<Decimal, int128, std::greater<>> by_saving;
  for (const auto& spend : phase.spend) {
    EKSPLAN_ASSERT(spend.saving >= Decimal{} && spend.saving < Decimal::whole(1),
                   "a savings plan leaves something to pay");
    by_saving[spend.saving] += spend.paid.hourly().nanos();
  }
  Profile profile{phase.hours.billionths(), {}};
  profile.slices.reserve(by_saving.size());
  for (const auto& [saving, paid] : by_saving) {
    if (paid > 0) {
      const auto part = (Decimal::whole(1) - saving).billionths();
      profile.slices.push_back({paid, base::div_ceil(paid * part, Decimal::kOne)});
    }
  }
  return profile;
}

class SavingsPlan {
 public:
  explicit SavingsPlan(const std::vector<EligiblePhase>& phases) {
    std::ranges::transform(phases, std::back_inserter(profiles_), profile_of);
  }

  SavingsPlanAdvice run() const {
    SavingsPlanAdvice advice;
    const auto points = all_points();
    const auto best = std::ranges::min_element(points, {}, &CommitmentPoint::hourly);
    advice.eligible = points.front().hourly;
    advice.best = *best;
    advice.curve = thinned(points, static_cast<std::size_t>(best - points.begin()));
    return advice;
  }

 private:
  std::vector<CommitmentPoint> all_points() const {
    std::set<int128> commitments{0};
    for (const auto& profile : profiles_) {
      int128 sum = 0;
      for (const auto& slice : profile.slices) {
        sum += slice.at_plan;
        commitments.insert(sum);
      }
    }
    std::vector<CommitmentPoint> points;
    points.reserve(commitments.size());
    for (const auto commitment : commitments) {
      points.push_back({rate(commitment), mean_cost(commitment)});
    }
    return points;
  }

  // What a commitment leaves of a slice costs that part of what is paid for it; such parts have
  // denominators of their own, so they are kept to a billionth of a nano-dollar.
  units::HourlyRate mean_cost(int128 commitment) const {
    int128 weighted = commitment * kWeek;
    for (const auto& profile : profiles_) {
      auto left = commitment;
      for (const auto& slice : profile.slices) {
        const auto covered = std::min(left, slice.at_plan);
        left -= covered;
        const auto parts = slice.paid * (slice.at_plan - covered);  // of at_plan
        weighted += parts / slice.at_plan * profile.hours +
                    base::mul_div_half_up(parts % slice.at_plan, profile.hours, slice.at_plan);
      }
    }
    return rate(base::div_half_up(weighted, kWeek));
  }

  // Evenly by place among all; the best takes the place of the one next to it.
  static std::vector<CommitmentPoint> thinned(const std::vector<CommitmentPoint>& points,
                                              std::size_t best) {
    if (points.size() <= kCurvePoints) {
      return points;
    }
    const auto last = points.size() - 1;
    std::set<std::size_t> chosen{0, last, best};
    for (std::size_t i = 1; chosen.size() < kCurvePoints && i < kCurvePoints; ++i) {
      chosen.insert(i * last / (kCurvePoints - 1));
    }
    std::vector<CommitmentPoint> curve;
    curve.reserve(chosen.size());
    for (const auto i : chosen) {
      curve.push_back(points[i]);
    }
    return curve;
  }

  std::vector<Profile> profiles_;
};

}  // namespace

SavingsPlanAdvice advise_savings_plan(const std::vector<EligiblePhase>& phases) {
  EKSPLAN_ASSERT(!phases.empty(), "a week has a phase");
  return SavingsPlan(phases).run();
}

ReservationAdvice advise_reservation(const std::vector<NodesOfPhase>& phases,
                                     units::HourlyRate on_demand, units::HourlyRate reserved) {
  std::map<std::int64_t, int128, std::greater<>> hours_at;  // by number of nodes, most first
  for (const auto& phase : phases) {
    hours_at[phase.count] += phase.hours.billionths();
  }
  // One more reserved node is worth it while it is used often enough, and the next one is used no
  // more often.
  const auto a_node_costs = reserved.hourly().nanos() * kWeek;
  int128 used = 0;
  std::int64_t best = 0;
  for (const auto& [count, hours] : hours_at) {
    used += hours;
    if (on_demand.hourly().nanos() * used > a_node_costs) {
      best = count;
      break;
    }
  }
  int128 node_hours = 0;
  for (const auto& [count, hours] : hours_at) {
    node_hours += hours * std::min(count, best);
  }
  const auto saved = on_demand.hourly().nanos() * node_hours - a_node_costs * best;
  return {best, rate(base::div_half_up(saved, kWeek))};
}

}  // namespace eksplan::cost
