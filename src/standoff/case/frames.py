"""Views as flat records, for data frames and tables of other programs."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from ..account import ActorRow, DisputeRow, LedgerRow, SourceRef, UnknownRow
from ..model import StandoffError

VIEWS = ("statements", "disputes", "unknowns", "actors")


def records(rows: Iterable[LedgerRow | DisputeRow | UnknownRow | ActorRow]) -> list[dict[str, Any]]:
    """One record per row; per passage for disputes. Lists become texts joined by "; "."""
    out: list[dict[str, Any]] = []
    for row in rows:
        if isinstance(row, LedgerRow):
            out.append(_statement(row))
        elif isinstance(row, DisputeRow):
            out += _dispute(row)
        elif isinstance(row, UnknownRow):
            out.append(_unknown(row))
        else:
            lists = {"aliases": "; ".join(row.aliases), "roles": "; ".join(row.roles), "outlets": "; ".join(row.outlets)}
            out.append({"id": row.id, "name": row.name, "kind": row.kind, "statements": row.statements, "disputes": row.disputes, **lists})
    return out


def chain_text(chain: tuple[SourceRef, ...]) -> str:
    """Sources from the outermost inwards, as written: "Pompeo ← American officials"."""
    return " ← ".join(ref.written or "nobody named" for ref in chain)


def _statement(row: LedgerRow) -> dict[str, Any]:
    return {
        "outlet": row.outlet,
        "published": row.published,
        "source": row.source.written,
        "actor_inferred": "; ".join(a.name for a in row.source.actors) or None,
        "chain": chain_text(row.chain),
        "cue": row.cue,
        "passage": row.passage.text,
        "act": row.act,
        "kind": row.kind,
        "channel": row.channel,
        "addressee": row.addressee,
        "report": row.report,
        "start": row.passage.span.start,
        "end": row.passage.span.end,
        "id": row.id,
        "parent": row.parent,
        "confidence": row.confidence,
        "disputes": "; ".join(row.disputes),
    }


def _dispute(row: DisputeRow) -> list[dict[str, Any]]:
    return [
        {
            "dispute": row.id,
            "kind": row.kind,
            "question": row.question,
            "side": side.side,
            "holder": position.holder,
            "stance": position.stance,
            "outlet": carried.outlet,
            "chain": chain_text(carried.chain),
            "passage": carried.passage.text,
            "report": carried.passage.report,
            "start": carried.passage.span.start,
            "end": carried.passage.span.end,
            "confidence": row.confidence,
        }
        for side in row.sides
        for position in side.positions
        for carried in position.passages
    ]


def _unknown(row: UnknownRow) -> dict[str, Any]:
    return {
        "outlet": row.outlet,
        "published": row.published,
        "voice": chain_text(row.chain) or "outlet",
        "marker": row.marker,
        "passage": row.passage.text,
        "report": row.report,
        "start": row.passage.span.start,
        "end": row.passage.span.end,
        "id": row.id,
    }


def frame(rows: list[dict[str, Any]]) -> Any:
    """Records as a `pandas.DataFrame`. Raises StandoffError with the install command where pandas is missing."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise StandoffError("Data frames need pandas, which is not installed.", hint="pip install pandas") from None
    return pandas.DataFrame.from_records(rows)
