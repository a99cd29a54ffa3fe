from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given

from standoff.model import Furniture, OffsetError, Origin, Report, Span
from standoff.model.report import report_id
from strategies import texts


def report(text: str, **fields: object) -> Report:
    return Report(id=report_id(None, text), file="a.txt", text=text, paragraphs=(Span(0, len(text)),), **fields)  # type: ignore[arg-type]


@given(texts())
def test_quotations_and_evidence_are_the_characters_of_the_text(text: str) -> None:
    made = report(text)
    span = Span(len(text) // 2, len(text))
    assert made.quote(span) == text[len(text) // 2 :]
    made.evidence(span).check(text)
    assert made.evidence(span).report == made.id
    assert made.sha256 == sha256(text.encode()).hexdigest()


@given(texts(), texts())
def test_the_id_derives_from_outlet_and_text(one: str, other: str) -> None:
    assert report_id("The Fog Horn", one) == report_id("The Fog Horn", one)
    assert report_id("The Fog Horn", one) != report_id("Port Ilma Post", one)
    assert (report_id(None, one) == report_id(None, other)) == (one == other)
    assert len(report_id(None, one)) == 12


def test_outlet_and_text_do_not_run_into_one_another() -> None:
    assert report_id("ab", "c") != report_id("a", "bc")


@pytest.mark.parametrize(
    "fields",
    [
        {"paragraphs": (Span(0, 7),)},
        {"furniture": (Furniture(Span(4, 9), "byline"),)},
        {"origins": (Origin("Reuters", Span(6, 7), True),)},
    ],
)
def test_a_span_outside_the_text_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(OffsetError, match=r"a\.txt: .* past the 6 characters"):
        Report(**{"id": "x", "file": "a.txt", "text": "Fog ☁.", "paragraphs": (), **fields})  # type: ignore[arg-type]


def test_furniture_has_the_kinds_of_the_guide_only() -> None:
    with pytest.raises(ValueError, match="'slogan' is not a kind"):
        Furniture(Span(0, 1), "slogan")  # type: ignore[arg-type]


def test_a_span_knows_the_furniture_it_touches() -> None:
    made = report("By Ana Lund. The fog is back.", furniture=(Furniture(Span(0, 12), "byline"),))
    assert made.in_furniture(Span(3, 6)) == "byline"
    assert made.in_furniture(Span(11, 16)) == "byline"
    assert made.in_furniture(Span(13, 16)) is None
