import Foundation

/// Files beside a test, found by the test's own path: no bundle, no working directory.
package enum Fixtures {
  /// `relative` to the folder of the calling test file.
  package static func url(_ relative: String, beside file: String = #filePath) -> URL {
    URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(relative)
  }

  package static func bytes(_ relative: String, beside file: String = #filePath) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url(relative, beside: file)))
  }

  /// The names of the files in a folder, sorted by bytes.
  package static func names(in relative: String, beside file: String = #filePath) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(relative, beside: file).path)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
