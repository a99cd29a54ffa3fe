"""The tables of how outlets tell it: in numbers, what they carry and leave out, whose words, what they call whom, cues, tone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..parcel import Parcel
from .parts import CARRIED, carried
from .schema import REPORT, Column, Foreign, Record, Table, boolean, date, integer, number, refers, string, strings

if TYPE_CHECKING:  # loaded where its table is asked for
    from ...account.cues import CueRow, OutletCues
    from ...account.designations import ActorLabels
    from ...account.matrix import ThingRow
    from ...account.outlets import OutletIndex, OutletRow
    from ...account.side_by_side import AlignedRow
    from ...account.tones import ToneRow
    from ...account.voices import VoiceRow

_OUTLET = string("outlet", "the outlet")
_OF_OUTLET = refers("outlet", "outlets", "outlet")
_ACTOR = (string("actor", "the actor's name"), string("actor_id", "the actor; no private persons"))
_OF_ACTOR = refers("actor_id", "actors")


def _index(parcel: Parcel) -> OutletIndex:
    from ...account.outlets import OutletIndex

    return parcel.material.kept(OutletIndex)


def _outlet(row: OutletRow) -> list[Record]:
    counts = {
        name: getattr(row, name) for name in ("reports", "folded", "first", "last", "undated", "words", "characters", "own", "quoted")
    }
    told = {name: getattr(row, name) for name in ("statements", "sources", "second_hand", "unnamed")}
    carries = {f"{of}_{name}": getattr(getattr(row, of), name) for of in ("claims", "events") for name in ("told", "left_out", "alone")}
    rests = tuple(f"{r.name} ({r.ground}, {r.passages})" for r in row.rests)
    return [{"outlet": row.outlet, "code": row.code, **counts, **told, **carries, "rests_on": rests}]


def _outlets(parcel: Parcel) -> Iterable[OutletRow]:
    return _index(parcel).rows


OUTLETS = Table(
    "outlets",
    "an outlet in numbers",
    (
        string("outlet", "the outlet, or the file name of a report whose outlet is not known"),
        string("code", "its short code"),
        integer("reports", "how many reports of it the case has"),
        integer("folded", "how many of these are copies, or have copied passages, of a report that had them first"),
        date("first", "the date of its first report"),
        date("last", "the date of its last report"),
        integer("undated", "how many of its reports have no date"),
        integer("words", "the words of its bodies"),
        integer("characters", "the characters that count: furniture and copies left out"),
        integer("own", "how many of these it says itself"),
        integer("quoted", "how many stand in quotation marks of a source"),
        integer("statements", "how many statements count"),
        integer("sources", "how many actors it quotes"),
        integer("second_hand", "how many statements a source has from another"),
        integer("unnamed", "how many statements have a source without a name"),
        integer("claims_told", "how many claims it tells"),
        integer("claims_left_out", "how many claims it leaves out that two or more others tell, not from one another"),
        integer("claims_alone", "how many claims it alone tells"),
        integer("events_told", "how many events it tells"),
        integer("events_left_out", "how many events it leaves out that two or more others tell, not from one another"),
        integer("events_alone", "how many events it alone tells"),
        strings("rests_on", "whom it has text from, with how that is known and how many passages"),
    ),
    _outlet,
    _outlets,
    ("outlet",),
)


def _thing(row: ThingRow) -> list[Record]:
    """One record for each outlet that tells it or could."""
    thing = {"of": row.of, "id": row.id, "side": row.side, "question": row.question, "date": row.date, **carried(row.head)}
    counts = {"outlets": row.outlets, "origins": row.origins, "weight": row.weight}
    thing = {("told_by" if name == "outlet" else name): value for name, value in thing.items()}
    near = {n.outlet: f"{n.evidence.report}:{n.evidence.span.start}-{n.evidence.span.end}" for n in row.near}
    return [thing | counts | {"outlet": c.outlet, "told": c.told, "reports": c.reports, "near": near.get(c.outlet)} for c in row.cells]


def _things(parcel: Parcel) -> Iterator[ThingRow]:
    from ...account.matrix import KINDS, Matrix

    matrix = parcel.material.kept(Matrix)
    return (row for of in KINDS for thing in matrix.select(of) for row in matrix.rows([thing]))


COVERAGE = Table(
    "coverage",
    "how one outlet tells a claim, an event or a side of a dispute, or that it does not",
    (
        string("of", "claims, events or disputes"),
        string("id", "the claim, the deed of the timeline, or the dispute"),
        string("side", "the side of the dispute", optional=True),
        string("question", "what is disputed", optional=True),
        date("date", "the date of the event"),
        string("told_by", "the outlet of the passage that stands for it"),
        *CARRIED[1:],
        integer("outlets", "how many outlets tell it"),
        integer("origins", "how many of these do not have it from one another"),
        number("weight", "what it weighs for being shown first; nothing else"),
        _OUTLET,
        string("told", "how this outlet tells it: own voice, attributed, denied, silent, or ends before"),
        integer("reports", "how many of its reports tell it; where none does, how many could have, or end before the day"),
        string("near", "a sentence of a silent outlet on the same matter, as REPORT:START-END", optional=True),
    ),
    _thing,
    _things,
    (),
    (REPORT, _OF_OUTLET),
)


def _voice_shares(row: VoiceRow) -> list[Record]:
    """One record for each source of an outlet, after one for the outlet itself."""
    outlet = {"outlet": row.outlet, "reports": row.reports, "of_characters": row.characters}
    own: Record = {"source": None, "kind": "own voice", "actors": (), "characters": row.own, "quoted": 0, "statements": 0}
    none = {"voice": "outlet", "passage": None, "report": None, "start": None, "end": None}
    records = [outlet | own | none]
    for s in row.sources:
        first = {name: value for name, value in carried(s.first).items() if name != "outlet"}
        told = {"source": s.name, "kind": s.kind, "actors": s.actors, "characters": s.characters, "quoted": s.quoted}
        records.append(outlet | told | {"statements": s.statements} | first)
    return records


def _voices(parcel: Parcel) -> Iterable[VoiceRow]:
    return _index(parcel).voices.rows.values()


VOICES = Table(
    "voices",
    "what one source says in one outlet, after a row for the outlet's own voice",
    (
        _OUTLET,
        integer("reports", "how many reports of the outlet the case has"),
        integer("of_characters", "the characters of the outlet that count"),
        string("source", "the source: an actor inferred, a description as written, or other sources; empty for the outlet", optional=True),
        string("kind", "own voice, actor, unnamed, or other (not resolved, and private persons)"),
        strings("actors", "the actors that the source is; several for a joint source"),
        integer("characters", "how many characters are its"),
        integer("quoted", "how many of these stand in quotation marks"),
        integer("statements", "how many statements are its"),
        string("voice", 'the sources of its first statement as written, from the outermost inwards; "outlet" for the outlet'),
        string("passage", "its first statement, as it may be shown", optional=True),
        string("report", "the report of that statement", optional=True),
        integer("start", "its first character, counted in code points of the report's text", optional=True),
        integer("end", "the character behind it", optional=True),
    ),
    _voice_shares,
    _voices,
    (),
    (REPORT, _OF_OUTLET, refers("actors", "actors")),
)


def _labels(row: ActorLabels) -> list[Record]:
    records = []
    for outlet in row.outlets:
        for label in (*outlet.own, *outlet.attributed):
            told = {"actor": row.name, "actor_id": row.actor, "words": label.words, "count": label.count}
            records.append(told | {"told": "attributed" if label.holder else "own voice", **carried(label.first)})
    return records


def _labelled(parcel: Parcel) -> Iterable[ActorLabels]:
    index = _index(parcel)
    return (row for actor in index.labelled for row in index.labels((actor,)))


LABELS = Table(
    "labels",
    "what an outlet, or a source in it, calls an actor beyond the bare name, counted; see labels_in_place for each",
    (
        *_ACTOR,
        string("words", "the designation as first written"),
        integer("count", "how often the outlet has it so"),
        string("told", "own voice or attributed"),
        *CARRIED,
    ),
    _labels,
    _labelled,
    (),
    (REPORT, _OF_ACTOR),
)


def _cues(row: OutletCues) -> list[Record]:
    """The most frequent cues of an outlet, and those that it uses more often than the others, of all its statements or of a source."""
    outlet = {"outlet": row.outlet, "statements": row.statements}
    found = {c.lemma: c for c in (*row.common, *row.more)}
    more = {c.lemma for c in row.more}
    rows: list[tuple[str | None, int, CueRow, bool]] = [(None, row.statements, c, c.lemma in more) for c in found.values()]
    rows += [(s.name, s.statements, c, True) for s in row.sources for c in s.more]
    return [
        outlet | {"source": name, "of": n, "cue": c.lemma, "count": c.count, "elsewhere": c.elsewhere, "z": c.z, "more": sure}
        for name, n, c, sure in rows
    ]


def _cue_rows(parcel: Parcel) -> Iterable[OutletCues]:
    return _index(parcel).cues.rows()


CUES = Table(
    "cues",
    "a cue that an outlet uses often, or more often than the others",
    (
        _OUTLET,
        integer("statements", "how many statements with a cue the outlet has"),
        string("source", "the source that it gives the cue more often than its other sources; empty for all its statements", optional=True),
        integer("of", "of how many statements"),
        string("cue", "the cue by its lemma"),
        integer("count", "in how many of these it stands"),
        integer("elsewhere", "in how many of the others"),
        number("z", "z of the log-odds against the others"),
        boolean("more", "whether that is sure enough to say that it is used more often"),
    ),
    _cues,
    _cue_rows,
    (),
    (_OF_OUTLET,),
)


def _tones(row: ToneRow) -> list[Record]:
    """One record for each toned sentence of an actor."""
    records = []
    for outlet in row.outlets:
        counts = {"mentions": outlet.mentions, "good": outlet.good, "bad": outlet.bad}
        for s in outlet.sentences:
            light = {"light": s.light, "confidence": s.confidence}
            records.append({"actor": row.name, "actor_id": row.actor, **counts, **light, **carried(s.carried)})
    return records


def _tone_rows(parcel: Parcel) -> Iterable[ToneRow]:
    return _index(parcel).tones


TONES = Table(
    "tones",
    "a sentence in an outlet's own voice that tells of an actor in a good or a bad light, of actors with enough of them",
    (
        *_ACTOR,
        integer("mentions", "how often the outlet mentions the actor in its own voice"),
        integer("good", "how many of its sentences tell of the actor in a good light"),
        integer("bad", "how many in a bad light"),
        string("light", "good or bad"),
        number("confidence", "how likely a careful reader sees it so, 0 to 1"),
        *CARRIED,
    ),
    _tones,
    _tone_rows,
    (),
    (REPORT, _OF_ACTOR),
)


def _aligned(row: AlignedRow) -> list[Record]:
    """One record for each passage of either report in a row of two reports side by side."""
    way = {"number": row.number, "relation": row.relation, "ways": tuple(w.reason for w in row.ways)}
    return [way | {"of": name} | carried(c) for name, side in (("left", row.left), ("right", row.right)) for c in side]


_WAY: tuple[Column, ...] = (
    integer("number", "the row of the comparison"),
    string("relation", "how the two stand to each other"),
    strings("ways", "why"),
    string("of", "left or right"),
)
_NONE: tuple[Foreign, ...] = ()
ALIGNED = Table("aligned", "a passage of either of two reports side by side", (*_WAY, *CARRIED), _aligned, lambda parcel: (), (), _NONE)
