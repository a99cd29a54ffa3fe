"""Tables for notebooks: a tuple in every other respect, and no text of a report works as markup."""

from __future__ import annotations

import pickle
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from standoff.account import Passage, Piece, Table, plain, table
from standoff.account.notebook_rows import COLUMNS, passage_html, rows_html
from standoff.case import Case
from standoff.model import Report, Span
from standoff.model.visible import visible
from strategies import texts

HOSTILE = "<script>alert(1)</script><img src=x onerror=y> & &amp; \u202eevil\u202c\r\n\x1b[31m 🚢 \ud800 \"q\" 'q'"
TAGS = {"div", "p", "strong", "small", "table", "thead", "tbody", "tr", "th", "td", "bdi", "em", "u", "br"}


class Page(HTMLParser):
    """The tags, attributes and text of HTML; raises where tags do not nest."""

    def __init__(self, told: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(told)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def page(told: str | None) -> Page:
    assert told is not None
    told.encode("utf-8")
    found = Page(told)
    assert found.tags <= TAGS and found.names <= {"style", "scope"}
    return found


def tables(case: Case) -> dict[str, Table[object]]:
    views = {"statements": case.statements(), "claims": case.claims(), "disputes": case.disputes(), "unknowns": case.unknowns()}
    return {**views, "actors": case.actors(), "search": case.search("ferry")}  # type: ignore[dict-item]


def test_a_table_is_a_tuple(case: Case) -> None:
    rows = case.statements()
    assert isinstance(rows, tuple) and rows == tuple(rows) and hash(rows) == hash(tuple(rows))
    assert plain(rows) == plain(tuple(rows)) and list(rows) == [*rows] and len(rows) == len(tuple(rows))
    assert pickle.loads(pickle.dumps(rows)) == rows and type(rows[0]).__name__ == "LedgerRow"
    assert type(rows[:2]) is Table and rows[:2] == tuple(rows)[:2] and rows[::-1][0] == rows[-1]


def test_every_view_is_shown_with_its_columns(case: Case) -> None:
    case.judge("dispute", "d1", by="ada", note="<b>seen</b>")
    for name, rows in {**tables(case), "judgements": case.judgements()}.items():
        found = page(rows._repr_html_())
        columns = COLUMNS[type(rows[0])]
        assert f"{len(rows)} {columns.noun}" in found.text, name
        assert all(head in found.texts for head, _ in columns.cells), name
    assert "<b>seen</b>" in page(case.judgements()._repr_html_()).text


def test_content_stands_with_its_source_and_cue(case: Case) -> None:
    told = case.statements()._repr_html_()
    assert told and "<strong>The ministry</strong> <em>denied</em> <u>there had been any orders</u>" in told
    assert "<strong>The ministry</strong> <em>denied</em>" in str(case.disputes()._repr_html_())


def test_no_more_than_the_first_rows_are_shown(case: Case) -> None:
    rows = case.statements()
    many = table([*rows] * 10)
    found = page(many._repr_html_())
    assert f"and {len(many) - 20} more" in found.text and str(many._repr_html_()).count("<tr>") == 21
    assert "more" not in page(table(rows[:1])._repr_html_()).text and "1 statement" in page(table(rows[:1])._repr_html_()).text


def test_no_rows_and_other_rows() -> None:
    assert "No rows." in page(table([])._repr_html_()).text
    assert table([1, 2])._repr_html_() is None


def test_private_persons_are_not_listed(case: Case) -> None:
    assert "Jon Ash" not in str(case.actors()._repr_html_())
    assert "Jon Ash" in str(case.actors(private=True)._repr_html_())


def test_hostile_text_stays_text(case: Case) -> None:
    row = case.statements()[0]
    span = Span(0, len(HOSTILE))
    shown = replace(row, outlet=HOSTILE, act=HOSTILE, passage=Passage(row.report, span, (Piece(HOSTILE, "content", span),)))  # type: ignore[arg-type]
    found = page(rows_html([shown], 20))
    seen = "<script>alert(1)</script><img src=x onerror=y> & &amp; ⟨U+202E⟩evil⟨U+202C⟩ ¶ ␛[31m 🚢 ⟨U+D800⟩ \"q\" 'q'"
    assert found.text.count(seen) == 3
    dispute = replace(case.disputes()[0], question=HOSTILE, reason=HOSTILE)
    assert page(dispute._repr_html_()).text.count("<script>alert(1)</script>") == 2
    page(rows_html([dispute], 20))


@given(texts())
def test_a_passage_shows_every_character(text: str) -> None:
    span = Span(0, len(text))
    found = page(passage_html(Passage("r", span, (Piece(text, "cue", span),))))
    assert found.text == visible(text, lines=False) or found.text == "–"
    assert not set(found.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\r\n")


def test_a_dispute_and_a_claim_in_full(case: Case) -> None:
    dispute = case.disputes()[0]
    found = page(dispute._repr_html_())
    assert dispute.question in found.text and f"confidence {dispute.confidence:.2f}; why (first)" in found.text
    assert {"side", "holder (inferred)", "told as", "passage", "where"} <= set(found.texts)
    claim = case.claims()[0]
    found = page(claim._repr_html_())
    assert "says" in found.texts and "denies" in found.texts and f"reports: {claim.reports}, origins: {claim.origins}" in found.text


def test_a_report_is_shown_without_its_text(case: Case) -> None:
    for report in case.reports():
        found = page(report._repr_html_())
        assert f"{len(report.text):,}" in found.texts and report.file in found.texts and (report.outlet or "–") in found.texts
        view = page(case.report(report.id)._repr_html_())
        assert case.report(report.id).chip in view.texts
        assert all(p.of(report.text).strip() not in view.text for p in report.paragraphs if len(p) > 120)


def test_a_hostile_report() -> None:
    report = Report("r", HOSTILE, HOSTILE, (), outlet=HOSTILE, title=HOSTILE, notes=(HOSTILE,))
    assert page(report._repr_html_()).text.count("⟨U+202E⟩evil⟨U+202C⟩") == 4


@pytest.mark.parametrize("most", [0, 1])
def test_rows_are_shown_up_to_a_number(case: Case, most: int) -> None:
    rows = case.statements()
    assert f"and {len(rows) - most} more" in str(rows_html(rows, most))
