"""The timeline as a drawing: a column for each deed in the order of time, a row for each outlet, a mark where it tells the deed.

Filled is the outlet's own voice, outlined attributed, outlined with a bar denied; nothing is drawn for silence. The scale is that of the
telling: a stretch of time is as wide as its deeds, stretches in which nothing was told are a gap, long ones a break. Of more than eight
outlets the rows are the ways of telling, with how many outlets tell it so. Every column leads to its entry in the list, which says the
same in words: the drawing is a bonus, hidden from who does not see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup, escape

from . import svg

_COLUMN, _ROW, _MARK = 20.0, 26.0, 12.0
_TOP, _FOOT = 8.0, 22.0
_NEXT, _GAP, _BREAK = 8.0, 20.0, 38.0  # between stretches that follow one another, with days between them, with a month and more
_LETTER = 6.4  # of a date below the axis
_ROWS = 8  # outlets that have a row each
_LONG = 31
_WAYS = ("own voice", "attributed", "denied")


@dataclass(frozen=True, slots=True)
class Column:
    """A deed: where its entry stands, and how each outlet that is asked tells it, by name."""

    href: str
    tolds: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: what it is called below the axis, its key ("2019-04-30", "2019-04", "undated"), its deeds."""

    name: str
    key: str
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The heads of the rows and the columns, apart, so that the columns can be moved below the heads on a narrow page."""

    heads: Markup
    columns: Markup


def drawing(outlets: Sequence[svg.Tag], stretches: Sequence[Stretch]) -> Drawing:
    """Draws what is told in some stretches of time."""
    rows = _by_outlet(outlets) if len(outlets) <= _ROWS else [(way, way, None) for way in _WAYS if _told(stretches, way)]
    height = _TOP + _ROW * len(rows) + _FOOT
    at, art = 4.0, []
    base = _TOP + _ROW * len(rows)
    for n, stretch in enumerate(stretches):
        width = max(_COLUMN * len(stretch.columns), _LETTER * len(stretch.name) + 6)
        inset = (width - _COLUMN * len(stretch.columns)) / 2
        art.append(f'<path class="tl-axis" d="M{_n(at)} {_n(base + 2.5)}h{_n(width)}"/>')
        art.append(f'<text class="tl-date" x="{_n(at + width / 2)}" y="{_n(base + 17)}">{escape(stretch.name)}</text>')
        for k, column in enumerate(stretch.columns):
            art.append(_column(column, at + inset + _COLUMN * k, rows, base))
        at += width
        if n + 1 < len(stretches):
            gap = _distance(stretch.key, stretches[n + 1].key)
            if gap == _BREAK:
                art.append(f'<path class="tl-break" d="M{_n(at + 13)} {_n(base + 8)}l4-11M{_n(at + 21)} {_n(base + 8)}l4-11"/>')
            at += gap
    lines = "".join(f'<path class="tl-row" d="M0 {_n(_TOP + _ROW * (k + 0.5))}H{_n(at + 4)}"/>' for k in range(len(rows)))
    return Drawing(_heads(rows, height), _svg("tl-columns", at + 4, height, lines + "".join(art)))


def _by_outlet(outlets: Sequence[svg.Tag]) -> list[tuple[str, str, svg.Tag | None]]:
    return [(tag.name, tag.code[:4], tag) for tag in outlets]


def _told(stretches: Sequence[Stretch], way: str) -> bool:
    return any(told == way for s in stretches for c in s.columns for _, told in c.tolds)


def _heads(rows: Sequence[tuple[str, str, svg.Tag | None]], height: float) -> Markup:
    art, width = [], 0.0
    for k, (name, code, tag) in enumerate(rows):
        middle = _TOP + _ROW * (k + 0.5)
        if tag is None:
            art.append(f'<text class="tl-way" x="0" y="{_n(middle + 4)}">{escape(name)}</text>')
            width = max(width, 7.0 * len(name) + 6)
        else:
            chip = svg.chip(tag, "own voice", named=False)
            art.append(f'<g transform="translate(0 {_n(middle - 12)})">{chip}</g>')
            width = max(width, 34.0 if len(code) < 4 else 48.0)
    return _svg("tl-heads", width, height, "".join(art))


def _column(column: Column, x: float, rows: Sequence[tuple[str, str, svg.Tag | None]], base: float) -> str:
    tolds = dict(column.tolds)
    counts = Counter(tolds.values())
    art = f'<rect class="tl-hit" x="{_n(x)}" y="0" width="{_n(_COLUMN)}" height="{_n(base)}"/>'
    marked = []
    for k, (name, _, tag) in enumerate(rows):
        y = _TOP + _ROW * (k + 0.5)
        if tag is None and counts[name]:
            marked.append(y)
            art += _number(counts[name], name, x + _COLUMN / 2, y)
        elif tag is not None and tolds.get(name) in _WAYS:
            marked.append(y)
            art += f'<g class="{escape(tag.accent)}">{_mark(tolds[name], x + (_COLUMN - _MARK) / 2, y - _MARK / 2)}</g>'
    if len(marked) > 1:
        line = "".join(f"M{_n(x + _COLUMN / 2)} {_n(a + _MARK / 2 + 1)}V{_n(b - _MARK / 2 - 1)}" for a, b in pairwise(marked))
        art = f'<path class="tl-tie" d="{line}"/>' + art
    return f'<a href="{escape(column.href)}" tabindex="-1">{art}</a>'


def _mark(told: str, x: float, y: float) -> str:
    box = f'x="{_n(x + 0.75)}" y="{_n(y + 0.75)}" width="{_n(_MARK - 1.5)}" height="{_n(_MARK - 1.5)}"'
    if told == "own voice":
        return f'<rect class="tl-own" {box}/>'
    bar = f'<path class="sq-line" d="M{_n(x + 2.5)} {_n(y + _MARK / 2)}h{_n(_MARK - 5)}"/>' if told == "denied" else ""
    return f'<rect class="tl-att" {box}/>{bar}'


def _number(count: int, way: str, x: float, y: float) -> str:
    """How many outlets tell it so, in a mark of that way."""
    box = f'x="{_n(x - 8.5)}" y="{_n(y - 8.5)}" width="17" height="17"'
    kind = "tl-own" if way == "own voice" else "tl-att"
    bar = f'<path class="sq-line" d="M{_n(x - 6)} {_n(y - 6)}h12"/>' if way == "denied" else ""
    return f'<rect class="{kind}" {box}/>{bar}<text class="tl-count {kind}-count" x="{_n(x)}" y="{_n(y + 4)}">{count}</text>'


def _distance(one: str, other: str) -> float:
    """The gap between two stretches, by the time that lies between them."""
    a, b = _date(one, last=True), _date(other, last=False)
    if a is None or b is None:
        return _BREAK
    between = (b - a).days
    return _NEXT if between <= 1 else _GAP if between <= _LONG else _BREAK


def _date(key: str, *, last: bool) -> date | None:
    """The first or last day of a stretch, None where it has none."""
    numbers = key[:10].split("-")
    try:
        year, month, day = [int(n) for n in numbers] + [12 if last and len(numbers) < 2 else 1, 28 if last else 1][len(numbers) - 1 :]
        return date(year, month, day)
    except ValueError:
        return None


def _svg(kind: str, width: float, height: float, art: str) -> Markup:
    size = f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"'
    return Markup(f'<svg class="{kind}" {size} aria-hidden="true" focusable="false">{art}</svg>')


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
