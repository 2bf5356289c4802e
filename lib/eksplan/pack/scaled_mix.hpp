#pragma once
/// Bins for very many items, by way of fewer: what some of them need, multiplied until the
/// scheduler finds room for all.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/headroom.hpp"
#include "eksplan/pack/mix_judge.hpp"

namespace eksplan::pack {

class ScaledMix {
 public:
  /// All must outlive this; the judge's items and orders are meant.
  ScaledMix(const MixJudge& judge, const Packing& packing, const Surroundings& surroundings,
            const HeadroomOptions& options);

  /// The cheapest that survives every order, and is cheaper than options.dearest.
  std::optional<Mix> run();

  /// What the first search among fewer items found, as many times; of it somewhat more may survive.
  const Mix& first_guess() const { return first_guess_; }

  std::int64_t work() const { return work_; }

 private:
  using Judges = std::array<MixJudge, 2>;

  std::vector<Mix> multiples(std::size_t sample, std::int64_t work);
  std::size_t least_surviving(const std::vector<Mix>& mixes);
  static std::size_t search(Judges& judges, const std::vector<Mix>& mixes, std::size_t low,
                            std::array<std::size_t, 2> at);

  Judges two_judges(const ReplayOptions& replay) const {
    return {judge_->with(replay), judge_->with(replay)};
  }

  std::int64_t work_of(const Judges& judges) const;

  const MixJudge* judge_;
  const Packing* packing_;
  const Surroundings* surroundings_;
  const HeadroomOptions* options_;
  std::optional<std::int64_t> dearest_;
  Mix first_guess_;
  std::int64_t work_ = 0;  // of other judges
};

}  // namespace eksplan::pack
