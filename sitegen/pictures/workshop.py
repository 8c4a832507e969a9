"""Where pictures are made: in processes of our own, by the executor asked for, or here."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sitegen.orders import Options
from sitegen.pictures.cache import Cache
from sitegen.pictures.prepare import Pictures, made_or_kept, prepare
from sitegen.pictures.task import LOST, Task, do
from sitegen.pictures.values import Made, Unusable
from sitegen.sources import Snapshot

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

#: Fewer tasks than this that are not quick are done here: starting processes costs more.
_WORTH_PROCESSES = 2


def prepared(snapshot: Snapshot, options: Options) -> Pictures:
    """Return the pictures of a site; a build that writes nothing keeps none of them either."""
    return prepare(snapshot, _cache(options), partial(_spread, options))


def made(
    options: Options, tasks: Mapping[str, Callable[[], Task]]
) -> Mapping[str, Made | Unusable]:
    """Return what comes of further tasks, made or kept as pictures are."""
    return made_or_kept(tasks, _cache(options), partial(_spread, options))


def _cache(options: Options) -> Cache:
    return Cache(options.site, writes=options.output is not None)


def _spread(options: Options, tasks: Sequence[Task]) -> Iterator[Made | Unusable]:
    slow = sum(not task.is_quick for task in tasks)
    jobs = min(slow, options.jobs or os.cpu_count() or 1)
    if options.executor is not None:
        yield from _submitted(tasks, options.executor)
    elif jobs < _WORTH_PROCESSES:
        yield from map(do, tasks)
    else:
        from sitegen.executors import pool  # slow to load

        with pool(jobs) as executor:
            yield from _submitted(tasks, executor)


def _submitted(tasks: Sequence[Task], executor: Executor) -> Iterator[Made | Unusable]:
    """Yield what comes of tasks; a worker that ends without an answer takes later ones along."""
    from concurrent.futures import BrokenExecutor

    waiting = deque(_submit(executor, task) for task in tasks)
    while waiting:
        future = waiting.popleft()
        try:
            yield LOST if future is None else future.result()
        except BrokenExecutor:
            yield LOST


def _submit(executor: Executor, task: Task) -> Future[Made | Unusable] | None:
    from concurrent.futures import BrokenExecutor

    try:
        return executor.submit(do, task)
    except BrokenExecutor:
        return None
