"""The tables of the account as rows of plain values, made one by one: what the JSON exports are made of.

Spans are `[start, end]` in Unicode code points, evidence is `[report, start, end]`. Actor-valued fields hold ids of rows in `actors`; a
joint source is a list. Ids derive from content and no time is written, so that the same readings and links give the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from ..account import Material
from ..account.claims import origin_count
from ..model import Actor, Claim, Dispute, EventCluster, Evidence, Position, Reading, Report, Run, Texts, Tie, in_force
from .discretion import withheld
from .event_json import qualified
from .layer_rows import Layers, pair, voice
from .parcel import Parcel

Json = dict[str, Any]


def tables(parcel: Parcel) -> Iterator[tuple[str, Iterator[Json]]]:
    """The tables of an account in their order: the name of each, and its rows, which are made as they are taken.

    Private persons have no row in `actors`, and are named by no field, unless the parcel is private: their words stay, under the source
    as written, and judgements about them are left out. Rows of `reports` begin with their `id`, and end in their `text` if it goes along.
    """
    material, readings, links = parcel.material, parcel.material.readings, parcel.material.links
    actors = {a.id: a for a in links.actors if a.public or parcel.private}
    outlets = _outlet_actors(material, actors)
    layers = Layers(material, actors)

    def each(rows: Callable[[Reading], Iterator[Json]]) -> Iterator[Json]:
        return (row for reading in readings for row in rows(reading))

    ordered = sorted((*actors.values(), *outlets.values()), key=lambda a: (a.name.casefold(), a.id))
    yield "reports", (_report(r.report, full_text=parcel.full_text) for r in readings)
    yield "actors", (_actor(a) for a in ordered)
    yield "statements", each(layers.statements)
    yield "events", each(layers.events)
    yield "times", each(layers.times)
    yield "figures", each(layers.figures)
    yield "labels", each(layers.labels)
    yield "tones", each(layers.tones)
    yield "open_questions", each(layers.open_questions)
    yield "mentions", each(layers.mentions)
    yield "disputes", (_dispute(d, actors, outlets) for d in sorted(links.disputes, key=lambda d: d.id))
    yield "ties", (_tie(t) for t in sorted(links.ties, key=_by_ends) if t.source in actors and t.target in actors)
    yield "event_clusters", (_cluster(c) for c in sorted(links.clusters, key=lambda c: c.id))
    yield "claims", (_claim(material, c) for c in sorted(links.claims, key=lambda c: c.id))
    yield "judgements", _judgements(parcel)
    yield "notes", ({"note": note} for note in parcel.notes)
    yield "run", _run(readings, parcel.runs)


def _outlet_actors(material: Material, rows: dict[str, Actor]) -> dict[str, Actor]:
    """An actor for each outlet that holds a position in its own voice: the linked one of that name, else one made for it."""
    names = {p.outlet for d in material.links.disputes for p in d.positions if p.outlet}
    media = {name: a for a in rows.values() if a.kind == "media" for name in (*a.aliases, a.name)}
    made = {name: Actor(f"outlet-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}", name, "media", (name,)) for name in names}
    return {name: media.get(name, made[name]) for name in sorted(names)}


def _report(report: Report, *, full_text: bool) -> Json:
    return {
        "id": report.id,
        "file": report.file,
        "outlet": report.outlet,
        "published": report.published.iso if report.published else None,
        "origins": list(dict.fromkeys(o.name for o in report.origins)),
        "furniture": [[f.span.start, f.span.end, f.kind] for f in report.furniture],
        "sha256": report.sha256,
        **({"text": report.text} if full_text else {}),
    }


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": [{"report": r.evidence.report, "text": r.text, "span": r.evidence.span.pair()} for r in actor.roles],
    }


def _dispute(dispute: Dispute, actors: dict[str, Actor], outlets: dict[str, Actor]) -> Json:
    def holder(position: Position) -> str | None:
        if position.holder:
            return position.holder if position.holder in actors else None
        return outlets[position.outlet].id if position.outlet else None

    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "question": dispute.question,
        "positions": [
            {"holder": holder(p), "stance": p.stance, "side": p.side, "evidence": [_evidence(e) for e in p.evidence]}
            for p in dispute.positions
        ],
        "confidence": round(dispute.confidence, 4),
        "reason": dispute.reason,
    }


def _by_ends(tie: Tie) -> tuple[str, str, str, list[str | int]]:
    return tie.source, tie.target, tie.sign, _evidence(tie.evidence)


def _tie(tie: Tie) -> Json:
    return {
        "from": tie.source,
        "to": tie.target,
        "sign": tie.sign,
        "date": tie.date,
        "evidence": [_evidence(tie.evidence)],
        "voice": voice(tie.evidence.report, tie.voice),
        "cue": pair(tie.cue),
        "confidence": round(tie.confidence, 4),
        "reason": tie.reason,
    }


def _cluster(cluster: EventCluster) -> Json:
    when = cluster.when
    return {
        "id": cluster.id,
        "members": [
            {"event": qualified(m.report, m.event), "confidence": round(m.confidence, 4), "reason": m.reason} for m in cluster.members
        ],
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": when.precision if when else None,
        "reason": when.reason if when else None,
    }


def _claim(material: Material, claim: Claim) -> Json:
    return {
        "id": claim.id,
        "wording": _evidence(claim.wording),
        "reports": len({c.evidence.report for c in claim.carriers}),
        "origins": origin_count(material, claim),
        "counted": [{"name": o.name, "reports": list(o.reports), "reason": o.reason} for o in claim.origins],
        "carriers": [
            {
                "evidence": _evidence(c.evidence),
                "statement": qualified(c.evidence.report, c.statement) if c.statement else None,
                "denies": c.denies,
                "confidence": round(c.confidence, 4),
                "reason": c.reason,
            }
            for c in claim.carriers
        ],
    }


def _judgements(parcel: Parcel) -> Iterator[Json]:
    """What people judged, in the order in which they did; the passages as they stand now."""
    hidden = withheld(parcel)
    texts = Texts(parcel.material.readings if parcel.judgements else ())
    standing = {j.id for j in in_force(parcel.judgements)}
    for j in parcel.judgements:
        if j.id in hidden:
            continue
        yield {
            "id": j.id,
            "kind": j.kind,
            "about": j.about,
            "left": j.left,
            "right": j.right,
            "at": j.at,
            "by": j.by,
            "note": j.note,
            "in_force": j.id in standing,
            "sides": [[_evidence(e) for e in side] for side in texts.sides(j)],
        }


def _run(readings: Sequence[Reading], runs: Sequence[Run]) -> Iterator[Json]:
    known = {run.id: run for run in runs}
    used: dict[str, list[str]] = {}
    for reading in readings:
        used.setdefault(reading.run, []).append(reading.report.id)
    for id, reports in sorted(used.items()):
        yield {
            "id": id,
            "version": known[id].version if id in known else None,
            "weights": known[id].weights if id in known else None,
            "settings": dict(known[id].settings) if id in known else {},
            "reports": reports,
        }


def _evidence(evidence: Evidence) -> list[str | int]:
    return [evidence.report, evidence.span.start, evidence.span.end]
