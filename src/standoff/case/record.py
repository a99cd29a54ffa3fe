"""A flat record, and a passage as one: what tables for other programs are made of."""

from __future__ import annotations

from typing import Any

from ..account import Carried, chain_text

Record = dict[str, Any]


def carried(told: Carried) -> Record:
    """Who tells a passage, whose words it is, and where it stands."""
    return {
        "outlet": told.outlet,
        "voice": chain_text(told.chain) or "outlet",
        "passage": told.passage.text,
        "report": told.passage.report,
        "start": told.passage.span.start,
        "end": told.passage.span.end,
    }
