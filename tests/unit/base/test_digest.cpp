#include <catch2/catch.hpp>

#include "eksplan/base/digest.hpp"

namespace eksplan::base {
namespace {

TEST_CASE("a digest is the one that FIPS 180-4 gives for its examples", "[base]") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace eksplan::base
