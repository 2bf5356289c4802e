#pragma once
/// Taking a few bins apart and packing their items better, again and again.

#include <cstdint>
#include <span>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fill.hpp"

namespace eksplan::pack {

/// `draft` after `steps` attempts, never dearer and with the same items; only bins of `options` are
/// added. Attempts are drawn from a fixed sequence, so the result is the same everywhere.
Draft improve(BinFiller& filler, std::span<const std::size_t> options, const Draft& draft,
              std::int64_t steps);

}  // namespace eksplan::pack
