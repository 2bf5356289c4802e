#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::usage {
namespace {

const std::string kPods = tabs(
    "Cluster ID→API Server URL→Namespace→Name→Application→Component→Container Images→CPU "
    "Requests→Memory Requests→CPU Usage→Memory Usage→CPU Recommendation→Memory Recommendation→Cost "
    "[USD]→Slack Cost [USD]\r\n"
    "demo→https://demo.example.org→shop→cart-6c9f7d5b8-x2x4q→cart→api→registry.example.org/"
    "cart:1.4, registry.example.org/proxy:2→0.35000000000000003→402653184.0→0.021→188743680→"
    "0.02876→232871935.2→14.06→12.9\r\n");

TEST_CASE("a pod row of kube-resource-report is read in cores, bytes and 730.5-hour months",
          "[usage][report]") {
  const auto reading = read_text(kPods);
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() ==
        Lines{"demo:shop/cart-6c9f7d5b8-x2x4q app=cart/api requested=350000000/402653184 "
              "used=21000000/188743680 recommended=28760000/232871935 cost=0.019247091 "
              "slack=0.017659138"});
}

}  // namespace
}  // namespace eksplan::usage
