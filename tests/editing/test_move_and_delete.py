"""`move` and `delete`: a page gets another address or goes, and all that names it follows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.editing.change import Change, EditRefusedError, carry_out
from sitegen.editing.move_and_delete import delete, move

ABOUT = """---
title: About us  # not "About"
description: Who we are.
---

We [grow](what/plums.md#red) and [eat](/what/pears/), see [the plan](plan.pdf).
`[code](what/plums.md)` stays.
"""
PLUMS = """---
title: Plums
description: Red and yellow.
aliases:
  - /fruit/
meta:
  see: /what/pears/
---

Back to [us](../about.md), on to [pears](pears.md "Green"), or [up](#red).

![A plum](plum.png)
"""
PEARS = """---
title: Pears
description: Green ones.
---

Not [plums](plums.md), [those](<plums.md>) or [these][p].

[p]: ../what/plums.md
"""
MENU = """# The menus.
primary:
  - about.md
  - page: what/plums.md
    title: Plums  # all of them
  - page: what/pears.md
    children:
      - what/plums.md
footer: [about.md, what/plums.md]
"""
SEARCH = "expected:\n  - {words: red fruit, page: what/plums.md}\n"
FILES = {
    "content/about.md": ABOUT,
    "content/plan.pdf": "",
    "content/what/plums.md": PLUMS,
    "content/what/plum.png": "",
    "content/what/pears.md": PEARS,
    "data/navigation.yaml": MENU,
    "data/search.yaml": SEARCH,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def texts(site: Path) -> dict[str, str]:
    """Return what stands in the site's files now, those aside that are as they were."""
    found = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    return {path: text for path, text in found.items() if FILES.get(path) != text}


def done(site: Path, change: Change) -> dict[str, str]:
    carry_out(site, change)
    return texts(site)


def test_a_page_that_moves_takes_all_that_names_it_along(site: Path) -> None:
    change = move(site, "what/plums.md", "fruit/plums.md")
    assert done(site, change) == {
        "content/about.md": ABOUT.replace("(what/plums.md#red)", "(fruit/plums.md#red)"),
        "content/fruit/plums.md": PLUMS.replace("  - /fruit/\n", "  - /fruit/\n  - /what/plums/\n")
        .replace('(pears.md "Green")', '(../what/pears.md "Green")')
        .replace("(plum.png)", "(../what/plum.png)"),
        "content/what/pears.md": PEARS.replace("(plums.md)", "(../fruit/plums.md)")
        .replace("<plums.md>", "<../fruit/plums.md>")
        .replace("../what/plums.md", "../fruit/plums.md"),
        "data/navigation.yaml": MENU.replace("what/plums.md", "fruit/plums.md"),
        "data/search.yaml": SEARCH.replace("what/plums.md", "fruit/plums.md"),
    }
    assert not (site / "content/what/plums.md").exists()


def test_links_by_address_stay_addresses(site: Path) -> None:
    found = done(site, move(site, "/what/pears/", "content/what/pears/index.md"))
    assert "content/about.md" not in found, "its address is as it was"
    assert found["content/what/plums.md"] == PLUMS.replace("(pears.md", "(pears/index.md")
    assert found["content/what/pears/index.md"] == PEARS.replace(
        "(plums.md)", "(../plums.md)"
    ).replace("<plums.md>", "<../plums.md>").replace("../what/plums.md", "../plums.md")
    found = done(site, move(site, "what/pears/index.md", "pears.md"))
    assert found["content/about.md"] == ABOUT.replace("/what/pears/", "/pears/")
    assert "see: /pears/" in found["content/what/plums.md"]
    assert "description: Green ones.\naliases: [/what/pears/]\n---" in found["content/pears.md"]


def test_a_page_that_moves_back_is_no_alias_of_itself(site: Path) -> None:
    carry_out(site, move(site, "about.md", "us.md"))
    found = done(site, move(site, "us.md", "about.md"))
    assert set(found) == {"content/about.md"}
    assert found["content/about.md"] == ABOUT.replace("are.\n---", "are.\naliases: [/us/]\n---")


def test_lines_of_windows_stay_such(site: Path) -> None:
    (site / "content/what/pears.md").write_bytes(
        b"\xef\xbb\xbf" + PEARS.replace("\n", "\r\n").encode()
    )
    carry_out(site, move(site, "what/plums.md", "plums.md"))
    data = (site / "content/what/pears.md").read_bytes()
    assert (
        data
        == b"\xef\xbb\xbf"
        + PEARS.replace("(plums.md)", "(../plums.md)")
        .replace("<plums.md>", "<../plums.md>")
        .replace("../what/plums.md", "../plums.md")
        .replace("\n", "\r\n")
        .encode()
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "what/plum.md",
            "plums.md",
            "there is no page what/plum.md. Did you mean what/plums.md",
        ),
        ("what", "fruit", "what is a folder: name its pages one by one"),
        ("about.md", "what/plums.md", "there is a page at /what/plums/ already"),
        ("about.md", "what/plums/index.md", "there is a page at /what/plums/ already"),
        ("about.md", "about.txt", "would be no page: the names of pages end in .md"),
        ("about.md", "../about.md", r"\.\./about\.md is no place below content/"),
        ("about.md", "con.md", "con.md can be no file: con.md is a name that Windows keeps"),
        ("about.md", "about.md", "there is a page at /about/ already"),
    ],
)
def test_a_move_that_cannot_be(site: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(EditRefusedError, match=said):
        move(site, old, new)
    assert texts(site) == {}


def test_visitors_of_a_page_that_goes_are_sent_to_another(site: Path) -> None:
    assert done(site, delete(site, "what/plums.md", to="what/pears.md")) == {
        "content/about.md": ABOUT.replace("(what/plums.md#red)", "(what/pears.md)"),
        "content/what/pears.md": PEARS.replace(
            "[plums](plums.md), [those](<plums.md>) or [these][p].\n\n[p]: ../what/plums.md\n",
            "plums, those or these.\n\n",
        ).replace("ones.\n---", "ones.\naliases: [/what/plums/, /fruit/]\n---"),
        "data/navigation.yaml": """# The menus.
primary:
  - about.md
  - page: what/pears.md
footer: [about.md]
""",
        "data/search.yaml": SEARCH.replace("what/plums.md", "what/pears.md"),
    }


def test_a_page_that_is_gone_leaves_the_words_of_its_links(site: Path) -> None:
    (site / "data/hosting.yaml").write_text("csp: true  # yes\n", "utf-8")
    found = done(site, delete(site, "what/plums.md", to=""))
    assert found["content/about.md"] == ABOUT.replace("[grow](what/plums.md#red)", "grow")
    assert found["data/hosting.yaml"] == (
        "csp: true  # yes\nredirects:\n"
        "  - {old: /what/plums/, status: 410}\n  - {old: /fruit/, status: 410}\n"
    )
    assert "what/plums.md" in (site / "data/search.yaml").read_text("utf-8"), "a check names it"


def test_visitors_are_sent_to_another_site(site: Path) -> None:
    found = done(site, delete(site, "what/plums.md", to="https://plums.example.org/"))
    assert found["data/hosting.yaml"] == (
        "redirects:\n  - {old: /what/plums/, new: https://plums.example.org/}\n"
        "  - {old: /fruit/, new: https://plums.example.org/}\n"
    )
    assert "[grow](https://plums.example.org/)" in found["content/about.md"]


@pytest.mark.parametrize(
    ("page", "to", "said"),
    [
        ("what/pears.md", "", "has entries below it in data/navigation.yaml: move these first"),
        ("about.md", "about.md", "cannot send its visitors to itself"),
        ("about.md", "https://plums", "https://plums is no whole web address"),
        ("about.md", "what/plumps.md", "there is no page what/plumps.md"),
    ],
)
def test_a_deletion_that_cannot_be(site: Path, page: str, to: str, said: str) -> None:
    with pytest.raises(EditRefusedError, match=said):
        delete(site, page, to)
    assert texts(site) == {}


def test_nothing_is_half_done(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses the third file: the first two are as they were."""
    change = move(site, "what/plums.md", "fruit/plums.md")
    put: list[str] = []
    replace = Path.replace

    def refused_once(self: Path, target: Path) -> Path:
        put.append(target.name)
        if len(put) == 3:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused_once)
    with pytest.raises(PermissionError, match="denied"):
        carry_out(site, change)
    assert texts(site) == {}
    assert put[:3] == ["about.md", "plums.md", "pears.md"]


def test_what_will_change_is_shown_first(site: Path) -> None:
    assert move(site, "about.md", "us.md").diff().splitlines()[:4] == [
        "content/about.md -> content/us.md",
        "--- content/about.md",
        "+++ content/us.md",
        "@@ -3,2 +3,3 @@",
    ]


def test_nothing_is_changed_without_a_yes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked, the command shows what it would do."""
    asked = ["move", "about.md", "us.md", "--site", str(site)]
    assert main(asked) == 1
    printed = capsys.readouterr()
    assert "-  - about.md\n+  - us.md\n" in printed.out
    assert printed.out.endswith("Nothing was changed.\n")
    again = f"python3 build.py move about.md us.md --site {site} --yes"
    assert f"to do this: {again}\n" in printed.err
    assert texts(site) == {}
    assert main([*asked, "--yes"]) == 0
    said = capsys.readouterr().out
    assert "Changed: content/us.md, " in said
    assert ". Removed: content/about.md. To see" in said
    assert (site / "content/us.md").exists()


def test_a_deletion_asks_where_visitors_shall_go(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["delete", "about.md", "--site", str(site), "--yes"]
    assert main(asked) == 2
    assert "where shall its visitors go? add --to PAGE" in capsys.readouterr().err
    assert main([*asked, "--gone"]) == 0
    assert not (site / "content/about.md").exists()


def test_a_page_that_git_has_never_seen_is_named_before_it_goes(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "-C", str(site), "init", "-q"], check=True)
    assert main(["delete", "about.md", "--gone", "--site", str(site)]) == 1
    said = capsys.readouterr().err
    assert "git has never seen, and cannot bring back: content/about.md\n" in said


def test_what_is_not_committed_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git = ["git", "-C", str(site), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], check=True)
    (site / "data/navigation.yaml").write_text(MENU + "# More.\n", "utf-8")
    assert main(["move", "about.md", "us.md", "--site", str(site), "--yes"]) == 0
    said = capsys.readouterr().err
    assert "your edits since the last commit stay, too: data/navigation.yaml\n" in said
    assert (site / "data/navigation.yaml").read_text("utf-8").endswith("# More.\n")
