"""Search: what can be found, and how well it fits the words that somebody types.

The index goes into one file that a browser loads when the search field is used; assets/js/search.js
ranks in the same way as this module, which holds a site against the searches that its editors
expect to work. A word counts more the fewer entries have it (inverse document frequency), and more
in a title than below it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sitegen.documents.word_lists import SearchWords
from sitegen.fields.record import SearchEntry
from sitegen.model.states import is_listed
from sitegen.model.types import Page, Site

#: Words that say nothing about what is looked for, unless there are no others.
_SAYING_NOTHING = """
    a about an and any are at be can do does for from get has have how i in is it me my of on or our
    s that the their there this to wa was we what when where who why will with you your
    """
STOP_WORDS = frozenset(_SAYING_NOTHING.split())
#: How much a word counts in a title, among keywords, in headings and in a summary.
_WEIGHTS = (8, 7, 3, 2)
#: A word that only begins as one of the entry's, and one with a slip of the keyboard in it.
_BEGINS, _SLIPS = 0.7, 0.5
#: Shorter words have too many neighbours for a slip to be guessed.
_SLIP_FROM, _TWO_SLIPS_FROM = 5, 8
#: The words one after the other, in a title or among keywords; and as a whole title.
_PHRASE, _EXACT = 2.0, 2.0
#: Other words for what was typed count less than the typed ones.
_OTHER_WORDS = 0.8
#: How many of them are tried, so that no search takes long however many words mean the same.
_MOST_WORDINGS = 50
#: Pages that are one of many of their kind stand behind those that tell what something is.
_MADE_OF_RECORDS = 0.8


def search_page(site: Site) -> Page | None:
    """Return the page to which the search form leads, if the site has a search."""
    if not site.config.search:
        return None
    return next((page for page in site.pages.values() if page.kind == "search"), None)


def first_letter(title: str) -> str:
    """Return the letter under which a title stands in a list from A to Z, or "#"."""
    words = words_of(title)
    letter = words[0][0].upper() if words else "#"
    return letter if letter.isalpha() else "#"


def entries(site: Site, headings: Mapping[str, Sequence[str]]) -> Iterator[SearchEntry]:
    """Yield what can be found: pages, by their ids with their headings, and what records add."""
    for page in sorted(site.pages.values(), key=lambda one: one.url):
        if is_listed(page.front, site.moment) and page.kind not in ("error", "search"):
            yield _of_page(page, site, headings.get(page.id, ()))
    yield from site.search_entries


def _of_page(page: Page, site: Site, headings: Sequence[str]) -> SearchEntry:
    front = page.front
    own = [*front.keywords, *_words_of_record(page, site), front.menu_title]
    weight = _MADE_OF_RECORDS if page.item else _weight(page.kind, site)
    summary = front.summary or front.description
    return SearchEntry(
        page.url, front.title, summary, " ".join(own).strip(), " ".join(headings), weight
    )


def _words_of_record(page: Page, site: Site) -> Iterator[str]:
    """Yield the words by which the search finds the record that a page is made of."""
    each = page.front.each
    if each and each.records and not each.by:
        record = site.records[each.records].get(page.item)
        for key in record.searched if record else ():
            words = getattr(record, key)
            yield from [words] if isinstance(words, str) else words


def _weight(kind: str, site: Site) -> float:
    own = site.models.page_types.get(kind)
    return own.search_weight if own else 1.0


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: small letters, no accents, no plurals."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = re.sub("[\u0300-\u036f'\u2019]", "", plain)
    return [_singular(word) for word in re.findall(r"[a-z0-9]+", plain)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - "dies" stays
        return word[:-3] + "y"
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")  # noqa: PLR2004 - "gas" stays
    return word[:-1] if is_plural else word


class Ranking:
    """The entries of a site, in the order in which they fit what somebody typed."""

    def __init__(self, found: Iterable[SearchEntry], words: SearchWords) -> None:
        self._entries = tuple(found)
        fields = [
            [words_of(text) for text in (one.title, one.keywords, one.headings, one.summary)]
            for one in self._entries
        ]
        self._phrases = [[_telling(words) for words in one[:2]] for one in fields]
        self._weights = _weights_of_words(fields)
        self._fits: dict[str, dict[int, float]] = {}
        self._same = [[words_of(phrase) for phrase in group] for group in words.synonyms]

    def best(self, query: str, limit: int = 10) -> list[SearchEntry]:
        """Return the entries that fit best, the best first."""
        typed = words_of(query)
        others = islice(self._other_words(typed), _MOST_WORDINGS)
        asked = [(typed, 1.0), *((words, _OTHER_WORDS) for words in others)]
        totals: dict[int, float] = {}
        for words, share in asked:
            for place, score in self._scores(words):
                totals[place] = max(totals.get(place, 0.0), score * share)
        ranked = sorted(totals, key=lambda place: (-totals[place], place))
        return [self._entries[place] for place in ranked[:limit] if totals[place] > 0]

    def _other_words(self, typed: list[str]) -> Iterator[list[str]]:
        """Yield the query with other words in the place of a phrase that means the same."""
        for group in self._same:
            for phrase in group:
                if (at := _place(phrase, typed)) >= 0:
                    before, after = typed[:at], typed[at + len(phrase) :]
                    yield from ([*before, *other, *after] for other in group if other != phrase)

    def _scores(self, words: list[str]) -> Iterator[tuple[int, float]]:
        """Yield the entries that have one of the words, by their places, each with its score."""
        wanted = _telling(words)
        columns = [self._fit(word) for word in wanted]
        rare = [math.log(1 + len(self._entries) / len(one)) if one else 0.0 for one in columns]
        for place in {place for column in columns for place in column}:
            row = [column.get(place, 0.0) for column in columns]
            yield place, self._score(row, rare, place, wanted)

    def _fit(self, word: str) -> dict[int, float]:
        """Return how well a word fits the entries that have it: by the field that has it best."""
        if word not in self._fits:
            found: dict[int, float] = {}
            for one, likely in self._meant(word).items():
                for place, weight in self._weights[one].items():
                    found[place] = max(found.get(place, 0.0), weight * likely)
            self._fits[word] = found
        return self._fits[word]

    def _meant(self, word: str) -> dict[str, float]:
        """Return the words of the index that somebody may have meant, each with how likely it is.

        A slip is guessed only for a word that neither stands in the index nor begins one there.
        """
        known = self._weights
        begins = len(word) > 2  # noqa: PLR2004 - two letters begin too many words
        found = {one: _BEGINS for one in known if begins and one.startswith(word)}
        if word in known:
            found[word] = 1.0
        return found or {one: _SLIPS for one in known if is_slip(word, one)}

    def _score(self, row: list[float], rare: list[float], place: int, wanted: list[str]) -> float:
        """Weigh how many of the words an entry has, how rare they are, and whether as a phrase."""
        share = sum(fit > 0 for fit in row) / len(row)
        total = sum(fit * weight for fit, weight in zip(row, rare, strict=True))
        title, keywords = self._phrases[place]
        as_phrase = _place(wanted, title) >= 0 or _place(wanted, keywords) >= 0
        phrase = _PHRASE if len(wanted) > 1 and as_phrase else 1.0
        exact = _EXACT if title == wanted else 1.0
        return total * share * share * phrase * exact * self._entries[place].weight


def _weights_of_words(entries: list[list[list[str]]]) -> dict[str, dict[int, int]]:
    """Return for each word the entries that have it, by their places, and its greatest weight."""
    found: dict[str, dict[int, int]] = {}
    for place, fields in enumerate(entries):
        for weight, words in reversed(list(zip(_WEIGHTS, fields, strict=True))):
            for word in words:
                found.setdefault(word, {})[place] = weight
    return found


def _telling(words: list[str]) -> list[str]:
    """Return the words that say something, or all of them if none does."""
    return [word for word in words if word not in STOP_WORDS] or words


def _place(phrase: list[str], words: list[str]) -> int:
    """Return where a phrase stands within words, or -1."""
    length = len(phrase)
    starts = range(len(words) - length + 1)
    return next((at for at in starts if length and words[at : at + length] == phrase), -1)


def is_slip(typed: str, word: str) -> bool:
    """Whether a word may have been meant: one slip of the keyboard in it, or two if it is long.

    A slip is a letter too many, too few, another, or exchanged with the next. Source: F. J.
    Damerau, A technique for computer detection and correction of spelling errors, Communications
    of the ACM 7 (1964).
    """
    most = 0 if len(typed) < _SLIP_FROM else 1 if len(typed) < _TWO_SLIPS_FROM else 2
    if not most or typed[0] != word[0] or abs(len(typed) - len(word)) > most:
        return False
    before, last = [0] * (len(word) + 1), list(range(len(word) + 1))
    for row, letter in enumerate(typed, 1):
        now = [row]
        for column, other in enumerate(word, 1):
            cost = min(now[-1] + 1, last[column] + 1, last[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and typed[row - 2 : row] == other + word[column - 2]
            now.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, now
    return last[-1] <= most
