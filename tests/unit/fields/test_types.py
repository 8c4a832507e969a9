"""Amounts of money: read from numbers, printed in the currency of the site."""

from __future__ import annotations

import pytest

from sitegen.fields.record import Part
from sitegen.fields.types import Money
from sitegen.schema.check import check
from sitegen.schema.locale import NOWHERE, Local
from sitegen.schema.yaml_text import read_yaml


class Fee(Part):
    """What something costs."""

    price: Money


def fee(text: str, local: Local = NOWHERE) -> tuple[Fee | None, list[str]]:
    checked = check(read_yaml(text, "data/fees.yaml")[0], Fee, local=local)
    found = [f"{one.span.column}: {one.message} -> {one.help}" for one in checked.diagnostics]
    return checked.record, found


@pytest.mark.parametrize(
    ("written", "local", "printed"),
    [
        ("28000", Local(currency_sign="€", currency="EUR"), "€28,000"),
        ("9.5", Local(currency_sign="€"), "€9.50"),
        ("1234567.0", Local(currency="EUR"), "EUR 1,234,567"),
        ("0", NOWHERE, "0"),
    ],
)
def test_an_amount_as_it_is_printed(written: str, local: Local, printed: str) -> None:
    record, found = fee(f"price: {written}", local)
    assert (str(record.price) if record else "", found) == (printed, [])


@pytest.mark.parametrize(
    ("written", "mistake"),
    [
        ('"28,000"', "8: price must be a number -> write digits only: 28000"),
        ("€28", "8: price must be a number -> write digits only: 28"),
        ("much", "8: price must be a number -> write digits only, such as 3250 or 4.5"),
        ("", "7: price must be a number -> write it after the colon, or remove the line"),
    ],
)
def test_what_is_no_amount(written: str, mistake: str) -> None:
    assert fee(f"price: {written}") == (None, [mistake])


def test_amounts_have_an_order() -> None:
    assert sorted([Money(20), Money(9.5), Money(10)]) == [Money(9.5), Money(10), Money(20)]
