"""The usual names of news houses, so that "CNN (Web News)", "cnn.com" and "CNN" are one, and "AP" is the Associated Press."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..ingest import agencies
from .fold import fold
from .tables import bodies

_DRESS = frozenset("online web website digital edition".split())
_HOST = re.compile(r"(?:https?://)?(?:www\d?\.|m\.|edition\.)?([\w-]+)(?:\.(?:com|co|org|net|gov|ac))?\.[a-z]{2,6}/?")


@lru_cache(maxsize=4096)
def house(written: str) -> str:
    """The usual name of a house as written; where no table has it, the name without what catalogues and addresses add to it."""
    return known_house(written) or _bare(written)


@lru_cache(maxsize=4096)
def known_house(written: str) -> str | None:
    """The usual name of a house that is in the tables of agencies and media, else None."""
    bare = _bare(written)
    for form in dict.fromkeys((written.strip(), bare, bare.removesuffix(" News"))):
        if name := agencies.name(form):
            return name
        if name := _media().get(fold(form)):
            return name
    host = _HOST.fullmatch(written.strip())
    return _squeezed().get(host[1].replace("-", "").casefold()) if host else None


def _bare(written: str) -> str:
    """ "The Ilma Post (Web News)" -> "Ilma Post", "Fox Online News" -> "Fox News"."""
    bare = re.sub(r"\s*\([^)]*\)", "", written).split(" - ")[0].split(" | ")[0]
    words = [w for w in bare.split() if w.casefold() not in _DRESS]
    if len(words) > 1 and words[0].casefold() == "the":
        words = words[1:]
    return " ".join(words) or written.strip()


@cache
def _media() -> dict[str, str]:
    return {form: agencies.name(body.name) or body.name for form, body in bodies().items() if body.kind == "media"}


@cache
def _squeezed() -> dict[str, str]:
    """The media by their names written in one, as hosts are."""
    return {form.replace(" ", ""): name for form, name in sorted(_media().items(), reverse=True)}
