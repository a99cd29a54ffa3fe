"""The wire agencies of the world, from `agencies.csv`: how reports write them, and what each is called."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def _names() -> dict[str, str]:
    """Every written form of an agency -> its name in full. Where two share an abbreviation the first in the table has it."""
    table = files(__package__).joinpath("agencies.csv").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for row in csv.DictReader(table.splitlines()):
        for form in (row["name"], *row["also"].split("|"), *row["short"].split("|")):
            if form:
                found.setdefault(form, row["name"])
                # Datelines and credits are often set in capitals.
                if len(form) > 3:
                    found.setdefault(form.upper(), row["name"])
    return found


@cache
def _pattern(also: tuple[str, ...]) -> re.Pattern[str]:
    """Any written form of an agency, or of the houses in `also`, the longest first, as a whole word."""
    forms = sorted({*_names(), *also}, key=lambda form: (-len(form), form))
    # The first characters are asked first: most words of a text begin with none of them.
    firsts = "".join(sorted({form[0] for form in forms}))
    return re.compile(rf"(?<![\w-])(?=[Tt]he |[{firsts}])(?:[Tt]he )?(?:" + "|".join(re.escape(form) for form in forms) + r")(?![\w-])")


MARK = "\ue000"  # stands for each character of a name in a masked text; private use, so that no text means it
NAME = rf"{MARK}+"  # what rules over a masked text write for "an agency"


def mask(text: str, also: tuple[str, ...] = ()) -> str:
    """The text with every agency, and every house in `also`, blotted out by `MARK`, offsets kept: rules then need no list of names."""
    return _pattern(also).sub(lambda m: MARK * len(m[0]), text)


def name(written: str) -> str | None:
    """The agency that a written form stands for, or None: "AP" and "the Associated Press" -> "Associated Press"."""
    bare = re.sub(r"^[Tt]he ", "", written.strip())
    return _names().get(bare) or _names().get(written.strip())


def named_in(text: str) -> list[str]:
    """The agencies that a text names, in order, each once."""
    found = (name(m[0]) for m in _pattern(()).finditer(text))
    return list(dict.fromkeys(n for n in found if n))
