"""After an edit exactly the tasks run that read what was edited; after none, none does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from sitegen import cli, page_stages
from sitegen.build_request import Options, say_nothing
from sitegen.documents import load
from sitegen.documents.page import load_document
from sitegen.incremental.reads import Key, Reads
from sitegen.incremental.state import opened
from sitegen.last_build import LastBuild
from sitegen.model.pages import Pages
from sitegen.model_stages import discover_load_and_model
from sitegen.render.inputs import Inputs
from sitegen.render.markup.converter import Body, Converter, Text
from sitegen.render.queries import QUERIES
from sitegen.sources import ROOTS, InputFile
from tests.incremental import edits
from tests.incremental.edits import Edit, Site, outputs

HOME, A, B = "content/index.md", "content/a.md", "content/b.md"
NEWS, ONE, TWO = "content/news/index.md", "content/news/one.md", "content/news/two.md"
COURT, WORDS, PAST = "content/court.md", "content/words.md", "content/past.md"
FORUM = "content/forum.md"
LIBRARY, REPORTS = "content/library.md", "content/reports/index.md"
PLAN, STRATEGIES = "content/reports/plan.md", "content/reports/kind/strategy.md"
YEAR = "content/years/2026.md"
WITH_OWN_LAYOUT = {WORDS, PAST, FORUM, LIBRARY, PLAN}
WITH_PAGE_LAYOUT = {HOME, A, B, COURT, NEWS, ONE, REPORTS, STRATEGIES, YEAR}
EVERYTHING = WITH_PAGE_LAYOUT | WITH_OWN_LAYOUT | {TWO}


def delete_the_news(site: Site, n: int) -> None:
    del site.files[ONE]


def touch_the_body_of_a_listed_page(site: Site, n: int) -> None:
    site.replace(TWO, "Text of two.", "Other text of two.")


def retitle_the_report(site: Site, n: int) -> None:
    site.replace("data/reports.yaml", "title: Plan", "title: The plan")


def find_out_more_about_the_report(site: Site, n: int) -> None:
    site.replace("data/reports.yaml", "women]] women", "women]] women took part")


def add_an_unused_data_key(site: Site, n: int) -> None:
    site.files["data/unread.yaml"] = f"n: {n}\n"


def add_an_unused_template(site: Site, n: int) -> None:
    site.files["templates/partials/unused.html"] = "{{ 1 }}"


@pytest.mark.parametrize(
    ("edit", "ran"),
    [
        (edits.edit_body, {ONE}),
        (touch_the_body_of_a_listed_page, {TWO}),
        (edits.edit_date, EVERYTHING - WITH_OWN_LAYOUT),
        (edits.edit_the_meaning_of_a_term, {COURT, WORDS}),
        (edits.watch_a_term, EVERYTHING),
        (edits.drop_the_glossary, {COURT, WORDS}),
        (edits.edit_the_timeline, {PAST}),
        (edits.edit_a_help_line, {PAST}),
        (edits.edit_figure, {B, PLAN}),
        (edits.edit_image, EVERYTHING),
        (edits.add_a_photo, {HOME}),
        (edits.edit_a_drawing, {A}),
        (edits.edit_macro, {TWO, FORUM}),
        (edits.edit_macro_of_a_macro, {TWO, FORUM}),
        (retitle_the_report, {LIBRARY, REPORTS, PLAN, STRATEGIES}),
        (find_out_more_about_the_report, {LIBRARY, PLAN}),
        (edits.exchange_the_file_of_a_report, {LIBRARY, PLAN}),
        (edits.edit_partial, EVERYTHING),
        (edits.edit_data, EVERYTHING),
        (edits.edit_site_name, EVERYTHING),
        (edits.edit_style, EVERYTHING),
        (edits.add_the_optional_include, WITH_PAGE_LAYOUT),
        (edits.edit_kind, {HOME, NEWS, TWO}),  # there is no page of the year any more
        (edits.add_an_alias, {A}),
        (edits.edit_an_event, {FORUM}),
        (edits.cancel_an_event, {FORUM}),
        (edits.add_a_file_nobody_uses, set()),
        (add_an_unused_data_key, set()),
        (add_an_unused_template, set()),
        (delete_the_news, EVERYTHING - WITH_OWN_LAYOUT - {ONE}),
        (edits.change_nothing, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_exactly_what_read_it_runs(edit: Edit, ran: set[str], tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    edit(site, 3)
    assert set(site.build(tmp_path).reasons) == ran
    assert set(site.build(tmp_path).reasons) == set()


def change_a_picture(site: Site, n: int) -> None:
    site.files["assets/images/dot.png"] = edits.png(5, n)


@pytest.mark.parametrize(
    ("edit", "ran"),
    [(edits.edit_style, set()), (change_a_picture, set()), (edits.edit_image, {B})],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_where_addresses_stay_a_file_renders_only_what_shows_its_width(
    edit: Edit, ran: set[str], tmp_path: Path
) -> None:
    site = Site(fingerprints=False)
    site.build(tmp_path)
    edit(site, 3)
    result = site.build(tmp_path)
    assert set(result.reasons) == ran
    assert result.files_written


def test_a_page_that_tells_the_size_of_a_picture_follows_it(tmp_path: Path) -> None:
    site = Site(fingerprints=False)
    edits.ask_for_the_size_of_a_picture(site, 0)
    site.build(tmp_path)
    change_a_picture(site, 4)
    assert set(site.build(tmp_path).reasons) == EVERYTHING


#: One of each kind, in an order in which none changes what another one concerns.
OF_EACH_KIND: tuple[tuple[Edit, set[str]], ...] = (
    (edits.edit_body, {ONE}),
    (edits.edit_date, EVERYTHING - WITH_OWN_LAYOUT),
    (edits.edit_figure, {B, PLAN}),
    (edits.edit_the_timeline, {PAST}),
    (edits.edit_a_help_line, {PAST}),
    (retitle_the_report, {LIBRARY, REPORTS, PLAN, STRATEGIES}),
    (edits.exchange_the_file_of_a_report, {LIBRARY, PLAN}),
    (edits.edit_an_event, {FORUM}),
    (edits.edit_the_meaning_of_a_term, {COURT, WORDS}),
    (edits.edit_image, EVERYTHING),
    (edits.add_a_photo, {HOME}),
    (edits.edit_a_drawing, {A}),
    (edits.edit_style, EVERYTHING),
    (edits.edit_macro, {TWO, FORUM}),
    (edits.edit_partial, EVERYTHING),
    (edits.add_the_optional_include, WITH_PAGE_LAYOUT),
    (edits.edit_data, EVERYTHING),
    (edits.edit_site_name, EVERYTHING),
    (edits.add_an_alias, {A}),
    (edits.add_a_file_nobody_uses, set()),
    (add_an_unused_data_key, set()),
    (add_an_unused_template, set()),
)


def test_a_check_looks_only_at_what_has_changed_since_the_last_one(tmp_path: Path) -> None:
    site = Site()
    assert set(site.check(tmp_path).reasons) == EVERYTHING
    for edit, ran in OF_EACH_KIND:
        edit(site, 3)
        found = set(site.check(tmp_path).reasons)
        assert (edit.__name__, found) == (edit.__name__, ran)
        assert set(site.check(tmp_path).reasons) == set(), f"{edit.__name__}, and nothing since"
    assert {path.name for path in tmp_path.iterdir()} - set(ROOTS) == {".sitegen"}


def test_a_check_and_a_build_do_not_take_what_the_other_learned(tmp_path: Path) -> None:
    site = Site()
    assert not site.check(tmp_path).failed
    edits.break_a_link(site, 1)
    assert site.check(tmp_path).failed
    assert site.build(tmp_path).failed
    edits.mend_links(site, 1)
    assert set(site.check(tmp_path).reasons) == set()
    assert set(site.build(tmp_path).reasons) == EVERYTHING


def loading(site: Site, folder: Path) -> set[str]:
    """Build, and return the files of content/ that were parsed."""
    paths: set[str] = set()

    def noting(file: InputFile, *words: Any) -> Any:
        paths.add(file.path)
        return load_document(file, *words)

    with patch.object(load, "load_document", noting):
        site.build(folder)
    return paths


@pytest.mark.parametrize(
    ("edit", "loaded"),
    [
        (edits.edit_body, set()),
        (edits.edit_date, {ONE}),
        (edits.edit_kind, {TWO}),
        (edits.edit_partial, set()),
        (edits.edit_data, set()),
        (edits.edit_style, set()),
        (edits.add_the_optional_include, set()),
        (edits.change_nothing, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_exactly_the_pages_are_parsed_whose_front_matter_has_changed(
    edit: Edit, loaded: set[str], tmp_path: Path
) -> None:
    site = Site()
    assert loading(site, tmp_path) == {path for path in site.files if path.endswith(".md")}
    edit(site, 3)
    assert loading(site, tmp_path) == loaded


def asking(site: Site, folder: Path) -> set[str]:
    """Build, and return of which kinds questions were asked again before pages were rendered."""
    kinds: set[str] = set()
    today = page_stages._answer_today

    def noting(inputs: Inputs, key: Key) -> str:
        kinds.add(str(key[0]))
        return today(inputs, key)

    with patch.object(page_stages, "_answer_today", noting):
        site.build(folder)
    return kinds


def test_only_questions_are_asked_that_may_have_another_answer(tmp_path: Path) -> None:
    site = Site()
    assert asking(site, tmp_path) == set()
    edits.edit_body(site, 3)
    assert asking(site, tmp_path) == {"file"}
    edits.edit_partial(site, 3)
    assert asking(site, tmp_path) == {"template"}
    edits.edit_title(site, 1)
    asked = asking(site, tmp_path)
    assert {"page", "pages", "menu", "data"} <= asked
    assert "address" not in asked
    edits.add_a_page(site, 1)
    assert "address" in asking(site, tmp_path)


#: Asks for what no layout of the small site asks for.
CURIOUS = "{{ today() }}{{ year() }}{{ page.card }}{{ navigation|length }}{{ page.html }}"


def curious_site() -> Site:
    """Return a site whose pages ask every kind of question."""
    site = Site()
    edits.add_the_search(site, 1)
    edits.ask_for_the_size_of_a_picture(site, 1)
    edits.type_a_number(site, 1)
    site.replace("templates/layouts/page.html", "{{ page.html }}", CURIOUS)
    return site


def test_whatever_kind_of_question_has_another_answer_who_asked_it_is_rendered(
    tmp_path: Path,
) -> None:
    site = curious_site()
    assert not site.build(tmp_path).failed
    options = Options(site=tmp_path, output=tmp_path / "output", day=edits.DAY)
    with opened(tmp_path, str(options.output), say_nothing) as state:
        last = LastBuild.look(options, state)
        pages = list(last.questions.pages)
        asked = {page: {key[0] for key, _ in last.questions.of_page(page)} for page in pages}
        model = discover_load_and_model(options, last)
        assert page_stages.plan(model, last).reasons == {}
        of_others = replace(model.inputs.site, pages=Pages(model.inputs.site.pages, {}))
        other = model._replace(
            inputs=replace(model.inputs, site=of_others),
            same_model=False,
            same_assets=False,
            routes="",
            changed=frozenset(site.files),
        )
        for kind in QUERIES:
            with patch.dict(QUERIES, {kind: lambda *_: "another answer"}):
                found = set(page_stages.plan(other, last).reasons)
            assert found == {page for page in pages if kind in asked[page]} != set(), kind


def converting(site: Site, folder: Path) -> set[str]:
    """Build, and return the pages whose text was converted."""
    texts: set[str] = set()
    convert = Converter.convert

    def noting(self: Converter, text: Text, reads: Reads) -> Body:
        texts.add(text.page)
        return convert(self, text, reads)

    with patch.object(Converter, "convert", noting):
        site.build(folder)
    return texts


@pytest.mark.parametrize(
    ("edit", "converted"),
    [
        (edits.edit_body, {ONE}),
        (edits.edit_figure, {B}),
        (edits.edit_image, {B}),
        (edits.edit_site_name, EVERYTHING),
        (edits.edit_date, {ONE}),
        (edits.edit_partial, set()),
        (edits.edit_macro, set()),
        (edits.edit_data, set()),
        (edits.edit_style, set()),
        (edits.add_the_optional_include, set()),
        (edits.change_nothing, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_exactly_the_texts_that_read_it_are_converted(
    edit: Edit, converted: set[str], tmp_path: Path
) -> None:
    site = Site()
    assert converting(site, tmp_path) == EVERYTHING
    edit(site, 3)
    assert converting(site, tmp_path) == converted


def test_a_page_that_returns_under_another_builder_is_converted(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    text = site.files.pop(ONE)
    edits.change_the_builder(site, 1)
    site.build(tmp_path)
    site.files[ONE] = text
    assert converting(site, tmp_path) == {ONE}


def report(id_: str, kind: str) -> str:
    fixed = "title: R, date: '2020', theme: wider societal issues, publisher: P, summary: S"
    return f"- {{id: {id_}, kind: {kind}, {fixed}, availability: not found, sources: []}}\n"


def test_a_page_that_another_file_makes_now_is_made_of_that_file(tmp_path: Path) -> None:
    site = Site()
    for path in [path for path in site.files if path.startswith("content/reports/")]:
        del site.files[path]
    for name, each in (("report", "{records: reports}"), ("kind", "{records: reports, by: kind}")):
        text = edits.page("Made", f"By {name}.", each=each)
        site.files[f"content/made/by-{name}.md"] = text
    later = "---\ntitle: Later\ndescription: Later.\ndraft: true\n---\n"
    site.files["content/reports/kind/later.md"] = later  # a layout lists this section
    site.files["templates/layouts/page.html"] = "{{ page.html }}"
    site.files["data/reports.yaml"] = report("strategy", "policy report")
    assert not site.build(tmp_path).failed
    site.files["data/reports.yaml"] = report("policy-report", "strategy")
    assert not site.build(tmp_path).failed
    site.build_clean(tmp_path / "clean")
    assert outputs(tmp_path) == outputs(tmp_path / "clean")


def test_the_reason_names_what_changed(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    site.replace("templates/macros/dates.html", "<time>", "<time class='day'>")
    reason = "template macros/dates.html changed"
    assert site.build(tmp_path).reasons == {FORUM: reason, TWO: reason}


def test_another_builder_runs_everything(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    edits.change_the_builder(site, 1)
    assert set(site.build(tmp_path).reasons) == EVERYTHING
    assert set(site.build(tmp_path).reasons) == set()


def test_a_bad_link_that_appears_after_a_good_build_is_found(tmp_path: Path) -> None:
    site = Site()
    assert not site.build(tmp_path).failed
    (tmp_path / "content/lost.md").symlink_to(tmp_path / "nowhere")
    assert [found.rule for found in site.build(tmp_path).diagnostics] == ["symbolic-link"]


def test_a_missing_and_an_altered_output_are_made_again(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    (tmp_path / "output/a/index.html").unlink()
    (tmp_path / "output/b/index.html").write_text("not what was built", encoding="utf-8")
    (tmp_path / "output/robots.txt").unlink()
    result = site.build(tmp_path)
    assert set(result.reasons) == {A, B}
    assert result.written == 3


def test_a_page_that_comes_into_force_is_built_on_its_day(tmp_path: Path) -> None:
    site = Site()
    site.build(tmp_path)
    edits.next_day(site, 4)
    assert "content/news/later.md" in site.build(tmp_path).reasons


def test_cleaning_one_folder_leaves_the_records_of_another(tmp_path: Path) -> None:
    site = Site()
    site.write(tmp_path)
    words = ["--site", str(tmp_path), "--as-of", "2026-11-21", "--output"]
    assert cli.main([*words, str(tmp_path / "output")]) == 0
    assert cli.main([*words, str(tmp_path / "other")]) == 0
    assert cli.main(["clean", "--site", str(tmp_path)]) == 0
    assert outputs(tmp_path) == {}
    assert cli.main([*words, str(tmp_path / "other")]) == 0


def test_an_escaped_character_in_an_address_is_read_as_it_is(tmp_path: Path) -> None:
    site = Site()
    site.files["content/a_b.md"] = edits.page("Underscore", "Text.")
    site.files["content/index.md"] = edits.page("Home", r"[Go](a\_b.md)")
    site.build(tmp_path)
    assert '<a href="/a_b/">Go</a>' in outputs(tmp_path)["index.html"].decode()


def test_a_page_that_asks_which_menus_there_are_is_built_when_one_is_added(tmp_path: Path) -> None:
    site = Site()
    site.files["templates/layouts/news.html"] = "{{ 'legal' in navigation }}"
    site.build(tmp_path)
    site.files["data/navigation.yaml"] = "primary: [a.md, b.md, news/index.md]\nlegal: [index.md]\n"
    site.build(tmp_path)
    assert outputs(tmp_path)["news/two/index.html"] == b"True"


def test_an_empty_data_file_that_vanishes_is_missed(tmp_path: Path) -> None:
    site = Site()
    site.files["data/facts.yaml"] = ""
    site.files["templates/base.html"] = '{{ data("facts") }}{% block main %}{% endblock %}'
    assert not site.build(tmp_path).failed
    del site.files["data/facts.yaml"]
    assert site.build(tmp_path).failed
