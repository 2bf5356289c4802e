#pragma once
/// The packing problem that a stored proof is about. Private to this room; no header of `pack` is
/// shown, as only two files need it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/saved/proof.hpp"

namespace eksplan::verify {

/// What the proof proves for all pods of its shapes but `unplaced` (by shape): nano-dollars that
/// nodes and Fargate cost at least. The text says why when it proves nothing.
struct Proven {
  std::optional<std::int64_t> bound;
  std::string why_not;
};

Proven proven_bound(const saved::Proof& proof, const std::vector<std::int64_t>& unplaced);

}  // namespace eksplan::verify
