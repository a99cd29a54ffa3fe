from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Figure, HeldRole, Label, Mention, OffsetError, OpenQuestion, Reading, Report, Span, Statement
from standoff.model.report import report_id
from strategies import texts

TEXT = "Ana Lund said 🙂 she saw سالم.\r\nShe denied it."


def report(text: str = TEXT) -> Report:
    return Report(id=report_id(None, text), file="a.txt", text=text, paragraphs=())


def mention(id: str, start: int, end: int, antecedent: str | None = None) -> Mention:
    return Mention(id, Span(start, end), "person", "name", antecedent)


def statement(id: str, *content: Span, **fields: object) -> Statement:
    return Statement(id, Span(0, 8), Span(9, 13), content or (Span(14, 29),), "indirect", "assert", **fields)  # type: ignore[arg-type]


def test_a_reading_gives_back_every_span_it_was_made_of() -> None:
    made = Reading(
        report(),
        "run",
        sentences=(Span(0, 29),),
        mentions=(mention("m1", 0, 8),),
        statements=(statement("s1", source_mention="m1"),),
        figures=(Figure("f1", Span(14, 15), 1, 1, False, of=Span(16, 19)),),
        open_questions=(OpenQuestion("q1", Span(31, 44), Span(35, 41), "s1"),),
    )
    assert {s.of(TEXT) for s in made.spans()} >= {"Ana Lund", "said", "🙂", "she", "denied", "She denied it"}


@given(texts(), st.integers(1, 50))
def test_a_span_past_the_end_is_refused_in_any_layer(text: str, beyond: int) -> None:
    outside = Span(0, len(text) + beyond)
    layers: list[dict[str, object]] = [
        {"sentences": (outside,)},
        {"mentions": (Mention("m", outside, "place", "name"),)},
        {"statements": (Statement("s", None, None, (outside,), "direct", "assert"),)},
        {"figures": (Figure("f", Span(0, 1), 1, 1, False, place=outside),)},
        {"labels": (Label("l", outside, None),)},
        {"open_questions": (OpenQuestion("q", Span(0, 1), outside),)},
        {"mentions": (mention("m", 0, 1),), "roles": (HeldRole("r", "m", Span(0, 1), outside),)},
    ]
    for layer in layers:
        with pytest.raises(OffsetError, match="reaches past"):
            Reading(report(text), "run", **layer)  # type: ignore[arg-type]


def test_an_id_is_used_once_over_all_layers() -> None:
    with pytest.raises(ValueError, match="used twice"):
        Reading(report(), "run", mentions=(mention("x", 0, 8),), statements=(statement("x"),))


@pytest.mark.parametrize(
    "layers",
    [
        {"statements": (statement("s1", parent="s9"),)},
        {"statements": (statement("s1", source_mention="m9"),)},
        {"mentions": (mention("m1", 31, 34, antecedent="m9"),)},
        {"labels": (Label("l1", Span(0, 3), "m9"),)},
        {"figures": (Figure("f1", Span(0, 3), 1, None, False, voice="s9"),)},
        {"roles": (HeldRole("r1", "m9", Span(0, 3)),)},
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(layers: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"nothing in the reading has the id '[sm]9'"):
        Reading(report(), "run", **layers)  # type: ignore[arg-type]


def test_a_mention_does_not_pass_for_a_voice() -> None:
    with pytest.raises(ValueError, match="'m1'"):
        Reading(report(), "run", mentions=(mention("m1", 0, 8),), figures=(Figure("f1", Span(0, 3), 1, 1, False, voice="m1"),))


def test_a_statement_has_content_in_order_and_apart() -> None:
    with pytest.raises(ValueError, match="no content"):
        Statement("s", None, None, (), "direct", "assert")
    with pytest.raises(ValueError, match="in order and apart"):
        statement("s", Span(20, 25), Span(14, 19))
    with pytest.raises(ValueError, match="in order and apart"):
        statement("s", Span(14, 20), Span(19, 25))
    assert statement("s", Span(14, 19), Span(20, 25)).hull == Span(0, 25)


def test_antecedents_are_followed_to_the_name_and_a_ring_ends() -> None:
    made = Reading(report(), "run", mentions=(mention("m1", 0, 8), mention("m2", 16, 19, "m1"), mention("m3", 31, 34, "m2")))
    assert made.name_of(made.mention("m3")).id == "m1"
    ring = Reading(report(), "run", mentions=(mention("a", 0, 3, "b"), mention("b", 4, 8, "a")))
    assert ring.name_of(ring.mention("a")).id == "b"
    with pytest.raises(KeyError):
        made.mention("m9")
