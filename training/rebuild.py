"""Rebuilds the reader network's weights by one command: `python -m training.rebuild --data DIR --out DIR`.

Three steps, each of which resumes where it was cut off: the teacher's sentence vectors; a first stage that is stopped at step 2374;
a second one that starts from its averaged weights at half the rate, with more made-up nestings. The first stage of the weights that
ship was run by the code of the commit "Training of the reader network, first stage", which had no heads for mentions,
antecedents, extents and sense; run by today's code it trains those too, so the result is alike and not the same.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

FIRST = ["--limit", "2374", "--inside-weight", "0.3"]
SECOND = ["--epochs", "3", "--gold-pieces", "90000", "--encoder-rate", "1e-4", "--seed", "11", "--nested-share", "0.6"]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder with the unpacked archives")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, logs and the exported graphs")
    args = parser.parse_args()
    teacher, first, second = (args.out / name for name in ("teacher.npz", "first", "second"))

    def run(module: str, *options: str) -> None:
        subprocess.run([sys.executable, "-m", f"training.{module}", *options], check=True)

    args.out.mkdir(parents=True, exist_ok=True)
    if not teacher.exists():
        run("teacher", "--data", args.data, "--out", str(teacher))
    if not (first / "stopped.pt").exists():
        run("train", "--data", args.data, "--out", str(first), *FIRST)
    started = ["--start", str(first / "stopped.pt"), "--teacher", str(teacher)]
    run("train", "--data", args.data, "--out", str(second), *started, *SECOND)
    run("export", "--weights", str(second / "epoch3.pt"), "--out", str(args.out / "reader"))


if __name__ == "__main__":
    main()
