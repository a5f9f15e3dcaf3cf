/// The JSON Schema (2020-12) of `plan.json`: what every plan has, and what the sections beside it hold where they are
/// there. Further keys are allowed everywhere.
package enum PlanSchema {
  package static let json = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/plan/1",
      "title": "Drawdown migration plan",
      "type": "object",
      "required": ["schema", "estate", "waves", "stays", "targets", "footprint", "value", "initiatives"],
      "properties": {
        "schema": { "const": "drawdown/plan/1" },
        "estate": {
          "type": "object",
          "required": ["name", "digest"],
          "properties": {
            "name": { "type": "string" },
            "digest": {
              "type": "string",
              "pattern": "^sha256:[0-9a-f]{64}$",
              "description": "SHA-256 of the lines '<sha256>  <file>' of the estate's files, sorted by file."
            }
          }
        },
        "currency": { "type": "string", "description": "Of every amount of money." },
        "tool": {
          "type": "object",
          "required": ["name", "version"],
          "properties": { "name": { "type": "string" }, "version": { "type": "string" } }
        },
        "options": {
          "type": "object",
          "required": ["effort"],
          "properties": {
            "effort": { "$ref": "#/$defs/count" },
            "timeLimit": { "type": ["number", "null"], "minimum": 0, "description": "Seconds." },
            "cutOff": { "type": ["string", "null"], "description": "Why the search ended before its effort was spent." },
            "solution": {
              "type": "object",
              "required": ["solver", "file", "digest"],
              "description": "Another solver's answer that the plan was read from; the search then only proved bounds.",
              "properties": {
                "solver": { "type": "string" },
                "file": { "type": "string" },
                "digest": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" }
              }
            },
            "overrides": {
              "type": "array",
              "description": "What the run set otherwise than program.json, in this order.",
              "items": {
                "type": "object",
                "required": ["path", "value"],
                "properties": {
                  "path": { "type": "string", "description": "A JSON pointer into the program." },
                  "value": { "description": "Any JSON; null took away what was there." }
                }
              }
            }
          }
        },
        "inputs": { "type": "array", "items": { "$ref": "#/$defs/input" } },
        "program": {
          "type": "object",
          "description": "What the program sets for the whole of the plan.",
          "required": ["name", "start", "horizon", "discountRate", "decommissionLagDays", "parallelRunDays"],
          "properties": {
            "name": { "type": "string" },
            "start": { "$ref": "#/$defs/day" },
            "horizon": { "$ref": "#/$defs/day" },
            "discountRate": { "type": "number" },
            "decommissionLagDays": { "$ref": "#/$defs/count" },
            "parallelRunDays": { "$ref": "#/$defs/count" }
          }
        },
        "waves": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/wave" } },
        "stays": { "type": "array", "items": { "$ref": "#/$defs/stay" } },
        "dispositions": {
          "type": "object",
          "description": "Keys of the workloads of each disposition; those in none are rehost.",
          "additionalProperties": { "$ref": "#/$defs/keys" }
        },
        "pinned": { "$ref": "#/$defs/keys" },
        "targets": { "type": "array", "items": { "$ref": "#/$defs/target" } },
        "footprint": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/footprint" } },
        "value": {
          "type": "object",
          "description": "Parts of the net present value, signed: gains positive, costs negative. They sum to npv.",
          "required": [
            "npv", "hosts", "racks", "sites", "refresh", "holdover", "runCost", "initiatives", "late", "cloudCost",
            "oneOff", "split", "penalty"
          ],
          "properties": {
            "npv": { "type": "number" },
            "hosts": { "type": "number" },
            "racks": { "type": "number" },
            "sites": { "type": "number" },
            "refresh": { "type": "number" },
            "holdover": { "type": "number" },
            "runCost": { "type": "number" },
            "initiatives": { "type": "number" },
            "late": { "type": "number" },
            "cloudCost": { "type": "number" },
            "oneOff": { "type": "number" },
            "split": { "type": "number" },
            "penalty": { "type": "number" }
          }
        },
        "initiatives": { "type": "array", "items": { "$ref": "#/$defs/initiative" } },
        "releases": { "type": "array", "items": { "$ref": "#/$defs/release" } },
        "splits": { "type": "array", "items": { "$ref": "#/$defs/split" } },
        "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        "bound": {
          "type": "object",
          "description": "What is proven about the best possible plan; absent where nothing is.",
          "required": ["shortfall", "milestoneShortfall", "npv", "gap"],
          "properties": {
            "shortfall": { "$ref": "#/$defs/missing" },
            "milestoneShortfall": { "$ref": "#/$defs/missing" },
            "npv": { "type": "number" },
            "gap": { "$ref": "#/$defs/missing" }
          }
        },
        "certificates": {
          "type": "array",
          "description": "Why the bounds hold: prices under which nothing better is left. Any prices prove a bound.",
          "items": { "$ref": "#/$defs/certificate" }
        },
        "replan": {
          "type": "object",
          "description": "What a plan that was made in the midst of things took as given.",
          "required": [
            "asOf", "plan", "actuals", "frozenWaves", "stabilityCost", "moved", "fewestMoves", "settled", "frozen", "thawed"
          ],
          "properties": {
            "asOf": { "$ref": "#/$defs/day" },
            "plan": { "type": "string", "description": "Digest of the plan that was agreed before." },
            "actuals": { "type": ["string", "null"], "description": "Digest of the log of what has happened." },
            "frozenWaves": { "$ref": "#/$defs/count" },
            "stabilityCost": { "$ref": "#/$defs/amount" },
            "moved": { "$ref": "#/$defs/count" },
            "fewestMoves": {
              "type": "object",
              "required": ["proven", "found"],
              "properties": { "proven": { "$ref": "#/$defs/count" }, "found": { "$ref": "#/$defs/count" } }
            },
            "settled": { "$ref": "#/$defs/keys" },
            "frozen": { "$ref": "#/$defs/keys" },
            "thawed": { "$ref": "#/$defs/keys" },
            "removed": { "$ref": "#/$defs/keys" }
          }
        }
      },
      "$defs": {
        "day": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
        "dayOrNever": {
          "type": ["string", "null"],
          "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
        },
        "count": { "type": "integer", "minimum": 0 },
        "keys": { "type": "array", "items": { "type": "string" } },
        "amount": { "type": "number", "minimum": 0 },
        "missing": { "type": "number", "minimum": 0 },
        "measure": { "enum": ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"] },
        "input": {
          "type": "object",
          "required": ["file", "digest", "rows"],
          "properties": {
            "file": { "type": "string" },
            "digest": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
            "rows": { "$ref": "#/$defs/count" }
          }
        },
        "wave": {
          "type": "object",
          "required": ["wave", "start", "cutover", "workloads"],
          "properties": {
            "wave": { "type": "integer", "minimum": 1 },
            "start": { "$ref": "#/$defs/day" },
            "cutover": { "$ref": "#/$defs/day" },
            "workloads": { "type": "array", "items": { "type": "string" } }
          }
        },
        "stay": {
          "type": "object",
          "required": ["workload", "reason"],
          "properties": {
            "workload": { "type": "string" },
            "reason": { "enum": ["retain", "stay", "togetherWithStay", "providerStays", "noWave", "choice"] }
          }
        },
        "target": {
          "type": "object",
          "required": ["measure", "by", "required", "reduction", "shortfall", "reachedOn", "milestones"],
          "properties": {
            "measure": { "$ref": "#/$defs/measure" },
            "by": { "$ref": "#/$defs/day" },
            "required": { "type": "number", "minimum": 0, "maximum": 1 },
            "reduction": { "type": "number", "maximum": 1 },
            "shortfall": { "$ref": "#/$defs/missing" },
            "reachedOn": { "$ref": "#/$defs/dayOrNever" },
            "baseline": { "$ref": "#/$defs/amount" },
            "footprint": { "$ref": "#/$defs/amount" },
            "penaltyPerPoint": { "$ref": "#/$defs/amount" },
            "milestones": { "type": "array", "items": { "$ref": "#/$defs/milestone" } },
            "obstacles": { "type": "array", "items": { "$ref": "#/$defs/obstacle" } },
            "reach": { "$ref": "#/$defs/reach" },
            "barrier": { "$ref": "#/$defs/barrier" }
          }
        },
        "reach": {
          "type": "object",
          "description": "How far and how soon the measure can be taken down, if nothing else counted: proven of every plan, and found.",
          "required": ["largest", "earliest"],
          "properties": {
            "largest": {
              "type": "object",
              "description": "Reduction on the target's date.",
              "required": ["proven", "found"],
              "properties": {
                "proven": { "type": "number", "maximum": 1, "description": "No plan has more." },
                "found": { "type": "number", "maximum": 1 },
                "certificate": { "$ref": "#/$defs/certificate" }
              }
            },
            "earliest": {
              "type": "object",
              "description": "Day on which the target is met.",
              "required": ["proven", "found"],
              "properties": {
                "proven": { "$ref": "#/$defs/dayOrNever", "description": "No plan meets it before; null: none by the horizon." },
                "found": { "$ref": "#/$defs/dayOrNever" },
                "certificate": { "$ref": "#/$defs/certificate" }
              }
            }
          }
        },
        "barrier": {
          "type": "object",
          "description": "What keeps a missed target out of reach, whatever else is given up; where that is not proven, what a search met it without, each alone.",
          "required": ["rules", "kinds", "proven", "ways"],
          "properties": {
            "rules": { "type": "array", "items": { "$ref": "#/$defs/count" } },
            "kinds": { "type": "array", "items": { "enum": ["window", "retain", "idle"] } },
            "proven": { "type": "boolean" },
            "certificate": { "$ref": "#/$defs/certificate" },
            "ways": {
              "type": "array",
              "description": "The best plans found when something of it is given up, the cheapest first.",
              "items": {
                "type": "object",
                "required": ["rules", "kinds", "shortfall", "npv", "fullest"],
                "properties": {
                  "rules": { "type": "array", "items": { "$ref": "#/$defs/count" } },
                  "kinds": { "type": "array", "items": { "enum": ["window", "retain", "idle"] } },
                  "shortfall": { "$ref": "#/$defs/missing" },
                  "npv": { "type": "number" },
                  "fullest": {
                    "type": ["number", "null"],
                    "description": "Of a limit that is given up: its fullest period in that plan, as a multiple of the limit."
                  }
                }
              }
            }
          }
        },
        "milestone": {
          "type": "object",
          "required": ["by", "required", "reduction", "shortfall"],
          "properties": {
            "by": { "$ref": "#/$defs/day" },
            "required": { "type": "number", "minimum": 0, "maximum": 1 },
            "reduction": { "type": "number", "maximum": 1 },
            "shortfall": { "$ref": "#/$defs/missing" },
            "penaltyPerPoint": { "$ref": "#/$defs/amount" }
          }
        },
        "obstacle": {
          "type": "object",
          "description": "A kind of rule, and the shortfalls that were found without it.",
          "required": ["kind", "rules", "shortfall", "milestoneShortfall"],
          "properties": {
            "kind": { "type": "string" },
            "rules": { "type": "array", "items": { "$ref": "#/$defs/count" } },
            "shortfall": { "$ref": "#/$defs/missing" },
            "milestoneShortfall": { "$ref": "#/$defs/missing" }
          }
        },
        "footprint": {
          "type": "object",
          "required": ["date", "hosts", "rack_units", "power_kw", "racks", "sites", "workloads"],
          "properties": {
            "date": { "$ref": "#/$defs/day" },
            "hosts": { "$ref": "#/$defs/amount" },
            "rack_units": { "$ref": "#/$defs/amount" },
            "power_kw": { "$ref": "#/$defs/amount" },
            "racks": { "$ref": "#/$defs/amount" },
            "sites": { "$ref": "#/$defs/amount" },
            "workloads": { "$ref": "#/$defs/amount" }
          }
        },
        "initiative": {
          "type": "object",
          "required": ["initiative", "ready", "due"],
          "properties": {
            "initiative": { "type": "string" },
            "ready": { "$ref": "#/$defs/dayOrNever" },
            "due": { "$ref": "#/$defs/dayOrNever" }
          }
        },
        "release": {
          "type": "object",
          "required": ["kind", "key", "released"],
          "properties": {
            "kind": { "enum": ["host", "rack", "site"] },
            "key": { "type": "string" },
            "released": { "$ref": "#/$defs/day" }
          }
        },
        "split": {
          "type": "object",
          "description": "A dependency (source, target, line) or a group (rule, values) that is held open for a time.",
          "required": ["annualCost", "from", "until", "cost"],
          "anyOf": [{ "required": ["source", "target", "line"] }, { "required": ["rule", "values"] }],
          "properties": {
            "source": { "type": "string" },
            "target": { "type": "string" },
            "line": { "$ref": "#/$defs/count" },
            "rule": { "$ref": "#/$defs/count" },
            "values": { "type": "array", "items": { "type": "string" } },
            "annualCost": { "$ref": "#/$defs/amount" },
            "from": { "$ref": "#/$defs/day" },
            "until": { "$ref": "#/$defs/dayOrNever" },
            "cost": { "$ref": "#/$defs/amount" }
          }
        },
        "rule": {
          "type": "object",
          "required": ["index", "name", "kind", "selected", "periods"],
          "properties": {
            "index": { "$ref": "#/$defs/count" },
            "name": { "type": ["string", "null"] },
            "kind": {
              "enum": [
                "together", "order", "apart", "relate", "near", "limit", "freeze", "notBefore", "notAfter", "leave",
                "pin", "stay"
              ]
            },
            "selected": { "$ref": "#/$defs/count" },
            "content": { "type": "object", "description": "The rule as program.json states it, defaults filled in." },
            "periods": { "type": "array", "items": { "$ref": "#/$defs/period" } }
          }
        },
        "certificate": {
          "type": "object",
          "description": "What occurs in many cases is written once and named by its place in the list, from 0.",
          "required": ["objective", "value", "questions", "workloads", "gone", "rows", "leaves"],
          "properties": {
            "objective": { "enum": ["npv", "shortfall", "milestoneShortfall"] },
            "value": { "type": "number", "description": "What the worst of the leaves proves." },
            "questions": {
              "type": "array",
              "items": {
                "type": "object",
                "description": "Has it left by the cutover of the wave?",
                "required": ["kind", "key", "wave"],
                "properties": {
                  "kind": { "enum": ["workload", "host", "rack", "site", "initiative"] },
                  "key": { "type": "string" },
                  "wave": { "type": "integer", "minimum": 1 }
                }
              }
            },
            "workloads": { "$ref": "#/$defs/keys", "description": "Workloads that some row counts as gone." },
            "gone": { "type": "array", "description": "Sets of workloads.", "items": { "$ref": "#/$defs/places" } },
            "rows": { "type": "array", "items": { "$ref": "#/$defs/pricedRow" } },
            "undivided": {
              "type": "object",
              "description": "What prices prove without cases, where several prove the value.",
              "required": ["value", "rows", "prices"],
              "properties": {
                "value": { "type": "number" },
                "rows": { "$ref": "#/$defs/places" },
                "prices": { "type": "array", "items": { "type": "number", "minimum": 0 } }
              }
            },
            "leaves": {
              "type": "array",
              "description": "The cases, leaves of a tree in which each branching asks one question.",
              "items": {
                "type": "object",
                "required": ["decisions", "rows", "prices"],
                "properties": {
                  "decisions": {
                    "type": "array",
                    "description": "Questions from 1: answered with yes; their negatives: with no.",
                    "items": { "type": "integer", "anyOf": [{ "minimum": 1 }, { "maximum": -1 }] }
                  },
                  "rows": { "$ref": "#/$defs/places" },
                  "prices": { "type": "array", "items": { "type": "number", "minimum": 0 } }
                }
              }
            }
          }
        },
        "places": { "type": "array", "items": { "$ref": "#/$defs/count" } },
        "pricedRow": {
          "type": "object",
          "description": "What a limit, apart group, cluster or target counts, one unit of which has a price.",
          "anyOf": [
            { "required": ["rule", "period"] }, { "required": ["line", "wave"] },
            { "required": ["rule", "values", "wave"] }, { "required": ["cluster", "measure", "wave", "gone"] },
            { "required": ["target"] }
          ],
          "properties": {
            "rule": { "$ref": "#/$defs/count" },
            "period": { "type": "string" },
            "line": { "$ref": "#/$defs/count" },
            "values": { "type": "array", "items": { "type": "string" } },
            "cluster": { "type": "string" },
            "measure": { "enum": ["cores", "memory_gb", "unknown", "workloads"] },
            "wave": { "type": "integer", "minimum": 1 },
            "gone": { "type": ["integer", "null"], "minimum": 0, "description": "Place of the set; null: nobody." },
            "target": { "$ref": "#/$defs/count" },
            "milestone": { "type": ["integer", "null"], "minimum": 0 }
          }
        },
        "period": {
          "type": "object",
          "required": ["period", "use", "limit"],
          "properties": {
            "period": { "type": "string" },
            "use": { "type": "number" },
            "limit": { "type": "number" },
            "price": {
              "type": "number",
              "minimum": 0,
              "description": "What the proven bound of the value rises by for one unit more, at the margin; 0 where more brings nothing."
            }
          }
        }
      }
    }

    """#
}
