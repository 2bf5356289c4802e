#include "eksplan/doc/byte_source.hpp"

#include <algorithm>

namespace eksplan::doc {

base::Parsed<std::size_t> TextBytes::read(char* into, std::size_t room) {
  const auto piece = text_.substr(at_, std::min(room, step_));
  std::copy(piece.begin(), piece.end(), into);
  at_ += piece.size();
  return piece.size();
}

}  // namespace eksplan::doc
