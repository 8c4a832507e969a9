"""Pictures in a page's text: their versions, sizes and the time to load them, set on each <img>."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from sitegen.pictures.values import Picture
from sitegen.render.images import LAZY, Source, image_of, source_attributes


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
