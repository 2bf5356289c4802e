#include "large_memory.hpp"

#include <cstdint>
#include <cstdlib>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace eksplan::cli {

void prepare_heap(std::size_t bytes) {
  // What is freed stays in the heap, and everything comes from there: then the pages are kept.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
  void* const block = std::malloc(bytes);  // NOLINT(cppcoreguidelines-no-malloc)
  if (block == nullptr) {
    return;
  }
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = (reinterpret_cast<std::uintptr_t>(block) + page - 1) / page * page;
  const auto end = (reinterpret_cast<std::uintptr_t>(block) + bytes) / page * page;
  ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
}

}  // namespace eksplan::cli
