#include "offer_file.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "eksplan/model/instance_type.hpp"

namespace eksplan::bench {
namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 20U;
constexpr std::int64_t kBytesOfVariant = 3900;  // as in AWS's list of us-east-1

struct Kind {
  std::string_view system;
  std::string_view tenancy;
  std::string_view software;
  std::string_view operation;
  std::string_view capacity;
  std::string_view usage;
};

// The first is the plain one; the others take turns.
constexpr std::array kKinds{
    Kind{"Linux", "Shared", "NA", "RunInstances", "Used", "BoxUsage"},
    Kind{"Windows", "Shared", "NA", "RunInstances:0002", "Used", "BoxUsage"},
    Kind{"Linux", "Dedicated", "NA", "RunInstances", "Used", "DedicatedUsage"},
    Kind{"Linux", "Shared", "SQL Ent", "RunInstances:0100", "Used", "BoxUsage"},
    Kind{"RHEL", "Shared", "NA", "RunInstances:0010", "Used", "BoxUsage"},
    Kind{"SUSE", "Shared", "NA", "RunInstances:000g", "Used", "BoxUsage"},
    Kind{"Linux", "Shared", "NA", "RunInstances", "UnusedCapacityReservation", "UnusedBox"},
    Kind{"Linux", "Shared", "NA", "RunInstances", "AllocatedCapacityReservation", "Reservation"},
    Kind{"Windows", "Dedicated", "SQL Web", "RunInstances:0202", "Used", "DedicatedUsage"},
    Kind{"Linux", "Host", "NA", "RunInstances", "AllocatedHost", "HostBoxUsage"},
};

struct Reservation {
  std::string_view code;
  std::string_view length;
  std::string_view offering;
  std::string_view payment;
  std::int64_t percent;  // of the on-demand price
};

constexpr std::array kReservations{
    Reservation{"4NA7Y494T4", "1yr", "standard", "No Upfront", 64},
    Reservation{"HU7G6KETJZ", "1yr", "standard", "Partial Upfront", 60},
    Reservation{"6QCMYABX3D", "1yr", "standard", "All Upfront", 59},
    Reservation{"BPH4J8HBKS", "3yr", "standard", "No Upfront", 44},
    Reservation{"38NPMPTW36", "3yr", "standard", "Partial Upfront", 41},
    Reservation{"NQ3QZPMQV9", "3yr", "standard", "All Upfront", 38},
    Reservation{"7NE97W5U4E", "1yr", "convertible", "No Upfront", 72},
    Reservation{"VJWZNREJX2", "1yr", "convertible", "All Upfront", 68},
    Reservation{"Z2E3P23VKM", "3yr", "convertible", "No Upfront", 54},
    Reservation{"MZU6U2429S", "3yr", "convertible", "All Upfront", 47},
};

/// Text with the layout of AWS's files, or without any.
class Writer {
 public:
  Writer(std::FILE* to, bool compact) : to_(to), compact_(compact) {}

  void open(std::string_view key) {
    begin(key);
    text_ += '{';
    ++depth_;
    first_ = true;
  }

  void close() {
    --depth_;
    first_ = false;
    new_line();
    text_ += '}';
    flush(depth_ == 0 ? 0 : kFlushAt);
  }

  void member(std::string_view key, std::string_view value) {
    begin(key);
    fmt::format_to(std::back_inserter(text_), "\"{}\"", value);
  }

  void raw(std::string_view key, std::string_view value) {
    begin(key);
    text_ += value;
  }

  bool is_good() const { return good_; }

 private:
  void begin(std::string_view key) {
    if (depth_ == 0) {
      return;
    }
    if (!first_) {
      text_ += ',';
    }
    first_ = false;
    new_line();
    fmt::format_to(std::back_inserter(text_), "\"{}\"{}", key, compact_ ? ":" : " : ");
  }

  void new_line() {
    if (!compact_) {
      text_ += '\n';
      text_.append(2 * depth_, ' ');
    }
  }

  void flush(std::size_t at) {
    if (text_.size() > at) {
      good_ = std::fwrite(text_.data(), 1, text_.size(), to_) == text_.size() && good_;
      text_.clear();
    }
  }

  std::FILE* to_;
  std::string text_;
  std::size_t depth_ = 0;
  bool compact_;
  bool first_ = true;
  bool good_ = true;
};

/// One product of the list.
struct Variant {
  std::size_t type;
  std::int64_t number;

  const Kind& kind() const {
    return number == 0 ? kKinds[0]
                       : kKinds[1 + static_cast<std::size_t>(number - 1) % (kKinds.size() - 1)];
  }
};

std::string sku_of(const Variant& variant) {
  constexpr std::string_view kLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ7";
  auto mixed = (static_cast<std::uint64_t>(variant.type) << 32U) +
               static_cast<std::uint64_t>(variant.number) + 1;
  std::string sku;
  for (int i = 0; i < 16; ++i) {
    mixed = mixed * 6364136223846793005U + 1442695040888963407U;
    sku += kLetters[mixed >> 59U];
  }
  return sku;
}

/// Goes over the products of a region in their order, once for each part of the list.
class OfferFile {
 public:
  OfferFile(const catalog::Catalogue& catalogue, const OfferSize& size, std::FILE* to)
      : catalogue_(&catalogue), size_(size), out_(to, size.compact) {
    for (std::size_t i = 0; i < catalogue.type_count(); ++i) {
      if (catalogue.hourly(i, model::Purchase::on_demand)) {
        sold_.push_back(i);
      }
    }
  }

  bool write() {
    out_.open("");
    out_.member("formatVersion", "v1.0");
    out_.member("disclaimer", "This list is made up for measuring; its prices are not AWS's.");
    out_.member("offerCode", "AmazonEC2");
    out_.member("version", "20261116160258");
    out_.member("publicationDate", "2026-11-16T16:02:58Z");
    out_.open("products");
    each([&](const Variant& variant) { product(variant); });
    out_.close();
    out_.open("terms");
    out_.open("OnDemand");
    each([&](const Variant& variant) { on_demand(variant); });
    out_.close();
    out_.open("Reserved");
    each([&](const Variant& variant) {
      if (variant.number % 4 == 0) {
        reserved(variant);
      }
    });
    out_.close();
    out_.close();
    out_.close();
    return out_.is_good();
  }

 private:
  template <class Visit>
  void each(Visit visit) {
    for (std::int64_t number = 0; number < size_.variants; ++number) {
      for (const auto type : sold_) {
        visit(Variant{type, number});
      }
    }
  }

  units::Money price(const Variant& variant) const {
    const auto plain = catalogue_->hourly(variant.type, model::Purchase::on_demand)->hourly();
    const auto kind = &variant.kind() - kKinds.data();
    return units::Money::from_nanos(plain.nanos() + kind * 1'000'000);
  }

  void attributes(const Variant& variant, const model::InstanceType& type) {
    const auto& kind = variant.kind();
    const auto member = [&](std::string_view key, std::string_view value) {
      out_.member(key, value);
    };
    const auto vcpu = std::to_string(type.vcpu);
    const auto memory = fmt::format("{} GiB", type.memory_mib / 1024);
    member("servicecode", "AmazonEC2");
    member("location", catalogue_->region().title);
    member("locationType", "AWS Region");
    member("instanceType", type.name);
    member("currentGeneration", type.current_generation ? "Yes" : "No");
    member("instanceFamily", "General purpose");
    member("vcpu", vcpu);
    member("physicalProcessor", "Intel Xeon Platinum 8175 (Skylake)");
    member("clockSpeed", "3.1 GHz");
    member("memory", memory);
    member("storage", "EBS only");
    member("networkPerformance", "Up to 10 Gigabit");
    member("processorArchitecture", "64-bit");
    member("tenancy", kind.tenancy);
    member("operatingSystem", kind.system);
    member("licenseModel", "No License required");
    member("usagetype", fmt::format("{}:{}", kind.usage, type.name));
    member("operation", kind.operation);
    member("availabilityzone", "NA");
    member("capacitystatus", kind.capacity);
    member("classicnetworkingsupport", "false");
    member("dedicatedEbsThroughput", "Up to 2120 Mbps");
    member("ecu", "10");
    member("enhancedNetworkingSupported", "Yes");
    member("gpuMemory", "NA");
    member("instancesku", sku_of({variant.type, 0}));
    member("intelAvx2Available", "Yes");
    member("intelAvxAvailable", "Yes");
    member("intelTurboAvailable", "Yes");
    member("marketoption", "OnDemand");
    member("normalizationSizeFactor", "4");
    member("preInstalledSw", kind.software);
    member("processorFeatures", "Intel AVX; Intel AVX2; Intel AVX512; Intel Turbo");
    member("regionCode", catalogue_->region().name);
    member("servicename", "Amazon Elastic Compute Cloud");
    member("vpcnetworkingsupport", "true");
  }

  void product(const Variant& variant) {
    const auto type = catalogue_->type(variant.type);
    const auto sku = sku_of(variant);
    out_.open(sku);
    out_.member("sku", sku);
    out_.member("productFamily",
                type.bare_metal ? "Compute Instance (bare metal)" : "Compute Instance");
    out_.open("attributes");
    attributes(variant, type);
    out_.close();
    out_.close();
  }

  void dimension(std::string_view code, std::string_view unit, units::Money amount) {
    out_.open(code);
    out_.member("rateCode", code);
    out_.member("description", "$0.096 per On Demand Linux m5.large Instance Hour");
    out_.member("beginRange", "0");
    out_.member("endRange", "Inf");
    out_.member("unit", unit);
    out_.open("pricePerUnit");
    out_.member("USD", amount.text_with(9) + "0");
    out_.close();
    out_.raw("appliesTo", "[ ]");
    out_.close();
  }

  void head(std::string_view sku, std::string_view term) {
    out_.open(fmt::format("{}.{}", sku, term));
    out_.member("offerTermCode", term);
    out_.member("sku", sku);
    out_.member("effectiveDate", "2026-01-01T00:00:00Z");
    out_.open("priceDimensions");
  }

  void on_demand(const Variant& variant) {
    const auto sku = sku_of(variant);
    out_.open(sku);
    head(sku, "JRTCKXETXF");
    dimension(fmt::format("{}.JRTCKXETXF.6YS6EN2CT7", sku), "Hrs", price(variant));
    out_.close();
    out_.raw("termAttributes", "{ }");
    out_.close();
    out_.close();
  }

  void reserved(const Variant& variant) {
    constexpr std::int64_t kYear = 8760;
    const auto sku = sku_of(variant);
    out_.open(sku);
    for (const auto& one : kReservations) {
      const auto hours = one.length == "1yr" ? kYear : 3 * kYear;
      const auto total =
          units::Money::from_nanos(price(variant).nanos() * hours * one.percent / 100);
      const bool upfront = one.payment == "All Upfront";
      head(sku, one.code);
      if (upfront) {
        dimension(fmt::format("{}.{}.2TG2D8R56U", sku, one.code), "Quantity", total);
      }
      dimension(fmt::format("{}.{}.6YS6EN2CT7", sku, one.code), "Hrs",
                upfront ? units::Money() : units::Money::from_nanos(total.nanos() / hours));
      out_.close();
      out_.open("termAttributes");
      out_.member("LeaseContractLength", one.length);
      out_.member("OfferingClass", one.offering);
      out_.member("PurchaseOption", one.payment);
      out_.close();
      out_.close();
    }
    out_.close();
  }

  const catalog::Catalogue* catalogue_;
  OfferSize size_;
  Writer out_;
  std::vector<std::size_t> sold_;
};

}  // namespace

bool write_offer(const catalog::Catalogue& catalogue, const OfferSize& size, std::FILE* to) {
  return OfferFile(catalogue, size, to).write();
}

std::int64_t variants_for(const catalog::Catalogue& catalogue, std::int64_t bytes) {
  std::int64_t sold = 0;
  for (std::size_t i = 0; i < catalogue.type_count(); ++i) {
    sold += catalogue.hourly(i, model::Purchase::on_demand) ? 1 : 0;
  }
  return std::max<std::int64_t>(1, bytes / (std::max<std::int64_t>(1, sold) * kBytesOfVariant));
}

}  // namespace eksplan::bench
