"""The timeline: each deed once, who tells it in which voice, when and on what ground, what is shown first, and what stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from benchmarks import timeline as measure

from example_case import EXAMPLES, example_material
from standoff.account import Material, table
from standoff.account.clause import clear_passage, hedged
from standoff.account.events import event_row
from standoff.account.timeline import TimelineRow, entry_row, matching_deeds, timeline_rows
from standoff.account.timeline_index import Entry, TimelineIndex
from standoff.account.timeline_story import chapters, happened
from standoff.case import CaseView
from standoff.model import (
    OUTLET,
    Actor,
    Carrier,
    Claim,
    ClusterMember,
    CountedOrigin,
    Dated,
    Dating,
    Dispute,
    Event,
    EventCluster,
    Link,
    Links,
    Mention,
    Position,
    Reading,
    Report,
    Resolved,
    Span,
    Statement,
    TimeExpression,
    report_id,
)

MONDAY = Resolved("2031-03-31", "2031-03-31", "day", "Monday, counted from the report's date")
TOLD = "Guards stormed the depot on Monday."
SAID = "Ana Vell said guards stormed the depot on Monday."
DENIED = "The ministry denied that guards stormed the depot."


def at(words: str, text: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def reading(outlet: str, text: str, *, day: str | None = "2031-04-02", **event: object) -> Reading:
    """A report with one event, whose trigger is "stormed"; in a statement where somebody says or denies it."""
    report = Report(report_id(outlet, text), f"{outlet}.txt", text, (), outlet=outlet, published=Dated(day, "given") if day else None)
    statements = ()
    for cue, act in (("said", "assert"), ("denied", "deny")):
        if f" {cue} " in text:
            source = Span(0, text.index(f" {cue} "))
            content = Span(text.index("guards"), len(text) - 1)
            statements = (Statement(f"{report.id}.s", source, at(cue, text), (content,), "indirect", act),)  # type: ignore[arg-type]
    guards = Mention(f"{report.id}.m", at("uards", text), "group", "nominal")
    times = (TimeExpression(f"{report.id}.t", at("Monday", text), "date"),) if "Monday" in text else ()
    given = {"type": "ASSAULT", "agents": (guards.id,), "status": "denied" if "denied" in text else "happened", **event}
    voice = statements[0].id if statements else OUTLET
    told = Event(f"{report.id}.e", at("stormed", text), voice=voice, **given)  # type: ignore[arg-type]
    return Reading(report, "run", (Span(0, len(text)),), (guards,), statements, events=(told,), times=times)


def dated(*readings: Reading, when: Resolved = MONDAY) -> tuple[Dating, ...]:
    items = ((r.report.id, i.id) for r in readings for i in (*r.events, *r.times))
    return tuple(Dating(report, item, when) for report, item in items)


def cluster(*readings: Reading, when: Resolved | None = None) -> EventCluster:
    return EventCluster("d1", tuple(ClusterMember(r.report.id, r.events[0].id, 0.8, "same words") for r in readings), when)


def row_of(readings: Iterable[Reading], links: Links) -> TimelineRow:
    index = TimelineIndex(Material(readings, links))
    (entry,) = [e for e in index.entries if len(e.members) == len(list(readings))]
    return entry_row(index, entry)


def told(row: TimelineRow) -> dict[str, str]:
    return {cell.outlet: cell.told for cell in row.cells}


def test_one_deed_of_several_reports_is_one_entry_with_each_outlet_in_its_way() -> None:
    own, said, denied = reading("Post", TOLD), reading("Coast", SAID), reading("Dike", DENIED)
    row = row_of([own, said, denied], Links(clusters=(cluster(said, own, denied),)))
    assert told(row) == {"Post": "own voice", "Coast": "attributed", "Dike": "denied"}
    cells = {cell.outlet: cell for cell in row.cells}
    assert (cells["Coast"].sources, cells["Dike"].denies, cells["Post"].denies) == (("Ana Vell",), True, False)
    # Statuses that differ are shown as a difference.
    assert [(s.status, s.chips) for s in row.statuses] == [("happened", ("C", "P")), ("denied", ("D",))]
    # The head is what an outlet tells in its own voice, though a statement is the most central.
    assert (row.head.event.outlet, row.head.told) == ("Post", "own voice")
    assert {t.reason for t in row.tellings} == {"same words"}


def test_silence_is_told_apart_from_earliness_by_the_day_of_the_deed() -> None:
    teller, late = reading("Post", TOLD, day="2031-04-02"), reading("Coast", "Rain.guards stormed", day="2031-04-01")
    early = reading("Dike", "Snow.guards stormed", day="2031-03-30")
    links = Links(datings=dated(teller))
    index = TimelineIndex(Material([teller, late, early], links))
    (entry,) = [e for e in index.entries if e.members[0][0] == teller.report.id]
    # Coast writes before Post does, but after the day: it could have told.
    assert told(entry_row(index, entry)) == {"Post": "own voice", "Coast": "silent", "Dike": "ends before"}


def test_a_date_carries_its_ground() -> None:
    spoken, silent = reading("Post", TOLD), reading("Coast", "The guards stormed the depot.")
    links = Links(datings=dated(spoken, silent))
    index = TimelineIndex(Material([spoken, silent, reading("Dike", "Some guards stormed it.")], links))
    found = {row.head.event.outlet: (row.date, row.ground) for row in timeline_rows(index)}
    assert found == {"Post": ("2031-03-31", "sentence"), "Coast": ("2031-03-31", "report"), "Dike": (None, None)}
    # What a cluster agrees on is told by a sentence as soon as one of its members does.
    (entry,) = TimelineIndex(Material([spoken, silent], replace(links, clusters=(cluster(silent, spoken, when=MONDAY),)))).entries
    assert (entry.day, entry.spoken) == ("2031-03-31", True)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (Resolved("2031-03-01", "2031-03-31", "month", ""), "2031-03"),
        (Resolved("2031-03-31T06:00", "2031-03-31T11:59", "part", ""), "2031-03-31"),
        (Resolved("2031-03-30", "2031-04-02", "day", ""), "2031-03"),
        (Resolved("2021-01-01", "2030-12-31", "decade", ""), "undated"),
    ],
)
def test_a_deed_stands_no_finer_than_it_is_told(when: Resolved, day: str) -> None:
    one = reading("Post", TOLD)
    (entry,) = TimelineIndex(Material([one], Links(datings=dated(one, when=when)))).entries
    assert entry.day == day


def test_what_lies_half_a_year_back_is_background_by_the_date_of_its_own_report() -> None:
    year = Resolved("2030-01-01", "2030-12-31", "year", "last year")
    news, old = reading("Post", TOLD, day="2031-08-02"), reading("Coast", "The guards stormed it.", day="2031-01-02")
    index = TimelineIndex(Material([news, old], Links(datings=dated(news, old, when=year))))
    assert {e.outlets[0]: e.past for e in index.entries} == {"Post": True, "Coast": False}
    (before, _) = chapters(index.entries, reports=2)
    assert before.key == "before"


def test_origins_are_counted_not_outlets() -> None:
    one, two, three = reading("Post", TOLD), reading("Coast", TOLD), reading("Dike", "The guards stormed the depot on Monday.")
    links = Links(clusters=(cluster(one, two, three),))
    (entry,) = TimelineIndex(Material([one, two, three], links)).entries
    assert (entry.reports, entry.origins) == (3, 2)  # the same words are one
    carriers = tuple(Carrier(r.report.evidence(r.sentences[0]), None, False, 1.0, "") for r in (one, three))
    wire = Claim("c", carriers[0].evidence, carriers, (CountedOrigin("Agency", (one.report.id, three.report.id), ""),))
    (entry,) = TimelineIndex(Material([one, two, three], replace(links, claims=(wire,)))).entries
    assert entry.origins == 1


def test_a_cluster_weighs_more_than_each_of_its_members_and_own_voice_more_than_attributed() -> None:
    own, said, more = reading("Post", TOLD), reading("Coast", SAID), reading("Dike", "Some guards stormed the depot on Monday.")
    apart = {e.outlets[0]: e.weight for e in TimelineIndex(Material([own, said, more], Links())).entries}
    (joined,) = TimelineIndex(Material([own, said, more], Links(clusters=(cluster(own, said, more),)))).entries
    assert joined.weight > max(apart.values())
    assert apart["Post"] > apart["Coast"]


def test_private_persons_stay_as_written_and_who_did_it_is_told_by_the_head_alone() -> None:
    own = reading("Post", "The depot was stormed by guards on Monday.")
    said = reading("Coast", SAID)
    actors = (Actor("a-g", "Harbour Guard", "armed force"), Actor("a-p", "Jon Ash", "person", public=False))
    mentions = (Link(own.report.id, own.mentions[0].id, "a-p", 0.9, ""), Link(said.report.id, said.mentions[0].id, "a-g", 0.9, ""))
    row = row_of([own, said], Links(actors=actors, mentions=mentions, clusters=(cluster(own, said),)))
    assert [(p.written, p.inferred) for p in row.agents] == [("uards", ())]
    index = TimelineIndex(Material([own, said], Links(actors=actors, mentions=mentions)))
    assert {a for e in index.entries for a in e.actors} == {"a-g"}
    found = matching_deeds(timeline_rows(index), index.material, actor="Harbour Guard")
    assert [r.head.event.outlet for r in found] == ["Coast"]


def test_facets_count_what_a_click_leaves() -> None:
    own, said, denied = reading("Post", TOLD), reading("Coast", SAID), reading("Dike", DENIED, type="COERCE")
    index = TimelineIndex(Material([own, said, denied], Links(datings=dated(own))))
    assert {v.value: v.count for v in index.counts("voice", {})} == {"own": 1, "attributed": 2, "denied": 1}
    assert {v.value: v.count for v in index.counts("outlet", {"type": "ASSAULT"})} == {"Post": 1, "Coast": 1}
    assert [v.value for v in index.counts("day", {})] == ["2031-03-31", "undated"]
    assert [e.outlets for e in index.select({"type": "COERCE"})] == [("Dike",)]
    assert index.select({"status": "planned"}) == ()


def plain_entry(n: int, **given: object) -> Entry:
    """An entry as the story sees it."""
    basis: dict[str, object] = {
        "id": f"e{n:02}",
        "members": (),
        "type": "ASSAULT",
        "statuses": ("happened",),
        "when": None,
        "day": "2031-03-31",
        "spoken": True,
        "outlets": ("Post",),
        "own": ("Post",),
        "plain": ("Post",),
        "denying": (),
        "reports": 1,
        "origins": 1,
        "actors": (),
        "disputes": (),
        "contested": False,
        "said": False,
        "saying": False,
        "past": False,
        "sentence": (f"r{n}", 0),
        "weight": float(n),
    }
    return Entry(**{**basis, **given})  # type: ignore[arg-type]


def test_the_weightiest_of_a_day_are_shown_and_the_rest_is_folded_and_counted() -> None:
    calm = [plain_entry(n, day=f"2031-04-{1 + n % 9:02}") for n in range(45)]
    heavy = [plain_entry(n + 50) for n in range(20)] + [plain_entry(n + 90, saying=True) for n in range(5)]
    day, *others = chapters(calm + heavy, reports=3)
    assert [e.id for e in day.shown] == [f"e{n}" for n in range(69, 61, -1)]
    assert (len(day.folded), day.sayings) == (17, 5)
    assert sum(len(c.shown) for c in others) == 36 - 8
    (whole, *_) = chapters(calm + heavy, reports=3, opened="2031-03-31")
    assert (len(whole.shown), whole.folded) == (25, ())
    # A day alone has room for more, and where there are few nothing is folded.
    (alone,) = chapters([plain_entry(n) for n in range(60)], reports=3)
    assert (len(alone.shown), len(alone.folded)) == (36, 24)
    (few,) = chapters(heavy[:20], reports=3)
    assert len(few.shown) == 20


def test_one_sentence_stands_once_and_background_waits_folded() -> None:
    entries = [plain_entry(n, sentence=("r", n % 2)) for n in range(50)] + [plain_entry(99, past=True)]
    before, day = chapters(entries, reports=3)
    assert (before.key, before.shown, len(before.folded)) == ("before", (), 1)
    assert [e.id for e in day.shown] == ["e49", "e48"]


def test_days_come_in_order_then_their_month_then_what_has_no_date() -> None:
    keys = ["undated", "2031-04", "2031-03-31", "2031-04-02", "2031", "2031-04-01"]
    found = chapters([plain_entry(n, day=key) for n, key in enumerate(keys)], reports=3)
    assert [c.key for c in found] == ["2031-03-31", "2031-04-01", "2031-04-02", "2031-04", "2031", "undated"]
    months = chapters([plain_entry(n, day=key) for n, key in enumerate(keys)], reports=3, zoom="months")
    assert [c.key for c in months] == ["2031-03", "2031-04", "2031", "undated"]


def test_hours_are_told_only_where_the_texts_tell_them() -> None:
    morning = Resolved("2031-03-31T00:00", "2031-03-31T11:59", "part", "")
    clock = Resolved("2031-03-31T14:20", "2031-03-31T14:20", "minute", "")
    entries = [plain_entry(1, when=clock), plain_entry(2, when=MONDAY), plain_entry(3, when=morning)]
    assert [c.key for c in chapters(entries, reports=3, zoom="hours")] == ["2031-03-31", "2031-03-31T00-11", "2031-03-31T14"]
    assert len(chapters(entries, reports=3)) == 1


def test_what_happened_is_what_two_tell_in_their_own_voice_and_nobody_disputes() -> None:
    two = {"outlets": ("Post", "Coast"), "own": ("Post", "Coast"), "origins": 2}
    entries = [
        plain_entry(1, **two, plain=("Post", "Coast")),
        plain_entry(2, **two),
        plain_entry(3),  # of one outlet
        plain_entry(4, **two, disputes=("x",)),
        plain_entry(5, **two, denying=("Coast",)),
        plain_entry(6, **{**two, "origins": 1}),
        plain_entry(7, **two, plain=()),
        plain_entry(8, **two, statuses=("happened", "possible")),
        plain_entry(9, **two, contested=True),
        plain_entry(10, **two, said=True),
        plain_entry(11, **{**two, "own": ("Post",)}),
    ]
    found, total = happened(entries, 5)
    assert ([e.id for e in found], total) == (["e01", "e02"], 2)
    assert [e.id for e in happened(entries, 1)[0]] == ["e01"]


def test_a_deed_that_somebody_denies_in_the_same_word_is_contested() -> None:
    own, denied = reading("Post", TOLD), reading("Dike", DENIED)
    evidence = denied.report.evidence(denied.statements[0].content[0])
    position = Position(None, None, "", "A", (evidence,), (denied.statements[0].id,))
    dispute = Dispute("d", "denial", "denials", "?", (position,), 1.0, "")
    for kind, contested in (("denial", True), ("figure", False)):
        links = Links(disputes=(replace(dispute, kind=kind),))  # type: ignore[arg-type]
        assert {e.contested for e in TimelineIndex(Material([own, denied], links)).entries if e.own} == {contested}
    (theirs,) = [e for e in TimelineIndex(Material([own, denied], Links(disputes=(dispute,)))).entries if e.denying]
    assert theirs.disputes == ("d",)


LONG = (
    "After a night of rain in which the river rose by a metre at the bridge and the lower town was dark until the morning, "
    "guards stormed the depot, "
    "where more than forty carts had stood since the spring, and the market opened an hour later than on any other day of the year."
)


def clear(text: str, **event: object) -> str:
    one = reading("Post", text, **event)
    material = Material([one], Links())
    return clear_passage(material, one, one.events[0], event_row(material, one, one.events[0]).passage).text


def test_a_long_sentence_is_cut_to_the_clause_of_the_deed_and_the_cuts_are_seen() -> None:
    assert clear(LONG) == "…guards stormed the depot, where more than forty carts had stood since the spring…"
    assert clear(TOLD) == TOLD


@pytest.mark.parametrize("turn", ["If the river rises, ", "It was not true that, as many had feared, "])
def test_what_would_turn_the_sense_is_never_cut_off(turn: str) -> None:
    text = turn + LONG[0].lower() + LONG[1:]
    assert clear(text).startswith(turn)


def test_a_clause_in_a_statement_keeps_source_and_cue() -> None:
    text = f"The keeper of the lower gate said {LONG[0].lower()}{LONG[1:]}".replace(" guards", " the guards").replace(
        "said after", "said guards, after"
    )
    shown = clear(text)
    assert shown.startswith("The keeper of the lower gate said") and "stormed" in shown
    one = reading("Post", text)
    assert all(part.strip() in text for part in shown.split("…"))
    assert one.statements[0].cue is not None


def test_hedges_are_doubts_conditions_and_denials() -> None:
    assert hedged("an alleged attack") and hedged("Guards would storm it") and hedged("he wasn't there")
    assert not hedged("Guards stormed the depot on Monday, and two men fell.")


def test_every_head_of_the_example_is_made_of_characters_of_its_report() -> None:
    material = example_material()
    index = TimelineIndex(material)
    assert len(index) > 50
    for row in timeline_rows(index):
        for telling in row.tellings:
            text = material.reading(telling.event.report).report.text
            pieces = telling.clear.pieces
            assert all(p.span is None or p.span.of(text) == p.text for p in pieces)
            assert any(p.span and p.span.overlaps(telling.event.trigger.span) for p in pieces)
            if telling.event.statement:
                statement = material.statement(telling.event.report, telling.event.statement)
                assert statement
                shown = [p.span for p in pieces if p.span]
                for part in (statement.source, statement.cue):
                    assert part is None or any(s.overlaps(part) for s in shown), telling.clear.text


def test_the_heaviest_deeds_of_the_example_are_on_the_timeline() -> None:
    """Floors of the measure of `benchmarks/timeline.py`; they may only rise."""
    import json

    view = CaseView(example_material())
    gold = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))
    outlets = {r.file: view.material.outlet(r.id) for r in view.reports()}
    rows = measure.scored(view, measure.deeds("example", gold, outlets)[:15])
    found = {name: right for name, (right, _) in measure.totals(rows).items()}
    assert len(rows) == 15
    assert found["found"] >= 9 and found["day"] >= 4 and found["cells"] >= 24, found


def test_a_notebook_shows_a_deed_with_who_tells_it() -> None:
    own, said = reading("Post", TOLD), reading("Coast", SAID)
    row = row_of([own, said], Links(clusters=(cluster(own, said),), datings=dated(own)))
    shown = table([row])._repr_html_() or ""
    for words in ("1 deed", "2031-03-31", "own voice: Post", "attributed: Coast (Ana Vell)", "ASSAULT, happened", "<em>stormed</em>"):
        assert words in shown, words
    assert "Ana Vell" in (row._repr_html_() or "")


def test_a_saying_of_one_outlet_is_folded_unless_its_report_opens_with_it() -> None:
    lead = reading("Post", "Guards stormed about the depot.", type="ACCUSE")
    filler = "The river rose in the night. " * 4
    late = reading("Coast", filler + "The guards stormed about it.", type="ACCUSE")
    spans = tuple(Span(29 * n, 29 * n + 28) for n in range(4))
    late = replace(late, sentences=(*spans, Span(29 * 4, len(late.report.text))))
    index = TimelineIndex(Material([lead, late], Links()))
    assert {e.outlets[0]: (e.said, e.saying) for e in index.entries} == {"Post": (True, False), "Coast": (True, True)}
