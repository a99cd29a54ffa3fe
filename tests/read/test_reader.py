"""The reader as a whole: form on any text, the same reading whatever stands beside it, and a floor for its worth."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from standoff.ingest import Ingested, ingest
from standoff.model import OUTLET, Furniture, FurnitureKind, Reading, Report, Span, Statement
from standoff.read import load_reader
from standoff.read.body import body_of
from standoff.read.network import Network
from standoff.read.reader import NetworkReader
from standoff.read.voices import Voices, statement_id
from standoff.read.windows import Window, windows
from standoff.read.words import word_pairs
from strategies import texts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def report(text: str, language: str = "en", furniture: tuple[Furniture, ...] = (), id: str = "r1") -> Report:
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip())
    return Report(id, f"{id}.txt", text, paragraphs, furniture=furniture, language=language)


def check(reading: Reading) -> None:
    """What holds for every reading (the model itself checks that spans lie in the text and references lead somewhere)."""
    text = reading.report.text
    assert all(span.of(text).strip() for span in reading.spans())
    starts, ends = {a for a, _ in word_pairs(text)}, {b for _, b in word_pairs(text)}
    for span in (*reading.sentences, *(m.span for m in reading.mentions), *(x for s in reading.statements for x in s.spans())):
        assert span.start in starts
        assert span.end in ends
    body = body_of(reading.report)
    assert all(any(b.covers(s) for b in body) for s in reading.sentences)
    for s in reading.statements:
        assert s.cue is not None
        assert s.id == statement_id(reading.report.id, s.cue)
        assert 0 <= s.confidence <= 1
        assert all(not c.overlaps(s.cue) for c in s.content)
    assert len({s.cue for s in reading.statements}) == len(reading.statements)


@pytest.fixture(scope="module")
def reader() -> NetworkReader:
    return NetworkReader()


def test_a_small_report(article: str, reader: NetworkReader) -> None:
    reading = reader.read(report(article))
    check(reading)
    got = {(s.source.of(article) if s.source else None, s.cue.of(article) if s.cue else None) for s in reading.statements}
    assert {("the coast guard", "said"), ("Ana Lund", "said"), ("She", "added"), ("The ferry company", "denied")} <= got
    she = next(s for s in reading.statements if s.source and s.source.of(article) == "She")
    assert she.source_mention is not None
    assert reading.name_of(reading.mention(she.source_mention)).span.of(article) == "Ana Lund"
    said = next(s for s in reading.statements if s.source and s.source.of(article) == "Ana Lund")
    assert (said.kind, [c.of(article) for c in said.content]) == ("direct", ["“We have seen no sign of a leak,”"])


def test_mentions_of_every_form_make_chains_with_their_best_names(article: str, reader: NetworkReader) -> None:
    reading = reader.read(report(article))
    forms = {m.span.of(article): m.form for m in reading.mentions}
    assert {
        "Ana Lund": "name",
        "She": "pronoun",
        "two ferries": "nominal",
        "its": "pronoun",
        "its crew": "nominal",
    }.items() <= forms.items()
    lund = next(m for m in reading.mentions if m.span.of(article) == "Ana Lund")
    (chain,) = [c for c in reading.chains() if lund in c.mentions]
    assert chain.name == lund
    assert {"Ana Lund", "She"} <= {m.span.of(article) for m in chain.mentions}
    assert all(reading.best_name(m) in c.mentions for c in reading.chains() for m in c.mentions)


def test_roles_of_the_persons_named(article: str, reader: NetworkReader) -> None:
    reading = reader.read(report(article))
    assert [(reading.mention(r.holder).span.of(article), r.span.of(article), r.since) for r in reading.roles] == [
        ("Ana Lund", "who leads the harbour office", None)
    ]


def test_the_network_runs_each_head_once_for_each_window(article: str, reader: NetworkReader, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []
    for head in ("antecedents", "extents"):
        run = getattr(Network, head)

        def counted(self: Network, words: NDArray[np.float32], heads: list[int], head: str = head, run: object = run) -> object:
            seen.append((head, len(words)))
            return run(self, words, heads)  # type: ignore[operator]

        monkeypatch.setattr(Network, head, counted)
    made = report(article * 8)
    reader.read(made)
    cut = windows(made.text, body_of(made))
    assert len(cut) > 2
    assert sorted(seen) == sorted((head, len(w.words)) for head in ("antecedents", "extents") for w in cut)


def test_a_reading_is_the_same_alone_twice_and_among_fifty_others(article: str, reader: NetworkReader) -> None:
    alone = NetworkReader().read(report(article))
    others = [report(f"Mayor {n} said {n} boats had left. “{'Go! ' * n}” he cried.", id=f"o{n}") for n in range(1, 51)]
    first = reader.read(report(article))
    for other in others[:25]:
        reader.read(other)
    assert reader.read(report(article)) == first == alone
    again = [reader.read(other) for other in others]
    assert reader.read(report(article)) == alone
    assert reader.read(others[3]) == again[3]


def test_what_stands_in_other_windows_does_not_change_a_paragraph(reader: NetworkReader) -> None:
    # A first paragraph that fills its window: the statements after it are read as if it were not there.
    filler = "word " * 240
    tail = "Mayor Ilda Rovek said that the boats had left."
    short, long = reader.read(report(tail)), reader.read(report(f"{filler.strip()}\n{tail}"))
    moved = [[c.of(long.report.text) for c in s.content] for s in long.statements]
    assert moved == [[c.of(tail) for c in s.content] for s in short.statements]
    assert [s.confidence for s in long.statements] == [s.confidence for s in short.statements]


def test_the_public_reader_is_this_one(article: str, reader: NetworkReader) -> None:
    public = load_reader()
    assert public.run == reader.run
    assert public.read(report(article)).run == reader.run.id
    assert reader.run.weights is not None
    assert reader.run.weights[:12] in reader.run.id
    assert dict(reader.run.settings).keys() == reader.network.card["settings"].keys()


@pytest.mark.parametrize("language", ["es", "ar", "und", ""])
def test_another_language_gets_empty_layers_and_a_note(language: str, reader: NetworkReader) -> None:
    reading = reader.read(report("La alcaldesa dijo que no.", language))
    assert (reading.sentences, reading.mentions, reading.statements, reading.figures, reading.labels, reading.open_questions) == ((),) * 6
    assert reading.roles == ()
    assert "English" in reading.notes[0]
    assert reading.run == reader.run.id


HOSTILE = {
    "nothing": "",
    "white": " \n\u00a0\n",
    "zero-width": "Lund\u200b said\u200b that\ufeff the \u2060boats left.\u200b \u200b",
    "control": "Lund said \x00\x01 “the\x07 boats\x1b left.” \x7f",
    "surrogates": "Lund \ud800 said “the \udfff boats left.”",
    "open marks": '“Lund said ‘go "now «then „late ‚soon ‹x 「y 『z said the mayor, “and that',
    "closing marks": "” said Lund ’ » › 」 』 \" ' “ said” he said ”.",
    "capitals": "MAYOR ILDA ROVEK SAID THE BOATS HAD LEFT. “WE GO,” SHE SAID. THE MINISTRY DENIED IT.",
    "no punctuation": "mayor ilda rovek said the boats had left and the ministry denied that it had known " * 8,
    "table": "Town | Dead | Source\nOrlan | 12 | police said\nSelm | 1,200 | — said\n-----|-----|----\n" * 4,
    "emoji": "🚢🚢 Lund said 👩\u200d👩\u200d👧 “we 🙂 go 👍🏽” 🇳🇴 he added 🕯️",
    "right to left": "\u202bאמר עומר\u202c “שלום” said عمر سالم, “قالَ” he said \u200f.",
    "line ends": "Lund said\r\nthe boats\r\rhad left\u2028he said\u0085“go”\r\n",
    "stops": ". . . said ... ! ? “...” said . “!” he said",
    "said": "said " * 300,
    "colons": "Lund: go\nBrill: no: why: Lund: said:",
    "combining": "Jose\u0301 Nun\u0303ez said “o\u0308\u0323 go” \u0301\u0302 said",
    "one long word": "Lund said " + "x" * 4000 + " that " + "\u0301" * 500,
    "brackets": "(Lund said (that) [the [boats} {left) “(go”) he said]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_gives_a_well_formed_reading(name: str, reader: NetworkReader) -> None:
    made = report(HOSTILE[name])
    reading = reader.read(made)
    check(reading)
    assert reader.read(made) == reading


PHRASES = st.lists(
    st.sampled_from(
        [
            "Ilda Rovek said ",
            "“Go,” ",
            "he told reporters",
            ". ",
            ", ",
            "that ",
            "the claim",
            "\n",
            "😀",
            " according to ",
            '"',
            "’",
            "‘",
            " 40 men ",
            "עומר ",
            "we ",
        ]
    ),
    min_size=1,
    max_size=25,
).map("".join)


@settings(max_examples=60)
@given(st.one_of(texts(), PHRASES))
def test_any_text_gives_a_well_formed_reading(text: str) -> None:
    check(NetworkReader().read(report(text)))


def test_furniture_is_not_read_but_the_headline_is(reader: NetworkReader) -> None:
    text = (
        "Mayor Ilda Rovek: boats have left\n\nBy Olen Sarr\n\nORLAN, May 3 - Mayor Ilda Rovek said the boats had left.\n\n"
        "Tamas Brill said the pier was shut. /File Photo\n\nRead our report here\n"
    )
    kinds: dict[str, FurnitureKind] = {
        "Mayor Ilda Rovek: boats have left": "headline",
        "By Olen Sarr": "byline",
        "ORLAN, May 3 -": "dateline",
        "Tamas Brill said the pier was shut.": "caption",
        "/File Photo": "credit",
        "Read our report here": "cross-reference",
    }
    furniture = tuple(Furniture(Span(text.index(part), text.index(part) + len(part)), kind) for part, kind in kinds.items())
    made = report(text, furniture=furniture)
    assert [b.of(text).strip() for b in body_of(made)] == ["Mayor Ilda Rovek: boats have left", "Mayor Ilda Rovek said the boats had left."]
    reading = reader.read(made)
    check(reading)
    assert any(s.source and s.source.of(text) == "Ilda Rovek" and s.cue and s.cue.of(text) == "said" for s in reading.statements)
    assert all(made.in_furniture(span) in (None, "headline") for s in reading.statements for span in s.spans())


def test_a_passage_is_in_the_voice_of_the_innermost_statement() -> None:
    def one(id: str, *content: Span) -> Statement:
        return Statement(id, None, Span(90, 91), content, "indirect", "assert")

    voices = Voices([one("outer", Span(0, 50)), one("inner", Span(10, 20), Span(30, 40))])
    assert [voices.of(s) for s in (Span(12, 15), Span(30, 40), Span(20, 30), Span(15, 35), Span(60, 70))] == [
        "inner", "inner", "outer", "outer", OUTLET,
    ]  # fmt: skip


class Counting(Network):
    """The shipped network, with a count of its encoder passes."""

    passes = 0

    def words(self, window: Window) -> NDArray[np.float32]:
        self.passes += 1
        return super().words(window)


def test_one_pass_of_the_encoder_for_each_window_and_no_more_than_the_text_grows() -> None:
    network = Counting()
    sentence = "Mayor Ilda Rovek said that “the boats” had left the pier of Orlan on Monday. "
    passes = []
    for count in (30, 60, 120):
        text = sentence * count
        before = network.passes
        reading = NetworkReader(network).read(report(text))
        passes.append(network.passes - before)
        assert passes[-1] == len(windows(text, [Span(0, len(text))]))
        assert len(reading.statements) > count // 2
    assert passes[1] <= 2 * passes[0]
    assert passes[2] <= 2 * passes[1]


def test_the_windows_of_one_huge_paragraph_grow_with_its_words() -> None:
    counts = []
    for size in (2_000, 4_000, 8_000, 30_000):
        text = ("“Nobody sleeps,” said one. " * (size // 4))[: size * 7]
        counts.append(len(windows(text, [Span(0, len(text))])) / len(word_pairs(text)))
    assert max(counts) < 1.1 * min(counts)


def test_the_invented_case_is_read_as_well_as_before() -> None:
    """A floor, not a measure: it may only rise. The figures of record come from the benchmarks."""
    gold = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))
    reader = NetworkReader()
    hits = linked = wanted = given_ = 0
    for item in ingest(sorted(EXAMPLES.glob("*.txt")), meta=EXAMPLES / "reports.csv"):
        assert isinstance(item, Ingested)
        reading = reader.read(item.report)
        check(reading)
        left = list(reading.statements)
        given_ += len(left)
        for row in (s for s in gold["statements"] if s["report"] == Path(item.report.file).name):
            wanted += 1
            held = {i for a, b in row["content"] for i in range(a, b)}
            best, score = None, 0.5
            for s in left:
                mine = {i for c in s.content for i in range(c.start, c.end)}
                f1 = 2 * len(held & mine) / (len(held) + len(mine))
                if f1 >= score:
                    best, score = s, f1
            if best is not None:
                left.remove(best)
                hits += 1
                linked += best.source is None if row["source"] is None else bool(best.source and best.source.overlaps(Span(*row["source"])))
    assert hits / wanted > 0.7
    assert hits / given_ > 0.8
    assert linked / hits > 0.9
