from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import standoff
from standoff.case import Case, Pile
from standoff.model import NotAPile, StandoffError, TooNew, UsageProblem
from tales import FIRE, STRIKE

OUTLETS = ("Harbour Post", "Coast Daily", "North Wire")


def lines(path: Path, texts: dict[str, str], date: str = "2031-05-04", **more: Any) -> Path:
    rows = [{"id": k, "outlet": OUTLETS[n % 3], "published": date, "text": t, **more} for n, (k, t) in enumerate(texts.items())]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    texts = {f"s{n}": t for n, t in enumerate(STRIKE)} | {f"f{n}": t for n, t in enumerate(FIRE)}
    return lines(tmp_path / "mixed.jsonl", texts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pile.stories"


def files(pile: Pile, least: int = 1) -> list[list[str]]:
    return sorted(sorted(r.file.partition("#")[2] for r in story.reports) for story in pile.stories(least=least))


def test_a_pile_in_memory(mixed: Path) -> None:
    with standoff.stories(mixed) as pile:
        assert (len(pile), pile.path, pile.failures) == (6, None, ())
        assert files(pile) == [["f0", "f1", "f2"], ["s0", "s1", "s2"]]
        story = next(iter(pile))
        assert story.outlets == tuple(sorted(OUTLETS))
        assert (story.first, story.last) == ("2031-05-04", "2031-05-04")
        assert {story.id for story in pile} == {1, 2}


def test_what_stands_for_a_story_is_a_headline_or_a_whole_sentence_of_its_most_central_report(tmp_path: Path, mixed: Path) -> None:
    with standoff.stories(mixed) as pile:
        for story in pile:
            assert story.headline.kind == "first sentence"
            assert (story.headline.report, story.headline.outlet) == (story.reports[0].id, story.reports[0].outlet)
            texts = {i.report.id: i.report.text for i in pile.ingested([story.id])}
            assert story.headline.text in texts[story.headline.report]
            assert story.headline.text.endswith(".")
    titled = lines(tmp_path / "titled.jsonl", {"a": STRIKE[0], "b": STRIKE[1]}, title="Trams  stand still")
    with standoff.stories(titled) as pile:
        assert [(s.headline.text, s.headline.kind) for s in pile] == [("Trams stand still", "headline")]


def test_numbers_and_stories_do_not_depend_on_the_order(tmp_path: Path) -> None:
    texts = {f"s{n}": t for n, t in enumerate(STRIKE)} | {f"f{n}": t for n, t in enumerate(FIRE)}
    lines(tmp_path / "a.jsonl", texts)
    rows = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "c.jsonl").write_text("".join(reversed(rows)), encoding="utf-8")
    with standoff.stories(tmp_path / "a.jsonl") as one, standoff.stories(tmp_path / "c.jsonl") as other:
        told = [[(s.id, s.headline.text, s.names, [r.id for r in s.reports]) for s in p.stories(least=1)] for p in (one, other)]
        assert told[0] == told[1]


def test_a_later_report_joins_its_story_without_the_rest_being_taken_in_again(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lines(tmp_path / "a.jsonl", {"s0": STRIKE[0], "s1": STRIKE[1], "f0": FIRE[0], "f1": FIRE[1]})
    with standoff.stories(first, pile=path) as pile:
        before = {s.id: {r.id for r in s.reports} for s in pile}
    seen: list[str] = []
    import standoff.link.stories as room

    real = room.gist
    monkeypatch.setattr(room, "gist", lambda report: (seen.append(report.file), real(report))[1])
    with Pile.open(path) as pile:
        done = pile.add([lines(tmp_path / "b.jsonl", {"s2": STRIKE[2], "x": "A poet read to eleven listeners in the old mill."})])
        assert sorted(seen) == ["b.jsonl#s2", "b.jsonl#x"]
        after = {s.id: {r.id for r in s.reports} for s in pile.stories(least=1)}
        assert all(before[id] <= after[id] for id in before)
        assert sorted((c.joined, c.new) for c in done.changes) == [(1, False), (1, True)]
        assert len(done.added) == 2
        again = pile.add([tmp_path / "b.jsonl"])
        assert (again.added, again.changes, len(again.there)) == ((), (), 2)
        assert {s.id: {r.id for r in s.reports} for s in pile.stories(least=1)} == after


def test_a_new_report_that_joins_two_stories_makes_them_one_and_the_older_number_stays(tmp_path: Path, path: Path) -> None:
    # Two beginnings that share little, and a report that has all of both.
    left = "Tram drivers of Port Merrow walked out over night shifts, the tramway union said at the depot."
    right = "Passengers queued for buses in the rain, and Minister Lena Orvik urged talks on wages before the holidays."
    with Pile.open(path, create=True) as pile:
        pile.add([lines(tmp_path / "a.jsonl", {"l": left})])
        pile.add([lines(tmp_path / "b.jsonl", {"r": right})])
        assert sorted(s.id for s in pile.stories(least=1)) == [1, 2]
        done = pile.add([lines(tmp_path / "c.jsonl", {"both": f"{left} {right}"})])
        assert [(c.story, c.joined, c.new, c.took_in) for c in done.changes] == [(1, 1, False, (2,))]
        assert pile.story(2) == pile.story(1)
        assert [s.id for s in pile.stories(least=1)] == [1]
        pile.add([lines(tmp_path / "d.jsonl", {"fire": FIRE[0]})])
        assert sorted(s.id for s in pile.stories(least=1)) == [1, 3]  # a number is never given twice


def test_the_same_text_of_another_outlet_is_of_the_same_story(tmp_path: Path) -> None:
    rows = [{"id": str(n), "outlet": o, "text": STRIKE[0]} for n, o in enumerate(OUTLETS)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    with standoff.stories(tmp_path / "a.jsonl") as pile:
        assert files(pile) == [["0", "1", "2"]]


def test_bad_inputs_are_named_and_the_rest_goes_on(tmp_path: Path, mixed: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with Pile.open(None) as pile:
        done = pile.add([tmp_path / "empty.txt", tmp_path / "image.png", tmp_path / "missing.txt", mixed])
        assert [f.name.rsplit("/", 1)[-1] for f in done.failures] == ["empty.txt", "image.png", "missing.txt"]
        assert (len(pile), done.nothing) == (6, False)
    with pytest.raises(StandoffError, match="No report could be read"):
        standoff.stories(tmp_path / "missing.txt", pile=tmp_path / "new.stories")
    assert not (tmp_path / "new.stories").exists()


def test_metadata_that_comes_later_is_kept_and_the_report_stays_one(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRIKE[0], encoding="utf-8")
    (tmp_path / "meta.csv").write_text("file,outlet,published\na.txt,Harbour Post,2031-05-04\n", encoding="utf-8")
    with Pile.open(path, create=True) as pile:
        pile.add([tmp_path / "a.txt"])
        assert pile.stories(least=1)[0].first is None
        done = pile.add([tmp_path / "a.txt"], meta=tmp_path / "meta.csv")
        assert (len(done.updated), done.added, len(pile)) == (1, (), 1)
        story = pile.stories(least=1)[0]
        assert (story.outlets, story.first) == (("Harbour Post",), "2031-05-04")


def test_an_interrupted_call_loses_nothing(mixed: Path, path: Path) -> None:
    def stop(name: str, done: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with Pile.open(path, create=True) as pile, pytest.raises(KeyboardInterrupt):
        pile.add([mixed], progress=stop)
    with Pile.open(path) as pile:
        assert (len(pile), len(pile.stories(least=1))) == (4, 0)
        done = pile.add([mixed])
        assert (len(done.added), len(done.there)) == (2, 4)
        assert files(pile) == [["f0", "f1", "f2"], ["s0", "s1", "s2"]]


def test_a_case_from_a_story_is_the_case_of_its_files(tmp_path: Path, linked: None, make_reader: type[Any]) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n, text in enumerate(STRIKE):
        (folder / f"s{n}.txt").write_text(text, encoding="utf-8")
    (folder / "page.html").write_text(
        f"<html><head><title>Trams</title></head><body><article><p>{STRIKE[1]} More.</p></article></body></html>"
    )
    meta = tmp_path / "meta.csv"
    names = sorted(p.name for p in folder.iterdir())
    meta.write_text("file,outlet,published\n" + "".join(f"{n},House {k},2031-05-0{k + 1}\n" for k, n in enumerate(names)), encoding="utf-8")
    for n, text in enumerate(FIRE):
        (tmp_path / f"f{n}.txt").write_text(text, encoding="utf-8")
    with standoff.stories([folder, *(tmp_path / f"f{n}.txt" for n in range(3))], meta=meta) as pile:
        story = next(s for s in pile if any("s0.txt" in r.file for r in s.reports))
        assert len(story.reports) == 4
        with Case.open(None) as one, Case.open(None) as other:
            outcome = one.read_story(pile, [story.id], reader=make_reader())
            other.read([folder], meta=meta, reader=make_reader())
            assert len(outcome.read) == 4
            assert one.export() == other.export()
        assert (folder / "page.html").read_bytes() in [i.raw for i in pile.ingested([story.id])]


def test_a_story_that_is_not_there(mixed: Path) -> None:
    with standoff.stories(mixed) as pile:
        for ask in (lambda: pile.story(9), lambda: pile.ingested([0])):
            with pytest.raises(UsageProblem, match=r"There is no story \d\..*1 to 2"):
                ask()
    with Pile.open(None) as pile, pytest.raises(UsageProblem, match="There is no story 1"):
        pile.story(1)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Ana said no.\n" * 50, "This is not a Standoff pile."),
        (b"", "This file is empty, not a Standoff pile."),
        (b"SQLite format 3\0", "The pile file is cut short."),
    ],
)
def test_a_file_that_is_no_pile_is_refused_and_left_alone(path: Path, content: bytes, what: str) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAPile) as caught:
        Pile.open(path)
    assert (caught.value.what, caught.value.where) == (what, str(path))
    assert caught.value.hint
    assert path.read_bytes() == content


def test_a_case_is_no_pile_and_a_pile_no_case(tmp_path: Path, path: Path) -> None:
    Case.open(tmp_path / "a.standoff", create=True).close()
    with pytest.raises(NotAPile, match="not a Standoff pile"):
        Pile.open(tmp_path / "a.standoff")
    Pile.open(path, create=True).close()
    with pytest.raises(standoff.NotACase, match="not a Standoff case"):
        Case.open(path)
    with pytest.raises(NotAPile, match="There is no such file"):
        Pile.open(tmp_path / "none.stories")
    with pytest.raises(UsageProblem, match=r"A pile file ends in \.stories\."):
        Pile.open(tmp_path / "pile.db", create=True)


def test_a_pile_of_a_newer_version_is_refused(path: Path) -> None:
    Pile.open(path, create=True).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    with pytest.raises(TooNew, match="This pile was written by a newer version"):
        Pile.open(path)
