"""Processes help where many pages are stale, and whatever becomes of them, all pages are there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sitegen.serve import worker_processes
from sitegen.serve.worker_processes import Shift
from tests.serve.serving import Serving, serving
from tests.serve.test_ahead import LAYOUT, SITE


class Lost:
    """Stands for a process that ends before it answers."""

    def submit(self, *_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future

    def shutdown(self, **_: Any) -> None:
        """End, as it has."""


class LostAtOnce(Lost):
    """Stands for a process that is known to have ended."""

    def submit(self, *_: Any) -> Future[Any]:
        raise BrokenExecutor


class Forgetful(Lost):
    """Stands for a process that never got what it renders from."""

    def submit(self, *given: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(
            None if given[0] is worker_processes._take else worker_processes._rendered(*given[1:])
        )
        return future


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages came from each part that somebody else rendered."""
    monkeypatch.setattr(worker_processes, "WORTH_NEW_PROCESSES", 5)
    monkeypatch.setattr(worker_processes, "WORTH_PROCESSES", 5)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(
        worker_processes, "_renderers", {}
    )  # of a helper in this process, for another test
    numbers: list[int] = []
    take = Shift.take

    def noted(shift: Shift, part: Any) -> Any:
        pages = take(shift, part)
        numbers.append(len(pages))
        return pages

    monkeypatch.setattr(Shift, "take", noted)
    return numbers


def save_twice(preview: Serving) -> None:
    for text in ("New", "Newest"):
        preview.site.write({"data/facts.yaml": f"text: {text}\n"})
        preview.wait_for(f"<main>{text} <p>", "/news/page-7/")


def test_a_process_renders_for_one_build_after_another(tmp_path: Path, taken: list[int]) -> None:
    with serving(tmp_path / "site", SITE) as preview:
        save_twice(preview)
        helper = preview.server._rebuilder._crew._helpers[0]
    assert sum(taken) > 0
    assert not getattr(helper, "_processes", None), "it has ended with the preview"


@pytest.mark.parametrize("helper", [Lost, LostAtOnce, Forgetful])
def test_what_nobody_else_renders_is_rendered_here(
    helper: Callable[[], Lost],
    tmp_path: Path,
    taken: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_processes, "_helper", helper)
    with serving(tmp_path / "site", SITE) as preview:
        save_twice(preview)
    assert sum(taken) == 0


def test_a_mistake_in_the_engine_is_told(
    tmp_path: Path, taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_processes, "_helper", lambda: ThreadPoolExecutor(1))
    monkeypatch.setattr(worker_processes, "_rendered", lambda *_: "Traceback: a bug")
    with serving(tmp_path / "site", SITE) as preview:
        with monkeypatch.context() as patch:
            patch.setattr(worker_processes, "WORTH_PROCESSES", 5)
            preview.site.write({"data/facts.yaml": "text: New\n"})
            preview.wait_for("a bug", "/about/")
        monkeypatch.undo()
        preview.site.write({"templates/layouts/page.html": f"{LAYOUT} "})
        preview.wait_for("<main>New <p>", "/about/")
