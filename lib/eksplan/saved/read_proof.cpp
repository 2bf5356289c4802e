#include <algorithm>
#include <limits>

#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

constexpr auto kMostWorth = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMostShift = 40;

template <class To>
std::vector<To> indexes(const std::vector<std::int64_t>& numbers) {
  std::vector<To> result;
  std::transform(numbers.begin(), numbers.end(), std::back_inserter(result),
                 [](std::int64_t number) { return static_cast<To>(number); });
  return result;
}

NodeClaim read_claim(const Fields& fields) {
  NodeClaim claim;
  const auto kind = fields.required_word("by", {"shares", "search", "table"});
  claim.kind = kind == "table"    ? NodeClaim::Kind::table
               : kind == "search" ? NodeClaim::Kind::search
                                  : NodeClaim::Kind::shares;
  claim.most = fields.required_count("most", kMostWorth);
  claim.surcharge = fields.count("surcharge", kMostWorth).value_or(0);
  claim.shares = fields.numbers("shares", kMostWorth);
  if (claim.kind == NodeClaim::Kind::table) {
    const auto grid = fields.numbers("grid", kMostAmount);
    if (grid.size() == 4) {
      claim.first = static_cast<std::size_t>(grid[0]);
      claim.second = static_cast<std::size_t>(grid[1]);
      claim.first_unit = grid[2];
      claim.second_unit = grid[3];
    } else {
      fields.wrong("grid", "a grid has four numbers",
                   "two resources and the units of each: [0, 1, 10, 1048576]");
    }
  }
  return claim;
}

/// Says where a number leads to nothing, or a list is of the wrong length.
class ProofReader {
 public:
  Proof read(const Fields& fields) {
    proof_.certified_hourly = fields.required_money("certifiedHourly");
    proof_.resources = fields.texts("resources");
    proof_.max_node_groups = fields.required_count("maxNodeGroups");
    proof_.min_nodes = fields.required_count("minNodes");
    proof_.shift = static_cast<int>(fields.required_count("shift", kMostShift));
    proof_.node_worth = fields.required_count("nodeWorth", kMostWorth);
    fields.required_each("nodeClasses", [&](const Fields& of) {
      proof_.classes.push_back({.labels = of.texts_by_name("labels"), .zone = of.text("zone")});
    });
    fields.required_each("nodeTypes", [&](const Fields& of) { read_type(of); });
    fields.required_each("shapes", [&](const Fields& of) { read_shape(of); });
    check_dominated(fields);
    read_conflicts(fields);
    return std::move(proof_);
  }

 private:
  std::vector<std::int64_t> amounts(const Fields& fields, std::string_view key,
                                    std::int64_t most) const {
    auto numbers = fields.numbers(key, most);
    if (numbers.size() != proof_.resources.size()) {
      fields.wrong(key, fmt::format("there are {} resources, and {} amounts",
                                    proof_.resources.size(), numbers.size()));
      numbers.resize(proof_.resources.size());
    }
    return numbers;
  }

  void read_type(const Fields& fields) {
    NodeType type;
    type.instance_type = fields.required_text("instanceType");
    type.node_class = static_cast<std::size_t>(fields.required_count("class"));
    if (type.node_class >= proof_.classes.size()) {
      fields.wrong("class", fmt::format("there is no node class {}", type.node_class));
    }
    type.hourly = fields.required_money("hourly");
    type.capacity = amounts(fields, "capacity", kMostAmount);
    fields.object("claim", [&](const Fields& of) {
      type.claim = read_claim(of);
      if (type.claim->shares.size() != proof_.resources.size()) {
        of.wrong("shares", fmt::format("there are {} resources, and {} shares",
                                       proof_.resources.size(), type.claim->shares.size()));
      }
    });
    if (const auto better = fields.count("dominatedBy")) {
      type.dominated_by = static_cast<std::size_t>(*better);
    }
    proof_.types.push_back(std::move(type));
  }

  void read_shape(const Fields& fields) {
    PodShape shape;
    shape.workloads = fields.texts("workloads");
    shape.pods = fields.required_count("pods");
    shape.requests = amounts(fields, "requests", kMostAmount);
    shape.classes = indexes<std::size_t>(fields.numbers("classes", kMostCount));
    for (const auto number : shape.classes) {
      if (number >= proof_.classes.size()) {
        fields.wrong("classes", fmt::format("there is no node class {}", number));
      }
    }
    shape.most_per_node = fields.count("mostPerNode");
    shape.fargate_hourly = fields.money("fargateHourly");
    shape.worth = fields.required_count("worth", kMostWorth);
    proof_.shapes.push_back(std::move(shape));
  }

  void check_dominated(const Fields& fields) const {
    for (const auto& type : proof_.types) {
      if (type.dominated_by && *type.dominated_by >= proof_.types.size()) {
        fields.wrong("nodeTypes", fmt::format("there is no node type {}", *type.dominated_by));
      }
    }
  }

  void read_conflicts(const Fields& fields) {
    const auto firsts = fields.has("conflicts") ? fields.numbers("conflicts", kMostCount)
                                                : std::vector<std::int64_t>{};
    if (firsts.size() % 2 != 0) {
      fields.wrong("conflicts", "conflicts come in pairs");
      return;
    }
    for (std::size_t i = 0; i < firsts.size(); i += 2) {
      const auto first = static_cast<std::size_t>(firsts[i]);
      const auto second = static_cast<std::size_t>(firsts[i + 1]);
      if (first >= second || second >= proof_.shapes.size()) {
        fields.wrong("conflicts", fmt::format("{} and {} are not two shapes, the lower one first",
                                              first, second));
        return;
      }
      proof_.conflicts.emplace_back(first, second);
    }
  }

  Proof proof_;
};

}  // namespace

std::optional<Proof> read_proof(const Fields& result) {
  std::optional<Proof> proof;
  result.object("proof", [&](const Fields& fields) { proof = ProofReader().read(fields); });
  return proof;
}

}  // namespace eksplan::saved
