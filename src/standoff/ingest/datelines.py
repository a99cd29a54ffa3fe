"""Datelines: where and when a report was filed, and by which agency ("CARDIFF, April 30 (Reuters) -"), by grammar, not by place names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from standoff.model import Span

from . import agencies
from .dates import MONTH, date_inside, iso_date

# Datelines open a report; live pages carry further ones, each at the head of its own paragraph.
_FIRST = 12
_KICKERS = re.compile(
    r"(?:MORE|SEE|ALSO|READ|WATCH|VIDEO|PHOTOS?|FILE|RELATED|OPINION|ANALYSIS|EXPLAINER|LIVE|UPDATE[SD]?|BREAKING|STORY|CLOSE|EXCLUSIVE|FACT|"
    r"GALLERY|PODCAST|QUESTION|ANSWER|Q|A|NOTE|EDITOR|CORRECTION|COMMENT|TIMELINE|MAP|GRAPHIC|NEW|JUST|MUST|DEVELOPING)\b"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its span (dash included), the day it names as ISO 8601 where it names the year, else as written."""

    span: Span
    iso: str | None
    day: str | None


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    capitals = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-]+[A-ZÀ-Þ][A-ZÀ-Þ.'’]+){0,5}"
    titled = r"[A-ZÀ-Þ][\w.'’]+(?:[ /-]+(?:of |de |la |al-)?[A-ZÀ-Þ][\w.'’]+){0,4}"
    within = r"(?:,\s+[A-ZÀ-Þ][\w.'’]+(?:[ -](?:of |and |the )?[A-ZÀ-Þ][\w.'’]+){0,4}){0,2}"
    day = (
        r"(?:,?\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
        rf"(?P<day>{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{4}})?))"
    )
    bracket = r"\((?P<by>[^()\n]{2,60})\)"
    dash = r"(?:-{1,3}|–|—|―)"
    return (
        re.compile(rf"(?P<caps>{capitals}){within}{day}?,?\s*{bracket}\s*{dash}"),
        re.compile(rf"(?P<caps>{capitals}){within}{day}?\s*{dash}(?=\s+[\"“‘'A-ZÀ-Þ])"),
        re.compile(rf"(?P<caps>{capitals}){within}{day}?:(?=\s+[\"“‘'A-ZÀ-Þ](?:\S*\s+){{11}})"),
        re.compile(rf"{titled}{within}{day},?\s*{bracket}(?:\s*{dash})?"),
        re.compile(rf"{titled}{within},?\s*{bracket}(?P<known>)(?:\s*{dash})?"),
        re.compile(rf"{bracket}(?P<known>)(?:\s*{dash})?(?=\s+\S)"),
    )


def datelines(text: str, paragraphs: Sequence[Span], outlet: str | None, turns: Collection[int] = ()) -> tuple[Dateline, ...]:
    """The datelines at the head of paragraphs. A bare "(AP)" or "Cardiff (AP)" needs an agency, or the outlet, in its brackets.

    `turns` are the indices of paragraphs that open with the name of a speaker, which looks like a place with a colon.
    """
    found = (_dateline(p, p.of(text), outlet) for i, p in enumerate(paragraphs[:_FIRST]) if i not in turns)
    return tuple(d for d in found if d)


def _dateline(paragraph: Span, body: str, outlet: str | None) -> Dateline | None:
    skipped = len(body) - len(body.lstrip("•*–— "))
    for rule in _rules():
        stands = rule.match(body, skipped)
        if not stands or _KICKERS.match(body, skipped) or stands.end() > len(body) - 12:
            continue
        parts = stands.groupdict()
        if "known" in parts and not _known(parts["by"], outlet):
            continue
        # Two capitals open many sentences ("US - ..."); a place has three letters at least.
        if parts.get("caps") is not None and sum(c.isalpha() for c in parts["caps"]) < 3:
            continue
        return Dateline(Span(paragraph.start + skipped, paragraph.start + stands.end()), *_day(parts.get("day")))
    return None


def _known(by: str, outlet: str | None) -> bool:
    if outlet and re.search(rf"(?<!\w){re.escape(by.strip())}(?!\w)", outlet, re.IGNORECASE):
        return True
    return bool(re.fullmatch(rf"{agencies.NAME}(?:(?:/|, | and ){agencies.NAME})*", agencies.mask(by.strip())))


def _day(written: str | None) -> tuple[str | None, str | None]:
    if not written:
        return None, None
    iso = date_inside(written)
    if iso is None:
        try:  # the calendar is asked with a leap year: April 31 is no date, February 29 may be one
            iso_date(f"{written}, 2000")
        except ValueError:
            return None, None
    return iso, written
