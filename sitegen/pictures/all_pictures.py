"""All pictures of a site: made, or taken from the cache, and named, with what is told of them.

They are made in processes of our own, by the executor asked for, or here.
"""

from __future__ import annotations

import os
import posixpath
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.build_request import Options
from sitegen.diagnostics import Diagnostic
from sitegen.fields.web_address import slug
from sitegen.model.routes import asset_output, file_route, fingerprinted
from sitegen.pictures import findings
from sitegen.pictures.cache import DRAWS, READS_PHOTOS, Cache, key_of
from sitegen.pictures.encoding import ENDINGS, MEDIA_TYPES
from sitegen.pictures.task import LOST, PictureTask, Task, do
from sitegen.pictures.values import Encoded, Made, Picture, Role, Unusable, Version, role_of
from sitegen.sources import InputFile, Snapshot

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from sitegen.pictures.drawing import Drawing


#: Where pictures that lie beside pages are published.
FOLDER = "assets/pictures"

#: Does tasks somewhere, and yields what came of each, in order.
Spread = Callable[[Sequence[Task]], Iterable[Made | Unusable]]


@dataclass(frozen=True)
class Pictures:
    """The pictures of a site by their sources: what is known of each, and its address.

    ``outputs`` are the bytes of all published versions by their paths; ``diagnostics`` is what
    editors are told of single files. A picture that cannot be shown is told of where it is used.
    """

    known: Mapping[str, Picture | Unusable] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def prepare(
    snapshot: Snapshot, cache: Cache, spread: Spread, *, fingerprints: bool = True
) -> Pictures:
    """Make the pictures of a site that were not made before, and name the versions of all."""
    files = [*_with_roles(snapshot)]
    of_pixels = [(file, role) for file, role in files if role in _OF_PIXELS]
    made = made_or_kept(_tasks(of_pixels), cache, spread)
    shelf = _Shelf(fingerprints=fingerprints)
    for file, role in files:
        if role is Role.DRAWING:
            from sitegen.pictures.drawing import read_drawing  # slow to load

            shelf.add_drawing(file, read_drawing(file.data))
        elif role is Role.DOWNLOAD:
            shelf.found += findings.of_download(file.path, file.data)
            shelf.known[file.path] = _FOR_DOWNLOAD
        else:
            shelf.add(file, role, made[_key(file, role)])
    return Pictures(shelf.known, shelf.urls, shelf.outputs, tuple(shelf.found))


#: A page may link to such a file, and not show it.
_FOR_DOWNLOAD = Unusable(
    "it lies in assets/files/, whose files are kept as they are, to be downloaded",
    "put it beside the page, or into another folder of assets/",
    published=True,
)
_OF_PIXELS = (Role.SHOWN, Role.PUBLIC)


def _with_roles(snapshot: Snapshot) -> Iterator[tuple[InputFile, Role]]:
    for top in ("assets", "content"):
        for file in snapshot.under(top):
            if not file.path.endswith((".md", ".css", ".js")):
                role = role_of(file.path, file.data)
                if role is not None:
                    yield file, role


def _key(file: InputFile, role: Role) -> str:
    return key_of(file.digest, role.name, DRAWS, READS_PHOTOS)


def _tasks(files: Sequence[tuple[InputFile, Role]]) -> Mapping[str, Callable[[], Task]]:
    """Return what makes each picture by its key, one for all files that are the same."""
    return {
        _key(file, role): partial(_task, file, as_it_is=role is Role.PUBLIC) for file, role in files
    }


def _task(file: InputFile, *, as_it_is: bool) -> Task:
    return PictureTask(file.data, as_it_is)


def made_or_kept(
    tasks: Mapping[str, Callable[[], Task]], cache: Cache, spread: Spread
) -> Mapping[str, Made | Unusable]:
    """Return what comes of each task by its key; what the cache has is not made again."""
    kept = {key: cache.get(key) for key in tasks}
    found: dict[str, Made | Unusable] = {key: made for key, made in kept.items() if made}
    missing = {key: task() for key, task in tasks.items() if key not in found}
    for key, made in zip(missing, spread([*missing.values()]) if missing else (), strict=True):
        found[key] = made
        if isinstance(made, Made):
            cache.put(key, made)
    if missing:
        cache.tidy()
    return found


class _Shelf:
    """Collects what is published of one picture after the other."""

    def __init__(self, *, fingerprints: bool) -> None:
        self._fingerprints = fingerprints
        self.known: dict[str, Picture | Unusable] = {}
        self.urls: dict[str, str] = {}
        self.outputs: dict[str, bytes] = {}
        self.found: list[Diagnostic] = []

    def add(self, file: InputFile, role: Role, made: Made | Unusable) -> None:
        """Add a picture of pixels."""
        path = file.path
        if isinstance(made, Unusable):
            self.known[path], self.urls[path] = made, "/" + quote(path)
            return
        versions = [
            self._publish(
                self._output(path, role, one), one.data, one.type, (one.width, one.height)
            )
            for one in made.versions
        ]
        common = [one for one in versions if one.type == versions[0].type]
        newer = tuple(versions[len(common) :])
        self.known[path] = Picture(made.versions[0].type, tuple(common), newer)
        self.urls[path] = common[-1].url
        self.found += findings.of_picture(path, file.data, made)

    def add_drawing(self, file: InputFile, drawing: Drawing) -> None:
        """Add a drawing; one of the files to download is published as it is, if it is harmless."""
        path, size = file.path, drawing.size
        self.found += findings.of_drawing(path, drawing)
        data = file.data if path.startswith("assets/files/") else drawing.data
        route = file_route(path)
        output = (
            route.output if route else asset_output(path, data, fingerprints=self._fingerprints)
        )
        version = self._publish(output, data, "SVG", size or (0, 0))
        self.urls[path] = version.url
        if drawing.faults or size is None:
            message = "its <svg> has no viewBox, and no width and height that can be used"
            help_ = 'give its first element a viewBox, such as viewBox="0 0 24 24"'
            told = bool(drawing.faults)
            self.known[path] = Unusable(message, help_, told=told, published=not told)
        else:
            self.known[path] = Picture("SVG", (version,))

    def _output(self, path: str, role: Role, version: Encoded) -> str:
        """Return where a version is published; only public files keep their names.

        Two pictures may have one stem: where no fingerprint of a version tells them apart, one of
        the picture's own path does.
        """
        route = file_route(path)
        if role is Role.PUBLIC and route:
            return route.output
        folder, name = posixpath.split(path)
        stem, ending = slug(name.rpartition(".")[0]), ENDINGS[version.type]
        return fingerprinted(
            f"{folder if path.startswith('assets/') else FOLDER}/{stem}-{version.width}.{ending}",
            version.data if self._fingerprints else path.encode(),
        )

    def _publish(self, output: str, data: bytes, type_: str, size: tuple[int, int]) -> Version:
        self.outputs[output] = data
        return Version("/" + quote(output), MEDIA_TYPES[type_], *size, len(data))


#: Fewer tasks than this that are not quick are done here: starting processes costs more.
_WORTH_PROCESSES = 2


def prepared(snapshot: Snapshot, options: Options) -> Pictures:
    """Return the pictures of a site; a build that writes nothing keeps none of them either."""
    spread = partial(_spread, options)
    return prepare(snapshot, _cache(options), spread, fingerprints=options.fingerprints)


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
