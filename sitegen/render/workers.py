"""Run page tasks: here for a small site, in processes for a large one, always in plan order."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor

from sitegen.render.inputs import Inputs
from sitegen.render.tasks import Rendered, Renderer

#: Fewer pages than this are rendered in one process: starting a second one costs more.
WORTH_PROCESSES = 400
_CHUNK = 50

_renderer: list[Renderer] = []


class WorkerCrashedError(Exception):
    """A task ended in a bug of the engine; the message is the traceback from the worker."""


def jobs_for(pages: int, asked: int | None) -> int:
    """Return how many processes to use: as many as asked for, or as the work is worth."""
    if asked is not None:
        return asked
    return 1 if pages < WORTH_PROCESSES else os.cpu_count() or 1


def render_all(inputs: Inputs, pages: Sequence[str], jobs: int) -> Iterator[Rendered]:
    """Render pages by their ids, in order, in this process or in ``jobs`` of them."""
    if jobs == 1:
        renderer = Renderer(inputs)
        yield from (renderer.render(page) for page in pages)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(inputs,)) as executor:
        yield from _in_chunks(executor, pages)


def _in_chunks(executor: Executor, pages: Sequence[str]) -> Iterator[Rendered]:
    chunks = [pages[start : start + _CHUNK] for start in range(0, len(pages), _CHUNK)]
    for result in executor.map(_render_chunk, chunks):
        if isinstance(result, str):
            raise WorkerCrashedError(result)
        yield from result


def _start(inputs: Inputs) -> None:
    _renderer[:] = [Renderer(inputs)]


def _render_chunk(pages: Sequence[str]) -> list[Rendered] | str:
    """Return the rendered pages, or the traceback: an exception might not survive the journey."""
    try:
        return [_renderer[0].render(page) for page in pages]
    except Exception:
        return traceback.format_exc()
