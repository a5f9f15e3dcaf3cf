import Documents
import Estates
import Plans
import Topology

/// The calendars of a schedule: one in which every day is worked, and one for each set of freezes that some workload is
/// under, in which their days are not.
struct FreezeCalendars: Sendable {
  struct Calendar: Sendable {
    var uid: Int
    var name: String
    var freezes: [(name: String, from: Day, to: Day)]

    func isWorked(_ day: Day) -> Bool { !freezes.contains { $0.from <= day && day <= $0.to } }

    /// The day itself, or the first behind it that is worked.
    func workingDay(from day: Day) -> Day {
      var day = day
      while let freeze = freezes.first(where: { $0.from <= day && day <= $0.to }) { day = freeze.to + 1 }
      return day
    }

    /// How many days from `first` to `last`, both included, are worked.
    func workingDays(_ first: Day, _ last: Day) -> Int {
      guard first <= last else { return 0 }
      return (0...(last - first)).count { isWorked(first + $0) }
    }
  }

  private(set) var all: [Calendar]
  /// By row of `workloads`: index into `all`.
  private var calendarOf: [Int]

  init(_ reading: PlanReading) {
    let estate = reading.estate
    all = [Calendar(uid: 1, name: "Every day", freezes: [])]
    calendarOf = [Int](repeating: 0, count: estate.workloads.count)
    var freezes: [[Int]] = [[Int]](repeating: [], count: estate.workloads.count)
    for rule in estate.program.rules {
      guard case .freeze = rule.kind else { continue }
      for row in reading.resolved.selections[rule.index].rows { freezes[Int(row)].append(rule.index) }
    }
    var known: [[Int]: Int] = [[]: 0]
    for row in freezes.indices where reading.wave[row] > 0 {
      if let index = known[freezes[row]] {
        calendarOf[row] = index
        continue
      }
      let parts = freezes[row].compactMap { index -> (name: String, from: Day, to: Day)? in
        guard case .freeze(let from, let to, _) = estate.program.rules[index].kind else { return nil }
        return (estate.program.rules[index].name ?? "freeze \(index + 1)", from, to)
      }
      let index = all.count
      all.append(Calendar(uid: index + 1, name: "Every day, freezes \(index)", freezes: FreezeCalendars.joined(parts)))
      known[freezes[row]] = index
      calendarOf[row] = index
    }
  }

  /// By day; freezes that overlap or meet are one, since a day of a calendar has one exception.
  private static func joined(_ freezes: [(name: String, from: Day, to: Day)]) -> [(name: String, from: Day, to: Day)] {
    var result: [(name: String, from: Day, to: Day)] = []
    for freeze in freezes.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      guard let last = result.last, freeze.from <= last.to + 1 else {
        result.append(freeze)
        continue
      }
      result[result.count - 1] = ("\(last.name), \(freeze.name)", last.from, max(last.to, freeze.to))
    }
    return result
  }

  func calendar(of row: Int) -> Calendar { all[calendarOf[row]] }
}

extension FreezeCalendars.Calendar {
  /// As the schema of Project orders it. Days are worked from 8 to 12 and from 13 to 17.
  var element: XMLElement {
    func time(_ from: String, _ to: String) -> XMLElement {
      XMLElement("WorkingTime", [:], [XMLElement("FromTime", text: from), XMLElement("ToTime", text: to)])
    }
    let week = (1...7).map { day in
      XMLElement(
        "WeekDay", [:],
        [
          XMLElement("DayType", day), XMLElement("DayWorking", true),
          XMLElement("WorkingTimes", [:], [time("08:00:00", "12:00:00"), time("13:00:00", "17:00:00")]),
        ])
    }
    var children = [
      XMLElement("UID", uid), XMLElement("Name", text: name), XMLElement("IsBaseCalendar", true),
      XMLElement("BaseCalendarUID", -1), XMLElement("WeekDays", [:], week),
    ]
    if !freezes.isEmpty {
      children.append(
        XMLElement(
          "Exceptions", [:],
          freezes.map { freeze in
            XMLElement(
              "Exception", [:],
              [
                XMLElement("EnteredByOccurrences", false),
                XMLElement(
                  "TimePeriod", [:],
                  [
                    XMLElement("FromDate", text: "\(freeze.from)T00:00:00"),
                    XMLElement("ToDate", text: "\(freeze.to)T23:59:00"),
                  ]),
                XMLElement("Occurrences", freeze.to - freeze.from + 1),
                XMLElement("Name", text: String(String.UnicodeScalarView(freeze.name.unicodeScalars.prefix(255)))),
                XMLElement("Type", 1), XMLElement("DayWorking", false),
              ])
          }))
    }
    return XMLElement("Calendar", [:], children)
  }
}
