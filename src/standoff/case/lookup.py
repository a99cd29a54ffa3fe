"""Finding reports by the names that people use for them, and passages by the words that they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ..account import Material, Passage, SourceRef, evidence_passage, statement_passage
from ..account.ledger import source_ref
from ..model import Reading, Span, Statement, UsageProblem
from ..store import CaseFile
from .terms import Terms

_PER_REPORT = 20
_APART = 5  # sentences of a report where none of them holds all that is looked for
MOST = (300, 30, 500)  # statements, reports looked into for the rest, passages in all: what a page finds within 30 ms among 1,000 reports
_AROUND = 120  # code points on either side of a match where a report has no sentences


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words were found: a statement of a report, or a stretch in the outlet's own words."""

    report: str
    statement: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Spots:
    """The places that hold the words of a query, best first; `more` tells that there are others behind them."""

    items: tuple[Spot, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that holds the words of a query; `chain` is empty and `statement` None in the voice of the outlet.

    `matches` are the places of the words in the report.
    """

    report: str
    outlet: str
    chip: str
    published: str | None
    chain: tuple[SourceRef, ...]
    passage: Passage
    statement: str | None
    matches: tuple[Span, ...]


def find_report(name: str, held: Iterable[tuple[str, str]]) -> str:
    """The id of the report of that id, file name, or beginning of an id; `held` are (id, file). Raises UsageProblem."""
    held = list(held)
    if any(name == id for id, _ in held):
        return name
    hits = [id for id, file in held if file == name]
    hits = hits or [id for id, file in held if PurePath(file).name == name]
    hits = hits or ([id for id, _ in held if id.startswith(name.casefold())] if name else [])
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UsageProblem(f"{name!r} stands for {len(hits)} reports.", hint="one of the ids " + ", ".join(hits[:8]))
    files = [f"{id} ({file})" for id, file in held]
    tip = "one of " + ", ".join(files[:8]) + (" …" if len(files) > 8 else "") if files else "read reports into the case first"
    raise UsageProblem(f"The case holds no report {name!r}.", hint=tip)


def known(name: str, value: str, values: Sequence[str]) -> str:
    """A value of a closed list. Raises UsageProblem for another."""
    if value not in values:
        raise UsageProblem(f"There is no {name} {value!r}.", hint="one of " + ", ".join(values))
    return value


def look_up(file: CaseFile, material: Material, query: str, limit: int) -> tuple[Found, ...]:
    """Statements that hold all the words, best first, then sentences of reports that do. Raises UsageProblem."""
    return found_at(material, spots(file, material, query, (limit, limit, limit)).items, query)


def spots(file: CaseFile, material: Material, query: str, most: tuple[int, int, int] = MOST) -> Spots:
    """The places of `look_up`, without what is shown of them. Raises UsageProblem.

    `most` are how many statements, reports and passages to look at.
    """
    room, reports, limit = most
    terms = Terms(query)
    told = [(report, s) for report, id in file.search_statements(query, room) if (s := material.statement(report, id))]
    # What somebody says that somebody said is shown with both: the inner statement carries the chain.
    around = {(report, above.id) for report, s in told for above in material.chain(report, s)[:-1]}
    found = [Spot(report, s.id, s.hull) for report, s in told if (report, s.id) not in around]
    shown: dict[str, list[Span]] = {}
    for report, s in told:
        shown.setdefault(report, []).append(s.hull)
    hits = file.search(query, reports) if len(found) < limit else []
    for hit in hits:
        reading = material.reading(hit.report)
        found += _rest(material, reading, hit.matches, shown.get(hit.report, ()), terms)
        if len(found) > limit:
            break
    return Spots(tuple(found[:limit]), len(found) > limit or len(told) == room or len(hits) == reports)


def found_at(material: Material, places: Iterable[Spot], query: str) -> tuple[Found, ...]:
    """What is shown of these places. Raises UsageProblem for a query without a word."""
    terms = Terms(query)
    return tuple(_found(material, place, terms) for place in places)


def _rest(material: Material, reading: Reading, matches: Sequence[Span], shown: Sequence[Span], terms: Terms) -> Iterator[Spot]:
    """The sentences that hold a match outside of what is shown already, as the statements in them where all of it is somebody's words."""
    report = reading.report
    seen: set[Spot] = set()
    for span, within in _sentences(reading, matches, shown, terms).items():
        statements = _holders(material, report.id, within)
        if statements:
            places = [Spot(report.id, s.id, s.hull) for s in statements]
        else:
            # A sentence that holds a part of somebody's words is shown with their source and cue.
            places = [Spot(report.id, None, span.hull(*(s.hull for s in material.holding(report.id, span))))]
        for place in places:
            if place not in seen:
                seen.add(place)
                yield place


def _holders(material: Material, report: str, matches: Iterable[Span]) -> list[Statement]:
    """The statements whose words these matches are; none where one of them is the outlet's own."""
    found: dict[str, Statement] = {}
    for match in matches:
        held = material.holding(report, match)
        if not held:
            return []
        found |= {s.id: s for s in held}
    return list(found.values())


def _sentences(reading: Reading, matches: Sequence[Span], shown: Sequence[Span], terms: Terms) -> Mapping[Span, Sequence[Span]]:
    """The sentences that hold most of what is looked for, in their order, with the matches in each."""
    text, starts = reading.report.text, [s.start for s in reading.sentences]
    known: dict[str, frozenset[int]] = {}
    held: dict[Span, list[Span]] = {}
    for match in matches:
        if any(s.covers(match) for s in shown):
            continue
        n = bisect_right(starts, match.start) - 1
        near = [s for s in reading.sentences[max(0, n) : n + 2] if s.overlaps(match)]
        around = Span(max(0, match.start - _AROUND), min(len(text), match.end + _AROUND))
        held.setdefault(near[0] if near else around, []).append(match)
    if not held:
        return {}
    met: dict[Span, int] = {}
    for sentence, within in held.items():
        for match in within:
            word = match.of(text)
            if word not in known:
                known[word] = terms.which(word)
        met[sentence] = len(frozenset().union(*(known[m.of(text)] for m in within)))
    # Beside passages that hold all of the words, those that hold a few of them say little.
    wanted = len(terms) if shown else max(met.values())
    best = sorted((s for s in held if met[s] >= wanted), key=lambda s: (-len(held[s]), s))
    return {s: held[s] for s in sorted(best[: _PER_REPORT if wanted >= len(terms) else _APART])}


def _found(material: Material, place: Spot, terms: Terms) -> Found:
    reading = material.reading(place.report)
    report = reading.report
    held = material.statement(report.id, place.statement) if place.statement else None
    passage = statement_passage(report, held) if held else evidence_passage(report, place.span)
    chain = material.chain(report.id, held) if held else ()
    return Found(
        report.id,
        material.outlet(report.id),
        material.chip(report.id),
        report.published.iso if report.published else None,
        tuple(source_ref(material, reading, s) for s in chain),
        passage,
        place.statement,
        _marks(passage, terms),
    )


def _marks(passage: Passage, terms: Terms) -> tuple[Span, ...]:
    """Where the words stand in what is shown: in each stretch between two cuts."""
    stretches: list[list[Span]] = [[]]
    texts: list[str] = [""]
    for piece in passage.pieces:
        if piece.span is None:
            stretches.append([])
            texts.append("")
        else:
            stretches[-1].append(piece.span)
            texts[-1] += piece.text
    return tuple(m for spans, text in zip(stretches, texts, strict=True) if spans for m in terms.marks(text, spans[0].start))
