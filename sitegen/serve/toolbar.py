"""What the preview shows besides pages, as HTML: a bar on each, what is to be mended, the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.diagnostics import Diagnostic, Severity, count
from sitegen.editor_desk import desk, who_links_where
from sitegen.model.routes import alias_output
from sitegen.model.types import Page
from sitegen.render.filters import format_date
from sitegen.report_formats import left_out, summary
from sitegen.serve.editing_program import EditingProgram
from sitegen.serve.lookup import LOST
from sitegen.serve.state import Problem, Shown
from sitegen.site_on_demand import last_made

#: The preview's own templates.
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SHOWN_REASONS = 5

#: The addresses of the preview's own files begin so; no page of a site does.
RESERVED = "/__sitegen__/"
DESK = f"{RESERVED}desk"


@dataclass(frozen=True)
class Bar:
    """What is said of one page.

    ``marks`` are what its visitors must not miss, ``facts`` name and value of all else. ``trouble``
    and ``mistakes`` keep the newest sources from being shown; ``warnings`` do not. ``publishing``
    is what would keep the site from being published though the preview shows it. ``left`` says how
    many mistakes of a rule are not listed, for the rules of which some are not.
    """

    source: str
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[Problem, ...]
    mistakes: tuple[Problem, ...]
    publishing: tuple[Problem, ...]
    left: tuple[str, ...]
    heading: str
    trouble: str

    @property
    def told(self) -> str:
        """Return how many warnings are listed, or how many notes if there is nothing else."""
        warnings = sum(one.found.severity is Severity.WARNING for one in self.warnings)
        return count(warnings, "warning") if warnings else count(len(self.warnings), "note")


def bar_html(shown: Shown, output: str, editor: EditingProgram) -> str:
    """Return the bar of the page that was published to an output file, "" for none, as HTML."""
    return _ENVIRONMENT.get_template("bar.html").render(
        bar=bar_of(shown, output), editor=editor, desk=DESK
    )


def added_html(shown: Shown, output: str, editor: EditingProgram, **own: str) -> str:
    """Return all that is added to a page; ``own`` are the addresses of the preview's own files."""
    bar = bar_of(shown, output)
    page = _ENVIRONMENT.get_template("added.html")
    return page.render(bar=bar, editor=editor, desk=DESK, **own)


def bar_of(shown: Shown, output: str) -> Bar:
    """Return what there is to say of the page that was published to an output file."""
    page = shown.page_at(output)
    behind = shown.failed or bool(shown.trouble)
    return Bar(
        source=page.id if page else "",
        marks=(*_marks(shown, page, output), *_of_publishing(shown)),
        facts=tuple(_facts(shown, page)),
        warnings=() if behind else _warnings(shown, page),
        mistakes=shown.problems if shown.failed else (),
        publishing=shown.publishing.problems if not behind else (),
        left=tuple(_left(shown)),
        heading=_heading(shown) if behind else "",
        trouble=shown.trouble,
    )


def _marks(shown: Shown, page: Page | None, output: str) -> Iterator[str]:
    if output == LOST:
        yield "This address has no page"
    if page is None:
        yield from _of_old_address(shown, output)
        return
    if page.front.draft:
        yield "Draft: not published"
    if shown.site and page.front.date and page.front.date.day > shown.site.build_day:
        yield f"Not published before {format_date(page.front.date.day)}"


def _of_publishing(shown: Shown) -> Iterator[str]:
    if shown.publishing.number and not shown.failed:
        yield f"Publishing would fail: {shown.publishing.number}"


def _warnings(shown: Shown, page: Page | None) -> tuple[Problem, ...]:
    """Return those of the page first, all of them, and then some of each rule."""
    listed = {one.found: one for one in shown.problems}
    own = [one for one in shown.found if page and one.span.path == page.source]
    order = [*own, *(one for one in listed if one not in set(own))]
    return tuple(listed.get(one, Problem(one, "")) for one in order)


def _left(shown: Shown) -> Iterator[str]:
    left = left_out(shown.found, [one.found for one in shown.problems])
    for rule, number in left.items():
        yield f"{number} more of the rule {rule}: {COMMAND} check --all"


def _of_old_address(shown: Shown, output: str) -> Iterator[str]:
    for alias, url in shown.site.redirects.items() if shown.site else ():
        if alias_output(alias) == output:
            yield f"An old address that leads to {url}"


def _facts(shown: Shown, page: Page | None) -> Iterator[tuple[str, str]]:
    if page:
        yield "Kind", f"{page.kind}, rendered with templates/{page.layout}"
    if shown.built:
        yield "Last build", f"{count(shown.built.rendered, 'page')} rendered at {shown.clock}"
        reasons = shown.built.reasons
        if page:
            reason = reasons.get(page.id)
            is_new = f"rendered, because {reason}" if reason else "not rendered: no need"
            yield "This page", is_new
        others = [one for one in reasons.items() if not page or one[0] != page.id]
        yield from others[:_SHOWN_REASONS]
        if others[_SHOWN_REASONS:]:
            yield "And", count(len(others) - _SHOWN_REASONS, "more page")


def _heading(shown: Shown) -> str:
    to_mend = f"To mend: {summary(shown.found)}"
    wrong = "The site could not be built" if shown.trouble else to_mend
    below = "Below is the last good page." if shown.site else "Nothing was built yet."
    return f"{wrong}. {below}"


#: The page loads its own style sheet, and nothing runs on it.
DESK_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def desk_html(
    options: Options, found: Sequence[Diagnostic], editor: EditingProgram, style: str
) -> str:
    """Return the page, given the mistakes that are open; "" before the first build."""
    finished = last_made(options)
    if finished is None:
        return ""
    site = finished.inputs.site
    leading = who_links_where(finished)
    base = site.config.base_path
    return _ENVIRONMENT.get_template("desk.html").render(
        sections=desk(finished, found),
        links=[(page, leading[page.url]) for page in site.pages.values()],
        editor=editor,
        style=style,
        base=base,
        home=f"{base}/",
    )
