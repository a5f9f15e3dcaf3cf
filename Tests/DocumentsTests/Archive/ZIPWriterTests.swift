// What is compressed and packed, read back by the readers of archives.
import TestSupport
import Testing

@testable import Documents

@Suite struct ZIPWriterTests {
  /// Texts with long and short repetitions, noise, runs across the window, and nothing at all.
  static var samples: [[UInt8]] {
    var generator = SeededGenerator(seed: 7)
    var samples: [[UInt8]] = [[], [0], Array("abcabcabcabc".utf8), [UInt8](repeating: 65, count: 100_000)]
    samples.append((0..<50_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    samples.append((0..<120_000).map { _ in UInt8.random(in: 97...99, using: &generator) })
    let block = (0..<33_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    samples.append(block + block + block.prefix(700))
    for length in 1...300 { samples.append([UInt8](repeating: UInt8(length % 256), count: length) + [1, 2, 3]) }
    return samples
  }

  @Test func `what is packed comes out again, and repetitions make it smaller`() throws {
    let samples = Self.samples
    let bytes = ZIPWriter.bytes(samples.enumerated().map { ("part-\($0).bin", $1) })
    let archive = try ZIPArchive(bytes, file: "a.zip")
    #expect(archive.entries.map(\.name) == samples.indices.map { "part-\($0).bin" })
    for (entry, sample) in zip(archive.entries, samples) { #expect(try archive.bytes(of: entry) == sample) }
    #expect(DeflateWriter.bytes(samples[3]).count < 1000)
    #expect(bytes == ZIPWriter.bytes(samples.enumerated().map { ("part-\($0).bin", $1) }))
  }
}
