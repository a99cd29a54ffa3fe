from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from standoff.cli.safe import safe


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for char in safe(text):
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"
    assert "\n" not in safe(text, lines=False)
    safe(text).encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Mn"])))
def test_words_and_signs_of_any_script_stay(text: str) -> None:
    assert safe(text) == text


def test_what_was_there_stays_visible() -> None:
    assert safe("\x1b[31m\x9b\u202e\ud800\t.") == "␛[31m⟨U+009B⟩⟨U+202E⟩⟨U+D800⟩ ."
    assert safe("👩\u200d🚀 نمی\u200cخواهم") == "👩\u200d🚀 نمی\u200cخواهم"
    assert safe("one\r\n\r\ntwo", lines=False) == "one ¶ two"
    assert safe("one\r\ntwo\rthree") == "one\ntwo␍three"
