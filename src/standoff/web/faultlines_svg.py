"""The arc diagram of the fault lines: names in one column, camp by camp, support on their left, opposition on their right.

Nothing rests on colour: the side of an arc and the mark where it arrives tell its sign, a filled arrowhead or a double bar what outlets
tell in their own voice, an open or single one what is only attributed, the width how many passages tell it. Every arc is a row of the
table below, and leads to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2

from markupsafe import Markup, escape

from ..model import visible

_SWEEPS = 12  # passes in which names move towards whom they are tied to
_ARRIVE = 7.0  # room for the mark between the end of an arc and the names


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: what it is called, where the name leads, whether it is among the best connected."""

    id: str
    label: str
    href: str
    hub: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """Names that stand together under a title; a camp is framed in dashes, for the program made it."""

    title: str
    nodes: tuple[Node, ...]
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie as it is drawn; `title` says it in words."""

    source: str
    target: str
    supports: bool
    own: bool
    passages: int
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of a drawing, in its own units: pixels at full size. `name` is half the width of the column of names."""

    kind: str
    width: float
    name: float
    row: float
    letters: int


WIDE = Frame("wide", 900, 148, 21, 40)
NARROW = Frame("narrow", 358, 88, 27, 23)


def drawing(zones: Sequence[Zone], arcs: Sequence[Arc], frame: Frame, label: str) -> Markup:
    """The drawing; zones without names are left out. `label` tells what it shows and where the same stands in words."""
    zones = [replace(zone, nodes=nodes) for zone, nodes in zip(zones, _ordered(zones, arcs), strict=True) if nodes]
    middle, art, texts = frame.width / 2, [], []
    places: dict[str, float] = {}
    y = 4.0 + 18.0
    for zone in zones:
        top = y
        y += 20
        # The lines of a title that is too long for the column would run into the arcs.
        texts.append(f'<text class="fl-zone" x="{_n(middle)}" y="{_n(top + 15)}">{escape(_cut(zone.title, frame.letters + 4))}</text>')
        for node in zone.nodes:
            y += frame.row
            places[node.id] = y - frame.row / 2 + 2
            art.append(f'<path class="fl-lead" d="M{_n(middle - frame.name)} {_n(places[node.id])}h{_n(2 * frame.name)}"/>')
            texts.append(_name(node, middle, places[node.id], frame))
        y += 7
        if zone.framed:
            box = f'x="{_n(middle - frame.name - 2)}" y="{_n(top)}" width="{_n(2 * frame.name + 4)}" height="{_n(y - top)}"'
            art.insert(0, f'<rect class="fl-camp" rx="3" {box}/>')
        y += 7
    height = y
    far = max((abs(places[a.source] - places[a.target]) for a in arcs), default=1.0)
    reach = middle - frame.name - 12
    # The widest lie at the back, so that the shorter ones stay in reach of the pointer.
    drawn = sorted(arcs, key=lambda a: -abs(places[a.source] - places[a.target]))
    lines = [_arc(arc, places, frame, reach, far) for arc in drawn]
    heads = (
        f'<text class="fl-side" text-anchor="end" x="{_n(middle - frame.name - 10)}" y="14">← supports</text>'
        f'<text class="fl-side" x="{_n(middle + frame.name + 10)}" y="14">opposes →</text>'
    )
    size = f'width="{_n(frame.width)}" height="{_n(height)}" viewBox="0 0 {_n(frame.width)} {_n(height)}"'
    inside = heads + "".join(art) + "".join(lines) + "".join(texts)
    return Markup(f'<svg class="arcs {frame.kind}" {size} role="group" aria-label="{escape(label)}">{inside}</svg>')


def sample(supports: bool, own: bool = True) -> Markup:
    """A piece of an arc with its mark, for the legend."""
    mark = _mark(40 if supports else 35, 7, supports, own, -1)
    how = f"{'own' if own else 'att'}{'' if supports else ' neg'}"
    line = f'<path class="fl-tie {how}" stroke-width="{2 if own else 1.4}" d="M2 7h{32 if supports else 33}"/>'
    return Markup(
        f'<svg class="arcs sample" width="44" height="14" viewBox="0 0 44 14" aria-hidden="true" focusable="false">{line}{mark}</svg>'
    )


def _ordered(zones: Sequence[Zone], arcs: Iterable[Arc]) -> list[tuple[Node, ...]]:
    """The names of each zone moved towards whom they are tied to, so that arcs are short (barycentre heuristic: Sugiyama et al., 1981)."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for arc in arcs:
        beside[arc.source].append(arc.target)
        beside[arc.target].append(arc.source)
    rows = [list(zone.nodes) for zone in zones]
    for _ in range(_SWEEPS):
        place = {node.id: n for n, node in enumerate(node for row in rows for node in row)}
        middle = {id: sum(place[o] for o in beside[id]) / len(beside[id]) if beside[id] else float(n) for id, n in place.items()}
        for row in rows:
            row.sort(key=lambda node: (middle[node.id], place[node.id]))
    return [tuple(row) for row in rows]


def _name(node: Node, middle: float, y: float, frame: Frame) -> str:
    name = visible.visible(node.label, lines=False)
    at = f'x="{_n(middle)}" y="{_n(y + 4.3)}"'
    text = f'<text class="fl-name{" hub" if node.hub else ""}" {at}>{escape(_cut(name, frame.letters))}</text>'
    return f'<a href="{escape(node.href)}"><title>{escape(name)}: its ties alone</title>{text}</a>'


def _arc(arc: Arc, places: dict[str, float], frame: Frame, reach: float, far: float) -> str:
    """One tie: from the edge of the column out and back to it, to the mark at the actor that it reaches."""
    side = -1 if arc.supports else 1
    edge = frame.width / 2 + side * (frame.name + 3)
    start, end = places[arc.source], places[arc.target]
    # Out a little above, in a little below: the ties of two who name each other do not cover one another.
    start, end = start - 2.5, end + 2.5
    out = side * (14 + (reach * 4 / 3 - 14) * (abs(end - start) / max(far, 1.0)) ** 0.72)
    last = edge + side * _ARRIVE
    path = f"M{_n(edge)} {_n(start)}C{_n(edge + out)} {_n(start)} {_n(edge + out + side * 4)} {_n(end)} {_n(last)} {_n(end)}"
    width = (1.6 if arc.own else 1.2) + min(3.2, 0.85 * log2(max(1, arc.passages)))
    how = f"{'own' if arc.own else 'att'}{'' if arc.supports else ' neg'}"
    title = f"<title>{escape(visible.visible(arc.title, lines=False))}</title>"
    line = f'<path class="fl-tie {how}" stroke-width="{_n(width)}" d="{path}"/>'
    return f'<a href="{escape(arc.href)}">{title}{line}{_mark(edge if arc.supports else last, end, arc.supports, arc.own, side)}</a>'


def _mark(x: float, y: float, supports: bool, own: bool, side: int) -> str:
    """An arrowhead with its point at x, filled or open; or the bar of a T, doubled or single."""
    if supports:
        return f'<path class="fl-head{"" if own else " open"}" d="M{_n(x)} {_n(y)}l-7 -4v8z"/>'
    bars = f"M{_n(x)} {_n(y - 5)}v10" + (f"M{_n(x - side * 3.4)} {_n(y - 5)}v10" if own else "")
    return f'<path class="fl-tee" d="{bars}"/>'


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
