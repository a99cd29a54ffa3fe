"""The act of a statement, given its annotated spans: `python -m benchmarks.acts --shared DIR`.

Two scores side by side: the act that the cue's lemma usually performs (the lexicon alone), and the act by the cue in its context.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from standoff.model import Span
from standoff.read.acts import act_of
from standoff.read.lexicon import heads_in

from .gold import CASES, folder


def measure(shared: Path, case: str) -> tuple[int, int, int]:
    """Statements, those right by the lexicon alone, those right in context."""
    gold = json.loads((shared / "gold" / f"{case}.json").read_text(encoding="utf-8"))
    texts = {}
    total = alone = context = 0
    for s in gold["statements"]:
        if s["cue"] is None:
            continue
        name = Path(gold["reports"][s["report"]].get("file") or s["report"]).name
        if name not in texts:
            texts[name] = (folder(shared, case) / name).read_bytes().decode("utf-8")
        text, cue = texts[name], Span(*s["cue"])
        heads = heads_in(text, cue)
        total += 1
        alone += (heads[0].entry.act if heads else "assert") == s["act"]
        content = tuple(Span(*c) for c in s["content"])
        context += act_of(text, cue, content, Span(*s["source"]) if s["source"] else None) == s["act"]
    return total, alone, context


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    for case in CASES:
        total, alone, context = measure(args.shared, case)
        print(f"{case:16} {total} statements: lexicon alone {alone / total:.3f}, in context {context / total:.3f}")


if __name__ == "__main__":
    main()
