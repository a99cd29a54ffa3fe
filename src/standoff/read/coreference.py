"""Mentions and chains as the network marks them: head words, their spans, and for each the mention before it that it repeats.

Word-level coreference (Dobrovolskii 2021): a mention goes by its head word, the best antecedent of every head is taken among the
heads before it in the window, and the span is found afterwards. Chains of different windows are joined by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from standoff.model import MentionForm, Span

from .decode import Floats, softmax
from .network import Network
from .windows import Window

FORMS: tuple[MentionForm, ...] = ("name", "nominal", "pronoun")  # the first label is that of no mention
KINDS = ("person", "organisation", "place", "group", "event", "time", "other")

_NEVER = np.float32(-1e4)
_LIKELY = 0.02  # probability of a candidate that counts
_LONGEST = 60  # words of a mention
_TITLED = re.compile(
    r"(?:mr|mrs|ms|miss|dr|prof|sir|lady|lord|king|queen|prince|princess|president|minister|secretary|senator|sen|rep|gov|gen|col|capt|lt|sgt"
    r"|governor|mayor|judge|justice|general|colonel|captain|chancellor|ambassador|pope|sheikh|ayatollah|professor|chairman|director|candidate)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of a window. `antecedent` is the place of its antecedent in the window's list, None for none; `sure` its probability.

    `candidates` are the places of all that are not unlikely, in order, each with its probability.
    """

    span: Span
    head: Span
    form: MentionForm
    kind: str
    chance: float
    antecedent: int | None
    sure: float
    candidates: tuple[tuple[int, float], ...] = ()


def mentions(network: Network, window: Window, words: Floats, scores: Floats, *, bias: float = 0.0) -> list[Marked]:
    """The mentions of a window in order of their heads. `scores` are those of forms and kinds; `bias` is added to all forms."""
    lifted = scores[:, : len(FORMS) + 1].copy()
    lifted[:, 1:] += bias
    forms, kinds = softmax(scores[:, : len(FORMS) + 1]), scores[:, len(FORMS) + 1 :]
    heads = np.flatnonzero(softmax(lifted)[:, 0] < 0.5)
    if not len(heads):
        return []
    firsts, lasts = _extents(network.extents(words, heads.tolist()), heads)
    links = network.antecedents(words, heads.tolist())
    links[:, :-1][np.triu_indices(len(heads))] = _NEVER
    chances = softmax(links)
    best = chances.argmax(1)
    likely: list[list[tuple[int, float]]] = [[] for _ in heads]
    for i, k in np.argwhere(chances[:, :-1] > _LIKELY).tolist():
        likely[i].append((k, float(chances[i, k])))
    found = []
    for i, head in enumerate(heads):
        span = Span(window.words[firsts[i]][0], window.words[lasts[i]][1])
        form = FORMS[int(forms[head, 1:].argmax())]
        antecedent = int(best[i]) if best[i] < len(heads) else None
        kind, chance, sure = KINDS[int(kinds[head].argmax())], float(1.0 - forms[head, 0]), float(chances[i, best[i]])
        found.append(Marked(span, Span(*window.words[head]), form, kind, chance, antecedent, sure, tuple(likely[i])))
    return found


def _extents(scores: Floats, heads: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[list[int], list[int]]:
    """The first and the last word of each mention: the best at or before its head, and at or after it."""
    where = np.arange(scores.shape[1])[None] - heads[:, None]
    first = np.where((where <= 0) & (where > -_LONGEST), scores[..., 0], _NEVER).argmax(1)
    last = np.where((where >= 0) & (where < _LONGEST), scores[..., 1], _NEVER).argmax(1)
    return first.tolist(), last.tolist()


def chains(text: str, by_window: Iterable[Sequence[Marked]]) -> list[list[Marked]]:
    """The chains of a report, those of one mention too, from the mentions of its windows in order."""
    found: list[list[Marked]] = []
    for marked in by_window:
        here: list[list[Marked]] = []
        chain_of: list[list[Marked]] = []
        for m in marked:
            chain = chain_of[m.antecedent] if m.antecedent is not None else []
            if not chain:
                here.append(chain)
            chain.append(m)
            chain_of.append(chain)
        before = len(found)
        for chain in here:
            same = next((c for c in reversed(found[:before]) if _same(text, c, chain)), None)
            if same is None:
                found.append(chain)
            else:
                same.extend(chain)
    return found


def _same(text: str, a: list[Marked], b: list[Marked]) -> bool:
    """Whether two chains share a name: the same words, or for persons the same last one and no other first name."""
    for m in a:
        for n in b:
            if m.form == n.form == "name" and m.kind == n.kind and _covers(text, m.head).casefold() == _covers(text, n.head).casefold():
                one, two = _name(text, m), _name(text, n)
                if one == two or (m.kind == "person" and (len(one) == 1 or len(two) == 1 or one[0] == two[0])):
                    return True
    return False


def _name(text: str, m: Marked) -> list[str]:
    """The words of a name, of a person those with a capital up to the head and without titles."""
    if m.kind != "person":
        return [w for w in _WORD.findall(_covers(text, m.span).casefold()) if w not in ("the", "s")]
    kept: list[str] = []
    for word in reversed(_WORD.findall(text[m.span.start : m.head.end])):
        if not word[0].isupper() or (kept and _TITLED.match(word)):
            break
        kept.insert(0, word.casefold())
    return kept or [_covers(text, m.head).casefold()]


def _covers(text: str, span: Span) -> str:
    return text[span.start : span.end]
