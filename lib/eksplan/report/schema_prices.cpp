// The JSON Schemas of what the commands on prices print.

#include <string_view>

#include "eksplan/report/instances.hpp"
#include "eksplan/report/prices.hpp"

namespace eksplan::report {
namespace {

// Every object is open, as in a result.
constexpr std::string_view kPriceSet = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eksplan:schema:price-set:1",
  "title": "eksplan prices list",
  "description": "What a price set holds. A key whose value is not known is absent.",
  "type": "object",
  "required": ["schemaVersion", "prices", "regions"],
  "properties": {
    "schemaVersion": {"const": 1},
    "prices": {"$ref": "#/$defs/set"},
    "regions": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["region", "title", "eksFargate", "zones", "types", "typesByOption", "services"],
        "properties": {
          "region": {"type": "string"},
          "title": {"type": "string"},
          "eksFargate": {"description": "EKS sells Fargate there.", "type": "boolean"},
          "zones": {"$ref": "#/$defs/count"},
          "types": {"description": "Instance types with a price of any kind.", "$ref": "#/$defs/count"},
          "typesByOption": {
            "type": "object",
            "properties": {
              "onDemand": {"$ref": "#/$defs/count"},
              "windows": {"$ref": "#/$defs/count"},
              "spot": {"$ref": "#/$defs/count"},
              "reserved1yr": {"$ref": "#/$defs/count"},
              "reserved3yr": {"$ref": "#/$defs/count"},
              "savings1yr": {"$ref": "#/$defs/count"},
              "savings3yr": {"$ref": "#/$defs/count"}
            }
          },
          "services": {
            "description": "Everything else that has a price.",
            "type": "array",
            "items": {"type": "string"}
          },
          "oldest": {"description": "Date of a price: a year, a month or a day.", "type": "string"},
          "newest": {"type": "string"}
        }
      }
    }
  },
  "$defs": {
    "set": {
      "type": "object",
      "required": ["name", "effectiveDate", "sha256"],
      "properties": {
        "name": {"description": "builtin, or the folder.", "type": "string"},
        "effectiveDate": {"description": "Of the newest price.", "type": "string"},
        "sha256": {"type": "string"}
      }
    },
    "count": {"type": "integer", "minimum": 0}
  }
}
)json";

constexpr std::string_view kPrices = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eksplan:schema:prices:1",
  "title": "eksplan prices show",
  "description": "Prices of a region with their dates and sources. A key whose value is not known is absent.",
  "type": "object",
  "required": ["schemaVersion", "prices", "region", "types", "items"],
  "properties": {
    "schemaVersion": {"const": 1},
    "prices": {
      "type": "object",
      "required": ["name", "effectiveDate", "sha256"],
      "properties": {
        "name": {"description": "builtin, or the folder.", "type": "string"},
        "effectiveDate": {"description": "Of the newest price.", "type": "string"},
        "sha256": {"type": "string"}
      }
    },
    "region": {
      "type": "object",
      "required": ["name", "title", "eksFargate", "zones"],
      "properties": {
        "name": {"type": "string"},
        "title": {"type": "string"},
        "eksFargate": {"description": "EKS sells Fargate there.", "type": "boolean"},
        "zones": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "fargate"],
            "properties": {
              "name": {"type": "string"},
              "id": {"type": "string"},
              "fargate": {"type": "boolean"}
            }
          }
        }
      }
    },
    "types": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "prices"],
        "properties": {
          "name": {"type": "string"},
          "prices": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["option", "usd", "unit"],
              "properties": {
                "option": {"enum": ["on-demand", "windows", "spot", "reserved-1yr", "reserved-3yr", "savings-1yr",
                                    "savings-3yr"]},
                "usd": {"$ref": "#/$defs/money"},
                "unit": {"const": "hour"},
                "asOf": {"$ref": "#/$defs/date"},
                "source": {"type": "string"},
                "spotKind": {"enum": ["region-average", "advisor-estimate", "zone-mean"]}
              }
            }
          },
          "spotInterruption": {"enum": ["<5%", "5-10%", "10-15%", "15-20%", ">20%"]},
          "zones": {"description": "Where it is offered.", "type": "array", "items": {"type": "string"}}
        }
      }
    },
    "items": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "usd", "unit", "asOf", "source"],
        "properties": {
          "name": {"type": "string"},
          "usd": {"$ref": "#/$defs/money"},
          "unit": {"type": "string"},
          "asOf": {"$ref": "#/$defs/date"},
          "source": {"type": "string"}
        }
      }
    }
  },
  "$defs": {
    "money": {"description": "US dollars, exact to 9 decimal places.", "type": "number"},
    "date": {"description": "A year, a month or a day.", "type": "string"}
  }
}
)json";

constexpr std::string_view kInstances = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eksplan:schema:instances:1",
  "title": "eksplan instances",
  "description": "Instance types with what a node leaves to pods and what it costs. A key whose value is not known is absent.",
  "type": "object",
  "required": ["schemaVersion", "prices", "region", "purchase", "monthHours", "instances", "notShown", "unpriced"],
  "properties": {
    "schemaVersion": {"const": 1},
    "prices": {
      "type": "object",
      "required": ["name", "effectiveDate", "sha256"],
      "properties": {
        "name": {"description": "builtin, or the folder.", "type": "string"},
        "effectiveDate": {"description": "Of the newest price.", "type": "string"},
        "sha256": {"type": "string"}
      }
    },
    "region": {"type": "string"},
    "purchase": {"enum": ["on-demand", "spot", "reserved-1yr", "reserved-3yr", "savings-1yr", "savings-3yr"]},
    "monthHours": {"$ref": "#/$defs/count"},
    "instances": {"type": "array", "items": {"$ref": "#/$defs/instance"}},
    "notShown": {"description": "Types that --top leaves out.", "$ref": "#/$defs/count"},
    "unpriced": {
      "description": "Types of the region that meet every filter and have no known price of this kind.",
      "$ref": "#/$defs/count"
    }
  },
  "$defs": {
    "instance": {
      "type": "object",
      "required": ["instanceType", "arch", "vcpu", "memoryMib", "gpus", "neuronAccelerators", "currentGeneration",
                   "bareMetal", "burstable", "allocatable", "hourly", "monthly"],
      "properties": {
        "instanceType": {"type": "string"},
        "arch": {"enum": ["amd64", "arm64"]},
        "vcpu": {"$ref": "#/$defs/count"},
        "memoryMib": {"description": "Nominal.", "$ref": "#/$defs/count"},
        "gpus": {"$ref": "#/$defs/count"},
        "gpuManufacturer": {"type": "string"},
        "neuronAccelerators": {"$ref": "#/$defs/count"},
        "currentGeneration": {"type": "boolean"},
        "bareMetal": {"type": "boolean"},
        "burstable": {"type": "boolean"},
        "allocatable": {
          "description": "What a node leaves to pods.",
          "type": "object",
          "required": ["cpuMillicores", "memoryBytes", "pods", "memoryMeasured"],
          "properties": {
            "cpuMillicores": {"$ref": "#/$defs/count"},
            "memoryBytes": {"$ref": "#/$defs/count"},
            "pods": {"$ref": "#/$defs/count"},
            "memoryMeasured": {"description": "false: an estimate, 7.5 % below nominal.", "type": "boolean"}
          }
        },
        "hourly": {"$ref": "#/$defs/money"},
        "monthly": {"$ref": "#/$defs/money"},
        "hourlyPerVcpu": {"description": "Of an allocatable one.", "$ref": "#/$defs/money"},
        "hourlyPerGib": {"description": "Of an allocatable one.", "$ref": "#/$defs/money"},
        "asOf": {"description": "Date of the price: a year, a month or a day.", "type": "string"},
        "spotKind": {"enum": ["region-average", "advisor-estimate", "zone-mean"]},
        "spotInterruption": {"enum": ["<5%", "5-10%", "10-15%", "15-20%", ">20%"]},
        "zones": {"type": "array", "items": {"type": "string"}},
        "podsThatFit": {"description": "With --fits: on one node.", "$ref": "#/$defs/count"},
        "hourlyPerPod": {"$ref": "#/$defs/money"}
      }
    },
    "count": {"type": "integer", "minimum": 0},
    "money": {"description": "US dollars, exact to 9 decimal places.", "type": "number"}
  }
}
)json";

}  // namespace

std::string_view price_set_schema() {
  return kPriceSet;
}

std::string_view prices_schema() {
  return kPrices;
}

std::string_view instances_schema() {
  return kInstances;
}

}  // namespace eksplan::report
