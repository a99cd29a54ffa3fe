"""Contradictions over invented reports: rival statements near one another, who joins a side, and what is no dispute."""

from __future__ import annotations

from itertools import permutations

import pytest

from standoff.link.disputes.contradictions import LEAST, NEAR, contradictions
from standoff.link.disputes.proposal import Proposal
from standoff.link.disputes.rivalry import Rivalry, polarity, weights
from standoff.link.passages import Field
from standoff.model import Reading

from .test_disputes import FILLER, index, reading


def proposed(*readings: Reading) -> list[Proposal]:
    return contradictions(Field.of(readings, index(readings)), index(readings))


def texts(proposal: Proposal, *readings: Reading) -> list[set[str]]:
    field = Field.of(readings, index(readings))
    return [{field.passages[b.passage].text for b in side} for side in proposal.sides]


SAFE = "the new harbour wall protects the old town from flooding"
UNSAFE = "the harbour wall does not protect the old town from flooding"
RIVALS = reading(
    "one.txt",
    "The Ilma Post",
    f"The council met. Lund said {SAFE}. But Marr countered that {UNSAFE}." + FILLER,
    [("Lund", "said", SAFE, "assert"), ("Marr", "countered", UNSAFE, "deny")],
)
ELSEWHERE = reading(
    "two.txt",
    "Coast Radio",
    f"It rained. Belmaria insisted that {SAFE} and the fields. Ships left." + FILLER,
    [("Belmaria", "insisted", f"{SAFE} and the fields", "assert")],
)
PLAIN = reading(
    "three.txt",
    "Harbour Daily",
    "Lund said the ferry leaves at noon. Marr said two bakeries had opened." + FILLER,
    [("Lund", "said", "the ferry leaves at noon", "assert"), ("Marr", "said", "two bakeries had opened", "assert")],
)


def strongest(*readings: Reading) -> Proposal:
    return max(proposed(*readings), key=lambda p: p.strength)


def test_a_reply_with_a_word_of_contrast_is_set_against_what_it_answers() -> None:
    best = strongest(RIVALS, PLAIN)
    assert texts(best, RIVALS, PLAIN) == [{SAFE}, {UNSAFE}]
    assert best.strength > 0.5
    assert best.kind == best.family == "contradiction"


def test_question_and_reason_quote_cues_and_say_what_was_seen() -> None:
    best = strongest(RIVALS, PLAIN)
    assert best.question == f"Can both hold: Ana Lund “said”: “{SAFE}” and Jon Marr “countered”: “{UNSAFE}”?"
    assert "word of contrast" in best.reason and "negates words" in best.reason and best.reason.endswith(".")


def test_who_says_the_same_in_another_report_joins_the_side() -> None:
    best = strongest(RIVALS, ELSEWHERE, PLAIN)
    assert texts(best, RIVALS, ELSEWHERE, PLAIN) == [{SAFE, f"{SAFE} and the fields"}, {UNSAFE}]


def test_without_the_turn_and_the_negation_the_pair_is_much_weaker() -> None:
    agreeing = reading(
        "one.txt",
        "The Ilma Post",
        f"The council met. Lund said {SAFE}. And Marr said that {SAFE} too." + FILLER,
        [("Lund", "said", SAFE, "assert"), ("Marr", "said", f"{SAFE} too", "assert")],
    )
    weaker = [p.strength for p in proposed(agreeing, PLAIN)]
    assert max(weaker, default=0.0) < strongest(RIVALS, PLAIN).strength - 0.2


def test_nobody_contradicts_himself_here_and_no_statement_what_it_quotes() -> None:
    own = reading(
        "one.txt",
        "The Ilma Post",
        f"Lund said {SAFE}. But Lund countered that {UNSAFE}." + FILLER,
        [("Lund", "said", SAFE, "assert"), ("Lund", "countered", UNSAFE, "deny")],
    )
    nested = reading(
        "two.txt",
        "The Ilma Post",
        f"Lund said Marr denied that {SAFE}." + FILLER,
        [("Lund", "said", f"Marr denied that {SAFE}", "assert"), ("Marr", "denied", SAFE, "deny")],
    )
    assert proposed(own) == [] and proposed(nested) == []


def test_statements_far_apart_or_in_two_reports_open_no_dispute() -> None:
    between = " The tide turned." * (NEAR + 1)
    far = reading(
        "one.txt",
        "The Ilma Post",
        f"Lund said {SAFE}.{between} But Marr countered that {UNSAFE}." + FILLER,
        [("Lund", "said", SAFE, "assert"), ("Marr", "countered", UNSAFE, "deny")],
    )
    assert proposed(far) == []


def test_no_statement_stands_in_two_proposals_whatever_the_order_of_the_reports() -> None:
    results = []
    for order in permutations((RIVALS, ELSEWHERE, PLAIN)):
        made = proposed(*order)
        used = [b.passage for p in made for side in p.sides for b in side]
        assert len(used) == len(set(used))
        results.append([(p.strength, p.question) for p in made])
    assert results[0] and all(r == results[0] for r in results)


def test_a_pair_is_as_likely_whichever_is_named_first_and_friends_are_less_likely() -> None:
    field = Field.of((RIVALS, PLAIN), index((RIVALS, PLAIN)))
    rivalry = Rivalry.of(field)
    i, j = (n for n, p in enumerate(field.passages) if p.text in (SAFE, UNSAFE))
    assert rivalry.score(i, j) == rivalry.score(j, i) > LEAST
    before = rivalry.score(i, j)
    rivalry.friends[frozenset(("lund", "marr"))] += 1
    assert rivalry.score(i, j) < before


def test_who_accuses_the_other_somewhere_is_at_odds() -> None:
    accusing = reading("four.txt", "Post", "Lund accused Marr of theft." + FILLER, [("Lund", "accused", "Marr of theft", "accuse")])
    readings = (RIVALS, accusing)
    field = Field.of(readings, index(readings))
    i, j = (n for n, p in enumerate(field.passages) if p.text in (SAFE, UNSAFE))
    assert "at odds" in Rivalry.of(field).signals(i, j)
    alone = Field.of((RIVALS,), index((RIVALS,)))
    i, j = (n for n, p in enumerate(alone.passages) if p.text in (SAFE, UNSAFE))
    assert "at odds" not in Rivalry.of(alone).signals(i, j)


@pytest.mark.parametrize(
    ("text", "denied", "asserted"),
    [
        ("the bridge is not safe, the engineers wrote", {"saf"}, {"bridg"}),
        ("no ship sank because the storm passed", {"ship"}, {"storm"}),
        ("the dam failed to hold water", {"water"}, {"dam"}),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text: str, denied: set[str], asserted: set[str]) -> None:
    found = polarity(text)
    assert denied <= found.denied and asserted <= found.asserted
    assert not found.denied & found.asserted


def test_every_sign_has_a_weight_and_some_a_meaning() -> None:
    table = weights()
    assert table["but"][0] > 0 > table["friends"][0] and table["base"][0] < 0
    assert all(not words or weight > 0 for weight, words in table.values())
