"""Links in the case file: written whole after each linking, each passage checked against its text."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..model import Actor, Carrier, Claim, Dispute, Evidence, Link, Links, Position, Role, Tie
from .codec import Cell, evidence_cells, evidence_of, pack, pack_list, unpack
from .layers import insert

_TABLES = ("link_notes", "ties", "disputes", "claims", "links", "actors")
_LINK_LAYERS = {"source": "sources", "addressee": "addressees", "mention": "mentions"}


def write_links(db: sqlite3.Connection, links: Links, texts: Mapping[str, str]) -> None:
    """Keeps links in the place of all earlier ones. Raises OffsetError when evidence is not what its report says."""

    def place(evidence: Evidence) -> dict[str, Cell]:
        return dict(zip(("report", "start", "end", "quote"), evidence_cells(texts, evidence), strict=True))

    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    for n, actor in enumerate(links.actors):
        insert(db, "actors", [{"id": actor.id, "n": n, "name": pack(actor.name), "kind": actor.kind, "public": actor.public}])
        insert(db, "aliases", [{"actor": actor.id, "n": k, "alias": pack(alias)} for k, alias in enumerate(actor.aliases)])
        insert(db, "roles", [{"actor": actor.id, "n": k, "role": pack(r.text), **place(r.evidence)} for k, r in enumerate(actor.roles)])
    number = 0
    for layer, field in _LINK_LAYERS.items():
        for link in getattr(links, field):
            number += 1
            cells: dict[str, Cell] = {"report": link.report, "item": link.item, "actor": link.target, "confidence": link.confidence}
            insert(db, "links", [{"number": number, "layer": layer, **cells, "reason": pack(link.reason)}])
            insert(db, "link_evidence", [{"link": number, "n": k, **place(e)} for k, e in enumerate(link.evidence)])
    for n, claim in enumerate(links.claims):
        insert(db, "claims", [{"id": claim.id, "n": n, **place(claim.wording)}])
        insert(db, "carriers", [{"claim": claim.id, "n": k, **place(c.evidence), **_carrier(c)} for k, c in enumerate(claim.carriers)])
    for n, dispute in enumerate(links.disputes):
        cells = {"id": dispute.id, "n": n, "kind": dispute.kind, "family": dispute.family, "question": pack(dispute.question)}
        insert(db, "disputes", [cells | {"confidence": dispute.confidence, "reason": pack(dispute.reason)}])
        for k, position in enumerate(dispute.positions):
            insert(db, "positions", [{"dispute": dispute.id, "n": k, **_position(position)}])
            head: dict[str, Cell] = {"dispute": dispute.id, "position": k}
            insert(db, "position_evidence", [{**head, "n": m, **place(e)} for m, e in enumerate(position.evidence)])
    for n, tie in enumerate(links.ties):
        cells = {"source": tie.source, "target": tie.target, "sign": tie.sign, "voice": tie.voice}
        insert(db, "ties", [{"n": n, **cells, "date": tie.date, **place(tie.evidence)}])
    insert(db, "link_notes", [{"n": n, "note": pack(note)} for n, note in enumerate(links.notes)])


def _carrier(c: Carrier) -> dict[str, Cell]:
    return {"statement": c.statement, "denies": c.denies, "confidence": c.confidence, "reason": pack(c.reason)}


def _position(p: Position) -> dict[str, Cell]:
    head: dict[str, Cell] = {"holder": p.holder, "outlet": pack(p.outlet), "stance": pack(p.stance)}
    return head | {"side": p.side, "statements": pack_list(p.statements)}


def read_links(db: sqlite3.Connection) -> Links:
    """The links as last written."""

    def grouped(sql: str, *keys: str) -> dict[Any, list[Any]]:
        groups: dict[Any, list[Any]] = defaultdict(list)
        for row in db.execute(sql):
            groups[tuple(row[k] for k in keys)].append(row)
        return groups

    aliases = grouped("SELECT * FROM aliases ORDER BY actor, n", "actor")
    roles = grouped("SELECT * FROM roles ORDER BY actor, n", "actor")
    rests = grouped("SELECT * FROM link_evidence ORDER BY link, n", "link")
    carriers = grouped("SELECT * FROM carriers ORDER BY claim, n", "claim")
    positions = grouped("SELECT * FROM positions ORDER BY dispute, n", "dispute")
    passages = grouped("SELECT * FROM position_evidence ORDER BY dispute, position, n", "dispute", "position")
    layers: dict[str, list[Link]] = defaultdict(list)
    for row in db.execute("SELECT * FROM links ORDER BY number"):
        evidence = tuple(evidence_of(e) for e in rests[(row["number"],)])
        link = Link(row["report"], row["item"], row["actor"], row["confidence"], unpack(row["reason"]), evidence)
        layers[_LINK_LAYERS[row["layer"]]].append(link)

    def carrier(row: Any) -> Carrier:
        return Carrier(evidence_of(row), row["statement"], bool(row["denies"]), row["confidence"], unpack(row["reason"]))

    def position(row: Any) -> Position:
        evidence = tuple(evidence_of(e) for e in passages[row["dispute"], row["n"]])
        statements = tuple(json.loads(row["statements"]))
        return Position(row["holder"], unpack(row["outlet"]), unpack(row["stance"]), row["side"], evidence, statements)

    return Links(
        actors=tuple(
            Actor(
                row["id"],
                unpack(row["name"]),
                row["kind"],
                tuple(unpack(a["alias"]) for a in aliases[(row["id"],)]),
                tuple(Role(unpack(r["role"]), evidence_of(r)) for r in roles[(row["id"],)]),
                bool(row["public"]),
            )
            for row in db.execute("SELECT * FROM actors ORDER BY n")
        ),
        sources=tuple(layers["sources"]),
        addressees=tuple(layers["addressees"]),
        mentions=tuple(layers["mentions"]),
        claims=tuple(
            Claim(row["id"], evidence_of(row), tuple(carrier(c) for c in carriers[(row["id"],)]))
            for row in db.execute("SELECT * FROM claims ORDER BY n")
        ),
        disputes=tuple(
            Dispute(
                row["id"],
                row["kind"],
                row["family"],
                unpack(row["question"]),
                tuple(position(p) for p in positions[(row["id"],)]),
                row["confidence"],
                unpack(row["reason"]),
            )
            for row in db.execute("SELECT * FROM disputes ORDER BY n")
        ),
        ties=tuple(
            Tie(row["source"], row["target"], row["sign"], row["date"], evidence_of(row), row["voice"])
            for row in db.execute("SELECT * FROM ties ORDER BY n")
        ),
        notes=tuple(unpack(row["note"]) for row in db.execute("SELECT * FROM link_notes ORDER BY n")),
    )
