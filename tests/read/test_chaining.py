"""Chains from rules and network: what is joined, what never is, and which rows the marked mentions become."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Mention, MentionForm, MentionType, Reading, Report, Span, Statement
from standoff.read.chaining import ANTECEDENT, NAMES, chained
from standoff.read.coreference import KINDS, Marked
from standoff.read.resolve import Bearer


def span(text: str, words: str, nth: int = 0) -> Span:
    at = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][nth]
    return Span(at, at + len(words))


def name(text: str, words: str, type: MentionType = "person", nth: int = 0) -> Mention:
    where = span(text, words, nth)
    return Mention(f"r:m{where.start}-{where.end}", where, type, "name", confidence=0.9)


def mark(
    text: str, words: str, form: MentionForm, up: int | None = None, sure: float = 0.9, kind: str = "person", head: str = "", nth: int = 0
) -> Marked:
    """A marked mention; its head is the last word unless given."""
    where = span(text, words, nth)
    inner = span(words, head or words.split()[-1])
    return Marked(where, Span(where.start + inner.start, where.start + inner.end), form, kind, 0.9, up, sure)


def links(text: str, mentions: tuple[Mention, ...]) -> dict[str, str | None]:
    """The words of each mention's antecedent, by its own words."""
    by_id = {m.id: m for m in mentions}
    return {m.span.of(text): by_id[m.antecedent].span.of(text) if m.antecedent else None for m in mentions}


def run(
    text: str, known: list[Mention], window: list[Marked], bearers: list[Bearer] | None = None, said: list[Statement] | None = None
) -> tuple[Mention, ...]:
    bearers = [Bearer((m.id,), None) for m in known if m.form == "name"] if bearers is None else bearers
    made = chained("r", text, known, bearers, said or [], [window])
    Reading(Report("r", "r.txt", text, ()), "run", mentions=made)  # ids and references hold
    return made


def test_names_of_one_bearer_go_to_the_fullest() -> None:
    text = "Hale left. Ana Hale was seen. Hale spoke."
    known = [name(text, "Hale"), name(text, "Ana Hale"), name(text, "Hale", nth=2)]
    made = run(text, known, [], [Bearer(tuple(m.id for m in known), "f")])
    assert [m.antecedent for m in made] == [known[1].id, None, known[1].id]
    assert {m.reason for m in made if m.antecedent} == {"another form of the name"}


def test_pronouns_and_descriptions_get_the_networks_antecedents() -> None:
    text = "Ana Hale left. The pilot lost her boat."
    window = [mark(text, "Ana Hale", "name"), mark(text, "The pilot", "nominal", 0), mark(text, "her", "pronoun", 1)]
    window.append(mark(text, "her boat", "nominal", kind="other"))
    made = run(text, [name(text, "Ana Hale")], window)
    assert links(text, made) == {"Ana Hale": None, "The pilot": "Ana Hale", "her": "The pilot", "her boat": None}
    her = next(m for m in made if m.form == "pronoun")
    assert (her.confidence, her.reason, her.type) == (0.9, "the network's antecedent", "person")


@pytest.mark.parametrize(("sure", "linked"), [(ANTECEDENT, True), (ANTECEDENT - 0.01, False)])
def test_below_the_threshold_there_is_no_antecedent(sure: float, linked: bool) -> None:
    text = "Ana Hale left. She spoke."
    made = run(text, [name(text, "Ana Hale")], [mark(text, "Ana Hale", "name"), mark(text, "She", "pronoun", 0, sure)])
    assert (made[1].antecedent is not None) is linked
    assert linked or (made[1].confidence, made[1].reason) == (0.0, "no antecedent is clear enough")


def test_the_members_of_a_chain_count_together_and_what_cannot_be_leaves_its_share() -> None:
    text = "Ana Hale left. Tomas Brill saw her boat. She spoke."
    known = [name(text, "Ana Hale"), name(text, "Tomas Brill")]
    window = [mark(text, "Ana Hale", "name"), mark(text, "Tomas Brill", "name"), mark(text, "her", "pronoun", 0)]
    she = mark(text, "She", "pronoun", 1, 0.4)
    window.append(replace(she, candidates=((0, 0.2), (1, 0.4), (2, 0.25))))
    bearers = [Bearer((known[0].id,), "f"), Bearer((known[1].id,), "m")]
    made = run(text, known, window, bearers)
    assert links(text, made)["She"] == "her"
    assert made[-1].confidence == 0.75  # (0.2 + 0.25) / (1 - 0.4)


def test_a_description_before_the_name_goes_to_the_name() -> None:
    text = "The pilot left. Ana Hale spoke."
    made = run(text, [name(text, "Ana Hale")], [mark(text, "The pilot", "nominal"), mark(text, "Ana Hale", "name", 0)])
    assert links(text, made) == {"The pilot": "Ana Hale", "Ana Hale": None}


def test_two_different_persons_are_never_joined_by_way_of_others_either() -> None:
    text = "Ana Hale met the pilot. Tomas Brill left."
    known = [name(text, "Ana Hale"), name(text, "Tomas Brill")]
    window = [mark(text, "Ana Hale", "name"), mark(text, "the pilot", "nominal", 0), mark(text, "Tomas Brill", "name", 1, 0.99)]
    assert links(text, run(text, known, window)) == {"Ana Hale": None, "the pilot": "Ana Hale", "Tomas Brill": None}


@pytest.mark.parametrize(
    ("first", "type", "second"),
    [
        ("Tomas Brill", "person", "it"),
        ("Harbour Union", "organisation", "she"),
        ("Tomas Brill", "person", "they"),
        ("Tomas Brill", "person", "she"),
    ],
)
def test_what_cannot_be_one_is_not_joined(first: str, type: MentionType, second: str) -> None:
    text = f"{first} left and {second} won."
    known = [name(text, first, type)]
    bearers = [Bearer((known[0].id,), "m" if type == "person" else None)]
    made = run(text, known, [mark(text, first, "name"), mark(text, second, "pronoun", 0, 0.99)], bearers)
    assert made[1].antecedent is None


@pytest.mark.parametrize(
    ("one", "other", "sure", "joined"),
    [
        ("Kesh Harbour Union", "KHU", NAMES, True),
        ("Kesh Harbour Union", "Harbour Union", NAMES, True),
        ("Kesh Harbour Union", "KHU", NAMES - 0.01, False),
        ("Kesh Harbour Union", "Orvan Guild", 0.99, False),
    ],
)
def test_two_names_are_one_where_they_are_alike_and_the_network_is_sure(one: str, other: str, sure: float, joined: bool) -> None:
    text = f"{one} struck. Then {other} spoke."
    known = [name(text, one, "organisation"), name(text, other, "organisation")]
    made = run(text, known, [mark(text, one, "name", kind="organisation"), mark(text, other, "name", 0, sure, "organisation")])
    assert (made[1].antecedent == known[0].id) is joined
    assert not joined or made[1].confidence == sure


def test_what_a_source_or_label_stands_for_is_left_alone() -> None:
    text = "Ana Hale met Ivo Brill. He said no. The pilot left."
    known = [name(text, "Ana Hale"), name(text, "Ivo Brill")]
    known.append(Mention("he", span(text, "He"), "person", "pronoun", None, 0.0, "no antecedent is clear enough"))
    known.append(Mention("label", span(text, "The pilot"), "person", "nominal", known[0].id, 0.5, "a rule"))
    window = [mark(text, "Ana Hale", "name"), mark(text, "Ivo Brill", "name")]
    window += [mark(text, "He", "pronoun", 1, 0.99), mark(text, "The pilot", "nominal", 1, 0.99)]
    made = run(text, known, window)
    assert [m for m in made if m.form != "name"] == known[2:]


def test_i_in_a_quotation_is_who_is_quoted() -> None:
    text = "Ana Hale came. “I told Brill that I won,” she said."
    hale, brill = name(text, "Ana Hale"), name(text, "Brill")
    she = Mention("she", span(text, "she"), "person", "pronoun", hale.id, 0.8, "a rule")
    said = Statement("s", she.span, span(text, "said"), (Span(15, 41),), "direct", "assert", source_mention="she")
    told = Statement(
        "t", span(text, "I"), span(text, "told"), (span(text, "I won"),), "indirect", "assert", parent="s", source_mention=hale.id
    )
    window = [mark(text, "I", "pronoun"), mark(text, "I", "pronoun", None, nth=1)]
    made = run(text, [hale, brill, she], window, said=[said, told])
    first = [m for m in made if m.span.of(text) == "I"]
    assert [(m.antecedent, m.confidence, m.reason) for m in first] == [(hale.id, 0.72, "the speaker's own words")] * 2


def test_i_of_a_body_is_left_open() -> None:
    text = "The Harbour Union said: “I won.”"
    union = name(text, "Harbour Union", "organisation")
    said = Statement("s", union.span, span(text, "said"), (Span(24, 32),), "direct", "assert", source_mention=union.id)
    made = run(text, [union], [mark(text, "I", "pronoun")], said=[said])
    assert made[1].antecedent is None


def test_one_row_for_one_thing_at_one_place() -> None:
    text = "President Ana Hale and Secretary of State Ivo Brill met a senior pilot of the port."
    known = [name(text, "Ana Hale"), name(text, "Ivo Brill")]
    known.append(Mention("source", span(text, "a senior pilot"), "person", "nominal"))
    window = [
        mark(text, "President Ana Hale", "name"),
        mark(text, "Secretary of State Ivo Brill", "name", head="Secretary"),
        mark(text, "a senior pilot of the port", "nominal", head="pilot"),
        mark(text, "the port", "nominal", kind="place"),
    ]
    made = run(text, known, window)
    assert [m.span.of(text) for m in made] == ["Ana Hale", "Ivo Brill", "a senior pilot", "the port"]
    assert made[3].type == "place"


def test_what_the_names_layer_does_not_know_is_a_description_and_titles_alone_are_nothing() -> None:
    text = "On Monday Mr. left the strike at the Kesh Harbour Union."
    known = [name(text, "Kesh Harbour Union", "organisation")]
    window = [
        mark(text, "Monday", "name", kind="time"),
        mark(text, "Mr", "name"),
        mark(text, "the strike", "nominal", kind="event"),
        mark(text, "Kesh", "name", kind="place"),
        mark(text, "Harbour", "nominal", kind="place"),
        mark(text, "Kesh Harbour Union", "name", kind="organisation"),
    ]
    made = run(text, known, window)
    assert [(m.span.of(text), m.form, m.type) for m in made] == [
        ("Monday", "nominal", "other"),
        ("the strike", "nominal", "other"),
        ("Kesh", "name", "place"),
        ("Kesh Harbour Union", "name", "organisation"),
    ]


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mention], list[list[Marked]]]:
    words = draw(
        st.lists(
            st.sampled_from(["Hale", "Ana", "he", "she", "it", "I", "they", "pilots", "the", "Union", "Kesh"]), min_size=1, max_size=24
        )
    )
    text = " ".join(words)
    at = [Span(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    kinds: list[MentionType] = ["person", "organisation", "place", "group", "other"]
    known = [Mention(f"r:m{s.start}-{s.end}", s, draw(st.sampled_from(kinds)), "name") for s in at if draw(st.integers(0, 3)) == 0]
    windows: list[list[Marked]] = []
    first = 0
    while first < len(at):
        end = min(len(at), first + draw(st.integers(1, 12)))
        window: list[Marked] = []
        for k in range(first, end):
            a, b = draw(st.integers(max(first, k - 2), k)), draw(st.integers(k, min(end - 1, k + 2)))
            form = draw(st.sampled_from(["name", "nominal", "pronoun"]))
            up = draw(st.one_of(st.none(), st.integers(0, len(window) - 1))) if window else None
            sure = draw(st.floats(0, 1))
            window.append(Marked(Span(at[a].start, at[b].end), at[k], form, draw(st.sampled_from(KINDS)), 0.9, up, sure))  # type: ignore[arg-type]
        windows.append(window)
        first = end
    return text, known, windows


@given(marked_texts())
def test_antecedents_make_no_circle_and_go_left_or_to_the_name(made: tuple[str, list[Mention], list[list[Marked]]]) -> None:
    text, known, windows = made
    mentions = chained("r", text, known, [Bearer((m.id,), None) for m in known], [], windows)
    reading = Reading(Report("r", "r.txt", text, ()), "run", mentions=mentions)
    assert len({m.span for m in mentions}) == len(mentions)
    assert {m.span for m in known} <= {m.span for m in mentions}
    for m in mentions:
        end = reading.name_of(m)
        assert end.antecedent is None
        assert 0 <= m.confidence <= 1
        if m.antecedent:
            up = reading.mention(m.antecedent)
            assert up.span.start < m.span.start or up == reading.best_name(m)
            assert m.span != up.span
    for chain in reading.chains():
        persons = [set(m.span.of(text).casefold().split()) for m in chain.mentions if m.form == "name" and m.type == "person"]
        assert all(a <= b or b <= a for a in persons for b in persons)
