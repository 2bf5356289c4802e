#pragma once
/// Vector packing instances in the text formats of VPSolver (Brandao and Pedroso):
///
///     .vbp   dimensions, capacities, number of item types, and for each its weights and demand
///     .mvp   dimensions, number of bin types, for each its capacities, cost and limit (-1 = none),
///            number of item types, and for each its number of choices and demand, then a line of
///            weights for every choice
///
/// Whole numbers with blanks and line breaks between them. The $-sections that VPSolver itself
/// writes around them are not read, nor instances with an item that really has a choice: choices
/// that fit no bin or that another choice beats in every dimension are dropped, and one must be
/// left.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/pack/instance.hpp"

namespace eksplan::bench {

enum class VectorFormat : std::uint8_t { vbp, mvp };

struct VectorProblem {
  pack::Instance instance;               ///< prices are costs of the file times `price_scale`
  std::vector<std::int64_t> item_types;  ///< by shape: its place in the file, from 1
  std::int64_t price_scale =
      1;  ///< fine enough for a bound that is not worse for being a whole number
  std::int64_t cost_unit = 1;  ///< every cost in the file is a multiple of it, and so is every sum
};

/// By the end of the file name; a fault for any other end.
base::Parsed<VectorFormat> format_of(std::string_view file_name);

/// A fault begins with the place: "name:line:column: error: ".
base::Parsed<VectorProblem> read_vector_file(const std::string& name, std::string_view text,
                                             VectorFormat format);

/// What a sum of prices is in the file's own unit; it must be a multiple of the scale.
std::int64_t file_cost(const VectorProblem& problem, std::int64_t price);

/// The least sum of costs that is no less than a bound in prices.
std::int64_t file_bound(const VectorProblem& problem, std::int64_t bound);

}  // namespace eksplan::bench
