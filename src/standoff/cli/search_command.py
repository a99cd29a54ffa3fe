"""`standoff search`: where words occur."""

from __future__ import annotations

from pathlib import Path

import click

from ..case import Case
from .printer import WHERE, Column, address, chain_text, passage_text, print_json, print_table
from .safe import safe


@click.command("search")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many passages.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(case_path: Path, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Finds passages that hold all the words; "a phrase" stays together, word* stands for any ending.

    Statements come with source and cue, the rest as sentences in the voice of the outlet.
    """
    with Case.open(case_path) as case:
        found = case.search(" ".join(query), limit=limit)
    if as_json:
        print_json(found)
    elif found:
        print_table(
            [WHERE, Column("voice", 5), Column("passage", 12)],
            [(address(f.chip, f.passage), chain_text(f.chain) if f.chain else f.outlet, passage_text(f.passage, 400)) for f in found],
        )
    else:
        click.echo(safe(f"No passage holds {' '.join(query)}."))
