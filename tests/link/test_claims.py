"""Claims over invented reports: what says the same is joined, what only sounds alike is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np

from standoff.link import Comparison
from standoff.link.entailment import Floats, PairJudge
from standoff.link.likeness import near_reports, overlapping
from standoff.link.verdicts import told
from standoff.model import Claim, Reading, Report, Senses, Span, Statement


class Spoken(PairJudge):
    """A judge that goes by a rule of the test, and counts what it is asked."""

    def __init__(self, rule: Callable[[str, str], tuple[float, float, float, float]]) -> None:
        self.rule = rule
        self.asked: list[tuple[str, str]] = []

    @property
    def hash(self) -> str:  # type: ignore[override]
        return "spoken"

    def run(self, pairs: Sequence[tuple[str, str]]) -> tuple[Floats, Floats]:
        self.asked += pairs
        relation = np.array([self.rule(*p) for p in pairs], np.float32).reshape(-1, 4)
        return np.full((len(pairs), 3), 1 / 3, np.float32), relation


def alike(a: str, b: str) -> tuple[float, float, float, float]:
    """The same where both speak of the bridge that fell."""
    return (0.9, 0.0, 0.0, 0.1) if "bridge" in a and "bridge" in b else (0.0, 0.0, 0.0, 1.0)


def reading(file: str, outlet: str, text: str, said: Sequence[tuple[str, str, str]] = (), senses: Senses | None = None) -> Reading:
    """A reading whose sentences end at full stops and whose statements are given by source, cue and content."""
    cut, at = [], 0
    for sentence in text.split(". "):
        start = text.index(sentence, at)
        at = start + len(sentence)
        cut.append(Span(start, min(at + 1, len(text))))
    statements = []
    for n, words in enumerate(said):
        source, cue, content = (Span(text.index(w), text.index(w) + len(w)) for w in words)
        statements.append(Statement(f"{file}:{n}", source, cue, (content,), "indirect", "assert"))
    report = Report(file, file, text, (Span(0, len(text)),), outlet=outlet)
    return Reading(report, "run", tuple(cut), statements=tuple(statements), senses=senses)


ONE = reading(
    "a.txt",
    "Post",
    "The old bridge at Ilma fell into the river on Monday night. Ana Lund said the bridge at Ilma had fallen into the river. "
    "Rain is expected along the whole coast",
    [("Ana Lund", "said", "the bridge at Ilma had fallen into the river")],
)
TWO = reading("b.txt", "Courier", "At Ilma the old bridge fell into the river late on Monday. The bakery in Port Ilma opened again at noon")


def carriers(claim: Claim) -> set[str]:
    return {c.evidence.quote for c in claim.carriers}


def test_passages_that_say_the_same_are_one_claim_with_its_carriers() -> None:
    (claim,) = Comparison([ONE, TWO], judge=Spoken(alike)).claims()
    assert len(claim.carriers) == 3
    assert {c.evidence.report for c in claim.carriers} == {"a.txt", "b.txt"}
    assert "the bridge at Ilma had fallen into the river" in carriers(claim)
    held = [c.statement for c in claim.carriers if c.statement]
    assert held == ["a.txt:0"]  # the others are in the outlets' own voices
    assert claim.wording == claim.carriers[0].evidence
    assert all(c.reason and 0 < c.confidence <= 1 for c in claim.carriers)


def test_the_order_of_the_reports_makes_no_difference() -> None:
    third = reading("c.txt", "Gazette", "Late on Monday the bridge at Ilma fell into the river. Trams were late")
    found = {Comparison(list(order), judge=Spoken(alike)).claims() for order in permutations([ONE, TWO, third])}
    assert len(found) == 1


def test_two_passages_that_the_network_finds_apart_are_no_claim() -> None:
    assert Comparison([ONE, TWO], judge=Spoken(lambda a, b: (0.1, 0.1, 0.1, 0.7))).claims() == ()


def test_a_chain_of_half_alike_passages_is_not_one_claim() -> None:
    def rule(a: str, b: str) -> tuple[float, float, float, float]:
        pair = {x for x in ("Post", "Courier", "Gazette") if x in a or x in b}
        return (0.02, 0.0, 0.0, 0.98) if pair == {"Post", "Gazette"} else (0.7, 0.0, 0.0, 0.3)

    text = "The old bridge at Ilma fell into the river on Monday night"
    three = [reading(f"{o}.txt", o, text) for o in ("Post", "Courier", "Gazette")]
    found = Comparison(three, judge=Spoken(rule)).claims()
    assert [len(c.carriers) for c in found] == [2]


def test_different_numbers_are_no_common_claim() -> None:
    one = reading("a.txt", "Post", "The flood in the town of Ilma killed 30 people on Monday night")
    other = reading("b.txt", "Courier", "The flood in the town of Ilma killed 90 people on Monday night")
    assert Comparison([one, other], judge=Spoken(lambda a, b: (0.9, 0.0, 0.0, 0.1))).claims() == ()


def test_a_denial_carries_a_claim_as_denying_it() -> None:
    one = reading("a.txt", "Post", "The army fired on the crowd at the bridge in Ilma")
    other = reading("b.txt", "Courier", "The army never fired on the crowd at the bridge in Ilma")
    (claim,) = Comparison([one, other], judge=Spoken(alike)).claims()
    assert {c.evidence.report: c.denies for c in claim.carriers} == {"a.txt": False, "b.txt": True}


def test_without_a_network_only_like_words_join() -> None:
    same = reading("c.txt", "Gazette", "The old bridge at Ilma fell into the river on Monday night")
    (claim,) = Comparison([ONE, same]).claims()
    assert {c.evidence.report for c in claim.carriers} == {"a.txt", "c.txt"}


def test_a_pair_is_asked_once_and_remembered() -> None:
    judge, memory = Spoken(alike), {}  # type: ignore[var-annotated]
    Comparison([ONE, TWO], judge=judge, memory=memory).claims()
    asked = len(judge.asked)
    assert asked and memory
    Comparison([ONE, TWO], judge=judge, memory=memory).claims()
    assert len(judge.asked) == asked


def test_the_network_sees_who_says_it_and_by_which_words() -> None:
    compared = Comparison([ONE])
    spoken = next(p for p in compared.field.passages if p.statement)
    assert told(compared.index, spoken) == "Ana Lund said: the bridge at Ilma had fallen into the river"
    own = next(p for p in compared.field.passages if p.statement is None)
    assert told(compared.index, own).startswith("Post: ")


def test_a_statement_and_what_is_nested_in_it_are_not_compared() -> None:
    passages = Comparison([ONE]).field.passages
    assert all(overlapping(p, p) for p in passages)
    assert not any(overlapping(a, b) for a in passages for b in passages if a is not b)


def vectors(*rows: Sequence[float]) -> Senses:
    table = np.array(rows)
    return Senses(table.shape[1], np.rint(table / np.linalg.norm(table, axis=1, keepdims=True) * 127).astype(np.int8).tobytes())


def test_reports_on_other_events_are_not_compared() -> None:
    text = "The old bridge at Ilma fell into the river"
    here, there = vectors([1.0, 0.1, 0.0]), vectors([0.0, 0.1, 1.0])
    cases = [reading("a", "Post", text, senses=here), reading("b", "Courier", text, senses=here), reading("c", "Star", text, senses=there)]
    assert near_reports(cases) == (frozenset({0, 1}), frozenset({0, 1}), frozenset({2}))
