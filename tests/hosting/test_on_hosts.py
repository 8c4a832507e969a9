"""One data/hosting.yaml, and what visitors meet on nginx, Apache, Netlify, Cloudflare, CloudFront
and in the preview: the same everywhere.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from sitegen import cli
from sitegen.commands.publish import rules_for
from sitegen.commands.verify_published import compare_published
from sitegen.serve.lookup import headers_for, look_up
from tests.hosting import servers, simulated
from tests.support import DAY, SMALLEST, Files, Site

FILES: Files = {
    **SMALLEST,
    "content/index.md": "[News](news/index.md), [Hull](news/hull.md)",
    "content/404.md": "---\ntitle: Lost\ndescription: D\nkind: error\n---\nLost.",
    "content/news/index.md": "## Top\n\n" + "News. " * 200,
    "content/news/hull.md": "---\ntitle: Hull\ndescription: D\naliases: [/hull/]\n---\nHull.",
    "assets/public/files/plan.pdf": b"%PDF-",
    "assets/public/files/plain.txt": "Plain.",
    "assets/css/site.css": "p { color: red }",
    "data/hosting.yaml": """
        hosts: [netlify, cloudflare, apache, nginx, cloudfront]
        compressed: [gzip]
        redirects:
          - {old: /team/, new: /news/}
          - {old: /café menu/, new: /news/?from=menu#top, status: 302}
          - {old: /old.pdf, new: /files/plan.pdf, status: 308}
          - {old: /blog/*, new: /news/:splat}
          - {old: /flat/*, new: /:splat}
          - {old: /a/:year/:name/, new: "/news/:name/?in=:year", status: 302}
          - {old: /away/*, new: "https://www.example.org/$1/:splat", status: 307}
        headers:
          /*: {X-Frame-Options: DENY, Referrer-Policy: same-origin}
          /files/*: {Cache-Control: "public, max-age=60", X-Says: 'it "is" 100% so; \\" yes'}
          /files/plan.pdf: {X-Robots-Tag: noindex}
        """,
}

#: A path as it is asked for, and status and address of the answer.
WAYS = {
    "/": (200, ""),
    "/team/": (301, "/news/"),
    "/team": (301, "/news/"),
    "/team?a=1&b": (301, "/news/?a=1&b"),
    "/team/x": (404, ""),
    "/caf%C3%A9%20menu/": (302, "/news/?from=menu#top"),
    "/caf%C3%A9%20menu?a=1": (302, "/news/?from=menu#top"),
    "/old.pdf": (308, "/files/plan.pdf"),
    "/old.pdfx": (404, ""),
    "/oldxpdf": (404, ""),
    "/blog/hull/": (301, "/news/hull/"),
    "/blog/a%20b/c?x=1": (301, "/news/a%20b/c?x=1"),
    "/blog/": (301, "/news/"),
    "/flat/news/hull/": (301, "/news/hull/"),
    "/a/2019/first/": (302, "/news/first/?in=2019"),
    "/a/2019/first": (302, "/news/first/?in=2019"),
    "/a/2019/first/more": (404, ""),
    "/away/x/y?q=1": (307, "https://www.example.org/$1/x/y?q=1"),
    "/hull/": (301, "/news/hull/"),
    "/news/hull/": (200, ""),
    "/nothing/": (404, ""),
}

#: Sent on as they are, two slashes would lead to another host.
TWO_SLASHES = "/flat//evil.example/"

POLICY = "frame-ancestors 'none'"
#: A path, a header, and its value, None for a header that is not sent.
SENT: tuple[tuple[str, str, str | None], ...] = (
    ("/", "x-content-type-options", "nosniff"),
    ("/", "x-frame-options", "DENY"),
    ("/", "referrer-policy", "same-origin"),
    ("/", "strict-transport-security", "max-age=31536000"),
    ("/", "cache-control", None),
    ("/files/plain.txt", "cache-control", "public, max-age=60"),
    ("/files/plain.txt", "x-says", 'it "is" 100% so; \\" yes'),
    ("/files/plain.txt", "x-frame-options", "DENY"),
    ("/files/plain.txt", "x-robots-tag", None),
    ("/files/plan.pdf", "x-robots-tag", "noindex"),
    ("/files/plan.pdf", "x-frame-options", "DENY"),
    ("/files/plan.pdf", "cache-control", "public, max-age=60"),
    ("STYLE", "cache-control", "public, max-age=31536000, immutable"),
    ("STYLE", "x-content-type-options", "nosniff"),
)


class Answer(NamedTuple):
    """What a host answers, its headers by their names in small letters."""

    status: int
    location: str
    headers: Mapping[str, str]
    body: bytes = b""


Host = Callable[..., Answer]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The site, built once, where servers that run as another user can read it."""
    top = Path(tempfile.mkdtemp(prefix="sitegen-hosts-"))
    top.chmod(0o755)
    made = Site(top / "site")
    made.write(FILES)
    built = made.build()
    assert built.report == ""
    yield made
    shutil.rmtree(top)


@pytest.fixture(scope="module", params=["nginx", "apache", *("netlify", "cloudflare", "preview")])
def host(request: pytest.FixtureRequest, site: Site) -> Iterator[Host]:
    """One host after the other."""
    name: str = request.param
    root = site.root / "output"
    if name in SIMULATED:
        yield lambda url: SIMULATED[name](root, url)
        return
    servers.needed(request.config, name)
    with started(name, site) as port:
        yield lambda url, headers=None: Answer(*servers.ask(port, url, headers))


@contextmanager
def started(name: str, site: Site) -> Iterator[int]:
    """Start a server that shows the site, and return its port."""
    root = site.root / "output"
    with tempfile.TemporaryDirectory(prefix="sitegen-server-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        server = (
            servers.nginx(work, root, rules(site, "nginx"))
            if name == "nginx"
            else servers.apache(work, root)
        )
        with server as port:
            yield port


def rules(site: Site, name: str) -> str:
    """Return what `hosting NAME` prints, without building."""
    return rules_for(name, site.root, "", DAY)


def in_the_preview(root: Path, url: str) -> Answer:
    """The preview answers 302 to all that is sent on, so that no browser keeps it."""
    path, _, query = url.partition("?")
    found = look_up(root, "", path)
    kept = f"?{query}" if query and not {"?", "#"} & set(found.location) else ""
    headers = headers_for((root / "_headers").read_text("utf-8"), path)
    small = {name.lower(): value for name, value in headers.items()}
    return Answer(found.status, found.location and f"{found.location}{kept}", small)


SIMULATED: Mapping[str, Callable[[Path, str], Answer]] = {
    "netlify": lambda root, url: Answer(*simulated.netlify(root, url)),
    "cloudflare": lambda root, url: Answer(*simulated.cloudflare(root, url)),
    "preview": in_the_preview,
}


def test_redirects(host: Host, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["host"]
    answers = {url: host(url) for url in WAYS}
    found = {url: (one.status, one.location.replace("%24", "$")) for url, one in answers.items()}
    expected = dict(WAYS)
    if name == "preview":
        expected = {url: (302 if to else status, to) for url, (status, to) in WAYS.items()}
    if name in ("netlify", "preview"):  # the page of an alias is a file, which they show
        expected["/hull/"] = (200, "")
    assert found == expected


def test_headers(host: Host, site: Site) -> None:
    style = next(path for path in site.outputs if path.endswith(".css"))
    asked = [(url.replace("STYLE", f"/{style}"), name) for url, name, _ in SENT]
    found = [host(url).headers.get(name) for url, name in asked]
    assert found == [value for _, _, value in SENT]
    assert POLICY in host("/").headers["content-security-policy"]


def test_what_is_for_hosts_only_is_not_shown(host: Host, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["host"] in ("nginx", "apache", "preview"):
        hidden = ("/_headers", "/_redirects", "/.htaccess")
        assert {host(path).status for path in hidden} <= {403, 404}


@pytest.mark.parametrize("asked", ["/blog/%0d%0aX-Evil:%20yes", "/blog/%0aX", "/away/%0d%0aX"])
def test_a_line_end_in_an_address_is_never_one_in_an_answer(host: Host, asked: str) -> None:
    answer = host(asked)
    assert "x-evil" not in answer.headers
    assert not {"\r", "\n"} & set(answer.location)


def test_two_slashes_lead_to_no_other_host(host: Host, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["host"] in ("nginx", "apache", "preview"):
        assert host(TWO_SLASHES).location in ("/evil.example/", "")


def test_servers_send_the_compressed_form(host: Host, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["host"] in ("nginx", "apache"):
        plain, packed = host("/news/"), host("/news/", {"Accept-Encoding": "br, gzip"})
        assert gzip.decompress(packed.body) == plain.body
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["content-type"].startswith("text/html")
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert packed.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_what_a_server_serves_is_what_was_built(
    name: str, site: Site, request: pytest.FixtureRequest
) -> None:
    servers.needed(request.config, name)
    with started(name, site) as port:
        compared = compare_published(f"http://127.0.0.1:{port}/", site.root / "output")
    assert "news/index.html.gz" in site.files("output")
    assert compared.wrong == ()


def test_in_the_function_of_cloudfront(site: Site, request: pytest.FixtureRequest) -> None:
    node = shutil.which("node") or ""
    if not node:
        said = "node is not installed, so the function for CloudFront was not tried"
        pytest.fail(said) if request.config.getoption("--run-long") else pytest.skip(said)
    code = rules(site, "cloudfront")
    assert len(code.partition("\n// The policy")[0].encode()) < 10_000
    events = [_event(url) for url in (*WAYS, TWO_SLASHES)]
    asked = f"{code}\nconsole.log(JSON.stringify({json.dumps(events)}.map(handler)));"
    done = subprocess.run([node, "-e", asked], capture_output=True, text=True, check=True)
    found = {
        url: _answer(one)
        for url, one in zip((*WAYS, TWO_SLASHES), json.loads(done.stdout), strict=True)
    }
    expected = {url: (status, to) for url, (status, to) in WAYS.items() if to}
    assert {url: one for url, one in found.items() if url in expected} == expected
    assert found["/"] == (0, "/index.html")
    assert found[TWO_SLASHES] == (301, "/evil.example/")
    assert found["/nothing/"] == (0, "/nothing/index.html")


def _event(url: str) -> dict[str, object]:
    path, _, query = url.partition("?")
    pairs = [one.partition("=") for one in query.split("&") if one]
    asked = {name: {"value": value} for name, _, value in pairs}
    return {"request": {"uri": path, "querystring": asked, "headers": {}}}


def _answer(one: dict[str, dict[str, dict[str, str]]]) -> tuple[object, object]:
    if "statusCode" in one:
        return one["statusCode"], one["headers"]["location"]["value"]
    return 0, one["uri"]


def test_the_command_prints_what_the_host_reads(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["hosting", "nginx", "--site", str(site.root)]
    assert cli.main(words) == 0
    assert capsys.readouterr().out == rules(site, "nginx")
    assert cli.main(["hosting", "nginks"]) == 2
    assert "There is no host nginks. Did you mean nginx?" in capsys.readouterr().err
    assert quote("/café menu") in site.outputs["_redirects"]


BELOW = {
    "/site/": (200, ""),
    "/site/news": (301, "/site/news/"),
    "/site/team?a=1": (301, "/site/news/?a=1"),
    "/site/hull/": (301, "/site/news/hull/"),
    "/site/blog/hull/": (301, "/site/news/hull/"),
    "/site/nothing/": (404, ""),
    "/site/_headers": (404, ""),
}


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_a_site_below_a_path_of_its_host(
    name: str, site: Site, request: pytest.FixtureRequest
) -> None:
    servers.needed(request.config, name)
    address, root = "https://example.org/site/", site.root.parent / "below"
    assert site.build(base_url=address, output=root / "site").report == ""
    with tempfile.TemporaryDirectory(prefix="sitegen-server-") as folder:
        work, own = Path(folder), rules_for("nginx", site.root, address, DAY)
        work.chmod(0o755)
        running = servers.nginx(work, root, own) if name == "nginx" else servers.apache(work, root)
        with running as port:
            answers = {path: servers.ask(port, path) for path in BELOW}
    assert {path: (one.status, one.location) for path, one in answers.items()} == BELOW
    assert answers["/site/nothing/"].body == (root / "site/404.html").read_bytes()
