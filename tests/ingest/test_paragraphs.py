from __future__ import annotations

from hypothesis import given

from standoff.ingest.paragraphs import paragraphs
from strategies import texts


def split(text: str, **how: bool) -> list[str]:
    return [p.of(text) for p in paragraphs(text, **how)]


@given(texts())
def test_every_character_but_white_space_is_in_exactly_one_paragraph(text: str) -> None:
    for wrapped in (True, False):
        spans = paragraphs(text, wrapped=wrapped)
        assert list(spans) == sorted(spans)
        inside = [i for s in spans for i in range(s.start, s.end)]
        assert len(inside) == len(set(inside))
        assert {i for i, c in enumerate(text) if not c.isspace()} <= set(inside)
        assert all(s.of(text) == s.of(text).strip() for s in spans)


def test_blank_lines_part_whatever_the_line_ends() -> None:
    for end in ("\n", "\r\n", "\r", "\u2028"):
        assert split(f"The fog came.{end}{end}  {end}It stayed.") == ["The fog came.", "It stayed."]


def test_each_line_is_a_paragraph() -> None:
    assert split("The fog came.\nIt stayed.\r\nShips waited.") == ["The fog came.", "It stayed.", "Ships waited."]


def test_a_sentence_broken_by_a_line_end_is_one_paragraph() -> None:
    assert len(split("On Monday, Ana Lund said\nPort Ilma was shut. The ferry firm rejected it.")) == 1
    assert len(split('The firm called it part of a\n"smear campaign."')) == 1
    assert len(split("The mayor met Mr.\nLund on Monday.")) == 1
    assert len(split("The mayor, who had waited,\nLeft at noon.")) == 1
    assert len(split("The mayor left the harbour\nwithout a word.")) == 1
    assert len(split("He said “we will\nNever go” twice.")) == 1


def test_headline_byline_and_caption_are_not_joined_to_what_follows() -> None:
    assert split("Port Ilma shut by fog\nThe harbour was shut.") == ["Port Ilma shut by fog", "The harbour was shut."]
    assert split("Ferries wait at Port Ilma. /Kyodo Photo\nThe harbour was shut.") == [
        "Ferries wait at Port Ilma. /Kyodo Photo",
        "The harbour was shut.",
    ]
    assert len(split("Ana Lund\nThe Fog Horn\nThe harbour was shut.")) == 3


def test_a_quotation_that_runs_on_keeps_its_paragraphs() -> None:
    assert len(split("“The harbour is shut.\n“It will stay shut.”")) == 2


def test_wrapped_text_is_joined_and_its_paragraphs_are_kept() -> None:
    text = (
        "The harbour of Port Ilma was shut on Thursday after two ferries collided\n"
        "in the fog. Ana Lund, who leads the harbour office, saw no sign of any\n"
        "leak. She added that divers would go down in the morning.\n"
        "\n"
        "The ferry company denied that its crew had ignored any of the warnings.\n"
        "Nobody was hurt, it said, and the other ship had turned before its time.\n"
        "Both captains were heard on Friday.\n"
    )
    got = split(text)
    assert len(got) == 2
    assert got[0].startswith("The harbour") and got[0].endswith("in the morning.")


def test_short_lines_that_were_broken_on_purpose_stay_apart() -> None:
    text = "Two ferries collided.\nNobody was hurt.\nDivers go down on Friday morning at first light.\nThe port is shut."
    assert len(split(text)) == 4


def test_lost_line_ends_are_found_again() -> None:
    text = 'Power was lost after a failed test."We have told the crew," Lund said last week.The firm denied it.'
    assert split(text) == ["Power was lost after a failed test.", '"We have told the crew," Lund said last week.', "The firm denied it."]
    assert split('"We have told them."The firm denied it.') == ['"We have told them."', "The firm denied it."]
    assert split("It began in 2019.The firm denied it.") == ["It began in 2019.", "The firm denied it."]


def test_what_only_looks_glued_stays_whole() -> None:
    for line in (
        "The U.S.Navy and the U.K. said so.",
        "See www.fog.Example and Lund@port.Ilma for it.",
        "It holds 3.5M litres and Booking.COM sells it.",
        "We wait... or go.",
        "He has a Ph.D. in fog.",
    ):
        assert split(line) == [line]


def test_bullets_part_when_glued_and_not_when_they_divide() -> None:
    assert split("Ferries wait. /Kyodo Photo• Two ships met.• Divers went down.") == [
        "Ferries wait. /Kyodo Photo",
        "• Two ships met.",
        "• Divers went down.",
    ]
    assert split("News • Sport • Weather") == ["News • Sport • Weather"]


def test_lines_of_extracted_pages_are_never_joined() -> None:
    assert len(split("The mayor left the harbour\nwithout a word.", wrapped=False)) == 2


def test_a_text_without_breaks_is_one_paragraph_and_white_space_is_none() -> None:
    assert len(split("The fog came. It stayed. " * 400)) == 1
    assert split(" \r\n\t\u2028 ") == []
