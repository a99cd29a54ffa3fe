"""One window through the network: everything that it marks there, before any rule of the text's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model import MentionType, Span

from .attribution import Attribution, attributions
from .coreference import Marked, mentions
from .deeds import Deed, deeds, triggers
from .labels import label_spans
from .names import names
from .network import Network
from .sentences import sentences
from .syntax import Parsed, parents, sentence_cuts, tags
from .windows import Window


@dataclass(frozen=True, slots=True)
class Biases:
    """What is added to the scores of cues, labels and triggers: recall against precision, tuned on the development sets."""

    cue: float = 0.0
    label: float = 0.0
    deed: float = 0.0


@dataclass(frozen=True, slots=True)
class Scan:
    """What the network marks in a window, by layer. `states` are those of its words [W, 384], at half precision: a long report has many."""

    window: Window
    states: NDArray[np.float16]
    sentences: list[Span]
    names: list[tuple[Span, MentionType, float]]
    attributions: list[Attribution]
    mentions: list[Marked]
    labels: list[Span]
    deeds: list[Deed]
    syntax: Parsed


def scan(network: Network, text: str, window: Window, starts: Sequence[int], biases: Biases) -> Scan:
    """Reads a window of a text; `starts` are those of the paragraphs. Depends on nothing but these, so windows may be read side by side."""
    words = network.words(window)
    scores = network.tags(words)
    split = sentences(window, scores["sentences"], starts)
    cuts = sentence_cuts(window, split)
    upos, xpos = tags(scores["tags"])
    above = parents(network.arcs(words), cuts)
    relations = network.relations(words, above).argmax(1)
    done = triggers(window, scores["deeds"], bias=biases.deed)
    return Scan(
        window,
        words.astype(np.float16),
        split,
        names(text, window, scores["names"]),
        attributions(network, window, words, scores["cues"], bias=biases.cue),
        mentions(network, window, words, scores["mentions"]),
        label_spans(window, scores["labels"], bias=biases.label),
        deeds(window, done, scores["deeds"], network.parts(words, [a for a, _ in done]), cuts),
        Parsed(window, upos, xpos, above, relations),
    )
