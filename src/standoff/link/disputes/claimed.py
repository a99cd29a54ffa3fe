"""Names that one holder grants and another marks as merely claimed: "self-proclaimed", "so-called", "what they call".

A marked name is looked up in the rest of the case: who uses it without the mark, of the same thing, stands on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Span
from ..actors import ActorIndex
from ..passages import Field, Passage
from ..similarity import bag, fold
from ..wording import named
from .labels import located
from .proposal import Backing, Proposal

_MARK = re.compile(
    r"\b(?:self-(?:proclaimed|styled|declared|appointed|described|anointed|titled)|so-called|would-be|"
    r"(?:the\s+)?(?:term|phrase|label|moniker|epithet)\s+(?=[\"'“‘])|"
    r"what\s+(?:[\w’'-]+\s+){1,4}(?:calls?|called|dub(?:s|bed)?|describes?|described as))\s*(?:the\s+|an?\s+)?[\"'“‘]?"
    r"(?P<name>(?:[\w’-]+\s+){0,2}[\w’-]+)",
    re.I,
)
_SELF = re.compile(r"self-", re.I)
_LEGIT = re.compile(r"\b(?:legitimate|rightful|lawful|constitutional|recogni[sz]ed|elected|true)\b", re.I)
_QUOTES = "\"“”'‘’"
LOOKED = 60  # passages looked up for a name
KEPT = 2  # passages a side
MOST = 3  # proposals of one case


@dataclass(frozen=True, slots=True)
class _Marked:
    """A name that a passage marks: the span of mark and name, and the words of the name."""

    passage: int
    span: Span
    name: str


def claimed_names(field: Field, index: ActorIndex) -> list[Proposal]:
    """The marked names of a case that others use unmarked, surest first."""
    groups: dict[str, list[_Marked]] = {}
    for i, passage in enumerate(field.passages):
        for marked in _marked(i, passage):
            groups.setdefault(" ".join(fold(w) for w in marked.name.split()), []).append(marked)
    made = [p for key in sorted(groups) for p in _proposals(field, index, key, groups[key])]
    return sorted(made, key=lambda p: (-p.strength, p.key))[:MOST]


def _marked(i: int, passage: Passage) -> Iterator[_Marked]:
    text = passage.text
    for match in _MARK.finditer(text):
        if bag(match["name"]).stems:
            yield _Marked(i, located(passage, match.start(), match.end(), 0), match["name"])


def _proposals(field: Field, index: ActorIndex, key: str, group: list[_Marked]) -> Iterator[Proposal]:
    """The proposal for one name, if others use it without the mark."""
    words = key.split()
    plain = re.compile(r"(?<![\w-])" + r"[\s\"'“‘]+".join(re.escape(w) for w in words) + r"(?:s|es)?(?![\w-])", re.I)
    head = words[-1]
    granted = re.compile(rf"{_LEGIT.pattern}\s+(?:[\w’-]+\s+){{0,2}}{re.escape(head)}\b", re.I)
    best = group[0]
    marker = field.passages[best.passage]
    markers = {m.passage for m in group}
    users: list[tuple[float, int, Span]] = []
    for j in field.index.candidates(bag(best.name), LOOKED):
        other = field.passages[j]
        if j in markers or any(field.passages[m].same_voice(other) for m in markers):
            continue
        found = plain.search(other.text) if len(words) > 1 else None
        found = found or granted.search(other.text)
        if found is None or (found.start() and other.text[found.start() - 1] in _QUOTES) or _MARK.search(other.text):
            continue
        common = bool(marker.names & other.names) or bool(set(marker.holders) & other.names)
        match = field.index.match(marker.bag.without(bag(best.name).stems), other.bag.without(bag(best.name).stems))
        like = (match.cover * match.back) ** 0.5
        belief = (
            (0.26 if _SELF.match(field.passages[best.passage].report.quote(best.span)) else 0.06)
            + 0.1 * common
            + 0.3 * min(like, 0.5)
            + 0.04 * min(len(words) - 1, 3)
        )
        users.append((belief, j, located(other, found.start(), found.end(), 3)))
    if not users:
        return
    users.sort(key=lambda u: (-u[0], u[1]))
    sides = (
        tuple(Backing(j, (span,)) for _, j, span in users[:KEPT]),
        tuple(Backing(m.passage, (m.span,)) for m in group[:KEPT]),
    )
    user = field.passages[users[0][1]]
    shown = (" ".join(p.report.quote(s).split()).strip('"“”,.') for p, s in ((user, users[0][2]), (marker, best.span)))
    first, second = shown
    yield Proposal(
        "label",
        "label",
        sides,
        f"“{first}” ({named(index, user)}) or “{second}” ({named(index, marker)})?",
        round(min(users[0][0], 0.6), 3),
        f"“{best.name}” is used plainly by some and marked as merely claimed by others.",
        key=f"claimed {key}",
    )
