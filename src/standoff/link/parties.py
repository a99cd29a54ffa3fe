"""Who acts or is acted on without a voice and a name of their own: governments by their country, groups by what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model import Evidence, Mention, Span
from .bodies import Key, Named, by_table
from .fold import slug
from .people import Someone
from .phrases import take_apart
from .sheet import Sheet
from .sources import Found, Resolver
from .tables import country_forms

# Whose they are tells who they are: "Hale's supporters", "the president's allies".
_FOLLOWERS = frozenset(
    "supporters backers followers loyalists allies aides advisers advisors critics opponents enemies foes rivals fighters lawyers "
    "attorneys campaign camp team party".split()
)
_DOING = re.compile(r"\s(?:of|for|from|in|by|over|with|to)\s(?!king\b)[a-z]+ing\b|\s(?:who|that|which|whose)\s|[,;]\s")
_BESIDE = re.compile(r"['\u2019]?s?\s(?:[\w-]+\s){0,2}$")
_OF = re.compile(r"\sof\s(?:the\s|President\s|Mr\.\s)?$")


def party(resolver: Resolver, sheet: Sheet, mention: Mention, named: Mapping[str, Found], *, acts: bool) -> Found | None:
    """The actor of a mention that the reading joins to no name: `named` are the answers for those, by id.

    A capital stands for its government only where it `acts`. None for pronouns, for single persons whom nobody names, and for what is
    no public body.
    """
    span = mention.span
    if clause := _DOING.search(span.of(sheet.text)):
        span = Span(span.start, span.start + clause.start())
    text = span.of(sheet.text)
    here = (sheet.reading.report.evidence(mention.span),)
    if mention.form == "name":
        return _state(sheet, text, here, acts=acts)
    if mention.form == "pronoun":
        return None
    if found := _followers(sheet, mention, text, named) or resolver.identified(sheet, span):
        return found
    group = resolver.groups.of(sheet, text)
    if group is None:
        return None
    sheet.remember(mention.span.start, group)
    return Found(group, 0.75, "a group that acts here", here)


def has_country(text: str) -> bool:
    """Whether a phrase says of which country somebody is: then it stands for itself."""
    return bool(take_apart(text).country)


def _state(sheet: Sheet, text: str, here: tuple[Evidence, ...], *, acts: bool) -> Found | None:
    """A country, its people, its adjective or its capital as its government."""
    forms = {form for _, form in country_forms(text)}
    if not forms or (forms == {"capital"} and not acts):
        return None
    named = by_table(text, sheet.countries)
    return Found(named, 0.7, "acts", here) if named and named.key.sort == "government" else None


def _followers(sheet: Sheet, mention: Mention, text: str, named: Mapping[str, Found]) -> Found | None:
    """ "Hale's supporters", "supporters of Hale", "his allies": a group by whose it is."""
    head = take_apart(text).head
    if head not in _FOLLOWERS:
        return None
    at = re.search(rf"\b{re.escape(head)}\b", text, re.I)
    if at is None:
        return None
    start, end = mention.span.start + at.start(), mention.span.start + at.end()
    for m in sorted((m for m in sheet.reading.mentions if mention.span.covers(m.span) and m.id != mention.id), key=lambda m: m.span):
        before = m.span.end <= start and (m.span.end == start or _BESIDE.fullmatch(sheet.text, m.span.end, start))
        after = m.span.start > end and _OF.fullmatch(sheet.text, end, m.span.start)
        owner = named.get(sheet.chain(m)[0].id) if before or after else None
        if owner:
            name = owner.who.best.written if isinstance(owner.who, Someone) else owner.who.name
            own = Named(Key("institution", "", (head, slug(name))), f"{name} {head}", "group", head)
            return Found(own, round(0.85 * owner.confidence, 3), f"the {head} of {name!r}", (sheet.reading.report.evidence(mention.span),))
    return None
