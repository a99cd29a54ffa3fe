"""Links in the case file: written whole after a comparison of the case, in part when one more report was compared with a few.

Each passage is checked against its text.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ..model import Actor, Carrier, Claim, CountedOrigin, Dispute, Evidence, Link, Links, Position, Role, Tie
from .codec import Cell, evidence_cells, evidence_of, pack, pack_list, unpack
from .layers import insert

_TABLES = ("link_notes", "ties", "disputes", "claims", "links", "actors")
_LINK_LAYERS = {"source": "sources", "addressee": "addressees", "mention": "mentions"}
_LISTED = "(SELECT value FROM json_each(?))"


def write_links(db: sqlite3.Connection, links: Links, texts: Mapping[str, str]) -> None:
    """Keeps links in the place of all earlier ones. Raises OffsetError when evidence is not what its report says."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    _write(db, links, texts)


def extend_links(db: sqlite3.Connection, links: Links, reports: Iterable[str]) -> None:
    """Keeps links in the place of those of these reports, of actors, claims and disputes of the same ids, and of the notes.

    Everything else stays; the order of actors, claims and disputes is then that of a whole comparison. Raises OffsetError.
    """
    db.execute(f"DELETE FROM links WHERE report IN {_LISTED}", (pack_list(reports),))
    for table, items in (("actors", links.actors), ("claims", links.claims), ("disputes", links.disputes)):
        db.execute(f"DELETE FROM {table} WHERE id IN {_LISTED}", (pack_list(item.id for item in items),))
    db.execute("DELETE FROM link_notes")
    quoted = {e.report for e in _evidence(links)}
    rows = db.execute(f"SELECT id, text FROM reports WHERE id IN {_LISTED}", (pack_list(quoted),))
    _write(db, links, {row["id"]: unpack(row["text"]) for row in rows})
    sizes = "(SELECT count(*) FROM carriers WHERE claim = t.id)"
    for table, order in (("actors", "id"), ("claims", f"-{sizes}, id"), ("disputes", "-confidence, id")):
        ranked = enumerate(db.execute(f"SELECT id, n FROM {table} AS t ORDER BY {order}").fetchall())
        db.executemany(f"UPDATE {table} SET n = ? WHERE id = ?", [(n, row["id"]) for n, row in ranked if row["n"] != n])


def _evidence(links: Links) -> Iterable[Evidence]:
    for actor in links.actors:
        yield from (role.evidence for role in actor.roles)
    for link in (*links.sources, *links.addressees, *links.mentions):
        yield from link.evidence
    for claim in links.claims:
        yield claim.wording
        yield from (carrier.evidence for carrier in claim.carriers)
    for dispute in links.disputes:
        yield from (e for position in dispute.positions for e in position.evidence)
    yield from (tie.evidence for tie in links.ties)


def _write(db: sqlite3.Connection, links: Links, texts: Mapping[str, str]) -> None:
    """Adds rows, each table in one go."""

    def place(evidence: Evidence) -> dict[str, Cell]:
        return dict(zip(("report", "start", "end", "quote"), evidence_cells(texts, evidence), strict=True))

    def add(table: str, **cells: Cell) -> None:
        rows[table].append(cells)

    rows: dict[str, list[dict[str, Cell]]] = defaultdict(list)  # a table that refers to another comes after it
    for n, actor in enumerate(links.actors):
        add("actors", id=actor.id, n=n, name=pack(actor.name), kind=actor.kind, public=actor.public)
    for actor in links.actors:
        for n, alias in enumerate(actor.aliases):
            add("aliases", actor=actor.id, n=n, alias=pack(alias))
        for n, role in enumerate(actor.roles):
            add("roles", actor=actor.id, n=n, role=pack(role.text), **place(role.evidence))
    number = _last(db, "links", "number")
    for layer, field in _LINK_LAYERS.items():
        for link in getattr(links, field):
            number += 1
            cells: dict[str, Cell] = {"report": link.report, "item": link.item, "actor": link.target, "confidence": link.confidence}
            add("links", number=number, layer=layer, **cells, reason=pack(link.reason))
            for n, evidence in enumerate(link.evidence):
                add("link_evidence", link=number, n=n, **place(evidence))
    for n, claim in enumerate(links.claims):
        add("claims", id=claim.id, n=n, **place(claim.wording))
        for k, carrier in enumerate(claim.carriers):
            add("carriers", claim=claim.id, n=k, **place(carrier.evidence), **_carrier(carrier))
        for k, origin in enumerate(claim.origins):
            cells = {"name": pack(origin.name), "reports": pack_list(origin.reports), "reason": pack(origin.reason)}
            add("claim_origins", claim=claim.id, n=k, **cells)
    for n, dispute in enumerate(links.disputes):
        cells = {"id": dispute.id, "n": n, "kind": dispute.kind, "family": dispute.family, "question": pack(dispute.question)}
        add("disputes", **cells, confidence=dispute.confidence, reason=pack(dispute.reason))
        for k, position in enumerate(dispute.positions):
            add("positions", dispute=dispute.id, n=k, **_position(position))
            for m, evidence in enumerate(position.evidence):
                add("position_evidence", dispute=dispute.id, position=k, n=m, **place(evidence))
    first = _last(db, "ties", "n") + 1
    for n, tie in enumerate(links.ties, first):
        cells = {"source": tie.source, "target": tie.target, "sign": tie.sign, "voice": tie.voice}
        add("ties", n=n, **cells, date=tie.date, **place(tie.evidence))
    for n, note in enumerate(links.notes):
        add("link_notes", n=n, note=pack(note))
    for table, found in rows.items():
        insert(db, table, found)


def _last(db: sqlite3.Connection, table: str, column: str) -> int:
    return int(db.execute(f"SELECT coalesce(max({column}), -1) FROM {table}").fetchone()[0])


def _carrier(c: Carrier) -> dict[str, Cell]:
    return {"statement": c.statement, "denies": c.denies, "confidence": c.confidence, "reason": pack(c.reason)}


def _position(p: Position) -> dict[str, Cell]:
    head: dict[str, Cell] = {"holder": p.holder, "outlet": pack(p.outlet), "stance": pack(p.stance)}
    return head | {"side": p.side, "statements": pack_list(p.statements)}


def read_links(db: sqlite3.Connection) -> Links:
    """The links as last written."""
    return _read(db, {}, {})


def read_part(db: sqlite3.Connection, reports: Iterable[str], ids: Iterable[str], forms: Iterable[str]) -> Links:
    """What of the links concerns some reports: their links, the claims and disputes with a passage of theirs, whole, and the notes.

    Its actors are those of these links and passages, those of `ids`, and those that go by one of `forms` (in any case of letters).
    """
    here = f"report IN {_LISTED}"
    mine = f"SELECT number FROM links WHERE {here}"
    told, asked = (
        f"SELECT {owner} FROM {table} WHERE {here}" for owner, table in (("claim", "carriers"), ("dispute", "position_evidence"))
    )
    known = (
        f"SELECT actor FROM links WHERE {here} UNION SELECT holder FROM positions WHERE dispute IN ({asked}) "
        f"UNION SELECT value FROM json_each(?) UNION SELECT actor FROM aliases WHERE alias COLLATE NOCASE IN {_LISTED}"
    )
    wanted, among = pack_list(reports), (pack_list(ids), pack_list(forms))
    conditions = {
        "links": here,
        "link_evidence": f"link IN ({mine})",
        "claims": f"id IN ({told})",
        "carriers": f"claim IN ({told})",
        "claim_origins": f"claim IN ({told})",
        "disputes": f"id IN ({asked})",
        "positions": f"dispute IN ({asked})",
        "position_evidence": f"dispute IN ({asked})",
        "ties": here,
    }
    values: dict[str, tuple[str, ...]] = dict.fromkeys(conditions, (wanted,))
    for table, column in (("actors", "id"), ("aliases", "actor"), ("roles", "actor")):
        conditions[table], values[table] = f"{column} IN ({known})", (wanted, wanted, *among)
    return _read(db, conditions, values)


def _read(db: sqlite3.Connection, conditions: Mapping[str, str], values: Mapping[str, tuple[str, ...]]) -> Links:
    """The links whose rows meet the condition of their table, if it has one."""

    def rows(table: str, order: str) -> Iterable[Any]:
        where = f"WHERE {conditions[table]}" if table in conditions else ""
        return db.execute(f"SELECT * FROM {table} {where} ORDER BY {order}", values.get(table, ()))

    def grouped(table: str, order: str, *keys: str) -> dict[Any, list[Any]]:
        groups: dict[Any, list[Any]] = defaultdict(list)
        for row in rows(table, order):
            groups[tuple(row[k] for k in keys)].append(row)
        return groups

    aliases = grouped("aliases", "actor, n", "actor")
    roles = grouped("roles", "actor, n", "actor")
    rests = grouped("link_evidence", "link, n", "link")
    carriers = grouped("carriers", "claim, n", "claim")
    origins = grouped("claim_origins", "claim, n", "claim")
    positions = grouped("positions", "dispute, n", "dispute")
    passages = grouped("position_evidence", "dispute, position, n", "dispute", "position")
    layers: dict[str, list[Link]] = defaultdict(list)
    for row in rows("links", "number"):
        evidence = tuple(evidence_of(e) for e in rests[(row["number"],)])
        link = Link(row["report"], row["item"], row["actor"], row["confidence"], unpack(row["reason"]), evidence)
        layers[_LINK_LAYERS[row["layer"]]].append(link)

    def carrier(row: Any) -> Carrier:
        return Carrier(evidence_of(row), row["statement"], bool(row["denies"]), row["confidence"], unpack(row["reason"]))

    def origin(row: Any) -> CountedOrigin:
        return CountedOrigin(unpack(row["name"]), tuple(json.loads(row["reports"])), unpack(row["reason"]))

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
            for row in rows("actors", "n")
        ),
        sources=tuple(layers["sources"]),
        addressees=tuple(layers["addressees"]),
        mentions=tuple(layers["mentions"]),
        claims=tuple(
            Claim(
                row["id"],
                evidence_of(row),
                tuple(carrier(c) for c in carriers[(row["id"],)]),
                tuple(
                    CountedOrigin(unpack(o["name"]), tuple(json.loads(o["reports"])), unpack(o["reason"])) for o in origins[(row["id"],)]
                ),
            )
            for row in rows("claims", "n")
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
            for row in rows("disputes", "n")
        ),
        ties=tuple(
            Tie(row["source"], row["target"], row["sign"], row["date"], evidence_of(row), row["voice"]) for row in rows("ties", "n")
        ),
        notes=tuple(unpack(row["note"]) for row in rows("link_notes", "n")),
    )
