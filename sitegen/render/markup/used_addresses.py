"""The addresses that a text uses: where each leads, what is wrong there; pictures as <img>."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from sitegen.diagnostics import Finding
from sitegen.incremental.reads import Reads
from sitegen.model.types import Site
from sitegen.pictures.values import Picture, Unusable
from sitegen.render.assets import Assets
from sitegen.render.images import LAZY, Source, image_of, source_attributes
from sitegen.render.link_targets import Target, remote_picture, resolve
from sitegen.render.markup.findings import Found, InText, What
from sitegen.sources import Snapshot

#: With more findings than these in a text, no more names are sought that may have been meant.
_MOST_SUGGESTIONS = 200


@dataclass(frozen=True)
class Use:
    """An address in a text: as written, which of its places this is (from 0), its element."""

    address: str
    nth: int
    element: Element

    @property
    def is_picture(self) -> bool:
        """Whether a picture is to be shown, and not a link."""
        return self.element.tag == "img"

    def told(self, rule: str, message: str, help_: str) -> InText:
        """Return a finding about this address."""
        return InText(Finding(rule, message, help_), self.address, self.nth, what=What.ADDRESS)


@dataclass(frozen=True)
class Addresses:
    """Finds where addresses lead, among the pages, files and pictures of a site."""

    site: Site
    snapshot: Snapshot
    assets: Assets
    pictures: Pictures
    _from_root: dict[str, Target | Finding] = field(default_factory=dict)

    def resolve(self, use: Use, page: str, found: Found, reads: Reads) -> str:
        """Return the URL to print, or "" if there is none; a picture gets further attributes."""
        if use.address.startswith("/"):
            target = self._target_from_root(use.address)
            reads.note(("root_address", use.address), target)
        else:
            seek = len(found.findings) < _MOST_SUGGESTIONS
            target = resolve(use.address, page, self.site, self.assets, seek)
            reads.note(("address", page, use.address), target)
        if use.is_picture:
            target = remote_picture(use.address) or target
        if isinstance(target, Finding):
            found.findings.append(InText(target, use.address, use.nth, what=What.ADDRESS))
            return ""
        if use.is_picture:
            found.findings += _without_text(use)
            found.findings += self._measure(use, target.path, reads)
        return target.url

    def _target_from_root(self, address: str) -> Target | Finding:
        """Return where an address leads from every page."""
        if address not in self._from_root:
            self._from_root[address] = resolve(address, "", self.site, self.assets)
        return self._from_root[address]

    def _measure(self, use: Use, path: str, reads: Reads) -> Iterator[InText]:
        """Set the versions and the size of a picture, or yield why there is none to be shown."""
        picture = self.assets.pictures.get(path)
        reads.note(("picture", path), picture)
        if isinstance(picture, Picture):
            self.pictures.complete(use.element, picture, self.site.config.image_sizes)
        elif isinstance(picture, Unusable):
            message = f"{use.address} cannot be read as an image: {picture.message}"
            if not picture.told:
                yield use.told("unreadable-image", message, picture.help)
        elif path in self.snapshot.files:
            message = f"{use.address} cannot be read as an image: it is no picture of a known type"
            yield use.told("unreadable-image", message, "save it again, as JPEG, PNG or WebP")
        else:
            message = f"there is no image {use.address}"
            yield use.told("missing-file", message, "put the file beside the page")


def _without_text(use: Use) -> Iterator[InText]:
    """Yield a mistake for a picture that says nothing to those who cannot see it.

    Source: WCAG 2.2, success criterion 1.1.1.
    """
    words = use.element.get("alt", "").strip()
    is_name = words.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"))
    if not words or is_name:
        what = f"only the name of a file, {words}," if words else "no text"
        message = f"the picture {use.address} has {what} in its place"
        help_ = f"say what it shows: ![A desk with a lamp]({use.address})"
        yield use.told("missing-alt", message, help_)


class Pictures(Treeprocessor):
    """Puts files of a newer type before each picture that has some, once addresses are set."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._to_wrap: list[tuple[Element, tuple[Source, ...]]] = []

    def complete(self, element: Element, picture: Picture, sizes: str) -> None:
        """Set what is known of a picture on its <img>; its address is set by the caller."""
        image = image_of(picture, element.get("alt", ""), sizes)
        for name, value in image.attributes.items():
            element.set(name, value)
        element.set(*LAZY)
        if image.sources:
            self._to_wrap.append((element, image.sources))

    def run(self, root: Element) -> None:  # noqa: ARG002 - the library's signature
        """Make a <picture> of each <img> with further files, in its place."""
        for element, sources in self._to_wrap:
            tail, element.tail = element.tail, None
            attributes = dict(element.attrib)
            element.clear()
            element.tag, element.tail = "picture", tail
            for source in sources:
                SubElement(element, "source", dict(source_attributes(source)))
            SubElement(element, "img", attributes)
        self._to_wrap.clear()
