"""Events: `python -m benchmarks.events --data DATA [--split dev|test] [--weights DIR]`.

Three tables. The gold standard records of PLOVER (--records, a test set): one coded event a sentence; `found` is an event whose trigger
shares a word with the record's, `typed` one of the record's type too, `triple` one with a right source and a right target as well
(mentions that share a word with the marked ones, none where none is marked); `extra` are the events of a sentence that share no word
with the record's, for each record. Our own annotation: every event of a report, matched by trigger. Factuality: the graded head on
UDS-IH2 and MEANTIME, from -3 to 3.

The baseline is what coders by dictionary do: words that are triggers more often than not in the annotated reports for training, each
with its commonest type, with the nearest name before it as source and the nearest after it as target.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from training.data import annotated, loose
from training.data.guide import events as annotation

from standoff.ingest.build import Raw, build
from standoff.model import Event, Reading, Report, Span
from standoff.read.deeds import FACTUALITY
from standoff.read.lexicon import lemma
from standoff.read.network import Network
from standoff.read.reader import NetworkReader
from standoff.read.windows import windows
from standoff.read.words import words

# The records follow an older list of types.
TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
Figures = tuple[float, float, float]  # precision, recall, F1
_MARK = re.compile(r"\((SRC/TAR|SRC|TAR|EVT|LOC):\s?")


@dataclass
class Coded:
    """An event as a coder gives it: trigger, type, and the places of sources and targets."""

    trigger: Span
    type: str
    sources: list[Span] = field(default_factory=list)
    targets: list[Span] = field(default_factory=list)


@dataclass
class Record:
    """A gold record: a sentence with the places that are marked in it."""

    text: str
    type: str
    event: list[Span]
    sources: list[Span]
    targets: list[Span]


def records(path: Path) -> list[Record]:
    """The gold standard records of PLOVER."""
    found = []
    for row in json.loads(re.sub(r",\s*\]", "]", path.read_text(encoding="utf-8"))):
        if "textInfo" not in row or not isinstance(row["textInfo"], dict):
            continue
        text, marks = unmarked(row["textInfo"]["markup"])
        mutual = marks["SRC/TAR"]
        made = Record(text, TYPES.get(row["event"], row["event"]), marks["EVT"], [*marks["SRC"], *mutual], [*marks["TAR"], *mutual])
        if made.event:
            found.append(made)
    return found


def unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """A text without its marks "(SRC: …)", which may nest, and the places that they marked."""
    text, spans, opened = "", defaultdict[str, list[Span]](list), list[tuple[str, int]]()
    at = 0
    while at < len(marked):
        mark = _MARK.match(marked, at)
        if mark:
            opened.append((mark[1], len(text)))
            at = mark.end()
            continue
        if marked[at] == "(":
            opened.append(("", len(text)))
        if marked[at] == ")" and opened:
            name, start = opened.pop()
            if name:
                spans[name].append(Span(start, len(text)))
                at += 1
                continue
        text += marked[at]
        at += 1
    return text, spans


def report_of(text: str) -> Report:
    """A sentence as a report of one paragraph."""
    return build(Raw("one.txt", text, "utf-8"), None, None, where="one.txt")


Coder = Callable[[str, Reading], list[Coded]]


def coded(_: str, reading: Reading) -> list[Coded]:
    """The events of a reading. Mutual ones have their agents on both sides, as in the records."""
    made = []
    for e in reading.events:
        agents, recipients = ([reading.mention(m).span for m in ids] for ids in (e.agents, e.recipients))
        mutual = len(agents) > 1 and not recipients
        made.append(Coded(e.trigger, e.type, agents, agents if mutual else recipients))
    return made


def by_list(table: dict[str, str]) -> Coder:
    """The coder by a list of words."""

    def code(text: str, reading: Reading) -> list[Coded]:
        names = sorted(m.span for m in reading.mentions if m.form == "name" and m.type != "other")
        made = []
        for sentence in reading.sentences:
            for word in words(sentence.of(text)):
                span = Span(sentence.start + word.start, sentence.start + word.end)
                kind = table.get(stem(span.of(text)))
                if kind and not any(n.covers(span) for n in names):
                    near = [n for n in names if sentence.covers(n)]
                    before, after = [n for n in near if n.end <= span.start], [n for n in near if n.start >= span.end]
                    made.append(Coded(span, kind, before[-1:], after[:1]))
        return made

    return code


def stem(word: str) -> str:
    """What a list of words goes by."""
    low = word.casefold()
    return lemma(low, "verb") if low.endswith(("ed", "ing", "es", "s")) else low


def word_list(data: Path) -> dict[str, str]:
    """Words that are triggers more often than not in the annotated training reports, with their commonest type."""
    rows = annotation("train")
    fired, seen = defaultdict[str, Counter[str]](Counter), Counter[str]()
    for a in annotated(data, "train"):
        if a.layers["id"] not in rows:
            continue
        text = a.report.text
        seen.update(stem(w.of(text)) for w in words(text))
        for row in rows[a.layers["id"]]:
            fired[stem(text[slice(*row["trigger"])].split()[0])][row["type"]] += 1
    return {w: c.most_common(1)[0][0] for w, c in fired.items() if c.total() >= 2 and c.total() > seen[w] / 2}


def touches(a: Iterable[Span], b: Sequence[Span]) -> int:
    """How many of `a` share a character with one of `b`."""
    return sum(any(x.start < y.end and y.start < x.end for y in b) for x in a)


def prf(hits: float, given: float, wanted: float, caught: float | None = None) -> Figures:
    """Precision, recall and F1; `caught` are those of the wanted that were hit, where they are not as many as the hits."""
    p, r = hits / given if given else 0.0, (hits if caught is None else caught) / wanted if wanted else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def score_records(gold: list[Record], readings: list[Reading], coder: Coder) -> tuple[dict[str, Figures], float]:
    """The figures of the first table, and the extra events for each record."""
    n = Counter[str]()
    for record, reading in zip(gold, readings, strict=True):
        made = coder(record.text, reading)
        near = [c for c in made if touches([c.trigger], record.event)]
        n["given"] += len(made)
        n["extra"] += len(made) - len(near)
        n["near"] += max(len(near) - 1, 0)
        if not near:
            continue
        best = max(near, key=lambda c: (c.type == record.type, touches(c.sources, record.sources) + touches(c.targets, record.targets)))
        n["found"] += 1
        n["typed"] += best.type == record.type
        for key, mine, theirs in (("source", best.sources, record.sources), ("target", best.targets, record.targets)):
            n[f"{key} hits"] += touches(mine, theirs)
            n[f"{key} caught"] += touches(theirs, mine)
            n[f"{key} given"] += len(mine)
            n[f"{key} wanted"] += len(theirs)
        right = [touches(m, t) > 0 if t else not m for m, t in ((best.sources, record.sources), (best.targets, record.targets))]
        n["triple"] += best.type == record.type and all(right)
    rows = {key: prf(n[key], n["given"] - n["near"], len(gold)) for key in ("found", "typed", "triple")}
    for key in ("source", "target"):
        rows[f"{key} of the found"] = prf(n[f"{key} hits"], n[f"{key} given"], n[f"{key} wanted"], n[f"{key} caught"])
    return rows, n["extra"] / len(gold)


def score_reports(data: Path, split: str, reader: NetworkReader, table: dict[str, str]) -> tuple[Counter[str], Counter[str]]:
    """The counts of the second table: of our events, and of those by the list of words."""
    rows = annotation(split)
    n, b = Counter[str](), Counter[str]()
    listed = by_list(table)
    for a in annotated(data, split):
        if a.layers["id"] not in rows:
            continue
        reading = reader.read(a.report)
        _match(n, rows[a.layers["id"]], list(reading.events), reading)
        left = listed(a.report.text, reading)
        b["given"] += len(left)
        b["wanted"] += len(rows[a.layers["id"]])
        for row in rows[a.layers["id"]]:
            near = next((c for c in left if touches([c.trigger], [Span(*row["trigger"])])), None)
            if near is not None:
                left.remove(near)
                b["found"] += 1
                b["typed"] += near.type == row["type"]
    return n, b


def _match(n: Counter[str], rows: list[dict[str, Any]], events: list[Event], reading: Reading) -> None:
    n["reports"] += 1
    n["given"] += len(events)
    n["wanted"] += len(rows)
    left = list(events)
    for row in rows:
        trigger = Span(*row["trigger"])
        event = next((e for e in left if touches([e.trigger], [trigger])), None)
        if event is None:
            continue
        left.remove(event)
        n["found"] += 1
        n["typed"] += event.type == row["type"]
        n["status"] += event.status == row["status"]
        mine = {
            "agent": [reading.mention(m).span for m in event.agents],
            "recipient": [reading.mention(m).span for m in event.recipients],
            "place": [event.place] if event.place else [],
            "time": [event.date] if event.date else [],
        }
        for key, spans in mine.items():
            theirs = [Span(*x) for x in row[key]]
            n[f"{key} hits"] += touches(spans, theirs)
            n[f"{key} given"] += len(spans)
            n[f"{key} wanted"] += len(theirs)


def score_factuality(network: Network, path: Path) -> tuple[int, float, float, float]:
    """How many words are graded in a file, the mean absolute error of the grades, that of giving all the median, and Pearson's r."""
    mine, theirs = [], []
    for doc in loose(path):
        window = windows(doc.text, [Span(*doc.paragraphs[0])])[0]
        scores = network.tags(network.words(window))["deeds"][:, FACTUALITY]
        begins = {w[0]: i for i, w in enumerate(window.words)}
        for at, grade in doc.factuality:
            if at in begins:
                mine.append(float(scores[begins[at]]))
                theirs.append(grade)
    a, b = np.clip(mine, -3, 3), np.array(theirs)
    return len(b), float(np.abs(a - b).mean()), float(np.abs(b - np.median(b)).mean()), float(np.corrcoef(a, b)[0, 1])


def lines(network: Network, data: Path, split: str, *, with_records: bool) -> Iterator[str]:
    """The three tables in Markdown, the first one only `with_records`."""
    reader, table = NetworkReader(network), word_list(data)
    head = ["| measure | P | R | F1 | by list: P | by list: R | by list: F1 |", "|---|---|---|---|---|---|---|"]
    if with_records:
        gold = records(data / "events/plover/PLOVER_GSR_CAMEO.txt")
        readings = [reader.read(report_of(r.text)) for r in gold]
        (ours, extra), (listed, more) = score_records(gold, readings, coded), score_records(gold, readings, by_list(table))
        yield from (f"PLOVER gold standard records, {len(gold)} sentences; the list has {len(table)} words:", "", *head)
        yield from (_row(name, figures, listed[name]) for name, figures in ours.items())
        yield from ("", f"Extra events for each record: {extra:.2f}; by the list {more:.2f}.", "")
    n, b = score_reports(data, split, reader, table)
    yield from (f"Our own annotation, {split}, {n['reports']} reports, {n['wanted']} events:", "", *head)
    for key in ("found", "typed"):
        yield _row(key, *(prf(c[key], c["given"], c["wanted"]) for c in (n, b)))
    for key in ("agent", "recipient", "place", "time"):
        yield _row(f"{key} of the found", prf(n[f"{key} hits"], n[f"{key} given"], n[f"{key} wanted"]))
    yield from ("", f"Status: right for {n['status'] / max(n['found'], 1):.3f} of the found.", "")
    yield from ("| factuality | words | mean absolute error | always the median | r |", "|---|---|---|---|---|")
    for name in ("UDS_IH2", "MEANTIME"):
        count, error, median, r = score_factuality(network, data / f"events/factuality/{name}/{split}.jsonl")
        yield f"| {name} {split} | {count} | {error:.3f} | {median:.3f} | {r:.3f} |"


def _row(name: str, ours: Figures, listed: Figures | None = None) -> str:
    cells = [f"{x:.3f}" for x in ours] + ([f"{x:.3f}" for x in listed] if listed else ["", "", ""])
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=["dev", "test"], default="dev", help="of our own annotation and of the factuality sets")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--records", action="store_true", help="the gold standard records too, which are a test set")
    args = parser.parse_args()
    network = Network(args.weights) if args.weights else Network()
    for line in lines(network, args.data, args.split, with_records=args.records):
        print(line)


if __name__ == "__main__":
    main()
