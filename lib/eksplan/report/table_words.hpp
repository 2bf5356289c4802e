#pragma once
/// What the table writer says to people, and other formats for people too. Private to this room.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

std::string whole_number(std::int64_t value);  ///< "1,234"
std::string dollars(units::Money money);       ///< "1,234.50"; "<0.01" for what is less than a cent
std::string hourly_dollars(units::Money money);  ///< "$0.169": more digits the smaller it is
std::string exact_dollars(units::Money money);   ///< "$0.04048", "$0.10"
std::string percent(units::Decimal ratio);       ///< "91 %"

std::string capitalised(std::string text);  ///< its first letter

std::string headline(const Result& result);
std::string proof(
    const Summary& summary);  ///< how near to the cheapest plan; empty when nothing is known
std::string off_list(const Summary& summary);  ///< what discounts save; empty when there are none
std::string week(const Result& result);  ///< its dearest part; empty when it has but one
std::string replicas_title(const ReplicasRow& row, const Context& context);
std::string incomplete(const Result& result);                   ///< what the totals leave out
std::string zones_text(const std::vector<std::string>& zones);  ///< "us-east-1a/b"
std::string fargate_size_text(
    const WorkloadRow& row);  ///< "0.25 vCPU / 0.5 GB"; empty when it does not run there
std::string runs_on(const WorkloadRow& row);
std::string why(const WorkloadRow& row);
std::string why_not_fargate(const WorkloadRow& row);
std::string fargate_or_why_not(
    const WorkloadRow& row);  ///< "0.25 vCPU / 0.5 GB", or "no: privileged, volume-ebs"
std::string item_title(const CostRow& row);     ///< "gp3 volumes", "nodes of general"
std::string unit_title(std::string_view unit);  ///< "per GB-month"
std::string group_title(std::string_view group_by);
std::string more(std::size_t count, std::string_view view);

/// "shop/cart", with a mark when it is an add-on that the input does not hold.
std::string workload_title(const WorkloadRow& row);
inline constexpr std::string_view kAddOnNote =
    "* not in the input: an add-on that EKS clusters run";

}  // namespace eksplan::report
