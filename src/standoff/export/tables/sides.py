"""The tables of who stands with whom: ties with their passages, and where each actor stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..parcel import Parcel
from .parts import CARRIED, carried
from .schema import REPORT, Record, Table, boolean, date, integer, number, refers, string, strings

if TYPE_CHECKING:  # loaded where its table is asked for
    from ...account.faultlines import CampRow
    from ...account.ties import TieRow


def _tie(row: TieRow) -> list[Record]:
    ends = {"source": row.source.name, "target": row.target.name, "source_id": row.source.id, "target_id": row.target.id}
    lists = {"outlets": tuple(o.outlet for o in row.outlets), "holders": tuple(h.written or "" for h in row.holders)}
    when = {"first": row.first, "last": row.last, "undated": row.undated, "passages": len(row.passages), "origins": row.origins}
    camps = {"weight": row.weight, "source_camp": row.camps[0], "target_camp": row.camps[1], "fits": row.fits, "contrary": row.contrary}
    surest = row.passages[0]
    sure = {**carried(surest.carried), "confidence": surest.confidence, "reason": surest.reason}
    return [{"id": row.id, **ends, "sign": row.sign, "words": row.words, **when, "told": row.told, **lists, **camps, **sure}]


def _tie_passages(row: TieRow) -> list[Record]:
    return [
        {"tie": row.id, "number": n, "date": p.date, **carried(p.carried), "confidence": p.confidence, "reason": p.reason}
        for n, p in enumerate(row.passages, 1)
    ]


def _ties(parcel: Parcel) -> Iterable[TieRow]:
    from ...account.faultlines import lines

    found = lines(parcel.material)
    return found.tie_rows(found.groups)


_SURE = (number("confidence", "how likely the passage tells this tie, 0 to 1"), string("reason", "what it was recognised by"))
TIES = Table(
    "ties",
    "a tie: one actor supports or opposes another, by all passages that tell so",
    (
        string("id", "the tie's id"),
        string("source", "who supports or opposes"),
        string("target", "whom"),
        string("source_id", "the actor who does"),
        string("target_id", "the actor whom it is about"),
        string("sign", "+ (supports, recognises, allied with) or - (opposes, threatens, fights)"),
        string("words", "the sign in words"),
        date("first", "the earliest date that is told of it"),
        date("last", "the latest date that is told of it"),
        integer("undated", "how many of its passages have no date"),
        integer("passages", "how many passages tell it"),
        integer("origins", "from how many independent origins"),
        string("told", "own voice where an outlet tells it so, else attributed"),
        strings("outlets", "the outlets that tell it"),
        strings("holders", "those that it is attributed to, as written"),
        number("weight", "what its passages weigh together; a sure one in an outlet's own voice weighs 1"),
        string("source_camp", "the letter of the source's camp", optional=True),
        string("target_camp", "the letter of the target's camp", optional=True),
        boolean("fits", "whether it fits the sides on which both stand", optional=True),
        string("contrary", "the tie of the same two with the other sign", optional=True),
        *CARRIED,
        *_SURE,
    ),
    _tie,
    _ties,
    ("id",),
    (REPORT, refers("source_id", "actors"), refers("target_id", "actors"), refers("contrary", "ties")),
)
TIE_PASSAGES = Table(
    "tie_passages",
    "a passage that tells a tie, the surest first",
    (
        string("tie", "the tie"),
        integer("number", "its place among the passages of the tie, from 1"),
        date("date", "when the tie holds by this passage, as precise as told"),
        *CARRIED,
        *_SURE,
    ),
    _tie_passages,
    _ties,
    ("tie", "number"),
    (REPORT, refers("tie", "ties")),
)


def _camp(row: CampRow) -> list[Record]:
    actor = {"actor": row.actor.name, "actor_id": row.actor.id, "kind": row.actor.kind, "standing": row.standing, "camp": row.camp}
    counts = {name: getattr(row, name) for name in ("supports", "opposes", "supported_by", "opposed_by", "weight")}
    pulls = tuple(f"{p.way} {p.camp} {p.weight:g}" for p in row.pulls)
    told = {"reasons": " ".join(row.reasons), "pulls": pulls, "disputes": tuple(d.id for d in row.disputes)}
    return [actor | {"against": row.against} | counts | told]


def _camps(parcel: Parcel) -> Iterable[CampRow]:
    from ...account.faultlines import lines

    return lines(parcel.material).found.actors


CAMPS = Table(
    "camps",
    "where an actor with a tie stands; private persons stand nowhere",
    (
        string("actor", "the actor's name"),
        string("actor_id", "the actor"),
        string("kind", "person, organisation, government, armed force, group or media"),
        string("standing", "in a camp, against a camp, side disputed, or no camp"),
        string("camp", "the letter of the camp; for a disputed side of the one that its ties fit best", optional=True),
        strings("against", "the letters of the camps that it is only told to oppose or be opposed by"),
        integer("supports", "how many it is told to support"),
        integer("opposes", "how many it is told to oppose"),
        integer("supported_by", "how many are told to support it"),
        integer("opposed_by", "how many are told to oppose it"),
        number("weight", "what its ties weigh together"),
        string("reasons", "why its side is disputed or why it has none; empty for the rest"),
        strings("pulls", "what is told of it with and against each camp: way, camp, weight"),
        strings("disputes", "the disputes about whose side it is on"),
    ),
    _camp,
    _camps,
    ("actor_id",),
    (refers("actor_id", "actors"), refers("disputes", "disputes")),
)
