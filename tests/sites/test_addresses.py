"""No address that was published is lost: data/addresses.yaml lists them, and builds hold to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.documents.address_list import AddressList, ListedAddress, as_yaml, read_anyhow
from tests.support import Files, Site, told

LIST = "data/addresses.yaml"
OLD = "---\ntitle: Old\ndescription: Old.\naliases: [/older/]\n---\n"
FILES: Files = {
    "content/index.md": "[Us](us.md#our-team) [plan](plan.csv) [old](old/index.md)",
    "content/us.md": "We are many.\n\n## Our team\n\n## Our plan\n",
    "content/old/index.md": OLD,
    "content/plan.csv": "a,b\n",
}


@pytest.fixture
def listed(site: Site, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site that keeps a list of its addresses."""
    site.write(FILES)
    assert main(["addresses", "--update", "--site", str(site.root)]) == 0
    assert capsys.readouterr().out == (
        f"Added to {LIST}: /, /old/, /older/, /plan.csv, /us/. Commit it with your other changes.\n"
    )
    return site


def kept(site: Site) -> AddressList:
    return read_anyhow((site.root / LIST).read_text("utf-8"))


def rename(site: Site, old: str, new: str) -> None:
    (site.root / new).parent.mkdir(exist_ok=True)
    (site.root / old).rename(site.root / new)


def test_what_the_list_holds(listed: Site) -> None:
    published = kept(listed).published
    assert {url: place.anchors for url, place in published.items()} == {
        "/": (),
        "/old/": (),
        "/older/": (),
        "/plan.csv": (),
        "/us/": ("our-team", "our-plan"),
    }
    assert published["/us/"].title == "Us"
    assert listed.build(strict=True).report == ""


def test_what_vanishes_is_told_with_the_line_that_brings_it_back(listed: Site) -> None:
    rename(listed, "content/us.md", "content/who/we-are.md")
    rename(listed, "content/plan.csv", "content/who/plan.csv")
    (listed.root / "content/old/index.md").unlink()
    listed.write({"content/index.md": "[Us](who/we-are.md) [plan](who/plan.csv)"})
    built = listed.build()
    assert built.result.failed
    sum_of_plan = kept(listed).published["/plan.csv"].text
    assert built.report.replace(sum_of_plan, "12345678") == told("""
        data/addresses.yaml:7:3: error[lost-address]: /old/ was published, and leads nowhere now
            7 |   /old/: {title: "Old"}
              |   ^^^^^
           help: give the page that serves best aliases: [/old/], or - /old/ below gone: in data/addresses.yaml
        data/addresses.yaml:8:3: error[lost-address]: /older/ was published, and leads nowhere now
            8 |   /older/: {}
              |   ^^^^^^^
           help: give the page that serves best aliases: [/older/], or - /older/ below gone: in data/addresses.yaml
        data/addresses.yaml:9:3: error[lost-address]: /plan.csv was published, and leads nowhere now
            9 |   /plan.csv: {text: "12345678"}
              |   ^^^^^^^^^
           help: the file is /who/plan.csv now: write - {old: /plan.csv, new: /who/plan.csv} below redirects: in data/hosting.yaml
        content/who/we-are.md:1:1: error[lost-address]: /us/ was published, and leads nowhere now
            1 | ---
              | ^
           help: content/who/we-are.md is that page now: write aliases: [/us/]
        4 errors, 0 warnings in 2 files
    """)
    text = (listed.root / LIST).read_text("utf-8").replace("gone: []", "gone: [/old/, /older/]")
    page = (listed.root / "content/who/we-are.md").read_text("utf-8")
    listed.write(
        {
            LIST: text,
            "content/who/we-are.md": page.replace("\n---", "\naliases: [/us/]\n---", 1),
            "data/hosting.yaml": "redirects:\n  - {old: /plan.csv, new: /who/plan.csv}\n",
        }
    )
    assert listed.build(strict=True).report == ""


def test_a_page_with_another_text_is_known_by_its_title_or_its_anchors(listed: Site) -> None:
    (listed.root / "content/us.md").unlink()
    other = "---\ntitle: Us\ndescription: D.\n---\nWe are few.\n"
    listed.write({"content/index.md": "[a](a.md) [p](plan.csv) [o](old/index.md)"})
    listed.write({"content/a.md": other})
    (found,) = listed.build().result.diagnostics
    assert found.help == "content/a.md is that page now: write aliases: [/us/]"
    listed.write({"content/a.md": "All anew.\n\n## Our team\n\n## Our plan\n"})
    (found,) = listed.build().result.diagnostics
    assert found.help == "content/a.md is that page now: write aliases: [/us/]"


def test_an_anchor_goes_with_the_words_of_its_heading(listed: Site) -> None:
    listed.build()
    listed.write(
        {
            "content/index.md": "[Us](us.md) [plan](plan.csv) [old](old/index.md)",
            "content/us.md": "We are many.\n\n## The team\n\n## Our plan\n",
        }
    )
    assert listed.build().report == told("""
        content/us.md:7:1: error[lost-address]: the anchor #our-team of /us/ was published, and is gone
            7 | ## The team
              | ^^^^^^^^^^^
           help: write ## The team {#our-team}, or - /us/#our-team below gone: in data/addresses.yaml
        1 error, 0 warnings in 1 file
    """)
    listed.write({"content/us.md": "We are many.\n\n## The team {#our-team}\n\n## Our plan\n"})
    assert listed.build(strict=True).report == ""


def test_drafts_and_pages_that_are_not_public_yet(listed: Site) -> None:
    listed.write(
        {
            "content/index.md": "[plan](plan.csv) [old](old/index.md)",
            "content/us.md": "---\ntitle: Us\ndescription: D.\ndate: 2027-01-01\n---\n",
        }
    )
    assert listed.build(strict=True).report == ""
    listed.write({"content/us.md": "---\ntitle: Us\ndescription: D.\ndraft: true\n---\n"})
    assert listed.build().report.splitlines()[0] == (
        "content/us.md:1:1: error[lost-address]: /us/ was published, and its page is a draft now"
    )


def test_a_merge_conflict_is_brought_together(
    listed: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (listed.root / LIST).read_text("utf-8")
    line = next(one for one in text.splitlines() if "/us/" in one)
    theirs = line.replace('"our-plan"', '"our-plan", "our-past"').replace("Us", "Them")
    both = f"<<<<<<< HEAD\n{line}\n=======\n{theirs}\n  /b/: {{}}\n>>>>>>> other"
    listed.write({LIST: text.replace(line, both)})
    assert listed.build().report.splitlines()[0] == (
        f"{LIST}:10:1: error[merge-conflict]: two versions of this file were merged and not"
        " brought together"
    )
    assert "addresses --update brings them together" in listed.build().report
    assert listed.build().report.splitlines()[-1] == "1 error, 0 warnings in 1 file"
    assert main(["addresses", "--update", "--site", str(listed.root)]) == 0
    capsys.readouterr()
    after = kept(listed).published
    assert sorted(after) == ["/", "/b/", "/old/", "/older/", "/plan.csv", "/us/"]
    assert after["/us/"] == ListedAddress(
        "Them", after["/us/"].text, ("our-team", "our-plan", "our-past")
    )
    found = [(one.rule, one.message) for one in listed.build().result.diagnostics]
    assert found == [
        ("lost-address", "/b/ was published, and leads nowhere now"),
        ("lost-address", "the anchor #our-past of /us/ was published, and is gone"),
    ]


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        (("  /older/: {}\n", ""), "what it holds is not what it was"),
        (("  /older/: {}\n", "  /older/: {anchor: [a]}\n"), "edited by hand: "),
        (("published:", "publisht:"), "edited by hand: "),
        (("gone: []", "gone: [/odler/]"), "/odler/ was never published"),
        (("gone: []", "gone: ['/us/#our-tame']"), "/us/#our-tame was never published"),
        (("sum:", "sum: ["), "this bracket [ is not closed"),
    ],
)
def test_a_list_edited_by_hand(listed: Site, edit: tuple[str, str], wrong: str) -> None:
    text = (listed.root / LIST).read_text("utf-8")
    assert edit[0] in text
    listed.write({LIST: text.replace(*edit)})
    (found,) = listed.build().result.diagnostics
    assert wrong in f"{found.message} {found.help}"
    assert found.span.path == LIST


def test_only_updates_add_and_nothing_is_written_twice(
    listed: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (listed.root / LIST).read_bytes()
    listed.write({"content/new.md": "New.\n", "content/old/index.md": "Old.\n\n[n](../new.md)\n"})
    listed.write({"content/us.md": "Other words.\n\n## Our team\n\n## Our plan\n\n## More\n"})
    listed.build()
    assert (listed.root / LIST).read_bytes() == before
    words = ["--site", str(listed.root)]
    main(["addresses", *words])
    assert capsys.readouterr().out == (
        f"{LIST} holds 5 addresses and 2 anchors.\n"
        "Not in it yet, and added when the site is published: /new/, /us/#more.\n"
    )
    assert (listed.root / LIST).read_bytes() == before
    main(["addresses", "--update", *words])
    main(["addresses", "--update", *words])
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"{LIST} holds 6 addresses and 3 anchors, and nothing is new."
    )


def test_a_deleted_page_is_given_up_in_the_list(listed: Site) -> None:
    words = ["delete", "old/index.md", "--gone", "--yes", "--site", str(listed.root)]
    assert main(words) == 0
    assert kept(listed).gone == ("/old/", "/older/")
    assert listed.build(strict=True).report == ""


def test_publishing_adds_what_is_public_then(listed: Site, tmp_path: Path) -> None:
    listed.write({"content/new.md": "New.\n", "content/old/index.md": "Old.\n\n[n](../new.md)\n"})
    words = ["publish", "--to", str(tmp_path / "public"), "--no-verify", "--site", str(listed.root)]
    assert main([*words, "--dry-run"]) != 3
    assert "/new/" not in kept(listed).published
    assert main(words) == 1, "an alias is gone"
    listed.write({"content/old/index.md": f"{OLD}[n](../new.md)\n"})
    assert main(words) == 0
    assert "/new/" in kept(listed).published


def test_any_list_is_read_as_it_was_written() -> None:
    odd = ListedAddress('A "title": with # \\ {signs}', "12345678", ("a", "ä-b", "1"))
    address_list = AddressList(
        ("/gone/", "/ä b/#c"),
        {"/": ListedAddress(), "/ä b/": odd, "/x.pdf": ListedAddress(text="1")},
    )
    again = read_anyhow(as_yaml(address_list))
    assert (again.published, again.gone) == (address_list.published, address_list.gone)
