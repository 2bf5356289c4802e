#pragma once
/// The folder of real inputs, if there is one.

#include <cstdlib>
#include <optional>
#include <string>

namespace eksplan::corpus {

inline std::optional<std::string> folder() {
  const char* path = std::getenv("EKSPLAN_CORPUS");
  return path == nullptr || *path == '\0' ? std::nullopt : std::optional<std::string>(path);
}

}  // namespace eksplan::corpus
