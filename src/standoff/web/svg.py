"""Small drawings as inline SVG: outlet chips, squares of coverage, bars.

Every drawing can be told without colour: an outlet also by its letters, shape and pattern, what it does also by fill, stroke
and a bar. There are no style attributes (the content policy forbids them): colours come from the classes "o1" to "o8".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, Protocol

from markupsafe import Markup, escape

Told = Literal["own voice", "attributed", "denied", "silent", "ends before"]
TOLD: tuple[Told, ...] = ("own voice", "attributed", "denied", "silent", "ends before")
_WORDS = {"ends before": "report ends before"}
_HEIGHT = 24.0
_WIDTHS = {0: 24.0, 1: 24.0, 2: 30.0, 3: 37.0, 4: 45.0}
_SQUARE, _STEP, _GAP, _HEAD, _ROW = 11.0, 14.0, 7.0, 15.0, 17.0
_ALL_ROWS = 4  # outlets that are all drawn, the silent ones too
_REST = 64.0  # the line that counts the silent ones fits in
_BAR_WIDTH, _BAR_HEIGHT = 120.0, 10.0


class Tag(Protocol):
    """How an outlet is marked."""

    @property
    def name(self) -> str:
        """The name of the outlet."""

    @property
    def code(self) -> str:
        """Its letters; four at most are drawn."""

    @property
    def accent(self) -> str:
        """The class of its accent, "o1" to "o8", "o0" without one."""

    @property
    def shape(self) -> str:
        """The name of its shape; any unknown one is drawn plain."""


def patterns() -> Markup:
    """The patterns of the eight accents and the hatch of reports that end before; once a page, before the first drawing."""
    tiles = {
        "o1": '<path d="M-1 6 6-1M3 10l7-7"/>',
        "o3": '<circle cx="2" cy="2" r="1.1"/><circle cx="6" cy="6" r="1.1"/>',
        "o4": '<path d="M0 2h8M0 6h8"/>',
        "o5": '<path d="M2 0v8M6 0v8"/>',
        "o6": '<path d="M-2 2l8 8M2-2l8 8"/>',
        "o7": '<path d="M0 4h8M4 0v8"/>',
        "o8": '<path d="M0 3l2-2 2 2 2-2 2 2M0 7l2-2 2 2 2-2 2 2"/>',
        "before": '<path d="M-1 5 5-1M3 9l6-6"/>',
    }
    made = (
        f'<pattern id="p-{id}" class="tile {id}" width="8" height="8" patternUnits="userSpaceOnUse">{art}</pattern>'
        for id, art in tiles.items()
    )
    return Markup(f'<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>{"".join(made)}</defs></svg>')


def mark() -> Markup:
    """The word mark's sign: two brackets that stand back to back and a rule between them."""
    return Markup(
        '<svg class="sign" width="26" height="20" viewBox="0 0 26 20" aria-hidden="true" focusable="false">'
        '<path d="M2 2h7v16H2M24 2h-7v16h7" fill="none" stroke="currentColor" stroke-width="2.4"/>'
        '<path d="M13 0v20" stroke="currentColor" stroke-width="1"/></svg>'
    )


def chip(tag: Tag, told: str = "own voice", *, named: bool = True) -> Markup:
    """An outlet and how it tells something; `named=False` where its name stands beside it, so that it is not read out twice."""
    code = tag.code[:4]
    name = f'role="img" aria-label="{escape(tag.name)}, {_word(told)}"' if named else 'aria-hidden="true"'
    return Markup(_chip(code, tag.accent, tag.shape, told, name))


def sample(told: str) -> Markup:
    """A chip without an outlet, for the legend."""
    return Markup(_chip("A", "o0", "round", told, 'aria-hidden="true"'))


def tally(tolds: Iterable[tuple[Tag, str]]) -> str:
    """How many outlets tell it in which way: "own voice 4, attributed 7, silent 19"."""
    counts = Counter(told for _, told in tolds)
    return ", ".join(f"{_word(told)} {counts[told]:,}" for told in TOLD if counts[told])


def square(told: str) -> Markup:
    """What one outlet does with one position, for a cell of a table."""
    art = _square(told, 1.5, 1.5)
    return Markup(f'<svg class="square" width="14" height="14" viewBox="0 0 14 14" role="img" aria-label="{_word(told)}">{art}</svg>')


def squares(sides: Sequence[tuple[str, str]], outlets: Sequence[tuple[Tag, Sequence[str]]]) -> Markup:
    """Outlets × sides, small: a row per outlet, a column per side under its letter. `sentence` says the same in words.

    Of more than four outlets those that are silent on every side become one line that counts them.
    """
    rows = [(tag, tolds) for tag, tolds in outlets if len(outlets) <= _ALL_ROWS or any(told != "silent" for told in tolds)]
    rest = len(outlets) - len(rows)
    label = max((_width(tag.code[:4]) for tag, _ in rows), default=0) + _GAP
    width, height = max(_REST, label + _STEP * len(sides)), _HEAD + _ROW * (len(rows) + bool(rest))
    # The columns stand at the right edge, whatever the rows are called.
    left = width - _STEP * len(sides)
    parts = [
        f'<text class="sq-letter" x="{_n(left + _STEP * i + _SQUARE / 2)}" y="9">{escape(side[0])}</text>' for i, side in enumerate(sides)
    ]
    for row, (tag, tolds) in enumerate(rows):
        y = _HEAD + _ROW * row
        parts.append(f'<text class="sq-code {escape(tag.accent)}" x="{_n(left - label)}" y="{_n(y + 9.5)}">{escape(tag.code[:4])}</text>')
        parts.append(
            f'<g class="{escape(tag.accent)}">' + "".join(_square(told, left + _STEP * i, y) for i, told in enumerate(tolds)) + "</g>"
        )
    if rest:
        parts.append(f'<text class="sq-rest" x="{_n(left - label)}" y="{_n(height - 4)}">{rest:,} silent</text>')
    return Markup(_svg("squares-art", width, height, "".join(parts)))


def sentence(sides: Sequence[tuple[str, str]], outlets: Sequence[tuple[Tag, Sequence[str]]]) -> str:
    """What `squares` draws: "CGTN: A own voice, B silent. RT: …"."""
    return " ".join(
        f"{tag.name}: " + ", ".join(f"{side[0]} {_word(told)}" for side, told in zip(sides, tolds, strict=True)) + "."
        for tag, tolds in outlets
    )


def bar(share: float, tag: Tag | None = None, label: str = "") -> Markup:
    """A share from 0 to 1, in the accent and pattern of an outlet; `label` says it in words where no number stands beside it."""
    accent = tag.accent if tag else "o0"
    filled = _BAR_WIDTH * min(1.0, max(0.0, share))
    art = f'<rect class="bar-bed" width="{_n(_BAR_WIDTH)}" height="{_n(_BAR_HEIGHT)}"/>' + _fill(accent, 0, filled)
    return Markup(_svg("bar", _BAR_WIDTH, _BAR_HEIGHT, art, label, "none"))


def stacked(parts: Sequence[tuple[Tag, int]], total: int, label: str = "") -> Markup:
    """Numbers of several outlets end to end, to the scale of `total` (the longest bar of the list)."""
    at, art = 0.0, ""
    for tag, number in parts:
        size = _BAR_WIDTH * number / max(1, total)
        art += _fill(tag.accent, at, size)
        at += size
    said = label or ", ".join(f"{tag.name} {number:,}" for tag, number in parts if number)
    return Markup(_svg("bar", _BAR_WIDTH, _BAR_HEIGHT, art, said, "none"))


@lru_cache(4096)
def _chip(code: str, accent: str, shape: str, told: str, name: str) -> str:
    width = _width(code)
    outline = _outline(shape, width)
    kind = told.replace(" ", "-")
    middle, base = width / 2, 16.6 if shape != "shield" else 15.4
    art = f'<path class="c-shape" d="{outline}"/>'
    if told in ("own voice", "ends before"):
        tile = "before" if told == "ends before" else accent
        art += f'<path class="c-tile" d="{outline}" fill="{_paint(tile)}"/>'
    art += f'<text class="c-code" x="{_n(middle)}" y="{_n(base + (1.6 if told == "denied" else 0))}">{escape(code)}</text>'
    if told == "denied":
        art += f'<path class="c-bar" d="M{_n(middle - (width - 12) / 2)} 6.2h{_n(width - 12)}"/>'
    elif told == "silent":
        art += f'<path class="c-strike" d="M2.5 12h{_n(width - 5)}"/>'
    size = f'width="{_n(width)}" height="{_n(_HEIGHT)}" viewBox="0 0 {_n(width)} {_n(_HEIGHT)}"'
    return f'<svg class="chip {kind} {escape(accent)}" {size} {name} focusable="false">{art}</svg>'


def _outline(shape: str, width: float) -> str:
    """The outline of a shape in a box of `width` × 24 with a margin of 1.5."""
    w, lo, hi = _n(width - 1.5), "1.5", "22.5"
    inner = width - 3
    match shape:
        case "square":
            return f"M{lo} {lo}H{w}V{hi}H{lo}z"
        case "round":
            side = _n(max(0.0, inner - 21))
            return f"M12 {lo}h{side}a10.5 10.5 0 0 1 0 21h-{side}a10.5 10.5 0 0 1 0-21z"
        case "leaf":
            return f"M{lo} {lo}H{_n(width - 10.5)}a9 9 0 0 1 9 9V{hi}H10.5a9 9 0 0 1-9-9z"
        case "bevel":
            return f"M7.5 {lo}H{_n(width - 7.5)}L{w} 7.5v9l-6 6H7.5l-6-6v-9z"
        case "shield":
            return f"M{lo} {lo}H{w}V14.5Q{w} 19 {_n(width / 2)} 23Q{lo} 19 {lo} 14.5z"
        case "tab":
            return f"M{lo} {hi}L4.5 {lo}H{_n(width - 4.5)}L{w} {hi}z"
        case "arch":
            return f"M{lo} {hi}V12a10.5 10.5 0 0 1 10.5-10.5h{_n(max(0.0, inner - 21))}a10.5 10.5 0 0 1 10.5 10.5V{hi}z"
        case "drop":
            return f"M{lo} {hi}V12a10.5 10.5 0 0 1 10.5-10.5h{_n(max(0.0, inner - 21))}a10.5 10.5 0 0 1 0 21z"
        case _:
            return f"M5.5 {lo}H{_n(width - 5.5)}a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4H5.5a4 4 0 0 1-4-4v-13a4 4 0 0 1 4-4z"


def _square(told: str, x: float, y: float) -> str:
    """■ own voice, □ attributed, □ with a bar denied, · silent, ⁄ ends before."""
    at = f'x="{_n(x + 0.75)}" y="{_n(y + 0.75)}" width="{_n(_SQUARE - 1.5)}" height="{_n(_SQUARE - 1.5)}"'
    middle = y + _SQUARE / 2
    match told:
        case "own voice":
            return f'<rect class="sq full" {at}/>'
        case "attributed":
            return f'<rect class="sq" {at}/>'
        case "denied":
            return f'<rect class="sq" {at}/><path class="sq-line" d="M{_n(x + 2)} {_n(middle)}h{_n(_SQUARE - 4)}"/>'
        case "ends before":
            return f'<path class="sq-line faint" d="M{_n(x + 2.5)} {_n(y + _SQUARE - 1)}l6-{_n(_SQUARE - 2)}"/>'
        case _:
            return f'<circle class="sq-dot" cx="{_n(x + _SQUARE / 2)}" cy="{_n(middle)}" r="1.6"/>'


def _fill(accent: str, at: float, size: float) -> str:
    if size <= 0:
        return ""
    box = f'x="{_n(at)}" width="{_n(max(1.0, size - 0.75))}" height="{_n(_BAR_HEIGHT)}"'
    return f'<g class="{escape(accent)}"><rect class="bar-fill" {box}/><rect class="c-tile" {box} fill="{_paint(accent)}"/></g>'


def _svg(kind: str, width: float, height: float, art: str, label: str = "", ratio: str = "") -> str:
    size = f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"' + (
        f' preserveAspectRatio="{ratio}"' if ratio else ""
    )
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="{kind}" {size} {name} focusable="false">{art}</svg>'


def _paint(tile: str) -> str:
    return "none" if tile in ("o0", "o2") else f"url(#p-{escape(tile)})"


def _width(code: str) -> float:
    return _WIDTHS[min(4, len(code))]


def _word(told: str) -> str:
    return _WORDS.get(told, told)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
