"""Every rule that a diagnostic can name is listed with what it asks, and none that is gone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.rules import RULES, as_markdown, known

ROOT = Path(__file__).parent.parent
#: Whose call names a rule, and as which argument.
NAMES_A_RULE = {"Diagnostic": 1, "Finding": 0, "told": 0, "warning_at": 0, "Mistake": 0}
ID = re.compile(r"[a-z]+(?:-[a-z]+)*")


def rules_of(tree: ast.AST) -> Iterator[str]:
    """Yield the ids that code names where it makes a mistake."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = NAMES_A_RULE.get(node.func.id, len(node.args))
            given = [*node.args[place : place + 1]]
            given += [one.value for one in node.keywords if one.arg == "rule"]
            yield from (str(one.value) for one in given if isinstance(one, ast.Constant))


def rules_in_code() -> set[str]:
    sources = (path.read_text("utf-8") for path in (ROOT / "sitegen").rglob("*.py"))
    return {rule for source in sources for rule in rules_of(ast.parse(source))}


def test_every_rule_in_code_is_listed() -> None:
    assert sorted(rule for rule in rules_in_code() if not known(rule)) == []


def test_every_rule_that_a_test_expects_is_listed() -> None:
    """Those aside that models have: the project's own, and the made-up ones of a test."""
    tests = [one for one in (ROOT / "tests").rglob("*.py") if one.name != "test_models.py"]
    shown = r"(?:error|warning|note)\[([a-z-]+)\]"
    expected = {rule for test in tests for rule in re.findall(shown, test.read_text("utf-8"))}
    models = "".join(path.read_text("utf-8") for path in (ROOT / "models").glob("*.py"))
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
