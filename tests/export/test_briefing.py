"""The briefing: read back by a CommonMark reader with footnotes, every quotation looked up in its report, nothing of a report at work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from deeds import deeds, deeds_path
from example_case import example_copy, example_material
from hostile import OUTLETS, PIECES, TITLES, hostile_case
from quarrel import material as quarrel
from standoff.account import Material, Passage, Piece
from standoff.account.outlets import outlets
from standoff.account.speakers import speakers
from standoff.account.timeline_index import TimelineIndex
from standoff.case import Case
from standoff.export.briefing import chunks
from standoff.export.citations import web_address
from standoff.export.markdown import link, listed, passage, printed, text
from standoff.export.parcel import Parcel
from standoff.model import Dated, Dispute, Links, Origin, Position, Report, Span, report_id
from standoff.model.visible import visible
from strategies import texts
from told import CALM, report, told

__all__ = ["deeds", "deeds_path"]
SECTIONS = [
    "What happened",
    "Who disputes it",
    "What nobody knows yet",
    "Who says so",
    "Who stands with whom",
    "How each outlet tells it",
    "What this briefing could not do",
    "Sources",
]
BLOCKS = {
    "paragraph", "heading", "bullet_list", "list_item", "inline",
    "footnote_block", "footnote", "footnote_anchor",
}  # fmt: skip
INSIDE = {"text", "text_special", "softbreak", "strong", "link", "code_inline", "footnote_ref"}
PLACE = re.compile(r"characters (\d+)–(\d+), text ([0-9a-f]{12})\.$")


def briefing(material: Material, **more: object) -> str:
    return b"".join(chunks(Parcel("harbour", material, **more))).decode()  # type: ignore[arg-type]


def parsed(page: str, *more: str) -> list[Token]:
    """The tokens of a reader of CommonMark with footnotes; `more` are further rules that it knows."""
    return MarkdownIt("commonmark").enable(list(more)).use(footnote_plugin).parse(page)


def bare(page: str) -> list[str]:
    """What a reader that links bare addresses would take for one, outside of the links that the briefing makes."""
    left = re.sub(r"\]\([^)]*\)|<https?://[^>]*>", "", page)
    return re.findall(r"(?<!\\)://|www\.|mailto:|[^\\]@", left, re.I)


def kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def plain(tokens: list[Token]) -> str:
    """What a reader sees of a line, footnotes as ⟦label⟧."""
    shown = {"softbreak": " "}
    return "".join(f"⟦{t.meta['label']}⟧" if t.type == "footnote_ref" else shown.get(t.type, t.content) for t in tokens)


def lines(page: str) -> Iterator[tuple[str, str]]:
    """Every line of the body, with the heading of its section."""
    section = ""
    tokens = parsed(page)
    for n, token in enumerate(tokens):
        if token.type == "footnote_block_open":
            return
        if token.type == "inline":
            line = plain(token.children or [])
            if tokens[n - 1].type == "heading_open" and tokens[n - 1].tag == "h2":
                section = line
            yield section, line


def footnotes(page: str) -> dict[str, str]:
    """The footnotes by label, as a reader sees them."""
    found, label = {}, ""
    for token in parsed(page):
        if token.type == "footnote_open":
            label = token.meta["label"]
        elif token.type == "inline" and label:
            found[label] = plain([t for t in token.children or [] if t.type != "footnote_anchor"])
    return found


def even(words: str) -> str:
    """Words to compare by: blanks and signs of paragraphs are one blank."""
    return " ".join(words.replace("¶", " ").split())


def quotations(page: str) -> Iterator[tuple[str, str, str, str]]:
    """Each quotation that ends in a footnote, with its section, label, and what stands before it in the line."""
    for section, line in lines(page):
        at = 0
        for found in re.finditer(r"⟦(\d+)⟧", line):
            before = line[at : found.start()]
            at = found.end()
            if before.endswith("as quoted above"):
                continue
            assert before.endswith("”"), line
            yield section, found[1], before, line


def check_quotations(page: str, material: Material) -> int:
    """Every quotation stands in the report that its footnote names, at these characters; and outside of quotations nothing is quoted."""
    notes = footnotes(page)
    reports = {r.report.sha256[:12]: r.report for r in material.readings}
    number = 0
    for _, label, before, line in quotations(page):
        place = PLACE.search(notes[label])
        assert place, notes[label]
        of = reports[place[3]]
        there = even(visible(of.text[int(place[1]) : int(place[2])], lines=False))
        assert 0 <= int(place[1]) < int(place[2]) <= len(of.text) and there
        begins = [m.end() for m in re.finditer("“", before)]
        whole = next((before[b:-1] for b in begins if stands(before[b:-1], there)), None)
        assert whole is not None, (line, there)
        rest = before[: before.rindex(whole) - 1]
        assert "“" not in rest and "”" not in rest, line
        number += 1
    return number


def stands(quoted: str, there: str) -> bool:
    """Whether the pieces of a quotation stand in a text, in order."""
    at = 0
    for piece in quoted.split("[…]"):
        found = there.find(even(piece), at)
        if found < 0:
            return False
        at = found + len(even(piece))
    return True


def check_form(page: str) -> None:
    """References and definitions fit each other; headings are ours; nothing but what the briefing is made of."""
    tokens = parsed(page)
    assert {kind(t) for t in tokens} <= BLOCKS
    inside = [t for block in tokens if block.type == "inline" for t in block.children or []]
    assert {kind(t) for t in inside} <= INSIDE | {"footnote_anchor"}
    refs = [t.meta["label"] for t in inside if t.type == "footnote_ref"]
    defined = re.findall(r"^\[\^(\d+)\]: ", page, re.M)
    assert list(dict.fromkeys(refs)) == defined == [str(n) for n in range(1, len(defined) + 1)]
    notes = footnotes(page)
    assert len(set(notes.values())) == len(notes) == len(defined)
    heads = [(tokens[n].tag, plain(tokens[n + 1].children or [])) for n, t in enumerate(tokens) if t.type == "heading_open"]
    assert heads[0][0] == "h1" and heads[0][1].startswith("Briefing: ")
    assert [words for tag, words in heads[1:] if tag == "h2"] in (SECTIONS, [])
    threes = [words for tag, words in heads if tag == "h3"]
    assert all(re.match(rf"{n}\. (Denial|Contradiction|Figures|Names) – A: ", words) for n, words in enumerate(threes, 1))
    assert len(heads) == 1 + len(threes) + (len(SECTIONS) if heads[1:] else 0)
    assert all(t.content.startswith("standoff ") for t in inside if t.type == "code_inline")
    # No section is empty, and none begins with a list that nothing introduces but its title.
    for n, token in enumerate(tokens):
        if token.type == "heading_close" and token.tag != "h1":
            assert tokens[n + 1].type in ("paragraph_open", "bullet_list_open") or tokens[n + 1].tag == "h3"


def plain_lines(page: str) -> str:
    return "\n".join(line for _, line in lines(page))


def hrefs(page: str) -> set[str]:
    return {str(t.attrs["href"]) for b in parsed(page) if b.type == "inline" for t in b.children or [] if t.type == "link_open"}


def test_the_example_is_read_back_and_every_quotation_found() -> None:
    material = example_material()
    made = briefing(material)
    check_form(made)
    assert check_quotations(made, material) > 20
    assert [section for section, _ in lines(made) if section] and {s for s, _ in lines(made)} == {"", *SECTIONS}
    addresses = {a for r in material.readings if (a := web_address(r.report.url))}
    assert hrefs(made) == addresses and len(addresses) == 3


def test_numbers_are_those_of_the_case() -> None:
    material = example_material()
    made = briefing(material)
    statements = sum(len(r.statements) for r in material.readings)
    assert f"{statements} statements, {len(material.kept(TimelineIndex))} deeds, {len(material.links.disputes)} disputes" in made
    for speaker in speakers(material, 3).most:
        (line,) = (x for _, x in lines(made) if x.startswith(f"{speaker.name}: "))
        counts = ", ".join(f"{o} {n}" for o, n in speaker.outlets)
        assert f"{speaker.statements} statement" in line and all(f"{o} {n}" in line for o, n in speaker.outlets), counts
    told_of = 0
    for row in outlets(material).outlets:
        own = f"{100 * row.own / row.characters:.0f} % of {row.characters:,} characters in its own voice"
        head, deeds = (
            f"{row.outlet}: {row.reports} report, {row.words:,} words; {own}",
            f"deeds: {row.events.told} told, {row.events.alone} alone",
        )
        told_of += any(x.startswith(head) and f"; {row.statements} statements" in x and deeds in x for _, x in lines(made))
    assert told_of == 3
    shown = sum(line.startswith("A ") or line.startswith("B ") for section, line in lines(made) if section == "Who disputes it")
    assert shown >= len(material.links.disputes)


def test_a_quotation_stands_once_in_a_section_and_has_one_number() -> None:
    made = briefing(example_material())
    seen: set[tuple[str, str]] = set()
    heading = ""
    for section, line in lines(made):
        heading = (
            line if section == "Who disputes it" and re.match(r"\d+\. ", line) else heading if section == "Who disputes it" else section
        )
        for words in re.findall(r"“(.{30,})”⟦\d+⟧$", line):
            assert (heading, words) not in seen
            seen.add((heading, words))
    assert seen


def test_a_passage_that_two_hold_is_quoted_once(case: Case) -> None:
    material = case.view().material
    (dispute, *_) = material.links.disputes
    first, *others = dispute.positions
    twice = replace(dispute, positions=(first, replace(first, holder=others[0].holder), *others))
    of = Material(material.readings, replace(material.links, disputes=(twice,)))
    made = briefing(of)
    check_form(made)
    check_quotations(made, of)
    (section,) = (part for part in made.split("\n## ") if part.startswith("Who disputes it"))
    quoted, again = re.findall(r"^- \*\*A\*\* .*$", section, re.M)
    assert "”[^" in quoted and "”" not in again and again.endswith(f"as quoted above{quoted[quoted.rindex('[^') :]}")


def test_every_name_without_a_sign_stands_in_a_report() -> None:
    material = example_material()
    whole = [even(r.report.text) for r in material.readings]
    public = {a.name for a in material.links.actors if a.public}
    names: set[str] = set()
    for _, line in lines(briefing(material)):
        if found := re.match(r"(≈ )?([^:]+): \d+ statements? \(", line):
            names.add((found[1] or "") + found[2])
        if found := re.match(r"(.+?)(?: \([A-H]\))? → (.+?)(?: \([A-H]\))?: (?:support|opposition) \(", line):
            names |= {found[1], found[2]}
    assert len(names) > 5
    for name in names:
        assert name.removeprefix("≈ ") in public
        assert name.startswith("≈ ") or any(name in words for words in whole)


def test_a_name_that_no_report_writes_has_its_sign() -> None:
    material = quarrel()
    actors = tuple(replace(a, name="Office of Rovek") if a.name == "Rovek" else a for a in material.links.actors)
    made = plain_lines(briefing(Material(material.readings, replace(material.links, actors=actors))))
    assert re.search(r"^≈ Office of Rovek(?: \([A-Z]\))? → ", made, re.M) and not re.search(r"(?<!≈ )Office of Rovek", made)


def test_what_is_missing_is_said() -> None:
    empty = briefing(Material((), Links()))
    check_form(empty)
    assert "No reports yet." in empty and "`standoff read FILES -o CASE`" in empty and "[^" not in empty and "## " not in empty
    one = told(report("Harbour Post", CALM))
    made = briefing(one)
    check_form(made)
    for words in (
        "No deed was found.",
        "No dispute found in the one report.",
        "No report calls anything unclear, unknown or unverified.",
        "No source with a name was found.",
        "No tie found between actors of 1 report.",
    ):
        assert words in made
    assert made.count("One outlet. Comparison begins with a second.") == 2


def test_one_report_with_statements_has_its_quotations(deeds: Case) -> None:
    material = deeds.view().material
    single = Material([r for r in material.readings if r.report.file == "pier.txt"], Links())
    for of in (single, material):
        made = briefing(of)
        check_form(made)
        assert check_quotations(made, of) > 0


def test_ties_tell_sign_ends_and_passage() -> None:
    material = quarrel()
    made = briefing(material)
    check_form(made)
    assert check_quotations(made, material) > 5
    ties = [line for section, line in lines(made) if " → " in line and section == "Who stands with whom"]
    assert any(re.match(r"Rovek(?: \([A-Z]\))? → Stahl(?: \([A-Z]\))?: opposition \(−\), own voice of ", line) for line in ties)
    assert any(": support (+), " in line for line in ties)
    assert len(ties) == len(set(ties))


def test_private_persons_are_named_only_when_asked_for(case: Case) -> None:
    """Jon Ash is private; "He" is resolved to him, and two others speak."""
    words = "Jon Ash said the water was black. He said the sea was cold. The union denied the sea was cold.\n"
    first, second = report("Harbour Post", words), report("North Wire", "The union said the water was warm. Ilda Rovek said so too.\n")
    found = told(first, second, private=["a-ash"])
    links = found.links
    by_source = {
        (r.report.id, r.report.quote(s.source)): (r.report.evidence(s.content[0]), s)
        for r in found.readings
        for s in r.statements
        if s.source
    }
    (words_of_him, he), (denied, union) = by_source[first.id, "He"], by_source[first.id, "The union"]
    sides = (
        Position("a-ash", None, "says so", "A", (words_of_him,), (he.id,)),
        Position("a-union", None, "denies", "B", (denied,), (union.id,)),
    )
    dispute = Dispute("d1", "denial", "given", "Was the sea cold?", sides, 0.9, "given")
    joined = replace(
        links, disputes=(dispute,), sources=(*links.sources, replace(links.sources[0], report=first.id, item=he.id, target="a-ash"))
    )
    material = Material(found.readings, joined)
    assert any(a.id == "a-ash" and not a.public for a in material.links.actors)
    hidden, whole = briefing(material), briefing(material, private=True)
    for made in (hidden, whole):
        check_form(made)
        check_quotations(made, material)
    assert not re.search(r"\*\*[^*]*Ash|≈ Jon Ash", hidden) and "1 private person is not named" in hidden
    assert "private person" not in whole
    assert "Source: He (“said”)." in hidden and "A He, assertion" in plain_lines(hidden)
    assert "Source: He ≈ Jon Ash (“said”)." in whole and "A Jon Ash, assertion" in plain_lines(whole)
    named = briefing(case.view().material)
    assert "**Jon Ash**" not in named and "≈ Jon Ash" not in named


def test_a_holder_who_is_private_is_told_as_written(case: Case) -> None:
    material = case.view().material
    (dispute, *_) = material.links.disputes
    position = replace(dispute.positions[0], holder="a-ash")
    of = Material(material.readings, replace(material.links, disputes=(replace(dispute, positions=(position, *dispute.positions[1:])),)))
    made, whole = briefing(of), briefing(of, private=True)
    assert "Jon Ash, assertion" not in made and "Jon Ash, assertion" in whole


def test_a_dispute_that_a_person_keeps_is_told_so_until_it_is_taken_back(case: Case) -> None:
    (dispute, *_) = case.disputes()
    kept = "A person keeps this one as a dispute."
    assert kept not in case.export("md").decode()
    judgement = case.judge("dispute", dispute.id, by="Ilda Reader", note="seen")
    made = case.export("md").decode()
    assert kept in made and "Ilda Reader" not in made
    case.judge("undo", judgement.id, by="Ilda Reader")
    assert kept not in case.export("md").decode()


def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    path = example_copy(tmp_path)
    code = "import sys; from standoff.case import Case; sys.stdout.buffer.write(Case.open(sys.argv[1]).export('md'))"
    found = [
        subprocess.run(
            [sys.executable, "-c", code, str(path)], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1] and found[0].startswith(b"# Briefing: example\n")
    assert str(tmp_path).encode() not in found[0]


def test_nothing_of_a_hostile_case_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        material = case.view().material
        made = case.export("md").decode()
    check_form(made)
    assert check_quotations(made, material) > 8
    assert hrefs(made) <= {web_address(r.report.url) for r in material.readings}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]", made)
    assert max(map(len, made.splitlines())) < 4000
    seen = " ".join(line for _, line in lines(made))
    for words in (OUTLETS["script"], OUTLETS["template"], OUTLETS["formula"], TITLES["script"], PIECES["script"]):
        assert even(words) in even(seen)
    # A reader that takes tables and strikes finds none either, and one that takes bare links none but ours.
    tokens = parsed(made, "table", "strikethrough")
    wide = [t for b in tokens if b.type == "inline" for t in b.children or []]
    assert not {t.type for t in (*tokens, *wide)} & {"html_inline", "html_block", "table_open", "s_open", "em_open", "image"}
    assert not bare(made)


MARKS = [
    "[^1]", "[^1]: note", "^[inline]", "[x](http://bad.example)", "[x][y]", "![i](http://bad.example/i.png)", "<http://bad.example>",
    "http://bad.example", "www.bad.example", "mailto:a@bad.example", "a@bad.example", "*a* **b** _c_ __d__", "`code` ``c``", "~~gone~~",
    "$x$ $$y$$", "<b>bold</b><!-- c -->", "&lt;b&gt; &#60;b&#62; &copy;", "| a | b |", "# head #", "> quoted", "1. one", "- item", "+ item",
    "===", "---", "***", "==lit== %%hidden%%", ":smile: :+1: :100:", "@name #12", "\\*a\\*", "[[wiki]]", "{.class} {{x}}", "[ ] task",
    "// a",
    "[…](http://bad.example)", "a […]: b",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stays_its_characters(mark: str) -> None:
    """As a name, as a title, as a passage with a cut before it, at the beginning and the end of a line."""
    whole = f"{mark} {mark}"
    of = Report(report_id("Post", whole), "a.txt", whole, (Span(0, len(whole)),), outlet=mark, title=mark)
    half = Span(len(mark) + 1, len(whole))
    cut = Passage(
        of.id, Span(0, len(whole)), (Piece(mark, "source", Span(0, len(mark))), Piece("…", "cut", None), Piece(mark, "cue", half))
    )
    made = f"- “{passage(of, cut)}” **{text(mark)}**, {link(text(mark), 'http://a.example/?a=1&copy;=(2)')} {text(mark)}\n"
    assert not bare(made)
    for rules in ((), ("table", "strikethrough")):
        tokens = parsed(f"{made}\n[^1]: a\n\n[x]: http://bad.example\n", *rules)
        (inline, *_) = (t.children or [] for t in tokens if t.type == "inline")
        assert [str(t.attrs["href"]) for t in inline if t.type == "link_open"] == ["http://a.example/?a=1&copy;=%282%29"], rules
        assert {kind(t) for t in inline} <= {"text", "text_special", "strong", "link"}
        assert [t.type for t in inline].count("strong_open") == 1
        assert even(plain(inline)) == even(f"“{mark} […] {mark}” {mark}, {mark} {mark}")


def test_marks_of_other_readers_are_escaped_and_plain_words_are_not() -> None:
    """Mentions, tags, formulas, highlights, comments and emoji mean nothing to CommonMark, but to GitHub, Obsidian and Pandoc."""
    assert text("@name #12 $x$ ==a== %%b%% :smile: :100: ~c~ ^d^") == (r"\@name \#12 \$x\$ =\=a=\= %\%b%\% \:smile: \:100: \~c\~ \^d\^")
    plain_words = "At 10:30 the mayor (Rovek) said: 50 % of A&B – “yes!” – isn't 1.5 + 2 = 3.5; 'no'. See a.b/c?"
    assert text(plain_words) == plain_words
    tokens = parsed(f"## {text('a # b #')}\n")
    assert tokens[0].tag == "h2" and plain(tokens[1].children or []) == "a # b #"


@given(texts())
def test_any_text_is_one_line_and_reads_as_it_looks(words: str) -> None:
    of = Report(report_id("Post", words), "a.txt", words, (Span(0, len(words)),))
    whole = Passage(of.id, Span(0, len(words)), (Piece(words, "content", Span(0, len(words))),))
    made = f"“{passage(of, whole)}” {text(words, 10_000)}."
    assert made.encode() and len(made.splitlines()) == 1
    tokens = MarkdownIt("commonmark").use(footnote_plugin).parse(made)
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {kind(t) for t in tokens[1].children or []} <= {"text", "text_special"}


def test_a_line_break_is_a_blank_within_a_paragraph_and_a_sign_between_two() -> None:
    words = "One line\nand the next.\n\nAnother.\r\nLast"
    of = Report(report_id("Post", words), "a.txt", words, (Span(0, 22), Span(24, len(words))))
    shown = Passage(of.id, Span(0, len(words)), (Piece(words, "content", Span(0, len(words))),))
    assert passage(of, shown) == "One line and the next. ¶ Another. Last"
    with pytest.raises(ValueError, match="not of"):
        passage(replace(of, id="other"), shown)


def test_words_that_mark_a_question_are_bold_and_nothing_else_is_cut() -> None:
    words = "It is not clear where the crew went"
    of = Report(report_id("Post", words), "a.txt", words, ())
    pieces = (
        Piece(words[:6], "context", Span(0, 6)),
        Piece("not clear", "marker", Span(6, 15)),
        Piece(words[15:], "context", Span(15, 35)),
    )
    shown = Passage(of.id, Span(0, 35), pieces)
    assert passage(of, shown, marked=True) == "It is **not clear** where the crew went"
    assert passage(of, shown) == words
    inside = Passage(of.id, Span(0, 35), (Piece(words[:7], "context", Span(0, 7)), Piece(words[7:15], "marker", Span(7, 15)), pieces[2]))
    assert passage(of, inside, marked=True) == words


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "data:text/html,x", "ftp://a.example", "//a.example"])
def test_only_http_becomes_a_link(url: str | None) -> None:
    assert link("Post", url) == "Post" and printed(url) == ""


def test_long_names_are_cut_between_words_and_lists_are_counted() -> None:
    assert text("Harbour " * 40, 30) == "Harbour Harbour Harbour […]"
    assert (
        listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"
        and listed(["a", "b"], 2) == "a and b"
        and listed(["a"], 2, 3) == "a and 3 more"
    )


def many(number: int) -> Material:
    """Reports of many outlets, each with a deed, a denial and a question of its own."""
    reports = []
    for n in range(number):
        words = (
            f"Guards attacked pier {n} in Damascus on Monday.\nMayor Rovek{n} said guards stormed hall {n}. "
            f"The ministry denied hall {n} was open.\nIt is not clear where crew {n} went.\n"
        )
        one = report(f"Outlet {n % 40}", words, f"2031-04-{1 + n % 28:02}")
        reports.append(
            replace(one, origins=(Origin("Wire", None, True),)) if n % 7 == 0 else replace(one, published=Dated("2031", "given"))
        )
    return told(*reports)


def test_a_large_case_is_as_long_as_a_middle_one() -> None:
    small, large = many(12), many(240)
    few, most = briefing(small), briefing(large)
    for made, of in ((few, small), (most, large)):
        check_form(made)
        assert check_quotations(made, of) > 5
    assert len(most.splitlines()) < 2 * len(few.splitlines()) < 500
    assert re.search(r"^- And 23\d more(, \d+ of them in the footnotes)?: `standoff export CASE --to csv`$", most, re.M)
    assert "40 outlets" in most and "240 reports" in most
