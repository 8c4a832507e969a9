"""A site's own models: what they say of its content, and what is said of mistakes in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import cli
from tests.frozen import PROJECT
from tests.support import DAY, SMALLEST, Files, Site, told

TREES: Files = {
    **SMALLEST,
    "models/soils.py": """
        from __future__ import annotations

        from sitegen.models import Record, collection


        @collection("soils")
        class Soil(Record):
            name: str
        """,
    "models/trees.py": """
        from __future__ import annotations

        from collections.abc import Iterator, Sequence

        from models.soils import Soil
        from sitegen.models import Mistake, Record, Ref, WebAddress, collection


        @collection("trees")
        class Tree(Record):
            name: str
            metres: int
            soil: Ref[Soil] = ""
            website: WebAddress = ""

            @property
            def height(self) -> str:
                return f"{self.metres} m"

            def mistakes(self) -> Iterator[Mistake]:
                if self.metres > 120:
                    yield Mistake(("metres",), "tall-tree", "no tree is so tall", "measure again")

            @classmethod
            def mistakes_among(cls, records: Sequence[Tree]) -> Iterator[tuple[Tree, Mistake]]:
                names = [one.name for one in records]
                for tree in records:
                    if names.count(tree.name) > 1:
                        yield tree, Mistake(("name",), "same-tree", "there are two such trees")
        """,
    "data/soils.yaml": "- {id: clay, name: Clay}",
    "data/trees.yaml": "- {id: oak, name: Oak, metres: 30, soil: clay}",
    "templates/layouts/page.html": (
        "{% for tree in records('trees') %}{{ tree.name }}: {{ tree.height }}{% endfor %}"
        "{{ page.html }}"
    ),
}


@pytest.fixture
def trees(tmp_path: Path) -> Site:
    made = Site(tmp_path / "trees")
    made.write(TREES)
    return made


def said(site: Site, files: Files, capsys: pytest.CaptureFixture[str]) -> str:
    site.write(files)
    code = cli.main(["--site", str(site.root), "--as-of", DAY.isoformat()])
    printed = capsys.readouterr()
    assert (code, printed.err) == (1, "Nothing was published.\n"), printed
    return printed.out.removesuffix("\n")


def test_records_of_a_kind_that_the_engine_has_never_heard_of(trees: Site) -> None:
    assert "Oak: 30 m" in trees.build().outputs["index.html"]


def test_what_fields_and_hooks_find_stands_at_its_place(
    trees: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml = """
        - {id: oak, name: Oak, metres: 130, soil: clya}
        - {id: ash, name: Oak, metres: 9, website: ash}
        - {id: elm, name: Elm, metres: tall}
        """
    assert said(trees, {"data/trees.yaml": yaml}, capsys) == told("""
        data/trees.yaml:1:19: error[same-tree]: there are two such trees
            1 | - {id: oak, name: Oak, metres: 130, soil: clya}
              |                   ^^^
        data/trees.yaml:1:32: error[tall-tree]: no tree is so tall
            1 | - {id: oak, name: Oak, metres: 130, soil: clya}
              |                                ^^^
           help: measure again
        data/trees.yaml:1:43: error[unknown-soil]: there is no soil clya
            1 | - {id: oak, name: Oak, metres: 130, soil: clya}
              |                                           ^^^^
           help: did you mean clay?
        data/trees.yaml:2:19: error[same-tree]: there are two such trees
            2 | - {id: ash, name: Oak, metres: 9, website: ash}
              |                   ^^^
        data/trees.yaml:2:44: error[wrong-address]: ash is no web address
            2 | - {id: ash, name: Oak, metres: 9, website: ash}
              |                                            ^^^
           help: write https://… for another site, /section/page/ for a page of this one
        data/trees.yaml:3:32: error[wrong-type]: metres must be a whole number
            3 | - {id: elm, name: Elm, metres: tall}
              |                                ^^^^
           help: write digits only, such as 3
        6 errors, 0 warnings in 1 file
        """)


HEAD = "from sitegen.models import Record, Ref, Refs, collection\n"


def test_a_hook_that_fails_for_one_record_is_told_with_that_record(
    trees: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = "{{ page.html }}"
    yaml = "- {id: oak, name: Oak, metres: 30}"
    trees.write({"data/trees.yaml": yaml, "templates/layouts/page.html": layout})
    code = (
        HEAD + "@collection('trees')\nclass Tree(Record):\n    name: str\n    metres: int\n"
        "    def mistakes(self):\n        return 1 / (self.metres - 30)"
    )
    assert said(trees, {"models/trees.py": code}, capsys) == told("""
        models/trees.py:7:1: error[model-hook]: Tree.mistakes fails for data/trees.yaml:1: ZeroDivisionError: division by zero
            7 |         return 1 / (self.metres - 30)
              | ^
           help: correct the hook, or what the record says
        1 error, 0 warnings in 1 file
        """)


def test_what_a_hook_should_not_yield_is_told_at_the_hook(
    trees: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (
        HEAD + "@collection('trees')\nclass Tree(Record):\n    name: str\n    metres: int\n"
        "    soil: str\n    def mistakes(self):\n        yield 'too tall'"
    )
    assert said(trees, {"models/trees.py": code}, capsys).split("\n")[0] == (
        "models/trees.py:7:1: error[model-hook]: Tree.mistakes fails for data/trees.yaml:1: it "
        "yields str 'too tall', and should yield "
        'Mistake(("key",), "name-of-rule", "what is wrong", "what to do")'
    )


def test_a_mended_model_is_built_again(trees: Site) -> None:
    assert trees.build(memory={}).outputs["index.html"].startswith("Oak: 30 m")
    trees.write({"models/trees.py": "x ="})
    assert trees.build().result.failed
    feet = told(str(TREES["models/trees.py"])).replace("{self.metres} m", "{self.metres * 3} ft")
    trees.write({"models/trees.py": feet})
    assert trees.build().outputs["index.html"].startswith("Oak: 90 ft")


def test_workers_know_the_models(trees: Site) -> None:
    trees.write({f"content/{name}.md": "A page." for name in ("one", "two", "three")})
    built = trees.build(jobs=2)
    assert "Oak: 30 m" in built.outputs["two/index.html"], built.report


def test_two_sites_in_turn_have_each_their_own(trees: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    yards = told(str(TREES["models/trees.py"])).replace("{self.metres} m", "{self.metres + 3} yd")
    other.write({**TREES, "models/trees.py": yards})
    for site, height in ((trees, "30 m"), (other, "33 yd"), (trees, "30 m")):
        site.write({"data/soils.yaml": f"- {{id: clay, name: {height}}}"})
        assert f"Oak: {height}" in site.build().outputs["index.html"]


LOADED = """
import sys
from sitegen.cli import main
code = main(sys.argv[1:])
print(code, sorted({"models", "pydantic", "sitegen.models"} & set(sys.modules)))
"""


def test_a_build_without_changes_imports_neither_models_nor_pydantic(trees: Site) -> None:
    def loaded() -> str:
        words = [sys.executable, "-c", LOADED, "--site", str(trees.root), "--as-of", str(DAY)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        return done.stdout.split("\n")[-2]

    assert loaded() == "0 ['models', 'pydantic', 'sitegen.models']"
    assert loaded() == "0 []"
    trees.write({"content/index.md": "Another text."})
    assert loaded() == "0 ['models', 'sitegen.models']"


def test_without_models_the_smallest_site_builds(tmp_path: Path) -> None:
    site = Site(tmp_path / "smallest")
    site.write(SMALLEST)
    assert site.build().outputs["index.html"].strip() == "<p>Welcome.</p>"


def examples() -> list[str]:
    """Return what stands indented in the documentation, one text for each block."""
    text = (PROJECT / "docs/models.md").read_text("utf-8")
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}| *\n {4}))+", text, flags=re.MULTILINE)
    return [told(block) for block in blocks]


def test_the_records_in_the_documentation_are_built(tmp_path: Path) -> None:
    model, data, layout = examples()[:3]
    site = Site(tmp_path / "documented")
    site.write({"content/index.md": "", "templates/layouts/page.html": layout})
    site.write({"models/trees.py": model, "data/trees.yaml": data})
    built = site.build(strict=True)
    assert (built.outputs["index.html"].strip(), built.report) == ("Oak, 30 m", "")


def test_the_pages_in_the_documentation_are_built(tmp_path: Path) -> None:
    model, page, layout = examples()[3:6]
    site = Site(tmp_path / "documented")
    site.write({"content/index.md": "", "templates/layouts/page.html": layout})
    site.write({"models/walk.py": model, "content/hill.md": page})
    built = site.build()
    assert not built.result.failed, built.report
    assert built.outputs["index.html"].strip() == "Up the hill, 9 miles, ahead"


def test_the_file_in_the_documentation_is_made(tmp_path: Path) -> None:
    at = next(at for at, text in enumerate(examples()) if text.startswith("# models/birds.py"))
    model, layout = examples()[at : at + 2]
    site = Site(tmp_path / "documented")
    site.write({"content/index.md": "", "templates/layouts/page.html": layout})
    site.write({"models/birds.py": model, "data/birds.yaml": "- {id: r, name: Rook, counted: 9}"})
    built = site.build(strict=True)
    assert built.outputs["data/birds.csv"] == "\ufeffid,name,counted\r\nr,Rook,9\r\n"
    assert built.outputs["index.html"].strip() == (
        '<a href="/data/birds.csv" download>All birds (CSV, 30 bytes)</a>'
    )


# Types of pages

WALK = """
    from __future__ import annotations

    from collections.abc import Iterator, Mapping
    from typing import ClassVar

    from sitegen.models import FrontMatter, LocalTime, Mistake, Page, PageType, Site, Turning
    from sitegen.models import WebAddress, page_type


    @page_type("walk")
    class Walk(PageType):
        example: ClassVar[str] = "walk: {starts: 2026-12-04 10:00}"
        is_dated: ClassVar[bool] = True
        sorts: ClassVar[tuple[str, ...]] = ("starts", "miles")
        attributes: ClassVar[tuple[str, ...]] = ("route",)

        starts: LocalTime
        miles: int = 1
        guide: WebAddress = ""

        def mistakes(self, front: FrontMatter) -> Iterator[Mistake]:
            if self.miles > 20:
                yield Mistake(("miles",), "long-walk", "nobody walks so far", "write fewer")

        def turning(self, front: FrontMatter) -> Turning:
            return Turning("ahead", "walked", self.starts.over, is_hidden_after=True)

        def route(self, page: Page, site: Site) -> str:
            return f"{page.url}route.txt"

        def json_ld(self, page: Page, site: Site) -> Iterator[Mapping[str, object]]:
            yield {"@type": "Event", "name": page.front.title}

        def files(self, page: Page, site: Site) -> Mapping[str, str]:
            return {f"{self.route(page, site)[1:]}": f"{self.miles} miles"}
    """
LAYOUT = """
    {% for walk in pages(kind="walk", sort="-miles") %}{{ walk.title }} {% endfor %}
    {{ page.state }}|{{ page.indexable }}|{{ page.walk.miles if page.walk }}|{{ page.route }}
    {% for block in page.json_ld %}{{ block }}{% endfor %}
    """


def walk(title: str, **keys: object) -> str:
    own = ", ".join(f"{key}: {value}" for key, value in keys.items())
    lines = [f"title: {title}", "description: D", "kind: walk", "date: 2026-11-01"]
    return "\n".join(["---", *lines, f"walk: {{{own}}}", "---", ""])


@pytest.fixture
def walks(tmp_path: Path) -> Site:
    made = Site(tmp_path / "walks")
    made.write({"content/index.md": "", "models/walk.py": WALK})
    made.write({"templates/layouts/page.html": LAYOUT})
    made.write({"content/hill.md": walk("Hill", starts="2026-12-04 10:00", miles=9)})
    made.write({"content/lake.md": walk("Lake", starts="2026-11-20")})
    return made


def test_pages_of_a_type_that_the_engine_has_never_heard_of(walks: Site) -> None:
    outputs = walks.build().outputs
    assert outputs["hill/index.html"].startswith("Hill Lake ahead|True|9|/hill/route.txt")
    assert (
        '"@context": "https://schema.org", "@type": "Event", "name": "Hill"'
        in outputs["hill/index.html"]
    )
    assert "walked|False|1|" in outputs["lake/index.html"]
    assert ("lake" in outputs["sitemap.xml"], outputs["hill/route.txt"]) == (False, "9 miles")


def test_what_a_type_finds_in_its_pages_stands_at_its_place(
    walks: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    far = walk("Far", starts="2026-12-04", miles=21, guide="guide")
    assert said(walks, {"content/far.md": far, "content/bare.md": BARE}, capsys) == told("""
        content/bare.md:2:1: error[missing-key]: date is missing, which a page of the kind walk needs
            2 | title: Bare
              | ^
           help: add a line date: 2026-11-21
        content/bare.md:2:1: error[missing-key]: walk is missing
            2 | title: Bare
              | ^
           help: add walk: {starts: 2026-12-04 10:00}
        content/far.md:6:35: error[long-walk]: nobody walks so far
            6 | walk: {starts: 2026-12-04, miles: 21, guide: guide}
              |                                   ^^
           help: write fewer
        content/far.md:6:46: error[wrong-address]: guide is no web address
            6 | walk: {starts: 2026-12-04, miles: 21, guide: guide}
              |                                              ^^^^^
           help: write https://… for another site, /section/page/ for a page of this one
        4 errors, 0 warnings in 2 files
        """)


BARE = "---\ntitle: Bare\ndescription: D\nkind: walk\n---\n"

FAILING = {
    "turning": ("return Turning(", "return 1 / 0, Turning(", "Walk.turning fails for content/"),
    "json_ld": ('"name": page.front.title', '"name": 1 / 0', "the model fails here: "),
    "files": ('f"{self.miles} miles"', "1 / 0", "Walk.files fails for content/"),
    "route": ('f"{page.url}route.txt"', "1 / 0", "the model fails here: "),
}


@pytest.mark.parametrize(("old", "new", "words"), FAILING.values(), ids=FAILING)
def test_a_hook_that_fails_for_a_page_is_told_with_that_page(
    walks: Site, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    assert not walks.build().result.failed
    code = told(WALK).replace(old, new)
    line = code[: code.index("1 / 0")].count("\n") + 1
    report = said(walks, {"models/walk.py": code}, capsys)
    assert f"models/walk.py:{line}:1: error[model-hook]: {words}" in report
    assert "ZeroDivisionError: division by zero" in report
    assert "content/hill.md" in report


def test_an_attribute_takes_the_page_and_the_site(
    walks: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    code = told(WALK).replace("def route(self, page: Page, site: Site)", "def route(self)")
    assert "help: write def route(self, page, site)" in said(
        walks, {"models/walk.py": code}, capsys
    )


def test_two_types_for_one_kind(walks: Site, capsys: pytest.CaptureFixture[str]) -> None:
    code = "from sitegen.models import PageType, page_type\n\n\n"
    code += "@page_type('walk')\nclass Stroll(PageType):\n    pass"
    assert said(walks, {"models/x.py": code}, capsys).split("\n")[0] == (
        "models/x.py:5:1: error[model-twice]: pages of the kind walk are those of Walk already"
    )


def test_a_type_without_keys_is_asked_of_all_pages_of_the_kind(walks: Site) -> None:
    code = """
        from sitegen.models import PageType, page_type


        @page_type("map")
        class Map(PageType):
            def files(self, page, site):
                return {"map.txt": f"{len(site.pages)} pages"}
        """
    walks.write({"models/maps.py": code})
    walks.write({"content/map.md": "---\ntitle: Map\ndescription: D\nkind: map\n---\n"})
    assert walks.build().outputs["map.txt"] == "4 pages"


def test_a_type_is_not_called_as_a_key_of_every_page(
    walks: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "from sitegen.models import PageType, page_type\n\n\n"
    code += "@page_type('summary')\nclass Summary(PageType):\n    text: str"
    assert said(walks, {"models/x.py": code}, capsys).split("\n")[0] == (
        "models/x.py:5:1: error[model-twice]: summary is a key of every page, and cannot be that "
        "of a kind"
    )


# Keys of every page

KEYS = """


    class Trees(PageKeys):
        called = {"gardener": ("keeper", "caretaker")}

        trees: Refs[Tree] = ()
        gardener: str = "nobody"
    """


@pytest.fixture
def keyed(trees: Site) -> Site:
    code = told(str(TREES["models/trees.py"])) + "\n" + told(KEYS)
    code = code.replace("import Mistake, Record,", "import Mistake, PageKeys, Record, Refs,")
    layout = "{{ page.gardener }}:{% for one in page.trees %}{{ one.height }}{% endfor %}"
    trees.write({"models/trees.py": code, "templates/layouts/page.html": layout})
    return trees


def with_keys(*keys: str) -> str:
    return "\n".join(["---", "title: Home", "description: D", *keys, "---", ""])


def test_a_key_of_every_page_and_the_records_that_it_names(keyed: Site) -> None:
    assert keyed.build().outputs["index.html"] == "nobody:"
    keyed.write({"content/index.md": with_keys("trees: [oak]", "gardener: Ann")})
    assert keyed.build().outputs["index.html"] == "Ann:30 m"
    keyed.write({"data/trees.yaml": "- {id: oak, name: Oak, metres: 31, soil: clay}"})
    assert keyed.build().outputs["index.html"] == "Ann:31 m"


def test_a_key_of_every_page_names_what_exists(
    keyed: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    page = with_keys("caretaker: Ann")
    assert "help: it is called gardener here: write gardener:" in said(
        keyed, {"content/index.md": page}, capsys
    )
    page = with_keys("trees: [oka]", "gardner: Ann")
    assert said(keyed, {"content/index.md": page}, capsys) == told("""
        content/index.md:5:1: error[unknown-key]: unknown key gardner
            5 | gardner: Ann
              | ^^^^^^^
           help: did you mean gardener?
        1 error, 0 warnings in 1 file
        """)
    page = with_keys("trees: [oka]")
    assert said(keyed, {"content/index.md": page}, capsys) == told("""
        content/index.md:4:9: error[unknown-tree]: there is no tree oka
            4 | trees: [oka]
              |         ^^^
           help: did you mean oak?
        1 error, 0 warnings in 1 file
        """)


def test_forms_of_texts_hold_in_front_matter_as_in_records(
    keyed: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    model = """
        from __future__ import annotations

        from sitegen.models import DateInPart, PageKeys, PageType, page_type


        @page_type("walk")
        class Walk(PageType):
            began: DateInPart


        class Seen(PageKeys):
            seen: DateInPart = ""
        """
    files: Files = {
        "models/walks.py": model,
        "templates/layouts/walk.html": "{{ page.html }}",
        "content/index.md": with_keys("kind: walk", "seen: 2026-99", "walk: {began: 2026-13}"),
    }
    help_ = "   help: write 2026-11-21, 2026-11, 2026 (in quotes) or unknown"
    assert said(keyed, files, capsys) == told(f"""
        content/index.md:5:7: error[wrong-type]: 2026-99 is no date
            5 | seen: 2026-99
              |       ^^^^^^^
        {help_}
        content/index.md:6:15: error[wrong-type]: 2026-13 is no date
            6 | walk: {{began: 2026-13}}
              |               ^^^^^^^
        {help_}
        2 errors, 0 warnings in 1 file
        """)


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("title: str = ''", "model-twice]: title is a key of every page already"),
        ("shade: str", "model-field]: shade has no default, and every page would need it"),
    ],
)
def test_a_key_that_not_every_page_can_have(
    keyed: Site, capsys: pytest.CaptureFixture[str], field: str, message: str
) -> None:
    code = f"from sitegen.models import PageKeys\n\n\nclass More(PageKeys):\n    {field}"
    report = said(keyed, {"models/x.py": code}, capsys)
    assert report.startswith(f"models/x.py:5:5: error[{message}")


# Files of the whole site

FILES = """
    from __future__ import annotations

    from collections.abc import Mapping

    from sitegen.models import PageType, Record, Site, collection, page_type


    @collection("birds")
    class Bird(Record):
        name: str

        @classmethod
        def site_files(cls, site: Site) -> Mapping[str, str]:
            birds = site.records["birds"].values()
            return {"data/birds.txt": ", ".join(bird.name for bird in birds)}


    @page_type("walk")
    class Walk(PageType):
        @classmethod
        def site_files(cls, site: Site) -> Mapping[str, str]:
            return {"data/walks.txt": str(len(site.pages))}
    """
LISTING = "{{ download('data/birds.txt').size }} {{ download('data/walks.txt').url }}"


@pytest.fixture
def files(tmp_path: Path) -> Site:
    made = Site(tmp_path / "files")
    made.write({**SMALLEST, "models/birds.py": FILES, "templates/layouts/page.html": LISTING})
    made.write({"data/birds.yaml": "- {id: r, name: Rook}"})
    return made


def test_a_file_of_all_records_and_one_of_all_pages(files: Site) -> None:
    outputs = files.build().outputs
    assert (outputs["data/birds.txt"], outputs["data/walks.txt"]) == ("Rook", "1")
    assert outputs["index.html"] == "4 /data/walks.txt"
    files.write({"data/birds.yaml": "- {id: r, name: Rook}\n- {id: c, name: Crow}"})
    outputs = files.build().outputs
    assert (outputs["data/birds.txt"], outputs["index.html"]) == (
        "Rook, Crow",
        "10 /data/walks.txt",
    )
    files.write({"data/birds.yaml": "[]", "content/a.md": "A"})
    outputs = files.build().outputs
    assert (outputs["data/birds.txt"], outputs["data/walks.txt"]) == ("", "2")


@pytest.mark.parametrize(
    ("returned", "line", "message"),
    [
        (
            '{"../birds.txt": ""}',
            "12:1",
            "Bird.site_files fails for the whole site: it returns the path '../birds.txt', which "
            "is none below the output: write folder/name",
        ),
        (
            '{"data/birds.txt": 1}',
            "12:1",
            "Bird.site_files fails for the whole site: it returns 'data/birds.txt': int, where a "
            "path: text is wanted",
        ),
        (
            '{"Data/Walks.txt": ""}',
            "20:1",
            "Walk.site_files fails for the whole site: Bird.site_files makes the file "
            "data/walks.txt, too",
        ),
        (
            '{"robots.txt": ""}',
            "12:1",
            "Bird.site_files fails for the whole site: the build makes the file robots.txt, too",
        ),
        (
            '["data/birds.txt"]',
            "12:1",
            "Bird.site_files fails for the whole site: it returns list ['data/birds.txt'], and "
            "should return a mapping of paths to texts",
        ),
        (
            "1 / 0",
            "15:1",
            "Bird.site_files fails for the whole site: ZeroDivisionError: division by zero",
        ),
    ],
)
def test_what_is_no_file_is_told_at_the_hook(
    files: Site, capsys: pytest.CaptureFixture[str], returned: str, line: str, message: str
) -> None:
    code = told(FILES).replace(
        '{"data/birds.txt": ", ".join(bird.name for bird in birds)}', returned
    )
    report = said(files, {"models/birds.py": code, "templates/layouts/page.html": ""}, capsys)
    assert report.split("\n")[0] == f"models/birds.py:{line}: error[model-hook]: {message}"


def test_a_page_does_not_repeat_that_a_hook_fails(
    files: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    code = told(FILES).replace('{"data/walks.txt": str(len(site.pages))}', "1 / 0")
    report = said(files, {"models/birds.py": code}, capsys)
    assert report.split("\n")[-1] == "1 error, 0 warnings in 1 file"
