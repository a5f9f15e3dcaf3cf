import Documents

/// A text of an inventory inside a message: in quotes, made visible, cut where it is long.
func quoted(_ text: String) -> String {
  let visible = VisibleText.of(text)
  return "'" + (visible.count > 60 ? visible.prefix(59) + "…" : visible[...]) + "'"
}
