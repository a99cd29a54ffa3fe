"""Exports of a large case: `python -m benchmarks.exports --case CASE [--to FORMAT ...]`.

CASE is a linked case file, as for `benchmarks.web`; it is copied first. Runs `standoff export` twice in each format, each run a process of
its own with another seed of hashes, and prints seconds and the most memory of the slower one (loading the case included), size and number
of the files, and whether both runs gave the same bytes. Exits with 1 when a format is over the limits of the design or the bytes differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from standoff.case import FORMATS

SECONDS, MEGABYTES = 60.0, 1024.0


@dataclass(frozen=True, slots=True)
class Run:
    """One export: seconds, megabytes of memory at most, files, megabytes on disk, and a hash over paths and bytes."""

    seconds: float
    memory: float
    files: int
    size: float
    digest: str


def export(case: Path, form: str, target: Path, seed: int) -> Run:
    """Runs one export in a process of its own. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "standoff.cli", "export", str(case), "--to", form, "-o", str(target)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": str(seed)})
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    paths = sorted(p for p in target.rglob("*") if p.is_file()) if target.is_dir() else [target]
    digest = sha256()
    for path in paths:
        digest.update(path.relative_to(target).as_posix().encode() + b"\0" + path.read_bytes())
    return Run(seconds, usage.ru_maxrss / 1024, len(paths), sum(p.stat().st_size for p in paths) / 1e6, digest.hexdigest())


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--to", nargs="+", choices=list(FORMATS), default=list(FORMATS))
    args = parser.parse_args(argv)
    print("| format | seconds | memory, MB | files | MB | same bytes |\n|---|---|---|---|---|---|", flush=True)
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        case = Path(shutil.copy(args.case, Path(folder) / "case.standoff"))
        for form in args.to:
            runs = [export(case, form, Path(folder) / f"{form}-{seed}", seed) for seed in (1, 2)]
            seconds, memory = max(r.seconds for r in runs), max(r.memory for r in runs)
            same = runs[0].digest == runs[1].digest
            kept = kept and same and seconds <= SECONDS and memory <= MEGABYTES
            first = runs[0]
            print(f"| {form} | {seconds:.1f} | {memory:.0f} | {first.files:,} | {first.size:.1f} | {'yes' if same else 'no'} |", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
