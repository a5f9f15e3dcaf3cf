/// The JSON Schema (draft 2020-12) of `progress.json`.
package enum ProgressSchema {
  package static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/progress/1",
      "title": "Where a programme stands on a day",
      "type": "object",
      "required": ["schema", "asOf", "estate", "plan", "baseline", "actuals", "currency", "ratings", "footprint", "scope",
        "earnedValue", "velocity", "forecast", "trend", "waves", "limits", "dualRunning", "history", "planned"],
      "properties": {
        "schema": { "const": "drawdown/progress/1" },
        "asOf": { "$ref": "#/$defs/day" },
        "estate": { "type": "object", "required": ["name", "digest"] },
        "plan": { "type": "object", "required": ["digest", "estateDigest", "madeOfThisEstate"] },
        "baseline": { "type": "object", "required": ["digest"] },
        "actuals": { "type": "object", "required": ["file", "digest"] },
        "currency": { "type": "string" },
        "ratings": { "type": "array", "items": {
          "type": "object", "required": ["subject", "colour", "value", "green", "amber", "rule"],
          "properties": {
            "subject": { "enum": ["target", "milestone", "footprint", "pace", "effort", "failures", "collection", "scope", "denominator"] },
            "colour": { "enum": ["red", "amber", "green"] },
            "value": { "type": "number" }, "green": { "type": "number" }, "amber": { "type": "number" },
            "rule": { "type": "string" } } } },
        "footprint": {
          "type": "object", "required": ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"],
          "additionalProperties": {
            "type": "object",
            "required": ["denominator", "baselineDenominator", "estateToday", "unexplained", "added", "removedFromScope", "begun",
              "empty", "released", "planned", "actual", "reductionClaimed", "reductionPlanned"],
            "additionalProperties": { "type": "number" } } },
        "scope": { "type": "object", "properties": {
          "vanished": { "type": "array", "items": { "type": "string" } },
          "unannounced": { "type": "array", "items": { "type": "string" } } } },
        "earnedValue": { "type": "object", "required": ["hours", "money"], "additionalProperties": {
          "type": "object", "required": ["budgetAtCompletion", "plannedValue", "earnedValue", "actualCost", "spi", "cpi",
            "estimateAtCompletion", "earnedSchedule", "actualTime", "plannedDuration", "spiT", "forecastEnd"],
          "properties": { "spi": { "type": ["number", "null"] }, "cpi": { "type": ["number", "null"] },
            "spiT": { "type": ["number", "null"] }, "forecastEnd": { "$ref": "#/$defs/perhaps" } } } },
        "velocity": { "type": "object", "required": ["wavesAveraged", "planned", "achieved", "needed", "remaining", "remainingWaves"] },
        "forecast": {
          "type": "object", "required": ["runs", "seed", "goals", "inputs", "evidence", "bands"],
          "properties": {
            "runs": { "type": "integer", "minimum": 1 },
            "goals": { "type": "array", "items": { "$ref": "#/$defs/goal" } },
            "inputs": { "type": "array", "items": {
              "type": "object", "required": ["input", "p10", "p50", "p90", "movesTargetByDays"],
              "properties": { "input": { "enum": ["effort", "capacity", "failures", "lag", "growth"] },
                "movesTargetByDays": { "type": ["integer", "null"] } } } },
            "evidence": { "type": "object", "additionalProperties": { "type": "number" } },
            "bands": { "type": "array", "items": { "type": "object", "required": ["date", "p10", "p50", "p90"] } } } },
        "trend": { "type": "array", "items": { "type": "object", "required": ["asOf", "goals"], "properties": {
          "asOf": { "$ref": "#/$defs/day" }, "goals": { "type": "array", "items": { "$ref": "#/$defs/goal" } } } } },
        "waves": { "type": "array", "items": {
          "type": "object",
          "required": ["wave", "cutover", "planned", "onTime", "late", "open", "removed", "rollbacks", "deferrals",
            "meanSlipDays", "doneOn", "reasons"],
          "properties": { "wave": { "type": "integer" }, "cutover": { "$ref": "#/$defs/day" }, "doneOn": { "$ref": "#/$defs/perhaps" } } } },
        "limits": { "type": "array", "items": {
          "type": "object", "required": ["rule", "name", "measure", "planned", "backlog", "available", "load"] } },
        "dualRunning": { "type": "object", "required": ["workloads", "toDate", "plannedToDate", "toGo", "emptyHosts", "overdueHosts"] },
        "history": { "type": "array", "items": { "$ref": "#/$defs/amounts" } },
        "planned": { "type": "array", "items": { "$ref": "#/$defs/amounts" } },
        "baselineFootprint": { "type": "array", "items": { "$ref": "#/$defs/amounts" } }
      },
      "$defs": {
        "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        "perhaps": { "type": ["string", "null"] },
        "goal": {
          "type": "object",
          "required": ["measure", "kind", "by", "required", "reached", "p10", "p50", "p80", "p90", "probability"],
          "properties": {
            "kind": { "enum": ["target", "milestone"] }, "by": { "$ref": "#/$defs/day" },
            "p10": { "$ref": "#/$defs/perhaps" }, "p50": { "$ref": "#/$defs/perhaps" }, "p80": { "$ref": "#/$defs/perhaps" },
            "p90": { "$ref": "#/$defs/perhaps" }, "probability": { "type": "number", "minimum": 0, "maximum": 1 } } },
        "amounts": {
          "type": "object", "required": ["date", "hosts", "rack_units", "power_kw", "racks", "sites", "workloads"],
          "properties": { "date": { "$ref": "#/$defs/day" } } }
      }
    }
    """#
}
