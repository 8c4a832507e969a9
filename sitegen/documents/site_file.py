"""data/site.yaml as it is read: the good keys, the defaults of the others, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace

from sitegen.config import CONTACT_FORMS, PATH, SiteConfig, Written
from sitegen.diagnostics import Diagnostic
from sitegen.fields.marks import marked
from sitegen.fields.types import Form
from sitegen.schema.check import check
from sitegen.schema.local import NOWHERE
from sitegen.schema.yaml_text import YamlText, read_yaml


def load_config(text: str | None) -> tuple[SiteConfig, YamlText, tuple[Diagnostic, ...]]:
    """Read data/site.yaml; None stands for a site without that file."""
    yaml, found = read_yaml(text or "", PATH)
    if yaml.value is None:
        return SiteConfig(), yaml, found
    checked = check(yaml, Written)
    written = checked.record or _of_good_keys(yaml)
    config = SiteConfig(**{one.name: getattr(written, one.name) for one in fields(written)})
    config, of_forms = _of_good_forms(config, yaml)
    found = (*found, *checked.diagnostics, *of_forms, *_bad_contact(config, yaml))
    return config, yaml, found


def _of_good_keys(yaml: YamlText) -> Written:
    """Keep the keys without mistakes, so that pages do not fail for lack of them."""
    values = yaml.value if isinstance(yaml.value, dict) else {}
    good = {
        key: value
        for key, value in values.items()
        if check(yaml, Written, value={key: value}).record
    }
    return check(yaml, Written, value=good).record or Written()


def _of_good_forms(config: SiteConfig, yaml: YamlText) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
    """Put the default in the place of each key with a text of another form than it asks for.

    An empty text is one of these, unless that is the default.
    """
    found = {}
    for at, form, text in marked(Written, Form, config, with_empty=True):
        is_left_out = not text and getattr(SiteConfig, str(at[0])) == ""
        if not is_left_out and (fault := form.fault(text, NOWHERE)):
            found[at] = fault.at(yaml.span(at))
    defaults = {str(at[0]): getattr(SiteConfig, str(at[0])) for at in found}
    return replace(config, **defaults), tuple(found.values())


def _bad_contact(config: SiteConfig, yaml: YamlText) -> Iterator[Diagnostic]:
    """Yield a mistake for a number that cannot be dialled, and for an address without an @."""
    for key, (form, _, help_) in CONTACT_FORMS.items():
        written = config.contact.get(key, "")
        if written and not re.fullmatch(form, written):
            message = f"{written} is no {key} that somebody can use"
            yield Diagnostic(yaml.span(("contact", key)), "wrong-contact", message, help_)
