"""Which statements deny something, and what they deny. One line, one statement."""

from __future__ import annotations

import pytest

from standoff.link.actors import ActorIndex
from standoff.link.disputes.denials import Denial, denial
from standoff.link.passages import passages
from standoff.link.similarity import stem
from standoff.model import Reading, Report, Span, Statement


def read(line: str, act: str = "assert") -> Denial | None:
    """The denial in a line marked "[source] <cue> {content}"."""
    text, spans = "", {}
    closing = {"[": "]", "<": ">", "{": "}"}
    at, found = 0, []
    while at < len(line):
        if line[at] in closing:
            end = line.index(closing[line[at]], at)
            found.append((line[at], Span(len(text), len(text) + end - at - 1)))
            text += line[at + 1 : end]
            at = end + 1
        else:
            text += line[at]
            at += 1
    spans = dict(found)
    content = tuple(s for mark, s in found if mark == "{")
    statement = Statement("s1", spans.get("["), spans["<"], content, "indirect", act)  # type: ignore[arg-type]
    report = Report("r1", "a.txt", text, (Span(0, len(text)),))
    made = passages([Reading(report, "run", (Span(0, len(text)),), (), (statement,))], ActorIndex())
    return next((denial(p, 0) for p in made if p.statement), None)


def stems(found: Denial) -> set[str]:
    return set(found.denied.stems)


@pytest.mark.parametrize(
    ("line", "form", "held"),
    [
        ("[The ministry] <denied> that {the bridge had been mined}.", "clause", "bridge mined"),
        ("[She] <denied> {there had been any injuries}.", "clause", "injuries"),
        ("[The mayor] <denied> {shooting at the ferry}.", "deed", "shooting ferry"),
        ("[The general] <denied> {any involvement in the raid on Port Ilma}.", "part", "raid ilma"),
        ("[Lund] <denied> {the accusations}.", "claim", ""),
        ("[Lund] <denied> {everything}.", "claim", ""),
        ("[The envoy] <rejected> {the claim}.", "claim", ""),
        ("[The envoy] <dismissed> {reports that the fleet had left harbour}.", "clause", "fleet harbour"),
        ("[The envoy] <brushed> off {the allegations of bribery}.", "clause", "bribery"),
        ("[The envoy] <called> {the accusation “fake news”}.", "claim", ""),
        ("[Lund] <called> {it part of an “information war”}.", "claim", ""),
        ("[The spokesman] <said> {the video of soldiers looting shops was fabricated}.", "verdict", "video soldiers looting shops"),
        ("[The spokesman] <said> {allegations that the navy sank the ferry were baseless}.", "clause", "navy sank ferry"),
        ("[The spokesman] <said> {there was no evidence that the dam had been sabotaged}.", "no proof", "dam sabotaged"),
        ("[Lund] <said> {he had nothing to do with the fire at the depot}.", "part", "fire depot"),
        ("[Lund] <said> {“I categorically deny that the dam was sabotaged”}.", "clause", "dam sabotaged"),
        ("[Lund] <said> {the navy did not sink the ferry}.", "negated", "navy sink ferry"),
    ],
)
def test_each_way_to_deny_keeps_what_is_denied(line: str, form: str, held: str) -> None:
    found = read(line)
    assert found is not None
    assert found.form == form
    assert {stem(w) for w in held.split()} <= stems(found)
    if form == "claim":
        assert not stems(found)


@pytest.mark.parametrize(
    "line",
    [
        "[The ministry] did not <deny> that {the bridge had been mined}.",
        "[The ministry] neither confirmed nor <denied> {the report}.",
        "[She] was <denied> {bail}.",
        "[The guards] <denied> {the inspectors access to the site}.",
        "[The council] <rejected> {the offer of talks}.",
        "[The council] <rejected> {the idea of cancelling the fair}.",
        "[The council] <dismissed> {three officers}.",
        "[Lund] <said> {the bridge was mined}.",
        "[Lund] <said> {the report was serious}.",
        "[Lund] <said> {the report was not false}.",
        "<denied> {the claims}.",
    ],
)
def test_what_only_looks_like_a_denial_is_none(line: str) -> None:
    assert read(line) is None


def test_who_denies_his_own_deed_is_told_from_who_denies_another_s() -> None:
    own, other = read("[Lund] <denied> {he took the ferry}."), read("[Lund] <denied> that {Marr took the ferry}.")
    assert own and own.own
    assert other and not other.own


def test_an_accusation_is_told_from_a_report_and_its_owner_kept() -> None:
    accusation, claim = read("[Lund] <denied> {the accusations}."), read("[Lund] <rejected> {Marr's claim}.")
    assert accusation and accusation.accusation
    assert claim and not claim.accusation and "Marr" in claim.whose


def test_what_follows_the_denial_is_no_part_of_it() -> None:
    found = read("[Lund] <denied> {any knowledge of the raid, saying the fleet had stayed in harbour}.")
    assert found and stem("fleet") not in stems(found)
