"""data/site.yaml has a default for everything."""

from __future__ import annotations

import pytest

from sitegen.config import NamedLink, SiteConfig
from sitegen.documents.site_file import load_config
from sitegen.fields.web_address import is_base_url
from sitegen.schema.locale import Local
from tests.support import lines, told


def load(text: str | None) -> tuple[SiteConfig, list[str]]:
    config, _, found = load_config(told(text) if text else text)
    return config, lines(found)


@pytest.mark.parametrize("text", [None, "", "# nothing yet"])
def test_a_site_needs_no_configuration(text: str | None) -> None:
    assert load(text) == (SiteConfig(), [])


def test_what_is_written_is_taken() -> None:
    config, found = load(
        """
        name: Ours
        base_url: https://host.example/repo/
        official: false
        social: [{name: Feed, url: https://feed.example/}]
        kinds: {news/: news}
        """
    )
    assert found == []
    assert config == SiteConfig(
        name="Ours",
        base_url="https://host.example/repo/",
        official=False,
        social=(NamedLink("Feed", "https://feed.example/"),),
        kinds={"news/": "news"},
    )


def test_keys_without_mistakes_hold_beside_those_with_mistakes() -> None:
    config, found = load("name: Ours\nraw_html: yes\nlegal: {a: b}\nsocail: []\nline: 5")
    assert config == SiteConfig(name="Ours", legal={"a": "b"})
    assert found == [
        '5:7 wrong-type: line must be text -> put it in quotes: "5"',
        "2:11 wrong-type: raw_html must be true or false -> write true",
        "4:1 unknown-key: unknown key socail -> did you mean social?",
    ]


@pytest.mark.parametrize("text", ["- a", "text", "5"])
def test_a_configuration_is_a_mapping(text: str) -> None:
    mistake = "1:1 wrong-type: this must be a mapping: lines of the form key: value"
    assert load(text) == (SiteConfig(), [mistake])


@pytest.mark.parametrize(
    "url",
    [
        "https://host.example/",
        "http://localhost:8000",
        "https://host.example/a/b/",
        "https://xn--bcher-kva.example/~me/a%20b",
        "http://[::1]:8000/",
        "http://127.0.0.1/",
    ],
)
def test_addresses_of_sites(url: str) -> None:
    assert is_base_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "host.example",
        "/a/",
        "ftp://host.example/",
        "https://",
        "https://h.example/?a",
        "https://h.example/#a",
        "https://[",
        "https://[::1",
        "https://[1.2]/",
        "https://[:::]/",
        "https://h.example//evil.example/",
        "https://h.example/a//b/",
        "https://h.example/../a/",
        "https://h.example/%2e%2e/",
        "https://h.example/%0a",
        "https://h.example/a b/",
        "https://me@h.example/",
        "https://me:word@h.example/",
        "https://h.example:0/",
        "https://h.example:99999/",
        "https://h.example\\a/",
        "https://h.exa mple/",
        "https:///a/",
        "https://-h.example/",
        "https://h..example/",
        "file:///a/",
    ],
)
def test_what_is_no_address_of_a_site(url: str) -> None:
    assert not is_base_url(url)
    assert load_config(f"base_url: '{url}'")[0].base_path == ""
    assert load(f"base_url: '{url}'")[1] == [
        f"1:11 wrong-type: {url} is not the address of a site"
        " -> only http or https, host, port and path stand here: https://www.example.org/"
    ]


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\0", "\x1b", "\x85", "\u2028"])
def test_no_line_break_or_control_character_is_part_of_an_address(sign: str) -> None:
    assert not is_base_url(f"https://host.example/{sign}")
    assert not is_base_url(f"https://host.example{sign}/")
    assert not is_base_url(f"{sign}https://host.example/")


@pytest.mark.parametrize("language", ["“cy”", "British English", "e", "''"])
def test_a_language_is_a_tag(language: str) -> None:
    _, found = load(f"language: {language}")
    assert found == [
        f"1:11 wrong-type: {language.replace(chr(39) * 2, 'an empty text')} is no language tag -> "
        "write the tag of a language: cy for Welsh, pt-BR for Portuguese as in Brazil"
    ]


def test_the_work_for_a_telephone_number_grows_no_faster_than_the_number() -> None:
    text = "contact: {telephone: '" + "1" * 100 + "x'}"
    assert load(text)[1][0].startswith("1:22 wrong-contact: 111")


def test_a_site_says_where_it_is_at_home() -> None:
    config, found = load(
        """
        time_zone: America/Sao_Paulo
        country: BR
        currency: BRL
        currency_sign: R$
        telephone_prefix: "+55"
        dates: month first
        """
    )
    assert found == []
    assert config.local == Local("America/Sao_Paulo", "BR", "BRL", "R$", "+55", month_first=True)


def test_a_site_that_says_nothing_is_at_home_nowhere() -> None:
    assert SiteConfig().local == Local()
    assert SiteConfig().zone.key == "UTC"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('time_zone: ""', "no time zone with an empty name -> write UTC, or a city: Europe/Paris"),
        ("time_zone: Europe/Pariss", "no time zone Europe/Pariss -> did you mean Europe/Paris?"),
        ("time_zone: Paris", "no time zone Paris -> did you mean Europe/Paris?"),
        ("time_zone: new york", "no time zone new york -> did you mean America/New_York?"),
        ("time_zone: ../UTC", "no time zone ../UTC -> did you mean UTC?"),
        ("time_zone: Europe", "no time zone Europe -> write UTC, or a city: Europe/Paris"),
        ("country: fr", "no country fr in ISO 3166 -> did you mean FR?"),
        ("country: UK", "no country UK in ISO 3166 -> did you mean GB?"),
        (
            "country: France",
            "no country France in ISO 3166 -> write its two letters: FR for France",
        ),
        ("currency: EURO", "no currency EURO in ISO 4217 -> did you mean EUR?"),
        ("currency: £", "no currency £ in ISO 4217 -> write its three letters: EUR for euros"),
    ],
)
def test_a_code_that_nothing_has(written: str, told: str) -> None:
    config, found = load(f"name: Ours\n{written}")
    assert found == [f"2:{written.index(':') + 3} wrong-type: there is {told}"]
    assert config == SiteConfig(name="Ours"), "the default stands in"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("+33", 'telephone_prefix must be text -> put it in quotes: "+33"'),
        ("'0033'", '0033 is no prefix of telephone numbers -> write "+33"'),
        ("'33'", '33 is no prefix of telephone numbers -> write "+33"'),
        ("'(+33) 0'", '(+33) 0 is no prefix of telephone numbers -> write "+330"'),
        (
            "FR",
            'FR is no prefix of telephone numbers -> write + and the code of the country: "+33"',
        ),
    ],
)
def test_a_prefix_that_nobody_dials(written: str, told: str) -> None:
    config, found = load(f"name: Ours\ntelephone_prefix: {written}")
    assert found == [f"2:19 wrong-type: {told}"]
    assert config == SiteConfig(name="Ours")


def test_how_days_are_written_is_one_of_two() -> None:
    assert load("dates: month-first")[1] == [
        "1:8 wrong-type: dates must be one of day first, month first -> did you mean month first?"
    ]
