"""How far two readings of a report agree: `python -m benchmarks.agreement`. Needs no text, only the offsets of our own annotation.

Statements are paired by the overlap of their contents, the best first, as the scorer of the gold files does: found from a character F1 of
.5 on, close from .8 on. Act, source and actor (as written) are shares of the found ones. Ties are the same where both parties overlap and
the sign is one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from training.data.guide import ANNOTATION
from training.data.ties import TIES

SECOND = ANNOTATION.with_name("second-readings.jsonl")
SECOND_TIES = TIES.with_name("second-ties.jsonl")
FOUND, CLOSE = 0.5, 0.8


def readings(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The statements of every report of a file, by the report's id."""
    return {r["id"]: r["statements"] for r in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def characters(row: dict[str, Any]) -> set[int]:
    """The offsets of a statement's content."""
    return {i for a, b in row["content"] for i in range(a, b)}


def pairs(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any], float]]:
    """Statements of two readings that are the same, with their overlap."""
    left, right = [characters(r) for r in one], [characters(r) for r in other]
    scored = sorted(((2 * len(a & b) / (len(a) + len(b)), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True)
    used: tuple[set[int], set[int]] = (set(), set())
    result = []
    for score, i, j in scored:
        if score >= FOUND and -i not in used[0] and -j not in used[1]:
            used[0].add(-i)
            used[1].add(-j)
            result.append((one[-i], other[-j], score))
    return result


def same_source(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two statements have overlapping sources, or both have none."""
    if not a["source"] or not b["source"]:
        return not a["source"] and not b["source"]
    return bool(a["source"][0] < b["source"][1] and b["source"][0] < a["source"][1])


def ties(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The ties of every report of a file, by the report's id."""
    return {r["id"]: r["ties"] for r in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def shared(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> int:
    """How many ties two readings of a report share."""
    left = list(other)
    for tie in one:
        same = next((x for x in left if x["sign"] == tie["sign"] and all(_overlap(x[end], tie[end]) for end in ("from", "to"))), None)
        if same:
            left.remove(same)
    return len(other) - len(left)


def _overlap(a: list[int], b: list[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def main() -> None:
    """The command."""
    first, second = readings(ANNOTATION), readings(SECOND)
    total = sum(len(first[i]) + len(second[i]) for i in second)
    found = [p for i in second for p in pairs(first[i], second[i])]
    print(f"{len(second)} reports read twice, {total} statements in both readings together")
    print(f"found F1 {2 * len(found) / total:.3f}, close F1 {2 * sum(s >= CLOSE for _, _, s in found) / total:.3f}")
    shares = {
        "act": sum(a["act"] == b["act"] for a, b, _ in found),
        "source": sum(same_source(a, b) for a, b, _ in found),
        "actor as written": sum(a["actor"] == b["actor"] for a, b, _ in found),
    }
    print("of the found: " + ", ".join(f"{name} {n / len(found):.3f}" for name, n in shares.items()))
    one, other = ties(TIES), ties(SECOND_TIES)
    every, both = sum(len(one[i]) + len(other[i]) for i in other), sum(shared(one[i], other[i]) for i in other)
    print(f"{len(other)} reports read twice for ties, {every} in both readings together: F1 {2 * both / every:.3f}")


if __name__ == "__main__":
    main()
