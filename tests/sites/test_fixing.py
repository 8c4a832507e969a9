"""`fix`: what has exactly one right answer is mended, shown before, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.cli import main
from tests.support import MODELS, Files, Site, told

FRONT = "---\ntitle: Home\ndescription: D.\nsources: [s]\n---\n"
SOURCE = (
    "- {id: s, title: T, publisher: P, url: 'https://a.uk/'}\n"
    "- {id: other, title: U, publisher: P, url: 'https://b.uk/'}\n"
)
FIGURES = (
    "- {id: saved, value: 30, unit: percent, measures: m, period: '2020', source: s}\n"
    "- {id: a, value: 40, unit: percent, measures: n, period: '2020', source: s}\n"
    "- {id: b, value: 40, unit: percent, measures: o, period: '2020', source: s}\n"
    "- {id: c, value: 60, unit: percent, measures: p, period: '2020', source: other}\n"
)
FILES: Files = {
    **MODELS,
    "data/site.yaml": "contact: {telephone: 020 7946 0000}\n",
    "data/sources.yaml": SOURCE,
    "data/figures.yaml": FIGURES,
    "templates/layouts/page.html": "{{ page.html }}{{ records('sources')|length }}",
}


@pytest.fixture
def site(site: Site) -> Site:
    """A site with figures and a telephone number."""
    site.write(FILES)
    return site


def fixed(site: Site, text: str, *words: str) -> str:
    path = site.root / "content/index.md"
    path.write_bytes(f"{FRONT}{text}".encode())
    assert main(["fix", "--yes", "--site", str(site.root), *words]) == 0
    return path.read_bytes().decode().removeprefix(FRONT)


#: What is written, and what it has to become.
RIGHT = [
    ("Text\n- a\n- b\n", "Text\n\n- a\n- b\n"),
    ("> Text\n> - a\n", "> Text\n>\n> - a\n"),
    ("- Text\n\n  More\n  - a\n", "- Text\n\n  More\n\n  - a\n"),
    ("• one\n• two\n\nText\n", "- one\n- two\n\nText\n"),
    ("Text:\n• one\n• two\n", "Text:\n\n- one\n- two\n"),
    ("1.\u00a0one\n2.\u00a0two\n", "1. one\n2. two\n"),
    ("| a | b |\n| c | d |\n", "| a | b |\n|---|---|\n| c | d |\n"),
    ("a\tb\nc\td\n", "| a | b |\n|---|---|\n| c | d |\n"),
    ("# Second\n\n### Deep\n", "## Second\n\n### Deep\n"),
    ("## A\n\n#### B\n\n##### C\n", "## A\n\n### B\n\n#### C\n"),
    ("Second\n======\n", "## Second\n"),
    ("##Words\n", "## Words\n"),
    ("[x](www.example.org/a?b)\n", "[x](https://www.example.org/a?b)\n"),
    ("[m](a@b.org) [m](a@b.org)\n", "[m](mailto:a@b.org) [m](mailto:a@b.org)\n"),
    ("(words)[/#a] [w] (/) [v(/)\n", "[words](/#a) [w](/) [v](/)\n"),
    ("Some 30% and 30 per cent.\n", "Some [[figure:saved]] and [[figure:saved]].\n"),
    ("Ring 020 7946 0000.\n", "Ring [[site:telephone]].\n"),
]
#: What has several right answers, or none.
OPEN = [
    "Some 40%, which two figures are, and 50%, which is none.\n",
    "Some 60%, as a source counts that the page does not name.\n",
    "#1 is a number, and #more a mark.\n",
    "[x](example.org) may be a file, [y](nowhere.md) too.\n",
    "| a | b |\n| c |\n",
    "Call [us on 020 7946 0000](/) or <tel:02079460000>.\n",
    "Text `- a`\n\n    • code\n",
    "```\n##Words\n```\n",
    "a\tb\nc\td\te\n",
]


def fixed_pages(site: Site, texts: list[str]) -> list[str]:
    """Write each text as a page of its own, mend all of them at once, and read them again."""
    paths = [site.root / f"content/page-{number}.md" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(f"{FRONT}{text}".encode())
    assert main(["fix", "--yes", "--site", str(site.root)]) == 0
    return [path.read_bytes().decode().removeprefix(FRONT) for path in paths]


def test_what_has_one_right_answer(site: Site) -> None:
    mended = fixed_pages(site, [text for text, _ in RIGHT])
    assert list(zip([text for text, _ in RIGHT], mended, strict=True)) == RIGHT
    assert fixed_pages(site, mended) == mended, "it finds nothing more to do"


def test_what_has_several_answers_or_none_stays(site: Site) -> None:
    assert fixed_pages(site, OPEN) == OPEN


def test_nothing_else_is_touched(site: Site) -> None:
    text = "\ufeffmixed \t \r\nText\n- a  \n\n##Words\r\n\r\n\u00a0\ttail"
    assert fixed(site, text) == ("\ufeffmixed \t \r\nText\n\n- a  \n\n## Words\r\n\r\n\u00a0\ttail")
    path = site.root / "content/index.md"
    path.write_bytes(f"\ufeff{FRONT}Text\n- a\n".replace("\n", "\r\n").encode())
    assert main(["fix", "--yes", "--site", str(site.root)]) == 0
    assert path.read_bytes() == f"\ufeff{FRONT}Text\n\n- a\n".replace("\n", "\r\n").encode()


def test_the_diff_comes_first_and_nobody_is_asked_where_nobody_is(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/index.md": f"{FRONT}##A\n", "content/b.md": f"{FRONT}##B\n"})
    words = ["fix", "--site", str(site.root), str(site.root / "content/index.md")]
    assert main(words) == 1
    told_ = capsys.readouterr()
    assert (
        told_.out
        == told("""
        --- content/index.md
        +++ content/index.md
        @@ -5,2 +5,2 @@
         ---
        -##A
        +## A
        Nothing was changed.
    """)
        + "\n"
    )
    assert "1 finding mended by this; 0 left" in told_.err
    assert main([*words, "--yes"]) == 0
    assert (site.root / "content/index.md").read_text() == f"{FRONT}## A\n"
    assert (site.root / "content/b.md").read_text() == f"{FRONT}##B\n"
    assert main([*words, "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "There is nothing with exactly one right answer to mend; 0 findings."
    )


def test_all_files_or_none(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/index.md": f"{FRONT}##A\n", "content/b.md": f"{FRONT}##B\n"})
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "index.md" and "before" not in str(self):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert main(["fix", "--yes", "--site", str(site.root)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert (site.root / "content/b.md").read_text() == f"{FRONT}##B\n"
    assert (site.root / "content/index.md").read_text() == f"{FRONT}##A\n"
