"""The reader: one report in, one reading out."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from standoff import __version__
from standoff.model import MentionType, Reading, Report, Run, Span, Syntax

from .antecedents import hints
from .assemble import not_read, statements_of
from .body import Body, parted
from .chaining import chained
from .confidence import OPEN, Judge
from .events import events
from .figures import figures
from .labels import labels
from .leanings import leanings
from .network import Network, default_network
from .posts import posts, with_posts
from .quotes import Quotation, pair_quotes
from .resolve import resolve
from .roles import roles
from .scan import Biases, Scan, scan
from .senses import senses
from .state import notes_on
from .statements import Draft, draft, parented
from .surnames import bare_surnames
from .syntax import syntax
from .times import times
from .tones import tones
from .turns import Turn, asked, by_initials, speaking, turns, with_turns
from .unknowns import open_questions
from .visible import through
from .voices import Voices
from .windows import windows

WORKERS = min(2, os.cpu_count() or 1)  # windows that go through the network at a time, and reports that may be read at a time


@dataclass(slots=True)
class _Scanned:
    """What the network marks in a report, and what its marks of quotation and speech tell."""

    parts: Body
    quotations: list[Quotation]
    spoken: list[Turn]
    scans: list[Scan]
    named: list[tuple[Span, MentionType, float]]

    @property
    def split(self) -> list[Span]:
        """The sentences."""
        return [span for scan in self.scans for span in scan.sentences]

    def syntax(self) -> Syntax:
        """The syntax of the report, put together from that of its windows."""
        return syntax([scan.syntax for scan in self.scans])


class NetworkReader:
    """Reads with the network that ships with the package (or another one, for measuring).

    Several reports may be read at a time, by threads: what a reading holds depends on its report alone.
    """

    workers = WORKERS

    def __init__(self, network: Network | None = None) -> None:
        self.network = network or default_network()
        self._pool = ThreadPoolExecutor(WORKERS, "window")

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
        named, split, spoken, scans = scanned.named, scanned.split, scanned.spoken, scanned.scans
        parsed = scanned.syntax()
        drafts = with_posts(self._drafts(report, scanned, parsed, self.judge), posts(text, scanned.parts.read))
        drafts = parented(with_turns(drafts, spoken))
        marked = [scan.mentions for scan in scans]
        resolved = by_initials(text, resolve(report.id, text, named, drafts, split, hints(marked), parsed), spoken)
        statements = asked(statements_of(report, drafts, resolved.source_of, split, parsed), spoken)
        places = [s for s, kind, _ in named if kind == "place"]
        voices = Voices(statements)
        # A caption is no body text, but what it calls somebody is seen by every reader.
        captions = [f.span for f in report.furniture if "caption" in f.kind]
        stretches = sorted([*split, *captions])
        called = [span for scan in scans for span in scan.labels]
        labelled = labels(text, stretches, resolved.mentions, voice=voices.of, report=report.id, marked=called, syntax=parsed)
        known = (*resolved.mentions, *labelled.mentions)
        mentions = chained(report.id, text, known, resolved.bearers, statements, marked)
        when = times(text, split, report=report.id)
        deeds = [deed for scan in scans for deed in scan.deeds]
        denials = {s.id for s in statements if s.act == "deny"}
        told = events(text, deeds, mentions, when, parsed, voice=voices.of, report=report.id, denials=denials)
        every = tuple(sorted([*mentions, *told.mentions], key=lambda m: (m.span, m.id))) if told.mentions else mentions
        return Reading(
            report,
            self.run.id,
            sentences=tuple(split),
            mentions=every,
            statements=statements,
            figures=tuple(figures(text, split, times=when, places=places, syntax=parsed, voice=voices.of, report=report.id)),
            labels=labelled.labels,
            events=told.events,
            times=tuple(when),
            roles=roles(text, stretches, known, syntax=parsed, report=report.id),
            leanings=leanings(self.network, text, scans, every, parsed, report=report.id),
            tones=tones(self.network, scans, every, self.network.card["settings"], voice=voices.of),
            open_questions=tuple(open_questions(text, split, voice=voices.of, report=report.id)),
            notes=notes_on(report, scanned.parts, scanned.quotations, spoken),
            senses=senses(self.network, scans, [*((s,) for s in split), *(s.content for s in statements)]),
            syntax=parsed,
        )

    def proposed(self, report: Report) -> list[Draft]:
        """All that the network takes for a statement, however unsure, before posts are added: what the judge is fitted on."""
        scanned = self._scan(report)
        return self._drafts(report, scanned, scanned.syntax(), OPEN)

    def _drafts(self, report: Report, scanned: _Scanned, parsed: Syntax, judge: Judge) -> list[Draft]:
        found = [attribution for scan in scanned.scans for attribution in scan.attributions]
        people = [s for s, kind, _ in scanned.named if kind == "person"]
        names_ = [s for s, _, _ in scanned.named]
        return draft(report.text, found, scanned.quotations, scanned.parts.read, people, names_, judge=judge, syntax=parsed)

    @cached_property
    def _biases(self) -> Biases:
        settings = self.network.card["settings"]
        return Biases(*(float(settings[f"{head}_bias"]) for head in ("cue", "label", "deed")))

    def _scan(self, report: Report) -> _Scanned:
        """Every window through the encoder once, and through each head, several at a time."""
        text, parts = report.text, parted(report)
        body = parts.read
        quotations, spoken = pair_quotes(text, body), turns(text, body)
        starts = [b.start for b in body]
        cut = windows(text, body, quotations)
        scans = list(self._pool.map(lambda window: scan(self.network, text, window, starts, self._biases), cut))
        named = [name for s in scans for name in s.names]
        named = sorted([*named, *speaking(text, spoken, [s for s, _, _ in named])])
        return _Scanned(parts, quotations, spoken, scans, sorted([*named, *bare_surnames(text, body, named)]))
