"""`standoff show`: the views in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from ..case import Case
from .marked import print_report
from .printer import count, print_json
from .safe import safe
from .views import print_actors, print_claim, print_claims, print_dispute, print_disputes, print_events, print_ledger, print_unknowns
from .views_across import print_faultlines, print_timeline
from .views_outlets import print_outlets, print_side_by_side

T = TypeVar("T")
VIEWS = (
    "ledger",
    "timeline",
    "events",
    "faultlines",
    "outlets",
    "claims",
    "disputes",
    "unknowns",
    "actors",
    "report",
    "claim",
    "dispute",
    "compare",
)
SINGLE = VIEWS[-4:]


@click.command("show")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("view", metavar="VIEW", type=click.Choice(VIEWS))
@click.argument("id", required=False)
@click.argument("other", required=False)
@click.option(
    "--actor",
    metavar="NAME",
    help="Ledger: only statements of this actor. Timeline, events: only what it does or is done to it. Fault lines: only its ties.",
)
@click.option("--outlet", metavar="NAME", help="Ledger: only statements in this outlet. Timeline: only what it tells.")
@click.option("--act", metavar="ACT", help="Ledger: only statements of this act (deny, accuse, ...).")
@click.option("--type", metavar="TYPE", help="Events, timeline: only those of this PLOVER type (ASSAULT, PROTEST, ...).")
@click.option("--status", metavar="STATUS", help="Events, timeline: only happened, ongoing, attempted, planned, possible or denied ones.")
@click.option(
    "--voice",
    metavar="NAME",
    help="Events: only what this source (or outlet: outlets in their own voice) tells. Timeline: own, several, attributed or denied.",
)
@click.option("--since", metavar="DATE", help="Events, timeline: only from this day, month or year on.")
@click.option("--until", metavar="DATE", help="Events, timeline: only up to this day, month or year.")
@click.option("--at", metavar="DATE", help="Fault lines: only what is told of no later than this day, month or year.")
@click.option("--all", "whole", is_flag=True, help="Timeline: what is folded too.")
@click.option("--private", is_flag=True, help="Actors: private persons too.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(
    case_path: Path,
    view: str,
    id: str | None,
    other: str | None,
    actor: str | None,
    outlet: str | None,
    act: str | None,
    type: str | None,
    status: str | None,
    voice: str | None,
    since: str | None,
    until: str | None,
    at: str | None,
    whole: bool,
    private: bool,
    as_json: bool,
) -> None:
    """Shows a view of the account.

    \b
    ledger      who says so: every statement
    timeline    what happened, each deed once, with how each outlet tells it
    events      who did what to whom, as whose word, and whether it is told as done
    faultlines  who supports and who opposes whom, and the camps that come of it
    outlets     how each outlet tells it: what it carries and leaves out, labels, sources, cues, tone
    claims      what is said in the same sense, with all who carry it
    disputes    positions that cannot all be true, side by side
    unknowns    what is called unclear or unverified, and what other reports say to it
    actors      who speaks and is spoken of
    report ID   one report, marked: its id, the beginning of it, or its file name
    claim ID, dispute ID   one of them whole
    compare ID ID   two reports side by side: what they share, where they stand against each other
    """
    if (view in SINGLE) != (id is not None):
        raise click.UsageError(f"show CASE {view} wants an id." if view in SINGLE else f"show CASE {view} takes no id.")
    if (view == "compare") != (other is not None):
        raise click.UsageError("show CASE compare wants two reports." if view == "compare" else f"show CASE {view} takes one id at most.")
    if view != "ledger" and act:
        raise click.UsageError("--act belongs to the ledger.")
    if view not in ("ledger", "timeline") and outlet:
        raise click.UsageError("--outlet belongs to the ledger and the timeline.")
    if view not in ("ledger", "timeline", "events", "faultlines") and actor:
        raise click.UsageError("--actor belongs to the ledger, the timeline, the events and the fault lines.")
    if view != "faultlines" and at:
        raise click.UsageError("--at belongs to the fault lines.")
    chosen = {"actor": actor, "type": type, "status": status, "voice": voice, "since": since, "until": until}
    if view not in ("events", "timeline") and any(value for name, value in chosen.items() if name != "actor"):
        raise click.UsageError("--type, --status, --voice, --since and --until belong to the events and the timeline.")
    if view != "timeline" and whole:
        raise click.UsageError("--all belongs to the timeline.")
    if view != "actors" and private:
        raise click.UsageError("--private belongs to the actors.")
    with Case.open(case_path) as case:
        if id is not None:
            _one(case, view, id, other, as_json)
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
        elif view == "timeline":
            _timeline(case, {**chosen, "outlet": outlet}, whole, as_json)
        elif view == "events":
            _show(case.events(**chosen), as_json, print_events, lambda: _none("event", chosen))
        elif view == "faultlines":
            _faultlines(case, at, actor, as_json)
        elif view == "outlets":
            found = case.outlets_compared()
            print_json(found) if as_json else print_outlets(found, case_path)
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


def _one(case: Case, view: str, id: str, other: str | None, as_json: bool) -> None:
    if view == "report":
        report = case.report(id)
        print_json(report) if as_json else print_report(report)
    elif view == "compare" and other:
        found = case.side_by_side(id, other)
        print_json(found) if as_json else print_side_by_side(found)
    elif view == "claim":
        claim = case.claim(id)
        print_json(claim) if as_json else print_claim(claim)
    else:
        dispute = case.dispute(id)
        print_json(dispute) if as_json else print_dispute(dispute)


def _faultlines(case: Case, at: str | None, actor: str | None, as_json: bool) -> None:
    found, ties = case.faultlines(at=at), case.ties(at=at, actor=actor)
    if as_json:
        print_json({"faultlines": found, "ties": ties})
    elif ties:
        print_faultlines(found, ties)
    elif at or actor:
        click.echo(safe(_none("tie", {"at": at, "actor": actor})))
    else:
        click.echo(f"No tie found between actors of {count(len(case.reports()), 'report')}.")


def _timeline(case: Case, chosen: Mapping[str, Any], whole: bool, as_json: bool) -> None:
    if as_json:
        print_json(case.timeline(**chosen))
        return
    total = len(case.timeline(**chosen))
    rows = case.timeline(**chosen, first=not whole)
    if rows:
        print_timeline(rows, total)
    else:
        click.echo(safe(_none("deed", chosen)))


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
