"""Commands, options, what is printed where, and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen import __version__, build_request, cli, pipeline
from sitegen.commands.arguments import COMMANDS
from sitegen.incremental.trust import STATE
from tests.support import SMALLEST, Site, told

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.write(SMALLEST)
    return made


def run(site: Site, *words: str) -> int:
    return cli.main([*words, "--site", str(site.root)])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "--frmat", "json"], "unrecognized arguments: --frmat json"),
        (["--draft"], "unrecognized arguments: --draft. Did you mean --drafts?"),
        (["build", "--dr"], "unrecognized arguments: --dr"),
        (["serve", "--ope"], "unrecognized arguments: --ope. Did you mean --open?"),
        (["check", "--str"], "unrecognized arguments: --str"),
        (["clean", "--sit", "x"], "unrecognized arguments: --sit x. Did you mean --site?"),
        (["verify", "--outp=x"], "unrecognized arguments: --outp=x. Did you mean --output?"),
        (["explain", "/a/", "--out", "x"], "unrecognized arguments: --out x"),
        (["--vers"], "unrecognized arguments: --vers"),
        (["biuld"], "there is no command biuld. Did you mean build?\n  build    build the site"),
        (["Check"], "there is no command Check. Did you mean check?"),
        (["nwe", "page"], "there is no command nwe. Did you mean new?"),
        (["dev"], "there is no command dev. The command is: serve"),
        (
            ["content/contact.md"],
            "To see what is wrong in one file: build.py check content/contact",
        ),
        (["--strict", "check"], "arguments: check. The command comes first: build.py check ..."),
        (["frobnicate"], "there is no command frobnicate\n  build    build the site"),
        (["--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["--base-url", "example.org"], "argument --base-url: example.org is no address such as"),
        (["--as-of", "21.11.2026"], "argument --as-of: 21.11.2026 is no day such as 2026-11-21"),
        (["--as-of", "2026-02-30"], "argument --as-of: 2026-02-30 is no day such as 2026-11-21"),
        (["--jobs", "0"], "argument --jobs: 0 is no number of processes: 1 or more"),
        (["--jobs", "two"], "argument --jobs: two is no number of processes: 1 or more"),
        (["serve", "--port", "65536"], "argument --port: 65536 is no port: 0 to 65535"),
        (["serve", "--port", "http"], "argument --port: http is no port: 0 to 65535"),
        (["check", "--output", "x"], "unrecognized arguments: --output"),
        (["clean", "--strict"], "unrecognized arguments: --strict"),
    ],
)
def test_wrong_usage_ends_with_2(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert message in printed.err


def test_each_command_has_a_function_of_its_name() -> None:
    for name in COMMANDS.keys() - cli.NOT_HERE.keys():
        assert callable(cli.command(name))


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"sitegen {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--help"], "exit codes:\n  0  fine\n  1  the site has problems"),
        (["-h"], "find every mistake, publish nothing"),
        (["build", "--help"], "--base-url URL"),
        (["check", "--help"], "let warnings fail the build, too"),
        (["clean", "--help"], "--output DIR"),
        (["serve", "--help"], "the port, or the next free one (8000)"),
        (["help"], "find every mistake, publish nothing"),
        (["help", "check"], "show only what is wrong in these files and folders"),
        (["help", "nonsense"], "find every mistake, publish nothing"),
    ],
)
def test_help(capsys: pytest.CaptureFixture[str], words: list[str], text: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.err) == (0, "")
    assert text in printed.out


def test_help_needs_none_of_the_packages() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from sitegen import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print({'jinja2', 'markdown', 'yaml', 'pydantic', 'PIL', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("set()\n")


@pytest.mark.parametrize("words", [[], ["build"], ["--strict"], ["--jobs", "1"]])
def test_building_is_the_default(
    site: Site, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(site, *words) == 0
    assert (site.root / "output/index.html").exists()
    printed = capsys.readouterr()
    assert printed.err == ""
    first, second, third = printed.out.splitlines()
    assert first.startswith("Built 1 page in ")
    assert first.endswith(" s: 6 files written, 0 removed.")
    assert second == f"The site is in {site.root}/output/"
    assert third == f"To look at it while you edit: python3 build.py serve --site {site.root}"


def test_a_check_says_what_stops_a_strict_build(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/alone.md": "Nobody links here."})
    assert run(site, "check") == 0
    assert capsys.readouterr().out.endswith(
        " s: no errors, but 1 warning; it stops a strict build.\n"
    )


def test_a_check_says_so_and_publishes_nothing(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before = site.files()
    assert run(site, "check") == 0
    assert capsys.readouterr().out.endswith(" s: ready to be published.\n")
    assert site.files().keys() == before.keys() | {STATE}


def test_options_reach_the_build(site: Site, tmp_path: Path) -> None:
    site.write({"content/party.md": "---\ntitle: P\ndescription: D\ndate: 2026-12-24\n---\n"})
    words = ["--base-url", "https://host.example/repo", "--output", str(tmp_path / "out")]
    assert run(site, *words, "--as-of", "2026-12-24") == 0
    written = Site(tmp_path).files("out")
    assert b"<loc>https://host.example/repo/party/</loc>" in written["sitemap.xml"]
    assert run(site, *words, "--as-of", "2026-12-23") == 0
    assert "party/index.html" not in Site(tmp_path).files("out")
    assert run(site, *words, "--as-of", "2026-12-23", "--drafts") == 0
    assert "party/index.html" in Site(tmp_path).files("out")


def test_json_is_the_one_object_on_standard_output(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "--format", "json") == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    found = json.loads(printed.out)
    assert isinstance(found.pop("seconds"), float)
    assert found == {"pages": 1, "rendered": 1, "written": 6, "removed": 0, "diagnostics": []}


def test_json_of_a_site_with_problems(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"content/index.md": "[Lost](/lost/)"})
    assert run(site, "check", "--format", "json") == 1
    printed = capsys.readouterr()
    assert printed.err == "Nothing was published.\n"
    assert json.loads(printed.out)["diagnostics"] == [
        {
            "path": "content/index.md",
            "line": 5,
            "column": 8,
            "rule": "broken-link",
            "severity": "error",
            "message": "no page has the URL /lost/",
            "help": "correct the address, or remove the link",
        }
    ]


def test_a_terminal_without_accents_gets_every_mistake(site: Site) -> None:
    site.write({"content/index.md": b"---\ntitle: Caf\xc3\xa9\n---\n"})
    words = ["-c", "from sitegen.cli import main; main()", "check", "--site", str(site.root)]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "help: add a line description: \\u2026" in done.stdout
    assert done.stderr == "Nothing was published.\n"


def test_a_container_without_a_locale_builds_the_same(site: Site, tmp_path: Path) -> None:
    site.write({"content/index.md": "[Menü](menü.pdf) “ŵ”", "content/menü.pdf": b"%PDF-"})
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C"}
    reports = []
    for environ in ({}, {**bare, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = subprocess.run(
            [sys.executable, "build.py", "check", "--site", str(site.root), "--format", "json"],
            cwd=ROOT,
            env=environ or None,
            capture_output=True,
            check=False,
        )
        reports.append(json.loads(done.stdout)["diagnostics"])
    assert reports[0] == reports[1]


def test_github_commands_are_all_that_is_printed(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/index.md": "[Lost](/lost/)"})
    assert run(site, "--format", "github") == 1
    assert capsys.readouterr().out == (
        "::error file=content/index.md,line=5,col=8,title=broken-link::no page has the URL /lost/."
        " correct the address, or remove the link\n"
    )


def test_warnings_are_printed_and_fail_a_strict_build_only(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/lost.md": "Text."})
    assert run(site) == 0
    assert "warning[orphan]" in capsys.readouterr().out
    assert run(site, "--strict") == 1


def test_a_folder_that_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--site", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(
        f"build.py: {tmp_path} is not a site: it has no folder content/\n"
        "A site is a folder with content/, the pages in Markdown, and templates/layouts/page.html"
    )


def test_what_is_said_of_a_folder_that_is_no_site_makes_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["--site", str(tmp_path)])
    shown = capsys.readouterr().err.splitlines()
    first = next(at for at, line in enumerate(shown) if "content/index.md   " in line)
    last = next(at for at, line in enumerate(shown) if line.startswith("    templates/"))
    page = "\n".join(line[36:] for line in shown[first:last])
    made = Site(tmp_path)
    made.write({"content/index.md": page, "templates/layouts/page.html": shown[last][36:]})
    assert cli.main(["--site", str(tmp_path), "--strict"]) == 0
    assert "<p>Welcome.</p>" in made.outputs["index.html"]


@pytest.mark.parametrize("words", [[], ["check"]])
def test_a_site_without_a_page_is_a_mistake(
    site: Site, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (site.root / "content/index.md").unlink()
    assert run(site, *words) == 1
    assert capsys.readouterr().out.startswith(
        "content/index.md:1:1: error[no-pages]: the site has no page: content/ holds no Markdown"
    )
    site.write({"content/index.md": "---\ntitle: T\ndescription: D\ndraft: true\n---\n"})
    assert run(site, *words) == 1
    assert "no page would be published: 1 page not public yet" in capsys.readouterr().out


MISTAKES = {
    "content/index.md": "[Lost](/lost/) [A](a.md) [B](b/c.md)",
    "content/a.md": "[Lost](/lost/)",
    "content/b/c.md": "Fine.",
}


def test_paths_after_check_limit_what_is_shown(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write(MISTAKES)
    assert run(site, "check", "content/a.md") == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0].startswith("content/a.md:5:8: error[broken-link]")
    assert printed.out.endswith("1 error, 0 warnings in 1 file\n")
    assert printed.err.splitlines()[1] == (
        "build.py: 1 more in other files: build.py check lists them all."
    )


@pytest.mark.parametrize("path", ["content/b", "content/b/", "content/b/c.md", "templates"])
def test_a_check_ends_as_what_is_shown_deserves(
    site: Site, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    site.write(MISTAKES)
    assert run(site, "check", path) == 0
    printed = capsys.readouterr()
    assert f"nothing in {path.rstrip('/')} keeps it from being published." in printed.out
    assert printed.err == "build.py: 2 more in other files: build.py check lists them all.\n"


def test_paths_are_seen_from_where_the_command_is_given(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write(MISTAKES)
    monkeypatch.chdir(site.root / "content/b")
    assert run(site, "check", "c.md", "../a.md") == 1
    assert "in 1 file\n" in capsys.readouterr().out
    assert run(site, "check", str(site.root / "content")) == 1
    assert "in 2 files\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("content/aa.md", " Did you mean content/a.md?"),
        ("c.md", " Did you mean content/b/c.md?"),
        ("zzzzzzzz", ""),
        ("output", ""),
    ],
)
def test_a_path_that_leads_to_nothing_is_said(
    site: Site, capsys: pytest.CaptureFixture[str], path: str, near: str
) -> None:
    site.write(MISTAKES)
    assert run(site, "check", path) == 2
    assert capsys.readouterr() == (
        "",
        f"build.py: {path} is neither a file nor a folder of the site below assets/, content/,"
        f" data/, templates/.{near}\n",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "json"], "{site} is not a site: it has no folder content/"),
        (["check", "--format=json"], "{site} is not a site: it has no folder content/"),
        (["--format", "json", "--strct"], "unrecognized arguments: --strct"),
        (["--jobs", "0", "--format", "json"], "argument --jobs: 0 is no number of processes"),
        (["clean", "--format", "json"], "unrecognized arguments: --format json"),
    ],
)
def test_whoever_asks_for_json_gets_one_object_though_nothing_was_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    try:
        code: object = cli.main([*words, "--site", str(tmp_path)])
    except SystemExit as ended:
        code = ended.code
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (code, list(found), found["diagnostics"]) == (2, ["error", "diagnostics"], [])
    assert found["error"].startswith(message.format(site=tmp_path))
    assert found["error"] in printed.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(28, "No space left on device", "x"), 2),
        (KeyError("inside"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_whoever_asks_for_json_gets_one_object_whatever_stops_a_build(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
) -> None:
    monkeypatch.setattr(pipeline, "build", raising(error))
    assert run(site, "--format", "json") == code
    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"] in printed.err


def raising(error: BaseException) -> Any:
    def build(options: build_request.Options) -> build_request.Result:
        raise error

    return build


def test_a_bug_ends_with_3_and_says_whose_fault_it_is(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", raising(KeyError("inside")))
    assert run(site) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "KeyError: 'inside'" in printed.err
    assert printed.err.endswith(
        told(
            f"""
            build.py: this is a bug in the builder (version {__version__}), not in your site.
            Nothing was published. Please report it with the lines above.
            """
        )
        + "\n"
    )


def test_a_trouble_of_the_system_is_one_line(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", raising(PermissionError(13, "Permission denied", "x")))
    assert run(site) == 2
    assert capsys.readouterr() == ("", "build.py: [Errno 13] Permission denied: 'x'\n")


def test_stopping_a_build_is_no_bug(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", raising(KeyboardInterrupt()))
    assert run(site) == 130
    assert capsys.readouterr() == (
        "",
        "build.py: stopped. The next build mends what is half done.\n",
    )


def test_cleaning_removes_what_was_made(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = site.files()
    run(site)
    capsys.readouterr()
    assert run(site, "clean") == 0
    assert capsys.readouterr().out == f"Removed 6 files from {site.root}/output/\n"
    assert site.files() == before
    assert not (site.root / ".sitegen").exists()


def test_the_tests_belong_to_the_launcher(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["test", "--long", "-k", "a"]) == 2
    told = "build.py: the tests belong to the project's own folder: python3 build.py test\n"
    assert capsys.readouterr() == ("", told)


def test_whoever_stops_reading_is_told_nothing_more(site: Site) -> None:
    """`list | head -1` ends without a word, as other programs do there."""
    command = [sys.executable, "-m", "sitegen", "check", "--site", str(site.root)]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")
