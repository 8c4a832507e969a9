"""build.json: what was built from what; compressed texts; and whether a host serves just that."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import brotli
import pytest

from sitegen import cli
from tests.frozen import PROJECT
from tests.support import DAY, SMALLEST, Files, Site

FILES: Files = {
    **SMALLEST,
    "content/index.md": "Welcome. [News](news/index.md)\n\n" + "Words. " * 100,
    "content/news/index.md": "---\ntitle: News\ndescription: D\naliases: [/old/]\n---\nNews.",
    "content/404.md": "---\ntitle: Lost\ndescription: D\nkind: error\n---\nLost.",
    "data/hosting.yaml": "compressed: [gzip]\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.write(FILES)
    assert made.build().report == ""
    return made


def git(site: Site, *words: str) -> str:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    plain = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(site.root), *words], capture_output=True, text=True, env=plain, check=True
    )
    return done.stdout.strip()


def clean(site: Site, folder: Path) -> Mapping[str, bytes]:
    """Return what a first build of the same files makes."""
    other = Site(folder)
    other.write(site.files())
    other.build()
    return other.files("output")


def test_it_lists_every_file_but_itself(site: Site) -> None:
    record = json.loads(site.outputs["build.json"])
    files = site.files("output")
    del files["build.json"]
    assert record["files"] == {path: sha256(data).hexdigest() for path, data in files.items()}
    assert record["redirects"] == {"old/index.html": "/news/"}
    assert (record["as_of"], record["base_url"]) == ("2026-11-21", "https://example.org/")
    assert record["commit"] is None
    assert record["libraries"]["jinja2"]


def test_texts_are_compressed_and_follow_each_edit_as_a_clean_build_has_them(
    site: Site, tmp_path: Path
) -> None:
    packed = site.files("output")["index.html.gz"]
    assert gzip.decompress(packed).decode() == site.outputs["index.html"]
    assert "robots.txt.gz" not in site.outputs  # it is so small that nothing is gained
    site.write({"content/index.md": "Changed. [News](news/index.md) " + "More. " * 200})
    site.build()
    assert site.files("output")["index.html.gz"] != packed
    (site.root / "output/index.html.gz").write_bytes(b"spoilt")
    site.build()
    assert site.files("output") == clean(site, tmp_path / "clean")
    site.write({"data/hosting.yaml": "compressed: []\n"})
    site.build()
    assert not [path for path in site.outputs if path.endswith(".gz")]
    site.write({"data/hosting.yaml": FILES["data/hosting.yaml"]})
    site.build()
    assert site.files("output") == clean(site, tmp_path / "clean again")


def test_brotli_is_made_where_it_is_installed_and_missed_in_a_sentence(
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site.write({"data/hosting.yaml": "compressed: [gzip, brotli]\n"})
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert cli.main(["--site", str(site.root), "--as-of", DAY.isoformat()]) == 2
    said = capsys.readouterr().err
    assert "brotli, which is not installed" in said
    assert "  python3 build.py install compressed\n" in said
    monkeypatch.undo()
    site.build()
    packed = site.files("output")["index.html.br"]
    assert brotli.decompress(packed).decode() == site.outputs["index.html"]
    assert site.files("output") == clean(site, tmp_path / "clean")


def test_the_commit_is_named_as_long_as_nothing_has_been_edited(site: Site) -> None:
    def commit() -> str | None:
        site.build()
        found: str | None = json.loads(site.outputs["build.json"])["commit"]
        return found

    git(site, "init", "-q")
    (site.root / ".gitignore").write_text("output\n.sitegen\n")
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "First")
    first = git(site, "rev-parse", "HEAD")
    assert commit() == first
    git(site, "commit", "-q", "--allow-empty", "-m", "Second")
    assert commit() == git(site, "rev-parse", "HEAD") != first
    site.write({"content/new.md": "New."})
    assert commit() is None


def test_drafts_have_no_list_since_nobody_may_publish_them(site: Site) -> None:
    site.build(drafts=True)
    assert not {"build.json", "index.html.gz"} & site.outputs.keys()


def test_a_file_of_that_name_is_a_mistake(site: Site) -> None:
    site.write({"assets/public/build.json": "{}"})
    assert "a file that the build makes itself" in site.build().report


def verified(
    capsys: pytest.CaptureFixture[str], where: str | Path, output: Path
) -> tuple[int, list[str]]:
    code = cli.main(["verify", "--published", str(where), "--output", str(output)])
    said = capsys.readouterr()
    return code, (said.out + said.err).replace(str(where), "WHERE").splitlines()


def test_a_folder_that_holds_something_else(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Site(tmp_path / "copy")
    copy.write(site.files("output"))
    code, lines = verified(capsys, copy.root, site.root / "output")
    assert (code, lines[0].startswith("WHERE is the ")) == (0, True)
    assert verified(capsys, copy.root, tmp_path / "none")[0] == 0
    (copy.root / "robots.txt").write_text("Disallow: /")
    (copy.root / "news/index.html").unlink()
    (copy.root / "index.html.gz").write_bytes(b"spoilt")
    (copy.root / "more.txt").write_text("More")
    (copy.root / "404.html").unlink()
    (copy.root / "404.html").symlink_to(site.root / "output/404.html")
    code, lines = verified(capsys, copy.root, tmp_path / "none")
    assert code == 1
    assert lines[:5] == [
        "404.html: a symbolic link leads there",
        "index.html.gz: different",
        "news/index.html: missing",
        "robots.txt: different",
        "more.txt: not in build.json",
    ]
    assert lines[5].startswith("5 differences between WHERE and the ")


@contextmanager
def host(answers: Mapping[str, tuple[int, Mapping[str, str], bytes]]) -> Iterator[str]:
    """Serve these answers by path; all else is lost."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers.get(self.path, answers["lost"])
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def served(site: Site) -> dict[str, tuple[int, Mapping[str, str], bytes]]:
    files = site.files("output")
    lost = files["404.html"]
    found: dict[str, tuple[int, Mapping[str, str], bytes]]
    found = {f"/{path.removesuffix('index.html')}": (200, {}, one) for path, one in files.items()}
    return {**found, "lost": (404, {}, lost), "/_headers": (404, {}, lost)}


def test_a_host_whose_answer_differs(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    output, answers = site.root / "output", served(site)
    # A host that knows redirects itself needs no page for them.
    answers["/old/"] = (301, {"Location": "/news/"}, b"")
    with host(answers) as where:
        assert verified(capsys, where, output)[0] == 0
    answers["/"] = (200, {}, answers["/"][2] + b"<script>")
    answers["/news/"] = (302, {"Location": "https://elsewhere.example/"}, b"")
    answers["/robots.txt"] = (503, {}, b"")
    answers["/sitemap.xml"] = (200, {"Content-Encoding": "br"}, b"")
    del answers["/index.html.gz"]
    with host(answers) as where:
        code, lines = verified(capsys, where, output)
    assert code == 1
    assert lines[:5] == [
        "index.html: different",
        "index.html.gz: missing",
        "news/index.html: the host sends visitors on to https://elsewhere.example/",
        "robots.txt: the host answers 503",
        "sitemap.xml: sent as br, though the file itself was asked for",
    ]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("Text/HTML;charset=utf-8", "WHERE is the"),
        (
            "text/plain; charset=utf-8",
            "news/index.html: sent as text/plain; charset=utf-8, which browsers take for something"
            " else",
        ),
    ],
)
def test_a_host_that_sends_a_page_as_something_else(
    site: Site, capsys: pytest.CaptureFixture[str], sent: str, said: str
) -> None:
    answers = served(site)
    answers["/news/"] = (200, {"Content-Type": sent}, answers["/news/"][2])
    with host(answers) as where:
        assert verified(capsys, where, site.root / "output")[1][0].startswith(said)


def test_compressed_texts_are_compared_too_however_a_host_sends_them(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"data/hosting.yaml": "compressed: [gzip, brotli]\n"})
    site.build()
    output, answers = site.root / "output", served(site)
    for path, coding in (("/index.html.gz", "x-gzip"), ("/index.html.br", "br")):
        answers[path] = (200, {"Content-Encoding": coding}, answers[path][2])
    with host(answers) as where:
        assert verified(capsys, where, output)[0] == 0
    answers["/index.html.gz"] = (200, {"Content-Encoding": "br"}, answers["/index.html.gz"][2])
    answers["/index.html.br"] = (200, {"Content-Encoding": "br"}, answers["/index.html.gz"][2])
    with host(answers) as where:
        code, lines = verified(capsys, where, output)
    assert (code, lines[:2]) == (
        1,
        [
            "index.html.br: different",
            "index.html.gz: sent as br, though the file itself was asked for",
        ],
    )


def test_a_host_that_serves_another_build_or_none(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = served(site)
    site.write({"content/news/index.md": "Other news."})
    site.build()
    with host(answers) as where:
        code, lines = verified(capsys, where, site.root / "output")
        assert (code, lines[0]) == (1, "build.json: different: that of another build")
    answers["/build.json"] = (200, {}, b'{"format": 1, "files": {"../x": "' + b"0" * 64 + b'"}}')
    with host(answers) as where:
        code, lines = verified(capsys, where, tmp_path / "none")
    assert (code, lines) == (
        2,
        ["build.py: the host's own build.json cannot be used: it names what no build has made."],
    )
    assert verified(capsys, tmp_path / "nowhere", tmp_path / "none") == (
        2,
        [
            "build.py: There is no folder WHERE. Name a folder, or an address that begins with "
            "https://."
        ],
    )


def test_the_day_is_that_of_source_date_epoch(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert cli.main(["--site", str(site.root)]) == 0
    assert json.loads(site.outputs["build.json"])["as_of"] == "2020-09-13"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SystemExit) as ended:
        cli.main(["--site", str(site.root)])
    assert ended.value.code == 2
    assert "SOURCE_DATE_EPOCH is yesterday" in capsys.readouterr().err


SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from sitegen.build_request import Options
from sitegen.pipeline import build
site = Path(sys.argv[1])
assert not build(Options(site, site / "output", date(2026, 11, 21))).failed
"""


def test_two_builds_are_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    """Folder, time zone, language, hash seed, home, umask and number of files at once differ."""
    from tests.incremental.edits import FILES as EVERYTHING

    ways = {
        "a": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "ann"},
        "b/c d": {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "USER": "bo"},
    }
    built = []
    for number, (name, environ) in enumerate(ways.items()):
        site = Site(tmp_path / name)
        site.write({**EVERYTHING, "data/hosting.yaml": "compressed: [gzip]\n"})
        home = {"HOME": str(tmp_path / f"home {number}"), "PYTHONPATH": str(PROJECT)}
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(site.root)],
            env={**os.environ, **environ, **home},
            umask=(0o077, 0o000)[number],
            check=True,
        )
        modes = {
            path.relative_to(site.root): path.stat().st_mode
            for path in (site.root / "output").rglob("*")
        }
        built.append((site.files("output"), modes))
    assert built[0] == built[1]
