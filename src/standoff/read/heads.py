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
    r"|authorit(?:y|ies)|palace|secretariat|league|media|leadership|presidency|prosecution|defen[cs]e|opposition|cabinet|club|fund|house"
    # documents speak for nobody with a gender
    r"|summary|memos?|memorandum|letters?|e-?mails?|documents?|filings?|records?|transcripts?|tweets?|posts?|book|article|editorial|complaint"
    r"|indictment|lawsuit|ruling|order|resolution|video|data|figures|budget|proposal|plan|bill|analysis|assessment|estimates?|audit|review|rule"
    r"|guidelines|treaty|agreement|reports|polls|studies|statements|documentary|footprint|account)\b",
    re.IGNORECASE,
)
# What ends the head of a phrase: a preposition, a relative clause, an apposition, a participle after the noun.
_HEAD_PHRASE = re.compile(
    r",|\(|\s(?=(?:of|for|in|at|on|from|by|with|to|near|that|which|who|whose|carried|conducted|published|released|posted|based|led|run|owned)\b)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:(?:the|these|those|all|some|at least)\s)?(?:two|three|four|five|six|seven|eight|nine|ten|both|several|many"
    r"|most|few|others|a few|dozens|scores|hundreds|thousands)\b(?!-)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|as well as)\s", re.IGNORECASE)


def kind_of(words: str) -> MentionType:
    """The type of a nominal source: "the police" is a body, "a police spokesman" and "government officials" are persons."""
    head = _HEAD_PHRASE.split(words, maxsplit=1)[0]
    found = list(BODY.finditer(head))
    return "organisation" if found and not re.search(r"\w", head[found[-1].end() :]) else "person"


def plural(words: str) -> bool:
    """Whether a nominal means several: "two of the marchers", "people on the quay"."""
    last = re.findall(r"[^\W\d_]+", _HEAD_PHRASE.split(words, maxsplit=1)[0].casefold())[-1:]
    return bool(last) and (last[0] == "people" or lemma(last[0], "noun") != last[0])


def several(words: str) -> bool:
    """Whether a source means more than one: a plural, a number or quantity of them, or two joined ("Hale and her lawyer")."""
    return bool(_SEVERAL.match(words)) or plural(words) or bool(_JOINED.search(_HEAD_PHRASE.split(words, maxsplit=1)[0]))
