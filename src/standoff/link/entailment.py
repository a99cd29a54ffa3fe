"""The pair network at run time: whether one passage entails another, and whether two passages of the news agree.

Its input is the pieces of both passages, the case shape of each word, and for each word whether the other passage has it too. That
last mark spares a small network the work of finding the words that two passages share. Pairs go through alone, so that what else
is judged beside a pair cannot change its verdict. It is a weak judge of a single pair: structure proposes, this ranks and vetoes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from standoff.model import StandoffError
from standoff.read.windows import CLS, MAX_PIECES_PER_WORD, SEP, UNK, shape_of, tokenizer
from standoff.read.words import word_pairs

MAX_PIECES = 128
NEAR = 5  # words that begin with this many equal letters count as near
ENTAILMENT = ("entailment", "neutral", "contradiction")  # the columns of the first head
RELATION = ("same", "oppose", "agree", "neither")  # of the second: one claim, two sides of a dispute, one side of it, nothing of these
THREADS = 2
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

# Words of the closed classes, of which nothing follows when both passages have them. Negations are not among them.
_FUNCTION_WORDS = frozenset(
    """a an the this that these those and or but if as at by for from in into of off on onto out over to toward towards under up upon
    with within about across after along among around before behind below beneath beside between beyond despite during inside near
    outside past since through throughout till until via while than then so such there here i me my mine we us our ours you your
    yours he him his she her hers it its they them their theirs who whom whose which what when where why how am is are was were be
    been being do does did doing done have has had having will would shall should can could may might must s t re ve ll d m""".split()
)


class Mark(IntEnum):
    """What is known of a word with regard to the other passage; in the second passage 4 is added."""

    SPECIAL = 0
    PLAIN = 1  # a sign, or a word of the closed classes
    ALONE = 2  # the other passage lacks it
    NEAR = 3  # the other passage has a word with the same beginning
    SAME = 4


MARKS = 1 + 2 * 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages as the network sees them, arrays per piece: [CLS] first [SEP] second [SEP]."""

    pieces: Ints
    shapes: Ints
    marks: Ints


def encode(first: str, second: str, limit: int = MAX_PIECES) -> Pair:
    """The network's input for two passages. A passage for which there is no room is cut to the stretch that shares most words."""
    a, b = _words(first), _words(second)
    pieces = _pieces([*a, *b])
    sides = [(a, pieces[: len(a)], _marks(a, b)), (b, pieces[len(a) :], _marks(b, a))]
    sizes = [sum(map(len, p)) for _, p, _ in sides]
    room = limit - 3
    shares = [max(room // 2, room - sizes[1]), max(room - room // 2, room - sizes[0])]
    ids, shapes, marks = [CLS], [0], [0]
    for side, (words, parts, found) in enumerate(sides):
        begin, end = _stretch(parts, found, shares[side]) if sizes[side] > shares[side] else (0, len(words))
        for word, part, mark in zip(words[begin:end], parts[begin:end], found[begin:end], strict=True):
            ids += part
            shapes += [int(shape_of(word))] * len(part)
            marks += [int(mark) + 4 * side] * len(part)
        ids.append(SEP)
        shapes.append(0)
        marks.append(0)
    return Pair(*(np.array(x, dtype=np.int64) for x in (ids, shapes, marks)))


def _words(text: str) -> list[str]:
    return [text[i:j] for i, j in word_pairs(text)]


def _pieces(words: Sequence[str]) -> list[list[int]]:
    """The pieces of each word, at least one and at most MAX_PIECES_PER_WORD."""
    result: list[list[int]] = [[] for _ in words]
    # A lone surrogate, which a damaged file can hold, has no form in UTF-8.
    clean = [w if w.isascii() else w.encode("utf-8", "replace").decode() for w in words]
    encoding = tokenizer().encode(clean, is_pretokenized=True, add_special_tokens=False)
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if len(result[word]) < MAX_PIECES_PER_WORD:
            result[word].append(piece)
    return [r or [UNK] for r in result]


def _marks(words: Sequence[str], others: Sequence[str]) -> list[Mark]:
    have = {w.casefold() for w in others}
    begun = {w[:NEAR] for w in have if len(w) >= NEAR}
    result = []
    for word in words:
        low = word.casefold()
        if not low[0].isalnum() or low in _FUNCTION_WORDS:
            result.append(Mark.PLAIN)
        elif low in have:
            result.append(Mark.SAME)
        else:
            result.append(Mark.NEAR if len(low) >= NEAR and low[:NEAR] in begun else Mark.ALONE)
    return result


def _stretch(parts: Sequence[Sequence[int]], marks: Sequence[Mark], room: int) -> tuple[int, int]:
    """The run of words of at most `room` pieces with the most shared words (the first of several), those in its middle."""
    best, chosen, begin, size, shared = 0, (0, 0), 0, 0, 0
    for end, part in enumerate(parts):
        size += len(part)
        shared += marks[end] >= Mark.NEAR
        while size > room or (begin < end and marks[begin] < Mark.NEAR):
            size -= len(parts[begin])
            shared -= marks[begin] >= Mark.NEAR
            begin += 1
        if shared > best:
            best, chosen = shared, (begin, end + 1)
    begin, end = chosen
    left = room - sum(map(len, parts[begin:end]))
    grown = True
    while grown:
        grown = False
        if end < len(parts) and len(parts[end]) <= left:
            left, end, grown = left - len(parts[end]), end + 1, True
        if begin > 0 and len(parts[begin - 1]) <= left:
            left, begin, grown = left - len(parts[begin - 1]), begin - 1, True
    return begin, end


@dataclass(frozen=True, slots=True)
class Judged:
    """Calibrated probabilities for pairs of passages (a, b), one row each, in their order."""

    forward: Floats  # [n, 3] by ENTAILMENT: whether a entails b
    backward: Floats  # [n, 3] by ENTAILMENT: whether b entails a
    relation: Floats  # [n, 4] by RELATION, the same for (a, b) and (b, a)


class PairJudge:
    """The graph of a folder, opened when first needed. Raises StandoffError when it is missing or broken."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self.folder = folder or files("standoff.models").joinpath("entailment")

    @cached_property
    def _session(self) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the threads take a pair each, which pays more than sharing a small product
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        graph = self._bytes
        try:
            return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        except Exception as problem:  # the errors of onnxruntime share no other class
            raise self._fault(problem) from problem

    @property
    def _bytes(self) -> bytes:
        try:
            return self.folder.joinpath("pair.onnx").read_bytes()
        except OSError as problem:
            raise self._fault(problem) from problem

    def _fault(self, problem: Exception) -> StandoffError:
        return StandoffError(
            f"The pair network cannot be opened ({type(problem).__name__}).",
            where=str(self.folder),
            hint="Install Standoff again; `standoff doctor` checks its files.",
        )

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Judged:
        """Both heads for each pair of texts, read in both orders. Long texts are cut as `encode` says."""
        turned = [p for a, b in pairs for p in ((a, b), (b, a))]
        entailment, relation = self.run(turned)
        return Judged(entailment[::2], entailment[1::2], (relation[::2] + relation[1::2]) * np.float32(0.5))

    def run(self, pairs: Sequence[tuple[str, str]]) -> tuple[Floats, Floats]:
        """The probabilities of both heads for pairs in one order each [n, 3] and [n, 4]."""
        session = self._session

        def one(texts: tuple[str, str]) -> Any:
            pair = encode(*texts)
            return session.run(["entailment", "relation"], {"pieces": pair.pieces, "shapes": pair.shapes, "marks": pair.marks})

        entailment = np.zeros((len(pairs), len(ENTAILMENT)), dtype=np.float32)
        relation = np.zeros((len(pairs), len(RELATION)), dtype=np.float32)

        def some(start: int) -> None:
            for row in range(start, len(pairs), THREADS):
                entailment[row], relation[row] = one(pairs[row])

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(some, range(THREADS)))
        return entailment, relation

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the graph: verdicts kept under it hold as long as it is the same."""
        return sha256(self._bytes).hexdigest()

    @cached_property
    def card(self) -> dict[str, Any]:
        """The model card: data, licences, recipe, figures, hash."""
        return json.loads(self.folder.joinpath("card.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def default_judge() -> PairJudge:
    """The pair network that ships with the package."""
    return PairJudge()
