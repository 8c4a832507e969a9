"""Run page tasks: here for a small site, in processes for a large one, always in plan order."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sitegen.build_request import Options
from sitegen.diagnostics import Diagnostic, Span
from sitegen.render.inputs import Inputs
from sitegen.render.page import Renderer
from sitegen.render.rendered import NOTHING, Rendered, Stage

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: Fewer pages than this are rendered in one process: starting a second one costs more. The second
#: number holds where processes have to load all anew, see ``executors.py``.
WORTH_PROCESSES, WORTH_NEW_PROCESSES = 100, 400
_CHUNK = 50
#: At least so many chunks are there for each process, so that none waits long for the others.
_TURNS = 4

_local = threading.local()


class WorkerCrashedError(Exception):
    """A task ended in a bug of the engine; the message is the traceback from the worker."""


def render_all(
    inputs: Inputs,
    pages: Sequence[str],
    options: Options,
    stage: Stage | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Rendered]:
    """Render pages by their ids, in order: here, in processes, or by the executor asked for.

    Pages are staged where they are rendered, but on other computers. ``meanwhile`` is done here
    while others render; where there are none it is left undone.
    """
    jobs = _jobs_for(len(pages), options.jobs)
    if options.executor is not None:
        shared = options.share(inputs) if options.share else inputs
        yield from _in_chunks(options.executor, shared, pages, _CHUNK, meanwhile)
    elif jobs == 1:
        renderer = Renderer(inputs, stage)
        yield from (renderer.render(page) for page in pages)
    else:
        from sitegen.executors import pool  # slow to load

        size = min(_CHUNK, -(-len(pages) // jobs // _TURNS))
        with pool(jobs, _start, inputs, stage) as executor:
            yield from _in_chunks(executor, None, pages, size, meanwhile)


def _jobs_for(pages: int, asked: int | None) -> int:
    if asked is not None:
        return asked
    if pages < WORTH_PROCESSES:
        return 1
    from sitegen.executors import can_fork  # slow to load

    return 1 if pages < WORTH_NEW_PROCESSES and not can_fork() else os.cpu_count() or 1


def _in_chunks(
    executor: Executor,
    shared: Any,
    pages: Sequence[str],
    size: int,
    meanwhile: Callable[[], None],
) -> Iterator[Rendered]:
    from concurrent.futures import BrokenExecutor

    chunks = [pages[start : start + size] for start in range(0, len(pages), size)]
    try:
        waiting = [executor.submit(render_chunk, shared, chunk) for chunk in chunks]
    except BrokenExecutor:  # a worker was lost before all was handed out
        yield from _lost(pages)
        return
    meanwhile()
    for chunk, future in zip(chunks, waiting, strict=True):
        try:
            result = future.result()
        except BrokenExecutor:
            yield from _lost(pages[pages.index(chunk[0]) :])
            return
        yield from _sound(result)


def _sound(result: list[Rendered] | OSError | str) -> list[Rendered]:
    """Return what a worker has rendered, or raise what kept it from that."""
    if isinstance(result, OSError):
        raise result
    if isinstance(result, str):
        raise WorkerCrashedError(result)
    return result


def _lost(pages: Sequence[str]) -> Iterator[Rendered]:
    """Stand in for pages whose worker ended without an answer: one mistake for all of them."""
    message = f"a worker process ended while it rendered this page or one of {len(pages)} pages"
    help_ = "it may have run out of memory: try --jobs 1"
    mistakes: tuple[Diagnostic, ...] = (Diagnostic(Span(pages[0]), "worker-lost", message, help_),)
    for page in pages:
        yield Rendered(page, b"", NOTHING, mistakes)
        mistakes = ()


def _start(inputs: Inputs, stage: Stage | None) -> None:
    _local.renderer = Renderer(inputs, stage)


def render_chunk(inputs: Inputs | None, pages: Sequence[str]) -> list[Rendered] | OSError | str:
    """Return the rendered pages, or why nothing could be written, such as a full disk.

    Of any other exception return the traceback: it might not survive the journey itself.
    Without ``inputs`` the worker has a renderer from its start; with them it keeps one for them.
    """
    try:
        if inputs is not None and getattr(_local, "inputs", None) is not inputs:
            _local.inputs, _local.renderer = inputs, Renderer(inputs)
        return [_local.renderer.render(page) for page in pages]
    except OSError as error:
        return error
    except Exception:
        return traceback.format_exc()
