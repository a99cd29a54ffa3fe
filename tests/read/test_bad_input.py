"""Bad input, read whole by both readers: other languages, capitals, no punctuation, transcripts, tables, hidden characters, odd marks."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ingest.build import Raw, build
from standoff.model import Reading, Report
from standoff.read import load_reader
from standoff.read.baseline import BaselineReader
from strategies import texts

ENGLISH = """Ilda Rovek, the mayor of Port Ilma, said on Thursday that the port would open at dawn.

“We will open it,” Ms. Rovek told reporters. The ferry company denied that its crew had been asleep. At least 12 people were hurt.

It was not clear who had been at the wheel, the coast guard said."""

OTHERS = {
    "es": "El puerto de Ilma fue cerrado el jueves después de que dos transbordadores chocaran en la niebla. “No sabemos nada”, dijo ella.",
    "fr": "Le port d'Ilma a été fermé jeudi après la collision de deux ferries. « Nous ne savons rien », a dit la maire aux journalistes.",
    "de": "Der Hafen von Ilma wurde am Donnerstag geschlossen. „Wir wissen nichts“, sagte die Bürgermeisterin den Journalisten am Abend.",
    "ru": "Порт Ильма был закрыт в четверг после столкновения двух паромов. «Мы ничего не знаем», сказала мэр журналистам вечером.",
    "ar": "أغلق ميناء إلما يوم الخميس بعد اصطدام عبارتين في الضباب، وقال خفر السواحل: «لا نعرف السبب» في بيان صدر مساء اليوم.",
    "he": "\u202bנמל אילמה נסגר ביום חמישי אחרי ששתי מעבורות התנגשו בערפל. \"איננו יודעים דבר\", אמרה ראש העיר לעיתונאים.\u202c",
    "zh": "星期四，两艘渡轮在大雾中相撞，伊尔马港因此关闭。市长说：“我们还不知道原因。”海岸警卫队没有说明更多情况。",
    "ja": "木曜日、霧の中で二隻のフェリーが衝突し、イルマ港は閉鎖された。市長は「何も分からない」と記者団に述べた。",
}  # fmt: skip

READERS = {"network": load_reader(), "baseline": BaselineReader()}
both = pytest.mark.parametrize("name", READERS)


def report(text: str) -> Report:
    """The report as it comes out of ingest, furniture and language found."""
    return build(Raw("a.txt", text, "utf-8"), None, "Tidings", where="a.txt")


@cache
def read(name: str, text: str) -> Reading:
    reading = READERS[name].read(report(text))
    assert all(s.of(text).strip() for s in reading.spans())
    assert READERS[name].read(report(text)) == reading
    return reading


def told(reading: Reading) -> set[tuple[str, str]]:
    """Source and content of each statement, without marks and small differences of writing."""
    text = reading.report.text

    def plain(words: str) -> str:
        return re.sub(r"[^a-z ]", "", words.lower())

    return {(plain(s.source.of(text) if s.source else ""), plain(" ".join(c.of(text) for c in s.content))) for s in reading.statements}


def layers(reading: Reading) -> int:
    return sum(
        map(
            len,
            (
                reading.sentences,
                reading.mentions,
                reading.statements,
                reading.figures,
                reading.labels,
                reading.open_questions,
                reading.roles,
            ),
        )
    )


PLAIN = {
    ("ilda rovek", "the port would open at dawn"),
    ("the ferry company", "its crew had been asleep"),
    ("the coast guard", "it was not clear who had been at the wheel"),
}
QUOTED = "we will open it"


def quotes_found(reading: Reading) -> bool:
    return any(said == QUOTED and "rovek" in who for who, said in told(reading))


# --- other languages ----------------------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("code", OTHERS)
def test_a_report_in_another_language_is_marked_and_not_read(name: str, code: str) -> None:
    reading = read(name, f"{OTHERS[code]}\n\n{OTHERS[code]} {OTHERS[code]}")
    assert reading.report.language == code
    assert reading.report.notes == (f"The text is in another language ({code}); the reader is made for English.",)
    assert layers(reading) == 0
    assert len(reading.notes) == 1


@both
@pytest.mark.parametrize("code", OTHERS)
def test_a_paragraph_in_another_language_is_left_out_and_the_rest_is_read(name: str, code: str) -> None:
    first, rest = ENGLISH.split("\n\n", 1)
    text = f"{first}\n\n{OTHERS[code]}\n\n{rest}"
    reading = read(name, text)
    assert reading.report.language == "en"
    assert told(reading) == told(read(name, ENGLISH))
    assert any(n.startswith("Not read: 1 paragraph in another language") for n in reading.notes)
    start = text.index(OTHERS[code])
    assert not any(s.start < start + len(OTHERS[code]) and start < s.end for s in reading.spans())
    assert any("another language" in n for n in reading.report.notes)


@both
def test_a_report_mostly_in_another_language_is_not_read_for_its_few_english_lines(name: str) -> None:
    reading = read(name, "\n\n".join([ENGLISH.split("\n\n")[0], *[OTHERS["fr"], OTHERS["fr"].replace("jeudi", "lundi")] * 2]))
    assert reading.report.language == "fr"
    assert layers(reading) == 0


def test_an_english_report_with_a_long_quotation_in_another_language_is_read() -> None:
    said = OTHERS["es"].split(". ")[0]
    text = f"{ENGLISH}\n\nThe mayor then said in Spanish: “{said}.” She left after that."
    reading = read("network", text)
    assert told(read("network", ENGLISH)) <= told(reading)
    assert any(s.kind == "direct" and said in s.content[0].of(text) for s in reading.statements)


# --- letters and marks --------------------------------------------------------------------------------------------------------


def test_what_the_plain_report_says() -> None:
    reading = read("network", ENGLISH)
    assert told(reading) >= PLAIN
    assert quotes_found(reading)
    assert [(f.span.of(ENGLISH), f.low, f.high) for f in reading.figures] == [("At least 12", 12, None)]
    assert len(reading.open_questions) == 1
    assert reading.notes == ()


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_a_report_all_in_capitals_or_without_any_is_read_with_a_note(change: object) -> None:
    text = change(ENGLISH)  # type: ignore[operator]
    reading = read("network", text)
    assert told(reading) >= PLAIN
    assert quotes_found(reading)
    assert [f.low for f in reading.figures] == [12]
    assert [n for n in reading.notes if "capitals" in n]
    assert any(s.kind == "direct" for s in reading.statements)


@both
def test_a_text_without_punctuation_is_read_with_a_note(name: str) -> None:
    text = re.sub(r"[^\w\s]", "", ENGLISH).replace("\n", " ") * 3
    reading = read(name, text)
    assert reading.notes == ("The text has hardly any punctuation: sentences and statements are less sure.",)
    assert all(s.cue and s.cue.of(text) in ("said", "told", "told reporters", "denied") for s in reading.statements)


@both
@pytest.mark.parametrize(
    "hide",
    [
        lambda t: t.replace("sa", "s\u200ba").replace("de", "d\u00ade"),
        lambda t: t.replace("Rovek", "\u200fRo\u2060vek\u200e").replace("told", "\u2066told\u2069"),
        lambda t: t.replace("ed", "e\x00d\x07").replace("\n\n", "\x1b\n\n\ufeff"),
        lambda t: "".join(c + "\u200b" for c in t),
        lambda t: t.translate({ord("a") + i: 0x1D5EE + i for i in range(26)}),
    ],
    ids=["soft", "direction", "control", "between all", "bold"],
)
def test_what_nobody_sees_changes_nothing(name: str, hide: object) -> None:
    text = hide(ENGLISH)  # type: ignore[operator]
    reading = read(name, text)
    assert reading.report.text == text

    def seen(words: str) -> str:
        return "".join(
            chr(ord(c) - 0x1D5EE + ord("a")) if 0x1D5EE <= ord(c) < 0x1D608 else c for c in words if c.isspace() or c.isprintable()
        )

    plain = read(name, ENGLISH)
    assert [[seen(x.of(text)) for x in s.spans()] for s in reading.statements] == [
        [x.of(ENGLISH) for x in s.spans()] for s in plain.statements
    ]
    assert [seen(f.span.of(text)) for f in reading.figures] == [f.span.of(ENGLISH) for f in plain.figures]
    assert len(reading.mentions) == len(plain.mentions)


@both
@pytest.mark.parametrize("marks", ["„“", "„”", "«»", "»«", "「」", "『』", "‹›", '""', "＂＂", "‘’", "''", "‟”", "””"])
def test_quotation_marks_of_every_script_make_direct_speech(name: str, marks: str) -> None:
    text = ENGLISH.replace("“", marks[0]).replace("”", marks[1])
    reading = read(name, text)
    (said,) = [s for s in reading.statements if "We will open" in s.content[0].of(text)]
    assert said.kind == "direct"
    assert [c.of(text) for c in said.content] == [f"{marks[0]}We will open it,{marks[1]}"]


@both
@pytest.mark.parametrize("mark", list("“”„‟«»‹›「」『』＂\"'‘’‚`"))
def test_a_mark_without_partner_does_not_swallow_the_other_paragraphs(name: str, mark: str) -> None:
    first, second, third = ENGLISH.split("\n\n")
    text = f"{first}\n\n{mark}{second.replace('“', '').replace('”', '')}\n\n{third}"
    reading = read(name, text)
    found = told(reading)
    assert any(who == "the coast guard" and said.endswith("it was not clear who had been at the wheel") for who, said in found)
    assert any(said == "the port would open at dawn" for _, said in found)
    assert name == "baseline" or any(said == "its crew had been asleep" for _, said in found)


@both
def test_many_marks_without_partners_are_noted(name: str) -> None:
    text = ENGLISH.replace("“", "“„«“").replace("dawn.", "dawn.” »")
    assert any("have no partner" in n for n in read(name, text).notes)


# --- forms --------------------------------------------------------------------------------------------------------------------


@both
def test_rows_of_a_table_are_left_out_with_a_note(name: str) -> None:
    text = f"{ENGLISH}\n\nTown | Dead | Source\nOrlan | 12 | police said\nSelm | 1,200 | the mayor said that\n\nIt rained."
    reading = read(name, text)
    assert told(reading) == told(read(name, ENGLISH))
    assert reading.notes == ("Not read: 3 rows of a table.",)
    assert [f.low for f in reading.figures] == [12]


@both
def test_a_report_that_is_all_table_is_empty_with_a_note(name: str) -> None:
    text = "Town | Dead | Who said it\n" + "".join(f"Orlan | {n} | the police said that\n" for n in range(40))
    reading = read(name, text)
    assert layers(reading) == 0
    assert reading.notes


@both
def test_turns_of_a_transcript_are_statements_of_their_speakers(name: str) -> None:
    text = "\n\n".join(
        [
            "Ferry inquiry: the mayor answers",
            "ANA LUND, HOST: Good evening. Two ferries collided on Thursday. Mayor, who is to blame?",
            "MAYOR ILDA ROVEK: Nobody knows that yet. The coast guard said that both captains were sober.",
            "We will open the port at dawn.",
            "LUND: The port has been shut for a week.",
            "ROVEK: It has been shut for a day.",
        ]
    )
    reading = read(name, text)
    turns = [s for s in reading.statements if s.cue and s.cue.of(text) == ":"]
    assert [(s.source.of(text) if s.source else None, s.act if s.act == "ask" else "", s.kind) for s in turns] == [
        ("ANA LUND", "ask", "direct"),
        ("MAYOR ILDA ROVEK", "", "direct"),
        ("ROVEK", "", "direct"),
    ]
    assert [c.of(text) for c in turns[1].content][1] == "We will open the port at dawn."
    (guard,) = [s for s in reading.statements if s.cue and s.cue.of(text) == "said"]
    assert guard.parent == turns[1].id
    assert any(n.startswith("Read as a transcript: 4 turns") for n in reading.notes)


def test_link_lines_and_headlines_of_other_stories_are_not_read(article: str) -> None:
    first, rest = ENGLISH.split("\n\n", 1)
    lines = [
        "WATCH: Rovek says the port is safe",
        "RELATED: Brill accuses the ferry company of lying.",
        "FERRY COMPANY DENIES LEAK, SAYS MAYOR LIED",
    ]
    text = "\n\n".join([first, *lines, rest])
    assert told(read("network", text)) == told(read("network", ENGLISH))


# --- size and anything at all ---------------------------------------------------------------------------------------------------


@both
def test_work_grows_with_the_text_and_no_faster(name: str) -> None:
    """Layers of a text of many different paragraphs are those of its parts: no window, quotation or voice reaches over a part."""
    parts = [ENGLISH.replace("12", str(n)).replace("Ilma", f"Ilma{n}") for n in range(20, 32)]
    reading = read(name, "\n\n".join(parts))
    assert len(reading.figures) == len(parts)
    assert len(reading.open_questions) == len(parts) * len(read(name, ENGLISH).open_questions)
    assert abs(len(reading.statements) - len(parts) * len(read(name, ENGLISH).statements)) <= 2


TURNS = ("ROVEK: No.", "BRILL: It was you, was it not?")
HARD = st.sampled_from([*OTHERS.values(), *ENGLISH.split("\n\n"), *TURNS, "a | b\nc | d\ne | f", "\u202e", "\x00", "ﬁ", "𝟏𝟐", "\n\n", " "])


@settings(max_examples=40, deadline=None)
@given(st.one_of(texts(), st.lists(st.one_of(HARD, st.text(max_size=8)), max_size=8).map("".join)))
def test_any_text_is_read_or_noted(text: str) -> None:
    if not any(c.isalnum() for c in text):
        return
    for reader in READERS.values():
        reading = reader.read(report(text))
        assert all(s.of(text).strip() for s in reading.spans())
        assert reading.report.language == "en" or (layers(reading) == 0 and reading.notes)
