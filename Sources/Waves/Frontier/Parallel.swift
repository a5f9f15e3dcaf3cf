import Dispatch
import Synchronization

/// Several pieces of work that know nothing of each other, on some threads: each piece is taken by whichever thread is free,
/// and the results stand in the order of the pieces.
package enum Parallel {
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    if threads <= 1 || count <= 1 { return (0..<count).map(work) }
    let state = Mutex((next: 0, results: [Result?](repeating: nil, count: count)))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let place = state.withLock { state in
          state.next += 1
          return state.next - 1
        }
        if place >= count { return }
        let result = work(place)
        state.withLock { $0.results[place] = result }
      }
    }
    return state.withLock { $0.results.compactMap { $0 } }
  }
}
