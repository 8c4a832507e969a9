"""What editors do to a site: the edits that CONTRIBUTING.md tells of, and other usual ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support import as_bytes, told

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Edit:
    """An edit, and the places (``path:line: rule``) of what it should be told, if it is wrong."""

    name: str
    changes: tuple[Change, ...]
    told: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the name that tests show."""
        return self.name

    def make(self, site: Path) -> None:
        """Change the files of a site."""
        for change in self.changes:
            change(site)


def new(path: str, text: str) -> Change:
    """Return the change that writes a new file."""

    def write(site: Path) -> None:
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(as_bytes(path, text))

    return write


def add(path: str, text: str) -> Change:
    """Return the change that adds lines at the end of a file."""

    def append(site: Path) -> None:
        between = "\n" if path.endswith(".md") else ""
        before = (site / path).read_text("utf-8").rstrip("\n")
        (site / path).write_text(f"{before}\n{between}{told(text)}\n", "utf-8")

    return append


def put(path: str, old: str, now: str) -> Change:
    """Return the change that puts a text in the place of another that stands once in a file."""

    def replace(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old, text.count(old))
        (site / path).write_text(text.replace(old, now), "utf-8")

    return replace


def everywhere(old: str, now: str) -> Change:
    """Return the change that puts a text in the place of another in all pages and data files."""

    def replace(site: Path) -> None:
        for path in (*site.glob("content/**/*.md"), *site.glob("data/*.yaml")):
            path.write_text(path.read_text("utf-8").replace(old, now), "utf-8")

    return replace


def remove(path: str) -> Change:
    """Return the change that deletes a file."""
    return lambda site: (site / path).unlink()


def rename(path: str, to: str) -> Change:
    """Return the change that gives a file another name."""

    def move(site: Path) -> None:
        (site / path).rename(site / to)

    return move


PEER_SUPPORT = """
    ---
    title: Peer support
    description: How people who have had a garden for two summers help those who begin.
    order: 8
    sources: [A-COUNT]
    checked: 2026-11-21
    ---
    Those who have a garden help those who begin. See [the words of gardeners](../help/words.md).

    ## How it goes

    One talks, the other digs.
    """
ABOUT = "content/what-we-do/peer-support.md"
MENU = "data/navigation.yaml"
POSTS = "content/about-us/our-organisation/opportunities"

#: The edits of which CONTRIBUTING.md tells how they are made.
OF_THE_GUIDE = (
    Edit(
        "a page with a plain entry in a menu",
        (
            new(ABOUT, PEER_SUPPORT),
            put(
                MENU,
                "      - what-we-do/where-we-work.md\n",
                "      - what-we-do/where-we-work.md\n      - what-we-do/peer-support.md\n",
            ),
        ),
    ),
    Edit(
        "a page with an entry that is a mapping",
        (
            new(ABOUT, PEER_SUPPORT),
            put(
                MENU,
                "      - what-we-do/where-we-work.md\n",
                "      - what-we-do/where-we-work.md\n"
                "      - {page: what-we-do/peer-support.md, title: Help}\n",
            ),
        ),
    ),
    Edit(
        "a report",
        (
            add(
                "data/reports.yaml",
                """
                - id: tools-2026
                  title: Tools to Lend
                  date: "2026-10-18"
                  kind: policy report
                  theme: wider societal issues
                  authors: [Greenhand]
                  publisher: Greenhand
                  summary: It says how tools can be lent. It counts what a shed costs.
                  links:
                    - {url: "https://example.org/tools", site: example.org}
                  findings:
                    - A shed holds tools for ten gardens.
                  sources: [C-GROUND]
                """,
            ),
            put(
                "content/what-we-do/influencing/index.md",
                "[empty-ground-2023,",
                "[tools-2026, empty-ground-2023,",
            ),
        ),
    ),
    Edit(
        "a figure that a page prints",
        (
            add(
                "data/figures.yaml",
                """
                - id: sheds
                  value: 51
                  unit: percent
                  measures: Gardens with a shed
                  period: "2026"
                  place: Exampleton
                  sample: 49 gardens
                  evidence: local count
                  source: A-COUNT
                  caution: 49 gardens in one town.
                  topic: Sheds
                """,
            ),
            add("content/our-impact/index.md", "Of the gardens, [[figure:sheds]] have a shed."),
        ),
    ),
    Edit(
        "a chart",
        (
            add(
                "data/charts.yaml",
                """
                - id: two-shares
                  title: More gardeners were under 40 than had never gardened
                  measures: Share of the gardeners asked
                  kind: bars
                  labels: Gardeners
                  points:
                    - {label: Under 40, figure: eval-share-young}
                    - {label: Had never gardened, figure: eval-share}
                  sample: 240 gardens
                """,
            ),
            add("content/our-impact/index.md", "[[chart:two-shares]]"),
        ),
    ),
    Edit(
        "news",
        (
            new(
                "content/news/a-shed-for-all.md",
                """
                ---
                title: A shed for all
                description: On 1 June 2025 a shed was put up in Exampleton, with tools to borrow.
                date: 2025-06-01
                summary: Exampleton has a shed with tools to borrow.
                sources: [A-COUNT]
                ---
                The shed stands beside the first garden.
                """,
            ),
        ),
    ),
    Edit(
        "an event",
        (
            new(
                "content/events/open-evening.md",
                """
                ---
                title: Open evening in Exampleton
                description: An evening for people who want to know how a team works, with tea.
                date: 2026-11-01
                event:
                  starts: 2026-12-04 18:00
                  ends: 2026-12-04 20:30
                  place: The Old Library, Exampleton
                  organiser: Greenhand
                ---
                Come in by the garden.
                """,
            ),
        ),
    ),
    Edit(
        "a vacancy",
        (
            new(
                f"{POSTS}/team-lead.md",
                """
                ---
                title: Team Lead
                description: Lead the local team of Exampleton, in the garden and beside it.
                kind: vacancy
                date: 2026-11-01
                vacancy:
                  closes: 2026-12-04 17:00
                  employer: Exampleton Borough Council
                  place: Exampleton
                  hours: 37 hours a week
                  employment: full time
                  salary: {minimum: 41000, maximum: 45000}
                  apply: https://jobs.example.org/1
                ---
                The post begins in spring.
                """,
            ),
        ),
    ),
    Edit(
        "a story",
        (
            new(
                "content/our-impact/stories/a-garden.md",
                """
                ---
                title: A garden of my own
                description: A gardener tells how it was to dig, and what grew there in summer.
                kind: story
                story:
                  about: [moving]
                  minutes: 2
                  ending: It ends with beans.
                  short: I dug. Beans grew.
                  consent: 2026-06-01
                  review: 2027-06-01
                ---
                I began in spring.
                """,
            ),
        ),
    ),
    Edit(
        "a date",
        (
            add(
                "data/timeline.yaml",
                """
                - id: first-shed
                  date: 2025-06
                  text: A shed is put up in Exampleton.
                  sources: [A-COUNT]
                """,
            ),
        ),
    ),
    Edit(
        "a place",
        (
            add(
                "data/places.yaml",
                """
                - id: newby
                  name: Newby
                  region: north
                  host: Newby Council
                  known_from: 2025-06
                  last_seen: 2026-06
                  sources: [A-COUNT]
                """,
            ),
        ),
    ),
    Edit(
        "a word",
        (
            add(
                "data/terms.yaml",
                """
                - id: mulch
                  term: mulch
                  meaning: what is laid on the ground to keep it damp
                  ask: ["What may I use?"]
                  nations: [England]
                  sources: [D-RADIO]
                """,
            ),
            add("content/what-we-do/index.md", "In the first summer you lay [[term:mulch]]."),
        ),
    ),
    Edit(
        "a help line",
        (
            add(
                "data/help.yaml",
                """
                - id: snail-line
                  topic: When something eats your plants
                  name: The Snail Line
                  number: 08081 570 222
                  purpose: To ask about snails.
                  whom: Anyone
                  nations: [England]
                  confidence: high
                  sources: [D-RADIO]
                  checked: 2026-11-21
                """,
            ),
            put("content/help/index.md", "pest-desk]", "pest-desk, snail-line]"),
        ),
    ),
)

#: Others that are made every week; some of them are wrong, and are told so at their line.
OTHERS = (
    Edit(
        "another telephone",
        (
            everywhere("01632 960 101", "01632 960 202"),
            everywhere("+441632960101", "+441632960202"),
        ),
    ),
    Edit(
        "another title",
        (put("content/what-we-do/where-we-work.md", "title: Where we work", "title: Our towns"),),
    ),
    Edit("another order", (put("content/our-impact/the-data.md", "order: 2", "order: 7"),)),
    Edit("another value of a figure", (put("data/figures.yaml", "value: 215", "value: 216"),)),
    Edit(
        "a page deleted, with all that led to it",
        (remove("content/news/first-frost.md"),),
    ),
    Edit(
        "a page deleted that others link to",
        (remove("content/about-us/timeline.md"),),
        (
            "content/about-us/index.md:17: broken-link",
            "content/news/index.md:11: broken-link",
            "data/navigation.yaml:6: navigation",
        ),
    ),
    Edit(
        "a page renamed, with an alias for its old address",
        (
            rename("content/our-impact/the-data.md", "content/our-impact/numbers.md"),
            put(
                "content/our-impact/numbers.md",
                "share: true",
                "share: true\naliases: [/our-impact/the-data/]",
            ),
            everywhere("the-data.md", "numbers.md"),
        ),
    ),
    Edit(
        "a number typed into a text",
        (add("content/our-impact/index.md", "Of the gardeners, 51% were under 40."),),
        ("content/our-impact/index.md:15: typed-number",),
    ),
    Edit(
        "a link in the footer",
        (
            put(
                MENU,
                "  - cookies.md\n",
                '  - cookies.md\n  - {url: "https://www.example.org/", title: A friend}\n',
            ),
        ),
    ),
    Edit(
        "a title of its own in the menu",
        (
            put(
                MENU,
                "      - our-impact/evaluation.md\n",
                "      - {page: our-impact/evaluation.md, title: What was found}\n",
            ),
        ),
    ),
    Edit(
        "a draft",
        (
            new(
                "content/what-we-do/draft.md",
                PEER_SUPPORT.replace("order: 8", "draft: true"),
            ),
        ),
    ),
    Edit(
        "a source",
        (
            add(
                "data/sources.yaml",
                """
                - id: E-NEW
                  title: A new work
                  publisher: Example Press
                  date: "2026"
                  url: https://press.example/new/
                  seen: all of it
                """,
            ),
            put(
                "content/what-we-do/where-we-work.md",
                "sources: [A-COUNT]",
                "sources: [A-COUNT, E-NEW]",
            ),
        ),
    ),
    Edit(
        "another address and email",
        (put("data/site.yaml", "1 Example Row, Exampleton", "2 Sample Street, Sampleford"),),
    ),
    Edit(
        "a report that is withdrawn",
        (
            put(
                "data/reports.yaml",
                "- id: row-of-beans\n",
                "- id: row-of-beans\n  status: withdrawn\n"
                "  withdrawn_because: Nobody knows when it was.\n",
            ),
        ),
    ),
    Edit(
        "a long sentence for people in trouble",
        (
            add(
                "content/help/if-your-garden-is-in-trouble.md",
                "If you do not know what to do when the day comes on which you may lose the ground "
                "then ask somebody first.",
            ),
        ),
        ("content/help/if-your-garden-is-in-trouble.md:25: long-sentence",),
    ),
    Edit(
        "a word out of its order",
        (
            add(
                "data/terms.yaml",
                """
                - id: bed
                  term: bed
                  meaning: a strip of ground for plants
                  nations: [England]
                  sources: [D-RADIO]
                """,
            ),
        ),
        ("data/terms.yaml:26: wrong-order",),
    ),
    Edit(
        "an address of the official site that leads nowhere here",
        (
            put(
                "data/sources.yaml",
                "https://www.greenhand.example/empty-ground/",
                "https://www.greenhand.example/ground/",
            ),
        ),
        ("data/sources.yaml:3: lost-address",),
    ),
)
