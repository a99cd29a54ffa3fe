"""The ferry case with deeds and times: a reader that finds them by a few words, and a linker that dates them by a table."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ferry import FILES, RegexReader, last_name_link
from standoff.case import Case
from standoff.model import (
    OUTLET,
    RELATIONS,
    UPOS,
    XPOS,
    Dating,
    Event,
    Judgement,
    Link,
    Links,
    Mention,
    Reading,
    Report,
    Resolved,
    Span,
    Statement,
    Syntax,
    TimeExpression,
)

PIER = """Guards attacked the union office in Damascus on Monday.
Mayor Ilda Rovek said guards arrested Jon Ash at the pier, Turkey, in April. The ministry denied guards had shot Ilda Rovek.
Tamas Brill said Ilda Rovek claimed that guards stormed the ferry 🚢 two weeks ago.
The ministry will strike on Friday, but the harbour, which stood open all night long while the fog lay over the water and no ship could \
be seen from the tower, was calm, and Jon Ash said the water was black.
"""
REPORTS = {**FILES, "pier.txt": ("Pier Gazette", PIER)}
TYPES = {"attacked": "ASSAULT", "arrested": "COERCE", "shot": "ASSAULT", "stormed": "ASSAULT", "strike": "PROTEST", "marched": "PROTEST"}
ACTORS = re.compile(r"[Gg]uards|people|Jon Ash|Ilda Rovek|The ministry(?= will)")
PLACES = re.compile(r"Damascus|pier, Turkey")
WHEN = {
    "Monday": Resolved("2031-03-31", "2031-03-31", "day", "Monday, counted from the report's date 2031-04-04"),
    "April": Resolved("2031-04-01", "2031-04-30", "month", "April, the month of the report's date 2031-04-04"),
    "two weeks ago": Resolved("2031-03-17", "2031-03-23", "week", "two weeks ago, counted from the report's date 2031-04-04"),
}
TIMES = re.compile("Monday|April|Friday|two weeks ago")


class DeedReader(RegexReader):
    """Finds deeds by six words: the actor named last before one does it, the one named next in the sentence has it done to him."""

    def read(self, report: Report) -> Reading:
        found = super().read(report)
        text, at = report.text, lambda m: Span(m.start(), m.end())
        known = {m.span: m for m in found.mentions}
        actors = [known.setdefault(at(m), Mention(f"m{m.start()}", at(m), "person", "name")) for m in ACTORS.finditer(text)]
        times = tuple(TimeExpression(f"t{m.start()}", at(m), "period" if "ago" in m[0] else "date") for m in TIMES.finditer(text))
        events = []
        for m in re.finditer(r"\b(?:" + "|".join(TYPES) + r")\b", text):
            clause = Span(text.rfind("\n", 0, m.start()) + 1, text.find("\n", m.end()))
            clause = next((s for s in found.sentences if s.covers(at(m))), clause)
            told = [s for s in found.statements if any(c.covers(at(m)) for c in s.content)]
            voice = min(told, key=lambda s: len(s.content[0])) if told else None
            around = voice.content[0] if voice else clause
            near = [a for a in actors if around.covers(a.span)]
            places = [at(p) for p in PLACES.finditer(text) if around.covers(at(p))]
            dates = [t.span for t in times if around.covers(t.span)]
            events.append(
                Event(
                    f"e{m.start()}",
                    at(m),
                    TYPES[m[0]],  # type: ignore[arg-type]
                    tuple(a.id for a in near if a.span.end <= m.start())[-1:],
                    tuple(a.id for a in near if a.span.start >= m.end())[:1],
                    places[0] if places else None,
                    dates[0] if dates else None,
                    "denied" if voice and voice.act == "deny" else "planned" if text[: m.start()].endswith("will ") else "happened",
                    voice.id if voice else OUTLET,
                    0.75,
                )
            )
        return replace(found, mentions=tuple(known.values()), events=tuple(events), times=times, syntax=chain_syntax(text))


def chain_syntax(text: str) -> Syntax:
    """Each word hangs from the one before it."""
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    size = len(words)
    return Syntax(
        array("I", [m.start() for m in words]),
        array("I", [m.end() for m in words]),
        bytes(n % len(UPOS) for n in range(size)),
        bytes(n % len(XPOS) for n in range(size)),
        array("I", [max(0, n - 1) for n in range(size)]),
        bytes(n % len(RELATIONS) for n in range(size)),
    )


def dating_link(readings: Sequence[Reading], judgements: Sequence[Judgement] = (), **more: object) -> Links:
    """`last_name_link`, with the mentions of its actors wherever they stand, and what the table dates."""
    links = last_name_link(readings, judgements)
    actors = {a.id for a in links.actors}
    joined = {(link.report, link.item) for link in links.mentions}
    mentions, datings = list(links.mentions), []
    for reading in readings:
        report, text = reading.report.id, reading.report.text
        for m in reading.mentions:
            key = f"a-{m.span.of(text).split()[-1].casefold()}"
            if key in actors and (report, m.id) not in joined:
                mentions.append(Link(report, m.id, key, 0.9, "last word"))
        datings += [Dating(report, t.id, WHEN[words]) for t in reading.times if (words := t.span.of(text)) in WHEN]
        datings += [Dating(report, e.id, WHEN[words]) for e in reading.events if e.date and (words := e.date.of(text)) in WHEN]
    return replace(links, mentions=tuple(mentions), datings=tuple(datings))


def deeds_file(folder: Path) -> Path:
    """The case as a file, read and linked by these; `standoff.link.link` must be `dating_link`."""
    rows = [f"{name},{outlet},2031-04-0{n},," for n, (name, (outlet, _)) in enumerate(REPORTS.items(), 1)]
    for name, (_, text) in REPORTS.items():
        (folder / name).write_bytes(text.encode())
    meta = folder / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    with Case.open(folder / "deeds.standoff", create=True) as case:
        case.read([folder / name for name in REPORTS], meta=meta, reader=DeedReader())
    return folder / "deeds.standoff"


@pytest.fixture
def deeds_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The case file."""
    monkeypatch.setattr("standoff.link.link", dating_link)
    return deeds_file(tmp_path)


@pytest.fixture
def deeds(deeds_path: Path) -> Case:
    """The case."""
    return Case.open(deeds_path)


def held_by(case: Case, words: str) -> Statement:
    """The statement of the case whose content holds these words, the innermost."""
    found = [s for r in case.readings() for s in r.statements if words in r.report.quote(s.content[0])]
    return min(found, key=lambda s: len(s.content[0]))
