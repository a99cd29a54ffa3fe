"""The reader: one report in, one reading out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from standoff import __version__
from standoff.model import MentionType, Reading, Report, Run, Span, Statement

from .acts import act_of
from .antecedents import hints
from .attribution import Attribution, attributions
from .body import body_of
from .coreference import Marked, mentions
from .details import addressee_of, channel_of
from .figures import figures
from .labels import labels
from .names import names
from .nested import inner
from .network import Network, default_network
from .posts import posts, with_posts
from .quotes import pair_quotes
from .resolve import resolve
from .sentences import sentences
from .statements import Draft, draft
from .surnames import bare_surnames
from .unknowns import open_questions
from .voices import Voices, statement_id
from .windows import windows


class NetworkReader:
    """Reads with the network that ships with the package (or another one, for measuring)."""

    def __init__(self, network: Network | None = None) -> None:
        self.network = network or default_network()

    @cached_property
    def run(self) -> Run:
        """Version, hash of the weights, and every setting of the decoders."""
        settings = tuple(sorted((k, str(v)) for k, v in self.network.card["settings"].items()))
        weights = self.network.hash
        return Run(f"network-{__version__}-{weights[:12]}", __version__, weights, settings)

    def read(self, report: Report) -> Reading:
        """All layers of one report. A report in another language gets empty layers and a note that says so."""
        if report.language != "en":
            note = "Not read: the text does not seem to be English, the only language that the reader knows."
            return Reading(report, self.run.id, notes=(note,))
        text, body = report.text, body_of(report)
        quotations = pair_quotes(text, body)
        starts = [b.start for b in body]
        bias = float(self.network.card["settings"]["cue_bias"])
        found: list[Attribution] = []
        named: list[tuple[Span, MentionType, float]] = []
        split: list[Span] = []
        marked: list[list[Marked]] = []
        for window in windows(text, body, quotations):
            words = self.network.words(window)
            found += attributions(self.network, window, words, bias=bias)
            named += names(text, window, self.network.scores("names", words))
            if self.network.has("mentions", "antecedents", "extents"):
                marked.append(mentions(self.network, window, words))
            split += sentences(window, self.network.scores("sentences", words), starts)
        named = sorted([*named, *bare_surnames(text, body, named)])
        found += inner(self.network, text, found, bias=bias)
        people = [s for s, kind, _ in named if kind == "person"]
        drafts = draft(text, found, quotations, body, people, [s for s, _, _ in named])
        drafts = with_posts(drafts, posts(text, body))
        resolved = resolve(report.id, text, named, drafts, split, hints(marked))
        statements = tuple(_statement(report, d, resolved.source_of.get(d.cue), split) for d in drafts)
        places = [s for s, kind, _ in named if kind == "place"]
        voices = Voices(statements)
        # A caption is no body text, but what it calls somebody is seen by every reader.
        captions = [f.span for f in report.furniture if "caption" in f.kind]
        labelled = labels(text, sorted([*split, *captions]), resolved.mentions, voice=voices.of, report=report.id)
        return Reading(
            report,
            self.run.id,
            sentences=tuple(split),
            mentions=tuple(sorted((*resolved.mentions, *labelled.mentions), key=lambda m: (m.span, m.id))),
            statements=statements,
            figures=tuple(figures(text, split, places=places, voice=voices.of, report=report.id)),
            labels=labelled.labels,
            open_questions=tuple(open_questions(text, split, voice=voices.of, report=report.id)),
        )


def _statement(report: Report, d: Draft, mention: str | None, split: Sequence[Span]) -> Statement:
    text = report.text
    around = next((s for s in split if s.overlaps(d.cue)), d.cue)
    channel = d.channel or channel_of(text, around, d.cue, d.source, d.content)
    return Statement(
        statement_id(report.id, d.cue),
        d.source,
        d.cue,
        d.content,
        d.kind,
        act_of(text, d.cue, d.content, d.source),
        channel=channel,
        addressee=addressee_of(text, around, d.cue, d.source, d.content, channel=channel),
        parent=statement_id(report.id, d.parent) if d.parent else None,
        source_mention=mention,
        confidence=round(d.confidence, 3),
    )
