"""What several tables have in common: a passage with who tells it and where it stands, intervals, who takes part."""

from __future__ import annotations

from collections.abc import Iterable

from ...account import ActorRef, Carried, Passage, SourceRef, chain_text
from ...model import Resolved
from .schema import Column, Record, date, integer, string

OUTLET = string("outlet", "the outlet of the report, or its file name where none is known")
PUBLISHED = date("published", "when the report was published, no finer than known")
VOICE = string("voice", 'whose words it is: "outlet", or the sources as written, from the outermost inwards, parted by ←')
PASSAGE = string("passage", "the passage as it may be shown, source and cue with the content; … stands for a cut")
REPORT_ID = string("report", "the report that it stands in")


def place(of: str) -> tuple[Column, Column]:
    """The columns of a place in a text."""
    return integer("start", f"the first character of {of}, counted in code points of the report's text"), integer(
        "end", f"the character behind {of}"
    )


CARRIED = (OUTLET, VOICE, PASSAGE, REPORT_ID, *place("the passage"))
WHEN = (
    date("begins", "the first day or time of the interval that it stands for"),
    date("ends", "the last day or time of that interval"),
    string(
        "precision", "the unit in which it is told: minute, hour, part (of a day), day, week, month, season, year, decade", optional=True
    ),
    string("date_reason", "why it is dated so", optional=True),
)


def carried(told: Carried) -> Record:
    """Who tells a passage, whose words it is, and where it stands."""
    return {"outlet": told.outlet, "voice": chain_text(told.chain) or "outlet", **shown(told.passage)}


def shown(passage: Passage) -> Record:
    """A passage and where it stands."""
    return {"passage": passage.text, "report": passage.report, "start": passage.span.start, "end": passage.span.end}


def interval(when: Resolved | None) -> Record:
    """The first and last day or time of an interval, the unit it is told in, and why."""
    told = (when.start, when.end, when.precision, when.reason) if when else (None,) * 4
    return dict(zip(("begins", "ends", "precision", "date_reason"), told, strict=True))


def written(parties: Iterable[SourceRef]) -> tuple[str, ...]:
    """Who takes part, as written."""
    return tuple(p.written for p in parties if p.written)


def inferred(parties: Iterable[SourceRef]) -> tuple[str, ...]:
    """The names of the actors inferred behind those who take part."""
    return names(a for p in parties for a in p.actors)


def behind(parties: Iterable[SourceRef]) -> tuple[str, ...]:
    """The ids of the actors inferred behind those who take part."""
    return ids(a for p in parties for a in p.actors)


def names(actors: Iterable[ActorRef]) -> tuple[str, ...]:
    """The names of some actors, each once."""
    return tuple(dict.fromkeys(a.name for a in actors))


def ids(actors: Iterable[ActorRef]) -> tuple[str, ...]:
    """The ids of some actors, each once."""
    return tuple(dict.fromkeys(a.id for a in actors))
