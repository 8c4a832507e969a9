"""The functions by which a layout asks for files: assets, pictures, downloads made of records."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from sitegen.pictures.values import Picture, Unusable
from sitegen.render import attachments
from sitegen.render.attachments import Attachment
from sitegen.render.images import Image, image_of
from sitegen.render.inputs import Inputs
from sitegen.render.model_files import of_whole_site
from sitegen.render.template_errors import LookupFailedError, name_of
from sitegen.schema.did_you_mean import did_you_mean


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

    def image(self, name: str, alt: str, sizes: str = "") -> Image:
        """Return a picture in assets/ with its text alternative, or one of content/ by its path.

        ``sizes`` says how wide it is shown, as in HTML; without it, what site.yaml says of all.
        """
        path = name_of(name) if name_of(name).startswith("content/") else f"assets/{name}"
        picture: Picture | Unusable | None = self._ask("picture", path)
        if picture is None:
            self._no_picture(name, path)
        if isinstance(picture, Unusable):
            raise LookupFailedError(f"{path} cannot be read: {picture.message}", picture.help)
        shown_as = sizes or self._ask("config").image_sizes
        return image_of(picture, alt, shown_as, partial(self._ask, "picture_size", path))

    def _no_picture(self, name: str, path: str) -> NoReturn:
        known = self._inputs.assets.pictures
        if path in self._inputs.snapshot.files:
            raise LookupFailedError(f"{path} cannot be read: it is no picture of a known type")
        near = did_you_mean(name, [one.removeprefix("assets/") for one in known])
        raise LookupFailedError(f"there is no file {path}", near)

    def attachment(self, name: str) -> Attachment:
        """Return the facts of a file to download in assets/, such as "files/report.pdf"."""
        return attachments.attachment_facts(self._bytes(name), name, self.asset(name))

    def download(self, path: str) -> Attachment:
        """Return the facts of a file that the build makes of records, by its path."""
        size: int | None = self._ask("download", name_of(path))
        if size is None:
            known = self._inputs.site.once(of_whole_site).texts
            raise LookupFailedError(f"no file {path} is made", did_you_mean(path, known))
        return attachments.made(path, size)

    def _bytes(self, name: str) -> bytes:
        path = f"assets/{name}"
        self._ask("file", path)
        if path not in self._inputs.snapshot.files:
            self.asset(name)
        return self._inputs.snapshot.files[path].data
