"""The JSON export: the shape of the gold files, described by `schema.json` (JSON Schema, draft 2020-12).

Spans are `[start, end]` in Unicode code points, evidence is `[report, start, end]`. Actor-valued fields hold ids of rows in
`actors`; a joint source is a list. Ids derive from content and no time is written, so that the same readings and links
give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from ..account import ActorRef, Material, events_of, time_rows
from ..account.claims import origin_count
from ..account.events import in_order
from ..account.ledger import fold
from ..model import OUTLET, Actor, Dispute, Evidence, Judgement, Position, Reading, Report, Run, Span, Texts, in_force
from .event_json import event_json, qualified, time_json
from .parcel import Parcel

_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
Json = dict[str, Any]


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """The account of a case as one JSON document."""
    yield to_bytes(to_json(parcel.material, parcel.runs, parcel.judgements, parcel.notes, private=parcel.private))


def schema() -> Json:
    """The JSON Schema of the export, as it ships with the package."""
    found: Json = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))
    return found


def to_bytes(account: Json) -> bytes:
    """An export as UTF-8 with a final line break. Lone surrogates and what a terminal would obey become JSON escapes."""
    text = _OBEYED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(account, ensure_ascii=False, indent=1))
    return f"{text}\n".encode("utf-8", "backslashreplace")


def to_json(
    material: Material,
    runs: Sequence[Run] = (),
    judgements: Sequence[Judgement] = (),
    notes: Sequence[str] = (),
    *,
    private: bool = False,
) -> Json:
    """The whole account as plain values, with what people judged and what could not be done.

    Private persons have no row in `actors`, and are named by no field, unless `private`: their words stay, under the source
    as written, and judgements about them are left out.
    """
    rows = {a.id: a for a in material.links.actors if a.public or private}
    outlets = _outlet_actors(material, rows)
    out = _Writer(material, rows, outlets)
    readings = material.readings
    return {
        "reports": {r.report.id: _report(r.report) for r in readings},
        "actors": [_actor(a) for a in sorted((*rows.values(), *outlets.values()), key=lambda a: (a.name.casefold(), a.id))],
        "statements": [row for r in readings for row in out.statements(r)],
        "events": [row for r in readings for row in out.events(r)],
        "times": [time_json(row) for row in time_rows(material)],
        "figures": [row for r in readings for row in out.figures(r)],
        "labels": [row for r in readings for row in out.labels(r)],
        "tones": [row for r in readings for row in out.tones(r)],
        "open_questions": [row for r in readings for row in out.open_questions(r)],
        "mentions": [row for r in readings for row in out.mentions(r)],
        "disputes": [out.dispute(d) for d in sorted(material.links.disputes, key=lambda d: d.id)],
        "ties": sorted(out.ties(), key=lambda t: (t["from"], t["to"], t["sign"], t["evidence"])),
        "event_clusters": out.clusters(),
        "claims": out.claims(),
        "judgements": _judgements(material, judgements, private=private),
        "notes": [{"note": note} for note in notes],
        "run": _run(readings, runs),
    }


class _Writer:
    def __init__(self, material: Material, actors: dict[str, Actor], outlets: dict[str, Actor]) -> None:
        self.material, self.actors, self.outlet_actors = material, actors, outlets

    def ids(self, refs: Sequence[ActorRef]) -> list[str]:
        return list(dict.fromkeys(ref.id for ref in refs if ref.id in self.actors))

    def one(self, refs: Sequence[ActorRef]) -> str | None:
        return next(iter(self.ids(refs)), None)

    def voice(self, report: str, voice: str) -> str:
        return OUTLET if voice == OUTLET else qualified(report, voice)

    def statements(self, reading: Reading) -> list[Json]:
        report = reading.report
        rows = []
        for s in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id)):
            actors = self.ids(self.material.sources(report.id, s.id))
            addressees = self.ids(self.material.addressees(report.id, s.id))
            rows.append(
                {
                    "id": qualified(report.id, s.id),
                    "report": report.id,
                    "source": _pair(s.source),
                    "actor": actors if len(actors) > 1 else next(iter(actors), None),
                    "cue": _pair(s.cue),
                    "content": [span.pair() for span in s.content],
                    "kind": s.kind,
                    "act": s.act,
                    "channel": _words(report, s.channel),
                    "addressee": addressees if len(addressees) > 1 else next(iter(addressees), _words(report, s.addressee)),
                    "parent": qualified(report.id, s.parent) if s.parent else None,
                }
            )
        return rows

    def events(self, reading: Reading) -> list[Json]:
        rows = zip(events_of(self.material, reading), in_order(reading), strict=True)
        return [event_json(row, self.parties(row.report, event.agents), self.parties(row.report, event.recipients)) for row, event in rows]

    def parties(self, report: str, mentions: Sequence[str]) -> list[str]:
        """The actors of mentions, each once; of a joint one all."""
        return list(dict.fromkeys(a for m in mentions for a in self.ids(self.material.mention(report, m))))

    def figures(self, reading: Reading) -> list[Json]:
        report = reading.report
        return [
            {
                "id": qualified(report.id, f.id),
                "report": report.id,
                "span": f.span.pair(),
                "low": _number(f.low),
                "high": _number(f.high),
                "about": f.about,
                "of": _words(report, f.of),
                "place": _words(report, f.place),
                "date": _words(report, f.date),
                "voice": self.voice(report.id, f.voice),
            }
            for f in sorted(reading.figures, key=lambda f: (f.span, f.id))
        ]

    def labels(self, reading: Reading) -> list[Json]:
        report = reading.report.id
        return [
            {
                "report": report,
                "span": x.span.pair(),
                "target": self.one(self.material.mention(report, x.target)),
                "voice": self.voice(report, x.voice),
            }
            for x in sorted(reading.labels, key=lambda x: (x.span, x.id))
        ]

    def open_questions(self, reading: Reading) -> list[Json]:
        report = reading.report.id
        return [
            {
                "id": qualified(report, q.id),
                "report": report,
                "span": q.span.pair(),
                "marker": q.marker.pair(),
                "voice": self.voice(report, q.voice),
            }
            for q in sorted(reading.open_questions, key=lambda q: (q.span, q.id))
        ]

    def mentions(self, reading: Reading) -> list[Json]:
        report = reading.report.id
        return [
            {
                "report": report,
                "span": m.span.pair(),
                "type": m.type,
                "form": m.form,
                "actor": self.one(self.material.mention(report, m.id)),
            }
            for m in sorted(reading.mentions, key=lambda m: (m.span, m.id))
        ]

    def dispute(self, dispute: Dispute) -> Json:
        return {
            "id": dispute.id,
            "kind": dispute.kind,
            "question": dispute.question,
            "positions": [
                {"holder": self.holder(p), "stance": p.stance, "side": p.side, "evidence": [_evidence(e) for e in p.evidence]}
                for p in dispute.positions
            ],
            "confidence": round(dispute.confidence, 4),
            "reason": dispute.reason,
        }

    def holder(self, position: Position) -> str | None:
        if position.holder:
            return position.holder if position.holder in self.actors else None
        return self.outlet_actors[position.outlet].id if position.outlet else None

    def ties(self) -> list[Json]:
        return [
            {
                "from": t.source,
                "to": t.target,
                "sign": t.sign,
                "date": t.date,
                "evidence": [_evidence(t.evidence)],
                "voice": self.voice(t.evidence.report, t.voice),
                "cue": _pair(t.cue),
                "confidence": round(t.confidence, 4),
                "reason": t.reason,
            }
            for t in self.material.links.ties
            if t.source in self.actors and t.target in self.actors
        ]

    def clusters(self) -> list[Json]:
        return [
            {
                "id": cluster.id,
                "members": [
                    {"event": qualified(m.report, m.event), "confidence": round(m.confidence, 4), "reason": m.reason}
                    for m in cluster.members
                ],
                "start": cluster.when.start if cluster.when else None,
                "end": cluster.when.end if cluster.when else None,
                "precision": cluster.when.precision if cluster.when else None,
                "reason": cluster.when.reason if cluster.when else None,
            }
            for cluster in sorted(self.material.links.clusters, key=lambda c: c.id)
        ]

    def tones(self, reading: Reading) -> list[Json]:
        report = reading.report.id
        return [
            {
                "id": qualified(report, t.id),
                "report": report,
                "span": t.span.pair(),
                "target": self.one(self.material.mention(report, t.mention)),
                "value": t.value,
                "voice": self.voice(report, t.voice),
                "confidence": round(t.confidence, 4),
            }
            for t in sorted(reading.tones, key=lambda t: (t.span, t.id))
        ]

    def claims(self) -> list[Json]:
        reports = {claim.id: {c.evidence.report for c in claim.carriers} for claim in self.material.links.claims}
        return [
            {
                "id": claim.id,
                "wording": _evidence(claim.wording),
                "reports": len(reports[claim.id]),
                "origins": origin_count(self.material, claim),
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
            for claim in sorted(self.material.links.claims, key=lambda c: c.id)
        ]


def _outlet_actors(material: Material, rows: dict[str, Actor]) -> dict[str, Actor]:
    """An actor for each outlet that holds a position in its own voice: the linked one of that name, else one made for it."""
    names = {p.outlet for d in material.links.disputes for p in d.positions if p.outlet}
    media = {name: a for a in rows.values() if a.kind == "media" for name in (*a.aliases, a.name)}
    made = {name: Actor(f"outlet-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}", name, "media", (name,)) for name in names}
    return {name: media.get(name, made[name]) for name in sorted(names)}


def _judgements(material: Material, judgements: Sequence[Judgement], *, private: bool) -> list[Json]:
    """What people judged, in the order in which they did; the passages as they stand now."""
    hidden = {fold(name) for a in material.links.actors if not (a.public or private) for name in (a.id, a.name, *a.aliases)}
    texts = Texts(material.readings if judgements else ())
    standing = {j.id for j in in_force(judgements)}
    return [
        {
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
        for j in judgements
        if not ((j.about == "actor" or j.kind == "actor") and {fold(j.left), fold(j.right or "")} & hidden)
    ]


def _report(report: Report) -> Json:
    return {
        "file": report.file,
        "outlet": report.outlet,
        "published": report.published.iso if report.published else None,
        "origins": list(dict.fromkeys(o.name for o in report.origins)),
        "furniture": [[f.span.start, f.span.end, f.kind] for f in report.furniture],
        "sha256": report.sha256,
    }


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": [{"report": r.evidence.report, "text": r.text, "span": r.evidence.span.pair()} for r in actor.roles],
    }


def _run(readings: Sequence[Reading], runs: Sequence[Run]) -> list[Json]:
    known = {run.id: run for run in runs}
    used: dict[str, list[str]] = {}
    for reading in readings:
        used.setdefault(reading.run, []).append(reading.report.id)
    return [
        {
            "id": id,
            "version": known[id].version if id in known else None,
            "weights": known[id].weights if id in known else None,
            "settings": dict(known[id].settings) if id in known else {},
            "reports": reports,
        }
        for id, reports in sorted(used.items())
    ]


def _pair(span: Span | None) -> list[int] | None:
    return span.pair() if span else None


def _words(report: Report, span: Span | None) -> str | None:
    return report.quote(span) if span else None


def _evidence(evidence: Evidence) -> list[str | int]:
    return [evidence.report, evidence.span.start, evidence.span.end]


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
