"""What a benchmark leaves out of a build is there to be left out."""

from __future__ import annotations

from importlib import import_module

from benchmarks.unprotected import STAND_INS


def test_each_protection_that_is_measured_stands_where_it_is_looked_for() -> None:
    gone = []
    for place, name, _ in STAND_INS:
        module, _, inside = place.partition(":")
        owner = import_module(module)
        if name not in vars(getattr(owner, inside) if inside else owner):
            gone.append((place, name))
    assert not gone


def test_templates_are_read_in_a_sandbox_of_which_two_functions_can_be_left_out() -> None:
    sandboxed = vars(import_module("sitegen.render.environment").Sandboxed)
    assert {"_parse", "getitem"} <= sandboxed.keys()
