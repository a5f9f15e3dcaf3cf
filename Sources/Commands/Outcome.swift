import Documents

/// How a run of the program ended, as its exit status: the same for every command (SPEC section 7).
package enum ExitStatus: Int32, CaseIterable, Sendable {
  /// Done, the same, right.
  case done = 0
  /// The answer is "no": wrong, different, a target missed under `--strict`.
  case no = 1
  /// Proved that no plan exists, and explained.
  case infeasible = 3
  /// Stopped by a limit without a plan.
  case stopped = 4
  case usage = 64
  case badInput = 65
  case noInput = 66
  case ourFault = 70
  case cannotCreate = 73
  case inputOutputFailed = 74
  case locked = 75
  case badProgram = 78
  case interrupted = 130
  /// Nobody reads our output any more: what the system's own end by a closed pipe reports.
  case closedPipe = 141

  package var meaning: String {
    switch self {
    case .done: "done; the same; right"
    case .no: "the answer is \"no\": wrong, different, a target missed under --strict"
    case .infeasible: "proved that no plan exists, and explained"
    case .stopped: "stopped by a limit without a plan"
    case .usage: "the command line is wrong"
    case .badInput: "bad input"
    case .noInput: "no input"
    case .ourFault: "our fault"
    case .cannotCreate: "an output file cannot be created"
    case .inputOutputFailed: "input or output failed: a full disk, a failed standard output"
    case .locked: "locked by another run"
    case .badProgram: "bad program file"
    case .interrupted: "interrupted; the best plan so far is written where there is one"
    case .closedPipe: "nobody reads the output any more"
    }
  }
}

/// What a command has to say when it is through: data for standard output, talk for standard error, and the status.
///
/// Commands make an outcome and print nothing; `Drawdown.run` delivers it. The data comes first and may fail to arrive —
/// a full disk, a closed pipe — which is then what the run ends with. Thrown, it ends a command before its time.
package struct Outcome: Error, Hashable, Sendable {
  package var status: ExitStatus
  package var output: String
  package var talk: String

  package init(_ status: ExitStatus, output: String = "", talk: String = "") {
    self.status = status
    self.output = output
    self.talk = talk
  }
}

extension Outcome {
  /// Writes the outcome to the streams of a world; the status that the process ends with.
  package func deliver(to world: World) -> ExitStatus {
    var status = status
    do throws(SystemFailure) {
      let isPainted = Painting.isWanted(on: .output, in: world)
      try world.writeAll(Array((isPainted ? Painting.painted(output) : output).utf8), to: .output)
    } catch {
      if error.kind == .closedPipe { return .closedPipe }
      world.say("error: standard output failed: \(error.reason)\n")
      status = .inputOutputFailed
    }
    world.say(Painting.isWanted(on: .talk, in: world) ? Painting.painted(talk) : talk)
    return status
  }

  /// Files that could not be written.
  package init(_ failure: OutputFailure) {
    let place = VisibleText.of(failure.path)
    let reason = VisibleText.of(failure.failure.reason)
    switch failure.step {
    case .create: self.init(.cannotCreate, talk: "error: cannot create \(place): \(reason)\n")
    case .write: self.init(.inputOutputFailed, talk: "error: cannot write \(place): \(reason)\n")
    }
  }
}
