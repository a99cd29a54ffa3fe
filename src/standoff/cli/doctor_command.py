"""`standoff doctor`: what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import click

from ..case import diagnose
from .main import SOME_FAILED
from .printer import Column, print_json, print_table


@click.command("doctor")
@click.argument("case_path", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def command(case_path: Path | None, as_json: bool) -> None:
    """Checks the installation and, where given, a case file: every quotation against its text."""
    findings = diagnose(case_path)
    if as_json:
        print_json(findings)
    else:
        print_table(
            [Column("check", width=10), Column("", width=5), Column("found", 8), Column("try", 6)],
            [(f.check, "ok" if f.ok else "FAULT", f.found, "" if f.ok else f.hint) for f in findings],
        )
    if not all(f.ok for f in findings):
        raise SystemExit(SOME_FAILED)
