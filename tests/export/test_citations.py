"""Citations: what they quote is in the report, and nothing of a report works as markup, breaks a line or breaks an encoding."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standoff.account import ActorRef, Passage, Piece, SourceRef, statement_passage
from standoff.case import Case
from standoff.export.citations import citations, csl_json, markdown_citation, text_citation, web_address, web_annotation
from standoff.model import Dated, Report, Span, Statement, report_id
from strategies import texts

TEXT = "Ferry news. Mayor Ilda Rovek denied that the ferry was old."
HOSTILE = "<b>*a*</b> [x](javascript:alert(1)) `c` \u202eevil\u202c\r\n# head\n| t | \\ & &lt; ~~s~~ $m$ 🚢 \ud800 "
HOSTILE += "http://bad.example www.bad.example"


def report(text: str = TEXT, **more: Any) -> Report:
    return Report(report_id("Harbour Post", text), "harbour.txt", text, (Span(0, len(text)),), **{"outlet": "Harbour Post", **more})


def whole(of: Report) -> Passage:
    span = Span(0, len(of.text))
    return Passage(of.id, span, (Piece(of.text, "content", span),))


def denial(of: Report) -> Passage:
    at = of.text.index
    source, cue, content = (Span(at(x), at(x) + len(x)) for x in ("Mayor Ilda Rovek", "denied", "the ferry was old"))
    return statement_passage(of, Statement("s1", source, cue, (content,), "indirect", "deny"))


CHAIN = (SourceRef("Mayor Ilda Rovek", (ActorRef("a1", "Ilda Rovek Hale", 0.9, "name"),)),)

# What an item of a bibliography may hold, by csl-data.json 1.0.2 of citationstyles.org: the fields used here, and no others.
CSL: dict[str, Any] = {
    "id": str,
    "type": ("article-newspaper", "webpage"),
    "title": str,
    "container-title": str,
    "issued": dict,
    "URL": str,
    "language": str,
    "note": str,
}


def test_the_text_form_names_who_answers_where_and_in_which_text() -> None:
    of = report(published=Dated("2031-04", "metadata"), title="Ferry lost", url="https://harbour.example/ferry")
    assert text_citation(of, denial(of), CHAIN, "denied") == (
        "“Mayor Ilda Rovek denied that the ferry was old” – Mayor Ilda Rovek [inferred: Ilda Rovek Hale] (“denied”), Harbour Post "
        f"(2031-04), “Ferry lost”, characters 12–58, SHA-256 of the text {of.sha256[:12]}, https://harbour.example/ferry"
    )


def test_what_is_not_known_is_said() -> None:
    of = report(outlet=None)
    told = text_citation(of, denial(of))
    assert "– in the outlet’s own voice, harbour.txt (no date in the file), characters 12–58" in told
    assert "nobody named (“said”)" in text_citation(of, denial(of), (SourceRef(None, ()),), "said")


def test_a_cut_is_told_from_an_ellipsis_of_the_report() -> None:
    text = "Rovek, " + "who had come from the harbour … that day " * 6 + "said that the sea was calm."
    of = report(text)
    at = text.index("said")
    parts = (Span(0, 5), Span(at, at + 4), Span(text.index("the sea"), len(text) - 1))
    passage = statement_passage(of, Statement("s1", parts[0], parts[1], (parts[2],), "indirect", "assert"))
    told = text_citation(of, passage)
    assert told.count("[…]") == 1 and "said that the sea was calm”" in told
    assert json.loads(web_annotation(of, passage))["target"]["selector"][1]["exact"] == text[:-1]


def test_a_passage_of_another_report_is_refused() -> None:
    of = report()
    with pytest.raises(ValueError, match="not of"):
        text_citation(report("Another text."), denial(of))
    with pytest.raises(ValueError, match="not of"):
        web_annotation(report("Another text."), denial(of))


def test_every_form_of_every_statement_of_a_case(case: Case) -> None:
    rows = case.statements()
    assert rows
    for row in rows:
        of = case.report(row.report).report
        found = citations(of, row.passage, row.chain, row.cue)
        assert sorted(found) == ["annotation", "csl", "markdown", "text"]
        assert row.cue is None or row.cue in found["text"]
        assert all(form.encode("utf-8") for form in found.values())


def check_csl(told: str) -> dict[str, Any]:
    (item,) = json.loads(told)
    assert {"id", "type", "note"} <= item.keys() <= CSL.keys()
    for name, value in item.items():
        assert value in CSL[name] if isinstance(CSL[name], tuple) else isinstance(value, CSL[name]) and value
    if "issued" in item:
        (parts,) = item["issued"]["date-parts"]
        assert item["issued"].keys() == {"date-parts"} and 1 <= len(parts) <= 3 and all(isinstance(p, int) for p in parts)
    return dict(item)


@pytest.mark.parametrize(
    ("iso", "parts"), [("2031", [2031]), ("2031-04", [2031, 4]), ("2031-04-09", [2031, 4, 9]), ("2031-04-09T10:00", [2031, 4, 9])]
)
def test_csl_dates_are_no_finer_than_known(iso: str, parts: list[int]) -> None:
    of = report(published=Dated(iso, "metadata"))
    assert check_csl(csl_json(of, denial(of)))["issued"] == {"date-parts": [parts]}


def test_csl_leaves_out_what_is_not_known() -> None:
    of = report(outlet=None)
    item = check_csl(csl_json(of, denial(of)))
    assert item.keys() == {"id", "type", "language", "note"} and of.sha256 in item["note"] and "12–58" in item["note"]
    page = report(outlet=None, url="http://page.example/a")
    assert check_csl(csl_json(page, denial(page)))["type"] == "webpage"


@given(texts(), st.data())
def test_selectors_cut_the_same_characters_out_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    of = report(text)
    passage = Passage(of.id, Span(start, end), (Piece(text[start:end], "context", Span(start, end)),))
    told = json.loads(web_annotation(of, passage))
    position, quote = told["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == text[start:end]
    assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
    assert len(quote["prefix"]) == min(32, start) and len(quote["suffix"]) == min(32, len(text) - end)
    assert told["target"]["source"] == f"urn:sha256:{of.sha256}"


def test_an_annotation_is_one_of_the_w3c_model() -> None:
    of = report(url="https://harbour.example/ferry")
    told = json.loads(web_annotation(of, denial(of)))
    assert told.keys() == {"@context", "id", "type", "motivation", "target"} and told["type"] == "Annotation"
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld" and re.fullmatch("urn:uuid:[0-9a-f-]{36}", told["id"])
    assert told["target"]["source"] == "https://harbour.example/ferry"
    assert told["id"] == json.loads(web_annotation(of, denial(of)))["id"] != json.loads(web_annotation(of, whole(of)))["id"]


def test_hostile_text_stays_text() -> None:
    of = report(HOSTILE, outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
    found = citations(of, whole(of), (SourceRef(HOSTILE, ()),), HOSTILE)
    for name in ("text", "markdown"):
        assert not re.search("[\u202a-\u202e\ud800-\udfff\r]", found[name])
        assert "⟨U+202E⟩evil⟨U+202C⟩" in found[name] and "⟨U+D800⟩" in found[name] and "🚢" in found[name]
    assert "\n" not in found["text"] and len(found["markdown"].splitlines()) == 3
    assert all(form.encode("utf-8") for form in found.values())
    check_csl(found["csl"])
    assert json.loads(found["annotation"])["target"]["selector"][1]["exact"] == HOSTILE


def test_nothing_of_a_report_is_markup_in_markdown() -> None:
    of = report(HOSTILE, outlet=HOSTILE, title=HOSTILE, url="https://harbour.example/a(b)[c]<d>`e` f\u202e\ud800")
    told = markdown_citation(of, whole(of), (SourceRef(HOSTILE, ()),), HOSTILE)
    tokens = MarkdownIt("js-default").parse(told)
    assert [t.type.removesuffix("_open") for t in tokens if t.nesting == 1] == ["blockquote", "paragraph", "paragraph"]
    inside = [t for block in tokens if block.type == "inline" for t in block.children or ()]
    assert {t.type for t in inside} <= {"text", "text_special", "link_open", "link_close"}
    (link,) = (t.attrs["href"] for t in inside if t.type == "link_open")
    assert link == web_address(of.url) == "https://harbour.example/a%28b%29%5Bc%5D%3Cd%3E%60e%60%20f%E2%80%AE%ED%A0%80"
    shown = "".join(t.content for t in inside)
    assert shown.count("<b>*a*</b> [x](javascript:alert(1)) `c` ⟨U+202E⟩evil⟨U+202C⟩ ¶ # head ¶ | t | \\ & &lt; ~~s~~ $m$ 🚢 ⟨U+D800⟩") == 5
    assert len(re.findall(r"(?<!\\)://", told)) == 1 and "www.bad" not in told  # nor a bare link where those are taken for one


@given(texts(), texts())
def test_text_and_markdown_keep_their_lines(text: str, title: str) -> None:
    of = report(text, title=title, outlet=title)
    found = citations(of, whole(of), (SourceRef(text, ()),), title)
    assert len(found["text"].splitlines()) == 1 and len(found["markdown"].splitlines()) == 3
    check_csl(found["csl"])


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "http:", " https://a.example", "ftp://a.example", "https:// a"],
)
def test_only_http_becomes_a_link(url: str | None) -> None:
    of = report(url=url)
    assert web_address(url) is None
    assert "](" not in markdown_citation(of, denial(of)) and "URL" not in check_csl(csl_json(of, denial(of)))
    assert json.loads(web_annotation(of, denial(of)))["target"]["source"].startswith("urn:sha256:")


def test_an_address_is_not_escaped_twice() -> None:
    assert web_address("HTTPS://a.example/%C3%A9?q=1&r=é#x") == "HTTPS://a.example/%C3%A9?q=1&r=%C3%A9#x"
