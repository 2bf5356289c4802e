#pragma once
/// The layout of the price block: a header, then lists of fixed little-endian records, then the
/// strings that they refer to. Every reference is an offset, so that the block can lie anywhere;
/// records are copied out when they are read, so that they need no alignment. Only build_block()
/// makes blocks, and it checks what goes in: readers trust them.

#include <array>
#include <bit>
#include <cstdint>
#include <type_traits>

namespace eksplan::catalog::block {

static_assert(std::endian::native == std::endian::little, "records are read as they lie in memory");

inline constexpr std::uint32_t kLayout = 2;  ///< changes with every change of the records below
inline constexpr std::size_t kPurchases = 6;
inline constexpr std::size_t kWindows = kPurchases;  ///< its place behind the purchase options
inline constexpr std::size_t kRates = kPurchases + 1;

/// A string: `offset` counts from the beginning of the strings.
struct Text {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

/// Consecutive records: `offset` counts from the beginning of the block.
struct List {
  std::uint32_t offset = 0;
  std::uint32_t count = 0;
};

struct Header {
  std::uint32_t layout = kLayout;
  std::uint32_t strings = 0;  ///< where the strings begin
  Text effective_date;
  List types;    ///< of Type, by name
  List regions;  ///< of Region, by name
  List origins;  ///< of Origin
  List add_ons;  ///< of AddOn, by name
};

inline constexpr std::uint8_t kNitro = 1;
inline constexpr std::uint8_t kBareMetal = 2;
inline constexpr std::uint8_t kBurstable = 4;
inline constexpr std::uint8_t kCurrentGeneration = 8;

struct Type {
  Text name;
  Text gpu_manufacturer;
  Text other_accelerator;
  std::uint32_t memory_mib = 0;
  std::uint32_t memory_measured_mib = 0;  ///< 0 = not measured
  std::uint32_t local_nvme_gb = 0;
  std::uint16_t vcpu = 0;
  std::uint16_t gpus = 0;
  std::uint16_t neuron_accelerators = 0;
  std::uint16_t enis = 0;
  std::uint16_t ipv4_per_eni = 0;
  std::uint16_t max_ebs_attachments = 0;
  std::uint8_t arch = 0;   ///< model::Architecture
  std::uint8_t flags = 0;  ///< kNitro, ...
  std::uint16_t unused = 0;
  Text memory_measured_as_of;
  std::uint32_t origin = 0;  ///< index of an Origin
};

/// When and where something was read.
struct Origin {
  Text as_of;
  Text source;
};

inline constexpr std::uint32_t kNoOrigin = 0xFFFFFFFF;

inline constexpr std::uint32_t kEksFargate = 1;
inline constexpr std::uint32_t kFargateIn2020 = 2;

/// What is known of a type that is sold in a region, beside its rates.
struct Offer {
  std::uint32_t origin = kNoOrigin;            ///< index of an Origin: of on-demand and Windows
  std::uint32_t spot_origin = kNoOrigin;       ///< the same; only its date counts
  std::uint32_t committed_origin = kNoOrigin;  ///< the same, of reserved and savings rates
  std::uint32_t zones = 0;        ///< bit i = zone i of the region; none = not known where
  std::uint8_t spot_kind = 0;     ///< SpotKind, when there is a Spot price
  std::uint8_t interruption = 0;  ///< Interruption
  std::uint16_t unused = 0;
};

inline constexpr std::size_t kMostZones = 26;  ///< a letter each

/// A region and its prices. `sold` names the types that have a price here; the lists beside it have
/// the same count.
struct Region {
  Text name;
  Text title;
  List zones;     ///< of Text: names, sorted
  List zone_ids;  ///< of Text, beside `zones`; empty text = not known
  List sold;      ///< of std::uint16_t: index of a type, ascending
  /// By model::Purchase, then Windows: where the list of std::int64_t begins, billionths of a
  /// dollar per hour, 0 = not known; offset 0 = no type has that option here.
  std::array<std::uint32_t, kRates> rates{};
  std::uint32_t offers = 0;         ///< where the list of Offer begins
  List items;                       ///< of ItemPrice, by item
  std::uint32_t flags = 0;          ///< kEksFargate, ...
  std::uint32_t fargate_zones = 0;  ///< bit i = zone i; none = every zone
  std::uint32_t origin = 0;         ///< index of an Origin
};

struct ItemPrice {
  std::int64_t nanos = 0;  ///< billionths of a dollar per unit(item)
  std::uint32_t item = 0;  ///< Item
  std::uint32_t origin = 0;
};

inline constexpr std::uint32_t kDaemonSet = 1;
inline constexpr std::uint32_t kHostNetwork = 2;
inline constexpr std::uint32_t kOnlyWithEbs = 4;

struct AddOn {
  std::int64_t cpu_millis = 0;
  std::int64_t memory_bytes = 0;
  Text name;
  Text add_on;
  Text version;
  Text source;
  std::uint32_t replicas = 0;
  std::uint32_t flags = 0;  ///< kDaemonSet, ...
};

/// What may lie in a block: no padding, so that the same prices give the same bytes.
template <class Record>
inline constexpr bool kIsRecord =
    std::is_trivially_copyable_v<Record>&& std::has_unique_object_representations_v<Record>;

static_assert(kIsRecord<Header> && kIsRecord<Type> && kIsRecord<Origin> && kIsRecord<Region>);
static_assert(kIsRecord<Offer> && kIsRecord<ItemPrice> && kIsRecord<AddOn>);

}  // namespace eksplan::catalog::block
