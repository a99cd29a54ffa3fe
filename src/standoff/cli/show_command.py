"""`standoff show`: the views in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import click

from ..case import Case
from .marked import print_report
from .printer import count, print_json
from .safe import safe
from .views import print_actors, print_claim, print_claims, print_dispute, print_disputes, print_events, print_ledger, print_unknowns

T = TypeVar("T")
VIEWS = ("ledger", "events", "claims", "disputes", "unknowns", "actors", "report", "claim", "dispute")
SINGLE = VIEWS[-3:]


@click.command("show")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("view", metavar="VIEW", type=click.Choice(VIEWS))
@click.argument("id", required=False)
@click.option(
    "--actor", metavar="NAME", help="Ledger: only statements of this actor. Events: only those that it does or that are done to it."
)
@click.option("--outlet", metavar="NAME", help="Ledger: only statements in this outlet.")
@click.option("--act", metavar="ACT", help="Ledger: only statements of this act (deny, accuse, ...).")
@click.option("--type", metavar="TYPE", help="Events: only those of this PLOVER type (ASSAULT, PROTEST, ...).")
@click.option("--status", metavar="STATUS", help="Events: only happened, ongoing, attempted, planned, possible or denied ones.")
@click.option("--voice", metavar="NAME", help="Events: only what this source tells; outlet for what outlets tell in their own voice.")
@click.option("--since", metavar="DATE", help="Events: only from this day, month or year on.")
@click.option("--until", metavar="DATE", help="Events: only up to this day, month or year.")
@click.option("--private", is_flag=True, help="Actors: private persons too.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(
    case_path: Path,
    view: str,
    id: str | None,
    actor: str | None,
    outlet: str | None,
    act: str | None,
    type: str | None,
    status: str | None,
    voice: str | None,
    since: str | None,
    until: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """Shows a view of the account.

    \b
    ledger      who says so: every statement
    events      who did what to whom, as whose word, and whether it is told as done
    claims      what is said in the same sense, with all who carry it
    disputes    positions that cannot all be true, side by side
    unknowns    what is called unclear or unverified, and what other reports say to it
    actors      who speaks and is spoken of
    report ID   one report, marked: its id, the beginning of it, or its file name
    claim ID, dispute ID   one of them whole
    """
    if (view in SINGLE) != (id is not None):
        raise click.UsageError(f"show CASE {view} wants an id." if view in SINGLE else f"show CASE {view} takes no id.")
    if view != "ledger" and (outlet or act):
        raise click.UsageError("--outlet and --act belong to the ledger.")
    if view not in ("ledger", "events") and actor:
        raise click.UsageError("--actor belongs to the ledger and the events.")
    chosen = {"actor": actor, "type": type, "status": status, "voice": voice, "since": since, "until": until}
    if view != "events" and any(value for name, value in chosen.items() if name != "actor"):
        raise click.UsageError("--type, --status, --voice, --since and --until belong to the events.")
    if view != "actors" and private:
        raise click.UsageError("--private belongs to the actors.")
    with Case.open(case_path) as case:
        if id is not None:
            _one(case, view, id, as_json)
        elif not as_json and not case.reports():
            click.echo("No reports yet. standoff read FILES -o CASE takes text, HTML and JSON Lines.")
            return
        elif view == "ledger":
            _show(
                case.statements(actor=actor, outlet=outlet, act=act),
                as_json,
                print_ledger,
                lambda: _none("statement", {"actor": actor, "outlet": outlet, "act": act}),
            )
        elif view == "events":
            _show(case.events(**chosen), as_json, print_events, lambda: _none("event", chosen))
        elif view == "claims":
            _show(case.claims(), as_json, lambda rows: print_claims(rows, case_path), lambda: _no_claim(case))
        elif view == "disputes":
            _show(case.disputes(), as_json, lambda rows: print_disputes(rows, case_path), lambda: _no_dispute(case))
        elif view == "unknowns":
            _show(case.unknowns(), as_json, print_unknowns, lambda: "No report calls anything unclear or unverified.")
        else:
            _show(case.actors(private=private), as_json, print_actors, lambda: "No actor was found.")
            if not (as_json or private) and (hidden := len(case.actors(private=True)) - len(case.actors())):
                click.echo(f"{count(hidden, 'private person')} left out; --private shows all.")
        if not as_json and view != "report":
            for note in case.notes:
                click.echo(safe(f"Note: {note}", lines=False))


def _one(case: Case, view: str, id: str, as_json: bool) -> None:
    if view == "report":
        report = case.report(id)
        print_json(report) if as_json else print_report(report)
    elif view == "claim":
        claim = case.claim(id)
        print_json(claim) if as_json else print_claim(claim)
    else:
        dispute = case.dispute(id)
        print_json(dispute) if as_json else print_dispute(dispute)


def _show(rows: tuple[T, ...], as_json: bool, print_rows: Callable[[tuple[T, ...]], None], empty: Callable[[], str]) -> None:
    if as_json:
        print_json(rows)
    elif rows:
        print_rows(rows)
    else:
        click.echo(safe(empty()))


def _none(noun: str, chosen: Mapping[str, str | None]) -> str:
    filters = [f"--{name} {value}" for name, value in chosen.items() if value]
    return f"No {noun} matches {' '.join(filters)}." if filters else f"No {noun} was found."


def _no_claim(case: Case) -> str:
    return f"No passages were found to say the same {_among(case)}."


def _no_dispute(case: Case) -> str:
    tip = "standoff show CASE ledger --act deny (or accuse) shows what comes nearest."
    return f"No dispute found {_among(case)}. {tip}"


def _among(case: Case) -> str:
    number = len(case.reports())
    return "in the one report" if number == 1 else f"between {number} reports"
