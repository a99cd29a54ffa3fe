"""Characters that nobody sees must not hide words from the reader: it reads the text without them, and every span is moved back.

Soft hyphens and zero-width spaces of web pages, marks of direction, control characters, letters that only look different
(ligatures of typeset pages, the bold letters of posts, full-width forms), and the quotation marks of other scripts, which the
network has hardly seen. The report itself keeps them all: its text is never rewritten.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from standoff.model import Furniture, Reading, Report, Span, Syntax

from .quotes import DOUBLE_MARKS, pair_quotes

_HIDDEN = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    r"\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_DRESSED = r"\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
_MARKS = "„‟«»‹›‚「」『』＂"  # in pairs they are read as “ and ”, or ‘ and ’
_ODD = re.compile(f"[{_HIDDEN}{_DRESSED}{_MARKS}]")
_LETTERS = re.compile(f"[{_DRESSED}]")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_ID = re.compile(r"(?P<head>.*:[a-z]+)(?P<start>\d+)-(?P<end>\d+)(?:-(?P<more>\d+))?")


def hidden(text: str) -> int:
    """How many characters of a text show nothing and part nothing."""
    return len(_UNSEEN.findall(text))


def through(report: Report, read: Callable[[Report], Reading]) -> Reading:
    """The reading of a report by `read`, which gets to see it without what nobody sees."""
    if not _ODD.search(report.text):
        return read(report)
    view = _View.of(report)
    return view.restored(read(view.report), report)


@dataclass(frozen=True, slots=True)
class _View:
    """A report as it looks, and for each of its characters the place where it stands in the text."""

    report: Report
    places: list[int]

    @classmethod
    def of(cls, report: Report) -> _View:
        shown: list[str] = []
        places: list[int] = []
        marks = _marks(report)
        for at, sign in enumerate(report.text):
            if _UNSEEN.match(sign):
                continue
            for letter in unicodedata.normalize("NFKC", sign) if _LETTERS.match(sign) else marks.get(at, sign):
                shown.append(letter)
                places.append(at)

        def moved(span: Span) -> Span | None:
            start, end = bisect_left(places, span.start), bisect_left(places, span.end)
            return Span(start, end) if start < end else None

        paragraphs = tuple(s for s in map(moved, report.paragraphs) if s)
        furniture = tuple(Furniture(s, f.kind) for f in report.furniture if (s := moved(f.span)))
        return cls(replace(report, text="".join(shown), paragraphs=paragraphs, furniture=furniture, origins=()), places)

    def restored(self, reading: Reading, report: Report) -> Reading:
        """The reading with its spans, and the ids made of them, moved to where they stand in the text."""
        layers = {
            f.name: self._back(getattr(reading, f.name)) for f in fields(reading) if f.init and f.name not in ("report", "run", "notes")
        }
        unseen = hidden(report.text)
        notes = (f"{unseen:,} characters that show nothing were passed over.",) if unseen else ()
        return Reading(report=report, run=reading.run, notes=(*reading.notes, *notes), **layers)

    def _back(self, value: Any) -> Any:
        if isinstance(value, Span):
            return Span(self.places[value.start], self.places[value.end - 1] + 1)
        if isinstance(value, Syntax):
            starts = array("I", (self.places[a] for a in value.starts))
            return replace(value, starts=starts, ends=array("I", (self.places[b - 1] + 1 for b in value.ends)))
        if isinstance(value, tuple):
            return tuple(map(self._back, value))
        if isinstance(value, str) and (id := _ID.fullmatch(value)):
            span = self._back(Span(int(id["start"]), int(id["end"])))
            more = f"-{self.places[int(id['more'])]}" if id["more"] else ""
            return f"{id['head']}{span.start}-{span.end}{more}"
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self._back(getattr(value, f.name)) for f in fields(value) if f.init})
        return value


def _marks(report: Report) -> dict[int, str]:
    """For each mark of a pair in which one of another script has part, the English mark in its place."""
    shown: dict[int, str] = {}
    for q in pair_quotes(report.text, report.paragraphs):
        first, last = q.span.start, q.span.end - 1
        ends = (first, last) if q.closed else (first,)
        if any(report.text[at] in _MARKS for at in ends):
            shown[first] = "“" if report.text[first] in DOUBLE_MARKS else "‘"
            if q.closed:
                shown[last] = "”" if report.text[first] in DOUBLE_MARKS else "’"
    return shown
