"""A person's decision from what was typed: checked, tied to text and characters, and given an id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import get_args

from ..account import Material
from ..model import About, Anchor, Dispute, Evidence, Judgement, JudgementKind, UsageProblem, in_force, same_place
from ..model.report import text_hash
from .naming import Naming, by_id

KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
_WANTED = {
    "same": "two passages, claims or actors",
    "not-same": "two passages, claims or actors",
    "dispute": "a dispute, or two passages",
    "no-dispute": "a dispute, or two passages",
    "actor": "a statement or mention and the name of an actor",
    "undo": "the id of a judgement, or last",
}
_COUNTS = {"same": (2,), "not-same": (2,), "dispute": (1, 2), "no-dispute": (1, 2), "actor": (2,), "undo": (1,)}


def decide(
    material: Material, before: Sequence[Judgement], kind: JudgementKind, items: Sequence[str], *, by: str, note: str = ""
) -> tuple[Judgement, bool]:
    """The judgement that these words make, and whether it is new: whoever judges the same again gets the first one back.

    `before` are the judgements so far. Raises UsageProblem for what is not in the case, is unclear, or makes no sense.
    """
    if kind not in KINDS:
        raise UsageProblem(f"{kind!r} is no judgement.", hint="one of " + ", ".join(KINDS))
    if len(items) not in _COUNTS[kind]:
        raise UsageProblem(f"{kind} takes {_WANTED[kind]}.", hint="standoff judge --help")
    if not by.strip():
        raise UsageProblem("A judgement says who judged.", hint="--by NAME")
    for earlier in in_force(before):
        # What was judged to be no dispute has gone since: the same again needs not be found.
        if (earlier.kind, earlier.by, earlier.left) == (kind, by.strip(), items[0]) and len(items) == 1 and kind != "undo":
            return earlier, False
    made = _made(material, before, kind, items)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    id = "j" + text_hash(f"{len(before)}|{now}|{by}|{made}")[:8]
    judgement = Judgement(id, kind, made.left, made.right, now, by.strip(), note.strip(), made.about, made.sides)
    if kind != "undo":
        for earlier in in_force(before):
            if (earlier.kind, earlier.by) == (kind, judgement.by) and _same(earlier, judgement):
                return earlier, False
    return judgement, True


def _made(material: Material, before: Sequence[Judgement], kind: JudgementKind, items: Sequence[str]) -> Judgement:
    naming = Naming(material)
    if kind == "undo":
        return _undo(before, items[0])
    if kind == "actor":
        item = naming.item(items[0])
        actor, _ = naming.actor(items[1])
        return _draft(kind, item.name, actor.name, item.about, (item.anchors, naming.places(actor)))
    if len(items) == 1:
        found = naming.disputed(items[0])
        return _draft(kind, found.name, None, "dispute", found.sides)
    one, other = (naming.passage(token) for token in items)
    if one and other:
        if {_key(a) for a in one.anchors} == {_key(a) for a in other.anchors}:
            raise UsageProblem(f"{items[0]} and {items[1]} are the same passage.", hint="two of them")
        about = one.about if one.about == other.about else "passage"
        made = _draft(kind, one.name, other.name, about, (one.anchors, other.anchors))
        if kind == "no-dispute":
            _refuse_a_part(material, made)
        return made
    if kind in ("dispute", "no-dispute"):
        raise _no_passage(naming, items[0] if one is None else items[1])
    if one or other:
        raise UsageProblem(f"{items[0]} and {items[1]} are not of one kind.", hint=f"{kind} takes {_WANTED[kind]}")
    return _actors(naming, kind, items)


def _actors(naming: Naming, kind: JudgementKind, items: Sequence[str]) -> Judgement:
    (left, here), (right, there) = (naming.actor(token) for token in items)
    names = [token.rpartition("@")[0].strip() if where else token for token, where in zip(items, (here, there), strict=True)]
    if left.id != right.id:
        return _draft(kind, left.name, right.name, "actor", (naming.places(left, here), naming.places(right, there)))
    if kind == "same":
        raise UsageProblem(f"{items[0]!r} and {items[1]!r} are one actor already.", hint="two actors")
    # One actor that is two people: told apart by where they are named, or by how they are written.
    written = (None, None) if here and there and here != there else (names[0], names[1])
    sides = (naming.places(left, here, written=written[0]), naming.places(right, there, written=written[1]))
    if not all(sides) or {_key(a) for a in sides[0]} & {_key(a) for a in sides[1]}:
        tip = f'the report of each, as "{names[0]}@{naming.material.chip(naming.material.readings[0].report.id)}"'
        raise UsageProblem(f"{items[0]!r} and {items[1]!r} are one actor, and nothing tells which places are whose.", hint=tip)
    return _draft(kind, items[0], items[1], "actor", sides)


def _undo(before: Sequence[Judgement], token: str) -> Judgement:
    standing = in_force(before)
    if token == "last":
        if not standing:
            raise UsageProblem("There is no judgement to undo.", hint="standoff judge CASE list")
        return _draft("undo", standing[-1].id, None, "judgement", ())
    found = by_id(before, token)
    if found is None:
        raise UsageProblem(f"There is no judgement {token!r}.", hint="an id that standoff judge CASE list prints, or last")
    if found.kind != "undo" and found not in standing:
        raise UsageProblem(f"Judgement {found.id} is undone already.", hint="standoff judge CASE list")
    return _draft("undo", found.id, None, "judgement", ())


def _refuse_a_part(material: Material, made: Judgement) -> None:
    """Raises UsageProblem where two passages are a small part of a larger dispute, which would stay."""
    judged = [[a.evidence for a in anchors] for anchors in made.sides]
    for dispute in material.links.disputes:
        sides = _sides(dispute)
        every = [e for side in sides for e in side]
        met = [{k for k, side in enumerate(sides) if _meet(side, passages)} for passages in judged]
        held = sum(_meet([e], [f for passages in judged for f in passages]) for e in every)
        if any(x != y for x in met[0] for y in met[1]) and 2 * held < len(every):
            what = f"The two stand in dispute {dispute.id}, which rests on {len(every) - held} more passages and would stay."
            raise UsageProblem(what, hint=f"no-dispute {dispute.id} for all of it")


def _meet(some: Sequence[Evidence], others: Sequence[Evidence]) -> bool:
    return any(same_place(e, f) for e in some for f in others)


def _sides(dispute: Dispute) -> list[list[Evidence]]:
    letters = sorted({p.side for p in dispute.positions} - {"-"})
    return [[e for p in dispute.positions if p.side == letter for e in p.evidence] for letter in letters]


def _no_passage(naming: Naming, token: str) -> UsageProblem:
    if by_id(naming.material.links.disputes, token) is not None:
        return UsageProblem(f"{token} is a dispute: it is judged alone.", hint=f"no second item beside {token}")
    tip = "an address that a view prints, as N:1402, or the id of a statement or claim"
    return UsageProblem(f"{token!r} is no passage of this case.", hint=tip)


def _draft(kind: JudgementKind, left: str, right: str | None, about: About, sides: tuple[tuple[Anchor, ...], ...]) -> Judgement:
    while sides and not sides[-1]:
        sides = sides[:-1]
    return Judgement("", kind, left, right, "", "", "", about, sides)


def _same(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements say the same of the same, whichever way round."""
    if one.about != other.about or (one.kind == "actor" and one.right != other.right):
        return False
    mine, theirs = ([frozenset(_key(a) for a in side) for side in j.sides] for j in (one, other))
    if one.kind == "actor":
        return mine[:1] == theirs[:1]
    return mine in (theirs, theirs[::-1]) and (any(mine) or {one.left, one.right} == {other.left, other.right})


def _key(anchor: Anchor) -> tuple[str, str, int, int]:
    return anchor.report, anchor.sha256, anchor.span.start, anchor.span.end
