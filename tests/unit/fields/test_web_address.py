"""Names become parts of addresses that can be copied anywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.fields.web_address import slug


@given(st.text())
def test_a_suggested_name_is_a_good_name(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]+", slug(name))
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("team page.md", "team-page.md"),
        ("Übersicht.md", "ubersicht.md"),
        ("_draft_.md", "draft-.md"),
        ("日本", "page"),
        ("children's social care system", "childrens-social-care-system"),
    ],
)
def test_a_better_name_is_suggested(name: str, better: str) -> None:
    assert slug(name) == better
