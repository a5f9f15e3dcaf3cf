import Documents

/// The part of the page that the script brings to life: the form to search and filter with, the list of what it finds, and the
/// place where one workload or application is followed. Hidden until the script has read the data.
enum PageFinder {
  /// The ids that the script asks for.
  static let ids = [
    "main", "find", "filters", "query", "applications", "found", "strip", "results", "pages", "range", "previous",
    "next",
    "followed", "followed-title", "unfold", "data", "filter-application", "filter-wave", "filter-site", "filter-team",
    "filter-disposition", "filter-environment", "filter-unit",
  ]

  static func write(into page: inout HTMLWriter, isByWorkload: Bool) {
    page.open("section", ["id": "find", "class": "scripted", "aria-labelledby": "find-title", "hidden": ""])
    page.insert("\n")
    page.heading(2, "Find and follow", id: "find-title")
    page.element(
      "p", [:],
      isByWorkload
        ? "Every workload of the estate, by name and filters. A name leads to what it needs, who needs it, what is parted and which risks concern it."
        : MarkdownText(
          "The estate has more than \(Wording.number(PageData.itemLimit)) workloads or \(Wording.number(PageData.linkLimit)) dependencies, so this page counts them by application; each by its name stands in the files beside it, waves.md or waves-1.md and on. A name leads to the waves of an application, what it needs, who needs it and which risks concern it."
        ))
    page.insert(
      """
      <form role="search" id="filters">
      <div class="wide"><label for="query">Search by key, name, application or owner</label>
      <input type="search" id="query" autocomplete="off" spellcheck="false"></div>

      """)
    if isByWorkload {
      page.insert(
        """
        <div><label for="filter-application">Application</label>
        <input type="text" id="filter-application" list="applications" autocomplete="off" spellcheck="false"></div>
        <datalist id="applications"></datalist>

        """)
    }
    for (id, label) in [
      ("wave", "Wave"), ("site", "Site"), ("team", "Team"), ("disposition", "Disposition"),
      ("environment", "Environment"), ("unit", "Business unit"),
    ] {
      page.insert(
        """
        <div><label for="filter-\(id)">\(label)</label>
        <select id="filter-\(id)"><option value="">any</option></select></div>

        """)
    }
    page.insert(
      """
      <div><button type="reset">Clear</button></div>
      </form>
      <p id="found" role="status" aria-live="polite"></p>
      <div id="strip" aria-hidden="true"></div>
      <div class="scroll"><table id="results"><thead><tr></tr></thead><tbody></tbody></table></div>
      <p id="pages"><button type="button" id="previous">Previous</button> <span id="range"></span>
      <button type="button" id="next">Next</button></p>
      <div id="followed" hidden></div>

      """)
    page.close("section")
  }
}
