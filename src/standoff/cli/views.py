"""The views as tables: every passage with its source and cue, its address, and the code of its outlet explained below."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.text import Text

from ..case import ActorRow, Carried, CarrierRow, ClaimRow, DisputeRow, EventRow, LedgerRow, PositionRow, SideRow, SourceRef, UnknownRow
from .printer import WHERE, Column, address, chain_text, count, passage_text, print_table
from .safe import safe

_WORDS = 280  # code points of a passage in a table; --json and `show report` have them all
_MOST = 4  # holders of a side, carriers of a claim, answers to a question; the view of one has them all
_LISTED = 12  # reports whose codes are explained one by one
Cells = tuple[str | Text, ...]


def print_ledger(rows: Sequence[LedgerRow]) -> None:
    """The ledger as a table: where, who, by which words, what was said."""
    print_table(
        [WHERE, Column("source (≈ inferred)", 5), Column("cue", width=12), Column("passage", 12), Column("act", width=12)],
        [(address(r.chip, r.passage), chain_text(r.chain), r.cue or "–", passage_text(r.passage, _WORDS), _act(r)) for r in rows],
    )
    below(count(len(rows), "statement"), ((r.chip, r.outlet) for r in rows))


def _act(row: LedgerRow) -> str:
    return row.act + (f", {row.channel}" if row.channel else "") + (", disputed" if row.disputes else "")


def print_disputes(rows: Sequence[DisputeRow], case: Path) -> None:
    """Each dispute under its question: side, holder, passages with source and cue, where. At most four holders a side."""
    for row in rows:
        _dispute(row, [(side, side.positions[:_MOST]) for side in row.sides])
        left = [f"{len(s.positions) - _MOST} more on side {s.side}" for s in row.sides if len(s.positions) > _MOST]
        if left:
            click.echo(f"and {', '.join(left)}: standoff show {shlex.quote(str(case))} dispute {row.id}\n")
    below(count(len(rows), "dispute"), chips_of(c for r in rows for s in r.sides for p in s.positions for c in p.passages))
    click.echo(f"Not a dispute? standoff judge {shlex.quote(str(case))} no-dispute ID. A right one? dispute ID keeps it for sure.")


def print_dispute(row: DisputeRow) -> None:
    """One dispute with all its holders, and why the machine holds it for one."""
    _dispute(row, [(side, side.positions) for side in row.sides])
    click.echo(safe(f"Why ({row.family}): {row.reason}", lines=False))
    below("", chips_of(c for s in row.sides for p in s.positions for c in p.passages))


def _dispute(row: DisputeRow, sides: Iterable[tuple[SideRow, Sequence[PositionRow]]]) -> None:
    cells: list[Cells] = [
        (side.side, p.holder or "nobody named", _voice(c), passage_text(c.passage, _WORDS), address(c.chip, c.passage))
        for side, positions in sides
        for p in positions
        for c in p.passages
    ]
    print_table(
        [Column("side", width=4), Column("holder (inferred)", 4), Column("told as", 4), Column("passage", 12), WHERE],
        cells,
        title=f"{row.question}  ({row.kind}, confidence {row.confidence:.2f}; {row.id})",
    )


def print_claims(rows: Sequence[ClaimRow], case: Path) -> None:
    """Each claim under the passage of its most central carrier: who says it, who denies it, where. At most four carriers."""
    for row in rows:
        _claim(row, row.carriers[:_MOST])
        if len(row.carriers) > _MOST:
            click.echo(f"and {len(row.carriers) - _MOST} more: standoff show {shlex.quote(str(case))} claim {row.id}\n")
    below(count(len(rows), "claim"), chips_of(c.carried for r in rows for c in r.carriers))
    click.echo(f"Not one claim? standoff judge {shlex.quote(str(case))} not-same WHERE WHERE parts it; same joins two.")


def print_claim(row: ClaimRow) -> None:
    """One claim with all its carriers, why each is one, and where the reports have it from."""
    _claim(row, row.carriers)
    for origin in row.counted:
        click.echo(safe(f"Origin {origin.name}, {', '.join(origin.chips)}: {origin.reason}", lines=False))
    for carrier in row.carriers:
        where = address(carrier.carried.chip, carrier.carried.passage)
        click.echo(safe(f"{where}: {carrier.reason} ({carrier.confidence:.2f})", lines=False))
    below("", chips_of(c.carried for c in row.carriers))


def _claim(row: ClaimRow, carriers: Sequence[CarrierRow]) -> None:
    named = [o.name for o in row.counted]
    names = f" ({', '.join(named[:_MOST])}{', …' if len(named) > _MOST else ''})" if 0 < len(named) < row.reports else ""
    title = passage_text(row.wording.passage, _WORDS)
    title.append(safe(f"  ({count(row.reports, 'report')}, {count(row.origins, 'origin')}{names}; {row.id})", lines=False))
    cells = [
        (
            "denies" if c.denies else "says",
            _voice(c.carried),
            passage_text(c.carried.passage, _WORDS),
            c.published or "undated",
            address(c.carried.chip, c.carried.passage),
        )
        for c in carriers
    ]
    print_table([Column("", width=6), Column("told as", 4), Column("passage", 12), Column("date", width=10), WHERE], cells, title=title)


def print_events(rows: Sequence[EventRow]) -> None:
    """Events: when (~ where no day is told), the trigger in its words, type, status and whose word it is, who does it to whom, where."""
    cells: list[Cells] = [
        (
            _when(r),
            passage_text(r.passage, _WORDS),
            f"{r.type}, {r.status}",
            chain_text(r.chain) if r.chain else f"{r.outlet}, in its own voice",
            f"{_parties(r.agents)} → {_parties(r.recipients)}" if r.agents or r.recipients else "–",
            _place(r),
            address(r.chip, r.passage),
        )
        for r in rows
    ]
    types = Column("type, status", width=12)
    columns = [
        Column("date", width=11),
        Column("words", 10),
        types,
        Column("told by", 4),
        Column("who → whom", 5),
        Column("place", 3),
        WHERE,
    ]
    print_table(columns, cells)
    dated = sum(r.date is not None for r in rows)
    below(f"{count(len(rows), 'event')}, {dated} dated; each is what its voice tells, not what is so", ((r.chip, r.outlet) for r in rows))


def _when(row: EventRow) -> str:
    """Its date, with ~ where it is known to less than a day, or lies somewhere in an interval."""
    if row.when is None:
        return "undated"
    if row.date is None:
        return f"~{row.when.start[:10]} to {row.when.end[:10]}"
    return row.date if row.when.precision in ("minute", "hour", "part", "day") and len(row.date) == len("2019-04-30") else f"~{row.date}"


def _parties(parties: Sequence[SourceRef]) -> str:
    return "; ".join(f"{p.written} ≈ {', '.join(p.inferred)}" if p.inferred else p.written or "" for p in parties) or "–"


def _place(row: EventRow) -> str:
    if row.place is None:
        return "–"
    return f"{row.place} ({row.country.name})" if row.country and row.country.name != row.place else row.place


def print_unknowns(rows: Sequence[UnknownRow]) -> None:
    """Open questions, each with what other reports say to it: which is later, where, whose voice, the passage."""
    cells: list[Cells] = []
    for row in rows:
        voice = chain_text(row.chain) if row.chain else row.outlet
        cells.append(("open", voice, passage_text(row.passage, _WORDS), row.published or "undated", address(row.chip, row.passage)))
        for answer in row.answers[:_MOST]:
            c, date = answer.carried, answer.published or "undated"
            cells.append((f"  {answer.when}", _voice(c), passage_text(c.passage, _WORDS), date, address(c.chip, c.passage)))
    print_table([Column("", width=10), Column("voice", 4), Column("passage", 12), Column("date", width=10), WHERE], cells)
    spoken = sum(bool(r.answers) for r in rows)
    told = f"{count(len(rows), 'open question')}, {spoken} that other reports say something to"
    below(told, [*((r.chip, r.outlet) for r in rows), *chips_of(a.carried for r in rows for a in r.answers)])


def print_actors(rows: Sequence[ActorRow]) -> None:
    """Actors: names, kind, how often they are quoted and stand in a dispute, roles, other names."""
    counts = [Column("statements", 2), Column("disputes", 2)]
    print_table(
        [Column("actor", 4), Column("kind", width=12), *counts, Column("roles", 4), Column("also written", 6)],
        [
            (r.name, r.kind, str(r.statements), str(r.disputes), "; ".join(r.roles[:4]), "; ".join(a for a in r.aliases[:6] if a != r.name))
            for r in rows
        ],
    )


def _voice(carried: Carried) -> str:
    return chain_text(carried.chain) if carried.chain else f"{carried.outlet}, in its own voice"


def chips_of(passages: Iterable[Carried]) -> list[tuple[str, str]]:
    """The code of the report of each passage, and its outlet."""
    return [(c.chip, c.outlet) for c in passages]


def below(counted: str, chips: Iterable[tuple[str, str]]) -> None:
    """How many rows there are, and which outlet each code in an address stands for."""
    codes: dict[str, list[str]] = {}
    for chip, outlet in dict.fromkeys(chips):
        codes.setdefault(outlet, []).append(chip)
    rows = [(outlet, sorted(c, key=lambda chip: (len(chip), chip))) for outlet, c in codes.items()]
    told = [f"{', '.join(c) if len(c) <= _LISTED else f'{c[0]} to {c[-1]}'} = {outlet}" for outlet, c in rows]
    click.echo(safe((f"{counted}. " if counted else "") + ", ".join(told), lines=False))
