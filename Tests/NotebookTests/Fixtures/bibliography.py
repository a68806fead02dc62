"""Writes bibliography.json: what pybtex reads in bibliography.bib, and what pylatexenc and pybtex (through latexcodec)
make of LaTeX.

    pip install pybtex pylatexenc
"""
import json
import pathlib
import unicodedata

from pybtex.database import parse_string
from pybtex.richtext import Text
from pylatexenc.latex2text import LatexNodes2Text

here = pathlib.Path(__file__).parent


def plain(text):
    return unicodedata.normalize("NFC", str(Text.from_latex(text)).replace("'", "’"))


def names(person):
    return {
        "first": [plain(name) for name in person.first_names + person.middle_names],
        "particle": [plain(name) for name in person.prelast_names],
        "last": [plain(name) for name in person.last_names],
        "junior": [plain(name) for name in person.lineage_names],
    }


entries = []
for key, entry in parse_string((here / "bibliography.bib").read_text("utf-8"), "bibtex").entries.items():
    entries.append({
        "key": key,
        "type": entry.type,
        "fields": {name.lower(): " ".join(value.split()) for name, value in entry.fields.items()},
        "people": [names(person) for person in entry.persons.get("author", []) if str(person) != "others"],
    })

spellings = [
    r'M{\"u}ller', r'M\"uller', r'M\"{u}ller', r"Caf\'e", r"\'{E}cole", r"\c{c}a", r"Fran\c cois", r"{\v{s}}koda", r"\v s",
    r"Stra{\ss}e", r"\o re", r"{\O}rsted", r"{\aa}r", r"{\AA}rhus", r"\L{}ukasz", r"{\l}", r"\~n", r"\^{o}", r"\`a", r"\=u",
    r"\.z", r"\u{g}", r"\H{o}", r"\k{a}", r"\d{s}", r"\b{d}", r"na{\"\i}ve", r"\'{\i}", r"\'\i n", r"{\ae}ther",
    r"{\OE}uvre", r"A \& B", r"50\%", r"\$5", r"a\_b", r"\#1", r"pages 1--9", r"so---then", r"``quoted''", r"``a b' c''",
    r"\textit{it} and \emph{em}", r"\textbf{bf} {\bf x}", r"{T}he {LHC}", r"{{Deep {Braces}}}", r"\mathrm{d}x",
    r"M{\"{\i}}d", r"{\'{\i}}", r"{\.I}stanbul", r"\r{u}", r"{\dj}or{\dj}e", r"\textendash", r"{\o}", r"R{\'e}nyi",
]
latex = LatexNodes2Text(keep_comments=True, math_mode="verbatim")
texts = []
for spelling in spellings:
    text = " ".join(latex.latex_to_text(spelling).split())
    texts.append({"latex": spelling, "text": unicodedata.normalize("NFC", text).replace("'", "’")})

(here / "bibliography.json").write_text(
    json.dumps({"entries": entries, "texts": texts}, ensure_ascii=False, indent=1) + "\n", "utf-8")
