"""data/figures.yaml: numbers with what they measure and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from models.figures.typed_numbers import TYPED_NUMBER, Worth, worth
from models.sources import Source
from sitegen.models import (
    Mistake,
    Page,
    Part,
    Record,
    Ref,
    Refs,
    Site,
    collection,
    csv_text,
    template_function,
)

Unit = Literal["count", "percent", "gbp", "per 10,000", "one in", "weeks", "months", "years"]
Evidence = Literal[
    "independent evaluation",
    "academic study",
    "official statistics",
    "survey",
    "local count",
    "count by Pause",
    "statement",
    "money awarded",
]

_MILLION = 1_000_000

_PATH = "data/figures.csv"

_COLUMNS = (
    "id",
    "value",
    "unit",
    "measures",
    "period",
    "place",
    "sample",
    "evidence",
    "published_as",
    "caution",
    "differs_from",
    "source",
    "source_title",
    "source_publisher",
    "source_url",
    "topic",
)


@collection("figures", shortcode="figure")
class Figure(Record):
    """A number with what it measures and where it comes from. ``value`` is in ``unit``.

    ``sample`` says how many were counted or asked, ``published_as`` how the source words the number
    where it hedges, ``also_in`` names further sources, ``differs_from`` figures of the same thing.
    A number of which nobody says how it came about is a statement, the weakest kind of evidence.
    """

    looks_for: ClassVar[str] = TYPED_NUMBER

    value: int | float
    """The number, in digits only: 3250."""
    measures: str
    """What it measures, so that the number and these words make a sentence."""
    period: str
    """The time that it is of, in words: 2011, or 2014 to 2016."""
    source: Ref[Source]
    """The work that the number comes from."""
    unit: Unit = "count"
    """What is counted; one in stands for 1 in 4."""
    evidence: Evidence = "statement"
    """How the number came about. A statement, the weakest, is one of which nobody says how."""
    place: str = ""
    """The place that it is of; leave it out for all places together."""
    sample: str = ""
    """How many were counted or asked: 49 women."""
    also_in: Refs[Source] = ()
    """Further works that give the same number."""
    published_as: str = ""
    """How the source words the number, where it hedges: around 3,250."""
    caution: str = ""
    """What readers should keep in mind about it."""
    differs_from: Refs[Figure] = ()
    """Other numbers for the same thing, which this one contradicts."""
    topic: str = "Other figures"
    """The heading under which the page of all figures shows it."""

    @property
    def text(self) -> str:
        """Return the number as it is printed: 3,250, 30%, £4.50, £1.2 million, 1 in 4, 16 weeks."""
        number = f"{self.value:,}"
        forms = {
            "count": number,
            "percent": f"{number}%",
            "gbp": _pounds(self.value),
            "one in": f"1 in {number}",
        }
        return forms.get(self.unit, f"{number} {self.unit}")

    def as_words(self) -> str:
        """Return the number as it is printed."""
        return self.text

    @classmethod
    def mistakes_among(cls, records: Sequence[Figure]) -> Iterator[tuple[Figure, Mistake]]:
        """Yield a mistake for each two figures that contradict each other without saying so."""
        alike: dict[tuple[str, str, str], list[Figure]] = {}
        for figure in records:
            same = alike.setdefault((figure.measures, figure.place, figure.period), [])
            for first in same:
                if _contradict(first, figure):
                    message = (
                        f"{first.id} gives another value for the same measure, place and period"
                    )
                    help_ = f"add a line differs_from: [{first.id}], or say how the two differ"
                    yield figure, Mistake(("value",), "contradiction", message, help_)
            same.append(figure)

    @classmethod
    def site_files(cls, site: Site) -> Mapping[str, str]:
        """Return the file of all figures, if there are any."""
        return _csv(site)

    def is_from(self, sources: Sequence[str]) -> bool:
        """Whether one of some sources has published the figure."""
        return not {self.source, *self.also_in}.isdisjoint(sources)

    @classmethod
    def found_in_text(cls, words: str, holder: Page | Record, site: Site) -> Mistake | None:
        """Return that a number is typed, and the figures that it may be."""
        known = worth(words)
        if known is None or site.has_mistakes(cls.collection):
            return None
        sources = _sources_of(holder)
        ids = _meant(site, known, sources)
        codes = " or ".join(f"[[figure:{id_}]]" for id_ in ids)
        none = "add a record to data/figures.yaml, write [[figure:ID]]"
        message = f"{words} is typed here, and nobody can trace it"
        # That a number is the same proves nothing: another source may have counted another thing.
        is_sure = len(ids) == 1 and site.records["figures"][ids[0]].is_from(sources)
        only = codes if is_sure else ""
        return Mistake((), "typed-number", message, f"write {codes}" if ids else none, only)


class Topic(Part):
    """A heading, its place among all from 1, and the figures below it."""

    title: str
    number: int
    figures: tuple[Figure, ...]


@template_function
def topics_of_figures(site: Site) -> tuple[Topic, ...]:
    """Return all topics of figures, each with its figures, in the order of the first of each."""
    found: dict[str, list[Figure]] = {}
    for figure in site.records["figures"].values():
        found.setdefault(figure.topic, []).append(figure)
    return tuple(Topic(title, n, tuple(of)) for n, (title, of) in enumerate(found.items(), 1))


def _sources_of(holder: Page | Record) -> Sequence[str]:
    """Return the ids of the sources that a page or a record names."""
    if isinstance(holder, Page):
        found: Sequence[str] = holder.front.further.get("sources", ())
        return found
    return getattr(holder, "sources", ())


def _pounds(value: float) -> str:
    """Return pounds, with pence if there are any; round millions in words, as the NHS does."""
    if value >= _MILLION and value % (_MILLION / 100) == 0:
        return f"£{value / _MILLION:g} million"
    return f"£{value:,.2f}" if value % 1 else f"£{value:,.0f}"


def _contradict(first: Figure, second: Figure) -> bool:
    is_named = second.id in first.differs_from or first.id in second.differs_from
    return (first.value, first.unit) != (second.value, second.unit) and not is_named


def _csv(site: Site) -> Mapping[str, str]:
    """Return the file of every figure with its source by its path, if there are figures."""
    rows = []
    for figure in site.records["figures"].values():
        source = site.records["sources"].get(figure.source)
        told = {
            **{name: getattr(figure, name, "") for name in _COLUMNS},
            "differs_from": " ".join(figure.differs_from),
            "source_title": source.title if source else "",
            "source_publisher": source.publisher if source else "",
            "source_url": source.url if source else "",
        }
        rows.append([told[name] for name in _COLUMNS])
    return {_PATH: csv_text(_COLUMNS, rows)} if rows else {}


def _meant(site: Site, known: Worth, sources: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the figures with a value in a unit.

    If some of them are from the sources that a page or record names, it can only mean these.
    """
    found = {one.id: one.is_from(sources) for one in site.once(_by_worth).get(known, ())}
    return tuple(id_ for id_, own in found.items() if own or not any(found.values()))


def _by_worth(site: Site) -> Mapping[Worth, Sequence[Figure]]:
    """Return the figures of a site by what they are worth."""
    found: dict[Worth, list[Figure]] = {}
    for one in site.records["figures"].values():
        found.setdefault((float(one.value), one.unit), []).append(one)
    return found
