"""`build.py serve` as a command: its words, its port, its browser, and how it ends."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from sitegen import cli
from tests.serve.serving import FILES, PATIENCE, clean_build, served, serving, until
from tests.support import Site, told

ROOT = Path(__file__).parents[2]
COMMAND = "import sys; from sitegen.cli import main; sys.exit(main())"


@contextmanager
def started(site: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command and wait until it serves; give it and what it has said so far."""
    command = [sys.executable, "-W", "error", "-c", COMMAND, "serve", "--site", str(site), *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = ""
        try:
            assert process.stdout
            while "The preview is at" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield process, said
        finally:
            process.kill()


def shows(url: str, text: str) -> bool:
    with urlopen(url) as answer:
        return text in str(answer.read(), "utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    site = Site(tmp_path / "site")
    site.write(FILES)
    with started(site.root, "--port", "0", "--as-of", "2026-11-21") as (process, said):
        assert said.startswith("build.py: 4 pages rendered, 8 files written, 0 removed in ")
        process.send_signal(number)
        rest, _ = process.communicate(timeout=PATIENCE)
        assert (process.returncode, rest) == (0, "build.py: The preview has ended.\n")
    assert served(site.root / ".sitegen/preview") == clean_build(site, "")
    assert not (site.root / "output").exists()


@pytest.mark.long
def test_killed_at_any_moment_it_leaves_nothing_that_the_next_start_does_not_put_right(
    tmp_path: Path,
) -> None:
    chance, site = random.Random(16), Site(tmp_path / "site")
    pages = {f"content/news/page-{number}.md": f"Text {number}." for number in range(150)}
    layout = '<!doctype html><main>{{ data("facts").text }} {{ page.html }}</main>'
    site.write({**FILES, **pages, "templates/layouts/page.html": layout})
    for edition in range(20):
        site.write({"data/facts.yaml": f"text: Edition {edition}\n"})
        with started(site.root, "--port", "0", "--as-of", "2026-11-21"):
            assert served(site.root / ".sitegen/preview") == clean_build(site, "")
            site.write({"data/facts.yaml": f"text: Killed {edition}\n"})
            time.sleep(chance.uniform(0, 1))


def test_the_terminal_tells_what_the_page_tells(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write(FILES)
    with started(site.root, "--port", "0", "--as-of", "2026-11-21") as (process, _):
        site.write({"content/about.md": "[Lost](/abuot/)"})
        heard = [process.stdout.readline() for _ in range(6)] if process.stdout else []
        site.write({"content/about.md": "Who we are."})
        heard += [process.stdout.readline()] if process.stdout else []
    assert (
        "".join(heard)
        == told(
            """
        content/about.md:5:8: error[broken-link]: no page has the URL /abuot/
            5 | [Lost](/abuot/)
              |        ^^^^^^^
           help: did you mean /about/ ?  (content/about.md)
        1 error, 0 warnings in 1 file
        build.py: The preview shows the last good site until this is mended.
        build.py: Mended.
        """
        )
        + "\n"
    )


def test_it_goes_on_when_nobody_reads_what_it_prints(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write(FILES)
    with started(site.root, "--port", "0", "--as-of", "2026-11-21") as (process, said):
        url = said.partition("The preview is at ")[2].split()[0]
        if process.stdout:
            process.stdout.close()
        for text in ("First.", "Second.", "Third."):
            site.write({"content/about.md": text})
            until(partial(shows, f"{url}about/", text), f"page with {text}")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as one:
        port = int(one.url.rpartition(":")[2])
        with serving(tmp_path / "two", port=port) as two:
            other = int(two.url.rpartition(":")[2])
            assert other > port
            assert f"The port {port} is in use: this is {other}." in two.said
            assert two.ask("/about/").status == 200
        assert one.ask("/about/").status == 200


def test_an_address_that_is_not_this_computers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Site(tmp_path).write(FILES)
    assert cli.main(["serve", "--site", str(tmp_path), "--host", "192.0.2.1"]) == 2
    assert "Cannot assign requested address" in capsys.readouterr().err


def test_a_folder_that_is_not_the_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "site")
    site.write(FILES)
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday/photo.jpg").write_text("sea")
    words = ["--port", "0", "--output", str(tmp_path / "holiday")]
    assert cli.main(["serve", "--site", str(site.root), *words]) == 2
    assert "holds files that this build did not make: photo.jpg" in capsys.readouterr().err


def test_it_opens_a_browser_if_asked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    with serving(tmp_path / "one"):
        pass
    assert opened == []
    with serving(tmp_path / "two", open_browser=True) as preview:
        until(lambda: opened == [f"{preview.url}/"], "browser")


def test_cleaning_removes_the_preview_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path / "site") as preview:
        pass
    assert served(preview.output)
    assert cli.main(["clean", "--site", str(tmp_path / "site")]) == 0
    assert f"Removed 8 files from {preview.output}{os.sep}" in capsys.readouterr().out
    assert not (tmp_path / "site/.sitegen").exists()
