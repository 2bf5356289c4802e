#include "known_instances.hpp"

#include <vector>

namespace eksplan::pack {
namespace {

struct Items {
  std::int64_t count = 0;
  Amount cpu = 0;
  Amount memory = 0;
};

Instance two_machines(const std::vector<Items>& items) {
  Instance instance;
  instance.dimensions = 3;
  instance.options.push_back({.capacity = {1730, 6603, 25}, .price = 960, .group_class = 0});
  instance.options.push_back({.capacity = {3720, 13862, 54}, .price = 1920, .group_class = 1});
  for (const auto& item : items) {
    instance.shapes.push_back(
        {.demand = {item.cpu, item.memory, 1}, .lots = {{item.count}}, .allowed = {true, true}});
  }
  return instance;
}

}  // namespace

Instance four_sizes() {
  return two_machines({{15, 1000, 832}, {5, 200, 640}, {5, 200, 128}, {3, 500, 3264}});
}

Instance nine_sizes() {
  return two_machines({{9, 1000, 832},
                       {6, 200, 640},
                       {20, 200, 128},
                       {2, 500, 3264},
                       {4, 100, 256},
                       {6, 500, 448},
                       {2, 1000, 1984},
                       {3, 500, 512},
                       {6, 50, 320}});
}

}  // namespace eksplan::pack
