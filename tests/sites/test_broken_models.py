"""Mistakes in a site's own models: each is told at the model's line, and nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.test_models import HEAD, LAYOUT, TREES, WALK
from tests.support import Files, Site, told


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


def said(site: Site, files: Files) -> str:
    """Return the report of a build that publishes nothing."""
    site.write(files)
    built = site.build()
    assert (built.result.failed, built.outputs) == (True, {})
    return built.report.removesuffix("\n")


KNOWN = (
    "known are str, int, float, bool, Literal, tuple[…, ...], a class of the kind Part, and "
    "the types of sitegen.models"
)
REFER = "name a class between the brackets, Ref[Tree], and put @collection before that class"
REACH = "return it from what the model is given: texts and lists stand in data/"
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
        "models/x.py:4:5: error[model-field]: b has no default",
        "move it above a, or write what it is where nobody writes it",
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
    "a file that is read while it is imported": (
        "OLD = open('old.txt').read()",
        "models/x.py:1:1: error[model-import]: this cannot be imported: this reads or writes files "
        "(old.txt)",
        REACH,
    ),
    "what Python would end with": (
        "class End(BaseException): pass\nraise End('now')",
        "models/x.py:2:1: error[model-import]: this cannot be imported: End: now",
        "correct this line, or what it names",
    ),
    "a name that a module has not": (
        "from sitegen.models import Recrod",
        "models/x.py:1:1: error[model-import]: this cannot be imported: ImportError: cannot import "
        "name 'Recrod' from 'sitegen.models'",
        "correct this line, or what it names",
    ),
    "a default of another type": (
        HEAD + "class X(Record):\n    metres: int = 'ten'",
        "models/x.py:3:5: error[model-field]: metres cannot be 'ten' by default",
        "write another default, or another type",
    ),
    "a record that makes itself": (
        HEAD + "class X(Record):\n    def __post_init__(self):\n        raise ValueError('no')",
        "models/x.py:3:5: error[model-hook]: X.__post_init__ is no hook, and hides where a mistake "
        "stands",
        "let the hook mistakes say what is wrong with a record",
    ),
    "a hook that waits": (
        HEAD + "class X(Record):\n    async def mistakes(self):\n        return ()",
        "models/x.py:3:5: error[model-hook]: X.mistakes has other arguments than the hook is given",
        "write def mistakes(self)",
    ),
    "a shortcode that is no text": (
        HEAD + "@collection('x', shortcode=3)\nclass X(Record):\n    a: str",
        "models/x.py:2:1: error[model-import]: this cannot be imported: TypeError: write "
        'shortcode="tree" for [[tree:ID]]',
        "correct this line, or what it names",
    ),
    "a class of two files": (
        HEAD + "@collection('x')\n@collection('y')\nclass X(Record):\n    a: str",
        "models/x.py:2:1: error[model-import]: this cannot be imported: TypeError: X has the "
        "records of one file: keep one @collection",
        "correct this line, or what it names",
    ),
    "a list that the builder has itself": (
        HEAD + "@collection('voice')\nclass X(Record):\n    a: str",
        "models/x.py:3:1: error[model-twice]: data/voice.yaml is a file that the builder reads "
        "itself",
        "give the list another name",
    ),
    "words to search that are no field": (
        HEAD + "class X(Record):\n    searched = ('wrods',)\n    words: str",
        "models/x.py:3:5: error[model-field]: X has no field wrods for searched",
        "did you mean words?",
    ),
    "other names of a key that there is not": (
        "from sitegen.models import PageKeys\n"
        "class X(PageKeys):\n    called = {'b': ('c',)}\n    a: str = ''",
        "models/x.py:3:5: error[model-field]: X has no field b for called",
        "there are a",
    ),
    "other names of a key that are no names": (
        "from sitegen.models import PageKeys\n"
        "class X(PageKeys):\n    called = {'a': 'cd'}\n    a: str = ''",
        "models/x.py:3:5: error[model-field]: called cannot be {'a': 'cd'}",
        'write other names by key: {"trees": ("plants",)}',
    ),
    "a pattern of nothing": (
        HEAD + "class X(Record):\n    looks_for = r'x*'\n    @classmethod\n"
        "    def found_in_text(cls, words, holder, site):\n        return None\n"
        "collection('x')(X)",
        "models/x.py:3:5: error[model-hook]: X.looks_for fits a text without a sign, which stands "
        "everywhere",
        "write a pattern of at least one sign",
    ),
    "a function that is a class": (
        "from sitegen.models import template_function\n@template_function\nclass X: pass",
        "models/x.py:2:1: error[model-import]: this cannot be imported: TypeError: write "
        "@template_function before def tallest_trees(site): …",
        "correct this line, or what it names",
    ),
    "a function with a name of templates": (
        "from sitegen.models import template_function\n@template_function\n"
        "def range(site):\n    return 1",
        "models/x.py:2:1: error[model-twice]: range is a name that templates have already",
        "give it another name",
    ),
    "an attribute that every page has": (
        PAGES + "    attributes = ('title',)\n    a: str\n"
        "    def title(self, page, site):\n        return ''",
        "models/x.py:6:5: error[model-twice]: title is what layouts read of every page already",
        "give it another name",
    ),
    "attributes that are no names": (
        PAGES + "    attributes = (3,)\n    a: str",
        "models/x.py:4:5: error[model-field]: attributes cannot be (3,)",
        'write names of methods in brackets: ("route",)',
    ),
    "a metaclass": (
        HEAD + "class M(type):\n    def __hash__(cls): raise OSError\n"
        "@collection('x')\nclass X(Record, metaclass=M):\n    a: str",
        "models/x.py:5:1: error[model-import]: this cannot be imported: TypeError: X has a "
        "metaclass of its own: write class X(Record)",
        "correct this line, or what it names",
    ),
    "a hook that fails when it is looked at": (
        HEAD + "class H:\n    def __get__(self, one, owner): raise OSError('no')\n"
        "@collection('x', shortcode='x')\nclass X(Record):\n    as_words = H()\n    a: str",
        "models/x.py:3:1: error[model-import]: the class fails when it is looked at: OSError: no",
        "remove this line, or mend it",
    ),
    "a question to whoever builds": (
        "NAME = input('name? ')",
        "models/x.py:1:1: error[model-import]: this cannot be imported: this waits for somebody "
        "to type (name? )",
        REACH,
    ),
    "a frozen value that is changed all the same": (
        PAGES + "    starts: LocalTime\n    def turning(self, front):\n"
        "        object.__setattr__(front, 'title', '')",
        "models/x.py:6:1: error[model-hook]: __setattr__ changes what stays as it is",
        "return what is made of it",
    ),
    "the same past the class": (
        "def walk(one):\n    vars(one)['title'] = ''",
        "models/x.py:2:1: error[model-hook]: __dict__ changes what stays as it is",
        "return what is made of it",
    ),
    "a text among what the builder prints": (
        "import sys\ndef walk():\n    sys.stdout.write('')",
        "models/x.py:3:1: error[model-hook]: stdout is what the builder itself prints to",
        "write print(…), which is shown beside it",
    ),
    "the same by another name": (
        "from sys import stdout as out",
        "models/x.py:1:1: error[model-hook]: stdout is what the builder itself prints to",
        "write print(…), which is shown beside it",
    ),
    "an attribute that is no method": (
        PAGES + "    attributes = ('route',)\n    starts: LocalTime",
        "models/x.py:4:5: error[model-hook]: X has no method route, which attributes names",
        "write def route(self, page, site)",
    ),
}


@pytest.mark.parametrize(("code", "message", "help_"), BROKEN.values(), ids=BROKEN)
def test_a_model_with_a_mistake_is_told_at_its_line(
    trees: Site, code: str, message: str, help_: str
) -> None:
    lines = said(trees, {"models/x.py": code}).split("\n")
    assert (lines[0], lines[-2].strip(), lines[-1]) == (
        message,
        f"help: {help_}",
        "1 error, 0 warnings in 1 file",
    )


TREE = (
    HEAD
    + "@collection('trees')\nclass Tree(Record):\n    name: str\n    metres: int\n    soil: str"
)
MISTAKE = 'Mistake(("key",), "name-of-rule", "what is wrong", "what to do")'
TURNING = 'Turning("before", "after", moment), with a moment that has a time zone, or None'
STAYS = "TypeError: what a site is stays as it is: return what is made of it"
#: What a hook of records does, and what is said of that.
OF_RECORDS = {
    "change what the site is": (
        "def mistakes_in_site(self, site):\n        site.records['trees'].clear()\n"
        "        return ()",
        f"Tree.mistakes_in_site fails for data/trees.yaml:1: {STAYS}",
    ),
    "return nothing": (
        "def mistakes(self):\n        return None",
        f"Tree.mistakes fails for data/trees.yaml:1: it returns NoneType None, and should yield "
        f"{MISTAKE}",
    ),
    "end everything": (
        "def mistakes(self):\n        raise SystemExit(0)",
        "Tree.mistakes fails for data/trees.yaml:1: SystemExit: 0",
    ),
    "end everything in a way of its own": (
        "def mistakes(self):\n        raise GeneratorExit",
        "Tree.mistakes fails for data/trees.yaml:1: GeneratorExit",
    ),
    "stop in the middle": (
        "def mistakes(self):\n        raise StopIteration\n        yield",
        "Tree.mistakes fails for data/trees.yaml:1: RuntimeError: generator raised StopIteration",
    ),
    "fail where no line of the model is left": (
        "def mistakes(self):\n        return map(int, self.name)",
        "Tree.mistakes fails for data/trees.yaml:1: ValueError: invalid literal for int() with "
        "base 10: 'O'",
    ),
    "return one text for several": (
        "def mistakes(self):\n        return 'tall'",
        f"Tree.mistakes fails for data/trees.yaml:1: it returns str 'tall', and should "
        f"yield {MISTAKE}",
    ),
    "yield what Python has no words for": (
        "def mistakes(self):\n        yield object()",
        "Tree.mistakes fails for data/trees.yaml:1: it yields object <object object>, and should "
        f"yield {MISTAKE}",
    ),
    "yield a rule that is none": (
        "def mistakes(self):\n        yield Mistake(('name',), 'Tall Tree', 'm')",
        "Tree.mistakes fails for data/trees.yaml:1: it yields Mistake Mistake(at=('name',), "
        f"rule='Tall Tree', message='m', help='', instead=''), and should yield {MISTAKE}",
    ),
    "read a file": (
        "def mistakes(self):\n        return open('old.txt').readlines()",
        "Tree.mistakes fails for data/trees.yaml:1: this reads or writes files (old.txt)",
    ),
    "write a file": (
        "def mistakes(self):\n        import pathlib\n        pathlib.Path('new.txt').touch()\n"
        "        pathlib.Path('new.txt').write_text('x')",
        "Tree.mistakes fails for data/trees.yaml:1: this reads or writes files (new.txt)",
    ),
    "list a folder": (
        "def mistakes(self):\n        import os\n        return os.listdir('notes')",
        "Tree.mistakes fails for data/trees.yaml:1: this reads or writes files (notes)",
    ),
    "run another program": (
        "def mistakes(self):\n        import subprocess\n        subprocess.run(['date'])",
        "Tree.mistakes fails for data/trees.yaml:1: this runs another program (date)",
    ),
    "ask the network": (
        "def mistakes(self):\n        import socket\n        socket.create_connection(('::1', 9))",
        "Tree.mistakes fails for data/trees.yaml:1: this asks the network (::1)",
    ),
    "change a record": (
        "def mistakes(self):\n        self.name = 'Ash'",
        "Tree.mistakes fails for data/trees.yaml:1: FrozenInstanceError: cannot assign to field "
        "'name'",
    ),
    "change what data hold": (
        "def mistakes_in_site(self, site):\n        site.data['data/trees.yaml'][0]['name'] = 'Ash'",
        f"Tree.mistakes_in_site fails for data/trees.yaml:1: {STAYS}",
    ),
    "change a list that data hold": (
        "def mistakes_in_site(self, site):\n        site.data['data/trees.yaml'].append({})",
        f"Tree.mistakes_in_site fails for data/trees.yaml:1: {STAYS}",
    ),
    "change what data/site.yaml says": (
        "def mistakes_in_site(self, site):\n        site.config.legal['form'] = 'club'",
        f"Tree.mistakes_in_site fails for data/trees.yaml:1: {STAYS}",
    ),
    "change what a page says": (
        "def mistakes_in_site(self, site):\n"
        "        site.pages['content/index.md'].front.meta['x'] = 1",
        f"Tree.mistakes_in_site fails for data/trees.yaml:1: {STAYS}",
    ),
    "yield a mistake without words": (
        "def mistakes(self):\n        yield Mistake(('name',), None, None)",
        "Tree.mistakes fails for data/trees.yaml:1: it yields Mistake Mistake(at=('name',), "
        f"rule=None, message=None, help='', instead=''), and should yield {MISTAKE}",
    ),
    "yield what is no record of the list": (
        "@classmethod\n    def mistakes_among(cls, records):\n"
        "        yield 'oak', Mistake((), 'r', 'm')",
        "Tree.mistakes_among fails for data/trees.yaml: it yields tuple ('oak', Mistake(at=(), "
        "rule='r', message='m', help='', instead='')), and should yield a record of the list and a "
        f"mistake: record, {MISTAKE}",
    ),
}


@pytest.mark.parametrize(("hook", "message"), OF_RECORDS.values(), ids=OF_RECORDS)
def test_a_hook_of_records_that_does_what_it_may_not(trees: Site, hook: str, message: str) -> None:
    trees.write({"templates/layouts/page.html": "{{ page.html }}"})
    code = TREE.replace("import ", "import Mistake, ", 1) + f"\n    {hook}"
    report = said(trees, {"models/trees.py": code})
    first, last = report.split("\n")[0], report.split("\n")[-1]
    assert first.partition(": error[model-hook]: ")[2] == message
    assert (first.partition(":")[0], last) == ("models/trees.py", "1 error, 0 warnings in 1 file")


#: What a hook of pages does, and what is said of that.
OF_PAGES = {
    "turn at a moment of no clock": (
        ("self.starts.over", "self.starts.over.replace(tzinfo=None)"),
        "Walk.turning fails for content/hill.md: it returns Turning Turning(before='ahead', "
        "after='walked', at=datetime.datetime(2026, 12, 4, 10, 0), is_hidden_after=True), and "
        f"should return {TURNING}",
    ),
    "turn at what is no moment": (
        ("self.starts.over", "None if front.draft else 'soon'"),
        "Walk.turning fails for content/hill.md: it returns Turning Turning(before='ahead', "
        f"after='walked', at='soon', is_hidden_after=True), and should return {TURNING}",
    ),
    "yield what is no JSON": (
        ('"name": page.front.title', '"name": {1}'),
        "the model fails here: it yields what is no JSON: Object of type set is not JSON "
        "serializable (while rendering content/hill.md)",
    ),
    "yield a text for a block": (
        ('yield {"@type": "Event", "name": page.front.title}', 'yield "Event"'),
        "the model fails here: it yields str 'Event', and should yield mappings (while rendering "
        "content/hill.md)",
    ),
    "return nothing": (
        ('yield {"@type": "Event", "name": page.front.title}', "return None"),
        "the model fails here: it returns NoneType None, and should yield mappings (while "
        "rendering content/hill.md)",
    ),
}


@pytest.mark.parametrize(("edit", "message"), OF_PAGES.values(), ids=OF_PAGES)
def test_a_hook_of_pages_that_does_what_it_may_not(
    walk: Site, edit: tuple[str, str], message: str
) -> None:
    report = said(walk, {"models/walk.py": told(WALK).replace(*edit)})
    first = next(line for line in report.split("\n") if "error[" in line)
    assert first.partition(":")[0] == "models/walk.py"
    assert first.partition(": error[model-hook]: ")[2] == message


def test_a_model_may_use_what_is_the_same_on_every_computer(trees: Site) -> None:
    hook = """
    @property
    def planted(self):
        import colorsys
        from datetime import datetime
        from zoneinfo import ZoneInfo
        day = datetime.strptime("2026-11-21", "%Y-%m-%d").replace(tzinfo=ZoneInfo("Asia/Tokyo"))
        return f"{day:%z} {colorsys.rgb_to_hsv(0, 0, 1)[2]}"
    """
    layout = "{% for tree in records('trees') %}{{ tree.planted }}{% endfor %}"
    trees.write({"models/trees.py": TREE + hook, "templates/layouts/page.html": layout})
    assert trees.build().outputs["index.html"] == "+0900 1"


def test_what_a_model_prints_is_not_among_what_the_builder_prints(
    trees: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = "def mistakes(self):\n        print(self.name)\n        return ()"
    trees.write(
        {
            "models/trees.py": f"print('Trees')\n{TREE}\n    {hook}",
            "templates/layouts/page.html": "",
        }
    )
    assert not trees.build().result.failed
    assert capsys.readouterr() == ("", "Trees\nOak\n")


#: Files of models that have no place of their own, and what is said of them.
WITHOUT_A_PLACE = {
    "that of a page": ("{'index.html': ''}", "content/index.md makes the file index.html, too"),
    "one of the build": ("{'build.json': ''}", "the build makes the file build.json, too"),
    "a folder of others": (
        "{'old/index.html/a.txt': '', 'old/index.html': ''}",
        "it makes a file old/index.html, where others need a folder old/index.html/",
    ),
    "a file that is a folder": (
        "{'a': '', 'a/b.txt': ''}",
        "it needs a folder a/, where Tree.site_files makes a file",
    ),
    "one that Windows has not": (
        "{'con.txt': ''}",
        "it returns the path 'con.txt': con.txt is a name that Windows keeps for itself",
    ),
    "a long one": (
        "{'a' * 300: ''}",
        f"it returns the path '{'a' * 300}': a part of this path has 300 bytes, and file systems "
        "take 255",
    ),
}


@pytest.mark.parametrize(("files", "message"), WITHOUT_A_PLACE.values(), ids=WITHOUT_A_PLACE)
def test_a_file_of_a_model_without_a_place_of_its_own(
    trees: Site, files: str, message: str
) -> None:
    trees.write({"templates/layouts/page.html": "{{ page.html }}"})
    hook = f"@classmethod\n    def site_files(cls, site):\n        return {files}"
    report = said(trees, {"models/trees.py": f"{TREE}\n    {hook}"})
    first, last = report.split("\n")[0], report.split("\n")[-1]
    assert first == (
        "models/trees.py:7:1: error[model-hook]: "
        f"Tree.site_files fails for the whole site: {message}"
    )
    assert last == "1 error, 0 warnings in 1 file"
