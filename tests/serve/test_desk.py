"""The editor's desk, and places that open the editor: both only for who sits at this computer."""

from __future__ import annotations

from pathlib import Path

from tests.serve.serving import serving
from tests.support import Files

FILES: Files = {
    "templates/layouts/page.html": "<!DOCTYPE html><title>{{ page.title }}</title>{{ page.html }}",
    "content/index.md": "[Us](us.md) [Plans](plans.md)",
    "content/us.md": "##More\n",
    "content/plans.md": "---\ntitle: <b>Plans</b>\ndescription: Plans.\ndraft: true\n---\nPlans.",
    "content/soon.md": "---\ntitle: Soon\ndescription: S.\ndate: 2026-12-24 09:30\n---\n"
    "[us](us.md)",
}


def test_the_desk_and_the_links_into_the_editor(tmp_path: Path) -> None:
    with serving(tmp_path / "site", FILES) as preview:
        page = preview.ask("/__sitegen__/desk")
        assert page.status == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        here = f"vscode://file{tmp_path.resolve()}/site/content"
        plans = f'<a class="place" href="{here}/plans.md:1:1">content/plans.md</a>'
        wanted = (
            '<h2 id="drafts">Drafts</h2>',
            f'<li><a href="/plans/">&lt;b&gt;Plans&lt;/b&gt;</a> {plans}</li>',
            "<b>24 December 2026, 09:30</b>",
            '<summary>Us <span class="place">/us/</span>: 2</summary>',
            "<b>1 warning</b>",
        )
        assert [one for one in wanted if one not in page.text] == []
        bar = preview.ask("/us/").text
        in_bar = (
            f'<a class="place" href="{here}/us.md:5:1">content/us.md:5:1</a>',
            f'<a href="{here}/us.md:1:1">Open the file</a>',
            '<a href="/__sitegen__/desk">',
        )
        assert [one for one in in_bar if one not in bar] == []
        assert preview.ask("/__sitegen__/desk.css").status == 200
        assert preview.ask("/__sitegen__/desk", Host="evil.example").status == 421


def test_whoever_else_can_reach_the_preview_gets_no_such_link(tmp_path: Path) -> None:
    with serving(tmp_path / "site", FILES, host="0.0.0.0") as preview:
        for path in ("/us/", "/__sitegen__/desk"):
            text = preview.ask(path).text
            assert "content/us.md" in text
            assert "vscode:" not in text
            assert str(tmp_path) not in text
