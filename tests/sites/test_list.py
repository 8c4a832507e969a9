"""What waits for an editor: told by ``list``, from the site and from what its models say is due."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.cli import main
from sitegen.diagnostics import Severity
from tests.support import MODELS, Files, Site, told

SOURCE = "{title: T, publisher: P, url: 'https://a.uk/'"
LINE = (
    "- {id: aid, topic: T, name: Aid, purpose: P, whom: W, nations: [England], sources: [a],"
    " checked: 2026-09-01, confidence: low}\n"
)
STORY = "{about: [a], minutes: 2, ending: e, short: s, consent: 2025-01-01, review: 2026-12-24}"
FILES: Files = {
    **MODELS,
    "templates/layouts/page.html": "{{ page.html }}"
    "{% if records('help') and records('sources') %}{% endif %}",
    "templates/layouts/story.html": "{{ page.html }}",
    "content/index.md": "---\ntitle: Home\ndescription: H.\nsources: [a]\n---\n"
    "[story](story.md) [old](old.md#then) [lines](lines.md)\n[draft](draft.md)",
    "content/draft.md": "---\ntitle: Draft\ndescription: D.\ndraft: true\n---\nOne two three.",
    "content/soon.md": "---\ntitle: Soon\ndescription: D.\ndate: 2026-12-24 09:30\n---\n[o](/old/)",
    "content/old.md": "---\ntitle: Old\ndescription: D.\nchecked: 2025-11-01\n"
    "review_by: 2026-11-20\n---\n\n## Then\n\nNow.",
    "content/lines.md": "---\ntitle: Lines\ndescription: D.\nhelp: [aid]\n"
    "checked: 2026-08-01\n---\n",
    "content/story.md": f"---\ntitle: Story\ndescription: D.\nkind: story\nstory: {STORY}\n---\n",
    "data/sources.yaml": f"- {SOURCE}, id: a}}\n- {SOURCE}, id: b}}\n",
    "data/help.yaml": LINE,
    "data/navigation.yaml": "primary: [old.md]\n",
}


@pytest.fixture
def site(site: Site) -> Site:
    site.write(FILES)
    return site


def listed(site: Site, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    where = ["--site", str(site.root)]
    assert main(["list", *words, *where]) == 0
    return capsys.readouterr().out


def test_all_that_waits(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    text = listed(site, capsys, "--as-of", "2026-12-03").partition("The longest pages: 6")[0]
    assert (
        text
        == told("""
        Drafts: 1
          content/draft.md: Draft

        Appear by themselves: 1
          content/soon.md: Soon, 24 December 2026, 09:30

        Change by themselves next: 1
          content/story.md: Story, 24 December 2026: withheld

        To be done: 4
          content/lines.md: Lines, hold against their sources again: by 1 November 2026
          content/old.md: Old, hold against their sources again: by 1 November 2026
          data/help.yaml: Aid (aid), look whether the line still is as we say: by 2 December 2026
          content/story.md: Story, ask again for consent: by 24 December 2026

        To be reviewed: 1
          content/old.md: Old, by 20 November 2026 (past)

        Records that nobody names: 1
          data/sources.yaml: T (b)

    """)
        + "\n\n"
    )


def test_as_json(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, Any] = json.loads(
        listed(site, capsys, "due", "drafts", "--format", "json", "--as-of", "2026-12-03")
    )
    assert list(found) == ["drafts", "due"]
    assert found["drafts"] == [{"path": "content/draft.md", "title": "Draft", "url": "/draft/"}]
    assert [(one["path"], one["day"]) for one in found["due"]] == [
        ("content/lines.md", "2026-11-01"),
        ("content/old.md", "2026-11-01"),
        ("data/help.yaml", "2026-12-02"),
        ("content/story.md", "2026-12-24"),
    ]


def test_who_links_to_a_page(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        listed(site, capsys, "--links", "old.md")
        == told("""
        content/old.md is named 3 times:
          content/index.md:6: [story](story.md) [old](old.md#then) [lines](lines.md)
          content/soon.md:6: [o](/old/)
          data/navigation.yaml:1: primary: [old.md]
    """)
        + "\n"
    )
    assert listed(site, capsys, "--links", "/draft/").startswith("content/draft.md is named once")
    assert listed(site, capsys, "--links", "soon.md") == "Nothing links to content/soon.md.\n"
    assert main(["list", "--links", "odl.md", "--site", str(site.root)]) == 2
    assert "Did you mean old.md?" in capsys.readouterr().err


def test_a_review_that_is_due_fails_a_strict_build_of_an_urgent_kind_only(site: Site) -> None:
    (found,) = [one for one in site.build().result.diagnostics if one.rule == "review-due"]
    assert (found.severity, found.message) == (
        Severity.NOTE,
        "this page was to be reviewed by 2026-11-20",
    )
    text = (site.root / "content/old.md").read_text("utf-8")
    site.write(
        {
            "content/old.md": text.replace("title: Old", "title: Old\nkind: help"),
            "templates/layouts/help.html": "{{ page.html }}",
            "data/site.yaml": "urgent_kinds: [help]",
        }
    )
    (found,) = [one for one in site.build().result.diagnostics if one.rule == "review-due"]
    assert found.severity is Severity.WARNING
    site.write({"content/old.md": text.replace("2026-11-20", "2026-11-21")})
    assert [one for one in site.build().result.diagnostics if one.rule == "review-due"] == []
