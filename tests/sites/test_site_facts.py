"""Facts of data/site.yaml in texts: put in by name, and missed where they are typed."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Files, Site, told

FACTS: Files = {
    "data/site.yaml": """
        name: Us & them
        telephone_prefix: "+44"
        legal:
          charity_scotland: SC049817
        contact:
          address: 1 Road, Hull
          telephone: 020 3011 1949
          email: info@example.org
          charity_site: www.example.org
        """
}


def printed(page: str) -> str:
    """Return a page with every space as it was typed: numbers do not break at line ends."""
    return page.replace("\u00a0", " ")


def test_a_fact_is_printed_with_its_link(site: Site) -> None:
    site.write(
        {
            **FACTS,
            "content/index.md": """
                Ring [[site:telephone]] or [[site:telephone|ring us]], [[site:email]].

                [[site:name]], [[site:address]], [[site:charity_scotland]], [[site:charity_site]].

                [Contact: [[site:telephone]]](about.md), `[[site:telephone]]`
                """,
            "content/about.md": "Text.",
        }
    )
    built = site.build()
    assert built.report == ""
    assert printed(built.outputs["index.html"]) == told("""
        <p>Ring <a href="tel:+442030111949">020 3011 1949</a> or <a href="tel:+442030111949">ring us</a>, <a href="mailto:info@example.org">info@example.org</a>.</p>
        <p>Us &amp; them, 1 Road, Hull, SC049817, <a href="https://www.example.org">www.example.org</a>.</p>
        <p><a href="/about/">Contact: 020 3011 1949</a>, <code>[[site:telephone]]</code></p>
    """)


def test_pages_follow_a_changed_fact(site: Site) -> None:
    site.write({**FACTS, "content/index.md": "Ring [[site:telephone]].", "content/b.md": "Text."})
    site.build()
    text = str(FACTS["data/site.yaml"]).replace("020 3011 1949", "0113 496 0000")
    site.write({"data/site.yaml": text})
    assert '<a href="tel:+441134960000">0113 496 0000</a>' in printed(
        site.build().outputs["index.html"]
    )


def test_a_fact_that_is_not_there(refused: Refused) -> None:
    assert refused({**FACTS, "content/index.md": "Ring [[site:telefone]]."}) == told("""
        content/index.md:5:6: error[unknown-fact]: data/site.yaml says nothing of telefone
            5 | Ring [[site:telefone]].
              |      ^^^^^^^^^^^^^^^^^
           help: there are address, charity_scotland, charity_site, email, name, telephone
        1 error, 0 warnings in 1 file
    """)


@pytest.mark.parametrize(
    "written",
    [
        "020 3011 1949",
        "02030111949",
        "(020) 3011 1949",
        "+44 20 3011 1949",
        "+44 (0)20 3011-1949",
        "0044 20 3011 1949",
        "020\u00a03011\u00a01949",
    ],
)
def test_a_number_that_is_typed(site: Site, written: str) -> None:
    site.write({**FACTS, "content/index.md": f"Ring {written}, or not."})
    assert site.build().report == told(f"""
        content/index.md:5:6: warning[typed-fact]: {written} is typed here, and stays as it is when data/site.yaml changes
            5 | Ring {written}, or not.
              |      {"^" * len(written)}
           help: write [[site:telephone]]
        0 errors, 1 warning in 1 file
    """)


def test_what_is_typed_as_a_link_is_one_warning(site: Site) -> None:
    text = (
        "[020 3011 1949](tel:+442030111949), <INFO@example.org>, [write](mailto:info@example.org)"
    )
    site.write({**FACTS, "content/index.md": text})
    said = [line for line in site.build().report.split("\n") if "[typed-fact]" in line]
    assert [line.split(" ")[2] for line in said] == [
        "020",
        "INFO@example.org",
        "mailto:info@example.org",
    ]


def test_other_numbers_and_code_are_left_alone(site: Site) -> None:
    others = "<xinfo@example.org>, <info@example.org.uk>"
    text = f"020 3011 19490, 1020 3011 1949, `020 3011 1949`, {others}"
    site.write({**FACTS, "content/index.md": text})
    assert site.build().report == ""


def test_facts_in_texts_of_records(site: Site) -> None:
    site.write(
        {
            **FACTS,
            "data/sources.yaml": "- {id: s, title: S, publisher: P, url: 'https://e.org/'}",
            "data/timeline.yaml": """
                - id: first
                  date: "2013"
                  text: Ring [[site:telephone]] & ask.
                  note: Ring 020 3011 1949.
                  sources: [s]
                """,
            "content/past.md": "---\ntitle: P\ndescription: D\nkind: timeline\n---\nText.",
            "content/index.md": "See [past](past.md).",
            "templates/layouts/timeline.html": (
                "{{ page.html }}{% for one in records('timeline') %}{{ filled(one.text) }}"
                "{{ records('sources', *one.sources)[0].title }}{% endfor %}"
            ),
        }
    )
    built = site.build()
    assert (
        'Ring <a href="tel:+442030111949">020 3011 1949</a> &amp; ask.'
        in (built.outputs["past/index.html"])
    )
    assert built.report == told("""
        data/timeline.yaml:4:14: warning[typed-fact]: 020 3011 1949 is typed here, and stays as it is when data/site.yaml changes
            4 |   note: Ring 020 3011 1949.
              |              ^^^^^^^^^^^^^
           help: write [[site:telephone]]
        0 errors, 1 warning in 1 file
    """)


def test_a_fact_that_is_not_there_in_a_record(refused: Refused) -> None:
    record = "- {id: a, date: '2013', text: 'Ring [[site:fax]].', sources: [s]}"
    said = refused(
        {
            **FACTS,
            "data/sources.yaml": "- {id: s, title: S, publisher: P, url: 'https://e.org/'}",
            "data/timeline.yaml": record,
        }
    )
    assert "error[unknown-fact]: data/site.yaml says nothing of fax" in said
