"""Links in the case file: written whole after a comparison of the case, in part when one more report was compared with a few.

Each passage is checked against its text.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from ..model import (
    Actor,
    Carrier,
    Claim,
    ClusterMember,
    CountedOrigin,
    Dating,
    Dispute,
    EventCluster,
    Evidence,
    Link,
    Links,
    Position,
    Resolved,
    Role,
    Span,
    Tie,
)
from .codec import Cell, Shared, evidence_cells, pack, pack_list, span_cells, unpack
from .layers import Runs, insert

_TABLES = ("link_notes", "datings", "event_clusters", "ties", "disputes", "claims", "links", "actors")
_LINK_LAYERS = {"source": "sources", "addressee": "addressees", "mention": "mentions"}
_LISTED = "(SELECT value FROM json_each(?))"
_PLACE = "report, start, end, quote"
T = TypeVar("T")


def write_links(db: sqlite3.Connection, links: Links, texts: Mapping[str, str]) -> None:
    """Keeps links in the place of all earlier ones. Raises OffsetError when evidence is not what its report says."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    _write(db, links, texts)


def extend_links(db: sqlite3.Connection, links: Links, reports: Iterable[str]) -> None:
    """Keeps links, datings and ties in the place of those of these reports, of what has the same id, and of the notes.

    Everything else stays; the order of actors, claims, disputes and clusters is then that of a whole comparison. Raises OffsetError.
    """
    mine = pack_list(reports)
    for table in ("links", "datings", "ties"):
        db.execute(f"DELETE FROM {table} WHERE report IN {_LISTED}", (mine,))
    for table, items in (
        ("actors", links.actors),
        ("claims", links.claims),
        ("disputes", links.disputes),
        ("event_clusters", links.clusters),
    ):
        db.execute(f"DELETE FROM {table} WHERE id IN {_LISTED}", (pack_list(item.id for item in items),))
    db.execute("DELETE FROM link_notes")
    quoted = {e.report for e in _evidence(links)}
    rows = db.execute(f"SELECT id, text FROM reports WHERE id IN {_LISTED}", (pack_list(quoted),))
    _write(db, links, {row["id"]: unpack(row["text"]) for row in rows})
    sizes = "(SELECT count(*) FROM carriers WHERE claim = t.id)"
    told = "(SELECT count(DISTINCT report) FROM clustered_events WHERE cluster = t.id)"
    tellings = "(SELECT count(*) FROM clustered_events WHERE cluster = t.id)"
    clusters = f"-{told}, -{tellings}, id"
    orders = (("actors", "id"), ("claims", f"-{sizes}, id"), ("disputes", "-confidence, id"), ("event_clusters", clusters))
    for table, order in orders:
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
        add("ties", n=n, **_tie(tie), **place(tie.evidence), **_cue(texts[tie.evidence.report], tie.cue))
    first = _last(db, "datings", "n") + 1
    for n, dating in enumerate(links.datings, first):
        when = dating.when
        cells = {"begins": when.start, "ends": when.end, "precision": when.precision, "reason": pack(when.reason)}
        add("datings", n=n, report=dating.report, item=dating.item, **cells)
    for n, cluster in enumerate(links.clusters):
        add("event_clusters", id=cluster.id, n=n, **_interval(cluster.when))
        for k, member in enumerate(cluster.members):
            cells = {"report": member.report, "event": member.event, "confidence": member.confidence, "reason": pack(member.reason)}
            add("clustered_events", cluster=cluster.id, n=k, **cells)
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


def _tie(t: Tie) -> dict[str, Cell]:
    head: dict[str, Cell] = {"source": t.source, "target": t.target, "sign": t.sign, "voice": t.voice, "date": t.date}
    return head | {"confidence": t.confidence, "reason": pack(t.reason)}


def _cue(text: str, cue: Span | None) -> dict[str, Cell]:
    return dict(zip(("cue_start", "cue_end", "cue"), span_cells(text, cue), strict=True))


def _interval(when: Resolved | None) -> dict[str, Cell]:
    told = (when.start, when.end, when.precision, pack(when.reason)) if when else (None,) * 4
    return dict(zip(("begins", "ends", "precision", "reason"), told, strict=True))


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
    clustered = f"SELECT cluster FROM clustered_events WHERE {here}"
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
        "datings": here,
        "event_clusters": f"id IN ({clustered})",
        "clustered_events": f"cluster IN ({clustered})",
    }
    values: dict[str, tuple[str, ...]] = dict.fromkeys(conditions, (wanted,))
    for table, column in (("actors", "id"), ("aliases", "actor"), ("roles", "actor")):
        conditions[table], values[table] = f"{column} IN ({known})", (wanted, wanted, *among)
    return _read(db, conditions, values)


def _read(db: sqlite3.Connection, conditions: Mapping[str, str], values: Mapping[str, tuple[str, ...]]) -> Links:
    """The links whose rows meet the condition of their table, if it has one."""
    shared = Shared()
    word, evidence = shared.word, shared.evidence

    def rows(table: str, columns: str, order: str) -> Iterable[Any]:
        where = f"WHERE {conditions[table]}" if table in conditions else ""
        found = db.cursor()
        found.row_factory = None  # tuples: a large case has hundreds of thousands of rows
        return found.execute(f"SELECT {columns} FROM {table} {where} ORDER BY {order}", values.get(table, ()))

    def grouped(table: str, key: str, columns: str, make: Callable[..., T]) -> dict[Any, list[T]]:
        groups: dict[Any, list[T]] = defaultdict(list)
        for owner, *cells in rows(table, f"{key}, {columns}", f"{key}, n"):
            groups[owner].append(make(*cells))
        return groups

    def carrier(statement: str | None, denies: int, confidence: float, reason: Any, *place: Any) -> Carrier:
        return Carrier(evidence(*place), word(statement), bool(denies), confidence, word(reason))

    def origin(name: Any, reports: str, reason: Any) -> CountedOrigin:
        return CountedOrigin(word(name), tuple(map(word, json.loads(reports))), word(reason))

    def position(dispute: str, n: int, holder: str | None, outlet: Any, stance: Any, side: str, statements: str) -> Position:
        found = tuple(passages[dispute, n])
        return Position(word(holder), word(outlet), word(stance), word(side), found, tuple(map(word, json.loads(statements))))

    def cue(start: int | None, end: int | None) -> Span | None:
        return None if start is None or end is None else Span(start, end)

    def member(report: str, event: Any, confidence: float, reason: Any) -> ClusterMember:
        return ClusterMember(word(report), event, confidence, word(reason))

    aliases = grouped("aliases", "actor", "alias", word)
    roles = grouped("roles", "actor", f"role, {_PLACE}", lambda role, *place: Role(word(role), evidence(*place)))
    actors = tuple(
        Actor(word(id), word(name), word(kind), tuple(aliases.pop(id, ())), tuple(roles.pop(id, ())), bool(public))
        for id, name, kind, public in rows("actors", "id, name, kind, public", "n")
    )
    layers: dict[str, list[Link]] = defaultdict(list)
    rests = Runs(rows("link_evidence", f"link, {_PLACE}", "link, n"))
    for number, layer, report, item, actor, confidence, reason in rows(
        "links", "number, layer, report, item, actor, confidence, reason", "number"
    ):
        rest = tuple(evidence(*place) for _, *place in rests.of(number))
        layers[_LINK_LAYERS[layer]].append(Link(word(report), word(item), word(actor), word(confidence), word(reason), rest))
    carriers = grouped("carriers", "claim", f"statement, denies, confidence, reason, {_PLACE}", carrier)
    origins = grouped("claim_origins", "claim", "name, reports, reason", origin)
    passages: dict[Any, list[Evidence]] = defaultdict(list)
    for dispute, n, *place in rows("position_evidence", f"dispute, position, {_PLACE}", "dispute, position, n"):
        passages[dispute, n].append(evidence(*place))
    positions = grouped("positions", "dispute", "dispute, n, holder, outlet, stance, side, statements", position)
    members = grouped("clustered_events", "cluster", "report, event, confidence, reason", member)
    return Links(
        actors=actors,
        sources=tuple(layers["sources"]),
        addressees=tuple(layers["addressees"]),
        mentions=tuple(layers["mentions"]),
        claims=tuple(
            Claim(word(id), evidence(*place), tuple(carriers[id]), tuple(origins[id]))
            for id, *place in rows("claims", f"id, {_PLACE}", "n")
        ),
        disputes=tuple(
            Dispute(word(id), word(kind), word(family), word(question), tuple(positions[id]), confidence, word(reason))
            for id, kind, family, question, confidence, reason in rows("disputes", "id, kind, family, question, confidence, reason", "n")
        ),
        ties=tuple(
            Tie(
                word(source), word(target), word(sign), word(date), evidence(*place), word(voice), cue(begin, end), confidence, word(reason)
            )
            for source, target, sign, date, voice, begin, end, confidence, reason, *place in rows(
                "ties", f"source, target, sign, date, voice, cue_start, cue_end, confidence, reason, {_PLACE}", "n"
            )
        ),
        datings=tuple(
            Dating(word(report), item, Resolved(word(begins), word(ends), word(precision), word(reason)))
            for report, item, begins, ends, precision, reason in rows("datings", "report, item, begins, ends, precision, reason", "n")
        ),
        clusters=tuple(
            EventCluster(id, tuple(members[id]), Resolved(begins, ends, precision, word(reason)) if begins else None)
            for id, begins, ends, precision, reason in rows("event_clusters", "id, begins, ends, precision, reason", "n")
        ),
        notes=tuple(unpack(note) for (note,) in rows("link_notes", "note", "n")),
    )
