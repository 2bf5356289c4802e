#pragma once
/// What bins can hold at most at given worths of items, for all options together: quick proofs for
/// all, better ones for those that matter.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "eksplan/pack/knapsack.hpp"
#include "eksplan/pack/knapsack_table.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// How one may check that no bin of an option holds items worth more than so much.
enum class WorthProof : std::uint8_t {
  shares,  ///< most_by_shares with the shares given
  search,  ///< by looking at all patterns, cut off by the shares given
  table    ///< by a table over the grid given
};

struct OptionWorth {
  std::int64_t most = 0;  ///< no bin of the option holds items worth more, times 2^shift
  WorthProof proof = WorthProof::shares;
  Shares shares;
  TableGrid grid;
};

struct Priced {
  std::vector<OptionWorth> options;
  std::vector<Pattern> patterns;  ///< by option; the best that was found, may be empty
};

class Pricer {
 public:
  explicit Pricer(const Scope& scope);

  /// `allowances`: by option, what a bin may be worth, above 0. Effort goes to the options whose
  /// proof is furthest above that.
  Priced price(const Worths& worths, const std::vector<std::int64_t>& allowances);

  /// The same without that effort: by shares only.
  Priced glance(const Worths& worths, const std::vector<std::int64_t>& allowances);

  /// By option, the least that is proven with moderate effort for each, whatever bins may hold.
  std::vector<std::int64_t> most_of_all(const Worths& worths);

  /// Patterns only, quickly found.
  std::vector<Pattern> patterns(const Worths& worths);

  /// Longer searches and larger tables from now on; false when they are as large as they get.
  bool try_harder();

  /// Items and cells looked at so far.
  std::int64_t work() const { return work_ + knapsack_.steps() * kWorkPerStep; }

 private:
  static constexpr std::int64_t kWorkPerStep = 500;

  // One call of price().
  struct Round {
    const Worths* worths = nullptr;
    const std::vector<std::int64_t>* allowances = nullptr;
    Priced priced;
    std::vector<bool> tried;   // by option: nothing better can be had
    std::vector<bool> tables;  // by column: has been filled
    double reached = 1.0;      // what some pattern is worth, over its allowance
  };

  Round begin(const Worths& worths, const std::vector<std::int64_t>& allowances);
  std::int64_t at_level(std::int64_t work) const;
  void price_by_shares(Round& round, std::size_t option);
  void keep(Round& round, std::size_t option, Pattern pattern);
  void improve(Round& round, std::size_t option);
  std::optional<TableGrid> grid_for(const Round& round, std::size_t option) const;
  void fill_table(Round& round, std::size_t option);
  void search(Round& round, std::size_t option);
  static double excess(const Round& round, std::size_t option);

  const Scope* scope_;
  CutKnapsack knapsack_;
  std::vector<Shares> shares_;  // by option, of the last round
  std::vector<int> failures_;   // by option: searches at this level that did not end
  int level_ = 0;               // of effort for one option
  std::int64_t work_ = 0;
};

}  // namespace eksplan::pack
