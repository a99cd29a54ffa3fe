"""Scores readings of our own annotated reports: `python -m benchmarks.annotated --data DIR --shared DIR [--split test]`.

Each report is read and linked as a case of its own, scored by the scorer of the gold files, and the counts are summed. The reports of
the splits `dev` and `test` are in no training data, and are on many events of many years, so this is the figure to believe for an
event that nobody tuned for.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

from training.data import Annotated, annotated
from training.data.docs import lines_of

from standoff.account import Material
from standoff.export import to_json
from standoff.link import link
from standoff.model import Reader, Span
from standoff.read.quotes import pair_quotes
from standoff.read.statements import kind_within

from .gold import readers, scorer

F1S = (
    "statements found",
    "statements close",
    "statements linked",
    "statements parent",
    "figures found",
    "figures value",
    "labels found",
    "open_questions found",
)
PRONOUNS = frozenset("He She It They I We You This".split())


def gold_of(item: Annotated) -> dict[str, Any]:
    """The annotation in the shape of a gold file. An actor's aliases are the sources by which it speaks."""
    report, layers = item.report, item.layers
    text, name = report.text, report.file
    aliases: dict[str, set[str]] = defaultdict(set)
    statements = []
    for row in layers["statements"]:
        names = [n.strip() for n in (row["actor"] or "").split(";") if n.strip()]
        for n in names:
            aliases[n].add(n)
        if len(names) == 1 and row["source"] and text[slice(*row["source"])][:1].isupper():
            aliases[names[0]].add(text[slice(*row["source"])])
        statements.append(
            {**row, "report": name, "id": f"{name}/{row['id']}", "parent": f"{name}/{row['parent']}" if row["parent"] else None}
        )
        statements[-1]["kind"] = kind_by_marks(text, row["cue"], row["content"])
    gold = {
        "reports": {name: {"annotated": True}},
        "actors": [{"name": n, "aliases": sorted(a - PRONOUNS)} for n, a in sorted(aliases.items())],
        "statements": statements,
        "open_questions": [{**q, "report": name} for q in layers["open_questions"]],
    }
    if layers["full"]:
        gold |= {k: [{**x, "report": name} for x in layers[k]] for k in ("labels", "figures")}
    return gold


def kind_by_marks(text: str, cue: list[int] | None, content: list[list[int]]) -> str:
    """direct, indirect or mixed, by the letters inside quotation marks."""
    paired = pair_quotes(text, [Span(a, b) for a, b in lines_of(text)])
    outer, inner = ([q for q in paired if q.level == level] for level in (0, 1))
    return kind_within(text, Span(*cue) if cue else None, [Span(a, b) for a, b in content], outer, inner)


def measure(items: list[Annotated], reader: Reader, score: Any, *, show: bool = False) -> dict[str, float]:
    """F1s and accuracies over all reports."""
    hits: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    right: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for item in items:
        gold = gold_of(item)
        reading = reader.read(item.report)
        export = to_json(Material([reading], link([reading])), [reader.run])
        scores, misses = score(gold, export, {item.report.file: item.report.text})
        if show:
            for kind, _, spans, want, got in misses:
                words = " … ".join(item.report.text[a:b] for a, b in spans or [])[:200].replace("\n", " ")
                print(f"- {kind}: {item.report.file} want={want!r} got={got!r} {words}")
        for key in F1S:
            layer, name = key.split()
            found = scores.get(layer, {}).get(name)
            if found:
                hits[key][0] += round(found["p"] * found["pred"])
                hits[key][1] += found["pred"]
                hits[key][2] += found["gold"]
        matched = round(scores["statements"]["found"]["p"] * scores["statements"]["found"]["pred"])
        for key, share in scores["statements"]["accuracy"].items():
            right[key][0] += share * matched
            right[key][1] += matched
    result = {k: 2 * h / max(1, p + g) for k, (h, p, g) in hits.items()}
    result["statements P"], result["statements R"] = (hits["statements found"][0] / max(1, hits["statements found"][i]) for i in (1, 2))
    return result | {f"{k} accuracy": r / max(1, n) for k, (r, n) in right.items()}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/score.py")
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--reader", action="append", choices=("network", "baseline"))
    parser.add_argument("--weights", type=Path, help="folder of another network than the one that ships")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    items = annotated(args.data, args.split)
    print(f"{len(items)} reports, {sum(len(i.layers['statements']) for i in items)} statements")
    for name, reader in readers(args.reader or ["network"], args.weights).items():
        for key, value in measure(items, reader, scorer(args.shared).score, show=args.misses).items():
            print(f"{name:10} {key:24} {value:.3f}")


if __name__ == "__main__":
    main()
