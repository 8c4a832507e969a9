"""The making of one picture as a task for a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sitegen.pictures.values import Made, Unusable


class Task(Protocol):
    """Something to be made, with all that it is made from."""

    @property
    def is_quick(self) -> bool:
        """Whether it is made sooner than a process for it is started, by all that can be seen."""

    def make(self) -> Made | Unusable:
        """Make it."""


#: A picture of fewer bytes than this takes some milliseconds, unless it was made to take longer.
_QUICK_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class PictureTask:
    """A file's bytes; ``as_it_is`` keeps its size and type, and one version is made."""

    data: bytes
    as_it_is: bool = False

    @property
    def is_quick(self) -> bool:
        """Whether the picture is small."""
        return len(self.data) < _QUICK_BYTES

    def make(self) -> Made | Unusable:
        """Make a picture."""
        from sitegen.pictures.icon import make_icon
        from sitegen.pictures.kinds import type_of
        from sitegen.pictures.raster import make

        if self.as_it_is and type_of(self.data) == "ICO":
            return make_icon(self.data)
        return make(self.data, as_it_is=self.as_it_is)


def do(task: Task) -> Made | Unusable:
    """Make what a task is for: what workers are sent."""
    return task.make()


#: Stands for a picture whose worker ended without an answer.
LOST = Unusable(
    "a worker process ended while it was made, or while another picture was",
    "try --jobs 1; if it ends too, the picture is damaged or too large: save it again, smaller",
)
