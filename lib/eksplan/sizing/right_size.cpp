#include "eksplan/sizing/right_size.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::sizing {
namespace {

using base::int128;
using units::HourlyRate;

// Of a plan without nodes room has no price.
HourlyRate room_price(const Room& room, const Amounts& amounts) {
  const auto part = [&](std::int64_t amount, std::int64_t of_all) {
    return of_all == 0 ? int128{0}
                       : base::mul_div_half_up(room.hourly.hourly().nanos(), amount, of_all);
  };
  return HourlyRate::per_hour(
      units::Money::from_nanos(std::max(part(amounts.cpu.millis(), room.cpu.millis()),
                                        part(amounts.memory.count(), room.memory.count()))));
}

/// What it takes to make one row.
class Row {
 public:
  Row(const RightSizing& input, const model::Workload& workload, const WorkloadUsage& usage,
      const Placed& placed)
      : input_(&input), workload_(&workload), usage_(&usage), placed_(&placed) {}

  RightSize make() const {
    const auto& pod = workload_->pod;
    const auto now = size_by(SizeBy::requests);
    const auto then = size_by(SizeBy::recommended);
    RightSize row;
    row.id = workload_->id;
    row.pods = placed_->pods;
    row.on_fargate = placed_->on_fargate;
    row.requested = {pod.requests.cpu, pod.requests.memory};
    row.used = usage_->pod.mean;
    row.used_most = usage_->pod.most;
    row.recommended = {then.with_overhead.cpu, then.with_overhead.memory};
    row.used_source = usage_->used_source;
    row.recommended_source = usage_->recommended_source;
    row.reported_slack = usage_->reported_slack;
    if (placed_->fits_fargate) {
      row.size_now = fargate(now.without_overhead);
      row.size_then = fargate(then.without_overhead);
    }
    row.saving = difference(price(now), price(then));
    row.slack = slack(now);
    row.trim = placed_->on_fargate ? trim(now.without_overhead) : std::nullopt;
    return row;
  }

 private:
  PodSize size_by(SizeBy by) const {
    return size_of(*workload_, *usage_, {.by = by, .headroom_percent = input_->headroom_percent});
  }

  std::optional<model::FargateSize> fargate(const model::PodRequests& requests) const {
    return rules::fargate_size(requests.cpu, requests.memory, input_->limits);
  }

  // Of one pod.
  std::optional<HourlyRate> price(const PodSize& size) const {
    if (!placed_->on_fargate) {
      return room_price(input_->room, {size.with_overhead.cpu, size.with_overhead.memory});
    }
    const auto fits = fargate(size.without_overhead);
    return fits ? rules::size_rate(input_->prices, *fits) : std::nullopt;
  }

  std::optional<HourlyRate> difference(const std::optional<HourlyRate>& a,
                                       const std::optional<HourlyRate>& b) const {
    return a && b ? std::optional((*a - *b) * placed_->pods) : std::nullopt;
  }

  // What is not known of usage counts as used.
  std::optional<HourlyRate> slack(const PodSize& now) const {
    const auto& used = usage_->pod.mean;
    if (used.is_empty()) {
      return std::nullopt;
    }
    auto size = now;
    for (auto* part : {&size.with_overhead, &size.without_overhead}) {
      part->cpu = used.cpu ? used.cpu->millis_up() : part->cpu;
      part->memory = used.memory.value_or(part->memory);
    }
    const auto unused = difference(price(now), price(size));
    return unused ? std::optional(std::max(*unused, HourlyRate{})) : std::nullopt;
  }

  // How much a trim takes of the pod, in billionths of its CPU and of its memory together.
  static int128 part_taken(const Trim& trim, const model::PodRequests& requests) {
    constexpr std::int64_t kWhole = 1'000'000'000;
    const auto part = [](std::int64_t taken, std::int64_t of) {
      return of == 0 ? int128{0} : base::mul_div_half_up(taken, kWhole, of);
    };
    return part(trim.cpu.millis(), requests.cpu.millis()) +
           part(trim.memory.count(), requests.memory.count());
  }

  std::optional<Trim> trim_to(const model::FargateSize& size,
                              const model::PodRequests& requests) const {
    const auto room = size.memory - rules::kFargateSystemMemory;
    Trim trim;
    trim.size = size;
    trim.cpu = std::max(units::MilliCpu{}, requests.cpu - size.vcpu);
    trim.memory = std::max(units::Bytes{}, requests.memory - room);
    const auto before = fargate(requests);
    const auto rate = rules::size_rate(input_->prices, size);
    const auto rate_before = before ? rules::size_rate(input_->prices, *before) : std::nullopt;
    trim.saving = difference(rate_before, rate);
    const bool is_cheaper = !trim.saving || rate_before > rate;
    return is_cheaper ? std::optional(trim) : std::nullopt;
  }

  // Of all cheaper sizes the one that takes the least away; of equals the first, which is what is
  // billed.
  std::optional<Trim> trim(const model::PodRequests& requests) const {
    const auto now = fargate(requests);
    std::optional<Trim> best;
    for (const auto& size : rules::fargate_sizes(input_->limits)) {
      const auto candidate = now && size < *now ? trim_to(size, requests) : std::nullopt;
      if (candidate && (!best || part_taken(*candidate, requests) < part_taken(*best, requests))) {
        best = candidate;
      }
    }
    return best;
  }

  const RightSizing* input_;
  const model::Workload* workload_;
  const WorkloadUsage* usage_;
  const Placed* placed_;
};

}  // namespace

std::vector<RightSize> right_sizes(const RightSizing& input) {
  std::vector<RightSize> rows;
  for (std::size_t i = 0; i < input.demand.items.size(); ++i) {
    const auto& workload = input.demand.items[i].workload;
    const auto* const usage = input.usage.find(workload.id);
    if (usage != nullptr) {
      rows.push_back(Row(input, workload, *usage, input.placed[i]).make());
    }
  }
  return rows;
}

}  // namespace eksplan::sizing
