#include "eksplan/k8s/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace eksplan::k8s {
namespace {

constexpr std::array<std::string_view, 3> kSought{"169.254.169.254", "ulimit", "prlimit"};
constexpr std::size_t kBlock = 64;
constexpr std::size_t kBegin = 3;  // characters that a block is looked through for

// Whether a sought word may begin in the block at `text`, by three characters of each word. A loop
// of fixed length without a branch, which g++ turns into vector instructions.
bool may_begin_in(const char* text) {
  unsigned any = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const char a = text[i];
    const char b = text[i + 1];
    const char c = text[i + 2];
    const bool address = (a == '1') & (b == '6') & (c == '9');
    const bool limit = ((a == 'u') | (a == 'r')) & (b == 'l') & (c == 'i');
    any |= static_cast<unsigned>(address | limit);
  }
  return any != 0;
}

bool has_in(std::string_view text) {
  return std::any_of(kSought.begin(), kSought.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

bool has_sought_word(std::string_view text) {
  constexpr std::size_t kLongest = kSought[0].size();
  std::size_t at = 0;
  for (; at + kBlock + kBegin <= text.size(); at += kBlock) {
    // "rli" is the second to fourth character of prlimit: its word begins one before.
    const auto from = at == 0 ? 0 : at - 1;
    if (may_begin_in(text.data() + at) && has_in(text.substr(from, kBlock + kLongest + 1))) {
      return true;
    }
  }
  return has_in(text.substr(at == 0 ? 0 : at - 1));
}

}  // namespace eksplan::k8s
