#include "eksplan/cluster/read.hpp"

namespace eksplan::cluster {

bool describes_cluster(const doc::Node& /*root*/) {
  return false;
}

void read(const doc::Node& /*root*/, std::uint32_t /*file*/, model::Cluster& /*into*/,
          diag::Diagnostics& /*found*/) {}

}  // namespace eksplan::cluster
