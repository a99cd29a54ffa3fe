"""Rebuilds the reader network's weights by one command: `python -m training.rebuild --data DIR --out DIR`.

The teacher's sentence vectors, then three stages, each from the averaged weights of the one before: the encoder at its full rate,
stopped at step 2374; a second at half the rate with all heads and more made-up nestings, stopped after an epoch; a third that lets
the rate run out. What is done is not done again, and a stage resumes where it was cut off.

The first stage of the weights that ship was run by the code of the commit "Training of the reader network, first stage", which had
no heads for mentions, antecedents, extents and sense; the second computed the argument head in bfloat16. Run by today's code the
result is alike and not the same.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

STAGES = {
    "first": ["--limit", "2374", "--inside-weight", "0.3"],
    "second": "--epochs 3 --limit 838 --gold-pieces 90000 --encoder-rate 1e-4 --seed 11 --nested-share 0.6 --inside-weight 0.1".split(),
    "third": (
        "--epochs 1 --gold-pieces 90000 --encoder-rate 8e-5 --kept-head-rate 3e-4 --seed 13 --nested-share 0.3 --inside-weight 0.3"
        " --average 0.998 --warmup 0.05"
    ).split(),
}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder with the unpacked archives")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, logs and the exported graphs")
    args = parser.parse_args()

    def run(module: str, *options: str) -> None:
        subprocess.run([sys.executable, "-m", f"training.{module}", *options], check=True)

    args.out.mkdir(parents=True, exist_ok=True)
    teacher, start = args.out / "teacher.npz", None
    if not teacher.exists():
        run("teacher", "--data", args.data, "--out", str(teacher))
    for name, options in STAGES.items():
        folder = args.out / name
        wanted = folder / ("stopped.pt" if "--limit" in options else "epoch1.pt")
        if not wanted.exists():
            before = ["--start", str(start)] if start else []
            run("train", "--data", args.data, "--out", str(folder), "--teacher", str(teacher), *before, *options)
        start = wanted
    run("export", "--weights", str(start), "--out", str(args.out / "reader"))


if __name__ == "__main__":
    main()
