"""Formatting filters, and what they say to values that they cannot format."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from sitegen.render.filters import (
    UnusableValueError,
    absolute_with,
    format_date,
    format_size,
    section,
    telephone_with,
    text_message,
    without_section,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [(date(2026, 12, 4), "4 December 2026"), ("2026-01-31", "31 January 2026")],
)
def test_dates_in_words(value: date | str, words: str) -> None:
    assert format_date(value) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (545_300, "545 KB"),
        (1_000_000, "1 MB"),
        (1_249_000, "1.2 MB"),
        (98_000_000, "98 MB"),
    ],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert format_size(size) == words


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("020 3011 1949", "tel:+442030111949"),
        ("(020) 3011-1949", "tel:+442030111949"),
        ("+44 20 3011 1949", "tel:+442030111949"),
        ("0808 2000 247", "tel:+448082000247"),
        ("116 123", "tel:116123"),
        ("999", "tel:999"),
    ],
)
def test_telephone_numbers_that_can_be_dialled(number: str, address: str) -> None:
    assert telephone_with("+44")(number) == address


@pytest.mark.parametrize("value", ["soon", "2026-02-30", None, 5])
def test_no_date(value: object) -> None:
    with pytest.raises(UnusableValueError, match="the filter date wants a date, not"):
        format_date(value)  # type: ignore[arg-type]


def test_no_size_number_or_address() -> None:
    with pytest.raises(UnusableValueError, match="filesize wants a number of bytes, not '5'"):
        format_size("5")  # type: ignore[arg-type]
    with pytest.raises(UnusableValueError, match="tel wants a number in quotes, not 999"):
        telephone_with("")(999)  # type: ignore[arg-type]
    with pytest.raises(UnusableValueError, match="absolute wants an address, not None"):
        absolute_with(str)(None)  # type: ignore[arg-type]


def test_root_paths_are_made_absolute() -> None:
    assert absolute_with(lambda url: f"https://e.org{url}")("/a/") == "https://e.org/a/"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Text SHOUT to 85258", "sms:85258"),
        ("Text 12 words to +44 7860 077300", "sms:+447860077300"),
        ("61825", "sms:61825"),
    ],
)
def test_text_messages_go_to_the_last_number_named(words: str, address: str) -> None:
    assert text_message(words) == address


def test_words_without_a_number_are_no_text_message() -> None:
    with pytest.raises(UnusableValueError, match="sms finds no number in 'Text us'"):
        text_message("Text us")
    with pytest.raises(UnusableValueError, match="sms wants words in quotes, not 85258"):
        text_message(85258)  # type: ignore[arg-type]


SECOND = Markup('<h2 class="x" id="two">Two</h2>\n<p>Second</p>\n')
TEXT = Markup(
    '<p>Begin</p>\n<h2 id="one">One</h2>\n<p>First</p>\n<h3 id="a">A</h3>\n<p>Deep</p>\n'
    f'{SECOND}<div class="footnote">Notes</div>'
)


def test_a_section_goes_to_the_next_heading_of_its_level_or_to_the_footnotes() -> None:
    assert section(TEXT, "one") == '<p>First</p>\n<h3 id="a">A</h3>\n<p>Deep</p>\n'
    assert section(TEXT, "two") == "<p>Second</p>\n"
    assert section(TEXT, "a") == section(TEXT, "three") == ""


def test_the_rest_of_a_text_stays_as_it_is() -> None:
    assert without_section(TEXT, "two") == TEXT.replace(SECOND, "")
    assert without_section(TEXT, "three") == TEXT


def test_what_is_no_html_yet_does_not_become_it() -> None:
    assert without_section("<b>", "one") == "&lt;b&gt;"
