"""What a source does by a statement: the act of its cue in context, by section 2 of the reading guide.

The lexicon gives the act that a lemma usually performs. What stands around the cue decides where the lemma leaves it open
("called for", "called on", "called it"), a noun carries it ("issued a warning"), or the object of a rejection is a claim.
A neutral cue ("said", "wrote") leaves the act to the first clause of the content: an order, a vow, a charge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from standoff.model import Act, Span

from .lexicon import CueHead, cue_lexicon, heads_in, lemma
from .words import word_pairs

ACTS: tuple[Act, ...] = get_args(Act)
LEAD = 0.7  # probability; set on annotated reports and cases (`python -m benchmarks.acts`), where either way alone is right less often

# Cues that say only that something is said: the content tells what is done by it.
_NEUTRAL = set(
    "say tell write add tweet retweet post state note remark continue comment declare reply respond answer explain speak quote reiterate"
    " repeat  put_it go_on_to_say message statement observe announce email text remind suggest indicate claim assert report".replace(
        "_", " "
    ).split()
) | {"according to", "put it", "go on to say", "make clear", "make it clear"}
# Verbs that only carry a noun ("made the accusation", "issued a warning", "voiced support").
_LIGHT = set(
    "make issue give offer express voice deliver release send raise level repeat have show hear receive file launch reiterate bring"
    " put take renew signal".split()
)
_NEGATED = re.compile(r"\b(?:not|never|n['’]t|no longer|without)\b", re.I)
_CLAIM = (
    r"\b(?:claims?|allegations?|accusations?|charges?|assertions?|reports?|rumou?rs?|suggestions?|notion|idea that|involvement|knowledge"
    r"|responsibility|role in|wrongdoing|denials?)\b"
)
_FALSE = (
    r"\b(?:false|falsehoods?|untrue|not true|baseless|groundless|unfounded|fabricat\w+|fake|hoax|nonsense|lies?\b(?! (?:in|on|with))"
    r"|a lie|ludicrous|absurd|disinformation|misinformation)\b"
)
_SPEAKER = r"(?:I|we|he|she|they|it|our (?:country|government|people|forces|nation)|(?:his|her|their|its) (?:country|government|people))"
_START = r"^[\W_]*(?:(?:but|and|so|that|today|now|also|because|if \w+)\s+)*"


def _first(pattern: str) -> re.Pattern[str]:
    return re.compile(_START + pattern, re.I)


_DOER = (
    r"\b(?:forces?|troops|army|military|soldiers|regime|government|administration|agents?|officials?|police|rebels?|militants?|militias?"
    r"|opposition|protesters|fighters|gunmen|insurgents|separatists|terrorists|state|he|she|they)\b"
)
# A charge: somebody was behind a deed, or forces of somebody did violence.
_CHARGE = re.compile(
    r"\b(?:was|were|is|are|be|been) (?:behind|responsible for|to blame for|guilty of|complicit)\b|\borchestrat\w+|\bmastermind\w*"
    r"|" + _DOER + r"[^.?!;]{0,60}\b(?:killed|murdered|massacred|poisoned|tortured|kidnapped|abducted|executed|shelled|bombed|fired on"
    r"|opened fire|rigged|stole|plotted|carried out|staged)\b"
    r"|" + _DOER + r"[^.?!;]{0,60}\bused (?:\w+ ){0,3}(?:weapons|gas|torture|live ammunition|human shields)\b",
    re.I,
)

# What the content of a neutral cue does, first match first; each pattern is read against the content's first clauses.
_HINTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("deny", re.compile(_CLAIM + r"[^.?!]{0,60}\b(?:is|are|was|were)\b[^.?!]{0,20}" + _FALSE, re.I)),
    ("deny", re.compile(r"\b(?:is|are|was|were) (?:all |simply |just |completely |totally |entirely )?" + _FALSE, re.I)),
    ("deny", re.compile(r"\bnothing to do with\b|\b(?:not|never) (?:been )?involved\b|\bno (?:role|part|hand|involvement) in\b", re.I)),
    ("deny", re.compile(r"\b(?:no|not enough|insufficient) (?:plans?|knowledge|intention|evidence|proof)\b(?! (?:to|who|where))", re.I)),
    ("threaten", re.compile(r"\b(?:grave|severe|serious|dire|heavy|enormous|terrible) (?:consequences|punishment|price|cost)", re.I)),
    ("threaten", re.compile(r"\b(?:cross|constitute|be) a [“\"‘']?red line\b|\blast chance\b|\bretaliat\w+|\b(?:pay|face) (?:a|the)"
        r" (?:heavy |high )?price\b|\bwill regret\b", re.I)),
    ("threaten", re.compile(r"\bmilitary (?:action|intervention|option|force)[^.?!]{0,20}\b(?:possible|on the table)\b", re.I)),
    ("threaten", re.compile(r"\bprepared to (?:act|move|respond|strike|use|take)\b"
        r"|\bwould (?:consider|regard|see|treat|view) (?:that|this|it|such \w+) (?:as )?an? |\ball options\b", re.I)),
    ("demand", re.compile(r"\b(?:is|was) time (?:for|to)\b|\btime has come\b|\bit(?: is|['’]s) (?:imperative|vital) that\b", re.I)),
    ("opine", _first(r"(?:\w+\W+){0,2}?(?:I|we) (?:\w+ )?(?:think|believe|hope|fear|feel|expect|suspect|doubt|wish|am (?:\w+ )?(?:sure"
        r"|afraid|proud|worried))")),
    ("opine", _first(r"(?:he|she|they|it|who) (?:\w+ )?(?:believe|hope|fear|think|thought|feel|felt|doubt|wish|suspect)\w*\b(?! (?:to"
        r"|of))")),
    ("opine", _first(r"(?:it is|it['’]s|it was|in) (?:my|our|his|her|their) (?:\w+ )?(?:belief|view|opinion|hope|assessment"
        r"|understanding)")),
    ("opine", _first(r"(?:my|our) (?:\w+ )?(?:belief|view|opinion|hope|fear|assessment|feeling)")),
    ("endorse", _first(_SPEAKER + r" (?:\w+ ){0,2}?(?:supports|supported|support(?! of)|stands? (?:with|by|behind)|backs?|backed"
        r"|welcomes?|recogni[sz]es?|endorses?|applauds?)\b")),
    ("endorse", _first(r"(?:the )?(?:\w+ ){1,4}stands? with\b|(?:I|we) (?:are|stand) with you\b")),
    ("promise", _first(r"(?:I|we)(?:['’]ll| will| shall| won['’]t|['’]re not going to|['’]m not going to)\b(?! (?:see|be able|have to"
        r"|know))")),
    ("promise", _first(r"(?:he|she|they) (?:will|would)(?: not| never)? (?!be (?:a|the)|have\b|make a)\w+")),
    ("promise", _first(r"(?:[\w’'.-]+ ){1,4}?intends? to\b")),
    ("condemn", _first(_SPEAKER + r" (?:\w+ ){0,2}?(?:condemns?|condemned|rejects?|rejected|denounces?|deplores?|opposes?|opposed)\b")),
    ("condemn", re.compile(r"\b(?:not welcome|unacceptable|illegitimate|shameful|outrageous|disgrace\w*|cowards?|reckless)\b", re.I)),
    ("condemn", re.compile(r"\b(?:is|was|would be|as) (?:a|an) [“\"‘']?(?:big |grave |serious |huge |terrible )*(?:mistake|tragedy"
        r"|disgrace|crime|outrage)\b", re.I)),
    ("opine", re.compile(r"^[^.?!;]{0,40}\b(?:deeply|very|most|gravely|extremely|entirely|so) (?:concerned|worried|sad|important"
        r"|serious|satisfied|disturb\w+|troubl\w+|tragic|proud|happy|disappointed)\b", re.I)),
    ("opine", re.compile(r"^[^.?!;]{0,40}\b(?:I would (?:argue|say)|tragic|inconceivable|unthinkable|hard to believe)\b", re.I)),
    ("opine", re.compile(r"^[^.?!;]{0,50}\b(?:may|might|could) (?:have been|be) (?:behind|responsible)", re.I)),
    ("accuse", _CHARGE),
    ("demand", _first(r"(?!(?:we|I|no one|nobody|it)\b)(?:[\w’'.-]+\s+){0,6}?(?:must|should|ought to|needs? to|has to|have to)\b")),
    ("predict", re.compile(r"^[^.?!;]{0,60}\b(?:is|are|was|were) (?:un)?likely\b|^[^.?!;]{0,60}\b(?:going to|will|would|could|won['’]t)"
        r" (?:soon |also |only |likely |not |never |certainly |surely |probably )?(?:be|have|drive|lead|become|plunge|cause|trigger"
        r"|bring|jump|rise|fall|help|hurt|dent|end|stab|continue|see|come)\b", re.I)),
    ("opine", re.compile(r"^[^.?!;]{0,50}\b(?:maybe|perhaps|may have|might have|may need|may be|might be|seems?|appears?)\b", re.I)),
)  # fmt: skip

_ASKED = re.compile(
    r"^\W*(?:if|whether|what|why|how|who|when|where|which|about|do|does|did|is|are|was|can|could|will|would)\b|\?\W*$", re.I
)
_TO_DO = re.compile(r"^\W*(?:[\w’'.&-]+\s+){0,7}?(?:not )?to [a-z]+", re.I)
_FOR = re.compile(r"^\W*(?:[\w’'.&-]+\s+){0,4}?for\b", re.I)
_FULL_STOP = re.compile(r"[.?!]\s|\n")


def act_of(text: str, cue: Span | None, content: Sequence[Span], source: Span | None = None) -> Act:
    """The act of a statement: that of its cue in context, else of its first content. A statement without a cue asserts.

    `content` must hold at least one span; `source` is taken when it stands between the cue and the content.
    """
    said = " ".join(span.of(text) for span in content)
    if cue is None:
        return _by_content(said) or "assert"
    heads = heads_in(text, _with_particles(text, cue, content, source))
    if not heads:
        return _by_content(said) or "assert"
    head = _carrier(text, cue, heads)
    name, act = head.entry.lemma, head.entry.act
    between = text[head.span.end : content[0].start] if head.span.end <= content[0].start <= head.span.end + 90 else ""
    object_and_claim = f"{between} {said}" if not _FULL_STOP.search(between) else said
    if head.entry.pos == "verb":
        if name in ("ask", "press", "invite"):
            return _asking(object_and_claim, name)
        if name == "tell" and re.match(r"\W*(?:not )?to [a-z]", said):
            return "demand"
        if name in ("call", "describe", "label", "brand", "dub", "characterize", "portray", "depict", "term"):
            return _naming(object_and_claim, name)
    if act in ("condemn", "deny") and name in _REJECTING:
        return "deny" if re.search(_CLAIM, said[:120], re.I) and not re.search(r"\bcalls? for\b", said) else _REJECTING[name]
    if name in ("insist", "urge", "demand") and act == "assert" and re.match(r"\W*on\b", between):
        return "demand"
    if name == "recognize" and re.match(r"\W*that\b", between):
        return "assert"
    if act == "opine" and name in _BELIEVING and _CHARGE.search(said[:200]):
        return "accuse"
    if opened := _opening_noun(said, name):
        return opened
    if name in _NEUTRAL or (
        act == "assert" and name in ("insist", "argue", "maintain", "affirm", "stress", "emphasize", "conclude", "determine", "clear")
    ):
        return _by_content(said) or act
    if name == "back" and re.search(r"\bdown\b|\baway\b", text[head.span.end : head.span.end + 6]):
        return "deny"
    if act == "endorse" and _NEGATED.search(text[max(0, head.span.start - 25) : head.span.start]):
        return "condemn" if _same_clause(text[max(0, head.span.start - 25) : head.span.start]) else act
    if act == "deny" and name == "rule out" and _NEGATED.search(text[max(0, head.span.start - 25) : head.span.start]):
        return "threaten" if re.search(r"\b(?:force|military|strike|sanction|action|war)", said, re.I) else "assert"
    return act


# Beliefs and findings that blame when their object is somebody's deed.
_BELIEVING = {"believe", "think", "suspect", "convinced", "sure", "certain", "doubt", "consider", "assume"}


def weighed(by_rule: Act, chances: Sequence[float]) -> Act:
    """The act with the network's word weighed in: that of the rules keeps a lead of `LEAD`. `chances` in the order of the model's acts."""
    if not chances:
        return by_rule
    scores = {act: chance + (LEAD if act == by_rule else 0.0) for act, chance in zip(ACTS, chances, strict=True)}
    return max(scores, key=lambda act: scores[act])


def _opening_noun(said: str, name: str) -> Act | None:
    """The act of a noun that opens the content behind a light verb or a medium: "expressed [deep concern]", "tweeted [his support]"."""
    if name not in _LIGHT and name not in ("tweet", "post", "announce", "reaffirm", "declare", "pledge"):
        return None
    opening = re.match(
        r"(?:(?:his|her|its|their|our|my|full|strong|deep|grave|immediate|unwavering|complete|continued|the|a|an) )+(\w+)", said
    )
    entry = cue_lexicon().get((lemma(opening.group(1), "noun"), "noun")) if opening else None
    return entry.act if entry and entry.act != "assert" else None


# Verbs that deny when their object is a claim, and otherwise do what stands here.
_REJECTING: dict[str, Act] = {
    "reject": "condemn", "dismiss": "condemn", "rebuff": "condemn", "repudiate": "condemn", "refuse": "condemn", "decline": "condemn",
    "rejection": "condemn", "dispute": "deny", "discount": "deny", "push back": "condemn", "brush off": "deny", "downplay": "deny",
    "play down": "deny",
}  # fmt: skip


def _with_particles(text: str, cue: Span, content: Sequence[Span], source: Span | None) -> Span:
    """The cue with what follows it in the same clause and may belong to it: "called [for]", "issued [a warning]"."""
    end = cue.end
    limit = min((s.start for s in (*content, *([source] if source else [])) if s.start >= cue.end), default=cue.end + 30)
    for start, stop in word_pairs(text, cue.end, min(limit, cue.end + 40))[:4]:
        if not text[start].isalnum():
            break
        end = stop
    # A particle that opens the content still decides: "called" + "on the army to stand down".
    if limit == cue.end + 1 and (particle := re.match(r"\s(?:for|on|upon|against|out|down)\b", text[cue.end : cue.end + 9])):
        end = cue.end + particle.end()
    return Span(cue.start, max(end, cue.end))


def _carrier(text: str, cue: Span, heads: Sequence[CueHead]) -> CueHead:
    """The head that carries the act: the noun behind a light verb, else the first one that stands in the cue."""
    first = heads[0]
    if first.span.start >= cue.end:
        # Nothing in the cue itself is known: only a noun that a light verb carries may speak for it.
        return first
    opening = lemma(text[cue.start : (word_pairs(text, cue.start, cue.end) or [(cue.start, cue.end)])[0][1]])
    if first.entry.lemma in _LIGHT or opening in _LIGHT:
        carried = next((h for h in heads[1:] if h.entry.pos in ("noun", "verb") and h.entry.act != "assert"), None)
        if carried and _NOUN_GAP.fullmatch(text[first.span.end : carried.span.start]):
            return carried
    return first


_NOUN_GAP = re.compile(r"\s+(?:(?:a|an|the|his|her|their|its|no|new|more|strong|full|immediate|public|\w+) ){0,3}", re.I)


def _same_clause(before: str) -> bool:
    return not re.search(r"[,;:.]", before)


def _asking(said: str, name: str) -> Act:
    if _ASKED.search(said):
        return "ask"
    if _TO_DO.match(said) or _FOR.match(said) or name == "invite":
        return "demand"
    return "ask"


def _naming(said: str, name: str) -> Act:
    """ "called X Y": a claim called false is denied; a name that evaluates is condemnation or opinion by its words."""
    if re.match(r"\s*(?:up)?on\b|\s*for\b", said):
        return "demand"
    if re.search(_CLAIM, said, re.I) and re.search(_FALSE, said, re.I):
        return "deny"
    if _GOOD.search(said):
        return "opine"
    if _BAD.search(said) or (name == "call" and re.search(r"[“\"‘]", said)):
        return "condemn"
    return "opine" if name == "call" else "assert"


_GOOD = re.compile(
    r"\b(?:great|good|brave|hero\w*|historic|important|positive|excellent|wonderful|best|success\w*|friend\w*|welcome|true)\b", re.I
)
_BAD = re.compile(
    r"\b(?:attack|coup|war|crime|criminal\w*|tragedy|terror\w*|murder\w*|massacre|atrocit\w+|illegal|illegitimate|dictator\w*|puppet|liar"
    r"|fraud\w*|sham|farce|disgrace\w*|disaster\w*|mistake|weak|corrupt\w*|brutal|barbar\w+|traitors?|propaganda|interference|outrage\w*"
    r"|unacceptable|shameful|cowards?|racist|dangerous|aggress\w+|provocat\w+|abomina\w+|foolish|stupid|so-called)\b",
    re.I,
)


def _by_content(said: str) -> Act | None:
    opening = said[:200]
    return next((act for act, pattern in _HINTS if pattern.search(opening)), None)
