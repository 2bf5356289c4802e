#pragma once
/// Work in a process of its own.

#include <functional>
#include <string>

namespace eksplan::bench {

/// What `work` returns, done by a copy of this process: memory that it takes and its peak are not
/// those of others. Throws std::runtime_error when the copy dies or `work` throws.
std::string run_apart(const std::function<std::string()>& work);

}  // namespace eksplan::bench
