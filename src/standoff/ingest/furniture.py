"""What of a report is not body text: headline, byline, dateline, caption, credit, origin, cross-reference, navigation, advertisement.

Rules over form and position, and a table of wording in general use (`furniture.tsv`); they name no outlet. Spans never overlap and
the text stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import cast

from standoff.model import Furniture, FurnitureKind, Origin, Span

from . import agencies
from .captions import captions
from .datelines import Dateline, datelines
from .dates import MONTH
from .origins import origins
from .speakers import speakers

_HEADLINE = 200  # characters, the longest headline
_CAPITALS = 0.3  # share of capitals above which a whole text is set in them; ordinary prose has less than a tenth
_BARE_DATE = re.compile(
    rf"(?:\w+day,?\s+)?(?:{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?:\W.{{0,40}})?", re.IGNORECASE
)
_BY = re.compile(r"(?:By|BY|by|Written by|From our)\s*:?\s+(?!(?:the|a|an|\d)\b)[A-ZÀ-Þ][^.!?]{1,120}\.?")
_NAMES = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*|and|in|of|for|the|at|&|\||,)(?:[\s,|]+(?:[A-ZÀ-Þ][\w.'’-]*|and|in|of|for|the|at|&|\|))*")
_KICKER = re.compile(r"[A-Z][A-Z '’-]{2,25}: ?[A-Z][^:]{8,120}[^.!?…:;\"”’)]")
_BIOGRAPHY = re.compile(
    r"[A-ZÀ-Þ][\w.'’ -]{3,60} (?:is|are|was) (?:an? |the |our )?(?:[\w’'-]+ ){0,5}(?:fellow|professor|author|columnist|correspondent|"
    r"contributor|editor|reporter|journalist|writer|analyst|director|scholar|historian|former ambassador)s?\b.{0,300}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The furniture of a report, the origins it credits, and its datelines with the days they name."""

    furniture: tuple[Furniture, ...]
    origins: tuple[Origin, ...]
    datelines: tuple[Dateline, ...]


class Taken:
    """Furniture that does not overlap, kept in order, so that long lists stay quick to ask."""

    def __init__(self) -> None:
        self._kept: list[Furniture] = []

    def add(self, found: Iterable[Furniture]) -> None:
        """Adds what overlaps nothing kept before it."""
        for item in found:
            if not self.within(item.span):
                insort(self._kept, item, key=_start)

    def within(self, span: Span) -> list[Furniture]:
        """What shares a character with a span."""
        at = max(0, bisect_right(self._kept, span.start, key=_start) - 1)
        found = []
        for item in islice(self._kept, at, None):
            if item.span.start >= span.end:
                break
            if item.span.overlaps(span):
                found.append(item)
        return found

    def all(self) -> tuple[Furniture, ...]:
        """All of it, in order."""
        return tuple(self._kept)


def _start(item: Furniture) -> int:
    return item.span.start


@cache
def _table() -> tuple[tuple[FurnitureKind, bool, re.Pattern[str]], ...]:
    lines = files(__package__).joinpath("furniture.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((cast(FurnitureKind, kind), where == "paragraph", re.compile(rule, re.DOTALL)) for kind, where, rule in rows[1:])


def find(text: str, paragraphs: Sequence[Span], *, title: str | None = None, outlet: str | None = None) -> Found:
    """Finds the furniture of a report. `title` and `outlet` help where they are known from elsewhere."""
    turns = {s.paragraph for s in speakers(text, paragraphs)}
    lines = datelines(text, paragraphs, outlet, turns)
    credited, credits = origins(text, paragraphs, [d.span for d in lines])
    kept = Taken()
    head = _headlines(text, paragraphs, title)
    kept.add(head)
    kept.add([Furniture(d.span, "dateline") for d in lines])
    kept.add(credits)
    kept.add(_worded(text, paragraphs))
    kept.add(captions(text, paragraphs))
    kept.add(_worded_rests(text, paragraphs, kept))
    kept.add(_bylines(text, paragraphs, len(head), kept))
    kept.add(
        [
            Furniture(p, "cross-reference")
            for i, p in enumerate(paragraphs)
            if i > len(head) and i not in turns and _KICKER.fullmatch(p.of(text)) and len(p.of(text).split()) < 17
        ]
    )
    kept.add(_capital_lines(text, paragraphs, turns))
    # "Contributing: Ana Lund and the Associated Press": a byline that shares the report with an agency.
    named = {o.name for o in credited if o.whole}
    shared = [
        Origin(n, f.span, True) for f in kept.all() if f.kind == "byline" for n in agencies.named_in(f.span.of(text)) if n not in named
    ]
    named |= {o.name for o in shared}
    credited = (*(o for o in credited if o.whole), *shared, *(o for o in credited if not o.whole and o.name not in named))
    sources = tuple(o for o in credited if o.whole or not (o.span and kept.within(o.span)))
    return Found(kept.all(), sources, lines)


def _headlines(text: str, paragraphs: Sequence[Span], title: str | None) -> list[Furniture]:
    """The headline, once or as often as it is printed at the head. Without a known title: a first line that is no sentence."""
    if not paragraphs or (len(paragraphs) < 2 and not title):
        return []
    first = paragraphs[0].of(text)
    if not ((title and _same(first, title)) or (len(paragraphs) > 1 and _headline_like(first, paragraphs[1].of(text)))):
        return []
    count = next((i for i, p in enumerate(paragraphs) if not _same(p.of(text), first)), len(paragraphs))
    return [Furniture(p, "headline") for p in paragraphs[:count]] if count < len(paragraphs) or title else []


def _headline_like(line: str, following: str) -> bool:
    if len(line) > _HEADLINE or not 3 <= len(line.split()) <= 30 or line[0].islower() or not (line[0].isalnum() or line[0] in "\"'“‘"):
        return False
    if re.search(r"(?<!\b[A-Z])[.,;:…][\"”’')]*$", line) or _BARE_DATE.match(line) or _BY.match(line):
        return False
    if any(rule.fullmatch(line) for _, whole, rule in _table() if whole):
        return False
    # A list of short lines is no report with a headline.
    return _same(following, line) or len(following.split()) > len(line.split()) or not following[-1].isalnum() or len(following.split()) < 9


def _same(line: str, title: str) -> bool:
    """Whether a line is a title, give or take marks, spacing and the outlet's name after a bar."""
    a, b = _fold(line), _fold(title)
    return bool(a) and (a == b or (len(a) > 15 and (b.startswith(a) or a.startswith(b)) and abs(len(a) - len(b)) < 40))


def _worded(text: str, paragraphs: Sequence[Span]) -> list[Furniture]:
    """What the table of wording finds, whole paragraphs first."""
    found: list[Furniture] = []
    for paragraph in paragraphs:
        body = paragraph.of(text)
        for kind, whole, rule in _table():
            if whole and len(body) < 500 and rule.fullmatch(body) and not (kind == "dateline" and "©" in body):
                found.append(Furniture(paragraph, kind))
                break
            if not whole:
                hits = (Span(paragraph.start + m.start(), paragraph.start + m.end()) for m in rule.finditer(body) if m[0])
                found.extend(Furniture(span, kind) for span in hits if not any(f.span.overlaps(span) for f in found[-8:]))
    return found


def _worded_rests(text: str, paragraphs: Sequence[Span], kept: Taken) -> list[Furniture]:
    """A stamp that shares its line with a credit ("date 2019-05-12 © Agency")."""
    found: list[Furniture] = []
    stamps = [rule for kind, whole, rule in _table() if whole and kind == "dateline"]
    for paragraph in paragraphs:
        end = min((f.span.start for f in kept.within(paragraph)), default=paragraph.end)
        rest = text[paragraph.start : min(end, paragraph.start + 121)].rstrip()
        if rest and len(rest) < 120 and (_BARE_DATE.fullmatch(rest) or any(rule.fullmatch(rest) for rule in stamps)):
            found.append(Furniture(Span(paragraph.start, paragraph.start + len(rest)), "dateline"))
    return found


def _bylines(text: str, paragraphs: Sequence[Span], head: int, kept: Taken) -> list[Furniture]:
    """Bylines stand between headline and body, with or without "By"; a note on the author closes an opinion piece."""
    found: list[Furniture] = []
    for paragraph in paragraphs[head : head + 6]:
        body = paragraph.of(text)
        if kept.within(paragraph):
            continue
        named = head > 0 and len(body.split()) <= 12 and len(body) < 100 and _NAMES.fullmatch(body) and body[0].isupper()
        if (_BY.fullmatch(body) and len(body.split()) <= 16) or named:
            found.append(Furniture(paragraph, "byline"))
        elif len(body.split()) > 12:
            break  # the body has begun
    if (
        len(paragraphs) > head + 3
        and _BIOGRAPHY.fullmatch(paragraphs[-1].of(text))
        and not re.search(r"[\"”] (?:he|she|they) ", paragraphs[-1].of(text))
    ):
        found.append(Furniture(paragraphs[-1], "byline"))
    return found


def _capital_lines(text: str, paragraphs: Sequence[Span], turns: Collection[int]) -> list[Furniture]:
    """Headlines of other stories, set in capitals between the paragraphs of a report that is not ("FERRY FIRM DENIES LEAK").

    What a colon leads to, what shouts and what stands in quotation marks is somebody's words, and two or three words are a heading.
    """
    if _share_of_capitals(text) > _CAPITALS:
        return []
    found = []
    for i, paragraph in enumerate(paragraphs):
        body = paragraph.of(text)
        if i in turns or len(body) > _HEADLINE or len(body.split()) < 4 or _share_of_capitals(body) < 0.9 or body[-1] in '.!:,"”':
            continue
        if i and paragraphs[i - 1].of(text)[-1] in ":,-–—":
            continue
        found.append(Furniture(paragraph, "cross-reference"))
    return found


def _share_of_capitals(words: str) -> float:
    """The share of capitals among the letters that have a case."""
    upper, lower = sum(map(str.isupper, words)), sum(map(str.islower, words))
    return upper / (upper + lower) if upper + lower else 0.0


def _fold(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
