"""Functions of a site's models that templates call: what they are given, and may return."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from inspect import signature
from typing import Any

from sitegen.fields.local_time import LocalTime
from sitegen.fields.money import Money
from sitegen.fields.record import Part
from sitegen.model.types import Page, Site
from sitegen.modelling.hooks import asked, shown, useless

_WORDS = (str, int, float, bool, type(None))
_PLAIN = (*_WORDS, date, LocalTime, Money, Part, Page)
_WANTED = "and should return text, numbers, dates, records, pages or tuples of them"


def packed(
    function: Callable[..., Any], words: Sequence[Any], named: Mapping[str, Any]
) -> str | None:
    """Return what a function is given as one text, or None for what is no text and no number.

    Raise TypeError if the function takes other arguments.
    """
    bound = signature(function).bind(None, *words, **named)
    bound.apply_defaults()
    given = list(bound.args[1:])
    return json.dumps(given) if all(type(one) in _WORDS for one in given) else None


def called(site: Site, name: str, given: str) -> object:
    """Return what a function makes of a site, given what ``packed`` made of its arguments.

    Raise UselessAnswerError for what could change once it is returned, or has no fixed form.
    """
    function = site.models.functions.get(name)
    if function is None:
        return None
    found: object = asked(function, function, site, *json.loads(given))
    if not _is_plain(found):
        raise useless(function, f"it returns {shown(found)}, {_WANTED}")
    return found


def _is_plain(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return isinstance(value, _PLAIN)
