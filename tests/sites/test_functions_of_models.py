"""Functions that layouts call: what models define, what they are given, and what goes wrong."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sitegen.render import page
from sitegen.render.views import ATTRIBUTES
from sitegen.user_models.class_body import IN_TEMPLATES, OF_EVERY_PAGE
from tests.sites.conftest import Refused
from tests.support import SMALLEST, Site, documented, told

MODEL = """
    from __future__ import annotations

    from sitegen.models import Page, Record, Site, collection, template_function


    @collection("trees")
    class Tree(Record):
        metres: int


    @template_function
    def tallest(site: Site, many: int = 1) -> tuple[Tree, ...]:
        return tuple(sorted(site.records["trees"].values(), key=lambda one: -one.metres)[:many])
    """
FIRST = "models/trees.py:"
CALLS = "{{ page.html }}{% for tree in tallest(%) %}{{ tree.id }} {{ tree.metres }} m{% endfor %}"


def calls(given: str) -> str:
    return CALLS.replace("%)", f"{given})", 1)


def test_a_page_is_made_anew_when_a_function_would_return_something_else(site: Site) -> None:
    trees = "- {id: oak, metres: 30}\n- {id: ash, metres: 9}"
    site.write({"models/trees.py": MODEL, "data/trees.yaml": trees})
    site.write({"templates/layouts/page.html": calls("many=1")})
    assert "oak 30 m" in site.build().outputs["index.html"]
    site.write({"data/trees.yaml": trees.replace("9", "10")})
    assert site.build().result.reasons == {}
    site.write({"data/trees.yaml": trees.replace("9", "31")})
    assert "ash 31 m" in site.build().outputs["index.html"]


def test_a_page_that_a_function_returns_is_a_page_as_others_are(site: Site) -> None:
    model = """
        from sitegen.models import Page, Site, template_function


        @template_function
        def home(site: Site) -> Page:
            return site.pages["content/index.md"]
        """
    layout = "{{ page.html }}{{ home().title }}, {{ home().menu_title }}"
    site.write({"models/home.py": model, "templates/layouts/page.html": layout})
    assert site.build().outputs["index.html"].endswith("Content, Content")
    text = "---\ntitle: Start\ndescription: D\n---\n"
    site.write({"content/index.md": text})
    assert site.build().outputs["index.html"].endswith("Start, Start")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("site: Site, many", "many", f"{FIRST}11:1: error[model-hook]: tallest has other arguments"
         " than a function for templates is given"),
        ("many: int = 1", "*many", f"{FIRST}11:1: error[model-hook]: tallest has other arguments"
         " than a function for templates is given"),
        ("tallest", "record", f"{FIRST}11:1: error[model-twice]: record is a name that templates"
         " have already"),
        ("tallest", "topics_of_figures", f"{FIRST}11:1: error[model-twice]: topics_of_figures is a"
         " name that templates have already"),
        ("[:many]", "[many.x]", f"{FIRST}13:1: error[model-hook]: the model fails here:"
         " AttributeError: 'int' object has no attribute 'x' (while rendering content/index.md)"),
        ("return tuple", "return list", f"{FIRST}11:1: error[model-hook]: the model fails here: it"
         " returns list [], and should return text, numbers, dates, records, pages or tuples of"
         " them (while rendering content/index.md)"),
    ],
)  # fmt: skip
def test_a_function_with_a_mistake_is_told_at_its_line(
    refused: Refused, old: str, new: str, message: str
) -> None:
    model = told(MODEL).replace(old, new, 1)
    layout = calls("")
    texts = {"models/trees.py": model, "templates/layouts/page.html": layout}
    assert refused(texts).split("\n")[0] == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("[1]", "tallest() is given texts, numbers, true and false only"),
        ("1, 2", "tallest() cannot be called so: too many positional arguments"),
        ("size=1", "tallest() cannot be called so: got an unexpected keyword argument 'size'"),
    ],
)
def test_a_function_that_is_called_wrongly_is_told_at_the_template(
    refused: Refused, given: str, message: str
) -> None:
    texts = {"models/trees.py": MODEL, "templates/layouts/page.html": calls(given)}
    first = refused(texts).split("\n")[0]
    assert first.startswith("templates/layouts/page.html:1:")
    assert first.endswith(f"error[template]: {message} (while rendering content/index.md)")


def test_all_names_of_the_engine_in_templates_are_kept_from_models() -> None:
    class Stand(SimpleNamespace):
        def __getattr__(self, name: str) -> Any:
            return Stand()

        def functions(self) -> dict[str, object]:
            return {}

    own = {"page", "site", "navigation", "menu", "items"}
    assert {*page._functions(Stand(), Stand()), *own} == IN_TEMPLATES  # type: ignore[arg-type] # stands in
    assert set(ATTRIBUTES) == OF_EVERY_PAGE


def test_the_function_in_the_documentation(tmp_path_factory: pytest.TempPathFactory) -> None:
    model, layout = documented("Add a function for layouts")
    trees = documented("Let texts name a record")[0]
    site = Site(tmp_path_factory.mktemp("documented"))
    site.write({**SMALLEST, "models/trees.py": trees, "models/groves.py": model})
    names = (f"- {{id: {one}, name: {one}, metres: {n}}}" for n, one in enumerate(("a", "b", "c")))
    site.write({"data/trees.yaml": "\n".join(names), "templates/layouts/page.html": layout})
    assert site.build().outputs["index.html"].strip() == "c b"
