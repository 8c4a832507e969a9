"""Addresses that pages cannot have, and symbolic links: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

from pathlib import Path

from tests.sites.conftest import Refused
from tests.support import Site, told

# Addresses


def test_two_pages_with_one_url(refused: Refused) -> None:
    assert refused({"content/about.md": "Text.", "content/about/index.md": "Text."}) == told("""
        content/about/index.md:1:1: error[duplicate-url]: content/about/index.md and content/about.md have the same URL /about/
            1 | ---
              | ^
           help: rename one of the two
        content/about/index.md:1:1: error[duplicate-url]: content/about/index.md and content/about.md would both be published as about/index.html
            1 | ---
              | ^
           help: rename one of them
        2 errors, 0 warnings in 1 file
    """)


def test_two_pages_that_differ_in_capitals_only(refused: Refused) -> None:
    assert refused({"content/about.md": "Text.", "content/About.md": "Text."}) == told("""
        content/about.md:1:1: error[duplicate-url]: content/about.md and content/About.md have the same URL /about/
            1 | ---
              | ^
           help: rename one of the two
        content/about.md:1:1: error[duplicate-url]: content/about.md and content/About.md would both be published as about/index.html
            1 | ---
              | ^
           help: rename one of them
        2 errors, 0 warnings in 1 file
    """)


def test_two_files_that_differ_in_capitals_only(refused: Refused) -> None:
    text = "[One](a.csv), [two](A.csv)"
    assert refused({"content/a.csv": "1", "content/A.csv": "2", "content/index.md": text}) == told(
        """
            content/a.csv:1:1: error[duplicate-url]: content/a.csv and content/A.csv would both be published as a.csv
                1 | 1
                  | ^
               help: rename one of them
            1 error, 0 warnings in 1 file
        """
    )


def test_an_alias_that_is_a_page_or_an_alias_already(refused: Refused) -> None:
    assert refused(
        {
            "content/contact.md": "Text.",
            "content/a.md": """
                ---
                title: A
                description: D
                aliases: [/old/, /contact/]
                ---
                """,
            "content/b.md": """
                ---
                title: B
                description: D
                aliases:
                  - /old
                ---
                """,
        }
    ) == told("""
        content/a.md:4:18: error[alias]: the alias /contact/ is already the address of content/contact.md
            4 | aliases: [/old/, /contact/]
              |                  ^^^^^^^^^
           help: remove or change the alias
        content/b.md:5:5: error[alias]: the alias /old is already the address of content/a.md
            5 |   - /old
              |     ^^^^
           help: remove or change the alias
        2 errors, 0 warnings in 2 files
    """)


def test_an_alias_that_differs_from_a_page_in_capitals_only(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "---\ntitle: A\ndescription: D\naliases: [/About/]\n---\n"}
    ) == told("""
        content/about.md:4:11: error[alias]: the alias /About/ is already the address of content/about.md
            4 | aliases: [/About/]
              |           ^^^^^^^
           help: remove or change the alias
        1 error, 0 warnings in 1 file
    """)


def test_an_alias_where_the_build_makes_a_file(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "---\ntitle: A\ndescription: D\naliases: [/robots.txt]\n---\n"}
    ) == told("""
        content/about.md:1:1: error[duplicate-url]: content/about.md needs a folder robots.txt/ where the build makes a file
            1 | ---
              | ^
           help: rename one of them
        1 error, 0 warnings in 1 file
    """)


def test_aliases_that_are_no_addresses(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: D
                aliases:
                  - about-us/
                  - //elsewhere.example/
                  - /../outside/
                  - /with space/
                  - /question?/
                  - /a//b/
                ---
                """
        }
    ) == told("""
        content/about.md:5:5: error[alias]: the alias about-us/ must begin with one / and have no // in it
            5 |   - about-us/
              |     ^^^^^^^^^
           help: write /about-us/
        content/about.md:6:5: error[alias]: the alias //elsewhere.example/ must begin with one / and have no // in it
            6 |   - //elsewhere.example/
              |     ^^^^^^^^^^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:7:5: error[alias]: the alias /../outside/ has a part that begins with a dot, which hosts do not show
            7 |   - /../outside/
              |     ^^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:8:5: error[alias]: the alias /with space/ holds a character that no file name can hold
            8 |   - /with space/
              |     ^^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:9:5: error[alias]: the alias /question?/ holds a character that no file name can hold
            9 |   - /question?/
              |     ^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:10:5: error[alias]: the alias /a//b/ must begin with one / and have no // in it
           10 |   - /a//b/
              |     ^^^^^^
           help: write /a/b/
        6 errors, 0 warnings in 1 file
    """)


# Symbolic links


def test_symbolic_links_that_cannot_be_followed(
    refused: Refused, site: Site, tmp_path: Path
) -> None:
    content = site.root / "content"
    (tmp_path / "secret.md").write_text("Secret.")
    (content / "outside.md").symlink_to(tmp_path / "secret.md")
    (content / "folder").symlink_to(site.root / "templates")
    (content / "dangling.md").symlink_to("nowhere.md")
    (content / "round.md").symlink_to("round.md")
    assert site.build(output=None).report == told("""
        content/dangling.md:1:1: error[symbolic-link]: content/dangling.md is a symbolic link to a folder or to nothing
           help: put a copy of it in its place
        content/folder:1:1: error[symbolic-link]: content/folder is a symbolic link to a folder or to nothing
           help: put a copy of it in its place
        content/outside.md:1:1: error[symbolic-link]: content/outside.md is a symbolic link that leaves the site
           help: put a copy of it in its place
        content/round.md:1:1: error[symbolic-link]: content/round.md is a symbolic link to a folder or to nothing
           help: put a copy of it in its place
        4 errors, 0 warnings in 4 files
    """)


def test_a_folder_of_the_site_that_is_a_symbolic_link(site: Site, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (site.root / "data").symlink_to(tmp_path / "shared")
    assert site.build(output=None).report == told("""
        data:1:1: error[symbolic-link]: data is a symbolic link that leaves the site
           help: put a copy of it in its place
        1 error, 0 warnings in 1 file
    """)


def test_a_symbolic_link_to_a_file_of_the_site_is_that_file(site: Site) -> None:
    (site.root / "content/again.md").symlink_to("index.md")
    assert "Welcome." in site.build().outputs["again/index.html"]
