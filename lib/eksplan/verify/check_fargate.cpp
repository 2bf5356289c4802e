#include <algorithm>
#include <array>
#include <map>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using base::int128;
using units::Decimal;
using units::Money;

/// The sizes of one vCPU value as AWS lists them: memory in MiB, in steps; a step of 0 doubles.
struct Tier {
  std::int64_t vcpu_millis;
  std::int64_t first_mib;
  std::int64_t last_mib;
  std::int64_t step_mib;
};

constexpr std::array<Tier, 7> kTiers{{{250, 512, 2048, 0},
                                      {500, 1024, 4096, 1024},
                                      {1000, 2048, 8192, 1024},
                                      {2000, 4096, 16384, 1024},
                                      {4000, 8192, 30720, 1024},
                                      {8000, 16384, 61440, 4096},
                                      {16000, 32768, 122880, 8192}}};

// What Fargate keeps of a pod's memory for itself.
constexpr std::int64_t kSystemMemoryMib = 256;

constexpr std::int64_t next_mib(const Tier& tier, std::int64_t mib) {
  return mib + (tier.step_mib == 0 ? mib : tier.step_mib);
}

saved::FargateSize size_of(const Tier& tier, std::int64_t mib) {
  return {.vcpu = Decimal::from_billionths(int128{tier.vcpu_millis} * (Decimal::kOne / 1000)),
          .memory_gib = Decimal::from_billionths(
              base::mul_div_half_up(mib, Decimal::kOne, units::Bytes::kGib / units::Bytes::kMib))};
}

bool is_sold(const saved::FargateSize& size) {
  for (const auto& tier : kTiers) {
    for (auto mib = tier.first_mib; mib <= tier.last_mib; mib = next_mib(tier, mib)) {
      if (size == size_of(tier, mib)) {
        return true;
      }
    }
  }
  return false;
}

// The first size that holds the requests, of those that go up in vCPU and then in memory.
std::optional<saved::FargateSize> smallest(const saved::Requests& requests) {
  const auto memory = int128{requests.memory.count()} + units::Bytes::mib(kSystemMemoryMib).count();
  for (const auto& tier : kTiers) {
    for (auto mib = tier.first_mib;
         tier.vcpu_millis >= requests.cpu.millis() && mib <= tier.last_mib;
         mib = next_mib(tier, mib)) {
      if (units::Bytes::mib(mib).count() >= memory) {
        return size_of(tier, mib);
      }
    }
  }
  return std::nullopt;
}

std::string size_text(const saved::FargateSize& size) {
  return fmt::format("{} vCPU / {} GB", size.vcpu, size.memory_gib);
}

// What Fargate sizes by.
saved::Requests without_overhead(const saved::Workload& workload) {
  auto requests = workload.requests;
  const auto less = [](std::int64_t whole, std::int64_t part) {
    return std::max(whole - part, std::int64_t{0});
  };
  requests.cpu =
      units::MilliCpu::from_millis(less(requests.cpu.millis(), workload.overhead_cpu.millis()));
  requests.memory =
      units::Bytes::from_count(less(requests.memory.count(), workload.overhead_memory.count()));
  return requests;
}

class FargateCheck {
 public:
  explicit FargateCheck(const Ledger& ledger) : ledger_(&ledger) {}

  Check run() {
    if (ledger_->result().plan) {
      find_unit_prices();
    }
    const auto& workloads = ledger_->result().workloads;
    std::int64_t sized = 0;
    for (std::size_t i = 0; i < workloads.size(); ++i) {
      if (workloads[i].fargate.size) {
        ++sized;
        size(i);
        price(i);
      }
      eligible(i);
    }
    return std::move(examination_)
        .done(base::plural(sized, "workload has a size", "workloads have a size"));
  }

 private:
  void find_unit_prices() {
    for (const auto& line : ledger_->plan().costs) {
      if (line.item == "fargate-vcpu") {
        vcpu_price_ = line.unit_price;
      } else if (line.item == "fargate-memory") {
        memory_price_ = line.unit_price;
      } else if (line.item == "fargate-ephemeral") {
        auto& sum = ephemeral_[line.workload];
        sum = sum + line.quantity;
        ephemeral_price_ = line.unit_price;
      }
    }
  }

  void size(std::size_t i) {
    const auto& row = ledger_->result().workloads[i];
    const auto& size = *row.fargate.size;
    if (!is_sold(size)) {
      examination_.fault(path("workloads", i, "fargate"),
                         fmt::format("{} is not a size of Fargate", size_text(size)));
      return;
    }
    const auto requests = without_overhead(row);
    const auto right = smallest(requests);
    if (right && *right != size) {
      examination_.fault(
          path("workloads", i, "fargate"),
          fmt::format("is {}, should be {}: the smallest that holds {} of CPU, {} of memory and "
                      "256Mi",
                      size_text(size), size_text(*right), requests.cpu, requests.memory));
    }
  }

  // Per GB above the free ones, of one pod; only where a line tells it.
  Money ephemeral_of(std::size_t i) const {
    const auto found = ephemeral_.find(ledger_->result().workloads[i].id);
    const auto pods = ledger_->placed(i);
    if (found == ephemeral_.end() || pods == 0) {
      return {};
    }
    return ephemeral_price_.times(Decimal::from_billionths(found->second.billionths() / pods));
  }

  bool bills_ephemeral(std::size_t i) const {
    return ledger_->result().workloads[i].requests.ephemeral.count() > 0 &&
           (!ledger_->is_on_fargate(i) || ledger_->has_phases());
  }

  void price(std::size_t i) {
    const auto& fargate = ledger_->result().workloads[i].fargate;
    if (!fargate.hourly_per_pod || bills_ephemeral(i)) {
      return;
    }
    const auto where = path("workloads", i, "fargate.hourlyPerPod");
    if (vcpu_price_ && memory_price_) {
      const auto right = vcpu_price_->times(fargate.size->vcpu) +
                         memory_price_->times(fargate.size->memory_gib) + ephemeral_of(i);
      examination_.expect(
          where, *fargate.hourly_per_pod, right,
          fmt::format("{} at {} and {}", size_text(*fargate.size), *vcpu_price_, *memory_price_));
      return;
    }
    const auto [same, added] = by_size_.emplace(size_text(*fargate.size), *fargate.hourly_per_pod);
    if (!added) {
      examination_.expect(where, *fargate.hourly_per_pod, same->second,
                          "what the first workload of that size costs");
    }
  }

  void eligible(std::size_t i) {
    const auto& fargate = ledger_->result().workloads[i].fargate;
    if (fargate.eligible && !fargate.blocked_by.empty()) {
      examination_.fault(path("workloads", i, "fargate.eligible"),
                         "is true, and a rule blocks it: " + fargate.blocked_by.front());
    }
    if (ledger_->is_on_fargate(i) && !fargate.eligible) {
      examination_.fault(path("workloads", i, "placement.target"),
                         "is 'fargate', and the workload may not run there");
    }
  }

  const Ledger* ledger_;
  std::optional<Money> vcpu_price_;
  std::optional<Money> memory_price_;
  Money ephemeral_price_;
  std::map<std::string, Decimal> ephemeral_;  // GB by workload, of all its pods
  std::map<std::string, Money> by_size_;
  Examination examination_{"fargate", "Fargate sizes and prices of a pod fit its requests"};
};

}  // namespace

Check check_fargate(const Ledger& ledger) {
  return FargateCheck(ledger).run();
}

}  // namespace eksplan::verify
