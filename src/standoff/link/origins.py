"""Independence: how many origins the passages that carry a claim go back to.

    known = [provenance(reading) for reading in readings]        # link.credits; once per report
    origins = Origins(known, copies(digests))                    # link.copies
    origins.of(carriers)                                         # "3 reports, 1 origin (Reuters)"
    origins.first(copy)                                          # which of two copies came first, and how that is known

Passages that are copies of one text are one, whatever else their reports hold; each such text goes back to whom it credits, else to the
outlet that had it first. Where several are possible (two agencies credited for one report, copies of one day) the fewest origins that
account for all texts are counted: corroboration is never claimed on a guess. The order of reports and carriers makes no difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..ingest import agencies
from ..model import Evidence, Span
from ..model.origins import Aligned, Carried, Copy, CountedOrigin, Credit, Provenance
from .fold import fold

Place = tuple[str, Span]  # a passage of a report


@dataclass(slots=True)
class _Text:
    """One text: the carriers of it, where it stands, and whom it may go back to, by folded name, with what says so."""

    carriers: list[Carried] = field(default_factory=list)
    places: dict[str, list[Span]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    credits: list[tuple[str, Evidence]] = field(default_factory=list)

    def has(self, place: Place) -> bool:
        """Whether a passage is one of the text: half of the shorter of the two lies in the other."""
        report, span = place
        return any(2 * _shared(span, here) >= min(len(span), len(here)) for here in self.places.get(report, ()))

    def add(self, place: Place) -> None:
        """Adds a place, unless it is one already."""
        if not self.has(place):
            self.places.setdefault(place[0], []).append(place[1])

    def absorb(self, other: _Text) -> None:
        """Takes over all that another text has, being the same."""
        self.carriers += other.carriers
        for report, spans in other.places.items():
            for span in spans:
                self.add((report, span))


class Origins:
    """What the reports of a case say of their origins, and which passages of them are copies. Built once, asked for every claim."""

    def __init__(self, known: Iterable[Provenance], copies: Iterable[Copy]) -> None:
        self._known = {p.report: p for p in known}
        self._houses = {fold(p.house) for p in self._known.values() if p.house}
        self._aligned: dict[str, list[tuple[str, Aligned]]] = defaultdict(list)
        for copy in copies:
            for passage in copy.passages:
                self._aligned[copy.left].append((copy.right, passage))
                self._aligned[copy.right].append((copy.left, turned(passage)))
        for links in self._aligned.values():
            links.sort(key=lambda link: (link[0], link[1].left, link[1].right))

    def first(self, copy: Copy) -> tuple[str | None, str]:
        """The id of the report that had the text first, None where that is not known, and how it is known or why not."""
        left, right = self._known[copy.left], self._known[copy.right]
        credited = [two for one, two in ((left, right), (right, left)) if _credits(one, two)]
        if len(credited) == 1:
            return credited[0].report, f"the other credits {credited[0].house}"
        if not (left.published and right.published):
            return None, "the date of publication is not known of both"
        size = min(len(left.published), len(right.published))
        a, b = left.published[:size], right.published[:size]
        if a == b:
            return None, f"both are of {a}"
        one, two = (left, right) if a < b else (right, left)
        if _agency(two) and not _agency(one):
            # Agencies do not copy outlets: it is the date of a later version.
            return None, f"that of {two.house}, an agency, is of {max(a, b)}, the other of {min(a, b)}"
        return one.report, f"published {min(a, b)}, the other {max(a, b)}"

    def of(self, carriers: Iterable[Carried]) -> tuple[CountedOrigin, ...]:
        """The independent origins of the carriers of one claim, those of most reports first. None for no carriers.

        Raises KeyError for a carrier of a report whose provenance is not known.
        """
        texts = self._texts(sorted(set(carriers), key=lambda c: (c.report, c.span, c.credited)))
        for text in texts:
            self._name(text)
        chosen: dict[str, list[_Text]] = defaultdict(list)
        for key, text in zip(_fewest([t.names for t in texts]), texts, strict=True):
            chosen[key].append(text)
        counted = [self._counted(key, of_it) for key, of_it in chosen.items()]
        return tuple(sorted(counted, key=lambda o: (-len(o.reports), o.name)))

    def _texts(self, carriers: Sequence[Carried]) -> list[_Text]:
        """The carriers by the text that they are passages of."""
        texts: list[_Text] = []
        for carrier in carriers:
            place = carrier.report, carrier.span
            here = _Text([carrier])
            texts = _absorbed(here, [place], texts)
            new = list(self._standing(place, here.places.keys()))
            texts = [*_absorbed(here, new, texts), here]
            for there in new:
                here.add(there)
        return texts

    def _standing(self, place: Place, known: Collection[str]) -> Iterator[Place]:
        """Every place where a passage stands, over any number of copies, each report once, itself first; not in `known` reports."""
        seen = {*known, place[0]}
        ahead = [place]
        while ahead:
            report, span = ahead.pop(0)
            yield report, span
            for other, passage in self._aligned.get(report, ()):
                if other not in seen and (there := projected(passage, span)):
                    seen.add(other)
                    ahead.append((other, there))

    def _name(self, text: _Text) -> None:
        """Whom a text may go back to: whom its statements credit, else whom its passages credit, else the agency whose report it is, else
        whom its reports credit for the whole, else the outlet that had it first."""
        known = [self._known[report] for report in text.places]
        near = [c for report, spans in text.places.items() for span in spans for c in self._covering(report, span)]
        whole = [c for p in known for c in p.credits if not c.covers]
        agency = [p for p in known if _agency(p)]
        text.credits = [(fold(c.name), c.evidence) for c in (*near, *whole) if c.evidence]
        ways = (
            [name for c in text.carriers for name in c.credited],
            [c.name for c in near],
            _earliest(agency),
            [c.name for c in whole],
            _earliest(known),
        )
        text.names = {fold(name): name for name in sorted(next(names for names in ways if names))}

    def _covering(self, report: str, span: Span) -> list[Credit]:
        """The credits of the innermost passage around a span that credits a house."""
        found = [
            (sum(map(len, c.covers)), c)
            for c in self._known[report].credits
            if (c.medium or fold(c.name) in self._houses) and any(2 * _shared(span, s) >= len(span) for s in c.covers)
        ]
        least = min((size for size, _ in found), default=0)
        return [c for size, c in found if size == least]

    def _counted(self, key: str, texts: Sequence[_Text]) -> CountedOrigin:
        carriers = [c for t in texts for c in t.carriers]
        reports = sorted({c.report for c in carriers})
        name = min(t.names[key] for t in texts)
        credits = sorted({e for t in texts for k, e in t.credits if k == key and e.report in reports})
        own = {r for r in reports if fold(self._known[r].house or r) == key}
        named = ({e.report for e in credits} | {c.report for c in carriers if key in map(fold, c.credited)}) - own
        parts = [
            f"{len(own)} of {name}" if own else "",
            f"{len(named)} crediting {name}" if named else "",
            f"{rest} in the same words" if (rest := len(set(reports) - own - named)) else "",
        ]
        others = sorted({n for t in texts for k, n in t.names.items() if k != key})
        doubt = f"; may go back to {' or '.join(others)}" if others else ""
        return CountedOrigin(name, tuple(reports), ", ".join(p for p in parts if p) + doubt, tuple(credits))


def turned(passage: Aligned) -> Aligned:
    """The passage with left and right exchanged."""
    return Aligned(passage.right, passage.left, passage.same, tuple((b, a) for a, b in passage.anchors))


def projected(passage: Aligned, span: Span) -> Span | None:
    """Where a span of the left report stands in the right one, by the anchors around it; None where less than half of it lies inside."""
    if 2 * _shared(passage.left, span) < len(span):
        return None
    start = _across(passage, max(span.start, passage.left.start))
    end = _across(passage, min(span.end, passage.left.end))
    return Span(start, max(start + 1, end))


def _across(passage: Aligned, at: int) -> int:
    """An offset of the left passage in the right one: between two anchors by proportion."""
    ends = [(passage.left.start, passage.right.start), *passage.anchors, (passage.left.end, passage.right.end)]
    k = min(bisect_right(ends, at, key=lambda a: a[0]), len(ends) - 1)
    (a, b), (c, d) = ends[k - 1], ends[k]
    return b if c == a else round(b + (d - b) * (at - a) / (c - a))


def _shared(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _absorbed(text: _Text, places: Sequence[Place], others: Sequence[_Text]) -> list[_Text]:
    """The texts that have none of the places; the text has taken over the others."""
    apart = []
    for other in others:
        if any(other.has(place) for place in places):
            text.absorb(other)
        else:
            apart.append(other)
    return apart


def _agency(one: Provenance) -> bool:
    return one.house is not None and agencies.name(one.house) is not None


def _credits(one: Provenance, two: Provenance) -> bool:
    """Whether a report credits the house of another for the whole of it."""
    return two.house is not None and any(not c.covers and fold(c.name) == fold(two.house) for c in one.credits)


def _earliest(known: Sequence[Provenance]) -> list[str]:
    """The houses that may have had a text first: all whose date is not later than another's. A report without outlet goes by its id."""
    return [one.house or one.report for one in known if not any(_before(two.published, one.published) for two in known)]


def _before(one: str | None, two: str | None) -> bool:
    if not (one and two):
        return False
    size = min(len(one), len(two))
    return one[:size] < two[:size]


def _fewest(names: Sequence[dict[str, str]]) -> list[str]:
    """For each text one of its names, so that as few as possible are used: those without a choice first, then what serves most texts.

    The fewest are a hitting set; greedy choice (Johnson 1974) is exact where, as here, nearly all texts have one or two names.
    """
    chosen: set[str] = {next(iter(n)) for n in names if len(n) == 1}
    while left := [n for n in names if not chosen & n.keys()]:
        uses = sorted((-sum(key in n for n in left), key) for key in {k for n in left for k in n})
        chosen.add(uses[0][1])
    weight = {key: sum(key in n for n in names) for key in chosen}
    return [min(chosen & n.keys(), key=lambda key: (-weight[key], key)) for n in names]
