"""The fault lines as a graph of plain values: what stands at its nodes (actors), at its edges (ties), and at the graph itself.

Lists are joined texts, for few graph formats have lists: by "; ", or by line ends where an entry is a sentence. What is not told has no
value, and what may have none is no truth value: some readers (igraph) take a missing one for false. Texts are as people read them: one
line, with hidden characters made visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..account import ActorRow, Material, SourceRef, actor_rows
from ..account.faultlines import Camp, CampRow, Lines, lines
from ..account.ties import TieGroup, TiePassage, TieRow
from ..model import OUTLET, Tie
from .citations import text_citation
from .plain import one_line

Scope = Literal["graph", "node", "edge"]
Value = str | int | float | bool | None
Values = Mapping[str, Value]
_NOTE = (
    "Grouped by the program from what reports tell: a sign says what is told, not what is so. "
    "Camps are letters in the order of their first passages, no names and no verdicts. Private persons have no node and no tie."
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the graph, of its nodes or of its edges: name, type of its values, what it says."""

    scope: Scope
    name: str
    type: type[str] | type[int] | type[float] | type[bool]
    what: str


ATTRIBUTES = (
    Attribute("graph", "name", str, "Name of the case."),
    Attribute("graph", "note", str, "How to read it."),
    Attribute("graph", "camps", str, "A line for each camp: letter, number of actors, the best connected, the camps it is set against."),
    Attribute("graph", "ties", int, "How many ties there are."),
    Attribute("graph", "passages", int, "How many passages tell them."),
    Attribute("graph", "undated", int, "How many of these have no date."),
    Attribute("graph", "unexplained", int, "How many ties between actors with a side do not fit the sides."),
    Attribute("graph", "explained", float, "Share, by weight, of the ties between actors with a side that fit the sides, 0 to 1."),
    Attribute("node", "actor", str, "Id of the actor, as in the other exports."),
    Attribute("node", "label", str, "The fullest name of the actor anywhere in the case."),
    Attribute("node", "kind", str, "person, organisation, government, armed force, group, media."),
    Attribute("node", "standing", str, "in a camp, side disputed, against a camp, no camp."),
    Attribute("node", "camp", str, "Letter of its camp; where its side is disputed, of the camp that its ties fit best."),
    Attribute("node", "against", str, "Letters of the camps that it is only told to oppose or be opposed by."),
    Attribute("node", "disputed", bool, "Whether its side is disputed."),
    Attribute("node", "reasons", str, "Why its side is disputed, or why it is in no camp."),
    Attribute("node", "disputes", str, "Ids of the disputes about whose side it is on."),
    Attribute("node", "weight", float, "What all that is told of its ties weighs."),
    Attribute("node", "supports", int, "How many it supports."),
    Attribute("node", "opposes", int, "How many it opposes."),
    Attribute("node", "supported_by", int, "How many support it."),
    Attribute("node", "opposed_by", int, "How many oppose it."),
    Attribute("node", "statements", int, "How many statements have it as their source."),
    Attribute("node", "outlets", str, "Outlets that name it or give it the word."),
    Attribute("node", "aliases", str, "Its names and descriptions, as written."),
    Attribute("node", "roles", str, "What reports call it by office or role, as written."),
    Attribute("edge", "tie", str, "Id of the tie, which is that of the edge: some programs do not keep it."),
    Attribute("edge", "label", str, "supports or opposes."),
    Attribute("edge", "sign", str, "+ or -. The weight is positive for both."),
    Attribute("edge", "weight", float, "What its passages weigh: a sure one in an outlet’s own voice 1, others less."),
    Attribute("edge", "confidence", float, "Confidence of the surest passage, 0 to 1."),
    Attribute("edge", "passages", int, "How many passages tell it."),
    Attribute("edge", "origins", int, "From how many origins: texts of one agency, and the same words, count once."),
    Attribute("edge", "first", str, "Earliest date told of it, no finer than known."),
    Attribute("edge", "last", str, "Latest date told of it, no finer than known."),
    Attribute("edge", "undated", int, "How many passages have no date."),
    Attribute("edge", "told", str, "own voice where any outlet tells it so, else attributed."),
    Attribute("edge", "outlets", str, "Outlets that tell it."),
    Attribute("edge", "holders", str, "Whom it is attributed to, as written; behind ≈ what is inferred."),
    Attribute("edge", "cues", str, "The words that show it, as written."),
    Attribute("edge", "fits", str, "Whether it fits the sides of both ends, yes or no; no value where an end has none."),
    Attribute("edge", "contrary", str, "Id of the edge that tells the opposite of the same two."),
    Attribute("edge", "contradicts", str, "told both ways, or changed where the two are certainly of different times."),
    Attribute("edge", "quotes", str, "Its passages, the surest first, a line each: the words with their source, outlet, date, place."),
    Attribute("edge", "evidence", str, "Where these passages stand, a line each: report:start-end, in code points, end exclusive."),
)


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph: its own values, its nodes by the ids of actors, its edges as id, source, target, values."""

    values: Values
    nodes: Iterable[tuple[str, Values]]
    edges: Iterable[tuple[str, str, str, Values]]


def fault_graph(material: Material, name: str) -> Graph:
    """The fault lines of a material, as told at any time, as a directed graph with at most two edges from one actor to another.

    Nodes are the public actors with a tie, camp by camp; edges the ties, the weightiest first. `name` is that of the case.
    """
    drawn = lines(material)
    known = {row.id: row for row in actor_rows(material)}
    nodes = ((row.actor.id, _node(row, known[row.actor.id])) for row in drawn.found.actors)
    ties = zip(drawn.groups, drawn.tie_rows(drawn.groups), strict=True)
    edges = ((row.id, row.source.id, row.target.id, _edge(material, group, row)) for group, row in ties)
    return Graph(_graph(drawn, name), nodes, edges)


def _graph(drawn: Lines, name: str) -> Values:
    found = drawn.found
    return {
        "name": one_line(name),
        "note": _NOTE,
        "camps": "\n".join(map(_camp, found.camps)),
        "ties": found.ties,
        "passages": found.passages,
        "undated": found.undated,
        "unexplained": found.balance.unexplained if found.balance else None,
        "explained": round(found.balance.share, 4) if found.balance else None,
    }


def _camp(camp: Camp) -> str:
    number = f"{camp.actors} actor{'' if camp.actors == 1 else 's'}"
    against = f" Against {', '.join(camp.foes)}." if camp.foes else ""
    return f"{camp.letter} ({number}): {_list(p.name for p in camp.head)}.{against}"


def _node(row: CampRow, actor: ActorRow) -> Values:
    return {
        "actor": actor.id,
        "label": one_line(actor.name),
        "kind": actor.kind,
        "standing": row.standing,
        "camp": row.camp,
        "against": _list(row.against),
        "disputed": row.standing == "side disputed",
        "reasons": " ".join(map(one_line, row.reasons)),
        "disputes": _list(d.id for d in row.disputes),
        "weight": row.weight,
        "supports": row.supports,
        "opposes": row.opposes,
        "supported_by": row.supported_by,
        "opposed_by": row.opposed_by,
        "statements": actor.statements,
        "outlets": _list(actor.outlets),
        "aliases": _list(actor.aliases),
        "roles": _list(actor.roles),
    }


def _edge(material: Material, group: TieGroup, row: TieRow) -> Values:
    told = list(zip(group.ties, row.passages, strict=True))
    return {
        "tie": row.id,
        "label": row.words,
        "sign": row.sign,
        "weight": row.weight,
        "confidence": round(max(p.confidence for p in row.passages), 4),
        "passages": len(row.passages),
        "origins": row.origins,
        "first": row.first,
        "last": row.last,
        "undated": row.undated,
        "told": row.told,
        "outlets": _list(o.outlet for o in row.outlets),
        "holders": _list(map(_holder, row.holders)),
        "cues": _list(_cues(material, group)),
        "fits": None if row.fits is None else "yes" if row.fits else "no",
        "contrary": row.contrary,
        "contradicts": row.contradicts,
        "quotes": "\n".join(one_line(_quote(material, tie, passage)) for tie, passage in told),
        "evidence": "\n".join(f"{p.report}:{p.span.start}-{p.span.end}" for p in (passage.carried.passage for passage in row.passages)),
    }


def _cues(material: Material, group: TieGroup) -> Iterator[str]:
    for tie in group.ties:
        if tie.cue:
            yield material.reading(tie.evidence.report).report.quote(tie.cue)


def _quote(material: Material, tie: Tie, passage: TiePassage) -> str:
    report = material.reading(tie.evidence.report).report
    said = material.statement(report.id, tie.voice) if tie.voice != OUTLET else None
    cue = report.quote(said.cue) if said and said.cue else None
    return text_citation(report, passage.carried.passage, passage.carried.chain, cue)


def _holder(ref: SourceRef) -> str:
    return (ref.written or "nobody named") + (f" ≈ {' and '.join(ref.inferred)}" if ref.inferred else "")


def _list(texts: Iterable[str]) -> str:
    """Texts as one, each once."""
    return "; ".join(dict.fromkeys(map(one_line, texts)))
