"""An invented quarrel over a harbour in three outlets, in plain words of support and opposition, and a linker that makes ties of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ferry import RegexReader, last_name_link
from standoff.account import Material
from standoff.case import Case
from standoff.model import (
    OUTLET,
    Actor,
    Dated,
    Dispute,
    Judgement,
    Link,
    Links,
    Mention,
    Position,
    Reading,
    Report,
    Span,
    Tie,
    report_id,
)

HARBOUR = """The mayor Rovek backs Brill on 2031-04-01. Rovek opposes Stahl on 2031-04-02. Tarn backs Rovek in 2031-04.
Brill said Stahl opposes Brill on 2031-04-02. Guard backs Rovek on 2031-04-03. Ash backs Rovek. Lund opposes Ines.
Brill said Otto backs Rovek. Mora opposes Tarn on 2031-04-01.
"""
COAST = """Stahl backs Mora. Union backs Stahl on 2031-04-02. Guard backs Stahl on 2031-04-05. Pilots opposes Rovek on 2031-04-05.
Rovek opposes Stahl on 2031-04-02. Mora opposes Rovek. Union said Brill opposes Union. Pilots opposes Union.
"""
NORTH = """Mora backs Tarn on 2031-05-01. Pilots opposes Brill on 2031-04-05. Rovek opposes Union.
"""
OUTLETS = {"harbour.txt": ("Harbour Post", HARBOUR), "coast.txt": ("The Coast Daily", COAST), "north.txt": ("North Wire", NORTH)}
CALM = {"calm.txt": ("Harbour Post", "The sea was calm.\n"), "still.txt": ("North Wire", "Nobody said a word.\n")}
STANCE = re.compile(r"([A-Z]\w+) (backs|opposes) ([A-Z]\w+)(?: (?:on|in) (\d{4}-\d\d(?:-\d\d)?))?")
SURE = 0.9


class QuarrelReader(RegexReader):
    """Finds the names that take a stance too."""

    def read(self, report: Report) -> Reading:
        found = super().read(report)
        known = {m.span for m in found.mentions}
        spans = [Span(m.start(g), m.end(g)) for m in STANCE.finditer(report.text) for g in (1, 3)]
        more = [Mention(f"m{s.start}", s, "organisation", "name") for s in spans if s not in known]
        return replace(found, mentions=(*found.mentions, *more))


def stance_link(readings: Sequence[Reading], judgements: Sequence[Judgement] = (), **more: object) -> Links:
    """`last_name_link`, each stance a tie; Ash is a private person, and whose side the guard is on is a dispute."""
    links = last_name_link(readings, judgements)
    ties: list[Tie] = []
    names: dict[str, str] = {}
    mentions = list(links.mentions)
    joined = {(link.report, link.item) for link in mentions}
    for reading in readings:
        text = reading.report.text
        for m in STANCE.finditer(text):
            span = Span(m.start(), m.end())
            held = [s for s in reading.statements if any(c.covers(span) for c in s.content)]
            names |= {f"a-{m[g].casefold()}": m[g] for g in (1, 3)}
            evidence, cue = reading.report.evidence(span), Span(m.start(2), m.end(2))
            voice = held[0].id if held else OUTLET
            sign = "+" if m[2] == "backs" else "-"
            ties.append(Tie(f"a-{m[1].casefold()}", f"a-{m[3].casefold()}", sign, m[4], evidence, voice, cue, SURE, f"“{m[2]}”"))  # type: ignore[arg-type]
        for mention in reading.mentions:
            if (reading.report.id, mention.id) not in joined:
                mentions.append(Link(reading.report.id, mention.id, f"a-{mention.span.of(text).casefold()}", 0.9, "name"))
    there = {a.id for a in links.actors}
    actors = [Actor(id, name, "organisation", (name,), (), name != "Ash") for id, name in names.items() if id not in there]
    sides = [(t.evidence, "A" if t.target == "a-rovek" else "B") for t in ties if t.source == "a-guard"]
    positions = tuple(Position(None, "Harbour Post", "backs", side, (e,)) for e, side in sides)
    dispute = Dispute("d9", "contradiction", "allegiance", "Whose side: “Guard”?", positions, 0.5, "One body is claimed for rival camps.")
    disputes = (*links.disputes, dispute) if len(positions) > 1 else links.disputes
    return replace(links, actors=(*links.actors, *actors), mentions=tuple(mentions), ties=tuple(ties), disputes=disputes)


def material(texts: dict[str, tuple[str, str]] = OUTLETS) -> Material:
    """The quarrel, read and linked; `texts` are outlets and texts by file name."""
    reports = [
        Report(report_id(outlet, text), file, text, (), outlet=outlet, published=Dated(f"2031-05-0{n}", "given"))
        for n, (file, (outlet, text)) in enumerate(texts.items(), 1)
    ]
    readings = [QuarrelReader().read(report) for report in reports]
    return Material(readings, stance_link(readings))


def told(*stances: str) -> Material:
    """One outlet for each text."""
    return material({f"r{n}.txt": (f"Outlet {n}", text) for n, text in enumerate(stances)})


def quarrel_file(folder: Path, texts: dict[str, tuple[str, str]] = OUTLETS) -> Path:
    """The case as a file, read and linked; `standoff.link.link` must be `stance_link`."""
    rows = [f"{name},{outlet},2031-05-0{n},," for n, (name, (outlet, _)) in enumerate(texts.items(), 1)]
    for name, (_, text) in texts.items():
        (folder / name).write_bytes(text.encode())
    meta = folder / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    with Case.open(folder / "quarrel.standoff", create=True) as case:
        case.read([folder / name for name in texts], meta=meta, reader=QuarrelReader())
    return folder / "quarrel.standoff"


@pytest.fixture
def quarrel_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The case file."""
    monkeypatch.setattr("standoff.link.link", stance_link)
    return quarrel_file(tmp_path)


@pytest.fixture
def calm_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A case file in which nobody takes a stance."""
    monkeypatch.setattr("standoff.link.link", stance_link)
    (tmp_path / "calm").mkdir()
    return quarrel_file(tmp_path / "calm", CALM)
