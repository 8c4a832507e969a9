"""What people do wrong in their first models and layouts, and what they are told of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.incremental.explain import UnknownPageError, explain
from tests.support import Site

CHOIR = Path(__file__).parent / "choir"


@pytest.fixture
def choir(tmp_path: Path) -> Site:
    return Site(Path(shutil.copytree(CHOIR, tmp_path / "choir")))


def told_of(site: Site, edits: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return all that is said after edits, each of which puts other words in the place of some."""
    for path, (old, new) in edits.items():
        text = (site.root / path).read_text("utf-8") if old else ""
        assert old in text
        site.write({path: text.replace(old, new, 1) if old else new})
    lines = site.build().report.split("\n")
    return [line for line in lines if ": error[" in line or ": warning[" in line or "help:" in line]


SCORES, CONCERT, SHELVES = "models/scores.py", "models/concert.py", "models/shelves.py"
PAGE, OF_SCORE = "templates/layouts/page.html", "templates/layouts/score.html"
OF_CONCERT = "templates/layouts/concert.html"

#: An edit, the line that tells of it, and the help.
FIRST: Mapping[str, tuple[str, str, str, str, str]] = {
    "an attribute of a model that there is not, in json_ld": (
        CONCERT,
        "self.starts.iso",
        "self.start.iso",
        "models/concert.py:55:1: error[model-hook]: the model fails here: AttributeError: 'Concert'"
        " object has no attribute 'start' (while rendering content/concerts/spring.md and 1 more"
        " page)",
        "correct the hook, or what the record says",
    ),
    "a list that is printed": (
        PAGE,
        "{{ block }}",
        "{{ page.json_ld }}",
        "templates/layouts/page.html:2:1: error[template]: a list cannot be printed as it is (while"
        " rendering content/concerts/spring.md and 4 more pages)",
        "go through it: {% for one in … %}{{ one }}{% endfor %}",
    ),
    "a record that is printed": (
        OF_SCORE,
        "{{ score.voices }}",
        "{{ score }}",
        "templates/layouts/score.html:5:1: error[template]: a Score cannot be printed as it is"
        " (while rendering content/scores/each.md for dawn and 1 more page)",
        "print one of id, title, voices, shelf, bought",
    ),
    "an id for a record": (
        OF_SCORE,
        "{{ shelf.name }}",
        "{{ shelf.name }}, {{ score.shelf.name }}",
        "templates/layouts/score.html:5:64: error[undefined]: there is nothing named name:"
        " score.shelf is a text (while rendering content/scores/each.md for dawn and 1 more page)",
        'it is an id, and record("shelves", score.shelf) is the record',
    ),
    "a key of a record that is mistyped": (
        OF_SCORE,
        "{{ score.voices }}",
        "{{ score.voises }}",
        "templates/layouts/score.html:5:13: error[undefined]: there is nothing named voises (while"
        " rendering content/scores/each.md for dawn and 1 more page)",
        "did you mean voices?",
    ),
    "a key of a kind of pages that is mistyped": (
        OF_CONCERT,
        "{{ page.when }}",
        "{{ page.concert.strats }}",
        "templates/layouts/concert.html:3:20: error[undefined]: there is nothing named strats"
        " (while rendering content/concerts/spring.md and 1 more page)",
        "did you mean starts?",
    ),
    "words behind the bar of what has words of its own": (
        "content/index.md",
        "[[score:dawn]]",
        "[[score:dawn|our song]]",
        "content/index.md:7:1: error[lost-text]: the words behind the bar of [[score:dawn|our"
        " song]] are shown nowhere",
        "write [[score:dawn]], which has its own",
    ),
    "a file whose place a page has": (
        CONCERT,
        "f\"{page.url.strip('/')}.txt\"",
        '"index.html" if "winter" in page.url else "a.txt"',
        "models/concert.py:57:1: error[model-hook]: Concert.files fails for the whole site:"
        " content/index.md makes the file index.html, too",
        "correct the hook, or what the record says",
    ),
    "an attribute that is mistyped": (
        CONCERT,
        '("when", "programme")',
        '("whenn", "programme")',
        "models/concert.py:30:5: error[model-hook]: Concert has no method whenn, which attributes"
        " names",
        "did you mean when?",
    ),
    "attributes without a comma": (
        CONCERT,
        '("when", "programme")',
        '("when")',
        "models/concert.py:30:5: error[model-field]: attributes cannot be 'when'",
        'write names of methods in brackets: ("route",)',
    ),
    "an attribute that each page has already": (
        CONCERT,
        '("when", "programme")',
        '("when", "programme", "title")\n\n    def title(self, page, site):\n        return ""',
        "models/concert.py:32:5: error[model-twice]: title is what layouts read of every page"
        " already",
        "give it another name",
    ),
    "a hook that is mistyped": (
        CONCERT,
        "def mistakes(",
        "def mistake(",
        "models/concert.py:36:5: error[model-hook]: Concert.mistake is no hook, and nothing asks"
        " for it",
        "did you mean mistakes? Otherwise write _mistake",
    ),
    "a setting that is mistyped": (
        CONCERT,
        "    sorts:",
        "    sort:",
        "models/concert.py:29:5: error[model-hook]: Concert.sort is no setting, and nothing asks"
        " for it",
        "did you mean sorts? Otherwise write _sort",
    ),
    "a setting that would be a key": (
        CONCERT,
        "sorts: ClassVar[tuple[str, ...]]",
        "sorts: tuple[str, ...]",
        "models/concert.py:29:5: error[model-field]: sorts is a setting, and would be a key",
        "write sorts: ClassVar[…] = …",
    ),
    "a key that hides a hook": (
        SHELVES,
        "    name: str",
        "    name: str\n    due: str",
        "models/shelves.py:15:5: error[model-field]: due is the name of a hook",
        "give the key another name",
    ),
    "a kind of pages that is mistyped": (
        SCORES,
        '@page_type("score")',
        '@page_type("scores")',
        "models/scores.py:32:1: warning[unused-type]: no page is of the kind scores, and no layout:"
        " nothing asks this class",
        "did you mean score?",
    ),
    "a record where its id is written": (
        SHELVES,
        "Refs[Score]",
        "tuple[Score, ...]",
        "models/shelves.py:15:5: error[model-field]: on_top is a whole Score, and only its id is"
        " written",
        "write Ref[Score], or Refs[Score] for a list of ids",
    ),
    "a default of another type": (
        SCORES,
        "bought: Day | None = None",
        'bought: Day | None = "never"',
        "models/scores.py:22:5: error[model-field]: bought cannot be 'never' by default",
        "write another default, or another type",
    ),
    "a default that can change": (
        SHELVES,
        "on_top: Refs[Score] = ()",
        "on_top: list[str] = []",
        "models/shelves.py:15:5: error[model-field]: the default of on_top can change",
        "write a tuple: tuple[…, ...] = ()",
    ),
    "a list that can change": (
        SHELVES,
        "on_top: Refs[Score] = ()",
        "on_top: list[str]",
        "models/shelves.py:15:5: error[model-field]: the type of on_top is not known: list",
        "write tuple[str, ...], with the dots",
    ),
    "what is the engine's own": (
        SHELVES,
        "from sitegen.models",
        "from sitegen.fields.record import Part\nfrom sitegen.models",
        "models/shelves.py:7:1: error[model-import]: sitegen.fields.record may change with each"
        " version of the builder",
        "import what you need from sitegen.models, and no more",
    ),
    "modules that import each other": (
        SCORES,
        "if TYPE_CHECKING:\n    from",
        "from",
        "models/shelves.py:5:1: error[model-import]: Score is not there yet: two modules import"
        " each other",
        "write this import below if TYPE_CHECKING: where only fields name the class",
    ),
    "a mistyped reference, which hooks read": (
        "data/scores.yaml",
        "shelf: upper",
        "shelf: uper",
        "data/scores.yaml:1:54: error[unknown-shelve]: there is no shelve uper",
        "did you mean upper?",
    ),
    "a mistyped reference of a page, which hooks read": (
        "content/concerts/spring.md",
        "sings: [river]",
        "sings: [rivr]",
        "content/concerts/spring.md:5:69: error[unknown-score]: there is no score rivr",
        "did you mean river?",
    ),
    "a place that is no tuple": (
        CONCERT,
        'Mistake(("ends",), "date-order"',
        'Mistake("ends", "date-order"',
        "",
        "",
    ),
}


@pytest.mark.parametrize(("path", "old", "new", "line", "help_"), FIRST.values(), ids=FIRST)
def test_a_first_mistake_is_told_once_and_where_it_is(
    choir: Site, path: str, old: str, new: str, line: str, help_: str
) -> None:
    told = [line, f"   help: {help_}"] if line else []
    assert told_of(choir, {path: (old, new)}) == told


def test_a_list_without_a_file_is_told_once(choir: Site) -> None:
    (choir.root / "data/shelves.yaml").unlink()
    assert told_of(choir, {}) == [
        "data/scores.yaml:1:54: error[unknown-shelve]: there is no file data/shelves.yaml, and so"
        " no shelve of this id, nor for 1 more place",
        "   help: write data/shelves.yaml, a list of records: - id: …",
    ]


def test_structured_data_that_a_layout_with_a_head_does_not_print(choir: Site) -> None:
    loop = (CHOIR / PAGE).read_text("utf-8").partition("<h1>")[0]
    (first, _) = told_of(choir, {PAGE: (loop, "<head><title>Choir</title></head>\n")})[:2]
    assert first == (
        "models/concert.py:53:1: warning[unprinted-data]: no search engine sees what"
        " Concert.json_ld yields: no layout prints it (while rendering content/concerts/spring.md"
        " and 1 more page)"
    )


def test_two_kinds_of_pages_can_have_an_attribute_of_one_name(choir: Site) -> None:
    rehearsal = """
        from sitegen.models import PageType, page_type


        @page_type("rehearsal")
        class Rehearsal(PageType):
            attributes = ("when",)

            def when(self, page, site):
                return "on Mondays"
        """
    page = "---\ntitle: R\ndescription: D\nkind: rehearsal\n---\n"
    choir.write({"models/a.py": rehearsal, "content/rehearsal.md": page})
    choir.write({"templates/layouts/rehearsal.html": "{{ page.when }}"})
    outputs = choir.build().outputs
    assert outputs["rehearsal/index.html"] == "on Mondays"
    assert "7pm to 9pm" in outputs["concerts/winter/index.html"]


def test_a_link_to_the_sites_own_address_says_whose_that_is(choir: Site) -> None:
    link = "[Gone](https://example.org/gone/)\n\nThis month"
    told = told_of(choir, {"content/index.md": ("This month", link)})
    assert told[0] == (
        "content/index.md:5:8: error[broken-link]: no page has the URL /gone/ (https://example.org/"
        " is this site, by base_url in data/site.yaml)"
    )


def test_a_page_that_a_file_makes_is_explained_by_that_file(
    choir: Site,
) -> None:
    output = choir.root / "output"
    assert not choir.build().result.failed
    assert explain(choir.root, output, "/scores/dawn/").startswith(
        "content/scores/each.md for dawn is published as /scores/dawn/ (output/scores/dawn/"
    )
    with pytest.raises(UnknownPageError, match="name one of /scores/dawn/, /scores/river/"):
        explain(choir.root, output, "scores/each.md")


def test_what_can_be_begun_is_what_the_site_has(
    choir: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "opera", "Tosca", "--site", str(choir.root)]) == 2
    assert "  pages: page, concert\n  records: score, shelf\n" in capsys.readouterr().err
