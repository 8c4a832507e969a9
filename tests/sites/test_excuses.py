"""One place is excused from a rule of style, with a reason, for as long as it needs that."""

from __future__ import annotations

import pytest

from tests.support import Site

SUMMARY = "All that a page like this one is about, told in some words more, for it is a page."
FRONT = f"---\ntitle: Home\ndescription: {SUMMARY}\n---\n"
SHOUT = "Come to the BIG LOUD NIGHT."
REASON = "its name is written so"
ON = {"data/site.yaml": "promises: true\n"}


def told(site: Site) -> list[str]:
    return [
        f"{one.span.line}: {one.severity} {one.rule}: {one.message}"
        for one in site.build().result.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{SHOUT}\n", ["5: warning capitals: BIG LOUD NIGHT is in capitals"]),
        (f"<!-- allow capitals: {REASON} -->\n{SHOUT}\n", []),
        (f"<!-- allow capitals: {REASON} -->\n\nCome\nto {SHOUT}\n", []),
        (f"Come\nto {SHOUT} <!-- allow capitals: {REASON} -->\n", []),
        (
            f"<!-- allow capitals: {REASON} -->\nCome.\n\n{SHOUT}\n",
            [
                "5: warning excuse: nothing here breaks the rule capitals any more",
                "8: warning capitals: BIG LOUD NIGHT is in capitals",
            ],
        ),
        (
            f"<!-- allow capitlas: {REASON} -->\n{SHOUT}\n",
            ["5: error excuse: there is no rule capitlas", "6: warning capitals: BIG LOUD NIGHT"],
        ),
        (
            f"<!-- allow capitals -->\n{SHOUT}\n",
            [
                "5: error excuse: this excuse from capitals gives no reason",
                "6: warning capitals: BIG LOUD NIGHT",
            ],
        ),
        (
            "<!-- allow broken-link: later -->\n[us](us.md)\n",
            [
                "5: error excuse: nothing can be excused from broken-link, which is no matter",
                "6: error broken-link: there is no file us.md",
            ],
        ),
        ("Write `<!-- allow capitals: a reason -->` in a line.\n", []),
    ],
)
def test_an_excuse_in_a_text(site: Site, text: str, wanted: list[str]) -> None:
    site.write({**ON, "content/index.md": f"{FRONT}{text}"})
    found = told(site)
    assert [one[: len(want)] for one, want in zip(found, wanted, strict=True)] == wanted


def test_an_excuse_in_front_matter_and_in_data(site: Site) -> None:
    voice = "- {id: v, phrases: [utilise], better: use, why: w}\n"
    notes = "# allow voice: their own words\n- {id: n, text: We utilise it.}\n"
    front = FRONT.replace(SUMMARY, "Short.  # allow description: there is no more to say")
    models = "from sitegen.models import Record, collection\n\n\n@collection('notes')\n"
    site.write(
        {
            **ON,
            "models/notes.py": f"{models}class Note(Record):\n    text: str\n",
            "templates/layouts/page.html": "{{ page.html }}{{ records('notes')|length }}",
            "data/voice.yaml": voice,
            "data/notes.yaml": notes,
            "content/index.md": f"{front}Text.\n",
        }
    )
    assert told(site) == []
    site.write({"data/notes.yaml": notes.replace("utilise", "use"), "content/index.md": FRONT})
    assert told(site) == ["1: warning excuse: nothing here breaks the rule voice any more"]


def test_a_site_that_promises_nothing_needs_no_excuse(site: Site) -> None:
    site.write({"content/index.md": f"{FRONT}<!-- allow nothing -->\n{SHOUT}\n"})
    assert told(site) == []
