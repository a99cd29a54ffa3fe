"""`standoff set`: metadata that no text holds."""

from __future__ import annotations

from pathlib import Path

import click

from ..case import SETTABLE, Case
from .safe import safe


@click.command("set")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("report")
@click.argument("values", metavar="KEY=VALUE...", nargs=-1, required=True)
def command(case_path: Path, report: str, values: tuple[str, ...]) -> None:
    """Sets outlet, published, url or title of a report; KEY= clears it.

    REPORT is an id, the beginning of one, or a file name. What is set here survives a re-read.
    """
    pairs = [value.partition("=") for value in values]
    for key, equals, _ in pairs:
        if not equals or key not in SETTABLE:
            raise click.UsageError(f"{key!r}: wanted KEY=VALUE with one of {', '.join(SETTABLE)}.")
    with Case.open(case_path) as case:
        for key, _, value in pairs:
            report = case.set(report, key, value)
        now = case.report(report).report
    date = now.published.iso if now.published else "undated"
    click.echo(safe(f"{now.id} · {now.outlet or 'no outlet'} · {date} · {now.file}", lines=False))
