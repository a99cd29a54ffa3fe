from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ingest.build import Raw, build, with_title
from standoff.link.stories import Space, gist, group, telling
from standoff.link.stories.apart import days_of, kept, left_without_date
from standoff.link.stories.space import common_words
from standoff.model import Dated, Gist, Report
from tales import FIRE, STRIKE, STRIKE_LATER


def report(text: str, *, outlet: str = "Post", date: str | None = "2031-05-04", title: str | None = None, file: str = "a.txt") -> Report:
    dated = Dated(date, "given") if date else None
    raw = Raw(file, with_title(title, text), "utf-8", outlet, dated, None, title, bool(title))
    return build(raw, None, None, where=file)


def gists(texts: Sequence[str], dates: Sequence[str | None]) -> list[Gist]:
    return [gist(report(t, outlet=f"House {n}", date=d)) for n, (t, d) in enumerate(zip(texts, dates, strict=True))]


def sizes(found: Sequence[Gist]) -> list[int]:
    return sorted(len(g.reports) for g in group(found))


def test_two_events_of_one_week_come_apart() -> None:
    made = gists([*STRIKE, *FIRE], ["2031-05-04"] * (len(STRIKE) + len(FIRE)))
    strike = {g.report for g in made[: len(STRIKE)]}
    assert {frozenset(g.reports) for g in group(made)} == {frozenset(strike), frozenset({g.report for g in made} - strike)}


def test_the_order_of_the_reports_makes_no_difference() -> None:
    made = gists([*STRIKE, *FIRE, *STRIKE_LATER], ["2031-05-04"] * (len(STRIKE) + len(FIRE) + len(STRIKE_LATER)))
    first = group(made)
    for seed in range(5):
        shuffled = list(made)
        random.Random(seed).shuffle(shuffled)
        assert group(shuffled) == first


def test_the_same_matter_years_on_is_another_story_that_is_named_beside_it() -> None:
    made = gists([*STRIKE, *STRIKE_LATER], ["2031-05-04"] * len(STRIKE) + ["2034-11-20"] * len(STRIKE_LATER))
    found = group(made)
    assert [len(g.reports) for g in found] == [len(STRIKE), len(STRIKE_LATER)] or sizes(made) == sorted([len(STRIKE), len(STRIKE_LATER)])
    told = telling(made, {n: g.reports for n, g in enumerate(found)})
    assert (told[0].also, told[1].also) == ((1,), (0,))
    together = gists([*STRIKE, *STRIKE_LATER], ["2031-05-04"] * len(STRIKE) + ["2031-05-08"] * len(STRIKE_LATER))
    assert len(group(together)) == 1


def test_what_is_grouped_stays_and_new_reports_join() -> None:
    made = gists([*STRIKE, *FIRE], ["2031-05-04"] * (len(STRIKE) + len(FIRE)))
    # Known groups stay as they are, even where grouping anew would part them.
    odd = [made[0].report, made[-1].report]
    found = group(made[:1] + made[-1:], [odd])
    assert [g.reports for g in found] == [tuple(sorted(odd))]
    assert found[0].known == (0,)
    known = [[g.report for g in made[:2]], [g.report for g in made[len(STRIKE) : len(STRIKE) + 2]]]
    later = group(made, known)
    assert sorted(g.known for g in later) == [(0,), (1,)]
    assert {len(g.reports) for g in later} == {len(STRIKE), len(FIRE)}


def test_two_known_stories_become_one_only_through_a_new_report() -> None:
    made = gists(STRIKE, ["2031-05-04"] * len(STRIKE))
    apart = [[made[0].report], [made[1].report]]
    assert len(group(made[:2], apart)) == 2  # alike, but grouped apart, and nothing is new
    bridged = group(made[:3], apart)
    assert [g.known for g in bridged] == [(0, 1)]


def test_duplicates_are_one_story_whoever_prints_them() -> None:
    assert sizes(gists([STRIKE[0]] * 3, ["2031-05-04", None, "2031-05-06"])) == [3]


def test_a_report_alone_and_none() -> None:
    assert group([]) == ()
    assert [g.reports for g in group(gists([STRIKE[0]], [None]))] == [(gists([STRIKE[0]], [None])[0].report,)]


def test_texts_of_function_words_and_names_of_days_stand_alone() -> None:
    made = gists(["It was what it was, on a Monday.", "He did not, and she did not, on a Monday."], [None, None])
    assert sizes(made) == [1, 1]
    assert all(g.terms == () for g in made)


SPANISH = (
    "El ministro de Transporte dijo que los trenes de la línea costera quedarán parados porque los maquinistas no aceptan el acuerdo "
    "sobre los horarios nocturnos, y que el gobierno negociará con el sindicato en Puerto Alba.",
    "Los maquinistas de la línea costera siguen parados en Puerto Alba: el sindicato rechaza los horarios nocturnos y el ministro de "
    "Transporte anuncia una negociación sobre el acuerdo con el gobierno.",
    "La cosecha de aceitunas de este año será la peor de la década por la sequía, según los agricultores de la comarca de Monte Seco, "
    "que piden ayudas para las cooperativas antes del invierno.",
)


def test_another_language_is_grouped_by_its_long_words_and_names_not_by_the_language() -> None:
    found = group(gists(SPANISH, ["2031-05-04"] * 3))
    assert sorted(len(g.reports) for g in found) == [1, 2]


def test_a_script_without_spaces_is_grouped_by_pairs_of_characters() -> None:
    texts = ["港口工人周一宣布罢工要求提高夜班工资", "港口工人罢工进入第二天夜班工资仍未谈妥", "山火逼近村庄居民连夜撤离"]
    assert sizes(gists(texts, ["2031-05-04"] * 3)) == [1, 2]


def test_the_headline_counts_whether_it_stands_in_the_text_or_not() -> None:
    bare = gist(report(STRIKE[0], title="Tram drivers of Port Merrow strike"))
    assert "merrow" in bare.terms or "merr" in " ".join(bare.terms)
    assert gist(report("Nothing here.", title="Tramway")).terms != gist(report("Nothing here.")).terms


def test_the_list_of_a_form_tells_nothing_of_the_event() -> None:
    form = "Choose: " + " ".join(f"Land{chr(97 + a)}{chr(97 + b)}ia" for a in range(6) for b in range(6))
    made = gists([f"{STRIKE[0]}\n\n{form}", f"{FIRE[0]}\n\n{form}"], [None, None])
    assert sizes(made) == [1, 1]
    assert not any(t.startswith("land") for g in made for t in g.terms)


def test_names_leave_out_who_may_be_a_bystander() -> None:
    text = (
        "At the depot Senator Clara Whitlock met drivers. Later Senator Whitlock left for Port Merrow. A cyclist, Anna Jonas, was passing. "
        "Anna Jonas said the queue at Port Merrow was long. Police of the Harbour Authority looked on in May."
    )
    names = dict(gist(report(text)).names)
    assert names["Clara Whitlock"] == 2
    assert names["Port Merrow"] == 2
    assert "Harbour Authority" in names
    assert not any("Jonas" in n or "Anna" in n or "May" in n for n in names)
    assert "Anna Jonas" in dict(gist(report(text, title="Cyclist Anna Jonas caught in queue")).names)


def test_a_story_names_what_sets_it_apart_and_why_each_report_is_in_it() -> None:
    made = gists([*STRIKE, *FIRE], [*["2031-05-04"] * (len(STRIKE) - 1), "2031-05-06", *["2031-05-04"] * len(FIRE)])
    found = {n: g.reports for n, g in enumerate(group(made))}
    told = telling(made, found)
    strike = next(t for t in told.values() if made[0].report in t.story.reports)
    assert "Port Merrow" in strike.names
    reasons = {m.report: m.reason for m in strike.story.members}
    assert "Port Merrow" in reasons[made[0].report]
    assert reasons[made[len(STRIKE) - 1].report].endswith("2 days from the next")
    likeness = [m.likeness for m in strike.story.members]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 < x <= 1 for x in likeness)
    alone = telling(made[:1], {7: [made[0].report]})[7]
    assert (alone.story.members[0].reason, alone.also) == ("the only report", ())


@pytest.mark.parametrize(("iso", "length"), [("2031", 365), ("2031-02", 28), ("2031-02-03", 1), ("2031-02-03T10:00:00+02:00", 1)])
def test_a_coarse_date_is_all_the_days_that_it_may_mean(iso: str, length: int) -> None:
    made = gist(report(STRIKE[0], date=iso))
    assert made.first is not None and made.last is not None
    assert made.last - made.first + 1 == length


def test_what_the_days_leave() -> None:
    def days(*known: int) -> tuple[object, ...]:
        import numpy as np

        return days_of(np.array(known), np.array(known))

    assert kept(days(100), days(100), 0.5) == 1  # type: ignore[arg-type]
    assert kept(days(100), days(120), 0.5) == pytest.approx(0.368, abs=0.001)  # type: ignore[arg-type]
    assert kept(days(100), days(0), 0.5) == 0.5  # type: ignore[arg-type]
    assert kept(days(100, 100, 120), days(120), 0.5) == pytest.approx((2 * 0.3679 + 1) / 3, abs=0.001)  # type: ignore[arg-type]


def test_a_report_without_a_date_is_held_nearer_in_a_pile_of_one_week_than_in_one_of_years() -> None:
    assert left_without_date([]) == left_without_date([None, None]) == 0.8
    assert left_without_date([100, 101, 102]) > 0.9
    assert left_without_date([100, 900, 4000]) == pytest.approx(0.6)
    assert left_without_date([100, 900, None, None]) == pytest.approx(0.7)


def test_rows_are_of_unit_length_and_common_words_weigh_less() -> None:
    made = gists([*STRIKE, *FIRE], ["2031-05-04"] * (len(STRIKE) + len(FIRE)))
    space = Space.of(made)
    for n in range(len(made)):
        assert float((space.row(n)[1] ** 2).sum()) == pytest.approx(1)
    assert 0.01 <= min(common_words().values()) <= max(common_words().values()) <= 1
    assert not {"merr", "whitlock", "tramw"} & common_words().keys()


WORDS = st.sampled_from("tram depot union night wage forest smoke village valley engine mayor harbour ticket Merrow Kessel".split())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=9, unique=True), st.integers(0, 1000))
def test_every_report_is_in_one_story_in_any_order(texts: list[str], seed: int) -> None:
    made = [Gist(f"{n:012d}", g.terms, g.weights, g.names, 738000 + n, 738000 + n) for n, g in enumerate(map(_of_words, texts))]
    found = group(made)
    assert sorted(r for g in found for r in g.reports) == [g.report for g in made]
    shuffled = list(made)
    random.Random(seed).shuffle(shuffled)
    assert group(shuffled) == found
    assert [g.reports for g in group(made, [g.reports for g in found])] == [g.reports for g in found]


def _of_words(text: str) -> Gist:
    return gist(report(text or ".", date=None)) if any(c.isalnum() for c in text) else Gist("", (), b"")
