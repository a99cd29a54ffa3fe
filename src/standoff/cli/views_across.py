"""The views that compare a whole case, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from rich.text import Text

from .printer import WHERE, Column, address, chain_text, count, passage_text, print_table
from .safe import safe
from .views import below, chips_of

if TYPE_CHECKING:  # loaded with the view
    from ..case.pages import CampRow, FaultLines, TieRow, TimelineCell, TimelineRow

_WORDS = 220  # code points of a passage in a table
_OTHERS = (("denied", "denied by "), ("silent", "silent "), ("ends before", "before "))
_NAMED = 12  # actors of a camp that are named


def print_faultlines(found: FaultLines, ties: Sequence[TieRow]) -> None:
    """The camps, whose side is disputed and why, then the ties: who stands how towards whom, when, whose word it is, the surest passage."""
    for camp in found.camps:
        _line(f"Camp {camp.letter}, {count(camp.actors, 'actor')}", [r for r in found.actors if _in(r, camp.letter)])
    for letters in dict.fromkeys(r.against for r in found.actors if r.against):
        camps = f"camp{'s' if len(letters) > 1 else ''} {' and '.join(letters)}"
        _line(f"Only against {camps}", [r for r in found.actors if r.against == letters])
    for row in found.actors:
        if row.standing == "side disputed":
            pulls = ", ".join(f"{p.way} {p.camp} {p.weight:.1f}" for p in row.pulls)
            about = "".join(f" ({d.id})" for d in row.disputes)
            click.echo(safe(f"Side disputed: {row.actor.name}. {' '.join(row.reasons)}{about} Told {pulls}.", lines=False))
    _line("In no camp", [r for r in found.actors if r.standing == "no camp"])
    if balance := found.balance:
        share = f"{100 * balance.share:.0f} % of what is told between those who have a side"
        fit = f"{balance.ties - balance.unexplained} of {count(balance.ties, 'tie')}"
        click.echo(f"Sides explain {share}: {fit}. They are the program's, made of what reports tell.\n")
    elif found.ties:
        click.echo("Too little support is told of between these actors for camps.\n")
    columns = [Column("who", 4), Column("stands", width=11), Column("towards", 4), Column("date", width=10), Column("told as", 4)]
    print_table([*columns, Column("passage", 10), WHERE], [_cells(row) for row in ties])
    codes = chips_of(row.passages[0].carried for row in ties)
    below(f"{count(len(ties), 'tie')}; * does not fit the sides, ± is told the other way too", codes)


def _in(row: CampRow, letter: str) -> bool:
    return row.camp == letter and row.standing == "in a camp"


def _line(title: str, rows: Sequence[CampRow]) -> None:
    if rows:
        more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
        click.echo(safe(f"{title}: {', '.join(r.actor.name for r in rows[:_NAMED])}{more}", lines=False))


def _cells(row: TieRow) -> tuple[str | Text, ...]:
    surest = row.passages[0]
    carried = surest.carried
    flags = ("*" if row.fits is False else "") + ("±" if row.contrary else "")
    more = f" +{len(row.passages) - 1} more" if len(row.passages) > 1 else ""
    voice = chain_text(carried.chain) if carried.chain else f"{carried.outlet}, in its own voice"
    one, other = (f"{party.name} ({camp})" if camp else party.name for party, camp in zip((row.source, row.target), row.camps, strict=True))
    return (
        one,
        row.words + flags,
        other,
        (surest.date or "undated") + more,
        voice,
        passage_text(carried.passage, _WORDS),
        address(carried.chip, carried.passage),
    )


def print_timeline(rows: Sequence[TimelineRow], total: int) -> None:
    """Deeds in order: when (~ where it is concluded), the head in its words, type and status, who tells it how; `total` with the folded."""
    cells = [
        (
            _when(r),
            passage_text(r.head.clear, _WORDS),
            f"{r.type}, {' / '.join(s.status for s in r.statuses)}",
            _tell(r, "own voice"),
            _tell(r, "attributed"),
            "; ".join(told for way, lead in _OTHERS if (told := _tell(r, way, lead))),
            address(r.head.event.chip, r.head.event.passage),
        )
        for r in rows
    ]
    ways = [Column("own voice", 3), Column("attributed", 4), Column("others", 4)]
    print_table([Column("date", width=11), Column("words", 10), Column("type, status", width=12), *ways, WHERE], cells)
    folded = f", the weightiest of {total}; --all shows the rest" if total > len(rows) else ""
    told = f"{count(len(rows), 'deed')}{folded}; each is what reports tell, not what is so"
    codes = ((c.chip or c.code, c.outlet) for r in rows for c in r.cells)
    below(told, codes)


def _tell(row: TimelineRow, told: str, lead: str = "") -> str:
    """The outlets that tell a deed so, by code, with whom they attribute it to."""
    names = [_source(c) for c in row.cells if c.told == told]
    return lead + ", ".join(names) if names else ""


def _source(cell: TimelineCell) -> str:
    code = cell.chip or cell.code
    return f"{code} ({'; '.join(cell.sources[:2])})" if cell.told == "attributed" and cell.sources else code


def _when(row: TimelineRow) -> str:
    if row.date is None:
        return "undated"
    return row.date if row.ground == "sentence" else f"~{row.date}"
