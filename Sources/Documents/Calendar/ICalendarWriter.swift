/// Writes a calendar (RFC 5545) of all-day events.
///
///     ICalendarWriter.bytes(title: "Exit", stamp: day, events: [.init(uid: "wave-7@…", first: a, last: b, summary: "Wave 7")])
///
/// Lines end with CR LF and are folded at 75 octets, never inside a character. The end of an event is the day behind its
/// last, as the format wants. No clock is asked: every event is stamped with the day that the caller gives.
package enum ICalendarWriter {
  package struct Event: Hashable, Sendable {
    /// Stays the same from export to export; a calendar replaces the event of the same one.
    package var uid: String
    /// Days since 1970-01-01.
    package var first: Int
    package var last: Int
    package var summary: String
    package var description: String
    /// Words in capitals.
    package var category: String
    /// Whether the days count as taken.
    package var isBusy: Bool
    /// An event that an earlier export may have had and that does not take place.
    package var isCancelled: Bool

    package init(
      uid: String, first: Int, last: Int, summary: String, description: String = "", category: String,
      isBusy: Bool = false, isCancelled: Bool = false
    ) {
      self.uid = uid
      self.first = first
      self.last = last
      self.summary = summary
      self.description = description
      self.category = category
      self.isBusy = isBusy
      self.isCancelled = isCancelled
    }
  }

  package static func bytes(title: String, stamp: Int, events: [Event]) -> [UInt8] {
    var bytes: [UInt8] = []
    func put(_ line: String) { write(line, into: &bytes) }
    put("BEGIN:VCALENDAR")
    put("VERSION:2.0")
    put("PRODID:-//Drawdown//Drawdown//EN")
    put("CALSCALE:GREGORIAN")
    put("NAME:" + ICalendarText.escaped(title))
    put("X-WR-CALNAME:" + ICalendarText.escaped(title))
    for event in events {
      put("BEGIN:VEVENT")
      put("UID:" + event.uid)
      put("DTSTAMP:\(digits(stamp))T000000Z")
      put("DTSTART;VALUE=DATE:" + digits(event.first))
      put("DTEND;VALUE=DATE:" + digits(event.last + 1))
      put("SUMMARY:" + ICalendarText.escaped(event.summary))
      if !event.description.isEmpty { put("DESCRIPTION:" + ICalendarText.escaped(event.description)) }
      put("CATEGORIES:" + event.category)
      put("TRANSP:" + (event.isBusy ? "OPAQUE" : "TRANSPARENT"))
      if event.isCancelled { put("STATUS:CANCELLED") }
      put("END:VEVENT")
    }
    put("END:VCALENDAR")
    return bytes
  }

  /// A line, folded: each part but the first begins with a blank that counts.
  private static func write(_ line: String, into bytes: inout [UInt8]) {
    var width = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if width + size > 75 {
        bytes += [0x0D, 0x0A, 0x20]
        width = 1
      }
      bytes += UTF8.encode(scalar)!
      width += size
    }
    bytes += [0x0D, 0x0A]
  }

  /// `20270104`
  private static func digits(_ day: Int) -> String {
    (SerialDate.text(of: Double(day + SerialDate.dayOf1970), from1904: false)?.text ?? "").filter { $0 != "-" }
  }
}
