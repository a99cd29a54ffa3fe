"""Events and times of a case: rows, filters, records. No event goes without its status and whose word it is."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from deeds import PIER, deeds, deeds_path
from standoff.account import abridge, plain
from standoff.case import Case, EventRow
from standoff.model import EventStatus, PloverType, UsageProblem

__all__ = ["deeds", "deeds_path"]


def by_trigger(case: Case, **chosen: str) -> dict[str, EventRow]:
    return {row.trigger.quote: row for row in case.events(**chosen)}


def test_an_event_comes_with_status_and_whose_word_it_is(deeds: Case) -> None:
    rows = by_trigger(deeds)
    assert {t: (r.type, r.status, r.voice) for t, r in rows.items() if r.chip.startswith("P")} == {
        "attacked": ("ASSAULT", "happened", "outlet"),
        "arrested": ("COERCE", "happened", "Mayor Ilda Rovek"),
        "shot": ("ASSAULT", "denied", "The ministry"),
        "stormed": ("ASSAULT", "happened", "Tamas Brill ← Ilda Rovek"),
        "strike": ("PROTEST", "planned", "outlet"),
    }
    assert rows["stormed"].confidence == 0.75


def test_the_words_of_an_event_bring_source_and_cue_along(deeds: Case) -> None:
    rows = by_trigger(deeds)
    assert rows["attacked"].passage.text == PIER.splitlines()[0]
    assert rows["shot"].passage.text == "The ministry denied guards had shot Ilda Rovek"
    assert [p.role for p in rows["shot"].passage.pieces] == ["source", "context", "cue", "context", "content", "marker", "content"]
    assert rows["stormed"].passage.text.startswith("Ilda Rovek claimed that guards stormed")
    # The sentence of what the outlet tells holds somebody's words too: they keep source and cue also where it is cut short.

    short = abridge(rows["strike"].passage, 120)
    assert len(short.text) < len(rows["strike"].passage.text)
    assert {"strike", "Jon Ash", "said"} <= {p.text for p in short.pieces if p.role in ("marker", "source", "cue")}


def test_agents_are_as_written_and_private_persons_are_not_inferred(deeds: Case) -> None:
    rows = by_trigger(deeds)
    assert [(p.written, p.inferred) for p in rows["arrested"].recipients] == [("Jon Ash", ())]
    assert "a-ash" not in json.dumps(plain(deeds.events()))
    assert [a.id for p in rows["shot"].recipients for a in p.actors] == ["a-rovek"]
    assert [(p.written, p.actors) for p in rows["shot"].agents] == [("guards", ())]


def test_place_country_and_date_say_why(deeds: Case) -> None:
    rows = by_trigger(deeds)
    attacked, arrested, stormed, strike = (rows[t] for t in ("attacked", "arrested", "stormed", "strike"))
    assert (attacked.place, attacked.country and attacked.country.code, attacked.date) == ("Damascus", "SY", "2031-03-31")
    assert (arrested.place, arrested.country and arrested.country.code, arrested.date) == ("pier, Turkey", "TR", "2031-04")
    assert attacked.when and attacked.when.reason.startswith("Monday, counted from")
    assert (stormed.date, stormed.date_words, stormed.when and stormed.when.precision) == ("2031-03", "two weeks ago", "week")
    assert (strike.date, strike.date_words, strike.when) == (None, "Friday", None)


@pytest.mark.parametrize(
    ("chosen", "triggers"),
    [
        ({"type": "assault"}, {"attacked", "shot", "stormed"}),
        ({"status": "denied"}, {"shot"}),
        ({"actor": "a-rovek"}, {"shot"}),
        ({"actor": "guards"}, {"attacked", "arrested", "shot", "stormed"}),
        ({"voice": "outlet", "type": "ASSAULT"}, {"attacked"}),
        ({"voice": "Rovek"}, {"arrested", "stormed"}),
        ({"voice": "Tamas Brill"}, {"stormed"}),
        ({"since": "2031-04"}, {"arrested"}),
        ({"since": "2031-03-20", "until": "2031-03-31"}, {"attacked", "stormed"}),
        ({"until": "2031-04-01"}, {"attacked", "stormed", "arrested"}),
        ({"until": "2030"}, set()),
        ({"actor": "nobody"}, set()),
    ],
)
def test_events_are_chosen_by_what_they_are(deeds: Case, chosen: dict[str, str], triggers: set[str]) -> None:
    assert set(by_trigger(deeds, **chosen)) == triggers


@pytest.mark.parametrize("chosen", [{"type": "WAR"}, {"status": "true"}, {"since": "soon"}, {"until": "2031-02-30"}])
def test_what_no_event_can_be_is_refused(deeds: Case, chosen: dict[str, str]) -> None:
    with pytest.raises(UsageProblem) as caught:
        deeds.events(**chosen)
    assert caught.value.hint


def test_times_with_the_intervals_that_they_stand_for(deeds: Case) -> None:
    rows = {row.words.quote: row for row in deeds.times() if row.chip.startswith("P")}
    assert list(rows) == ["Monday", "April", "two weeks ago", "Friday"]
    assert rows["April"].when and (rows["April"].when.start, rows["April"].when.end, rows["April"].date) == (
        "2031-04-01",
        "2031-04-30",
        "2031-04",
    )
    assert (rows["Friday"].when, rows["two weeks ago"].kind) == (None, "period")


def test_records_of_events_and_times_are_flat(deeds: Case) -> None:
    rows = {r["trigger"]: r for r in deeds.records("events")}
    shot = rows["shot"]
    assert (shot["type"], shot["status"], shot["voice"], shot["agents"], shot["recipients"]) == (
        "ASSAULT", "denied", "The ministry", "guards", "Ilda Rovek",
    )  # fmt: skip
    assert PIER[shot["start"] : shot["end"]] == "shot" and shot["statement"]
    assert (rows["arrested"]["country"], rows["arrested"]["begins"], rows["arrested"]["ends"]) == ("TR", "2031-04-01", "2031-04-30")
    assert all(not isinstance(value, list | dict | tuple) for r in rows.values() for value in r.values())
    assert {r["words"]: r["date"] for r in deeds.records("times")}["two weeks ago"] == "2031-03"


def lacking(value: Any) -> list[Any]:
    """The rows in some JSON that code an event without telling its status or whose word it is."""
    if isinstance(value, list):
        return [x for item in value for x in lacking(item)]
    if not isinstance(value, dict):
        return []
    bare = value.get("type") in get_args(PloverType) and not (value.get("status") in get_args(EventStatus) and value.get("voice"))
    return [value] * bare + [x for item in value.values() for x in lacking(item)]


def test_no_row_tells_an_event_without_status_and_voice(deeds: Case) -> None:
    shown = [plain(deeds.events()), [plain(deeds.report(r.id)) for r in deeds.reports()], deeds.records("events"), deeds.to_json()]
    for rows in shown:
        assert any(kind in json.dumps(rows) for kind in ("COERCE",))
        assert lacking(rows) == []
    assert lacking([{"a": {"type": "ASSAULT", "status": "happened"}}])


def test_tables_in_notebooks_tell_status_and_voice(deeds: Case) -> None:
    shown = deeds.events()._repr_html_()
    assert shown and "COERCE, happened" in shown and "Tamas Brill" in shown and "the outlet’s own voice" in shown
    assert "counted from" in (deeds.times()._repr_html_() or "")


def test_the_syntax_of_a_report_is_loaded_when_it_is_asked_for(deeds: Case) -> None:
    assert all(reading.syntax is None for reading in deeds.readings())
    syntax = deeds.syntax("pier.txt")
    assert syntax is not None and PIER[syntax.starts[0] : syntax.ends[0]] == "Guards"
    with pytest.raises(UsageProblem):
        deeds.syntax("nowhere")
