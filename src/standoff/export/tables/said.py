"""The tables of what is said: statements, and what outlets and sources call unknown, with what other reports say to it."""

from __future__ import annotations

from collections.abc import Iterator

from ...account import LedgerRow, UnknownRow, chain_text, unknown_rows
from ...account.ledger import ledger_row
from ..parcel import Parcel
from .parts import CARRIED, OUTLET, PASSAGE, PUBLISHED, REPORT_ID, VOICE, carried, ids, names, place, shown
from .schema import REPORT, Record, Table, integer, number, refers, string, strings


def _statement(row: LedgerRow) -> list[Record]:
    passage = shown(row.passage)
    return [
        {
            "outlet": row.outlet,
            "published": row.published,
            "source": row.source.written,
            "actor_inferred": names(row.source.actors),
            "chain": chain_text(row.chain),
            "cue": row.cue,
            "passage": passage.pop("passage"),
            "act": row.act,
            "kind": row.kind,
            "channel": row.channel,
            "addressee": row.addressee,
            **passage,
            "id": row.id,
            "parent": row.parent,
            "confidence": row.confidence,
            "disputes": row.disputes,
            "actor_ids": ids(row.source.actors),
            "content": tuple(f"{e.span.start}..{e.span.end}" for e in row.content),
        }
    ]


def _statements(parcel: Parcel) -> Iterator[LedgerRow]:
    for reading in parcel.material.readings:
        for statement in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id)):
            yield ledger_row(parcel.material, reading, statement)


STATEMENTS = Table(
    "statements",
    "a statement: who answers for it, the words that attribute, and what it says",
    (
        OUTLET,
        PUBLISHED,
        string("source", "who answers for it, as written; empty where nobody is named", optional=True),
        strings("actor_inferred", "the names of the actors inferred behind the source; no private persons"),
        string("chain", "the sources from the outermost inwards, as written, parted by ←"),
        string("cue", "the words that attribute, as written", optional=True),
        PASSAGE,
        string("act", "what the source does by it: assert, deny, accuse, threaten, demand, promise, endorse, condemn, predict, opine, ask"),
        string("kind", "direct (all of it in quotation marks), indirect (none) or mixed"),
        string("channel", "where it was said, as written", optional=True),
        string("addressee", "to whom, as written", optional=True),
        REPORT_ID,
        *place("the passage"),
        string("id", "the statement's id"),
        string("parent", "the statement that it is nested in", optional=True),
        number("confidence", "how likely a careful reader finds this statement, 0 to 1"),
        strings("disputes", "the disputes that rest on it"),
        strings("actor_ids", "the actors inferred behind the source; no private persons"),
        strings("content", "where the words stand that the source answers for, each stretch as start..end in code points"),
    ),
    _statement,
    _statements,
    ("report", "id"),
    (REPORT, refers(("report", "parent"), "statements", ("report", "id")), refers("disputes", "disputes"), refers("actor_ids", "actors")),
)


def _unknown(row: UnknownRow) -> list[Record]:
    told = {"outlet": row.outlet, "published": row.published, "voice": chain_text(row.chain) or "outlet", "marker": row.marker}
    return [told | shown(row.passage) | {"id": row.id, "answers": len(row.answers)}]


def _answers(row: UnknownRow) -> list[Record]:
    return [
        {
            "unknown": row.id,
            **carried(answer.carried),
            "published": answer.published,
            "when": answer.when,
            "likeness": answer.likeness,
            "shared": answer.shared,
            "unknown_report": row.report,
        }
        for answer in row.answers
    ]


def _unknowns(parcel: Parcel) -> tuple[UnknownRow, ...]:
    return unknown_rows(parcel.material)


UNKNOWNS = Table(
    "unknowns",
    "an open question: a passage that says that something is not known",
    (
        OUTLET,
        PUBLISHED,
        VOICE,
        string("marker", "the words that say so"),
        PASSAGE,
        REPORT_ID,
        *place("the passage"),
        string("id", "the open question's id"),
        integer("answers", "how many passages of other reports say something to it"),
    ),
    _unknown,
    _unknowns,
    ("report", "id"),
    (REPORT,),
)
ANSWERS = Table(
    "answers",
    "a passage of another report that says something to an open question; whether it answers it is for the reader to judge",
    (
        string("unknown", "the open question"),
        *CARRIED,
        PUBLISHED,
        string("when", "how its report stands in time to the one that asks: later, same day, undated"),
        number("likeness", "what it was chosen by; it orders answers and is no probability"),
        strings("shared", "the words in common, as the passage writes them"),
        string("unknown_report", "the report that the open question stands in"),
    ),
    _answers,
    _unknowns,
    (),
    (REPORT, refers(("unknown_report", "unknown"), "unknowns", ("report", "id"))),
)
