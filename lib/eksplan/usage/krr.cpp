#include "eksplan/usage/krr.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/usage/json_figures.hpp"

namespace eksplan::usage {
namespace {

// The text with blanks for what stands before `begin`, so that places stay right.
std::string without_preamble(std::string_view text, std::size_t begin) {
  std::string rest(text);
  for (std::size_t i = 0; i < begin; ++i) {
    rest[i] = rest[i] == '\n' ? '\n' : ' ';
  }
  return rest;
}

// A number, an amount as Kubernetes writes it, or "?" and null where krr knows nothing.
template <class Parse>
auto figure_at(const doc::Fields& fields, std::string_view path, Parse parse)
    -> std::optional<std::decay_t<decltype(*parse(std::string_view{}))>> {
  const auto value = fields.find(path);
  if (!value || (value->is_scalar() && value->text() == "?")) {
    return std::nullopt;
  }
  return fields.parsed_at(*value, parse, diag::kUsageValue);
}

// Floats may be written with an exponent or more digits than an amount has; hand-made files have
// amounts with a suffix.
base::Parsed<units::NanoCpu> parse_cores_or_amount(std::string_view text) {
  const auto cores = parse_cores(text);
  return cores ? cores : parse_cpu(text);
}

base::Parsed<units::Bytes> parse_bytes_or_amount(std::string_view text) {
  const auto bytes = parse_bytes(text);
  return bytes ? bytes : parse_memory(text);
}

std::int64_t living_pods(const doc::Fields& object) {
  const auto pods = object.find("pods");
  std::int64_t living = 0;
  for (std::size_t i = 0; pods && pods->is_sequence() && i < pods->size(); ++i) {
    const auto deleted = pods->at(i).find("deleted");
    living += deleted && deleted->text() == "true" ? 0 : 1;
  }
  return living;
}

void read_scan(const Input& in, const doc::Node& scan, model::UsageSeries& into) {
  const doc::Fields fields(scan, in.problems.pending());
  const auto object = fields.mapping("object");
  if (!object) {
    if (in.problems.pass_on()) {
      doc::report(in.problems.pending(), scan, diag::kUsageValue, "'object' is missing",
                  "a scan of krr names the workload under object");
      in.problems.pass_on();
    }
    return;
  }
  const doc::Fields of(*object, in.problems.pending());
  model::UsageRow row;
  row.line = scan.position().line;
  row.cluster = text_at(*object, "cluster");
  row.namespace_name = of.required_string("namespace").value_or("");
  row.owner_kind = of.required_string("kind").value_or("");
  row.owner_name = of.required_string("name").value_or("");
  row.container = of.required_string("container").value_or("");
  row.pods = living_pods(of);
  row.requested = {figure_at(of, "allocations.requests.cpu", parse_cores_or_amount),
                   figure_at(of, "allocations.requests.memory", parse_bytes_or_amount)};
  row.recommended = {figure_at(fields, "recommended.requests.cpu.value", parse_cores_or_amount),
                     figure_at(fields, "recommended.requests.memory.value", parse_bytes_or_amount)};
  if (in.problems.pass_on()) {
    into.rows.push_back(std::move(row));
  }
}

}  // namespace

std::size_t krr_json_begin(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    if (line == "{" || line == "{\r") {
      return begin;
    }
    begin = end + 1;
  }
  return std::string_view::npos;
}

void read_krr(const Input& in, model::UsageSeries& into) {
  into.format = model::UsageFormat::krr_json;
  into.span = model::UsageSpan::spread;
  const auto first = in.file.text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  const bool is_json = first != std::string_view::npos && in.file.text[first] == '{';
  const auto begin = is_json ? std::string_view::npos : krr_json_begin(in.file.text);
  const auto text =
      begin == std::string_view::npos ? std::string() : without_preamble(in.file.text, begin);
  const auto document = text.empty() ? read_documents(in) : read_documents(in, text);
  for (std::size_t i = 0; i < document.size(); ++i) {
    const doc::Fields fields(document.root(i), in.problems.pending());
    const auto scans = fields.sequence("scans");
    in.problems.pass_on();
    if (scans) {
      for_each_element(*scans, in, [&](const doc::Node& scan) { read_scan(in, scan, into); });
    }
  }
}

}  // namespace eksplan::usage
