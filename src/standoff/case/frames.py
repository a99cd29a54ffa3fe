"""Views as flat records, for data frames and tables of other programs. No content stands without its source and cue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..account import (
    ActorRow,
    Answer,
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
from .outlet_frames import OUTLET_TABLES, aligned, outlet_rows
from .record import Record
from .record import carried as _carried

if TYPE_CHECKING:  # loaded where its table is asked for
    from ..account.faultlines import CampRow, Lines
    from ..account.ties import TieRow
    from ..account.timeline import TimelineRow


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


def _deed(row: TimelineRow) -> list[Record]:
    """A deed of the timeline: its head as it may be shown, and which outlets tell it in which way."""
    head = row.head.event
    told = {
        "id": row.id,
        "date": row.date,
        "ground": row.ground,
        "type": row.type,
        "statuses": "; ".join(f"{s.status} ({', '.join(s.chips)})" for s in row.statuses),
        "outlet": head.outlet,
        "voice": head.voice,
        "passage": row.head.clear.text,
        "report": head.report,
        "start": head.passage.span.start,
        "end": head.passage.span.end,
    }
    parties = {
        "agents": _written(row.agents),
        "agents_inferred": _inferred(row.agents),
        "recipients": _written(row.recipients),
        "recipients_inferred": _inferred(row.recipients),
        "place": row.place,
        "country": row.country.code if row.country else None,
    }
    ways = {way.replace(" ", "_"): "; ".join(row.outlets(way)) for way in ("own voice", "attributed", "denied", "silent", "ends before")}
    counts = {"passages": len(row.tellings), "reports": row.reports, "origins": row.origins, "disputes": "; ".join(row.disputes)}
    return [told | parties | _interval(row.when) | ways | counts | {"weight": row.weight, "saying": row.saying, "past": row.past}]


def _deed_cells(row: TimelineRow) -> list[Record]:
    """How each outlet tells a deed; `passage` is a passage of it as it may be shown, None where it tells nothing."""
    shown = {t.event.report: t for t in reversed(row.tellings)}
    records = []
    for cell in row.cells:
        telling = shown.get(cell.first.report) if cell.first else None
        passage = telling.event.passage if telling else None
        records.append(
            {
                "deed": row.id,
                "date": row.date,
                "outlet": cell.outlet,
                "told": cell.told,
                "denies": cell.denies,
                "sources": "; ".join(cell.sources) or None,
                "reports": cell.reports,
                "passage": passage.text if passage else None,
                "report": passage.report if passage else None,
                "start": passage.span.start if passage else None,
                "end": passage.span.end if passage else None,
            }
        )
    return records


def _tie(row: TieRow) -> list[Record]:
    ends = {"source": row.source.name, "target": row.target.name, "source_id": row.source.id, "target_id": row.target.id}
    lists = {"outlets": "; ".join(o.outlet for o in row.outlets), "holders": "; ".join(h.written or "" for h in row.holders)}
    when = {"first": row.first, "last": row.last, "undated": row.undated, "passages": len(row.passages), "origins": row.origins}
    camps = {"weight": row.weight, "source_camp": row.camps[0], "target_camp": row.camps[1], "fits": row.fits, "contrary": row.contrary}
    surest = row.passages[0]
    shown = {**_carried(surest.carried), "confidence": surest.confidence, "reason": surest.reason}
    return [{"id": row.id, **ends, "sign": row.sign, "words": row.words, **when, "told": row.told, **lists, **camps, **shown}]


def _camp(row: CampRow) -> list[Record]:
    actor = {"actor": row.actor.name, "actor_id": row.actor.id, "kind": row.actor.kind, "standing": row.standing, "camp": row.camp}
    counts = {name: getattr(row, name) for name in ("supports", "opposes", "supported_by", "opposed_by", "weight")}
    pulls = "; ".join(f"{p.way} {p.camp} {p.weight:g}" for p in row.pulls)
    told = {"reasons": " ".join(row.reasons), "pulls": pulls, "disputes": "; ".join(d.id for d in row.disputes)}
    return [actor | {"against": "; ".join(row.against)} | counts | told]


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
    "timeline": _deed,
    "timeline_cells": _deed_cells,
    "ties": _tie,
    "camps": _camp,
    **OUTLET_TABLES,
    "times": _time,
    "unknowns": _unknown,
    "answers": _answers,
    "actors": _actor,
    "judgements": _judgement,
}
TABLES = tuple(_FLAT)
_FLAT["aligned"] = aligned  # of two reports, not of a case


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
        "timeline": lambda: _deeds(material),
        "ties": lambda: _lines(material).tie_rows(_lines(material).groups),
        "camps": lambda: _lines(material).found.actors,
        **outlet_rows(material),
        "times": lambda: time_rows(material),
        "unknowns": lambda: unknown_rows(material),
        "actors": lambda: actor_rows(material, private=private),
        "judgements": lambda: judgement_rows(material, judgements),
    }
    return flat(
        table,
        rows[{"carriers": "claims", "positions": "disputes", "answers": "unknowns", "timeline_cells": "timeline"}.get(table, table)](),
    )


def _deeds(material: Material) -> Sequence[TimelineRow]:
    from ..account.timeline import timeline_rows
    from ..account.timeline_index import TimelineIndex

    return timeline_rows(material.kept(TimelineIndex))


def _lines(material: Material) -> Lines:
    from ..account.faultlines import lines

    return lines(material)


def frame(rows: list[Record]) -> Any:
    """Records as a `pandas.DataFrame`. Raises StandoffError with the install command where pandas is missing."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise StandoffError("Data frames need pandas, which is not installed.", hint="pip install pandas") from None
    return pandas.DataFrame.from_records(rows)
