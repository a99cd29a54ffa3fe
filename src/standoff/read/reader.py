"""The reader: one report in, one reading out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from standoff import __version__
from standoff.model import MentionType, Reading, Report, Run, Span

from .antecedents import hints
from .assemble import not_read, statements_of
from .attribution import Attribution, attributions
from .body import Body, parted
from .chaining import chained
from .confidence import OPEN, Judge
from .coreference import Marked, mentions
from .figures import figures
from .labels import label_spans, labels
from .names import names
from .network import Network, default_network
from .posts import posts, with_posts
from .quotes import Quotation, pair_quotes
from .resolve import resolve
from .roles import roles
from .senses import States, senses
from .sentences import sentences
from .state import notes_on
from .statements import Draft, draft, parented
from .surnames import bare_surnames
from .turns import Turn, asked, by_initials, speaking, turns, with_turns
from .unknowns import open_questions
from .visible import through
from .voices import Voices
from .windows import windows


@dataclass(slots=True)
class _Scanned:
    """What the network marks in a report, by layer."""

    parts: Body
    quotations: list[Quotation]
    spoken: list[Turn]
    found: list[Attribution] = field(default_factory=list)
    named: list[tuple[Span, MentionType, float]] = field(default_factory=list)
    split: list[Span] = field(default_factory=list)
    called: list[Span] = field(default_factory=list)
    marked: list[list[Marked]] = field(default_factory=list)
    states: list[States] = field(default_factory=list)


class NetworkReader:
    """Reads with the network that ships with the package (or another one, for measuring)."""

    def __init__(self, network: Network | None = None) -> None:
        self.network = network or default_network()

    @cached_property
    def run(self) -> Run:
        """Version (which fixes the decoders), hash of the weights, and the settings on their card."""
        weights = self.network.hash
        settings = tuple(sorted((k, str(v)) for k, v in self.network.card["settings"].items()))
        return Run(f"network-{__version__}-{weights[:12]}", __version__, weights, settings)

    @cached_property
    def judge(self) -> Judge:
        """What decides which attributions are shown."""
        return Judge.of(self.network.card["settings"])

    def read(self, report: Report) -> Reading:
        """All layers of one report. A report in another language gets empty layers and a note that says so."""
        if report.language != "en":
            return not_read(report, self.run.id)
        return through(report, self._read)

    def _read(self, report: Report) -> Reading:
        text, scanned = report.text, self._scan(report)
        named, split, spoken = scanned.named, scanned.split, scanned.spoken
        drafts = with_posts(self._drafts(report, scanned, self.judge), posts(text, scanned.parts.read))
        drafts = parented(with_turns(drafts, spoken))
        resolved = by_initials(text, resolve(report.id, text, named, drafts, split, hints(scanned.marked)), spoken)
        statements = asked(statements_of(report, drafts, resolved.source_of, split), spoken)
        places = [s for s, kind, _ in named if kind == "place"]
        voices = Voices(statements)
        # A caption is no body text, but what it calls somebody is seen by every reader.
        captions = [f.span for f in report.furniture if "caption" in f.kind]
        stretches = sorted([*split, *captions])
        labelled = labels(text, stretches, resolved.mentions, voice=voices.of, report=report.id, marked=scanned.called)
        known = (*resolved.mentions, *labelled.mentions)
        return Reading(
            report,
            self.run.id,
            sentences=tuple(split),
            mentions=chained(report.id, text, known, resolved.bearers, statements, scanned.marked),
            statements=statements,
            figures=tuple(figures(text, split, places=places, voice=voices.of, report=report.id)),
            labels=labelled.labels,
            roles=roles(text, stretches, known, report=report.id),
            open_questions=tuple(open_questions(text, split, voice=voices.of, report=report.id)),
            notes=notes_on(report, scanned.parts, scanned.quotations, spoken),
            senses=senses(self.network, scanned.states, [*((s,) for s in split), *(s.content for s in statements)]),
        )

    def proposed(self, report: Report) -> list[Draft]:
        """All that the network takes for a statement, however unsure, before posts are added: what the judge is fitted on."""
        return self._drafts(report, self._scan(report), OPEN)

    def _drafts(self, report: Report, scanned: _Scanned, judge: Judge) -> list[Draft]:
        people = [s for s, kind, _ in scanned.named if kind == "person"]
        names_ = [s for s, _, _ in scanned.named]
        return draft(report.text, scanned.found, scanned.quotations, scanned.parts.read, people, names_, judge=judge)

    def _scan(self, report: Report) -> _Scanned:
        """Every window through the encoder once, and through each head."""
        text, parts = report.text, parted(report)
        body = parts.read
        scanned = _Scanned(parts, pair_quotes(text, body), turns(text, body))
        starts = [b.start for b in body]
        bias, label_bias = (float(self.network.card["settings"][k]) for k in ("cue_bias", "label_bias"))
        for window in windows(text, body, scanned.quotations):
            words = self.network.words(window)
            scanned.states.append(States(window, words.astype(np.float16)))
            scanned.found += attributions(self.network, window, words, bias=bias)
            scanned.named += names(text, window, self.network.scores("names", words))
            scanned.marked.append(mentions(self.network, window, words))
            scanned.called += label_spans(window, self.network.scores("labels", words), bias=label_bias)
            scanned.split += sentences(window, self.network.scores("sentences", words), starts)
        scanned.named = sorted([*scanned.named, *speaking(text, scanned.spoken, [s for s, _, _ in scanned.named])])
        scanned.named = sorted([*scanned.named, *bare_surnames(text, body, scanned.named)])
        return scanned
