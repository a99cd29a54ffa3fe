"""What the network's coreference says of pronouns and descriptions: the name that each of them goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.model import Mention, MentionType, Span

from .coreference import Marked

EVEN = 0.5  # below it an antecedent is likelier wrong than right
ALONE = 0.5  # how sure the network must be where the rules abstain
AGAINST = 0.8  # and where they say otherwise


@dataclass(frozen=True, slots=True)
class Hint:
    """The head of the name that a mention goes back to, and the probability that every step on the way is right."""

    name: Span
    sure: float


def hints(by_window: Iterable[Sequence[Marked]]) -> dict[Span, Hint]:
    """For the head word of every mention that is no name and goes back to one: that name's head. A window is a world of its own."""
    found: dict[Span, Hint] = {}
    for marked in by_window:
        for m in marked:
            at, sure = m, 1.0
            while at.form != "name" and at.antecedent is not None:
                sure *= at.sure
                at = marked[at.antecedent]
            if m.form != "name" and at.form == "name":
                found[m.head] = Hint(at.head, sure)
    return found


def weigh(mention: Mention, text: str, hint: Hint | None, names: Sequence[Mention], by_id: Mapping[str, Mention]) -> Mention:
    """A pronoun's or description's mention, once the rules and the network have both had their say.

    Where they agree the link is surer; where the rules abstain the network decides, if it is sure; where they differ the network must be
    surer than usual to prevail, and the link is less sure for it.
    """
    if hint is None:
        return mention
    named = next((m for m in names if m.span.overlaps(hint.name)), None)
    if named is None or named.id == mention.id or not _fits(mention.span.of(text), named.type):
        return mention
    if mention.antecedent is None:
        # A described body ("the administration") is seldom the last name of another kind, and the rules know its own.
        if hint.sure < ALONE or (mention.form == "nominal" and (mention.type != "person" or named.type != "person")):
            return mention
        return replace(mention, antecedent=named.id, confidence=round(hint.sure, 3), type=named.type, reason="the network's antecedent")
    if _last(by_id[mention.antecedent].span.of(text)) == _last(named.span.of(text)):
        both = 1 - (1 - mention.confidence) * (1 - hint.sure)
        return replace(mention, confidence=round(min(0.98, both), 3), reason=f"{mention.reason}; the network's antecedent too")
    if hint.sure >= AGAINST:
        why = "the network's antecedent, against the rules"
        return replace(mention, antecedent=named.id, confidence=round(hint.sure * 0.8, 3), type=named.type, reason=why)
    return replace(mention, confidence=round(mention.confidence * (1 - hint.sure / 2), 3))


def settled(mention: Mention) -> Mention:
    """A pronoun whose antecedent is likelier wrong than right stays unresolved."""
    if mention.form != "pronoun" or mention.antecedent is None or mention.confidence >= EVEN:
        return mention
    return replace(mention, antecedent=None, reason=f"not sure enough ({mention.reason})")


def _fits(words: str, kind: MentionType) -> bool:
    """Whether a pronoun can stand for a name of that type: "he" for persons, "it" for none."""
    low = words.casefold()
    if low in ("he", "she", "him", "her", "his"):
        return kind == "person"
    return not (low in ("it", "its") and kind == "person")


def _last(name: str) -> str:
    words = name.casefold().removesuffix("’s").removesuffix("'s").split()
    return words[-1] if words else ""
