"""Every rule by its id: what a mistake of it breaks, and why. ``docs/rules.md`` is made of it.

Renew that file with ``python3 -m sitegen.rules > docs/rules.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

WORDING, PROMISES = "Plain words, where a site promises them", "Promises that a site may make"
#: Where the rules of style are listed, from which a place may be excused.
STYLE = (WORDING, PROMISES)

#: What each rule asks and why, by the place of the mistake and by the rule's id.
RULES: Mapping[str, Mapping[str, str]] = {
    "Files": {
        "control-character": "A text holds no control characters: nobody typed them, they break"
        " feeds and terminals, and some show readers another text than the one that stands there.",
        "data-file": "Data stands in files that end in `.yaml`: no other is read from `data/`.",
        "file-name": "A name is one that every system can store: no name that Windows keeps for"
        " itself, no two that differ in capitals only, none that is too long. With"
        " `promises: true` names below `content/` have small letters, digits and hyphens.",
        "file-type": "Only types that visitors can use are published beside pages; others are named"
        " in `data/site.yaml` first.",
        "merge-conflict": "Marks of a merge that git left half done are taken out, with one of the"
        " two texts.",
        "no-file": "An input is a file: a pipe, a socket or a device could be read for ever.",
        "no-pages": "A site has at least one page.",
        "no-permission": "Whoever builds may read every input.",
        "not-utf-8": "Texts are saved as UTF-8, or letters with accents come out wrong.",
        "running-file": "A file that a browser would run has no place beside pages: it would have"
        " none of their protection.",
        "second-version": "Copies that a program keeps of a file, or that two people's changes"
        " left behind, are not published.",
        "symbolic-link": "A link leads to a file within the same part of the site, or the build"
        " could publish what is not the site's.",
        "too-large": "A file is not larger than its kind may be, so that no file can stop a build.",
        "unused-file": "Every file is used by a page, or it goes out unseen.",
    },
    "Models": {
        "model-field": "A field is of a type that is checked, and refers to a list that there is.",
        "model-hook": "A hook takes what it is given, and answers for every record.",
        "model-import": "The code in `models/` can be imported: all else follows from it.",
        "model-twice": "A file of data, and a kind of page, is told of by one class.",
        "unprinted-data": "What a type of pages yields for search engines stands in its pages.",
        "unused-type": "A type of pages has the name of its layout, or nothing asks it.",
    },
    "Front matter and data": {
        "address-list": "The list of addresses, `data/addresses.yaml`, is the builder's: only"
        " `gone` is written by hand.",
        "date-order": "What ends does so after it starts.",
        "duplicate-id": "An id stands once in its file: whoever names it means one record.",
        "duplicate-key": "A key stands once: of two values one would be lost.",
        "front-matter": "A page begins with front matter between two lines of three dashes.",
        "half-shortcode": "A shortcode is whole, or its brackets would be printed.",
        "invalid-yaml": "The file can be read as YAML, and only in one way.",
        "lost-text": "No text is cut off by a `#`, which begins a comment in YAML, nor lost behind"
        " the bar of a shortcode that has words of its own.",
        "missing-file": "A file that is named is there.",
        "missing-key": "A key that is needed is there.",
        "review-due": "A page is looked at again by the day of its `review_by`; one of"
        " `urgent_kinds` fails `--strict` until then.",
        "typed-fact": "What `data/site.yaml` says is not typed again: it would stay when that"
        " changes.",
        "unfinished": "What the builder began for an editor is written before it is published.",
        "unknown-key": "A key is one that is known: a mistyped one would change nothing.",
        "unknown-word": "What stands in braces is known in a page for each of several things.",
        "unknown-…": "What is named by an id exists: unknown-source, unknown-place and the like.",
        "unused-file": "Every data file is read by a page.",
        "voice": "Words that the site avoids have better ones, listed in `data/voice.yaml`.",
        "wrong-address": "An address begins with http:// or https:// and names a host.",
        "wrong-id": "An id has small letters, capitals, digits and hyphens.",
        "wrong-kind": "What belongs to pages of one kind stands on these only.",
        "wrong-type": "A value is of the type that its key needs: a day, a number, a text.",
    },
    "Records of one kind": {
        "empty-phrase": "A phrase that is looked for has words.",
        "wrong-number": "A number to ring can be dialled.",
    },
    "Addresses, menus and links": {
        "alias": "An alias is an address that a host can serve: one `/` first, no part that begins"
        " with a dot.",
        "broken-link": "A link leads to something that is there.",
        "duplicate-url": "Two pages or files are not published at one address.",
        "lost-address": "An address or an anchor that visitors have found leads somewhere for ever,"
        " or is said to be gone; with `promises: true` also those of the official site.",
        "external-link": "A link to another site leads to something that is there"
        " (`check --external`).",
        "link-form": "A link is written so that it is printed as one.",
        "navigation": "A menu is a list in which each page stands once.",
        "orphan": "Something leads to every page.",
        "outside-site": "A path stays within the site.",
        "unsafe-link": "An address says how it is reached (http, https, mailto, tel, sms) and means"
        " to a browser what it means to a reader.",
    },
    "Texts in Markdown": {
        "attribute": "An attribute list sets an id, classes and what else is harmless.",
        "block-in-line": "What is no words but a block stands in a line of its own.",
        "code-form": "Code is fenced so that it is printed as code.",
        "emphasis-form": "Bold and italic words end where they are meant to.",
        "emoji-form": "A sign such as 🙂 is typed as itself: a name is printed as it is.",
        "heading-form": "A heading has words.",
        "footnote": "A footnote has its mark in the text, and a mark has its footnote.",
        "heading-level": "Headings go down one level at a time: screen readers list them.",
        "html-form": "Markdown within HTML is read only where it is meant to be.",
        "left-over": "Nothing stands in a text that a program left there when it was copied.",
        "limit": "A text has not so many marks of a kind that reading it takes minutes.",
        "line-form": "Short lines that stand one below the other are printed so.",
        "list-form": "A list is written so that it is printed as one.",
        "markdown": "The text can be turned into HTML.",
        "missing-alt": "A picture has a text for those who do not see it.",
        "note-form": "A note is written so that it is printed as one.",
        "other-reading": "A text is printed as previews elsewhere show it, or somebody was misled.",
        "raw-html": "HTML stands in templates, not in texts, and comments are closed.",
        "remote-picture": "Pictures are the site's own: another host would learn who reads.",
        "table-form": "A table is written so that all of its cells are printed.",
    },
    "Pages as they are published": {
        "css": "A style sheet can be read, and what it names is there.",
        "repeated-id": "An id stands once in a page: labels and links need to find the one.",
        "search": "A search that is promised finds its page first.",
        "unexplained-…": "A word that has an explanation is explained where it is used.",
        "unsafe-html": "Nothing in a page runs but the site's own scripts.",
    },
    "Pictures": {
        "large-picture": "A picture is not much larger than any use of it.",
        "large-svg": "A drawing is small: visitors pay for each byte.",
        "moving-picture": "Nothing moves that readers cannot stop.",
        "photo-to-download": "A photo for download keeps what the camera wrote into it.",
        "picture-ending": "The ending of a picture's name says what it is.",
        "position-removed": "A photo is published without the place where it was taken.",
        "unreadable-image": "A picture can be read, and browsers can show it.",
        "unsafe-svg": "A drawing holds no script, no outside address and no HTML.",
    },
    "Templates": {
        "missing-template": "A template that is named is there.",
        "template": "A template asks only for what the site has.",
        "template-syntax": "A template can be read as Jinja.",
        "undefined": "A name in a template is one that it knows.",
        "unknown-block": "A block has its place in a template above, or it is shown nowhere.",
        "unknown-kind": "A kind of page is one that `data/site.yaml` or a layout knows; so with"
        " unknown-layout.",
        "worker-lost": "A process that renders pages ends by itself, not by the system's hand.",
    },
    "Hosting": {
        "csp": "The content security policy lets pages load only what is known of the site.",
        "header": "A header is one that a site may set, with a value that all hosts can send.",
        "host-limit": "No host gets more or longer rules than it reads.",
        "host-rule": "Every host that is named can express the rule.",
        "redirect": "A redirect leads from one address to another, as a host can express it.",
        "redirect-chain": "A redirect leads to its goal in one step.",
        "redirect-loop": "Redirects do not lead round in a circle.",
        "redirect-shadowed": "A redirect can be reached: none before it takes its visitors.",
        "wrong-target": "A target of publishing says where the site goes, in exactly one way.",
        "wrong-contact": "The address and telephone number of whoever runs the site can be used.",
    },
    "Built pages, whoever built them (`check --html`)": {
        "aria-current": "Where one is is marked once in a menu, with a value that exists.",
        "aria-reference": "What a label or description names by its id is in the page.",
        "autoplay": "Nothing plays, moves or goes away by itself.",
        "frame-title": "A frame says what is in it.",
        "graphic-name": "A graphic has a name, or is marked as a decoration.",
        "label": "A field has a label, and a group of fields a legend.",
        "label-in-name": "What is called otherwise than it reads cannot be asked for by its words.",
        "landmark": "All that is to be read stands in a header, one main part, a menu or a footer.",
        "language": "A page says its language, by which a screen reader chooses its voice.",
        "menu-role": "A list of links is no menu of a program, which has keys of its own.",
        "name": "A link and a button have words or a picture's text to be called by.",
        "navigation-name": "Of several menus each says which it is.",
        "new-tab": "Who opens a new tab is told so before.",
        "page-title": "A page has a title.",
        "skip-link": "A link at the top leads past what stands on every page.",
        "tabindex": "The keyboard goes through a page in its order, to what is read out too.",
        "table-header": "The rows or columns of a table have heads.",
        "third-party": "A page asks no other host for anything: it would learn who reads.",
        "weight": "A page weighs at most 500 KB with all that it loads.",
        "zoom": "Readers can make a page larger.",
    },
    WORDING: {
        "abbreviation": "An abbreviation is explained where it is used first: it shuts out whoever"
        " does not know it.",
        "bold-heading": "What looks like a heading is one: screen readers list headings, and know"
        " no bold type.",
        "capitals": "Words in capitals are hard to read, and some screen readers spell them.",
        "doubled-word": "A word that stands twice by mistake makes readers stumble.",
        "link-words": "The words of a link say where it leads: they are often read alone.",
        "long-paragraph": "A wall of text is not begun, least of all on a telephone.",
        "long-sentence": "At the end of a long sentence a tired reader has lost its beginning."
        " Brackets do not count.",
        "number-style": "Dates and numbers in one style are compared at a glance: 4 December 2026,"
        " 12,500.",
        "reading-grade": "Long words in long sentences shut people out, and many readers left"
        " school early.",
        "same-link-words": "Links with the same words lead to the same place: many hear them one"
        " after the other.",
        "title-case": "Headings have capitals as sentences have, so that names stand out.",
    },
    PROMISES: {
        "excuse": "An excuse from a rule of style names one that there is, has a reason, and is"
        " still needed: `<!-- allow capitals: its name is written so -->`.",
        "description": "A description has 50 to 160 characters, as search engines show them.",
        "plain-text": "A title or description holds no marks of Markdown: they would be printed.",
        "same-text": "No two pages have the same title or description.",
    },
}


def known(rule: str) -> bool:
    """Whether a rule is listed; some are one rule for each kind of record."""
    return rule.startswith(("unknown-", "unexplained-")) or any(
        rule in rules for rules in RULES.values()
    )


def as_markdown() -> str:
    """Return the page of all rules for people, by place."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield from ("# Rules", "", "What a mistake's `error[rule]` asks of a site, and why. What the")
    yield "site's own kinds of records and pages ask beside stands in `models/`."
    for place, rules in RULES.items():
        yield from ("", f"## {place}", "", "| rule | what it asks, and why |", "|---|---|")
        yield from (f"| `{rule}` | {asked} |" for rule, asked in rules.items())


if __name__ == "__main__":
    print(as_markdown())
