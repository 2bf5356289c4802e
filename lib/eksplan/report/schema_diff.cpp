#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "eksplan/report/diff.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

using Json = nlohmann::ordered_json;

// Definitions that are not here are those of a result. Every object is open, as there.
constexpr std::string_view kDiffSchema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eksplan:schema:diff:1",
  "title": "eksplan diff",
  "description": "What changed between two results, what it costs and why. A key whose value is not known is absent.",
  "type": "object",
  "required": ["schemaVersion", "tool", "context", "base", "head", "hourlyDelta", "monthlyDelta", "changes", "shared",
               "bill", "newFindings", "goneFindings", "gates", "complete"],
  "properties": {
    "schemaVersion": {"const": 1},
    "tool": {
      "type": "object",
      "required": ["name", "version", "command"],
      "properties": {
        "name": {"const": "eksplan"},
        "version": {"type": "string"},
        "command": {"const": "diff"}
      }
    },
    "context": {"description": "Both sides were planned with it.", "$ref": "#/$defs/context"},
    "base": {"$ref": "#/$defs/side"},
    "head": {"$ref": "#/$defs/side"},
    "hourlyDelta": {"description": "head.summary.hourly - base.summary.hourly", "$ref": "#/$defs/delta"},
    "monthlyDelta": {"$ref": "#/$defs/delta"},
    "changes": {
      "description": "Workloads that are on one side only, ask for something else or run elsewhere.",
      "type": "array",
      "items": {"$ref": "#/$defs/change"}
    },
    "shared": {
      "description": "Money that moved without the workload that pays it having changed; with changes it adds up to the total.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "hourlyDelta", "monthlyDelta"],
        "properties": {
          "name": {"enum": ["unchangedWorkloads", "idle", "overhead", "fixed"]},
          "hourlyDelta": {"$ref": "#/$defs/delta"},
          "monthlyDelta": {"$ref": "#/$defs/delta"}
        }
      }
    },
    "bill": {
      "description": "Lines of the bill that differ; they add up to the total too.",
      "type": "array",
      "items": {"$ref": "#/$defs/billLine"}
    },
    "newFindings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    "goneFindings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    "gates": {"type": "array", "items": {"$ref": "#/$defs/gate"}},
    "complete": {"description": "Both sides are.", "type": "boolean"}
  },
  "$defs": {
    "delta": {"description": "US dollars, exact to 9 decimal places; below 0: it got cheaper.", "type": "number"},
    "side": {
      "type": "object",
      "required": ["summary", "complete"],
      "properties": {
        "summary": {"$ref": "#/$defs/summary"},
        "complete": {
          "description": "All of the input was read, every pod has a place and everything has a price.",
          "type": "boolean"
        }
      }
    },
    "change": {
      "type": "object",
      "required": ["workload", "change", "hourlyDelta", "monthlyDelta", "why"],
      "properties": {
        "workload": {"description": "namespace/Kind/name", "type": "string"},
        "object": {"$ref": "#/$defs/object"},
        "change": {"enum": ["added", "removed", "changed"]},
        "before": {"$ref": "#/$defs/changedWorkload"},
        "after": {"$ref": "#/$defs/changedWorkload"},
        "hourlyDelta": {"$ref": "#/$defs/delta"},
        "monthlyDelta": {"$ref": "#/$defs/delta"},
        "why": {"type": "array", "minItems": 1, "items": {"type": "string"}}
      }
    },
    "changedWorkload": {
      "type": "object",
      "required": ["replicas", "requests"],
      "properties": {}
    },
    "billLine": {
      "type": "object",
      "required": ["category", "item", "unit", "quantityBefore", "quantityAfter", "hourlyDelta", "monthlyDelta"],
      "properties": {
        "category": {"enum": ["controlPlane", "fargate", "nodes", "storage", "network"]},
        "item": {"type": "string"},
        "group": {"type": "string"},
        "detail": {"type": "string"},
        "unit": {"enum": []},
        "quantityBefore": {"type": "number", "minimum": 0},
        "quantityAfter": {"type": "number", "minimum": 0},
        "hourlyDelta": {"$ref": "#/$defs/delta"},
        "monthlyDelta": {"$ref": "#/$defs/delta"}
      }
    }
  }
}
)json";

void find_references(const Json& json, std::vector<std::string>& names) {
  constexpr std::string_view kPrefix = "#/$defs/";
  for (const auto& [key, value] : json.items()) {
    if (key == "$ref" && value.is_string()) {
      names.push_back(value.get<std::string>().substr(kPrefix.size()));
    } else if (value.is_structured()) {
      find_references(value, names);
    }
  }
}

// What the schema refers to and does not define.
void add_definitions(const Json& known, Json& schema) {
  auto& defined = schema["$defs"];
  std::vector<std::string> names;
  find_references(schema, names);
  while (!names.empty()) {
    const auto name = names.back();
    names.pop_back();
    if (!defined.contains(name)) {
      defined[name] = known.at(name);
      find_references(defined[name], names);
    }
  }
}

}  // namespace

std::string diff_schema() {
  const auto result = Json::parse(result_schema());
  const auto& known = result["$defs"];
  auto schema = Json::parse(kDiffSchema);
  // A workload of a difference has these as a workload of a result has them.
  for (const auto* const key : {"file", "line", "added", "replicas", "requests", "images",
                                "placement", "hourly", "monthly"}) {
    schema["$defs"]["changedWorkload"]["properties"][key] = known["workload"]["properties"][key];
  }
  schema["$defs"]["billLine"]["properties"]["unit"] = known["cost"]["properties"]["unit"];
  add_definitions(known, schema);
  return schema.dump(2) + '\n';
}

}  // namespace eksplan::report
