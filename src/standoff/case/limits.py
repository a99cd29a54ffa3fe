"""What is known of the machine itself: its networks, how well it reads and on which texts that was measured, what it gets wrong."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NETWORKS = ("reader", "entailment")  # folders of `standoff.models`
_FIGURE = re.compile(r"(\w+) +(\d+\.\d+) \(P")


@dataclass(frozen=True, slots=True)
class DataSet:
    """What a network learned from, and the licence that its makers state."""

    name: str
    licence: str


@dataclass(frozen=True, slots=True)
class Network:
    """A network by its card: what it is for, how it is built, the hash over its files, what it learned from, its limits."""

    name: str
    purpose: str
    encoder: str
    hash: str
    data: tuple[DataSet, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: of which layer, in which unit, on which texts, and what it means in words.

    `beside` names what it is compared with and `compared` is that figure; `held_out` tells whether nothing was trained on the texts or
    tuned for them; `command` measures it again.
    """

    layer: str
    what: str
    value: float
    unit: str
    beside: str
    compared: float | None
    texts: str
    about: str
    held_out: bool
    means: str
    command: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that it does not do or gets wrong."""

    name: str
    text: str


@cache
def networks() -> tuple[Network, ...]:
    """The networks that ship with this version, the reader first."""
    return tuple(_network(_card(name)) for name in NETWORKS)


@cache
def measures() -> tuple[Measure, ...]:
    """The figures in the order of the layers; those that stand on a network's card are taken from it."""
    known = _known()
    sets = {s["id"]: s for s in known["sets"]}
    found = []
    for row in known["measures"]:
        of, beside = sets[row["set"]], row["beside"] or {"name": "", "value": None}
        value = _on_card(row["card"]) if row["card"] else row["value"]
        compared = (beside["name"], beside["value"], of["name"], of["about"], of["held_out"])
        found.append(Measure(row["layer"], row["what"], value, row["unit"], *compared, row["means"], of["command"]))
    return tuple(found)


@cache
def limits() -> tuple[Limit, ...]:
    """What it does not do and gets wrong, as docs/explanation/limits.md has it."""
    return tuple(Limit(row["name"], row["text"]) for row in _known()["limits"])


@cache
def _known() -> dict[str, Any]:
    return json.loads(files(__package__).joinpath("limits.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def _card(name: str) -> dict[str, Any]:
    return json.loads(files("standoff.models").joinpath(name, "card.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _network(card: dict[str, Any]) -> Network:
    data = tuple(DataSet(name, licence) for name, licence in card["data"])
    return Network(card["name"], card["purpose"], card["encoder"], card["hash"], data, tuple(card["limits"]))


def _on_card(path: list[str]) -> float:
    """A figure of a card. Raises KeyError when it does not have it."""
    name, *inside = path
    figures = _card(name)["figures"]
    if "output" in figures:
        # The card of the reader keeps the table that the benchmark printed: a level to a line, and F1 for each part.
        (key,) = inside
        return {f"{line.split()[0]} {part}": float(value) for line in figures["output"] for part, value in _FIGURE.findall(line)}[key]
    return float(figures[inside[0]][inside[1]])
