"""Every picture can be read: those that a page asks for are told of where it does, others here."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Span
from sitegen.pictures.values import Unusable


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each picture that cannot be published and that no page asked for."""
    assets = finished.inputs.assets
    spoilt = [path for path in assets.pictures if assets.unpublished(path)]
    if not spoilt:
        return
    asked = {path for facts in finished.facts.values() for path in facts.pictures}
    for path in spoilt:
        picture = assets.pictures[path]
        if path not in asked and isinstance(picture, Unusable):
            message = f"the picture cannot be published: {picture.message}"
            yield Diagnostic(Span(path), "unreadable-image", message, picture.help)
