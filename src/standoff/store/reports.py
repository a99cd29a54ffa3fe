"""Reports in the case file: the text verbatim, what cleaning found, and the original bytes of HTML."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from ..model import Dated, Furniture, Origin, Report, StandoffError
from .codec import Cell, Shared, pack, pack_list, pack_spans, span_cells, span_of, unpack, unpack_spans
from .layers import insert

_PLAIN = ("id", "file", "outlet", "url", "title", "language", "encoding", "extractor", "version_of", "sha256", "text")


def write_report(db: sqlite3.Connection, report: Report, raw: bytes | None, by_hand: tuple[str, ...], now: str) -> None:
    """Keeps a report, or brings what is kept about it up to date. Raises StandoffError when its id holds another text."""
    held = db.execute("SELECT sha256 FROM reports WHERE id = ?", (report.id,)).fetchone()
    if held and held["sha256"] != report.sha256:
        raise StandoffError(f"The id {report.id} already stands for another text.", where=report.file, hint="read it into another case")
    cells: dict[str, Cell] = {name: pack(getattr(report, name)) for name in _PLAIN}
    cells["published"] = report.published.iso if report.published else None
    cells["published_how"] = pack(report.published.how) if report.published else None
    cells["paragraphs"], cells["notes"] = pack_spans(report.paragraphs), pack_list(report.notes)
    cells["by_hand"] = pack_list(sorted(set(by_hand)))
    if held:
        # Not deleted and written anew: that would take readings and links with it.
        columns = ", ".join(f"{name} = ?" for name in cells)
        db.execute(f"UPDATE reports SET {columns} WHERE id = ?", (*cells.values(), report.id))
        db.execute("DELETE FROM furniture WHERE report = ?", (report.id,))
        db.execute("DELETE FROM origins WHERE report = ?", (report.id,))
    else:
        insert(db, "reports", [cells | {"added": now}])
    insert(db, "furniture", [_placed(report, n, f.span, kind=f.kind) for n, f in enumerate(report.furniture)])
    insert(db, "origins", [_placed(report, n, o.span, name=o.name, whole=o.whole) for n, o in enumerate(report.origins)])
    if raw is not None:
        db.execute("INSERT OR REPLACE INTO raw VALUES (?, ?, ?)", (report.id, sha256(raw).hexdigest(), raw))


def _placed(report: Report, n: int, span: Any, **more: Any) -> dict[str, Cell]:
    start, end, quote = span_cells(report.text, span)
    cells: dict[str, Cell] = {"report": report.id, "n": n, "start": start, "end": end, "quote": quote}
    return cells | {k: pack(v) for k, v in more.items()}


def read_reports(db: sqlite3.Connection, ids: Iterable[str] | None = None) -> dict[str, Report]:
    """All reports (or those of these ids) by id, in order of arrival."""
    only, values = ("", ()) if ids is None else ("WHERE {} IN (SELECT value FROM json_each(?))", (pack_list(ids),))
    shared = Shared()
    furniture: dict[str, list[Furniture]] = defaultdict(list)
    for row in db.execute(f"SELECT * FROM furniture {only.format('report')} ORDER BY report, n", values):
        span = span_of(row)
        assert span is not None
        furniture[row["report"]].append(Furniture(span, shared.word(row["kind"])))
    origins: dict[str, list[Origin]] = defaultdict(list)
    for row in db.execute(f"SELECT * FROM origins {only.format('report')} ORDER BY report, n", values):
        origins[row["report"]].append(Origin(shared.word(row["name"]), span_of(row), bool(row["whole"])))
    return {
        row["id"]: _report(row, tuple(furniture[row["id"]]), tuple(origins[row["id"]]), shared)
        for row in db.execute(f"SELECT * FROM reports {only.format('id')} ORDER BY number", values)
    }


def _report(row: Mapping[str, Any], furniture: tuple[Furniture, ...], origins: tuple[Origin, ...], shared: Shared) -> Report:
    return Report(
        **{name: unpack(row[name]) if name == "text" else shared.word(row[name]) for name in _PLAIN if name != "sha256"},
        paragraphs=unpack_spans(row["paragraphs"], shared),
        furniture=furniture,
        published=Dated(row["published"], shared.word(row["published_how"])) if row["published"] else None,
        origins=origins,
        notes=tuple(json.loads(row["notes"])),
    )
