#include "eksplan/doc/skipped_paths.hpp"

#include <algorithm>

#include "eksplan/base/text.hpp"

namespace eksplan::doc {

SkippedPaths::SkippedPaths(std::span<const std::string_view> paths) : edges_(1) {
  for (const auto path : paths) {
    insert(path);
  }
  auto& root = edges_.front();
  const auto taken =
      std::any_of(root.begin(), root.end(), [](const Edge& edge) { return edge.key == "items"; });
  if (!paths.empty() && !taken) {
    root.push_back({"items", kRoot});
  }
}

void SkippedPaths::insert(std::string_view path) {
  const auto keys = base::split(path, '.');
  State state = kRoot;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    auto& edges = edges_[static_cast<std::size_t>(state)];
    const auto found = std::find_if(edges.begin(), edges.end(),
                                    [&](const Edge& edge) { return edge.key == keys[i]; });
    const bool last = i + 1 == keys.size();
    if (last) {
      found == edges.end() ? edges.push_back({std::string(keys[i]), kSkipped})
                           : void(found->target = kSkipped);
      return;
    }
    if (found != edges.end()) {
      if (found->target == kSkipped) {
        return;
      }
      state = found->target;
      continue;
    }
    state = static_cast<State>(edges_.size());
    edges.push_back({std::string(keys[i]), state});
    edges_.emplace_back();
  }
}

SkippedPaths::State SkippedPaths::find(State state, std::string_view key) const {
  for (const auto& edge : edges_[static_cast<std::size_t>(state)]) {
    if (edge.key == key) {
      return edge.target;
    }
  }
  return kNowhere;
}

}  // namespace eksplan::doc
