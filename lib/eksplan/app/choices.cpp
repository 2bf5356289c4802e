#include "eksplan/app/choices.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::app {
namespace {

/// A word and what it means.
template <class T>
using Choice = std::pair<std::string_view, T>;

constexpr std::array<Choice<plan::PlacementMode>, 4> kPlacements{
    {{"cheapest", plan::PlacementMode::cheapest},
     {"fargate", plan::PlacementMode::fargate},
     {"nodes", plan::PlacementMode::nodes},
     {"profiles", plan::PlacementMode::profiles}}};

constexpr std::array<Choice<model::Purchase>, 6> kPurchaseChoices{
    {{"on-demand", model::Purchase::on_demand},
     {"spot", model::Purchase::spot},
     {"reserved-1yr", model::Purchase::reserved_1yr},
     {"reserved-3yr", model::Purchase::reserved_3yr},
     {"savings-1yr", model::Purchase::savings_1yr},
     {"savings-3yr", model::Purchase::savings_3yr}}};

constexpr std::array<Choice<demand::ReplicaChoice>, 4> kReplicaChoices{
    {{"spec", demand::ReplicaChoice::spec},
     {"min", demand::ReplicaChoice::min},
     {"max", demand::ReplicaChoice::max},
     {"expected", demand::ReplicaChoice::expected}}};

constexpr std::array<Choice<schedule::Dialect>, 3> kDialects{
    {{"hjacobs", schedule::Dialect::hjacobs},
     {"py", schedule::Dialect::py},
     {"go", schedule::Dialect::go}}};

constexpr std::array<Choice<Effort>, 3> kEfforts{
    {{"quick", Effort::quick}, {"normal", Effort::normal}, {"max", Effort::max}}};

constexpr std::array<Choice<Format>, 7> kFormats{{{"table", Format::table},
                                                  {"json", Format::json},
                                                  {"csv", Format::csv},
                                                  {"tsv", Format::tsv},
                                                  {"markdown", Format::markdown},
                                                  {"sarif", Format::sarif},
                                                  {"junit", Format::junit}}};

constexpr std::array<Choice<model::Architecture>, 2> kArchitectures{
    {{"amd64", model::Architecture::amd64}, {"arm64", model::Architecture::arm64}}};

constexpr std::array<Choice<model::FindingSeverity>, 3> kSeverities{
    {{"block", model::FindingSeverity::block},
     {"warn", model::FindingSeverity::warn},
     {"cost", model::FindingSeverity::cost}}};

constexpr std::array<Choice<model::ClusterUse>, 10> kClusterUses{
    {{"custom-cni", model::ClusterUse::custom_cni},
     {"dedicated-hosts", model::ClusterUse::dedicated_hosts},
     {"bottlerocket", model::ClusterUse::bottlerocket},
     {"custom-ami", model::ClusterUse::custom_ami},
     {"ssh", model::ClusterUse::ssh},
     {"kubelet-arguments", model::ClusterUse::kubelet_arguments},
     {"zonal-shift", model::ClusterUse::zonal_shift},
     {"cost-tags", model::ClusterUse::cost_tags},
     {"tenant-isolation", model::ClusterUse::tenant_isolation},
     {"public-pod-addresses", model::ClusterUse::public_pod_addresses}}};

constexpr std::array<Choice<PlainFormat>, 2> kPlainFormats{
    {{"table", PlainFormat::table}, {"json", PlainFormat::json}}};

constexpr std::array<Choice<RuleListFormat>, 3> kRuleListFormats{
    {{"table", RuleListFormat::table},
     {"json", RuleListFormat::json},
     {"markdown", RuleListFormat::markdown}}};

template <class T>
std::vector<std::string_view> words_of(std::span<const Choice<T>> choices) {
  std::vector<std::string_view> words;
  for (const auto& choice : choices) {
    words.push_back(choice.first);
  }
  return words;
}

template <class T>
base::Fault unknown_word(std::string_view text, std::span<const Choice<T>> choices) {
  const auto words = words_of(choices);
  const auto near = base::nearest(text, words);
  return base::Fault{fmt::format("'{}' is not one of {}", text, fmt::join(words, ", ")),
                     near ? fmt::format("did you mean {}?", *near) : ""};
}

template <class T, std::size_t N>
base::Parsed<T> choose(std::string_view text, const std::array<Choice<T>, N>& choices) {
  for (const auto& choice : choices) {
    if (choice.first == text) {
      return choice.second;
    }
  }
  return unknown_word(text, std::span<const Choice<T>>(choices));
}

template <class T, std::size_t N>
std::string_view word_of(T value, const std::array<Choice<T>, N>& choices) {
  for (const auto& choice : choices) {
    if (choice.second == value) {
      return choice.first;
    }
  }
  return {};
}

}  // namespace

base::Parsed<plan::PlacementMode> parse_placement(std::string_view text) {
  return choose(text, kPlacements);
}

base::Parsed<model::Purchase> parse_purchase(std::string_view text) {
  if (text == "fargate-spot") {
    return base::Fault{"EKS has no Fargate Spot: only ECS has",
                       "write spot for nodes; pods on Fargate are then priced on demand"};
  }
  return choose(text, kPurchaseChoices);
}

base::Parsed<catalog::Buying> parse_buying(std::string_view text) {
  const auto comma = text.find(',');
  const auto colon = text.find(':');
  if (comma == std::string_view::npos && colon == std::string_view::npos) {
    const auto all = parse_purchase(text);
    return all ? base::Parsed<catalog::Buying>(catalog::Buying{*all, std::nullopt}) : all.fault();
  }
  const base::Fault fault{fmt::format("'{}' is not a mix of two ways to buy nodes", text),
                          "write the first with its percent from 1 to 99, and the other, such as "
                          "on-demand:30,spot"};
  if (colon == std::string_view::npos || comma == std::string_view::npos || comma < colon) {
    return fault;
  }
  const auto first = parse_purchase(text.substr(0, colon));
  const auto second = parse_purchase(text.substr(comma + 1));
  if (!first || !second) {
    return first ? second.fault() : first.fault();
  }
  constexpr std::int64_t kAll = 100;
  const auto percent = base::parse_decimal(text.substr(colon + 1, comma - colon - 1), 0);
  if (!percent || *percent < 1 || *percent >= kAll || *first == *second) {
    return fault;
  }
  return catalog::Buying{
      *first, catalog::OtherPurchase{*second, kAll - static_cast<std::int64_t>(*percent)}};
}

base::Parsed<catalog::TypeBuying> parse_type_buying(std::string_view text) {
  const auto equals = text.find('=');
  const bool for_types = equals != std::string_view::npos;
  const auto types = text.substr(0, for_types ? equals : 0);
  if (for_types && types.empty()) {
    return base::Fault{fmt::format("'{}' names no instance types", text),
                       "write a name or a glob before the =, such as r*=reserved-3yr"};
  }
  const auto buying = parse_buying(for_types ? text.substr(equals + 1) : text);
  return buying ? base::Parsed<catalog::TypeBuying>({std::string(types), *buying}) : buying.fault();
}

base::Parsed<demand::ReplicaChoice> parse_replica_choice(std::string_view text) {
  return choose(text, kReplicaChoices);
}

base::Parsed<schedule::Dialect> parse_dialect(std::string_view text) {
  return choose(text, kDialects);
}

base::Parsed<schedule::TimeSpec> parse_uptime(std::string_view text) {
  return schedule::parse_time_spec(text);
}

base::Parsed<std::string> parse_downscaler_kind(std::string_view text) {
  const auto& kinds = schedule::downscaler_kinds();
  if (std::find(kinds.begin(), kinds.end(), text) != kinds.end()) {
    return std::string(text);
  }
  const auto near = base::nearest(text, kinds);
  return base::Fault{fmt::format("'{}' is not one of {}", text, fmt::join(kinds, ", ")),
                     near ? fmt::format("did you mean {}?", *near) : ""};
}

base::Parsed<Effort> parse_effort(std::string_view text) {
  return choose(text, kEfforts);
}

base::Parsed<Format> parse_format(std::string_view text) {
  return choose(text, kFormats);
}

base::Parsed<plan::HeadroomWish> parse_headroom(std::string_view text) {
  if (text == "auto") {
    return plan::HeadroomWish{};
  }
  std::int64_t percent = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
  if (error != std::errc{} || stop != text.data() + text.size() || percent < 0 || percent > 90) {
    return base::Fault{fmt::format("'{}' is not headroom", text),
                       "write auto, or percent of each node from 0 to 90"};
  }
  return plan::HeadroomWish{.percent = percent};
}

std::string headroom_text(const plan::HeadroomWish& wish) {
  return wish.percent ? std::to_string(*wish.percent) : "auto";
}

base::Parsed<std::vector<model::Architecture>> parse_architectures(std::string_view text) {
  std::vector<model::Architecture> architectures;
  for (const auto word : base::split(text, ',')) {
    const auto one = choose(base::trim(word), kArchitectures);
    if (!one) {
      return one.fault();
    }
    architectures.push_back(*one);
  }
  std::sort(architectures.begin(), architectures.end());
  architectures.erase(std::unique(architectures.begin(), architectures.end()), architectures.end());
  return architectures;
}

base::Parsed<model::ClusterUse> parse_cluster_use(std::string_view text) {
  return choose(text, kClusterUses);
}

std::string cluster_use_words() {
  return fmt::format(
      "{}", fmt::join(words_of(std::span<const Choice<model::ClusterUse>>(kClusterUses)), ", "));
}

base::Parsed<PlainFormat> parse_plain_format(std::string_view text) {
  return choose(text, kPlainFormats);
}

base::Parsed<RuleListFormat> parse_rule_list_format(std::string_view text) {
  return choose(text, kRuleListFormats);
}

base::Parsed<OutputRequest> parse_output_request(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals + 1 == text.size()) {
    return base::Fault{fmt::format("'{}' names no file", text),
                       "write a format and a file, such as json=plan.json"};
  }
  const auto format = parse_format(text.substr(0, equals));
  if (!format) {
    return format.fault();
  }
  return OutputRequest{*format, std::string(text.substr(equals + 1))};
}

base::Parsed<FailOn> parse_fail_on(std::string_view text) {
  if (text == "never") {
    return FailOn{};
  }
  const auto severity = choose(text, kSeverities);
  if (!severity) {
    return base::Fault{fmt::format("'{}' is not one of block, warn, cost, never", text),
                       severity.fault().hint};
  }
  return FailOn{*severity};
}

std::string_view name(plan::PlacementMode mode) {
  return word_of(mode, kPlacements);
}

std::string_view name(demand::ReplicaChoice choice) {
  return word_of(choice, kReplicaChoices);
}

std::string_view name(Effort effort) {
  return word_of(effort, kEfforts);
}

}  // namespace eksplan::app
