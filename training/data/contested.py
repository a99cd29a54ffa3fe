"""Our own annotation of disputes and shared claims over small sets of reports: offsets only, over texts that lie outside the project."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.ingest import ingest
from standoff.model import Dispute, Report

CONTESTED = Path(__file__).parents[1] / "annotation" / "disputes.jsonl"
_OUTLETS = {"nyt": "The New York Times", "fox": "Fox News", "hpo": "HuffPost"}

Place = tuple[str, int, int]  # the report's id, start, end


@dataclass(frozen=True, slots=True)
class Stand:
    """One holder's place in an annotated dispute; "-" as a side only stands beside it."""

    holder: str
    side: str
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """An annotated dispute: its family, its question, who stands where."""

    family: str
    question: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Two to four reports on one event with the disputes between them, and the claims that several passages carry."""

    name: str
    split: str
    reports: tuple[Report, ...]
    disputes: tuple[Contest, ...]
    claims: tuple[tuple[Place, ...], ...]


def contested(root: Path, split: str, path: Path = CONTESTED) -> list[Happening]:
    """The annotated events of a split (train, dev, test), from the folders `news` and `framing/basil` of the training data.

    Raises ValueError when a text is not the one that was annotated.
    """
    rows = [r for r in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if r["split"] == split]
    wanted = {r["id"] for row in rows for r in row["reports"]}
    reports = _ingested([x for x in _texts(root) if x["id"] in wanted])
    return [_happening(row, reports) for row in rows]


def _texts(root: Path) -> Iterator[dict[str, Any]]:
    for name in ("mixed-1500", "ghouta-2013"):
        for line in (root / "news" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield {k: row.get(k) or None for k in ("id", "outlet", "published", "title", "text")}
    for file in sorted((root / "framing" / "basil" / "articles").glob("*/*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        body = "\n\n".join(p for p in (" ".join(s.strip() for s in lines) for lines in row["body-paragraphs"]) if p)
        outlet = _OUTLETS.get(row["source"], row["source"])
        yield {"id": row["uuid"], "outlet": outlet, "published": row.get("date") or None, "title": row["title"], "text": body}


def _ingested(rows: list[dict[str, Any]]) -> dict[str, Report]:
    """The reports by their id in the data, made as `standoff read` makes them from JSON Lines."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.jsonl"
        file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        made = [getattr(item, "report", None) for item in ingest([file])]
    return {r.file.partition("#")[2]: r for r in made if isinstance(r, Report)}


def _happening(row: dict[str, Any], reports: dict[str, Report]) -> Happening:
    found = []
    for item in row["reports"]:
        report = reports.get(item["id"])
        if report is None or report.sha256 != item["sha256"]:
            raise ValueError(f"{row['event']}: the text {item['id']} is not the one that was annotated.")
        found.append(report)

    def places(evidence: list[list[int]]) -> tuple[Place, ...]:
        return tuple((found[k].id, start, end) for k, start, end in evidence)

    disputes = tuple(
        Contest(
            d["family"], d["question"], tuple(Stand(p["holder"], p["side"], places(p["evidence"])) for p in d["positions"] if p["evidence"])
        )
        for d in row["disputes"]
    )
    return Happening(row["event"], row["split"], tuple(found), disputes, tuple(places(c) for c in row["claims"]))


def finds(dispute: Dispute, gold: Contest, share: float = 1 / 3) -> bool:
    """Whether a dispute finds an annotated one, by the rule of the gold files' scorer.

    At least a third of its evidence lies in that of the annotated dispute, and two of its positions lie, by at least a third each, in
    two different sides of it.
    """
    sides: dict[str, set[tuple[str, int]]] = {}
    every: set[tuple[str, int]] = set()
    for stand in gold.stands:
        held = {(r, c) for r, start, end in stand.evidence for c in range(start, end)}
        every |= held
        if stand.side != "-":
            sides.setdefault(stand.side, set()).update(held)
    positions = [{(e.report, c) for e in p.evidence for c in range(e.span.start, e.span.end)} for p in dispute.positions]
    said = set().union(*positions) if positions else set()
    if not said or len(said & every) < len(said) * share:
        return False
    taken = [{s for s, text in sides.items() if p and len(p & text) >= len(p) * share} for p in positions]
    return any(a != b for n, left in enumerate(taken) for other in taken[n + 1 :] for a in left for b in other)


def matched(found: Sequence[Dispute], gold: Sequence[Contest]) -> tuple[dict[int, int], list[list[int]]]:
    """Annotated disputes by their place -> the found one that finds each (one to one, as many as can be), and all that each finds."""
    edges = [[i for i, g in enumerate(gold) if finds(d, g)] for d in found]
    owner: dict[int, int] = {}

    def place(j: int, seen: set[int]) -> bool:
        for i in edges[j]:
            if i not in seen:
                seen.add(i)
                if i not in owner or place(owner[i], seen):
                    owner[i] = j
                    return True
        return False

    for j in range(len(found)):
        place(j, set())
    return owner, edges
