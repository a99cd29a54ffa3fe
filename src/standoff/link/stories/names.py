"""The names in a report that say what it is about, by their capitals; without a network, and without private persons.

Who is named in full, goes by no office or rank and does not stand in the headline may be a bystander: such names are left out. The names
of bodies, places and things stay.
"""

from __future__ import annotations

import re
from collections import Counter

from ...ingest.dates import MONTH
from ...model import Report
from ...read.gender import is_given_name
from ..fold import fold
from ..tables import country_forms, titles
from .words import body_words, opens, terms_of

_MOST, _WORDS = 16, 4  # names that are kept of a report; words that a name may have
_CAPITALS = 0.6  # share of words with a capital above which capitals tell no names
_JOINT = re.compile(
    r"\.?[ \u00a0]|-|[ \u00a0](?:of|al|bin|bint|de|del|da|dos|di|du|la|le|van|von|der|den)[ \u00a0]|[ \u00a0](?:al|el|ad|ar|as|an)-"
)
_MONTH = re.compile(MONTH, re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def names(report: Report) -> tuple[tuple[str, int], ...]:
    """Names as written with how often they stand in the body, the commonest first; a surname alone counts for the one full name."""
    found: Counter[str] = Counter()
    public: set[str] = set()
    for words in _runs(report):
        office, name = _without_title(words)
        if name:
            found[name] += 1
            if office:
                public.add(name)
    full: dict[str, list[str]] = {}
    for name in sorted(found):
        if _person(name):
            full.setdefault(name.rpartition(" ")[2], []).append(name)
    whole: Counter[str] = Counter()
    for name, times in sorted(found.items()):
        bearers = full.get(name, [])
        fuller = bearers[0] if len(bearers) == 1 else name
        whole[fuller] += times
        if name in public:
            public.add(fuller)
    headline = f" {fold(report.title or '')} "
    told = {n: times for n, times in whole.items() if n in public or not _private(n) or f" {fold(n.rpartition(' ')[2])} " in headline}
    return tuple(sorted(told.items(), key=lambda x: (-x[1], x[0]))[:_MOST])


def _runs(report: Report) -> list[list[str]]:
    """The runs of words with capitals, none of a word alone that opens a sentence."""
    text = report.text
    words = body_words(report)
    if sum(text[start].isupper() for start, _ in words) > _CAPITALS * len(words):
        return []
    runs: list[list[str]] = []
    run: list[tuple[int, int]] = []

    def close() -> None:
        if run and not (len(run) == 1 and opens(text, run[0][0])):
            runs.append([_POSSESSIVE.sub("", text[a:b]) for a, b in run])
        run.clear()

    for start, end in words:
        word = text[start:end]
        named = word[0].isupper() and bool(terms_of(re.split("['’]", word)[0], True)) and not _MONTH.fullmatch(word)
        if run and not (named and len(run) < _WORDS and _joined(text, run[-1], start)):
            close()
        if named:
            run.append((start, end))
    close()
    return runs


def _joined(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether a word goes on with the name before it."""
    return bool(_JOINT.fullmatch(text, before[1], start)) and not _POSSESSIVE.search(text[before[0] : before[1]])


def _without_title(words: list[str]) -> tuple[bool, str]:
    """Whether a run has the title of an office in it, and the name that follows the last title."""
    found = [(n, title) for n, word in enumerate(words) if (title := titles().get(fold(word)))]
    after = found[-1][0] + 1 if found else 0
    return any(title.office for _, title in found), " ".join(words[after:])


def _person(name: str) -> bool:
    """Whether a name looks like the full name of a person."""
    first = name.rpartition(" ")[0]
    return bool(first) and not country_forms(name) and any(is_given_name(word) for word in first.split())


def _private(name: str) -> bool:
    """Whether a name may be that of a person who is in no public office: a full one, or a given name alone."""
    return _person(name) or (" " not in name and is_given_name(name) and not country_forms(name))
