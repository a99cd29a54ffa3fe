"""Finds the words and phrases of a table in running text by their first word: as fast for a thousand phrases as for ten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Phrasebook:
    """Phrases in lower case, looked up as whole words; the longest at a place wins. A possessive ending does not count."""

    _by_first: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrasebook:
        """Builds the look-up."""
        made = cls()
        for words in sorted({tuple(_TOKEN.findall(p.lower())) for p in phrases}, key=lambda w: (-len(w), w)):
            if words:
                made._by_first.setdefault(words[0], []).append(words)
        return made

    def within(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and phrase of each find, in the order of the text; finds do not overlap."""
        tokens = list(_TOKEN.finditer(text))
        low = [_POSSESSIVE.sub("", t.group().lower()) if t.group()[-2:] in ("'s", "’s", "s'", "s’") else t.group().lower() for t in tokens]
        at = 0
        while at < len(tokens):
            found = next((w for w in self._by_first.get(low[at], ()) if tuple(low[at : at + len(w)]) == w), None)
            if found is not None and _joined(text, tokens, at, len(found)):
                yield tokens[at].start(), tokens[at + len(found) - 1].end(), " ".join(found)
                at += len(found)
            else:
                at += 1


def _joined(text: str, tokens: list[re.Match[str]], at: int, size: int) -> bool:
    """Whether only blanks stand between the words of a find."""
    return all(not text[tokens[k].end() : tokens[k + 1].start()].strip() for k in range(at, at + size - 1))
