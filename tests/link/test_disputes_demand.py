"""Rival demands and judgements over invented reports: who is set against whom, and what a word that takes sides does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from standoff.link.actors import ActorIndex
from standoff.link.disputes.demands import demands
from standoff.link.disputes.proposal import Proposal
from standoff.link.disputes.stance import stances, tone
from standoff.link.passages import Field
from standoff.model import Act, Actor, Link, Reading, Report, Span, Statement

Mark = tuple[str, str, str, Act]  # source, cue, content, act; in the order of the text
ACTORS = tuple(Actor(name.lower(), name, "person", (name,)) for name in ("Lund", "Marr", "Tove", "Brandt"))


def reading(file: str, text: str, marks: Sequence[Mark]) -> Reading:
    statements, sentences, at = [], [], 0
    for k, (source, cue, content, act) in enumerate(marks):
        start = text.index(source, at)
        verb, said = text.index(cue, start), text.index(content, start)
        spans = [Span(a, a + len(w)) for a, w in ((start, source), (verb, cue), (said, content))]
        statements.append(Statement(f"{file}:{k}", spans[0], spans[1], (spans[2],), "mixed" if "“" in content else "indirect", act))
        at = max(verb + 1, said)
    start = 0
    while start < len(text):
        end = text.find(". ", start)
        end = len(text) if end < 0 else end + 1
        sentences.append(Span(start, end))
        start = end + 1
    return Reading(Report(file, file, text, (Span(0, len(text)),), outlet=file), "run", tuple(sentences), (), tuple(statements))


def proposed(*readings: Reading) -> list[Proposal]:
    field, index = fielded(*readings)
    return demands(field, index)


def fielded(*readings: Reading) -> tuple[Field, ActorIndex]:
    links = [
        Link(r.report.id, s.id, a.id, 1.0, "name")
        for r in readings
        for s in r.statements
        for a in ACTORS
        if s.source and r.report.quote(s.source) == a.name
    ]
    index = ActorIndex(ACTORS, tuple(links))
    return Field.of(readings, index), index


FERRY = reading(
    "one",
    "Lund condemned the ferry toll as “a reckless, unfair tax that will hurt the islands”. "
    "But Marr defended the ferry toll, which he called “not a tax but a fair and necessary toll”. "
    "The bakery by the harbour opened at noon.",
    [
        ("Lund", "condemned", "the ferry toll as “a reckless, unfair tax that will hurt the islands”", "condemn"),
        ("Marr", "called", "“not a tax but a fair and necessary toll”", "endorse"),
    ],
)
WEATHER = reading(
    "two",
    "Tove said rain is expected along the coast. Trams ran on time. Brandt asked when the museum shop sells tickets.",
    [
        ("Tove", "said", "rain is expected along the coast", "assert"),
        ("Brandt", "asked", "when the museum shop sells tickets", "ask"),
    ],
)
CHORUS = reading(
    "three",
    "Lund condemned the ferry toll as a reckless tax. Marr denounced the ferry toll as a reckless tax.",
    [
        ("Lund", "condemned", "the ferry toll as a reckless tax", "condemn"),
        ("Marr", "denounced", "the ferry toll as a reckless tax", "condemn"),
    ],
)


def holders(field: Field, proposal: Proposal) -> list[set[str]]:
    return [{h for b in side for h in field.passages[b.passage].holders} for side in proposal.sides]


def test_who_condemns_and_who_defends_a_deed_stand_on_two_sides() -> None:
    field, index = fielded(FERRY)
    (found,) = demands(field, index)
    assert found.family == "demand" and holders(field, found) == [{"lund"}, {"marr"}]
    assert found.strength >= 0.3


def test_the_question_gives_each_content_with_its_holder_and_cue() -> None:
    (found,) = proposed(FERRY)
    assert "Lund (“condemned”) “the ferry toll" in found.question and "Marr (“called”) “not a tax" in found.question
    assert found.question.endswith("?") and "\n" not in found.question
    assert found.reason.startswith("One acts for it, the other against it") and found.reason.endswith(".")


def test_two_matters_side_by_side_are_no_dispute() -> None:
    assert proposed(WEATHER) == []


def test_two_who_condemn_one_deed_in_like_words_are_weaker_than_opponents() -> None:
    assert max((p.strength for p in proposed(CHORUS)), default=0.0) < proposed(FERRY)[0].strength / 2


def test_one_statement_alone_is_no_dispute() -> None:
    text = "Lund condemned the ferry toll as a reckless tax. The bakery opened."
    assert proposed(reading("a", text, [("Lund", "condemned", "the ferry toll as a reckless tax", "condemn")])) == []


def test_the_order_of_reports_does_not_matter() -> None:
    every = {tuple((p.question, p.strength) for p in proposed(*order)) for order in permutations((FERRY, WEATHER, CHORUS))}
    assert len(every) == 1


def test_a_negation_turns_a_word_of_praise_round() -> None:
    assert tone("a fair plan").valence == 1
    assert tone("not a fair plan").valence == -1
    assert tone("the tram runs at noon").weight == 0


def test_a_stance_counts_act_lead_and_words() -> None:
    field, _ = fielded(FERRY)
    against, favours = (s for _, s in sorted(stances(field).items()))
    assert (against.side, favours.side) == (-1, 1)
    assert favours.turns and not against.turns
