#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/grid.hpp"

namespace eksplan::report {
namespace {

Grid two_columns() {
  Grid grid;
  grid.columns = {{"Name", Align::left, Squeeze::cut_middle, 10},
                  {"Kind", Align::left, Squeeze::leave_out},
                  {"Pods", Align::right}};
  grid.rows = {{{std::string(70, 'x')}, {"Deployment"}, {"12"}}};
  return grid;
}

TEST_CASE("columns give way in their order until all fit", "[report][grid]") {
  CHECK(column_widths(two_columns(), 120) == std::vector<std::size_t>{70, 10, 4});
  CHECK(column_widths(two_columns(), 80) == std::vector<std::size_t>{70, 0, 4});
  CHECK(column_widths(two_columns(), 40) == std::vector<std::size_t>{34, 0, 4});
  CHECK(column_widths(two_columns(), 5) == std::vector<std::size_t>{10, 0, 4});
}

TEST_CASE("a name is shortened in the middle", "[report][grid]") {
  struct Row {
    std::string text;
    std::size_t columns;
    std::string shown;
  };

  const auto row = GENERATE(values<Row>({{"shop/cart", 9, "shop/cart"},
                                         {"shop/cart-worker", 10, "shop/…rker"},
                                         {"shop/cart-worker", 5, "sh…er"},
                                         {"shop/cart-worker", 3, "sh…"},
                                         {"商店/購物車-購物車", 9, "商店…物車"},
                                         {"", 4, ""}}));
  CAPTURE(row.text);
  const auto shown = shorten_middles({row.text}, row.columns, "…").front();
  CHECK(shown == row.shown);
  CHECK(base::display_width(shown) <= row.columns);
}

TEST_CASE("names that begin and end alike are cut where they stay different", "[report][grid]") {
  using Names = std::vector<std::string>;
  CHECK(shorten_middles({"compute-batch-c6a-large", "compute-zone-a-c5a-large", "general"}, 15,
                        "…") == Names{"comput…6a-large", "comput…5a-large", "general"});
  CHECK(shorten_middles({"queue-worker-for-mail", "queue-sender-for-mail"}, 12, "…") ==
        Names{"queue-w…mail", "queue-s…mail"});
  CHECK(shorten_middles({"a-very-long-name", "a-very-long-name"}, 9, "…") ==
        Names{"a-ve…name", "a-ve…name"});
  CHECK(shorten_middles({"a-very-1-long-name", "a-very-2-long-name"}, 3, "…") ==
        Names{"a-…", "a-…"});
}

}  // namespace
}  // namespace eksplan::report
