import Documents
import Estates

/// Applications: those that files list and those that machines name, each once.
extension EstateDraft {
  /// The application of a name, made where it is new.
  mutating func application(_ fact: Int) -> Int {
    let name = observations.facts[fact].value
    return application(name, origin: .fact(fact))
  }

  private mutating func application(_ name: TextPool.ID, origin: Origin) -> Int {
    let folded = HeaderName.squeezed(text(name))
    if let known = places.applications[folded] { return known }
    let index = places.applicationKeys.count
    places.applications[folded] = index
    places.applicationKeys.append(name)
    places.applicationMerged.append(nil)
    places.applicationMachines.append(0)
    places.applicationLead.append(-1)
    applications.begin()
    applications.set(EstateColumns.Application.application.rawValue, name, origin)
    return index
  }

  mutating func readApplications() {
    for rows in groupedApplications() {
      let merged = merging.merge(rows, thing: rows[0], &observations)
      guard let fact = merged[.name] else { continue }
      let index = application(observations.facts[fact].value, origin: .fact(fact))
      places.applicationMerged[index] = merged
      typealias Column = EstateColumns.Application
      for (column, field) in [
        (Column.businessUnit, Field.businessUnit), (.owner, .owner), (.environment, .environment),
        (.disposition, .disposition), (.name, .displayName),
      ] {
        applications.set(row: index, column.rawValue, value(field, merged), origin(field, merged))
      }
      if let stated = merged[.criticality], let number = CriticalityWord.number(text(observations.facts[stated].value))
      {
        applications.set(
          row: index, Column.criticality.rawValue, id(number.text),
          number.isStated ? .fact(stated) : book.derived("criticality as a number: 0 for mission critical to 3 for low")
        )
      }
    }
  }

  /// Rows about applications of one name, whatever their case and punctuation.
  private func groupedApplications() -> [[Int]] {
    var groups: [[Int]] = []
    var index: [String: Int] = [:]
    for row in observations.rows.indices where observations.rows[row].thing == .application {
      let key = HeaderName.squeezed(text(observations.value(.name, of: row)))
      if let known = index[key] {
        groups[known].append(row)
      } else {
        index[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  /// Where no file knows a machine, applications themselves are what moves.
  mutating func writeApplicationsAsWorkloads() {
    if workloads.count > 0 {
      for index in places.applicationKeys.indices where places.applicationMachines[index] == 0 {
        counts.applicationsWithoutMachines.append(text(places.applicationKeys[index]))
      }
      return
    }
    typealias Column = EstateColumns.Workload
    counts.isOfApplications = true
    for index in places.applicationKeys.indices {
      let key = places.applicationKeys[index]
      let merged = places.applicationMerged[index]
      workloads.begin()
      func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) {
        workloads.set(column.rawValue, value, origin)
      }
      let origin = merged?[.name].map { Origin.fact($0) } ?? .none
      set(.workload, key, origin)
      set(.application, key, origin)
      var place =
        merged.flatMap { merged in merged[.site].map { self.site(value(.site, merged), fact: $0) } } ?? (-1, .none)
      if place.index < 0 { place = defaultSite() }
      places.sites[place.index].workloads += 1
      set(.site, places.sites[place.index].key, place.origin)
      counts.classes["application", default: 0] += 1
      set(.machineClass, id("application"), book.derived("no file lists its machines: the application stands for them"))
      if let merged {
        for (column, field) in [
          (Column.os, Field.os), (.environment, .environment), (.plannedWave, .wave), (.team, .team),
        ] {
          set(column, value(field, merged), self.origin(field, merged))
        }
        if merged[.owner] != nil { counts.withOwner += 1 }
        if merged[.environment] != nil { counts.withEnvironment += 1 }
        for (attribute, fact) in merged.attributes {
          let column = Column.allCases.count + Int(attribute - Field.firstAttribute)
          workloads.set(column, observations.facts[Int(fact)].value, .fact(Int(fact)))
        }
        writeApplicationWork(merged)
      }
      counts.withApplication += 1
    }
    counts.stems = workloads.count
  }

  private mutating func writeApplicationWork(_ merged: Merging.Merged) {
    typealias Column = EstateColumns.Workload
    func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) { workloads.set(column.rawValue, value, origin) }
    var disposition = "rehost"
    var origin = book.defaulted("rehost: the rest")
    if let fact = merged[.disposition], let word = DispositionWord.disposition(text(observations.facts[fact].value)) {
      (disposition, origin) = (word, .fact(fact))
    }
    set(.disposition, id(disposition), origin)
    counts.dispositions[disposition, default: 0] += 1
    guard
      let rule = rules.effort.first(where: {
        $0.fits(disposition: disposition, machineClass: "", storageGB: 0, cores: 0)
      })
    else { return }
    let stated = book.defaulted(rule.title, source: rule.source)
    set(.effortHours, id(Decimal.short(rule.hours, places: 1)), stated)
    set(.leadWaves, id(String(rule.leadWaves)), stated)
    let cost = rule.hours * rules.figures.hourlyRate.value
    counts.figureOneOff += cost
    set(
      .oneOffCost, id(Decimal.short(cost, places: 0)),
      book.defaulted("effort times the rate of an hour", source: rules.figures.hourlyRate.source))
  }
}
