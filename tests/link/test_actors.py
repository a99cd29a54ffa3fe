"""Actors over a case: names, roles, governments and descriptions joined to one record each. All reports are invented."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from standoff.link.actors import ActorIndex, resolve
from standoff.link.phrases import conjuncts, take_apart
from standoff.link.roles import held_of, role_key
from standoff.model import Judgement, Mention, MentionType, Reading, Report, Span, Statement
from standoff.model.report import report_id
from standoff.read.roles import roles

TYPES: dict[str, MentionType] = {"P": "person", "O": "organisation", "L": "place", "G": "group"}
MARK = re.compile(r"\[([POLGS]):([^\]]+)\]")


def reading(marked: str, outlet: str = "The Beacon", pronouns: dict[str, str] | None = None) -> Reading:
    """A reading of a text with marks: [P:Ana Hale] is a name of a person, O organisation, L place, G group, [S:…] a source.

    A name that is marked once counts wherever it stands, in sources too. `pronouns` gives the name that a pronoun stands for.
    """
    names: dict[str, MentionType] = {}
    text, sources = "", []
    at = 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        if m[1] == "S":
            sources.append(Span(len(text), len(text) + len(m[2])))
        else:
            names[m[2]] = TYPES[m[1]]
        text += m[2]
        at = m.end()
    text += marked[at:]
    key = report_id(outlet, text)
    spans: dict[Span, MentionType] = {}
    for name in sorted(names, key=len, reverse=True):
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(*hit.span())
            if not any(s.overlaps(span) for s in spans):
                spans[span] = names[name]
    mentions = [Mention(f"{key}.m{k}", s, spans[s], "name") for k, s in enumerate(sorted(spans))]
    statements = []
    for k, source in enumerate(sources):
        pointed = None
        wanted = (pronouns or {}).get(source.of(text))
        if wanted:
            name = next(m for m in mentions if m.span.of(text) == wanted)
            pronoun = Mention(f"{key}.p{k}", source, "person", "pronoun", name.id, 0.9)
            mentions.append(pronoun)
            pointed = pronoun.id
        content = Span(0, 1) if source.start > 1 else Span(len(text) - 1, len(text))
        statements.append(Statement(f"{key}.s{k}", source, None, (content,), "indirect", "assert", source_mention=pointed))
    report = Report(key, f"{outlet}-{key}.txt", text, (), outlet=outlet)
    held = roles(text, [Span(0, len(text))], mentions, report=key)
    return Reading(report, "run", mentions=tuple(mentions), statements=tuple(statements), roles=held)


def speakers(*readings: Reading, index: ActorIndex | None = None) -> list[list[str]]:
    """The names of the actors behind each statement, in order."""
    index = index or resolve(readings)
    return [[index.actor(a).name for a in index.of_statement(s.id)] for r in readings for s in r.statements]


def test_a_surname_goes_to_the_full_name_of_its_report():
    r = reading("Ms. [P:Ana Hale] spoke. [S:Hale] said no. [S:Ms. Hale] said so. [P:Hale]")
    assert speakers(r) == [["Ana Hale"], ["Ana Hale"]]


def test_a_surname_goes_to_the_only_full_name_of_the_case():
    a = reading("[P:Ana Hale], the harbour commissioner, spoke.", "The Beacon")
    b = reading("[S:Hale] said no. [P:Hale]", "The Tide")
    assert speakers(b, index=resolve([a, b])) == [["Ana Hale"]]


def test_two_people_of_one_surname_stay_two():
    a = reading("[P:Ana Hale] and [P:Ivo Hale] met.", "The Beacon")
    b = reading("[S:Hale] said no. [P:Hale]", "The Tide")
    index = resolve([a, b])
    assert speakers(b, index=index) == [["Hale"]]
    assert sorted(x.name for x in index.actors) == ["Ana Hale", "Hale", "Ivo Hale"]


def test_gender_and_title_choose_between_two_of_one_surname():
    r = reading("Mrs. [P:Ana Hale] met Mr. [P:Ivo Hale]. [S:Mr. Hale] said no. [S:Mrs. Hale] said yes. [P:Hale]")
    assert speakers(r) == [["Ivo Hale"], ["Ana Hale"]]
    r = reading("Gen. [P:Ana Hale] met [P:Ivo Hale], a baker. [S:Gen. Hale] said no. [P:Hale]")
    assert speakers(r) == [["Ana Hale"]]


def test_recency_chooses_only_where_the_other_is_far():
    far = reading(f"[P:Ana Hale] spoke. {'Nothing else came of it. ' * 40}[P:Ivo Hale] came. [S:Hale] said no. [P:Hale]")
    assert speakers(far) == [["Ivo Hale"]]
    close = reading("[P:Ana Hale] spoke. [P:Ivo Hale] came. [S:Hale] said no. [P:Hale]")
    assert speakers(close) == [["Hale"]]


@pytest.mark.parametrize(
    ("one", "other"), [("Adrián Pérez", "Adrian Perez"), ("Mike Hale", "Michael Hale"), ("Samir al-Rafiq", "Samir el-Rafiq")]
)
def test_writings_of_one_name_are_one_actor_with_all_aliases(one, other):
    index = resolve([reading(f"[P:{one}] spoke.", "A"), reading(f"[P:{other}] spoke.", "B")])
    assert len(index.actors) == 1
    assert {one, other} <= set(index.actors[0].aliases)


def test_a_role_leads_to_its_holder():
    r = reading("The defense minister, [P:Ivo Tamm], arrived. [S:The defense minister] said no.")
    assert speakers(r) == [["Ivo Tamm"]]
    index = resolve([r])
    link = index.sources[0]
    assert link.confidence >= 0.7 and "Ivo Tamm" in link.reason
    assert any(e.quote == "The defense minister" for e in link.evidence)


def test_a_role_leads_to_the_holder_that_another_report_names():
    a = reading("Norwegian Foreign Minister [P:Ana Hale] spoke.", "A")
    b = reading("[S:Norway's foreign minister] said no. [S:The Danish foreign minister] said yes.", "B")
    assert speakers(b, index=resolve([a, b])) == [["Ana Hale"], ["The Danish foreign minister"]]


def test_the_president_is_not_the_vice_president():
    r = reading("Vice President [P:Ana Hale] met President [P:Ivo Tamm]. [S:The president] said no. [S:The vice president] said yes.")
    assert speakers(r) == [["Ivo Tamm"], ["Ana Hale"]]


@pytest.mark.parametrize(
    ("source", "government"),
    [
        ("Norway", "Norwegian government"),
        ("Oslo", "Norwegian government"),
        ("the Norwegian government", "Norwegian government"),
        ("the government of Norway", "Norwegian government"),
        ("the Norwegians", "Norwegian government"),
        ("the Blue House", "South Korean government"),
        ("The Elysee", "French government"),
        ("the U.S.", "United States government"),
        ("Norwegian authorities", "Norwegian government"),
    ],
)
def test_countries_capitals_and_seats_speak_for_governments(source, government):
    index = resolve([reading(f"At dawn [S:{source}] said no.")])
    assert [(a.name, a.kind) for a in index.actors] == [(government, "government")]


def test_a_place_where_things_happen_is_no_actor():
    assert resolve([reading("The ferry left [L:Oslo] for [L:Denmark].")]).actors == ()


@pytest.mark.parametrize("other", ["the Foreign Ministry of Norway", "the Norwegian Foreign Ministry"])
def test_a_ministry_is_one_however_its_country_is_said(other):
    a = reading("At noon [S:Norway's Foreign Ministry] said no.", "A")
    b = reading(f"At dawn [S:{other}] said yes. [S:The ministry] said more.", "B")
    index = resolve([a, b])
    assert len(index.actors) == 1 and index.actors[0].kind == "organisation"
    assert {"Norway's Foreign Ministry", other} <= set(index.actors[0].aliases)


def test_an_administration_is_the_government_of_its_head_only_where_a_text_says_so():
    known = reading("Norwegian President [P:Ana Hale] spoke. [S:The Hale administration] said no.")
    assert speakers(known) == [["Norwegian government"]]
    unknown = reading("[P:Ana Hale] spoke. [S:The Hale administration] said no.")
    assert speakers(unknown) == [["Hale administration"]]


def test_a_joint_source_has_several_actors():
    r = reading("[P:Ana Hale] met [P:Ivo Tamm]. [S:Hale and Tamm] said no. [P:Hale] [P:Tamm] [S:Norway and Denmark] agreed.")
    assert speakers(r) == [["Ana Hale", "Ivo Tamm"], ["Norwegian government", "Danish government"]]


def test_a_description_has_a_row_of_its_own_and_a_pronoun_has_none():
    r = reading("On Monday [S:a health clinic in the port] said no. [S:He] said yes. [S:Norwegian officials] agreed.")
    assert speakers(r) == [["a health clinic in the port"], [], ["Norwegian officials"]]


def test_a_pronoun_follows_the_reading():
    r = reading("[P:Ana Hale] came. [S:She] said no.", pronouns={"She": "Ana Hale"})
    index = resolve([r])
    assert speakers(r, index=index) == [["Ana Hale"]]
    assert index.sources[0].confidence < 0.97
    assert "She" not in index.actors[0].aliases


def test_anonymous_singles_of_two_reports_stay_apart():
    a = reading("At noon [S:a Norwegian official] said no. [S:The Norwegian official] said more.", "A")
    b = reading("At dawn [S:a Norwegian official] said yes.", "B")
    index = resolve([a, b])
    assert len(index.actors) == 2 and len({x.id for x in index.actors}) == 2


def test_a_statement_or_letter_speaks_for_who_issued_it():
    r = reading("[P:Ana Hale] wrote. [S:A letter from Ana Hale] said no. [S:Norway's statement] said yes.")
    assert speakers(r) == [["Ana Hale"], ["Norwegian government"]]


def test_acronyms_find_their_body():
    a = reading("The [O:Harbour Workers Union] (HWU) met. [S:The HWU] said no.", "A")
    assert speakers(a) == [["Harbour Workers Union"]]
    b = reading("On Friday [S:the UN] said no and [S:the United Nations] said yes.", "B")
    assert speakers(b) == [["United Nations"], ["United Nations"]]


def test_a_newspaper_named_after_a_capital_is_no_post_of_its_government():
    assert speakers(reading("On Friday [S:The Oslo Post] said no. [O:Oslo Post]")) == [["Oslo Post"]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the non-partisan Harbour Budget Office", "Harbour Budget Office"),
        ("environmental charity the Harbour Budget Office", "Harbour Budget Office"),
        ("The port's lobby and trade group, the Harbour Budget Office", "Harbour Budget Office"),
        ("some Harbour Budget Office", "some Harbour Budget Office"),
    ],
)
def test_a_description_glued_to_a_name_is_left_out_but_a_quantity_is_not(source, name):
    r = reading(f"On Friday [S:{source}] said no. [O:Harbour Budget Office]")
    assert speakers(r) == [[name]]


def test_a_bare_description_is_the_last_body_of_its_kind():
    r = reading("[O:Harrow] met the [O:Quay Tribunal] and [O:The Tide Herald]. [S:The company] said no. [S:The paper] said so.")
    assert speakers(r) == [["Harrow"], ["Tide Herald"]]


def test_an_office_with_more_words_is_the_one_who_was_just_named_with_it():
    lead = "Sen. [P:Ana Hale] spoke. "
    assert speakers(reading(f"{lead}[S:The Ohio senator] said no.")) == [["Ana Hale"]]
    assert speakers(reading(f"{lead}Sen. [P:Ivo Tamm] left. [S:The Ohio senator] said no.")) == [["The Ohio senator"]]
    assert speakers(reading("Danish Senator [P:Ana Hale] spoke. [S:The Norwegian state senator] said no.")) == [
        ["The Norwegian state senator"]
    ]


def test_a_description_is_also_found_without_its_article():
    (actor,) = resolve([reading("On Friday [S:a senior port official] said no.")]).actors
    assert actor.aliases == ("a senior port official", "senior port official")


def test_a_bare_opposition_is_that_of_the_only_country_named_with_one():
    a = reading("At noon [S:the Norwegian opposition] said no.", "A")
    b = reading("In [L:Norway] and [L:Denmark], [S:the opposition] said yes.", "B")
    c = reading("In [L:Denmark], [S:the opposition] said yes.", "C")
    index = resolve([a, b, c])
    assert speakers(b, index=index) == [["Norwegian opposition"]]
    assert speakers(c, index=index) == [["the opposition"]]


def test_bystanders_are_not_public():
    r = reading("[P:Mia Vold], a resident of the port, wept. [P:Ana Hale], the mayor, spoke. [P:Ole Brun] passed by.")
    assert {a.name: a.public for a in resolve([r]).actors} == {"Mia Vold": False, "Ana Hale": True, "Ole Brun": False}


def test_roles_come_with_the_words_that_give_them():
    r = reading("Danish Prime Minister [P:Ana Hale] met [P:Ivo Tamm], the envoy to the talks, on Monday.")
    roles = {a.name: [(x.text, x.evidence.quote) for x in a.roles] for a in resolve([r]).actors}
    assert roles == {
        "Ana Hale": [("Danish Prime Minister", "Danish Prime Minister")],
        "Ivo Tamm": [("the envoy to the talks", "the envoy to the talks")],
    }


def test_names_that_the_reader_missed_are_found_in_sources():
    r = reading("[S:Ana Hale] said no. Later [S:Hale] said yes.")
    assert speakers(r) == [["Ana Hale"], ["Ana Hale"]]
    assert resolve([r]).actors[0].kind == "person"


def test_the_order_of_the_readings_does_not_matter():
    readings = [
        reading("Norwegian President [P:Ana Hale] spoke. [S:Hale] said no. [S:The regime] said so.", "A"),
        reading("[S:Hale] denied it. [S:Mr. Tamm] said so. [P:Hale] [P:Tamm] [S:Oslo] agreed.", "B"),
        reading("[P:Ivo Tamm], the mayor, came. [S:The Hale government] said so. [S:The mayor] agreed.", "C"),
    ]
    first = resolve(readings)
    assert all(resolve(list(order)) == first for order in permutations(readings))


def test_ids_come_from_names():
    index = resolve([reading("[P:Adrián Pérez], the mayor, spoke. At dawn [S:Norway] agreed.")])
    assert [a.id for a in index.actors] == ["adrian-perez", "norwegian-government"]
    assert index.actor("adrian-perez").name == "Adrián Pérez"
    with pytest.raises(KeyError):
        index.actor("nobody")


def test_a_person_outranks_the_machine():
    a = reading("[P:Ana Hale], the mayor, spoke. [S:The captain] said no.", "A")
    b = reading("[P:Ana Hale] spoke. [P:Mia Vold], the mayor, came.", "B")
    judged = [Judgement("j1", "same", "Ana Hale", "Mia Vold", "2031-01-01", "desk")]
    assert len(resolve([a, b], judged).actors) == len(resolve([a, b]).actors) - 1
    undone = [*judged, Judgement("j2", "undo", "j1", None, "2031-01-02", "desk")]
    assert resolve([a, b], undone) == resolve([a, b])
    item = tuple(a.report.anchor(span) for span in a.statements[0].content)
    told = [Judgement("j3", "actor", "A:30", "Mia Vold", "2031-01-01", "desk", about="statement", sides=(item,))]
    assert speakers(a, index=resolve([a, b], told)) == [["Mia Vold"]]
    c = reading("[P:Anna Hale] spoke.", "C")
    d = reading("[P:Anna R. Hale] spoke.", "D")
    assert len(resolve([c, d]).actors) == 1
    assert len(resolve([c, d], [Judgement("j4", "not-same", "Anna Hale", "Anna R. Hale", "2031-01-01", "desk")]).actors) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Norway and Denmark", ["Norway", "Denmark"]),
        ("Britain, France and Germany", ["Britain", "France", "Germany"]),
        ("The defense minister and chief judge", ["The defense minister", "chief judge"]),
        ("Danish and Dutch officials", ["Danish and Dutch officials"]),
        ("leaders of Norway and Denmark", ["leaders of Norway and Denmark"]),
        ("guards and policemen", ["guards and policemen"]),
        ("Ana Hale, a resident", ["Ana Hale, a resident"]),
        ("Ana Hale and other officials", ["Ana Hale", "other officials"]),
        ("both Norway and Denmark", ["Norway", "Denmark"]),
    ],
)
def test_joint_sources_part_only_where_each_side_stands_alone(text, parts):
    assert [text[a:b] for a, b in conjuncts(text)] == parts


def test_a_phrase_comes_apart():
    phrase = take_apart("the Danish deputy minister of fisheries")
    assert (phrase.determiner, phrase.country, phrase.words, phrase.head) == ("the", ("DK",), ("deputy",), "minister")
    assert take_apart("Norway's Foreign Ministry").owner == "Norway"


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("President Ivo Tamm of Norway left.", "President", ("NO",)),
        ("Danish President Ivo Tamm of Oslo left.", "Danish President", ("DK",)),
        ("President Ivo Tamm of the port left.", "President", ()),
        ("Ivo Tamm, who leads the Danish port union, left.", "who leads the Danish port union", ("DK",)),
    ],
)
def test_a_role_of_the_reading_gets_its_country(text, role, country):
    at, name = text.index(role), text.index("Ivo Tamm")
    held = held_of(text, Span(at, at + len(role)), Span(name, name + 8))
    assert held is not None
    assert (held.text, held.key.country) == (role, country)


def test_a_role_that_says_only_since_when_is_nobody_elses():
    text = "Ivo Tamm, who took office in 2013, left."
    held = held_of(text, Span(10, 33), Span(0, 8))
    assert held is not None
    assert not held.public
    assert not any(key.fits(held.key) for word in ("the president", "the office", "the leader") if (key := role_key(word)))


def test_the_key_of_a_role_holds_its_country_and_qualifiers():
    key = role_key("former Danish foreign minister")
    assert key is not None
    assert (key.head, key.words, key.qualifiers, key.country) == ("minister", {"foreign", "minister"}, {"former"}, ("DK",))
    assert role_key("the harbour") is None


def test_a_name_inside_a_name_and_a_name_in_full_change_no_link():
    r = reading("[P:Ana Hale] spoke. [S:Hale] of the Danish Harbour Union said no. [O:Danish Harbour Union] [P:Hale]")
    at = r.report.text.index("Danish")
    hale = [m for m in r.mentions if m.type == "person"]
    more = [Mention(m.id, m.span, m.type, m.form, hale[0].id if m in hale[1:] else None, 0.9, "the name in full") for m in r.mentions]
    more.append(Mention("nested", Span(at, at + 6), "place", "name"))
    richer = Reading(r.report, r.run, mentions=tuple(more), statements=r.statements)
    assert resolve([richer]) == resolve([r])


def test_descriptions_that_no_source_or_label_is_are_no_aliases():
    r = reading("[P:Ana Hale] spoke. The hooded pilot left. [S:Hale] said no. [P:Hale]")
    at = r.report.text.index("The hooded pilot")
    pilot = Mention("pilot", Span(at, at + 16), "person", "nominal", r.mentions[0].id, 0.9, "the network's antecedent")
    richer = Reading(r.report, r.run, mentions=(*r.mentions, pilot), statements=r.statements)
    assert resolve([richer]) == resolve([r])
