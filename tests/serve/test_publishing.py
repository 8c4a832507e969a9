"""The preview shows drafts, and says where the site without them could not be published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.serving import FILES, Serving, serving, until

COMING = "---\ntitle: Soon\ndescription: D\ndate: 2026-12-24\n---\nText.\n"
DRAFT = "---\ntitle: Plan\ndescription: D\ndraft: true\n---\n{}\n"
MARK = "Publishing would fail: {}"
WITH_COMING = {**FILES, "content/soon.md": COMING}


def said(preview: Serving, text: str) -> bool:
    return any(text in line for line in preview.said)


def test_a_link_to_a_coming_page_is_told_in_the_bar_and_the_terminal_until_it_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path, WITH_COMING) as preview:
        preview.site.write({"content/about.md": "See [soon](soon.md)."})
        preview.wait_for(MARK.format(1))
        page = preview.ask("/").text
        assert "content/about.md:5:12" in page
        assert "soon.md is not published before 2026-12-24" in page
        assert "Help: remove the link for now" in page
        until(lambda: said(preview, "publishing would fail: 1"), "word in the terminal")
        assert "content/about.md:5:12: error[broken-link]: soon.md" in capsys.readouterr().out
        assert preview.ask("/soon/").status == 200
        preview.site.write({"content/about.md": "Nothing any more."})
        until(lambda: said(preview, "Publishing would not fail any more."), "word that all is well")
        until(lambda: "Publishing would fail" not in preview.ask("/").text, "bar without it")


def test_what_stands_when_the_preview_begins_is_told_too(tmp_path: Path) -> None:
    files = {**WITH_COMING, "content/about.md": "[soon](soon.md), [plan](plan.md)"}
    with serving(tmp_path, {**files, "content/plan.md": DRAFT.format("Text.")}) as preview:
        preview.wait_for(MARK.format(2))


def test_what_is_wrong_in_a_draft_alone_keeps_nothing_from_being_published(tmp_path: Path) -> None:
    files = {**FILES, "content/plan.md": DRAFT.format("[soon](soon.md)"), "content/soon.md": COMING}
    with serving(tmp_path, files) as preview:
        preview.site.write({"content/about.md": "See [soon](soon.md)."})
        preview.wait_for(MARK.format(1))


def test_a_page_that_is_not_public_is_marked_in_what_is_served(tmp_path: Path) -> None:
    with serving(tmp_path, WITH_COMING) as preview:
        assert "Not public: not published before 2026-12-24." in preview.ask("/soon/").text
        assert "Not public" not in preview.ask("/").text


def test_a_first_build_that_fails_claims_no_last_good_site(tmp_path: Path) -> None:
    with serving(
        tmp_path, {**FILES, "content/about.md": "[Lost](lost.md)"}, broken=True
    ) as preview:
        assert "The preview has no site to show until this is mended." in preview.said
        assert "Nothing was built yet." in preview.ask("/").text
        preview.site.write({"content/about.md": "Found."})
        until(lambda: said(preview, "Mended."), "word that all is well")
        preview.site.write({"content/about.md": "[Lost](lost.md)"})
        until(lambda: said(preview, "shows the last good site until"), "last good site")
        preview.site.write({"content/about.md": "Found."})
        preview.wait_for("Found.", "/about/")
        until(lambda: "To mend" not in preview.ask("/about/").text, "page without mistakes")


def test_of_hundreds_of_mistakes_some_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    lost = " ".join(f"[Lost](/lost-{number}/)" for number in range(300))
    with serving(tmp_path, {**FILES, "content/about.md": lost}, broken=True) as preview:
        page = preview.ask("/").text
        assert "To mend: 300 errors, 0 warnings in 1 file." in page
        assert page.count("<p><b>error</b>") == 20
        assert "280 more of the rule broken-link: python3 build.py check --all" in page
        preview.site.write({"content/about.md": "Found."})
        preview.wait_for("Found.", "/about/")
