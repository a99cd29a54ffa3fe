"""Who counts as a public person. All reports are invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from standoff.link.actors import resolve
from standoff.model import Span

from .test_actors import reading


def is_public(marked: str, name: str = "Ana Hale") -> bool:
    """Whether the person of that name is public by this one report."""
    return next(a for a in resolve([reading(marked)]).actors if a.name == name).public


@pytest.mark.parametrize(
    "text",
    [
        "[O:Quay Radio]'s [P:Ana Hale] said the pier was shut.",
        "The pier, said [P:Ana Hale] of the [O:Harbour Institute], was shut.",
        "[P:Ana Hale] (R-Ohio) said the pier was shut.",
        "It was shut, said director of harbour affairs [P:Ana Hale] on Monday.",
        "[P:Ana Hale], lead author and an associate professor of tides, said so.",
        "[P:Ana Hale], who oversees the port, said so.",
        "[P:Ana Hale], who served as a senior adviser to the port, said so.",
        "[P:Ana Hale], a member of the Harbour Council, said so.",
        "[P:Ana Hale] came. Nobody in the Hale campaign said why.",
    ],
)
def test_a_seat_an_office_or_a_body_to_speak_for_is_public(text):
    assert is_public(text)


@pytest.mark.parametrize(
    "text",
    [
        "[P:Ana Hale] said her flat was full of smoke.",
        "[P:Ana Hale], 34, said so.",
        "[P:Ana Hale], who sells fish, said so.",
        "[P:Ana Hale], a member of the crowd, said so.",
        "High school senior [P:Ana Hale] said so.",
    ],
)
def test_who_only_passes_by_is_not(text):
    assert not is_public(text)


def test_a_surname_that_is_never_given_in_full_is_taken_for_known_but_a_given_name_is_not():
    assert is_public("On Monday Mr. [P:Hale] said no.", "Hale")
    assert not is_public("On Monday [P:Maria] said no.", "Maria")


def test_who_is_introduced_by_age_is_private_however_often_named():
    plain = ["[P:Ana Hale] said so on the first day.", *(f"On day {k} Ana Hale said no." for k in range(6))]
    aged = [f"31-year-old {plain[0]}", *plain[1:]]
    readings = []
    for lines in (plain, aged):
        r = reading("\n\n".join(lines))
        starts = [0, *(m.end() for m in re.finditer("\n\n", r.report.text))]
        spans = tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], len(r.report.text)], strict=True))
        readings.append(replace(r, report=replace(r.report, paragraphs=spans)))
    assert [resolve([r]).actors[0].public for r in readings] == [True, False]
