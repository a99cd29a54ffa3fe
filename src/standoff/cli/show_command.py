"""`standoff show`: the views in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from rich.text import Text

from ..case import Case, DisputeRow, LedgerRow, UnknownRow
from .marked import print_report
from .printer import WHERE, Column, address, chain_text, passage_text, print_json, print_table
from .safe import safe

_WORDS = 280  # code points of a passage in a table; --json and `show report` have them all
T = TypeVar("T")
VIEWS = ("ledger", "disputes", "unknowns", "actors", "report")


@click.command("show")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("view", type=click.Choice(VIEWS))
@click.argument("report", required=False)
@click.option("--actor", metavar="NAME", help="Ledger: only statements of this actor.")
@click.option("--outlet", metavar="NAME", help="Ledger: only statements in this outlet.")
@click.option("--act", metavar="ACT", help="Ledger: only statements of this act (deny, accuse, ...).")
@click.option("--private", is_flag=True, help="Actors: private persons too.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(
    case_path: Path,
    view: str,
    report: str | None,
    actor: str | None,
    outlet: str | None,
    act: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """Shows a view of the account: ledger, disputes, unknowns, actors, or report ID.

    ID is a report's id, the beginning of one, or its file name.
    """
    if (view == "report") != (report is not None):
        raise click.UsageError("show CASE report ID wants an id." if view == "report" else f"show CASE {view} takes no report.")
    if view != "ledger" and (actor or outlet or act):
        raise click.UsageError("--actor, --outlet and --act belong to the ledger.")
    if view != "actors" and private:
        raise click.UsageError("--private belongs to the actors.")
    with Case.open(case_path) as case:
        if report is not None:
            found = case.report(report)
            if as_json:
                print_json(found)
            else:
                print_report(found)
        elif not as_json and not case.reports():
            click.echo("No reports yet. standoff read FILES -o CASE takes text, HTML and JSON Lines.")
        elif view == "ledger":
            _show(case.statements(actor=actor, outlet=outlet, act=act), as_json, print_ledger, lambda: _no_statement(actor, outlet, act))
        elif view == "disputes":
            _show(case.disputes(), as_json, print_disputes, lambda: _no_dispute(case))
        elif view == "unknowns":
            _show(case.unknowns(), as_json, print_unknowns, lambda: "No report calls anything unclear or unverified.")
        else:
            rows = case.actors(private=private)
            _show(rows, as_json, lambda _: _print_actors(case, private), lambda: "No actor was found.")
        if not as_json and view in ("ledger", "disputes"):
            for note in case.notes:
                click.echo(safe(note, lines=False))


def _show(rows: tuple[T, ...], as_json: bool, print_rows: Callable[[tuple[T, ...]], None], empty: Callable[[], str]) -> None:
    if as_json:
        print_json(rows)
    elif rows:
        print_rows(rows)
    else:
        click.echo(safe(empty()))


def print_ledger(rows: tuple[LedgerRow, ...]) -> None:
    """The ledger as a table: where, who, by which words, what was said."""
    print_table(
        [WHERE, Column("source (≈ inferred)", 5), Column("cue", width=12), Column("passage", 12), Column("act", width=12)],
        [(address(r.chip, r.passage), chain_text(r.chain), r.cue or "–", passage_text(r.passage, _WORDS), _act(r)) for r in rows],
    )
    outlets = {r.chip: r.outlet for r in rows}
    click.echo(safe(f"{len(rows)} statement{'' if len(rows) == 1 else 's'}. " + ", ".join(f"{chip} = {o}" for chip, o in outlets.items())))


def _act(row: LedgerRow) -> str:
    return row.act + (f", {row.channel}" if row.channel else "") + (", disputed" if row.disputes else "")


def print_disputes(rows: tuple[DisputeRow, ...]) -> None:
    """Each dispute under its question: side, holder, passages with source and cue, where."""
    for row in rows:
        cells: list[tuple[str | Text, ...]] = []
        for side in row.sides:
            for position in side.positions:
                holder = position.holder or "nobody named"
                for carried in position.passages:
                    who = f"{chain_text(carried.chain)}" if carried.chain else f"{carried.outlet}, in its own voice"
                    cells.append((side.side, holder, who, passage_text(carried.passage, _WORDS), address(carried.chip, carried.passage)))
        print_table(
            [Column("side", width=4), Column("holder (inferred)", 4), Column("told as", 4), Column("passage", 12), WHERE],
            cells,
            title=f"{row.question}  ({row.kind}, confidence {row.confidence:.2f}; {row.id})",
        )
    click.echo(f"{len(rows)} dispute{'' if len(rows) == 1 else 's'}.")


def print_unknowns(rows: tuple[UnknownRow, ...]) -> None:
    """Open questions: where, whose voice, the passage."""
    print_table(
        [WHERE, Column("voice", 4), Column("passage", 12)],
        [(address(r.chip, r.passage), chain_text(r.chain) if r.chain else r.outlet, passage_text(r.passage, _WORDS)) for r in rows],
    )


def _print_actors(case: Case, private: bool) -> None:
    print_table(
        [
            Column("actor", 4),
            Column("kind", width=12),
            Column("statements", 2),
            Column("disputes", 2),
            Column("roles", 4),
            Column("also written", 6),
        ],
        [
            (r.name, r.kind, str(r.statements), str(r.disputes), "; ".join(r.roles[:4]), "; ".join(a for a in r.aliases[:6] if a != r.name))
            for r in case.actors(private=private)
        ],
    )
    if not private and (hidden := len(case.actors(private=True)) - len(case.actors())):
        click.echo(f"{hidden} private person{'' if hidden == 1 else 's'} left out; --private shows all.")


def _no_statement(actor: str | None, outlet: str | None, act: str | None) -> str:
    filters = [f"--{name} {value}" for name, value in (("actor", actor), ("outlet", outlet), ("act", act)) if value]
    return f"No statement matches {' '.join(filters)}." if filters else "No statement was found."


def _no_dispute(case: Case) -> str:
    count = len(case.reports())
    tip = "standoff show CASE ledger --act deny (or accuse) shows what comes nearest."
    return f"No dispute found {'in the one report' if count == 1 else f'between {count} reports'}. {tip}"
