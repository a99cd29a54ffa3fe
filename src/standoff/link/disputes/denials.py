"""Explicit denials: which statements deny something, and what. One report at a time; targets come later.

Four ways in English news: a verb of denial ("denied that …", "denied killing …", "denied any part in …"); a verb that
rejects a claim noun ("rejected the accusation", "dismissed reports that …"); a verdict on a claim or on what carries
it ("the report was false", "called the claims baseless"); and the lack of proof ("there is no evidence that …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..passages import Passage
from ..similarity import Bag, bag, fold
from ..words import any_of, words

Form = Literal["clause", "deed", "part", "claim", "verdict", "no proof", "negated"]

_FLAGS = re.I | re.S
_DENY = re.compile(rf"\b{any_of('deny')}\b", _FLAGS)
_DISMISS = re.compile(rf"\b{any_of('dismiss')}\b", _FLAGS)
_CALL = re.compile(rf"\b{any_of('call')}\b", _FLAGS)
_UNDONE = re.compile(
    r"\b(?:not|never|nor|neither|without|cannot|no one|nobody|refus\w+|declin\w+|confirm(?:ed)? (?:n)?or|fail\w* to|if|whether"
    r"|would|should|must|could)\b"
    r"(?:\W+\w+){0,2}\W*$|n['’]t(?:\W+\w+){0,2}\W*$|\b(?:to|does|did|do|will|can|may|might|why)(?:\W+\w+ly)?\W*$",
    _FLAGS,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)(?:\W+\w+ly)?\W*$", _FLAGS)
_LEAD = r"[\s\"'“”‘’,:]*"
_DET = (
    r"(?:(?:the|this|that|these|those|such|any|all|some|its|his|her|their|our|what|other|earlier|recent|latest|fresh|new|media|press|news|"
    r"western|foreign|widespread|repeated|growing|persistent|so-called|\w+ed|\w+['’]s?|[A-Z][\w-]+)\W+){0,4}"
)
_CLAIM_NP = re.compile(rf"^{_LEAD}(?:as\s+)?(?P<det>{_DET})(?P<noun>{any_of('claim')})\b(?!['’]s)(?P<rest>.*)$", _FLAGS)
_ACCUSATION = re.compile(rf"\b{any_of('accusation')}\b", _FLAGS)
_PART_NP = re.compile(
    rf"^{_LEAD}(?:that\s+)?(?:(?:he|she|it|they)\s+(?:had|has|have|was|were|is|are)\s+)?(?:having\s+)?(?:(?:any|all|the|his|her|its|their|had|having|of|such|"
    rf"personal|direct|involved|\w+(?:al|ct|ous|ive))\s+){{0,4}}{any_of('part')}\b(?P<rest>.*)$",
    _FLAGS,
)
_CONCEDES = re.compile(r"(?:acknowledg|admi[t]|conced|confess|agree|declin|refus)\w*", _FLAGS)
_TOLD = re.compile(r"\b(?:told|said|says|tells|asked|reported)\b", _FLAGS)
_NOTHING = re.compile(
    r"^(?P<subject>.{0,70}?)\b(?:nothing to do with|no (?:role|part|hand|involvement|knowledge|connection|links?|ties) (?:in|with|of|to))\b"
    r"(?P<rest>.*)$",
    _FLAGS,
)
_ADDED = re.compile(
    r",\s+(?:saying|adding|calling|insisting|claiming|arguing|blaming|noting|describing|and (?:said|called|insisted))\b|[,.!?][\"”’]+\s",
    _FLAGS,
)
_PLAN = frozenset("idea notion suggestion talk theory criticism speculation version".split())  # of a plan, unless "that" follows
_GERUND = re.compile(rf"^{_LEAD}(?:\w+ly\s+|ever\s+|having\s+|being\s+)?(?P<verb>\w{{2,}}ing)\b", _FLAGS)
_NOT_GERUND = frozenset("anything something nothing everything king ring thing during wing spring morning evening building meeting".split())
_OWN = re.compile(
    rf"^{_LEAD}(?:that\s+)?(?:he|she|it|they|we|i|its|his|her|their|our|my|[A-Z][\w.’'-]*\s+(?:himself|herself|itself))\b", _FLAGS
)
_JUDGING = any_of("verdict", "scorn")
_PREDICATE = re.compile(
    rf"^(?P<subject>.*?)\b(?:is|was|are|were|be|been|being|['’]s|['’]re)\s+(?P<mid>(?:(?!(?:not|never|is|are|was|were)\b)[\w-]+,?\s+|[\"'“‘]){{0,3}}?)[\"'“‘]?"
    rf"(?P<verdict>{_JUDGING})\b(?=\W*$|[\"'”’.,;:]|\s+(?:by|and|or|but|because|as|meant|designed|aimed|intended|that|to|spread|from)\b)",
    _FLAGS,
)
_CALLED = re.compile(
    rf"^(?P<subject>.*?)(?:\bas\s+)?(?:an?\s+|part of\s+(?:an?\s+)?)?[\"'“‘](?:[\w-]+,?\s+){{0,4}}?(?P<verdict>{_JUDGING})\b"
    rf"|^(?P<subject2>.*?)\b(?:as\s+|part of\s+)?(?:an?\s+)?(?:\w+ly\s+)?(?P<verdict2>{_JUDGING})\b"
    r"[\s\"'”’.,!]*(?:$|\b(?:by|and|or|that|meant|aimed|designed|spread)\b)",
    _FLAGS,
)
_FIRST_PERSON = re.compile(rf"\b(?:I|we)\s+(?:\w+ly\s+|do\s+)?(?:reject|dispute|dismiss|{any_of('deny')})\b", _FLAGS)
_VERDICT = re.compile(rf"\b{any_of('verdict')}\b", _FLAGS)
_JUDGED = re.compile(rf"\b{_JUDGING}\b", _FLAGS)
_NO_PROOF = re.compile(
    rf"\b(?:no|not enough|insufficient|lack of|not any|not a shred of)\s+(?:\w+\s+){{0,2}}{any_of('inability')}"
    r"\s+(?:that|to suggest that|to show that|to suggest|to show)\s+(?P<rest>.*)$",
    _FLAGS,
)
_NEGATED = re.compile(
    r"^(?P<subject>\W*(?:[\w’'.-]+[^\w’'.-]+){1,9}?)(?:(?:did|do|does|was|were|is|are|has|have|had|would|will|could|can)"
    r"\s*(?:not|never|n['’]t)|cannot|never|no longer)\b(?P<rest>.*)$",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that denies something. `passage` is its place among the passages of the case.

    `denied` is the bag of what is denied, less the words that only say that it is denied; empty for "rejected the
    claim". `own` tells that the denier is the one who would have done it ("denied killing …"). `accusation` tells that
    the words call the target an accusation, `whose` what stands before the claim `noun` ("the ministry's claims"). `weight`
    (0 to 1) says how sure the words are to deny at all.
    """

    passage: int
    form: Form
    denied: Bag
    words: str
    own: bool
    accusation: bool
    weight: float
    whose: str = ""
    noun: str = ""


def denial(passage: Passage, i: int) -> Denial | None:
    """The denial that a statement makes, or None where it makes none that can be told."""
    statement = passage.statement
    if statement is None or statement.cue is None or (statement.source is None and not passage.holders):
        return None
    text = passage.report.text
    before, cue = text[max(0, statement.cue.start - 60) : statement.cue.start], text[statement.cue.start : statement.cue.end + 14]
    said = passage.text
    if _DENY.match(cue):
        return None if _UNDONE.search(_clause(before)) or _PASSIVE.search(before) or _withholds(said) else _denied(i, said, 1.0)
    named = _CLAIM_NP.match(said)
    if named and fold(named["noun"]) in _PLAN and not re.match(r"\s+that\b", named["rest"]):
        named = None
    if _DISMISS.match(cue) and named and not _UNDONE.search(_clause(before)):
        return _claim(i, named, 0.95)
    if _CALL.match(cue):
        bridge = text[statement.cue.end : statement.content[0].start] if statement.content[0].start > statement.cue.end else ""
        return _verdict(i, bridge[:120] + said, _CALLED, 0.9)
    own_words = _FIRST_PERSON.search(said)
    if own_words and not _UNDONE.search(_clause(said[: own_words.start()])):
        rest = said[own_words.end() :]
        named = _CLAIM_NP.match(rest)
        if named or _DENY.search(own_words.group()):
            return _claim(i, named, 0.85) if named else _denied(i, rest, 0.85)
    if said.startswith("to ") or _CONCEDES.match(cue):
        return None
    negated = _NEGATED.match(said) if passage.negated else None
    if not negated and _JUDGED.search(said) and (found := _verdict(i, said, _PREDICATE, 0.9)):
        return found
    if lacking := _NO_PROOF.search(said):
        return _make(i, "no proof", lacking["rest"], own=False, weight=0.8)
    nothing = _NOTHING.match(said)
    if nothing and not _TOLD.search(nothing["subject"]):
        return _make(i, "part", nothing["subject"] + " " + nothing["rest"], own=bool(_OWN.match(said)), weight=0.85)
    if statement.act != "deny" and (statement.act not in ("assert", "opine") or not negated):
        return None
    if negated:
        what = negated["subject"] + " " + _first_clause(negated["rest"])
        made = _make(i, "negated", what, own=bool(_OWN.match(said)), weight=0.8 if statement.act == "deny" else 0.6)
        return made if len(made.denied.stems) > 1 else None
    return _denied(i, said, 0.7)


def _denied(i: int, said: str, weight: float) -> Denial | None:
    said = _ADDED.split(said)[0]
    if {fold(w) for w in re.findall(r"\w+", said)} <= words("vague"):
        return Denial(i, "claim", bag(""), "", False, False, weight)
    if named := _CLAIM_NP.match(said):
        return _claim(i, named, weight)
    if part := _PART_NP.match(said):
        return _make(i, "part", part["rest"], own=True, weight=weight)
    gerund = _GERUND.match(said)
    if gerund and gerund["verb"].lower() not in _NOT_GERUND:
        return _make(i, "deed", said, own=True, weight=weight)
    return _make(i, "clause", said, own=bool(_OWN.match(said)), weight=weight)


def _claim(i: int, named: re.Match[str], weight: float) -> Denial:
    """The object is a claim noun: what it says follows it ("allegations that …"), or stands somewhere before it."""
    accusation = bool(_ACCUSATION.fullmatch(named["noun"]))
    rest = re.sub(rf"[\"'“‘]?\b(?:as\s+)?(?:an?\s+)?(?:part of.*|{any_of('verdict')}\b.*)$", "", named["rest"], flags=_FLAGS)
    complement = re.match(r"^\W*(?:that|of|about|linking|tying|suggesting|claiming|saying|by \w+ that|:)\b\s*(?P<what>.+)$", rest, _FLAGS)
    clause = re.match(r"^\s+(?P<what>(?:the|he|she|it|they|[A-Z])\b.+)$", rest, re.S)
    found = complement or clause
    if found is None:
        return Denial(i, "claim", bag(""), "", False, accusation, weight, named["det"], fold(named["noun"]))
    made = _make(i, "clause", found["what"], own=bool(_OWN.match(found["what"]) or _GERUND.match(found["what"])), weight=weight)
    return Denial(i, made.form, made.denied, made.words, made.own, accusation, weight)


def _verdict(i: int, said: str, pattern: re.Pattern[str], weight: float) -> Denial | None:
    found = pattern.match(said)
    if found is None:
        return None
    groups = found.groupdict()
    subject, verdict = groups["subject"] or groups.get("subject2") or "", groups["verdict"] or groups.get("verdict2") or ""
    lifted = re.search(r"\b(?:not|never)\b|n['’]t\b", said[len(subject) : found.end()])  # "is not false" affirms
    if len(subject.split()) > 25 or (lifted and not verdict.lower().startswith("no")):
        return None
    if re.search(r"\b(?:you|I|we|he|she|they)\b", subject):
        return None
    named = _CLAIM_NP.match(subject)
    firm = bool(_VERDICT.fullmatch(verdict))
    bare = {fold(w) for w in re.findall(r"\w+", subject)}
    if named:
        return _claim(i, named, weight)
    if bare <= words("vague") | {"as", "has", "been", "said"}:
        return Denial(i, "claim", bag(""), "", False, False, weight - 0.1) if firm or _VERDICT.search(said) else None
    return _make(i, "verdict", subject, own=False, weight=weight - 0.1) if firm else None


def _make(i: int, form: Form, what: str, *, own: bool, weight: float) -> Denial:
    plain = re.sub(
        rf"\b(?:{any_of('claim')}|{any_of('verdict')}|any|ever|alleged|allegedly|so-called|purported|reported|reportedly)\b",
        " ",
        what,
        flags=_FLAGS,
    )
    found = bag(plain)
    return Denial(i, form, found, what.strip(), own, False, weight)


def _clause(before: str) -> str:
    """What stands before the cue in its own clause."""
    return re.split(r"[.;:!?\n]|,\s", before)[-1]


def _first_clause(text: str) -> str:
    """A text up to its first break."""
    return re.split(r"[.;:!?]|,\s|\b(?:but|because|although|while)\b", text, maxsplit=1)[0]


def _withholds(said: str) -> bool:
    """Whether "denied" means that something was kept from somebody ("denied them access")."""
    opening = re.findall(r"[\w’'-]+", said)[:7]
    stop = next(
        (k for k, w in enumerate(opening) if w.lower() in {"that", "of", "to", "by", "in"} or w.lower().endswith("ing")), len(opening)
    )
    return any(w.lower() in words("withheld") for w in opening[:stop])
