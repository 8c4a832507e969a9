"""Whatever is in a site's files, a build ends with a report, in bounded time and memory.

Most inputs of the long run never come to a disk: they go the stages between the reading of files
and the writing of them. The walk through folders, the output and the state see a tenth of them.
"""

from __future__ import annotations

import resource
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.build_request import Options
from sitegen.diagnostics import Diagnostic
from sitegen.page_stages import make
from sitegen.pipeline import build
from sitegen.sources import flaws
from tests.fuzz.inputs import INPUTS
from tests.support import DAY, MODELS, SMALLEST, as_bytes, modelled, nothing_known

Files = Mapping[str, bytes]

#: The bars of the long run: an input takes no more seconds of a processor, a run no more memory.
SECONDS, KILOBYTES = 10, 1_000_000
#: So many inputs in parts, since Hypothesis remembers all of a part.
PARTS, INPUTS_OF_A_PART, WHOLE_BUILDS = 18, 5_000, 10_000

LAYOUT = """{{ page.title }} {{ page.description }} {{ page.date or '' }} {{ page.event or '' }}
{% for one in pages(sort='-date') %}<a href="{{ one.url }}">{{ one.title }}</a>{% endfor %}
{% for one in page.reports %}{{ one.title }}{% endfor %}{{ page.html }}"""


def site_with(files: Files) -> Files:
    """Return the files of a small site and others, which may take the place of the former."""
    smallest = {path: as_bytes(path, text) for path, text in {**SMALLEST, **MODELS}.items()}
    return {**smallest, "templates/layouts/page.html": LAYOUT.encode(), **files}


def write(site: Path, files: Files) -> None:
    """Write a site anew; a name that the file system does not take is left out."""
    shutil.rmtree(site, ignore_errors=True)
    for path, data in site_with(files).items():
        with suppress(OSError, UnicodeError):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)


def tell_what_is_wrong(found: Iterable[Diagnostic]) -> None:
    """Fail unless each mistake has a path, a place and words."""
    for one in found:
        assert one.span.path
        assert min(one.span.line, one.span.column, one.span.length) >= 1
        assert one.message


@contextmanager
def in_bounded_time() -> Iterator[None]:
    """Let an input fail that took more work than any may cost, however busy the computer is."""
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


def ends_with_a_report(site: Path, files: Files) -> None:
    """Build a site and fail on any exception."""
    write(site, files)
    result = build(Options(site=site, output=site / "output", day=DAY))
    tell_what_is_wrong(result.diagnostics)
    assert result.failed == any(one.severity == "error" for one in result.diagnostics)


def is_made_and_checked(files: Files) -> None:
    """Make a site that is in no folder at all and fail on any exception."""
    options = Options(site=Path("site"), output=None, day=DAY)
    model = modelled(site_with(files))
    made = make(options, nothing_known(options), model=model)
    flawed = [one for path, data in files.items() for one in flaws(path, data)]
    tell_what_is_wrong([*flawed, *made.diagnostics])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "site"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=INPUTS)
def test_any_input(files: Files, folder: Path) -> None:
    ends_with_a_report(folder, files)


@pytest.fixture
def bounded_memory() -> Iterator[None]:
    """Let a run fail that took more memory than an input may cost."""
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < KILOBYTES


@pytest.mark.long
@pytest.mark.usefixtures("bounded_memory")
@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=INPUTS_OF_A_PART, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=INPUTS)
def test_very_many_inputs(files: Files, part: int) -> None:
    with in_bounded_time():
        is_made_and_checked(files)


@pytest.mark.long
@pytest.mark.usefixtures("bounded_memory")
@settings(max_examples=WHOLE_BUILDS, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=INPUTS)
def test_many_whole_builds(files: Files, folder: Path) -> None:
    with in_bounded_time():
        ends_with_a_report(folder, files)
