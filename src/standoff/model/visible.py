"""Report text is hostile input: what a terminal, a browser or a spreadsheet would obey is shown instead of sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Joiners and direction marks that words of Arabic, Hebrew, Indic scripts and emoji need; they cannot reorder a line.
_HARMLESS = frozenset("\u200c\u200d\u200e\u200f\u061c")
_SUSPECT = re.compile("[^\\S \n]|[^\\w\\s!-~\u00a1-\u00ac\u2010-\u2027]")


def visible(text: str, *, lines: bool = True) -> str:
    """The text with control characters (terminal escapes), direction overrides and lone surrogates made visible.

    Line breaks stay, unless not `lines`: then a run of them becomes " ¶ ". A tab becomes a space. Length may change.
    """
    if not lines:
        text = re.sub(r"\s*[\n\r\u2028\u2029]\s*", " ¶ ", text)
    return "".join(piece for piece, _ in parts(text))


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The same in pieces: stretches that are as in the text, and the signs that stand for a character that hides (True)."""
    text = text.replace("\r\n", "\n")
    done = 0
    for match in _SUSPECT.finditer(text):
        sign = _sign(match[0])
        if sign == match[0]:
            continue
        if match.start() > done:
            yield text[done : match.start()], False
        yield sign, sign != " "
        done = match.end()
    if done < len(text):
        yield text[done:], False


def _sign(char: str) -> str:
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if char in _HARMLESS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return char
    return f"⟨U+{code:04X}⟩"
