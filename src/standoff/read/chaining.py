"""The chains of a report: names of one bearer, the speaker's "I", and what the network's antecedents add to them.

Rules come first and are never overruled: what a source or label stands for, who bears a name, who says "I" in a quotation. An
antecedent of the network then joins two chains if it is sure enough and they can be one: not two different persons, a man and a
woman, somebody and something, one and many. Antecedents go to the left, or to the fullest name of the chain, so they make no circle.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from standoff.model import Mention, Span, Statement, fullest

from .coreference import Marked
from .gender import noun_gender
from .heads import plural
from .placing import placed
from .pronouns import HE, IT, ME, SHE, THEY
from .resolve import Bearer
from .surnames import same_person

ANTECEDENT = 0.5  # how sure the network must be of the chain that a mention belongs to
NAMES = 0.7  # and of that where it makes one of two names
_LONG = 120  # characters of a description whose head is not looked for
_SPEAKER = 0.9  # that "I" in a quotation is who is quoted
_SAME, _FORM = 0.97, 0.9  # that a name is borne by the bearer of the same name, and of a fuller one


def chained(
    report: str,
    text: str,
    known: Sequence[Mention],
    bearers: Sequence[Bearer],
    statements: Sequence[Statement],
    by_window: Sequence[Sequence[Marked]] = (),
) -> tuple[Mention, ...]:
    """All mentions of a report, in order of text, joined into chains.

    `known` are those that names, sources and labels brought: pronouns and descriptions among them stay as they are, names get the
    fullest name of their chain as antecedent. `by_window` are the network's, each window a list as `coreference.mentions` gives it.
    """
    rows = placed(report, text, known, by_window)
    links = _Links(text, rows.mentions, {m.id for m in known if m.form != "name"})
    for bearer in bearers:
        links.bearer(bearer)
    for mention, speaker, sure in _first_persons(text, rows.mentions, links, statements):
        links.point(mention, speaker, sure, "the speaker's own words")
    for window, ids in zip(by_window, rows.ids, strict=True):
        links.window(window, ids)
    return links.settled()


@dataclass(slots=True)
class _Group:
    """A chain in the making: what its members tell of whom it can mean, and its fullest name so far."""

    name: str = ""
    gender: str | None = None
    person: bool | None = None
    many: bool | None = None
    sure: float = 1.0  # of the least sure of the network's joins of two bearers' names

    def alike(self, other: _Group) -> bool:
        """Whether the two can be one."""
        if self.gender and other.gender and self.gender != other.gender:
            return False
        for one, two in ((self.person, other.person), (self.many, other.many)):
            if one is not None and two is not None and one != two:
                return False
        return not (self.name and other.name) or _alike(self.name, other.name)

    def take(self, other: _Group) -> None:
        """Joins another to this one."""
        self.name = max(self.name, other.name, key=lambda n: len(n.split()))
        self.gender = self.gender or other.gender
        self.person = other.person if self.person is None else self.person
        self.many = other.many if self.many is None else self.many
        self.sure = min(self.sure, other.sure)


class _Links:
    def __init__(self, text: str, mentions: Sequence[Mention], fixed: set[str]) -> None:
        self.text, self.mentions, self.fixed = text, mentions, fixed
        self.by_id = {m.id: m for m in mentions}
        self.over: dict[str, str] = {}  # of each chain's member another, up to the one that stands for the chain
        self.groups: dict[str, _Group] = {m.id: self._group(m) for m in mentions}
        self.up: dict[str, tuple[str | None, float, str]] = {}  # None: the name of the chain
        self.borne: dict[str, str] = {}  # of each name the first of its bearer's
        for m in mentions:
            if m.id in fixed and m.antecedent:
                self._join(m.id, m.antecedent)

    def _group(self, m: Mention) -> _Group:
        words = m.span.of(self.text)
        if m.form == "pronoun":
            low = words.casefold()
            gender = "m" if low in HE else "f" if low in SHE else None
            return _Group("", gender, True if gender or low in ME else False if low in IT else None, _many(low))
        if m.form == "name":
            return _Group(_folded(words), None, m.type == "person", False if m.type == "person" else None)
        person = True if m.type == "person" else False if m.type in ("organisation", "place") else None
        if not person or len(words) > _LONG:
            return _Group("", None, person)
        return _Group("", noun_gender(words), person, plural(words))

    def root(self, id: str) -> str:
        """The member that stands for a chain."""
        top = id
        while top in self.over:
            top = self.over[top]
        while id != top:
            self.over[id], id = top, self.over[id]
        return top

    def _join(self, one: str, other: str) -> None:
        a, b = self.root(one), self.root(other)
        if a != b:
            self.over[b] = a
            self.groups[a].take(self.groups.pop(b))

    def bearer(self, bearer: Bearer) -> None:
        """Joins the names of one bearer."""
        names = [id for id in bearer.names if id in self.by_id]
        for id in names[1:]:
            self._join(names[0], id)
        if names and bearer.gender:
            self.groups[self.root(names[0])].gender = bearer.gender
        self.borne.update(dict.fromkeys(names, names[0] if names else ""))
        whole = _folded(fullest(self.text, [self.by_id[id] for id in names]).span.of(self.text)) if names else ""
        for id in names:
            same = _folded(self.by_id[id].span.of(self.text)) == whole
            self.up[id] = (None, _SAME, "the same name") if same else (None, _FORM, "another form of the name")

    def point(self, mention: str, antecedent: str, sure: float, reason: str) -> None:
        """Gives a mention its antecedent, whatever the network says."""
        if mention not in self.up:
            self._join(mention, antecedent)
            self.up[mention] = (antecedent, sure, reason)

    def window(self, marked: Sequence[Marked], ids: Sequence[str | None]) -> None:
        """Adds the network's antecedents of a window.

        What counts is the chain: the probabilities of its members add up, and the likeliest of them becomes the antecedent. What cannot
        be one with the mention is left out, and its share falls to the others.
        """
        for mark, id in zip(marked, ids, strict=True):
            if id is None or (self.by_id[id].form != "name" and (id in self.fixed or id in self.up)):
                continue
            own, barred = self.root(id), 0.0
            chains: dict[str, list[tuple[float, str]]] = {}
            for place, chance in mark.candidates or _only(mark):
                before = ids[place]
                other = self.root(before) if before is not None else own
                if before is None or other == own:
                    continue
                if self.groups[own].alike(self.groups[other]):
                    chains.setdefault(other, []).append((chance, before))
                else:
                    barred += chance
            if not chains:
                continue
            likeliest = max(chains.values(), key=lambda c: sum(p for p, _ in c))
            sure = min(1.0, sum(p for p, _ in likeliest) / max(1.0 - barred, 1e-6))
            if sure >= ANTECEDENT:
                self._link(self.by_id[id], self.by_id[max(likeliest)[1]], sure)

    def _link(self, m: Mention, before: Mention, sure: float) -> None:
        link = (round(sure, 3), "the network's antecedent")
        if m.form == "name":
            end = self._end(before)
            if end is None:  # the chain before has a name
                if sure >= NAMES:
                    self._join(m.id, before.id)
                    group = self.groups[self.root(m.id)]
                    group.sure = min(group.sure, link[0])
            elif end.id not in self.fixed:  # a description that comes before the name
                self._join(m.id, end.id)
                self.up[end.id] = (None, *link)
        elif m.id not in self.fixed and m.id not in self.up:
            apart = not m.span.covers(before.span)  # a mention is no part of itself
            if apart and (before.form == "name" or before.span.start < m.span.start):
                self._join(m.id, before.id)
                self.up[m.id] = (before.id, *link)

    def _end(self, m: Mention) -> Mention | None:
        """Where the antecedents from a mention end, None at a name."""
        seen: set[str] = set()
        while m.form != "name" and m.id not in seen:
            seen.add(m.id)
            up = m.antecedent if m.id in self.fixed else self.up[m.id][0] if m.id in self.up else m.id
            if up is None and m.id not in self.fixed:
                return None
            if up is None or up == m.id:
                return m
            m = self.by_id[up]
        return None if m.form == "name" else m

    def settled(self) -> tuple[Mention, ...]:
        """The mentions with their antecedents."""
        members: dict[str, list[Mention]] = {}
        for m in self.mentions:
            if m.form == "name":
                members.setdefault(self.root(m.id), []).append(m)
        names = {root: fullest(self.text, group) for root, group in members.items()}
        return tuple(self._settled(m, names) for m in self.mentions)

    def _settled(self, m: Mention, names: dict[str, Mention]) -> Mention:
        if m.id in self.fixed:
            return m
        name = names.get(self.root(m.id))
        up, sure, reason = self.up.get(m.id, (None, 0.0, ""))
        if m.form == "name":
            if name is None or name.id == m.id:
                return m
            if self.borne.get(m.id, m.id) != self.borne.get(name.id, name.id):
                sure, reason = self.groups[self.root(m.id)].sure, "the network's antecedent"
            return replace(m, antecedent=name.id, confidence=sure, reason=reason)
        if m.id not in self.up:
            return replace(m, reason="no antecedent is clear enough") if m.form == "pronoun" else m
        target = up or (name.id if name else None)
        kind = name.type if name and m.form == "pronoun" else m.type
        return replace(m, antecedent=target, confidence=round(sure, 3), reason=reason, type=kind)


def _first_persons(
    text: str, mentions: Sequence[Mention], links: _Links, statements: Sequence[Statement]
) -> Iterator[tuple[str, str, float]]:
    """(mention, who it is, how sure) for every "I" in what somebody is quoted with, the innermost quotation first to tell."""
    said = [m for m in mentions if m.form == "pronoun" and m.id not in links.fixed and m.span.of(text).casefold() in ME]
    starts = [m.span.start for m in said]
    speaker: dict[str, tuple[str, float]] = {}
    quoted = [(c, s) for s in statements if s.kind != "indirect" and s.source_mention for c in s.content]
    for content, statement in sorted(quoted, key=lambda x: (-len(x[0]), x[0], x[1].id)):
        inside = said[bisect_left(starts, content.start) : bisect_left(starts, content.end)]
        if inside and (who := _speaker(links.by_id, statement)):
            speaker.update((m.id, who) for m in inside if not _reported(m.span, statement))
    for m in said:
        if m.id in speaker:
            yield (m.id, *speaker[m.id])


def _speaker(by_id: dict[str, Mention], statement: Statement) -> tuple[str, float] | None:
    """The end of the chain of a statement's source and how sure it is, None for a body."""
    at, sure, seen = by_id[statement.source_mention or ""], _SPEAKER, set[str]()
    while at.form != "name" and at.antecedent and at.id not in seen:
        seen.add(at.id)
        sure *= at.confidence
        at = by_id[at.antecedent]
    return (at.id, round(sure, 3)) if at.type in ("person", "other") else None


def _reported(span: Span, statement: Statement) -> bool:
    """Whether a pronoun is the statement's own source or addressee, which the speaker around it names."""
    return any(part is not None and part.covers(span) for part in (statement.source, statement.addressee))


def _only(mark: Marked) -> tuple[tuple[int, float], ...]:
    return () if mark.antecedent is None else ((mark.antecedent, mark.sure),)


def _many(pronoun: str) -> bool | None:
    return True if pronoun in THEY else False if pronoun in HE | SHE | IT | ME else None


@lru_cache(maxsize=1 << 12)  # a report names the same again and again
def _folded(name: str) -> str:
    return " ".join(w for w in name.casefold().replace("’", "'").removesuffix("'s").split() if w != "the")


def _alike(a: str, b: str) -> bool:
    """Whether two names can be one: the words of one among those of the other, or its initials."""
    if not a or not b or same_person(a, b):
        return True
    short, full = sorted((a, b), key=len)
    initials = "".join(w[0] for w in full.replace("-", " ").split() if w not in ("of", "for", "and", "the", "in", "on"))
    return short.replace(".", "") == initials
