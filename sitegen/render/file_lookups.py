"""The functions by which a layout asks for files: assets, pictures, downloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sitegen.render import attachments, images
from sitegen.render.attachments import Attachment
from sitegen.render.downloads import downloads
from sitegen.render.inputs import Inputs
from sitegen.render.refusals import LookupFailedError, name_of
from sitegen.schema.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as templates print it; width and height in pixels, size in bytes."""

    url: str
    alt: str
    width: int
    height: int
    type: str
    size: int


class FileLookups:
    """Files as one page's layout names them; ``ask`` records each question as a read."""

    def __init__(self, inputs: Inputs, ask: Callable[..., Any]) -> None:
        self._inputs = inputs
        self._ask = ask

    def asset(self, name: str) -> str:
        """Return the URL of a file in assets/, such as "css/site.css"."""
        url: str | None = self._ask("asset", name_of(name))
        if url is None:
            known = [path.removeprefix("assets/") for path in self._inputs.assets.urls]
            raise LookupFailedError(f"there is no file assets/{name}", did_you_mean(name, known))
        return url

    def image(self, name: str, alt: str) -> Image:
        """Return the facts of a picture in assets/ with its text alternative."""
        url, data = self.asset(name), self._bytes(name)
        try:
            facts = images.image_facts(data, name)
        except images.UnreadableImageError as error:
            raise LookupFailedError(f"assets/{name} cannot be read: {error}") from error
        return Image(url, alt, facts.width, facts.height, facts.type, len(data))

    def attachment(self, name: str) -> Attachment:
        """Return the facts of a file to download in assets/, such as "files/report.pdf"."""
        return attachments.attachment_facts(self._bytes(name), name, self.asset(name))

    def download(self, path: str) -> Attachment:
        """Return the facts of a file that the build makes of records, such as data/figures.csv."""
        size: int | None = self._ask("download", name_of(path))
        if size is None:
            known = downloads(self._inputs.site)
            raise LookupFailedError(f"no file {path} is made", did_you_mean(path, known))
        return attachments.made(path, size)

    def _bytes(self, name: str) -> bytes:
        path = f"assets/{name}"
        self._ask("file", path)
        if path not in self._inputs.snapshot.files:
            self.asset(name)
        return self._inputs.snapshot.files[path].data
