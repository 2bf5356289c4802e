#include "eksplan/report/table_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::report {
namespace {

constexpr int kMoneyPlaces = 9;

template <std::size_t N>
std::string looked_up(const std::array<std::pair<std::string_view, std::string_view>, N>& words,
                      std::string_view key) {
  const auto* const found =
      std::find_if(words.begin(), words.end(), [&](const auto& row) { return row.first == key; });
  return std::string(found == words.end() ? key : found->second);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", whole_number(count), count == 1 ? one : several);
}

std::string where_pods_run(const Summary& summary) {
  std::vector<std::string> parts;
  const auto pods = [&](std::int64_t count) {
    return parts.empty() ? counted(count, "pod", "pods") : whole_number(count);
  };
  if (summary.pods_on_fargate > 0) {
    parts.push_back(pods(summary.pods_on_fargate) + " on Fargate");
  }
  if (summary.pods_on_nodes > 0 || summary.node_count > 0) {
    parts.push_back(fmt::format("{} on {}", pods(summary.pods_on_nodes),
                                counted(summary.node_count, "node", "nodes")));
  }
  if (summary.unplaced_pods > 0) {
    parts.push_back(pods(summary.unplaced_pods) + " nowhere");
  }
  return parts.empty() ? "no pods" : base::and_list(parts);
}

// Add-ons that the input does not hold are nobody's question.
std::string check_headline(const Result& result) {
  std::int64_t total = 0;
  std::int64_t eligible = 0;
  for (const auto& row : result.workloads) {
    total += row.added ? 0 : 1;
    eligible += !row.added && row.fargate.eligible ? 1 : 0;
  }
  if (total == 0) {
    return "no workloads";
  }
  if (total == 1) {
    return eligible == 1 ? "the workload can run on Fargate" : "the workload cannot run on Fargate";
  }
  if (eligible == total) {
    return fmt::format("all {} workloads can run on Fargate", whole_number(total));
  }
  return fmt::format("{} of {} workloads can run on Fargate; {} cannot",
                     eligible == 0 ? "none" : whole_number(eligible), whole_number(total),
                     whole_number(total - eligible));
}

}  // namespace

std::string whole_number(std::int64_t value) {
  return base::with_thousands(fmt::format("{}", value));
}

std::string dollars(units::Money money) {
  const auto cent = units::Money::from_nanos(10'000'000);
  if (money > units::Money{} && money < cent) {
    return "<0.01";
  }
  return base::with_thousands(money.text_with(2));
}

std::string hourly_dollars(units::Money money) {
  const auto nanos = money.nanos();
  const int digits = nanos >= 100'000'000 || nanos == 0 ? 3 : nanos >= 1'000'000 ? 5 : kMoneyPlaces;
  return "$" + base::with_thousands(money.text_with(digits));
}

std::string exact_dollars(units::Money money) {
  constexpr auto kCent = 10'000'000;
  return "$" + base::with_thousands(money.nanos() % kCent == 0 ? money.text_with(2) : money.text());
}

std::string percent(units::Decimal ratio) {
  return fmt::format(
      "{} %",
      base::decimal_text(base::div_half_up(ratio.billionths(), units::Decimal::kOne / 100), 0));
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string headline(const Result& result) {
  if (!result.summary) {
    return check_headline(result);
  }
  const auto& summary = *result.summary;
  return fmt::format("${} a month ({} an hour) in {}: {}",
                     base::with_thousands(summary.total.monthly.text_with(2)),
                     hourly_dollars(summary.total.hourly), result.context.region,
                     where_pods_run(summary));
}

namespace {

/// "at most 3.4 % above", rounded up, so that it holds.
std::string above_bound(units::Money hourly, units::Money bound) {
  const auto tenths = base::div_ceil((hourly - bound).nanos() * 1000, bound.nanos());
  return fmt::format("at most {} % above the cheapest plan possible",
                     base::decimal_text(tenths, 1));
}

}  // namespace

std::string proof(const Summary& summary) {
  if (!summary.gap) {
    return {};
  }
  const auto bound = summary.lower_bound_hourly;
  const auto packed = summary.packed_hourly;
  const auto headroom = summary.total.hourly - packed;
  if (headroom <= units::Money{}) {
    return summary.total.hourly <= bound
               ? "proven: no plan for these pods costs less"
               : above_bound(summary.total.hourly, bound) + " for these pods";
  }
  const auto share = base::div_half_up(headroom.nanos() * 1000, packed.nanos());
  return fmt::format(
      "packed tight it would be {} an hour, {}; {} % on top is room for the scheduler",
      hourly_dollars(packed),
      packed <= bound ? "and no plan costs less" : above_bound(packed, bound),
      base::decimal_text(share, 1));
}

std::string off_list(const Summary& summary) {
  if (!summary.list) {
    return {};
  }
  return fmt::format(
      "at list prices it would be ${} a month, ${} more",
      base::with_thousands(summary.list->monthly.text_with(2)),
      base::with_thousands((summary.list->monthly - summary.total.monthly).text_with(2)));
}

std::string week(const Result& result) {
  if (result.phases.size() < 2) {
    return {};
  }
  const auto dearest = std::ranges::max_element(result.phases, {}, &PhaseRow::hourly);
  return fmt::format("these are means of a week in {} phases; the dearest, {}, costs {} an hour",
                     result.phases.size(), dearest->name, hourly_dollars(dearest->hourly));
}

std::string replicas_title(const ReplicasRow& row, const Context& context) {
  return fmt::format("{}{}{}", row.replicas, row.replicas == context.replicas ? " (planned)" : "",
                     row.unplaced_pods == 0
                         ? ""
                         : fmt::format(", {} fit nowhere", whole_number(row.unplaced_pods)));
}

std::string incomplete(const Result& result) {
  std::vector<std::string> missing;
  const auto unplaced = result.summary ? result.summary->unplaced_pods : 0;
  if (unplaced > 0) {
    missing.push_back(counted(unplaced, "pod that fits nowhere", "pods that fit nowhere"));
  }
  if (!result.unpriced.empty()) {
    const auto count = static_cast<std::int64_t>(result.unpriced.size());
    missing.push_back(counted(count, "thing without a known price or amount",
                              "things without a known price or amount"));
  }
  if (missing.empty()) {
    missing.emplace_back("the parts of the input that are wrong");
  }
  return "incomplete: this leaves out " + base::and_list(missing);
}

std::string fargate_size_text(const WorkloadRow& row) {
  const bool is_on_fargate = row.placement && row.placement->target == "fargate";
  return is_on_fargate && row.fargate.size ? rules::size_text(*row.fargate.size) : "";
}

std::string zones_text(const std::vector<std::string>& zones) {
  if (zones.empty()) {
    return {};
  }
  const auto region = [](const std::string& zone) {
    return zone.substr(0, zone.empty() ? 0 : zone.size() - 1);
  };
  const bool is_one_region = std::all_of(zones.begin(), zones.end(), [&](const std::string& zone) {
    return !zone.empty() && region(zone) == region(zones.front());
  });
  if (!is_one_region) {
    return base::join(zones, ", ");
  }
  auto text = zones.front();
  for (std::size_t i = 1; i < zones.size(); ++i) {
    text += '/';
    text += zones[i].back();
  }
  return text;
}

std::string runs_on(const WorkloadRow& row) {
  if (!row.placement) {
    return {};
  }
  const auto& target = row.placement->target;
  if (target == "fargate") {
    return "Fargate";
  }
  if (target == "nodes") {
    return row.placement->group.empty() ? "nodes" : row.placement->group;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kWords{
      {{"daemonset", "every node"}, {"nowhere", "–"}, {"unplaced", "nowhere"}}};
  return looked_up(kWords, target);
}

std::string fargate_or_why_not(const WorkloadRow& row) {
  if (row.fargate.eligible) {
    return row.fargate.size ? rules::size_text(*row.fargate.size) : "yes";
  }
  const auto rules = why_not_fargate(row);
  return rules.empty() ? "no" : "no: " + rules;
}

std::string why_not_fargate(const WorkloadRow& row) {
  constexpr std::string_view kPrefix = "fargate-";
  std::vector<std::string> rules;
  for (const auto& rule : row.fargate.blocked_by) {
    rules.push_back(rule.starts_with(kPrefix) ? rule.substr(kPrefix.size()) : rule);
  }
  return base::join(rules, ", ");
}

std::string why(const WorkloadRow& row) {
  if (!row.placement) {
    return why_not_fargate(row);
  }
  const auto& placement = *row.placement;
  if (placement.reason == "blocked" && !row.fargate.blocked_by.empty()) {
    return why_not_fargate(row);
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWords{
      {{"requested", "asked for"},
       {"daemonset", "DaemonSet"},
       {"no-replicas", "0 replicas"},
       {"region", "no Fargate here"},
       {"does-not-fit", "fits nowhere"}}};
  return looked_up(kWords, placement.reason);
}

std::string item_title(const CostRow& row) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kTitles{
      {{"control-plane", "EKS control plane"},
       {"control-plane-extended", "EKS control plane, extended support"},
       {"fargate-vcpu", "Fargate CPU"},
       {"fargate-memory", "Fargate memory"},
       {"fargate-ephemeral", "Fargate ephemeral storage"},
       {"node", "nodes"},
       {"node-root-volume", "root volumes"},
       {"ebs-gp3-storage", "gp3 volumes"},
       {"ebs-gp2-storage", "gp2 volumes"},
       {"ebs-io1-storage", "io1 volumes"},
       {"ebs-io2-storage", "io2 volumes"},
       {"ebs-st1-storage", "st1 volumes"},
       {"ebs-sc1-storage", "sc1 volumes"},
       {"ebs-standard-storage", "magnetic volumes"},
       {"ebs-gp3-iops", "gp3 IOPS above 3000"},
       {"ebs-gp3-throughput", "gp3 throughput above 125 MB/s"},
       {"nat-gateway", "NAT gateways"},
       {"application-load-balancer", "Application Load Balancers"},
       {"network-load-balancer", "Network Load Balancers"},
       {"classic-load-balancer", "Classic Load Balancers"},
       {"public-ipv4", "public IPv4 addresses"}}};
  const auto title = looked_up(kTitles, row.item);
  return row.group.empty() ? title : fmt::format("{} of {}", title, row.group);
}

std::string unit_title(std::string_view unit) {
  return unit == "MBps-month" ? "per MB/s-month" : "per " + std::string(unit);
}

std::string group_title(std::string_view group_by) {
  constexpr std::string_view kLabel = "label:";
  constexpr std::string_view kAnnotation = "annotation:";
  if (group_by.starts_with(kLabel)) {
    return "Label " + std::string(group_by.substr(kLabel.size()));
  }
  if (group_by.starts_with(kAnnotation)) {
    return "Annotation " + std::string(group_by.substr(kAnnotation.size()));
  }
  return group_by == "kind" ? "Kind" : "Namespace";
}

std::string more(std::size_t count, std::string_view view) {
  return fmt::format("… {} more: --view {}", whole_number(static_cast<std::int64_t>(count)), view);
}

std::string workload_title(const WorkloadRow& row) {
  const auto name =
      row.id.namespace_name.empty() ? row.id.name : row.id.namespace_name + "/" + row.id.name;
  return row.added ? name + " *" : name;
}

}  // namespace eksplan::report
