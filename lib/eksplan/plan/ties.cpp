#include "eksplan/plan/ties.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "eksplan/plan/pod_index.hpp"

namespace eksplan::plan {
namespace {

class TieFinder {
 public:
  TieFinder(const ShapingInput& input, const std::vector<bool>& left_out,
            std::vector<Whereabouts>& whereabouts)
      : in_(&input), left_out_(&left_out), whereabouts_(&whereabouts) {}

  std::vector<TieClass> run() {
    group();
    find_above();
    std::vector<bool> held = blocked_;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      held[c] = held[c] || std::ranges::any_of(classes_[c].above,
                                               [&](std::size_t above) { return blocked_[above]; });
    }
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      if (held[c]) {
        for (const auto item : classes_[c].items) {
          (*whereabouts_)[item] = Whereabouts::nodes;
        }
        classes_[c].items.clear();
      }
    }
    for (auto& tie : classes_) {
      std::erase_if(tie.above, [&](std::size_t above) { return classes_[above].items.empty(); });
    }
    const bool any = std::ranges::any_of(classes_, [](const TieClass& tie) {
      return tie.items.size() > 1 || (!tie.items.empty() && !tie.above.empty());
    });
    return any ? std::move(classes_) : std::vector<TieClass>{};
  }

 private:
  const demand::Item& item(std::size_t i) const { return in_->demand.items[i]; }

  bool is_free(std::size_t i) const {
    return in_->fargate[i].available && (*whereabouts_)[i] == Whereabouts::anywhere;
  }

  void group() {
    std::map<std::pair<std::string, model::Labels>, std::size_t> numbers;
    for (std::size_t i = 0; i < in_->demand.items.size(); ++i) {
      if ((*left_out_)[i] || item(i).is_daemon || item(i).replicas == 0) {
        class_of_.push_back(kNone);
        continue;
      }
      const auto& workload = item(i).workload;
      const auto [found, added] = numbers.emplace(
          std::pair(workload.id.namespace_name, workload.pod.labels), classes_.size());
      if (added) {
        classes_.emplace_back();
        blocked_.push_back(false);
        samples_.push_back(i);
      }
      class_of_.push_back(found->second);
      if (is_free(i)) {
        classes_[found->second].items.push_back(i);
      } else if (!blocked_[found->second]) {
        blocked_[found->second] = in_->nodes.take(i, in_->demand);
      }
    }
  }

  void find_above() {
    const PodIndex index(in_->demand, *left_out_);
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      if (classes_[c].items.empty()) {
        continue;
      }
      const auto& lower = item(samples_[c]).workload;
      std::set<std::size_t> above;
      for (const auto i : index.likely(lower.id.namespace_name, lower.pod.labels)) {
        const auto other = class_of_[i];
        if (other != kNone && other != c && samples_[other] == i &&
            rules::has_all(item(i).workload.pod.labels, lower.pod.labels)) {
          above.insert(other);
        }
      }
      classes_[c].above.assign(above.begin(), above.end());
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const ShapingInput* in_;
  const std::vector<bool>* left_out_;
  std::vector<Whereabouts>* whereabouts_;
  std::vector<TieClass> classes_;
  std::vector<bool> blocked_;          // some pods that are tied to nodes
  std::vector<std::size_t> samples_;   // the first item of each class
  std::vector<std::size_t> class_of_;  // by item
};

}  // namespace

std::vector<TieClass> find_ties(const ShapingInput& input, const std::vector<bool>& left_out,
                                std::vector<Whereabouts>& whereabouts) {
  return TieFinder(input, left_out, whereabouts).run();
}

bool are_parted(const std::vector<TieClass>& ties, const std::vector<bool>& on_fargate) {
  const auto is_there = [&](std::size_t item) { return on_fargate[item]; };
  return std::ranges::any_of(ties, [&](const TieClass& tie) {
    if (std::ranges::none_of(tie.items, is_there)) {
      return false;
    }
    return !std::ranges::all_of(tie.items, is_there) ||
           !std::ranges::all_of(tie.above, [&](std::size_t above) {
             return std::ranges::all_of(ties[above].items, is_there);
           });
  });
}

void tie_to_nodes(const std::vector<TieClass>& ties, std::vector<Whereabouts>& whereabouts) {
  for (const auto& tie : ties) {
    if (tie.items.size() > 1 || !tie.above.empty()) {
      for (const auto item : tie.items) {
        whereabouts[item] = Whereabouts::nodes;
      }
    }
  }
}

void tie_to_fargate(const std::vector<TieClass>& ties, const std::vector<bool>& on_fargate,
                    std::vector<Whereabouts>& whereabouts) {
  std::vector<bool> there(ties.size(), false);
  std::vector<bool> tied(ties.size(), false);
  for (std::size_t c = 0; c < ties.size(); ++c) {
    const auto& tie = ties[c];
    const bool whole = !tie.items.empty() && std::ranges::all_of(tie.items, [&](std::size_t item) {
      return on_fargate[item];
    });
    tied[c] = tied[c] || tie.items.size() > 1 || !tie.above.empty();
    there[c] = there[c] || whole;
    for (const auto above : tie.above) {
      tied[above] = true;
      there[above] = there[above] || whole;
    }
  }
  for (std::size_t c = 0; c < ties.size(); ++c) {
    for (const auto item : ties[c].items) {
      if (tied[c]) {
        whereabouts[item] = there[c] ? Whereabouts::fargate : Whereabouts::nodes;
      }
    }
  }
}

}  // namespace eksplan::plan
