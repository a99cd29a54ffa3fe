"""Keys of actors that are no persons: governments, ministries, forces, parties, media, and descriptions.

Two designations with one key are one actor. A government's key is its country, an institution's its country and content
words, a body's its entry in bodies.tsv, a description's its folded wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..model import ActorKind, MentionType
from .fold import fold
from .phrases import Phrase, kind_of_head, take_apart
from .tables import bodies, countries, country_forms, nouns

Sort = Literal["person", "government", "body", "institution", "description"]
_SAME = {
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "tv": "television",
    "leadership": "leaders",
}
_STOP = frozenset("the a an of for and in on to at de la el".split())
_FIRM = frozenset("corp corporation inc ltd llc plc co ag sa gmbh company".split())
_FORCES = frozenset("forces troops army military".split())
_REBELS = frozenset("rebel rebels forces fighters troops groups factions".split())
_OPPOSING = frozenset("opposition groups factions".split())
_MINISTRY = frozenset("ministry department office directorate secretariat".split())


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes two designations one actor. `country` is a code or "", `words` sorted content words, `scope` a report's id
    where the actor is only known inside that report ("a Danish official")."""

    sort: Sort
    country: str = ""
    words: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A designation resolved by its wording alone: the key, a name for its row, its kind, and the head that it goes by later."""

    key: Key
    name: str
    kind: ActorKind
    head: str


def government(code: str, head: str = "government") -> Named:
    """The government of a country; `head` is the noun that the text had for it ("regime"), "seat" for a palace."""
    return Named(Key("government", code), countries()[code].government, "government", head)


def content_words(phrase: Phrase) -> tuple[str, ...]:
    """The words that tell one institution from another, country and articles aside."""
    rest = [] if not phrase.complement else re.findall(r"[^\W_]+", fold(phrase.complement))
    codes = set(phrase.country)
    if codes and phrase.complement.lower().startswith("of "):
        named = {w for code in codes for text, _ in countries()[code].forms() for w in fold(text).split()}
        rest = [w for w in rest if w not in named]
    words = {_SAME.get(w, w) for part in (*phrase.words, phrase.head, *rest) for w in part.split()} - _STOP
    if {"armed", "forces"} <= words:
        words = words - {"armed", "forces"} | {"military"}
    if (
        codes and words - {"government", "regime"} and words <= {*_FORCES, "government", "regime"}
    ):  # "Danish troops", "the Danish army", "Danish government forces": those of the state
        words = {"military"}
    if "rebel" in words and words <= _REBELS:
        words = {"rebels"}
    if "opposition" in words and words <= _OPPOSING:
        words = {"opposition"}
    words = {"ministry" if w in _MINISTRY and phrase.head in _MINISTRY else w for w in words}
    return tuple(sorted(words - _FIRM or words))


def _pick(codes: tuple[str, ...], near: dict[str, int]) -> str:
    """Of the countries that share a form, the one that the report names most; the first where there is but one."""
    if len(codes) == 1:
        return codes[0]
    best = sorted(codes, key=lambda c: (-near.get(c, 0), c))
    return best[0] if near.get(best[0], 0) > near.get(best[1], 0) else ""


def by_table(text: str, near: dict[str, int]) -> Named | None:
    """A country, capital, people or seat as its government, or a body of bodies.tsv. `near` counts the report's countries."""
    text = re.sub(r"\s*\([A-Z][A-Z.]+\)$", "", text)
    forms = country_forms(text)
    codes = tuple(dict.fromkeys(code for code, form in forms if form != "adjective"))
    if not codes:
        codes = tuple(dict.fromkeys(code for code, _ in forms))
    body = bodies().get(fold(text))
    if body and not codes and _caps_agree(text, body.name, body.also):
        return Named(Key("body", body.country or "", (fold(body.name),)), body.name, body.kind, fold(body.name).split()[-1])
    code = _pick(codes, near) if codes else ""
    return government(code, "seat" if any(form == "seat" for _, form in forms) else "government") if code else None


def _caps_agree(text: str, name: str, also: tuple[str, ...]) -> bool:
    """An acronym of the table needs its capitals in the text ("WHO", not "who"); a name needs one."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE).removesuffix("'s").removesuffix("\u2019s")
    letters = "".join(c for c in bare if c.isalpha())
    spelled = [x for x in (name, *also) if fold(x) == fold(text)]
    if any(x.replace(".", "").isupper() for x in spelled):
        return letters.isupper()
    return letters[:1].isupper() or any(x[0].islower() for x in spelled)


def institution(text: str, near: dict[str, int], type: MentionType | None = None) -> Named | None:
    """A government, ministry, force or organisation that the wording itself identifies; None for bare or indefinite ones."""
    phrase = take_apart(text)
    sort = kind_of_head(phrase.head)
    code = _pick(phrase.country, near) if phrase.country else ""
    if sort == "government" and code and (not phrase.words or phrase.head == "government"):
        extra = set(phrase.words) - {
            "federal",
            "central",
            "national",
            "socialist",
            "communist",
            "conservative",
            "current",
            "new",
            "military",
        }
        if not extra and phrase.determiner != "a":
            return government(code, phrase.head)
    body = by_table(text, near) if not phrase.determiner or phrase.determiner == "the" else None
    if body:
        return body
    words = content_words(phrase)
    if sort in ("ministry", "armed force", "organisation", "media", "government") and phrase.determiner != "a":
        named = bool(phrase.words or phrase.complement) and any(w[0].isupper() for w in _plain(text))
        if code or named:
            proper = sort == "government" and len(phrase.words) > 1  # "Energy Information Administration"
            kind: ActorKind = "organisation" if sort == "ministry" or proper else sort  # type: ignore[assignment]
            return Named(Key("institution", code, words), display(text), kind, phrase.head)
    if sort == "people" and code and phrase.determiner in ("", "the") and not phrase.complement:
        return Named(Key("institution", code, words), display(text), "group", phrase.head)
    if type in ("organisation", "group") and sort in (None, "people"):
        kind = "group" if type == "group" else "organisation"
        return Named(Key("institution", code, words), display(text), kind, phrase.head)
    return None


def _plain(text: str) -> list[str]:
    words = re.findall(r"[^\W_][\w.'\u2019-]*", text)
    return [w for k, w in enumerate(words) if not country_forms(w) and not (k == 0 and w.lower() in ("the", "a", "an"))]


def display(text: str) -> str:
    """A designation as the name of a row: without leading article and trailing possessive."""
    bare = re.sub(r"^(?:the|a|an)\s+(?=\S)", "", " ".join(text.split()).strip(" ,"), flags=re.IGNORECASE)
    return re.sub(r"(?:'s|\u2019s|(?<=s)['\u2019])$", "", bare)


def description(text: str, report: str) -> Named:
    """A source that nobody is named in: "Danish officials" is one over the case, "a Danish official" one of its report."""
    phrase = take_apart(text)
    sort = kind_of_head(phrase.head)
    single = sort in ("office", "person") and not phrase.head.endswith("s")
    bare = not phrase.words and not phrase.country and not phrase.complement and not phrase.owner
    scope = report if single or bare or phrase.determiner not in ("", "the", "a") else ""
    kind: ActorKind = "person" if single else "group"
    if sort in ("government", "armed force", "organisation", "media"):
        kind = sort  # type: ignore[assignment]
    elif sort == "ministry":
        kind = "organisation"
    words = tuple(fold(text).split()) or ("unnamed",)
    if phrase.head in nouns()["document"]:
        kind = "media"
    return Named(Key("description", "", words, scope), " ".join(text.split()).strip(" ,"), kind, phrase.head)
