"""Lemmas by form and part of speech."""

from __future__ import annotations

import pytest

from standoff.read.lemmas import exceptions, lemma_of


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("denied", "VERB", "VBD", "deny"),
        ("was", "AUX", "VBD", "be"),
        ("’s", "AUX", "VBZ", "be"),
        ("Leaders", "NOUN", "NNS", "leader"),
        ("Orlan", "PROPN", "NNP", "Orlan"),
        ("Germans", "PROPN", "NNPS", "German"),
        ("biggest", "ADJ", "JJS", "big"),
        ("earlier", "ADV", "RBR", "early"),
        ("larger", "ADJ", "JJR", "large"),
        ("1,500", "NUM", "CD", "1500"),
        ("her", "PRON", "PRP", "she"),
        ("her", "PRON", "PRP$", "her"),
        ("men", "NOUN", "NNS", "man"),
        ("better", "ADJ", "JJR", "good"),
    ],
)
def test_lemma(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemma_of(form, upos, xpos) == lemma


def test_the_table_holds_each_form_once_and_nothing_empty() -> None:
    assert len(exceptions()) > 500
    assert all(form and upos and lemma for (form, upos), lemma in exceptions().items())
