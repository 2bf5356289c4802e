#include "eksplan/pack/group_trial.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/pack/improve.hpp"

namespace eksplan::pack {

Trial::Trial(const Problem& problem, GroupSet groups, const Load& load)
    : groups_(std::move(groups)),
      options_(options_of(problem, groups_)),
      problem_(std::make_unique<Problem>(only(problem, options_))),
      load_(load) {
  for (std::size_t shape = 0; shape < load_.counts.size(); ++shape) {
    if (!problem_->placeable[shape] && load_.alone[shape] == kUnlimited) {
      left_out_ += std::exchange(load_.counts[shape], 0);
    }
  }
  relaxed_ = fluid(*problem_, load_);
  promise_ = promise_of(*problem_, relaxed_, left_out_);
}

std::int64_t Trial::pack_and_improve(Journal& journal) {
  const auto shapes = 1 + std::count_if(load_.counts.begin(), load_.counts.end(),
                                        [](std::int64_t count) { return count > 0; });
  stages_ = std::make_unique<Stages>(*problem_, market_of(*problem_, load_, relaxed_), load_.counts,
                                     promise_.bound);
  const auto rows = stages_->best().bins.size() + 1;
  const auto work = work_of_round(stages_->best());
  improve(journal);
  return work + shapes * static_cast<std::int64_t>(options_.size() * rows);
}

void Trial::improve(Journal& journal) {
  const auto before = stages_->steps();
  stages_->next();
  ++stage_;
  journal.stage(stages_->steps() - before);
}

Draft Trial::best() const {
  auto draft = stages_->best();
  draft.unplaced += left_out_;
  for (auto& row : draft.bins) {
    row.option = options_[row.option];
  }
  return draft;
}

}  // namespace eksplan::pack
