#include "eksplan/catalog/terms.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::int64_t kWhole = 1'000'000;
constexpr int kPlaces = 4;
constexpr int kFinestPlaces = 9;

constexpr std::array<std::string_view, kServices> kNames{
    "ec2", "fargate", "eks", "ebs", "efs", "elb", "vpc", "cloudwatch", "data-transfer"};

}  // namespace

std::string_view name(Service service) {
  return kNames[static_cast<std::size_t>(service)];
}

std::string service_words() {
  return base::join(std::vector<std::string>(kNames.begin(), kNames.end()), ", ");
}

std::string text_of(const Discount& discount) {
  return fmt::format("{}={}", name(discount.service), percent_text(discount.millionths));
}

std::string percent_text(std::int64_t millionths) {
  return base::decimal_text(millionths, kPlaces);
}

std::optional<std::int64_t> parse_percent(std::string_view text) {
  constexpr int kFiner = 100'000;  // read to nine places, to see whether there are too many
  const auto percent = base::parse_decimal(text, kFinestPlaces);
  if (!percent || *percent <= 0 || *percent >= kWhole * kFiner || *percent % kFiner != 0) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*percent / kFiner);
}

std::string text_of(const Buying& buying) {
  constexpr std::int64_t kAll = 100;
  return buying.other
             ? fmt::format("{}:{},{}", model::name(buying.purchase), kAll - buying.other->percent,
                           model::name(buying.other->purchase))
             : std::string(model::name(buying.purchase));
}

base::Parsed<Discount> parse_discount(std::string_view text) {
  const auto equals = text.find('=');
  const auto wanted = text.substr(0, equals);
  const auto* const found = std::ranges::find(kNames, wanted);
  if (found == kNames.end()) {
    const auto near = base::nearest(wanted, kNames);
    return base::Fault{
        fmt::format("'{}' is not a service with a discount", wanted),
        near ? fmt::format("did you mean '{}'?", *near) : "the services are " + service_words()};
  }
  const auto percent =
      equals == std::string_view::npos ? std::nullopt : parse_percent(text.substr(equals + 1));
  if (!percent) {
    return base::Fault{
        fmt::format("'{}' is not a discount", text),
        "write a service and percent above 0 and below 100, with at most four places, such as "
        "fargate=12.5"};
  }
  return Discount{static_cast<Service>(std::distance(kNames.begin(), found)), *percent};
}

units::Money less(units::Money list, std::int64_t millionths) {
  return units::Money::from_nanos(base::mul_div_half_up(list.nanos(), kWhole - millionths, kWhole));
}

Service service_of(Item item) {
  switch (item) {
    case Item::control_plane:
    case Item::control_plane_extended:
    case Item::control_plane_tier_xl:
    case Item::control_plane_tier_2xl:
    case Item::control_plane_tier_4xl:
    case Item::control_plane_tier_8xl:
    case Item::auto_mode_fee:
      return Service::eks;
    case Item::fargate_vcpu:
    case Item::fargate_memory:
    case Item::fargate_ephemeral:
    case Item::fargate_savings_1yr_no_upfront:
    case Item::fargate_savings_1yr_partial_upfront:
    case Item::fargate_savings_1yr_all_upfront:
    case Item::fargate_savings_3yr_no_upfront:
    case Item::fargate_savings_3yr_partial_upfront:
    case Item::fargate_savings_3yr_all_upfront:
      return Service::fargate;
    case Item::ebs_gp3_storage:
    case Item::ebs_gp2_storage:
    case Item::ebs_io1_storage:
    case Item::ebs_io2_storage:
    case Item::ebs_st1_storage:
    case Item::ebs_sc1_storage:
    case Item::ebs_standard_storage:
    case Item::ebs_gp3_iops:
    case Item::ebs_gp3_throughput:
    case Item::ebs_io1_iops:
    case Item::ebs_io2_iops:
    case Item::ebs_snapshot_storage:
      return Service::ebs;
    case Item::efs_standard_storage:
    case Item::efs_infrequent_access_storage:
    case Item::efs_infrequent_access_elastic_storage:
    case Item::efs_archive_storage:
    case Item::efs_one_zone_storage:
    case Item::efs_one_zone_infrequent_access_storage:
    case Item::efs_elastic_read:
    case Item::efs_elastic_write:
    case Item::efs_provisioned_throughput:
      return Service::efs;
    case Item::application_load_balancer:
    case Item::application_load_balancer_lcu:
    case Item::network_load_balancer:
    case Item::network_load_balancer_lcu:
    case Item::classic_load_balancer:
    case Item::classic_load_balancer_data:
      return Service::elb;
    case Item::nat_gateway:
    case Item::nat_gateway_data:
    case Item::interface_endpoint:
    case Item::interface_endpoint_data:
    case Item::public_ipv4:
    case Item::public_ipv4_idle:
      return Service::vpc;
    case Item::logs_ingestion:
    case Item::logs_ingestion_infrequent_access:
    case Item::logs_storage:
      return Service::cloudwatch;
    case Item::data_transfer_internet_first_10tb:
    case Item::data_transfer_internet_next_40tb:
    case Item::data_transfer_internet_next_100tb:
    case Item::data_transfer_internet_over_150tb:
    case Item::data_transfer_cross_zone:
    case Item::data_transfer_other_region:
      break;
  }
  return Service::data_transfer;
}

}  // namespace eksplan::catalog
