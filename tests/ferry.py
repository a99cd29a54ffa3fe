"""An invented event in three outlets, a reader that needs no network and a simple linker, for tests that need a whole case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from standoff.case import Case
from standoff.link.actors import ActorIndex
from standoff.link.judged import decided_disputes
from standoff.link.judged_claims import decided_claims
from standoff.model import (
    Actor,
    Carrier,
    Claim,
    Dispute,
    Figure,
    Judgement,
    Link,
    Links,
    Mention,
    OpenQuestion,
    Position,
    Reading,
    Report,
    Role,
    Run,
    Span,
    Statement,
    Tie,
)

SAID = re.compile(
    r"(?P<source>(?:Mr\. |Ms\. )?[A-Z][\w’]+(?: [A-Z][\w’]+)*|[Tt]he (?:ministry|union)|[Hh]e|[Ss]he) "
    r"(?P<cue>said|denied|claimed|accused|told reporters) (?:that )?(?P<content>[^.\n]+)"
)
ACTS = {"said": "assert", "denied": "deny", "claimed": "assert", "accused": "accuse", "told reporters": "assert"}

HARBOUR = """HARBOUR CITY — The ferry Orlanta sank on Monday.
Mayor Ilda Rovek said Tamas Brill claimed that the valves had been left open. The ministry denied there had been any orders.
It is not clear where the crew went. At least 40 people marched.
"""
COAST = """The union said the ministry had ordered the ferry out. Ilda Rovek denied any part in it.
A passer-by, Jon Ash, was cold. About 25 people marched, Jon Ash said the water was black.
"""
NORTH = """Ferry lost 🚢 off the cape.\r
She denied the ferry was old. עומר said the sea was calm\r
"""
FILES = {"harbour.txt": ("Harbour Post", HARBOUR), "coast.txt": ("The Coast Daily", COAST), "north.txt": ("North Wire", NORTH)}


class RegexReader:
    """Finds "Somebody said something" by one regular expression; what is nested in a content is read again."""

    def __init__(self, settings: str = "1") -> None:
        self.run = Run(f"run-{settings}", "0.test", None, (("rule", settings),))
        self.seen: list[str] = []

    def read(self, report: Report) -> Reading:
        self.seen.append(report.file)
        statements: list[Statement] = []
        mentions: list[Mention] = []
        self._within(report, Span(0, len(report.text)), None, statements, mentions)
        figures = [
            Figure(f"f{m.start()}", Span(m.start(), m.end()), float(m[2]), None if m[1] == "At least" else float(m[2]), m[1] == "About")
            for m in re.finditer(r"(At least|About) (\d+)", report.text)
        ]
        unknowns = [
            OpenQuestion(f"q{m.start()}", Span(m.start(), m.end()), Span(m.start(1), m.end(1)))
            for m in re.finditer(r"It is (not clear) [^.]+", report.text)
        ]
        sentences = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\s.][^.\n]*\.?", report.text))
        return Reading(report, self.run.id, sentences, tuple(mentions), tuple(statements), tuple(figures), (), tuple(unknowns))

    def _within(self, report: Report, where: Span, parent: str | None, statements: list[Statement], mentions: list[Mention]) -> None:
        for m in SAID.finditer(report.text, where.start, where.end):
            id = f"s{m.start()}" + sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()[:4]
            content = Span(m.start("content"), m.end("content"))
            source = Span(m.start("source"), m.end("source"))
            mentions.append(Mention(f"m{source.start}", source, "person", "name"))
            cue = Span(m.start("cue"), m.end("cue"))
            act = ACTS[m["cue"]]
            statements.append(Statement(id, source, cue, (content,), "indirect", act, parent=parent, source_mention=mentions[-1].id))  # type: ignore[arg-type]
            self._within(report, content, id, statements, mentions)


def last_name_link(readings: Sequence[Reading], judgements: Sequence[Judgement] = (), **more: object) -> Links:
    """Actors by the last word of a source; the first denial disputes the first statement of another report."""
    places: dict[str, list[tuple[Reading, Statement]]] = {}
    for reading in readings:
        for s in reading.statements:
            words = reading.report.quote(s.source).split() if s.source else []
            if words and words[-1] not in ("He", "She", "he", "she"):
                places.setdefault(f"a-{words[-1].casefold()}", []).append((reading, s))
    actors = [_actor(key, found) for key, found in places.items()]
    items = [(key, r, s) for key, found in places.items() for r, s in found if s.source and s.source_mention]
    sources = [Link(r.report.id, s.id, key, 0.9, "last word", (r.report.evidence(s.source),)) for key, r, s in items if s.source]
    mentions = [Link(r.report.id, s.source_mention, key, 0.9, "last word") for key, r, s in items if s.source_mention]
    holder = {(x.report, x.item): x.target for x in sources}
    said = [(r, s, r.report.evidence(s.content[0])) for r in readings for s in r.statements]
    disputes, claims, ties = [], [], []
    for r, s, e in [x for x in said if x[1].act == "deny"][:1]:
        for other, t, f in [x for x in said if x[0].report.id != r.report.id and x[1].act != "deny"][:1]:
            claims = [Claim("c1", f, (Carrier(f, t.id, False, 0.5, "first"), Carrier(e, s.id, True, 0.5, "denies")))]
            sides = (
                Position(holder.get((other.report.id, t.id)), None, "says so", "A", (f,), (t.id,)),
                Position(holder.get((r.report.id, s.id)), None, "denies", "B", (e,), (s.id,)),
                Position(None, r.report.outlet, "tells both", "-", (r.report.evidence(Span(0, 7)),)),
            )
            disputes = [Dispute("d1", "denial", "first", "Were there orders?", sides, 0.61, "a denial and a statement")]
            ties = [Tie("a-rovek", "a-ministry", "-", None, e, s.id)] if {"a-rovek", "a-ministry"} <= set(places) else []
    index = ActorIndex(tuple(actors), tuple(sources), (), tuple(mentions))
    return Links(
        index.actors,
        index.sources,
        (),
        index.mentions,
        decided_claims(claims, readings, judgements),
        decided_disputes(disputes, readings, index, judgements),
        tuple(ties),
    )


def _actor(key: str, found: list[tuple[Reading, Statement]]) -> Actor:
    forms = tuple(dict.fromkeys(r.report.quote(s.source) for r, s in found if s.source))
    name = max((f.removeprefix("Mayor ") for f in forms), key=len)
    reading, first = found[0]
    roles = (Role("Mayor", reading.report.evidence(first.source)),) if first.source and forms[0].startswith("Mayor") else ()
    return Actor(key, name, "organisation" if name.casefold().startswith("the ") else "person", forms, roles, key != "a-ash")


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts `last_name_link` in the place of the room `link`."""
    monkeypatch.setattr("standoff.link.link", last_name_link)


@pytest.fixture
def reader() -> RegexReader:
    return RegexReader()


@pytest.fixture
def make_reader() -> type[RegexReader]:
    return RegexReader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The three reports as files."""
    place = tmp_path / "reports"
    place.mkdir()
    for name, (_, text) in FILES.items():
        (place / name).write_bytes(text.encode())
    return place


@pytest.fixture
def meta(tmp_path: Path) -> Path:
    """Their metadata."""
    rows = [f"{name},{outlet},2031-04-0{n},," for n, (name, (outlet, _)) in enumerate(FILES.items(), 1)]
    path = tmp_path / "meta.csv"
    path.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def paths(folder: Path) -> list[Path]:
    return [folder / name for name in FILES]


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return tmp_path / "ferry.standoff"


@pytest.fixture
def case(linked: None, paths: list[Path], meta: Path, reader: RegexReader, case_path: Path) -> Case:
    """The invented event in a case file, read and linked."""
    made = Case.open(case_path, create=True)
    made.read(paths, meta=meta, reader=reader)
    return made
