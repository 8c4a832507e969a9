"""data/hosting.yaml: what comes of it in the output, and each mistake at its line."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from sitegen.documents.hosting import Hosting
from sitegen.host_rules.headers import header_mistakes
from sitegen.host_rules.redirects import rule_mistakes
from sitegen.host_rules.rules import HostRules, Rule
from sitegen.schema.yaml_text import read_yaml
from tests.sites.conftest import Refused
from tests.support import Files, Site, lines, steps, told

PAGES: Files = {
    "content/index.md": "[News](news/index.md), [Hull](news/hull.md)",
    "content/news/index.md": "## Top\n\nNews.",
    "content/news/hull.md": "---\ntitle: Hull\ndescription: D\naliases: [/hull/]\n---\nHull.",
}
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def hosting(text: str) -> Files:
    return {**PAGES, "data/hosting.yaml": text}


def test_without_the_file_hosts_send_the_usual_headers_and_know_no_redirects(site: Site) -> None:
    site.write(PAGES)
    outputs = site.build().outputs
    assert "_redirects" not in outputs
    assert (
        outputs["_headers"]
        == told(f"""
        /*
          Content-Security-Policy: {POLICY}
          X-Content-Type-Options: nosniff
          Referrer-Policy: no-referrer
          Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
          Cross-Origin-Opener-Policy: same-origin
          Strict-Transport-Security: max-age=31536000

        /assets/*
          Cache-Control: public, max-age=31536000, immutable
    """)
        + "\n"
    )


def test_redirects_are_lines_for_hosts_and_pages_for_those_without_rules(site: Site) -> None:
    rules = """
        redirects:
          - {old: /blog/*, new: /news/:splat}
          - {old: /team, new: /news/#top, status: 302}
          - {old: /plan.pdf, new: https://www.example.org/plan.pdf}
        """
    site.write(hosting(rules))
    built = site.build()
    assert built.report == ""
    assert built.outputs["_redirects"].splitlines() == [
        "/hull /news/hull/ 301",
        "/hull/ /news/hull/ 301",
        "/team /news/#top 302",
        "/team/ /news/#top 302",
        "/plan.pdf https://www.example.org/plan.pdf 301",
        "/blog/* /news/:splat 301",
    ]
    page = built.outputs["team/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=/news/#top">' in page
    assert '<link rel="canonical" href="https://example.org/news/#top">' in page
    assert "plan.pdf" not in built.outputs
    site.write({"data/hosting.yaml": "hosts: [netlify]\n" + told(rules)})
    built = site.build()
    assert "team/index.html" not in built.outputs
    assert "/team/ /news/#top 302!\n" in built.outputs["_redirects"]


def test_apache_gets_its_file_where_it_is_named(site: Site) -> None:
    site.write(hosting("hosts: [apache]\nredirects: [{old: /gone/, status: 410}]"))
    outputs = site.build().outputs
    assert 'RedirectMatch 410 "^/gone/?$"' in outputs[".htaccess"]
    assert "gone" not in outputs["_redirects"]


def test_what_stands_in_a_page_runs_by_its_hash_and_its_policy_says_so(site: Site) -> None:
    files = {
        "templates/layouts/page.html": """
            <meta http-equiv="Content-Security-Policy" content="{{ site.csp }}">
            <style>p { margin: 0 }</style><script>alert(1)</script>{{ page.html }}
        """,
    }
    site.write(files)
    built = site.build()
    assert "the element <style> is not allowed" in built.report
    known = "sha256-" + _hash("p { margin: 0 }")
    script = "sha256-" + _hash("alert(1)")
    site.write(
        {
            "data/hosting.yaml": f"csp: {{script-src: [{script}], style-src: [\"'{known}'\"],"
            " img-src: ['data:']}"
        }
    )
    built = site.build()
    assert built.report == ""
    policy = f"style-src '{known}' 'self'; script-src '{script}' 'self'; img-src data: 'self'"
    assert policy in built.outputs["_headers"]
    assert policy.replace("'", "&#39;") in built.outputs["index.html"]


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


MISTAKES = {
    "{old: team/, new: /news/}": (
        "9 redirect: the old address team/ must begin with one / -> write /team/"
    ),
    "{old: 'https://a.example/x?y', new: /news/}": (
        "9 redirect: the old address https://a.example/x?y must begin with one / -> write /x"
    ),
    "{old: /x/?y=1, new: /news/}": "9 redirect: hosts do not look at a query -> write /x/",
    "{old: '/x#y', new: /news/}": (
        "9 redirect: browsers do not send an anchor to hosts -> write /x"
    ),
    "{old: /x/../y, new: /news/}": (
        "9 redirect: browsers never ask for /x/../y -> remove the empty or dotted parts"
    ),
    "{old: /x%, new: /news/}": (
        "9 redirect: the old address /x% holds what no address can hold -> copy it from a browser"
    ),
    "{old: /x*, new: /news/}": (
        "9 redirect: a star stands once, at the end and after a / -> write it so: /blog/*"
    ),
    "{old: /x-:year/, new: /news/}": (
        "9 redirect: a name is a whole part of a path, not x-:year -> write it so: /blog/:year/"
    ),
    "{old: /:a/:a/, new: /news/}": (
        "9 redirect: each name stands once, and :splat is that of the star -> use another name"
    ),
    "{old: /:a/:b/:c/:d/:e/:f/:g/:h/:i/*, new: /news/}": (
        "9 redirect: a redirect has at most 9 names, with its star -> leave some out"
    ),
    "{old: /x/}": (
        "9 redirect: this redirect leads nowhere -> add new: /section/page/, or status: 410"
    ),
    "{old: /x/, new: news/}": (
        "19 redirect: news/ is no address -> write /section/page/, or https://… for another site"
    ),
    "{old: /x/, new: 'https://localhost/'}": (
        "19 redirect: https://localhost/ leads to your own computer -> write the path of the "
        "page's file"
    ),
    "{old: /x/*, new: /news/:slug}": ("20 redirect: :slug stands for nothing -> there is :splat"),
    "{old: /x/, new: /news/, status: 200}": (
        "35 redirect: 200 sends nobody anywhere -> write one of 301, 302, 303, 307, 308, 410"
    ),
    "{old: /x/*, new: 'https://www.example.org:splat'}": (
        "20 redirect: with :splat in it, whoever writes a link could choose the site -> write out "
        "the name of the site"
    ),
    "{old: /y1/, new: /nwes/}": (
        "20 redirect-target: no page has the URL /nwes/ -> did you mean /news/ ?"
    ),
    "{old: /y2/, new: /news}": (
        "20 redirect-target: no page has the URL /news -> did you mean /news/ ?"
    ),
    "{old: /y3/, new: '/news/#topp'}": (
        "20 redirect-target: the page /news/ has no anchor #topp -> did you mean #top?"
    ),
    "{old: /y4/*, new: /nwes/:splat}": (
        "21 redirect-target: nothing is published below /nwes/ -> did you mean /news/?"
    ),
    "{old: /hull, new: /}": (
        "9 redirect-shadowed: /hull is never reached: the alias /hull/ of a page comes first "
        "-> remove one of the two"
    ),
    "{old: /y5/, new: /hull/}": (
        "20 redirect-chain: /hull/ leads on to /news/hull/ -> write new: /news/hull/"
    ),
    "{old: /y6/, new: /y6}": (
        "20 redirect-loop: it leads round in a circle: /y6/ to /y6/ -> end it"
    ),
    "{old: /y7/*, new: /y7/y/:splat}": (
        "21 redirect-loop: it leads round in a circle: /y7/* to /y7/* -> end it"
    ),
    "{old: /y8/, status: 410}": (
        "23 host-rule: Netlify cannot say that a page is gone (status 410) -> if the site is not "
        "published there, say where: hosts: [nginx]"
    ),
    f"{{old: /y9/, new: 'https://a.example/{'y' * 1000}'}}": (
        "20 host-rule: Netlify reads at most 1000 characters of a redirect -> if the site is not "
        "published there, say where: hosts: [nginx]"
    ),
}


def test_each_mistake_in_a_redirect_is_told_at_its_place(site: Site) -> None:
    site.write(hosting("\n".join(["redirects:", *(f"- {line}" for line in MISTAKES)])))
    found = [one for one in site.build().result.diagnostics if "Cloudflare" not in one.message]
    assert {one.span.path for one in found} == {"data/hosting.yaml"}
    expected = [f"{line}:{said}" for line, said in enumerate(MISTAKES.values(), start=2) if said]
    assert lines(found) == expected


def test_a_redirect_from_where_something_is_published(site: Site) -> None:
    rules = ["/news", "/news/hull/*", "/news/:name", "/news/h/*", "/robots.txt", "/index.html"]
    site.write(hosting("\n".join(["redirects:", *(f"- {{old: {old}, new: /}}" for old in rules)])))
    on = "some hosts would show it, others send visitors on"
    assert [one.partition(" -> ")[0] for one in lines(site.build().result.diagnostics)] == [
        f"2:9 redirect-shadowed: /news/ is published: {on}",
        f"3:9 redirect-shadowed: /news/hull/ is published: {on}",
        f"4:9 redirect-shadowed: /news/feed.xml is published: {on}",
        f"6:9 redirect-shadowed: /robots.txt is published: {on}",
        f"7:9 redirect-shadowed: /index.html is published: {on}",
    ]


def test_words_of_other_tools_are_understood(site: Site) -> None:
    site.write(hosting("redirects:\n- {from: /x/, to: /news/}"))
    found = [one.split(": ", 1)[1] for one in lines(site.build().result.diagnostics)]
    assert found == [
        "old is missing -> add a line old: …",
        "unknown key from -> did you mean old?",
        "unknown key to -> did you mean new?",
    ]


def test_loops_chains_and_rules_that_are_never_reached(refused: Refused) -> None:
    assert refused(
        hosting("""
        redirects:
          - {old: /a/, new: /b/}
          - {old: /b/, new: /c/}
          - {old: /c/, new: /a/}
          - {old: /d/, new: /e/}
          - {old: /e, new: /news/}
          - {old: /e/, new: /news/}
          - {old: /f/*, new: /news/}
          - {old: /f/:name/x/, new: /news/}
        """)
    ) == told("""
        data/hosting.yaml:2:21: error[redirect-loop]: it leads round in a circle: /a/ to /b/ to /c/ to /a/
            2 |   - {old: /a/, new: /b/}
              |                     ^^^
           help: end it
        data/hosting.yaml:3:21: error[redirect-loop]: it leads round in a circle: /b/ to /c/ to /a/ to /b/
            3 |   - {old: /b/, new: /c/}
              |                     ^^^
           help: end it
        data/hosting.yaml:4:21: error[redirect-loop]: it leads round in a circle: /c/ to /a/ to /b/ to /c/
            4 |   - {old: /c/, new: /a/}
              |                     ^^^
           help: end it
        data/hosting.yaml:5:21: error[redirect-chain]: /e/ leads on to /news/
            5 |   - {old: /d/, new: /e/}
              |                     ^^^
           help: write new: /news/
        data/hosting.yaml:7:11: error[redirect-shadowed]: /e/ is never reached: /e on line 6 comes first
            7 |   - {old: /e/, new: /news/}
              |           ^^^
           help: remove one of the two
        data/hosting.yaml:9:11: error[redirect-shadowed]: /f/:name/x/ is never reached: /f/* on line 8 comes first
            9 |   - {old: /f/:name/x/, new: /news/}
              |           ^^^^^^^^^^^
           help: remove one of the two
        6 errors, 0 warnings in 1 file
    """)


def test_the_work_for_redirects_that_lead_on_grows_with_them_and_no_faster() -> None:
    def work(size: int) -> int:
        chain = [Rule(f"/x{n}/", f"/x{n + 1}/", place=n) for n in range(size)]
        rules, yaml = HostRules(rules=tuple(chain)), read_yaml("redirects: []", "a.yaml")[0]
        return steps(lambda: list(rule_mistakes(yaml, rules, {})))

    assert work(400) < 5 * work(100)


def test_the_work_for_headers_grows_with_their_paths_and_no_faster() -> None:
    def work(size: int) -> int:
        headers = {f"/x{n}/*": {"X-A": "b"} for n in range(size)}
        yaml = read_yaml("headers: {}", "a.yaml")[0]
        return steps(lambda: list(header_mistakes(yaml, Hosting(headers=headers))))

    assert work(400) < 5 * work(100)


def test_what_nginx_takes_for_a_variable(site: Site) -> None:
    site.write(hosting('hosts: [nginx, apache]\nheaders:\n  /news/*: {X-A: "$host"}'))
    assert lines(site.build().result.diagnostics) == [
        "3:18 host-rule: nginx takes a $ for the beginning of a variable -> remove it, or nginx "
        "from hosts"
    ]


def test_more_lines_than_a_host_reads(site: Site) -> None:
    static = [f"- {{old: /x{number}/, new: /news/}}" for number in range(1001)]
    site.write(hosting("\n".join(["redirects:", *static])))
    (first, second) = site.build().result.diagnostics
    # An alias and 999 redirects are 2,000 lines: each with a slash at its end and without.
    assert first.message == (
        "Cloudflare Pages reads no more than 2000 lines of redirects, and this is one more"
    )
    assert (first.rule, first.span.line, second.span.line) == ("host-limit", 1001, 1001)
    dynamic = [f"- {{old: /x{number}/*, new: /news/}}" for number in range(101)]
    site.write(hosting("\n".join(["redirects:", *dynamic])))
    (first, _) = site.build().result.diagnostics
    assert (first.rule, first.span.line) == ("host-limit", 102)
    site.write(hosting("\n".join(["hosts: [nginx]", "redirects:", *dynamic])))
    assert site.build().report == ""


def test_what_github_pages_cannot_do_is_told_at_each_line(site: Site) -> None:
    site.write(
        hosting("""
        hosts: [github-pages]
        redirects:
          - {old: /a/, new: /news/}
          - {old: /b/*, new: /news/}
          - {old: /c.pdf, new: /news/}
        headers:
          /news/*: {X-Robots-Tag: noindex}
        """)
    )
    found = site.build().result.diagnostics
    assert [(one.span.line, one.message) for one in found] == [
        (4, "GitHub Pages knows no rules with a * or a name: only single pages can lead on"),
        (5, "GitHub Pages cannot send on from a file, only from a page"),
        (7, "GitHub Pages sends no headers of a site's own"),
    ]
    assert {one.help for one in found} == {"remove it, or github-pages from hosts"}


def test_mistakes_in_headers_and_in_the_policy(refused: Refused) -> None:
    assert refused(
        hosting("""
        headers:
          news/: {X-A: b}
          /nwes/*: {X-A: b}
          /*: {Set-Cookie: a=b, X-B: "Zoë", "X C": d, X-D: e}
          /news/*: {x-d: f}
        csp:
          script-src: ["'unsafe-inline'"]
          img-scr: ["data:"]
          img-src: [https://elsewhere.example]
        hsts_days: -1
        """)
    ) == told("""
        data/hosting.yaml:2:3: error[header]: the path news/ must begin with one /
            2 |   news/: {X-A: b}
              |   ^^^^^
           help: write /files/* or /files/plan.pdf
        data/hosting.yaml:3:3: error[header]: nothing is published at /nwes/*
            3 |   /nwes/*: {X-A: b}
              |   ^^^^^^^
           help: did you mean /news/?
        data/hosting.yaml:4:8: error[header]: Set-Cookie cannot be set here
            4 |   /*: {Set-Cookie: a=b, X-B: "Zoë", "X C": d, X-D: e}
              |        ^^^^^^^^^^
           help: this site sets no cookies
        data/hosting.yaml:4:30: error[header]: X-B holds a character that no header can hold
            4 |   /*: {Set-Cookie: a=b, X-B: "Zoë", "X C": d, X-D: e}
              |                              ^^^^^
           help: write letters, digits and signs of English, in one line
        data/hosting.yaml:4:37: error[header]: X C is no header
            4 |   /*: {Set-Cookie: a=b, X-B: "Zoë", "X C": d, X-D: e}
              |                                     ^^^^^
           help: write a name such as Cache-Control
        data/hosting.yaml:5:13: error[header]: x-d is set for /* too, and hosts would send both
            5 |   /news/*: {x-d: f}
              |             ^^^
           help: keep one of the two
        data/hosting.yaml:7:16: error[csp]: 'unsafe-inline' would let a page load more than is known of it
            7 |   script-src: ["'unsafe-inline'"]
              |                ^^^^^^^^^^^^^^^^^
           help: write the hash of what stands in the page: sha256-…
        data/hosting.yaml:8:3: error[csp]: nothing can be added to img-scr
            8 |   img-scr: ["data:"]
              |   ^^^^^^^
           help: did you mean img-src?
        data/hosting.yaml:9:13: error[csp]: https://elsewhere.example would let a page load more than is known of it
            9 |   img-src: [https://elsewhere.example]
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^
           help: write data: or blob:, or put the file into assets/
        data/hosting.yaml:10:12: error[header]: days are 0 or more
           10 | hsts_days: -1
              |            ^^
           help: write 0 to send no such header
        10 errors, 0 warnings in 1 file
    """)


def test_a_file_of_redirects_beside_the_rules_is_a_mistake(site: Site) -> None:
    files = hosting("redirects: [{old: /x/, new: /news/}]")
    site.write({**files, "assets/public/_redirects": "/y /news/\n"})
    (found,) = site.build().result.diagnostics
    assert found.message == (
        "assets/public/_redirects would be published as _redirects, a file that the build makes "
        "itself"
    )
