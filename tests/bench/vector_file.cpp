#include "vector_file.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "number_text.hpp"
#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::bench {
namespace {

constexpr std::int64_t kMostDimensions = 1000;
constexpr std::int64_t kMostTypes = 1'000'000;
constexpr std::int64_t kMostAmount = 1'000'000'000'000;
constexpr std::int64_t kMostDemand = 1'000'000'000;
constexpr std::int64_t kMostCost = 1'000'000'000'000;
constexpr std::int64_t kFinePrice = 1'000'000'000;  // the dearest bin's, if there is room

bool at_most(const pack::Vector& a, const pack::Vector& b) {
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](auto left, auto right) { return left <= right; });
}

class Reader {
 public:
  Reader(const std::string& name, std::string_view text, VectorFormat format)
      : numbers_(name, text), format_(format) {}

  base::Parsed<VectorProblem> run() {
    auto& instance = problem_.instance;
    instance.dimensions =
        static_cast<std::size_t>(numbers_.next("the number of dimensions", 1, kMostDimensions));
    const auto bin_types =
        format_ == VectorFormat::mvp ? numbers_.next("the number of bin types", 1, kMostTypes) : 1;
    for (std::int64_t i = 0; i < bin_types && !numbers_.failed(); ++i) {
      read_bin_type();
    }
    const auto item_types = numbers_.next("the number of item types", 0, kMostTypes);
    for (std::int64_t i = 0; i < item_types && !numbers_.failed(); ++i) {
      read_item_type(i + 1);
    }
    numbers_.expect_end();
    set_scale();
    if (numbers_.failed()) {
      return numbers_.fault();
    }
    return std::move(problem_);
  }

 private:
  pack::Vector read_amounts(std::string_view what) {
    pack::Vector amounts;
    for (std::size_t d = 0; d < problem_.instance.dimensions && !numbers_.failed(); ++d) {
      amounts.push_back(numbers_.next(what, 0, kMostAmount));
    }
    amounts.resize(problem_.instance.dimensions, 0);
    return amounts;
  }

  void read_bin_type() {
    auto& options = problem_.instance.options;
    pack::Option option;
    option.capacity = read_amounts("a capacity");
    option.price = 1;
    option.group_class = static_cast<std::uint32_t>(options.size());
    if (format_ == VectorFormat::mvp) {
      option.price = numbers_.next("a cost", 1, kMostCost);
      const auto limit = numbers_.next("a limit of bins, or -1 for none", -1, kMostDemand);
      if (limit >= 0) {
        option.max_count = limit;
      }
    }
    options.push_back(std::move(option));
  }

  bool fits_some_bin(const pack::Vector& weights) const {
    const auto& options = problem_.instance.options;
    return std::any_of(options.begin(), options.end(), [&](const pack::Option& option) {
      return at_most(weights, option.capacity);
    });
  }

  // The one choice that an instance can have.
  std::optional<pack::Vector> choose(std::vector<pack::Vector> choices, std::int64_t number) {
    std::erase_if(choices, [&](const pack::Vector& weights) { return !fits_some_bin(weights); });
    if (choices.empty()) {
      numbers_.reject(fmt::format("item type {} fits no bin", number), "");
      return std::nullopt;
    }
    const auto best = std::find_if(choices.begin(), choices.end(), [&](const auto& candidate) {
      return std::all_of(choices.begin(), choices.end(),
                         [&](const auto& other) { return at_most(candidate, other); });
    });
    if (best == choices.end()) {
      numbers_.reject(
          fmt::format(
              "item type {} has {} choices of which none is the smallest in every dimension",
              number, choices.size()),
          "items with a real choice are not supported");
      return std::nullopt;
    }
    return *best;
  }

  void read_item_type(std::int64_t number) {
    std::int64_t count = 1;
    std::int64_t demand = 0;
    if (format_ == VectorFormat::mvp) {
      count = numbers_.next("a number of choices", 1, kMostTypes);
      demand = numbers_.next("a demand", 0, kMostDemand);
    }
    std::vector<pack::Vector> choices;
    for (std::int64_t i = 0; i < count && !numbers_.failed(); ++i) {
      choices.push_back(read_amounts("a weight"));
      check_weight(choices.back(), number);
    }
    if (format_ == VectorFormat::vbp) {
      demand = numbers_.next("a demand", 0, kMostDemand);
    }
    if (demand > 0 && !numbers_.failed()) {
      add_shape(choose(std::move(choices), number), number, demand);
    }
  }

  void check_weight(const pack::Vector& weights, std::int64_t number) {
    if (std::all_of(weights.begin(), weights.end(), [](auto weight) { return weight == 0; })) {
      numbers_.reject(fmt::format("item type {} weighs nothing", number),
                      "some weight must be above 0");
    }
  }

  void add_shape(std::optional<pack::Vector> weights, std::int64_t number, std::int64_t demand) {
    if (!weights) {
      return;
    }
    items_ += demand;
    problem_.item_types.push_back(number);
    problem_.instance.shapes.push_back(
        {.demand = std::move(*weights),
         .lots = {{demand}},
         .allowed = std::vector<bool>(problem_.instance.options.size(), true)});
  }

  void set_scale() {
    auto& options = problem_.instance.options;
    std::int64_t unit = 0;
    std::int64_t dearest = 1;
    for (const auto& option : options) {
      unit = std::gcd(unit, option.price);
      dearest = std::max(dearest, option.price);
    }
    problem_.cost_unit = std::max<std::int64_t>(unit, 1);
    const auto most = base::int128{dearest} * std::max<std::int64_t>(items_, 1);
    const auto room = (base::int128{1} << 61) / most;
    if (room < 1) {
      numbers_.reject("costs and demands are too large for exact sums",
                      "the dearest bin for every item must cost less than 2^61");
      return;
    }
    const auto wanted = std::max<base::int128>(base::int128{kFinePrice} / dearest, 1);
    problem_.price_scale = static_cast<std::int64_t>(std::min(room, wanted));
    for (auto& option : options) {
      option.price *= problem_.price_scale;
    }
  }

  NumberText numbers_;
  VectorFormat format_;
  VectorProblem problem_;
  std::int64_t items_ = 0;
};

}  // namespace

base::Parsed<VectorFormat> format_of(std::string_view file_name) {
  if (file_name.ends_with(".vbp")) {
    return VectorFormat::vbp;
  }
  if (file_name.ends_with(".mvp")) {
    return VectorFormat::mvp;
  }
  return base::Fault{fmt::format("{}: error: neither a .vbp nor a .mvp file", file_name),
                     "the end of the name tells the format"};
}

base::Parsed<VectorProblem> read_vector_file(const std::string& name, std::string_view text,
                                             VectorFormat format) {
  return Reader(name, text, format).run();
}

std::int64_t file_cost(const VectorProblem& problem, std::int64_t price) {
  return price / problem.price_scale;
}

std::int64_t file_bound(const VectorProblem& problem, std::int64_t bound) {
  const auto unit = base::int128{problem.price_scale} * problem.cost_unit;
  return static_cast<std::int64_t>(base::div_ceil(bound, unit)) * problem.cost_unit;
}

}  // namespace eksplan::bench
