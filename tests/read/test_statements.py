"""Attributions made into statements by the reading guide."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.attribution import Attribution
from standoff.read.clauses import Clauses
from standoff.read.quotes import DOUBLE_MARKS, pair_quotes
from standoff.read.sources import shortest
from standoff.read.statements import Draft, draft, kind_of, kind_within, parented, tidy, without
from standoff.read.words import words
from trees import syntax_of


def blocks(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def at(text: str, part: str, nth: int = 0) -> Span:
    """The nth place of a part of the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part))


def attribution(text: str, source: str | None, cue: str, *content: str, nth: int = 0) -> Attribution:
    return Attribution((at(text, source),) if source else (), at(text, cue, nth), tuple(at(text, c) for c in content), 0.9, 0.8)


def drafts(text: str, *found: Attribution, people: tuple[str, ...] = ()) -> list[Draft]:
    names = [at(text, p) for p in people]
    return draft(text, found, pair_quotes(text, blocks(text)), blocks(text), names, names)


def contents(text: str, *content: str, source: str = "Lund", cue: str = "said") -> list[str]:
    (only,) = drafts(text, attribution(text, source, cue, *content))
    return [c.of(text) for c in only.content]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Lund said that the boats had left.", "that the boats had left.", "the boats had left"),
        ("Lund said that, if asked, they left.", "that, if asked, they left.", "if asked, they left"),
        ("Lund said: the boats left;", ": the boats left;", "the boats left"),
        ("Lund said that would be a mistake.", "that would be a mistake.", "that would be a mistake"),
        ("Lund said that wasn’t true.", "that wasn’t true.", "that wasn’t true"),
        ("Lund said that's wrong.", "that's wrong.", "that's wrong"),
        ("Lund said it lies in the U.S.", "it lies in the U.S.", "it lies in the U.S."),
        ("Lund said “we go.”", "“we go.”", "“we go.”"),
        ("Lund said “we go”.", "“we go”.", "“we go”"),
        ("Lund said who would go?", "who would go?", "who would go?"),
    ],
)
def test_content_has_no_that_and_no_punctuation_outside_the_marks(text: str, marked: str, expected: str) -> None:
    assert contents(text, marked) == [expected]


def test_a_that_alone_is_no_content_of_a_split_clause() -> None:
    text = "Lund said, the consul reports, that the nurses had left."
    assert contents(text, "that", "the nurses had left.") == ["the nurses had left"]


def test_most_of_a_quotation_is_all_of_it() -> None:
    assert contents("“We saw no boats at all,” Lund said.", "We saw no boats at all") == ["“We saw no boats at all,”"]


def test_little_of_a_quotation_goes_without_its_marks() -> None:
    text = "“He kept on and on about the weather and the fog and the boats, Lund said so, and left,” she told us."
    assert contents(text, "“He kept on") == ["He kept on"]
    assert contents("“It was a long, long day. Lund said he was asleep.”", "he was asleep.”") == ["he was asleep."]


def test_a_quotation_that_content_only_touches_is_left_out() -> None:
    text = "Lund said the boats had left “and that nobody at all would ever see any one of them again”."
    assert contents(text, "the boats had left “and that") == ["the boats had left"]


def test_content_does_not_grow_over_its_cue_where_a_mark_is_missing() -> None:
    text = "“We saw no boats out there, Lund said."
    assert contents(text, "“We saw no boats out there,") == ["“We saw no boats out there,"]


def test_the_cue_is_taken_out_of_the_content() -> None:
    text = "The boats, Lund said, had left."
    assert contents(text, "The boats, Lund said, had left.") == ["The boats, Lund", "had left"]
    assert without([Span(0, 10)], Span(0, 10)) == []
    assert without([Span(0, 10)], Span(10, 12)) == [Span(0, 10)]


def test_an_inner_quotation_is_kept_whole() -> None:
    text = "“He told me, ‘We waited until we could wait no longer.’ I believe him,” Brandt said."
    inner = attribution(text, "He", "told", "We waited until we could wait no longer.")
    outer = attribution(text, "Brandt", "said", "“He told me, ‘We waited until we could wait no longer.’ I believe him,”")
    first, second = drafts(text, inner, outer)
    assert [c.of(text) for c in first.content] == ["‘We waited until we could wait no longer.’"]
    assert first.parent == second.cue
    assert second.parent is None


def test_spans_with_only_punctuation_between_are_one_but_two_quotations_stay_two() -> None:
    text = "Lund said the boats, and the crews, left. “Go,” “now.”"
    outer = [q for q in pair_quotes(text, blocks(text)) if q.level == 0]
    joined = tidy(text, [at(text, "the boats"), at(text, "and the crews")], outer)
    assert [s.of(text) for s in joined] == ["the boats, and the crews"]
    apart = tidy(text, [at(text, "“Go,”"), at(text, "“now.”")], outer)
    assert [s.of(text) for s in apart] == ["“Go,”", "“now.”"]


@pytest.mark.parametrize(
    ("content", "kind"), [("“We go.”", "direct"), ("we go", "indirect"), ("they go “at once”", "mixed"), ("“Go 😀”", "direct")]
)
def test_kinds(content: str, kind: str) -> None:
    text = f"Lund said {content}"
    outer = pair_quotes(text, blocks(text))
    assert kind_of(text, [at(text, content)], outer) == kind


@pytest.mark.parametrize(
    "clause",
    [
        "has not said",
        "did not say",
        "hasn’t said",
        "never said",
        "declined to say",
        "refused to confirm",
        "has yet to say",
        "will say",
        "will also announce",
        "is expected to announce",
        "plans to announce",
        "is due to tell",
    ],
)
def test_a_denied_or_planned_saying_is_no_statement(clause: str) -> None:
    text = f"Lund {clause} that the boats had left."
    cue = clause.split()[-1]
    assert drafts(text, attribution(text, "Lund", cue, "that the boats had left.")) == []
    assert drafts(text, attribution(text, "Lund", clause, "that the boats had left.")) == []


@pytest.mark.parametrize("clause", ["said", "also said", "has said", "was quoted as saying", "denied"])
def test_other_sayings_are_statements(clause: str) -> None:
    text = f"It will not rain. Lund {clause} that the boats had left."
    assert len(drafts(text, attribution(text, "Lund", clause.split()[-1], "that the boats had left."))) == 1


def test_what_is_told_inside_a_quotation_is_indirect_unless_marked_there() -> None:
    text = "Lund said: “Brill denied any part in it. Brill told us: ‘We go.’” Brill said “we stay”."
    paired = pair_quotes(text, blocks(text))
    outer, inner = ([q for q in paired if q.level == level] for level in (0, 1))

    def kind(cue: str, content: str, nth: int = 0) -> str:
        return kind_within(text, at(text, cue, nth), [at(text, content)], outer, inner)

    assert kind("denied", "any part in it") == "indirect"
    assert kind("told", "‘We go.’") == "direct"
    assert kind("said", "“we stay”", 1) == "direct"
    assert kind_within(text, None, [at(text, "“we stay”")], outer, inner) == "direct"


def test_a_quotation_after_its_attribution_belongs_to_the_statement() -> None:
    text = "“We go,” said Mr. Lund, the harbour master. “Now.”\n“Never,” said Brill."
    found = [attribution(text, "Mr. Lund", "said", "“We go,”"), attribution(text, "Brill", "said", "“Never,”", nth=1)]
    first, second = drafts(text, *found)
    assert [c.of(text) for c in first.content] == ["“We go,”", "“Now.”"]
    assert [c.of(text) for c in second.content] == ["“Never,”"]


def test_a_quotation_runs_on_over_paragraphs_that_stay_open() -> None:
    text = "“We saw it,” Lund said. “It burned.\n“Then it sank.\n“Nobody came.”\nThe fog “lifted” late."
    (only,) = drafts(text, attribution(text, "Lund", "said", "“We saw it,”"))
    assert [c.of(text) for c in only.content] == ["“We saw it,”", "“It burned.", "“Then it sank.", "“Nobody came.”"]
    assert only.kind == "direct"


def test_a_closed_quotation_does_not_run_on_into_the_next_paragraph() -> None:
    text = "“We saw it,” Lund said. “It burned.”\n“Then it sank.”"
    (only,) = drafts(text, attribution(text, "Lund", "said", "“We saw it,”"))
    assert [c.of(text) for c in only.content] == ["“We saw it,”", "“It burned.”"]


def test_an_open_quotation_runs_on_into_the_very_next_paragraph_only() -> None:
    text = "“We saw it,” Lund said. “It burned.\nThe fog came.\n“Then it sank.”"
    (only,) = drafts(text, attribution(text, "Lund", "said", "“We saw it,”"))
    assert [c.of(text) for c in only.content] == ["“We saw it,”", "“It burned."]


def test_a_quotation_sentences_later_or_with_a_speaker_between_is_not_given_away() -> None:
    later = "“We go,” Lund said. The fog came. “Now.”"
    (only,) = drafts(later, attribution(later, "Lund", "said", "“We go,”"))
    assert len(only.content) == 1
    other = "“We go,” Lund said, and Brill claimed the fog came. “Now.”"
    first, second = drafts(other, attribution(other, "Lund", "said", "“We go,”"), attribution(other, "Brill", "claimed", "the fog came"))
    assert len(first.content) == 1
    assert len(second.content) == 1


@pytest.mark.parametrize(
    ("phrase", "people", "expected"),
    [
        ("Mayor Ilda Rovek", ["Ilda Rovek"], "Ilda Rovek"),
        ("Mr. Rovek", ["Rovek"], "Mr. Rovek"),
        ("one of the crew, Ilda Rovek", ["Ilda Rovek"], "Ilda Rovek"),
        ("Secretary of State Ilda Rovek", ["Ilda Rovek"], "Ilda Rovek"),
        ("Ilda Rovek, owner of bars and boats", ["Ilda Rovek"], "Ilda Rovek"),
        ("Ilda Rovek's lawyer", ["Ilda Rovek"], "Ilda Rovek's lawyer"),
        ("a spokesman for Mr. Rovek", ["Rovek"], "a spokesman for Mr. Rovek"),
        ("the government of President Ilda Rovek", ["Ilda Rovek"], "the government of President Ilda Rovek"),
        ("the Rovek administration", ["Rovek"], "the Rovek administration"),
        ("Rovek ally Tamas Brill", ["Rovek", "Tamas Brill"], "Tamas Brill"),
        ("Rovek and her crew", ["Rovek"], "Rovek and her crew"),
        ("Rovek and Brill", ["Rovek", "Brill"], "Rovek and Brill"),
        ("a dozen and Mr. Brill", ["Brill"], "a dozen and Mr. Brill"),
        ("the port authority, which owns the pier", [], "the port authority"),
        ("12,000 marchers", [], "12,000 marchers"),
        ("police (among them three officers)", [], "police"),
    ],
)
def test_a_source_is_the_shortest_phrase_that_names_it(phrase: str, people: list[str], expected: str) -> None:
    text = f"{phrase} said that the boats had left."
    found = attribution(text, phrase, "said", "that the boats had left.")
    got = shortest(text, found, [at(text, p) for p in people])
    assert got is not None
    assert got.of(text) == expected


def test_the_tree_tells_whether_a_source_is_one_or_several() -> None:
    text = "Vold and Harbour Chief Ilda Rovek, who came late, said that the boats had left."
    rows = [
        ("Vold", "PROPN", 12, "nsubj"),
        ("and", "CCONJ", 4, "cc"),
        ("Harbour", "PROPN", 3, "compound"),
        ("Chief", "PROPN", 4, "nmod:desc"),
        ("Ilda", "PROPN", 0, "conj"),
        ("Rovek", "PROPN", 4, "flat"),
        (",", "PUNCT", 8, "punct"),
        ("who", "PRON", 8, "nsubj"),
        ("came", "VERB", 0, "acl:relcl"),
        ("late", "ADV", 8, "advmod"),
        (",", "PUNCT", 8, "punct"),
        ("said", "VERB", 11, "root"),
        ("that", "SCONJ", 11, "mark"),
    ]
    people = [at(text, "Vold"), at(text, "Ilda Rovek")]
    found = attribution(text, "Vold and Harbour Chief Ilda Rovek, who came late", "said", "that the boats had left.")
    both = shortest(text, found, people, Clauses(text, syntax_of(text, rows)))
    assert both is not None
    assert both.of(text) == "Vold and Harbour Chief Ilda Rovek"
    one = shortest(text, attribution(text, "Harbour Chief Ilda Rovek", "said", "left"), people, Clauses(text, syntax_of(text, rows)))
    assert one is not None
    assert one.of(text) == "Ilda Rovek"


def test_the_tree_tells_what_is_said_at_all() -> None:
    text = "As George Will notes, Lund did not confirm or deny that the boats had left."
    rows = [
        ("As", "SCONJ", 3, "mark"),
        ("George", "PROPN", 3, "nsubj"),
        ("Will", "PROPN", 1, "flat"),
        ("notes", "VERB", 8, "advcl"),
        (",", "PUNCT", 3, "punct"),
        ("Lund", "PROPN", 8, "nsubj"),
        ("did", "AUX", 8, "aux"),
        ("not", "PART", 8, "advmod"),
        ("confirm", "VERB", 8, "root"),
        ("or", "CCONJ", 10, "cc"),
        ("deny", "VERB", 8, "conj"),
    ]
    left = "that the boats had left."
    found = [attribution(text, "George Will", "notes", left), attribution(text, "Lund", "deny", left)]
    paragraphs, names = blocks(text), [at(text, "George Will"), at(text, "Lund")]
    made = draft(text, found, [], paragraphs, names, names, syntax=syntax_of(text, rows))
    assert [d.cue.of(text) for d in made] == ["notes"]
    assert [d.cue.of(text) for d in draft(text, found, [], paragraphs, names, names)] == ["deny"]  # what words alone tell


def test_without_a_source_only_a_quotation_is_a_statement() -> None:
    text = "It was said that boats left. It was said: “Boats left.”"
    assert drafts(text, attribution(text, None, "said", "that boats left.")) == []
    (only,) = drafts(text, attribution(text, None, "said", "“Boats left.”", nth=1))
    assert only.source is None


def test_a_ring_of_statements_has_no_ring_of_parents() -> None:
    # Each holds the cue of the one before it and half of its content.
    def one(cue: int, *content: tuple[int, int]) -> Draft:
        return Draft(None, Span(cue, cue + 1), tuple(Span(a, b) for a, b in content), "indirect", 0.5)

    first = one(10, (30, 31), (100, 110), (300, 308))
    second = one(20, (10, 11), (101, 109), (200, 209))
    third = one(30, (20, 21), (200, 208), (300, 309))
    made = parented([first, second, third])
    assert [d.parent for d in made] == [second.cue, third.cue, None]
    assert acyclic(made)


def acyclic(made: list[Draft]) -> bool:
    by_cue = {d.cue: d for d in made}
    for d in made:
        seen = {d.cue}
        while d.parent is not None:
            if d.parent in seen:
                return False
            seen.add(d.parent)
            d = by_cue[d.parent]
    return True


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), min_size=1, max_size=3)


@given(st.lists(st.tuples(st.integers(0, 40), SPANS), max_size=6, unique_by=lambda x: x[0]))
def test_parents_never_run_in_a_ring(made: list[tuple[int, list[tuple[int, int]]]]) -> None:
    found = [Draft(None, Span(c, c + 1), tuple(sorted(Span(a, a + n) for a, n in spans)), "indirect", 0.5) for c, spans in made]
    result = parented(found)
    assert acyclic(result)
    for d in result:
        if d.parent is not None:
            holder = next(h for h in result if h.cue == d.parent)
            assert any(c.covers(d.cue) for c in holder.content)


PIECES = st.lists(
    st.sampled_from(
        [
            "Lund",
            "said",
            "that",
            "the",
            "boats",
            "left",
            "“",
            "”",
            ",",
            ".",
            "\n",
            "‘",
            "’",
            '"',
            "U.S.",
            "12,000",
            "e\u0301t",
            "—",
            "😀",
            "and",
            "was",
        ]
    ),
    min_size=4,
    max_size=40,
).map(" ".join)


@given(PIECES, st.lists(st.tuples(*[st.integers(0, 60)] * 6), min_size=1, max_size=5))
def test_drafts_are_well_formed_whatever_the_network_marks(raw: str, marked: list[tuple[int, ...]]) -> None:
    text = re.sub(r" ([”’,.])", r"\1", re.sub(r"([“‘]) ", r"\1", raw)) + " x"
    cut = words(text)
    borders = {w.start for w in cut}, {w.end for w in cut}

    def stretch(a: int, b: int) -> Span:
        a, b = sorted((a % len(cut), b % len(cut)))
        return Span(cut[a].start, cut[b].end)

    found = []
    for c, s, a, b, x, y in marked:
        cue = cut[c % len(cut)]
        if cue.of(text).isalnum() and not any(f.cue == cue for f in found):
            found.append(Attribution((cut[s % len(cut)],), cue, (stretch(a, b), stretch(x, y)), 0.9, 0.9))
    quotations = pair_quotes(text, blocks(text))
    made = draft(text, sorted(found, key=lambda f: f.cue), quotations, blocks(text), [], [])
    assert [d.cue for d in made] == sorted(d.cue for d in made)
    assert acyclic(made)
    for d in made:
        assert d.content
        assert all(a.end <= b.start for a, b in pairwise(d.content))
        for span in (*d.content, *([d.source] if d.source else [])):
            assert span.start in borders[0]
            assert span.end in borders[1]
        for c in d.content:
            assert not c.overlaps(d.cue)
            assert any(letter.isalnum() for letter in c.of(text))
            for q in quotations:
                if q.level == 0 and q.closed and text[q.span.start] in DOUBLE_MARKS:
                    assert c.covers(Span(q.span.start, q.span.start + 1)) == c.covers(Span(q.span.end - 1, q.span.end))
