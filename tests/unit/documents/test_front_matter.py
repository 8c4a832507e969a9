"""A Markdown file is split into its front matter and its body."""

from __future__ import annotations

import pytest

from sitegen.documents.front_matter import Split, split_front_matter
from sitegen.sources import decode
from tests.support import lines


@pytest.mark.parametrize(
    ("data", "split"),
    [
        (b"---\na: 1\n---\nBody\n", Split("a: 1", "Body\n", 4)),
        (b"---\r\na: 1\r\n---\r\nBody\r\n", Split("a: 1", "Body\n", 4)),
        (b"---\ra: 1\r---\rBody\r", Split("a: 1", "Body\n", 4)),
        (b"\xef\xbb\xbf---\na: 1\n---\nBody", Split("a: 1", "Body", 4)),
        (b"---  \na: 1\n---\t\nBody", Split("a: 1", "Body", 4)),
        (b"---\n---\n", Split("", "", 3)),
        (b"---\n---", Split("", "", 3)),
        (b"---\na: |\n  x\n\n---\n\n---\nline\n", Split("a: |\n  x\n", "\n---\nline\n", 6)),
        (b"---\na: ---\n ---\nb: 1\n---\nBody", Split("a: ---\n ---\nb: 1", "Body", 6)),
    ],
)
def test_the_two_lines_of_dashes_part_the_file(data: bytes, split: Split) -> None:
    assert split_front_matter(decode(data), "content/a.md") == split


@pytest.mark.parametrize("text", ["", "Body", "\n\nBody", "# ---"])
def test_front_matter_that_is_missing(text: str) -> None:
    split = split_front_matter(text, "content/a.md")
    assert (split.front, split.body, split.body_line) == ("", text, 1)
    assert lines(split.diagnostics) == [
        "1:1 front-matter: the front matter is missing -> begin the file with a line ---, "
        "then title: and description:, then a line ---"
    ]


@pytest.mark.parametrize(
    ("text", "line", "help_"),
    [
        ("\n\n---\na: 1\n---\n", 3, "delete what stands before ---"),
        (" ---\n", 1, "write this line as ---"),
        ("----\na: 1\n---\n", 1, "write this line as ---"),
        ("—\na: 1\n---\n", 1, "write this line as ---"),
    ],
)
def test_front_matter_that_begins_in_another_way(text: str, line: int, help_: str) -> None:
    split = split_front_matter(text, "content/a.md")
    assert (split.front, split.body) == ("", text)
    message = "the front matter has to begin in the first line, with --- and nothing else"
    assert lines(split.diagnostics) == [f"{line}:1 front-matter: {message} -> {help_}"]


@pytest.mark.parametrize("fence", ["--", "----", " ---", "—", "—-", "..."])
def test_front_matter_that_is_closed_in_another_way(fence: str) -> None:
    split = split_front_matter(f"---\na: 1\n{fence}\nBody", "content/a.md")
    help_ = "write this line as ---, with nothing before or after it"
    assert lines(split.diagnostics) == [
        f"3:1 front-matter: the front matter is not closed -> {help_}"
    ]


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: 1\n"])
def test_front_matter_that_is_not_closed(text: str) -> None:
    split = split_front_matter(text, "content/a.md")
    assert (split.front, split.body) == ("", "")
    assert lines(split.diagnostics) == [
        "1:1 front-matter: the front matter is not closed -> put a line --- after its last key"
    ]
