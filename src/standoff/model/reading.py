"""A reading: what one report says, by the layers of the reading guide. It knows nothing of other reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .chains import Chain, chains_of
from .errors import OffsetError
from .report import Report
from .senses import Senses
from .span import Span
from .syntax import Syntax
from .times import TimeExpression

QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["assert", "deny", "accuse", "threaten", "demand", "promise", "endorse", "condemn", "predict", "opine", "ask"]
MentionType = Literal["person", "organisation", "place", "group", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
EventStatus = Literal["happened", "ongoing", "attempted", "planned", "possible", "denied"]
PloverType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "ACCUSE",
    "REJECT",
    "REQUEST",
    "THREATEN",
    "PROTEST",
    "MOBILIZE",
    "SANCTION",
    "COERCE",
    "ASSAULT",
]

OUTLET = "outlet"  # the voice of the outlet itself; any other voice is the id of a statement


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names or points at somebody or something.

    `antecedent` is the id of the mention that it stands for in this report (a pronoun's name, a title's holder), with
    the confidence of that link and its reason; None where it stands for itself or could not be resolved. Mentions nest.
    """

    id: str
    span: Span
    type: MentionType
    form: MentionForm
    antecedent: str | None = None
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """What the report calls somebody at one place, by title, apposition or clause of office, and since when.

    `holder` is the id of the mention that names the bearer; `since` the words for when it began ("2013"), inside or behind the span.
    """

    id: str
    holder: str
    span: Span
    since: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution relation: who answers for it (`source`), the words that attribute (`cue`), what it says (`content`).

    `source` is None where nobody is named; `cue` is None only in a quotation that goes on without one. `source_mention` is
    the id of the mention that the source resolves to in this report. `parent` is the id of the statement it sits in.
    `confidence` is the calibrated probability that a careful reader would find this statement.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: QuoteKind
    act: Act
    channel: Span | None = None
    addressee: Span | None = None
    parent: str | None = None
    source_mention: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError(f"Statement {self.id} has no content.")
        if any(a.end > b.start for a, b in zip(self.content, self.content[1:], strict=False)):
            raise ValueError(f"Statement {self.id}: content spans must be in order and apart.")

    def spans(self) -> Iterator[Span]:
        """Every span of the statement: source, cue, content, channel, addressee."""
        yield from (s for s in (self.source, self.cue, *self.content, self.channel, self.addressee) if s)

    @property
    def hull(self) -> Span:
        """From the first to the last character of source, cue and content: what may be shown (content never goes alone)."""
        parts = [s for s in (self.source, self.cue, *self.content) if s]
        return parts[0].hull(*parts)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or amount about the event: closed bounds `low` and `high`, either open (None); `about` when approximate.

    `of` is the phrase of what is counted; `place` and `date` are spans of the same sentence, as written.
    """

    id: str
    span: Span
    low: float | None
    high: float | None
    about: bool
    of: Span | None = None
    place: Span | None = None
    date: Span | None = None
    voice: str = OUTLET


@dataclass(frozen=True, slots=True)
class Label:
    """How the text designates an actor or event beyond bare name and neutral office. `target` is a mention's id."""

    id: str
    span: Span
    target: str | None
    voice: str = OUTLET


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A passage that says that something is not known; `marker` holds the words that say so."""

    id: str
    span: Span
    marker: Span
    voice: str = OUTLET


@dataclass(frozen=True, slots=True)
class Event:
    """A deed by PLOVER type, as one clause tells it. It is no fact: `voice` tells who asserts it, `status` whether it is told as done.

    Agents and recipients are ids of mentions, `place` and `date` spans as written; all stand in the trigger's sentence. When that was is
    found by linking (`Links.datings`). `confidence` is the probability that a careful reader would find this event.
    """

    id: str
    trigger: Span
    type: PloverType
    agents: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: Span | None = None
    date: Span | None = None
    status: EventStatus = "happened"
    voice: str = OUTLET
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Tone:
    """That a sentence tells of somebody in a good or a bad light: target-dependent sentiment, as NewsMTSC defines it.

    `span` is the target's `mention`, by name, noun or pronoun. Only where the network is sure: what it holds for neutral or doubts has no
    row. `confidence` is calibrated (0 to 1).
    """

    id: str
    span: Span
    mention: str
    value: Literal["positive", "negative"]
    voice: str = OUTLET
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Leaning:
    """How likely one sentence tells that somebody stands for, or against, another: a tie between two mentions, as the network sees it.

    `span` is that of the mention `holder`, who stands so towards the mention `target`; `plus` and `minus` are probabilities (0 to 1), raw
    ones, which linking weighs with what else it sees. Pairs for which both are small have no row.
    """

    id: str
    span: Span
    holder: str
    target: str
    plus: float
    minus: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All layers of one report, made in one run. `run` is the run's id; `notes` say what could not be read and why.

    Ids begin with the report's, so they are unique over a case. `senses` are the embeddings of its sentences and statements, `syntax` the
    parts of speech and dependencies of its words; None where the reader makes none.

    Raises OffsetError when a span of any layer does not lie in the report's text, and ValueError when an id is used
    twice or a reference (parent, voice, antecedent, target, holder) leads nowhere.
    """

    report: Report
    run: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    labels: tuple[Label, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    tones: tuple[Tone, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    notes: tuple[str, ...] = ()
    senses: Senses | None = None
    syntax: Syntax | None = None
    _mentions: dict[str, Mention] = field(default_factory=dict, init=False, repr=False, compare=False)
    _best: dict[str, Mention] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        size = len(self.report.text)
        for span in self.spans():
            if span.end > size:
                raise OffsetError(f"[{span.start}, {span.end}) reaches past the {size} characters of the text.", where=self.report.file)
        if self.senses is not None and len(self.senses) != len(self.sentences) + len(self.statements):
            raise ValueError(f"{self.report.file}: one embedding is wanted for each sentence and statement, there are {len(self.senses)}.")
        layers = (
            self.mentions,
            self.statements,
            self.figures,
            self.labels,
            self.open_questions,
            self.events,
            self.times,
            self.roles,
            self.tones,
            self.leanings,
        )
        ids = [item.id for layer in layers for item in layer]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{self.report.file}: an id is used twice in one reading.")
        mentions, statements = {m.id for m in self.mentions}, {s.id for s in self.statements}
        voices = {x.voice for layer in (self.figures, self.labels, self.open_questions, self.events, self.tones) for x in layer}
        wanted = {s.parent for s in self.statements if s.parent} | (voices - {OUTLET})
        pointed = {m.antecedent for m in self.mentions if m.antecedent} | {x.target for x in self.labels if x.target}
        pointed |= {r.holder for r in self.roles} | {t.mention for t in self.tones}
        pointed |= {m for x in self.leanings for m in (x.holder, x.target)}
        pointed |= {s.source_mention for s in self.statements if s.source_mention}
        pointed |= {m for e in self.events for m in (*e.agents, *e.recipients)}
        for missing in sorted((wanted - statements) | (pointed - mentions)):
            raise ValueError(f"{self.report.file}: nothing in the reading has the id {missing!r}.")

    def spans(self) -> Iterator[Span]:
        """Every span of every layer."""
        yield from self.sentences
        for m in self.mentions:
            yield m.span
        for s in self.statements:
            yield from s.spans()
        for f in self.figures:
            yield from (x for x in (f.span, f.of, f.place, f.date) if x)
        for label in self.labels:
            yield label.span
        for q in self.open_questions:
            yield from (q.span, q.marker)
        for e in self.events:
            yield from (x for x in (e.trigger, e.place, e.date) if x)
        for t in self.times:
            yield t.span
        for r in self.roles:
            yield from (x for x in (r.span, r.since) if x)
        yield from (tone.span for tone in self.tones)
        yield from (leaning.span for leaning in self.leanings)

    def mention(self, id: str) -> Mention:
        """The mention of that id. Raises KeyError."""
        if not self._mentions:
            self._mentions.update((m.id, m) for m in self.mentions)
        return self._mentions[id]

    def name_of(self, mention: Mention) -> Mention:
        """Follows antecedents to the mention that the chain ends in."""
        seen = {mention.id}
        while mention.antecedent and mention.antecedent not in seen:
            mention = self.mention(mention.antecedent)
            seen.add(mention.id)
        return mention

    def chains(self) -> tuple[Chain, ...]:
        """The chains of mentions that stand for one another, in the order of their first mentions; each mention is in one."""
        return chains_of(self.report.text, self.mentions)

    def best_name(self, mention: Mention) -> Mention:
        """The mention that names a mention's chain best: its fullest name, else its first description, else itself or another pronoun."""
        if not self._best:
            self._best.update((m.id, chain.name) for chain in self.chains() for m in chain.mentions)
        return self._best[mention.id]
