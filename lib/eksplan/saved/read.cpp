#include "eksplan/saved/read.hpp"

#include <functional>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

constexpr std::string_view kHow = "write one with eksplan estimate ... -o json";

void about_file(const std::string& name, std::string message, diag::Diagnostics& found) {
  found.add({.severity = diag::Severity::error,
             .code = diag::kResultFormat,
             .at = {.file = name, .line = 0, .column = 0, .path = {}},
             .message = std::move(message),
             .hint = std::string(kHow),
             .excerpt = {}});
}

void about_root(const doc::Node& root, std::string message, diag::Diagnostics& found) {
  found.add({.severity = diag::Severity::error,
             .code = diag::kResultFormat,
             .at = root.where(),
             .message = std::move(message),
             .hint = std::string(kHow),
             .excerpt = root.excerpt()});
}

// The one thing that has to be right before anything else means something.
bool is_of_our_version(const doc::Node& root, diag::Diagnostics& found) {
  const auto version = root.is_mapping() ? root.find("schemaVersion") : std::nullopt;
  if (!version) {
    about_root(root, "this is not a result of eksplan: 'schemaVersion' is missing", found);
    return false;
  }
  if (version->kind() != doc::Kind::integer || version->text() != std::to_string(kSchemaVersion)) {
    found.add({.severity = diag::Severity::error,
               .code = diag::kResultFormat,
               .at = version->where(),
               .message = fmt::format("schema version '{}' is not one that this eksplan reads",
                                      base::shorten(version->raw(), 60)),
               .hint = fmt::format("it reads version {}", kSchemaVersion),
               .excerpt = version->excerpt()});
    return false;
  }
  return true;
}

Plan read_plan(const Fields& result, const Fields& summary) {
  Plan plan;
  plan.summary = read_summary(summary);
  plan.allocation = read_allocation(result);
  plan.groups = read_groups(result);
  plan.node_groups = read_node_groups(result);
  plan.nodes = read_nodes(result);
  plan.phases = read_phases(result);
  plan.costs = read_costs(result);
  plan.proof = read_proof(result);
  return plan;
}

Result read_result(const Fields& fields) {
  Result result;
  fields.required_object("tool", [&](const Fields& of) { result.tool = read_tool(of); });
  fields.required_object("context", [&](const Fields& of) { result.context = read_context(of); });
  result.workloads = read_workloads(fields);
  fields.required_object("summary", [&](const Fields& summary) {
    result.finding_counts = read_finding_counts(summary);
    if (summary.has("hourly") || fields.has("allocation")) {
      result.plan = read_plan(fields, summary);
    }
  });
  result.commitments = read_commitments(fields);
  result.autoscaling = read_autoscaling(fields);
  result.right_sizing = read_right_sizing(fields);
  result.usage_files = read_usage_files(fields);
  result.findings = read_findings(fields, "findings");
  result.gates = read_gates(fields);
  fields.required_each("assumptions", [&](const Fields& of) {
    result.assumptions.push_back({.id = of.required_text("id"), .text = of.required_text("text")});
  });
  fields.required_each("skipped", [&](const Fields& of) {
    result.skipped.push_back(
        {.kind = of.required_text("kind"), .count = of.required_count("count")});
  });
  result.unpriced = read_unpriced(fields);
  result.complete = fields.required_flag("complete");
  return result;
}

// The command that wrote it; empty where that cannot be told.
std::string_view command_of(const doc::Node& root) {
  const auto tool = root.find("tool");
  const auto command = tool && tool->is_mapping() ? tool->find("command") : std::nullopt;
  return command && command->kind() == doc::Kind::string ? command->text() : std::string_view{};
}

using Read = std::function<void(const doc::Node& root, diag::Diagnostics& found)>;

// Whether `text` is one JSON value of our version in which `read` finds nothing wrong.
bool read_document(const std::string& name, std::string_view text, diag::Diagnostics& found,
                   const Read& read) {
  const auto errors = found.error_count();
  const auto document = doc::read_json({name, text}, {}, found);
  if (found.error_count() != errors) {
    return false;
  }
  if (document.size() != 1) {
    about_file(name,
               document.size() == 0 ? "the file is empty"
                                    : fmt::format("the file holds {} JSON values, and a result is "
                                                  "one",
                                                  document.size()),
               found);
    return false;
  }
  const auto root = document.root(0);
  if (is_of_our_version(root, found)) {
    read(root, found);
  }
  return found.error_count() == errors;
}

}  // namespace

Tool read_tool(const Fields& fields) {
  fields.required_word("name", {"eksplan"});
  return {.version = fields.required_text("version"), .command = fields.required_text("command")};
}

std::optional<Result> read(const std::string& name, std::string_view text,
                           diag::Diagnostics& found) {
  Result result;
  const auto read_root = [&](const doc::Node& root, diag::Diagnostics& problems) {
    if (command_of(root) == "diff") {
      about_root(root, "this is a difference, and not a result by itself", problems);
    } else {
      result = read_result(Fields(root, problems));
    }
  };
  return read_document(name, text, found, read_root) ? std::optional(std::move(result))
                                                     : std::nullopt;
}

std::optional<Saved> read_any(const std::string& name, std::string_view text,
                              diag::Diagnostics& found) {
  Saved saved;
  const auto read_root = [&](const doc::Node& root, diag::Diagnostics& problems) {
    const auto command = command_of(root);
    if (command == "diff") {
      saved = read_difference(Fields(root, problems));
    } else if (command == "estimate" || command == "check" || command.empty()) {
      saved = read_result(Fields(root, problems));
    } else {
      about_root(
          root,
          fmt::format("this is what 'eksplan {}' writes, and not a result of estimate, check "
                      "or diff",
                      base::shorten(command, 60)),
          problems);
    }
  };
  return read_document(name, text, found, read_root) ? std::optional(std::move(saved))
                                                     : std::nullopt;
}

}  // namespace eksplan::saved
