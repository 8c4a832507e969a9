"""What readers press and fill in: labels, names, the keyboard, menus, where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.html_audit.page import Element, HtmlPage, content_of, labels_of, name_of

#: Inputs that are named by their value, or are not shown.
_NEED_NO_LABEL = ("hidden", "submit", "reset", "button", "image")
_MENU_ROLES = ("menu", "menubar")
_MENU_ITEMS = ("menuitem", "menuitemcheckbox", "menuitemradio")
#: Source: WAI-ARIA 1.2, aria-current.
_CURRENT = ("page", "step", "location", "date", "time", "true", "false")
_FOCUSED = ("a", "button", "input", "select", "textarea", "summary", "iframe")
_NAMED_ROLES = ("button", "link", "checkbox", "switch", "tab", "menuitem", "radio", "option")
_FIELD_ROLES = ("textbox", "searchbox", "combobox", "listbox", "slider", "spinbutton")
#: Words that tell before a press that it opens something new.
_NEW = re.compile(r"\b(?:new|another|separate)\s+(?:tab|window)|opens in|external", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def labels(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield fields that nothing names. Source: WCAG 2.2, 1.3.1 and 4.1.2."""
    for node in page.elements:
        if not _is_field(node):
            continue
        if not name_of(page, node, of_content=False):
            hint = node.get("placeholder")
            help_ = "a placeholder goes when somebody types: add a label" if hint else "add a label"
            yield page.mistake(node, "label", "this field has no label", help_)
    for label in page.of("label"):
        wanted = label.get("for")
        if wanted and wanted not in page.by_id:
            message = f"this label is for {wanted}, which is not in the page"
            yield page.mistake(label, "label", message, "write the id of its field")
    yield from _groups(page)


def _is_field(node: Element) -> bool:
    if node.tag == "input":
        return node.get("type").lower() not in _NEED_NO_LABEL
    return node.tag in ("select", "textarea") or node.get("role") in _FIELD_ROLES


def _groups(page: HtmlPage) -> Iterator[Diagnostic]:
    for node in page.of("fieldset"):
        if not name_of(page, node, of_content=False):
            message = "this group of fields has no legend"
            yield page.mistake(node, "label", message, "begin it with <legend>")


def names(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield links and buttons that have nothing to be called by."""
    for node in page.elements:
        role = node.get("role")
        is_link = node.tag in ("a", "area") and node.has("href")
        is_button = node.tag in ("button", "summary") or _is_input_button(node)
        if not (is_link or is_button or role in _NAMED_ROLES) or role in ("presentation", "none"):
            continue
        if node.get("aria-hidden") == "true" or name_of(page, node):
            continue
        what = "link" if is_link else "button" if is_button else role
        help_ = "write words in it, or give its picture an alt text"
        yield page.mistake(node, "name", f"this {what} has no name", help_)


def _is_input_button(node: Element) -> bool:
    kinds = ("submit", "button", "image", "reset")
    return node.tag == "input" and node.get("type").lower() in kinds


def label_in_name(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield what is called otherwise than it reads: who speaks to the device says what is there.

    Source: WCAG 2.2, 2.5.3.
    """
    for node in page.elements:
        if not (node.has("aria-label") or node.has("aria-labelledby")):
            continue
        if node.tag not in ("a", "button", "summary") and node.get("role") not in _NAMED_ROLES:
            if not _is_field(node):
                continue
            seen = " ".join(content_of(one) for one in labels_of(page, node))
        else:
            seen = content_of(node)
        name = name_of(page, node)
        if seen and name and _words(seen) not in _words(name):
            message = f"it reads {seen}, and is called {name}"
            help_ = "remove aria-label, or begin it with the words that are seen"
            yield page.mistake(node, "label-in-name", message, help_)


def _words(text: str) -> str:
    """Return the words of a text, each between spaces, so that one text can be found in another."""
    return " ".join(["", *_WORD.findall(text.lower()), ""])


def keyboard(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield what brings the keyboard out of order, or to what is not there."""
    for node in page.elements:
        order = node.get("tabindex").strip()
        if order.lstrip("+").isdecimal() and int(order) > 0:
            message = f"tabindex {order} takes the keyboard out of the order of the page"
            yield page.mistake(node, "tabindex", message, "write 0, or nothing")
        if node.get("aria-hidden") == "true" and _takes_focus(node):
            message = "the keyboard comes here, and a screen reader says nothing"
            yield page.mistake(node, "tabindex", message, "remove aria-hidden")


def _takes_focus(node: Element) -> bool:
    return any(
        (one.tag in _FOCUSED or one.has("tabindex"))
        and one.get("tabindex") != "-1"
        and (one.tag != "a" or one.has("href"))
        and not one.has("disabled")
        for one in node.below()
    )


def menus(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield menus of programs where a list of links is meant: they promise keys that do nothing.

    Source: WAI-ARIA Authoring Practices Guide, "Menu and Menubar Pattern".
    """
    for node in page.elements:
        role = node.get("role")
        is_in_navigation = any(
            one.tag == "nav" or one.get("role") == "navigation" for one in (node, *node.above())
        )
        if role in _MENU_ROLES and (is_in_navigation or _holds_links(node)):
            message = f"the role {role} is that of a program's menu, with keys of its own"
            yield page.mistake(node, "menu-role", message, "write a list of links")
        elif role in _MENU_ROLES and not _holds_items(node):
            message = f"the role {role} needs items with the role menuitem"
            yield page.mistake(node, "menu-role", message, "remove the role")
        elif role in _MENU_ITEMS and not any(
            one.get("role") in (*_MENU_ROLES, "group") for one in node.above()
        ):
            message = f"the role {role} stands in no menu"
            yield page.mistake(node, "menu-role", message, "remove the role")


def _holds_links(node: Element) -> bool:
    return any(one.tag == "a" and one.has("href") for one in node.below())


def _holds_items(node: Element) -> bool:
    return any(one.get("role") in _MENU_ITEMS for one in node.below())


def current(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield marks of where one is that are none, or that stand at two places of one menu."""
    seen: dict[Element, str] = {}
    for node in page.elements:
        if not node.has("aria-current"):
            continue
        value = node.get("aria-current").strip()
        if value not in _CURRENT:
            message = f"aria-current is {value or 'empty'}"
            yield page.mistake(node, "aria-current", message, f"write one of {', '.join(_CURRENT)}")
        if value != "page":
            continue
        menu = next((one for one in node.above() if one.tag in ("nav", "body")), node)
        if menu in seen and node.get("href") != seen[menu]:
            message = "two entries of one menu are marked as the page one is on"
            yield page.mistake(node, "aria-current", message, "mark one")
        seen.setdefault(menu, node.get("href"))


def new_tabs(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield links that open something new without a word. Source: WCAG 2.2, technique G201."""
    for node in page.of("a", "area", "form"):
        target = node.get("target").strip().lower()
        if target in ("", "_self", "_top", "_parent"):
            continue
        told = f"{name_of(page, node)} {node.get('title')} {_described(page, node)}"
        if not _NEW.search(told):
            message = "this opens a new tab, and nothing says so"
            help_ = "remove target, or write (opens in a new tab)"
            yield page.mistake(node, "new-tab", message, help_, Severity.WARNING)


def _described(page: HtmlPage, node: Element) -> str:
    ids = node.get("aria-describedby").split()
    return " ".join(content_of(page.by_id[id_]) for id_ in ids if id_ in page.by_id)


def references(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield ids that labels and descriptions name and that are not in the page."""
    for node in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"):
            missing = [one for one in node.get(name).split() if one not in page.by_id]
            if missing and name != "aria-controls":
                message = f"{name} names {missing[0]}, which is not in the page"
                yield page.mistake(node, "aria-reference", message, "write the id of what is meant")
