"""The quality gate: floors that only rise. `python -m benchmarks.gate --shared DIR`; exits 1 when a figure falls below its floor.

The floors and the digests of the texts and gold files that they were measured on stand in `gate.json`. After an improvement
`--raise` writes the new figures there, a little below what was measured, never lower than before. A floor that gave way by hand, because
what is measured changed, stands under `lowered` with its reason.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from .gold import CASES, MEASURES, folder, measure, readers

FLOORS = Path(__file__).with_name("gate.json")
SLACK = 0.01  # what another processor's rounding may cost
SLACK_FEW = 0.05  # where a case holds so few that one more or less is worth this much
FEW = {"parent", "pronoun accuracy", "open questions", "figures found", "figures value"}
# A single dispute more or less moves these by several points.
WATCHED = [m for m in MEASURES if not m.startswith("disputes")]


def digest(shared: Path, case: str) -> str:
    """SHA-256 over the gold file and the texts of a case."""
    total = hashlib.sha256((shared / "gold" / f"{case}.json").read_bytes())
    for path in sorted(folder(shared, case).glob("*.txt")):
        total.update(path.read_bytes())
    return total.hexdigest()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--raise", dest="lift", action="store_true", help="write today's figures as the new floors")
    args = parser.parse_args()
    pinned: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    reader = readers(["network"], None)["network"]
    faults = []
    for case in CASES:
        row = pinned.setdefault(case, {"digest": digest(args.shared, case), "floors": {}})
        if row["digest"] != digest(args.shared, case):
            if not args.lift:
                faults.append(
                    f"{case}: its texts or its gold are not those that the floors were measured on. Try: --raise, after a look at them."
                )
                continue
            row |= {"digest": digest(args.shared, case), "floors": {}}
        scores, _, _ = measure(args.shared, case, reader)
        for name in WATCHED:
            try:
                value = MEASURES[name](scores)
            except KeyError:
                continue
            floor = row["floors"].get(name, 0.0)
            verdict = "ok" if value >= floor else "BELOW"
            print(f"{case:16} {name:18} {value:.3f}  floor {floor:.3f}  {verdict}")
            if value < floor:
                faults.append(f"{case}: {name} is {value:.3f}, its floor is {floor:.3f}.")
            row["floors"][name] = max(floor, round(value - (SLACK_FEW if name in FEW else SLACK), 3))
    if args.lift:
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
    if faults:
        print("\n".join(["", *faults]))
        sys.exit(1)


if __name__ == "__main__":
    main()
