"""Rival labels: one thing that two holders call by names that pass opposite judgment on it.

Three signs: words of one family of rival labels ("coup", "uprising") that holders use of the same thing; a label that somebody
says does not fit ("this is not a war", "a matter, not an investigation") where others use it; a title that one holder marks as
merely claimed ("self-proclaimed", "so-called", quotation marks) and another grants. The same thing is meant where the words around
both labels are alike, or both stand with the name of one actor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ...model import Span
from ..actors import ActorIndex
from ..camps import Camps
from ..passages import GLUE, Field, Passage
from ..phrasebook import Phrasebook
from ..similarity import Bag, bag
from ..wording import named
from .proposal import Backing, Proposal

REACH = 12  # words on each side that tell what a label is used of
LEAST = 0.15
AROUND = 3  # words shown on each side of a label
DENIED = 99  # the camp of those who say that a charged name does not fit
_NOT = re.compile(
    r"(?:n['’]t|\b(?:not|never|hardly|nor))\s+"
    r"(?:(?:be|been|going to|about|an?|the|any|really|in favou?r of|call(?:ed)?|it|this|that|as|some|\w+ly)\s+){0,4}[\"'“‘]?$",
    re.I,
)
KEPT = 3  # passages a side
MOST = 4  # rival families of one case
_NAMING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|label(?:s|l?ed|l?ing)?|term(?:s|ed)?|dub(?:s|bed)?|describ(?:es?|ed|ing)|refer(?:s|red|ring)?\s+to"
    r"|denounc(?:es?|ed|ing)"
    r"|dismiss(?:es|ed|ing)?|known as|so-called|what\s+(?:\w+\s+){1,4}call(?:s|ed)?|the term|the word|characteri[sz]\w+)\b",
    re.I,
)
_QUOTE = "\"“”'‘’"


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a label: the passage, the words as spans of its report, the camp of the family, and what stands around."""

    passage: int
    span: Span
    camp: int
    word: str
    near: Bag
    own: frozenset[str]
    naming: bool
    quoted: bool


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, tuple[tuple[str, int], ...]], Phrasebook]:
    """Label in lower case -> its families and camps; and the look-up that finds any label."""
    table: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in files("standoff.link").joinpath("rival_labels.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            family, *camps = line.split("\t")
            for number, camp in enumerate(camps):
                for word in camp.split(";"):
                    table[word.strip()].append((family, number))
    return {w: tuple(v) for w, v in table.items()}, Phrasebook.of(table)


def labels(field: Field, index: ActorIndex, camps: Camps) -> list[Proposal]:
    """Rival labels, the surest families of a case."""
    made = sorted(_rivals(field, index, camps), key=lambda p: (-p.strength, p.key))[:MOST]
    return made


def _rivals(field: Field, index: ActorIndex, camps: Camps) -> Iterator[Proposal]:
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    table, book = _families()
    for i, passage in enumerate(field.passages):
        for start, end, word in book.within(passage.text):
            for family, camp in table[word]:
                denied = camp == 0 and _NOT.search(passage.text[max(0, start - 60) : start])
                uses[family].append(_use(i, passage, start, end, DENIED if denied else camp, word))
    for family in sorted(uses):
        group = uses[family]
        if len({u.camp for u in group}) > 1:
            proposal = _proposal(field, index, camps, family, group)
            if proposal:
                yield proposal


def _use(i: int, passage: Passage, start: int, end: int, camp: int, word: str) -> _Use:
    text = passage.text
    before, after = text[:start].split()[-REACH:], text[end:].split()[:REACH]
    near = bag(" ".join(before) + " … " + " ".join(after))
    lead = text[max(0, start - 40) : start]
    lead += " " + text[end : end + 12]  # "terrorists, the term that it uses"
    if passage.statement and passage.statement.cue:
        lead = passage.report.quote(passage.statement.cue) + " " + lead
    quoted = text[max(0, start - 1) : start] in tuple(_QUOTE) or text[end : end + 2].strip(",.")[:1] in tuple(_QUOTE)
    return _Use(i, located(passage, start, end, AROUND), camp, word, near, bag(word).stems, bool(_NAMING.search(lead)), quoted)


def charged(text: str) -> bool:
    """Whether a text holds a charged name: one of the first camp of a family."""
    table, book = _families()
    return any(camp == 0 for _, _, word in book.within(text) for _, camp in table[word])


def located(passage: Passage, start: int, end: int, more: int) -> Span:
    """A stretch of a passage's text, with so many more words on each side, as a span of the report."""
    head = re.search(rf"(?:[^\s…]+\s+){{0,{more}}}$", passage.text[:start])
    tail = re.match(rf"[\w’'-]*(?:\s+[^\s…]+){{0,{more}}}", passage.text[end:])
    low, high = start - (len(head[0]) if head else 0), end + (tail.end() if tail else 0)
    shift = 0
    for span in passage.spans:
        if shift <= start < shift + len(span):
            low, high = max(low, shift), min(high, shift + len(span))
            return Span(span.start + low - shift, span.start + high - shift)
        shift += len(span) + len(GLUE)
    return passage.spans[0]


def _proposal(field: Field, index: ActorIndex, camps: Camps, family: str, uses: Sequence[_Use]) -> Proposal | None:
    by_camp: defaultdict[int, list[_Use]] = defaultdict(list)
    for use in uses:
        by_camp[use.camp].append(use)
    scored: dict[tuple[int, int], float] = {}
    at = {id(u): n for n, u in enumerate(uses)}
    for a in by_camp[0][:60]:
        for b in (u for camp in sorted(by_camp) if camp for u in by_camp[camp][:60]):
            belief = _belief(field, camps, a, b)
            if belief >= LEAST:
                scored[at[id(a)], at[id(b)]] = belief
    if not scored:
        return None
    best = max(scored, key=lambda p: (scored[p], -p[0], -p[1]))
    sides: list[tuple[Backing, ...]] = []
    for k in (0, 1):
        ranked = sorted({p[k] for p in scored}, key=lambda n: (n != best[k], -max(s for p, s in scored.items() if p[k] == n), n))
        chosen: list[_Use] = []
        for use in (uses[n] for n in ranked):
            if len(chosen) < KEPT and not any(o.passage == use.passage for o in chosen):
                chosen.append(use)
        sides.append(tuple(Backing(u.passage, (u.span,)) for u in chosen))
    one, other = uses[best[0]], uses[best[1]]
    first, second = field.passages[one.passage], field.passages[other.passage]
    question = f"“{_written(first, one)}” ({named(index, first)}) or “{_written(second, other)}” ({named(index, second)})?"
    reason = f"Rival names ({family}) for what seems one thing: “{one.word}” and “{other.word}”."
    return Proposal("label", "label", (sides[0], sides[1]), question, round(scored[best], 3), reason, key=f"label {family}")


def _written(passage: Passage, use: _Use) -> str:
    return " ".join(passage.report.quote(use.span).split()).strip('"“”„‟ ,.;:')


def _belief(field: Field, camps: Camps, a: _Use, b: _Use) -> float:
    """How probable it is that two uses are rival names for one thing."""
    first, second = field.passages[a.passage], field.passages[b.passage]
    if a.passage == b.passage or first.same_voice(second):
        return 0.0
    if b.camp == DENIED and not a.own & b.own:
        return 0.0
    match = field.index.match(a.near, b.near)
    like: float = (match.cover * match.back) ** 0.5
    shared = [w for w in match.shared if not w.isdigit()]
    crossed = b.camp != DENIED and bool(a.own & b.near.stems or b.own & a.near.stems)  # "refers to rebels as terrorists"
    if not crossed and (not shared or (like < 0.1 and not a.naming)):
        return 0.0
    spoken = first.statement is not None
    belief = 0.1 + 0.4 * min(like, 0.5) + 0.03 * min(len(shared), 4)
    belief += 0.12 * crossed + 0.08 * a.naming + 0.06 * (a.quoted and spoken) + 0.05 * (spoken and second.statement is None)
    belief += 0.1 * camps.across(first.holders, second.holders)
    belief += 0.06 * (crossed and first.report is second.report and second.statement is None)
    if not spoken and second.statement is None:
        belief -= 0.05
    return min(belief, 0.8)
