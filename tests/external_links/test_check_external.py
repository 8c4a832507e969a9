"""`check --external`: what an editor is told of links to other sites, and how these are asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from signal import SIGINT, default_int_handler, pthread_kill, signal
from threading import Event, main_thread
from typing import Any

import pytest

from sitegen import __version__, cli
from sitegen.external_links.hosts import Hosts
from tests.external_links.conftest import Web
from tests.support import SMALLEST, Site, told

#: Checks pages in whose texts @host/path stands for an address of the web.
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


@pytest.fixture
def run(site: Site, web: Web, capsys: pytest.CaptureFixture[str]) -> Run:
    def check(files: Mapping[str, str], *words: str) -> tuple[int, str, str]:
        addressed = {
            name: re.sub(r"@([\w-]+)", rf"http://\1.example:{web.port}", told(text))
            for name, text in files.items()
        }
        site.write({**SMALLEST, **addressed})
        code = cli.main(["check", "--external", "--site", str(site.root), *words])
        printed = capsys.readouterr()
        today = datetime.now(UTC)
        day = f"{today.day} {today:%B %Y}"
        out, err = (one.replace(f":{web.port}", ":80000") for one in printed)  # five digits, too
        return code, out.replace(day, "TODAY"), err

    return check


def found(out: str) -> list[str]:
    """Return the findings of a report, each as its place and its message."""
    lines = re.findall(r"^(\S+?): \w+\[external-link\]: (.+?)(?: \(looked| is not)", out, re.M)
    return [f"{place} {message}".replace(".example:80000", "") for place, message in lines]


def test_links_that_lead_nowhere_are_told_at_their_lines(web: Web, run: Run) -> None:
    web.replies |= {
        "good/": (200, {}),
        "old/page/": (301, {"To": "new/page/"}),
        "new/page/": (200, {}),
        "for-now/": (302, {"To": "good/"}),
        "broken/": (500, {}),
        "gate/": (403, {}),
    }
    code, out, err = run(
        {
            "content/index.md": """
                [Good](@good/#part), [for now](@for-now/).
                [Away](@gone/a) and [away](@gone/a)

                [Old](@old/page/), [broken](@broken/)
                """,
            "content/a.md": """
                [Nowhere](@nowhere/)
                [A gate](@gate/), [home](index.md)
                """,
            "templates/layouts/page.html": """
                {{ page.html }}<a href="/a/">A</a>
                <a href="@gone/b">B</a>
                """,
        }
    )
    assert code == 0
    assert (
        out
        == told(
            """
        content/a.md:5:11: warning[external-link]: http://nowhere.example:80000/ cannot be \
reached: there is no host of that name (looked at on TODAY)
            5 | [Nowhere](http://nowhere.example:80000/)
              |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: look at it in a browser: correct the address, or link to another page
        content/a.md:6:10: note[external-link]: the host of http://gate.example:80000/ lets no \
program look: it answers 403 (looked at on TODAY)
            6 | [A gate](http://gate.example:80000/), [home](index.md)
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: look at it in a browser
        content/index.md:6:8: warning[external-link]: http://gone.example:80000/a is not there any \
more: its host answers 404 (looked at on TODAY)
            6 | [Away](http://gone.example:80000/a) and [away](http://gone.example:80000/a)
              |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: link to where it is now, or to a copy \
(https://web.archive.org/web/http://gone.example:80000/a), or remove the link
        content/index.md:6:48: warning[external-link]: http://gone.example:80000/a is not there \
any more: its host answers 404 (looked at on TODAY)
            6 | [Away](http://gone.example:80000/a) and [away](http://gone.example:80000/a)
              |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: link to where it is now, or to a copy \
(https://web.archive.org/web/http://gone.example:80000/a), or remove the link
        content/index.md:8:7: warning[external-link]: http://old.example:80000/page/ has moved for \
good to http://new.example:80000/page/ (looked at on TODAY)
            8 | [Old](http://old.example:80000/page/), [broken](http://broken.example:80000/)
              |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: write http://new.example:80000/page/
        content/index.md:8:49: warning[external-link]: http://broken.example:80000/ does not work: \
its host answers 500 (looked at on TODAY)
            8 | [Old](http://old.example:80000/page/), [broken](http://broken.example:80000/)
              |                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: look at it in a browser: correct the address, or link to another page
        templates/layouts/page.html:2:10: warning[external-link]: http://gone.example:80000/b is \
not there any more: its host answers 404 (looked at on TODAY)
            2 | <a href="http://gone.example:80000/b">B</a>
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: link to where it is now, or to a copy \
(https://web.archive.org/web/http://gone.example:80000/b), or remove the link
        0 errors, 6 warnings, 1 note in 3 files
        """
        )
        + "\n"
        + out.splitlines()[-1]
        + "\n"
    )
    assert "Looked at 8 of 8 links to other sites" in err
    assert web.agents == {
        f"sitegen/{__version__} (looks at links of https://example.org/; +https://example.org/)"
    }


def test_nothing_is_asked_without_the_option(web: Web, site: Site, run: Run) -> None:
    run({"content/index.md": "[A](@a/)"})
    web.asked.clear()
    assert not site.build().report
    assert cli.main(["check", "--site", str(site.root)]) == 0
    assert web.asked == []


def test_each_address_is_asked_for_once(web: Web, run: Run) -> None:
    page = {"content/index.md": "[A](@a/#x), [A](@a/), [B](@b/)", "content/b.md": "[A](@a/)"}
    web.replies["b/"] = (200, {})
    layout = {"templates/layouts/page.html": '{{ page.html }}<a href="/b/">B</a>'}
    _, first, _ = run({**page, **layout})
    assert sorted(web.looks) == ["GET a/", "HEAD a/", "HEAD b/"]  # refused by HEAD, so by GET
    web.asked.clear()
    _, second, err = run({**page, **layout})
    assert web.asked == []
    assert found(second) == found(first) != []
    assert "Looked at 0 of 2 links to other sites; 2 were looked at less than a week ago" in err


def test_an_address_is_asked_for_again_after_a_week(web: Web, site: Site, run: Run) -> None:
    page, ledger = {"content/index.md": "[A](@a/)"}, site.root / ".sitegen/external.json"
    run(page)
    web.asked.clear()
    age(ledger, timedelta(days=6, hours=23))
    run(page)
    assert web.asked == []
    age(ledger, timedelta(hours=1))
    web.replies["a/"] = (200, {})
    assert found(run(page)[1]) == []
    assert web.looks == ["HEAD a/"]


@pytest.fixture
def _ctrl_c() -> Iterator[None]:
    """Ctrl-C is heard, also by tests that run in the background, where shells leave it out."""
    before = signal(SIGINT, default_int_handler)
    yield
    signal(SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c")
def test_a_run_that_is_stopped_goes_on_where_it_was(
    web: Web, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = {"content/index.md": "[1](@a/1) [2](@a/2) [3](@a/3)"}
    stop = stopping(monkeypatch)
    web.replies |= {"a/1": (200, {}), "a/2": stop, "a/3": (200, {})}
    assert run(page)[0] == 130
    assert run(page)[0] == 0
    assert web.looks == ["HEAD a/1", "HEAD a/2", "HEAD a/3"]


def stopping(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what answers a request only when somebody has pressed Ctrl-C and that has arrived."""
    arrived, known = Event(), Hosts.stop

    def stop(hosts: Hosts) -> None:
        known(hosts)
        arrived.set()

    def answer(request: BaseHTTPRequestHandler) -> None:
        pthread_kill(main_thread().ident or 0, SIGINT)
        arrived.wait(60)
        request.send_response(200)
        request.end_headers()

    monkeypatch.setattr(Hosts, "stop", stop)
    return answer


def test_a_computer_that_is_offline_says_so_and_keeps_nothing_of_its_looks(
    web: Web, site: Site, run: Run
) -> None:
    page = {"content/index.md": "[1](@nowhere-1/) [2](@nowhere-2/) [3](@nowhere-3/)"}
    code, out, err = run(page)
    assert (code, out) == (2, "")
    assert "None of 3 hosts answered: this computer seems to be offline" in err
    assert json.loads((site.root / ".sitegen/external.json").read_text())["links"] == {}
    code, out, _ = run({"content/index.md": page["content/index.md"] + " [4](@a/)"})
    assert (code, len(found(out))) == (0, 4)


def age(ledger: Path, by: timedelta) -> None:
    """Let a ledger be as old as if it had been written so much earlier."""
    record = json.loads(ledger.read_text("utf-8"))
    for one in record["links"].values():
        for name in ("looked", "since"):
            one[name] = (datetime.fromisoformat(one[name]) - by).isoformat()
    ledger.write_text(json.dumps(record), "utf-8")


def test_a_finding_says_since_when_it_has_been_so(web: Web, site: Site, run: Run) -> None:
    page = {"content/index.md": "[A](@a/)"}
    run(page)
    age(site.root / ".sitegen/external.json", timedelta(days=8))
    before = datetime.now(UTC) - timedelta(days=8)
    since = f"(looked at on TODAY; so since {before.day} {before:%B %Y})"
    assert since in run(page)[1]


def test_a_spoilt_ledger_counts_for_nothing(web: Web, site: Site, run: Run) -> None:
    page, ledger = {"content/index.md": "[A](@a/)"}, site.root / ".sitegen/external.json"
    run(page)
    for text in ("", "[]", '{"format": 1, "links": {"x": 1, "y": {"kind": "?"}}, "hosts": []}'):
        ledger.write_text(text)
        web.asked.clear()
        assert len(found(run(page)[1])) == 1
        assert web.asked != []
    age(ledger, timedelta(days=-3))  # written by a clock that is wrong
    web.asked.clear()
    run(page)
    assert web.asked != []


def test_the_ledger_may_lie_elsewhere(web: Web, site: Site, tmp_path: Path, run: Run) -> None:
    ledger = tmp_path / "kept/looks.json"
    run({"content/index.md": "[A](@a/)"}, "--ledger", str(ledger))
    (entry,) = json.loads(ledger.read_text("utf-8"))["links"].values()
    assert (entry["kind"], entry["status"]) == ("missing", 404)
    assert not (site.root / ".sitegen/external.json").exists()


def test_findings_can_be_read_by_machines_and_fail_only_a_strict_check(web: Web, run: Run) -> None:
    page = {"content/index.md": "[A](@a/)"}
    code, out, _ = run(page, "--format", "json")
    record = json.loads(out)
    assert code == 0
    assert record["external"] == {
        **{"links": 1, "looked_at": 1, "known": 0},
        **{"put_off": 0, "left_to_robots": 0},
    }
    (one,) = record["diagnostics"]
    assert (one["path"], one["line"], one["column"]) == ("content/index.md", 5, 5)
    assert (one["rule"], one["severity"]) == ("external-link", "warning")
    assert run(page, "--strict", "--format", "github")[1].startswith(
        "::warning file=content/index.md,line=5,col=5,title=external-link::http"
    )
    assert run(page, "--strict")[0] == 1


def test_only_the_files_that_are_named_are_looked_through(web: Web, site: Site, run: Run) -> None:
    files = {"content/index.md": "[A](@a/) [B](b.md)", "content/b.md": "[B](@b/)"}
    _, out, _ = run(files)
    web.asked.clear()
    (site.root / ".sitegen/external.json").unlink()
    _, out, _ = run(files, str(site.root / "content/b.md"))
    assert found(out) == ["content/b.md:5:5 http://b/"]
    assert not any(" a/" in one for one in web.asked)


def test_a_redirect_of_the_site_to_another_one_is_looked_at(web: Web, run: Run) -> None:
    rules = "redirects:\n  - {old: /a/, new: '@gone/a'}\n  - {old: /b/*, new: '@gone/:splat'}\n"
    _, out, _ = run({"content/index.md": "Welcome.", "data/hosting.yaml": rules})
    assert found(out) == ["data/hosting.yaml:2:21 http://gone/a"]


def test_robots_txt_is_respected_also_where_a_link_is_sent_on_to(web: Web, run: Run) -> None:
    web.robots |= {
        "closed": "User-agent: *\nDisallow: /\n",
        "part": "User-agent: sitegen\nDisallow: /*.pdf$\nAllow: /open.pdf$\n",
    }
    web.replies["away/"] = (302, {"To": "closed/"})
    links = "[A](@closed/) [B](@part/a.pdf) [C](@part/open.pdf) [D](@part/a) [E](@away/)"
    _, out, err = run({"content/index.md": links})
    assert sorted(one for one in web.looks if one.startswith("HEAD")) == [
        "HEAD away/",
        "HEAD part/a",
        "HEAD part/open.pdf",
    ]
    assert [one.split()[1] for one in found(out)] == ["http://part/open.pdf", "http://part/a"]
    assert "3 are left alone as their robots.txt asks" in err
    robots = [one for one in web.asked if one.endswith("robots.txt")]
    assert sorted(robots) == [f"GET {host}/robots.txt" for host in ("away", "closed", "part")]


def test_hosts_are_asked_side_by_side_and_each_by_one_at_a_time(web: Web, run: Run) -> None:
    both = 2

    def when_both_are_there(request: BaseHTTPRequestHandler) -> None:
        with web.came:
            web.came.notify_all()
            met = web.came.wait_for(lambda: sum(web.at_once.values()) >= both or web.met, 60)
            web.met = web.met or met
            web.came.notify_all()
        request.send_response(200)
        request.end_headers()

    links = [f"[{n}](@{host}/{n})" for n in range(3) for host in ("a", "b")]
    web.replies |= {f"{host}/{n}": when_both_are_there for n in range(3) for host in ("a", "b")}
    run({"content/index.md": " ".join(links)})
    assert web.met
    assert web.most_at_once == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("replies", "message"),
    [
        ({"HEAD a/": (405, {}), "GET a/": (200, {})}, None),
        ({"HEAD a/": (404, {}), "GET a/": (200, {})}, None),
        ({"HEAD a/": "drop", "GET a/": (200, {})}, None),
        ({"a/": "drop"}, "cannot be reached: no sound answer came"),
        (
            {"a/": (301, {"To": "b/"}), "b/": (404, {})},
            "is not there any more: its host answers 404",
        ),
        ({"a/": (302, {"To": "b/"}), "b/": (301, {"To": "c/"}), "c/": (200, {})}, None),
        (
            {"a/": (308, {"To": "b/"}), "b/": (302, {"To": "c/"}), "c/": (200, {})},
            "has moved for good to http://b/",
        ),
        ({"a/": (302, {"To": "a/"})}, "lets no program look: it sends programs on and on"),
        ({"a/": (301, {"Location": "file:///etc/passwd"})}, "it sends on to file:///etc/passwd"),
        ({"a/": (301, {"Location": "\x1b[2J"})}, "is not there any more"),
        ({"a/": (410, {})}, "is not there any more: its host answers 410"),
        ({"a/": (301, {"To": "b/"}), "b/": (200, {})}, "has moved for good to http://b/"),
    ],
)
def test_what_hosts_answer(
    replies: dict[str, Any], message: str | None, web: Web, run: Run
) -> None:
    def drop(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True

    web.replies |= {place: drop if one == "drop" else one for place, one in replies.items()}
    _, out, _ = run({"content/index.md": "[A](@a/)"})
    if message is None:
        assert "external-link" not in out
    else:
        assert message in out.replace(".example:80000", "")
        assert "\x1b" not in out


def test_a_page_that_moved_to_a_home_page_may_be_gone(web: Web, run: Run) -> None:
    web.replies |= {"a/report": (301, {"To": "a/"}), "a/": (200, {})}
    _, out, _ = run({"content/index.md": "[A](@a/report)"})
    assert "help: that is the home page: the page itself may be gone, so look for it" in out
