"""How far a command has got: one line on stderr, on a terminal only, that is gone when the command ends."""

from __future__ import annotations

import sys

import click

from .safe import safe


def progress(name: str, done: int) -> None:
    """Shows which input comes next."""
    click.echo(f"\r\x1b[K{done} done, reading {safe(name, lines=False)[:60]}", nl=False, err=True)


def clear() -> None:
    """Takes the line away."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
