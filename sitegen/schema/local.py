"""What differs from place to place, as a site says it: whoever checks a value may need it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Local:
    """How the people of a site write, dial and pay, and which clock they live by.

    ``time_zone`` is a name of the IANA's time zone database; ``country`` (ISO 3166) and
    ``currency`` (ISO 4217) are "" where nobody said; ``currency_sign`` stands before an amount;
    ``telephone_prefix`` takes the place of the 0 before a number that is called from abroad.
    ``month_first`` says that 3/12/2026 is 12 March.
    """

    time_zone: str = "UTC"
    country: str = ""
    currency: str = ""
    currency_sign: str = ""
    telephone_prefix: str = ""
    month_first: bool = False


#: What holds where a site says nothing.
NOWHERE = Local()
