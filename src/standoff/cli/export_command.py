"""`standoff export`: the account for other programs."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from ..case import FORMATS, Case, Export, requested
from ..model import UsageProblem
from .main import tell


def _listed() -> str:
    """The formats for the help text, a line each."""
    return "\n".join(f"  {form.name:<14}{form.what}" for form in FORMATS.values())


@click.command(
    "export",
    help=f"""Writes the account in an exchange format, the same bytes each time.

    It carries the quoted evidence, no whole texts, and names no private persons, unless asked to. FORMAT is one of:

    \b
{_listed()}

    A folder goes to standard output, and into a PATH that ends in .zip, as a zip archive.""",
)
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--to", "name", metavar="FORMAT", type=click.Choice(list(FORMATS)), required=True, help="Format, see above.")
@click.option("-o", "--output", default="-", metavar="PATH", help="File or folder to write; - is standard output.", show_default=True)
@click.option("--full-text", is_flag=True, help="Let the whole texts of the reports go along.")
@click.option("--private", is_flag=True, help="Name private persons too.")
def command(case_path: Path, name: str, output: str, full_text: bool, private: bool) -> None:
    """Writes an export; the help text is above, with the formats as they are."""
    form = requested(name, full_text=full_text, private=private)
    if form.folder and output == "-" and sys.stdout.isatty():
        raise UsageProblem(f"{form.title} makes a folder.", where="-o", hint="-o FOLDER, or -o FILE.zip")
    with Case.open(case_path) as case:
        export = (Case.exporting if form.module else _of_pages)(case, name, full_text=full_text, private=private)
        # What is loaded stays until the end: the collector of garbage need not look through millions of objects again and again.
        gc.freeze()
        if output == "-":
            export.write(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            export.save(Path(output))
            if sys.stderr.isatty():
                tell(f"{form.title}: {output}" + ("" if full_text else " (no whole texts)"))


def _of_pages(case: Case, name: str, *, full_text: bool, private: bool) -> Export:
    from ..web import export_of  # with the server, which takes a while to load

    return export_of(case, name, full_text=full_text, private=private)
