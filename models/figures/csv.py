"""Figures and charts as CSV: one record a line, a heading for each column."""

from __future__ import annotations

from collections.abc import Mapping

from models.figures.series import Series
from sitegen.models import Site, csv_text

FIGURES_PATH = "data/figures.csv"

FIGURE_COLUMNS = (
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
CHART_COLUMNS = ("label", "value", "unit", "date", "note", "figure", "source_title", "source_url")


def chart_path(id_: str) -> str:
    """Return where a chart's CSV is published."""
    return f"data/charts/{id_}.csv"


def figures_csv(site: Site) -> Mapping[str, str]:
    """Return the file of every figure with its source by its path, if there are figures."""
    rows = []
    for figure in site.records["figures"].values():
        source = site.records["sources"].get(figure.source)
        told = {
            **{name: getattr(figure, name, "") for name in FIGURE_COLUMNS},
            "differs_from": " ".join(figure.differs_from),
            "source_title": source.title if source else "",
            "source_publisher": source.publisher if source else "",
            "source_url": source.url if source else "",
        }
        rows.append([told[name] for name in FIGURE_COLUMNS])
    return {FIGURES_PATH: csv_text(FIGURE_COLUMNS, rows)} if rows else {}


def chart_csv(series: Series) -> str:
    """Return the points of a chart with their figures and sources."""
    sources = {source.id: source for source in series.sources}
    return csv_text(
        CHART_COLUMNS,
        (
            (
                point.label,
                figure.value,
                figure.unit,
                point.date,
                point.note,
                figure.id,
                sources[figure.source].title if figure.source in sources else "",
                sources[figure.source].url if figure.source in sources else "",
            )
            for point, figure in series.points
        ),
    )
