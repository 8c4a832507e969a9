"""JSON Schemas of a site: what the builder takes passes, what it refuses for its form does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitegen.documents.load import load
from sitegen.documents.page import written_with
from sitegen.documents.records import load_records, subjects
from sitegen.fields.local_time import DAY_PATTERN
from sitegen.fields.record import Record
from sitegen.fields.types import Address
from sitegen.fields.web_address import fault_of
from sitegen.json_schema.of_site import Described
from sitegen.json_schema.of_type import walk
from sitegen.model.kinds import kind_mistakes
from sitegen.model.values import wrong_addresses, wrong_addresses_in_data
from sitegen.schema.check import check_each
from sitegen.schema.yaml_text import YamlText
from tests.frozen import frozen_site
from tests.support import Files, snapshot_of

#: The rules of what is wrong with a value by itself, whatever else there is on the site.
OF_FORM = {"unknown-key", "missing-key", "wrong-type", "wrong-number", "wrong-id", "wrong-address"}
OF_FORM |= {"wrong-kind", "wrong-contact", "navigation", "limit"}

SITE: Files = {
    "data/site.yaml": "kinds: {events/: event, news/: news}",
    "data/regions.yaml": "- {id: north, name: N, nation: Wales, label: [N], column: 0, row: 0}",
    "data/sources.yaml": "- {id: P-A, title: A, publisher: B, url: https://a.example/}",
    "templates/layouts/page.html": "{{ page.html }}",
}


def described(files: Files) -> Described:
    snapshot = snapshot_of({**SITE, **files})
    return Described(snapshot, load(snapshot)[0])


def refused_by_builder(files: Files) -> bool:
    """Whether the builder finds something wrong with the form of one of some files."""
    site = described(files)
    _, found = load(site.snapshot)
    documents = site.loaded.documents
    models, schema = site.loaded.models, written_with(site.loaded.models)
    of_pages = [
        one
        for document in documents
        for one in (
            *kind_mistakes(document, site.kinds.kind_of(document), models),
            *wrong_addresses(document, schema),
        )
    ]
    all_found = (*found, *of_pages, *wrong_addresses_in_data(site.loaded))
    return bool({one.rule for one in all_found if one.span.path in files} & OF_FORM)


def refused_by_schema(files: Files, validators: Mapping[str, Draft202012Validator]) -> bool:
    """Whether one of some files is refused by its schema, as an independent validator reads it."""
    site = described(files)
    data = [(f"{path[:-5]}.json", yaml) for path, yaml in site.loaded.data.items() if path in files]
    pages = [(site.schema_path(one), one.yaml) for one in site.loaded.documents]
    return any(not validators[path].is_valid(yaml.value) for path, yaml in (*data, *pages))


@pytest.fixture(scope="module")
def frozen() -> Described:
    from sitegen.sources import take_snapshot

    snapshot, _ = take_snapshot(frozen_site())
    return Described(snapshot, load(snapshot)[0])


@pytest.fixture(scope="module")
def validators(frozen: Described) -> Mapping[str, Draft202012Validator]:
    return {path: Draft202012Validator(one) for path, one in frozen.schemas().items()}


def test_every_file_of_a_site_without_mistakes_passes(
    frozen: Described, validators: Mapping[str, Draft202012Validator]
) -> None:
    for validator in validators.values():
        Draft202012Validator.check_schema(validator.schema)
    written = [one for one in frozen.loaded.documents if one.path == one.source]
    files = [(frozen.schema_path(one), one.yaml) for one in written]
    files += [(f"{path[:-5]}.json", yaml) for path, yaml in frozen.loaded.data.items()]
    assert len(files) > 40
    for path, yaml in files:
        found = [
            f"{one.json_path}: {one.message}" for one in validators[path].iter_errors(yaml.value)
        ]
        assert found == [], yaml.path


def test_every_key_says_what_it_is_for(validators: Mapping[str, Draft202012Validator]) -> None:
    for path, validator in validators.items():
        for part in walk(validator.schema):
            if part.get("additionalProperties") is False:
                missing = [k for k, one in part["properties"].items() if "description" not in one]
                assert missing == [], path


def test_ids_kinds_and_paths_are_listed_and_others_allowed(
    validators: Mapping[str, Draft202012Validator],
) -> None:
    places = validators["data/places.json"].schema
    assert places["$defs"]["names-of-regions"]["enum"][:2] == ["north", "south"]
    assert places["items"]["properties"]["region"] == {
        "description": "The region that it lies in.",
        "title": "an id of data/regions.yaml",
        "x-names": "regions",
        "anyOf": [{"$ref": "#/$defs/names-of-regions"}, {"type": "string"}],
    }
    assert "vacancy" in validators["pages/page.json"].schema["$defs"]["names-of-kinds"]["enum"]
    assert (
        "index.md" in validators["data/navigation.json"].schema["$defs"]["names-of-pages"]["enum"]
    )


EVENT = "title: T\ndescription: D\ndate: 2026-01-01\nkind: event\n"
PAGES = {
    "no title": "description: D",
    "an empty title": "title: ' '\ndescription: D",
    "a number as title": "title: 3\ndescription: D",
    "a mistyped key": "titel: T\ntitle: T\ndescription: D",
    "a day in words": "title: T\ndescription: D\ndate: 3 May 2026",
    "a day that no calendar has": "title: T\ndescription: D\nupdated: 2026-02-30",
    "a time of no clock": "title: T\ndescription: D\ndate: 2026-02-03 24:10",
    "an order in words": "title: T\ndescription: D\norder: first",
    "an order with a fraction": "title: T\ndescription: D\norder: 1.5",
    "yes for true": "title: T\ndescription: D\ndraft: yes",
    "a status that there is not": "title: T\ndescription: D\nstatus: old",
    "one alias and no list": "title: T\ndescription: D\naliases: /old/",
    "an empty key": "title: T\ndescription: D\nsummary:",
    "no language": "title: T\ndescription: D\nlang: Welsh language",
    "a list as front matter": "- title",
    "an event without its start": EVENT + "event: {organiser: O}",
    "an event without its key": EVENT,
    "an event without a date": (
        "title: T\ndescription: D\nkind: event\nevent: {starts: 2026-02-03, organiser: O}"
    ),
    "an address without a scheme": (
        EVENT + "event: {starts: 2026-02-03, organiser: O, online: example.org}"
    ),
    "a salary in words": (
        "title: T\ndescription: D\ndate: 2026-01-01\nkind: vacancy\nvacancy: {closes: 2026-02-03, "
        "employer: E, place: P, hours: H, employment: full time, apply: /a/, "
        "salary: {minimum: much}}"
    ),
}


@pytest.mark.parametrize("front", PAGES.values(), ids=PAGES)
def test_front_matter_that_the_builder_refuses_is_refused(
    front: str, validators: Mapping[str, Draft202012Validator]
) -> None:
    files = {"content/a.md": f"---\n{front}\n---\nText."}
    assert (refused_by_builder(files), refused_by_schema(files, validators)) == (True, True)


GIVEN = {
    "an event of an event's folder": (
        "events/a",
        "event: {starts: 2026-02-03 18:00, organiser: O}",
    ),
    "a landing page of that folder": ("events/index", ""),
    "an unknown source": ("a", "sources: [NONE]"),
    "an empty day": ("a", "updated:"),
    "a leap day": ("a", "date: 2024-02-29"),
    "a free mapping": ("a", "meta: {a: [1, {b: c}]}"),
}


@pytest.mark.parametrize(("path", "front"), GIVEN.values(), ids=GIVEN)
def test_front_matter_whose_form_is_right_passes(
    path: str, front: str, validators: Mapping[str, Draft202012Validator]
) -> None:
    day = "" if "date" in front else "date: 2026-01-01\n"
    files = {f"content/{path}.md": f"---\ntitle: T\ndescription: D\n{day}{front}\n---\nText."}
    assert (refused_by_builder(files), refused_by_schema(files, validators)) == (False, False)


def test_the_keys_of_a_kind_belong_to_its_folder(
    validators: Mapping[str, Draft202012Validator],
) -> None:
    lacking: Files = {"content/events/a.md": "---\ntitle: T\ndescription: D\n---\n"}
    foreign: Files = {
        "content/news/a.md": "---\ntitle: T\ndescription: D\ndate: 2026-01-01\n"
        "event: {starts: 2026-02-03, organiser: O}\n---\n"
    }
    for files in (lacking, foreign):
        assert (refused_by_builder(files), refused_by_schema(files, validators)) == (True, True)


DATA = {
    "a mapping of records": ("sources", "P-A: {title: A}"),
    "a record that is a text": ("sources", "- P-A"),
    "an id with a space": ("sources", "- {id: P A, title: A, publisher: B, url: /a/}"),
    "a record without an id": ("sources", "- {title: A, publisher: B, url: /a/}"),
    "an address of a file": ("sources", "- {id: A, title: A, publisher: B, url: 'file:///a'}"),
    "a month that no year has": (
        "places",
        "- {id: a, name: A, region: north, sources: [], known_from: 2026-13}",
    ),
    "a year without quotes": (
        "places",
        "- {id: a, name: A, region: north, sources: [], known_from: 2026}",
    ),
    "a unit that there is not": (
        "figures",
        "- {id: a, value: 3, measures: M, period: P, source: P-A, unit: miles}",
    ),
    "a value in words": ("figures", "- {id: a, value: three, measures: M, period: P, source: P-A}"),
    "a number that nobody can dial": (
        "help",
        "- {id: a, topic: T, name: N, purpose: P, whom: W, nations: [], sources: [], "
        "checked: 2026-01-01, confidence: high, number: ring us}",
    ),
    "a point without its figure": (
        "charts",
        "- {id: a, title: T, measures: M, kind: bars, labels: L, points: [{label: A}]}",
    ),
    "an entry with page and address": ("navigation", "primary: [{page: a.md, url: /a/, title: A}]"),
    "an entry with neither": ("navigation", "primary: [{title: A}]"),
    "an address without words": ("navigation", "footer: [{url: /a/}]"),
    "a wrong entry far below": (
        "navigation",
        "- {page: a.md, children: [{page: b.md, children: [{pag: c.md}]}]}",
    ),
    "a menu that is a text": ("navigation", "primary: a.md"),
    "a menu without entries": ("navigation", "primary:"),
    "no address of a site": ("site", "base_url: www.example.org"),
    "a site's language in words": ("site", "language: English spoken"),
    "a colour by its name": ("site", "social_cards: {font: a.woff2, ink: red}"),
    "a country that there is not": ("site", "country: XX"),
    "a currency that there is not": ("site", "currency: pounds"),
    "a prefix without its sign": ("site", "telephone_prefix: '44'"),
    "a limit in words": ("site", "limits: {lines: many}"),
    "a switch that there is not": ("site", "markdown: {task: true}"),
    "a telephone number without digits": ("site", "contact: {telephone: ring us}"),
    "an expected search without a page": ("search", "expected: [{words: a}]"),
    "a search of 101 letters": ("search", f"expected: [{{words: {'a' * 101}, page: a.md}}]"),
    "a host that nobody knows": ("hosting", "hosts: [geocities]"),
    "a status in words": ("hosting", "redirects: [{old: /a/, status: gone}]"),
}


@pytest.mark.parametrize(("name", "text"), DATA.values(), ids=DATA)
def test_data_that_the_builder_refuses_is_refused(
    name: str, text: str, validators: Mapping[str, Draft202012Validator]
) -> None:
    files = {f"data/{name}.yaml": text}
    assert (refused_by_builder(files), refused_by_schema(files, validators)) == (True, True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources", ""),
        ("navigation", ""),
        ("navigation", "- index.md\n- {url: 'https://a.example/', title: A}"),
        ("navigation", "mine: []"),
        ("site", "contact: {telephone: 020 7946 0000, other: x}"),
        ("hosting", "targets: {live: {folder: ../www}}"),
    ],
)
def test_data_whose_form_is_right_passes(
    name: str, text: str, validators: Mapping[str, Draft202012Validator]
) -> None:
    files = {f"data/{name}.yaml": text}
    assert (refused_by_builder(files), refused_by_schema(files, validators)) == (False, False)


#: What somebody may write for a key: values of each type, and texts that look like something else.
TRIED: tuple[Any, ...] = (
    None,
    True,
    3,
    4.5,
    "",
    "word",
    "2026-02-29",
    "2024-02",
    [],
    ["word"],
    [3],
    {},
)


def altered(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a record with one key left out or with another value, for each key."""
    for key in record:
        yield {name: value for name, value in record.items() if name != key}
        yield from ({**record, key: value} for value in TRIED)


def test_of_every_key_the_same_values_are_allowed_by_builder_and_schema(
    frozen: Described, validators: Mapping[str, Draft202012Validator]
) -> None:
    tried = 0
    for name, schema in subjects(frozen.loaded.models).items():
        records = frozen.loaded.records[name].yaml.value
        validator = validators[f"data/{name}.json"]
        longest = max(records, key=len) if isinstance(records, list) else {}
        for value in altered(longest):
            is_refused = not validator.is_valid([value])
            assert is_refused == is_refused_by_types(value, schema), value
            tried += 1
    assert tried > 1000


def is_refused_by_types(value: dict[str, Any], schema: type[Record]) -> bool:
    """Whether the types of a record refuse it; what models ask for besides is left out."""
    yaml = YamlText("data/x.yaml", "", [value])
    records, found = load_records(yaml, schema)
    rules = {one.rule for one in (*found, *check_each(yaml, schema).diagnostics)}
    if not check_each(yaml, schema).diagnostics:
        rules -= {"missing-key"}
    addresses = [text for _, _, text in records.written_with(Address)]
    return bool(rules & OF_FORM) or any(not is_path(one) and fault_of(one) for one in addresses)


def is_path(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def test_the_pattern_of_a_day_is_the_calendar() -> None:
    pattern = re.compile(DAY_PATTERN)
    for year in (1000, 1900, 2000, 2023, 2024, 2999):
        days = {
            str(date(year, 1, 1) + timedelta(n)) for n in range(365 + (f"{year}-02-29" in leap()))
        }
        written = {f"{year}-{m:02}-{d:02}" for m in range(14) for d in range(33)}
        assert {day for day in written if pattern.fullmatch(day)} == days
    assert not pattern.fullmatch("0999-01-01")
    assert not pattern.fullmatch("3000-01-01")


def leap() -> set[str]:
    return {"2000-02-29", "2024-02-29"}
