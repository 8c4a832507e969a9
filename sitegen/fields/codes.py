"""Codes of the world that a site names: time zone, country, currency, telephone, language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sitegen.diagnostics import Finding
from sitegen.fields.marks import text_like
from sitegen.fields.types import Form, Pattern
from sitegen.schema.did_you_mean import nearest
from sitegen.schema.locale import Local

#: A language, a script, a region, variants. Source: RFC 5646 (BCP 47), section 2.1; neither
#: extensions nor private use, which no browser acts upon.
_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


def is_language(tag: str) -> bool:
    """Whether a text is the tag of a language, such as cy or pt-BR."""
    return _TAG.fullmatch(tag) is not None


#: The tag of a language that may be another than the site's.
_OTHER = Pattern(
    _TAG.pattern,
    "the tag of a language",
    "{} is no language tag",
    "write the tag of a language: cy for Welsh, pt-BR for Portuguese as in Brazil",
    "cy",
    may_be_left_out=True,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: ISO 3166-1 alpha-2, as of 2026.
COUNTRIES = _words(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """
)
#: Letters by which two countries go elsewhere: on the net, and in the European Union.
_KNOWN_AS = {"UK": "GB", "EL": "GR"}

#: ISO 4217, as of 2026, less funds, metals and codes for tests.
CURRENCIES = _words(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
    GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
    KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
    NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
    SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """
)

#: A country code of ITU-T E.164, and the 0 of a national number where callers keep it.
_PREFIX = re.compile(r"\+[1-9][0-9]{0,2}0?", re.ASCII)


class _Zone(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is no time zone."""
        if is_time_zone(text):
            return None
        near = _nearest_zone(text)
        help_ = f"did you mean {near}?" if near else "write UTC, or a city: Europe/Paris"
        name = text or "with an empty name"
        return Finding("wrong-type", f"there is no time zone {name}", help_)

    def keywords(self) -> dict[str, Any]:
        """Return the look of a zone: which there are is not the same on each computer."""
        return text_like("|[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*", "a time zone", "Europe/Paris")


class _Country(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is no country."""
        if text in COUNTRIES:
            return None
        meant = _KNOWN_AS.get(text.upper(), text.upper())
        is_known = meant in COUNTRIES
        help_ = f"did you mean {meant}?" if is_known else "write its two letters: FR for France"
        return Finding("wrong-type", f"there is no country {text} in ISO 3166", help_)

    def keywords(self) -> dict[str, Any]:
        """Return all countries."""
        return {
            "title": "the two letters of a country (ISO 3166)",
            "enum": ["", *sorted(COUNTRIES)],
        }


class _Currency(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is no currency."""
        if text in CURRENCIES:
            return None
        near = nearest(text, CURRENCIES)
        help_ = f"did you mean {near}?" if near else "write its three letters: EUR for euros"
        return Finding("wrong-type", f"there is no currency {text} in ISO 4217", help_)

    def keywords(self) -> dict[str, Any]:
        """Return all currencies."""
        title = "the three letters of a currency (ISO 4217)"
        return {"title": title, "enum": ["", *sorted(CURRENCIES)]}


class _Prefix(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is dialled before no country's numbers."""
        if _PREFIX.fullmatch(text):
            return None
        meant = "+" + re.sub(r"\D", "", text).lstrip("0")
        is_one = _PREFIX.fullmatch(meant)
        help_ = f'write "{meant}"' if is_one else 'write + and the code of the country: "+33"'
        return Finding("wrong-type", f"{text} is no prefix of telephone numbers", help_)

    def keywords(self) -> dict[str, Any]:
        """Return the look of a prefix."""
        return text_like(f"|{_PREFIX.pattern}", "a prefix of telephone numbers, in quotes", "+33")


def is_time_zone(name: str) -> bool:
    """Whether the time zone database has a zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return False
    return True


def _nearest_zone(text: str) -> str:
    """Return the zone that is meant: by a slip or two, or by the name of its city alone."""
    known = available_timezones()
    return nearest(text, known) or nearest(text.rpartition("/")[2], known) or _of_city(text, known)


def _of_city(text: str, known: Iterable[str]) -> str:
    by_city = {name.rpartition("/")[2]: name for name in sorted(known) if "/" in name}
    city = text.rpartition("/")[2].strip().replace(" ", "_")
    return by_city.get(nearest(city, by_city), "")


#: The tag of a language: pt-BR.
Language = Annotated[str, replace(_OTHER, example="pt-BR", may_be_left_out=False)]
#: The same where it is another than that of the site.
OtherLanguage = Annotated[str, _OTHER]
#: A zone of the time zone database: Europe/Paris.
TimeZone = Annotated[str, _Zone()]
#: A country by its two letters.
Country = Annotated[str, _Country()]
#: A currency by its three letters.
Currency = Annotated[str, _Currency()]
#: A kind of organisation in the words of schema.org: Library.
Organisation = Annotated[
    str,
    Pattern(
        r"[A-Z][A-Za-z]*",
        "a type of schema.org",
        "{} is no type of schema.org",
        "write one word, as https://schema.org/Organization lists them: Library",
        "Library",
        may_be_left_out=True,
    ),
]
#: What is dialled from abroad in place of the 0 of a number: +33.
TelephonePrefix = Annotated[str, _Prefix()]
