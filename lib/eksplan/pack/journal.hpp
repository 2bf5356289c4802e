#pragma once
/// What is told while a packing is looked for, and how much was done for it.

#include <cstdint>
#include <functional>

namespace eksplan::pack {

/// How far a solve has come. Only ever grows better.
struct Progress {
  int stages = 0;                ///< of improvement that are done
  std::int64_t steps = 0;        ///< places for items looked at
  std::int64_t cost = 0;         ///< of the best packing so far; 0 = there is none yet
  std::int64_t lower_bound = 0;  ///< 0 = none is proven yet
};

/// Told by the calling thread only; must not throw. What it does changes no packing.
using Observer = std::function<void(const Progress&)>;

class Journal {
 public:
  explicit Journal(const Observer& observer) : observer_(&observer) {}

  /// One more stage of improvement, which took so many steps.
  void stage(std::int64_t steps) {
    ++progress_.stages;
    progress_.steps += steps;
    tell();
  }

  void found(std::int64_t cost) {
    progress_.cost = progress_.cost == 0 || cost < progress_.cost ? cost : progress_.cost;
    tell();
  }

  void proven(std::int64_t lower_bound) {
    progress_.lower_bound = lower_bound;
    tell();
  }

  std::int64_t steps() const { return progress_.steps; }

 private:
  void tell() const {
    if (*observer_) {
      (*observer_)(progress_);
    }
  }

  const Observer* observer_;
  Progress progress_;
};

}  // namespace eksplan::pack
