#include <algorithm>

#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/lower_bound.hpp"
#include "eksplan/pack/proof.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

// Two kinds of bins, one of them beaten, and two kinds of items.
Instance small_instance() {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {10, 20}, .price = 10},
                      {.capacity = {10, 15}, .price = 12, .group_class = 1}};
  instance.shapes = {{.demand = {2, 1}, .lots = {{10}}, .allowed = {true, true}},
                     {.demand = {1, 4}, .lots = {{5}}, .allowed = {true, true}, .alone_price = 2}};
  return instance;
}

// All of a bin's first dimension is worth its price.
Proof small_proof() {
  Proof proof;
  proof.bound = 25;
  proof.worths = {2, 1};
  proof.claims = {{.option = 0, .claim = {.most = 10, .shares = {10, 0}}}};
  proof.dominated = {{1, 0}};
  return proof;
}

TEST_CASE("a proof proves what its worths add up to, rounded up to a sum of prices", "[pack]") {
  const auto instance = small_instance();
  CHECK(proven_by(instance, {0, 0}, small_proof()) == 26);  // 25, and all prices are even
  CHECK(proven_by(instance, {5, 0}, small_proof()) == 16);
}

TEST_CASE("a proof with anything wrong in it proves nothing", "[pack]") {
  const auto instance = small_instance();
  const auto refused = [&](const Proof& proof) { return !proven_by(instance, {0, 0}, proof); };
  auto proof = small_proof();
  proof.worths[0] = 3;  // five of them in one bin are worth 15
  CHECK(refused(proof));
  proof = small_proof();
  proof.worths[1] = 3;  // more than alone
  CHECK(refused(proof));
  proof = small_proof();
  proof.dominated.clear();
  CHECK(refused(proof));
  proof = small_proof();
  proof.dominated = {{1, 1}};
  CHECK(refused(proof));
  proof = small_proof();
  proof.dominated = {{0, 1}};
  CHECK(refused(proof));
  proof = small_proof();
  proof.claims.push_back(proof.claims.front());
  CHECK(refused(proof));
  proof = small_proof();
  proof.claims.front().surcharge = 1;  // it has no max_count
  CHECK(refused(proof));
  proof = small_proof();
  proof.claims.front().option = 7;
  CHECK(refused(proof));
  proof = small_proof();
  proof.claims.front().claim.shares = {10};
  CHECK(refused(proof));
  proof = small_proof();
  proof.shift = 41;
  CHECK(refused(proof));
  CHECK_FALSE(proven_by(instance, {0, 6}, small_proof()));
  CHECK_FALSE(proven_by(instance, {0}, small_proof()));
}

TEST_CASE("an option that is dearer, smaller, allowed less or limited beats no other", "[pack]") {
  const auto proves = [](const Instance& instance) {
    return proven_by(instance, {0, 0}, small_proof()).has_value();
  };
  CHECK(proves(small_instance()));
  auto instance = small_instance();
  instance.options[1].price = 9;
  CHECK_FALSE(proves(instance));
  instance = small_instance();
  instance.options[1].capacity[1] = 21;
  CHECK_FALSE(proves(instance));
  instance = small_instance();
  instance.shapes[0].allowed[0] = false;
  CHECK_FALSE(proves(instance));
  instance = small_instance();
  instance.options[0].max_count = 100;
  CHECK_FALSE(proves(instance));
  instance = small_instance();
  instance.shapes[0].allowed[1] = false;
  instance.shapes[1].allowed[1] = false;
  auto proof = small_proof();
  proof.dominated.clear();  // nobody may use it
  CHECK(proven_by(instance, {0, 0}, proof) == 26);
}

TEST_CASE("a bin that may hold more than it costs shrinks the whole bound", "[pack]") {
  auto proof = small_proof();
  proof.worths = {3, 1};
  proof.claims.front().claim = {.most = 15, .shares = {15, 0}};
  CHECK(proven_by(small_instance(), {0, 0}, proof) == 24);  // (30 + 5) * 10 / 15, rounded up
}

TEST_CASE("items that no bin holds cost what they cost alone, whatever the proof says", "[pack]") {
  auto instance = small_instance();
  instance.shapes[1].demand = {1, 21};
  CHECK(proven_by(instance, {0, 0}, small_proof()) == 30);
  instance.shapes[1].alone_price.reset();
  CHECK_FALSE(proven_by(instance, {0, 0}, small_proof()));
  CHECK(proven_by(instance, {0, 5}, small_proof()) == 20);
}

TEST_CASE("a proof of one instance does not prove the same of a smaller one", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 10u));
  CAPTURE(seed);
  auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 10});
  const auto proof = lower_bound(instance, packing.unplaced, packing.cost).proof;
  REQUIRE(proof.has_value());
  CHECK(proven_by(instance, packing.unplaced, *proof) == proof->bound);
  auto fewer = packing.unplaced;
  for (std::size_t shape = 0; shape < fewer.size(); ++shape) {
    fewer[shape] = instance.shapes[shape].count() / 2;
  }
  CHECK(proven_by(instance, fewer, *proof).value_or(0) < proof->bound);
  for (auto& option : instance.options) {
    option.price = option.price * 9 / 10;
  }
  CHECK(proven_by(instance, packing.unplaced, *proof).value_or(0) < proof->bound);
}

}  // namespace
}  // namespace eksplan::pack
