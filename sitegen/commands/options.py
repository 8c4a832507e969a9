"""The options of each command, and the values that they take.

Only the standard library is imported, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sitegen import ROOT
from sitegen.safe_text import safe

_OF_A_BUILT_SITE = ("build", "clean", "explain", "verify", "publish", "addresses", "list", "fix")
_OF_SOURCES = ("check", "serve", "compare", "hosting", "new", "move", "delete", "schema", "cms")
_LISTS = ("drafts", "coming", "expiring", "due", "review", "unused", "longest", "warnings")
_EDITOR_HELP = "what a click on a place opens: vscode (default), cursor, zed, idea, none, …"
_LAST_PORT = 65535
_SITE_HELP = "the site's folder (default: this one)"
_OUTPUT_HELP = "where to publish (default: output/ in the site's folder)"
_AS_OF_HELP = 'build as on this day, or at "2026-11-21 17:00" by the site\'s clock (default: now)'
_PATHS_HELP = "show only what is wrong in these files and folders"
_HTML_HELP = "look at the built pages of any site instead: access, links, weight"
_FORMATS = ("text", "json", "github", "gitlab")
_TARGET_HELP = "a name in data/hosting.yaml (default: the only one)"
_ROLLBACK_HELP = "go back to this publication (default: the one before)"
_LEDGER_HELP = "where the looks are kept (default: .sitegen/external.json in the site's folder)"
_CURRENT_HELP = "write nothing, and say what is not current"


def add_options(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    """Add to each command what it can be told."""
    _add_words(commands)
    _add_edits(commands)
    _add_serve_options(commands["serve"])
    for name in ("build", "check", "serve"):
        _add_strictness(commands[name])
    for name in ("build", "check", "serve", "publish"):
        _add_build_options(commands[name])
    _add_compare_options(commands["compare"])
    _add_publish_options(commands["publish"])
    for name, add in _OF_EDITORS.items():
        add(commands[name])
    _add_places(commands)


def _add_words(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    """Add what single commands are about."""
    commands["explain"].add_argument(
        "page", metavar="PATH-OR-URL", help="such as about-us/index.md or /about-us/"
    )
    commands["verify"].add_argument(
        "--published",
        metavar="URL-OR-DIR",
        help="compare what a host serves, or a folder holds, with build.json instead",
    )
    commands["hosting"].add_argument(
        "host", nargs="?", default="", metavar="HOST", help="such as nginx; without one, all hosts"
    )
    _add_shared(commands["hosting"], "--base-url")
    commands["install"].add_argument(
        "extras", nargs="*", metavar="NAME", help="what to install; without one, all that there is"
    )
    commands["schema"].add_argument("--check", action="store_true", help=_CURRENT_HELP)
    commands["check"].add_argument("paths", nargs="*", metavar="PATH", help=_PATHS_HELP)
    _add_looks(commands["check"])


def _add_looks(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--external", action="store_true", help="look at links to other sites, too: some minutes")
    add("--ledger", type=Path, metavar="FILE", help=_LEDGER_HELP)
    add("--html", type=Path, metavar="DIR", help=_HTML_HELP)


def _add_new(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("kind", metavar="KIND", help="page, event, place …: any kind of page or record of the site")
    add("title", nargs="?", metavar="TITLE", help="what it is called, in quotes")
    add("--in", dest="folder", metavar="FOLDER", help="the folder below content/ of a page")
    add("--as", dest="name", metavar="NAME", help="the name of its file, or its id")
    help_ = "a Word file, of which a page is made"
    add("--from", dest="file", type=Path, metavar="FILE", help=help_)


def _add_edits(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    commands["cms"].add_argument("folder", type=Path, metavar="DIR", help="such as www/admin")
    commands["init"].add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    _add_new(commands["new"])
    add = commands["move"].add_argument
    add("old", metavar="OLD", help="the page: about-us/team.md or /about-us/team/")
    add("new", metavar="NEW", help="its new path: who-we-are/team.md")
    delete = commands["delete"]
    delete.add_argument("page", metavar="PAGE", help="the page: about-us/team.md or its address")
    place = delete.add_mutually_exclusive_group()
    place.add_argument("--to", metavar="PAGE-OR-URL", help="where its visitors are sent")
    place.add_argument("--gone", action="store_true", help="there is nothing in its place")
    for parser in (commands["move"], delete):
        _add_shared(parser, "--yes")


def _add_places(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    for name in (*_OF_A_BUILT_SITE, *_OF_SOURCES):
        _add_shared(commands[name], "--site")
    for name in _OF_A_BUILT_SITE:
        _add_shared(commands[name], "--output")


def _add_strictness(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--strict", action="store_true", help="let warnings fail the build, too")
    add("--drafts", action="store_true", help="show drafts and pages dated later than the day")


def _add_build_options(parser: argparse.ArgumentParser) -> None:
    _add_shared(parser, "--base-url", "--as-of", "--jobs")
    add = parser.add_argument
    add("--executor", type=_executor, metavar="dask://HOST:PORT", help="render on a Dask cluster")
    add("--format", choices=_FORMATS, default="text", help="how to report")
    add("--all", action="store_true", help="report all mistakes, not only some of each rule")


def _add_compare_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folders", nargs="*", type=Path, metavar="OLD NEW", help="two output folders")
    add("--against", metavar="COMMIT", help="compare the site as it is with that of a commit")
    add("--format", choices=("text", "json", "markdown"), default="text", help="how to tell it")
    add("--pictures", type=Path, metavar="DIR", help="take pictures of pages, before and after")
    _add_shared(parser, "--base-url", "--as-of", "--jobs")
    parser.set_defaults(strict=False, drafts=False, output=None)


def _add_serve_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    add("--port", type=_port, default=8000, help="the port, or the next free one (%(default)s)")
    add("--open", action="store_true", help="open the site in a browser")
    add("--editor", type=_editor, default="vscode", metavar="NAME", help=_EDITOR_HELP)
    add("--poll", action="store_true", help="look for changes: for network drives and containers")
    add("--output", type=Path, metavar="DIR", help="where to build (default: .sitegen/preview/)")


def _add_publish_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(strict=True, drafts=False)
    place = parser.add_mutually_exclusive_group()
    place.add_argument("target", nargs="?", metavar="TARGET", help=_TARGET_HELP)
    place.add_argument("--to", type=Path, metavar="DIR", help="publish to this folder")
    add = parser.add_argument
    add("--dry-run", action="store_true", help="list what would change, and change nothing")
    add("--no-build", action="store_true", help="publish the output as it is")
    add("--no-verify", action="store_true", help="do not compare the output with a clean build")
    add("--adopt", action="store_true", help="take over what no publication brought there")
    add("--force", action="store_true", help="a branch: put aside what was pushed meanwhile")
    add("--history", action="store_true", help="list the publications that are kept")
    add("--rollback", type=_number, nargs="?", const=0, metavar="NUMBER", help=_ROLLBACK_HELP)


def _add_addresses_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(strict=False, drafts=False, executor=None, jobs=None)
    help_ = "add what would be published now to the list"
    parser.add_argument("--update", action="store_true", help=help_)
    _add_shared(parser, "--base-url", "--as-of")


def _add_fix_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(strict=False, drafts=True, executor=None, jobs=None, base_url=None)
    help_ = "mend only what is in these files and folders"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=help_)
    _add_shared(parser, "--as-of", "--yes")


def _add_list_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(strict=False, drafts=True, executor=None, jobs=None, base_url=None)
    add = parser.add_argument
    add("sections", nargs="*", metavar="SECTION", type=_list, help=", ".join(_LISTS))
    add("--links", metavar="PAGE", help="every place that names this page")
    _add_shared(parser, "--as-of")
    add("--format", choices=("text", "json"), default="text", help="how to tell it")


#: What adds the options of commands that make the site first, and publish nothing.
_OF_EDITORS = {
    "addresses": _add_addresses_options,
    "list": _add_list_options,
    "fix": _add_fix_options,
}


def _base_url(text: str) -> str:
    from sitegen.fields.web_address import BASE_URL_FORM, is_base_url

    if not is_base_url(text):
        wrong = f"{safe(text)} is no address such as https://www.example.org/"
        raise argparse.ArgumentTypeError(f"{wrong}: {BASE_URL_FORM}")
    return text.rstrip("/") + "/"


def _moment(text: str) -> datetime:
    day, _, clock = text.replace("T", " ").partition(" ")
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock or "00:00"))
    except ValueError:
        wrong = f'{text} is no day such as 2026-11-21, and no time such as "2026-11-21 17:00"'
        raise argparse.ArgumentTypeError(wrong) from None


def _executor(text: str) -> str:
    scheme, _, address = text.partition("://")
    if scheme != "dask" or not address.rpartition(":")[2].isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no address such as dask://10.0.0.1:8786")
    return text


def _editor(text: str) -> str:
    from sitegen.serve.editing_program import FORM, PROGRAMS, is_address

    address = PROGRAMS.get(text, text)
    if address and not is_address(address):
        raise argparse.ArgumentTypeError(f"{safe(text)} is no editor: {FORM}")
    return address


def _list(text: str) -> str:
    if text not in _LISTS:
        raise argparse.ArgumentTypeError(f"there is no list {safe(text)}: {', '.join(_LISTS)}")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port: 0 to {_LAST_PORT}")
    return int(text)


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of a publication: see --history")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes: 1 or more")
    return int(text)


#: Options that several commands have.
_SHARED: Mapping[str, Mapping[str, Any]] = {
    "--as-of": {"type": _moment, "metavar": "DATE", "help": _AS_OF_HELP},
    "--base-url": {"type": _base_url, "metavar": "URL", "help": "the address of the site"},
    "--jobs": {"type": _jobs, "metavar": "N", "help": "how many processes render pages"},
    "--output": {"type": Path, "metavar": "DIR", "help": _OUTPUT_HELP},
    "--site": {"type": Path, "default": ROOT, "metavar": "DIR", "help": _SITE_HELP},
    "--yes": {"action": "store_true", "help": "do it without asking"},
}


def _add_shared(parser: argparse.ArgumentParser, *names: str) -> None:
    for name in names:
        parser.add_argument(name, **_SHARED[name])
