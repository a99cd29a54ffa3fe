"""The reader network at run time: one encoder pass over a window, then any of the heads over its word states.

The graphs ship with the package and run in onnxruntime on the CPU. A window goes through by itself, so what stands beside a
report cannot change its reading; several may go through side by side.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from standoff.model import StandoffError

from .windows import Scheme, Window

Floats = NDArray[np.float32]
THREADS = 1  # of one call: several windows go through at a time instead, which leaves no processor idle between calls


class Network:
    """The graphs of a folder, opened when first needed. Raises StandoffError when one is missing or broken."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self.folder = folder or files("standoff.models").joinpath("reader")
        self._open: dict[str, Any] = {}
        self._opening = Lock()

    def _session(self, name: str) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                self.folder.joinpath(f"{name}.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as problem:  # the errors of onnxruntime share no other class
            raise StandoffError(
                f"The network's part {name!r} cannot be opened ({type(problem).__name__}).",
                where=str(self.folder),
                hint="Install Standoff again; `standoff doctor` checks its files.",
            ) from problem

    def session(self, name: str) -> Any:
        """A graph by its name, opened when it is first asked for."""
        if name not in self._open:
            with self._opening:
                if name not in self._open:
                    self._open[name] = self._session(name)
        return self._open[name]

    def words(self, window: Window, scheme: Scheme = Scheme.GUIDE) -> Floats:
        """The states of the words of a window [W, 384], by the scheme that its attributions are to follow."""
        feed = {"pieces": window.pieces, "shapes": window.shapes, "marks": window.marks, "starts": window.starts}
        feed["scheme"] = np.array([scheme], dtype=np.int64)
        return self.session("encoder").run(["words"], feed)[0]  # type: ignore[no-any-return]

    def tags(self, words: Floats) -> dict[str, Floats]:
        """The scores of every head that tags words [W, labels], by its name."""
        return dict(zip(self._tags, self.session("taggers").run(None, {"words": words}), strict=True))

    @cached_property
    def _tags(self) -> list[str]:
        return [out.name for out in self.session("taggers").get_outputs()]

    def arcs(self, words: Floats) -> Floats:
        """The scores [W, W] of each column as the parent of each row, the diagonal as the root of a sentence."""
        return self.session("arcs").run(["scores"], {"words": words})[0]  # type: ignore[no-any-return]

    def relations(self, words: Floats, parents: NDArray[np.int64]) -> Floats:
        """The scores of the relations of words to their parents [W, relations]."""
        return self.session("relations").run(["scores"], {"words": words, "parents": parents})[0]  # type: ignore[no-any-return]

    def parts(self, words: Floats, triggers: Sequence[int]) -> Floats:
        """For each trigger (the index of its first word) the scores of every word as the head of a part of its deed [D, W, parts]."""
        if not triggers:
            return np.zeros((0, len(words), 0), dtype=np.float32)
        feed = {"words": words, "triggers": np.array(triggers, dtype=np.int64)}
        return self.session("parts").run(["scores"], feed)[0]  # type: ignore[no-any-return]

    def arguments(self, words: Floats, anchors: list[int]) -> Floats:
        """For each cue (the index of its first word) the scores of every word [C, W, 5]: O, B/I-source, B/I-content."""
        feed = {"words": words, "anchors": np.array(anchors, dtype=np.int64)}
        return self.session("arguments").run(["scores"], feed)[0]  # type: ignore[no-any-return]

    def acts(self, words: Floats, anchors: list[int], share: Floats) -> Floats:
        """For each cue the scores of the acts [C, 11]; `share` [C, 2, W] is that of each word in its content and in its source."""
        feed = {"words": words, "anchors": np.array(anchors, dtype=np.int64), "share": share}
        return self.session("acts").run(["scores"], feed)[0]  # type: ignore[no-any-return]

    def antecedents(self, words: Floats, heads: Sequence[int]) -> Floats:
        """For each head word the scores of every head as that of its antecedent, and last of having none [H, H + 1].

        Only heads that stand before it are candidates; the scores of the others mean nothing.
        """
        feed = {"words": words, "heads": np.array(heads, dtype=np.int64)}
        return self.session("antecedents").run(["scores"], feed)[0]  # type: ignore[no-any-return]

    def extents(self, words: Floats, heads: Sequence[int]) -> Floats:
        """For each head word the scores of every word as the first and as the last of its mention [H, W, 2]."""
        feed = {"words": words, "heads": np.array(heads, dtype=np.int64)}
        return self.session("extents").run(["scores"], feed)[0]  # type: ignore[no-any-return]

    def sense(self, words: Floats, sentences: Sequence[tuple[int, int]]) -> Floats:
        """The embeddings of sentences, given as (first word, end), as unit vectors [S, 384]."""
        share = np.zeros((len(sentences), len(words)), dtype=np.float32)
        for row, (first, end) in zip(share, sentences, strict=True):
            row[first:end] = 1.0 / (end - first)
        return self.session("sense").run(["vectors"], {"words": words, "share": share})[0]  # type: ignore[no-any-return]

    def tone(self, words: Floats, around: dict[str, NDArray[Any]]) -> Floats:
        """The scores of the tones towards targets [T, 3]; `around` as `standoff.read.tones.padded` gives it."""
        return self.session("tone").run(["scores"], {"words": words, **around})[0]  # type: ignore[no-any-return]

    def leanings(self, words: Floats, pairs: Mapping[str, NDArray[Any]]) -> Floats:
        """The scores of neither, for and against [R, 3] of pairs of parties; `pairs` as `standoff.read.leanings.paired` gives them."""
        return self.session("leanings").run(["scores"], {"words": words, **pairs})[0]  # type: ignore[no-any-return]

    @cached_property
    def transitions(self) -> tuple[Floats, Floats]:
        """The CRF's scores of one label after another [5, 5] and of the first [5]."""
        feed = {"words": np.zeros((1, 384), dtype=np.float32), "anchors": np.zeros(1, dtype=np.int64)}
        moves, first = self.session("arguments").run(["transitions", "first"], feed)
        return moves, first

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all files of the network, names included."""
        total = sha256()
        for path in sorted(self.folder.iterdir(), key=lambda p: p.name):
            if path.name.endswith((".onnx", "tokenizer.json")):
                total.update(path.name.encode() + b"\0" + path.read_bytes())
        return total.hexdigest()

    @cached_property
    def card(self) -> dict[str, Any]:
        """The model card: data, licences, recipe, figures, hash, and the settings that were tuned on the development sets."""
        return json.loads(self.folder.joinpath("card.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def default_network() -> Network:
    """The network that ships with the package."""
    return Network()
