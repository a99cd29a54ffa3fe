"""The tables behind linking, read once from the readable files beside this module.

countries.tsv covers every member of the United Nations, its observers, and the territories and disputed states that news
reports speak of; titles.tsv the forms of address; nicknames.tsv given names that stand for one another; nouns.tsv the
head nouns that say what kind of actor a phrase means; bodies.tsv international bodies, agencies and news media.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from ..model import ActorKind
from .fold import fold

CountryForm = Literal["name", "adjective", "people", "capital", "seat"]
TitleClass = Literal["honorific", "academic", "military", "police", "political", "royal", "noble", "religious", "legal"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: `code` is ISO 3166 alpha-2, or X- with two letters where ISO has none."""

    code: str
    status: str
    name: str
    official: str
    also: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def government(self) -> str:
        """What its government is called here: "Danish government"."""
        return f"{self.adjectives[0]} government"

    def forms(self) -> Iterator[tuple[str, CountryForm]]:
        """Every form with what it is, names first."""
        yield from ((x, "name") for x in (self.name, self.official, *self.also))
        yield from ((x, "adjective") for x in self.adjectives)
        yield from ((x, "people") for x in self.people)
        yield from ((x, "capital") for x in self.capitals)
        yield from ((x, "seat") for x in self.seats)


@dataclass(frozen=True, slots=True)
class Title:
    """A form of address: what it is short for, its class, and the gender it tells ("m", "f" or "")."""

    form: str
    title: str
    kind: TitleClass
    gender: str

    @property
    def office(self) -> bool:
        """Whether it tells a public role, as Senator does and Mr. does not."""
        return self.kind not in ("honorific", "academic")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that reports name without saying what it is: an agency, a medium, a movement."""

    name: str
    kind: ActorKind
    country: str | None
    also: tuple[str, ...]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this module, by the names in its first line."""
    lines = [x for x in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def _cell(text: str) -> tuple[str, ...]:
    return tuple(x for x in text.split(";") if x)


@cache
def countries() -> dict[str, Country]:
    """All countries by code."""
    return {
        r["code"]: Country(
            r["code"],
            r["status"],
            r["name"],
            r["official"],
            _cell(r["also"]),
            _cell(r["adjectives"]),
            _cell(r["people"]),
            _cell(r["capital"]),
            _cell(r["seats"]),
        )
        for r in rows("countries.tsv")
    }


@cache
def _country_forms() -> dict[str, tuple[tuple[str, CountryForm, bool], ...]]:
    found: dict[str, list[tuple[str, CountryForm, bool]]] = {}
    for country in countries().values():
        for text, form in country.forms():
            entry = (country.code, form, text.isupper())
            bucket = found.setdefault(fold(text), [])
            if entry not in bucket:
                bucket.append(entry)
    return {k: tuple(v) for k, v in found.items()}


def country_forms(text: str) -> tuple[tuple[str, CountryForm], ...]:
    """The countries that a text is a form of, with what it is to each: "Danish" -> (("DK", "adjective"),).

    Two countries may share a form ("Congolese"). A form in capitals (US, UAE) needs its capitals; every other needs one.
    """
    hits = () if text.islower() else _country_forms().get(fold(text), ())
    if not hits:
        return ()
    letters = "".join(c for c in text.strip().removeprefix("the ").removeprefix("The ").split("'")[0] if c.isalpha())
    if not any(c.isupper() for c in letters):
        return ()
    return tuple(dict.fromkeys((code, form) for code, form, caps in hits if not caps or letters.isupper()))


@cache
def titles() -> dict[str, Title]:
    """All titles by folded form."""
    return {fold(r["form"]): Title(r["form"], r["title"], _title_class(r["class"]), r["gender"]) for r in rows("titles.tsv")}


def _title_class(text: str) -> TitleClass:
    if text not in get_args(TitleClass):
        raise ValueError(f"titles.tsv: {text!r} is no class of title.")
    return text  # type: ignore[return-value]


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """For each folded given name, the names it may stand for or be stood for by, itself included."""
    groups: dict[str, set[str]] = {}
    for row in rows("nicknames.tsv"):
        forms = {fold(row["name"]), *(fold(x) for x in _cell(row["forms"]))}
        for name in forms:
            groups.setdefault(name, set()).update(forms)
    return {k: frozenset(v) for k, v in groups.items()}


@cache
def nouns() -> dict[str, frozenset[str]]:
    """The head nouns by class: office, person, people, government, ministry, armed force, organisation, media, document ..."""
    lines = files(__package__).joinpath("nouns.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {kind: frozenset(fold(x) for x in _cell(words)) for kind, words in pairs}


@cache
def bodies() -> dict[str, Body]:
    """The bodies of bodies.tsv by every folded form."""
    found: dict[str, Body] = {}
    for row in rows("bodies.tsv"):
        kind = row["kind"]
        if kind not in get_args(ActorKind):
            raise ValueError(f"bodies.tsv: {kind!r} is no kind of actor.")
        body = Body(row["name"], kind, row["country"] or None, _cell(row["also"]))  # type: ignore[arg-type]
        for text in (body.name, *body.also):
            found.setdefault(fold(text), body)
    return found
