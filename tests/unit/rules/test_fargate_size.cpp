#include <limits>

#include "support/random.hpp"
#include "workloads.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::rules {
namespace {

using test::profile;
using units::Bytes;
using units::MilliCpu;

std::string size_of(std::int64_t cpu, std::int64_t memory_mib, std::string_view profile_text) {
  const auto size =
      fargate_size(MilliCpu::from_millis(cpu), Bytes::mib(memory_mib), profile(profile_text));
  return size ? size_text(*size) : "refused";
}

struct SizeCount {
  std::string profile_text;
  std::size_t count;
  std::string largest;
};

TEST_CASE("the sizes on sale depend on the day and on the brief's limit", "[rules]") {
  const auto row = GENERATE(values<SizeCount>({
      {"standard", 50, "4 vCPU / 30 GB"},
      {"2020-02", 50, "4 vCPU / 30 GB"},
      {"2022-09-30", 50, "4 vCPU / 30 GB"},
      {"2022-10-01", 74, "16 vCPU / 120 GB"},
      {"current", 74, "16 vCPU / 120 GB"},
  }));
  CAPTURE(row.profile_text);
  const auto sizes = fargate_sizes(profile(row.profile_text));
  CHECK(sizes.size() == row.count);
  CHECK(size_text(sizes.front()) == "0.25 vCPU / 0.5 GB");
  CHECK(size_text(sizes.back()) == row.largest);
  CHECK(std::is_sorted(sizes.begin(), sizes.end()));
}

struct SizeRow {
  std::int64_t cpu;
  std::int64_t memory_mib;
  std::string early;
  std::string current;
};

TEST_CASE("a pod gets the first size that holds its request and the system's 256 MiB", "[rules]") {
  const auto row = GENERATE(values<SizeRow>({
      {0, 0, "0.25 vCPU / 0.5 GB", "0.25 vCPU / 0.5 GB"},
      {250, 256, "0.25 vCPU / 0.5 GB", "0.25 vCPU / 0.5 GB"},
      {250, 257, "0.25 vCPU / 1 GB", "0.25 vCPU / 1 GB"},
      {250, 768, "0.25 vCPU / 1 GB", "0.25 vCPU / 1 GB"},
      {250, 769, "0.25 vCPU / 2 GB", "0.25 vCPU / 2 GB"},
      {250, 1000, "0.25 vCPU / 2 GB", "0.25 vCPU / 2 GB"},
      {250, 1792, "0.25 vCPU / 2 GB", "0.25 vCPU / 2 GB"},
      {250, 1793, "0.5 vCPU / 3 GB", "0.5 vCPU / 3 GB"},
      {255, 1000, "0.5 vCPU / 2 GB", "0.5 vCPU / 2 GB"},
      {260, 1750, "0.5 vCPU / 2 GB", "0.5 vCPU / 2 GB"},
      {255, 1800, "0.5 vCPU / 3 GB", "0.5 vCPU / 3 GB"},
      {255, 10240, "2 vCPU / 11 GB", "2 vCPU / 11 GB"},
      {500, 768, "0.5 vCPU / 1 GB", "0.5 vCPU / 1 GB"},
      {500, 769, "0.5 vCPU / 2 GB", "0.5 vCPU / 2 GB"},
      {500, 3840, "0.5 vCPU / 4 GB", "0.5 vCPU / 4 GB"},
      {500, 3841, "1 vCPU / 5 GB", "1 vCPU / 5 GB"},
      {1000, 512, "1 vCPU / 2 GB", "1 vCPU / 2 GB"},
      {1000, 7936, "1 vCPU / 8 GB", "1 vCPU / 8 GB"},
      {1000, 7937, "2 vCPU / 9 GB", "2 vCPU / 9 GB"},
      {1000, 8192, "2 vCPU / 9 GB", "2 vCPU / 9 GB"},
      {2000, 16128, "2 vCPU / 16 GB", "2 vCPU / 16 GB"},
      {2000, 16129, "4 vCPU / 17 GB", "4 vCPU / 17 GB"},
      {4000, 30464, "4 vCPU / 30 GB", "4 vCPU / 30 GB"},
      {4000, 30465, "refused", "8 vCPU / 32 GB"},
      {4001, 1024, "refused", "8 vCPU / 16 GB"},
      {255, 31744, "refused", "8 vCPU / 32 GB"},
      {8000, 16384, "refused", "8 vCPU / 20 GB"},
      {8000, 20224, "refused", "8 vCPU / 20 GB"},
      {8000, 20225, "refused", "8 vCPU / 24 GB"},
      {8000, 61184, "refused", "8 vCPU / 60 GB"},
      {8000, 61185, "refused", "16 vCPU / 64 GB"},
      {9000, 10240, "refused", "16 vCPU / 32 GB"},
      {16000, 122624, "refused", "16 vCPU / 120 GB"},
      {16000, 122625, "refused", "refused"},
      {16001, 1024, "refused", "refused"},
      // several containers, as the larger of the init containers' largest and the others' sum
      {1000, 4096, "1 vCPU / 5 GB", "1 vCPU / 5 GB"},
      {1000, 3000, "1 vCPU / 4 GB", "1 vCPU / 4 GB"},
      {500, 1024, "0.5 vCPU / 2 GB", "0.5 vCPU / 2 GB"},
      {300, 428, "0.5 vCPU / 1 GB", "0.5 vCPU / 1 GB"},
  }));
  CAPTURE(row.cpu, row.memory_mib);
  CHECK(size_of(row.cpu, row.memory_mib, "2020-02") == row.early);
  CHECK(size_of(row.cpu, row.memory_mib, "standard") == row.early);
  CHECK(size_of(row.cpu, row.memory_mib, "current") == row.current);
}

TEST_CASE("one byte decides, and no request is too large to be refused", "[rules]") {
  const auto current = profile("current");
  const auto half_gb_less_system = Bytes::mib(256);
  CHECK(fargate_size({}, half_gb_less_system, current)->memory == Bytes::mib(512));
  CHECK(fargate_size({}, half_gb_less_system + Bytes::from_count(1), current)->memory ==
        Bytes::gib(1));
  const auto most = std::numeric_limits<std::int64_t>::max();
  CHECK_FALSE(fargate_size({}, Bytes::from_count(most), current));
  CHECK_FALSE(fargate_size({}, Bytes::from_count(most - Bytes::mib(256).count()), current));
  CHECK_FALSE(fargate_size(MilliCpu::from_millis(most), {}, current));
}

TEST_CASE("the first size that fits is the cheapest one, whatever the prices",
          "[rules][property]") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  support::Random random(seed);
  const auto current = profile("current");
  for (int i = 0; i < 20; ++i) {
    const auto cpu = MilliCpu::from_millis(random.between(0, 16000));
    const auto memory = Bytes::mib(random.between(0, 122624));
    const auto vcpu_price = random.between(1, 1'000'000);
    const auto memory_price = random.between(1, 1'000'000);
    const auto cost = [&](const model::FargateSize& size) {
      return base::int128{vcpu_price} * size.vcpu.millis() * Bytes::kMib +
             base::int128{memory_price} * size.memory.count();
    };
    const auto chosen = fargate_size(cpu, memory, current);
    REQUIRE(chosen);
    for (const auto& size : fargate_sizes(current)) {
      if (size.vcpu >= cpu && size.memory >= memory + kFargateSystemMemory) {
        CHECK(cost(*chosen) <= cost(size));
      }
    }
  }
}

struct EphemeralRow {
  Bytes requested;
  Bytes billed;
};

TEST_CASE("ephemeral storage is billed above the free 20 GiB, with 10 % and 5 GiB on top",
          "[rules]") {
  const auto row = GENERATE(values<EphemeralRow>({
      {Bytes{}, Bytes{}},
      {Bytes::gib(13), Bytes{}},
      // 15 GiB / 1.1 is 14641933963.6 bytes
      {Bytes::from_count(14641933960), Bytes{}},
      {Bytes::from_count(14641933970), Bytes::from_count(7)},
      {Bytes::gib(20), Bytes::gib(7)},
      {Bytes::gib(100), Bytes::gib(95)},
      {Bytes::gib(170), Bytes::gib(172)},
      {Bytes::gib(175), Bytes::mib(181760)},
  }));
  CAPTURE(row.requested);
  CHECK(fargate_billed_ephemeral(row.requested, profile("current")) == row.billed);
  CHECK(fargate_billed_ephemeral(row.requested, profile("standard")) == row.billed);
  CHECK(fargate_billed_ephemeral(row.requested, profile("2023-08-01")) == row.billed);
  CHECK(fargate_billed_ephemeral(row.requested, profile("2023-07-31")) == Bytes{});
}

TEST_CASE("provisioned ephemeral storage rounds up to a byte and does not overflow", "[rules]") {
  CHECK(fargate_provisioned_ephemeral(Bytes::gib(100)) == Bytes::gib(115));
  CHECK(fargate_provisioned_ephemeral(Bytes::from_count(1)) ==
        Bytes::gib(5) + Bytes::from_count(2));
  const auto most = Bytes::from_count(std::numeric_limits<std::int64_t>::max());
  CHECK(fargate_provisioned_ephemeral(most) == most);
}

}  // namespace
}  // namespace eksplan::rules
