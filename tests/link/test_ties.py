"""Signed ties: what a sentence tells of two parties, and whose tie that is. All texts are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from standoff.link import Comparison
from standoff.link.ties import told
from standoff.link.ties.arguments import Arguments
from standoff.link.ties.candidates import candidates
from standoff.link.ties.lexicon import classes, lexicon
from standoff.link.ties.weights import default_weights
from standoff.model import OUTLET, Dated, Event, HeldRole, Leaning, Mention, MentionType, Reading, Report, Span, Statement, Tie
from trees import syntax_of

Row = tuple[str, str, int, str]
Marked = tuple[str, MentionType, str]  # words, type, form
UNDECIDED, DOUBTED = (0.42, 0.5), (0.1, 0.1)  # what the network holds of the pair in question, hardly a sign, and of others

CONDEMNED: list[Row] = [
    ("Mayor", "NOUN", 1, "nmod:desc"),
    ("Rovek", "PROPN", 2, "nsubj"),
    ("condemned", "VERB", 2, "root"),
    ("Governor", "NOUN", 4, "nmod:desc"),
    ("Brill", "PROPN", 2, "obj"),
    (".", "PUNCT", 2, "punct"),
]
PEOPLE: list[Marked] = [("Rovek", "person", "name"), ("Brill", "person", "name")]


def reading(
    text: str,
    rows: Sequence[Row],
    marked: Sequence[Marked],
    *,
    roles: Mapping[str, str] | None = None,
    points: Mapping[str, str] | None = None,
    statements: Sequence[Statement] = (),
    events: Sequence[Event] = (),
    between: tuple[str, str] | None = None,
    chances: tuple[float, float] = UNDECIDED,
    id: str = "r",
) -> Reading:
    """One sentence. `roles` gives names an office, `points` gives a mention the name that it stands for; ids are the words.

    `between` are holder and target in question, `chances` what the network holds of them.
    """
    report = Report(id, f"{id}.txt", text, (Span(0, len(text)),), outlet=id.title(), published=Dated("2031-04-04", "metadata"))
    spans = {words: Span(text.index(words), text.index(words) + len(words)) for words, _, _ in marked}
    mentions = tuple(
        Mention(f"{id}.{words}", spans[words], type, form, f"{id}.{(points or {})[words]}" if words in (points or {}) else None)  # type: ignore[arg-type]
        for words, type, form in marked
    )
    held = tuple(
        HeldRole(f"{id}.role{n}", f"{id}.{name}", Span(text.index(role), text.index(role) + len(role)))
        for n, (name, role) in enumerate((roles or {}).items())
    )
    syntax = syntax_of(text, list(rows))
    holder, target = between or (marked[0][0], marked[-1][0])
    sure = f"{id}.{holder}", f"{id}.{target}"
    pairs = [(a, b) for a in mentions for b in mentions if a.id != b.id]
    leanings = tuple(
        Leaning(f"{id}.l{n}", a.span, a.id, b.id, *(chances if (a.id, b.id) == sure else DOUBTED)) for n, (a, b) in enumerate(pairs)
    )
    return Reading(
        report,
        "run",
        (Span(0, len(text)),),
        mentions,
        tuple(statements),
        events=tuple(events),
        roles=held,
        leanings=leanings,
        syntax=syntax,
    )


def condemned(verb: str = "condemned", **more: object) -> Reading:
    text = f"Mayor Rovek {verb} Governor Brill."
    rows = [(verb if word == "condemned" else word, *rest) for word, *rest in CONDEMNED]
    return reading(text, rows, PEOPLE, roles={"Rovek": "Mayor", "Brill": "Governor"}, **more)  # type: ignore[arg-type]


def found(*readings: Reading) -> tuple[Tie, ...]:
    return Comparison(readings).ties()


def signed(*readings: Reading) -> list[tuple[str, str, str]]:
    return sorted((t.source, t.sign, t.target) for t in found(*readings))


# What a sentence tells


@pytest.mark.parametrize(("verb", "sign"), [("condemned", "-"), ("accused", "-"), ("threatened", "-"), ("praised", "+"), ("supports", "+")])
def test_a_verb_of_the_lexicon_ties_its_subject_to_its_object(verb: str, sign: str) -> None:
    assert ("rovek", sign, "brill") in signed(condemned(verb))
    assert all(source == "rovek" for source, _, _ in signed(condemned(verb)))


def test_a_neutral_contact_ties_nobody() -> None:
    assert signed(condemned("phoned")) == []


def test_the_agent_of_a_passive_holds_the_tie() -> None:
    rows: list[Row] = [
        ("Rovek", "PROPN", 2, "nsubj:pass"),
        ("was", "AUX", 2, "aux:pass"),
        ("accused", "VERB", 2, "root"),
        ("by", "ADP", 4, "case"),
        ("Brill", "PROPN", 2, "obl"),
    ]
    assert signed(reading("Rovek was accused by Brill", rows, PEOPLE, between=("Brill", "Rovek"))) == [("brill", "-", "rovek")]


def test_a_tie_keeps_its_sentence_its_cue_and_its_day() -> None:
    (tie,) = found(condemned())
    assert tie.evidence.quote == "Mayor Rovek condemned Governor Brill."
    assert tie.cue == Span(12, 21)
    assert (tie.voice, tie.date) == (OUTLET, "2031-04-04")
    assert 0 < tie.confidence < 1
    assert tie.reason == "“condemned” puts “Rovek” against “Brill”"


def test_what_somebody_is_called_counts_as_said_of_them() -> None:
    rows: list[Row] = [
        ("Rovek", "PROPN", 7, "nsubj"),
        (",", "PUNCT", 4, "punct"),
        ("a", "DET", 4, "det"),
        ("fierce", "ADJ", 4, "amod"),
        ("critic", "NOUN", 0, "appos"),
        ("of", "ADP", 6, "case"),
        ("Brill", "PROPN", 4, "nmod"),
        ("left", "VERB", 7, "root"),
    ]
    assert signed(reading("Rovek, a fierce critic of Brill left", rows, PEOPLE)) == [("rovek", "-", "brill")]


def test_private_persons_have_no_tie() -> None:
    text = "Ana Marr condemned Governor Brill."
    rows: list[Row] = [
        ("Ana", "PROPN", 2, "nsubj"),
        ("Marr", "PROPN", 0, "flat"),
        ("condemned", "VERB", 2, "root"),
        ("Governor", "NOUN", 4, "nmod:desc"),
        ("Brill", "PROPN", 2, "obj"),
    ]
    marked: list[Marked] = [("Ana Marr", "person", "name"), ("Brill", "person", "name")]
    private = reading(text, rows, marked, roles={"Brill": "Governor"})
    assert told(private)  # the sentence tells one
    assert found(private) == ()


def test_a_country_that_acts_is_its_government() -> None:
    rows: list[Row] = [("Denmark", "PROPN", 1, "nsubj"), ("condemned", "VERB", 1, "root"), ("Norway", "PROPN", 1, "obj")]
    made = reading("Denmark condemned Norway", rows, [("Denmark", "place", "name"), ("Norway", "place", "name")], chances=(0.05, 0.8))
    assert signed(made) == [("danish-government", "-", "norwegian-government")]


def test_a_group_that_only_acts_has_a_row() -> None:
    rows: list[Row] = [
        ("Democratic", "ADJ", 1, "amod"),
        ("lawmakers", "NOUN", 2, "nsubj"),
        ("condemned", "VERB", 2, "root"),
        ("Brill", "PROPN", 2, "obj"),
    ]
    made = reading(
        "Democratic lawmakers condemned Brill", rows, [("Democratic lawmakers", "group", "nominal"), ("Brill", "person", "name")]
    )
    assert signed(made) == [("democratic-lawmakers", "-", "brill")]
    (group,) = (a for a in Comparison([made]).index.actors if a.id == "democratic-lawmakers")
    assert (group.kind, group.public, group.aliases) == ("group", True, ("Democratic lawmakers",))


def test_the_date_of_a_tie_is_that_of_the_event_that_shows_it() -> None:
    text = "Rovek condemned Brill in 2029."
    rows: list[Row] = [
        ("Rovek", "PROPN", 1, "nsubj"),
        ("condemned", "VERB", 1, "root"),
        ("Brill", "PROPN", 1, "obj"),
        ("in", "ADP", 4, "case"),
        ("2029", "NUM", 1, "obl"),
    ]
    event = Event("r.e", Span(6, 15), "REJECT", ("r.Rovek",), ("r.Brill",), date=Span(25, 29))
    made = reading(text, rows, PEOPLE, events=[event])
    compared = Comparison([made])
    (tie,) = compared.ties()
    assert tie.date == next((d.when.iso for d in compared.datings() if d.item == "r.e"), "2031-04-04")


def test_all_of_a_joint_source_hold_what_it_says() -> None:
    text = "Rovek and Marr said Brill lied."
    rows: list[Row] = [
        ("Rovek", "PROPN", 3, "nsubj"),
        ("and", "CCONJ", 2, "cc"),
        ("Marr", "PROPN", 0, "conj"),
        ("said", "VERB", 3, "root"),
        ("Brill", "PROPN", 5, "nsubj"),
        ("lied", "VERB", 3, "ccomp"),
    ]
    said = Statement("r.s", Span(0, 14), Span(15, 19), (Span(20, 30),), "indirect", "accuse")
    marked: list[Marked] = [*PEOPLE, ("Marr", "person", "name")]
    ties = found(reading(text, rows, marked, statements=[said]))
    assert {(t.source, t.target, t.sign) for t in ties} == {("rovek", "brill", "-"), ("marr", "brill", "-")}
    assert {t.voice for t in ties} == {"r.s"}


def test_the_order_of_reports_makes_no_difference_and_nothing_is_told_without_syntax() -> None:
    one, two = condemned(), condemned("praised", id="q")
    assert found(one, two) == found(two, one)
    bare = Reading(one.report, "run", one.sentences, one.mentions)
    assert told(bare) == ()


def test_a_focus_gives_the_ties_of_one_report() -> None:
    one, two = condemned(), condemned("praised", id="q")
    assert {t.evidence.report for t in Comparison([one, two], focus="q").ties()} == {"q"}


# Arguments


def arguments(rows: Sequence[Row]) -> Arguments:
    text = " ".join(r[0] for r in rows)
    syntax = syntax_of(text, list(rows))
    return Arguments(Report("r", "r.txt", text, (Span(0, len(text)),)), syntax, range(len(syntax)))


def test_a_second_verb_and_an_infinitive_have_the_subject_of_the_first() -> None:
    rows: list[Row] = [
        ("Rovek", "PROPN", 1, "nsubj"),
        ("met", "VERB", 1, "root"),
        ("Brill", "PROPN", 1, "obj"),
        ("and", "CCONJ", 4, "cc"),
        ("wants", "VERB", 1, "conj"),
        ("to", "PART", 6, "mark"),
        ("oust", "VERB", 4, "xcomp"),
        ("Marr", "PROPN", 6, "obj"),
    ]
    made = arguments(rows)
    assert made.subjects(4) == made.subjects(6) == (0,)
    assert (6, "s") in made.governors(0)
    paths = made.between(0, 7)
    assert paths is not None
    assert paths == ((("s",), (0, 6)), (("o",), (7, 6)))


def test_who_stands_for_the_noun_before_it() -> None:
    rows: list[Row] = [
        ("rebels", "NOUN", 0, "root"),
        ("who", "PRON", 2, "nsubj"),
        ("fought", "VERB", 0, "acl:relcl"),
        ("troops", "NOUN", 2, "obj"),
    ]
    made = arguments(rows)
    assert made.subjects(2) == (0,)
    assert (2, "s") in made.governors(0)


def test_the_object_of_an_order_is_who_shall_do_it() -> None:
    rows: list[Row] = [
        ("Rovek", "PROPN", 1, "nsubj"),
        ("urged", "VERB", 1, "root"),
        ("Brill", "PROPN", 1, "obj"),
        ("to", "PART", 4, "mark"),
        ("resign", "VERB", 1, "xcomp"),
    ]
    assert arguments(rows).subjects(4) == (2,)


def test_members_of_a_joint_phrase_share_what_it_is() -> None:
    rows: list[Row] = [
        ("Rovek", "PROPN", 3, "nsubj"),
        ("and", "CCONJ", 2, "cc"),
        ("Brill", "PROPN", 0, "conj"),
        ("left", "VERB", 3, "root"),
    ]
    assert (3, "s") in arguments(rows).governors(2)


def test_parents_that_run_in_a_circle_end_somewhere() -> None:
    rows: list[Row] = [("a", "VERB", 1, "conj"), ("b", "VERB", 0, "conj"), ("c", "NOUN", 0, "obj")]
    made = arguments(rows)
    assert made.subjects(0) == ()
    assert made.between(2, 1) is not None


# Lexicon and weights


def test_the_lexicon_tells_kind_and_sign_by_part_of_speech() -> None:
    assert classes("condemn", "VERB") == ("act-",)
    assert classes("ally", "NOUN") == ("bearer+",)
    assert classes("condemn", "ADV") == classes("phone", "VERB") == ()
    assert all(sign in "+-" and word == word.lower() for word, kinds in lexicon().items() for sign in kinds.values())


def test_what_the_network_holds_and_what_is_seen_are_weighed() -> None:
    weights = default_weights()
    (pair,) = (c for c in candidates(condemned(), {("r.Rovek", "r.Brill"): UNDECIDED}))
    plus, minus = weights.probabilities(pair.features, pair.chances)
    assert 0 <= plus < minus <= 1
    assert plus + minus <= 1
    surer = weights.probabilities(pair.features, (0.01, 0.95))
    assert surer[1] > minus
    assert weights.probabilities((), (0.01, 0.95))[1] > weights.probabilities((), (0.01, 0.2))[1]


def test_a_pair_that_the_network_holds_for_neither_is_no_candidate() -> None:
    assert not list(candidates(condemned(), {}))
    assert told(replace(condemned(), leanings=())) == ()


def test_who_tells_of_violence_is_not_against_its_victim() -> None:
    rows: list[Row] = [
        ("Rovek", "PROPN", 1, "nsubj"),
        ("mourned", "VERB", 1, "root"),
        ("the", "DET", 3, "det"),
        ("killing", "NOUN", 1, "obj"),
        ("of", "ADP", 5, "case"),
        ("Brill", "PROPN", 3, "nmod"),
    ]
    made = reading("Rovek mourned the killing of Brill", rows, PEOPLE)
    assert not [t for t in told(made) if t.target == "r.Brill"]
    ordered = [("ordered", *rest) if word == "mourned" else (word, *rest) for word, *rest in rows]
    assert list(candidates(reading("Rovek ordered the killing of Brill", ordered, PEOPLE), {("r.Rovek", "r.Brill"): UNDECIDED}))
