"""Those who only act: groups and governments without a voice, names made whole, a surname that one person owns. All texts are invented."""

from __future__ import annotations

import pytest

from standoff.link.actors import resolve
from standoff.link.groups import Groups
from standoff.link.sheet import Sheet
from standoff.link.whole_names import grown
from standoff.model import Dated, Event, Mention, MentionType, Reading, Report, Span
from trees import syntax_of


def report(text: str, id: str, day: str | None = None) -> Report:
    return Report(id, f"{id}.txt", text, (Span(0, len(text)),), outlet=id.title(), published=Dated(day, "metadata") if day else None)


def deed(text: str, *who: tuple[str, MentionType, str], id: str = "r", day: str | None = None) -> Reading:
    """A report whose first party does something to the others: words, type and form of each."""
    mentions = [Mention(f"{id}.{n}", _at(text, words), type, form) for n, (words, type, form) in enumerate(who)]  # type: ignore[arg-type]
    ids = tuple(m.id for m in mentions)
    event = Event(f"{id}.e", Span(len(text) - 2, len(text) - 1), "ASSAULT", ids[:1], ids[1:])
    return Reading(report(text, id, day), "run", (Span(0, len(text)),), tuple(mentions), events=(event,))


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def names(*readings: Reading) -> set[str]:
    return {a.name for a in resolve(readings).actors}


def rows(*readings: Reading) -> list[str | None]:
    """The actor of the first party of each."""
    index = resolve(readings)
    return [index.of_mention(r.mentions[0].id) for r in readings]


def test_a_country_that_acts_and_one_acted_on_are_governments_but_a_bombed_capital_is_a_place() -> None:
    made = deed("Denmark attacked Oslo and Norway.", ("Denmark", "place", "name"), ("Oslo", "place", "name"), ("Norway", "place", "name"))
    assert names(made) == {"Danish government", "Norwegian government"}
    assert names(deed("Oslo attacked Denmark.", ("Oslo", "place", "name"))) == {"Norwegian government"}


def test_a_group_is_known_by_head_country_and_modifiers() -> None:
    one = deed("Danish rebels attacked the pier.", ("Danish rebels", "group", "nominal"), id="a")
    two = deed("At noon the Danish rebels struck.", ("the Danish rebels", "group", "nominal"), id="b")
    three = deed("The Norwegian rebels struck.", ("The Norwegian rebels", "group", "nominal"), id="c")
    first, second, third = rows(one, two, three)
    assert first == second is not None
    assert third not in (first, None)


def test_a_crowd_is_one_within_a_country_and_time() -> None:
    told = "In Denmark, in the Danish port, protesters marched."
    near = [
        deed(told, ("protesters", "group", "nominal"), id=f"r{n}", day=day)
        for n, day in enumerate(("2031-04-04", "2031-04-06", "2031-08-01"))
    ]
    first, second, third = rows(*near)
    assert first == second is not None
    assert third not in (first, None)


def test_a_bare_crowd_goes_with_the_one_that_is_described() -> None:
    text = "In Denmark, in the Danish port, antigovernment protesters marched."
    one = deed(text, ("antigovernment protesters", "group", "nominal"), id="a", day="2031-04-04")
    two = deed("In Denmark, in Danish Aarhus, demonstrators marched.", ("demonstrators", "group", "nominal"), id="b", day="2031-04-05")
    first, second = rows(one, two)
    assert first == second == "antigovernment-protesters"


def test_indefinite_groups_stay_in_their_report() -> None:
    one = deed("Several senators struck.", ("Several senators", "group", "nominal"), id="a")
    two = deed("Several senators struck.", ("Several senators", "group", "nominal"), id="b")
    first, second = rows(one, two)
    assert None not in (first, second)
    assert first != second


@pytest.mark.parametrize("words", ["residents", "the victims", "two children", "her relatives", "a man", "the suspect"])
def test_private_people_get_no_row(words: str) -> None:
    text = f"At noon {words} fled."
    assert names(deed(text, (words, "group", "nominal"))) == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [("Rovek praised his allies.", "his allies"), ("Rovek thanked supporters of Rovek.", "supporters of Rovek")],
)
def test_followers_are_told_by_whose_they_are(text: str, words: str) -> None:
    name = Mention("r.name", _at(text, "Rovek"), "person", "name")
    owner = "his" if "his" in words else "Rovek"
    at = text.index(words) + words.index(owner)
    inner = Mention(
        "r.inner", Span(at, at + len(owner)), "person", "pronoun" if owner == "his" else "name", "r.name" if owner == "his" else None
    )
    group = Mention("r.group", _at(text, words), "group", "nominal")
    event = Event("r.e", Span(6, 12), "SUPPORT", ("r.group",))
    made = Reading(report(text, "r"), "run", (Span(0, len(text)),), (name, inner, group), events=(event,))
    index = resolve([made])
    assert index.of_mention("r.group") == f"rovek-{words.split()[words.split().index(owner) + 1] if owner == 'his' else 'supporters'}"


def test_other_words_for_rebels_and_for_the_forces_of_a_state() -> None:
    text = "In Denmark the Danish fleet fought."
    groups = Groups([Sheet(Reading(report(text, "r"), "run"), 0)])
    sheet = Sheet(Reading(report(text, "r"), "run"), 0)
    keys = {
        words: getattr(groups.of(sheet, words), "key", None) for words in ("rebel fighters", "rebels", "government troops", "the military")
    }
    assert keys["rebel fighters"] == keys["rebels"] is not None
    assert keys["government troops"] == keys["the military"] is not None
    assert keys["rebels"] != keys["the military"]


def test_the_name_of_a_body_is_made_whole() -> None:
    text = "Denmark’s Foreign Ministry met the National Assembly."
    syntax = syntax_of(
        text,
        [
            ("Denmark", "PROPN", 3, "nmod:poss"),
            ("’s", "PART", 0, "case"),
            ("Foreign", "ADJ", 3, "amod"),
            ("Ministry", "PROPN", 4, "nsubj"),
            ("met", "VERB", 4, "root"),
            ("the", "DET", 7, "det"),
            ("National", "ADJ", 7, "amod"),
            ("Assembly", "PROPN", 4, "obj"),
        ],
    )
    ministry, national = (Mention(words, _at(text, words), "organisation", "name") for words in ("Ministry", "National"))
    assert grown(text, syntax, ministry).span.of(text) == "Foreign Ministry"
    assert grown(text, syntax, national).span.of(text) == "National Assembly"
    whole = Mention("Foreign Ministry", _at(text, "Foreign Ministry"), "organisation", "name")
    person = Mention("Ministry", _at(text, "Ministry"), "person", "name")
    assert grown(text, syntax, whole) is whole
    assert grown(text, syntax, person) is person


def test_a_surname_goes_to_the_one_whom_far_more_reports_name() -> None:
    def named(name: str, id: str) -> Reading:
        text = f"{name} spoke."
        mention = Mention(f"{id}.m", Span(0, len(name)), "person", "name")
        return Reading(report(text, id), "run", (Span(0, len(text)),), (mention,))

    many = [named("Tamas Brill", f"t{n}") for n in range(4)]
    bare = named("Brill", "z")
    assert rows(*many, named("Ilda Brill", "i"), bare)[-1] == "tamas-brill"
    assert rows(*many[:2], named("Ilda Brill", "i"), bare)[-1] not in ("tamas-brill", "ilda-brill")
