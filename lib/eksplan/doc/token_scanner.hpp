#pragma once
/// simdjson's first stage with the memory that it works in. Private to this room, and heavy.

#include <cstddef>
#include <memory>
#include <new>

#include <simdjson.h>

namespace eksplan::doc {

struct TokenScanner {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;

  void make_room(std::size_t length) {
    if (implementation != nullptr && implementation->capacity() >= length) {
      return;
    }
    const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        length, 1, implementation);
    if (error != simdjson::SUCCESS) {
      throw std::bad_alloc();
    }
  }
};

}  // namespace eksplan::doc
