/// How the page looks, in the page itself: no file to load, no font to fetch.
enum Theme {
  /// Screen first, then dark, narrow and paper.
  static let css = colours + text + frame + figures + tables + math + asides + narrow + paper

  /// Pairs of text and ground keep WCAG's contrast of 4.5 : 1 in both schemes.
  private static let colours = """
    :root {
      color-scheme: light dark;
      --ground: #fdfdfb; --text: #1d1f21; --quiet: #5d6369; --faint: #e3e3dd; --wash: #f4f4ef; --rule: #1d1f21;
      --link: #0f4c8a; --card: #ffffff; --shade: #00000021; --warn: #8f3d00; --tip: #1c6137; --danger: #a3161d;
      --serif: Charter, "Bitstream Charter", "Iowan Old Style", "TeX Gyre Pagella", "Palatino Linotype", Palatino,
        Georgia, "Source Serif 4", "Noto Serif", serif;
      --sans: "Helvetica Neue", "Segoe UI", Roboto, "Noto Sans", "TeX Gyre Heros", "Liberation Sans", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
      --math: "STIX Two Math", "TeX Gyre Pagella Math", "Cambria Math", "Libertinus Math", "Latin Modern Math",
        "XITS Math", "DejaVu Math TeX Gyre", "Noto Sans Math", math;
      --measure: 43rem; --wide: 54rem;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --ground: #15171a; --text: #dcdedf; --quiet: #9da4ab; --faint: #2f3338; --wash: #1e2125; --rule: #8b9197;
        --link: #8ab8ee; --card: #ffffff; --shade: #00000090; --warn: #f0a665; --tip: #7fc99a; --danger: #f58f8f;
      }
    }

    """

  private static let text = """
    *, *::before, *::after { box-sizing: border-box; }
    html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
    body {
      margin: 0; background: var(--ground); color: var(--text); font-family: var(--serif); line-height: 1.55;
      font-variant-numeric: lining-nums; text-rendering: optimizeLegibility;
      overflow-wrap: break-word;
    }
    p, ul, ol, blockquote, pre { margin: 0 0 1em; }
    main p { hyphens: auto; text-wrap: pretty; }
    ul, ol { padding-left: 1.6em; }
    li > ul, li > ol { margin-bottom: 0; }
    li { margin-bottom: .25em; }
    li::marker { color: var(--quiet); }
    li.task { list-style: none; }
    li.task > input { margin: 0 .45em 0 -1.45em; accent-color: var(--link); }
    a { color: var(--link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em;
      text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); }
    a:hover { text-decoration-color: currentcolor; }
    a.reference { text-decoration: none; white-space: nowrap; }
    a.reference:hover { text-decoration: underline; }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 3px;
      border-radius: 2px; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.22; text-wrap: balance; font-weight: 600; }
    h1 { font-size: 2rem; margin: 0 0 .4em; letter-spacing: -.008em; line-height: 1.16; }
    h2 { font-size: 1.4rem; margin: 2.3em 0 .6em; }
    h3 { font-size: 1.12rem; margin: 1.9em 0 .5em; }
    h4, h5, h6 { font-size: 1rem; font-style: italic; margin: 1.6em 0 .4em; }
    :is(h2, h3, h4) > .number { color: var(--quiet); font-weight: 400; margin-right: .45em; }
    a.anchor { color: var(--quiet); font-weight: 400; text-decoration: none; opacity: 0; margin-left: .15em; }
    :hover > a.anchor, a.anchor:focus-visible { opacity: 1; }
    :target { scroll-margin-top: 1.5rem; }
    li:target, figure:target > figcaption > .label { background: color-mix(in srgb, var(--link) 16%, transparent); }
    code, kbd, pre { font-family: var(--mono); font-size: .82em; font-variant-numeric: normal; }
    code { overflow-wrap: anywhere; }
    pre { background: var(--wash); padding: .85em 1em; border-radius: 4px; overflow-x: auto; line-height: 1.5;
      hyphens: none; tab-size: 2; font-size: .78em; }
    pre > code { font-size: inherit; overflow-wrap: normal; }
    kbd { border: 1px solid var(--faint); border-bottom-width: 2px; border-radius: 3px; padding: 0 .35em; }
    blockquote { margin-left: 0; padding-left: 1.1em; border-left: 3px solid var(--faint); color: var(--quiet); }
    hr { border: 0; border-top: 1px solid var(--faint); margin: 2.2em auto; width: 40%; }
    sub, sup { font-size: .72em; line-height: 0; }
    sup.footnote a, .citation a { text-decoration: none; }
    sup.footnote a { padding: 0 .15em; }
    .value, .together { white-space: nowrap; }
    .missing { color: var(--danger); font-weight: 600; cursor: help; }
    main img { max-width: 100%; height: auto; }

    """

  private static let frame = """
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5em 1em; z-index: 1; }
    body { display: grid; grid-template-columns: minmax(0, var(--measure)); justify-content: center; padding: 0 1.5rem;
      column-gap: 3.5rem; }
    header { padding: 4.5rem 0 1rem; }
    .subtitle { font-size: 1.15rem; color: var(--quiet); margin: -.2em 0 1.1em; line-height: 1.35; }
    .authors { font-size: 1.05rem; margin: 1em 0 .2em; }
    .authors a { color: inherit; text-decoration: none; }
    .authors a:hover { text-decoration: underline; }
    .affiliation, .date { font-size: .9rem; color: var(--quiet); margin: 0 0 .2em; }
    .affiliation { font-style: italic; }
    .date { margin-top: .4em; }
    .abstract { margin: 2rem 0 0; padding: 1.1em 0; border-top: 1px solid var(--faint);
      border-bottom: 1px solid var(--faint); font-size: .95rem; }
    .abstract p { margin: 0; hyphens: auto; }
    .abstract .title, .contents .title { font: 600 .78rem/1.5 var(--sans); margin: 0 0 .4em; color: var(--quiet); }
    footer { color: var(--quiet); font: .76rem/1.5 var(--sans); padding: 1rem 0 3rem; margin-top: 3rem;
      border-top: 1px solid var(--faint); }
    .contents { font: .82rem/1.4 var(--sans); font-variant-numeric: tabular-nums; }
    .contents ol { list-style: none; padding: 0; margin: 0; }
    .contents li { margin: 0; }
    .contents a { display: grid; grid-template-columns: 1.5em 1fr; color: var(--quiet); text-decoration: none;
      padding: .22em 0; }
    .contents a:hover { color: var(--link); }
    .contents .level3 a { grid-template-columns: 2.2em 1fr; padding-left: 1.5em; }
    .contents .level3 { font-size: .95em; }
    .contents.beside { display: none; }
    .contents.folded { margin: 1.5rem 0 0; border-bottom: 1px solid var(--faint); padding-bottom: .9rem; }
    summary { cursor: pointer; }
    .contents.folded > summary { font-weight: 600; color: var(--quiet); padding: .3em 0; }
    .footnotes, .references { font-size: .88rem; margin-top: 2.5rem; }
    .footnotes { border-top: 1px solid var(--faint); padding-top: 1rem; }
    .footnotes p { margin-bottom: .3em; }
    :is(.footnotes, .references) .back { display: inline; }
    .footnotes li > p:nth-last-child(2) { display: inline; }
    .back a { text-decoration: none; padding: 0 .2em; }
    @media screen and (min-width: 66rem) {
      body { grid-template-columns: 13.5rem minmax(0, var(--wide)); grid-template-areas: ". header" "contents main" ". footer"; }
      header { grid-area: header; max-width: var(--measure); }
      main { grid-area: main; min-width: 0; }
      main > *, footer { max-width: var(--measure); }
      main > :is(figure.wide, figure.table) { max-width: 100%; }
      main > figure.wide > :not(.scroll), main > figure.table > :not(.scroll) { max-width: var(--measure); }
      main > h2:first-child { margin-top: 1.3em; }
      footer { grid-area: footer; }
      .contents.beside { display: block; grid-area: contents; position: sticky; top: 0; align-self: start;
        max-height: 100vh; overflow-y: auto; padding: 2rem 0; }
      .contents.folded { display: none; }
    }

    """

  private static let figures = """
    figure { margin: 2rem 0; }
    figcaption { font: .84rem/1.5 var(--sans); color: var(--text); text-wrap: pretty; }
    figcaption .label { font-weight: 600; }
    .scroll { overflow-x: auto; overscroll-behavior-x: contain; }
    @media screen {
      figure.table .scroll, .scroll.text, .equation > .scroll {
        background: linear-gradient(to right, var(--ground) 1.2rem, transparent) left / 2.4rem 100% no-repeat local,
          linear-gradient(to left, var(--ground) 1.2rem, transparent) right / 2.4rem 100% no-repeat local,
          linear-gradient(to right, transparent 2px, var(--shade) 2px, transparent) left / .8rem 100% no-repeat scroll,
          linear-gradient(to left, transparent 2px, var(--shade) 2px, transparent) right / .8rem 100% no-repeat scroll;
      }
    }
    .figure .card { background: var(--card); border-radius: 3px; }
    .figure img { display: block; margin: 0 auto; min-width: min(var(--natural), max(20rem, var(--natural) * .58)); }
    .picture .card { background: none; }
    .picture img { background: var(--card); border-radius: 3px; }
    .picture .card.left img { margin-left: 0; }
    .picture .card.right img { margin-right: 0; }
    .picture .card.right ~ * { text-align: right; }
    .legend { font: .84rem/1.5 var(--sans); margin-top: .35rem; }
    .legend > :last-child { margin-bottom: 0; }
    .figure figcaption { margin-top: .7rem; }
    .step, .directive { font: .78rem/1.5 var(--sans); }
    .directive { margin-top: .35rem; }
    .directive > summary, .step .show { color: var(--quiet); }
    .directive > summary { display: inline-block; list-style: none; }
    .directive > summary::-webkit-details-marker, .step > summary::-webkit-details-marker { display: none; }
    .directive > summary::before, .step .show::before { content: "▸ "; font-size: .9em; }
    .directive[open] > summary::before, .step[open] .show::before { content: "▾ "; }
    .directive > summary:hover, .step > summary:hover .show { color: var(--link); }
    .step pre, .directive pre { font-size: .95em; margin: .5em 0 0; }
    .step { margin: 1.2rem 0; padding: .55em 0 .55em .9em; border-left: 3px solid var(--faint); }
    .step + .step { margin-top: -1.2rem; }
    .step > summary { list-style: none; }
    .step .kind { color: var(--quiet); }
    .step .name { font-weight: 600; }
    .step .summary { margin: 0 .4em; }
    .step .show { white-space: nowrap; }
    .step .members { list-style: none; margin: .5em 0; padding: 0; }
    .step .members li { margin: .15em 0; }
    .downloads { font: .86rem/1.5 var(--sans); margin: .5em 0; }
    .failure { border: 1px solid var(--danger); border-radius: 4px; padding: .9em 1.1em; }
    .failure > p { font: .86rem/1.5 var(--sans); margin: 0 0 .4em; }
    .failure strong { color: var(--danger); }

    """

  private static let tables = """
    table { border-collapse: collapse; font: .84rem/1.4 var(--sans); font-variant-numeric: lining-nums tabular-nums;
      border-top: 1.5px solid var(--rule); border-bottom: 1.5px solid var(--rule); margin: 0; }
    .scroll.text { margin: 0 0 1.4em; }
    .table figcaption { margin-bottom: .7rem; }
    th, td { padding: .32em .75em; text-align: left; vertical-align: baseline; }
    th:first-child, td:first-child { padding-left: .2em; }
    th:last-child, td:last-child { padding-right: .2em; }
    thead th { font-weight: 600; vertical-align: bottom; }
    thead tr:last-child > *, th[rowspan] { border-bottom: 1px solid var(--rule); }
    th.right, td.right { text-align: right; }
    th.centre, td.centre { text-align: center; }
    figure.table thead th:not(.corner) { text-align: center; }
    figure.table table { font-size: .8rem; }
    figure.table :is(th, td) { padding: .32em .5em; }
    figure.table td, figure.table th[scope=row] { white-space: nowrap; }
    figure.table td { text-align: center; }
    figure.table td.first, figure.table thead tr:last-child:not(:first-child) th.first { padding-left: 1.2em; }
    figure.table tr.heading th { white-space: normal; }
    th.group { padding: .32em 0 0 1.2em; }
    th.group > span { display: block; border-bottom: 1px solid var(--quiet); padding-bottom: .25em; }
    th[scope=row] { font-weight: 400; }
    tr.heading th { font-weight: 400; font-style: italic; padding-top: .75em; }
    tbody + tbody tr.heading th { border-top: 1px solid var(--faint); }
    [data-fill]::after { content: attr(data-fill); visibility: hidden; }

    """

  private static let math = """
    math { font-family: var(--math); font-style: normal; font-variant-numeric: normal; }
    figcaption math, th math, td math { font-size: 1.05em; }
    .equation { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; column-gap: 1rem;
      margin: 1.3em 0; }
    .equation > .scroll { overflow-y: hidden; padding: .25em 0; }
    .equation math { font-size: 1.04em; }
    .equation > .number { color: var(--quiet); text-decoration: none; }
    mtd { padding: .25em 0; }
    menclose[notation~=updiagonalstrike] { background: linear-gradient(to top right, transparent calc(50% - .04em),
      currentcolor 0 calc(50% + .04em), transparent 0); }
    menclose[notation~=downdiagonalstrike] { background: linear-gradient(to bottom right, transparent calc(50% - .04em),
      currentcolor 0 calc(50% + .04em), transparent 0); }
    menclose[notation~=horizontalstrike] { background: linear-gradient(transparent calc(50% - .04em),
      currentcolor 0 calc(50% + .04em), transparent 0); }
    menclose[notation~=box] { border: 1px solid; padding: .2em; }

    """

  private static let asides = """
    .admonition { --edge: var(--link); margin: 1.6em 0; padding: .8em 1.1em; border-left: 3px solid var(--edge);
      background: color-mix(in srgb, var(--edge) 6%, var(--ground)); border-radius: 0 4px 4px 0; font-size: .95rem; }
    .admonition > .title { font: 600 .84rem/1.5 var(--sans); color: var(--edge); margin-bottom: .25em; }
    .admonition > :last-child { margin-bottom: 0; }
    .admonition:is(.warning, .caution, .attention, .important) { --edge: var(--warn); }
    .admonition:is(.tip, .hint) { --edge: var(--tip); }
    .admonition:is(.danger, .error) { --edge: var(--danger); }

    """

  private static let narrow = """
    @media screen and (max-width: 40rem) {
      html { font-size: 103%; }
      body { padding: 0 1.1rem; line-height: 1.5; }
      header { padding-top: 2rem; }
      h1 { font-size: 1.6rem; }
      h2 { font-size: 1.28rem; }
      .equation { column-gap: .6rem; }
      .equation math { font-size: 1em; }
      .contents a { padding: .4em 0; }
      th, td { padding: .32em .55em; }
      figure.table :is(th[scope=row], .corner) { position: sticky; left: 0; background: var(--ground); }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

    """

  private static let paper = """
    @page { size: A4; margin: 22mm 24mm 24mm; @bottom-center { content: counter(page); font: 9pt serif; } }
    @media print {
      html { font-size: 10.5pt; }
      body { display: block; padding: 0; background: none; color: #000; line-height: 1.42; }
      header { padding: 0; }
      .skip, .contents, .contents.folded, .directive, .anchor, .step .show, .step pre, .downloads, .back { display: none; }
      a, .authors a, .equation > .number { color: #000; text-decoration: none; }
      p { orphans: 3; widows: 3; }
      h2, h3, h4, h5, h6 { break-after: avoid; }
      figure, table, .equation, .admonition, .step, tr, pre { break-inside: avoid; }
      .table figcaption { break-after: avoid; }
      .figure figcaption { break-before: avoid; }
      .scroll, pre { overflow: visible; }
      .figure img { min-width: 0; max-height: 180mm; width: auto; max-width: 100%; }
      .figure:not(.wide) img { max-width: 122mm; max-height: 95mm; }
      table { max-width: 100%; font-size: 8.6pt; }
      th, td { padding: .25em .5em; }
      figure.table td.first, th.group { padding-left: 1em; }
      pre { white-space: pre-wrap; }
      footer { margin-top: 2rem; padding-bottom: 0; }
    }

    """
}
