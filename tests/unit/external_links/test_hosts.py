"""When a host is asked: with pauses, and not at all while it wants a rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Event

import pytest

from sitegen.external_links.hosts import Hosts, LaterError, NoAnswerError, NotAllowedError
from sitegen.external_links.http import Answer, Asker
from sitegen.external_links.ledger import Ledger

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock(Event):
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.time = START

    def wait(self, timeout: float | None = None) -> bool:
        self.time += timedelta(seconds=timeout or 0.0)
        return self.is_set()

    def now(self) -> datetime:
        return self.time


class Web(Asker):
    """Answers by address, in turn; the last answer of each stays. 404 for all else."""

    def __init__(self, clock: Clock, answers: dict[str, list[Answer]]) -> None:
        super().__init__("https://example.org/")
        self.clock = clock
        self.answers = answers
        self.asked: list[tuple[float, str]] = []

    def ask(self, method: str, address: str, most: int = 0) -> Answer:  # noqa: ARG002 - as it is called
        self.asked.append(((self.clock.time - START).total_seconds(), address))
        left = self.answers.get(address, [Answer(404)])
        return left.pop(0) if len(left) > 1 else left[0]


def hosts_of(answers: dict[str, list[Answer]], ledger: Ledger | None = None) -> tuple[Hosts, Web]:
    clock = Clock()
    web = Web(clock, answers)
    hosts = Hosts(web, ledger or Ledger(None), clock.now, pause=1.0, stopped=clock)
    return hosts, web


def test_a_second_lies_between_two_requests_to_a_host_and_none_between_two_hosts() -> None:
    hosts, web = hosts_of({})
    for address in ("http://a.example/1", "http://b.example/1", "http://a.example/2"):
        hosts.ask("HEAD", address)
    assert web.asked == [
        (0, "http://a.example/robots.txt"),
        (1, "http://a.example/1"),
        (1, "http://b.example/robots.txt"),
        (2, "http://b.example/1"),
        (2, "http://a.example/2"),
    ]


def test_a_host_may_want_longer_pauses() -> None:
    robots = Answer(200, text="User-agent: *\nCrawl-delay: 10\n")
    hosts, web = hosts_of({"http://a.example/robots.txt": [robots]})
    for number in (1, 2, 3):
        hosts.ask("HEAD", f"http://a.example/{number}")
    assert [at for at, _ in web.asked] == [0, 1, 11, 21]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "form", ["30", format_datetime(START + timedelta(seconds=31), usegmt=True)]
)
def test_a_host_that_wants_a_short_rest_is_waited_for(status: int, form: str) -> None:
    busy = Answer(status, retry_after=form)
    hosts, web = hosts_of({"http://a.example/1": [busy, Answer(200)]})
    assert hosts.ask("HEAD", "http://a.example/1").status == 200
    assert [at for at, _ in web.asked] == [0, 1, 31]


@pytest.mark.parametrize(
    ("busy", "until"),
    [
        (Answer(429, retry_after="3600"), START + timedelta(seconds=3601)),
        (Answer(503, retry_after="999999999"), START + timedelta(days=60, seconds=1)),
        (Answer(429, retry_after="soon"), START + timedelta(days=1, seconds=1)),
        (Answer(429), START + timedelta(days=1, seconds=1)),
    ],
)
def test_a_host_that_wants_a_long_rest_is_left_alone_by_later_runs_too(
    busy: Answer, until: datetime
) -> None:
    ledger = Ledger(None)
    hosts, web = hosts_of({"http://a.example/1": [busy]}, ledger)
    for number in (1, 2):
        with pytest.raises(LaterError):
            hosts.ask("HEAD", f"http://a.example/{number}")
    assert ledger.closed_until("a.example") == until
    later, web_later = hosts_of({}, ledger)
    with pytest.raises(LaterError):
        later.ask("HEAD", "https://a.example/3")
    assert len(web.asked) == 2
    assert web_later.asked == []


def test_a_host_that_is_still_busy_after_its_rest_is_left_for_another_day() -> None:
    ledger = Ledger(None)
    hosts, web = hosts_of({"http://a.example/1": [Answer(503, retry_after="5")]}, ledger)
    with pytest.raises(LaterError):
        hosts.ask("HEAD", "http://a.example/1")
    assert len(web.asked) == 3
    assert ledger.closed_until("a.example") == START + timedelta(days=1, seconds=6)


def test_a_host_that_fails_without_wanting_a_rest_has_answered() -> None:
    hosts, _ = hosts_of({"http://a.example/1": [Answer(503)]})
    assert hosts.ask("HEAD", "http://a.example/1").status == 503


@pytest.mark.parametrize(("answer", "may"), [(Answer(404), True), (Answer(500), False)])
def test_where_robots_txt_cannot_be_had(answer: Answer, may: bool) -> None:
    hosts, _ = hosts_of({"http://a.example/robots.txt": [answer]})
    if may:
        assert hosts.ask("HEAD", "http://a.example/1").status == 404
    else:
        with pytest.raises(NotAllowedError):
            hosts.ask("HEAD", "http://a.example/1")


def test_a_robots_txt_may_be_that_of_another_host() -> None:
    away = Answer(301, location="https://www.a.example/robots.txt")
    text = Answer(200, text="User-agent: *\nDisallow: /1\n")
    hosts, _ = hosts_of(
        {"http://a.example/robots.txt": [away], "https://www.a.example/robots.txt": [text]}
    )
    assert hosts.ask("HEAD", "http://a.example/2").status == 404
    with pytest.raises(NotAllowedError):
        hosts.ask("HEAD", "http://a.example/1")


def test_a_host_that_does_not_answer_is_asked_no_more() -> None:
    hosts, web = hosts_of({"http://a.example/robots.txt": [Answer(trouble="no answer came")]})
    for number in (1, 2):
        with pytest.raises(NoAnswerError, match="no answer came"):
            hosts.ask("HEAD", f"http://a.example/{number}")
    assert len(web.asked) == 1
