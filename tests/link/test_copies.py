"""Copies over invented reports: reprints, rewrites and lifted passages are linked; what is only quoted, listed or named alike is not."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given

from standoff.ingest.build import Raw, build
from standoff.link.alignment import maximal
from standoff.link.copies import compare, copies
from standoff.link.copy_index import CopyIndex
from standoff.link.digests import Digest, digest
from standoff.model import Report
from standoff.model.origins import Copy
from strategies import texts

FIRE = (
    "A fire swept through the old grain store on the eastern quay of Port Ilma before dawn on Tuesday and burned for nine hours, "
    "sending a column of black smoke over the lower town.",
    "Some forty people were led out of the houses behind the store by volunteers who went from door to door in the dark and carried "
    "the oldest down the stairs on kitchen chairs.",
    "The flames were seen first by a night watchman, who ran to the tram depot because the telephone in his hut had been out of order "
    "since the storm in March.",
    "By the time the second engine came over the bridge the roof had fallen in, and the crews could do no more than keep the fire away "
    "from the timber yard next to it.",
    "Nobody was killed, although two firemen were treated for burns on their hands and a boy of six was kept overnight in the clinic "
    "because he had breathed in smoke.",
    "The store was built by a merchant family that left the city when the railway came, and it had stood empty for eleven years while "
    "the council argued about what to do with it.",
)
MARKET = (
    "Traders at the covered market say that they will keep their stalls shut on Thursday in protest at a plan to double what they pay "
    "for water and light from the start of the year.",
    "The plan was put before the council last month without much notice, and most of those who sell fish or flowers only heard of it "
    "when a letter was pinned to the gate.",
    "A meeting in the hall above the butchers went on until midnight, with one speaker after another complaining of mice, of broken "
    "drains and of a roof that lets in the rain.",
    "The town clerk replied that the fees had not been raised for fourteen years and that no other market along the coast was half as "
    "cheap for those who rent in it.",
    "Whether the strike will hold is another matter, since Thursday is the day on which farmers from the hills come down to buy boots "
    "and tools for the winter.",
)
SPEECH = (
    "“We will not rest until every family that was driven from its home last night is under a dry roof again,”",
    "“There are questions about who held the keys to that building, and I promise you that they will be answered in the open,”",
    "“I have asked the harbour master to shut the eastern quay to all traffic until the walls have been made safe by our engineers,”",
)


def report(paragraphs: tuple[str, ...] | str, outlet: str | None = "The Ilma Post", url: str | None = None) -> Report:
    body = paragraphs if isinstance(paragraphs, str) else "\n\n".join(paragraphs)
    return build(Raw("a.txt", body, "utf-8", outlet=outlet, url=url), None, None, where="a.txt")


def link(one: Report, two: Report) -> Copy | None:
    return compare(digest(one), digest(two))


def share(copy: Copy, of: Report) -> float:
    return copy.left_share if copy.left == of.id else copy.right_share


def shared(copy: Copy, of: Report) -> list[str]:
    """The passages of one of the two reports."""
    return [of.quote(p.left if copy.left == of.id else p.right) for p in copy.passages]


def every(text: str, nth: int, by: tuple[str, ...]) -> str:
    """The text with each nth word changed."""
    return " ".join(by[k % len(by)] if k % nth == nth - 1 else word for k, word in enumerate(text.split()))


def test_one_text_in_two_outlets_is_a_reprint_from_end_to_end() -> None:
    one, two = report(FIRE), report(FIRE, "Coast Daily")
    copy = link(one, two)
    assert copy is not None
    assert (copy.kind, copy.left_share, copy.right_share, len(copy.passages)) == ("reprint", 1.0, 1.0, 1)
    assert shared(copy, one) == shared(copy, two) == [one.text.rstrip(".")]
    assert copy.confidence > 0.99
    assert copy.reason == "one passage in both: 100 % and 100 % of their words outside quotation marks, 100 % of these unchanged"


def test_a_report_cut_to_a_third_stands_whole_in_the_other() -> None:
    whole, cut = report(FIRE), report(FIRE[:2], "Coast Daily")
    copy = link(whole, cut)
    assert copy is not None
    assert copy.kind == "reprint"
    assert share(copy, cut) == 1.0
    assert share(copy, whole) == pytest.approx(1 / 3, abs=0.1)


def test_paragraphs_in_another_order_are_passages_that_lie_apart() -> None:
    one, two = report(FIRE), report((*FIRE[3:], *FIRE[:3]), "Coast Daily")
    copy = link(one, two)
    assert copy is not None
    assert copy.kind == "reprint"
    assert len(copy.passages) == 2
    assert [t.split() for t in shared(copy, one)] == [t.split() for t in shared(copy, two)]
    for spans in ([p.left for p in copy.passages], [p.right for p in copy.passages]):
        assert not any(a.overlaps(b) for n, a in enumerate(spans) for b in spans[:n])


def test_a_new_lead_is_no_part_of_what_was_copied() -> None:
    one, two = report(FIRE), report((MARKET[0], *FIRE[1:]), "Coast Daily")
    copy = link(one, two)
    assert copy is not None
    assert copy.kind == "reprint"
    assert all("Traders" not in t and "grain store on the eastern" not in t for t in shared(copy, two))


def test_substituted_words_do_not_part_a_passage() -> None:
    two = report(tuple(every(p, 12, ("indeed", "elsewhere")) for p in FIRE), "Coast Daily")
    copy = link(report(FIRE), two)
    assert copy is not None
    assert (copy.kind, len(copy.passages)) == ("reprint", 1)
    assert copy.passages[0].same == pytest.approx(11 / 12, abs=0.03)


def test_a_quarter_of_the_words_changed_parts_dropped_and_own_ones_added_is_a_rewrite() -> None:
    words = ("indeed", "elsewhere", "rather", "perhaps", "beyond")
    changed = [every(every(p, 7, words), 9, words[::-1]) for p in (FIRE[4], FIRE[0], FIRE[1], FIRE[3])]
    two = report((MARKET[1], *changed, MARKET[3]), "Coast Daily")
    copy = link(report(FIRE), two)
    assert copy is not None
    assert copy.kind == "rewrite"
    assert not any("Traders" in t or "town clerk" in t for t in shared(copy, two))


def test_a_paragraph_in_another_report_is_a_passage_with_exact_spans() -> None:
    one, two = report(FIRE), report((*MARKET[:3], FIRE[3], *MARKET[3:]), "Coast Daily")
    copy = link(one, two)
    assert copy is not None
    assert copy.kind == "passage"
    assert shared(copy, one) == shared(copy, two) == [FIRE[3].rstrip(".")]


def test_two_reporters_who_quote_one_speech_copy_nothing() -> None:
    one = report((FIRE[0], f"{SPEECH[0]} said the mayor.", FIRE[1], f"{SPEECH[1]} she added. {SPEECH[2]} she told reporters."))
    two = report(
        (MARKET[0], f"{SPEECH[0]} said the mayor. {SPEECH[1]} she added.", f"{SPEECH[2]} she told reporters.", MARKET[4]), "Coast Daily"
    )
    assert link(one, two) is None


def test_the_same_words_without_marks_would_be_a_copy() -> None:
    bare = tuple(s.strip("“”").replace(",", ".") for s in SPEECH)
    assert link(report((FIRE[0], *bare, FIRE[1])), report((MARKET[0], *bare, MARKET[4]), "Coast Daily")) is not None


def test_one_phrase_after_every_quotation_counts_once() -> None:
    said = "she told a crowd outside the town hall."
    one = report((*FIRE, *(f"{s} {said}" for s in SPEECH)))
    two = report((*MARKET, *(f"{s} {said}" for s in ("“No,”", "“I never had them, whatever they say,”", "“Ask him,”"))), "Coast Daily")
    assert link(one, two) is None


def test_a_report_made_of_quotations_is_a_reprint_where_its_few_own_words_are_too() -> None:
    text = (
        f"From the papers of the week, chosen by our readers. {SPEECH[0]} wrote one of them.",
        f"{SPEECH[1]} wrote another who lives there.",
    )
    copy = link(report(text), report(text, "Coast Daily"))
    assert copy is not None
    assert copy.kind == "reprint"


def test_a_list_of_names_in_both_is_no_copy() -> None:
    names = (
        "Named were "
        + ", ".join(f"{a} {b}" for a in ("Ana", "Jon", "Ilda", "Tamas", "Mirel") for b in ("Lund", "Marr", "Brill", "Rovek", "Ash"))
        + "."
    )
    assert link(report((*FIRE[:3], names)), report((*MARKET[:3], names, MARKET[4]), "Coast Daily")) is None


def test_a_note_below_both_reports_is_no_copy() -> None:
    note = "The writer teaches history at the college of Ostrand and has written two books about the rivers of the north and their mills."
    assert link(report((*FIRE, note)), report((*MARKET, note), "Coast Daily")) is None


def test_a_stock_phrase_is_no_copy() -> None:
    phrase = "A spokesman for the ministry did not immediately respond to a request for comment on the matter."
    assert link(report((FIRE[0], phrase, *FIRE[1:])), report((MARKET[0], phrase, *MARKET[1:]), "Coast Daily")) is None


def test_furniture_is_not_compared() -> None:
    line = "Click here to sign up for our daily newsletter\n\nPhoto: A view of the quay on Tuesday. (Jon Ash/Coast Pictures)"
    plain, framed = report(FIRE), report((line, *FIRE))
    assert digest(framed).words == digest(plain).words


def test_what_an_outlet_prints_below_all_its_reports_is_no_copy_and_a_later_version_is() -> None:
    about = " ".join(MARKET[:3])
    assert link(report((FIRE[0], about, *FIRE[1:])), report((MARKET[3], about, MARKET[4], *FIRE[:0]), "Coast Daily")) is not None
    one, two = (
        report((FIRE[0], about, *FIRE[1:])),
        report((MARKET[3], about, MARKET[4], SPEECH[0] * 1, *[every(p, 2, ("so",)) for p in FIRE])),
    )
    assert link(one, two) is None
    assert link(report(FIRE), report((*FIRE, MARKET[0]))) is not None
    site = "https://www.ilmapost.example/1"
    assert link(replace(one, outlet=None, url=site), replace(two, outlet="Guest Writer", url=site)) is None


def test_case_accents_and_marks_make_no_difference() -> None:
    other = tuple(p.replace("Ilma", "Ílmá").replace(",", " —").upper() for p in FIRE)
    copy = link(report(FIRE), report(other, "Coast Daily"))
    assert copy is not None
    assert (copy.kind, copy.left_share) == ("reprint", 1.0)


CASE = (
    report(FIRE),
    report(FIRE[:3], "Coast Daily"),
    report((*MARKET[:3], FIRE[3], *MARKET[3:]), "North Wire"),
    report(MARKET, "Ostrand Times"),
)


def test_the_order_of_reports_makes_no_difference() -> None:
    digests = [digest(r) for r in CASE]
    results = {copies(order) for order in permutations(digests)}
    assert len(results) == 1
    assert {frozenset((c.left, c.right)) for c in results.pop()} == {
        frozenset((CASE[a].id, CASE[b].id)) for a, b in ((0, 1), (0, 2), (2, 3))
    }
    assert compare(digests[0], digests[2]) == compare(digests[2], digests[0])


def test_one_more_report_gives_the_links_that_it_has_in_the_whole() -> None:
    digests = [digest(r) for r in CASE]
    whole = copies(digests)
    for one in digests:
        assert copies(digests, {one.report}) == tuple(c for c in whole if one.report in (c.left, c.right))
        rest = CopyIndex.of(d for d in digests if d is not one)
        assert rest.near(one) == CopyIndex.of(digests).near(one)


def test_a_hundred_copies_of_one_report_are_all_joined() -> None:
    digests = [replace(digest(CASE[0]), report=f"{n:03}", houses=frozenset({f"paper {n}"})) for n in range(100)]
    found = copies(digests)
    assert all(c.kind == "reprint" for c in found)
    reached = {"000"}
    for c in found:  # in the order of ids, so that one pass is enough
        if c.left in reached:
            reached.add(c.right)
    assert len(reached) == 100
    assert len(copies(digests[:50])) == 50 * 49 // 2


def test_a_digest_can_be_kept() -> None:
    made = digest(CASE[0])
    assert pickle.loads(pickle.dumps(made)) == made == digest(CASE[0])
    assert hash(made) == hash(digest(CASE[0]))
    assert made.words[:4] == digest(report("A. a; À")).words[:4]


def test_too_little_text_is_compared_with_nothing() -> None:
    digests = [digest(report(t, str(n))) for n, t in enumerate(("Fire.", "Fire.", "A fire on the quay.", "A fire on the quay."))]
    assert copies(digests) == ()
    assert copies([]) == ()


@given(texts(), texts())
def test_any_text_has_a_digest_and_passages_lie_in_the_texts(one: str, two: str) -> None:
    pair = tuple(report((text, *FIRE, text), outlet) for text, outlet in ((one, "The Ilma Post"), (two, "Coast Daily")))
    copy = link(*pair)
    assert copy is not None
    for side, passages in ((copy.left, [p.left for p in copy.passages]), (copy.right, [p.right for p in copy.passages])):
        text = next(r.text for r in pair if r.id == side)
        assert all(p.of(text).strip() == p.of(text) for p in passages)
    for passage in copy.passages:
        assert all(
            passage.left.start <= a <= passage.left.end and passage.right.start <= b <= passage.right.end for a, b in passage.anchors
        )
        assert list(passage.anchors) == sorted(passage.anchors)


@given(texts())
def test_a_digest_has_a_place_and_a_trait_for_every_word(text: str) -> None:
    if any(c.isalnum() for c in text):
        made: Digest = digest(report(text))
        assert len(made.codes()) == made.size == len(made.own()) == len(made.plain())
        assert all(made.span(k, k).of(text)[0].isalnum() for k in range(made.size))


def test_the_maximal_stretches_of_the_example_of_ruzzo_and_tompa() -> None:
    assert maximal([4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5]) == [(0, 0), (2, 2), (4, 10)]
    assert maximal([-1, -2]) == []
