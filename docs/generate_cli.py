"""Writes the reference of the command line from the commands' own `--help`: `python docs/generate_cli.py`."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.cli import main

PAGE = Path(__file__).with_name("reference") / "cli.md"
WIDTH = 100
HEAD = """# The command line

Data goes to standard output, messages to standard error. `-` stands for standard input or output. What a bad input or a wrong
request is answered with stands in [errors](errors.md).

This page is made from the help of the commands by `docs/generate_cli.py`; a test keeps the two the same.
"""


def page() -> str:
    """The whole page: the group first, then every command in its order."""
    top = _context(main, "standoff")
    parts = [HEAD, _block("standoff", main, top)]
    for name in main.list_commands(top):
        command = main.get_command(top, name)
        assert command is not None
        parts.append(_block(f"standoff {name}", command, _context(command, name, top)))
    return "\n".join(parts)


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _block(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
