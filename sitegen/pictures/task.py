"""The making of one picture as a task for a worker."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.pictures.values import Made, Unusable


@dataclass(frozen=True, slots=True)
class Task:
    """A file's bytes; ``as_it_is`` keeps its size and type, and one version is made."""

    data: bytes
    as_it_is: bool = False


def do(task: Task) -> Made | Unusable:
    """Make a picture."""
    from sitegen.pictures.icon import make_icon
    from sitegen.pictures.kinds import type_of
    from sitegen.pictures.raster import make

    if task.as_it_is and type_of(task.data) == "ICO":
        return make_icon(task.data)
    return make(task.data, as_it_is=task.as_it_is)


#: Stands for a picture whose worker ended without an answer.
LOST = Unusable(
    "a worker process ended while it was made, or while another picture was",
    "try --jobs 1; if it ends too, the picture is damaged or too large: save it again, smaller",
)
