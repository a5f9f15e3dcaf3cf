/// The script of `report.html`: small, by hand, with nothing from elsewhere. It reads the data of the page, searches and filters,
/// follows one workload or application, and opens what a link leads to.
///
/// Texts reach the page as text nodes alone. What a list shows is bounded whatever it finds: a page of rows, and more on
/// request. Without it the page can be read as it stands.
enum PageScript {
  static let text =
    "(() => {\n'use strict';\n" + PageDataScript.text + PageFindScript.text + PageFollowScript.text
    + PageRouteScript.text + "})();\n"
}
