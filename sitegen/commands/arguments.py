"""The words of a command line: the commands, and what can be wrong with a line.

Only the standard library is imported, so that ``--help`` needs no set-up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from sitegen import NAME, __version__
from sitegen.commands.options import add_options
from sitegen.safe_text import safe

#: The commands, each with what it does in a few words.
COMMANDS = {
    "build": "build the site (the default)",
    "check": "find every mistake, publish nothing",
    "serve": "show the site in a browser and follow every edit",
    "init": "lay a new site of a few files in a folder",
    "new": 'begin a page or a record: new event "Open evening"',
    "move": "give a page another address; all that names it follows",
    "delete": "take a page away, and send its visitors on",
    "fix": "mend what has exactly one right answer, after showing it",
    "list": "tell what waits for an editor; --links PAGE: who links there",
    "addresses": "tell what addresses were ever published; --update adds today's",
    "schema": "write what helps programs for editing: keys, their meaning, their values",
    "cms": "write the editor in the browser into the folder that /admin/ shows",
    "clean": "remove what builds have made",
    "explain": "say what a page was made from, and why",
    "verify": "compare output/ with a clean build",
    "compare": "tell what visitors would see change between two builds",
    "hosting": "print the site's redirects and headers as its host reads them",
    "publish": "build strictly, and bring the site to where visitors find it",
    "install": "add what only some sites need, such as heic",
    "test": "test the builder (--builder) and hold the site to its promises (--site)",
}

#: What other tools call their commands, and what to do here instead.
_OTHER_WORDS = {
    **dict.fromkeys(("deploy", "upload", "release"), "The command is: publish"),
    **dict.fromkeys(("dev", "preview", "server", "start", "watch"), "The command is: serve"),
    **dict.fromkeys(("lint", "validate"), "The command is: check"),
    "make": "The command is: build",
    "diff": "The command is: compare",
    **dict.fromkeys(("rename", "mv"), "The command is: move"),
    **dict.fromkeys(("remove", "rm"), "The command is: delete"),
}

_EPILOG = f"""\
exit codes:
  0  fine
  1  the site has problems; they are listed, and nothing was published
  2  the command could not be carried out: wrong usage, a refused folder, no set-up
  3  a bug in the builder itself

The options of a command: {NAME} COMMAND --help. A command line that begins with an option is one
of build: {NAME} --strict.
"""


class WrongUsageError(SystemExit):
    """The command line cannot be understood; ``message`` says why. It ends the process with 2."""

    def __init__(self, message: str) -> None:
        super().__init__(2)
        self.message = message


class _Parser(argparse.ArgumentParser):
    """Says what is wrong as argparse does, and hands it on to whoever has to answer in JSON.

    Options are never abbreviated: one that is added later must not change what a command means.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    @property
    def options(self) -> list[str]:
        """Return every option by its name."""
        return [name for action in self._actions for name in action.option_strings]

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: error: {message}", file=sys.stderr)
        raise WrongUsageError(message)


def asks_for_json(words: Sequence[str]) -> bool:
    """Whether a command line, be it right or wrong, asks for a report as JSON."""
    return any(
        word == "--format=json" or [word, after] == ["--format", "json"]
        for word, after in zip(words, [*words[1:], ""], strict=False)
    )


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line; for a wrong one raise WrongUsageError."""
    parser, commands = _parser()
    given = with_command(words)
    if not given[0].startswith("-") and given[0] not in COMMANDS:
        parser.error(_no_command(given[0]))
    arguments, unknown = parser.parse_known_args(given)
    if unknown and arguments.command != "test":  # whose words are for pytest
        command = commands[arguments.command]
        command.error(_unrecognized(unknown, command.options))
    if arguments.command == "compare" and len(arguments.folders) != (0 if arguments.against else 2):
        commands["compare"].error("name two folders, or a commit: --against main")
    return arguments


def _unrecognized(words: Sequence[str], options: Sequence[str]) -> str:
    near = _near(words[0].partition("=")[0], options)
    if words[0] in COMMANDS:
        near = f". The command comes first: {NAME} {words[0]} ..."
    return f"unrecognized arguments: {safe(' '.join(words))}{near}"


def _no_command(word: str) -> str:
    listed = "\n".join(f"  {name:9}{help_}" for name, help_ in COMMANDS.items())
    hint = _OTHER_WORDS.get(word.lower())
    if Path(word).exists() or word.endswith(".md"):
        hint = f"To see what is wrong in one file: {NAME} check {safe(word)}"
    near = f". {hint}" if hint else _near(word.lower(), COMMANDS)
    return f"there is no command {safe(word)}{near}\n{listed}"


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # slow to load, and seldom needed

    found = get_close_matches(word, list(known), n=1)
    return f". Did you mean {found[0]}?" if found else ""


def _parser() -> tuple[_Parser, Mapping[str, _Parser]]:
    """Return the parser of the whole line, and those of the commands by their names."""
    parser = _Parser(
        prog=NAME,
        description="Build the site from content/, data/, templates/ and assets/ into output/.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    # Given its name, argparse lays out no usage to find it, for which it loads more of the library.
    added = parser.add_subparsers(prog=NAME, dest="command", metavar="COMMAND", title="commands")
    commands = {
        name: added.add_parser(name, help=help_, add_help=name != "test")
        for name, help_ in COMMANDS.items()
    }
    add_options(commands)
    return parser, commands


def with_command(words: Sequence[str]) -> list[str]:
    """Put the default command before options that stand alone; ``help`` becomes an option."""
    if words and words[0] == "help":
        return [*(word for word in words[1:2] if word in COMMANDS), "--help"]
    asks_for_itself = bool(words) and words[0] in ("-h", "--help", "--version")
    is_option = not words or words[0].startswith("-")
    return ["build", *words] if is_option and not asks_for_itself else list(words)
