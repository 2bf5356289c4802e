#include "eksplan/plan/assign.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "eksplan/pack/packing.hpp"

namespace eksplan::plan {
namespace {

// Pods of a node, by item.
using Pods = std::map<ItemIndex, std::int64_t>;

// Parcels of one shape whose units are still to be handed out, in order.
class Queue {
 public:
  struct Waiting {
    const Parcel* parcel = nullptr;
    std::int64_t units = 0;
  };

  void add(const Parcel& parcel) { waiting_.push_back({&parcel, parcel.units}); }

  // How many bins of `per_bin` units each the first parcel fills alone; 0 when not even one.
  std::int64_t whole_bins(std::int64_t per_bin) {
    skip_empty();
    return waiting_[next_].units / per_bin;
  }

  void take(std::int64_t units, std::int64_t bins, Pods& into) {
    if (bins > 1) {
      add_pods(units, into);
      waiting_[next_].units -= units * bins;
      return;
    }
    while (units > 0) {
      skip_empty();
      const auto taken = std::min(units, waiting_[next_].units);
      add_pods(taken, into);
      waiting_[next_].units -= taken;
      units -= taken;
    }
  }

  const std::vector<Waiting>& waiting() const { return waiting_; }

 private:
  void skip_empty() {
    while (waiting_[next_].units == 0) {
      ++next_;
    }
  }

  void add_pods(std::int64_t units, Pods& into) const {
    for (const auto& of : waiting_[next_].parcel->pods) {
      into[of.item] += of.pods * units;
    }
  }

  std::vector<Waiting> waiting_;
  std::size_t next_ = 0;
};

// Nodes so far, to keep zones even: first within a group, then in all.
class ZoneSpread {
 public:
  explicit ZoneSpread(std::size_t zones) : all_(zones, 0) {}

  std::size_t next(std::uint32_t group, const std::vector<std::size_t>& choices) {
    auto& own = by_group_.emplace(group, std::vector<std::int64_t>(all_.size(), 0)).first->second;
    const auto best =
        *std::min_element(choices.begin(), choices.end(), [&](std::size_t a, std::size_t b) {
          return std::tuple(own[a], all_[a], a) < std::tuple(own[b], all_[b], b);
        });
    ++own[best];
    ++all_[best];
    return best;
  }

 private:
  std::vector<std::int64_t> all_;
  std::map<std::uint32_t, std::vector<std::int64_t>> by_group_;
};

class Assigner {
 public:
  Assigner(const ShapedDemand& shaped, const NodeOptions& nodes, const demand::Demand& demand)
      : shaped_(&shaped),
        nodes_(&nodes),
        queues_(shaped.shapes.size()),
        spread_(nodes.zones.size()) {
    result_.unplaced.assign(demand.items.size(), 0);
    result_.on_fargate.assign(demand.items.size(), false);
    for (std::size_t option = 0; option < nodes.options.size(); ++option) {
      siblings_[nodes.group_class(nodes.options[option])].push_back(option);
    }
  }

  Assignment run(const pack::Packing& packing) {
    fill_queues(packing);
    for (const auto& bin : packing.bins) {
      hand_out(bin);
    }
    for (const auto& queue : queues_) {
      for (const auto& left : queue.waiting()) {
        for (const auto& of : left.parcel->pods) {
          result_.unplaced[of.item.value] += of.pods * left.units;
        }
      }
    }
    return std::move(result_);
  }

 private:
  void fill_queues(const pack::Packing& packing) {
    for (std::size_t shape = 0; shape < shaped_->shapes.size(); ++shape) {
      for (std::size_t lot = 0; lot < shaped_->shapes[shape].items.size(); ++lot) {
        if (packing.alone[shape][lot]) {
          result_.on_fargate[shaped_->shapes[shape].items[lot]] = true;
        } else {
          queues_[shape].add(shaped_->shapes[shape].parcels[lot]);
        }
      }
    }
  }

  void hand_out(const pack::BinPattern& bin) {
    const auto choices = zone_choices(bin);
    for (auto left = bin.count; left > 0;) {
      auto run = left;
      for (const auto& content : bin.contents) {
        run = std::min(run,
                       std::max<std::int64_t>(queues_[content.shape].whole_bins(content.items), 1));
      }
      Pods taken;
      for (const auto& content : bin.contents) {
        queues_[content.shape].take(content.items, run, taken);
      }
      std::vector<PodsOf> pods;
      for (const auto& [item, count] : taken) {
        pods.push_back({item, count});
      }
      add_nodes(bin.option, choices, run, pods);
      left -= run;
    }
  }

  void add_nodes(std::size_t option, const std::vector<std::size_t>& choices, std::int64_t count,
                 const std::vector<PodsOf>& pods) {
    std::map<std::size_t, std::int64_t> by_zone;
    for (std::int64_t i = 0; i < count; ++i) {
      ++by_zone[spread_.next(nodes_->group_class(nodes_->options[option]), choices)];
    }
    for (const auto& [zone, nodes] : by_zone) {
      result_.nodes.push_back({option_in(option, zone), zone, nodes, pods});
    }
  }

  // Zones in which the same group has room for the bin and every pod in it may run.
  std::vector<std::size_t> zone_choices(const pack::BinPattern& bin) const {
    std::vector<std::size_t> choices;
    const auto& option = nodes_->options[bin.option];
    if (!option.zone) {
      for (std::size_t zone = 0; zone < nodes_->zones.size(); ++zone) {
        if (nodes_->is_in(option, zone)) {
          choices.push_back(zone);
        }
      }
      return choices;
    }
    for (const auto sibling : siblings_.at(nodes_->group_class(option))) {
      const auto& other = nodes_->options[sibling];
      const bool allowed = std::all_of(
          bin.contents.begin(), bin.contents.end(),
          [&](const auto& content) { return shaped_->shapes[content.shape].may_use(other); });
      if (allowed && other.capacity == option.capacity) {
        choices.push_back(*other.zone);
      }
    }
    return choices;
  }

  std::size_t option_in(std::size_t option, std::size_t zone) const {
    for (const auto sibling : siblings_.at(nodes_->group_class(nodes_->options[option]))) {
      if (nodes_->options[sibling].zone == zone) {
        return sibling;
      }
    }
    return option;
  }

  const ShapedDemand* shaped_;
  const NodeOptions* nodes_;
  std::vector<Queue> queues_;
  ZoneSpread spread_;
  std::map<std::uint32_t, std::vector<std::size_t>> siblings_;
  Assignment result_;
};

}  // namespace

Assignment assign(const ShapedDemand& shaped, const pack::Packing& packing,
                  const NodeOptions& nodes, const demand::Demand& demand) {
  return Assigner(shaped, nodes, demand).run(packing);
}

}  // namespace eksplan::plan
