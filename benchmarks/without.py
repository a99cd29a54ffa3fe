"""Empties a table of words of the program before it is loaded: `--without rival_labels.tsv`, to see what the table is worth.

Imported for its effect, before anything of `standoff`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

FLAG = "--without"
NOTE = " (one in standoff/link; its rows stay, with a word of no language in the place of all their words)"


def emptied(name: str) -> None:
    """Makes every later reading of a file of that name give its rows with `qqqqq` in the last column."""
    plain = Path.read_text

    def read_text(self: Path, *args: Any, **more: Any) -> str:
        text = plain(self, *args, **more)
        if self.name != name:
            return text
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        return "\n".join(line.rpartition("\t")[0] + "\tqqqqq" for line in lines)

    Path.read_text = read_text  # type: ignore[method-assign]


if FLAG in sys.argv[:-1]:
    emptied(sys.argv[sys.argv.index(FLAG) + 1])
