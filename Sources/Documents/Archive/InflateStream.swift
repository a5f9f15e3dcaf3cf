/// Compressed bytes of the method "deflate" (RFC 1951), unpacked piece by piece.
///
///     let stream = InflateStream(bytes, range)
///     while let piece = try stream.next() { … }          // 128 KiB at a time; a piece is gone with the next call
///
/// However much comes out, the stream holds one piece and the 32 KiB that back references may reach. The time is linear
/// in what goes in and what comes out. What zlib refuses is refused: a code that is no code, a reference before the
/// beginning, input that ends too soon.
package final class InflateStream {
  package enum Failure: Error, Hashable, Sendable {
    case endOfInput, blockKind, storedLength, codeLengths, code, distance

    package var message: String {
      switch self {
      case .endOfInput: "the compressed data ends too soon"
      case .blockKind: "a block of a kind that does not exist"
      case .storedLength: "a stored block whose length and check differ"
      case .codeLengths: "a table of codes that is none"
      case .code: "a code that stands for nothing"
      case .distance: "a reference to before the beginning"
      }
    }
  }

  private enum State {
    case header
    case stored(Int)
    case codes(isFixed: Bool)
    case done
  }

  private static let window = 1 << 15
  private static let piece = 1 << 17
  /// The longest match, and the eight bytes by which a copy may overshoot.
  private static let slack = 258 + 16

  private let input: [UInt8]
  private let end: Int
  private var position: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var state = State.header
  private var isLast = false
  private let output: UnsafeMutablePointer<UInt8>
  private var written = 0
  private var literals = HuffmanTable(rootBits: 11, capacity: 4096)
  private var distances = HuffmanTable(rootBits: 9, capacity: 2048)
  private var codeLengths = HuffmanTable(rootBits: 7, capacity: 128)
  private var fixedLiterals = HuffmanTable(rootBits: 9, capacity: 512)
  private var fixedDistances = HuffmanTable(rootBits: 5, capacity: 32)
  private var hasFixed = false

  package init(_ input: [UInt8], _ range: Range<Int>) {
    self.input = input
    position = range.lowerBound
    end = range.upperBound
    output = .allocate(capacity: Self.window + Self.piece + Self.slack)
  }

  deinit { output.deallocate() }

  /// How much of the input was needed; all of it is known once `next` has given nil.
  package var consumed: Int { position - bitCount / 8 }

  /// The next piece, never empty; nil where the data ends.
  package func next() throws(Failure) -> UnsafeRawBufferPointer? {
    if written > Self.window {
      (output).update(from: output + written - Self.window, count: Self.window)
      written = Self.window
    }
    let start = written
    let failure = input.withUnsafeBufferPointer { run($0) }
    if let failure { throw failure }
    return written == start ? nil : UnsafeRawBufferPointer(start: output + start, count: written - start)
  }

  /// Writes until the piece is full or the data ends.
  private func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
    let limit = Self.window + Self.piece
    while written < limit {
      switch state {
      case .done: return nil
      case .header:
        if isLast {
          state = .done
          return nil
        }
        if let failure = beginBlock(bytes) { return failure }
      case .stored(let rest):
        if rest == 0 {
          state = .header
          continue
        }
        let count = min(rest, limit - written)
        guard end - position >= count else { return .endOfInput }
        (output + written).update(from: bytes.baseAddress! + position, count: count)
        written += count
        position += count
        state = .stored(rest - count)
      case .codes(let isFixed):
        let failure =
          isFixed
          ? decode(
            bytes, limit, fixedLiterals.entries, fixedLiterals.rootBits, fixedDistances.entries,
            fixedDistances.rootBits)
          : decode(bytes, limit, literals.entries, literals.rootBits, distances.entries, distances.rootBits)
        if let failure { return failure }
      }
    }
    return nil
  }

  // MARK: Blocks

  private func beginBlock(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
    guard let header = take(3, bytes) else { return .endOfInput }
    isLast = header & 1 == 1
    switch header >> 1 {
    case 0:
      // Stored: what is left of the byte is skipped, and whole bytes that were taken ahead go back.
      let skipped = bitCount & 7
      bits >>= UInt64(skipped)
      bitCount -= skipped
      position -= bitCount / 8
      bits = 0
      bitCount = 0
      guard end - position >= 4 else { return .endOfInput }
      let length = Int(bytes[position]) | Int(bytes[position + 1]) << 8
      let check = Int(bytes[position + 2]) | Int(bytes[position + 3]) << 8
      guard length ^ check == 0xFFFF else { return .storedLength }
      position += 4
      state = .stored(length)
      return nil
    case 1:
      if !hasFixed { buildFixed() }
      state = .codes(isFixed: true)
      return nil
    case 2:
      if let failure = readCodes(bytes) { return failure }
      state = .codes(isFixed: false)
      return nil
    default: return .blockKind
    }
  }

  private func buildFixed() {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 288) { lengths in
      for symbol in 0..<288 { lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8 }
      _ = fixedLiterals.build(UnsafeBufferPointer(lengths), .literals)
      for symbol in 0..<32 { lengths[symbol] = 5 }
      _ = fixedDistances.build(UnsafeBufferPointer(rebasing: lengths[..<32]), .distances)
    }
    hasFixed = true
  }

  /// The codes of a block that brings its own.
  private func readCodes(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
    guard let counts = take(14, bytes) else { return .endOfInput }
    let literalCount = 257 + Int(counts & 31)
    let distanceCount = 1 + Int(counts >> 5 & 31)
    let lengthCount = 4 + Int(counts >> 10)
    guard literalCount <= 286, distanceCount <= 30 else { return .codeLengths }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 320) { lengths -> Failure? in
      lengths.initialize(repeating: 0)
      for index in 0..<lengthCount {
        guard let length = take(3, bytes) else { return .endOfInput }
        lengths[Int(Self.order[index])] = UInt8(length)
      }
      guard codeLengths.build(UnsafeBufferPointer(rebasing: lengths[..<19]), .lengths) else { return .codeLengths }
      lengths.update(repeating: 0)
      let total = literalCount + distanceCount
      var index = 0
      while index < total {
        refill(bytes)
        let entry = codeLengths.entries[Int(truncatingIfNeeded: bits) & (1 << codeLengths.rootBits - 1)]
        let taken = Int(entry & 0xFF)
        guard entry & HuffmanTable.invalid == 0 else { return .codeLengths }
        guard taken <= bitCount else { return .endOfInput }
        bits >>= UInt64(taken)
        bitCount -= taken
        let symbol = Int(entry >> 16)
        if symbol < 16 {
          lengths[index] = UInt8(symbol)
          index += 1
          continue
        }
        let (extra, least) = symbol == 16 ? (2, 3) : symbol == 17 ? (3, 3) : (7, 11)
        guard let more = take(extra, bytes) else { return .endOfInput }
        let count = least + Int(more)
        guard index + count <= total, symbol != 16 || index > 0 else { return .codeLengths }
        let value = symbol == 16 ? lengths[index - 1] : 0
        for place in index..<index + count { lengths[place] = value }
        index += count
      }
      guard lengths[256] != 0,
        literals.build(UnsafeBufferPointer(rebasing: lengths[..<literalCount]), .literals),
        distances.build(UnsafeBufferPointer(rebasing: lengths[literalCount..<total]), .distances)
      else { return .codeLengths }
      return nil
    }
  }

  /// The order in which the lengths of the code of lengths are written.
  private static let order: [UInt8] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  // MARK: The inner loop

  private func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int, _ literals: UnsafeMutablePointer<UInt32>, _ literalBits: Int,
    _ distances: UnsafeMutablePointer<UInt32>, _ distanceBits: Int
  ) -> Failure? {
    let source = UnsafeRawPointer(bytes.baseAddress!)
    let literalMask = UInt64(1) << UInt64(literalBits) - 1
    let distanceMask = UInt64(1) << UInt64(distanceBits) - 1
    let output = output
    let end = end
    var bits = bits
    var bitCount = bitCount
    var position = position
    var written = written
    defer {
      self.bits = bits
      self.bitCount = bitCount
      self.position = position
      self.written = written
    }

    while written < limit {
      // At least 56 bits, unless the input ends: enough for a length, a distance and their extra bits.
      if position + 8 <= end {
        bits |=
          UInt64(littleEndian: source.loadUnaligned(fromByteOffset: position, as: UInt64.self)) << UInt64(bitCount)
        position += (63 - bitCount) >> 3
        bitCount |= 56
      } else {
        while bitCount <= 55, position < end {
          bits |= UInt64(bytes[position]) << UInt64(bitCount)
          position += 1
          bitCount += 8
        }
      }
      var entry = literals[Int(truncatingIfNeeded: bits & literalMask)]
      if entry & HuffmanTable.link != 0 {
        let index = bits >> UInt64(literalBits) & (UInt64(1) << UInt64(entry >> 8 & 15) - 1)
        bits >>= UInt64(literalBits)
        bitCount -= literalBits
        entry = literals[Int(entry >> 16) + Int(truncatingIfNeeded: index)]
      }
      if entry & HuffmanTable.literal != 0 {
        bits >>= UInt64(entry & 0xFF)
        bitCount -= Int(entry & 0xFF)
        guard bitCount >= 0 else { return .endOfInput }
        output[written] = UInt8(truncatingIfNeeded: entry >> 16)
        written += 1
        // Literals come in rows: two more may be taken from the bits that are there.
        entry = literals[Int(truncatingIfNeeded: bits & literalMask)]
        guard entry & HuffmanTable.literal != 0, Int(entry & 0xFF) <= bitCount else { continue }
        bits >>= UInt64(entry & 0xFF)
        bitCount -= Int(entry & 0xFF)
        output[written] = UInt8(truncatingIfNeeded: entry >> 16)
        written += 1
        entry = literals[Int(truncatingIfNeeded: bits & literalMask)]
        guard entry & HuffmanTable.literal != 0, Int(entry & 0xFF) <= bitCount else { continue }
        bits >>= UInt64(entry & 0xFF)
        bitCount -= Int(entry & 0xFF)
        output[written] = UInt8(truncatingIfNeeded: entry >> 16)
        written += 1
        continue
      }
      if entry & (HuffmanTable.endOfBlock | HuffmanTable.invalid) != 0 {
        if entry & HuffmanTable.invalid != 0 { return bitCount < 15 && position == end ? .endOfInput : .code }
        bits >>= UInt64(entry & 0xFF)
        bitCount -= Int(entry & 0xFF)
        guard bitCount >= 0 else { return .endOfInput }
        state = .header
        return nil
      }
      let length = Int(entry >> 16) + Self.extra(entry, bits)
      bits >>= UInt64(entry & 0xFF)
      bitCount -= Int(entry & 0xFF)
      guard bitCount >= 0 else { return .endOfInput }

      entry = distances[Int(truncatingIfNeeded: bits & distanceMask)]
      if entry & HuffmanTable.link != 0 {
        let index = bits >> UInt64(distanceBits) & (UInt64(1) << UInt64(entry >> 8 & 15) - 1)
        bits >>= UInt64(distanceBits)
        bitCount -= distanceBits
        entry = distances[Int(entry >> 16) + Int(truncatingIfNeeded: index)]
      }
      if entry & HuffmanTable.invalid != 0 { return bitCount < 15 && position == end ? .endOfInput : .code }
      let distance = Int(entry >> 16) + Self.extra(entry, bits)
      bits >>= UInt64(entry & 0xFF)
      bitCount -= Int(entry & 0xFF)
      guard bitCount >= 0 else { return .endOfInput }
      guard distance <= written else { return .distance }
      Self.copy(output + written, distance: distance, length: length)
      written += length
    }
    return nil
  }

  /// What the extra bits behind the codeword add.
  @inline(__always)
  private static func extra(_ entry: UInt32, _ bits: UInt64) -> Int {
    let all = bits & (UInt64(1) << UInt64(entry & 0xFF) - 1)
    return Int(truncatingIfNeeded: all >> UInt64(entry >> 8 & 15))
  }

  /// Repeats what stands `distance` bytes before; may write up to eight bytes more than it says.
  @inline(__always)
  private static func copy(_ target: UnsafeMutablePointer<UInt8>, distance: Int, length: Int) {
    let destination = UnsafeMutableRawPointer(target)
    let source = UnsafeRawPointer(target - distance)
    if distance >= 8 {
      var offset = 0
      repeat {
        let word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        destination.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
        offset += 8
      } while offset < length
    } else if distance == 1 {
      target.update(repeating: (target - 1).pointee, count: length)
    } else {
      for offset in 0..<length { target[offset] = (target - distance)[offset] }
    }
  }

  // MARK: Bits

  private func refill(_ bytes: UnsafeBufferPointer<UInt8>) {
    while bitCount <= 55, position < end {
      bits |= UInt64(bytes[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  private func take(_ count: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    refill(bytes)
    guard count <= bitCount else { return nil }
    let value = bits & (UInt64(1) << UInt64(count) - 1)
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }
}
