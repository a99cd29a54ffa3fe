"""Reading speed: `python -m benchmarks.reading --pile FILE [--reports N] [--profile] [--plot FILE.svg]`.

Reads a pile of reports (JSON Lines), all layers, in one process, as `standoff read` does; and in the same run sends the same windows
through the bare encoder, in the faster of two ways: one window at a time on all processors, or as many windows at a time as there are.
Words: what white space separates. `--plot` reads texts of growing length, made of the pile's paragraphs, and draws the times;
`--profile` prints where the time of a reading goes. Run it with nothing beside it.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import pstats
import resource
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import onnxruntime

from standoff.ingest import Ingested, ingest
from standoff.model import Reading, Report, Span
from standoff.read.body import body_of, parted
from standoff.read.network import Network
from standoff.read.reader import WORKERS, NetworkReader
from standoff.read.windows import Scheme, Window, windows

LENGTHS = (250, 500, 1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000)  # words


def words(reports: Sequence[Report]) -> int:
    """The words of reports."""
    return sum(len(r.text.split()) for r in reports)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def feed(window: Window) -> dict[str, object]:
    """A window as the encoder takes it."""
    found: dict[str, object] = {k: getattr(window, k) for k in ("pieces", "shapes", "marks", "starts")}
    return found | {"scheme": np.array([Scheme.GUIDE], dtype=np.int64)}


def bare(network: Network, cut: Sequence[Window]) -> float:
    """Seconds of the encoder alone on these windows, by the faster way."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = WORKERS
    wide = onnxruntime.InferenceSession(network.folder.joinpath("encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"])
    fed = [feed(w) for w in cut]
    for window in cut[:10]:
        network.words(window)
        wide.run(["words"], feed(window))
    one = seconds(lambda: [wide.run(["words"], f) for f in fed])
    with ThreadPoolExecutor(WORKERS) as pool:
        two = seconds(lambda: list(pool.map(network.words, cut)))
    print(f"bare encoder: {one:.1f} s one window at a time, {two:.1f} s {WORKERS} at a time; {sum(len(w.pieces) for w in cut)} pieces")
    return min(one, two)


def whole(reader: NetworkReader, reports: Sequence[Report]) -> float:
    """Seconds to read reports, as many at a time as `Case.read` does, and like it without holding what was read."""
    began = time.perf_counter()
    with ThreadPoolExecutor(reader.workers) as pool:
        waiting: deque[Future[Reading]] = deque()
        for report in reports:
            waiting.append(pool.submit(reader.read, report))
            if len(waiting) > reader.workers:
                waiting.popleft().result()
        while waiting:
            waiting.popleft().result()
    return time.perf_counter() - began


def lengthened(reports: Sequence[Report], count: int) -> Report:
    """A report of about so many words, of the paragraphs of others."""
    text, spans, held = "", [], 0
    for report in reports:
        for span in body_of(report):
            passage = span.of(report.text)
            spans.append(Span(len(text), len(text) + len(passage)))
            text += passage + "\n\n"
            held += len(passage.split())
            if held >= count:
                return replace(
                    reports[0], text=text, paragraphs=tuple(spans), furniture=(), origins=(), id=f"long{count}", file=f"{count}.txt"
                )
    raise SystemExit(f"The pile holds fewer than {count} words.")


def drawn(points: Sequence[tuple[int, float]], power: float) -> str:
    """The times as an SVG, both axes logarithmic, with the line of proportional time."""
    wide, high, left, foot = 640, 400, 64, 48
    xs, ys = [math.log10(n) for n, _ in points], [math.log10(t) for _, t in points]
    low_x, high_x, low_y, high_y = min(xs), max(xs), min(ys), max(ys)

    def place(x: float, y: float) -> tuple[float, float]:
        return left + (x - low_x) / (high_x - low_x) * (wide - left - 24), high - foot - (y - low_y) / (high_y - low_y) * (high - foot - 40)

    middle = sum(y - x for x, y in zip(xs, ys, strict=True)) / len(xs)
    (ax, ay), (bx, by) = place(low_x, low_x + middle), place(high_x, high_x + middle)
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">',
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
        f'<text x="{left}" y="20">Seconds to read a text, by its words; power {power:.2f} (1 is proportional, the grey line)</text>',
        f'<line x1="{ax:.1f}" y1="{ay:.1f}" x2="{bx:.1f}" y2="{by:.1f}" stroke="#bbb" stroke-width="2"/>',
    ]
    for (n, t), x, y in zip(points, xs, ys, strict=True):
        px, py = place(x, y)
        rows.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="#174a6e"/>')
        rows.append(f'<text x="{px:.1f}" y="{high - 24}" text-anchor="middle">{n:,}</text>')
        rows.append(f'<text x="{px - 8:.1f}" y="{py - 8:.1f}" text-anchor="end">{t:.2f}</text>')
    return "\n".join([*rows, "</svg>", ""])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pile", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=0, help="how many of the pile; all where none is given")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--plot", type=Path, help="where to draw the times of texts of growing length")
    args = parser.parse_args()
    network = Network(args.weights) if args.weights else Network()
    reader = NetworkReader(network)
    found = (item.report for item in ingest([args.pile]) if isinstance(item, Ingested))
    reports = list(islice(found, args.reports or None))
    for report in reports[:3]:
        reader.read(report)
    count = words(reports)
    taken = whole(reader, reports)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    english = [r for r in reports if r.language == "en"]
    alone = bare(network, [w for r in english for w in windows(r.text, parted(r).read)])
    print(f"bare encoder: {count / alone:,.0f} words/s")
    print(f"whole reading: {len(reports)} reports, {count} words, {taken:.1f} s: {count / taken:,.0f} words/s, {alone / taken:.2f} of it")
    if args.profile:
        profile = cProfile.Profile()
        profile.enable()
        for report in reports[:60]:
            reader.read(report)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
    if args.plot:
        points = []
        for length in LENGTHS:
            text = lengthened(reports, length)
            times = [seconds(lambda text=text: reader.read(text)) for _ in range(3 if length < 10000 else 1)]  # type: ignore[misc]
            points.append((length, min(times)))
            print(f"{length:7} words: {points[-1][1]:.3f} s")
        power = float(np.polyfit([math.log(n) for n, _ in points], [math.log(t) for _, t in points], 1)[0])
        print(f"time grows with the {power:.2f}th power of the length")
        args.plot.write_text(drawn(points, power), encoding="utf-8")


if __name__ == "__main__":
    main()
