"""Deeds told with rival statuses and outcomes: what is a dispute, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from standoff.link.actors import ActorIndex
from standoff.link.disputes.deeds import Deeds
from standoff.link.disputes.outcomes import outcomes
from standoff.link.disputes.proposal import Proposal
from standoff.link.disputes.responsibility import accusations
from standoff.link.disputes.statuses import statuses
from standoff.link.passages import Field
from standoff.model import (
    OUTLET,
    Act,
    ClusterMember,
    Dating,
    Event,
    EventCluster,
    EventStatus,
    Link,
    Mention,
    Reading,
    Resolved,
    Span,
    Syntax,
)
from trees import syntax_of

from .test_disputes import ACTORS, FILLER, index, reading

Told = tuple[str, EventStatus, str, str]  # trigger, status, agent, recipient (words of the text, or empty)


def telling(
    file: str, outlet: str, text: str, deed: Told, said: tuple[str, str, str, Act] | None = None, day: str = "2031-05-02"
) -> Reading:
    """A report that tells one deed, in a statement if there is one that holds the trigger."""
    made = reading(file, outlet, text + FILLER, [said] if said else [], day=day)
    trigger, status, agent, recipient = deed
    at = text.index(trigger)
    held = said is not None and made.statements[0].content[0].covers(Span(at, at + len(trigger)))
    mentions = [
        Mention(f"{file}:m{n}", Span(text.index(words), text.index(words) + len(words)), "group", "name")
        for n, words in enumerate((agent, recipient))
        if words
    ]
    ids = {made.report.quote(m.span): m.id for m in mentions}
    event = Event(
        f"{file}:e",
        Span(at, at + len(trigger)),
        "ASSAULT",
        (ids[agent],) if agent else (),
        (ids[recipient],) if recipient else (),
        status=status,
        voice=f"{file}:0" if held else OUTLET,
    )
    return replace(made, mentions=tuple(mentions), events=(event,))


def known(readings: Sequence[Reading]) -> ActorIndex:
    """Actors by the words of sources and mentions."""
    made = index(readings)
    links = [
        Link(r.report.id, m.id, a.id, 1.0, "name")
        for r in readings
        for m in r.mentions
        for a in ACTORS
        if any(r.report.quote(m.span).casefold() == x.casefold() for x in (a.name, *a.aliases))
    ]
    return replace(made, mentions=tuple(links))


def proposed(*readings: Reading, clusters: Sequence[EventCluster] = (), datings: Sequence[Dating] = ()) -> list[Proposal]:
    actors = known(readings)
    field = Field.of(readings, actors)
    return statuses(field, actors, Deeds.of(field, readings, actors, clusters, datings))


def one_deed(*readings: Reading) -> EventCluster:
    return EventCluster("c", tuple(ClusterMember(r.report.id, e.id, 0.9, "") for r in readings for e in r.events))


SHELLED = telling(
    "a", "The Ilma Post", "Marr said Ostrand shelled the Coast Front on the pier.",
    ("shelled", "happened", "Ostrand", "Coast Front"), ("Marr", "said", "Ostrand shelled the Coast Front on the pier", "assert"),
)  # fmt: skip
DENIED = telling(
    "b", "Coast Radio", "Ostrand denied it shelled the Coast Front on the pier.",
    ("shelled", "denied", "Ostrand", "Coast Front"), ("Ostrand", "denied", "it shelled the Coast Front on the pier", "deny"),
)  # fmt: skip


def test_a_deed_told_as_done_by_one_and_denied_by_another_has_two_sides() -> None:
    (made,) = proposed(SHELLED, DENIED)
    assert made.family == "deed" and made.kind == "denial"
    assert made.question == "Denied by Ostrand: “it shelled the Coast Front on the pier”?"
    assert [len(side) for side in made.sides] == [1, 1]


def test_tellings_grouped_as_one_deed_are_surer() -> None:
    (loose,), (grouped,) = proposed(SHELLED, DENIED), proposed(SHELLED, DENIED, clusters=[one_deed(SHELLED, DENIED)])
    assert grouped.strength > loose.strength and "grouped as one deed" in grouped.reason


def test_deeds_dated_to_two_days_are_not_one() -> None:
    when = [Dating(r, f"{r}:e", Resolved(day, day, "day", "told")) for r, day in (("a", "2031-05-01"), ("b", "2031-04-02"))]
    assert proposed(SHELLED, DENIED, datings=when) == []


def test_who_only_reports_a_denial_of_the_deed_takes_no_side() -> None:
    knows = telling(
        "c", "Harbour Daily", "Ostrand denied any knowledge of the shelling of the Coast Front.",
        ("shelling", "denied", "", "Coast Front"), ("Ostrand", "denied", "any knowledge of the shelling of the Coast Front", "deny"),
    )  # fmt: skip
    assert proposed(SHELLED, replace(knows, syntax=nouns(knows))) == []


def nouns(made: Reading) -> Syntax:
    """A syntax in which every word is a noun."""
    words = re.findall(r"\w+|[.,]", made.report.text)
    return syntax_of(made.report.text, [(w, "NOUN", k, "root") for k, w in enumerate(words)])


@pytest.mark.parametrize(("first", "second", "count"), [("2031-05-02", "2031-05-03", 0), ("2031-05-04", "2031-05-02", 1)])
def test_failed_first_and_done_later_is_an_update(first: str, second: str, count: int) -> None:
    pier = "the long pier of the old town on Sunday."
    failed = telling("f", "Coast Radio", f"Ostrand failed to take {pier}", ("take", "attempted", "Ostrand", ""), day=first)
    done = telling("d", "Post", f"Ostrand did take {pier}", ("take", "happened", "Ostrand", ""), day=second)
    assert len(proposed(failed, done)) == count


@pytest.mark.parametrize("status", ["planned", "possible"])
def test_a_bare_may_or_will_takes_no_position(status: EventStatus) -> None:
    may = telling(
        "m", "Coast Radio", "Lund said Ostrand may have shelled the Coast Front.",
        ("shelled", status, "Ostrand", "Coast Front"), ("Lund", "said", "Ostrand may have shelled the Coast Front", "assert"),
    )  # fmt: skip
    assert proposed(SHELLED, may) == []


def test_who_doubts_the_deed_stands_against_who_tells_it() -> None:
    doubts = telling(
        "m", "Coast Radio", "Lund said it was not proven that Ostrand shelled the Coast Front.",
        ("shelled", "possible", "Ostrand", "Coast Front"),
        ("Lund", "said", "it was not proven that Ostrand shelled the Coast Front", "assert"),
    )  # fmt: skip
    (made,) = proposed(SHELLED, doubts)
    assert made.question.startswith("Done or in doubt: ") and "“said”" in made.question


def test_another_doer_of_another_deed_is_not_compared() -> None:
    other = telling(
        "b", "Coast Radio", "Belmaria denied it shelled the harbour.",
        ("shelled", "denied", "Belmaria", "harbour"), ("Belmaria", "denied", "it shelled the harbour", "deny"),
    )  # fmt: skip
    assert proposed(SHELLED, other) == []


def test_one_deed_told_of_two_doers_is_a_matter_of_responsibility() -> None:
    other = telling(
        "b", "Coast Radio", "Lund said Belmaria shelled the Coast Front on the pier.",
        ("shelled", "happened", "Belmaria", "Coast Front"), ("Lund", "said", "Belmaria shelled the Coast Front on the pier", "assert"),
    )  # fmt: skip
    readings = (SHELLED, other)
    actors = known(readings)
    field = Field.of(readings, actors)
    assert accusations(field, actors, Deeds.of(field, readings, actors)) == []
    (made,) = accusations(field, actors, Deeds.of(field, readings, actors, [one_deed(*readings)]))
    assert made.family == "responsibility" and "of two doers" in made.reason


def ended(first: str, second: str) -> list[Proposal]:
    readings = (
        reading("a.txt", "Post", f"Marr said {first}." + FILLER, [("Marr", "said", first, "assert")]),
        reading("b.txt", "Radio", f"Lund said {second}." + FILLER, [("Lund", "said", second, "assert")]),
    )
    actors = known(readings)
    return outcomes(Field.of(readings, actors), actors)


def test_a_strike_that_is_over_for_one_goes_on_for_another() -> None:
    (made,) = ended("the strike of the harbour pilots is over", "the strike of the harbour pilots is still under way")
    assert made.family == "deed" and made.question.startswith("Over or going on: Jon Marr “said”: ")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the strike of the harbour pilots is over", "repairs of the old lighthouse are under way"),
        ("the strike of the harbour pilots is over", "it was unclear whether the strike of the harbour pilots was under way"),
        ("the strike of the harbour pilots is over", "the strike of the harbour pilots is over"),
    ],
)
def test_other_things_doubts_and_agreement_are_no_opposite_outcomes(first: str, second: str) -> None:
    assert ended(first, second) == []
