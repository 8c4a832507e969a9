"""data/site.yaml has a default for everything."""

from __future__ import annotations

import pytest

from sitegen.config import NamedLink, SiteConfig, is_base_url, load_config
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
        "write the tag of a language: cy for Welsh, en-GB for British English"
    ]


def test_the_work_for_a_telephone_number_grows_no_faster_than_the_number() -> None:
    text = "contact: {telephone: '" + "1" * 100 + "x'}"
    assert load(text)[1][0].startswith("1:22 wrong-contact: 111")
