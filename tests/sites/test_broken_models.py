"""Mistakes in a site's own models: each is told at the model's line, and nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.test_models import HEAD, LAYOUT, TREES, WALK, said
from tests.support import Site, told


@pytest.fixture
def trees(tmp_path: Path) -> Site:
    made = Site(tmp_path / "trees")
    made.write(TREES)
    return made


@pytest.fixture
def walk(trees: Site) -> Site:
    page = "title: Up the hill\ndescription: D\ndate: 2026-11-01\nkind: walk\n"
    page += "walk: {starts: 2026-12-04 10:00}"
    trees.write({"content/hill.md": f"---\n{page}\n---\n", "templates/layouts/walk.html": LAYOUT})
    return trees


KNOWN = (
    "known are str, int, float, bool, Literal, tuple[…, ...], a class of the kind Part, and "
    "the types of sitegen.models"
)
REFER = "name a class between the brackets, Ref[Tree], and put @collection before that class"
PAGES = (
    "from sitegen.models import LocalTime, PageType, page_type\n"
    "@page_type('x')\nclass X(PageType):\n"
)
BROKEN = {
    "no Python": (
        "def tree(:\n    pass",
        "models/x.py:1:10: error[model-import]: this is no Python: invalid syntax",
        "correct this line",
    ),
    "a module that is not there": (
        "import no_such_module_anywhere",
        "models/x.py:1:1: error[model-import]: this cannot be imported: "
        "ModuleNotFoundError: No module named 'no_such_module_anywhere'",
        "correct this line, or what it names",
    ),
    "an exception": (
        "LIMIT = 1\nSHARE = LIMIT / 0",
        "models/x.py:2:1: error[model-import]: this cannot be imported: "
        "ZeroDivisionError: division by zero",
        "correct this line, or what it names",
    ),
    "the end of everything": (
        "raise SystemExit",
        "models/x.py:1:1: error[model-import]: this cannot be imported: SystemExit",
        "correct this line, or what it names",
    ),
    "a field with a default before one without": (
        HEAD + "class X(Record):\n    a: str = ''\n    b: str",
        "models/x.py:2:1: error[model-import]: this cannot be imported: "
        "TypeError: non-default argument 'b' follows default argument",
        "correct this line, or what it names",
    ),
    "two lists for one file": (
        HEAD + "@collection('soils')\nclass X(Record):\n    a: str",
        "models/x.py:3:1: error[model-twice]: data/soils.yaml is a list of Soil already",
        "keep one of the two (the first stands at models/soils.py:7)",
    ),
    "a reference to what is no list": (
        HEAD + "class X(Record):\n    a: str\n@collection('y')\nclass Y(Record):\n    x: Refs[X]",
        "models/x.py:6:5: error[model-field]: x refers to X, which is no collection",
        REFER,
    ),
    "a type that is defined nowhere": (
        "from __future__ import annotations\n" + HEAD + "class X(Record):\n    soil: Ref[Siol]",
        "models/x.py:4:5: error[model-field]: the type of soil is not known: "
        "name 'Siol' is not defined",
        KNOWN,
    ),
    "a type that cannot be checked": (
        HEAD + "class X(Record):\n    a: set[str]",
        "models/x.py:3:5: error[model-field]: the type of a is not known: set",
        KNOWN,
    ),
    "a hook with other arguments": (
        HEAD + "class X(Record):\n    def mistakes(self, site):\n        return ()",
        "models/x.py:3:5: error[model-hook]: X.mistakes has other arguments than the hook is given",
        "write def mistakes(self)",
    ),
    "a hook of all records that is one of each": (
        HEAD + "class X(Record):\n    def mistakes_among(self, records):\n        return ()",
        "models/x.py:3:5: error[model-hook]: X.mistakes_among has other arguments than the hook is "
        "given",
        "write @classmethod and def mistakes_among(cls, records)",
    ),
    "a reference to nothing": (
        HEAD + "class X(Record):\n    a: Ref",
        "models/x.py:3:5: error[model-field]: a refers to no collection",
        REFER,
    ),
    "a choice of no words": (
        "from typing import Literal\n" + HEAD + "class X(Record):\n    a: Literal[()]",
        "models/x.py:4:5: error[model-field]: the type of a is not known: Literal",
        KNOWN,
    ),
    "an id of its own": (
        HEAD + "class X(Record):\n    id: int",
        "models/x.py:3:5: error[model-field]: id is the name that each record has",
        "remove this line",
    ),
    "a class that hides another": (
        HEAD + "class X(Record):\n    a: str\nclass X(Record):\n    b: str",
        "models/x.py:4:1: error[model-twice]: the class X stands twice (first on line 2)",
        "give one of the two another name",
    ),
    "a list without the name of its file": (
        HEAD + "@collection\nclass X(Record):\n    a: str",
        "models/x.py:2:1: error[model-import]: this cannot be imported: "
        'TypeError: write @collection("trees") for the records of data/trees.yaml',
        "correct this line, or what it names",
    ),
    "a list of what are no records": (
        HEAD + "@collection('x')\nclass X:\n    a: str",
        "models/x.py:2:1: error[model-import]: this cannot be imported: "
        "TypeError: X is no Record: write class X(Record)",
        "correct this line, or what it names",
    ),
    "a list in another folder": (
        HEAD + "@collection('../x')\nclass X(Record):\n    a: str",
        "models/x.py:2:1: error[model-import]: this cannot be imported: "
        "ValueError: '../x' cannot be the name of a file in data/: it holds small letters, digits, "
        "hyphens and underscores",
        "correct this line, or what it names",
    ),
    "a list in a file of the builder": (
        HEAD + "@collection('site')\nclass X(Record):\n    a: str",
        "models/x.py:3:1: error[model-twice]: data/site.yaml is a file that the builder reads "
        "itself",
        "give the list another name",
    ),
    "a type of what are no pages": (
        HEAD
        + "from sitegen.models import page_type\n@page_type('x')\nclass X(Record):\n    a: str",
        "models/x.py:3:1: error[model-import]: this cannot be imported: "
        "TypeError: X is no PageType: write class X(PageType)",
        "correct this line, or what it names",
    ),
    "a type whose name is no key": (
        HEAD
        + "from sitegen.models import page_type\n@page_type('a b')\nclass X(Record):\n    a: str",
        "models/x.py:3:1: error[model-import]: this cannot be imported: ValueError: 'a b' cannot "
        "be a key: it holds small letters, digits, underscores",
        "correct this line, or what it names",
    ),
    "a field to sort by that is none": (
        PAGES + "    sorts = ('stars',)\n    starts: LocalTime",
        "models/x.py:4:5: error[model-field]: X has no field stars to sort by",
        "did you mean starts?",
    ),
    "one name where names are wanted": (
        PAGES + "    sorts = 'starts'\n    starts: LocalTime",
        "models/x.py:4:5: error[model-field]: sorts cannot be 'starts'",
        'write names of fields in brackets: ("starts",)',
    ),
    "an attribute that is no method": (
        PAGES + "    attributes = ('route',)\n    starts: LocalTime",
        "models/x.py:3:1: error[model-hook]: X.route has other arguments than the hook is given",
        "write def route(self, page, site)",
    ),
}


@pytest.mark.parametrize(("code", "message", "help_"), BROKEN.values(), ids=BROKEN)
def test_a_model_with_a_mistake_is_told_at_its_line(
    trees: Site, capsys: pytest.CaptureFixture[str], code: str, message: str, help_: str
) -> None:
    lines = said(trees, {"models/x.py": code}, capsys).split("\n")
    assert (lines[0], lines[-2].strip(), lines[-1]) == (
        message,
        f"help: {help_}",
        "1 error, 0 warnings in 1 file",
    )


TREE = (
    HEAD
    + "@collection('trees')\nclass Tree(Record):\n    name: str\n    metres: int\n    soil: str"
)
#: What a hook of records does, and what is said of that.
OF_RECORDS = {
    "return nothing": (
        "def mistakes(self):\n        return None",
        "Tree.mistakes fails for data/trees.yaml:1: it returns NoneType None, and should yield its "
        "answers",
    ),
    "end everything": (
        "def mistakes(self):\n        raise SystemExit(0)",
        "Tree.mistakes fails for data/trees.yaml:1: SystemExit: 0",
    ),
    "change a record": (
        "def mistakes(self):\n        self.name = 'Ash'",
        "Tree.mistakes fails for data/trees.yaml:1: FrozenInstanceError: cannot assign to field "
        "'name'",
    ),
    "yield a mistake without words": (
        "def mistakes(self):\n        yield Mistake(('name',), None, None)",
        "Tree.mistakes fails for data/trees.yaml:1: it yields Mistake Mistake(at=('name',), "
        "rule=None, message=None, help='', instead=''), which is not what it is asked for",
    ),
    "yield what is no record of the list": (
        "@classmethod\n    def mistakes_among(cls, records):\n"
        "        yield 'oak', Mistake((), 'r', 'm')",
        "Tree.mistakes_among fails for data/trees.yaml: it yields tuple ('oak', Mistake(at=(), "
        "rule='r', message='m', help='', instead='')), which is not what it is asked for",
    ),
}


@pytest.mark.parametrize(("hook", "message"), OF_RECORDS.values(), ids=OF_RECORDS)
def test_a_hook_of_records_that_does_what_it_may_not(
    trees: Site, capsys: pytest.CaptureFixture[str], hook: str, message: str
) -> None:
    trees.write({"templates/layouts/page.html": "{{ page.html }}"})
    code = TREE.replace("import ", "import Mistake, ", 1) + f"\n    {hook}"
    report = said(trees, {"models/trees.py": code}, capsys)
    first, last = report.split("\n")[0], report.split("\n")[-1]
    assert first.partition(": error[model-hook]: ")[2] == message
    assert (first.partition(":")[0], last) == ("models/trees.py", "1 error, 0 warnings in 1 file")


#: What a hook of pages does, and what is said of that.
OF_PAGES = {
    "turn at a moment of no clock": (
        ("self.starts.over", "self.starts.over.replace(tzinfo=None)"),
        "Walk.turning fails for content/hill.md: it yields Turning Turning(before='ahead', "
        "after='walked', at=datetime.datetime(2026, 12, 4, 10, 0), is_hidden_after=True), which is "
        "not what it is asked for",
    ),
    "turn at what is no moment": (
        ("self.starts.over", "None if front.draft else 'soon'"),
        "Walk.turning fails for content/hill.md: it yields Turning Turning(before='ahead', "
        "after='walked', at='soon', is_hidden_after=True), which is not what it is asked for",
    ),
    "yield what is no JSON": (
        ('"name": page.front.title', '"name": {1}'),
        "the model fails here: it yields what is no JSON: Object of type set is not JSON "
        "serializable (while rendering content/hill.md)",
    ),
    "yield a text for a block": (
        ('yield {"@type": "Event", "name": page.front.title}', 'yield "Event"'),
        "the model fails here: it yields str 'Event', which is not what it is asked for (while "
        "rendering content/hill.md)",
    ),
    "return nothing": (
        ('yield {"@type": "Event", "name": page.front.title}', "return None"),
        "the model fails here: it returns NoneType None, and should yield its answers (while "
        "rendering content/hill.md)",
    ),
}


@pytest.mark.parametrize(("edit", "message"), OF_PAGES.values(), ids=OF_PAGES)
def test_a_hook_of_pages_that_does_what_it_may_not(
    walk: Site, capsys: pytest.CaptureFixture[str], edit: tuple[str, str], message: str
) -> None:
    report = said(walk, {"models/walk.py": told(WALK).replace(*edit)}, capsys)
    first = next(line for line in report.split("\n") if "error[" in line)
    assert first.partition(":")[0] == "models/walk.py"
    assert first.partition(": error[model-hook]: ")[2] == message
