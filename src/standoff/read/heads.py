"""What a phrase describes, by its head: a body ("the ministry") or persons ("a police spokesman"), one or several."""

from __future__ import annotations

import re

from standoff.model import MentionType

from .lexicon import lemma

BODY = re.compile(
    r"\b(?:ministry|government|army|military|agency|group|party|council|court|police|department|office|committee|company|union|embassy|parliament"
    r"|administration|organi[sz]ation|report|newspaper|network|channel|clinic|hospital|bank|firm|paper|poll|survey|statement|university|school|church"
    r"|charity|regulator|watchdog|tribunal|commission|board|bureau|institute|foundation|federation|association|alliance|coalition|movement|assembly"
    r"|senate|congress|mission|command|forces?|unit|team|kingdom|regime|state|country|nation|study|website|magazine|campaign|delegation"
    r"|authorit(?:y|ies)|palace|secretariat|league|media|leadership|presidency|prosecution|defen[cs]e|opposition|cabinet|club|fund|house)\b",
    re.IGNORECASE,
)
# What ends the head of a phrase: a preposition, a relative clause, an apposition, a participle after the noun.
_HEAD_PHRASE = re.compile(
    r",|\(|\s(?=(?:of|for|in|at|on|from|by|with|to|near|that|which|who|whose|carried|conducted|published|released|posted|based|led|run|owned)\b)",
    re.IGNORECASE,
)


def kind_of(words: str) -> MentionType:
    """The type of a nominal source: "the police" is a body, "a police spokesman" and "government officials" are persons."""
    head = _HEAD_PHRASE.split(words, maxsplit=1)[0]
    found = list(BODY.finditer(head))
    return "organisation" if found and not re.search(r"\w", head[found[-1].end() :]) else "person"


def plural(words: str) -> bool:
    """Whether a nominal means several: "two of the marchers", "people on the quay"."""
    last = re.findall(r"[^\W\d_]+", _HEAD_PHRASE.split(words, maxsplit=1)[0].casefold())[-1:]
    return bool(last) and (last[0] == "people" or lemma(last[0], "noun") != last[0])
