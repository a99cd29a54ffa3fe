"""Reading a text without what nobody sees, and moving every span back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest.build import Raw, build
from standoff.model import Reading, Report, Span, Statement
from standoff.read.visible import hidden, through
from standoff.read.voices import statement_id
from standoff.read.words import words
from strategies import texts


def report(text: str) -> Report:
    return build(Raw("a.txt", text, "utf-8"), None, "Tidings", where="a.txt")


def by_words(made: Report) -> Reading:
    """A reader that takes every third word for a cue and the next for what is said."""
    cut = [w for w in words(made.text) if any(p.covers(w) for p in made.paragraphs)]
    found = [
        Statement(statement_id(made.id, cue), None, cue, (content,), "indirect", "assert", parent=statement_id(made.id, cut[0]))
        for cue, content in zip(cut[::3], cut[1::3], strict=False)
    ]
    return Reading(made, "r", sentences=made.paragraphs, statements=tuple(found))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Rovek sa\u200bid it", "Rovek said it"),
        ("Ro\u00advek\u200f said\ufeff it", "Rovek said it"),
        ("Rovek\x00 sa\x07id it", "Rovek said it"),
        ("Rovek saw the ﬁre", "Rovek saw the fire"),
        ("𝗥𝗼𝘃𝗲𝗸 said １２", "Rovek said 12"),
        ("„Go,“ said Rovek", "“Go,” said Rovek"),
        ("«Go,» and »go,« said Rovek", "“Go,” and “go,” said Rovek"),
        ("「Go,」 said 『Rovek』", "“Go,” said “Rovek”"),
        ("‹Go,› said ‚Rovek‘", "‘Go,’ said ‘Rovek’"),
        ("Jose\u0301 said 👩\u200d👧", "Jose\u0301 said 👩👧"),
    ],
)
def test_what_the_reader_sees(text: str, seen: str) -> None:
    shown: list[str] = []

    def read(made: Report) -> Reading:
        shown.append(made.text)
        return Reading(made, "r", sentences=made.paragraphs)

    reading = through(report(text), read)
    assert shown == [seen]
    assert reading.report.text == text
    assert [s.of(text) for s in reading.sentences] == [text]


def test_spans_and_ids_are_moved_together() -> None:
    text = "Ro\u200bvek sa\u200bid go"
    reading = through(report(text), by_words)
    (statement,) = reading.statements
    assert statement.cue is not None
    assert (statement.cue.of(text), statement.content[0].of(text)) == ("Ro\u200bvek", "sa\u200bid")
    assert statement.id == statement.parent == statement_id(reading.report.id, statement.cue)
    assert reading.notes == ("2 characters that show nothing were passed over.",)


def test_a_plain_text_is_read_as_it_is() -> None:
    made = report("Rovek said “go”.")
    assert through(made, by_words) == by_words(made)
    assert hidden(made.text) == 0


@given(texts(), st.lists(st.sampled_from("\u200b\u00ad\u202e\x00\x07\ufeff\U000e0041"), min_size=1, max_size=5))
def test_hidden_characters_change_no_word(text: str, between: list[str]) -> None:
    """The same text with hidden characters in its words is read in the same words."""
    base = "".join(c for c in text if not hidden(c)) + " Rovek said it"
    mixed = "".join(c + between[i % len(between)] for i, c in enumerate(base))
    plain, odd = through(report(base), by_words), through(report(mixed), by_words)

    def cues(reading: Reading) -> list[str]:
        spans: list[Span] = [s.cue for s in reading.statements if s.cue]
        return ["".join(c for c in s.of(reading.report.text) if not hidden(c)) for s in spans]

    assert cues(odd) == cues(plain)
