import Testing

@testable import Notebook

@Suite struct ReferenceTextTests {
  private func entry(_ text: String) throws -> BibliographyEntry {
    let reader = BibTeXReader(text, file: "r.bib")
    #expect(reader.diagnostics == [])
    return try #require(reader.entries.first)
  }

  /// The reference as Markdown, spaces that do not break as `~`.
  private func shown(_ text: String) throws -> String {
    Self.markdown(try entry(text).reference).replacing("\u{A0}", with: "~")
  }

  private static func markdown(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let text): "*\(markdown(text))*"
      case .strong(let text): "**\(markdown(text))**"
      case .link(let address, _, let text): "[\(markdown(text))](\(address))"
      case .math(let tex, _): "$\(tex)$"
      default: "?"
      }
    }.joined()
  }

  private let cowan = """
    @article{Cowan:2010js, author = "Cowan, Glen and Cranmer, Kyle and Gross, Eilam and Vitells, Ofer",
      title = "{Asymptotic formulae for likelihood-based tests of new physics}", eprint = "1007.1727",
      archivePrefix = "arXiv", primaryClass = "physics.data-an", doi = "10.1140/epjc/s10052-011-1554-0",
      journal = "Eur. Phys. J. C", volume = "71", pages = "1554", year = "2011"}
    """

  @Test func anArticleShowsItsJournalLinkedToTheDOIAndArXiv() throws {
    #expect(
      try shown(cowan) == """
        G.~Cowan, K.~Cranmer, E.~Gross and O.~Vitells, *Asymptotic formulae for likelihood-based tests of new physics*, \
        [Eur. Phys. J. C **71** (2011) 1554](https://doi.org/10.1140/epjc/s10052-011-1554-0), \
        [arXiv:1007.1727 [physics.data-an]](https://arxiv.org/abs/1007.1727).
        """)
  }

  @Test(arguments: [
    (
      "@article{k, title={T}, eprint={hep-ph/9905221}, archivePrefix={arXiv}, primaryClass={hep-ph}}",
      "*T*, [arXiv:hep-ph/9905221](https://arxiv.org/abs/hep-ph/9905221)."
    ),
    (
      "@article{k, author={A. B}, title={T.}, journal={JHEP}, volume={07}, year={2012}, pages={110-112}}",
      "A.~B, *T*, JHEP **07** (2012) 110–112."
    ),
    ("@article{k, author={A. B}, title={Why?}, journal={J}, number=3}", "A.~B, *Why?*, J no.~3."),
    (
      "@article{k, author={A. B}, title={T}, doi={https://doi.org/10.1/a<b>}, year=2001}",
      "A.~B, *T* (2001), [doi:10.1/a<b>](https://doi.org/10.1/a%3Cb%3E)."
    ),
    (
      "@article{k, title={T}, journal={J}, year=2001, note={[Erratum: J 2 (2002) 3.]}, doi={10.1/a, 10.1/b}}",
      "*T*, [J (2001)](https://doi.org/10.1/a), [Erratum: J 2 (2002) 3.]."
    ),
    (
      "@book{k, author={Barlow, R. J.}, title={Statistics}, publisher={Wiley}, address={Chichester}, edition=2, year=1989}",
      "R.~J.~Barlow, *Statistics*, 2nd ed., Wiley, Chichester (1989)."
    ),
    (
      "@book{k, editor={A. B and C. D}, title={T}, series={LNP}, volume=12, publisher={Springer}, year=1999}",
      "A.~B and C.~D (eds.), *T*, LNP **12**, Springer (1999)."
    ),
    (
      "@inproceedings{k, author={A. B}, title={T}, booktitle={{ICLR}}, editor={C. D}, year=2015, pages={3--5}, publisher={P}}",
      "A.~B, *T*, in *ICLR*, C.~D (ed.), P (2015), pp.~3–5."
    ),
    (
      "@inproceedings{k, author={A. B}, title={T}, booktitle={X}, journal={PoS}, volume={LL2018}, pages={010}, year=2018}",
      "A.~B, *T*, PoS **LL2018** (2018) 010."
    ),
    (
      "@phdthesis{k, author={A. B}, title={T}, school={DESY}, address={Hamburg}, year=2001}",
      "A.~B, *T*, PhD thesis, DESY, Hamburg (2001)."
    ),
    (
      "@mastersthesis{k, author={A. B}, title={T}, school={Oslo}, year=2001}",
      "A.~B, *T*, Master’s thesis, Oslo (2001)."
    ),
    (
      "@techreport{k, collaboration={CMS}, title={T}, institution={CERN}, reportNumber={CMS-PAS-1}, year=2001}",
      "CMS Collaboration, *T*, CMS-PAS-1, CERN (2001)."
    ),
    ("@techreport{k, title={T}}", "*T*, technical report."),
    (
      "@software{k, author={F. Chollet and others}, title={Keras}, year=2015, version={2.1}, url={https://keras.io}}",
      "F.~Chollet et~al., *Keras*, version~2.1 (2015), [https://keras.io](https://keras.io)."
    ),
    (
      "@online{k, title={T}, url={https://x.org/a\\_b}, urldate={2024-01-02}}",
      "*T*, [https://x.org/a_b](https://x.org/a_b) (visited 2024-01-02)."
    ),
    ("@misc{k, title={T}, url={javascript:alert(1)}}", "*T*, javascript:alert(1)."),
    (
      "@misc{k, author={A. B}, title={T}, howpublished={\\url{https://x.org}}, year=2001}",
      "A.~B, *T*, [https://x.org](https://x.org) (2001)."
    ),
    ("@nonsense{k, author={A. B}, title={On $x^2$}, date={2018-06-01}}", "A.~B, *On $x^2$* (2018)."),
    ("@article{k, eprint={X1}, eprinttype={hal}}", "hal:X1."), ("@misc{k}", "k."), ("@misc{k, year=2001}", "2001."),
    ("@article{k, author={ }, title={}, journal={}, year=\"\", pages={}}", "k."),
  ])
  func everyTypeLeavesNoStrayPunctuation(text: String, reference: String) throws {
    #expect(try shown(text) == reference)
  }

  @Test(arguments: [
    ("author={Elwood, Adam and Kr{\\\"u}cker, Dirk}", "A.~Elwood and D.~Krücker", "Elwood and Krücker"),
    ("author={Jean-Paul Sartre}", "J.-P.~Sartre", "Sartre"), ("author={G.P. Salam}", "G.~P.~Salam", "Salam"),
    ("author={van der Berg, Jr., Marcus}", "M.~van der Berg Jr.", "van der Berg"),
    ("author={{\\'E}tienne B}", "É.~B", "B"),
    ("author={{ATLAS Collaboration}}", "ATLAS Collaboration", "ATLAS Collaboration"),
    ("author={ATLAS Collaboration}", "ATLAS Collaboration", "ATLAS Collaboration"),
    ("author={A. B and C. D and E. F and G. H and I. J and K. L}", "A.~B, C.~D, E.~F, G.~H, I.~J and K.~L", "B et~al."),
    ("author={A. B and C. D and E. F and G. H and I. J and K. L and M. N}", "A.~B et~al.", "B et~al."),
    ("author={Aad, Georges and others}, collaboration={ATLAS}", "ATLAS Collaboration", "ATLAS Collaboration"),
    ("author={A. B}, collaboration={ATLAS, CMS}", "A.~B (ATLAS and CMS Collaborations)", "B"),
    ("author={Bierlich, Christian and others}", "C.~Bierlich et~al.", "Bierlich et~al."),
    ("organization={CERN}, title={T}", "*T*", "CERN"),
  ])
  func authorsAreShownInFullAndShort(fields: String, full: String, short: String) throws {
    let entry = try entry("@misc{k, \(fields)}")
    #expect(Self.markdown(entry.reference).replacing("\u{A0}", with: "~").hasPrefix(full))
    #expect(entry.shortAuthors.replacing("\u{A0}", with: "~") == short)
  }

  @Test func hoveringShowsAuthorsTitleAndYear() throws {
    #expect(
      try entry("@misc{k, author={Adam Elwood}, title={On {LHC} $x$}, year=2018}").hoverText
        == "A.\u{A0}Elwood, On LHC x, 2018")
    #expect(try entry("@misc{k}").hoverText == "k")
  }
}
