"""An invented morning at a harbour as several outlets tell it: reports read by rule, and links made by hand, for what compares outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from deeds import DeedReader, dating_link
from standoff.account import Material
from standoff.case import Case
from standoff.model import (
    Actor,
    Carrier,
    Claim,
    ClusterMember,
    Dated,
    EventCluster,
    Link,
    Links,
    Mention,
    Origin,
    Reading,
    Report,
    Span,
    Tone,
    report_id,
)

CALM = "The harbour lay under a thick fog for most of the night, and no ship could be seen from the old tower at the cape.\n"


def report(outlet: str, text: str, day: str = "2031-04-04", credits: Iterable[str] = ()) -> Report:
    """A report of an outlet, each line of its text a paragraph; `credits` are whom it credits for the whole."""
    lines = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    origins = tuple(Origin(name, None, True) for name in credits)
    return Report(report_id(outlet, text), f"{outlet}.txt", text, lines, outlet=outlet, published=Dated(day, "given"), origins=origins)


def read(*reports: Report) -> list[Reading]:
    """What the rules find in reports."""
    return [DeedReader().read(one) for one in reports]


def words(reading: Reading, quote: str) -> Span:
    """Where words first stand in a report."""
    at = reading.report.text.index(quote)
    return Span(at, at + len(quote))


def linked(readings: Sequence[Reading], *, joined: bool = True, private: Iterable[str] = (), claims: Iterable[Claim] = ()) -> Links:
    """`dating_link` with the events of one trigger joined across reports, some actors private, claims as given."""
    links = dating_link(readings)
    groups: dict[str, list[ClusterMember]] = {}
    for reading in sorted(readings, key=lambda r: r.report.id) if joined else ():
        for event in reading.events:
            groups.setdefault(reading.report.quote(event.trigger), []).append(ClusterMember(reading.report.id, event.id, 0.8, "one word"))
    clusters = tuple(EventCluster(f"d-{word}", tuple(members)) for word, members in groups.items() if len(members) > 1)
    hidden = set(private)
    actors = tuple(replace(a, public=a.id not in hidden) for a in links.actors)
    return replace(links, actors=actors, clusters=clusters, claims=tuple(claims), disputes=(), ties=())


def told(*reports: Report, **more: object) -> Material:
    """Reports, read and linked."""
    readings = read(*reports)
    return Material(readings, linked(readings, **more))  # type: ignore[arg-type]


def claim(id: str, *carriers: tuple[Reading, str, bool]) -> Claim:
    """A claim carried by statements, each a reading, words of its content, and whether it denies it."""
    found = []
    for reading, quote, denies in carriers:
        statement = next(s for s in reading.statements if words(reading, quote).overlaps(s.content[0]))
        found.append(Carrier(reading.report.evidence(statement.content[0]), statement.id, denies, 0.9, "given"))
    return Claim(id, found[0].evidence, tuple(found))


def toned(reading: Reading, name: str, *places: tuple[int, str]) -> Reading:
    """A reading with mentions of somebody at every place of a name, and tones at some of these by number."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(re.escape(name), reading.report.text)]
    known = {m.span: m for m in reading.mentions}
    found = [known.get(s) or Mention(f"n{s.start}", s, "person", "name") for s in spans]
    tones = tuple(Tone(f"x{n}", spans[n], found[n].id, value, confidence=0.9) for n, value in places)  # type: ignore[arg-type]
    return replace(reading, mentions=(*reading.mentions, *(m for m in found if m.span not in known)), tones=(*reading.tones, *tones))


def joined_to(links: Links, readings: Iterable[Reading], name: str, actor: str) -> Links:
    """Links in which every mention of a name stands for an actor, which has a row."""
    more = [Link(r.report.id, m.id, actor, 0.9, "name") for r in readings for m in r.mentions if r.report.quote(m.span) == name]
    known = {(link.report, link.item) for link in links.mentions}
    actors = links.actors if any(a.id == actor for a in links.actors) else (*links.actors, Actor(actor, name, "person"))
    return replace(links, actors=actors, mentions=(*links.mentions, *(x for x in more if (x.report, x.item) not in known)))


def told_file(folder: Path, texts: Mapping[str, tuple[str, str]]) -> Path:
    """A case file of texts by file name, each with its outlet, read by rule; `standoff.link.link` must be set."""
    rows = [f'{name},"{outlet}",2031-04-04,,' for name, (outlet, _) in texts.items()]
    for name, (_, text) in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    meta = folder / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    with Case.open(folder / "told.standoff", create=True) as case:
        case.read([folder / name for name in texts], meta=meta, reader=DeedReader())
    return folder / "told.standoff"


def pick(node: Any, selector: str) -> list[Any]:
    """What a simple selector of tags, classes, ids and attributes finds in a tree of lxml ("table.rows tbody > tr", "a#l1")."""
    path, deep = "", "//"
    for part in selector.split():
        if part == ">":
            deep = "/"
            continue
        found = re.fullmatch(r"(\w*)((?:\.[\w-]+)*)(?:#([\w-]+))?(?:\[([\w-]+)=([\w-]+)\])?", part)
        assert found, part
        tests = [f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in found[2].split(".") if name]
        tests += [f"@id='{found[3]}'"] if found[3] else []
        tests += [f"@{found[4]}='{found[5]}'"] if found[4] else []
        path += deep + (found[1] or "*") + "".join(f"[{test}]" for test in tests)
        deep = "//"
    return list(node.xpath("." + path))
