/// A value of the program that one run sets otherwise than `program.json` does: `--set rules.3.perWave=500`.
///
///     ProgramOverride(path: "/rules/3/perWave", value: "500")
///     ProgramOverride(path: "/rules/-", value: "{\"rule\":\"freeze\",…}")     one rule more, at the end
///     ProgramOverride(path: "/parallelRunDays", value: "null")               as if the key were not there
///
/// The files of the estate, and so its digest, stay as they are; what was set stands beside them in the plan, so that
/// whoever verifies it reads the same program.
package struct ProgramOverride: Hashable, Sendable {
  /// A JSON pointer (RFC 6901) into the program, names of rules already followed to their places.
  package var path: String
  /// The value as canonical JSON (RFC 8785).
  package var value: String

  package init(path: String, value: String) {
    self.path = path
    self.value = value
  }

  /// As `--set` takes it.
  package var written: String { "\(path)=\(value)" }
}
