#include "eksplan/report/write.hpp"

namespace eksplan::report {

namespace {

// Every object is open: later versions of schema 1 may add keys, so a reader must not refuse them.
constexpr std::string_view kResultSchema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:eksplan:schema:result:1",
  "title": "eksplan result",
  "description": "What eksplan found out about a cluster. A key whose value is not known is absent.",
  "type": "object",
  "required": ["schemaVersion", "tool", "context", "summary", "workloads", "findings", "gates", "assumptions",
               "skipped", "unpriced", "complete"],
  "dependentRequired": {
    "allocation": ["groups", "nodeGroups", "nodes", "phases", "costs"]
  },
  "properties": {
    "schemaVersion": {"const": 1},
    "tool": {
      "type": "object",
      "required": ["name", "version", "command"],
      "properties": {
        "name": {"const": "eksplan"},
        "version": {"type": "string"},
        "command": {"type": "string"}
      }
    },
    "context": {"$ref": "#/$defs/context"},
    "summary": {"$ref": "#/$defs/summary"},
    "workloads": {"type": "array", "items": {"$ref": "#/$defs/workload"}},
    "allocation": {
      "description": "Where the money goes by the hour; the four add up to summary.hourly.",
      "type": "object",
      "required": ["workloads", "idle", "overhead", "fixed"],
      "properties": {
        "workloads": {"$ref": "#/$defs/money"},
        "idle": {"$ref": "#/$defs/money", "description": "Of the nodes: what no pod asked for."},
        "overhead": {"$ref": "#/$defs/money", "description": "Of the nodes: DaemonSets and what the kubelet keeps."},
        "fixed": {"$ref": "#/$defs/money", "description": "Control plane, NAT gateways, load balancers, shared volumes."}
      }
    },
    "groups": {"type": "array", "items": {"$ref": "#/$defs/group"}},
    "nodeGroups": {"type": "array", "items": {"$ref": "#/$defs/nodeGroup"}},
    "nodes": {"type": "array", "items": {"$ref": "#/$defs/node"}},
    "phases": {"type": "array", "items": {"$ref": "#/$defs/phase"}},
    "costs": {"type": "array", "items": {"$ref": "#/$defs/cost"}},
    "commitments": {"$ref": "#/$defs/commitments"},
    "autoscaling": {
      "description": "The whole with as many pods as autoscalers may run at least, are expected to, and may run at most.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["replicas", "pods", "nodeCount", "hourly", "monthly"],
        "properties": {
          "replicas": {"enum": ["spec", "min", "max", "expected"]},
          "pods": {"$ref": "#/$defs/count"},
          "unplacedPods": {"$ref": "#/$defs/count"},
          "nodeCount": {"$ref": "#/$defs/count"},
          "hourly": {"$ref": "#/$defs/money"},
          "monthly": {"$ref": "#/$defs/money"}
        }
      }
    },
    "usageFiles": {
      "description": "Files of measured usage, and how many of their rows belong to a workload.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["file", "format", "rows", "joined", "unjoined"],
        "properties": {
          "file": {"type": "string"},
          "format": {"type": "string"},
          "rows": {"$ref": "#/$defs/count"},
          "joined": {"$ref": "#/$defs/count"},
          "unjoined": {"type": "array", "items": {"type": "string"}, "description": "Some of the others, by name."}
        }
      }
    },
    "rightSizing": {"type": "array", "items": {"$ref": "#/$defs/rightSize"}},
    "proof": {"$ref": "#/$defs/proof"},
    "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    "gates": {"type": "array", "items": {"$ref": "#/$defs/gate"}},
    "assumptions": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["id", "text"],
        "properties": {"id": {"type": "string"}, "text": {"type": "string"}}
      }
    },
    "skipped": {
      "description": "Objects that run no pods, counted by kind.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["kind", "count"],
        "properties": {"kind": {"type": "string"}, "count": {"$ref": "#/$defs/count"}}
      }
    },
    "unpriced": {
      "description": "What costs money at a price or in an amount that is not known; in no total.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["item", "reason"],
        "properties": {"item": {"type": "string"}, "what": {"type": "string"}, "reason": {"type": "string"}}
      }
    },
    "complete": {
      "description": "All of the input was read, every pod has a place and everything has a price.",
      "type": "boolean"
    }
  },
  "$defs": {
    "money": {"description": "US dollars, exact to 9 decimal places.", "type": "number", "minimum": 0},
    "count": {"type": "integer", "minimum": 0},
    "ratio": {"type": "number", "minimum": 0},
    "extended": {
      "description": "Extended resources by name: nvidia.com/gpu.",
      "type": "object",
      "additionalProperties": {"$ref": "#/$defs/count"}
    },
    "context": {
      "type": "object",
      "required": ["currency", "monthHours"],
      "properties": {
        "region": {"type": "string"},
        "currency": {"const": "USD"},
        "monthHours": {"type": "integer", "minimum": 1},
        "limitsProfile": {"type": "string"},
        "placement": {"enum": ["cheapest", "fargate", "nodes", "profiles"]},
        "headroom": {"type": "string"},
        "effort": {"enum": ["quick", "normal", "max"], "description": "How long the solver improved the plan."},
        "sizeBy": {"enum": ["requests", "usage", "recommended", "max"]},
        "replicas": {"enum": ["spec", "min", "max", "expected"]},
        "schedule": {"type": "string", "description": "Uptime of workloads without an annotation that says when they are up."},
        "purchase": {"$ref": "#/$defs/purchase"},
        "groupBy": {"type": "string", "pattern": "^(namespace|kind|label:.+|annotation:.+)$"},
        "choices": {
          "description": "Options of other than their default values that the plan rests on, by name.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "value"],
            "properties": {"name": {"type": "string"}, "value": {"type": "string"}}
          }
        },
        "prices": {
          "type": "object",
          "required": ["name"],
          "properties": {
            "name": {"type": "string"},
            "effectiveDate": {"type": "string"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}
          }
        }
      }
    },
    "purchase": {
      "description": "on-demand, spot, reserved-1yr, reserved-3yr, savings-1yr or savings-3yr; a mix is on-demand:30,spot: 30 % of the nodes and the rest.",
      "type": "string",
      "pattern": "^(on-demand|spot|(reserved|savings)-[13]yr)(:[0-9]{1,2},(on-demand|spot|(reserved|savings)-[13]yr))?$"
    },
    "severity": {"enum": ["block", "warn", "cost", "note"]},
    "summary": {
      "type": "object",
      "required": ["findings"],
      "dependentRequired": {
        "hourly": ["monthly", "peakHourly", "packedHourly", "lowerBoundHourly", "byCategory", "pods", "nodeCount"]
      },
      "properties": {
        "hourly": {"$ref": "#/$defs/money"},
        "monthly": {"$ref": "#/$defs/money"},
        "listHourly": {"$ref": "#/$defs/money", "description": "At list prices; only where discounts or savings plans take something off."},
        "listMonthly": {"$ref": "#/$defs/money"},
        "peakHourly": {"$ref": "#/$defs/money"},
        "packedHourly": {"$ref": "#/$defs/money"},
        "lowerBoundHourly": {"$ref": "#/$defs/money", "description": "No arrangement of the same pods costs less."},
        "gap": {"type": "number", "description": "hourly / lowerBoundHourly - 1, to six places."},
        "packedGap": {"type": "number"},
        "bound": {"type": "string", "description": "What proves the bound: fluid, column-generation, node-count, optimal; phases: each phase of the week is optimal by itself."},
        "solverSteps": {"type": "integer", "minimum": 0, "description": "The effort spent: places for pods that were looked at, on nodes to be packed and in replays of the scheduler. The same on every machine."},
        "byCategory": {
          "type": "object",
          "required": ["controlPlane", "fargate", "nodes", "storage", "network"],
          "additionalProperties": {"$ref": "#/$defs/money"}
        },
        "pods": {
          "type": "object",
          "required": ["fargate", "nodes", "unplaced"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "nodeCount": {"$ref": "#/$defs/count"},
        "findings": {
          "type": "object",
          "description": "ignored ones are counted apart, where there are any.",
          "required": ["block", "warn", "cost", "note"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        }
      }
    },
    "fargateSize": {
      "type": "object",
      "required": ["vcpu", "memoryGib"],
      "properties": {"vcpu": {"$ref": "#/$defs/ratio"}, "memoryGib": {"$ref": "#/$defs/ratio"}}
    },
    "workload": {
      "type": "object",
      "required": ["id", "kind", "name", "replicas", "requests", "fargate"],
      "properties": {
        "id": {"type": "string", "description": "namespace/Kind/name"},
        "namespace": {"type": "string"},
        "kind": {"type": "string"},
        "name": {"type": "string"},
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "added": {"type": "boolean", "description": "Not in the input: an add-on that every EKS cluster runs."},
        "replicas": {
          "type": "object",
          "required": ["min", "expected", "max"],
          "properties": {
            "min": {"$ref": "#/$defs/count"},
            "expected": {"$ref": "#/$defs/count", "description": "Planned."},
            "max": {"$ref": "#/$defs/count"}
          }
        },
        "overhead": {
          "description": "Of the pod's runtime class: in the requests, and nothing to Fargate.",
          "type": "object",
          "required": ["cpuMillicores", "memoryBytes"],
          "properties": {
            "cpuMillicores": {"$ref": "#/$defs/count"},
            "memoryBytes": {"$ref": "#/$defs/count"}
          }
        },
        "images": {"description": "Of its containers, in their order.", "type": "array", "items": {"type": "string"}},
        "requests": {
          "description": "Of one pod, as the scheduler counts them.",
          "type": "object",
          "required": ["cpuMillicores", "memoryBytes", "ephemeralBytes"],
          "properties": {
            "cpuMillicores": {"$ref": "#/$defs/count"},
            "memoryBytes": {"$ref": "#/$defs/count"},
            "ephemeralBytes": {"$ref": "#/$defs/count"},
            "extended": {"$ref": "#/$defs/extended"}
          }
        },
        "usage": {"$ref": "#/$defs/measured", "description": "Of one pod, the mean of those that were measured."},
        "fargate": {
          "type": "object",
          "required": ["eligible", "blockedBy"],
          "properties": {
            "eligible": {"type": "boolean"},
            "vcpu": {"$ref": "#/$defs/ratio"},
            "memoryGib": {"$ref": "#/$defs/ratio"},
            "hourlyPerPod": {"$ref": "#/$defs/money"},
            "blockedBy": {"type": "array", "items": {"type": "string"}},
            "profile": {"type": "string", "description": "The Fargate profile that selects its pods."},
            "current": {
              "$ref": "#/$defs/fargateSize",
              "description": "The size that AWS has for it, where only the profile's own limit refuses it."
            }
          }
        },
        "placement": {
          "type": "object",
          "required": ["target"],
          "properties": {
            "target": {"enum": ["fargate", "nodes", "daemonset", "nowhere", "unplaced"]},
            "group": {"type": "string"},
            "reason": {"type": "string"},
            "unplacedPods": {"type": "integer", "minimum": 1},
            "nearestMiss": {"type": "string"}
          }
        },
        "hourly": {"$ref": "#/$defs/money"},
        "monthly": {"$ref": "#/$defs/money"},
        "overheadHourly": {"$ref": "#/$defs/money", "description": "DaemonSets: their part of allocation.overhead."}
      }
    },
    "group": {
      "description": "Cost of workloads rolled up by context.groupBy; without a name those that have none.",
      "type": "object",
      "required": ["workloads", "pods", "hourly", "monthly"],
      "properties": {
        "name": {"type": "string"},
        "workloads": {"$ref": "#/$defs/count"},
        "pods": {"$ref": "#/$defs/count"},
        "hourly": {"$ref": "#/$defs/money"},
        "monthly": {"$ref": "#/$defs/money"}
      }
    },
    "nodeGroup": {
      "type": "object",
      "required": ["name", "instanceType", "purchase", "count", "zones", "labels", "taints", "hourlyPerNode", "hourly",
                   "monthly", "allocatable", "utilization"],
      "properties": {
        "name": {"type": "string"},
        "instanceType": {"type": "string"},
        "purchase": {"$ref": "#/$defs/purchase"},
        "count": {"$ref": "#/$defs/count", "description": "In the dearest phase of the week."},
        "minCount": {"$ref": "#/$defs/count"},
        "maxCount": {"$ref": "#/$defs/count"},
        "zones": {"type": "array", "items": {"type": "string"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "taints": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["key", "effect"],
            "properties": {
              "key": {"type": "string"},
              "value": {"type": "string"},
              "effect": {"enum": ["NoSchedule", "PreferNoSchedule", "NoExecute"]}
            }
          }
        },
        "hourlyPerNode": {"$ref": "#/$defs/money", "description": "The instance alone, without its root volume."},
        "hourly": {"$ref": "#/$defs/money"},
        "monthly": {"$ref": "#/$defs/money"},
        "nominal": {
          "description": "What AWS says the instance type has: shares of a node's price are parts of it.",
          "type": "object",
          "required": ["vcpu", "memoryMib"],
          "properties": {"vcpu": {"$ref": "#/$defs/count"}, "memoryMib": {"$ref": "#/$defs/count"}}
        },
        "allocatable": {
          "description": "Of one node, for pods.",
          "type": "object",
          "required": ["cpuMillicores", "memoryBytes", "pods"],
          "properties": {
            "cpuMillicores": {"$ref": "#/$defs/count"},
            "memoryBytes": {"$ref": "#/$defs/count"},
            "ephemeralBytes": {"$ref": "#/$defs/count"},
            "pods": {"$ref": "#/$defs/count"},
            "memoryMeasured": {"type": "boolean", "description": "false: 7.5 % below the nominal size is assumed."},
            "extended": {"$ref": "#/$defs/extended"}
          }
        },
        "utilization": {
          "description": "Requested / allocatable over all nodes of the group.",
          "type": "object",
          "required": ["cpu", "memory"],
          "properties": {"cpu": {"$ref": "#/$defs/ratio"}, "memory": {"$ref": "#/$defs/ratio"}}
        }
      }
    },
    "podsOf": {
      "type": "object",
      "required": ["workload", "count"],
      "properties": {"workload": {"type": "string"}, "count": {"$ref": "#/$defs/count"}}
    },
    "node": {
      "description": "count equal nodes; pods are those of each.",
      "type": "object",
      "required": ["group", "count", "pods"],
      "properties": {
        "group": {"type": "string"},
        "count": {"type": "integer", "minimum": 1},
        "zone": {"type": "string"},
        "pods": {"type": "array", "items": {"$ref": "#/$defs/podsOf"}},
        "daemonPods": {"type": "array", "items": {"$ref": "#/$defs/podsOf"}}
      }
    },
    "phase": {
      "description": "All parts of a week with the same pods. summary.hourly is the mean of hourly by hoursPerWeek, to the last digit. With several phases workloads, nodeGroups and nodes show the dearest one.",
      "type": "object",
      "required": ["name", "hoursPerWeek", "hourly", "nodeCount"],
      "properties": {
        "name": {"type": "string"},
        "hoursPerWeek": {"type": "number", "minimum": 0, "maximum": 168},
        "hourly": {"$ref": "#/$defs/money"},
        "nodeCount": {"$ref": "#/$defs/count"},
        "nodeGroups": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "count"],
            "properties": {"name": {"type": "string"}, "count": {"$ref": "#/$defs/count"}}
          }
        },
        "workloads": {
          "description": "Pods that have a place, of the workloads whose number of pods changes in the week.",
          "type": "array",
          "items": {"$ref": "#/$defs/podsOf"}
        }
      }
    },
    "cost": {
      "description": "quantity x unitPrice; a price by the month is divided by 730 hours. Of a week of several phases both quantity and money are means, each rounded by itself.",
      "type": "object",
      "required": ["category", "item", "quantity", "unit", "unitPrice", "hourly", "monthly"],
      "properties": {
        "category": {"enum": ["controlPlane", "fargate", "nodes", "storage", "network"]},
        "item": {"type": "string"},
        "workload": {"type": "string"},
        "group": {"type": "string"},
        "detail": {"type": "string"},
        "quantity": {"type": "number", "minimum": 0},
        "unit": {"enum": ["hour", "vCPU-hour", "GB-hour", "GB-month", "IOPS-month", "MBps-month"]},
        "unitPrice": {"$ref": "#/$defs/money"},
        "listUnitPrice": {"$ref": "#/$defs/money", "description": "Only where less is paid."},
        "hourly": {"$ref": "#/$defs/money"},
        "monthly": {"$ref": "#/$defs/money"}
      }
    },
    "counts": {"type": "array", "items": {"$ref": "#/$defs/count"}},
    "proof": {
      "description": "Why nothing costs less than certifiedHourly; eksplan verify checks it. docs/verify.md tells how.",
      "type": "object",
      "required": ["certifiedHourly", "resources", "maxNodeGroups", "minNodes", "shift", "nodeWorth", "nodeClasses",
                   "nodeTypes", "shapes"],
      "properties": {
        "certifiedHourly": {"$ref": "#/$defs/money", "description": "lowerBoundHourly, or less where only a solver says so."},
        "resources": {"type": "array", "items": {"type": "string"}},
        "maxNodeGroups": {"$ref": "#/$defs/count", "description": "0: no limit."},
        "minNodes": {"$ref": "#/$defs/count"},
        "shift": {"$ref": "#/$defs/count", "description": "Worths, most and shares are nano-dollars times 2^shift."},
        "nodeWorth": {"$ref": "#/$defs/count"},
        "nodeClasses": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["labels"],
            "properties": {
              "labels": {"type": "object", "additionalProperties": {"type": "string"}},
              "zone": {"type": "string"}
            }
          }
        },
        "nodeTypes": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["instanceType", "class", "hourly", "capacity"],
            "properties": {
              "instanceType": {"type": "string"},
              "class": {"$ref": "#/$defs/count"},
              "hourly": {"$ref": "#/$defs/money", "description": "With its root volume."},
              "capacity": {"$ref": "#/$defs/counts", "description": "By resource, less the DaemonSets' pods."},
              "claim": {
                "description": "Why no such node holds pods worth more than most.",
                "type": "object",
                "required": ["by", "most"],
                "properties": {
                  "by": {"enum": ["shares", "search", "table"]},
                  "most": {"$ref": "#/$defs/count"},
                  "shares": {"$ref": "#/$defs/counts"},
                  "grid": {"$ref": "#/$defs/counts", "description": "Two resources and the unit of each."}
                }
              },
              "dominatedBy": {"$ref": "#/$defs/count", "description": "A node type that is better in everything."}
            }
          }
        },
        "shapes": {
          "description": "Pods that the packing cannot tell apart.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["pods", "requests", "classes", "worth", "workloads"],
            "properties": {
              "pods": {"$ref": "#/$defs/count"},
              "requests": {"$ref": "#/$defs/counts"},
              "classes": {"$ref": "#/$defs/counts", "description": "Node classes that they may run on."},
              "mostPerNode": {"$ref": "#/$defs/count"},
              "fargateHourly": {"$ref": "#/$defs/money", "description": "Of one pod, where Fargate is a choice."},
              "worth": {"$ref": "#/$defs/count"},
              "workloads": {"type": "array", "items": {"type": "string"}}
            }
          }
        },
        "conflicts": {"$ref": "#/$defs/counts", "description": "Pairs of shapes that share no node, one after the other."}
      }
    },
    "finding": {
      "type": "object",
      "required": ["rule", "severity", "basis", "workload", "message"],
      "properties": {
        "rule": {"type": "string"},
        "severity": {"$ref": "#/$defs/severity"},
        "basis": {"enum": ["documented", "observed", "inferred"]},
        "workload": {"type": "string"},
        "object": {"$ref": "#/$defs/object"},
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "path": {"type": "string"},
        "message": {"type": "string"},
        "awsMessage": {"type": "string"},
        "fix": {"type": "string"},
        "savingHourly": {"type": "number", "description": "Of all pods of the workload, once it is mended."},
        "ignored": {
          "description": "Somebody said that this one is as it should be; it is in no count and fails no gate.",
          "type": "object",
          "required": ["reason", "source"],
          "properties": {
            "reason": {"type": "string"},
            "source": {"enum": ["annotation", "config"], "description": "Where it was said."}
          }
        }
      }
    },
    "measured": {
      "description": "What is not known is absent.",
      "type": "object",
      "properties": {
        "cpuMillicores": {"$ref": "#/$defs/count"},
        "memoryBytes": {"$ref": "#/$defs/count"},
        "source": {"type": "string", "description": "The file that says so."}
      }
    },
    "rightSize": {
      "description": "What the pods of a workload ask for, use and should ask for; amounts are of one pod, money of all.",
      "type": "object",
      "required": ["workload", "pods", "requested", "recommended"],
      "properties": {
        "workload": {"type": "string"},
        "pods": {"$ref": "#/$defs/count"},
        "requested": {"$ref": "#/$defs/measured", "description": "As the manifest has it."},
        "recommended": {"$ref": "#/$defs/measured"},
        "recommendedSource": {"type": "string", "description": "Absent: made from what is used."},
        "used": {"$ref": "#/$defs/measured", "description": "The mean of the pods."},
        "usedMost": {"$ref": "#/$defs/measured", "description": "The most of any pod."},
        "usedSource": {"type": "string"},
        "fargateNow": {"$ref": "#/$defs/fargateSize"},
        "fargateThen": {"$ref": "#/$defs/fargateSize", "description": "With what is recommended."},
        "savingHourly": {"type": "number", "description": "Below 0: the pods ask for too little."},
        "savingMonthly": {"type": "number"},
        "slackHourly": {"$ref": "#/$defs/money", "description": "What is asked for and not used, in money."},
        "slackMonthly": {"$ref": "#/$defs/money"},
        "reportedSlackMonthly": {"$ref": "#/$defs/money", "description": "As kube-resource-report has it."},
        "trim": {
          "description": "The least to ask less for, so that Fargate bills a cheaper size.",
          "type": "object",
          "required": ["cpuMillicores", "memoryBytes", "fargate"],
          "properties": {
            "cpuMillicores": {"$ref": "#/$defs/count"},
            "memoryBytes": {"$ref": "#/$defs/count"},
            "fargate": {"$ref": "#/$defs/fargateSize"},
            "savingHourly": {"$ref": "#/$defs/money"},
            "savingMonthly": {"$ref": "#/$defs/money"}
          }
        }
      }
    },
    "commitments": {
      "description": "What to commit to of what is bought on demand, where something is known of it. A node is either reserved or covered by a savings plan.",
      "type": "object",
      "required": ["savingsPlans", "reserved"],
      "properties": {
        "savingsPlans": {"type": "array", "items": {"$ref": "#/$defs/savingsPlan"}},
        "reserved": {"type": "array", "items": {"$ref": "#/$defs/reservation"}}
      }
    },
    "commitmentTerm": {"enum": ["1yr", "3yr"]},
    "savingsPlan": {
      "description": "The Compute Savings Plan that costs least over the week. savingHourly is eligibleHourly less the least hourly of the curve.",
      "type": "object",
      "required": ["term", "commitmentHourly", "eligibleHourly", "savingHourly", "savingMonthly", "curve", "rates",
                   "withoutRate"],
      "properties": {
        "term": {"$ref": "#/$defs/commitmentTerm"},
        "payment": {"enum": ["no-upfront", "partial-upfront", "all-upfront"], "description": "Of Fargate's rate, where the price set has it."},
        "commitmentHourly": {"$ref": "#/$defs/money", "description": "0: none is worth it."},
        "eligibleHourly": {"$ref": "#/$defs/money", "description": "What it may cover, on demand; the mean of the week."},
        "savingHourly": {"$ref": "#/$defs/money"},
        "savingMonthly": {"$ref": "#/$defs/money"},
        "curve": {
          "description": "By commitment, from 0 to the largest that is of any use.",
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": ["commitmentHourly", "hourly"],
            "properties": {
              "commitmentHourly": {"$ref": "#/$defs/money"},
              "hourly": {"$ref": "#/$defs/money", "description": "The commitment and, on demand, what it does not cover; the mean of the week."}
            }
          }
        },
        "rates": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["of", "saving", "source"],
            "properties": {
              "of": {"type": "string", "description": "fargate, or an instance type."},
              "saving": {"type": "number", "minimum": 0, "maximum": 1, "description": "Of the price."},
              "source": {"type": "string"},
              "asOf": {"type": "string"}
            }
          }
        },
        "withoutRate": {"type": "array", "items": {"type": "string"}, "description": "What is left out, as no rate of it is known."}
      }
    },
    "reservation": {
      "description": "How many nodes of a group cost least when they are reserved for the term and paid in advance.",
      "type": "object",
      "required": ["group", "instanceType", "term", "count", "of", "hourlyPerNode", "savingHourly", "savingMonthly"],
      "properties": {
        "group": {"type": "string"},
        "instanceType": {"type": "string"},
        "term": {"$ref": "#/$defs/commitmentTerm"},
        "count": {"type": "integer", "minimum": 1},
        "of": {"$ref": "#/$defs/count", "description": "The most nodes of the group in the week."},
        "hourlyPerNode": {"$ref": "#/$defs/money"},
        "savingHourly": {"$ref": "#/$defs/money"},
        "savingMonthly": {"$ref": "#/$defs/money"}
      }
    },
    "gate": {
      "type": "object",
      "required": ["name", "limit", "value", "failed"],
      "properties": {
        "name": {"type": "string"},
        "limit": {"type": ["number", "string"]},
        "value": {"type": ["number", "string"]},
        "failed": {"type": "boolean"},
        "warned": {"type": "boolean", "description": "Missed, and meant to be told only; absent: no."}
      }
    },
    "object": {
      "description": "The parts of a name with a slash in one of them, which its text does not tell.",
      "type": "object",
      "required": ["kind", "name"],
      "properties": {"namespace": {"type": "string"}, "kind": {"type": "string"}, "name": {"type": "string"}}
    }
  }
}
)json";

}  // namespace

std::string_view result_schema() {
  return kResultSchema;
}

}  // namespace eksplan::report
