"""`python -m standoff.web.worker CASE`: reads and compares reports beside the server, so that pages stay fast.

Takes a JSON object to a line on standard input ({"job", "do": "read" or "compare", ...}), tells what happens the same way on standard
output, and ends when its input does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from ..case import Case, Outcome
from ..model import StandoffError

Tell = Callable[[Mapping[str, Any]], None]


def main(path: str, source: TextIO, sink: TextIO) -> None:
    """Works through the jobs of `source` until it ends."""
    case: Case | None = None
    for line in source:
        wanted = json.loads(line)

        def tell(what: Mapping[str, Any], job: str = wanted["job"]) -> None:
            sink.write(json.dumps({"job": job, **what}) + "\n")
            sink.flush()

        try:
            case = case or Case.open(path, create=True)
            if wanted["do"] == "read":
                _read(case, wanted, tell)
            tell({"event": "comparing"})
            case.link()
            tell({"event": "done"})
        except StandoffError as error:
            tell({"event": "failed", "what": error.what, "hint": error.hint})
        except Exception as error:
            # One job that breaks must not take the others with it.
            tell({"event": "failed", "what": f"{type(error).__name__}: {error}", "hint": "look at the log of the server"})
            raise
    if case:
        case.close()


def _read(case: Case, wanted: Mapping[str, Any], tell: Tell) -> None:
    outcome = case.read(
        wanted["paths"],
        meta=wanted.get("meta"),
        allow_private=bool(wanted.get("allow_private")),
        compare=False,
        progress=lambda name, done: tell({"event": "reading", "name": name, "count": done}),
    )
    tell({"event": "read", **told(outcome)})


def told(outcome: Outcome) -> dict[str, Any]:
    """What a read did, as plain values."""
    return {
        "read": list(outcome.read),
        "there": list(outcome.there),
        "updated": list(outcome.updated),
        "left_out": [list(pair) for pair in outcome.left_out],
        "failures": [[f.name, f.what, f.hint] for f in outcome.failures],
    }


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin, sys.stdout)
