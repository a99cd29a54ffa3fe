from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest import Duplicate, Ingested, Item, Skipped, ingest
from standoff.model import BadInput, Report
from standoff.model.report import report_id
from strategies import texts


def reports(items: list[Item]) -> list[Report]:
    return [item.report for item in items if isinstance(item, Ingested)]


def faults(items: list[Item]) -> list[BadInput]:
    return [item for item in items if isinstance(item, BadInput)]


def only_fault(items: list[Item]) -> BadInput:
    [fault] = items
    assert isinstance(fault, BadInput)
    assert fault.where and fault.hint, "a fault says where it is and what to try"
    return fault


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- plain text ---------------------------------------------------------------------------------------------------------------


def test_a_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "Fog shuts Port Ilma\r\n\r\nThe harbour 🙂 was shut, سالم said.\r\nIt is  not clear why. \t"
    [report] = reports(list(ingest([put(tmp_path, "a.txt", text)], outlet="The Fog Horn")))
    assert report.text == text
    assert report.file == "a.txt"
    assert report.outlet == "The Fog Horn"
    assert report.id == report_id("The Fog Horn", text)
    assert report.encoding == "utf-8"
    assert report.published is None
    assert report.title == "Fog shuts Port Ilma"
    assert [p.of(text) for p in report.paragraphs][1:] == ["The harbour 🙂 was shut, سالم said.", "It is  not clear why."]


@given(texts())
def test_any_text_is_a_report_or_a_fault(text: str) -> None:
    for item in ingest(["-"], stdin=io.BytesIO(text.encode())):
        assert isinstance(item, BadInput) or (
            isinstance(item, Ingested) and all(p.end <= len(item.report.text) for p in item.report.paragraphs)
        )


def test_the_guess_of_an_encoding_is_recorded(tmp_path: Path, article: str) -> None:
    [report] = reports(list(ingest([put(tmp_path, "a.txt", article.encode("windows-1252"))])))
    assert report.text == article
    assert report.encoding == "windows-1252 (guessed)"


@pytest.mark.parametrize(
    ("head", "iso", "how"),
    [
        ("PORT ILMA, April 30, 2019 (Reuters) - ", "2019-04-30", "dateline"),
        ("Published: May 1, 2019 10:02 GMT\n\n", "2019-05-01", "time stamp in the text"),
        ("date 2019-05-12 © Reuters / Ole Brekke\n\n", "2019-05-12", "time stamp in the text"),
    ],
)
def test_a_date_in_the_text_dates_the_report(tmp_path: Path, article: str, head: str, iso: str, how: str) -> None:
    [report] = reports(list(ingest([put(tmp_path, "a.txt", head + article)])))
    assert report.published is not None
    assert (report.published.iso, report.published.how) == (iso, how)


def test_a_day_without_a_year_is_noted_and_dates_nothing(tmp_path: Path, article: str) -> None:
    [report] = reports(list(ingest([put(tmp_path, "a.txt", f"PORT ILMA, April 30 (Reuters) - {article}")])))
    assert report.published is None
    assert report.notes == ("The dateline says April 30 without a year; the report is kept undated.",)
    assert [(o.name, o.whole) for o in report.origins] == [("Reuters", True)]


def test_a_text_in_another_language_says_so(tmp_path: Path) -> None:
    text = "Der Hafen von Port Ilma wurde am Donnerstag geschlossen, nachdem zwei Fähren im Nebel zusammengestoßen waren, so die Wache."
    [report] = reports(list(ingest([put(tmp_path, "a.txt", text)])))
    assert report.language == "de"
    assert report.notes == ("The text is in another language (de); the reader is made for English.",)


def test_a_report_partly_in_another_language_is_marked(tmp_path: Path, article: str) -> None:
    text = f"{article}\n\nDer Hafen von Port Ilma wurde am Donnerstag geschlossen, nachdem zwei Fähren im Nebel zusammengestoßen waren.\n"
    [report] = reports(list(ingest([put(tmp_path, "a.txt", text * 2)])))
    assert report.language == "en"
    assert [n for n in report.notes if n.endswith("% of the words are in another language (de).")]


# --- bad input ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.txt", b"", "It is empty"),
        ("a.txt", b" \r\n\t ", "holds no words"),
        ("a.txt", "\ufeff".encode(), "It is empty"),
        ("a.txt", "— * —".encode(), "holds no words"),
        ("a.txt", b"%PDF-1.4 ...", "It is a PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "It is a PNG image"),
        ("a.docx", b"PK\x03\x04 word/document.xml", "Word document"),
        ("a.txt", b"ab\0cd", "binary data"),
        ("a.html", b"", "It is empty"),
        ("a.html", b"%PDF-1.4", "It is a PDF"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav><p>Hi.</p></body></html>", "No article was found"),
        ("a.html", b"<html>", "No article was found"),
        ("a.html", b"<<<>>>", "No article was found"),
        ("a.jsonl", b"", "It is empty"),
        ("a.jsonl", b"PK\x03\x04\x14\0", "ZIP archive"),
        ("a.jsonl", b'[{"text": "a"}]', "one JSON array"),
        ("a.jsonl", b"\xff\xfe{\0", "UTF-16"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(tmp_path: Path, article: str, name: str, content: bytes, what: str) -> None:
    bad, good = put(tmp_path, name, content), put(tmp_path, "good.txt", article)
    items = list(ingest([bad, good]))
    fault = only_fault(items[:1])
    assert what in fault.what
    assert fault.where.startswith(str(bad))
    assert [r.file for r in reports(items[1:])] == ["good.txt"]


def test_a_long_text_is_refused_with_the_limit(tmp_path: Path, article: str) -> None:
    size = 60_000_000
    path = tmp_path / "a.txt"
    with path.open("wb") as file:  # a sparse file would be binary; this one is spaces
        for _ in range(60):
            file.write(b" word" * (size // 300))
    fault = only_fault(list(ingest([path])))
    assert "5,000,000 bytes" in fault.what
    assert "split" in fault.hint
    small = list(ingest([put(tmp_path, "b.txt", article)], limit=100))
    assert "100 bytes" in only_fault(small).what
    assert reports(list(ingest([tmp_path / "b.txt"], limit=len(article.encode()))))


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such file" in only_fault(list(ingest([tmp_path / "nothing.txt"]))).what
    assert only_fault(list(ingest(["bad\0name"]))).hint


def test_nothing_given_is_nothing_read() -> None:
    assert list(ingest([])) == []


# --- folders ------------------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_order_and_what_is_passed_over_is_said(tmp_path: Path, article: str) -> None:
    for name in ("b.txt", "a/z.TXT", "a/b/c.md", ".hidden/x.txt", ".DS_Store", "photo.png", "reports.csv", "README"):
        put(tmp_path, name, name + "\n\n" + article)
    items = list(ingest([tmp_path]))
    assert [r.file for r in reports(items)] == ["a/b/c.md", "a/z.TXT", "b.txt"]
    assert sorted(Path(i.file).name for i in items if isinstance(i, Skipped)) == ["README", "photo.png", "reports.csv"]
    assert faults(items) == []


@pytest.mark.parametrize("names", [[], ["photo.png"], [".hidden.txt"]])
def test_a_folder_without_reports_is_a_fault(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        put(tmp_path, name, "x")
    items = [i for i in ingest([tmp_path]) if not isinstance(i, Skipped)]
    assert "folder" in only_fault(items).what


# --- the same twice -----------------------------------------------------------------------------------------------------------


def test_the_same_report_twice_is_read_once_and_said(tmp_path: Path, article: str) -> None:
    one, two = put(tmp_path, "one.txt", article), put(tmp_path, "two.txt", article)
    first, second, third = ingest([one, two, one])
    assert isinstance(first, Ingested)
    assert second == Duplicate("two.txt", "one.txt", first.report.id)
    assert third == Duplicate("one.txt", "one.txt", first.report.id)


def test_wire_copy_in_two_outlets_is_two_reports(tmp_path: Path, article: str) -> None:
    one, two = put(tmp_path, "one.txt", article), put(tmp_path, "two.txt", article)
    meta = put(tmp_path, "reports.csv", "file,outlet\none.txt,The Fog Horn\ntwo.txt,Port Ilma Post\n")
    assert len(reports(list(ingest([one, two], meta=meta)))) == 2


# --- metadata -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_metadata_in_the_ways_that_spreadsheets_write_it(tmp_path: Path, article: str, encoding: str, delimiter: str) -> None:
    rows = [
        ["Title", "FILE", " outlet", "published", "url", "remark"],
        ['"Fog, again; café"', "a.txt", "Søndag", "2019-04", "https://fog.example/a", ""],
    ]
    meta = put(tmp_path, "m.csv", "\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    items = list(ingest([put(tmp_path, "a.txt", article)], meta=meta, outlet="not this"))
    [report] = reports(items)
    assert len(items) == 1
    assert report.published is not None
    assert (report.outlet, report.published.iso, report.published.how) == ("Søndag", "2019-04", "metadata")
    assert (report.url, report.title) == ("https://fog.example/a", "Fog, again; café")


def test_rows_fit_by_the_longest_end_of_the_path(tmp_path: Path, article: str) -> None:
    for name in ("x/a.txt", "y/a.txt"):
        put(tmp_path, name, name + article)
    meta = put(tmp_path, "m.csv", "file,outlet\na.txt,Any\ny/a.txt,Wide\n")
    assert [(r.file, r.outlet) for r in reports(list(ingest([tmp_path], meta=meta)))] == [("x/a.txt", "Any"), ("y/a.txt", "Wide")]


def test_the_metadata_file_itself_is_not_called_skipped(tmp_path: Path, article: str) -> None:
    put(tmp_path, "a.txt", article)
    meta = put(tmp_path, "m.csv", "file\na.txt\n")
    assert [type(i) for i in ingest([tmp_path], meta=meta)] == [Ingested]


def test_faults_of_rows_are_named_by_line_and_the_rest_counts(tmp_path: Path, article: str) -> None:
    lines = ["file,outlet,published", "a.txt,The Fog Horn,03/04/2019", ",Nobody,2019", "gone.txt,X,2019", "a.txt,Y,2019"]
    meta = put(tmp_path, "m.csv", "\n".join(lines))
    items = list(ingest([put(tmp_path, "a.txt", article)], meta=meta))
    assert [f.where for f in faults(items)] == [f"{meta} line {n}" for n in (2, 3, 5, 4)]
    assert "two dates" in faults(items)[0].what
    assert "gone.txt, which is not among the inputs" in faults(items)[-1].what
    [report] = reports(items)
    assert (report.outlet, report.published) == ("The Fog Horn", None)


@pytest.mark.parametrize("content", [b"", b"outlet,published\nThe Fog Horn,2019\n", b"%PDF-1.4", b"\n\n"])
def test_metadata_that_cannot_be_used_ends_the_call(tmp_path: Path, article: str, content: bytes) -> None:
    fault = only_fault(list(ingest([put(tmp_path, "a.txt", article)], meta=put(tmp_path, "m.csv", content))))
    assert fault.where == str(tmp_path / "m.csv")


def test_metadata_that_is_not_there_ends_the_call(tmp_path: Path, article: str) -> None:
    assert "cannot be read" in only_fault(list(ingest([put(tmp_path, "a.txt", article)], meta=tmp_path / "none.csv"))).what


# --- JSON Lines ---------------------------------------------------------------------------------------------------------------


def test_json_lines_give_their_fields(tmp_path: Path, article: str) -> None:
    record = {
        "id": "x7",
        "outlet": "The Fog Horn",
        "url": "https://fog.example/a",
        "published": "2019-04-30T10:00Z",
        "title": "Fog",
        "text": article,
    }
    path = put(
        tmp_path, "a.jsonl", json.dumps(record) + "\n\n" + json.dumps({"text": article, "url": "https://www.post.example/2019/05/01/b"})
    )
    one, two = reports(list(ingest([path])))
    assert one.published is not None and two.published is not None
    assert one.text == f"Fog\n\n{article}"
    assert (one.file, one.outlet, one.published.iso, one.url, one.title) == (
        "a.jsonl#x7",
        "The Fog Horn",
        "2019-04-30",
        record["url"],
        "Fog",
    )
    assert [(f.kind, f.span.of(one.text)) for f in one.furniture] == [("headline", "Fog")]
    assert (two.file, two.outlet, two.published.iso, two.published.how) == ("a.jsonl:3", "post.example", "2019-05-01", "address")
    assert two.text == article


def test_a_broken_line_seven_costs_only_itself(tmp_path: Path, article: str) -> None:
    lines = [json.dumps({"text": f"{n}. {article}"}) for n in range(1, 11)]
    lines[6] = lines[6][:40]
    items = list(ingest([put(tmp_path, "a.jsonl", "\n".join(lines))]))
    [fault] = faults(items)
    assert fault.where.endswith("a.jsonl line 7")
    assert "not JSON" in fault.what
    assert len(reports(items)) == 9


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("[1, 2]", "an array, not an object"),
        ("17", "a number, not an object"),
        ("{}", "no text"),
        ('{"body": "a"}', "no text"),
        ('{"text": null}', "no text"),
        ('{"text": ["a"]}', "text is an array"),
        ('{"text": "  "}', "empty"),
        ('{"text": "a\\u0000b"}', "binary"),
        ("{'text': 'a'}", "not JSON"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_line_that_is_no_report(tmp_path: Path, article: str, line: str, what: str) -> None:
    path = put(tmp_path, "a.jsonl", json.dumps({"text": article}) + "\n" + line + "\n" + json.dumps({"text": "More. " + article}))
    items = list(ingest([path]))
    [fault] = faults(items)
    assert what in fault.what
    assert fault.where == f"{path} line 2"
    assert len(reports(items)) == 2


def test_fields_of_the_wrong_kind_are_left_out_and_noted(tmp_path: Path, article: str) -> None:
    record = {"text": article + "\ud800", "published": "03/04/2019", "outlet": ["x"], "title": " ", "id": 9}
    [report] = reports(list(ingest([put(tmp_path, "a.jsonl", json.dumps(record))])))
    assert (report.published, report.outlet, report.title, report.file) == (None, None, None, "a.jsonl#9")
    assert report.text == article + "\ufffd"
    assert len(report.notes) == 3


def test_a_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path, article: str) -> None:
    lines = [json.dumps({"text": "x " * 400_000}), json.dumps({"text": article}), json.dumps({"text": "fog " * 500})]
    items = list(ingest([put(tmp_path, "a.jsonl", "\n".join(lines))], limit=1000))
    assert [f.where.rsplit(" ", 1)[1] for f in faults(items)] == ["1", "3"]
    assert [r.file for r in reports(items)] == ["a.jsonl:2"]


def test_metadata_for_one_line_of_a_file(tmp_path: Path, article: str) -> None:
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps({"id": i, "text": f"{i} {article}"}) for i in "xy"))
    meta = put(tmp_path, "m.csv", "file,outlet\na.jsonl#x,The Fog Horn\na.jsonl,Any\n")
    assert [r.outlet for r in reports(list(ingest([path], meta=meta)))] == ["The Fog Horn", "Any"]


@given(st.lists(texts(), min_size=1, max_size=4))
def test_texts_come_out_of_json_as_they_went_in(bodies: list[str]) -> None:
    lines = "\n".join(json.dumps({"text": body}) for body in bodies)
    kept = {r.text for r in reports(list(ingest(["-"], stdin=io.BytesIO(lines.encode()))))}
    assert kept <= set(bodies)


# --- standard input -----------------------------------------------------------------------------------------------------------


def test_standard_input_is_told_by_what_it_holds(article: str) -> None:
    [text] = reports(list(ingest(["-"], stdin=io.BytesIO(article.encode()))))
    lines = json.dumps({"text": article}) + "\n" + json.dumps({"text": "Fog. " + article})
    assert (text.file, text.text) == ("-", article)
    assert len(reports(list(ingest(["-"], stdin=io.BytesIO(lines.encode()))))) == 2
    assert "empty" in only_fault(list(ingest(["-"], stdin=io.BytesIO(b"")))).what


def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path: Path, article: str) -> None:
    [report] = reports(list(ingest([put(tmp_path, "a.txt", "{Port Ilma} " + article)])))
    assert report.text.startswith("{Port Ilma}")
