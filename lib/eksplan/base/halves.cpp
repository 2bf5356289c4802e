#include "eksplan/base/halves.hpp"

#include <future>
#include <system_error>

namespace eksplan::base {

void in_two(bool at_once, const std::function<void(std::size_t part)>& work) {
  std::future<void> other;
  if (at_once) {
    try {
      other = std::async(std::launch::async, [&] { work(1); });
    } catch (const std::system_error&) {  // no threads here: one after the other gives the same
    }
  }
  work(0);
  other.valid() ? other.get() : work(1);
}

void in_halves(
    std::size_t count, std::size_t fewest,
    const std::function<void(std::size_t part, std::size_t begin, std::size_t end)>& work) {
  if (count < fewest) {
    work(0, 0, count);
    return;
  }
  const auto middle = count / 2;
  in_two(true, [&](std::size_t part) { part == 0 ? work(0, 0, middle) : work(1, middle, count); });
}

}  // namespace eksplan::base
