"""Channel and addressee of a statement, from the words of its own sentence (section 2 of the reading guide).

The channel is the medium that carried the words ("on Twitter", "in a televised address", "told Coast Business Network"), the
addressee whom they were said to ("told reporters", "urged lawmakers to"). What the sentence does not say stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.ingest import agencies
from standoff.model import Span

from .clauses import SIGN, SUBJECTS, Clauses
from .cue import head_starts
from .lexicon import heads_in, lemma
from .words import word_pairs

# Platforms of the world on which people publish their own words, with the verb or noun that names them.
PLATFORMS = {
    "twitter": "Twitter", "tweet": "Twitter", "tweets": "Twitter", "tweeted": "Twitter", "tweeting": "Twitter", "retweet": "Twitter",
    "retweeted": "Twitter", "facebook": "Facebook", "instagram": "Instagram", "telegram": "Telegram", "youtube": "YouTube",
    "whatsapp": "WhatsApp", "weibo": "Weibo", "wechat": "WeChat", "douyin": "Douyin", "tiktok": "TikTok", "vk": "VK", "vkontakte": "VK",
    "odnoklassniki": "Odnoklassniki", "viber": "Viber", "signal": "Signal", "snapchat": "Snapchat", "reddit": "Reddit",
    "linkedin": "LinkedIn", "tumblr": "Tumblr", "mastodon": "Mastodon", "bluesky": "Bluesky", "threads": "Threads", "periscope":
        "Periscope",
    "livejournal": "LiveJournal", "rumble": "Rumble", "gab": "Gab", "parler": "Parler", "truth social": "Truth Social", "line": "LINE",
    "kakaotalk": "KakaoTalk", "koo": "Koo", "sharechat": "ShareChat", "zalo": "Zalo", "discord": "Discord", "twitch": "Twitch",
    "medium": "Medium", "substack": "Substack", "skype": "Skype", "zoom": "Zoom",
}  # fmt: skip
# Words that are also common nouns, verbs or adjectives: platforms only when capitalised and after "on" or "via".
_COMMON = {"signal", "threads", "medium", "line", "rumble", "gab", "discord", "twitch", "zoom", "koo", "telegram"}

# Nouns that name a medium or an occasion of speech.
_MEDIUM = (
    "interviews?|statements?|communiqu[eé]s?|letters?|tweets?|posts?|postings?|videos?|video messages?|audio|recordings?|messages?"
    "|broadcasts?"
    "|addresse?s?|speech(?:es)?|remarks|press conferences?|news conferences?|conferences?|conference calls?|briefings?|columns?|articles?"
    "|opinion pieces?|op-eds?|editorials?|rall(?:y|ies)|e-?mails?|phone calls?|telephone calls?|calls?|telephone|phone|radio|television|TV"
    "|releases?|notes?|memos?|memorandum|blogs?|essays?|books?|memoirs?|testimony|hearings?|livestreams?|threads?|websites?|web sites?"
    "|newspapers?|text messages?|filings?|documents?|reports?|dispatch(?:es)?|sermons?|podcasts?|programmes?|programs?|shows?|debates?"
    "|news agency|state media|social media|social network|account|page|channel"
)
_OUTLET_WORD = (
    r"(?:[A-Z]{2,9}(?:[-/]TV)?(?![^\W_])|[\w’'.-]*(?:TV|Radio|Television|Network|News|Times|Post|Journal|Press|Agency|Channel|Magazine|Newspaper"
    r"|Herald"
    r"|Tribune|Gazette|Guardian|Telegraph|Observer|Globe|Mail|Mirror|Sun|Star|Standard|Chronicle|Courier|Monitor|Review|Today|Broadcasting"
    r"|Weekly|Daily))"
)
_NAME = rf"(?:the\s+)?(?:(?:[A-Z][\w’'.&-]*|al-[A-Z]\w+)\s+){{0,4}}?{_OUTLET_WORD}(?:\s+(?:[A-Z][\w’'.&-]*))*(?:['’]s?(?=\s))?"
_SHOW = r"[“\"‘][A-Z0-9][^“”\"]{2,40}?[”\"’]"
_STATE = (
    r"(?:state|public|national|local|official)(?:[- ](?:run|owned|controlled))?\s+(?:television|TV|radio|media|broadcaster|news"
    r" agency)(?:\s+[A-Z]\w+)?"
)
_DETERMINER = r"(?:a|an|the|his|her|its|their|our|my|several|two|this|that|first|separate|another|both)"
_PLATFORM = "|".join(sorted((re.escape(p) for p in PLATFORMS if p not in _COMMON), key=len, reverse=True))

_OBJECT_OUTLET = re.compile(
    rf"\s+(?P<name>(?:{_NAME}(?:\s+{_SHOW})?|{_SHOW}|{_STATE}|(?:the\s+|a\s+)?(?:[\w’'.-]+\s+){{0,3}}?(?:newspaper|news agency"
    rf"|broadcaster|magazine|website)(?:\s+[A-Z][\w’'.-]*)*))"
)
_CHANNEL = re.compile(
    rf"\b(?i:on|via|through|over|to)\s+(?P<platform>(?i:(?:{_DETERMINER}\s+)?(?:[\w’'.-]+\s+){{0,2}}?(?:{_PLATFORM})(?:\s+(?:account"
    rf"|page|post|feed|channel|video|thread))?)\b|(?:Signal|Threads|Telegram|Medium|Zoom|Discord)\b)"
    rf"|\b(?i:in|during|on)\s+(?:{_DETERMINER}\s+)?(?:[\w’'-]+\s+){{0,2}}?(?P<talk>interview|column|article|appearance|op-ed|opinion"
    rf" piece|piece|program(?:me)?)s?\s+(?:\w+\s+){{0,2}}?(?:on|with|to|for|in|by|published in|aired on|broadcast"
    rf" on)\s+(?P<talkname>(?:[\w’'-]+\s+){{0,3}}?(?:newspaper|broadcaster|magazine|daily|weekly|channel|station"
    rf"|website)\s+[A-Z][\w’'-]+|(?:[\w’'-]+\s+){{0,2}}?{_NAME}(?:\s+{_SHOW})?|{_SHOW}|{_STATE})"
    rf"|\b(?i:on|in)\s+(?:an?\s+)?(?P<show>{_NAME}\s*{_SHOW}|{_SHOW}(?=\s+interview)|(?<=[Oo]n ){_SHOW}|{_STATE})"
    rf"|\b(?i:on)\s+(?P<outlet>{_NAME})(?=[\s.,;:])"
    rf"|\b(?i:in|on|at|during|via|through|over|from|by(?=\s+(?:phone|telephone|e-?mail|video|radio))"
    rf"|(?:issued|released|wrote|sent|posted|published|read|gave|delivered|signed)(?=\s+(?:an?|the|his|her|their|its)\b))"
    rf"\s+(?P<medium>(?i:(?:{_DETERMINER}\s+)?(?:[\w’'.-]+\s+){{0,4}}?(?P<head>{_MEDIUM}))\b(?:\s+(?:posted|published|released|aired"
    rf"|broadcast|shared|carried)\s+(?:(?:on|to|by|in|via)\s+)?(?:social media|the internet|online|{_STATE}|(?:\w+\s+)?media|{_NAME}"
    rf"|(?i:{_PLATFORM})))?(?:\s+(?:on|to)\s+(?:social media|{_STATE}))?)",
)  # fmt: skip
_CAPITALS = re.compile(r"\s+(?P<name>(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,4})")
_OPENING, _NEAR = 14, 45  # characters before a phrase that opens the sentence, and between a cue and a phrase that follows on it
_NOT_MEDIUM = re.compile(
    r"(?i)\b(?:according|response|reaction|reply|addition|order|favou?r|support|light|charge|terms|wake|case|question)\b|\b(?:to|of"
    r"|that|who|which|and|the reports)\b"
)

# Verbs whose object is whom they speak to.
_TO_SOMEBODY = set(
    "tell warn urge ask assure remind inform instruct order advise implore beg press invite notify brief reassure persuade convince thank"
    " encourage caution exhort command petition lobby counsel".split()
) | {"call on", "appeal to", "plead"}
# No word of it begins inside another: else every way to cut six words into pieces would be tried where nothing follows that can.
_NOUN_PHRASE = (
    r"(?:(?:the|a|an|his|her|its|their|our|all|some|several|both|other|these|those)\s+)?"
    r"(?:(?<![\w’'.&-])(?!(?:that|to|not|of|if|whether|how|why|what|when|where|as|by|in|on|at|for|with|about|over|after|before|during|it"
    r"|there|this)\b)[\w’'.&-]+\s*){1,6}?"
)
_OBJECT = re.compile(rf"\s+(?P<who>(?:him|her|them|us|me|you|each other|{_NOUN_PHRASE}))(?=\s+(?:that|to|not to|if|whether|how|why|what"
        rf"|when|where|as|by|in|on|at|for|with|about|over|of|after|before|during|it|there|he|she|they|we|I|the|this|last|early|late"
        rf"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\s*[,:.;“\"‘]|$)")  # fmt: skip
_ORDERED = re.compile(
    rf"^\s*(?:on\s+|upon\s+|for\s+)?(?P<who>(?:him|her|them|us|{_NOUN_PHRASE}))\s+(?:[“\"‘]\s*)?[“\"‘]?(?:not\s+)?to\s+[“\"‘]?[a-z]+"
)
_AUDIENCE = re.compile(
    r"\s+(?P<who>(?:(?:the|his|her|their)\s+)?(?:reporters|journalists|lawmakers|supporters|parliament|Congress|diplomats|investigators"
    r"|delegates))\b"
)
_MEDIA_WORD = re.compile(rf"^(?:{_NAME}|{_SHOW}|{_STATE})$")


def platform_of(words: str) -> str | None:
    """The platform that the words of a channel or cue name ("in a tweet" -> "Twitter"), None for any other channel."""
    return next((PLATFORMS[w] for w in re.findall(r"\w+", words.lower()) if w in PLATFORMS and w not in _COMMON), None)


def channel_of(
    text: str, sentence: Span, cue: Span | None, source: Span | None, content: Sequence[Span], clauses: Clauses | None = None
) -> Span | None:
    """The words that name the medium, nearest to the cue; for a cue that names it itself ("tweeted") the cue.

    With `clauses`, words that neither open the sentence nor follow on the cue must hang from it.
    """
    anchor = cue or source
    if anchor is None:
        return None
    if cue and platform_of(cue.of(text)):
        return cue
    if cue and "tell" in _heads(text, cue) and (told := _medium_told(text, cue, sentence)) and (span := _closed(text, told, content)):
        return span
    best: tuple[int, Span] | None = None
    at = sentence.start
    while match := _CHANNEL.search(text, at, sentence.end):
        at = match.start() + 1  # what was refused may hold another that is not
        name = next(g for g in ("platform", "talkname", "show", "outlet", "medium") if match[g])
        span = _closed(text, Span(*match.span(name)), content)
        if (
            span is None
            or (source and span.overlaps(source))
            or (name == "medium" and _NOT_MEDIUM.search(text, span.start, match.start("head")))
        ):
            continue
        at = match.end()
        if clauses and cue and not _follows(text, sentence, cue, span) and not clauses.attached(cue, span):
            continue
        distance = max(span.start - anchor.end, anchor.start - span.end, 0)
        if not _cut_off(text, anchor, span) and (best is None or distance < best[0]):
            best = distance, span
    return best[1] if best else None


def _medium_told(text: str, cue: Span, sentence: Span) -> Span | None:
    """The medium that somebody "told": by the nouns of its name, or one of the wire agencies of the world."""
    if match := _OBJECT_OUTLET.match(text, cue.end, sentence.end):
        return Span(*match.span("name"))
    if match := _CAPITALS.match(text, cue.end, sentence.end):
        return Span(*match.span("name")) if agencies.name(match["name"]) else None
    return None


def _follows(text: str, sentence: Span, cue: Span, span: Span) -> bool:
    """Whether a phrase opens the sentence, but for its preposition, or follows on the cue with little and no sign between."""
    between = text[cue.end : span.start]
    return span.start - sentence.start <= _OPENING or (span.start >= cue.end and len(between) <= _NEAR and not SIGN.search(between))


def _cut_off(text: str, anchor: Span, span: Span) -> bool:
    """Whether another clause of speech stands between the cue and the medium."""
    between = text[min(anchor.end, span.end) : max(anchor.start, span.start)]
    return bool(re.search(r"\b(?:said|told|says|wrote|tweeted|added)\b", between)) or len(between) > 220


def _heads(text: str, cue: Span) -> set[str]:
    return {h.entry.lemma for h in heads_in(text, cue)} | {lemma(text[s:e]) for s, e in word_pairs(text, cue.start, cue.end)}


def _closed(text: str, span: Span, content: Sequence[Span]) -> Span | None:
    """The span without trailing signs, None where it lies in the content."""
    end = span.end
    while end > span.start and text[end - 1] in " .,;:":
        end -= 1
    return Span(span.start, end) if end > span.start and not any(c.start < end and span.start < c.end for c in content) else None


def addressee_of(
    text: str,
    sentence: Span,
    cue: Span | None,
    source: Span | None,
    content: Sequence[Span],
    channel: Span | None = None,
    clauses: Clauses | None = None,
) -> Span | None:
    """The words that name whom the statement is addressed to. A medium that somebody "told" is the channel and no addressee.

    The `clauses` tell it, and the words behind a verb like "tell" where they do not.
    """
    if cue is None:
        return None
    taken = [s for s in (channel, source) if s]
    words = clauses.at(head_starts(text, cue)) if clauses else []
    for word in words:
        found = _hearer(clauses, word, content) if clauses else None
        who = _person(text, clauses.syntax.phrase(found)) if clauses and found is not None else None
        if who and not any(s.overlaps(who) for s in taken):
            return who
    if clauses and any(map(clauses.reduced, words)):
        return None
    heads = _heads(text, cue)
    passive = re.search(r"\b(?:is|was|are|were|been|be)\s(?:\w+ly\s)?$", text[max(sentence.start, cue.start - 20) : cue.start])
    if (heads & _TO_SOMEBODY and not passive) or (heads & {"call"} and re.match(r"\s+(?:up)?on\b|\s+for\b", text[cue.end : cue.end + 8])):
        stop = sentence.end
        match = _ORDERED.match(text[cue.end : stop]) if heads & _ORDERING else None
        at = cue.end
        if match and clauses and any(clauses.syntax.tag(w) not in ("VERB", "AUX") for w in clauses.at([at + match.end() - 1])):
            match = None  # no infinitive: "called for a halt to violence"
        if match is None and not (heads & {"call", "call on"}):
            match, at = _AUDIENCE.match(text, cue.end, stop) or _OBJECT.match(text, cue.end, stop), 0
            if match and any(c.start <= match.start("who") < c.end for c in content):
                match = None
        if match:
            who = _person(text, Span(at + match.start("who"), at + match.end("who")))
            if who and not any(s.overlaps(who) for s in taken):
                return who
    return None


def _hearer(clauses: Clauses, word: int, content: Sequence[Span]) -> int | None:
    """The head of whom a predicate speaks to, by the tree.

    That is the object of "told", its subject in the passive, the subject of what follows "asked whether …", and what "to" or "with" leads
    behind "said" or behind the letter or the interview in which it is said.
    """
    tree, verb = clauses.syntax, clauses.verb(word)
    hanging = [c for c in tree.children(word) if clauses.form(c) not in _RELATIVE]
    inside = {c for s in content for c in tree.within(s)}
    free = [c for c in hanging if c not in inside]
    if verb in _TO_SOMEBODY:
        if (told := next((c for c in hanging if tree.relation(c) == "nsubj:pass"), None)) is not None:
            return told
        if clauses.reduced(word):
            return clauses.child(tree.parents[word], *SUBJECTS)
        orders = verb in _ORDERING and clauses.child(word, "xcomp", "ccomp", "advcl") is not None
        objects = [c for c in (hanging if orders else free) if c > word and tree.relation(c) in ("obj", "iobj")]
        if objects:
            return objects[0]
    for c in hanging:
        if verb == "call" and tree.relation(c) == "obl" and clauses.led(c, "on", "upon"):
            return c
    # "Speaking to reporters, she said": whom the speaking goes to.
    speaking = [c for c in hanging if tree.relation(c) == "advcl" and clauses.verb(c) in ("speak", "talk", "write")]
    for above in [*([word] if verb in _SAYING else []), *speaking]:
        for c in tree.children(above):
            if c > above and c not in inside and tree.relation(c) == "obl" and clauses.led(c, "to", "with"):
                return c
    for c in free:
        if tree.relation(c) in ("obj", "obl", "nmod") and clauses.noun(c) in _MESSAGES:
            towards = (d for d in sorted(tree.below(c)) if tree.relation(d) in ("obl", "nmod") and clauses.led(d, "to", "with"))
            if (reader := next((d for d in towards if d not in inside), None)) is not None:
                return reader
    return None


_ORDERING = set("call urge ask order instruct warn press tell invite advise encourage beg implore push".split()) | {"call on"}
_SAYING = set(
    "say write plead speak talk complain explain suggest indicate confirm repeat appeal apologize confide boast insist propose signal vow"
    " swear announce stress mention reveal testify comment admit lie promise offer".split()
)
_MESSAGES = set(
    "letter statement interview message email memo note testimony speech address remark conversation briefing tweet post call article"
    " column".split()
)
_RELATIVE = frozenset("who whom which that".split())


def _person(text: str, span: Span) -> Span | None:
    words = span.of(text).rstrip(" .,;:")
    if (
        not words
        or _MEDIA_WORD.match(words)
        or re.fullmatch(
            r"(?i)(?:it|that|so|more|all|nothing|anything|the truth|time|calm|restraint|\w+ly|(?:mon|tues|wednes|thurs|fri|satur"
            r"|sun)day|against.*|last.*|this.*|early.*|late.*)",
            words,
        )
    ):
        return None
    return Span(span.start, span.start + len(words))
