"""The graphs that ship with the package: shapes, names, faults. What they score is no matter of these tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from standoff.model import RELATIONS, UPOS, XPOS, Span, StandoffError
from standoff.read.acts import ACTS
from standoff.read.coreference import FORMS, KINDS
from standoff.read.deeds import FACTUALITY
from standoff.read.inventory import DEED_PARTS
from standoff.read.names import TYPES
from standoff.read.network import Network, default_network
from standoff.read.windows import MAX_PIECES, Scheme, Window, windows

TEXT = "“We go,” said Ana Lund. She denied that the boats had left Orlan."


@pytest.fixture(scope="module")
def network() -> Network:
    return default_network()


@pytest.fixture(scope="module")
def window() -> Window:
    return windows(TEXT, [Span(0, len(TEXT))])[0]


def test_every_head_scores_every_word(network: Network, window: Window) -> None:
    states = network.words(window)
    count = len(window.words)
    assert states.shape == (count, 384)
    assert np.isfinite(states).all()
    wide = {"sentences": 2, "names": 2 * len(TYPES) + 1, "cues": 3, "labels": 3, "mentions": 1 + len(FORMS) + len(KINDS)}
    wide |= {"tags": len(UPOS) + len(XPOS), "deeds": FACTUALITY + 1}
    assert {name: scores.shape for name, scores in network.tags(states).items()} == {name: (count, n) for name, n in wide.items()}
    assert network.arcs(states).shape == (count, count)
    assert network.relations(states, np.zeros(count, dtype=np.int64)).shape == (count, len(RELATIONS))
    assert network.parts(states, [2, 3]).shape == (2, count, len(DEED_PARTS))
    assert len(network.parts(states, [])) == 0
    assert network.arguments(states, [0, 5]).shape == (2, count, 5)
    assert network.acts(states, [0, 5], np.zeros((2, 2, count), dtype=np.float32)).shape == (2, len(ACTS))


def test_the_scores_of_a_cue_do_not_depend_on_the_others(network: Network, window: Window) -> None:
    states = network.words(window)
    together = network.arguments(states, [1, 5, 10])
    assert all(np.allclose(network.arguments(states, [a])[0], row, atol=1e-4) for a, row in zip([1, 5, 10], together, strict=True))


def test_the_schemes_read_differently(network: Network, window: Window) -> None:
    by_guide, by_polnear = (network.tags(network.words(window, scheme))["cues"] for scheme in (Scheme.GUIDE, Scheme.POLNEAR))
    assert not np.allclose(by_guide, by_polnear, atol=1e-2)


def test_the_same_window_gives_the_same_states(network: Network, window: Window) -> None:
    first = network.words(window)
    network.words(windows("Nobody sleeps. " * 30, [Span(0, 450)])[0])
    assert np.array_equal(network.words(window), first)


def test_one_word_and_a_full_window_pass(network: Network) -> None:
    for text in ("x", "word " * (MAX_PIECES - 2)):
        (only,) = windows(text, [Span(0, len(text))])
        assert network.words(only).shape == (len(only.words), 384)


def test_the_transitions_of_the_arguments(network: Network) -> None:
    moves, first = network.transitions
    assert moves.shape == (5, 5)
    assert first.shape == (5,)


def test_the_card_holds_the_settings_of_the_decoders(network: Network) -> None:
    assert {"cue_bias", "polnear_bias"} <= set(network.card["settings"])


def test_a_missing_part_is_an_error_that_says_which(tmp_path: Path) -> None:
    with pytest.raises(StandoffError, match="'encoder'") as caught:
        _ = Network(tmp_path).session("encoder")
    assert caught.value.hint


def test_a_broken_part_is_an_error_that_says_which(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"not a graph")
    with pytest.raises(StandoffError, match="'encoder'"):
        _ = Network(tmp_path).session("encoder")


def test_the_hash_is_that_of_the_files_and_their_names(tmp_path: Path) -> None:
    def made(folder: str, name: str, data: bytes) -> str:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(data)
        (tmp_path / folder / "card.json").write_text(folder, encoding="utf-8")
        return Network(tmp_path / folder).hash

    first = made("a", "encoder.onnx", b"1")
    assert made("b", "encoder.onnx", b"1") == first
    assert len({first, made("c", "encoder.onnx", b"2"), made("d", "names.onnx", b"1")}) == 3


def test_the_inference_library_may_report_nothing() -> None:
    code = "import os; os.environ.pop('ORT_DISABLE_TELEMETRY', None); import standoff.read.network"
    code += "; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "1"
