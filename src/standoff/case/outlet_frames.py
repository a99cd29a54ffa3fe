"""How outlets tell a case, and two reports side by side, as flat records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..account import Material
from .record import Record, carried

if TYPE_CHECKING:  # loaded where its table is asked for
    from ..account.cues import CueRow, OutletCues
    from ..account.designations import ActorLabels
    from ..account.matrix import ThingRow
    from ..account.outlets import OutletRow
    from ..account.side_by_side import AlignedRow
    from ..account.tones import ToneRow
    from ..account.voices import VoiceRow


def _outlet(row: OutletRow) -> list[Record]:
    counts = {
        name: getattr(row, name) for name in ("reports", "folded", "first", "last", "undated", "words", "characters", "own", "quoted")
    }
    told = {name: getattr(row, name) for name in ("statements", "sources", "second_hand", "unnamed")}
    carried = {f"{of}_{name}": getattr(getattr(row, of), name) for of in ("claims", "events") for name in ("told", "left_out", "alone")}
    rests = "; ".join(f"{r.name} ({r.ground}, {r.passages})" for r in row.rests)
    return [{"outlet": row.outlet, "code": row.code, **counts, **told, **carried, "rests_on": rests}]


def _thing(row: ThingRow) -> list[Record]:
    """One record for each outlet that tells it or could."""
    thing = {"of": row.of, "id": row.id, "side": row.side, "question": row.question, "date": row.date, **carried(row.head)}
    counts = {"outlets": row.outlets, "origins": row.origins, "weight": row.weight}
    thing = {("told_by" if name == "outlet" else name): value for name, value in thing.items()}
    near = {n.outlet: f"{n.evidence.report}:{n.evidence.span.start}-{n.evidence.span.end}" for n in row.near}
    return [thing | counts | {"outlet": c.outlet, "told": c.told, "reports": c.reports, "near": near.get(c.outlet)} for c in row.cells]


def _voice_shares(row: VoiceRow) -> list[Record]:
    """One record for each source of an outlet, after one for the outlet itself."""
    outlet = {"outlet": row.outlet, "reports": row.reports, "of_characters": row.characters}
    own: Record = {"source": None, "kind": "own voice", "actors": "", "characters": row.own, "quoted": 0, "statements": 0}
    none = {"voice": "outlet", "passage": None, "report": None, "start": None, "end": None}
    records = [outlet | own | none]
    for s in row.sources:
        shown = {name: value for name, value in carried(s.first).items() if name != "outlet"}
        told = {"source": s.name, "kind": s.kind, "actors": "; ".join(s.actors), "characters": s.characters, "quoted": s.quoted}
        records.append(outlet | told | {"statements": s.statements} | shown)
    return records


def _labels(row: ActorLabels) -> list[Record]:
    records = []
    for outlet in row.outlets:
        for label in (*outlet.own, *outlet.attributed):
            told = {"actor": row.name, "actor_id": row.actor, "words": label.words, "count": label.count}
            records.append(told | {"told": "attributed" if label.holder else "own voice", **carried(label.first)})
    return records


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


def _tones(row: ToneRow) -> list[Record]:
    """One record for each toned sentence of an actor."""
    records = []
    for outlet in row.outlets:
        counts = {"mentions": outlet.mentions, "good": outlet.good, "bad": outlet.bad}
        for s in outlet.sentences:
            light = {"light": s.light, "confidence": s.confidence}
            records.append({"actor": row.name, "actor_id": row.actor, **counts, **light, **carried(s.carried)})
    return records


def aligned(row: AlignedRow) -> list[Record]:
    """One record for each passage of either report in a row of two reports side by side."""
    way = {"number": row.number, "relation": row.relation, "ways": "; ".join(w.reason for w in row.ways)}
    return [way | {"of": name} | carried(c) for name, side in (("left", row.left), ("right", row.right)) for c in side]


OUTLET_TABLES: dict[str, Callable[[Any], list[Record]]] = {
    "outlets": _outlet,
    "coverage": _thing,
    "voices": _voice_shares,
    "labels": _labels,
    "cues": _cues,
    "tones": _tones,
}


def outlet_rows(material: Material) -> dict[str, Callable[[], Sequence[Any]]]:
    """What gives the rows of each of these tables."""

    def index() -> Any:
        from ..account.outlets import OutletIndex

        return material.kept(OutletIndex)

    def things() -> Sequence[ThingRow]:
        from ..account.matrix import thing_rows

        return thing_rows(material)

    return {
        "outlets": lambda: index().rows,
        "coverage": things,
        "voices": lambda: tuple(index().voices.rows.values()),
        "labels": lambda: index().labels(index().labelled),
        "cues": lambda: index().cues.rows(),
        "tones": lambda: index().tones,
    }
