"""Scores readings of annotated cases: `python -m benchmarks.gold --shared DIR [--reader network|baseline]`.

DIR holds `gold/` (gold files and their scorer `score.py`), `seeds/` and `cases/`. Every report of a case is read, the ones that
nobody annotated too, and the case is linked as a whole; the scorer counts what is annotated.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from standoff.case import Case
from standoff.model import Reader

CASES = ("seeds", "khashoggi-2018", "ghouta-2013")
Scores = dict[str, Any]

MEASURES: dict[str, Callable[[Scores], float]] = {
    "statements found": lambda s: s["statements"]["found"]["f1"],
    "statements close": lambda s: s["statements"]["close"]["f1"],
    "statements linked": lambda s: s["statements"]["linked"]["f1"],
    "source accuracy": lambda s: s["statements"]["accuracy"]["source"],
    "actor accuracy": lambda s: s["statements"]["accuracy"]["actor"],
    "pronoun accuracy": lambda s: s["statements"]["accuracy"].get("pronoun", 0.0),
    "act accuracy": lambda s: s["statements"]["accuracy"]["act"],
    "kind accuracy": lambda s: s["statements"]["accuracy"]["kind"],
    "parent": lambda s: s["statements"]["parent"]["f1"],
    "figures found": lambda s: s["figures"]["found"]["f1"],
    "figures value": lambda s: s["figures"]["value"]["f1"],
    "labels found": lambda s: s["labels"]["found"]["f1"],
    "open questions": lambda s: s["open_questions"]["found"]["f1"],
    "events found": lambda s: s["events"]["found"]["f1"],
    "events recall": lambda s: s["events"]["found"]["r"],
    "events typed": lambda s: s["events"]["typed"]["f1"],
    "events dated": lambda s: s["events"]["dated"]["f1"],
    "events status": lambda s: s["events"]["status"]["f1"],
    "events agents": lambda s: s["events"]["agents"]["f1"],
    "actors B-cubed": lambda s: s["actors"]["bcubed"]["f1"],
    "disputes P": lambda s: s["disputes"]["found"]["p"],
    "disputes R": lambda s: s["disputes"]["found"]["r"],
    "ties": lambda s: s["ties"]["found"]["f1"],
}


def scorer(shared: Path) -> Any:
    """The scorer that comes with the gold files, as a module."""
    path = shared / "gold" / "score.py"
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: no scorer here. Try: --shared with the folder that holds gold/score.py.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder(shared: Path, case: str) -> Path:
    """Where the texts of a case lie."""
    return shared / "seeds" if case == "seeds" else shared / "cases" / case


def account(shared: Path, case: str, reader: Reader) -> tuple[Scores, dict[str, str]]:
    """The JSON export of a case, and its texts by file name."""
    texts = folder(shared, case)
    with Case.of(sorted(texts.glob("*.txt")), meta=texts / "reports.csv", reader=reader) as opened:
        return opened.to_json(), {r.file: r.text for r in opened.reports()}


def measure(shared: Path, case: str, reader: Reader) -> tuple[Scores, list[Any], dict[str, str]]:
    """All scores of a case, the list of misses, and the texts."""
    export, texts = account(shared, case, reader)
    gold = json.loads((shared / "gold" / f"{case}.json").read_text(encoding="utf-8"))
    scores, misses = scorer(shared).score(gold, export, texts)
    return scores, misses, texts


def table(columns: dict[str, Scores]) -> list[str]:
    """Lines of a Markdown table: a row for each measure, a column for each case and reader."""
    lines = ["| measure | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, get in MEASURES.items():
        lines.append(f"| {name} | " + " | ".join(f"{_get(get, s):.3f}" for s in columns.values()) + " |")
    counts = " | ".join(str(s["disputes"]["found"]["pred"]) for s in columns.values())
    return [*lines, f"| disputes shown | {counts} |"]


def _get(get: Callable[[Scores], float], scores: Scores) -> float:
    try:
        return get(scores)
    except KeyError:
        return 0.0


def readers(names: Sequence[str], weights: Path | None) -> dict[str, Reader]:
    """Readers by name."""
    from standoff.read.baseline import BaselineReader
    from standoff.read.network import Network
    from standoff.read.reader import NetworkReader

    made: dict[str, Callable[[], Reader]] = {"network": lambda: NetworkReader(Network(weights)), "baseline": BaselineReader}
    return {name: made[name]() for name in names}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--reader", action="append", choices=("network", "baseline"))
    parser.add_argument("--case", action="append", choices=CASES)
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was too much")
    args = parser.parse_args()
    columns: dict[str, Scores] = {}
    for name, reader in readers(args.reader or ["network", "baseline"], args.weights).items():
        for case in args.case or CASES:
            columns[f"{case} ({name})"], misses, texts = measure(args.shared, case, reader)
            if args.misses:
                for kind, where, spans, want, got in misses:
                    words = " … ".join(texts.get(where, "")[a:b] for a, b in spans or [])[:170].replace("\n", " ")
                    print(f"- {kind}: {where[:40]} want={want!r} got={got!r} {words}")
    print("\n".join(table(columns)))


if __name__ == "__main__":
    main()
