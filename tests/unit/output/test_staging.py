"""What differs waits beside the output folder, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.output.staging import staged
from sitegen.output.writer import Published, publish
from tests.support import Site


def test_only_what_differs_is_staged_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "same.html").write_bytes(b"same")
    (tmp_path / "other.html").write_bytes(b"old")
    with staged(tmp_path) as staging:
        staging.add("same.html", b"same")
        staging.add("other.html", b"new")
        staging.add("a/b/new.html", b"new")
        staging.add("a/b/new.html", b"again")
        assert staging.changed == {"other.html", "a/b/new.html"}
        assert Site(staging.folder).files() == {"other.html": b"new", "a/b/new.html": b"new"}
    assert Site(tmp_path).files() == {"same.html": b"same", "other.html": b"old"}


def test_an_output_folder_that_came_to_nothing_is_gone_again(tmp_path: Path) -> None:
    output = tmp_path / "output"

    def come_to_nothing() -> None:
        with staged(output) as staging:
            staging.add("index.html", b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        come_to_nothing()
    assert not output.exists()


def test_what_is_staged_ahead_is_published_with_the_rest(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with staged(output) as staging:
        staging.add("a/index.html", b"a")
        outputs = {"a/index.html": b"a", "robots.txt": b"all"}
        published = publish(outputs, tmp_path, output, ahead=staging)
    assert published == Published(("a/index.html", "robots.txt"), ())
    assert Site(tmp_path).files("output") == outputs
