#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "baselines.hpp"
#include "claim.hpp"

namespace eksplan::bench {
namespace {

/// Claims with room for one shape, fewest pods first. Room for a shape only shrinks while items of
/// it are added, so that a claim without room is gone for good.
class Queue {
 public:
  Queue(const Room& room, const std::vector<Claim>& claims, std::size_t shape)
      : room_(&room), claims_(&claims), shape_(shape) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
      offer(i);
    }
  }

  bool empty() const { return waiting_.empty(); }

  std::size_t take() {
    const auto claim = waiting_.top().second;
    waiting_.pop();
    return claim;
  }

  void offer(std::size_t claim) {
    if (takes(*room_, (*claims_)[claim], shape_)) {
      waiting_.emplace((*claims_)[claim].pods, claim);
    }
  }

 private:
  using Place = std::pair<std::int64_t, std::size_t>;

  const Room* room_;
  const std::vector<Claim>* claims_;
  std::size_t shape_;
  std::priority_queue<Place, std::vector<Place>, std::greater<>> waiting_;
};

}  // namespace

std::vector<Node> karpenter(const pack::Instance& instance, const Counts& items) {
  const Room room(instance);
  const auto fresh = open_claim(instance);
  std::vector<Claim> claims;
  for (const auto shape : by_cpu_and_memory(instance, items)) {
    Queue queue(room, claims, shape);
    for (std::int64_t i = 0; i < items[shape]; ++i) {
      if (queue.empty()) {
        claims.push_back(fresh);
        queue.offer(claims.size() - 1);
      }
      const auto claim = queue.take();
      add(instance, room, shape, claims[claim]);
      queue.offer(claim);
    }
  }
  std::vector<Node> nodes;
  for (auto& claim : claims) {
    claim.node.option = cheapest(instance, claim.options);
    nodes.push_back(std::move(claim.node));
  }
  return nodes;
}

}  // namespace eksplan::bench
