"""`standoff read`: reports into a case."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Literal

import click

from ..case import Case, Outcome, Pile
from .main import ALL_DONE, NOTHING_DONE, SOME_FAILED, STOPPED, tell
from .printer import count
from .progress import clear, progress
from .safe import safe


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option(
    "-o", "--output", "case_path", required=True, metavar="CASE", type=click.Path(path_type=Path), help="Case file, made if missing."
)
@click.option("--meta", metavar="CSV", type=click.Path(path_type=Path), help="Columns file, outlet, published, url, title.")
@click.option("--outlet", metavar="NAME", help="Outlet of every report that names none.")
@click.option("--again", is_flag=True, help="Read also what is in the case already.")
@click.option("--story", "stories", metavar="ID", type=int, multiple=True, help="Read this story of a pile, the only one of PATHS.")
@click.option("--reader", type=click.Choice(["network", "baseline"]), default="network", show_default=True, help="What reads the reports.")
@click.option("--allow-private", is_flag=True, help="Fetch addresses of this computer and of private networks too.")
def command(
    paths: tuple[str, ...],
    case_path: Path,
    meta: Path | None,
    outlet: str | None,
    again: bool,
    stories: tuple[int, ...],
    reader: Literal["network", "baseline"],
    allow_private: bool,
) -> None:
    """Reads files, folders, web addresses and - (standard input) into a case.

    Text, HTML and JSON Lines. What is in the case already is skipped; an interrupted read goes on where it stopped.

    An http(s) address that is named here is fetched, once, when its turn comes: that page alone, with no picture, script, cookie or
    proxy. Nothing else is ever fetched.

    standoff read PILE --story ID -o CASE opens a case from a story that standoff stories has found; several --story are one case.
    """
    if stories and (len(paths) != 1 or meta or outlet):
        raise click.UsageError("--story goes with one pile, and without --meta and --outlet: standoff stories PATHS -o PILE takes them.")
    pile = Pile.open(paths[0]) if stories else None
    new = not case_path.exists()
    case = Case.open(case_path, create=True)
    try:
        shown = progress if sys.stderr.isatty() else None
        if pile:
            outcome = case.read_story(pile, stories, again=again, reader=reader, progress=shown)
        else:
            outcome = case.read(
                list(paths),
                meta=meta,
                outlet=outlet,
                again=again,
                reader=reader,
                allow_private=allow_private,
                progress=shown,
                stdin=sys.stdin.buffer if "-" in paths else None,
            )
        clear()
        _report(case, outcome, case_path)
    except KeyboardInterrupt:
        clear()
        tell("Stopped. What was read is kept; the same command goes on from there.")
        raise SystemExit(STOPPED) from None
    finally:
        if pile:
            pile.close()
        if new:
            # A read of which nothing came leaves nothing behind.
            case.discard_empty()
        else:
            case.close()
    raise SystemExit(NOTHING_DONE if outcome.nothing else SOME_FAILED if outcome.failures else ALL_DONE)


def _report(case: Case, outcome: Outcome, path: Path) -> None:
    for failure in outcome.failures:
        tell(str(failure))
    for name, why in outcome.left_out:
        tell(f"{name}: left out ({why})")
    if outcome.nothing:
        tell("standoff: nothing could be read.")
        return
    parts = [count(len(outcome.read), "report") + " read"]
    parts += [f"{len(outcome.there)} already there"] if outcome.there else []
    parts += [f"{len(outcome.updated)} with new metadata"] if outcome.updated else []
    parts += [f"{len(outcome.failures)} failed"] if outcome.failures else []
    parts += [count(len(case.statements()), "statement"), count(len(case.actors()), "actor"), count(len(case.disputes()), "dispute")]
    click.echo(safe(f"{', '.join(parts)}; next: standoff show {shlex.quote(str(path))} ledger"))
