"""Time expressions and the dates of events: `python -m benchmarks.times --data DIR [--shared DIR] [--split test] [--library]`.

Finding, against two public sets: ECB+ (dates, times of day and durations of the sentences it annotates; a stop, a preposition or a
determiner more or less does not count) and the mentions of the type `time` in the test fold of GUM, which also hold any noun phrase
about time ("the moment", "our days"), so that its recall has a low ceiling. MEANTIME as it is distributed holds no time expressions.

Resolving and dating, against our own annotation of events: of the time words tied to an event, how many are found, and how many of
those give the very date that the annotator concluded; of all events, given trigger, type and status, how many get that date, with the
annotated time words and without them. With `--shared` also of the gold cases, which have no time words. `--library` resolves the
same words by `dateparser`. Last come the expressions of the invented case, each with what it was resolved to.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from training.data import annotated, conllu
from training.data.guide import EVENTS
from training.data.guide import events as annotated_events

from standoff.ingest import Ingested, ingest
from standoff.link.times import Anchor, anchor_of, directions_of, event_dates, resolved
from standoff.model import Event, Report, Resolved, Span, TimeExpression
from standoff.read.baseline import split_sentences
from standoff.read.times import times

from .gold import CASES, folder

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_TIME_TAGS = "TIME_DATE|TIME_OF_THE_DAY|TIME_DURATION"
_TOKEN = re.compile(r'<token t_id="(\d+)" sentence="(\d+)" number="\d+">([^<]*)</token>')
_CLOSING = re.compile(r"[.,:;!?%)\]]|['’]s?|n't")
Labelled = tuple[str, list[tuple[int, int]]]  # a text and the times in it


def ecb(data: Path) -> Iterator[Labelled]:
    """The annotated sentences of ECB+ (Cybulska and Vossen 2014)."""
    root = data / "coreference/ecbplus"
    chosen: dict[tuple[str, str], list[int]] = defaultdict(list)
    with (root / "ECBplus_coreference_sentences.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            chosen[row["Topic"], row["File"]].append(int(row["Sentence Number"]))
    for (topic, file), numbers in sorted(chosen.items()):
        source = (root / "ECB+" / topic / f"{topic}_{file}.xml").read_text(encoding="utf-8")
        marked = [re.findall(r't_id="(\d+)"', m[2]) for m in re.finditer(rf"<({_TIME_TAGS}) [^>]*>(.*?)</\1>", source, re.DOTALL)]
        tokens = _TOKEN.findall(source)
        for number in sorted(numbers):
            text, places = "", {}
            for key, _, written in (t for t in tokens if int(t[1]) == number):
                word = html.unescape(written)
                clock = text[-1:] == ":" and text[-2:-1].isdigit() and word[:1].isdigit()
                text += "" if not text or clock or _CLOSING.fullmatch(word) or text[-1] in "($" else " "
                places[key] = (len(text), len(text) + len(word))
                text += word
            inside = [[places[k] for k in keys if k in places] for keys in marked]
            if text:
                yield text, [(min(a for a, _ in spans), max(b for _, b in spans)) for spans in inside if spans]


def gum(data: Path) -> Iterator[Labelled]:
    """The sentences of GUM's test fold with the mentions of time."""
    for doc in conllu(data / "syntax/gum/en_gum-ud-test.conllu", with_names=True, all_mentions=True):
        spans = [(m.start, m.end) for m in doc.mentions or () if m.kind == "time"]
        for a, b in doc.sentences or ():
            yield doc.text[a:b], [(x - a, y - a) for x, y in spans if a <= x and y <= b]


def finding(sets: Iterable[Labelled]) -> str:
    """Precision, recall and F1 of spans that touch, and the share of the touching ones that end alike."""
    right = found = hit = gold = alike = 0
    for text, spans in sets:
        have = [e.span for e in times(text, [Span(0, len(text))], report="r") if e.kind != "set"]
        touching = [[(a, b) for a, b in spans if s.start < b and a < s.end] for s in have]
        found, gold = found + len(have), gold + len(spans)
        right += sum(map(bool, touching))
        hit += sum(any(s.start < b and a < s.end for s in have) for a, b in spans)
        alike += sum(
            any(text[min(s.end, b) : max(s.end, b)].strip(" .,'’s") == "" for _, b in t) for s, t in zip(have, touching, strict=True)
        )
    return f"{_prf(right, found, hit, gold)}, {100 * alike / max(1, right):.1f} % of the right ones end alike"


def _prf(right: int, found: int, hit: int, gold: int) -> str:
    p, r = right / max(1, found), hit / max(1, gold)
    return f"P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f} ({gold} to find, {found} found)"


class Dated:
    """One report with its annotated events: its expressions, what they are resolved to, and the dates of its events."""

    def __init__(self, report: Report, rows: list[dict[str, Any]], *, words: bool) -> None:
        self.report, self.rows = report, rows
        sentences = split_sentences(report.text, report.paragraphs)
        self.expressions: list[TimeExpression] = times(report.text, sentences, report=report.id)
        self.anchor: Anchor = anchor_of(report, self.expressions)
        self.events = [_event(k, row, words) for k, row in enumerate(rows)]
        directions = directions_of(self.events, self.expressions)
        furniture = [f.span for f in report.furniture]
        self.resolved: dict[str, Resolved] = resolved(report.text, self.expressions, self.anchor, directions, furniture)
        self.dates = event_dates(report, self.events, sentences, self.expressions, self.resolved, self.anchor)

    def date(self, event: Event) -> str | None:
        """The date of an event as the account would write it."""
        found = self.dates.get(event.id)
        return found.iso if found else None


def _event(number: int, row: dict[str, Any], words: bool) -> Event:
    spans = [Span(*s) for s in row.get("time") or ()] if words else []
    return Event(f"e{number}", Span(*row["trigger"]), row["type"], status=row["status"], date=spans[0].hull(*spans) if spans else None)


def dating(reports: Iterable[tuple[Report, list[dict[str, Any]]]], *, words: bool = True) -> dict[str, str]:
    """How many events get the very date of the annotation, and precision and recall of the dates given."""
    n: Counter[str] = Counter()
    for report, rows in reports:
        dated = Dated(report, rows, words=words)
        for event, row in zip(dated.events, rows, strict=True):
            have, want = dated.date(event), row["date"]
            n["events"] += 1
            n["right"] += have == want
            n["have"] += have is not None
            n["want"] += want is not None
            n["both"] += have == want is not None
            if event.date:
                touching = [e for e in dated.expressions if e.span.overlaps(event.date)]
                n["worded"] += 1
                n["found"] += bool(touching)
                told = any(e.id in dated.resolved for e in touching)
                n["resolved"] += told
                n["exact"] += told and have == want
    result = {
        "events with the very date": f"{n['right'] / max(1, n['events']):.3f} of {n['events']}",
        "dates": _prf(n["both"], n["have"], n["both"], n["want"]),
    }
    if n["worded"]:
        result["time words found"] = f"{n['found'] / n['worded']:.3f} of {n['worded']}"
        result["resolved to the very date"] = f"{n['exact'] / max(1, n['resolved']):.3f} of {n['resolved']} resolved"
    return result


def by_library(reports: Iterable[tuple[Report, list[dict[str, Any]]]]) -> dict[str, str]:
    """The annotated time words that we find, resolved by `dateparser`, told the direction that we are told."""
    import dateparser

    n: Counter[str] = Counter()
    for report, rows in reports:
        dated = Dated(report, rows, words=True)
        day = dated.anchor.day
        for event, row in zip(dated.events, rows, strict=True):
            words = next((e for e in dated.expressions if event.date and e.span.overlaps(event.date)), None)
            if words is None or day is None:
                continue
            way = "future" if event.status in ("planned", "possible") else "past"
            base = datetime(day.year, day.month, day.day, 23, 59)
            settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": way, "RETURN_TIME_AS_PERIOD": True}
            found = dateparser.date.DateDataParser(languages=["en"], settings=settings).get_date_data(words.span.of(report.text))
            size = {"year": 4, "month": 7}.get(found["period"], 10)
            n["all"] += 1
            n["resolved"] += found["date_obj"] is not None
            n["exact"] += found["date_obj"] is not None and found["date_obj"].isoformat()[:size] == row["date"]
            n["ours resolved"] += words.id in dated.resolved
            n["ours"] += words.id in dated.resolved and dated.resolved[words.id].iso == row["date"]
    return {name: f"{n[name]} of {n['all']}" for name in ("resolved", "exact", "ours resolved", "ours")}


def gold_case(shared: Path, case: str) -> list[tuple[Report, list[dict[str, Any]]]]:
    """The reports of a gold case that have events, with these."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in json.loads((shared / f"gold/{case}.json").read_text(encoding="utf-8"))["events"]:
        rows[row["report"]].append(row)
    place = folder(shared, case)
    reports = (item.report for item in ingest([place], meta=place / "reports.csv") if isinstance(item, Ingested))
    return [(r, rows[r.file]) for r in reports if r.file in rows]


def figures(data: Path, shared: Path | None, split: str, *, events: Path = EVENTS, library: bool = False) -> Iterator[tuple[str, str, str]]:
    """Every figure as (texts, measure, value). `shared` holds the gold cases; `events` is the file of annotated events."""
    yield "ECB+", "found", finding(ecb(data))
    yield "GUM test", "found", finding(gum(data))
    rows = annotated_events(split, events)
    own = [(a.report, rows[key]) for a in annotated(data, split) if (key := a.report.file.partition("#")[2]) in rows]
    for words in (True, False):
        texts = f"our annotation, {split}" + ("" if words else ", without its time words")
        yield from ((texts, name, value) for name, value in dating(own, words=words).items())
    if library:
        yield from (("time words found, by dateparser", name, value) for name, value in by_library(own).items())
    for case in CASES if shared else ():
        name = "events with the very date"
        yield case, name, dating(gold_case(shared, case))[name]  # type: ignore[arg-type]


def example() -> Iterator[str]:
    """The expressions of the invented case, each with what it was resolved to and why."""
    for item in ingest([EXAMPLES], meta=EXAMPLES / "reports.csv"):
        if isinstance(item, Ingested) and item.report.outlet:
            dated = Dated(item.report, [], words=True)
            yield f"{item.report.file}, counted from {dated.anchor.reason}"
            for e in dated.expressions:
                found = dated.resolved.get(e.id)
                told = f"{found.start} .. {found.end} ({found.precision}): {found.reason}" if found else "-"
                yield f"  {e.kind:8} {' '.join(e.span.of(item.report.text).split()):28} {told}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--shared", type=Path, help="folder that holds gold/, seeds/ and cases/")
    parser.add_argument("--split", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--events", type=Path, default=EVENTS, help="another file of annotated events")
    parser.add_argument("--library", action="store_true", help="resolve by dateparser too")
    args = parser.parse_args()
    for texts, name, value in figures(args.data, args.shared, args.split, events=args.events, library=args.library):
        print(f"{texts:39} {name:26} {value}")
    print()
    print("\n".join(example()))


if __name__ == "__main__":
    main()
