"""Lemmas of English cue words, and the lexicon of attribution cues, each with the act that it usually performs.

The lexicon is `cues.tsv` beside this module: the most frequent cues of English news by lemma, with counts and shares from
the PolNeAR training split (`training/cue_lexicon.py` writes them); the acts are assigned by hand after the reading guide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from standoff.model import Act, Span, StandoffError

from .words import words

CuePos = Literal["verb", "noun", "adjective", "phrase"]

_IRREGULAR_VERBS = """
be am is are was were been being|have has had having|do does did done|go went gone|say said|tell told|think thought|know knew known
write wrote written|hold held|find found|feel felt|see saw seen|swear swore sworn|speak spoke spoken|teach taught|bid bade bidden
foretell foretold|foresee foresaw foreseen|forbid forbade forbidden|leave left|mean meant|make made|take took taken|give gave given
come came|become became|keep kept|lay laid|lead led|hear heard|show shown|throw threw thrown|withdraw withdrew withdrawn|draw drew drawn
understand understood|misunderstand misunderstood|bring brought|catch caught|choose chose chosen|fight fought|forget forgot forgotten
forgive forgave forgiven|get got gotten|lose lost|meet met|pay paid|ring rang rung|seek sought|sell sold|send sent|stand stood
strike struck|uphold upheld|withhold withheld|win won|mislead misled|misspeak misspoke misspoken|overhear overheard|retell retold
rewrite rewrote rewritten|weep wept|shoot shot|sing sang sung|begin began begun|build built|deal dealt|dream dreamt|fall fell fallen
fly flew flown|grow grew grown|learn learnt|lend lent|light lit|bear bore borne|arise arose arisen|beat beaten|break broke broken
buy bought|cling clung|drive drove driven|eat ate eaten|fling flung|hide hid hidden|run ran|rise rose risen|shake shook shaken
sit sat|sleep slept|spend spent|spin spun|stick stuck|sting stung|swing swung|take took taken|tear tore torn|undertake undertook undertaken
wear wore worn|wake woke woken|outline outlined outlining|picture pictured|echo echoed echoes echoing|veto vetoed vetoes vetoing|bind bound
liken likened|quiz quizzed quizzing quizzes
panic panicked panicking|mimic mimicked mimicking|focus focused focusing focuses|bias biased biases
lie lied lying|die died dying|tie tied tying|vie vied vying|belie belied belying|untie untied
"""

_IRREGULAR_NOUNS = {
    "analyses": "analysis", "hypotheses": "hypothesis", "theses": "thesis", "synopses": "synopsis", "criteria": "criterion",
    "people": "people", "men": "man", "women": "woman", "children": "child", "news": "news", "series": "series",
    "lives": "life", "beliefs": "belief", "proofs": "proof", "media": "media", "consensus": "consensus", "emphasis": "emphasis",
    "basis": "basis", "thanks": "thanks",
}  # fmt: skip

# Stems left by -ed and -ing whose last letters do not tell whether an e was lost.
_WITH_E = set(
    (
        "adher ador arrang aveng bath becom breath challeng chang compet complet conced condon contraven conven creat delet "
        "deplor escap exchang excit explor hast ignit ignor imped implor incit infring interced interfer interven invit loath "
        "loung overcom past persever plung postpon preced rang reced recit restor reunit reveng rewrit seeth sooth supersed tast "
        "telephon underscor underwrit unit wast welcom "
    ).split()
)
_WITHOUT_E = set(
    (
        "ballot bias cancel canvas channel combat council counsel focus format label level marvel model murmur pencil pilot pivot "
        "quarrel ruin signal travel "
    ).split()
)
# Final letters after one vowel and a consonant (or u) before it, in words of two syllables or more, that lost an e.
_LOST_E = re.compile(
    r"(?:[^aeiou]|[iuq]u|[iu])(?:at|ut|ot|id|ud|ad|od|ak|ik|ok|uk|yp|ib|ir|ur|ar|in|am|um|im|ul|il|ol)$|[^aeiou]s$|[aeiou]s$|[cvzu]$"
    r"|[^aeioulrwy]l$|[bdgptkfz]l$|(?:d|r|e|a|u|ll)g$"
)
_AGREED = {"agreed", "disagreed", "guaranteed", "decreed", "freed", "refereed"}
_VOWELS = re.compile(r"[aeiouy]+")


@cache
def _irregular() -> dict[str, str]:
    rows = [row.split() for row in re.split(r"[|\n]", _IRREGULAR_VERBS) if row.strip()]
    return {form: row[0] for row in rows for form in row}


@lru_cache(maxsize=1 << 15)
def lemma(word: str, pos: Literal["verb", "noun"] = "verb") -> str:
    """The dictionary form of an English verb or noun, lower case ("denied" -> "deny", "accusations" -> "accusation").

    Rules of spelling and a table of irregular forms; a word that is in its dictionary form comes back as it is.
    """
    word = word.lower().replace("’", "'")
    return _noun(word) if pos == "noun" else _verb(word)


def _noun(word: str) -> str:
    if word in _IRREGULAR_NOUNS:
        return _IRREGULAR_NOUNS[word]
    return _without_s(word)


def _without_s(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-1] if len(word) < 5 else word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _verb(word: str) -> str:
    if word in _irregular():
        return _irregular()[word]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if word.endswith("eed") and word not in _AGREED:
            return word
        if stem != word and len(stem) > 1 and _VOWELS.search(stem):
            return _base(stem) if not (ending == "ed" and stem.endswith("e")) else stem + "e"
    return _without_s(word)


def _base(stem: str) -> str:
    """The verb from what is left when -ed or -ing is taken off: undoes doubling and gives back a lost e."""
    if stem in _WITHOUT_E:
        return stem
    if stem in _WITH_E:
        return stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgkmnprt":
        return stem[:-1]
    if stem.endswith("ll") and stem[:-1] in {*_WITHOUT_E, "control", "compel", "propel", "rebel", "expel", "patrol", "dispel", "extol"}:
        return stem[:-1]
    one_syllable = len(_VOWELS.findall(stem.replace("qu", "q", 1))) == 1
    if one_syllable and re.search(r"(?:^|[^aeiouy]|qu)[aeiouy][^aeiouwxy]$", stem):
        return stem + "e"
    return stem + "e" if not stem.endswith("ss") and _LOST_E.search(stem) else stem


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One row of the lexicon: how often the lemma heads a cue in the training data, and in what share of its occurrences."""

    lemma: str
    pos: CuePos
    act: Act
    count: int
    share: float
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CueHead:
    """Where a cue's head stands in a text, and its row of the lexicon."""

    span: Span
    entry: CueEntry


@cache
def cue_lexicon() -> dict[tuple[str, CuePos], CueEntry]:
    """The rows of `cues.tsv` by lemma and part of speech. Raises StandoffError when a row is malformed."""
    raw = files("standoff.read").joinpath("cues.tsv").read_text(encoding="utf-8")
    return {(e.lemma, e.pos): e for e in parse_cues(raw)}


def parse_cues(raw: str) -> list[CueEntry]:
    """The rows of a cue table (columns lemma, pos, act, count, share, notes). Raises StandoffError, naming the line."""
    rows = []
    for number, line in enumerate(raw.splitlines()[1:], 2):
        cells = line.split("\t")
        try:
            name, pos, act, count, share, notes = cells
            if pos not in get_args(CuePos) or act not in get_args(Act):
                raise ValueError(f"{pos!r} or {act!r} is not in the guide")
            rows.append(CueEntry(name, cast(CuePos, pos), cast(Act, act), int(count), float(share), notes))
        except ValueError as problem:
            raise StandoffError(f"Line {number} is no cue: {problem}.", where="cues.tsv", hint="six columns divided by tabs") from problem
    return rows


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name, pos in cue_lexicon():
        if pos == "phrase":
            parts = tuple(name.split())
            by_first.setdefault(parts[0], []).append(parts)
    return {first: sorted(many, key=len, reverse=True) for first, many in by_first.items()}


# What stands before a noun and not before a verb.
_BEFORE_NOUN = set(
    "a an the this these those his her its their our my your any some no every each another other further more new recent public strong"
    " such several many few fresh repeated earlier own previous latest first last original official s of for with in by amid despite over"
    " from two three four main key harsh sharp angry full initial".split()
)
_OPTIONAL = {"very", "it", "quite", "so", "all", "perfectly", "absolutely"}


def _phrase_at(forms: Sequence[str], at: int) -> tuple[CueEntry, int] | None:
    """The longest phrase of the lexicon that begins at that word, and where it ends; adverbs may stand inside."""
    for parts in (*_phrases().get(_form(forms[at]), ()), *_phrases().get(forms[at], ())):
        here = at + 1
        for part in parts[1:]:
            while here < len(forms) and _form(forms[here]) != part and (forms[here] in _OPTIONAL or forms[here].endswith("ly")):
                here += 1
            if here == len(forms) or part not in (_form(forms[here]), forms[here]):
                break
            here += 1
        else:
            return cue_lexicon()[" ".join(parts), "phrase"], here
    return None


@cache
def _form(word: str) -> str:
    return american(_verb(word))


def american(word: str) -> str:
    """The lemma in the spelling of the lexicon (criticise -> criticize, honour -> honor)."""
    lexicon = cue_lexicon()
    for british, us in (("ise", "ize"), ("yse", "yze"), ("our", "or"), ("our", "or"), ("ence", "ense")):
        if word.endswith(british) and (word, "verb") not in lexicon and (word.removesuffix(british) + us, "verb") in lexicon:
            return word.removesuffix(british) + us
    return word


def entry_of(word: str, before: str = "", after: str = "") -> CueEntry | None:
    """The row for one word between its neighbours, which tell a noun ("the claim") from a verb ("they claim")."""
    lexicon, word, before = cue_lexicon(), word.lower(), before.lower()
    verb = lexicon.get((_form(word), "verb"))
    noun = lexicon.get((_noun(word), "noun"))
    adjective = lexicon.get((word, "adjective"))
    if noun and verb:
        inflected = _noun(word) != _form(word) or word.endswith("ed")
        if before in _BEFORE_NOUN and (not inflected or (_noun(word), "noun") in lexicon):
            return noun
        return noun if after.lower() == "of" and not word.endswith(("ed", "ing")) else verb
    return verb or noun or adjective


@lru_cache(maxsize=256)  # a cue is asked for by every rule that looks at it
def heads_in(text: str, cue: Span) -> tuple[CueHead, ...]:
    """Every word or phrase of a cue that the lexicon knows, in order, the first being its head unless a light verb leads it."""
    tokens = words(cue.of(text))
    spans = [Span(t.start + cue.start, t.end + cue.start) for t in tokens]
    forms = [s.of(text).lower() for s in spans]
    before = _WORD_BEFORE.search(text, max(0, cue.start - 40), cue.start)
    after = _WORD_AFTER.match(text, cue.end)
    heads, at = [], 0
    while at < len(forms):
        if phrase := _phrase_at(forms, at):
            heads.append(CueHead(Span(spans[at].start, spans[phrase[1] - 1].end), phrase[0]))
            at = phrase[1]
            continue
        left = forms[at - 1] if at else (before.group(1) if before else "")
        right = forms[at + 1] if at + 1 < len(forms) else (after.group(1) if after else "")
        if entry := entry_of(forms[at], left, right):
            heads.append(CueHead(spans[at], entry))
        at += 1
    return tuple(heads)


_WORD_BEFORE = re.compile(r"([^\W_]+)[\s\"“‘']*$")
_WORD_AFTER = re.compile(r"\s*([^\W_]+)")
