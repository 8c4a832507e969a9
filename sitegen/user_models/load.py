"""`models/` of a site, loaded: what it declares, or what is wrong with that, at its lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields
from inspect import Parameter, isasyncgenfunction, iscoroutinefunction, signature
from types import ModuleType
from typing import Any

from sitegen.diagnostics import Diagnostic, Span
from sitegen.fields.record import Part, Record
from sitegen.fields.shortcodes import FACT
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.sources import Snapshot
from sitegen.user_models.class_body import (
    IN_TEMPLATES,
    OF_EVERY_PAGE,
    OF_TEMPLATES,
    fault_of,
    faults_of_settings,
    faults_of_text,
    mistyped,
)
from sitegen.user_models.code import compiled, imported, path_of, span_of_class
from sitegen.user_models.declared import (
    Models,
    classes_in,
    collections_in,
    declared,
    functions_in,
    is_own_hook,
    page_keys_in,
    page_types_in,
)
from sitegen.user_models.hooks import described, help_of, line_of, span_of
from sitegen.user_models.restrictions import FOLDER

_SHORTCODE = re.compile(rf"(?!{FACT}$)[a-z]+")


class Mistakes:
    """What is wrong with declarations, at the lines of their classes and fields."""

    def __init__(
        self,
        snapshot: Snapshot,
        modules: tuple[ModuleType, ...],
        taken: Collection[str],
        own_files: Collection[str],
    ) -> None:
        self._snapshot = snapshot
        self._taken = taken
        self._own_files = own_files
        self._modules = modules

    def all(self) -> Iterator[Diagnostic]:
        """Yield every mistake."""
        yield from self._twice()
        yield from self._of_own_files()
        yield from self._of_texts()
        yield from self._of_keys()
        yield from self._of_shortcodes()
        yield from self._of_functions()
        for one in classes_in(self._modules):
            yield from self._of_settings(one)
            yield from self._of_fields(one)
            yield from self._of_hooks(one)

    def _of_keys(self) -> Iterator[Diagnostic]:
        taken = {*self._taken, *OF_EVERY_PAGE}
        for keys in page_keys_in(self._modules):
            for one in fields(keys):
                if one.name in taken:
                    message = f"{one.name} is a key of every page already"
                    help_ = "give it another name"
                    yield Diagnostic(self._span(keys, one.name), "model-twice", message, help_)
                elif one.default is MISSING:
                    message = f"{one.name} has no default, and every page would need it"
                    help_ = f"write {one.name}: … = …, what it is where nobody writes it"
                    yield Diagnostic(self._span(keys, one.name), "model-field", message, help_)
                taken.add(one.name)
        for page_type in self._types():
            if page_type.page_type in taken:
                name = page_type.page_type
                message = f"{name} is a key of every page, and cannot be that of a kind"
                help_ = "give the kind another name"
                yield Diagnostic(self._span(page_type), "model-twice", message, help_)

    def _of_own_files(self) -> Iterator[Diagnostic]:
        for one in self._lists():
            path = f"data/{one.collection}.yaml"
            if path in self._own_files:
                message = f"{path} is a file that the builder reads itself"
                help_ = "give the list another name"
                yield Diagnostic(self._span(one), "model-twice", message, help_)

    def _of_texts(self) -> Iterator[Diagnostic]:
        for module in self._modules:
            path = self._path(module.__name__)
            for line, rule, message, help_ in faults_of_text(self._snapshot.text(path) or ""):
                yield Diagnostic(Span(path, line), rule, message, help_)

    def _of_settings(self, owner: type[Part]) -> Iterator[Diagnostic]:
        for name, message, help_ in faults_of_settings(owner):
            yield Diagnostic(self._span(owner, name), "model-field", message, help_)
        for name, message, help_ in mistyped(owner, _attributes(owner)):
            yield Diagnostic(self._span(owner, name), "model-hook", message, help_)
        for name in _attributes(owner):
            if name in OF_EVERY_PAGE or name in self._taken:
                message = f"{name} is what layouts read of every page already"
                span = self._span(owner, name)
                yield Diagnostic(span, "model-twice", message, "give it another name")

    def _of_shortcodes(self) -> Iterator[Diagnostic]:
        for one in self._lists():
            if wrong := _fault_of_shortcode(one):
                yield Diagnostic(self._span(one), "model-hook", *wrong)
            if wrong := _fault_of_seeker(one):
                yield Diagnostic(self._span(one, "looks_for"), "model-hook", *wrong)

    def _of_functions(self) -> Iterator[Diagnostic]:
        taken = {*IN_TEMPLATES, *OF_TEMPLATES}
        for one in functions_in(self._modules):
            name = one.__name__
            if name in taken:
                message = f"{name} is a name that templates have already"
                yield Diagnostic(line_of(one), "model-twice", message, "give it another name")
            taken.add(name)
            first, *others = signature(one).parameters.values() or [Parameter.empty]
            kinds = {getattr(other, "kind", None) for other in others}
            if getattr(first, "name", "") != "site" or kinds - {Parameter.POSITIONAL_OR_KEYWORD}:
                message = f"{name} has other arguments than a function for templates is given"
                help_ = f"write def {name}(site, …), with names behind it that can be left out"
                yield Diagnostic(line_of(one), "model-hook", message, help_)

    def _of_fields(self, owner: type[Part]) -> Iterator[Diagnostic]:
        module = next(one for one in self._modules if one.__name__ == owner.__module__)
        for name, hint in vars(owner).get("__annotations__", {}).items():
            if wrong := fault_of(owner, name, hint, module):
                yield Diagnostic(self._span(owner, name), "model-field", *wrong)

    def _of_hooks(self, owner: type[Part]) -> Iterator[Diagnostic]:
        if "__post_init__" in vars(owner):
            message = f"{owner.__name__}.__post_init__ is no hook, and hides where a mistake stands"
            help_ = "let the hook mistakes say what is wrong with a record"
            yield Diagnostic(self._span(owner, "__post_init__"), "model-hook", message, help_)
        for name in (*getattr(owner, "hooks", ()), *_attributes(owner)):
            wanted = _other_arguments(owner, name)
            if wanted and not hasattr(owner, name):
                message = f"{owner.__name__} has no method {name}, which attributes names"
                help_ = did_you_mean(name, _methods(owner)) or wanted
                yield Diagnostic(self._span(owner, "attributes"), "model-hook", message, help_)
            elif wanted:
                message = f"{owner.__name__}.{name} has other arguments than the hook is given"
                yield Diagnostic(self._span(owner, name), "model-hook", message, wanted)

    def _twice(self) -> Iterator[Diagnostic]:
        first: dict[str, type[Part]] = {}
        lists = ((f"data/{one.collection}.yaml is a list of", one) for one in self._lists())
        types = ((f"pages of the kind {one.page_type} are those of", one) for one in self._types())
        codes = ((f"[[{one.shortcode}:ID]] names", one) for one in self._lists() if one.shortcode)
        for what, one in (*lists, *types, *codes):
            other = first.setdefault(what, one)
            if other is not one:
                where = self._span(other)
                message = f"{what} {other.__name__} already"
                help_ = f"keep one of the two (the first stands at {where.path}:{where.line})"
                yield Diagnostic(self._span(one), "model-twice", message, help_)

    def _lists(self) -> Iterator[type[Record]]:
        return collections_in(self._modules)

    def _types(self) -> Iterator[type[Any]]:
        return page_types_in(self._modules)

    def _path(self, module: str) -> str:
        return path_of(module, self._snapshot)

    def _span(self, owner: type[Part], name: str = "") -> Span:
        return span_of_class(owner, self._snapshot, name)


def _attributes(owner: type[Part]) -> list[str]:
    """Return the methods that layouts reach as attributes of the page, as far as they are names."""
    named = getattr(owner, "attributes", ())
    return [one for one in named if isinstance(one, str)] if isinstance(named, tuple) else []


def _methods(owner: type[Any]) -> list[str]:
    """Return the methods of a class that are no hooks."""
    return [name for name in vars(owner) if name[0] != "_" and name not in owner.hooks]


def _fault_of_shortcode(records: type[Record]) -> tuple[str, str] | None:
    """Return message and help if a class does not say what its shortcode puts in."""
    name, kind = records.__name__, records.shortcode
    hooks = [hook for hook in records.of_shortcodes if is_own_hook(records, hook)]
    if kind and not _SHORTCODE.fullmatch(kind):
        return f"{kind} cannot be a shortcode", "write small letters only, and not site"
    if kind and not hooks:
        return f"{name} does not say what [[{kind}:ID]] puts in", "write def as_words(self)"
    if hooks and not kind:
        message = f"{name}.{hooks[0]} is of a shortcode, and {name} has none"
        return message, f'write @collection("{records.collection}", shortcode="…")'
    if len(hooks) > 1:
        message = f"{name} says in two ways what [[{kind}:ID]] puts in: {' and '.join(hooks)}"
        return message, "keep one of them"
    return None


def _fault_of_seeker(records: type[Record]) -> tuple[str, str] | None:
    """Return message and help if a class looks for what cannot be found, or says nothing of it."""
    try:
        re.compile(records.looks_for)
    except (re.error, TypeError) as error:
        message = f"{records.__name__}.looks_for is no pattern: {error}"
        return message, "write a regular expression, as the module re of Python reads them"
    if records.looks_for and re.fullmatch(records.looks_for, ""):
        message = (
            f"{records.__name__}.looks_for fits a text without a sign, which stands everywhere"
        )
        return message, "write a pattern of at least one sign"
    if bool(records.looks_for) != is_own_hook(records, "found_in_text"):
        message = f"{records.__name__} needs both looks_for and found_in_text, or neither"
        return message, 'write def found_in_text(cls, words, holder, site) and looks_for = r"…"'
    return None


def _other_arguments(owner: type[Part], name: str) -> str:
    """Return how to write a hook that has not the arguments of the one it stands for, or ""."""
    hook = next((getattr(one, name) for one in owner.__mro__[1:] if name in vars(one)), None)
    if name not in vars(owner) and hook is not None:
        return ""
    wanted = list(signature(hook).parameters) if hook else ["self", "page", "site"]
    own = getattr(owner, name, None)
    if not callable(own) or iscoroutinefunction(own) or isasyncgenfunction(own):
        return f"write def {name}({', '.join(wanted)})"
    if list(signature(own).parameters) == wanted:
        return ""
    before = "" if "self" in wanted else "@classmethod and "
    return f"write {before}def {name}({', '.join(['cls'] * bool(before) + wanted)})"


#: Code in which this process has found no mistake, with what it was held against.
_sound: set[tuple[str, ...]] = set()


def load_models(
    snapshot: Snapshot, taken: Collection[str] = (), own_files: Collection[str] = ()
) -> tuple[Models, tuple[Diagnostic, ...]]:
    """Import the models of a site, or return none with the mistakes in them.

    ``taken`` are the keys that each page can have: no type of pages can be called so. ``own_files``
    are the files in data/ that the engine reads itself: they are no lists of a model's.
    """
    code, no_python = compiled(snapshot.under(FOLDER))
    if no_python:
        return Models(), no_python
    modules, failed = imported(code, snapshot.text)
    if failed:
        return Models(), failed
    asked = (code.digest, *sorted(taken), "", *sorted(own_files))
    try:
        mistakes = Mistakes(snapshot, modules, taken, own_files)
        found = () if asked in _sound else tuple(mistakes.all())
        models = Models() if found else declared(modules, code)
    except Exception as error:  # of what a class does when it is looked at
        return Models(), (_not_declared(error),)
    if not found:
        _sound.add(asked)
    return models, found


def _not_declared(error: Exception) -> Diagnostic:
    """Return that a class of the models fails, or raise an error that is none of theirs."""
    span = span_of(error)
    if span is None:
        raise error
    message = f"the class fails when it is looked at: {described(error)}"
    return Diagnostic(span, "model-import", message, help_of(error, "remove this line, or mend it"))
