"""Who is meant: names, pronouns, descriptions, and where nothing is decided."""

from __future__ import annotations

import re

import pytest

from standoff.model import Mention, MentionType, Span
from standoff.read.resolve import Resolved, resolve
from standoff.read.statements import Draft
from trees import syntax_of

Said = (
    tuple[str, int, str, int] | tuple[str, int, str, int, int]
)  # source, its nth place, cue, its nth place, the parent's place in the list


def at(text: str, part: str, nth: int = 0) -> Span:
    """The nth place of a part as whole words."""
    return Span(*[m.span() for m in re.finditer(rf"\b{re.escape(part)}\b", text)][nth])


def solved(text: str, names: dict[str, MentionType], said: list[Said]) -> Resolved:
    """Resolves a text with these names (wherever they stand) and these statements."""
    held = [(Span(*m.span()), kind, 0.9) for name, kind in names.items() for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    held = [h for h in held if not any(o is not h and o[0].covers(h[0]) and o[0] != h[0] for o in held)]
    cues = [at(text, s[2], s[3]) for s in said]
    drafts = [
        Draft(at(text, s[0], s[1]), cue, (Span(cue.end, cue.end + 1),), "indirect", 0.9, cues[s[4]] if len(s) == 5 else None)
        for s, cue in zip(said, cues, strict=True)
    ]
    sentences = [
        Span(*m.span())
        for m in re.finditer(r"[^\s.][^.]*\.(?: ?”)?", text.replace("Mr.", "Mr ").replace("Ms.", "Ms ").replace("Dr.", "Dr "))
    ]
    return resolve("r", text, sorted(held, key=lambda h: h[0]), drafts, sentences)


def who(text: str, names: dict[str, MentionType], said: list[Said]) -> str | None:
    """The words that the source of the last statement stands for, None where nothing was decided."""
    result = solved(text, names, said)
    by_id = {m.id: m for m in result.mentions}
    last = said[-1]
    mention = by_id[result.source_of[at(text, last[2], last[3])]]
    if mention.form == "name":
        return mention.span.of(text)
    return by_id[mention.antecedent].span.of(text) if mention.antecedent else None


PEOPLE: dict[str, MentionType] = {"Tamas Brill": "person", "Maria Rovek": "person"}


def test_a_source_that_is_a_name_is_that_mention() -> None:
    assert who("Maria Rovek said no.", PEOPLE, [("Maria Rovek", 0, "said", 0)]) == "Maria Rovek"


@pytest.mark.parametrize("lead", ["Ms. ", "the ", "Dr. "])
def test_an_honorific_or_article_does_not_hide_the_name(lead: str) -> None:
    text = f"So {lead}Rovek said no."
    result = resolve(
        "r",
        text,
        [(at(text, "Rovek"), "person", 0.9)],
        [Draft(Span(3, 8 + len(lead)), at(text, "said"), (Span(20, 22),), "indirect", 1.0)],
        [],
    )
    assert [m.span.of(text) for m in result.mentions] == ["Rovek"]
    assert list(result.source_of.values()) == [result.mentions[0].id]


@pytest.mark.parametrize(("subject", "other"), [(9, 12), (12, 9)])
def test_he_takes_the_subject_of_the_sentence_before(subject: int, other: int) -> None:
    text = "After a long night of fog on the quay Brill spoke near Vold. He said no."
    words = text.replace(".", " .").split()
    rows = [(w, "PROPN" if w in ("Brill", "Vold") else "X", k, "root") for k, w in enumerate(words)]
    rows[subject] = (words[subject], "PROPN", 10, "nsubj")
    rows[other] = (words[other], "PROPN", 10, "obl")
    names: list[tuple[Span, MentionType, float]] = [(at(text, n), "person", 0.9) for n in ("Brill", "Vold")]
    said = Draft(at(text, "He"), at(text, "said"), (at(text, "no"),), "indirect", 0.9)
    sentences = [Span(0, 60), Span(61, len(text))]
    found = resolve("r", text, names, [said], sentences, syntax=syntax_of(text, rows))
    by_id = {m.id: m for m in found.mentions}
    (mention,) = [m for m in found.mentions if m.form == "pronoun"]
    assert mention.antecedent is not None
    assert by_id[mention.antecedent].span.of(text) == words[subject]


def test_he_and_she_take_the_one_of_their_gender() -> None:
    text = "Maria Rovek met Tamas Brill on the pier. {} said the fog had gone."
    for pronoun, name in (("She", "Maria Rovek"), ("He", "Tamas Brill")):
        assert who(text.format(pronoun), PEOPLE, [(pronoun, 0, "said", 0)]) == name


def test_a_title_tells_the_gender_of_a_name_that_does_not() -> None:
    text = "Mr. Orlanta met Ms. Vexly on the pier. She said the fog had gone."
    assert who(text, {"Orlanta": "person", "Vexly": "person"}, [("She", 0, "said", 0)]) == "Vexly"


def test_the_one_who_spoke_last_goes_on() -> None:
    text = "Vexly slept. Orlanta said it was cold. The fog came. He said it was late."
    names: dict[str, MentionType] = {"Vexly": "person", "Orlanta": "person"}
    assert who(text, names, [("Orlanta", 0, "said", 0), ("He", 0, "said", 1)]) == "Orlanta"


def test_a_chain_of_pronouns_keeps_its_speaker() -> None:
    text = "Maria Rovek said it was cold. She said it was late. She said it was over."
    said: list[Said] = [("Maria Rovek", 0, "said", 0), ("She", 0, "said", 1), ("She", 1, "said", 2)]
    assert who(text, PEOPLE, said) == "Maria Rovek"


def test_between_two_that_weigh_the_same_nothing_is_decided() -> None:
    text = "On the pier in the cold of the night Orlanta and Vexly met. He said it was late."
    names: dict[str, MentionType] = {"Vexly": "person", "Orlanta": "person"}
    assert who(text, names, [("He", 0, "said", 0)]) is None
    result = solved(text, names, [("He", 0, "said", 0)])
    he = next(m for m in result.mentions if m.form == "pronoun")
    assert he.confidence == 0.0
    assert he.reason


def test_whom_a_speaker_names_in_his_own_words_is_somebody_else() -> None:
    text = "Tamas Brill left. “Ole Winter sold the pier,” he said."
    names: dict[str, MentionType] = {"Tamas Brill": "person", "Ole Winter": "person"}
    content = Span(text.index("“"), text.index("”") + 1)
    draft = Draft(at(text, "he"), at(text, "said"), (content,), "direct", 0.9)
    held = [(at(text, n), kind, 0.9) for n, kind in names.items()]
    result = resolve("r", text, held, [draft], [Span(0, 17), Span(18, len(text))])
    pronoun = next(m for m in result.mentions if m.form == "pronoun")
    assert pronoun.antecedent == next(m.id for m in result.mentions if m.span.of(text) == "Tamas Brill")


@pytest.mark.parametrize(("source", "pronoun"), [("Two port sources", "he"), ("The Hale memos", "he"), ("Hale and her lawyer", "she")])
def test_a_pronoun_for_one_passes_over_several_and_over_documents(source: str, pronoun: str) -> None:
    text = f"{source} said no. Later {pronoun} said so."
    assert who(text, {}, [(source, 0, "said", 0), (pronoun, 0, "said", 1)]) is None
    text = f"A port spokesman said no. Later {pronoun} said so."
    assert (who(text, {}, [("A port spokesman", 0, "said", 0), (pronoun, 0, "said", 1)]) is not None) == (pronoun == "he")


def test_a_document_without_an_author_is_who_made_the_last_one_so_called() -> None:
    text = "Maria Rovek said no in a statement. Rain fell. The statement said so."
    assert who(text, PEOPLE, [("Maria Rovek", 0, "said", 0), ("The statement", 0, "said", 1)]) == "Maria Rovek"
    text = "Maria Rovek said no in a letter. Rain fell. The statement said so."
    assert who(text, PEOPLE, [("Maria Rovek", 0, "said", 0), ("The statement", 0, "said", 1)]) is None


def test_an_office_of_another_country_or_of_the_past_is_somebody_else() -> None:
    for lead, source in (("Danish President", "The Norwegian president"), ("Former President", "The president")):
        assert who(f"{lead} Tamas Brill left. {source} said no.", PEOPLE, [(source, 0, "said", 0)]) is None
    assert who("Danish President Tamas Brill left. The Danish president said no.", PEOPLE, [("The Danish president", 0, "said", 0)])


def test_a_name_far_back_is_out_of_reach() -> None:
    text = "Tamas Brill left. " + "The fog came. " * 20 + "He said it was late."
    assert who(text, PEOPLE, [("He", 0, "said", 0)]) is None
    assert who("Tamas Brill left. The fog came. He said it was late.", PEOPLE, [("He", 0, "said", 0)]) == "Tamas Brill"


def test_a_name_after_the_pronoun_is_no_antecedent() -> None:
    assert who("He said it was late. Tamas Brill left.", PEOPLE, [("He", 0, "said", 0)]) is None


def test_they_and_it_take_no_single_person() -> None:
    names: dict[str, MentionType] = {"Tamas Brill": "person", "Dockers": "group", "Harbour Office": "organisation"}
    text = "The Harbour Office met Tamas Brill. It said the fog had gone."
    assert who(text, names, [("It", 0, "said", 0)]) == "Harbour Office"
    assert who("Dockers met Tamas Brill. They said the fog had gone.", names, [("They", 0, "said", 0)]) == "Dockers"
    assert who("Tamas Brill left. They said the fog had gone.", names, [("They", 0, "said", 0)]) is None


@pytest.mark.parametrize("pronoun", ["you", "this", "those", "these"])
def test_other_pronouns_stand_for_nobody_named(pronoun: str) -> None:
    names: dict[str, MentionType] = {"Harbour Office": "organisation"}
    assert who(f"The Harbour Office shut. So {pronoun} said it was late.", names, [(pronoun, 0, "said", 0)]) is None


def test_who_is_the_name_before_it() -> None:
    text = "Maria Rovek saw Tamas Brill, who said it was late."
    assert who(text, PEOPLE, [("who", 0, "said", 0)]) == "Tamas Brill"
    assert who("People who said it was late left. Tamas Brill stayed.", PEOPLE, [("who", 0, "said", 0)]) is None


def test_who_does_not_reach_over_a_sentence() -> None:
    assert who("Tamas Brill left. Those who said it was late stayed.", PEOPLE, [("who", 0, "said", 0)]) is None


def test_i_is_the_speaker_even_where_he_is_named_after_his_words() -> None:
    text = "“I told them to go,” Tamas Brill said."
    assert who(text, PEOPLE, [("Tamas Brill", 0, "said", 0), ("I", 0, "told", 0, 0)]) == "Tamas Brill"


def test_i_in_a_quotation_within_a_quotation_is_the_inner_speaker() -> None:
    text = "“Rovek said, ‘I told them to go,’” Tamas Brill said."
    names: dict[str, MentionType] = {"Rovek": "person", "Tamas Brill": "person"}
    assert who(text, names, [("Tamas Brill", 0, "said", 1), ("Rovek", 0, "said", 0, 0), ("I", 0, "told", 0, 1)]) == "Rovek"


def test_we_is_the_speaker_with_less_confidence_and_i_outside_a_statement_is_nobody() -> None:
    text = "“We told them to go,” Tamas Brill said."
    result = solved(text, PEOPLE, [("Tamas Brill", 0, "said", 0), ("We", 0, "told", 0, 0)])
    sure = {m.span.of(text): m.confidence for m in result.mentions}
    assert 0 < sure["We"] < 0.9
    assert who("I told them to go. Tamas Brill left.", PEOPLE, [("I", 0, "told", 0)]) is None


def test_an_office_is_the_one_who_was_named_with_it() -> None:
    names: dict[str, MentionType] = {"Maria Rovek": "person", "Tamas Brill": "person"}
    text = "Mayor Maria Rovek met Tamas Brill, the harbour master. The {} said no."
    assert who(text.format("mayor"), names, [("The mayor", 0, "said", 0)]) == "Maria Rovek"
    assert who(text.format("harbour master"), names, [("The harbour master", 0, "said", 0)]) == "Tamas Brill"
    assert who(text.format("captain"), names, [("The captain", 0, "said", 0)]) is None


def test_a_body_is_no_person() -> None:
    names: dict[str, MentionType] = {"Maria Rovek": "person"}
    text = "Maria Rovek, chairwoman of the strike committee, left. The committee said no."
    assert who(text, names, [("The committee", 0, "said", 0)]) is None
    assert who("Nobody told Maria Rovek, the ministry said.", names, [("the ministry", 0, "said", 0)]) is None


def test_a_description_does_not_make_itself_an_apposition() -> None:
    text = "Nobody spoke to Maria Rovek, the captain said."
    assert who(text, PEOPLE, [("the captain", 0, "said", 0)]) is None


def test_the_last_word_of_a_body_stands_for_it() -> None:
    names: dict[str, MentionType] = {"Orlan Harbour Ministry": "organisation"}
    assert (
        who("The Orlan Harbour Ministry shut. The ministry said no.", names, [("The ministry", 0, "said", 0)]) == "Orlan Harbour Ministry"
    )
    assert who("The Orlan Harbour Ministry shut. A ministry said no.", names, [("A ministry", 0, "said", 0)]) is None


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the port authority", "organisation"),
        ("police", "organisation"),
        ("a poll published by the union", "organisation"),
        ("a police spokesman", "person"),
        ("government officials", "person"),
        ("a member of parliament", "person"),
        ("residents", "person"),
        ("the captain, who left the company", "person"),
    ],
)
def test_descriptions_of_bodies_and_of_persons(phrase: str, kind: MentionType) -> None:
    text = f"So {phrase} said no."
    span = Span(3, 3 + len(phrase))
    (only,) = resolve(
        "r", text, [], [Draft(span, at(text, "said"), (Span(span.end + 6, len(text)),), "indirect", 1.0)], [Span(0, len(text))]
    ).mentions
    assert (only.type, only.form) == (kind, "nominal")


def test_two_of_one_surname_stay_two() -> None:
    text = "Maria Rovek met Tamas Rovek. Mr. Rovek said no. He said it was late."
    names: dict[str, MentionType] = {"Maria Rovek": "person", "Tamas Rovek": "person", "Rovek": "person"}
    assert who(text, names, [("Rovek", 2, "said", 0), ("He", 0, "said", 1)]) == "Rovek"
    text = "Maria Rovek met Tamas Rovek. Ms. Rovek slept. He said it was late."
    assert who(text, names, [("He", 0, "said", 0)]) == "Tamas Rovek"


def test_ids_are_the_places_of_the_mentions_and_lead_somewhere() -> None:
    text = "Maria Rovek said it was cold. She said it was late. “We told them,” the mayor said."
    said: list[Said] = [("Maria Rovek", 0, "said", 0), ("She", 0, "said", 1), ("the mayor", 0, "said", 2), ("We", 0, "told", 0, 2)]
    result = solved(text, PEOPLE, said)
    ids = [m.id for m in result.mentions]
    assert len(ids) == len(set(ids))
    assert ids == [f"r:m{m.span.start}-{m.span.end}" for m in result.mentions]
    assert {m.antecedent for m in result.mentions if m.antecedent} <= set(ids)
    assert set(result.source_of.values()) <= set(ids)
    assert [m.span for m in result.mentions] == sorted(m.span for m in result.mentions)
    assert all(isinstance(m, Mention) and 0 <= m.confidence <= 1 for m in result.mentions)


def test_nothing_gives_nothing() -> None:
    assert resolve("r", "", [], [], []) == Resolved((), {})
