"""Report text is hostile input: what a terminal would obey is shown instead of sent."""

from __future__ import annotations

import re
import unicodedata

# Joiners and direction marks that words of Arabic, Hebrew, Indic scripts and emoji need; they cannot reorder a line.
_HARMLESS = frozenset("\u200c\u200d\u200e\u200f\u061c")
_SUSPECT = re.compile("[^\\S \n]|[^\\w\\s!-~\u00a1-\u00ac\u2010-\u2027]")


def safe(text: str, *, lines: bool = True) -> str:
    """The text with control characters (terminal escapes), direction overrides and lone surrogates made visible.

    Line breaks stay, unless not `lines`: then a run of them becomes " ¶ ". A tab becomes a space. Length may change.
    """
    if not lines:
        text = re.sub(r"\s*[\n\r\u2028\u2029]\s*", " ¶ ", text)
    return _SUSPECT.sub(lambda m: _visible(m[0]), text.replace("\r\n", "\n"))


def _visible(char: str) -> str:
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if char in _HARMLESS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return char
    return f"⟨U+{code:04X}⟩"
