"""The gist of a report: its words with their weights, its names and its days; all that grouping needs to know. Made once."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date
from math import log

import numpy as np

from ...model import Dated, Gist, Report
from .names import names
from .words import WORD, body_words, opens, terms_of

# Each occurrence of a term in the body counts one, half as much again among its first words, and the one in the headline counts one.
_LEAD, _LEAD_WORDS, _HEADLINE = 0.5, 150, 1.0
_NAME = 2.0  # what a word that is written with a capital within a sentence weighs against another
_LISTED = ("en", "und")  # languages whose common words are listed


def gist(report: Report) -> Gist:
    """The gist of a report. Linear in its length."""
    counts, capital = occurrences(report)
    terms = tuple(sorted(counts))
    weights = np.array([(1 + log(counts[t])) * (_NAME if capital[t] else 1.0) for t in terms], "<f8")
    first, last = days(report.published)
    return Gist(report.id, terms, weights.tobytes(), names(report), first, last)


def occurrences(report: Report) -> tuple[dict[str, float], Counter[str]]:
    """How often each term stands in a report, the place weighed in, and how often with a capital within a sentence."""
    known = report.language in _LISTED
    counts: defaultdict[str, float] = defaultdict(float)
    capital: Counter[str] = Counter()
    for place, (start, end) in enumerate(body_words(report)):
        word = report.text[start:end]
        inside = word[0].isupper() and not opens(report.text, start)
        for term in terms_of(word, known or inside):
            counts[term] += 1.0 + (_LEAD if place < _LEAD_WORDS else 0.0)
            capital[term] += inside
    for match in WORD.finditer(report.title or ""):
        for term in terms_of(match[0], known or match[0][0].isupper()):
            counts[term] += _HEADLINE
    return counts, capital


def days(published: Dated | None) -> tuple[int | None, int | None]:
    """The first and the last day that a date of publication may mean, as ordinals: of 2019-04 the first and the last of April."""
    if published is None:
        return None, None
    year, month, day = (int(part) if part else None for part in (*published.iso[:10].split("-"), None, None)[:3])
    assert year is not None
    if month is None:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if day is None:
        return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
    return date(year, month, day).toordinal(), date(year, month, day).toordinal()
