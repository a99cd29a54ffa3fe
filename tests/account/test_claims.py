"""Claims, judgements and what later reports say to open questions, as rows; every content with its source and cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from standoff.account import Material, claim_rows, judgement_rows, unknown_rows
from standoff.model import (
    Act,
    Actor,
    Carrier,
    Claim,
    CountedOrigin,
    Dated,
    Judgement,
    Link,
    Links,
    Mention,
    OpenQuestion,
    Reading,
    Report,
    Senses,
    Span,
    Statement,
)
from standoff.model.report import report_id


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def reading(
    text: str,
    outlet: str,
    day: str | None,
    said: Sequence[tuple[str, str, str, Act]] = (),
    unknown: tuple[str, str] | None = None,
    senses: Sequence[float] = (),
) -> Reading:
    """A reading of a text by its sentences, statements (source, cue, content, act), open question (clause, marker).

    `senses` are angles in degrees, one for each sentence and statement: what has one angle has one sense.
    """
    report = Report(report_id(outlet, text), f"{outlet}.txt", text, (), outlet=outlet, published=Dated(day, "given") if day else None)
    starts = [0, *(i + 2 for i, c in enumerate(text[:-1]) if c == "." and text[i + 1] == " ")]
    sentences = tuple(Span(a, b) for a, b in zip(starts, [*(s - 1 for s in starts[1:]), len(text)], strict=True))
    statements = tuple(
        Statement(f"{report.id}.s{n}", span(text, source), span(text, cue), (span(text, content),), "indirect", act)
        for n, (source, cue, content, act) in enumerate(said)
    )
    names = {source for source, *_ in said if source[0].isupper()}
    mentions = tuple(Mention(f"{report.id}.m{n}", span(text, name), "person", "name") for n, name in enumerate(sorted(names)))
    questions = (OpenQuestion(f"{report.id}.q", span(text, unknown[0]), span(text, unknown[1])),) if unknown else ()
    vectors = None
    if senses:
        rows = np.zeros((len(senses), 2))
        rows[:, 0], rows[:, 1] = np.cos(np.radians(senses)), np.sin(np.radians(senses))
        vectors = Senses(2, np.rint(rows * 127).astype(np.int8).tobytes())
        assert len(senses) == len(sentences) + len(statements)
    return Reading(report, "run", sentences, mentions, statements, open_questions=questions, senses=vectors)


ONE = reading(
    "Ana Vell said the valves were open. It rained.", "Post", "2031-04-02", [("Ana Vell", "said", "the valves were open", "assert")]
)
TWO = reading("The union denied that a valve was open.", "Coast", "2031-04-01", [("The union", "denied", "a valve was open", "deny")])
THREE = reading("The valves of the ferry stood open all night.", "Post", None)


def carrier(r: Reading, words: str = "", denies: bool = False) -> Carrier:
    evidence = r.report.evidence(span(r.report.text, words) if words else r.statements[0].content[0])
    return Carrier(evidence, None if words else r.statements[0].id, denies, 0.8, "alike")


CLAIM = Claim("c1", carrier(ONE).evidence, (carrier(THREE, "The valves of the ferry stood open"), carrier(ONE), carrier(TWO, denies=True)))
OTHER = Claim("c2", carrier(ONE, "It rained").evidence, (carrier(ONE, "It rained"), carrier(THREE, "all night")))


def test_a_claim_has_its_carriers_in_order_each_with_source_and_cue() -> None:
    rows = claim_rows(Material([THREE, ONE, TWO], Links(claims=(OTHER, CLAIM))))
    assert [r.id for r in rows] == ["c1", "c2"]  # of two outlets before one
    row = rows[0]
    assert [c.carried.passage.text for c in row.carriers] == [
        "The union denied that a valve was open",
        "Ana Vell said the valves were open",
        "The valves of the ferry stood open",
    ]
    assert [(c.denies, c.published) for c in row.carriers] == [(True, "2031-04-01"), (False, "2031-04-02"), (False, None)]
    assert [[s.written for s in c.carried.chain] for c in row.carriers] == [["The union"], ["Ana Vell"], []]
    assert (row.wording.passage.text, row.reports, row.origins, row.outlets) == (
        "Ana Vell said the valves were open",
        3,
        2,
        ("Coast", "Post"),
    )


def test_origins_are_counted_and_named() -> None:
    wire = CountedOrigin("Reuters", (ONE.report.id, TWO.report.id), "both credit it")
    own = CountedOrigin(THREE.report.id, (THREE.report.id,), "its own text")
    (row,) = claim_rows(Material([ONE, TWO, THREE], Links(claims=(replace(CLAIM, origins=(wire, own)),))))
    assert (row.reports, row.origins) == (3, 2)
    assert [(o.name, o.reason) for o in row.counted] == [("Reuters", "both credit it"), ("Post", "its own text")]
    assert row.counted[0].chips == ("P.1", "C")


def test_judgements_as_rows_with_their_passages() -> None:
    sides = tuple((r.report.anchor(r.statements[0].content[0]),) for r in (ONE, TWO))
    first = Judgement("j1", "dispute", "P:0–34", "C:0–38", "2031", "ada", about="passage", sides=sides)
    undo = Judgement("j2", "undo", "j1", None, "2031", "ben", about="judgement")
    same = Judgement("j3", "same", "Ana Vell", "The union", "2031", "ben", about="actor", sides=((ONE.report.anchor(Span(0, 8)),),))
    rows = judgement_rows(Material([ONE, TWO], Links()), [first, undo, same])
    assert [(r.in_force, r.undone_by, r.lost) for r in rows] == [(False, "j2", False), (True, None, False), (True, None, False)]
    assert [c.passage.text for side in rows[0].sides for c in side] == [
        "Ana Vell said the valves were open",
        "The union denied that a valve was open",
    ]
    assert rows[2].sides == ()
    (gone,) = judgement_rows(Material([ONE], Links()), [first])
    assert (gone.lost, [len(side) for side in gone.sides]) == (True, [1, 0])


QUESTION = "It is not clear where the crew of the tanker Selma spent the night. Rain fell."
ASKING = reading(
    QUESTION, "Post", "2031-04-02", unknown=("It is not clear where the crew of the tanker Selma spent the night", "not clear")
)


def answers(*others: Reading, asking: Reading = ASKING, links: Links | None = None) -> list[tuple[str, str]]:
    rows = unknown_rows(Material([asking, *others], links or Links()))
    (row,) = [r for r in rows if r.report == asking.report.id]
    return [(a.when, a.carried.passage.text) for a in row.answers]


TOLD = ("Bo Lind", "said", "the crew of the tanker had spent the night in a chapel", "assert")
SAID = "Bo Lind said the crew of the tanker had spent the night in a chapel. Nobody was hurt."


def test_a_later_report_says_something_to_an_open_question() -> None:
    (found,) = answers(reading(SAID, "Coast", "2031-04-03", [TOLD]))
    assert found == ("later", "Bo Lind said the crew of the tanker had spent the night in a chapel")
    rows = unknown_rows(Material([ASKING, reading(SAID, "Coast", "2031-04-03", [TOLD])], Links()))
    (answer,) = rows[0].answers
    assert answer.shared == ("crew", "tanker", "spent", "night")
    assert (answer.published, answer.carried.chain[0].written) == ("2031-04-03", "Bo Lind")


@pytest.mark.parametrize(("day", "when"), [("2031-04-03", "later"), ("2031-04-02", "same day"), (None, "undated"), ("2031-04", "undated")])
def test_how_the_reports_stand_in_time_is_said(day: str | None, when: str) -> None:
    assert [w for w, _ in answers(reading(SAID, "Coast", day, [TOLD]))] == [when]


@pytest.mark.parametrize("day", ["2031-04-01", "2031-03", "2030"])
def test_an_earlier_report_says_nothing_to_it(day: str) -> None:
    assert answers(reading(SAID, "Coast", day, [TOLD])) == []


def test_what_asserts_nothing_is_no_answer() -> None:
    still = "It is unknown where the crew of the tanker spent the night. Rain fell on."
    for text, said, unknown in (
        (SAID, [(*TOLD[:3], "demand")], None),
        (still, [], ("It is unknown where the crew of the tanker spent the night", "unknown")),
        (still, [], None),  # though no reader marked it
        ("Bo Lind declined to say where the crew of the tanker spent the night. Rain fell.", [], None),
        ("The tanker left the harbour at noon on Monday. Rain fell on the night.", [], None),
    ):
        other = reading(text, "Coast", "2031-04-03", said, unknown)
        assert answers(other) == [], text


def test_a_question_of_number_wants_a_number() -> None:
    asking = reading(
        "It is not clear how many sailors of the tanker were hurt. Rain fell.",
        "Post",
        "2031-04-02",
        unknown=("It is not clear how many sailors of the tanker were hurt", "not clear"),
    )
    with_number = reading("Nine sailors of the burning tanker were hurt badly. Rain fell.", "Coast", "2031-04-03")
    without = reading("Sailors of the burning tanker were hurt badly. Rain fell.", "Wire", "2031-04-03")
    assert answers(with_number, without, asking=asking) == [("later", "Nine sailors of the burning tanker were hurt badly")]


def test_what_nobody_will_ever_know_has_no_answer() -> None:
    clause = "Where the crew of the tanker spent the night may never be known"
    asking = reading(clause + ". Rain fell.", "Post", "2031-04-02", unknown=(clause, "may never be known"))
    assert answers(reading(SAID, "Coast", "2031-04-03", [TOLD]), asking=asking) == []


def test_the_same_report_answers_nothing_and_no_report_more_than_twice() -> None:
    more = " ".join(f"The crew of the tanker spent night number {n} in chapel {n}." for n in range(5))
    assert len(answers(reading(more, "Coast", "2031-04-03"))) == 2
    alone = replace(ASKING, report=replace(ASKING.report, text=QUESTION + " " + SAID))
    assert answers(asking=alone) == []


def test_a_report_about_something_else_says_nothing_to_it() -> None:
    words = "chess federation champion rook knight bishop tournament opening endgame clock referee title player board round pawn rating"
    chess = f"The {words} of Dresk, Petra Vaun, Marta Ilk and Oskar Lint. " * 3
    assert answers(reading(f"{SAID} {chess.strip()}", "Coast", "2031-04-03", [TOLD])) == []


def test_the_sense_of_a_passage_decides_where_the_reader_gives_it() -> None:
    asking = replace(ASKING, senses=reading(QUESTION, "Post", "2031-04-02", senses=[0, 90]).senses)
    near = reading(
        "The sailors of the Selma were seen asleep in a chapel by the quay. Rain fell on the tanker.",
        "Coast",
        "2031-04-03",
        senses=[10, 90],
    )
    far = reading(SAID, "Wire", "2031-04-03", [TOLD], senses=[85, 90, 85])
    assert answers(near, far, asking=asking) == []  # near in sense, but no word of the question beside the name
    near = reading("The tanker crew of the Selma were seen asleep in a chapel. Rain fell on them.", "Coast", "2031-04-03", senses=[10, 90])
    assert answers(near, far, asking=asking) == [("later", "The tanker crew of the Selma were seen asleep in a chapel")]


def test_of_a_question_about_somebody_only_what_names_them_counts() -> None:
    clause = "It is not clear whether Ana Vell left the harbour"
    asking = reading(
        clause + " on Monday. Rain fell.", "Post", "2031-04-02", [("Ana Vell", "left", "the harbour", "ask")], (clause, "not clear")
    )
    same = reading("Ana Vell was at the harbour office when the storm came in. Rain fell.", "Coast", "2031-04-03", senses=())
    ana = Actor("vell", "Ana Vell", "person", ("Ana Vell",))
    link = Link(asking.report.id, asking.mentions[0].id, "vell", 1.0, "name")
    other = replace(same, mentions=(Mention(f"{same.report.id}.m", span(same.report.text, "Ana Vell"), "person", "name"),))
    named = Link(same.report.id, f"{same.report.id}.m", "vell", 1.0, "name")
    senses = reading(clause + " on Monday. Rain fell.", "Post", "2031-04-02", senses=[0, 90]).senses
    asking = replace(asking, statements=(), senses=senses)
    other = replace(other, senses=reading(same.report.text, "Coast", "2031-04-03", senses=[0, 90]).senses)
    assert answers(other, asking=asking, links=Links((ana,), mentions=(link, named)))
    assert not answers(other, asking=asking, links=Links((ana,), mentions=(link,)))


def test_a_case_without_open_questions_looks_for_nothing() -> None:
    assert unknown_rows(Material([ONE, TWO], Links())) == ()
