"""Which events of several reports tell one deed. All reports are invented and read by the network that ships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from standoff.link import Comparison
from standoff.link.clusters.assemble import agreed, reason
from standoff.link.clusters.grouping import groups
from standoff.link.clusters.scoring import default_scorer
from standoff.link.clusters.table import FEATURES, contradicting
from standoff.link.clusters.tellings import Telling
from standoff.link.joined_clusters import joined_clusters
from standoff.model import Actor, ClusterMember, Dated, EventCluster, Reading, Report, Resolved, Span
from standoff.read.reader import NetworkReader

TEXTS = {
    "gazette": (
        "2031-04-05",
        "Soldiers killed the union leader Ana Lund outside the harbour office in Varna Bay on Tuesday.\n"
        "The killing of Ana Lund came after weeks of strikes at the harbour.\n"
        "Mayor Jon Marr accused the army of murder. Marr said the harbour would stay closed.\n",
    ),
    "courier": (
        "2031-04-06",
        "Union leader Ana Lund was killed by soldiers at the harbour of Varna Bay on Tuesday, dock workers said.\n"
        "The army said it regretted the killing of Lund.\n"
        "On Friday police arrested the editor Pia Holm at the airport of Sund.\n",
    ),
    "herald": (
        "2031-04-07",
        "Soldiers killed Ana Lund, the leader of the harbour union, in Varna Bay on Tuesday, witnesses said.\n"
        "Police killed her brother Ove Lund in the town of Marsk on March 3, 2029.\n"
        "Police said that they arrested Pia Holm, an editor, at Sund airport on Friday.\n",
    ),
}


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    reader = NetworkReader()
    made = []
    for name, (day, text) in TEXTS.items():
        lines = [0, *(k + 1 for k, c in enumerate(text) if c == "\n")]
        blocks = tuple(Span(a, b - 1) for a, b in pairwise(lines))
        made.append(
            reader.read(Report(name, f"{name}.txt", text, blocks, outlet=name.title(), published=Dated(day, "given"), language="en"))
        )
    return made


def told(readings: Sequence[Reading], clusters: Sequence[EventCluster]) -> list[set[tuple[str, str]]]:
    """The clusters as (report, trigger's word)."""
    words = {e.id: e.trigger.of(r.report.text) for r in readings for e in r.events}
    return [{(m.report, words[m.event]) for m in c.members} for c in clusters]


def test_one_deed_of_three_reports_is_one_cluster(readings: list[Reading]) -> None:
    clusters = Comparison(readings).clusters()
    first = told(readings, clusters)[0]
    assert {report for report, _ in first} == set(TEXTS)
    assert clusters[0].when is not None and clusters[0].when.iso == "2031-04-01"
    assert all(0 <= m.confidence <= 1 and m.reason for m in clusters[0].members)
    assert any("Ana Lund" in m.reason for m in clusters[0].members)


def test_another_deed_of_its_kind_stays_apart(readings: list[Reading]) -> None:
    found = Comparison(readings)
    herald = next(r for r in readings if r.report.id == "herald")
    year = herald.report.text.index("killed her brother")
    old = next(e.id for e in herald.events if e.trigger.start == year)
    lund = next(c for c in found.clusters() if len({m.report for m in c.members}) == 3)
    assert old not in {m.event for m in lund.members}
    assert sum(("courier", "arrested") in c and ("herald", "arrested") in c for c in told(readings, found.clusters())) == 1


def test_order_of_reports_makes_no_difference(readings: list[Reading]) -> None:
    assert Comparison(readings[::-1]).clusters() == Comparison(readings).clusters()


def test_each_event_is_in_one_cluster_and_the_most_told_come_first(readings: list[Reading]) -> None:
    clusters = Comparison(readings).clusters()
    members = [m.event for c in clusters for m in c.members]
    assert len(members) == len(set(members))
    sizes = [len({m.report for m in c.members}) for c in clusters]
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_to_join_without_events() -> None:
    empty = Reading(Report("r", "r.txt", "Rain fell.", (Span(0, 10),)), "run")
    assert Comparison([empty]).clusters() == ()


def test_reports_that_are_not_near_are_not_joined(readings: list[Reading]) -> None:
    assert readings[0].senses is not None
    away = replace(readings[0].senses, rows=bytes((256 - b) % 256 if b != 128 else 127 for b in readings[0].senses.rows))
    turned = [replace(readings[0], senses=away), *readings[1:]]
    assert not any({"gazette", "courier"} <= {m.report for m in c.members} for c in Comparison(turned).clusters())


def test_with_a_focus_only_what_that_report_tells(readings: list[Reading]) -> None:
    clusters = Comparison(readings, focus="gazette").clusters()
    assert clusters and all(any(m.report == "gazette" for m in c.members) for c in clusters)


def test_groups_are_joined_while_their_mean_is_high_enough() -> None:
    odds = {(0, 1): 3.0, (1, 2): 2.0, (0, 2): -1.0, (2, 3): -2.0}
    assert groups(4, odds) == [[0, 1, 2], [3]]
    assert groups(4, odds, floor=1.0) == [[0, 1], [2], [3]]
    # A pair that nobody compared counts against.
    assert groups(3, {(0, 1): 3.0, (1, 2): 2.0}, unseen=-3.0) == [[0, 1], [2]]


def test_pairs_of_reports_that_were_not_compared_say_nothing() -> None:
    odds = {(0, 1): 3.0, (1, 2): 2.0}
    near = (frozenset((0, 1)), frozenset((0, 1, 2)), frozenset((1, 2)))
    assert groups(3, odds, pools=(0, 1, 2), near=near) == [[0, 1, 2]]
    assert groups(3, odds, pools=(0, 1, 2), near=[frozenset(range(3))] * 3) == [[0, 1], [2]]


def test_days_that_words_tell_apart_and_countries_contradict() -> None:
    rows = np.zeros((4, len(FEATURES)), np.float32)
    column = FEATURES.index
    rows[:, column("country")] = (-1, -1, 0, 1)
    rows[:, column("told apart")] = (np.log1p(3), np.log1p(1), -1, 0)
    rows[:, column("precise")] = 2
    assert contradicting(rows).tolist() == [True, False, True, False]


def test_the_scorer_gives_up_only_what_is_hopeless() -> None:
    rows = np.random.default_rng(3).uniform(-1, 1, (500, len(FEATURES))).astype(np.float32)
    scorer = default_scorer()
    full = replace(scorer, asked=0, hopeless=-np.inf).odds(rows)
    staged = scorer.odds(rows)
    kept = staged > -np.inf
    assert np.allclose(staged[kept], full[kept]) and (full[~kept] < -0.5).all()


def telling(item: str, dated: bool = False) -> Telling:
    none: frozenset[str] = frozenset()
    sets = [none] * 3
    return Telling(
        0, item, Span(0, 3), 0, "hit", "hit", "hit", True, "ASSAULT", "happened", *sets, none, "", none, none, none, none, dated=dated
    )


def test_when_is_what_most_datings_agree_on_and_the_finest_of_those() -> None:
    when = {
        "a": Resolved("2031-04-01", "2031-04-01", "day", "Tuesday"),
        "b": Resolved("2031-04-01", "2031-04-30", "month", "this month"),
        "c": Resolved("2031-03-01", "2031-03-31", "month", "last month"),
        "d": Resolved("2031-03-05", "2031-03-05", "day", "no day is told for it: the day that the report names most"),
    }
    found = agreed([telling(x) for x in "abcd"], when)
    assert found is not None and found.iso == "2031-04-01" and found.reason == "2 of 3 datings agree: Tuesday"
    assert agreed([telling("x")], when) is None


def test_reasons_name_only_public_actors() -> None:
    one, other = (replace(telling(x), doers=frozenset(("ana", "jon"))) for x in "ab")
    actors = {"ana": Actor("ana", "Ana Lund", "person", public=False), "jon": Actor("jon", "Jon Marr", "person")}
    assert reason(one, other, actors) == "same deed word (“hit”), agent Jon Marr"
    assert reason(one, other, {"ana": actors["ana"]}) == "same deed word (“hit”), the same agent"


def test_a_new_report_joins_the_cluster_of_its_fellows_and_makes_new_ones() -> None:
    def cluster(id: str, *members: str) -> EventCluster:
        return EventCluster(id, tuple(ClusterMember(m[0], m, 0.9, "alike") for m in members))

    case = (cluster("one", "a1", "b1", "b2"), cluster("two", "a2", "b3"))
    block = (cluster("x", "a1", "b1", "a2", "n1"), cluster("y", "a4", "n2"), cluster("z", "a2", "b3"))
    changed = {c.id: [m.event for m in c.members] for c in joined_clusters(case, block, "n")}
    assert changed == {"one": ["a1", "b1", "b2", "n1"], "y": ["a4", "n2"]}
