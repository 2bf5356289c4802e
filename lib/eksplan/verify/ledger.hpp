#pragma once
/// A result with its names looked up. Private to this room.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/saved/result.hpp"

namespace eksplan::verify {

/// Refers to the result, which must outlive it.
class Ledger {
 public:
  explicit Ledger(const saved::Result& result);

  const saved::Result& result() const { return *result_; }

  /// Only of results with a plan.
  const saved::Plan& plan() const { return *result_->plan; }

  /// Index into the workloads or node groups; nothing for a name that is not there.
  std::optional<std::size_t> workload(std::string_view id) const;
  std::optional<std::size_t> group(std::string_view name) const;

  bool is_daemon(std::size_t workload) const;
  bool is_on_fargate(std::size_t workload) const;

  /// Pods that have a place: on Fargate, or on nodes by the word of the workload itself.
  std::int64_t placed(std::size_t workload) const;

 private:
  const saved::Result* result_;
  std::map<std::string_view, std::size_t> workloads_;
  std::map<std::string_view, std::size_t> groups_;
};

}  // namespace eksplan::verify
