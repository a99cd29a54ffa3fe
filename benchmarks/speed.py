"""Time and memory: `python -m benchmarks.speed PATHS… [--meta CSV]`.

Cold: a new process reads the reports into a new case and prints the ledger. Warm: the same reports read again in one process that has
read once. Words: what white space separates. Run it with nothing beside it.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from standoff.ingest import Ingested, ingest
from standoff.link import link
from standoff.read import load_reader


def cold(paths: list[str], meta: str | None) -> float:
    """Seconds that `standoff read` and `standoff show … ledger` take in new processes."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "case.standoff")
        began = time.perf_counter()
        options = ["--meta", meta] if meta else []
        subprocess.run([sys.executable, "-m", "standoff.cli", "read", *paths, "-o", case, *options], check=True, capture_output=True)
        subprocess.run([sys.executable, "-m", "standoff.cli", "show", case, "ledger"], check=True, capture_output=True)
        return time.perf_counter() - began


def warm(paths: list[str], meta: str | None, runs: int = 3) -> tuple[float, int]:
    """Median seconds to read and link in a process that has done it once, and the number of words."""
    reader = load_reader()
    times, count = [], 0
    for _ in range(runs + 1):
        began = time.perf_counter()
        found = [item.report for item in ingest(paths, meta=Path(meta) if meta else None) if isinstance(item, Ingested)]
        link([reader.read(report) for report in found])
        times.append(time.perf_counter() - began)
        count = sum(len(report.text.split()) for report in found)
    return sorted(times[1:])[runs // 2], count


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--meta")
    args = parser.parse_args()
    print(f"cold, read and show: {min(cold(args.paths, args.meta) for _ in range(3)):.2f} s (best of 3)")
    seconds, count = warm(args.paths, args.meta)
    print(f"warm, read and link: {seconds:.2f} s (median of 3), {count} words, {count / seconds:.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the warm process: {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
