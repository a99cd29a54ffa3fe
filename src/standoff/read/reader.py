"""The reader: one report in, one reading out."""

from __future__ import annotations

from functools import cached_property

from standoff import __version__
from standoff.model import MentionType, Reading, Report, Run, Span

from .antecedents import hints
from .assemble import not_read, statements_of
from .attribution import Attribution, attributions
from .body import parted
from .chaining import chained
from .coreference import Marked, mentions
from .figures import figures
from .labels import labels
from .names import names
from .nested import inner
from .network import Network, default_network
from .posts import posts, with_posts
from .quotes import pair_quotes
from .resolve import resolve
from .roles import roles
from .sentences import sentences
from .state import notes_on
from .statements import draft, parented
from .surnames import bare_surnames
from .turns import asked, by_initials, speaking, turns, with_turns
from .unknowns import open_questions
from .visible import through
from .voices import Voices
from .windows import windows


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

    def read(self, report: Report) -> Reading:
        """All layers of one report. A report in another language gets empty layers and a note that says so."""
        if report.language != "en":
            return not_read(report, self.run.id)
        return through(report, self._read)

    def _read(self, report: Report) -> Reading:
        parts = parted(report)
        text, body = report.text, parts.read
        quotations = pair_quotes(text, body)
        starts = [b.start for b in body]
        bias = float(self.network.card["settings"]["cue_bias"])
        found: list[Attribution] = []
        named: list[tuple[Span, MentionType, float]] = []
        split: list[Span] = []
        marked: list[list[Marked]] = []
        linked = self.network.has("mentions", "antecedents", "extents")
        for window in windows(text, body, quotations):
            words = self.network.words(window)
            found += attributions(self.network, window, words, bias=bias)
            named += names(text, window, self.network.scores("names", words))
            if linked:
                marked.append(mentions(self.network, window, words))
            split += sentences(window, self.network.scores("sentences", words), starts)
        spoken = turns(text, body)
        named = sorted([*named, *speaking(text, spoken, [s for s, _, _ in named])])
        named = sorted([*named, *bare_surnames(text, body, named)])
        found += inner(self.network, text, found, bias=bias)
        people = [s for s, kind, _ in named if kind == "person"]
        drafts = draft(text, found, quotations, body, people, [s for s, _, _ in named])
        drafts = parented(with_turns(with_posts(drafts, posts(text, body)), spoken))
        resolved = by_initials(text, resolve(report.id, text, named, drafts, split, hints(marked)), spoken)
        statements = asked(statements_of(report, drafts, resolved.source_of, split), spoken)
        places = [s for s, kind, _ in named if kind == "place"]
        voices = Voices(statements)
        # A caption is no body text, but what it calls somebody is seen by every reader.
        captions = [f.span for f in report.furniture if "caption" in f.kind]
        stretches = sorted([*split, *captions])
        labelled = labels(text, stretches, resolved.mentions, voice=voices.of, report=report.id)
        known = (*resolved.mentions, *labelled.mentions)
        return Reading(
            report,
            self.run.id,
            sentences=tuple(split),
            mentions=chained(report.id, text, known, resolved.bearers, statements, marked),
            statements=statements,
            figures=tuple(figures(text, split, places=places, voice=voices.of, report=report.id)),
            labels=labelled.labels,
            roles=roles(text, stretches, known, report=report.id),
            open_questions=tuple(open_questions(text, split, voice=voices.of, report=report.id)),
            notes=notes_on(report, parts, quotations, spoken),
        )
