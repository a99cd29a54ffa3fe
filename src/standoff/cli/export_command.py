"""`standoff export`: the account for other programs."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from ..case import Case
from ..model import StandoffError


@click.command("export")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(["json"]), required=True, help="Format.")
@click.option("-o", "--output", default="-", metavar="PATH", help="File to write; - is standard output.", show_default=True)
@click.option("--private", is_flag=True, help="Name private persons too.")
def command(case_path: Path, form: str, output: str, private: bool) -> None:
    """Writes the account in an exchange format, the same bytes each time."""
    with Case.open(case_path) as case:
        data = case.export(form, private=private)
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    try:
        # Written beside it and moved over it, so that an export is there whole or not at all.
        with tempfile.NamedTemporaryFile(dir=target.absolute().parent, prefix=target.name, delete=False) as part:
            part.write(data)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(target)
    except OSError as error:
        raise StandoffError(f"The export cannot be written ({error.strerror}).", where=output, hint="another folder") from error
