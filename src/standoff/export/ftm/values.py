"""Entities of FollowTheMoney as lines of JSON, with values that its library leaves as they are.

The library cleans what it reads: it composes characters (NFC), drops invisible ones, strips blanks and quotation marks, and refuses values
that are too long or of another type. Here that is done before, so that nothing changes or goes missing on the way; control characters,
direction overrides and lone surrogates are made visible first. Written against the model of followthemoney 4 (MIT licence).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from urllib.parse import unquote, urlparse

from ...model.visible import visible
from ..citations import web_address

_ACTOR = ("name", "alias", "weakAlias", "country", "summary", "notes", "proof")
_BACKING = ("proof", "publisher", "sourceUrl")
# The properties that are written, by schema. Versions of the library before 4 do not know `proof` of a link, and pass over it.
SCHEMATA: dict[str, tuple[str, ...]] = {
    "Article": ("title", "fileName", "publisher", "publishedAt", "sourceUrl", "language", "description", "notes", "bodyText"),
    "Person": (*_ACTOR, "position"),
    "Organization": _ACTOR,
    "PublicBody": _ACTOR,
    "LegalEntity": _ACTOR,
    "UnknownLink": ("subject", "object", "role", "status", "date", "summary", "description", "recordId", *_BACKING),
    "Event": (
        *("name", "date", "startDate", "endDate", "location", "country", "involved", "keywords", "summary", "description", "notes"),
        *("recordId", *_BACKING),
    ),
    "Note": ("summary", "description", "keywords", "entity", *_BACKING),
}
TYPES: dict[str, tuple[str, ...]] = {
    "name": ("name", "alias", "weakAlias"),
    "string": ("title", "fileName", "publisher", "position", "role", "status", "keywords", "recordId"),
    "text": ("summary", "description", "notes", "bodyText"),
    "date": ("publishedAt", "date", "startDate", "endDate"),
    "url": ("sourceUrl",),
    "address": ("location",),
    "country": ("country",),
    "language": ("language",),
    "entity": ("proof", "subject", "object", "involved", "entity"),
}
LONGEST = {"name": 384, "string": 1_024, "text": 65_000, "url": 4_096, "address": 250}

# Territories without a code in ISO 3166, as the library calls them. Those that it does not know have none.
_TERRITORIES = dict(
    pair.split(":")
    for pair in (
        "X-AB:ge-ab X-CR:ua-cri X-DN:ua-dpr X-KR:iq-kr X-LN:ua-lpr X-NC:cy-trnc X-NI:gb-nir X-NK:az-nk X-SC:gb-sct X-SL:so-som X-SO:x-so "
        "X-TB:cn-xz X-TR:md-pmr X-WA:gb-wls X-CH: X-CT: X-EN: X-GZ:"
    ).split()
)
_LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas "
        "fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor "
        "ky:kir lb:ltz lo:lao lt:lit lv:lav mk:mkd mn:mon ms:msa mt:mlt my:mya ne:nep nl:nld no:nor pl:pol ps:pus pt:por ro:ron "
        "ru:rus si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur uk:ukr ur:urd "
        "uz:uzb vi:vie zh:zho"
    ).split()
)
_ENDS = re.compile("\r\n|[\u2028\u2029]")
_BLANKS = re.compile("[\u0a00\u1680\u2000-\u200a\u202f\u205f\u3000]")
_JOINERS = re.compile("[\u061c\u200c-\u200f]")  # what `visible` leaves and the library drops
_QUOTES = ' "“”„«»'
_BREAKS = re.compile(r"\r\n|\n|<BR/>|<BR>|\t|ESQ\.,|ESQ,|;")
_COMMAS = re.compile(r",\s?[,.]")
_LABEL = re.compile(r"(?=.*[a-z0-9])[a-z0-9_-]{1,63}", re.I)
_DATE = re.compile(r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?")


def made_id(*parts: str) -> str:
    """The id of an entity, from what makes it what it is. Without a full stop, which parts an id from a signature."""
    return "standoff-" + sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def line(id: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> bytes:
    """An entity as a line of JSON: each value cleaned and once, what has none left out. Raises KeyError for one not in `SCHEMATA`."""
    found = {}
    for name, values in properties.items():
        kind = _TYPE_OF[schema, name]
        if kept := list(dict.fromkeys(value for given in values if given and (value := cleaned(kind, given)))):
            found[name] = kept
    return (json.dumps({"id": id, "schema": schema, "properties": found}, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def cleaned(kind: str, text: str) -> str | None:
    """A value of a type as the library keeps it; None or empty where it keeps nothing."""
    return _CLEAN[kind](text)


def text_parts(text: str) -> list[str]:
    """A text in parts that are short enough for one value, cut between lines or words where there are any."""
    parts, text = [], _shown(text)
    while len(text) > LONGEST["text"]:
        most = LONGEST["text"]
        cut = max(text.rfind("\n", 1, most), 0) or max(text.rfind(" ", 1, most), 0) or most
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text]


def _shown(text: str) -> str:
    text = visible(_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _JOINERS.sub("", _BLANKS.sub(" ", text))).strip()


def _cut(text: str, kind: str) -> str:
    most = LONGEST[kind]
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@lru_cache(maxsize=1 << 12)
def _string(text: str) -> str:
    return _cut(" ".join(_shown(text).split()), "string")


def _text(text: str) -> str:
    return _cut(_shown(text), "text")


def _name(text: str) -> str:
    text, before = " ".join(_shown(text).split()), ""
    while text != before:
        before, text = text, text.strip(_QUOTES)
        if len(text) > 1 and text[0] == text[-1] == "'":
            text = text[1:-1]
    return _cut(text, "name")


def _address(text: str) -> str:
    text, before = _shown(text), ""
    while text != before:
        before, text = text, " ".join(_COMMAS.sub(", ", _BREAKS.sub(", ", text)).split())
    return _cut(text, "address")


@lru_cache(maxsize=1 << 12)
def _url(text: str) -> str | None:
    """An http(s) address with a host that can be one; whoever is to log in there is left out."""
    address = web_address(text)
    try:
        parsed = urlparse(address or "")
        host, port = unquote(parsed.hostname or "").encode("idna").decode().rstrip("."), parsed.port
    except ValueError:
        return None
    labels = host.split(".")
    if not all(map(_LABEL.fullmatch, labels)) or (len(labels) > 1 and (len(labels[-1]) < 2 or labels[-1].isdigit())):
        return None
    place = f"{host}:{port}" if port else host
    found = parsed._replace(netloc=place, path=parsed.path or "/").geturl()
    return found if len(found) <= LONGEST["url"] else None


def _date(text: str) -> str | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None
    return text


def _country(code: str) -> str:
    return _TERRITORIES.get(code, code.lower())


_CLEAN: dict[str, Callable[[str], str | None]] = {
    "name": _name,
    "string": _string,
    "text": _text,
    "date": _date,
    "url": _url,
    "address": _address,
    "country": _country,
    "language": _LANGUAGES.get,
    "entity": str,
}
_TYPE_OF = {(schema, name): kind for schema, names in SCHEMATA.items() for kind, of in TYPES.items() for name in names if name in of}
