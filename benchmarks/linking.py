"""Linking: `python -m benchmarks.linking --data DIR --cache FILE [--counts 250 500 1000 1500] [--joining 5]`.

DIR holds mixed-1500.jsonl, FILE becomes a case file with the readings of all its reports: they are made once and not counted. Prints
the seconds that linking takes over the first reports of the file, each count in a process of its own; the growth as a power of n log n;
and what one more report costs in a case of 1,000 that is linked, reading it apart. Run it with nothing beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from math import log
from pathlib import Path
from statistics import median

import numpy as np

from standoff.account import Material
from standoff.case.linking import bring_up_to_date
from standoff.ingest import Ingested, ingest
from standoff.link import link
from standoff.model import Links, Reading, Run
from standoff.read import load_reader
from standoff.store import CaseFile

LARGE = 1000


def prepare(data: Path, cache: Path) -> None:
    """Reads all reports into a case file, unless it has them; an interrupted run goes on where it stopped."""
    reader = load_reader()
    with CaseFile.open(cache, create=True) as file:
        there = {held.id for held in file.held()}
        for item in ingest([data / "mixed-1500.jsonl"]):
            if isinstance(item, Ingested) and item.report.id not in there:
                file.keep(reader.read(item.report), reader.run)


def load(cache: Path, count: int | None = None) -> tuple[Run, tuple[Reading, ...]]:
    """The first readings of the case file, or all, and the run that made them."""
    with CaseFile.open(cache) as file:
        ids = [held.id for held in file.held() if held.run][:count]
        return file.runs()[0], file.readings(ids)


def linking(cache: Path, count: int) -> dict[str, float]:
    """Seconds and memory (MB at most, the readings among them) of linking the first reports, in this process."""
    readings = Material(load(cache, count)[1], Links()).readings
    began = time.perf_counter()
    found = link(readings)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "memory": memory, "claims": len(found.claims), "disputes": len(found.disputes)}


def exponent(counts: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the logarithm of the seconds over that of n log n, by least squares."""
    return float(np.polyfit([log(n * log(n)) for n in counts], [log(s) for s in seconds], 1)[0])


def linked(cache: Path, path: Path) -> float:
    """Makes a linked case of the first LARGE reports; the seconds that linking and writing the links take."""
    run, readings = load(cache, LARGE)
    with CaseFile.open(path, create=True) as file:
        for reading in readings:
            file.keep(reading, run)
    began = time.perf_counter()
    with CaseFile.open(path) as file:
        bring_up_to_date(file)
    return time.perf_counter() - began


def joining(cache: Path, case: Path, count: int) -> tuple[list[float], list[float]]:
    """Seconds to read a report, and to keep and link it in a copy of a linked case, opened for it, for reports that the case lacks."""
    run, readings = load(cache)
    reader = load_reader()
    reader.read(readings[0].report)  # the network is open from here on
    rest = readings[LARGE:]
    reads, adds = [], []
    for reading in rest[:: max(len(rest) // count, 1)][:count]:
        began = time.perf_counter()
        reader.read(reading.report)
        reads.append(time.perf_counter() - began)
        copy = case.with_name("copy.standoff")
        shutil.copy(case, copy)
        began = time.perf_counter()
        with CaseFile.open(copy) as file:
            file.keep(reading, run)
            bring_up_to_date(file)
        adds.append(time.perf_counter() - began)
        copy.unlink()
    return reads, adds


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of mixed-1500.jsonl; not needed once the readings are made")
    parser.add_argument("--cache", type=Path, required=True, help="case file of the readings")
    parser.add_argument("--counts", type=int, nargs="+", default=[250, 500, 1000, 1500])
    parser.add_argument("--joining", type=int, default=5, help="how many reports join a linked case of 1,000, each a copy of it")
    parser.add_argument("--one", type=int, help="links so many reports in this process and prints a JSON object")
    args = parser.parse_args()
    if args.one:
        print(json.dumps(linking(args.cache, args.one)))
        return
    if args.data:
        prepare(args.data, args.cache)
    seconds = []
    for count in args.counts:
        command = [sys.executable, "-m", "benchmarks.linking", "--cache", str(args.cache), "--one", str(count)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds.append(found["seconds"])
        print(
            f"{count} reports: {found['seconds']:.1f} s, {1000 * found['seconds'] / count:.0f} ms each, {found['memory']:.0f} MB at most, "
            f"{found['claims']} claims, {found['disputes']} disputes",
            flush=True,
        )
    if len(seconds) > 1:
        print(f"growth: the power {exponent(args.counts, seconds):.2f} of n log n")
    if args.joining:
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "case.standoff"
            whole = linked(args.cache, case)
            print(f"a case of {LARGE}: {whole:.1f} s to load the readings, link them and write the links", flush=True)
            reads, adds = joining(args.cache, case, args.joining)
        each = ", ".join(f"{s:.2f}" for s in adds)
        print(f"one more report: {median(adds):.2f} s to keep and link (median of {each}), and {median(reads):.2f} s to read")


if __name__ == "__main__":
    main()
