"""The colours of the stylesheet: legible on every ground in both schemes, accents told apart whatever the eye."""

from __future__ import annotations

import itertools
import math
import re
from importlib.resources import files

import pytest

CSS = files("standoff.web").joinpath("static", "standoff.css").read_text(encoding="utf-8")
ACCENTS = tuple(f"o{n}" for n in range(1, 9))
Colour = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1: how linear RGB looks to eyes that lack one kind of cone.
EYES: dict[str, tuple[Colour, Colour, Colour]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no middle": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no short": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def tokens(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root\s*{([^}]*)}", CSS)
    found = dict(re.findall(r"--(\w+):\s*(#[0-9a-f]{6})\b", blocks[0]))
    return found if scheme == "light" else found | dict(re.findall(r"--(\w+):\s*(#[0-9a-f]{6})\b", blocks[1]))


def linear(code: str) -> Colour:
    r, g, b = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return (_line(r), _line(g), _line(b))


def _line(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def contrast(one: str, two: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(code: str, eye: str) -> Colour:
    """The colour in Oklab (Ottosson 2020), as an eye sees it."""
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear(code), strict=True)))) for row in EYES[eye])
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "tint", "tint2", "mark"])
@pytest.mark.parametrize("text", ["ink", "ink2"])
def test_text_is_legible_on_every_ground(scheme: str, ground: str, text: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink3", "neg", *ACCENTS])
def test_grey_and_accents_are_legible_on_paper_and_paper_on_them(scheme: str, text: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours["paper"]) >= 4.5
    assert contrast(colours[text], colours["tint"]) >= (4.5 if text in ("ink3", "neg") else 3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_ring_stands_out(scheme: str) -> None:
    colours = tokens(scheme)
    assert all(contrast(colours["focus"], colours[ground]) >= 3 for ground in ("paper", "tint", "tint2", "mark"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_accents_are_told_apart(scheme: str, eye: str) -> None:
    colours = tokens(scheme)
    # 0.02 is just seen side by side. The nearest two are teal and blue to the eye without short cones; shape and pattern tell them too.
    near = min(itertools.combinations(ACCENTS, 2), key=lambda pair: math.dist(*(seen(colours[x], eye) for x in pair)))
    assert math.dist(*(seen(colours[x], eye) for x in near)) >= 0.05, near


def test_the_sheet_and_the_script_stay_small() -> None:
    static = files("standoff.web").joinpath("static")
    assert len(static.joinpath("standoff.css").read_bytes()) < 52_000
    assert len(static.joinpath("standoff.js").read_bytes()) < 16_000


def test_accents_stand_at_outlets_alone() -> None:
    used = re.findall(r"([^{}]+){[^{}]*var\(--o\d\)", CSS)
    assert used and all(re.fullmatch(r"\s*(?:/\*.*?\*/\s*)?\.o\d\s*", selector, re.S) for selector in used)
