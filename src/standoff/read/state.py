"""What state a text is in, where that makes its layers less sure: notes of the reading, in fixed words and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from standoff.model import Report, Span

from .body import Body
from .quotes import DOUBLE_MARKS, Quotation
from .turns import Turn

_ENOUGH = 40  # words below which nothing is said of a text
_CAPITALS = 0.6  # share of capitals among the letters; a report of many abbreviations has a fifth
_SMALL = 0.002  # the same below which there are no capitals to speak of; prose has a twentieth
_STOPS = 100  # words to a full stop, above which sentences cannot be told apart; the longest prose has fifty
_STOP = re.compile(r"[.!?…;:。！？।](?=\W|$)")
_ALONE = 2  # quotation marks without a partner that are worth a word


def notes_on(report: Report, body: Body, quotations: Sequence[Quotation], spoken: Sequence[Turn]) -> tuple[str, ...]:
    """The notes on a report of which the body was read; `quotations` and `spoken` are its quotations and the turns of a transcript."""
    found = [*_left_out(body), *_letters(report.text, body.read)]
    if spoken:
        found.append(f"Read as a transcript: {_many(len(spoken), 'turn')}, each a statement of the one whose name opens it.")
    alone = _without_partner(report.text, body.read, quotations)
    if alone >= _ALONE:
        found.append(f"{alone} quotation marks have no partner: where quotations begin and end is less sure.")
    return tuple(found)


def _left_out(body: Body) -> list[str]:
    found = []
    if body.foreign:
        codes = ", ".join(code for code, _ in Counter(code for _, code in body.foreign if code != "und").most_common())
        which = f"another language ({codes})" if codes else "another language"
        found.append(f"Not read: {_many(len(body.foreign), 'paragraph')} in {which}.")
    if body.rows:
        found.append(f"Not read: {_many(body.rows, 'row')} of a table.")
    return found


def _letters(text: str, read: Sequence[Span]) -> list[str]:
    upper = lower = words = stops = 0
    for block in read:
        passage = block.of(text)
        upper += sum(map(str.isupper, passage))
        lower += sum(map(str.islower, passage))
        words += len(passage.split())
        stops += len(_STOP.findall(passage))
    found: list[str] = []
    if words < _ENOUGH:
        return found
    if upper > _CAPITALS * (upper + lower):
        found.append("The text is in capitals: names, and who is meant, are less sure.")
    elif upper < _SMALL * (upper + lower):
        found.append("The text has no capitals: names, and who is meant, are less sure.")
    if words > _STOPS * (stops + 1):
        found.append("The text has hardly any punctuation: sentences and statements are less sure.")
    return found


def _without_partner(text: str, read: Sequence[Span], quotations: Sequence[Quotation]) -> int:
    """How many double quotation marks have no partner. One that stays open has one where the next paragraph opens with a mark."""
    opens = {block.start for block in read if text[block.start] in DOUBLE_MARKS}
    after = {a.end: b.start for a, b in pairwise(read)}
    paired = sum(1 + q.closed for q in quotations if text[q.span.start] in DOUBLE_MARKS and (q.closed or after.get(q.span.end) in opens))
    return sum(sum(c in DOUBLE_MARKS for c in block.of(text)) for block in read) - paired


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
