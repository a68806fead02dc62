"""The examples that MarkdownExamplesTests reads, from the source distribution of markdown-it-py:

    pip download --no-binary :all: --no-deps markdown-it-py==4.3.0
    python3 markdown_examples.py markdown_it_py-4.3.0.tar.gz

writes commonmark.json (the CommonMark specification's) and gfm.json (GitHub's extensions) beside this script.
"""

import json
import pathlib
import sys
import tarfile

HERE = pathlib.Path(__file__).parent
GFM = ["tables", "strikethrough", "strikethrough_single_tilde", "tasklists", "linkify"]


def read(archive, ending):
    member = next(name for name in archive.getnames() if name.endswith(ending))
    return archive.extractfile(member).read().decode()


def port_examples(name, text):
    """The fixtures of markdown-it's port: a title, then Markdown and HTML between lines with one point."""
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line == "."]
    for first, second, third in zip(marks[::3], marks[1::3], marks[2::3]):
        yield {
            "example": f"{name}:{first + 1}",
            "markdown": "\n".join(lines[first + 1 : second]) + "\n",
            "html": "\n".join(lines[second + 1 : third]) + "\n",
        }


def write(name, examples):
    (HERE / name).write_text(json.dumps(examples, indent=0, ensure_ascii=False) + "\n")
    print(name, len(examples))


def main():
    with tarfile.open(sys.argv[1]) as archive:
        examples = json.loads(read(archive, "tests/test_cmark_spec/commonmark.json"))
        write(
            "commonmark.json",
            [{"example": str(e["example"]), "markdown": e["markdown"], "html": e["html"]} for e in examples],
        )
        gfm = []
        for name in GFM:
            gfm += port_examples(name, read(archive, f"tests/test_port/fixtures/{name}.md"))
        write("gfm.json", gfm)


main()
