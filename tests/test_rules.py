"""Every rule that a diagnostic can name is listed with what it asks, and none that is gone."""

from __future__ import annotations

import ast
import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.rules import RULES, as_markdown, known

ROOT = Path(__file__).parent.parent
#: Tests of rules that examples for engineers have.
WITH_MADE_UP_RULES = ("test_models.py", "test_contributing.py")
ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
#: Rule, message and help.
OF_A_MISTAKE = 3


def sources() -> dict[Path, list[ast.AST]]:
    """Return all that stands in each module of the engine."""
    wanted = ast.Call | ast.Assign | ast.Return | ast.ClassDef | ast.FunctionDef
    texts = {path: path.read_text("utf-8") for path in sorted((ROOT / "sitegen").rglob("*.py"))}
    return {
        path: [node for node in ast.walk(ast.parse(text)) if isinstance(node, wanted)]
        for path, text in texts.items()
    }


def takers(found_in: Mapping[Path, Sequence[ast.AST]]) -> dict[str, int]:
    """Return which functions and classes take a rule, and as which of their arguments."""
    found = {"Mistake": 1, "Finding": 0}
    for node in (one for nodes in found_in.values() for one in nodes):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg not in ("self", "cls")]
        elif isinstance(node, ast.ClassDef):
            lines = (one for one in node.body if isinstance(one, ast.AnnAssign))
            names = [ast.unparse(one.target) for one in lines]
        else:
            continue
        if "rule" in names:
            found[node.name] = names.index("rule")
    return found


def constants(nodes: Sequence[ast.AST]) -> dict[str, list[str]]:
    """Return the texts that names of a module, or of a function in it, stand for."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found.setdefault(name_of(target), []).extend(texts(node.value))
    return found


def texts(value: ast.expr, named: Mapping[str, list[str]] | None = None) -> list[str]:
    """Return the texts that an expression can be, as far as its words tell."""
    if isinstance(value, ast.IfExp):
        return [*texts(value.body, named), *texts(value.orelse, named)]
    if isinstance(value, ast.Constant):
        return [value.value] if isinstance(value.value, str) else []
    return (named or {}).get(name_of(value), [])


def name_of(value: ast.expr) -> str:
    """Return the last part of a name, or "" for what is none."""
    return str(getattr(value, "attr", getattr(value, "id", "")))


def rules_in_code() -> set[str]:
    """Return the ids that code gives where a rule is taken, be it in words or by a name."""
    found_in = sources()
    named = {path: constants(nodes) for path, nodes in found_in.items()}
    everywhere = {name: found for own in named.values() for name, found in own.items()}
    places, rules = takers(found_in), set[str]()
    for path, nodes in found_in.items():
        own = ChainMap(named[path], everywhere)
        for node in (one for one in nodes if isinstance(one, ast.Call)):
            name = name_of(node.func)
            at = places.get(name, len(node.args))
            given = [*node.args[at : at + 1], *(k.value for k in node.keywords if k.arg == "rule")]
            is_sure = name in ("Diagnostic", "Finding", "Mistake")
            rules |= {rule for one in given for rule in texts(one, own) if is_id(rule, is_sure)}
        for end in (one for one in nodes if isinstance(one, ast.Return)):
            if isinstance(end.value, ast.Tuple) and len(end.value.elts) == OF_A_MISTAKE:
                rules |= {rule for rule in texts(end.value.elts[0]) if is_id(rule)}
    return rules


def is_id(text: str, is_sure: bool = False) -> bool:
    """Whether a text can be meant as an id: words of one part mean other things, too."""
    return ID.fullmatch(text) is not None and (is_sure or "-" in text)


def test_every_rule_in_code_is_listed() -> None:
    assert sorted(rule for rule in rules_in_code() if not known(rule)) == []


def test_every_rule_that_a_test_expects_is_listed() -> None:
    """Those aside that models have: the project's own, and the made-up ones of a test."""
    tests = [one for one in (ROOT / "tests").rglob("*.py") if one.name not in WITH_MADE_UP_RULES]
    shown = r"(?:error|warning|note)\[([a-z-]+)\]"
    expected = {rule for test in tests for rule in re.findall(shown, test.read_text("utf-8"))}
    of_models = (
        *(ROOT / "models").rglob("*.py"),
        *(ROOT / "tests").glob("newcomers/*/models/*.py"),
    )
    models = "".join(path.read_text("utf-8") for path in of_models)
    assert len(expected) > 50
    assert sorted(one for one in expected if not known(one) and f'"{one}"' not in models) == []


def test_no_rule_is_listed_that_is_gone() -> None:
    sources = [one for one in (ROOT / "sitegen").rglob("*.py") if one.name != "rules.py"]
    code = "".join(path.read_text("utf-8") for path in sources)
    listed = [rule for rules in RULES.values() for rule in rules if ID.fullmatch(rule)]
    assert [rule for rule in listed if f'"{rule}"' not in code] == []


def test_the_page_of_rules_is_current() -> None:
    """Renew it with ``python3 -m sitegen.rules > docs/rules.md``."""
    assert (ROOT / "docs/rules.md").read_text("utf-8") == as_markdown() + "\n"
