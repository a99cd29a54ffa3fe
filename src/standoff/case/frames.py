"""Views as flat records, for data frames and tables of other programs. No content stands without its source and cue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from ..account import (
    ActorRow,
    Answer,
    Carried,
    CarrierRow,
    ClaimRow,
    DisputeRow,
    EventRow,
    JudgementRow,
    LedgerRow,
    Material,
    SourceRef,
    TimeRow,
    UnknownRow,
    actor_rows,
    chain_text,
    claim_rows,
    dispute_rows,
    event_rows,
    judgement_rows,
    ledger_rows,
    time_rows,
    unknown_rows,
)
from ..model import Judgement, Resolved, StandoffError

Record = dict[str, Any]


def _carried(carried: Carried) -> Record:
    """Who tells a passage, whose words it is, and where it stands."""
    return {
        "outlet": carried.outlet,
        "voice": chain_text(carried.chain) or "outlet",
        "passage": carried.passage.text,
        "report": carried.passage.report,
        "start": carried.passage.span.start,
        "end": carried.passage.span.end,
    }


def _statement(row: LedgerRow) -> list[Record]:
    return [
        {
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
    ]


def _claim(row: ClaimRow) -> list[Record]:
    counts = {"reports": row.reports, "origins": row.origins, "carriers": len(row.carriers), "denied": sum(c.denies for c in row.carriers)}
    names = {"outlets": "; ".join(row.outlets), "counted": "; ".join(o.name for o in row.counted)}
    return [{"id": row.id, **_carried(row.wording), **counts, **names}]


def _carriers(row: ClaimRow) -> list[Record]:
    def record(carrier: CarrierRow) -> Record:
        told = {"claim": row.id, **_carried(carrier.carried), "published": carrier.published, "statement": carrier.statement}
        return told | {"denies": carrier.denies, "confidence": carrier.confidence, "reason": carrier.reason}

    return [record(carrier) for carrier in row.carriers]


def _dispute(row: DisputeRow) -> list[Record]:
    positions = [(side.side, p) for side in row.sides for p in side.positions]
    holders = "; ".join(f"{side}: {p.holder or 'nobody named'}" for side, p in positions)
    passages = sum(len(p.passages) for _, p in positions)
    told = {"id": row.id, "kind": row.kind, "family": row.family, "question": row.question, "holders": holders, "passages": passages}
    return [told | {"outlets": "; ".join(row.outlets), "confidence": row.confidence, "reason": row.reason}]


def _positions(row: DisputeRow) -> list[Record]:
    positions = [(side.side, p) for side in row.sides for p in side.positions]
    return [
        {"dispute": row.id, "position": n, "side": side, "holder": p.holder, "stance": p.stance, **_carried(carried)}
        for n, (side, p) in enumerate(positions)
        for carried in p.passages
    ]


def _unknown(row: UnknownRow) -> list[Record]:
    return [
        {
            "outlet": row.outlet,
            "published": row.published,
            "voice": chain_text(row.chain) or "outlet",
            "marker": row.marker,
            "passage": row.passage.text,
            "report": row.report,
            "start": row.passage.span.start,
            "end": row.passage.span.end,
            "id": row.id,
            "answers": len(row.answers),
        }
    ]


def _answers(row: UnknownRow) -> list[Record]:
    def record(answer: Answer) -> Record:
        told = {"unknown": row.id, **_carried(answer.carried), "published": answer.published, "when": answer.when}
        return told | {"likeness": answer.likeness, "shared": "; ".join(answer.shared)}

    return [record(answer) for answer in row.answers]


def _actor(row: ActorRow) -> list[Record]:
    lists = {"aliases": "; ".join(row.aliases), "roles": "; ".join(row.roles), "outlets": "; ".join(row.outlets)}
    return [{"id": row.id, "name": row.name, "kind": row.kind, "statements": row.statements, "disputes": row.disputes, **lists}]


def _event(row: EventRow) -> list[Record]:
    told = {"outlet": row.outlet, "published": row.published, "type": row.type, "status": row.status, "voice": row.voice}
    parties = {
        "agents": _written(row.agents),
        "agents_inferred": _inferred(row.agents),
        "recipients": _written(row.recipients),
        "recipients_inferred": _inferred(row.recipients),
    }
    where = {"place": row.place, "country": row.country.code if row.country else None, "date": row.date, "date_words": row.date_words}
    span = row.trigger.span
    stands = {"report": row.report, "start": span.start, "end": span.end, "id": row.id, "statement": row.statement}
    shown = {"trigger": row.trigger.quote, "passage": row.passage.text}
    return [told | shown | parties | where | _interval(row.when) | stands | {"confidence": row.confidence}]


def _time(row: TimeRow) -> list[Record]:
    told = {"outlet": row.outlet, "published": row.published, "words": row.words.quote, "kind": row.kind, "date": row.date}
    return [told | _interval(row.when) | {"report": row.report, "start": row.words.span.start, "end": row.words.span.end, "id": row.id}]


def _interval(when: Resolved | None) -> Record:
    """The first and last day or time of an interval, the unit it is told in, and why."""
    told = (when.start, when.end, when.precision, when.reason) if when else (None,) * 4
    return dict(zip(("begins", "ends", "precision", "date_reason"), told, strict=True))


def _written(parties: Iterable[SourceRef]) -> str | None:
    return "; ".join(p.written for p in parties if p.written) or None


def _inferred(parties: Iterable[SourceRef]) -> str | None:
    return "; ".join(dict.fromkeys(a.name for p in parties for a in p.actors)) or None


def _judgement(row: JudgementRow) -> list[Record]:
    names = ("id", "kind", "about", "left", "right", "at", "by", "note", "in_force", "undone_by", "lost")
    passages = "; ".join(c.passage.text for side in row.sides for c in side)
    return [{name: getattr(row, name) for name in names} | {"passages": passages}]


_FLAT: dict[str, Callable[[Any], list[Record]]] = {
    "statements": _statement,
    "claims": _claim,
    "carriers": _carriers,
    "disputes": _dispute,
    "positions": _positions,
    "events": _event,
    "times": _time,
    "unknowns": _unknown,
    "answers": _answers,
    "actors": _actor,
    "judgements": _judgement,
}
TABLES = tuple(_FLAT)


def flat(table: str, rows: Iterable[Any]) -> list[Record]:
    """Rows of a view as the records of a table; of `positions`, `carriers` and `answers` one for each passage. Raises KeyError."""
    record = _FLAT[table]
    return [one for row in rows for one in record(row)]


def records(table: str, material: Material, judgements: Sequence[Judgement], *, private: bool = False) -> list[Record]:
    """The records of a table over a whole case. Lists are joined by "; ". Raises KeyError for a table that is not in `TABLES`."""
    rows: dict[str, Callable[[], Sequence[Any]]] = {
        "statements": lambda: ledger_rows(material),
        "claims": lambda: claim_rows(material),
        "disputes": lambda: dispute_rows(material),
        "events": lambda: event_rows(material),
        "times": lambda: time_rows(material),
        "unknowns": lambda: unknown_rows(material),
        "actors": lambda: actor_rows(material, private=private),
        "judgements": lambda: judgement_rows(material, judgements),
    }
    return flat(table, rows[{"carriers": "claims", "positions": "disputes", "answers": "unknowns"}.get(table, table)]())


def frame(rows: list[Record]) -> Any:
    """Records as a `pandas.DataFrame`. Raises StandoffError with the install command where pandas is missing."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise StandoffError("Data frames need pandas, which is not installed.", hint="pip install pandas") from None
    return pandas.DataFrame.from_records(rows)
