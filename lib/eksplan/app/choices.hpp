#pragma once
/// The words that options take, and what they mean. A fault names the words there are and the
/// nearest one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/app/list_rules.hpp"
#include "eksplan/app/verify_result.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/schedule/downscaler.hpp"

namespace eksplan::app {

base::Parsed<plan::PlacementMode> parse_placement(std::string_view text);
base::Parsed<model::Purchase> parse_purchase(std::string_view text);

/// "spot", or "on-demand:30,spot": 30 % of the nodes on demand and the rest Spot.
base::Parsed<catalog::Buying> parse_buying(std::string_view text);

/// "r*=reserved-3yr", or without a glob for all types.
base::Parsed<catalog::TypeBuying> parse_type_buying(std::string_view text);
base::Parsed<demand::ReplicaChoice> parse_replica_choice(std::string_view text);
base::Parsed<schedule::Dialect> parse_dialect(std::string_view text);
base::Parsed<schedule::TimeSpec> parse_uptime(std::string_view text);

/// A kind in the downscaler's words: "statefulsets".
base::Parsed<std::string> parse_downscaler_kind(std::string_view text);

base::Parsed<Effort> parse_effort(std::string_view text);
base::Parsed<Format> parse_format(std::string_view text);

/// "auto", or a whole number of percent from 0 to 90.
base::Parsed<plan::HeadroomWish> parse_headroom(std::string_view text);
std::string headroom_text(const plan::HeadroomWish& wish);  ///< "auto", "10"

/// "amd64", "arm64" or both with a comma; in the order of the enumeration, each once.
base::Parsed<std::vector<model::Architecture>> parse_architectures(std::string_view text);

/// "custom-cni", "dedicated-hosts" ...: see model::ClusterUse.
base::Parsed<model::ClusterUse> parse_cluster_use(std::string_view text);
std::string cluster_use_words();  ///< all that it takes: "custom-cni, dedicated-hosts, ..."

base::Parsed<PlainFormat> parse_plain_format(std::string_view text);
base::Parsed<RuleListFormat> parse_rule_list_format(std::string_view text);

/// "json=plan.json".
base::Parsed<OutputRequest> parse_output_request(std::string_view text);

/// "block", "warn", "cost", or "never" for nothing.
struct FailOn {
  std::optional<model::FindingSeverity> severity;
};

base::Parsed<FailOn> parse_fail_on(std::string_view text);

std::string_view name(plan::PlacementMode mode);
std::string_view name(demand::ReplicaChoice choice);
std::string_view name(Effort effort);

}  // namespace eksplan::app
