"""Type and size of pictures."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.render.images import ImageFacts, UnreadableImageError, image_facts


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_of_pixels(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (7, 5)).save(out, kind)
    assert image_facts(out.getvalue(), f"a.{kind.lower()}") == ImageFacts(kind, 7, 5)


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg width="24" height="12">', (24, 12)),
        ("<svg width='24px' height='12.4px'>", (24, 12)),
        ('<svg viewBox="0 0 24 12">', (24, 12)),
        ('<svg viewBox="-1,-2, 24.0,12">', (24, 12)),
        ('<svg width="48" height="24" viewBox="0 0 24 12">', (48, 24)),
        ('<svg width="100%" height="2em" viewBox="0 0 24 12">', (24, 12)),
        ('<svg viewBox="0 0 24 12" stroke-width="2" data-height="3">', (24, 12)),
        ('<?xml version="1.0"?>\n<svg\n  width="24"\n  height="12"\n>', (24, 12)),
        ('<svg viewBox="0 0 24 12"><rect width="1" height="1"/></svg>', (24, 12)),
    ],
)
def test_drawings(svg: str, size: tuple[int, int]) -> None:
    assert image_facts(svg.encode(), "a.SVG") == ImageFacts("SVG", *size)


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (b"", "a.png", "it is no picture of a known type"),
        (b"\x89PNG\r\n\x1a\n broken", "a.png", "it is no picture of a known type"),
        (b"<p>", "a.svg", "there is no <svg> element in it"),
        (b"<svg>", "a.svg", "its <svg> has no viewBox, and no width and height in pixels"),
        (
            b'<svg width="5">',
            "a.svg",
            "its <svg> has no viewBox, and no width and height in pixels",
        ),
        (
            b'<svg width="1.2.3" height="1">',
            "a.svg",
            "its <svg> has no viewBox, and no width and height in pixels",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, path: str, message: str) -> None:
    with pytest.raises(UnreadableImageError) as caught:
        image_facts(data, path)
    assert str(caught.value) == message


@given(
    st.binary(),
    st.sampled_from(["a.png", "a.svg", "a.gif"]),
    st.sampled_from([b"", b"<svg ", b"GIF89a"]),
)
def test_no_bytes_ever_crash_the_build(data: bytes, path: str, start: bytes) -> None:
    with suppress(UnreadableImageError):
        assert image_facts(start + data, path).width >= 0
