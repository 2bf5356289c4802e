#include "eksplan/catalog/price_set.hpp"

#include <utility>

namespace eksplan::catalog {

PriceSet::PriceSet(std::string name, std::span<const std::byte> block, std::string sha256)
    : name_(std::move(name)), sha256_(std::move(sha256)), block_(block) {
  read_head();
}

PriceSet::PriceSet(std::string name, BuiltBlock built)
    : name_(std::move(name)),
      sha256_(std::move(built.sha256)),
      own_(std::move(built.bytes)),
      block_(own_) {
  read_head();
}

void PriceSet::read_head() {
  EKSPLAN_ASSERT(block_.size() >= sizeof header_, "a price block begins with its header");
  std::memcpy(&header_, block_.data(), sizeof header_);
  EKSPLAN_ASSERT(header_.layout == block::kLayout,
                 "a price block is read by the program that it was built for");
  add_ons_.reserve(header_.add_ons.count);
  for (std::size_t i = 0; i < header_.add_ons.count; ++i) {
    const auto stored = record<block::AddOn>(header_.add_ons, i);
    add_ons_.push_back({.name = text(stored.name),
                        .daemon_set = (stored.flags & block::kDaemonSet) != 0,
                        .replicas = stored.replicas,
                        .cpu = units::MilliCpu::from_millis(stored.cpu_millis),
                        .memory = units::Bytes::from_count(stored.memory_bytes),
                        .host_network = (stored.flags & block::kHostNetwork) != 0,
                        .only_with_ebs = (stored.flags & block::kOnlyWithEbs) != 0,
                        .source = text(stored.source),
                        .add_on = text(stored.add_on),
                        .version = text(stored.version)});
  }
}

std::string_view PriceSet::text(block::Text at) const {
  const auto bytes = block_.subspan(header_.strings + at.offset, at.size);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace eksplan::catalog
