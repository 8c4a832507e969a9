"""Dates by the clock: what is to appear, to close or to be withheld at a time does so then."""

from __future__ import annotations

import json
import os
from datetime import date, time

import pytest

from sitegen import cli
from sitegen.build_request import say_nothing
from sitegen.commands.verify import verify
from tests.support import Files, Site

NEWS = "---\ntitle: Soon\ndescription: D\ndate: {date}\n---\n"
SITE: Files = {
    "data/site.yaml": "time_zone: Europe/London",
    "content/index.md": "Home.",
    "content/soon.md": NEWS.format(date="2026-11-21 09:30"),
    "content/job.md": """
        ---
        title: Job
        description: D
        kind: vacancy
        date: 2026-11-01
        vacancy: {closes: 2026-11-21 17:00, employer: Us, place: Hull, hours: 7 hours,
                  employment: part time, salary: {minimum: 10000}, apply: "mailto:a@example.org"}
        ---
        """,
    "content/tale.md": """
        ---
        title: Tale
        description: D
        kind: story
        date: 2026-11-01
        story: {about: [court], minutes: 2, ending: Well., short: Short., consent: 2026-01-01,
                review: 2026-11-21 12:00}
        ---
        """,
    "templates/layouts/page.html": "{{ page.title }} {{ page.date }} {{ page.state }}",
}


@pytest.fixture
def site(site: Site) -> Site:
    site.write(SITE)
    return site


def shown(site: Site, clock: time) -> list[str]:
    """Return what stands on each page at a time of the day, after a build upon the one before."""
    outputs = site.build(clock=clock).outputs
    assert verify(site.root, site.root / "output", say_nothing).holds
    return [text for path, text in sorted(outputs.items()) if path.endswith("/index.html")]


def test_what_is_due_at_a_time_happens_in_the_build_that_follows_it(site: Site) -> None:
    job, tale, soon = "Job 2026-11-01 open", "Tale 2026-11-01 shown", "Soon 2026-11-21 "
    assert shown(site, time.min) == [job, tale]
    assert shown(site, time(9, 29, 59)) == [job, tale]
    assert shown(site, time(9, 30)) == [job, soon, tale]
    assert shown(site, time(12)) == [job, soon, "Tale 2026-11-01 withheld"]
    assert shown(site, time(17)) == [
        "Job 2026-11-01 closed",
        "Soon 2026-11-21 ",
        "Tale 2026-11-01 withheld",
    ]
    assert shown(site, time(9)) == [job, tale], "a clock that was put right"


def test_between_two_moments_nothing_is_done_again(site: Site) -> None:
    site.build(clock=time(8))
    again = site.build(clock=time(9)).result
    assert (again.rendered, again.written) == (0, 0)
    assert site.build(clock=time(10)).result.rendered == 1


def schedule(site: Site) -> list[tuple[str, str, str]]:
    told = json.loads((site.root / ".sitegen/schedule.json").read_text("utf-8"))
    assert told["next"] == (told["moments"][0]["at"] if told["moments"] else None)
    return [(one["at"], one["page"], one["what"]) for one in told["moments"]]


def test_the_schedule_tells_the_next_moments_in_their_order(site: Site) -> None:
    site.write({"content/summer.md": NEWS.format(date="2027-06-01 09:30")})
    site.build(clock=time(10))
    assert schedule(site) == [
        ("2026-11-21T12:00Z", "content/tale.md", "withheld"),
        ("2026-11-21T17:00Z", "content/job.md", "closed"),
        ("2027-06-01T08:30Z", "content/summer.md", "published"),
    ]
    assert not any("schedule" in path for path in site.files("output"))


@pytest.mark.parametrize(
    ("asked", "at", "what"),
    [
        ("today()", "2026-11-22T00:00Z", "new day"),
        ("year()", "2027-01-01T00:00Z", "new year"),
    ],
)
def test_a_site_that_prints_the_day_changes_every_day(
    site: Site, asked: str, at: str, what: str
) -> None:
    site.write({"templates/layouts/page.html": f"{{{{ {asked} }}}} {{{{ page.state }}}}"})
    site.build()
    assert (at, "", what) in schedule(site)
    site.write({"content/index.md": "Another text."})
    site.build()
    assert (at, "", what) in schedule(site)


def test_a_site_on_which_nothing_is_due_says_so_and_clean_forgets_it(site: Site) -> None:
    for name in ("soon", "job", "tale"):
        (site.root / f"content/{name}.md").unlink()
    site.build()
    assert schedule(site) == []
    assert cli.main(["clean", "--site", str(site.root)]) == 0
    assert not (site.root / ".sitegen/schedule.json").exists()


def test_a_moment_is_asked_for_by_the_clock_of_the_site(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TZ", "America/New_York")
    words = ["build", "--site", str(site.root), "--as-of"]
    assert cli.main([*words, "2026-11-21 09:29"]) == 0
    assert "soon/index.html" not in site.outputs
    assert cli.main([*words, "2026-11-21T09:30"]) == 0
    assert "soon/index.html" in site.outputs
    assert cli.main([*words, "2026-11-21"]) == 0, "a day alone is its beginning"
    assert "soon/index.html" not in site.outputs


def test_the_hour_in_which_clocks_go_back_has_each_moment_twice(site: Site) -> None:
    site.write({"content/soon.md": NEWS.format(date="2026-10-25 01:30")})
    first, second = time(1, 40), time(1, 10, fold=1)
    for clock in (first, second):
        outputs = site.build(day=date(2026, 10, 25), clock=clock).outputs
        assert "soon/index.html" in outputs
