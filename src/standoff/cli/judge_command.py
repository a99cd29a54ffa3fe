"""`standoff judge`: a person's decisions, which outrank the machine."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import cast

import click
from rich.text import Text

from ..case import KINDS, Carried, Case, JudgementRow
from ..model import JudgementKind
from .printer import Column, address, count, passage_text, print_json, print_table
from .safe import safe

LIST = "list"
_WORDS = 160  # code points of a passage in the list; --json has them all


@click.command("judge")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("decision", metavar="DECISION", type=click.Choice([*KINDS, LIST]))
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--by", metavar="NAME", help="Who judges.  [default: the login name]")
@click.option("--note", metavar="TEXT", default="", help="Why, in your own words.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(case_path: Path, decision: str, items: tuple[str, ...], by: str | None, note: str, as_json: bool) -> None:
    """Decides what the machine proposed, or what it missed. Nothing is overwritten: the later decision counts, undo takes one back.

    \b
    dispute D, no-dispute D       D is one, for sure; D is none
    dispute A B, no-dispute A B   two passages that contradict each other; that do not
    same A B, not-same A B        two passages or claims that say the same; two actors that are one
    actor ITEM NAME               a statement or mention is that actor's
    undo ID, undo last            takes a judgement back, an undo too
    list                          all judgements

    D is a dispute's id. A passage is an address as the views print it (N:1402), or the id of a statement or claim. An actor is a name
    or id; NAME@N is whoever bears that name in report N.
    """
    with Case.open(case_path) as case:
        if decision == LIST:
            if items:
                raise click.UsageError("judge CASE list takes no item.")
            _list(case.judgements(), as_json)
            return
        # A name of several words may stand without quotation marks.
        wanted = (items[0], " ".join(items[1:])) if decision == "actor" and len(items) > 2 else items
        before = _counts(case)
        made = case.judge(cast(JudgementKind, decision), *wanted, by=_who(by), note=note)
        row = next(r for r in case.judgements() if r.id == made.id)
        if as_json:
            print_json(row)
            return
        changes = [f"{count(new, noun)} ({before[noun]} before)" for noun, new in _counts(case).items() if new != before[noun]]
        click.echo(safe(f"{made.id}: {_told(row)}, {made.by}, {made.at}. {', '.join(changes) or 'No row more or less'}.", lines=False))
        for note_ in case.notes:
            if made.id in note_:
                click.echo(safe(f"Note: {note_}", lines=False))


def _who(by: str | None) -> str:
    try:
        return by if by is not None else getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise click.UsageError("Nobody is logged in by name: --by NAME says who judges.") from None


def _counts(case: Case) -> dict[str, int]:
    return {"dispute": len(case.disputes()), "claim": len(case.claims()), "actor": len(case.actors(private=True))}


def _told(row: JudgementRow) -> str:
    return " ".join([row.kind, row.left, *([row.right] if row.right else [])])


def _list(rows: tuple[JudgementRow, ...], as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("No judgements yet. standoff judge --help says what can be judged.")
        return
    cells = [(r.id, _told(r), _passages(r), f"{r.by}, {r.at[:10]}" + (f": {r.note}" if r.note else ""), _state(r)) for r in rows]
    columns = [Column("id", width=9), Column("judged", 4), Column("passages", 10), Column("by", 3), Column("", width=14)]
    print_table(columns, cells)
    standing = sum(r.in_force and r.kind != "undo" for r in rows)
    click.echo(f"{count(len(rows), 'judgement')}, {standing} in force.")


def _passages(row: JudgementRow) -> Text:
    """The passages that were judged, each with source and cue and its address, one side below the other."""
    parts = [c for side in row.sides for c in side[:1]]
    return Text("\n").join([_passage(c) for c in parts])


def _passage(carried: Carried) -> Text:
    return Text(f"{address(carried.chip, carried.passage)} ").append_text(passage_text(carried.passage, _WORDS))


def _state(row: JudgementRow) -> str:
    if row.kind == "undo":
        return f"undone by {row.undone_by}" if row.undone_by else ""
    if not row.in_force:
        return f"undone by {row.undone_by}"
    return "waits: passage gone" if row.lost else "in force"
