"""What a person types and what it becomes: addresses, ids and names, over the invented ferry case with the actors that linking finds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from standoff.case import Case
from standoff.link.actors import resolve
from standoff.link.judged import decided_disputes
from standoff.link.judged_claims import decided_claims
from standoff.model import Dispute, Judgement, JudgementKind, Links, Position, Reading, UsageProblem


def linking(readings: Sequence[Reading], judgements: Sequence[Judgement] = (), **more: object) -> Links:
    """Real actors; every denial disputes the statement before it in another report."""
    index = resolve(readings, judgements)
    said = [(r, s, r.report.evidence(s.content[0])) for r in readings for s in r.statements]
    denied = [(r, s, e) for r, s, e in said if s.act == "deny"]
    made = []
    for n, (r, s, e) in enumerate(denied):
        other = next(((o, t, f) for o, t, f in said if o.report.id != r.report.id and t.act != "deny"), None)
        if other:
            sides = (
                Position(next(iter(index.of_statement(other[1].id)), None), None, "says", "A", (other[2],), (other[1].id,)),
                Position(next(iter(index.of_statement(s.id)), None), None, "denies", "B", (e,), (s.id,)),
            )
            made.append(Dispute(f"dabc{n}", "denial", "denial", "?", sides, 0.7, "a denial."))
    disputes = decided_disputes(made, readings, index, judgements)
    return Links(
        index.actors, index.sources, index.addressees, index.mentions, decided_claims((), readings, judgements), disputes, notes=index.notes
    )


@pytest.fixture
def judged(case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr("standoff.link.link", linking)
    case.link(force=True)
    return case


def where(case: Case, words: str) -> str:
    """The address that the ledger prints for the innermost statement whose passage holds these words."""
    row = min((r for r in case.statements() if words in r.passage.text), key=lambda r: len(r.passage.text))
    return f"{row.chip}:{row.passage.span.start}"


def speaker(case: Case, words: str) -> list[str]:
    """The names of the actors of the innermost statement that holds these words, private persons too, whom no view names."""
    return [name for _, name in speakers(case, words)]


def speakers(case: Case, words: str) -> list[tuple[str, str]]:
    row = min((r for r in case.statements() if words in r.passage.text), key=lambda r: len(r.passage.text))
    return [(ref.id, ref.name) for ref in case.view().material.sources(row.report, row.id)]


def again(case: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    case.read(paths, meta=meta, again=True, reader=make_reader("2"))


def test_no_dispute_and_undo(judged: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    before = [d.id for d in judged.disputes()]
    made = judged.judge("no-dispute", before[0], by="ada", note="two ferries")
    assert [d.id for d in judged.disputes()] == before[1:]
    again(judged, paths, meta, make_reader)
    assert [d.id for d in judged.disputes()] == before[1:]
    judged.judge("undo", made.id, by="ben")
    assert [d.id for d in judged.disputes()] == before
    first, second = judged.judgements()
    assert (first.id, first.in_force, first.undone_by, first.by, first.note) == (made.id, False, second.id, "ada", "two ferries")
    assert (second.kind, second.about, second.left, second.in_force) == ("undo", "judgement", made.id, True)
    # An undo can be undone.
    judged.judge("undo", second.id, by="ada")
    assert [d.id for d in judged.disputes()] == before[1:]


def test_a_dispute_of_two_addresses_survives_a_reread(judged: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    left, right = where(judged, "the valves had been left open"), where(judged, "the water was black")
    judged.judge("dispute", left, right, by="ada")
    for _ in range(2):
        (found,) = [d for d in judged.disputes() if d.family == "judged"]
        assert (found.confidence, found.sides[0].positions[0].holder) == (1.0, "Tamas Brill")
        passages = [c.passage.text for s in found.sides for p in s.positions for c in p.passages]
        assert passages == ["Tamas Brill claimed that the valves had been left open", "Jon Ash said the water was black"]
        again(judged, paths, meta, make_reader)
    row = judged.judgements()[-1]
    assert (row.about, row.lost) == ("passage", False)
    assert [c.passage.text for side in row.sides for c in side] == passages


def test_the_outlets_own_words_by_both_ends_and_by_any_place_in_a_sentence(judged: Case) -> None:
    text = judged.report("harbour.txt").report.text
    start = text.index("The ferry Orlanta sank")
    judged.judge("dispute", f"H:{start}-{start + len('The ferry Orlanta sank')}", where(judged, "the water was black"), by="ada")
    (found,) = [d for d in judged.disputes() if d.family == "judged"]
    carried = found.sides[0].positions[0].passages[0]
    assert (carried.passage.text, carried.chain, found.sides[0].positions[0].holder) == ("The ferry Orlanta sank", (), "Harbour Post")
    judged.judge("same", f"harbour.txt:{start + 4}", where(judged, "the water was black"), by="ada")
    (claim,) = judged.claims()
    assert [c.carried.passage.text for c in claim.carriers] == [
        "HARBOUR CITY — The ferry Orlanta sank on Monday.",
        "Jon Ash said the water was black",
    ]


def test_same_and_not_same_of_passages_and_claims(judged: Case) -> None:
    a, b, c = (where(judged, words) for words in ("the valves had been left open", "the ferry was old", "the water was black"))
    judged.judge("same", a, b, by="ada")
    (claim,) = judged.claims()
    assert (claim.reports, [x.denies for x in claim.carriers]) == (2, [False, True])
    judged.judge("same", claim.id, c, by="ada")
    assert len(judged.claim(claim.id).carriers) == 3
    judged.judge("not-same", a, b, by="ben")
    assert [len(x.carriers) for x in judged.claims()] == [2]


def test_whoever_judges_the_same_again_gets_the_first_back_and_another_adds_theirs(judged: Case) -> None:
    first = judged.judge("no-dispute", "dabc0", by="ada")
    place = where(judged, "the water was black")
    told = judged.judge("actor", place, "Tamas Brill", by="ada")
    assert judged.judge("actor", place, "Brill", by="ada") == told
    assert judged.judge("actor", place, "Brill", by="ben") != told
    judged.judge("undo", first.id, by="ada")
    assert judged.judge("no-dispute", "dabc0", by="ada") != first
    assert len({j.id for j in judged.judgements()}) == len(judged.judgements()) == 5


def test_a_statement_is_given_to_an_actor(judged: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    place = where(judged, "the ferry was old")
    assert speaker(judged, "the ferry was old") != ["Ilda Rovek"]
    judged.judge("actor", place, "Rovek", by="ada")
    assert speaker(judged, "the ferry was old") == ["Ilda Rovek"]
    again(judged, paths, meta, make_reader)
    assert speaker(judged, "the ferry was old") == ["Ilda Rovek"]
    judged.judge("actor", place, "Tamas Brill", by="ben")
    assert speaker(judged, "the ferry was old") == ["Tamas Brill"]
    judged.judge("undo", "last", by="ben")
    assert speaker(judged, "the ferry was old") == ["Ilda Rovek"]


def test_two_actors_are_joined_and_parted(judged: Case, paths: list[Path], meta: Path, make_reader: type[Any]) -> None:
    before = {a.name for a in judged.actors(private=True)}
    assert {"Tamas Brill", "Ilda Rovek"} <= before
    judged.judge("same", "tamas brill", "Rovek", by="ada")
    assert len(judged.actors(private=True)) == len(before) - 1
    again(judged, paths, meta, make_reader)
    assert len(judged.actors(private=True)) == len(before) - 1
    judged.judge("undo", "last", by="ada")
    assert {a.name for a in judged.actors(private=True)} == before
    judged.judge("not-same", "Rovek@H", "Rovek@C", by="ada")
    assert sorted(a.name for a in judged.actors(private=True)).count("Ilda Rovek") == 2
    with pytest.raises(UsageProblem, match="stands for 2 actors") as caught:
        judged.judge("actor", where(judged, "the water was black"), "Ilda Rovek", by="ada")
    assert "(H)" in caught.value.hint
    judged.judge("actor", where(judged, "the water was black"), "Ilda Rovek@C", by="ada")
    (same,) = speakers(judged, "any part")
    assert same in speakers(judged, "water was black")


def test_a_new_outlet_takes_the_judgements_along(judged: Case) -> None:
    judged.judge("dispute", where(judged, "the valves had been left open"), where(judged, "the water was black"), by="ada")
    judged.set("harbour.txt", "outlet", "Harbour Gazette")
    assert "judged" in {d.family for d in judged.disputes()}
    assert not judged.judgements()[0].lost


def test_a_judgement_whose_report_has_gone_is_kept_and_noted(judged: Case) -> None:
    judged.judge("dispute", where(judged, "the valves had been left open"), where(judged, "the water was black"), by="ada")
    judged._file._db.execute("DELETE FROM reports WHERE file = 'coast.txt'")
    judged.link(force=True)
    assert "judged" not in {d.family for d in judged.disputes()}
    (row,) = judged.judgements()
    assert (row.lost, row.in_force) == (True, True)
    assert [n for n in judged.notes if row.id in n] == [
        f"Judgement {row.id} (dispute) could not be applied: a passage that it is about is in no report now."
    ]


def test_addresses_of_an_outlet_with_several_reports(linked: None, tmp_path: Path, reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.link.link", linking)
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(f"Ana Hale said the pier {n} stood. It was late in the day.\n", encoding="utf-8")
    case = Case.open(None)
    case.read(sorted(tmp_path.glob("*.txt")), outlet="Post", reader=reader)
    assert [r.chip for r in case.statements()] == ["P.1", "P.2"]
    made = case.judge("same", "P.1:0", "p.2:0", by="ada")
    assert (made.left, made.right) == ("P.1:0–30", "P.2:0–30")
    assert len(case.statements(outlet="P")) == 2
    with pytest.raises(UsageProblem, match="stands for no report") as caught:
        case.judge("same", "P:0", "P.2:0", by="ada")
    assert "P.1 (1.txt)" in caught.value.hint


@pytest.mark.parametrize(
    ("kind", "items", "what", "tip"),
    [
        ("same", ("H:21",), "takes two", "--help"),
        ("gossip", (), "is no judgement", "same"),
        ("dispute", ("d000000",), "no dispute 'd000000'", "show CASE disputes"),
        ("dispute", ("dabc0", "C:0"), "is a dispute: it is judged alone", ""),
        ("dispute", ("Ilda Rovek", "Tamas Brill"), "is no passage", "N:1402"),
        ("no-dispute", ("H:99999", "C:0"), "lies outside the text", "address"),
        ("no-dispute", ("H:9-4", "C:0"), "lies outside the text", "address"),
        ("no-dispute", ("Q:9", "C:0"), "stands for no report", "H (harbour.txt)"),
        ("same", ("C:0", "C:0"), "are the same passage", ""),
        ("same", ("C:0", "Tamas Brill"), "are not of one kind", "two passages"),
        ("same", ("Tamas Brill", "Brill"), "are one actor already", ""),
        ("not-same", ("Tamas Brill", "Brill"), "nothing tells", "Tamas Brill@"),
        ("same", ("Tamas Bril", "Rovek"), "No actor of this case is called 'Tamas Bril'", "Tamas Brill"),
        ("actor", ("Rovek", "Brill"), "no statement and no address", "N:1402"),
        ("actor", ("C:0", "Nemo"), "No actor of this case is called 'Nemo'", "show CASE actors"),
        ("undo", ("j0",), "There is no judgement 'j0'", "list"),
        ("undo", ("last",), "no judgement to undo", "list"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_hint(
    judged: Case, kind: JudgementKind, items: tuple[str, ...], what: str, tip: str
) -> None:
    with pytest.raises(UsageProblem, match=what) as caught:
        judged.judge(kind, *items, by="ada")
    assert tip in caught.value.hint
    assert caught.value.hint
    assert judged.judgements() == ()


def test_an_undone_judgement_is_not_undone_again_and_somebody_must_judge(judged: Case) -> None:
    made = judged.judge("no-dispute", "dabc0", by="ada")
    judged.judge("undo", made.id, by="ada")
    with pytest.raises(UsageProblem, match="undone already"):
        judged.judge("undo", made.id, by="ada")
    with pytest.raises(UsageProblem, match="says who judged"):
        judged.judge("no-dispute", "dabc0", by=" ")


def test_two_passages_of_a_larger_dispute_are_not_taken_for_all_of_it(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = linking

    def wide(readings: Sequence[Reading], judgements: Sequence[Judgement] = (), **more: object) -> Links:
        links = whole(readings, judgements)
        rows = [(r, s) for r in readings for s in r.statements]
        every = tuple(r.report.evidence(s.content[0]) for r, s in rows)
        sides = (Position(None, None, "", "A", every[:3]), Position(None, None, "", "B", every[3:]))
        return Links(links.actors, links.sources, (), links.mentions, disputes=(Dispute("dwide", "denial", "x", "?", sides, 0.6, "wide."),))

    monkeypatch.setattr("standoff.link.link", wide)
    judged.link(force=True)
    (dispute,) = judged.disputes()
    a, b = (f"{c.chip}:{c.passage.span.start}" for c in (s.positions[0].passages[0] for s in dispute.sides))
    with pytest.raises(UsageProblem, match="would stay") as caught:
        judged.judge("no-dispute", a, b, by="ada")
    assert caught.value.hint == "no-dispute dwide for all of it"
