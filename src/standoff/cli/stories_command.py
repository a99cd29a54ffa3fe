"""`standoff stories`: a mixed pile of reports grouped into events."""

from __future__ import annotations

import shlex
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..case import Pile, Sorting, StoryRow
from ..model import NotAPile
from .main import ALL_DONE, NOTHING_DONE, SOME_FAILED, STOPPED, tell
from .printer import Column, count, print_json, print_table
from .progress import clear, progress
from .safe import safe


@click.command("stories")
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@click.option("-o", "--output", "pile_path", metavar="PILE", type=click.Path(path_type=Path), help="Pile file, made if missing.")
@click.option("--meta", metavar="CSV", type=click.Path(path_type=Path), help="Columns file, outlet, published, url, title.")
@click.option("--outlet", metavar="NAME", help="Outlet of every report that names none.")
@click.option("--all", "every", is_flag=True, help="Show the reports that stand alone too.")
@click.option("--story", "wanted", metavar="ID", type=int, multiple=True, help="Show the reports of this story, and why each is in it.")
@click.option("--allow-private", is_flag=True, help="Fetch addresses of this computer and of private networks too.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(
    paths: tuple[str, ...],
    pile_path: Path | None,
    meta: Path | None,
    outlet: str | None,
    every: bool,
    wanted: tuple[int, ...],
    allow_private: bool,
    as_json: bool,
) -> None:
    """Groups a mixed pile of reports into stories: one event, or one that closely unfolds.

    PATHS are files, folders, web addresses and - (standard input), as for standoff read. Words, names and dates decide; nothing is read
    by a network.

    With -o the pile is kept, texts and all: a later call with more PATHS puts only these into stories and tells what that changed, and
    one without PATHS shows what there is. standoff read PILE --story ID -o CASE opens a case from a story.
    """
    if not paths and pile_path is None:
        raise click.UsageError("Nothing to group: name files or folders, or a pile with -o.")
    new = pile_path is not None and not pile_path.exists()
    if new and not paths:
        raise click.UsageError(f"{pile_path}: there is no such pile, and no reports were named to fill one.")
    pile = Pile.open(pile_path, create=bool(paths))
    try:
        before = len(pile)
        done = pile.add(
            list(paths),
            meta=meta,
            outlet=outlet,
            allow_private=allow_private,
            progress=progress if sys.stderr.isatty() else None,
            stdin=sys.stdin.buffer if "-" in paths else None,
        )
        clear()
        _name(done)
        if paths and done.nothing:
            tell("standoff: nothing could be read.")
            raise SystemExit(NOTHING_DONE)
        rows = [pile.story(id) for id in wanted] if wanted else list(pile.stories(least=1 if every else 2))
        if as_json:
            print_json({"stories": rows, "changes": done.changes, "reports": len(pile)})
        elif wanted:
            for row in rows:
                _print_story(row)
        else:
            _print(pile, rows, done, since=before, every=every)
    except sqlite3.DatabaseError as error:
        raise NotAPile(f"The pile file is damaged ({error}).", where=str(pile_path), hint="restore a copy, or group again") from error
    except KeyboardInterrupt:
        clear()
        tell("Stopped. What was taken in is kept; the same command goes on from there." if pile_path else "Stopped.")
        raise SystemExit(STOPPED) from None
    finally:
        if new:
            # A pile of which nothing came leaves nothing behind.
            pile.discard_empty()
        else:
            pile.close()
    raise SystemExit(SOME_FAILED if done.failures else ALL_DONE)


def _name(done: Sorting) -> None:
    for failure in done.failures:
        tell(str(failure))
    for name, why in done.left_out:
        tell(f"{name}: left out ({why})")


def _print(pile: Pile, rows: Sequence[StoryRow], done: Sorting, *, since: int, every: bool) -> None:
    """The table of stories, what the call changed, and what comes next."""
    changed = {c.story: c for c in done.changes} if since else {}
    columns = [Column("story", width=6), Column("reports", width=7), Column("outlets", 3), Column("dates", width=10), Column("told as", 7)]
    columns += [Column("names", 3), Column("see also", width=8)]
    columns += [Column("changed", width=9)] if changed else []
    cells = []
    for row in rows:
        change = changed.get(row.id)
        told = "" if change is None else "new" if change.new else f"+{change.joined}"
        told += f", with {', '.join(map(str, change.took_in))}" if change and change.took_in else ""
        outlets = ", ".join(row.outlets[:4]) + (f" and {len(row.outlets) - 4} more" if len(row.outlets) > 4 else "")
        cell = [str(row.id), str(len(row.reports)), outlets or "not known", dates(row), headline(row), ", ".join(row.names)]
        cells.append([*cell, ", ".join(map(str, row.also)), *([told] if changed else [])])
    if cells:
        print_table(columns, cells)
    click.echo(safe(_summary(pile, rows, done, since, every)))
    for change in done.changes if since else ():
        if change.took_in:
            one = ", ".join(map(str, change.took_in))
            click.echo(safe(f"Story {one} is now part of {change.story}: {count(change.joined, 'new report')} joined the two."))
    if pile.path and rows:
        click.echo(safe(f"next: standoff read {shlex.quote(str(pile.path))} --story {rows[0].id} -o NAME.standoff"))


def _summary(pile: Pile, rows: Sequence[StoryRow], done: Sorting, since: int, every: bool) -> str:
    grouped = [r for r in rows if len(r.reports) > 1]
    alone = len(pile) - sum(len(r.reports) for r in grouped)
    parts = [
        f"{count(len(pile), 'report')} in the pile",
        f"{len(grouped)} {'story' if len(grouped) == 1 else 'stories'} of several reports",
    ]
    parts += [f"{count(alone, 'report')} alone" + ("" if every else " (--all shows them)")] if alone else []
    if since or not done.added:
        parts += [f"{len(done.added)} added"] if done.added else []
        parts += [f"{len(done.there)} already there"] if done.there else []
        parts += [f"{len(done.updated)} with new metadata"] if done.updated else []
    parts += [f"{len(done.failures)} failed"] if done.failures else []
    return ", ".join(parts)


def _print_story(row: StoryRow) -> None:
    title = f"Story {row.id}: {headline(row)}"
    cells = [(r.outlet or "not known", r.published or "undated", r.title or "", r.file, f"{r.likeness:.2f}", r.reason) for r in row.reports]
    columns = [
        Column("outlet", 2),
        Column("date", width=10),
        Column("title", 5),
        Column("file", 3),
        Column("likeness", width=8),
        Column("why", 4),
    ]
    print_table(columns, cells, title)


def headline(row: StoryRow) -> str:
    """The headline or first sentence that stands for a story, as a quotation with its outlet."""
    return f"“{row.headline.text}”" + (f" ({row.headline.outlet})" if row.headline.outlet else "")


def dates(row: StoryRow) -> str:
    """From when to when a story was told, by day."""
    if row.first is None or row.last is None:
        return "undated"
    first, last = row.first[:10], row.last[:10]
    return first if first == last else f"{first} to {last}"
