"""Whose facts these are: the origins that a report credits, for the whole of it ("With inputs from Reuters") or for one fact.

Corroboration counts origins, not articles, so a credit that is missed makes one source look like two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from standoff.model import Furniture, Origin, Span

from . import agencies

# A credit closes a report or stands in its first lines; in the middle "(AP)" is somebody's photo.
_TAIL = 3
_CREDIT_WORDS = (
    r"(?:[Ww]ith (?:additional |further )?(?:inputs?|reporting|material|files?|reports?|information|contributions?) (?:from|by)"
    r"|[Ii]nputs? from|[Aa]dditional (?:reporting|material|information) (?:from|by)|"
    r"[Bb]ased on (?:a report|reports|reporting|material) (?:from|by)|[Mm]aterial from|[Ff]iles from|"
    r"[Ii]nformation from|Sources?:|SOURCES?:|"
    r"[Cc]ompiled from|[Aa]dapted from|[Ff]rom (?:wire|agency) reports?)"
)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    agency = agencies.NAME
    several = rf"{agency}(?:(?:\s*[,;/&]\s*(?:and )?|\s+and\s+){agency})*"
    named = rf"{several}(?:'s|’s)?(?:\s+(?:news agency|news agencies|newswire|wire service|agencies))?"
    return {
        "credit": re.compile(rf"[\[(]?\s*{_CREDIT_WORDS}\s+[^.\n]{{0,60}}?{named}[^.\n]{{0,80}}[.]?\s*[\])]?"),
        "contributed": re.compile(
            rf"[^.\n]{{0,200}}{named}[^.\n]{{0,200}}"
            r"\b(?:contributed|was used|were used|provided (?:material|reporting)|is used)\b[^.\n]{0,80}\.?"
        ),
        "copyright": re.compile(rf"(?:Copyright|©|\(c\))[^\n]{{0,30}}{agency}.*", re.IGNORECASE),
        "by": re.compile(rf"(?:By|BY|Reporting by|From)\s+{several}[.]?"),
        # "… the ministry said. (AP)", "… - AFP", "… — Xinhua"; "Reuters" alone in the last line
        "tail": re.compile(rf"(?:[\[(]\s*{several}\s*[\])]|(?:^|\s)(?:[-–—]+|/)\s?{several}|^{several})\s*\.?\s*$"),
        "fact": re.compile(
            rf"\b(?:according to|reported by|quoted by|cited by|told)\s+{agency}"
            rf"|{agency}(?:\s+(?:news agency|newswire))?\s+(?:has |had |also |later |earlier )?"
            r"(?:reported|reports|quoted|quotes|cited|cites|said|says)\b"
        ),
    }


def origins(text: str, paragraphs: Sequence[Span], datelines: Sequence[Span]) -> tuple[tuple[Origin, ...], tuple[Furniture, ...]]:
    """The origins of a report, those of the whole first, and the furniture that their credits are.

    An agency credited for the whole and again for a fact is listed once, for the whole.
    """
    whole: list[Origin] = []
    masked = agencies.mask(text)
    furniture: list[Furniture] = []
    for span in _whole(masked, paragraphs):
        whole += [Origin(n, span, True) for n in agencies.named_in(span.of(text))]
        if not any(f.span.overlaps(span) for f in furniture):
            furniture.append(Furniture(span, "origin"))
    for span in datelines:
        whole += [Origin(n, span, True) for n in agencies.named_in(_bracketed(span.of(text)))]
    credited = _first(whole)
    facts = _first(o for o in _facts(text, masked, [f.span for f in furniture]) if o.name not in {c.name for c in credited})
    return tuple(sorted(credited, key=_place) + sorted(facts, key=_place)), tuple(furniture)


def _whole(masked: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    rules = _rules()
    for index, paragraph in enumerate(paragraphs):
        body = paragraph.of(masked)
        last = len(paragraphs) - index <= _TAIL
        if len(body) <= 400:
            for kind in ("credit", "contributed", "copyright", "by"):
                stands = rules[kind].fullmatch(body.lstrip("•*–—- "))
                # A sentence that names its source in the middle of a report ("Material from AFP was seized") is body text.
                if stands and (last or index < 4 or body[0] in "([" or kind == "copyright"):
                    yield paragraph
                    break
            else:
                yield from _at_end(paragraph, body, last, index)
        else:
            yield from _at_end(paragraph, body, last, index)


def _at_end(paragraph: Span, body: str, last: bool, index: int) -> Iterator[Span]:
    """A credit that closes a paragraph of body text."""
    rules = _rules()
    for found in rules["credit"].finditer(body):
        if found[0].startswith(("(", "[")) and found[0].endswith((")", "]")):
            yield Span(paragraph.start + found.start(), paragraph.start + found.end())
            return
    tail = rules["tail"].search(body) if last else None
    if tail and (index or tail.start()):
        start = tail.start() + len(tail[0]) - len(tail[0].lstrip())
        yield Span(paragraph.start + start, paragraph.start + tail.end())


def _facts(text: str, masked: str, apart: Sequence[Span]) -> Iterator[Origin]:
    for found in _rules()["fact"].finditer(masked):
        span = Span(*found.span())
        agency = agencies.named_in(span.of(text))
        if agency and not any(s.overlaps(span) for s in apart):
            yield Origin(agency[0], span, False)


def _bracketed(dateline: str) -> str:
    """What of a dateline names the agency: the brackets, or the words after the last comma or before the dash."""
    inside = re.findall(r"\(([^()]+)\)", dateline)
    return " ".join(inside) if inside else dateline


def _first(origins: Iterator[Origin] | list[Origin]) -> list[Origin]:
    kept: dict[str, Origin] = {}
    for origin in origins:
        kept.setdefault(origin.name, origin)
    return list(kept.values())


def _place(origin: Origin) -> int:
    return origin.span.start if origin.span else 0
