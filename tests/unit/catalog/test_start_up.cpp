// The built-in set is used where it lies: opening it must not grow with the number of prices.

#include <atomic>
#include <cstdlib>
#include <new>

#include <catch2/catch.hpp>

#include "eksplan/catalog/catalogue.hpp"

namespace {

std::atomic<std::size_t> allocations = 0;

void* counted(std::size_t size) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}

void* counted_or_throw(std::size_t size) {
  if (void* memory = counted(size)) {
    return memory;
  }
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return counted_or_throw(size);
}

void* operator new[](std::size_t size) {
  return counted_or_throw(size);
}

void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}

void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete[](void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace eksplan::catalog {
namespace {

TEST_CASE("opening the built-in set takes a handful of allocations", "[catalog]") {
  const auto before = allocations.load();
  const auto catalogue = open_region(builtin(), "us-east-1");
  const auto taken = allocations.load() - before;
  REQUIRE(catalogue);
  CHECK(taken > 0);
  CHECK(taken <= 9);  // the set, its add-ons, its checksum, the zones and their ids
}

TEST_CASE("looking up types and prices takes no allocation", "[catalog]") {
  const auto catalogue = open_region(builtin(), "us-east-1");
  REQUIRE(catalogue);
  const auto before = allocations.load();
  const auto index = catalogue->find_type("m5.large");
  const auto type = catalogue->type(*index);
  const auto rate = catalogue->hourly(*index, model::Purchase::on_demand);
  const auto price = catalogue->price(Item::nat_gateway);
  const auto taken = allocations.load() - before;
  CHECK(type.vcpu == 2);
  CHECK(rate);
  CHECK(price);
  CHECK(taken == 0);
}

}  // namespace
}  // namespace eksplan::catalog
