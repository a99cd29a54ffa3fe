"""Who is meant in this report: mentions of names, and the pronouns and short phrases that stand for one of them.

A pronoun takes the most salient earlier name that can be its antecedent, in the manner of Lappin and Leass (1994): every
earlier mention adds weight, more when it is near, when it opens its sentence or is a subject, or when it is itself the source of a
statement; gender and number rule candidates out. Between two that weigh almost the same nothing is decided.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.model import Mention, MentionType, Span, Syntax

from .antecedents import Hint, settled, weigh
from .described import REACH, described, sentence_at
from .gender import gender_of, noun_gender
from .heads import kind_of, several
from .pronouns import HE, IT, ME, PRONOUNS, SHE, THEY, WE, WHO
from .statements import Draft
from .surnames import same_person, surname

_DECAY = 0.6  # weight of a mention for each sentence between
_INSIDE = 0.4  # of the weight of a name that only somebody quoted uses
_ON = 1.2  # added to who spoke last: he tends to go on
_DESCRIBED = 3.0  # weight of the last source that is a description
# What opening a sentence, being a source, owning something, or being a subject makes of a mention's weight.
_OPENING, _SOURCE, _OWNER, _SUBJECT = 1.6, 1.5, 0.5, 1.3
_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")
_LEAST = 0.04
_MARGIN = 1.05  # the best must weigh this many times the second


@dataclass(frozen=True, slots=True)
class Resolved:
    """All mentions of a report, for each statement (by its cue) the mention of its source, and who bears the names."""

    mentions: tuple[Mention, ...]
    source_of: dict[Span, str]
    bearers: tuple[Bearer, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearer:
    """One person or body: the ids of its name mentions, in order of text, and the gender ("m", "f") where it shows."""

    names: tuple[str, ...]
    gender: str | None


@dataclass(slots=True)
class _Candidate:
    """One person or body: its name mentions so far."""

    key: str
    mentions: list[Mention]
    gender: str | None
    kind: MentionType


def resolve(
    report: str,
    text: str,
    names: Sequence[tuple[Span, MentionType, float]],
    drafts: Sequence[Draft],
    sentences: Sequence[Span],
    said: Mapping[Span, Hint] | None = None,
    syntax: Syntax | None = None,
) -> Resolved:
    """Mentions for names and sources; each source that is no name of its own is joined to the mention that it stands for.

    `said` is what the network says of the head words of pronouns and descriptions; `syntax` tells the subjects.
    """
    found = {s: Mention(f"{report}:m{s.start}-{s.end}", s, kind, "name", confidence=round(p, 3)) for s, kind, p in names}
    starts = [s.start for s in sentences]
    sources = {d.source for d in drafts if d.source}
    quoted = {c for d in drafts if d.kind != "indirect" for c in d.content}
    resolver = _Resolver(text, sorted(found.values(), key=lambda m: m.span), starts, sources, quoted, syntax)
    source_of: dict[Span, str] = {}
    by_cue = {d.cue: d for d in drafts}
    heads = sorted(said or {})
    # "I" and "we" are the speaker of the statement around them, so they wait until he is known.
    for d in sorted(drafts, key=lambda d: (_depth(d, by_cue) if d.source and _says_i(text, d.source) else 0, d.source or d.cue, d.cue)):
        if d.source is None:
            continue
        mention = found.get(d.source) or _name_in(text, d.source, resolver.within(d.source))
        if mention is None:
            mention = resolver.phrase(report, d.source, d, by_cue, source_of, found)
            if not _says_i(text, d.source):
                mention = settled(weigh(mention, text, _hint(d.source, said or {}, heads), resolver.names, resolver.by_id))
            found[d.source] = mention
        source_of[d.cue] = mention.id
        resolver.said(mention)
    bearers = tuple(Bearer(tuple(m.id for m in c.mentions), c.gender) for c in resolver.keys.values())
    return Resolved(tuple(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end))), source_of, bearers)


def _hint(source: Span, said: Mapping[Span, Hint], heads: Sequence[Span]) -> Hint | None:
    """The hint on the last marked head word of a source. `heads` are all of them, in order."""
    inside = heads[bisect_left(heads, source.start, key=lambda h: h.start) : bisect_left(heads, source.end, key=lambda h: h.start)]
    inside = [head for head in inside if source.covers(head)]
    return said[max(inside)] if inside else None


def _says_i(text: str, source: Span) -> bool:
    return source.of(text).casefold().strip() in ME | WE


def _depth(d: Draft, by_cue: dict[Span, Draft]) -> int:
    """How many statements a statement sits in, and one."""
    depth, seen = 1, {d.cue}
    while d.parent in by_cue and d.parent not in seen:
        d = by_cue[d.parent]
        seen.add(d.cue)
        depth += 1
    return depth


def _name_in(text: str, source: Span, names: Sequence[Mention]) -> Mention | None:
    """The name that the source is, its honorific or article aside, of the names that begin in it."""
    for mention in names:
        span = mention.span
        if source.covers(span):
            before, after = text[source.start : span.start], text[span.end : source.end]
            if not any(c.isalnum() for c in after) and re.fullmatch(
                r"\W*(?:(?:the|mr|mrs|ms|miss|dr|sir)\b\.?\s*)?", before, re.IGNORECASE
            ):
                return mention
    return None


class _Resolver:
    def __init__(
        self, text: str, names: list[Mention], starts: list[int], sources: set[Span], quoted: Iterable[Span], syntax: Syntax | None
    ) -> None:
        self.text, self.names, self.starts, self.sources = text, names, starts, sorted(sources)
        self.speakers: list[Mention] = []
        self.quoted = sorted(quoted)
        self.syntax = syntax
        self.keys: dict[str, _Candidate] = {}
        self.by_id = {m.id: m for m in names}
        self.surnames: dict[str, list[str]] = {}
        for m in names:
            self._join(m)

    def _join(self, m: Mention) -> None:
        name = self.text[m.span.start : m.span.end]
        before = self.text[max(0, m.span.start - 24) : m.span.start]
        honorific = re.search(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady|Madam|King|Queen|Prince|Princess)\b\.?\s+$", before)
        gender = gender_of((honorific.group(0) if honorific else "") + name)
        key = name.casefold().removesuffix("'s").removesuffix("’s")
        if m.type == "person":
            key = self._known(key, gender) or key
        if m.type == "person" and key not in self.keys:
            self.surnames.setdefault(surname(key), []).append(key)
        candidate = self.keys.setdefault(key, _Candidate(key, [], None, m.type))
        if len(key.split()) < len(name.split()) and m.type == "person":
            candidate.key = name.casefold()
        candidate.mentions.append(m)
        candidate.gender = candidate.gender or gender

    def _known(self, key: str, gender: str | None) -> str | None:
        """The person named so far whom a name can mean: the one named last among those of the surname, unless the genders differ."""
        fitting = [
            k
            for k in self.surnames.get(surname(key), ())
            if same_person(self.keys[k].key, key) and not (gender and self.keys[k].gender and gender != self.keys[k].gender)
        ]
        return max(fitting, key=lambda k: self.keys[k].mentions[-1].span, default=None)

    def said(self, mention: Mention) -> None:
        """Notes that a mention was the source of a statement."""
        self.speakers.append(mention)
        self.by_id[mention.id] = mention

    def within(self, span: Span) -> list[Mention]:
        """The names that begin in a span."""
        first = bisect_left(self.names, span.start, key=lambda m: m.span.start)
        return self.names[first : bisect_left(self.names, span.end, lo=first, key=lambda m: m.span.start)]

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds an offset."""
        return sentence_at(self.starts, at)

    def phrase(
        self, report: str, span: Span, d: Draft, by_cue: dict[Span, Draft], source_of: dict[Span, str], found: dict[Span, Mention]
    ) -> Mention:
        """The mention of a source that is a pronoun or a description, with its antecedent where one is sure enough."""
        words = self.text[span.start : span.end]
        low = words.casefold().strip()
        if low not in PRONOUNS:
            base = Mention(f"{report}:m{span.start}-{span.end}", span, kind_of(words), "nominal")
            return described(base, low, self.text, self.starts, self.names, self.speakers)
        base = Mention(
            f"{report}:m{span.start}-{span.end}", span, "person", "pronoun", confidence=0.0, reason="no antecedent is clear enough"
        )
        if low in ME | WE:
            holder = by_cue.get(d.parent) if d.parent else None
            if holder is not None and holder.cue in source_of:
                speaker = self.by_id[source_of[holder.cue]]
                # "We" of one who speaks for a body is the body; who that is the words do not say.
                sure = 0.9 if low in ME else 0.6
                return replace(base, antecedent=speaker.id, confidence=sure, reason="the speaker's own words")
            return base
        if low in WHO:
            return self._relative(base)
        if low not in HE | SHE | IT | THEY:
            return base
        best = self._salient(base, low, d.content)
        if best is None:
            return base
        mention, sure, reason = best
        return replace(base, antecedent=mention.id, confidence=sure, reason=reason, type=mention.type)

    def _relative(self, base: Mention) -> Mention:
        """The name or phrase that a relative pronoun follows."""
        before = [m for m in (*self.names, *self.speakers) if m.span.end <= base.span.start]
        if not before:
            return base
        last = max(before, key=lambda m: m.span.end)
        between = self.text[last.span.end : base.span.start]
        same = self.sentence(last.span.start) == self.sentence(base.span.start)
        if same and len(between) < 90 and last.type in ("person", "organisation", "group"):
            return replace(
                base,
                antecedent=last.id,
                confidence=0.9 if len(between) < 4 else 0.7,
                reason="the name before the relative pronoun",
                type=last.type,
            )
        return base

    def _salient(self, base: Mention, low: str, own: Sequence[Span]) -> tuple[Mention, float, str] | None:
        """The heaviest candidate. Whom a speaker names in his own words (`own`) is somebody else."""
        here = self.sentence(base.span.start)
        weights: dict[str, float] = {}
        latest: dict[str, Mention] = {}
        last_said = next((m for m in reversed(self.speakers) if m.span.end <= base.span.start), None)
        last_root = self._root(last_said) if last_said else None
        voices = self._within(base.span)
        for candidate in self.keys.values():
            if not self._fits(candidate, low):
                continue
            each = []
            known = bisect_right(candidate.mentions, base.span.start, key=lambda m: m.span.end)
            for m in reversed(candidate.mentions[:known]):
                apart = here - self.sentence(m.span.start)
                if apart > REACH:
                    break
                if (m.type == "group" and self._adjective(m)) or any(c.covers(m.span) for c in own):
                    continue
                each.append(_DECAY**apart * self._prominence(m) * (_INSIDE if self._within(m.span) - voices else 1.0))
                latest.setdefault(candidate.key, m)
            if not each:
                continue
            # The most prominent mention counts in full, the others a little: a topic is not its number of mentions.
            top = max(each)
            weights[candidate.key] = top + 0.2 * min(sum(each) - top, top)
            if last_said and last_root in {m.id for m in candidate.mentions}:
                weights[candidate.key] += _ON * _DECAY ** (here - self.sentence(last_said.span.start))
        nominal = self._last_speaker(base, low, here)
        if nominal is not None:
            weights[nominal.id] = _DESCRIBED * _DECAY ** (here - self.sentence(nominal.span.start))
            latest[nominal.id] = nominal
        if not weights:
            return None
        order = sorted(weights, key=lambda k: (-weights[k], latest[k].span.start))
        top = weights[order[0]]
        rival = weights[order[1]] if len(order) > 1 else 0.0
        if top < _LEAST or top < _MARGIN * rival:
            return None
        # Fitted to how often such answers were right on the training split of our annotated reports.
        sure = round(min(0.94, 0.4 + 0.53 * (top - rival) / top + (0.03 if top > 1.5 else 0)), 3)
        return latest[order[0]], sure, "the most salient name before the pronoun"

    def _within(self, span: Span) -> set[Span]:
        """The quotations that an offset stands in."""
        last = bisect_right(self.quoted, span.start, key=lambda c: c.start)
        return {c for c in self.quoted[max(0, last - 8) : last] if c.covers(span)}

    def _adjective(self, m: Mention) -> bool:
        """Whether the name of a group only qualifies a noun ("the Turkish investigation")."""
        return self.text[m.span.end - 1] != "s" and bool(re.match(r"\s[a-z]", self.text[m.span.end : m.span.end + 2]))

    def _prominence(self, m: Mention) -> float:
        """What a mention's place in its sentence adds: opening it, being its subject or a source, being no owner of something."""
        opening = self.starts[self.sentence(m.span.start)] if self.starts else 0
        weight = _OPENING if m.span.start - opening < 30 else 1.0
        if self._subject(m.span):
            weight *= _SUBJECT
        ahead = bisect_left(self.sources, m.span.end, key=lambda s: s.start)
        if any(s.overlaps(m.span) for s in self.sources[max(0, ahead - 8) : ahead]):  # sources hardly nest
            weight *= _SOURCE
        if re.match(r"['’]s?\s", self.text[m.span.end : m.span.end + 3]):
            weight *= _OWNER
        return weight

    def _subject(self, span: Span) -> bool:
        """Whether a name is a subject, or the agent of a passive."""
        head = self.syntax.head(span) if self.syntax is not None else None
        return self.syntax is not None and head is not None and self.syntax.relation(head) in _SUBJECTS

    def _last_speaker(self, base: Mention, low: str, here: int) -> Mention | None:
        """The last described source ("a spokesman", "the protesters") that the pronoun may stand for."""
        for m in reversed(self.speakers):
            if m.span.end > base.span.start or m.form != "nominal" or m.antecedent:
                continue
            if here - self.sentence(m.span.start) > 3:
                return None
            words = self.text[m.span.start : m.span.end]
            gender = noun_gender(words)
            plural = several(words)
            if low in THEY and plural:
                return m
            if low in HE and not plural and gender != "f" and m.type == "person":
                return m
            if low in SHE and not plural and gender != "m" and m.type == "person":
                return m
            if low in IT and not plural and m.type == "organisation":
                return m
            return None
        return None

    def _root(self, m: Mention) -> str:
        seen: set[str] = set()
        while m.antecedent and m.antecedent in self.by_id and m.id not in seen:
            seen.add(m.id)
            m = self.by_id[m.antecedent]
        return m.id

    def _fits(self, candidate: _Candidate, low: str) -> bool:
        if low in HE:
            return candidate.kind == "person" and candidate.gender != "f"
        if low in SHE:
            return candidate.kind == "person" and candidate.gender != "m"
        if low in IT:
            return candidate.kind in ("organisation", "place")
        return candidate.kind in ("organisation", "group")
