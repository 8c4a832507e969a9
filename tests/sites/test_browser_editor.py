"""The editor in the browser: its configuration, its policy, and the program that is fetched."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli, cms
from sitegen.cms import configuration, page, program
from sitegen.config import BrowserEditor, SiteConfig
from sitegen.documents.load import load
from sitegen.editing.change import EditRefusedError
from sitegen.host_rules.headers import headers_by_path, sent_with
from sitegen.host_rules.rules import HostRules
from sitegen.json_schema.of_site import Described
from tests.support import SMALLEST, Files, Site, snapshot_of

EDITOR = BrowserEditor("charity/site")
SITE: Files = {
    "content/index.md": "Welcome.",
    "content/events/index.md": "Events.",
    "data/site.yaml": "kinds: {events/: event}",
    "data/sources.yaml": "- {id: P-A, title: A, publisher: B, url: https://a.example/}",
    "templates/layouts/page.html": "{{ page.html }}",
}


def described() -> Described:
    snapshot = snapshot_of(SITE)
    return Described(snapshot, load(snapshot)[0])


def test_each_folder_has_a_form_of_what_its_kind_asks() -> None:
    found = json.loads(configuration(described(), EDITOR))
    assert found["backend"] == {"name": "github", "repo": "charity/site", "branch": "main"}
    front, events = found["collections"]
    assert (front["folder"], events["folder"]) == ("content", "content/events")
    fields: dict[str, Any] = {field["name"]: field for field in events["fields"]}
    assert list(fields)[:4] == ["title", "description", "date", "draft"]
    assert fields["title"] == {
        "name": "title",
        "label": "Title",
        "required": True,
        "hint": "The title of the page, as a heading and in lists.",
        "widget": "string",
    }
    assert fields["sources"]["options"] == ["P-A"]
    assert fields["draft"]["default"] is True
    own = {field["name"]: field for field in fields["event"]["fields"]}
    assert own["status"]["options"] == ["scheduled", "postponed", "cancelled"]
    assert "event" not in {field["name"] for field in front["fields"]}


def test_its_policy_counts_below_admin_and_that_of_pages_stays() -> None:
    without, with_it = SiteConfig(), SiteConfig(browser_editor=EDITOR)
    assert "/admin/*" not in headers_by_path(without, HostRules())
    pages = headers_by_path(without, HostRules())["/*"]
    assert headers_by_path(with_it, HostRules())["/*"] == pages
    policy = sent_with(with_it, HostRules(), "/admin/*")["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self' blob: data: https://api.github.com" in policy
    assert "'unsafe-eval'" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in page(with_it).replace("&#x27;", "'")


def archive(name: str, data: bytes) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as opened:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        opened.addfile(member, io.BytesIO(data))
    return written.getvalue()


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Archives by their addresses, whose hashes are those that are wanted."""
    script = b'font("https://cdn.jsdelivr.net/fontsource/fonts/material-symbols-outlined:vf@5.3.7/'
    script += b'latin-wght-normal.woff2")'
    found = {}
    for name, data in (("SCRIPT", script), ("FONT", b"font")):
        package = getattr(cms, name)
        packed = archive(package.file, data)
        digest = base64.b64encode(hashlib.sha512(packed).digest()).decode()
        monkeypatch.setattr(cms, name, package._replace(sha512=digest))
        found[f"https://registry.npmjs.org/{package.archive}"] = packed
    return found


def test_the_program_asks_for_its_font_where_the_site_has_it(registry: dict[str, bytes]) -> None:
    files = program(registry.__getitem__)
    assert files == {"sveltia-cms.js": b'font("/admin/symbols.woff2")', "symbols.woff2": b"font"}


def test_a_program_with_another_hash_is_refused(registry: dict[str, bytes]) -> None:
    def changed(address: str) -> bytes:
        return registry[address] + b"!"

    with pytest.raises(EditRefusedError, match="is not what was looked at"):
        program(changed)


def test_what_keeps_it_from_being_written_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "site")
    site.write(SMALLEST)
    assert cli.main(["cms", str(tmp_path / "admin"), "--site", str(site.root)]) == 2
    assert capsys.readouterr().err.startswith("build.py: data/site.yaml has no browser_editor: {")
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin/mine.txt").write_text("mine")
    assert cli.main(["cms", str(tmp_path / "admin"), "--site", str(site.root)]) == 2
    assert capsys.readouterr().err.endswith("/admin holds something else: nothing was written\n")
    assert [one.name for one in (tmp_path / "admin").iterdir()] == ["mine.txt"]
