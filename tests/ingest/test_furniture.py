from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from standoff.ingest import agencies
from standoff.ingest.furniture import find
from standoff.ingest.paragraphs import paragraphs
from strategies import texts

BODY = "The harbour of Port Ilma was shut on Thursday after two ferries collided in the fog, the coast guard said."
MORE = "Ana Lund, who leads the harbour office, said that divers would go down as soon as there was light enough to see."


def found(*blocks: str, **known: str) -> list[tuple[str, str]]:
    text = "\n\n".join(blocks)
    return [(f.kind, f.span.of(text)) for f in find(text, paragraphs(text), **known).furniture]


def credited(*blocks: str) -> list[tuple[str, bool]]:
    text = "\n\n".join(blocks)
    return [(o.name, o.whole) for o in find(text, paragraphs(text)).origins]


@given(texts())
def test_furniture_is_in_order_apart_and_inside_the_text(text: str) -> None:
    got = find(text, paragraphs(text), title="Port Ilma shut", outlet="The Fog Horn")
    spans = [f.span for f in got.furniture]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.end <= len(text) for s in spans)
    assert all(o.span is None or o.span.end <= len(text) for o in got.origins)


def test_body_text_is_not_furniture() -> None:
    assert found(BODY, MORE, BODY.replace("Thursday", "Friday")) == []


@pytest.mark.parametrize("headline", ["Fog shuts Port Ilma", "‘No leak’: harbour office speaks", "Who turned first at Port Ilma?"])
def test_a_headline_opens_the_report(headline: str) -> None:
    assert found(headline, BODY, MORE) == [("headline", headline)]


def test_a_headline_may_be_printed_twice_and_a_known_title_is_found() -> None:
    assert found("Fog shuts Port Ilma", "Fog shuts Port Ilma", BODY) == [("headline", "Fog shuts Port Ilma")] * 2
    assert found("Fog. Again.", BODY, title="Fog. Again.") == [("headline", "Fog. Again.")]
    assert found("Fog. Again.", BODY) == []


@pytest.mark.parametrize("line", ["By Ana Lund", "By ANA LUND and Ole Brekke, The Fog Horn", "Ana Lund", "The Fog Horn"])
def test_a_byline_stands_between_headline_and_body(line: str) -> None:
    assert ("byline", line) in found("Fog shuts Port Ilma", line, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Ana Lund in Port Ilma; Editing by Ole Brekke",
        "Contributing: Ana Lund and Ole Brekke",
        "• Ole Brekke reported from Skarvik. Ana Lund contributed to this article.",
        "Ana Lund is a senior fellow at the Fog Institute and author of “Harbours.”",
    ],
)
def test_those_who_wrote_may_stand_at_the_end(line: str) -> None:
    assert ("byline", line) in found("Fog shuts Port Ilma", BODY, MORE, BODY, line)


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("PORT ILMA (Reuters) -", "Reuters"),
        ("PORT ILMA, Norland, April 30 (AFP) —", "Agence France-Presse"),
        ("PORT ILMA/SKARVIK, May 1, 2019 (Xinhua) --", "Xinhua"),
        ("Port Ilma (AP)", "Associated Press"),
        ("(Kyodo) —", "Kyodo"),
        ("PORT ILMA, Norland –", None),
    ],
)
def test_a_dateline_is_known_by_its_grammar(dateline: str, agency: str | None) -> None:
    assert ("dateline", dateline) in found("Fog shuts Port Ilma", f"{dateline} {BODY}", MORE)
    assert credited("Fog shuts Port Ilma", f"{dateline} {BODY}", MORE) == ([(agency, True)] if agency else [])


@pytest.mark.parametrize("opening", ["The Fog Authority (FA) said", "NATO — which", "US - and", "WATCH — How", "Lund (left) saw that"])
def test_what_only_begins_like_a_dateline_is_not_one(opening: str) -> None:
    assert not [x for x in found("Fog shuts Port Ilma", f"{opening} {BODY}", MORE) if x[0] == "dateline"]


@pytest.mark.parametrize(
    "stamp", ["date 2019-05-12", "Published: May 1, 2019 10:02 GMT", "Updated at 10:32 a.m.", "May 1, 2019", "--Updated 2 May 2019"]
)
def test_a_time_stamp_is_a_dateline(stamp: str) -> None:
    assert ("dateline", stamp) in found("Fog shuts Port Ilma", stamp, BODY, MORE)


@pytest.mark.parametrize(
    "credit",
    [
        "/Reuters Photo",
        "(Photo: Ole Brekke, AP)",
        "(Photo by Ole Brekke/Getty Images)",
        "(Reuters/Ole Brekke/File Photo)",
        "(Ole Brekke/AFP)",
        "(AP Photo/Ole Brekke)",
        "REUTERS/Ole Brekke",
        "Photograph: Ole Brekke/AP",
        "Ole Brekke/EPA",
        "Ole Brekke/AFP via Getty Images",
        "© Reuters / Ole Brekke",
        "| REUTERS",
        "Getty Images",
    ],
)
def test_a_credit_and_the_caption_before_it(credit: str) -> None:
    caption = "Ferries wait off Port Ilma in the fog."
    assert found("Fog shuts Port Ilma", BODY, f"{caption} {credit}", MORE)[1:] == [("caption", caption), ("credit", credit)]


def test_a_caption_printed_twice() -> None:
    caption = "Ana Lund speaks to crews during a vigil in Port Ilma, May 1, 2019."
    line = f"{caption} /Reuters Photo"
    got = found("Fog shuts Port Ilma", BODY, line, line, MORE)[1:]
    assert got == [("caption", caption), ("credit", "/Reuters Photo"), ("repeated caption", caption), ("credit", "/Reuters Photo")]


@pytest.mark.parametrize(
    "caption",
    [
        "FILE PHOTO: The ferry Havørn enters Port Ilma",
        "Ana Lund, right, meets with crews in Port Ilma.",
        "A diver works near the wreck on May 1, 2019.",
        "In this undated photo, the ferry lies at anchor.",
    ],
)
def test_a_caption_without_a_credit(caption: str) -> None:
    assert ("caption", caption) in found("Fog shuts Port Ilma", BODY, caption, MORE)


def test_a_short_sentence_with_a_date_in_the_past_tense_is_body() -> None:
    assert found("Fog shuts Port Ilma", BODY, "The ferry Havørn was built on May 1, 2009.", MORE)[1:] == []


@pytest.mark.parametrize(
    "line",
    [
        "[Read our full report on the fog here.]",
        "Read more: How the ferries met",
        "Also read: How the ferries met",
        "SEE ALSO: How the ferries met",
        "Related: How the ferries met",
        "More:How the ferries met",
        "Click here for the full list of ships",
        "( PHOTOS: Scenes from the harbour)",
        "IN SKARVIK: Schools shut as a precaution",
    ],
)
def test_cross_references(line: str) -> None:
    assert ("cross-reference", line) in found("Fog shuts Port Ilma", BODY, line, MORE)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("navigation", "Share on Facebook"),
        ("navigation", "Share Tweet Print Email"),
        ("navigation", "Story Continued Below"),
        ("navigation", "Slideshow (2 Images)"),
        ("navigation", "Enlarge this image toggle caption"),
        ("advertisement", "Advertisement"),
        ("advertisement", "ADVERTISEMENT"),
        ("advertisement", "Sign up for our daily newsletter"),
        ("credit", "Copyright © 2019 The Fog Horn, LLC."),
    ],
)
def test_what_templates_put_between_paragraphs(kind: str, line: str) -> None:
    assert (kind, line) in found("Fog shuts Port Ilma", BODY, line, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "More than 40 people signed up for the search, the harbour office said, and more are to come.",
        "Read the law, Lund told the owners: it says that no ship may leave in fog.",
        "The advertisement for the ferry said that it could not sink.",
        "“Share this with everyone,” Lund wrote to the crews.",
        "Lund said: Port Ilma will stay shut until the fog is gone.",
    ],
)
def test_sentences_with_the_same_words_stay_body(line: str) -> None:
    assert found("Fog shuts Port Ilma", BODY, line, MORE)[1:] == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(With inputs from Reuters)", ["Reuters"]),
        ("With inputs from Xinhua and Kyodo.", ["Xinhua", "Kyodo"]),
        ("The Associated Press contributed to this report.", ["Associated Press"]),
        ("Material from the Associated Press and Reuters was used in this story.", ["Associated Press", "Reuters"]),
        ("(AP)", ["Associated Press"]),
        ("- AFP", ["Agence France-Presse"]),
        ("Source: Yonhap News Agency", ["Yonhap"]),
        ("Copyright 2019 The Associated Press. All rights reserved.", ["Associated Press"]),
    ],
)
def test_a_credit_for_the_whole_report_is_an_origin(line: str, names: list[str]) -> None:
    assert credited("Fog shuts Port Ilma", BODY, MORE, line) == [(name, True) for name in names]
    assert found("Fog shuts Port Ilma", BODY, MORE, line)[-1] == ("origin", line)


def test_an_agency_at_the_end_of_the_last_sentence_is_an_origin() -> None:
    assert credited("Fog shuts Port Ilma", BODY, f"{MORE} (AP)") == [("Associated Press", True)]
    assert credited("Fog shuts Port Ilma", BODY, f"{MORE} – AFP") == [("Agence France-Presse", True)]


def test_an_agency_credited_for_one_fact() -> None:
    assert credited(BODY, f"Up to 40 ships wait, according to AFP. {MORE}", MORE) == [("Agence France-Presse", False)]
    assert credited(BODY, f"Lund told Reuters that 40 ships wait. {MORE}", MORE) == [("Reuters", False)]
    assert credited(BODY, "Up to 40 ships wait, according to AFP.", MORE, "(With inputs from AFP)") == [("Agence France-Presse", True)]


def test_a_photo_of_an_agency_is_no_origin() -> None:
    assert credited("Fog shuts Port Ilma", BODY, "Ferries wait off Port Ilma. (Photo: Ole Brekke, AP)", MORE, MORE, MORE) == []
    assert credited("Fog shuts Port Ilma", BODY, "Ferries wait off Port Ilma. /Reuters Photo", MORE, MORE, MORE) == []


def test_an_agency_among_those_who_wrote_is_an_origin() -> None:
    assert credited("Fog shuts Port Ilma", BODY, MORE, MORE, "Contributing: Ana Lund and the Associated Press") == [
        ("Associated Press", True)
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [("AP", "Associated Press"), ("the Associated Press", "Associated Press"), ("REUTERS", "Reuters"), ("dpa", "Deutsche Presse-Agentur")],
)
def test_agencies_by_their_written_forms(written: str, name: str) -> None:
    assert agencies.name(written) == name


def test_an_abbreviation_inside_a_word_is_no_agency() -> None:
    assert agencies.named_in("The MAP-reading captain of the APEX, a TASSEL maker") == []


@pytest.mark.parametrize(
    "line",
    [
        "WATCH: The mayor speaks after the collision.",
        "WATCH ABOVE: Ferries meet in the fog",
        "MUST READ: Brill accuses the mayor of lying.",
        "RELATED: Ferry company denies leak",
        "PHOTOS: The port at dawn",
        "Watch: The mayor says the port is safe",
        "FERRY COMPANY DENIES LEAK, SAYS MAYOR LIED",
        "WHO SAID WHAT ABOUT THE FERRIES?",
    ],
)
def test_link_lines_and_capital_headlines_between_paragraphs_are_cross_references(line: str) -> None:
    assert ("cross-reference", line) in found("Fog shuts Port Ilma", BODY, line, MORE)


def test_an_app_is_advertised_in_capitals_too() -> None:
    line = "CLICK HERE TO GET THE TIDINGS NEWS APP"
    assert ("advertisement", line) in found("Fog shuts Port Ilma", BODY, line, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "“WE WILL OPEN THE PORT AT DAWN”",
        "WE WILL OPEN THE PORT AT DAWN!",
        "THE MORNING AFTER",
        "OPEN THE PORT FOR US NOW.",
        "ANA LUND, HOST OF TIDINGS:",
    ],
)
def test_shouting_headings_and_quotations_in_capitals_are_body(line: str) -> None:
    assert not [kind for kind, words in found("Fog shuts Port Ilma", BODY, line, MORE) if words == line]


def test_what_a_colon_leads_to_and_reports_all_in_capitals_are_body() -> None:
    shout = "OPEN THE PORT FOR US NOW"
    assert not [w for _, w in found("Fog shuts Port Ilma", BODY, "The mayor wrote:", shout, MORE) if w == shout]
    assert not [k for k, _ in found("FOG SHUTS PORT ILMA", BODY.upper(), shout, MORE.upper()) if k == "cross-reference"]
