"""Outlets: what each carries and leaves out, copies folded first; whose words fill it, by which cues, in which light; n beside each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import isclose, log, sqrt
from random import Random

import pytest

from standoff.account import Material
from standoff.account.cues import LEAST_STATEMENTS, LEAST_USES, Cues, needed, sure, telling
from standoff.account.designations import Designations
from standoff.account.matrix import Lack, Matrix, thing_rows
from standoff.account.outlets import OutletIndex, OutletRow, outlets
from standoff.account.tones import LEAST_MENTIONS, LEAST_TONED, ToneRow, tone_rows
from standoff.account.voices import voice_rows
from standoff.account.wire import Wire
from standoff.case.frames import records
from standoff.model import Furniture, Label, Reading, Span
from told import CALM, claim, joined_to, linked, read, report, told, toned, words

ATTACK = "Guards attacked the union office in the old town.\n"
OWN = "The union had its rooms above the bakery since the spring of the year before.\n"
LONG = (
    "The captain had left the harbour before dawn with eleven men on board and a hold full of grain from the southern mills.\n"
    "Nobody on the quay had seen a light after the second hour, and the keeper of the tower slept until the bell rang at six.\n"
    "By noon the wind had turned, and two fishing boats came back with planks that bore the blue paint of the lost ferry.\n"
)


def row(material: Material, outlet: str) -> OutletRow:
    return next(r for r in material.kept(OutletIndex).rows if r.outlet == outlet)


def test_what_two_outlets_tell_a_third_leaves_out_and_one_alone_tells() -> None:
    harbour = report("Harbour Post", ATTACK + "Brill said guards stormed the gate.\n")
    coast, north = report("Coast Daily", "At night " + ATTACK.lower()), report("North Wire", "People marched in the rain.\n" + OWN)
    material = told(harbour, coast, north)
    by = {r.outlet: r.events for r in material.kept(OutletIndex).rows}
    assert (by["North Wire"].told, by["North Wire"].left_out, by["North Wire"].alone) == (1, 1, 1)
    assert (by["Coast Daily"].told, by["Coast Daily"].left_out, by["Coast Daily"].alone) == (1, 0, 0)
    left = thing_rows(material, "events", "North Wire", "left out")
    assert [r.head.passage.text for r in left] == ["Guards attacked the union office in the old town."]
    assert {c.outlet: c.told for c in left[0].cells} == {"Coast Daily": "own voice", "Harbour Post": "own voice", "North Wire": "silent"}
    alone = thing_rows(material, "events", "Harbour Post", "alone")
    assert [(r.told, r.head.passage.text) for r in alone] == [("attributed", "Brill said guards stormed the gate")]


def test_a_report_that_ends_before_leaves_nothing_out() -> None:
    early = report("North Wire", OWN, "2031-03-01")
    material = told(report("Harbour Post", ATTACK), report("Coast Daily", "At night " + ATTACK.lower()), early)
    assert row(material, "North Wire").events.left_out == 0
    cells = {c.outlet: c.told for c in thing_rows(material, "events")[0].cells}
    assert cells["North Wire"] == "ends before"


def test_a_copy_and_a_shared_agency_are_one_origin() -> None:
    """Two reprints, or two reports that credit one agency, are no two witnesses: what they tell is not left out by a third."""
    silent = report("North Wire", OWN)
    copies = told(report("Harbour Post", LONG + ATTACK, "2031-04-03"), report("Coast Daily", LONG + ATTACK), silent)
    wired = told(report("Harbour Post", ATTACK, credits=["Reuters"]), report("Coast Daily", CALM + ATTACK, credits=["Reuters"]), silent)
    apart = told(report("Harbour Post", CALM + ATTACK, credits=["Reuters"]), report("Coast Daily", ATTACK), silent)
    found = [row(material, "North Wire").events.left_out for material in (copies, wired, apart)]
    assert found == [0, 0, 1]
    assert [r.origins for r in thing_rows(wired, "events")] == [1]


def test_text_that_stood_elsewhere_counts_there() -> None:
    first, later = report("Harbour Post", LONG, "2031-04-03"), report("Coast Daily", LONG, "2031-04-04")
    for reports in ((first, later), (later, first)):
        material = told(*reports)
        wire = material.kept(Wire)
        assert wire.whole == {later.id: first.id}
        assert wire.apart([first.id, later.id]) == 1
        by = {v.outlet: v for v in voice_rows(material)}
        assert by["Harbour Post"].characters == len(LONG)
        assert (by["Coast Daily"].characters, by["Coast Daily"].folded) == (0, 1)
        rests = row(material, "Coast Daily").rests
        assert [(r.name, r.ground, r.reports) for r in rests] == [("Harbour Post", "same text", 1)]
    assert told(first, report("Coast Daily", CALM)).kept(Wire).whole == {}


def test_shares_of_voice_add_up_and_name_nobody_private() -> None:
    text = "The pier was calm. Ilda Rovek said the water was black. Jon Ash said the valves were open.\n"
    readings = read(report("Harbour Post", text))
    material = Material(readings, linked(readings, private=["a-ash"]))
    (voice,) = voice_rows(material)
    said = {s.name: s for s in voice.sources}
    assert voice.characters == len(text)
    assert (said["Rovek"].characters if "Rovek" in said else said["Ilda Rovek"].characters) == len("the water was black")
    assert said["other sources"].characters == len("the valves were open")
    assert voice.own == voice.characters - sum(s.characters for s in voice.sources)
    assert (voice.statements, voice.named, voice.second_hand) == (2, 1, 0)
    assert not any("Ash" in name for name in said)


def test_sources_that_are_only_described_are_unnamed() -> None:
    readings = read(report("Harbour Post", "Officers said the pier was lost. Ilda Rovek said Tamas Brill claimed that it was open.\n"))
    described = replace(readings[0], mentions=tuple(replace(m, form="nominal") if m.span.start == 0 else m for m in readings[0].mentions))
    links = linked([described])
    material = Material([described], replace(links, sources=tuple(x for x in links.sources if x.target != "a-officers")))
    (voice,) = voice_rows(material)
    assert (voice.statements, voice.unnamed, voice.second_hand) == (3, 1, 1)
    assert {s.name: s.kind for s in voice.sources if s.kind != "actor"} == {"Officers": "unnamed"}
    assert voice.unnamed_characters == len("the pier was lost")


def test_log_odds_are_those_of_the_paper() -> None:
    groups = {"a": Counter(say=6, claim=6), "b": Counter(say=18)}
    found = telling(groups, prior=10.0)
    alpha = 10.0 * 6 / 30
    odds = log((6 + alpha) / (12 + 10 - 6 - alpha)) - log((0 + alpha) / (18 + 10 - 0 - alpha))
    assert isclose(found["a"]["claim"], odds / sqrt(1 / (6 + alpha) + 1 / alpha))
    assert found["a"]["say"] < 0 < found["b"]["say"]


def test_a_cue_is_shown_as_more_frequent_only_on_enough() -> None:
    assert not sure(LEAST_USES, LEAST_STATEMENTS - 1, 9.0, 3.0)
    assert not sure(LEAST_USES - 1, LEAST_STATEMENTS, 9.0, 3.0)
    assert not sure(LEAST_USES, LEAST_STATEMENTS, 2.99, 3.0)
    assert sure(LEAST_USES, LEAST_STATEMENTS, 3.0, 3.0)
    lines = [f"Rovek {'claimed' if n % 2 else 'said'} that gate {n} was shut.\n" for n in range(40)]
    material = told(
        report("Harbour Post", "".join(lines)), report("Coast Daily", "".join(f"Brill said hall {n} was open.\n" for n in range(40)))
    )
    by = {r.outlet: r for r in material.kept(Cues).rows()}
    assert [(c.lemma, c.count, c.elsewhere) for c in by["Harbour Post"].more] == [("claim", 20, 0)]
    assert (by["Harbour Post"].statements, by["Harbour Post"].elsewhere) == (40, 40)
    assert [c.lemma for c in by["Coast Daily"].more] == ["say"]
    # Each passage has the cue in it: no word is counted without where it stands.
    assert all("claimed" in p.passage.text for p in by["Harbour Post"].more[0].passages)
    few = told(report("Harbour Post", "".join(lines[:8])), report("Coast Daily", "Brill said hall 1 was open.\n"))
    assert all(not r.more for r in few.kept(Cues).rows())


@pytest.mark.parametrize("top", [120, 240, 600])
def test_chance_seldom_shows_a_word(top: int) -> None:
    """Cues dealt at random to a dozen outlets: a word that stands out is false, however large the case."""
    pool = [f"verb {k}" for k in range(60) for _ in range(max(1, top // (k + 1)))]
    false = 0
    for seed in range(20):
        dealt = Random(seed).sample(pool, len(pool))
        size = len(dealt) // 12
        groups = {n: Counter(dealt[n * size : (n + 1) * size]) for n in range(12)}
        least = needed(groups.values())
        false += sum(sure(groups[n][word], size, z, least) for n, of in telling(groups).items() for word, z in of.items())
    assert false / 20 <= 0.25


def test_a_source_with_other_verbs_than_the_rest_is_told_apart() -> None:
    text = "".join(f"Rovek claimed that gate {n} was shut.\nBrill said hall {n} was open.\n" for n in range(20))
    (found,) = told(report("Harbour Post", text)).kept(Cues).rows()
    assert {(s.actor, s.more[0].lemma, s.statements) for s in found.sources} == {("a-rovek", "claim", 20), ("a-brill", "say", 20)}
    assert found.more == ()  # there is no other outlet


def test_tone_is_told_on_enough_sentences_in_the_own_voice() -> None:
    text = "Hale lied. Hale failed. Hale fell. Hale won. Hale went home. Rovek said Hale lied again.\n"
    (reading,) = read(report("Harbour Post", text))
    lights = [(0, "negative"), (1, "negative"), (2, "negative"), (3, "positive"), (5, "negative")]
    full, short = toned(reading, "Hale", *lights), toned(reading, "Hale", *lights[:2])

    def rows(one: Reading) -> tuple[ToneRow, ...]:
        return tone_rows(Material([one], joined_to(linked([one]), [one], "Hale", "a-hale")))

    (found,) = rows(full)
    (outlet,) = found.outlets
    assert (outlet.mentions, outlet.bad, outlet.good, outlet.attributed) == (5, 3, 1, 1)
    assert [s.carried.passage.text for s in outlet.sentences][:2] == ["Hale lied.", "Hale failed."]
    assert LEAST_TONED == 3 and LEAST_MENTIONS == 5
    assert rows(short) == ()
    links = joined_to(linked([full]), [full], "Hale", "a-hale")
    hidden = replace(links, actors=tuple(replace(a, public=a.id != "a-hale") for a in links.actors))
    assert tone_rows(Material([full], hidden)) == ()


def test_actors_that_outlets_call_differently_come_first() -> None:
    texts = {"Harbour Post": "Hale, the usurper, left.\n", "Coast Daily": "Hale, the liberator, left. Rovek, the envoy, left.\n"}
    readings = []
    for outlet, text in texts.items():
        reading = toned(toned(read(report(outlet, text))[0], "Hale"), "Rovek")
        mentions = {reading.report.quote(m.span): m.id for m in reading.mentions}
        labels = [("the usurper", "Hale"), ("the liberator", "Hale"), ("the envoy", "Rovek")]
        found = [
            Label(f"l{n}", Span(text.index(w), text.index(w) + len(w)), mentions[who]) for n, (w, who) in enumerate(labels) if w in text
        ]
        readings.append(replace(reading, labels=tuple(found)))
    links = joined_to(joined_to(linked(readings), readings, "Hale", "a-hale"), readings, "Rovek", "a-rovek")
    material = Material(readings, links)
    designations = material.kept(Designations)
    assert designations.ranked() == ("a-hale", "a-rovek")
    assert designations.of_outlet("Harbour Post") == ("a-hale",)
    rows = {o.outlet: [x.words for x in o.own] for o in outlets(material).labels[0].outlets}
    assert rows == {"Harbour Post": ["the usurper"], "Coast Daily": ["the liberator"]}


def test_a_word_that_one_outlet_uses_and_another_only_quotes_is_told() -> None:
    texts = {"Harbour Post": "It was a coup in the Capital.\n", "Coast Daily": "Rovek said it was two coups in a week.\n"}
    readings = []
    for outlet, text in texts.items():
        (reading,) = read(report(outlet, text))
        spans = [words(reading, quote) for quote in ("a coup in the Capital", "two coups in a week") if quote in text]
        readings.append(replace(reading, labels=tuple(Label(f"l{n}", span, None) for n, span in enumerate(spans))))
    (found,) = Material(readings, linked(readings)).kept(Designations).words(9)
    assert (found.word, found.own) == ("coup", 1)
    by = {o.outlet: (len(o.own), [x.first.passage.text for x in o.attributed]) for o in found.outlets}
    assert by == {"Harbour Post": (1, []), "Coast Daily": (0, ["Rovek said it was two coups in a week"])}


def test_claims_and_their_coverage() -> None:
    reports = (
        report("Harbour Post", "Rovek said the ferry was old.\n"),
        report("Coast Daily", "Brill denied the ferry was old.\n"),
        report("North Wire", CALM),
    )
    readings = read(*reports)
    links = linked(readings, claims=[claim("c1", (readings[0], "the ferry", False), (readings[1], "the ferry", True))])
    (found,) = thing_rows(Material(readings, links), "claims")
    assert {c.outlet: c.told for c in found.cells} == {"Harbour Post": "attributed", "Coast Daily": "denied", "North Wire": "silent"}
    assert found.head.passage.text == "Rovek said the ferry was old"
    assert (found.outlets, found.origins) == (2, 2)


def test_the_order_of_the_reports_makes_no_difference() -> None:
    reports = [report("Harbour Post", LONG + ATTACK, "2031-04-03"), report("Coast Daily", LONG), report("North Wire", ATTACK + OWN)]
    assert outlets(told(*reports)) == outlets(told(*reversed(reports)))


def test_one_outlet_leaves_nothing_out() -> None:
    material = told(report("Harbour Post", ATTACK), report("Harbour Post", CALM + ATTACK))
    found = outlets(material)
    assert [(r.reports, r.events.told, r.events.left_out, r.events.alone) for r in found.outlets] == [(2, 1, 0, 0)]
    assert (found.shared_events, found.shared_claims) == (0, 0)


def test_a_text_that_is_all_furniture_has_no_shares() -> None:
    empty = report("Harbour Post", OWN)
    bare = replace(empty, furniture=(Furniture(Span(0, len(OWN)), "navigation"),))
    material = told(bare, report("Coast Daily", ATTACK))
    assert row(material, "Harbour Post").own_share is None
    assert row(material, "Coast Daily").own_share == 1.0


@pytest.mark.parametrize("table", ["outlets", "coverage", "voices", "labels", "cues", "tones"])
def test_tables_are_flat_and_show_no_content_without_its_cue(table: str) -> None:
    material = told(report("Harbour Post", ATTACK + "Rovek denied the ferry was old.\n"), report("Coast Daily", OWN))
    found = records(table, material, ())
    assert all(isinstance(value, str | int | float | bool | None) for record in found for value in record.values())
    assert len({tuple(record) for record in found}) <= 1
    shown = [record["passage"] for record in found if record.get("passage")]
    assert all("denied" in text for text in shown if "the ferry was old" in text)
    if table in ("outlets", "coverage", "voices", "cues"):
        assert found


def test_matrix_counts_agree_with_its_lists() -> None:
    material = told(
        report("Harbour Post", ATTACK + "People marched.\n"), report("Coast Daily", "So " + ATTACK.lower()), report("North Wire", OWN)
    )
    matrix = material.kept(Matrix)
    for outlet in material.outlets:
        lacks: tuple[Lack, ...] = ("left out", "alone")
        for lack in lacks:
            assert matrix.count(outlet, "events", lack) == len(matrix.select("events", outlet, lack))
        assert matrix.count(outlet, "events", "told") == len(matrix.select("events", outlet))
