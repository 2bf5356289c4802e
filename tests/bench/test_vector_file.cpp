#include <string>
#include <vector>

#include "vector_file.hpp"
#include <catch2/catch.hpp>

namespace eksplan::bench {
namespace {

base::Fault fault_of(const char* text, VectorFormat format) {
  const auto problem = read_vector_file("a.vbp", text, format);
  REQUIRE_FALSE(problem);
  return problem.fault();
}

}  // namespace

TEST_CASE("a .vbp file is identical bins and items with a demand") {
  const auto problem = read_vector_file("a.vbp", "2\n10 20\n2\n3 4 5\n6 0 7\n", VectorFormat::vbp);
  REQUIRE(problem);
  const auto& instance = problem->instance;
  CHECK(instance.dimensions == 2);
  REQUIRE(instance.options.size() == 1);
  CHECK(instance.options[0].capacity == pack::Vector{10, 20});
  CHECK_FALSE(instance.options[0].max_count.has_value());
  REQUIRE(instance.shapes.size() == 2);
  CHECK(instance.shapes[0].demand == pack::Vector{3, 4});
  CHECK(instance.shapes[0].count() == 5);
  CHECK(instance.shapes[1].demand == pack::Vector{6, 0});
  CHECK(instance.shapes[1].count() == 7);
}

TEST_CASE("a .mvp file has bin types with costs and limits") {
  const auto problem =
      read_vector_file("a.mvp", "1 2\n10 4 -1\n20 6 3\n1\n1 2\n7\n", VectorFormat::mvp);
  REQUIRE(problem);
  const auto& options = problem->instance.options;
  REQUIRE(options.size() == 2);
  CHECK(file_cost(*problem, options[0].price) == 4);
  CHECK(file_cost(*problem, options[1].price) == 6);
  CHECK_FALSE(options[0].max_count.has_value());
  CHECK(options[1].max_count == 3);
  CHECK(problem->cost_unit == 2);
}

TEST_CASE("a bound is rounded up to the next sum of costs") {
  const auto problem =
      read_vector_file("a.mvp", "1 2\n10 4 -1\n20 6 3\n1\n1 2\n7\n", VectorFormat::mvp);
  REQUIRE(problem);
  CHECK(file_bound(*problem, 0) == 0);
  CHECK(file_bound(*problem, 1) == 2);
  CHECK(file_bound(*problem, 4 * problem->price_scale) == 4);
  CHECK(file_bound(*problem, 4 * problem->price_scale + 1) == 6);
}

TEST_CASE("of several choices the one that is smallest in everything counts") {
  const auto problem = read_vector_file(
      "a.mvp", "2 1\n10 10 1 -1\n2\n3 1\n4 4\n3 3\n3 9\n2 1\n99 1\n5 6\n", VectorFormat::mvp);
  REQUIRE(problem);
  REQUIRE(problem->instance.shapes.size() == 2);
  CHECK(problem->instance.shapes[0].demand == pack::Vector{3, 3});
  CHECK(problem->instance.shapes[1].demand == pack::Vector{5, 6});
}

TEST_CASE("an item type without demand is passed over and keeps its number") {
  const auto problem = read_vector_file("a.vbp", "1\n10\n2\n3 0\n6 7\n", VectorFormat::vbp);
  REQUIRE(problem);
  CHECK(problem->instance.shapes.size() == 1);
  CHECK(problem->item_types == std::vector<std::int64_t>{2});
}

TEST_CASE("a mistake in a file is told with its place") {
  struct Row {
    const char* text;
    VectorFormat format;
    const char* message;
  };

  const auto row = GENERATE(values<Row>(
      {{"", VectorFormat::vbp,
        "a.vbp:1:1: error: the file ends where the number of dimensions should be"},
       {"0", VectorFormat::vbp, "a.vbp:1:1: error: 0 is not the number of dimensions"},
       {"2\n10 1O\n", VectorFormat::vbp, "a.vbp:2:4: error: '1O' is not a capacity"},
       {"#INSTANCE_BEGIN#\n", VectorFormat::vbp,
        "a.vbp:1:1: error: '#INSTANCE_BEGIN#' is not the number of dimensions"},
       {"1\n10\n1\n3 -1\n", VectorFormat::vbp, "a.vbp:4:3: error: -1 is not a demand"},
       {"1\n10\n1\n11 1\n", VectorFormat::vbp, "a.vbp:4:4: error: item type 1 fits no bin"},
       {"1\n10\n1\n0 1\n", VectorFormat::vbp, "a.vbp:4:1: error: item type 1 weighs nothing"},
       {"1\n10\n1\n3 1\n5\n", VectorFormat::vbp, "a.vbp:5:1: error: '5' follows the last item"},
       {"1 1\n10 0 -1\n", VectorFormat::mvp, "a.vbp:2:4: error: 0 is not a cost"},
       {"2 1\n10 10 1 -1\n1\n2 1\n3 4\n4 3\n", VectorFormat::mvp,
        "a.vbp:6:3: error: item type 1 has 2 choices of which none is the smallest in every "
        "dimension"}}));
  CHECK(fault_of(row.text, row.format).message == row.message);
}

TEST_CASE("the end of a file's name tells its format") {
  CHECK(*format_of("x/y.vbp") == VectorFormat::vbp);
  CHECK(*format_of("y.mvp") == VectorFormat::mvp);
  CHECK(format_of("y.txt").fault().message == "y.txt: error: neither a .vbp nor a .mvp file");
}

}  // namespace eksplan::bench
