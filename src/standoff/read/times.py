"""Time expressions of English news: every date, time of day, period, duration and recurrence, as written.

A sentence becomes a string of word classes (`time_words`), and one regular expression over that string (`time_grammar`) finds the
expressions; sentences without a telling word are skipped. What only looks like a time is then left out: a month that is a person or a
verb, a weekday in the name of a paper, a year that counts people. "Now", "soon" and "recently" are no expressions: they tell no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.model import Span, TimeExpression, TimeKind

from .time_grammar import GRAMMAR, TELLING
from .time_words import CLASS, LETTERS, OTHER
from .words import word_pairs

_STRIP = CLASS["comma"] + CLASS["dash"]
_MONTHLY = CLASS["month"] + CLASS["monthq"] + CLASS["mabbr"]
_YEARLY = CLASS["year"] + CLASS["oldyear"]
_DAYNAMES = CLASS["weekday"] + CLASS["wkabbr"]
_BEFORE_MONTH = "".join(
    CLASS[n] for n in ("in", "since", "last", "next", "this", "early", "rel", "past", "coming", "bound", "halves", "every")
)
_BEFORE_YEAR = "".join(
    CLASS[n] for n in ("in", "since", "by", "about", "of", "rel", "from", "to", "the", "open", "between", "s", "and", "dash")
)
_BEFORE_OLD = "".join(CLASS[n] for n in ("in", "since", "by", "about", "from", "rel", "open", "between"))
_AND = CLASS["and"] + CLASS["to"] + CLASS["dash"] + CLASS["comma"]
_DAYS = frozenset(CLASS[n] for n in ("weekday", "wkabbr", "month", "monthq", "mabbr", "relday", "slash"))  # with a day it is a clock
_LETTER = re.compile(r"[A-Za-z]")
_BEFORE_CLOCK = frozenset("at by around about until till from since to before after between and".split())

# A weekday before one of these is part of a name ("Sunday Times", "Monday Night Football"), and so it is behind one of the others.
_PAPERS = frozenset(
    "Times Telegraph Mail Mirror Express Herald Post Star Tribune Review Independent Football School Mass Live Lights Club Standard".split()
)
_NAMING = frozenset("Black Bloody Super Ash Palm Holy Maundy Cyber Ruby Fat Shrove Casual".split())
_GOES_ON = frozenset(
    "of when before after that and or in on at to with by as was is were had has for until but while he she it they".split()
)
_AFTER_OLD = frozenset("and or to until till by in at on for when while but as was were that after before with the".split())
_FOR_MAY = frozenset("to until through till onward onwards".split())
_COUNTED = frozenset(
    "people men women children troops soldiers civilians fighters members jobs homes percent per cent km miles feet metres meters acres "
    "pounds dollars euros tons tonnes pages words".split()
)


def times(text: str, sentences: Sequence[Span], *, report: str) -> list[TimeExpression]:
    """The time expressions of the sentences of a text, in order, none over another. `report` is the report's id, which theirs begin with.

    Linear in the length of the text.
    """
    found: list[TimeExpression] = []
    letters = LETTERS.get
    for sentence in sentences:
        pairs = word_pairs(text, sentence.start, sentence.end)
        classes = "".join([letters(text[a:b], OTHER) for a, b in pairs])
        if not TELLING.search(classes):
            continue
        for match in GRAMMAR.finditer(classes):
            first, last = match.span()
            while last - first > 1 and classes[last - 1] in _STRIP:
                last -= 1
            kind = _believed(text, pairs, classes, first, last, match.lastgroup or "date")
            if kind:
                found.append(TimeExpression(f"{report}.w{len(found) + 1}", Span(pairs[first][0], pairs[last - 1][1]), kind))
    return found


def _believed(text: str, pairs: Sequence[tuple[int, int]], classes: str, first: int, last: int, kind: str) -> TimeKind | None:
    """The kind of an expression that the grammar found, None where it is no time after all."""
    core = classes[first:last]
    before = text[slice(*pairs[first - 1])] if first else ""
    after = text[slice(*pairs[last])] if last < len(pairs) else ""
    left = classes[first - 1] if first else ""
    word = text[slice(*pairs[last - 1])]
    if len(core) == 1:
        if core in _MONTHLY and not _is_month(word, left, before, after, classes[max(0, first - 2) : first]):
            return None
        if core in _YEARLY and not _is_year(core, left, before, after, text, pairs[first]):
            return None
        if core in CLASS["part"] + CLASS["feast"] and not word.istitle():
            return None
    if core[-1] in _DAYNAMES:
        if after in _PAPERS or (after == "Night" and word.istitle()) or (len(core) == 1 and before in _NAMING):
            return None
        if core[-1] in CLASS["wkabbr"] and len(core) == 1:
            return None
    if kind == "time" and core[0] in CLASS["the"] and core[-1] in CLASS["part"] and after.islower() and after not in _GOES_ON:
        return None  # "the night shifts"
    if CLASS["colon"] in core and not _DAYS.intersection(core) and not _is_clock(text[pairs[first][0] : pairs[last - 1][1]], before, after):
        return None
    if kind == "duration" and (before in {"$", "€", "£"} or before.isdigit()):
        return None
    if kind == "date" and core[-1] in CLASS["part"]:
        kind = "time"  # "this morning"
    if kind in ("date", "time") and left and left in CLASS["since"]:
        return "period"
    return kind  # type: ignore[return-value]


def _is_month(word: str, left: str, before: str, after: str, around: str) -> bool:
    """Whether a month's name alone is one: "March" and "May" want a word that leads to a month, the others no name behind them."""
    if left and left in _BEFORE_MONTH:
        return True
    beside = len(around) == 2 and around[1] in _AND and around[0] in _MONTHLY
    if word in ("May", "March", "MAY", "MARCH", "Mar", "MAR"):
        return beside or (before in ("from", "by") and (word == "March" or after in _FOR_MAY))
    if len(word) <= 4 and word not in ("June", "July"):
        return beside
    return not (after[:1].isupper() and after not in LETTERS) and (beside or not word.isupper())


def _is_year(core: str, left: str, before: str, after: str, text: str, pair: tuple[int, int]) -> bool:
    """Whether four digits alone are a year."""
    if before in {"$", "€", "£", "#", "No", "than"} or (after in {"%", ",", "-"} and text[pair[1] + 1 : pair[1] + 2].isdigit()):
        return False
    if text[pair[0] - 1 : pair[0]] in {",", ".", "-", "–", "/", ":"} or after in _COUNTED:
        return False
    leads = bool(left) and left in (_BEFORE_OLD if core in CLASS["oldyear"] else _BEFORE_YEAR)
    plural = after.islower() and after.endswith("s") and after not in LETTERS and after not in {"as", "was", "is", "has", "does"}
    if core in CLASS["oldyear"]:
        return leads and (not after.islower() or after in _AFTER_OLD)
    return leads or not plural


def _is_clock(written: str, before: str, after: str) -> bool:
    """Whether digits with a colon are a time of day: no score, ratio, verse or length of a film."""
    if not re.search(r"\d{1,2}:\d\d", written) or before in {":", "-"} or after in {":", "-"}:
        return False
    return bool(_LETTER.search(written)) or before.lower() in _BEFORE_CLOCK
