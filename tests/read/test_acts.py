"""What is done by saying it: the cue in its context. `[cue]` and `{content}` are marked in each line."""

from __future__ import annotations

import re

import pytest

from standoff.model import Span
from standoff.read.acts import ACTS, LEAD, act_of, weighed

LINES = """
assert    Rovek [said] {the ferry had left on time}.
assert    Rovek [reported] {three boats missing}.
deny      The ministry [denied] {any part in it}.
deny      The ministry [rejected] {the claim}.
condemn   The ministry [rejected] {the new tariff}.
deny      The union [called] {the allegations "baseless"}.
condemn   The union [called] {the order "a crime against the town"}.
deny      The harbour master [said] {the reports were false}.
deny      The harbour master [said] {he had nothing to do with the sinking}.
demand    Rovek [called] for {an inquiry}.
demand    Rovek [called] on {the crews to stay ashore}.
demand    The judge [asked] {the captain to hand over his log}.
ask       The judge [asked] {whether the captain had slept}.
demand    The judge [told] the crew {to leave the harbour}.
demand    Rovek [said] {the ministry must open its files}.
demand    Brill, she [said], {should resign}.
accuse    The union [accused] {the ministry of lying}.
accuse    The union [said] {government troops had opened fire on the quay}.
threaten  Brill [warned] {that ships would be seized}.
threaten  Brill [said] {any delay would have serious consequences}.
promise   Brill [vowed] {to rebuild the pier}.
promise   Brill [said]: {"We will pay every family."}
endorse   The islanders [backed] {the mayor's plan}.
endorse   The islanders [expressed] {their full support for the mayor}.
endorse   The islanders [recognised] {her as their mayor}.
condemn   The bishop [condemned] {the order}.
condemn   The bishop [said]: {"We condemn this order."}
opine     The bishop [said]: {"I believe the sea will give them back."}
opine     The bishop [hoped] {the fog would lift}.
predict   The pilot [predicted] {rain}.
predict   The pilot [said] {the storm would be the worst in years}.
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_act(line: str) -> None:
    act, marked = line.split(maxsplit=1)
    text = re.sub(r"[][{}]", "", marked)
    assert act_of(text, _span(marked, "[", "]"), (_span(marked, "{", "}"),)) == act


def test_without_a_cue_the_content_decides() -> None:
    assert act_of("We will rebuild the pier.", None, (Span(0, 24),)) == "promise"
    assert act_of("The pier is wet.", None, (Span(0, 15),)) == "assert"


def _span(marked: str, left: str, right: str) -> Span:
    def at(place: int) -> int:
        return place - len(re.findall(r"[][{}]", marked[:place]))

    return Span(at(marked.index(left)), at(marked.index(right)))


def test_the_network_decides_where_it_is_surer_than_the_lead_of_the_rules() -> None:
    sure = tuple(0.9 if a == "promise" else 0.01 for a in ACTS)
    torn = tuple(0.5 if a == "promise" else 0.5 - LEAD / 2 if a == "assert" else 0.0 for a in ACTS)
    assert weighed("assert", sure) == "promise"
    assert weighed("assert", torn) == "assert"
    assert weighed("deny", ()) == "deny"
