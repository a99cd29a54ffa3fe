"""Notes on the state of a text, and what is left unread."""

from __future__ import annotations

import pytest

from standoff.ingest.build import Raw, build
from standoff.read.body import parted, table_rows
from standoff.read.quotes import pair_quotes
from standoff.read.state import notes_on
from standoff.read.turns import turns

ENGLISH = "The mayor said on Thursday that the port of Port Ilma would open at dawn, and that nobody had been hurt in the fog. "
SPANISH = "El puerto de Port Ilma fue cerrado el jueves después de que dos transbordadores chocaran en la niebla, según la guardia."
ARABIC = "أغلق ميناء إلما يوم الخميس بعد اصطدام عبارتين في الضباب حسب ما قال خفر السواحل في بيان."


def notes(text: str) -> tuple[str, ...]:
    made = build(Raw("a.txt", text, "utf-8"), None, None, where="a.txt")
    body = parted(made)
    return notes_on(made, body, pair_quotes(text, body.read), turns(text, body.read))


def test_a_plain_report_has_none(article: str) -> None:
    assert notes(article) == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"{ENGLISH}\n\n{SPANISH}\n\n{ENGLISH}\n\n{SPANISH}", "Not read: 2 paragraphs in another language (es)."),
        (f"{ENGLISH}\n\n{ARABIC}\n\n{ENGLISH}", "Not read: 1 paragraph in another language (ar)."),
        (f"{ENGLISH}\n\nTown | Dead\nOrlan | 12\nSelm | 1,200\n\n{ENGLISH}", "Not read: 3 rows of a table."),
        ((ENGLISH * 3).upper(), "The text is in capitals: names, and who is meant, are less sure."),
        ((ENGLISH * 3).lower(), "The text has no capitals: names, and who is meant, are less sure."),
        (
            (ENGLISH * 6).replace(".", "").replace(",", ""),
            "The text has hardly any punctuation: sentences and statements are less sure.",
        ),
        (
            f"“{ENGLISH}\n\n“She said: „{ENGLISH}\n\n{ENGLISH}",
            "2 quotation marks have no partner: where quotations begin and end is less sure.",
        ),
        (
            "ROVEK: We will open it.\n\nBRILL: You will not do it.\n\nROVEK: Wait and see, my friend.",
            "Read as a transcript: 3 turns, each a statement of the one whose name opens it.",
        ),
    ],
)
def test_note(text: str, note: str) -> None:
    assert notes(text) == (note,)


def test_a_quotation_over_two_paragraphs_has_its_marks() -> None:
    assert notes(f"“{ENGLISH}\n\n“{ENGLISH}”\n\n“{ENGLISH}\n\n“{ENGLISH}”") == ()


def test_what_is_left_out_is_not_read_and_the_rest_is() -> None:
    text = f"{ENGLISH.strip()}\n\n{SPANISH}\n\nTown | Dead | Source\nOrlan | 12 | police said\nSelm | 3 | police said\n\n{ENGLISH.strip()}"
    body = parted(build(Raw("a.txt", text, "utf-8"), None, None, where="a.txt"))
    assert [b.of(text) for b in body.read] == [ENGLISH.strip()] * 2
    assert [(b.of(text), code) for b, code in body.foreign] == [(SPANISH, "es")]
    assert body.rows == 3


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Town | Dead | Source\nOrlan | 12 | police\n-----|----|----\nSelm | 3 | police", 4),
        ("Town\tDead\nOrlan\t12\nSelm\t3\n", 3),
        ("Town      Dead    Hurt\nOrlan     12      40\nSelm      3       9\n", 3),
        ("| Town | Dead |\n\n| Orlan | 12 |\n\n| Selm | 3 |", 3),
        ("By Ana Lund | Tidings\n\nThe port was shut.", 0),
        ("Home | News | Sport\n\nThe port was shut.", 0),
        ("The port was shut.   It will open.\n" * 5, 0),
        (f"{ENGLISH} | {ENGLISH}\n" * 5, 0),
    ],
)
def test_rows_of_tables(text: str, rows: int) -> None:
    assert len(list(table_rows(text))) == rows
