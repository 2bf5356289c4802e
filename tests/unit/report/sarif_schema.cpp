#include "sarif_schema.hpp"

namespace eksplan::report {
namespace {

constexpr std::string_view kSchema = R"json({
  "type": "object",
  "required": ["version", "runs"],
  "additionalProperties": false,
  "properties": {
    "$schema": {"type": "string", "format": "uri"},
    "version": {"enum": ["2.1.0"]},
    "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}}
  },
  "$defs": {
    "run": {
      "type": "object",
      "required": ["tool"],
      "additionalProperties": false,
      "properties": {
        "tool": {
          "type": "object",
          "required": ["driver"],
          "additionalProperties": false,
          "properties": {"driver": {"$ref": "#/$defs/toolComponent"}}
        },
        "invocations": {"type": "array", "items": {"$ref": "#/$defs/invocation"}},
        "originalUriBaseIds": {
          "type": "object",
          "additionalProperties": {"$ref": "#/$defs/artifactLocation"}
        },
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": {"$ref": "#/$defs/result"}}
      }
    },
    "toolComponent": {
      "type": "object",
      "required": ["name"],
      "additionalProperties": false,
      "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "semanticVersion": {"type": "string"},
        "informationUri": {"type": "string", "format": "uri"},
        "rules": {
          "type": "array",
          "uniqueItems": true,
          "items": {"$ref": "#/$defs/reportingDescriptor"}
        }
      }
    },
    "reportingDescriptor": {
      "type": "object",
      "required": ["id"],
      "additionalProperties": false,
      "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": {"$ref": "#/$defs/multiformatMessageString"},
        "fullDescription": {"$ref": "#/$defs/multiformatMessageString"},
        "help": {"$ref": "#/$defs/multiformatMessageString"},
        "helpUri": {"type": "string", "format": "uri"},
        "defaultConfiguration": {
          "type": "object",
          "additionalProperties": false,
          "properties": {"level": {"$ref": "#/$defs/level"}}
        },
        "properties": {"$ref": "#/$defs/propertyBag"}
      }
    },
    "multiformatMessageString": {
      "type": "object",
      "required": ["text"],
      "additionalProperties": false,
      "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}
    },
    "propertyBag": {
      "type": "object",
      "properties": {
        "tags": {"type": "array", "uniqueItems": true, "items": {"type": "string"}}
      }
    },
    "level": {"enum": ["none", "note", "warning", "error"]},
    "invocation": {
      "type": "object",
      "required": ["executionSuccessful"],
      "additionalProperties": false,
      "properties": {"executionSuccessful": {"type": "boolean"}}
    },
    "result": {
      "type": "object",
      "required": ["message"],
      "additionalProperties": false,
      "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": {"$ref": "#/$defs/level"},
        "message": {
          "type": "object",
          "required": ["text"],
          "additionalProperties": false,
          "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}
        },
        "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
          "type": "array",
          "uniqueItems": true,
          "items": {"$ref": "#/$defs/suppression"}
        }
      }
    },
    "location": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "physicalLocation": {
          "type": "object",
          "required": ["artifactLocation"],
          "additionalProperties": false,
          "properties": {
            "artifactLocation": {"$ref": "#/$defs/artifactLocation"},
            "region": {"$ref": "#/$defs/region"}
          }
        },
        "logicalLocations": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "name": {"type": "string"},
              "fullyQualifiedName": {"type": "string"},
              "kind": {"type": "string"}
            }
          }
        }
      }
    },
    "artifactLocation": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "uri": {"type": "string", "format": "uri-reference"},
        "uriBaseId": {"type": "string"}
      }
    },
    "region": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1}
      }
    },
    "suppression": {
      "type": "object",
      "required": ["kind"],
      "additionalProperties": false,
      "properties": {
        "kind": {"enum": ["inSource", "external"]},
        "status": {"enum": ["accepted", "underReview", "rejected"]},
        "justification": {"type": "string"}
      }
    }
  }
})json";

}  // namespace

std::string_view sarif_schema() {
  return kSchema;
}

}  // namespace eksplan::report
