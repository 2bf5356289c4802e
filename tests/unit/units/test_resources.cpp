#include <catch2/catch.hpp>

#include "eksplan/units/resources.hpp"

namespace eksplan::units {
namespace {

TEST_CASE("CPU prints as Kubernetes prints it", "[units]") {
  CHECK(MilliCpu::from_millis(250).text() == "250m");
  CHECK(MilliCpu::from_millis(2000).text() == "2");
  CHECK(MilliCpu{}.text() == "0");
}

TEST_CASE("memory prints in its largest unit with at most one decimal", "[units]") {
  CHECK(Bytes::mib(512).text() == "512Mi");
  CHECK(Bytes::mib(1536).text() == "1.5Gi");
  CHECK(Bytes::gib(4).text() == "4Gi");
  CHECK(Bytes::from_count(1).text() == "1 B");
  CHECK(Bytes::from_count(0).text() == "0");
  CHECK(Bytes::from_count(1'178'599'424).text() == "1.1Gi");
  CHECK(Bytes::gib(2048).text() == "2Ti");
}

}  // namespace
}  // namespace eksplan::units
