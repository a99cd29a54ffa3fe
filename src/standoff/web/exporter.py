"""`python -m standoff.web.exporter CASE FORMAT TARGET [full_text] [private]`: makes an export beside the server.

What is not compared yet is compared first. What went wrong is told on standard output, as JSON.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from ..case import Case
from ..model import StandoffError
from .exporting import export_of


def main(path: str, form: str, target: str, *words: str) -> int:
    """Writes an export; the exit code."""
    try:
        with Case.open(path) as case:
            export = export_of(case, form, full_text="full_text" in words, private="private" in words)
            gc.freeze()  # what is loaded stays until the end
            export.save(Path(target))
    except StandoffError as error:
        print(json.dumps({"what": error.what, "where": error.where, "hint": error.hint}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
