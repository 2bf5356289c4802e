#include "eksplan/report/proof_json.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "eksplan/report/json_quote.hpp"

namespace eksplan::report {
namespace {

using plan::BoundProof;

template <class T>
std::string numbers(const std::vector<T>& list) {
  return fmt::format("[{}]", fmt::join(list, ", "));
}

std::string texts(const std::vector<std::string>& list) {
  std::vector<std::string> quotes;
  std::transform(list.begin(), list.end(), std::back_inserter(quotes), json_quoted);
  return numbers(quotes);
}

// A list with an element on each line.
template <class T, class Draw>
std::string lines(const std::vector<T>& list, Draw draw) {
  std::vector<std::string> rows;
  for (const auto& element : list) {
    rows.push_back("\n      " + draw(element));
  }
  return rows.empty() ? "[]" : fmt::format("[{}\n    ]", fmt::join(rows, ","));
}

std::string node_class(const BoundProof::NodeClass& node_class) {
  std::vector<std::string> labels;
  for (const auto& [key, value] : node_class.labels) {
    labels.push_back(json_quoted(key) + ": " + json_quoted(value));
  }
  return fmt::format("{{\"labels\": {{{}}}{}}}", fmt::join(labels, ", "),
                     node_class.zone.empty() ? "" : ", \"zone\": " + json_quoted(node_class.zone));
}

std::string_view name(BoundProof::Claim::Kind kind) {
  switch (kind) {
    case BoundProof::Claim::Kind::shares:
      return "shares";
    case BoundProof::Claim::Kind::search:
      return "search";
    case BoundProof::Claim::Kind::table:
      break;
  }
  return "table";
}

std::string claim(const BoundProof::Claim& claim) {
  const bool table = claim.kind == BoundProof::Claim::Kind::table;
  return fmt::format("{{\"by\": \"{}\", \"most\": {}, \"{}\": {}}}", name(claim.kind), claim.most,
                     table ? "grid" : "shares", numbers(table ? claim.grid : claim.shares));
}

std::string node_type(const BoundProof::NodeType& type) {
  auto text = fmt::format("{{\"instanceType\": {}, \"class\": {}, \"hourly\": {}, \"capacity\": {}",
                          json_quoted(type.instance_type), type.node_class, type.hourly,
                          numbers(type.capacity));
  if (type.claim) {
    text += ", \"claim\": " + claim(*type.claim);
  }
  if (type.dominated_by) {
    text += fmt::format(", \"dominatedBy\": {}", *type.dominated_by);
  }
  return text + "}";
}

std::string shape(const BoundProof::Shape& shape, const std::vector<std::string>& workloads) {
  auto text = fmt::format("{{\"pods\": {}, \"requests\": {}, \"classes\": {}", shape.pods,
                          numbers(shape.requests), numbers(shape.classes));
  if (shape.most_per_node) {
    text += fmt::format(", \"mostPerNode\": {}", *shape.most_per_node);
  }
  if (shape.fargate_hourly) {
    text += fmt::format(", \"fargateHourly\": {}", *shape.fargate_hourly);
  }
  return text + fmt::format(", \"worth\": {}, \"workloads\": {}}}", shape.worth, texts(workloads));
}

std::string conflicts(const BoundProof& proof) {
  std::vector<std::size_t> flat;
  for (const auto& [first, second] : proof.conflicts) {
    flat.push_back(first);
    flat.push_back(second);
  }
  return numbers(flat);
}

}  // namespace

std::string proof_json(const ProofRow& row) {
  const auto& proof = row.proof;
  auto workloads = row.workloads.begin();
  const std::vector<std::pair<std::string_view, std::string>> fields{
      {"certifiedHourly", row.certified_hourly.text()},
      {"resources", texts(proof.resources)},
      {"maxNodeGroups", std::to_string(proof.max_node_groups)},
      {"minNodes", std::to_string(proof.min_nodes)},
      {"shift", std::to_string(proof.shift)},
      {"nodeWorth", std::to_string(proof.node_worth)},
      {"nodeClasses", lines(proof.classes, node_class)},
      {"nodeTypes", lines(proof.types, node_type)},
      {"shapes", lines(proof.shapes, [&](const auto& of) { return shape(of, *workloads++); })},
      {"conflicts", conflicts(proof)}};
  std::vector<std::string> rows;
  for (const auto& [key, value] : fields) {
    rows.push_back(fmt::format("\n    \"{}\": {}", key, value));
  }
  return fmt::format("{{{}\n  }}", fmt::join(rows, ","));
}

}  // namespace eksplan::report
