"""Disputes over invented reports: denials joined to what they deny, mutual accusations, figures that differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from standoff.link.actors import ActorIndex
from standoff.link.disputes import FLOOR, assembled, proposals
from standoff.link.passages import Field
from standoff.model import Act, Actor, Dated, Dispute, Figure, Link, Reading, Report, Span, Statement

Mark = tuple[str, str, str, Act]  # source, cue, content, act; in the order of the text

ACTORS = (
    Actor("belmaria", "Belmarian government", "government", ("Belmaria", "the Belmarian government", "the government")),
    Actor("ostrand", "Ostrand", "government", ("Ostrand", "Ostrand's foreign ministry")),
    Actor("lund", "Ana Lund", "person", ("Ana Lund", "Lund")),
    Actor("marr", "Jon Marr", "person", ("Jon Marr", "Marr")),
    Actor("rebels", "Coast Front", "group", ("Coast Front", "the Coast Front", "the rebels")),
)


def reading(
    file: str, outlet: str, text: str, marks: Sequence[Mark], figures: Sequence[tuple[str, float, str]] = (), day: str = ""
) -> Reading:
    """A reading of a text whose statements are given by their words, searched from the last cue on."""
    statements, at = [], 0
    for n, (source, cue, content, act) in enumerate(marks):
        here = text.index(cue, at)
        said = text.find(content, here) if text.find(content, here) >= 0 else text.rindex(content, 0, here)
        start = text.rfind(source, 0, here) if text.rfind(source, 0, here) >= 0 else text.index(source, here)
        spans = (Span(start, start + len(source)), Span(here, here + len(cue)), Span(said, said + len(content)))
        statements.append(Statement(f"{file}:{n}", spans[0], spans[1], (spans[2],), "indirect", act))
        at = here + 1
    counted = []
    for n, (words, value, voice) in enumerate(figures):
        span = Span(text.index(words), text.index(words) + len(words))
        counted.append(Figure(f"{file}:f{n}", span, value, value, False, voice=voice))
    report = Report(file, file, text, (Span(0, len(text)),), outlet=outlet, published=Dated(day, "given") if day else None)
    return Reading(report, "run", (), (), tuple(statements), tuple(counted))


def index(readings: Sequence[Reading]) -> ActorIndex:
    """Actors by the words of the sources."""
    links = []
    for r in readings:
        for s in r.statements:
            words = r.report.quote(s.source).casefold() if s.source else ""
            links += [
                Link(r.report.id, s.id, a.id, 1.0, "name") for a in ACTORS if any(words == x.casefold() for x in (a.name, *a.aliases))
            ]
    return ActorIndex(ACTORS, tuple(links))


def disputes(readings: Sequence[Reading], actors: ActorIndex) -> tuple[Dispute, ...]:
    """What all families show together, without a network."""
    field = Field.of(readings, actors)
    return assembled(field, proposals(field, readings, actors))


def found(*readings: Reading) -> tuple[Dispute, ...]:
    return disputes(readings, index(readings))


def side(dispute: Dispute, letter: str) -> set[str]:
    """Who stands on a side: actors' ids, or outlets."""
    return {p.holder or p.outlet or "" for p in dispute.positions if p.side == letter}


def words(dispute: Dispute, letter: str) -> list[str]:
    return [e.quote for p in dispute.positions if p.side == letter for e in p.evidence]


FILLER = " The market in Port Ilma opened at noon. Rain is expected along the coast. A bakery reopened. Trams were late."

CLAIM = reading(
    "one.txt",
    "The Ilma Post",
    "Lund said the president was ready to sail to Ostrand but was stopped by Belmaria. Belmaria rejected the claim, "
    "calling it part of an “information war”." + FILLER,
    [
        ("Lund", "said", "the president was ready to sail to Ostrand but was stopped by Belmaria", "assert"),
        ("Belmaria", "rejected", "the claim", "deny"),
    ],
)
RETOLD = reading(
    "two.txt",
    "Coast Radio",
    "The night was calm. Ana Lund told reporters that the president had been “ready to sail” for Ostrand on Monday. Shops stayed shut."
    + FILLER,
    [("Ana Lund", "told", "the president had been “ready to sail” for Ostrand on Monday", "assert")],
)
UNRELATED = reading(
    "three.txt",
    "Harbour Daily",
    "Marr said the ferry company would buy three new boats from Ostrand next spring. The crews welcomed it." + FILLER,
    [("Marr", "said", "the ferry company would buy three new boats from Ostrand next spring", "assert")],
)


def test_an_elliptical_denial_takes_the_claim_before_it_and_its_retelling_elsewhere() -> None:
    (dispute,) = found(CLAIM, RETOLD, UNRELATED)
    assert dispute.kind == "denial"
    assert side(dispute, "A") == {"lund"} and side(dispute, "B") == {"belmaria"}
    assert words(dispute, "A") == [
        "the president was ready to sail to Ostrand but was stopped by Belmaria",
        "the president had been “ready to sail” for Ostrand on Monday",
    ]
    assert words(dispute, "B") == ["the claim"]


def test_the_question_quotes_the_claim_and_who_denies_it() -> None:
    (dispute,) = found(CLAIM)
    assert dispute.question == "Denied by Belmarian government: “the president was ready to sail to Ostrand but was stopped by Belmaria”?"
    assert "rejected the claim" in dispute.reason and "in the sentence before" in dispute.reason
    assert FLOOR <= dispute.confidence <= 1.0


def test_a_stance_never_shows_a_content_without_its_cue() -> None:
    (dispute,) = found(CLAIM)
    assert {p.stance.split("”")[0] for p in dispute.positions} == {"“said", "“rejected"}


def test_evidence_is_the_characters_of_the_report() -> None:
    texts = {r.report.id: r.report.text for r in (CLAIM, RETOLD)}
    for dispute in found(CLAIM, RETOLD):
        for position in dispute.positions:
            for evidence in position.evidence:
                evidence.check(texts[evidence.report])


def test_the_order_of_reports_does_not_matter() -> None:
    results = {found(*order) for order in permutations((CLAIM, RETOLD, UNRELATED))}
    assert len(results) == 1


def test_a_denial_that_answers_nothing_is_no_dispute() -> None:
    alone = reading(
        "a.txt", "Post", "The fair began. Belmaria denied the accusations." + FILLER, [("Belmaria", "denied", "the accusations", "deny")]
    )
    assert found(alone) == ()


def test_nobody_disputes_himself() -> None:
    text = "Lund said the dam had been sabotaged by divers. Lund denied that the dam had been sabotaged by divers." + FILLER
    marks: list[Mark] = [
        ("Lund", "said", "the dam had been sabotaged by divers", "assert"),
        ("Lund", "denied", "the dam had been sabotaged by divers", "deny"),
    ]
    assert found(reading("a.txt", "Post", text, marks)) == ()


def test_a_report_without_statements_or_no_report_gives_none() -> None:
    assert found() == ()
    assert found(reading("a.txt", "Post", "Nothing happened in Port Ilma today, and nobody minded.", [])) == ()


SHELLING = reading(
    "four.txt",
    "The Ilma Post",
    "The rebels said the Belmarian government shelled the harbour with mortars on Monday. "
    "The Belmarian government denied that it shelled the harbour." + FILLER,
    [
        ("The rebels", "said", "the Belmarian government shelled the harbour with mortars on Monday", "accuse"),
        ("The Belmarian government", "denied", "it shelled the harbour", "deny"),
    ],
)
AGAIN = reading(
    "five.txt",
    "Coast Radio",
    "Fog lay over the bay. Belmaria denied shelling the harbour. Ostrand accused Belmaria of shelling the harbour at dawn." + FILLER,
    [("Belmaria", "denied", "shelling the harbour", "deny"), ("Ostrand", "accused", "Belmaria of shelling the harbour at dawn", "accuse")],
)
OTHERS = reading(
    "six.txt",
    "Harbour Daily",
    "Belmaria accused the Coast Front of shelling the harbour. Marr said the harbour was shelled while the Belmarian government was asleep."
    + FILLER,
    [
        ("Belmaria", "accused", "the Coast Front of shelling the harbour", "accuse"),
        ("Marr", "said", "the harbour was shelled while the Belmarian government was asleep", "assert"),
    ],
)


def test_denials_of_one_claim_are_one_dispute() -> None:
    (dispute,) = found(SHELLING, AGAIN)
    assert side(dispute, "A") == {"rebels", "ostrand"}
    assert side(dispute, "B") == {"belmaria"}
    assert sorted(words(dispute, "B")) == ["it shelled the harbour", "shelling the harbour"]


def test_only_who_blames_the_denier_stands_against_the_denial() -> None:
    (dispute,) = found(SHELLING, OTHERS)
    assert side(dispute, "A") == {"rebels"}


def test_a_condition_is_no_accusation() -> None:
    text = (
        "Ostrand said there would be sanctions if Belmaria was found to have shelled the harbour. "
        "Fog came. Rain fell. Snow fell. Belmaria denied shelling the harbour."
    )
    marks: list[Mark] = [
        ("Ostrand", "said", "there would be sanctions if Belmaria was found to have shelled the harbour", "accuse"),
        ("Belmaria", "denied", "shelling the harbour", "deny"),
    ]
    assert found(reading("a.txt", "Post", text + FILLER, marks)) == ()


def test_a_denial_stands_against_the_outlet_s_own_voice() -> None:
    text = (
        "A video broadcast online shows an armoured truck ramming a group of dockers. "
        "Marr said video of an armoured truck running over dockers was fake news." + FILLER
    )
    (dispute,) = found(
        reading("a.txt", "Post", text, [("Marr", "said", "video of an armoured truck running over dockers was fake news", "deny")])
    )
    assert side(dispute, "A") == {"Post"} and side(dispute, "B") == {"marr"}
    assert dispute.positions[0].holder is None


def test_a_flat_negation_of_what_another_says_is_a_contradiction() -> None:
    one = reading(
        "a.txt",
        "Post",
        "Lund said the harbour pilots had ignored the storm warning." + FILLER,
        [("Lund", "said", "the harbour pilots had ignored the storm warning", "assert")],
    )
    two = reading(
        "b.txt",
        "Radio",
        "Marr said the harbour pilots had not ignored the storm warning." + FILLER,
        [("Marr", "said", "the harbour pilots had not ignored the storm warning", "assert")],
    )
    (dispute,) = found(one, two)
    assert dispute.kind == "contradiction"
    assert side(dispute, "A") == {"lund"} and side(dispute, "B") == {"marr"}


def test_two_negations_agree() -> None:
    one = reading(
        "a.txt",
        "Post",
        "Lund said the harbour pilots had never ignored the storm warning." + FILLER,
        [("Lund", "said", "the harbour pilots had never ignored the storm warning", "assert")],
    )
    two = reading(
        "b.txt",
        "Radio",
        "Marr said the harbour pilots had not ignored the storm warning." + FILLER,
        [("Marr", "said", "the harbour pilots had not ignored the storm warning", "assert")],
    )
    assert found(one, two) == ()


def test_two_who_accuse_each_other_are_a_dispute() -> None:
    text = "Belmaria and Ostrand accused each other of mining the strait." + FILLER
    marks: list[Mark] = [("Belmaria", "accused", "each other of mining the strait", "accuse")]
    first = reading("a.txt", "Post", text, marks)
    both = ActorIndex(ACTORS, (Link("a.txt", "a.txt:0", "belmaria", 1.0, "name"), Link("a.txt", "a.txt:0", "ostrand", 1.0, "name")))
    (dispute,) = disputes([first], both)
    assert {p.side for p in dispute.positions} == {"A", "B"}
    assert "“accused each other of mining the strait”" in dispute.question


def test_who_is_accused_and_blames_another_is_a_dispute() -> None:
    text = (
        "Belmaria accused the Coast Front of shooting at the convoy. The Coast Front said an Ostrand militia was behind the shooting."
        + FILLER
    )
    marks: list[Mark] = [
        ("Belmaria", "accused", "the Coast Front of shooting at the convoy", "accuse"),
        ("The Coast Front", "said", "an Ostrand militia was behind the shooting", "accuse"),
    ]
    (dispute,) = found(reading("a.txt", "Post", text, marks))
    assert dispute.family == "responsibility"
    assert side(dispute, "A") == {"belmaria"} and side(dispute, "B") == {"rebels"}


def counted(second: str, value: float, holder: str = "Marr", day: str = "2031-05-02") -> tuple[Reading, Reading]:
    one = "Lund said 40 people were killed in the blast at the Ilma depot." + FILLER
    two = second + FILLER
    number = next(w for w in second.split() if w[0].isdigit())
    return (
        reading(
            "a.txt",
            "Post",
            one,
            [("Lund", "said", "40 people were killed in the blast at the Ilma depot", "assert")],
            [("40", 40, "a.txt:0")],
            "2031-05-02",
        ),
        reading(
            "b.txt", "Radio", two, [(holder, "said", second.split(" said ")[1].rstrip("."), "assert")], [(number, value, "b.txt:0")], day
        ),
    )


def test_figures_of_one_thing_that_cannot_both_be_right_differ() -> None:
    (dispute,) = found(*counted("Marr said 90 people were killed in the blast at the Ilma depot.", 90))
    assert dispute.kind == "figure"
    assert dispute.question == "Figures differ: “40 people were killed” against “90 people were killed”"
    assert side(dispute, "A") == {"lund"} and side(dispute, "B") == {"marr"}


def test_figures_that_only_seem_to_differ_do_not() -> None:
    assert found(*counted("Marr said 90 people were wounded in the blast at the Ilma depot.", 90)) == ()
    assert found(*counted("Marr said 40 people were killed in the blast at the Ilma depot.", 40)) == ()
    assert found(*counted("Lund said 90 people were killed in the blast at the Ilma depot.", 90, "Lund")) == ()
    assert found(*counted("Marr said 90 people were killed in the blast at the Ilma depot.", 90, day="2031-05-06")) == ()
    assert found(*counted("Marr said 90 boats were sold at the spring fair of Karst.", 90)) == ()
