"""The rows of the views as HTML for notebooks: the columns of each kind of row, and one row in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.notebook import Html, as_html, fact_table, grid, html, isolated, lines
from .actors import ActorRow
from .claims import ClaimRow
from .coverage import Told
from .disputes import Carried, DisputeRow, PositionRow
from .events import EventRow, TimeRow
from .faultlines import CampRow
from .judgements import JudgementRow
from .ledger import LedgerRow, SourceRef
from .matrix import ThingRow
from .outlets import OutletRow
from .passage import Passage, abridge
from .report_view import ReportView
from .side_by_side import AlignedRow
from .table import Table
from .ties import TieRow
from .timeline import TellingRow, TimelineRow
from .tones import ToneRow
from .unknowns import UnknownRow

SHOWN = 20  # rows of a table
_WORDS = 280  # code points of a passage in a table
_EACH = 2  # holders of a side, passages of a judgement; a row by itself shows them all
_UNTOLD: tuple[Told, ...] = ("silent", "ends before")
_TAGS = {"source": "strong", "cue": "em", "content": "u", "marker": "em"}


@dataclass(frozen=True, slots=True)
class Columns:
    """How rows of one kind are shown: what they are called, and their columns, each a head and what gives its cell."""

    noun: str
    cells: tuple[tuple[str, Callable[[Any], object]], ...]


def rows_html(rows: Sequence[Any], most: int = SHOWN) -> str | None:
    """The first rows as a table, with a line that tells how many more there are; None where nothing describes such rows."""
    if not rows:
        return grid((), (), below=["No rows."])
    columns = COLUMNS.get(type(rows[0]))
    if columns is None or any(type(row) is not type(rows[0]) for row in rows):
        return None
    title = f"{len(rows):,} {columns.noun}{'' if len(rows) == 1 else 's'}"
    shown = [[cell(row) for _, cell in columns.cells] for row in rows[:most]]
    return grid(
        [name for name, _ in columns.cells], shown, title=title, below=[f"and {len(rows) - most:,} more"] if len(rows) > most else []
    )


@as_html.register(Table)
def table_html(rows: Table[Any]) -> str | None:
    """The first rows of a table."""
    return rows_html(rows)


def passage_html(passage: Passage, size: int | None = None) -> Html:
    """A passage, in about `size` code points if given: source bold, cue in italics, content underlined, a cut small."""
    pieces = []
    for piece in (abridge(passage, size) if size else passage).pieces:
        tag = _TAGS.get(piece.role)
        text = html(piece.text) if piece.text else ""
        pieces.append(f"<{tag}>{text}</{tag}>" if tag else f"<small>{text}</small>" if piece.role == "cut" else text)
    return Html(f"<bdi>{''.join(pieces)}</bdi>")


def chain_html(chain: Iterable[SourceRef]) -> Html:
    """The sources from the outermost inwards, as written; what the program inferred stands behind ≈."""
    names = []
    for ref in chain:
        written = isolated(ref.written) if ref.written else html("nobody named")
        names.append(written + (f" ≈ {isolated('; '.join(ref.inferred))}" if ref.inferred else ""))
    return Html(" ← ".join(names))


def place(chip: str, passage: Passage) -> str:
    """Where a passage stands: the report's code, the first offset and the one after the last."""
    return f"{chip}:{passage.span.start}–{passage.span.end}"


@as_html.register
def dispute_html(row: DisputeRow) -> str:
    """One dispute in full: its sides, who holds what, in which words, where."""
    cells = [
        (side.side, _holder(position), _voice(c), passage_html(c.passage, _WORDS), place(c.chip, c.passage))
        for side in row.sides
        for position in side.positions
        for c in position.passages
    ]
    why = f"{row.kind}, confidence {row.confidence:.2f}; why ({row.family}): {row.reason}; {row.id}"
    return grid(("side", "holder (inferred)", "told as", "passage", "where"), cells, title=isolated(row.question), below=[why])


@as_html.register
def claim_html(row: ClaimRow) -> str:
    """One claim in full: the passage of its most central carrier, who says it, who denies it, from how many origins."""
    cells = [
        (_says(c.denies), _voice(c.carried), passage_html(c.carried.passage, _WORDS), c.published or "undated", _where(c.carried))
        for c in row.carriers
    ]
    origins = [f"Origin {o.name}, {', '.join(o.chips)}: {o.reason}" for o in row.counted]
    below = [f"reports: {row.reports}, origins: {row.origins}; {row.id}", *origins]
    title = passage_html(row.wording.passage, _WORDS)
    return grid(("stance", "told as", "passage", "date", "where"), cells, title=title, below=below)


@as_html.register
def deed_html(row: TimelineRow) -> str:
    """One deed in full: each passage that tells or denies it, then the outlets that do not."""
    cells = [
        (t.told, _told_by(t), passage_html(t.event.passage, _WORDS), t.event.status, t.event.date or "undated", _stands(t))
        for t in row.tellings
    ]
    untold = [f"{way}: {', '.join(row.outlets(way))}" for way in _UNTOLD if row.outlets(way)]
    below = [*untold, f"reports: {row.reports}, origins: {row.origins}; {row.when.reason if row.when else 'undated'}; {row.id}"]
    return grid(("told as", "by", "passage", "status", "date", "where"), cells, title=passage_html(row.head.clear), below=below)


@as_html.register
def report_html(view: ReportView) -> str:
    """One report: what it is, and its first statements. Its full text stays out."""
    report = view.report
    about = fact_table(
        [*report.facts(), ("code", view.chip), ("statements", f"{len(view.statements):,}"), ("notes", lines(view.notes))],
        title=isolated(report.title or report.file),
    )
    return about + (rows_html(view.statements) or "")


def _says(denies: bool) -> str:
    return "denies" if denies else "says"


def _voice(carried: Carried) -> Html:
    return chain_html(carried.chain) if carried.chain else html(f"{carried.outlet}, in its own voice")


def _where(carried: Carried) -> str:
    return place(carried.chip, carried.passage)


def _told_by(telling: TellingRow) -> Html:
    return chain_html(telling.event.chain) if telling.event.chain else html(telling.event.outlet)


def _stands(telling: TellingRow) -> str:
    return place(telling.event.chip, telling.event.passage)


def _ways(row: TimelineRow) -> Html:
    """Who tells a deed in which way: "own voice: A, B"."""
    found: dict[str, list[str]] = {}
    for cell in row.cells:
        sources = f" ({'; '.join(cell.sources)})" if cell.told == "attributed" and cell.sources else ""
        found.setdefault(cell.told, []).append(cell.outlet + sources)
    return lines(f"{told}: {', '.join(names)}" for told, names in found.items())


def _holder(position: PositionRow) -> Html:
    return isolated(position.holder) if position.holder else html("nobody named")


def _told(carried: Carried) -> Html:
    """A passage in a cell with others: whose words, the passage, where."""
    return Html(f"{_voice(carried)}: {passage_html(carried.passage, _WORDS)} <small>{html(_where(carried))}</small>")


def _sides(row: DisputeRow) -> Html:
    told: list[Html] = []
    for side in row.sides:
        for position in side.positions[:_EACH]:
            told += [Html(f"<strong>{html(side.side)}</strong> {_told(c)}") for c in position.passages[:1]]
        if len(side.positions) > _EACH:
            told.append(html(f"{side.side}: and {len(side.positions) - _EACH} more"))
    return lines(told)


def _answers(row: UnknownRow) -> Html:
    first = [Html(f"{html(a.when)}: {_told(a.carried)}") for a in row.answers[:1]]
    return lines([*first, *([f"and {len(row.answers) - 1} more"] if len(row.answers) > 1 else [])])


def _parties(parties: Iterable[SourceRef]) -> Html:
    return lines(chain_html([party]) for party in parties)


def _ends(row: TieRow) -> Html:
    """Both ends of a tie with the letters of their camps, and how the one stands towards the other."""
    one, other = (
        Html(f"{isolated(p.name)} <small>{html(camp)}</small>") if camp else isolated(p.name)
        for p, camp in zip((row.source, row.target), row.camps, strict=True)
    )
    return Html(f"{one} <strong>{html(row.words)}</strong> {other}")


def _judged(row: JudgementRow) -> str:
    return "in force" if row.in_force else f"taken back by {row.undone_by}" if row.undone_by else "not in force"


COLUMNS: dict[type, Columns] = {
    LedgerRow: Columns(
        "statement",
        (
            ("where", lambda r: place(r.chip, r.passage)),
            ("outlet", lambda r: f"{r.outlet} ({r.published or 'undated'})"),
            ("source (≈ inferred)", lambda r: chain_html(r.chain)),
            ("passage", lambda r: passage_html(r.passage, _WORDS)),
            ("act", lambda r: ", ".join([r.act, *([r.channel] if r.channel else []), *(["disputed"] if r.disputes else [])])),
        ),
    ),
    ClaimRow: Columns(
        "claim",
        (
            ("told as", lambda r: _voice(r.wording)),
            ("wording", lambda r: passage_html(r.wording.passage, _WORDS)),
            ("says", lambda r: sum(not c.denies for c in r.carriers)),
            ("denies", lambda r: sum(c.denies for c in r.carriers)),
            ("reports", lambda r: r.reports),
            ("origins", lambda r: r.origins),
            ("outlets", lambda r: lines(r.outlets)),
            ("where", lambda r: _where(r.wording)),
        ),
    ),
    DisputeRow: Columns(
        "dispute",
        (
            ("question", lambda r: isolated(r.question)),
            ("kind", lambda r: r.kind),
            ("sides", _sides),
            ("outlets", lambda r: lines(r.outlets)),
            ("confidence", lambda r: f"{r.confidence:.2f}"),
        ),
    ),
    EventRow: Columns(
        "event",
        (
            ("where", lambda r: place(r.chip, r.passage)),
            ("outlet", lambda r: f"{r.outlet} ({r.published or 'undated'})"),
            ("told by", lambda r: chain_html(r.chain) if r.chain else "the outlet’s own voice"),
            ("type, status", lambda r: f"{r.type}, {r.status}"),
            ("words", lambda r: passage_html(r.passage, _WORDS)),
            ("agents", lambda r: _parties(r.agents)),
            ("recipients", lambda r: _parties(r.recipients)),
            ("place", lambda r: lines([*([isolated(r.place)] if r.place else []), *([r.country.name] if r.country else [])])),
            ("date", lambda r: lines([r.date or "undated", *([r.when.reason] if r.when else [])])),
        ),
    ),
    TimelineRow: Columns(
        "deed",
        (
            ("date", lambda r: r.date if r.ground == "sentence" else f"c. {r.date}" if r.date else "undated"),
            ("words", lambda r: passage_html(r.head.clear, _WORDS)),
            ("by", lambda r: _told_by(r.head)),
            ("type, told as", lambda r: f"{r.type}, {' / '.join(s.status for s in r.statuses)}"),
            ("who tells it", _ways),
            ("origins", lambda r: r.origins),
            ("where", lambda r: _stands(r.head)),
        ),
    ),
    TieRow: Columns(
        "tie",
        (
            ("who, towards whom (camp)", _ends),
            ("from", lambda r: r.first or "undated"),
            ("to", lambda r: r.last or "undated"),
            ("told by", lambda r: lines(f"{o.outlet}, {o.told}" for o in r.outlets)),
            ("origins", lambda r: r.origins),
            ("passages, surest first", lambda r: lines(_told(p.carried) for p in r.passages[:_EACH])),
            ("weight", lambda r: f"{r.weight:.2f}"),
            ("fits the sides", lambda r: "" if r.fits is None else "yes" if r.fits else "no"),
        ),
    ),
    CampRow: Columns(
        "actor",
        (
            ("actor", lambda r: isolated(r.actor.name)),
            ("stands", lambda r: f"{r.standing}: {r.camp or ', '.join(r.against)}" if r.camp or r.against else r.standing),
            ("supports", lambda r: r.supports),
            ("opposes", lambda r: r.opposes),
            ("supported by", lambda r: r.supported_by),
            ("opposed by", lambda r: r.opposed_by),
            ("weight", lambda r: f"{r.weight:.2f}"),
            ("why", lambda r: lines(r.reasons)),
            ("told", lambda r: lines(f"{p.way} {p.camp} {p.weight:.2f}" for p in r.pulls)),
        ),
    ),
    OutletRow: Columns(
        "outlet",
        (
            ("outlet", lambda r: isolated(r.outlet)),
            ("reports", lambda r: r.reports),
            ("words", lambda r: r.words),
            ("own voice", lambda r: f"{r.own:,} of {r.characters:,} characters"),
            ("statements (sources)", lambda r: f"{r.statements} ({r.sources})"),
            ("second hand, unnamed", lambda r: f"{r.second_hand}, {r.unnamed}"),
            ("events told, left out, alone", lambda r: f"{r.events.told}, {r.events.left_out}, {r.events.alone}"),
            ("claims told, left out, alone", lambda r: f"{r.claims.told}, {r.claims.left_out}, {r.claims.alone}"),
            ("rests on", lambda r: lines(f"{x.name} ({x.ground}, {x.passages})" for x in r.rests[:4])),
        ),
    ),
    ThingRow: Columns(
        "row",
        (
            ("of", lambda r: f"{r.of} {r.side}" if r.side else r.of),
            ("passage", lambda r: _told(r.head)),
            ("told by", lambda r: lines(f"{c.outlet}, {c.told}" for c in r.cells if c.told not in _UNTOLD)),
            ("not by", lambda r: lines(f"{c.outlet}, {c.told}" for c in r.cells if c.told in _UNTOLD)),
            ("origins", lambda r: r.origins),
        ),
    ),
    ToneRow: Columns(
        "actor",
        (
            ("actor", lambda r: isolated(r.name)),
            ("mentions", lambda r: lines(f"{o.outlet}: {o.mentions}" for o in r.outlets)),
            ("in a bad light", lambda r: lines(f"{o.outlet}: {o.bad}" for o in r.outlets if o.bad)),
            ("in a good light", lambda r: lines(f"{o.outlet}: {o.good}" for o in r.outlets if o.good)),
        ),
    ),
    AlignedRow: Columns(
        "pair of passages",
        (
            ("", lambda r: r.number),
            ("relation", lambda r: r.relation),
            ("why", lambda r: lines(w.reason for w in r.ways)),
            ("left", lambda r: lines(map(_told, r.left[:_EACH]))),
            ("right", lambda r: lines(map(_told, r.right[:_EACH]))),
        ),
    ),
    TimeRow: Columns(
        "time expression",
        (
            ("where", lambda r: f"{r.chip}:{r.words.span.start}–{r.words.span.end}"),
            ("outlet", lambda r: f"{r.outlet} ({r.published or 'undated'})"),
            ("words", lambda r: isolated(r.words.quote)),
            ("kind", lambda r: r.kind),
            ("from", lambda r: r.when.start if r.when else "unknown"),
            ("to", lambda r: r.when.end if r.when else "unknown"),
            ("told to the", lambda r: r.when.precision if r.when else ""),
            ("why", lambda r: r.when.reason if r.when else ""),
        ),
    ),
    UnknownRow: Columns(
        "open question",
        (
            ("where", lambda r: place(r.chip, r.passage)),
            ("outlet", lambda r: f"{r.outlet} ({r.published or 'undated'})"),
            ("voice", lambda r: chain_html(r.chain) if r.chain else "the outlet’s own"),
            ("passage", lambda r: passage_html(r.passage, _WORDS)),
            ("what other reports say", _answers),
        ),
    ),
    ActorRow: Columns(
        "actor",
        (
            ("actor", lambda r: isolated(r.name)),
            ("kind", lambda r: r.kind),
            ("statements", lambda r: r.statements),
            ("disputes", lambda r: r.disputes),
            ("outlets", lambda r: lines(r.outlets)),
            ("roles", lambda r: lines(map(isolated, r.roles[:4]))),
            ("also written", lambda r: lines(isolated(a) for a in r.aliases[:6] if a != r.name)),
        ),
    ),
    JudgementRow: Columns(
        "judgement",
        (
            ("when", lambda r: r.at),
            ("by", lambda r: r.by),
            ("judged", lambda r: f"{r.kind} ({r.about})"),
            ("of", lambda r: lines([r.left, *([r.right] if r.right else [])])),
            ("passages", lambda r: lines(_told(c) for side in r.sides for c in side[:_EACH])),
            ("note", lambda r: r.note),
            ("state", _judged),
        ),
    ),
}
