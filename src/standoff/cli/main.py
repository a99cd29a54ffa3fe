"""The command group, and what all commands share: exit codes and how errors are told."""

from __future__ import annotations

import sqlite3
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from .. import __version__
from ..model import StandoffError, UsageProblem
from .safe import safe

ALL_DONE, SOME_FAILED, USAGE, NOTHING_DONE, STOPPED = 0, 1, 2, 126, 130
_COMMANDS = ("read", "stories", "set", "show", "search", "serve", "judge", "export", "doctor")


class _Group(click.Group):
    """Loads a command's module when it is called, and turns the errors of Standoff into a line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}_command", __package__).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that lacks a character shows its escape; the program does not end over it.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except StandoffError as error:
            fail(error)
        except sqlite3.DatabaseError as error:
            fail(StandoffError(f"The case file cannot be read ({error}).", hint="standoff doctor CASE"))


def fail(error: StandoffError) -> NoReturn:
    """Says what was wrong, where and what to try, and ends."""
    tell(f"standoff: {error}")
    raise SystemExit(USAGE if isinstance(error, UsageProblem) else NOTHING_DONE)


def tell(line: str) -> None:
    """One line for the person, on stderr."""
    click.echo(safe(line), err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="standoff", message="%(prog)s %(version)s")
def main() -> None:
    """One sourced account of what rival outlets report about one contested event.

    Exit codes: 0 all done, 1 some inputs failed (each is named, the rest is kept), 2 usage, 126 nothing could be done.
    """
