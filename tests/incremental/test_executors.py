"""Where pages are rendered makes no difference to a single byte."""

from __future__ import annotations

import errno
import os
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli, executors
from sitegen.build_request import Options
from sitegen.pipeline import build
from sitegen.render import workers
from sitegen.render.inputs import Inputs
from sitegen.render.page import Renderer
from sitegen.render.rendered import Staged
from sitegen.render.workers import render_chunk
from tests.incremental.edits import DAY, Site, outputs, page

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 131 pages, which no test changes: three chunks, the last one not full."""
    many = Site()
    for number in range(116):
        many.files[f"content/news/p{number}.md"] = page(f"P{number}", f"## H{number}\n\nText.")
    folder = tmp_path_factory.mktemp("many") / "site"
    many.write(folder)
    return folder


def built(site: Path, name: str, **how: object) -> dict[str, bytes]:
    folder = site.parent / name
    options = Options(site=site, output=folder / "output", day=DAY)
    result = build(replace(options, **how))  # type: ignore[arg-type] # options by name
    assert not result.failed
    assert result.rendered == 131
    return outputs(folder)


@pytest.fixture(scope="module")
def expected(site: Path) -> dict[str, bytes]:
    return built(site, "one process", jobs=1)


def test_two_processes(site: Path, expected: dict[str, bytes]) -> None:
    assert built(site, "two processes", jobs=2) == expected


def test_two_processes_that_start_from_nothing(
    site: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_start_method", lambda: get_context("spawn"))
    assert built(site, "two new processes", jobs=2) == expected


def test_an_executor_of_threads(site: Path, expected: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(3) as executor:
        assert built(site, "threads", executor=executor) == expected


def test_an_executor_of_processes(site: Path, expected: dict[str, bytes]) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        assert built(site, "processes", executor=executor) == expected


@pytest.fixture
def scheduler() -> Iterator[str]:
    """A Dask scheduler with two worker processes on this machine."""
    with warnings.catch_warnings(action="ignore"):
        from distributed import LocalCluster

        start: Any = LocalCluster
        with start(2, threads_per_worker=1, dashboard_address=None) as cluster:
            yield str(cluster.scheduler_address).replace("tcp://", "dask://")


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster(site: Path, expected: dict[str, bytes], scheduler: str) -> None:
    output = site.parent / "cluster" / "output"
    words = ["--site", str(site), "--output", str(output), "--as-of", str(DAY)]
    assert cli.main([*words, "--executor", scheduler]) == 0
    assert outputs(output.parent) == expected


def die(inputs: object, pages: Sequence[str]) -> None:
    os._exit(9)


def test_a_lost_worker_is_one_mistake(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "render_chunk", die)
    result = build(Options(site=site, output=site / "output", day=DAY, jobs=2))
    assert result.failed
    assert [(found.rule, found.help) for found in result.diagnostics] == [
        ("worker-lost", "it may have run out of memory: try --jobs 1")
    ]
    assert not (site / "output").exists()


def test_a_bug_in_a_worker_keeps_its_traceback(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object, page: str) -> None:
        raise ZeroDivisionError("the bug")

    monkeypatch.setattr(Renderer, "render", fail)
    with (
        ThreadPoolExecutor(2) as executor,
        pytest.raises(workers.WorkerCrashedError, match="ZeroDivisionError: the bug"),
    ):
        build(Options(site=site, output=site / "output", day=DAY, executor=executor))


def full(path: str, data: bytes) -> Staged:
    raise OSError(errno.ENOSPC, "No space left on device", path)


def render_to_full_disk(inputs: Inputs | None, pages: Sequence[str]) -> object:
    workers._local.renderer._stage = full
    return render_chunk(inputs, pages)


def test_a_full_disk_is_said_whichever_process_meets_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "render_chunk", render_to_full_disk)
    with pytest.raises(OSError, match=r"No space left on device: '.*index\.html'"):
        build(Options(site=site, output=site / "output", day=DAY, jobs=2))
    assert not (site / "output").exists()


def test_no_cluster_there_is_said(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.executors._PATIENCE", 0.2)
    assert cli.main(["--site", str(site), "--executor", "dask://127.0.0.1:9"]) == 2
    assert "no Dask scheduler answers at dask://127.0.0.1:9" in capsys.readouterr().err
