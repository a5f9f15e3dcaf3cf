/// How `report.html` looks: the inks of the pictures for the words around them, on light and dark screens and on paper.
///
/// One column of text beside a list of contents; tables and pictures scroll in boxes of their own, so that the page itself never
/// does sideways. No meaning hangs on colour alone. The fonts are those that the reader has.
enum PageStyle {
  static let sheet = inks + InkStyle.sheet(inDark: dark) + "\n" + words + frame + finder + narrow + paper

  private static let dark = "@media screen and (prefers-color-scheme:dark)"

  /// Every ink as a variable, once for light and once for dark.
  private static var inks: String {
    func list(_ colour: (Ink) -> String) -> String {
      Ink.allCases.map { "--\($0.rawValue):\(colour($0))" }.joined(separator: ";")
    }
    return ":root{\(list { $0.light })}\n\(dark){:root{\(list { $0.dark })}}\n"
  }

  /// What is read.
  private static let words = """
    :root{color-scheme:light dark}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);
      font:1rem/1.5 Helvetica,Arial,'Liberation Sans',sans-serif;overflow-wrap:break-word}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
    h2{font-size:1.35rem;line-height:1.25;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--grid)}
    h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
    h4,h5,h6{font-size:1rem;margin:1.25rem 0 .25rem}
    p,ul,ol{margin:.5rem 0;max-width:75ch}
    li{margin:.25rem 0}
    a{color:var(--plan);text-underline-offset:.15em}
    code{font:.9em ui-monospace,Menlo,Consolas,'Liberation Mono',monospace;overflow-wrap:anywhere}
    .quiet{color:var(--quiet)}
    :focus-visible{outline:3px solid var(--asked);outline-offset:2px}
    [tabindex="-1"]:focus{outline:none}
    [hidden]{display:none!important}
    table{border-collapse:collapse;font-size:.875rem;line-height:1.35;font-variant-numeric:tabular-nums}
    th,td{padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
    th{border-bottom:2px solid var(--axis);vertical-align:bottom}
    th.n,td.n{text-align:right}
    td.n,td.s{white-space:nowrap}
    td.t{min-width:14rem}
    td code{overflow-wrap:normal}
    .day{white-space:nowrap}
    .scroll{overflow-x:auto;margin:.75rem 0}
    figure{margin:1rem 0}
    svg.drawdown{display:block;width:100%;height:auto;min-width:40rem;max-width:60rem}

    """

  /// What frames it.
  private static let frame = """
    .skip{position:absolute;left:-100vw;background:var(--paper);padding:.5rem 1rem;z-index:2}
    .skip:focus{left:0;top:0}
    header,main,nav{padding:0 1.5rem}
    header{padding-top:1.5rem}
    main{max-width:64rem;padding-bottom:4rem}
    main>section:first-child>h2:first-child{border-top:0}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;max-width:none}
    nav li{margin:0}
    button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--axis);border-radius:.25rem;
      padding:.3rem .8rem;cursor:pointer}
    button:disabled{color:var(--quiet);border-color:var(--grid);cursor:default}
    details{border-bottom:1px solid var(--grid);padding:.25rem 0}
    details[open]{padding-bottom:1rem}
    summary{cursor:pointer;padding:.25rem 0}
    summary h3{display:inline;margin:0}
    details.numbers{border:0;padding:0}
    details.numbers>summary{color:var(--quiet);font-size:.9rem}
    .tiles{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem;margin:1rem 0 1.5rem}
    .tiles div{border-left:4px solid var(--plan);padding:.1rem 0 .1rem .75rem}
    .tiles dt{font-size:.9rem}
    .tiles dd{margin:0;font-size:.875rem;line-height:1.35}
    .tiles dd.figure{font-size:1.25rem;font-weight:bold;line-height:1.25}
    @media screen and (min-width:78rem){
      body{display:grid;grid-template-columns:15rem minmax(0,1fr);grid-template-areas:'header header' 'nav main'}
      header{grid-area:header;padding-left:2rem}
      main{grid-area:main;padding-top:0}
      nav{grid-area:nav;padding:1rem 0 1rem 2rem;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto}
      nav ul{display:block}
      nav li{margin:.35rem 0}
    }

    """

  /// Where things are found and followed.
  private static let finder = """
    form{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.75rem;align-items:end;margin:1rem 0}
    form .wide{grid-column:1/-1}
    label{display:block;font-size:.875rem;margin-bottom:.15rem}
    input,select{font:inherit;width:100%;padding:.35rem .5rem;color:var(--ink);background:var(--paper);
      border:1px solid var(--axis);border-radius:.25rem}
    #results{min-width:100%}
    #results th button{border:0;padding:0;font-weight:bold;text-align:inherit;background:none}
    #strip svg{display:block;width:100%;height:3.5rem;min-width:0;max-width:none}
    #pages{display:flex;gap:.75rem;align-items:center;flex-wrap:wrap}
    #followed{border:2px solid var(--plan);border-radius:.25rem;padding:.25rem 1rem 1rem;margin:1.5rem 0}
    #followed h3{font-size:1.2rem;margin-top:.75rem}
    dl.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1rem;margin:.5rem 0}
    dl.facts dt{color:var(--quiet)}
    dl.facts dd{margin:0}

    """

  private static let narrow = """
    @media screen and (max-width:40rem){
      header,main,nav{padding-left:1rem;padding-right:1rem}
      h1{font-size:1.4rem}
      .tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
      dl.facts{grid-template-columns:minmax(0,1fr)}
      dl.facts dd{margin-bottom:.35rem}
    }

    """

  /// On A4, without what can only be clicked. What is folded stays folded: who prints chooses.
  private static let paper = """
    @page{size:A4;margin:15mm 14mm}
    @media print{
      :root{color-scheme:light}
      body{font-size:9.5pt;line-height:1.4}
      nav,.skip,form,#results,#pages,#strip,#found,button{display:none!important}
      #find:not(:has(#followed:not([hidden]))){display:none!important}
      header,main{padding-left:0;padding-right:0;max-width:none}
      header{padding-top:0}
      p,ul,ol{max-width:none;orphans:3;widows:3}
      a{color:inherit;text-decoration:none}
      h1{font-size:17pt}
      h2{font-size:13pt;margin-top:1.5rem}
      h3{font-size:11pt}
      h2,h3,h4,summary{break-after:avoid}
      .scroll{overflow:visible}
      table{font-size:7.5pt;width:100%}
      th,td{padding:.15rem .5rem .15rem 0}
      td.t{min-width:0}
      td code{overflow-wrap:anywhere;white-space:normal}
      thead{display:table-header-group}
      tr,figure,.tiles{break-inside:avoid}
      svg.drawdown{min-width:0;max-width:100%}
      #short svg.drawdown{max-height:88mm}
      .tiles dd.figure{font-size:12pt}
      details.numbers:not([open]){display:none}
      #short{break-after:page}
    }

    """
}
