"""Run page tasks: here for a small site, in processes for a large one, always in plan order."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing.context import BaseContext
from typing import Any

from sitegen.orders import Options
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import Rendered
from sitegen.render.tasks import Renderer

#: Fewer pages than this are rendered in one process: starting a second one costs more.
WORTH_PROCESSES = 400
_CHUNK = 50

_local = threading.local()


class WorkerCrashedError(Exception):
    """A task ended in a bug of the engine; the message is the traceback from the worker."""


def render_all(inputs: Inputs, pages: Sequence[str], options: Options) -> Iterator[Rendered]:
    """Render pages by their ids, in order: here, in processes, or by the executor asked for."""
    jobs = _jobs_for(len(pages), options.jobs)
    if options.executor is not None:
        shared = options.share(inputs) if options.share else inputs
        yield from _in_chunks(options.executor, shared, pages)
    elif jobs == 1:
        renderer = Renderer(inputs)
        yield from (renderer.render(page) for page in pages)
    else:
        context = _start_method()
        with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(inputs,)) as executor:
            yield from _in_chunks(executor, None, pages)


def _jobs_for(pages: int, asked: int | None) -> int:
    if asked is not None:
        return asked
    return 1 if pages < WORTH_PROCESSES else os.cpu_count() or 1


def _start_method() -> BaseContext:
    """Fork where that is safe, so that workers share what has been read; else start anew."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _in_chunks(executor: Executor, shared: Any, pages: Sequence[str]) -> Iterator[Rendered]:
    chunks = [pages[start : start + _CHUNK] for start in range(0, len(pages), _CHUNK)]
    waiting = [executor.submit(render_chunk, shared, chunk) for chunk in chunks]
    for future in waiting:
        result = future.result()
        if isinstance(result, str):
            raise WorkerCrashedError(result)
        yield from result


def _start(inputs: Inputs) -> None:
    _local.renderer = Renderer(inputs)


def render_chunk(inputs: Inputs | None, pages: Sequence[str]) -> list[Rendered] | str:
    """Return the rendered pages, or the traceback: an exception might not survive the journey.

    Without ``inputs`` the worker has a renderer from its start; with them it keeps one for them.
    """
    try:
        if inputs is not None and getattr(_local, "inputs", None) is not inputs:
            _local.inputs, _local.renderer = inputs, Renderer(inputs)
        return [_local.renderer.render(page) for page in pages]
    except Exception:
        return traceback.format_exc()
