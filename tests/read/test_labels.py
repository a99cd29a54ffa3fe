"""Labels: what is one, what is neutral, where it ends, and whom it falls on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import OUTLET, Mention, MentionType, Reading, Report, Span, StandoffError
from standoff.read.designations import designations, parse_designations, tokens
from standoff.read.labels import Labelled, labels
from trees import syntax_of


def mentions_of(text: str) -> list[Mention]:
    found: dict[int, Mention] = {}
    kinds: dict[str, MentionType] = {
        "Ana Hale": "person",
        "Tomas Brill": "person",
        "Hale": "person",
        "Brill": "person",
        "Orvan Daily": "organisation",
    }
    kinds |= {"Keshian": "group", "Kesh": "place"}
    for name, kind in kinds.items():
        at = text.find(name)
        while at >= 0:
            if not any(m.span.start <= at < m.span.end for m in found.values()):
                found[at] = Mention(f"m{at}", Span(at, at + len(name)), kind, "name")
            at = text.find(name, at + 1)
    return sorted(found.values(), key=lambda m: m.span)


def read(text: str) -> Labelled:
    return labels(text, [Span(0, len(text))], mentions_of(text))


def spans(text: str) -> list[str]:
    return [x.span.of(text) for x in read(text).labels]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Soldiers of the Keshian regime fired at the ferry.", "the Keshian regime"),
        ("The envoy met the regime of President Tomas Brill.", "the regime of President Tomas Brill"),
        ("It happened after a failed coup.", "a failed coup"),
        ("He promised to end the dictatorship and usurpation of Brill.", "the dictatorship and usurpation of Brill"),
        ("They are traitors.", "traitors"),
        ("Ana Hale, a longtime ally of Kesh, spoke first.", "a longtime ally of Kesh"),
        ("Ana Hale, a critic of the Keshian government, was jailed.", "a critic of the Keshian government"),
        ("The coalition relies on its strongest ally in the North.", "its strongest ally in the North"),
        ("The harbour-backed opposition leader Ana Hale spoke.", "The harbour-backed opposition leader"),
        ("The embattled Mr. Brill left.", "embattled"),
        ("The Kesh-controlled Orvan Daily reported it.", "Kesh-controlled"),
        ("The port was closed after his attempt to seize power in May.", "his attempt to seize power"),
        ("It was the bloodiest attack to date.", "the bloodiest attack to date"),
        ("She condemned this barbaric act.", "this barbaric act"),
        ("Hale declared herself interim president on Monday.", "interim president"),
        ("He called the charges “baseless” and left.", "“baseless”"),
        ("Brill described the vote as a “dismal farce.”", "a “dismal farce.”"),
        ("More than ten states recognised him as Kesh’s legitimate leader.", "Kesh’s legitimate leader"),
        ("The strike was widely seen as illegal.", "illegal"),
        ("Police spoke of “rogue guards” at the gate.", "“rogue guards”"),
        ("The self-proclaimed 'interim president' waved.", "The self-proclaimed 'interim president'"),
    ],
)
def test_found(text: str, label: str) -> None:
    assert spans(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "President Tomas Brill met the foreign minister.",
        "The spokesman of the ministry said so.",
        "The crisis went on, and clashes were reported.",
        "Rebels and protesters held the port.",
        "Kesh and its allies sent food.",
        "Regime change is not planned.",
        "Democratic senators voted, as did Radical Party members.",
        "They fight terrorist financing.",
        "He called for a “thorough inquiry” at noon.",
        "The group, known as “The Gulls”, left.",
        "Opposition leaders met.",
        "They tried to moderate officials in the port.",
        "Cuts to water hit the town.",
    ],
)
def test_neutral(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ana Hale, a longtime ally of Kesh, spoke first.", "Ana Hale"),
        ("The opposition leader Ana Hale spoke.", "Ana Hale"),
        ("His prominent political mentor, Tomas Brill, agreed.", "Tomas Brill"),
        ("She called Tomas Brill a dictator.", "Tomas Brill"),
        ("Ana Hale spoke after she declared herself interim president.", "Ana Hale"),
        ("Brill said Kesh was a “great ally” in the war.", "Kesh"),
        ("The embattled Mr. Brill left.", "Brill"),
        ("It was a brutal massacre.", "a brutal massacre"),
        ("The Keshian regime denied it.", "The Keshian regime"),
    ],
)
def test_target(text: str, target: str) -> None:
    result = read(text)
    by_id = {m.id: m for m in (*mentions_of(text), *result.mentions)}
    (label,) = result.labels
    assert label.target is not None
    assert by_id[label.target].span.of(text) == target


def test_a_description_stands_for_the_person_of_its_sentence() -> None:
    text = "Ana Hale asked for help, the harbour-backed opposition leader said."
    (mention,) = read(text).mentions
    assert mention.antecedent == "m0"
    assert mention.form == "nominal"
    assert mention.confidence < 1


def test_a_label_of_the_network_joins_what_the_words_tell() -> None:
    text = "Ana Hale, the harbour's last hope, spoke of a coup."
    hope = Span(text.index("the harbour's"), text.index(", spoke"))
    result = labels(text, [Span(0, len(text))], mentions_of(text), marked=[hope])
    assert [x.span.of(text) for x in result.labels] == ["the harbour's last hope", "a coup"]


@pytest.mark.parametrize("part", ["into", "’s friends", "the"])
def test_a_fragment_is_no_label(part: str) -> None:
    text = "Kesh’s friends went into the hall."
    start = text.index(part)
    assert not labels(text, [Span(0, len(text))], marked=[Span(start, start + len(part))]).labels


def test_a_label_that_both_find_is_one() -> None:
    text = "It was a brutal massacre, she said."
    (alone,) = labels(text, [Span(0, len(text))]).labels
    part = Span(text.index("brutal"), alone.span.end)
    (label,) = labels(text, [Span(0, len(text))], marked=[part]).labels
    assert label.span == alone.span


def test_voice() -> None:
    text = "The regime fell. It was a coup."
    result = labels(text, [Span(0, 16), Span(17, 31)], voice=lambda s: "s1" if s.start > 16 else OUTLET)
    assert [x.voice for x in result.labels] == [OUTLET, "s1"]


def test_a_misspelt_table_says_where() -> None:
    with pytest.raises(StandoffError, match="line 2"):
        parse_designations("person\ttraitor\nno tab here\n")


def test_the_table_has_no_names() -> None:
    assert all(phrase == phrase.lower() for phrase in designations())


@given(st.text(alphabet=st.sampled_from("regime coup “” \"'’s,. thecaldbyAHKş́🙂\n-–"), max_size=120))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    if not text:
        return
    result = labels(text, [Span(0, len(text))], (), report="r")
    report = Report("r", "r.txt", text, (Span(0, len(text)),))
    reading = Reading(report, "run", mentions=result.mentions, labels=result.labels)
    assert all(a.span.end <= b.span.start for a, b in zip(reading.labels, reading.labels[1:], strict=False))


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "regime",
                "called",
                "him",
                "a",
                "“traitor”",
                "as",
                "declared",
                "Hale,",
                "of",
                "brutal",
                "attempt to seize",
                "power.",
                "Mr.",
            ]
        ),
        max_size=25,
    )
)
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    if text:
        assert all(x.span.of(text).strip() for x in read(text).labels)


def test_tokens_leave_out_the_possessive() -> None:
    text = "Kesh’s ally and the guards' post"
    assert [(t.span.of(text), t.own) for t in tokens(text, Span(0, len(text)))][:2] == [("Kesh", True), ("ally", False)]
    assert [t.own for t in tokens(text, Span(0, len(text)))][4] is True


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Ana Hale , at 40 a relentless schemer , left",
            [
                ("Ana", "PROPN", 9, "nsubj"),
                ("Hale", "PROPN", 0, "flat"),
                (",", "PUNCT", 7, "punct"),
                ("at", "ADP", 4, "case"),
                ("40", "NUM", 7, "nmod"),
                ("a", "DET", 7, "det"),
                ("relentless", "ADJ", 7, "amod"),
                ("schemer", "NOUN", 0, "appos"),
                (",", "PUNCT", 7, "punct"),
                ("left", "VERB", 9, "root"),
            ],
        ),
        (
            "Ana Hale left . She seemed a relentless schemer",
            [
                ("Ana", "PROPN", 2, "nsubj"),
                ("Hale", "PROPN", 0, "flat"),
                ("left", "VERB", 2, "root"),
                (".", "PUNCT", 2, "punct"),
                ("She", "PRON", 5, "nsubj"),
                ("seemed", "VERB", 5, "root"),
                ("a", "DET", 8, "det"),
                ("relentless", "ADJ", 8, "amod"),
                ("schemer", "NOUN", 5, "xcomp"),
            ],
        ),
    ],
)
def test_the_syntax_tells_what_a_label_is_said_of(text: str, rows: list[tuple[str, str, int, str]]) -> None:
    at = text.index("a relentless")
    label, hale = Span(at, at + len("a relentless schemer")), Mention("hale", Span(0, 8), "person", "name")
    stretches = [Span(0, text.find(" .") + 2), Span(text.index("She"), len(text))] if "." in text else [Span(0, len(text))]
    (blind,) = labels(text, stretches, [hale], marked=[label]).labels
    (found,) = labels(text, stretches, [hale], marked=[label], syntax=syntax_of(text, rows)).labels
    assert (blind.target == "hale", found.target, found.span) == (False, "hale", label)
