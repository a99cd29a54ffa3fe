"""Stories: `python -m benchmarks.stories --data DIR [--show] [--draw] [--times]`. DIR holds news/, framing/basil and coreference/ecbplus.

Measured by B-cubed (Bagga and Baldwin, 1998) over reports: the share of a report's story that tells of its event (P), and the share of
the reports of its event that are in its story (R). The gold groups are never an input.

- BASIL: 100 events of 2010 to 2019, each told by three outlets, as one pile, and in two halves (by the hash of the event's id).
  *Among the rest*: thrown together with mixed-1500 and the cases. *Thresholds*: what other thresholds come to on each half.
- *One by one*: the reports come singly, in order of date, into a pile that is kept; *agreement* is its B-cubed against the stories of all
  at once.
- ECB+: 982 short texts without dates on 86 events, two alike for each of 43 topics (two earthquakes, two arrests).
- *Disputes*: the events of our own annotation, told by two to four reports of mixed-1500 and ghouta-2013, in the same large pile.
- *Small piles*: two, five and fifteen events of BASIL that are neighbours in time.
- Judged by hand: 30 stories of mixed-1500, drawn by chance, and 10 pairs of stories just below the threshold (stories_judged.tsv), with
  what has become of them since.

The settings were compared on all of these but the judged list; so no figure here is that of a set nobody looked at. The thresholds show how
little hangs on them.

Baselines: cosine of tf-idf over the words of the pile, any two reports above one threshold belong together (chosen on the first half of
BASIL, measured on the second, without and with a limit of days), and the share of main words as the notes of a case use it (link/topic.py).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from math import log
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from training.data.contested import contested

from standoff.ingest import Ingested, ingest
from standoff.ingest.build import Raw, build, with_title
from standoff.link.stories import JOIN, Space, gist, group, grouping
from standoff.link.stories.apart import kept
from standoff.link.stories.space import common_words
from standoff.link.topic import main_words, overlap
from standoff.model import Dated, Gist, Report

JUDGED = Path(__file__).with_name("stories_judged.tsv")
SAMPLE, MISSES, SEED = 30, 10, 1


@dataclass(frozen=True, slots=True)
class Pile:
    """Reports with the event of each, where it is known, by report id."""

    gists: tuple[Gist, ...]
    events: Mapping[str, str]


def bcubed(found: Iterable[Iterable[str]], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the reports whose event is known; other reports count for nothing."""
    groups = [frozenset(r for r in g if r in gold) for g in found]
    story = {r: g for g in groups for r in g}
    sizes = Counter(gold.values())
    same = {r: sum(gold[o] == gold[r] for o in story[r]) for r in gold}
    p = sum(same[r] / len(story[r]) for r in gold) / len(gold)
    r = sum(same[r] / sizes[gold[r]] for r in gold) / len(gold)
    return p, r, 2 * p * r / (p + r)


def shown(scores: Sequence[float]) -> str:
    """P, R and F1 in words."""
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*scores)


def grouped(gists: Sequence[Gist]) -> list[tuple[str, ...]]:
    """The stories of a pile."""
    return [g.reports for g in group(gists)]


def one_by_one(gists: Sequence[Gist]) -> list[list[str]]:
    """The stories when reports come singly, in order of date."""
    stories: list[list[str]] = []
    order = sorted(gists, key=lambda g: (g.first or 1 << 40, g.report))
    for n in range(1, len(order) + 1):
        stories = [list(g.reports) for g in group(order[:n], stories)]
    return stories


def in_first_half(event: str) -> bool:
    """Whether an event of BASIL is of its first half."""
    return sha256(event.encode()).digest()[0] < 128


def half(pile: Pile, first: bool) -> Pile:
    """The reports of one half of the events."""
    events = {r: e for r, e in pile.events.items() if in_first_half(e) == first}
    return Pile(tuple(g for g in pile.gists if g.report in events), events)


# Baselines


def linked(gists: Sequence[Gist], pairs: Iterable[tuple[int, int]]) -> list[list[str]]:
    """The groups that pairs make, each report being in the group of any that it is paired with."""
    root = list(range(len(gists)))

    def top(k: int) -> int:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    for a, b in pairs:
        root[top(a)] = top(b)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for k, g in enumerate(gists):
        found[top(k)].append(g.report)
    return list(found.values())


def plain_cosines(gists: Sequence[Gist]) -> np.ndarray:
    """Cosine of plain tf-idf, every pair."""
    holding = Counter(t for g in gists for t in g.terms)
    numbers = {t: n for n, t in enumerate(holding)}
    rows = np.zeros((len(gists), len(numbers)), np.float32)
    for k, g in enumerate(gists):
        for term, weight in zip(g.terms, np.frombuffer(g.weights, "<f8").tolist(), strict=True):
            rows[k, numbers[term]] = weight * log(len(gists) / holding[term])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows @ rows.T


def baselines(pile: Pile, reports: Mapping[str, Report]) -> None:
    """Prints what simple rules come to on the second half, each with the threshold that is best on the first."""
    halves = [half(pile, True), half(pile, False)]
    cosines = [plain_cosines(h.gists) for h in halves]
    words = [[main_words(reports[g.report]) for g in h.gists] for h in halves]
    shares = [np.array([[overlap(a, b) for b in some] for a in some]) for some in words]
    gaps = [np.array([[abs((a.first or 0) - (b.first or 0)) for b in h.gists] for a in h.gists]) for h in halves]
    for name, likeness, days in (
        ("tf-idf, one threshold", cosines, 1 << 40),
        ("tf-idf, one threshold, 7 days", cosines, 7),
        ("main words, one threshold", shares, 1 << 40),
        ("main words, one threshold, 7 days", shares, 7),
    ):
        tried = []
        for threshold in np.arange(0.05, 0.8, 0.025).tolist():
            scores = []
            for k, h in enumerate(halves):
                pairs = np.argwhere(np.triu((likeness[k] >= threshold) & (gaps[k] <= days), 1)).tolist()
                scores.append(bcubed(linked(h.gists, [(a, b) for a, b in pairs]), h.events))
            tried.append((scores[0][2], scores[1], threshold))
        best = max(tried, key=lambda t: t[0])
        print(f"  {name:34} {shown(best[1])} (threshold {best[2]:.3f}, F1 {best[0]:.3f} on the first half)")


# Data


def made(file: str, text: str, *, outlet: str | None = None, date: str | None = None, title: str | None = None) -> Report:
    """A report as `standoff read` makes it."""
    published = Dated(date, "given") if date else None
    return build(Raw(file, with_title(title, text), "utf-8", outlet, published, None, title, bool(title)), None, None, where=file)


def basil_reports(root: Path) -> list[tuple[Report, str]]:
    """The articles of BASIL, each with the id of its event. Four articles bear one id there: a file's name tells them apart."""
    found = []
    for file in sorted((root / "framing" / "basil" / "articles").glob("*/*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        body = "\n\n".join(p for p in (" ".join(s.strip() for s in lines) for lines in row["body-paragraphs"]) if p)
        report = made(file.stem, body, outlet=row["source"].lower(), date=row.get("date") or None, title=row["title"])
        found.append((report, row["triplet-uuid"]))
    return found


def ecb(root: Path) -> Pile:
    """The texts of ECB+ with their events."""
    gists, events = [], {}
    for file in sorted((root / "coreference" / "ecbplus" / "ECB+").glob("*/*.xml")):
        sentences: defaultdict[int, list[str]] = defaultdict(list)
        for token in ElementTree.parse(file).getroot().iter("token"):
            sentences[int(token.get("sentence") or 0)].append(token.text or "")
        lines = [" ".join(words) for _, words in sorted(sentences.items())]
        report = made(file.stem, "\n".join(lines[1:] if lines and "http" in lines[0] else lines))
        gists.append(gist(report))
        events[report.id] = file.parent.name + ("plus" if "plus" in file.stem else "")
    return Pile(tuple({g.report: g for g in gists}.values()), events)


def news(root: Path, name: str) -> list[Report]:
    """The reports of a file of news."""
    return [x.report for x in ingest([root / "news" / f"{name}.jsonl"]) if isinstance(x, Ingested)]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="the stories and pairs that were judged, with headlines")
    parser.add_argument("--draw", action="store_true", help="others to be judged")
    parser.add_argument("--times", action="store_true")
    args = parser.parse_args()
    of_basil = basil_reports(args.data)
    basil = Pile(tuple(gist(r) for r, _ in of_basil), {r.id: event for r, event in of_basil})
    print(f"BASIL: {len(basil.gists)} reports, {len(set(basil.events.values()))} events")
    print("  all                               ", shown(bcubed(grouped(basil.gists), basil.events)))
    for first, name in ((True, "first half"), (False, "second half")):
        some = half(basil, first)
        print(f"  {name:34} {shown(bcubed(grouped(some.gists), some.events))}")
    baselines(basil, {r.id: r for r, _ in of_basil})
    _thresholds(basil)
    _incremental(basil)

    mixed = news(args.data, "mixed-1500")
    cases = {name: news(args.data, name) for name in ("khashoggi-2018", "ghouta-2013", "caracas-2019")}
    large = {g.report: g for g in (*basil.gists, *(gist(r) for r in mixed), *(gist(r) for some in cases.values() for r in some))}
    stories = grouped(list(large.values()))
    print(f"one pile of all: {len(large)} reports")
    print("  BASIL among the rest              ", shown(bcubed(stories, basil.events)))
    for split in ("train", "dev", "test"):
        events = {r.id: h.name for h in contested(args.data, split) for r in h.reports if r.id in large and r.id not in basil.events}
        print(f"  disputes, {split:24} {shown(bcubed(stories, events))} ({len(events)} reports)")
    for name, some in cases.items():
        ids = {r.id for r in some}
        parts = sorted((len(ids & set(s)) for s in stories if ids & set(s)), reverse=True)
        print(f"  {name}: {len(ids)} reports of {min(_dates(some))} to {max(_dates(some))} in stories of {parts}")
    print("ECB+")
    short = ecb(args.data)
    print("  all, undated                      ", shown(bcubed(grouped(short.gists), short.events)))
    _small(basil)
    _judged(mixed, show=args.show, draw=args.draw)
    if args.times:
        _times([gist(r) for r in mixed])


def _dates(reports: Sequence[Report]) -> list[str]:
    return [r.published.iso[:10] for r in reports if r.published]


def _thresholds(pile: Pile) -> None:
    halves = [half(pile, True), half(pile, False)]
    usual = grouping.JOIN
    told = []
    for threshold in (0.14, 0.16, 0.18, 0.2, 0.22, 0.24, 0.26):
        grouping.JOIN = threshold
        told.append(f"{threshold:.2f}: {' / '.join(f'{bcubed(grouped(h.gists), h.events)[2]:.3f}' for h in halves)}")
    grouping.JOIN = usual
    print(f"  thresholds, F1 of both halves      {', '.join(told)}")


def _incremental(pile: Pile) -> None:
    at_once, singly = grouped(pile.gists), one_by_one(pile.gists)
    agreed = bcubed(singly, {r: str(n) for n, g in enumerate(at_once) for r in g})
    print(f"  one by one                         {shown(bcubed(singly, pile.events))}; agreement with all at once {shown(agreed)}")


def _small(pile: Pile) -> None:
    by_event: defaultdict[str, list[Gist]] = defaultdict(list)
    for g in pile.gists:
        by_event[pile.events[g.report]].append(g)
    order = sorted(by_event, key=lambda e: (min(g.first or 0 for g in by_event[e]), e))
    for count in (2, 5, 15):
        scores = []
        for start in range(0, len(order) - count + 1, count):
            some = [g for e in order[start : start + count] for g in by_event[e]]
            scores.append(bcubed(grouped(some), {g.report: pile.events[g.report] for g in some}))
        print(f"small piles of {count:2} events, neighbours in time: mean {shown(np.mean(scores, axis=0).tolist())} ({len(scores)} piles)")


# Judged by hand


def misses(gists: Sequence[Gist], stories: Sequence[Sequence[str]], most: int) -> list[tuple[float, tuple[str, ...], tuple[str, ...]]]:
    """The pairs of stories that came nearest to being one, the nearest first."""
    space = Space.of(gists)
    place = {r: n for n, r in enumerate(space.reports)}
    rows = [sorted(place[r] for r in s) for s in stories]
    owner = np.zeros(len(gists), np.int64)
    for n, some in enumerate(rows):
        owner[some] = n
    scratch = np.zeros(len(space.heads) - 1)
    found = []
    for n, some in enumerate(rows):
        terms, values = space.total(some)
        near = np.bincount(owner, space.near(terms, values / len(some), len(terms)), minlength=len(rows))
        scratch[terms] = values
        for other in np.flatnonzero(near > 0.25 * JOIN).tolist():
            if other > n:
                other_terms, other_values = space.total(rows[other])
                mean = float(scratch[other_terms] @ other_values) / (len(some) * len(rows[other]))
                likeness = mean * kept(space.days(some), space.days(rows[other]), space.unknown)
                if likeness < JOIN:
                    found.append((likeness, tuple(stories[n]), tuple(stories[other])))
        scratch[terms] = 0.0
    return sorted(found, key=lambda x: (-x[0], x[1]))[:most]


def _judged(reports: Sequence[Report], *, show: bool, draw: bool) -> None:
    """Prints what a person said of stories drawn by chance, and of the pairs that came nearest to being one, as they stand now."""
    gists = [gist(r) for r in reports]
    by_id = {r.id: r for r in reports}
    stories = grouped(gists)
    several = sorted(s for s in stories if len(s) > 1)
    print(f"mixed-1500: {len(several)} stories of several reports, {sum(map(len, several))} reports in them; judged by hand:")
    owner = {r: n for n, s in enumerate(stories) for r in s}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    told: dict[str, Counter[str]] = {"drawn": Counter(), "near misses": Counter()}
    for row in rows:
        ids = [r for r in row["reports"].split() if r != "|"]
        now = "together" if len({owner[r] for r in ids}) == 1 else "not together"
        told["near misses" if "|" in row["reports"] else "drawn"][f"{row['verdict']}, {now}"] += 1
        if show:
            print(f"    {row['verdict']}, {now} ({row['reason']})")
            _print_reports(ids, by_id)
    for name, counts in told.items():
        print(f"  {name} ({counts.total()}): {'; '.join(f'{v} {n}' for v, n in sorted(counts.items()))}")
    if draw:
        for story in random.Random(SEED).sample(several, SAMPLE):
            print(" ", *story)
            _print_reports(story, by_id)
        for likeness, one, two in misses(gists, stories, MISSES):
            print(" ", *one, "|", *two, f"({likeness:.3f})")
            _print_reports((*one, *two), by_id)


def _print_reports(ids: Sequence[str], by_id: Mapping[str, Report]) -> None:
    for r in ids:
        print("       ", f"{' '.join(_dates([by_id[r]]))} {by_id[r].outlet}: {by_id[r].title}")


# Time


@cache
def _renamed(term: str, copy: int) -> str:
    return term if copy == 0 or term in common_words() else f"{term}{copy}"


def _times(gists: Sequence[Gist]) -> None:
    """Prints seconds of processor time and memory; the larger piles are made: rare words are others in each copy, the days the same."""
    for copies in (1, 2, 4, 10):
        some = [replace(g, report=f"{g.report}-{k}", terms=tuple(_renamed(t, k) for t in g.terms)) for k in range(copies) for g in gists]
        began = time.process_time()
        found = group(some)
        took = time.process_time() - began
        began = time.process_time()
        group(some, [g.reports for g in found if some[0].report not in g.reports])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {len(some):6} reports: {took:.1f} s, one more {time.process_time() - began:.2f} s, at most {peak:.0f} MiB so far")


if __name__ == "__main__":
    main()
