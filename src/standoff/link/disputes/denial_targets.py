"""Joins a denial to what it denies: the passages, of the same report or another, that say it in somebody else's name.

An elliptical denial ("rejected the claim", "denied any involvement") takes the nearest fitting accusation or assertion
before it; from there, as from a denial that says what it denies, retellings are found by their words. A denial without
a fitting target gives nothing: precision comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..passages import Field, Passage
from ..similarity import Bag, families, fold, stem
from ..words import any_of, words
from .denials import Denial

_BLAME = re.compile(rf"\b{any_of('blame')}\b", re.I)
_BE = frozenset("is are was were be been being".split())
_DENIES = re.compile(rf"\b{any_of('deny')}\b", re.I)
_EXISTS = re.compile(
    r"\bthere\b.{0,30}\b(?:was|were|been|is|are)\b|^\W*(?:that\s+)?(?:any|anyone|anybody)\b", re.I
)  # "there had been any injuries"
_OPEN = re.compile(r"\b(?:if|whether|unless|should (?:he|she|it|they|the))\b", re.I)  # what follows is not asserted
_HEARSAY = re.compile(
    r"\b(?:reportedly|alleg(?:edly|ations?|es|ing)|according to|accus\w+|suspected|rumou?rs?|claims? (?:that|of)"
    r"|reports? (?:emerged|surfaced|that|of|said|claim\w*))\b",
    re.I,
)
_ANY_CLAIM = frozenset("claim allegation accusation charge report assertion suggestion rumor rumour insinuation contention notion".split())
_TALE = re.compile(
    r"(?:claim|alleg|report|suggest|accus|assert|insinuat|maintain|contend|charg|imply|impli|hint|speculat|told|tweet)\w*", re.I
)
_NOMINAL = frozenset(
    "of the a an his her its their this that these those in over about after for from into on at amid any no some s".split()
)
_ASSERTING = frozenset(("assert", "accuse", "opine", "predict", "condemn"))
_NOT_OUTLET = re.compile(
    r"\b(?:I|we|you|my|our|your|us)\b|^\W*(?:(?:when )?asked|in response|speaking)\b", re.I
)  # speech without a cue, or a mere lead-in
DAYS = 60  # reports published further apart are not of one story
BACK = 3  # sentences that an elliptical denial may reach back


@dataclass(frozen=True, slots=True)
class Target:
    """A passage that says what a denial denies, with a score (0 to 1) and what speaks for it."""

    passage: int
    score: float
    why: str


def targets(field: Field, denial: Denial) -> list[Target]:
    """The passages that say what is denied, best first; empty where none fits."""
    found: dict[int, Target] = {}
    if denial.form == "claim" or (denial.form == "part" and len(denial.denied.stems) < 2):
        near = antecedent(field, denial)
        if near is None:
            return []
        found[near.passage] = near
        source = field.passages[near.passage]
        for j in field.index.candidates(source.bag, 80):
            _keep(found, _retelling(field, denial, source, j, near.score))
    else:
        for j in [*field.index.candidates(denial.denied, 120), *field.before(denial.passage, BACK)]:
            _keep(found, _stated(field, denial, j))
        near = antecedent(field, denial) if denial.accusation and not found else None
        if near and names_denier(field.passages[denial.passage], field.passages[near.passage]):
            found[near.passage] = near
    return sorted(found.values(), key=lambda t: (-t.score, field.passages[t.passage].key))


def _keep(found: dict[int, Target], target: Target | None) -> None:
    if target and (target.passage not in found or found[target.passage].score < target.score):
        found[target.passage] = target


def antecedent(field: Field, denial: Denial) -> Target | None:
    """The accusation or assertion before an elliptical denial that fits best, or None."""
    here = field.passages[denial.passage]
    whose = {stem(w) for w in re.findall(r"\b[A-Z][\w’'-]+", denial.whose)}
    best: Target | None = None
    for j in field.before(denial.passage, BACK):
        there = field.passages[j]
        if not _may_hold(here, there) or len(there.bag.stems) < 3 or _DENIES.search(there.text):
            continue
        if whose and not whose & _voice_stems(there):
            continue
        if denial.noun and denial.noun.rstrip("s") not in _ANY_CLAIM and stem(denial.noun) not in _voice_stems(there) | there.bag.stems:
            continue
        back = here.order - there.order
        score = (0.6, 0.55, 0.4, 0.25)[back]
        reasons = ["in the same sentence" if back == 0 else "in the sentence before" if back == 1 else f"{back} sentences before"]
        if names_denier(here, there):
            score += 0.25
            reasons.append("names who denies")
        elif denial.own or denial.form == "part" or there.statement is None:
            continue
        if accused(there) or blame_words(there.text):
            score += 0.15 if denial.accusation or denial.form == "part" else 0.1
            reasons.append("an accusation")
        elif denial.accusation or denial.form == "part":
            score -= 0.25
        if there.statement and there.statement.cue and _TALE.match(there.report.quote(there.statement.cue)):
            score += 0.1
        if there.statement is None:
            if there.negated or not _HEARSAY.search(there.text):
                continue
            score -= 0.05
        score = min(score, 1.0)
        if best is None or score > best.score + 1e-9:
            best = Target(j, score, ", ".join(reasons))
    return best if best and best.score >= 0.6 else None


def _voice_stems(passage: Passage) -> set[str]:
    """The stems of the words that name who says a passage; of the passage itself in the outlet's voice."""
    source = passage.statement.source if passage.statement else None
    return {stem(w) for w in re.findall(r"[\w’'-]+", passage.report.quote(source))} if source else set(passage.bag.stems)


def _retelling(field: Field, denial: Denial, source: Passage, j: int, base: float) -> Target | None:
    """Another passage that says what the antecedent says."""
    there = field.passages[j]
    if not _may_hold(field.passages[denial.passage], there) or there is source or there.negated != source.negated:
        return None
    match = field.index.match(source.bag, there.bag)
    small = min(len(source.bag.stems), len(there.bag.stems))
    like = (match.cover * match.back) ** 0.5 if match.cover + match.back else 0.0
    if len(match.shared) < 3 or max(match.cover, match.back) < 0.55 or like < (0.45 if small > 4 else 0.6):
        return None
    if (there.statement is None and match.back < 0.4) or (source.statement is None and like < 0.6):
        return None
    if not _numbers_agree(source.bag, there.bag):
        return None
    return Target(j, base * min(1.0, 0.4 + like), "retold with " + ", ".join(match.shared[:4]))


def _stated(field: Field, denial: Denial, j: int) -> Target | None:
    """A passage against a denial that says what it denies."""
    here, there = field.passages[denial.passage], field.passages[j]
    if not _may_hold(here, there) or there.negated:
        return None
    match = field.index.match(denial.denied, there.bag)
    near = there.report is here.report and 0 <= here.order - there.order <= BACK
    blamed = (
        denial.own or denial.form == "part" or bool(here.names and denial.form == "clause" and blame_words(denial.words))
    )  # who is said to have done it must be said to have done it here too
    named = blames(here, there, denial) if blamed else names_denier(here, there)
    if (blamed and not named) or _OPEN.search(there.text):
        return None
    if blame_words(denial.words) and not accused(there) and not blame_words(there.text):
        return None
    if there.statement is None and match.back < (0.25 if near else 0.3):
        return None
    if (match.back < 0.1 and len(there.bag.stems) > 30) or (match.back < 0.12 and there.report is not here.report):
        return None
    reasons = ["shares " + ", ".join(match.shared[:5])] if match.shared else []
    answers = near and here.order - there.order <= 2 and bool(match.shared) and (accused(there) or bool(blame_words(there.text)) or named)
    if answers and named and denial.form in ("clause", "deed") and match.cover >= 0.2:
        return Target(j, min(0.65 + 0.3 * match.cover, 1.0), "; ".join([*reasons, "just before, of who denies"]))
    if denial.form == "part":
        deed = [w for w in match.shared if families().get(w) or field.index.share(w) < 0.1]
        if not deed and not (near and match.shared):
            return None
        score = 0.5 + 0.3 * match.cover + 0.1 * near + 0.1 * match.back
        return Target(j, min(score, 1.0), "; ".join([*reasons, "blames who denies"]))
    count, floor = len(match.shared), {"negated": 0.72, "verdict": 0.55}.get(denial.form, 0.6)
    if len(denial.denied.stems) == 1:
        word = next(iter(denial.denied.stems))
        if (
            not _EXISTS.search(denial.words)
            or not match.shared
            or field.index.share(word) > 0.04
            or match.cover < 0.7
            or there.report is not here.report
        ):
            return None
        return Target(j, 0.6 + 0.1 * (match.cover >= 1), "; ".join(reasons))
    if (
        count < (3 if denial.form == "negated" else 2)
        or match.cover < floor - 0.1 * near
        or match.weight < (3 if blamed else 7) * field.index.scale
    ):
        return None
    if denial.form == "negated" and match.back < 0.35:
        return None
    if not _numbers_agree(denial.denied, there.bag):
        return None
    score = 0.15 + 0.7 * match.cover + 0.1 * near + 0.1 * min(match.back, 0.5) + 0.05 * named
    return Target(j, min(score, 1.0), "; ".join(reasons))


def _may_hold(here: Passage, there: Passage) -> bool:
    """Whether a passage could be the other side: another voice that asserts, not a part of the denial itself."""
    if here is there or here.same_voice(there):
        return False
    if here.report is there.report and any(a.overlaps(b) for a in here.spans for b in there.spans):
        return False
    if here.report is not there.report and days_apart(here, there) > DAYS:
        return False
    if there.statement is None:
        return not there.text.rstrip("\"'”’ ").endswith("?") and not _NOT_OUTLET.search(there.text)
    return there.statement.act in _ASSERTING and there.statement.parent != (here.statement.id if here.statement else "")


def days_apart(here: Passage, there: Passage) -> int:
    """Days between the publication of two reports; none where one is not known to the day."""
    dates = [p.report.published.iso[:10] if p.report.published else "" for p in (here, there)]
    if any(len(d) < 10 for d in dates):
        return 0
    try:
        return abs((date.fromisoformat(dates[0]) - date.fromisoformat(dates[1])).days)
    except ValueError:
        return 0


def names_denier(here: Passage, there: Passage) -> bool:
    """Whether a passage names the one who denies: by an actor's name, or by the proper words of the source as written."""
    if set(here.holders) & there.names:
        return True
    source = here.statement.source if here.statement else None
    written = re.findall(r"[A-Z][\w’'-]+", here.report.quote(source)) if source else []
    return any(stem(w) in there.bag.stems for w in written if len(w) > 2 and fold(w) not in words("office"))


def blame_words(text: str) -> bool:
    """Whether a text lays responsibility at somebody's door ("behind", "ordered", "responsible")."""
    return bool(_BLAME.search(text))


def accused(passage: Passage) -> bool:
    """Whether the passage is an accusation by its act."""
    return passage.statement is not None and passage.statement.act == "accuse"


def blames(here: Passage, there: Passage, denial: Denial) -> bool:
    """Whether a passage has the one whom a denial clears do the deed, or bear the blame for it.

    The name must stand before the deed or a word of blame, or after "by"; the victim of a passive does nothing, and the
    adjective of a country ("Russian") acts only with a word for somebody who acts for it ("Russian troops").
    """
    denied, part = denial.denied, denial.form == "part"
    deeds = {f for w in denied.stems for f in families().get(w, ())}

    def is_deed(word: str, close: bool) -> bool:
        kin = families().get(stem(word), frozenset())
        return (
            not word[:1].isupper()
            and fold(word) not in words("agent")
            and bool(kin & deeds or (not part and close and stem(word) in denied.stems))
        )

    ids = here.holders if denial.own else tuple(sorted(here.names))
    for start, end in places(here, there, ids, written=denial.own):
        head, tail = _TOKENS.findall(_since(there.text[:start])), _TOKENS.findall(_until(there.text[end:]))[:10]
        tail = tail[1:] if tail and tail[0] in ("s", "'s", "’s") else tail
        if _adjective(there.text[start:end]) and tail and fold(tail[0]) not in words("agent"):
            continue
        charge = next((k for k, w in enumerate(tail[:5]) if fold(w) in ("of", "for")), None)
        if accused(there) and len(there.text[:start].split()) < 4 and charge is not None:
            did = tail[charge + 1 : charge + 2]
            if did and (not did[0].endswith("ing") or is_deed(did[0], True) or fold(did[0]) in words("blame")):
                return True
            continue
        if any(fold(w) == "by" for w in head[-3:]) and any(is_deed(w, True) or fold(w) in words("blame") for w in head[-10:]):
            return True
        for k, word in enumerate(tail):
            before = tail[k - 1] if k else ""
            if fold(word) in words("blame"):
                return True
            noun = fold(before) in _NOMINAL or before.endswith(("'s", "’s"))
            if not noun and fold(before) not in _BE and is_deed(word, k < 4):
                return True
    return False


_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _until(text: str) -> str:
    """A text up to the end of its clause."""
    return re.split(r"[.;!?,]\s|…", text, maxsplit=1)[0]


def _since(text: str) -> str:
    """A text from the beginning of its last sentence."""
    return re.split(r"[.;!?]\s|…", text)[-1]


def _adjective(name: str) -> bool:
    return " " not in name and fold(name).endswith(("ian", "an", "ish", "ese", "i")) and not name.endswith(("'s", "’s"))


def places(here: Passage, there: Passage, actors: Sequence[str], *, written: bool) -> list[tuple[int, int]]:
    """Where a passage names one of some actors or, if `written`, repeats the proper words of the denial's source."""
    found = [(s.start, s.end) for s in there.spots if s.actor in actors]
    source = here.statement.source if written and here.statement else None
    proper = {
        stem(w)
        for w in (re.findall(r"[A-Z][\w’'-]+", here.report.quote(source)) if source else [])
        if len(w) > 2 and fold(w) not in words("office")
    }
    found += [
        m.span()
        for m in _TOKENS.finditer(there.text)
        if m.group()[:1].isupper() and stem(m.group()) in proper and there.text[max(0, m.start() - 1) : m.start()] != "-"
    ]
    return sorted(set(found))


def _numbers_agree(one: Bag, other: Bag) -> bool:
    """Figures that both give must meet; a figure that only one gives says nothing."""
    return not one.numbers or not other.numbers or bool(one.numbers & other.numbers)
