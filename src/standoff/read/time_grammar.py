"""The grammar of time expressions: one regular expression over the classes of the words, one letter a word.

`<a|b>` stands for one word of class a or b; blanks mean nothing. Every repetition is bounded, so that matching is linear in the text.
"""

from __future__ import annotations

import re

from .time_words import CLASS

_REF = re.compile(r"(?<!\?P)<([\w|]+)>")


def compiled(grammar: str) -> re.Pattern[str]:
    """A grammar as a pattern over class letters."""
    letters = _REF.sub(lambda m: "[" + "".join(CLASS[n] for n in m[1].split("|")) + "]", grammar)
    return re.compile(re.sub(r"\s+", "", letters))


# Pieces: numbers, months, days of the month, years, names of days.
_DAY = "<n12|n24|n31|ord>"
_NUM = "<n12|n24|n31>"
_YEAR = "<year|oldyear>"
_MONTH = "(?:<month|monthq>|<mabbr><dot>?)"
_WEEKDAY = "(?:<weekday>|<wkabbr><dot>?)"
_PART = "<part|clockword>"
_UNIT = "<minute|day|week|weekend|month1|year1|long>"
_UNITS = "(?:<minute|minutes|day|week|weekend|month1|year1|long|units>)"
_APPROX = "(?:<more><than>|<than|about>)"

# A length: "three weeks", "14-year", "two and a half years", "a few days", "half an hour", "twenty-one months".
_COUNT = "(?:<number><dash><number>|<a>?<few><of>?<more>?|<number|n12|n24|n31|n59|n999>(?:<and><a><halves>)?<more>?)"
_LENGTH = f"(?:{_APPROX}{{0,2}}(?:{_COUNT}<dash>?{_UNITS}|<halves><a>{_UNIT}))"
_A_LENGTH = f"(?:{_APPROX}{{0,2}}<a>{_UNIT})"

# Times of day.
_HALF = "(?:<ampm>|<a|p><dot><m><dot>?)"
_ZONE = "(?:<open>?<zone>(?:<plus|dash><n12|n24>)?<close>?|<local><time>)"
_MINUTE = "<n0|n12|n24|n31|n59>"
_CLOCK = (
    f"(?:<n0|n12|n24>(?:<colon|dot>{_MINUTE}(?:<colon>{_MINUTE})?)?<dash>?{_HALF}{_ZONE}?|(?:<n0|n12|n24><colon|dot>)?<clock>{_ZONE}?|"
    f"<n0|n12|n24><colon>{_MINUTE}(?:<colon>{_MINUTE})?{_ZONE}?|<number|n12><o><apos><oclock>|<hhmm|year|oldyear><zone>)"
)
_HOUR = f"(?:<about>?(?:{_CLOCK}|<clockword>))"

# Days of the calendar.
_WRITTEN = f"(?:<year><dash>{_NUM}<dash>{_NUM}|{_NUM}<slash>{_NUM}<slash><year|n0|n12|n24|n31|n59|n999>)"
_MONTH_DAY = f"(?:(?:{_WEEKDAY}<comma>?)?{_MONTH}<the>?{_DAY}(?!<colon>)(?:<comma>?{_YEAR})?)"
_DAY_MONTH = f"(?:(?:{_WEEKDAY}<comma>?)?<the>?{_DAY}<of>?{_MONTH}(?:<comma>?{_YEAR})?)"
_MONTH_YEAR = f"(?:{_MONTH}(?:<comma|of>?{_YEAR}|<last|this|next><year1>|<of><last|this|next><year1>))"
_HOLIDAY = (
    "(?:(?:<new><year1><apos>?<s>?<day|eve>|<monthq><day>|<good><weekday>|<feast><day|eve|weekday>?|<holiday><apos>?<s>?<apos>?<day>|"
    "<fourth><of><month>)(?:<comma>?<year>)?)"
)
_DATED = f"(?:{_WRITTEN}|{_HOLIDAY}|{_MONTH_DAY}|{_DAY_MONTH})"
_NAMED_DAY = "(?:<last|this|next|coming|past>{0,2}(?:<early><on>?)?<weekday>)"
_ANY_DAY = f"(?:{_DATED}|{_NAMED_DAY}|<relday>)"

# Years and longer.
_DECADE = "(?:<the>?(?:<early><dash>?)?(?:<decade>|<apos><shortdecade>))"
_CENTURY = "(?:<the>?(?:<early><dash>?)?(?:<number><dash>)?<ord|ordword><dash>?<long>)"
_QUARTER = (
    f"(?:<the>?<ord|ordword><dash>?<quarter><of>(?:<the>?(?:<fiscal><year1>?)?{_YEAR}|<last|this|next><year1>)|<qn><comma|of>?<year>)"
)
_FISCAL = "(?:<fiscal><year1>?<year>)"
_YEARS = "(?:<year>|<oldyear>)"

# What points from here: "last month", "that same day", "this past summer", "the following year", "earlier this week".
_POINTED = (
    "(?:<the>?<last|next|this|that|same|coming|past>{1,2}(?:<day|week|weekend|month1|long|season|fall|quarter|part|feast>|<fiscal>?<year1>)|"
    f"<the>?<last|next|this|coming|past>{{1,2}}{_MONTH}(?!{_DAY}))"
)
_SOFT = "(?:<the>?<early><of|in|on|dash>?|<the>?<bound|halves><of>|<the>?<later>(?:<on|in>)?|<the>?<ordword|ord|last><halves|day|week><of>)"
_THE_UNIT = "(?:<the><day|week|weekend|month1|year1|long>)"
_AGO = (
    f"(?:(?:{_LENGTH}|{_A_LENGTH}|<units|minutes>|<the><day|week|month1|year1|part>)"
    "(?:<ago>|<later>(?!<this|that>)|<rel><relday>?|<from><now>))"
)
_STRETCH = (
    f"(?:<the>?<past|last|next|coming|recent|these|ordword>(?:{_APPROX}?{_COUNT}<units|minutes|day|minute>)|"
    "<the>?<past|last|next|coming|recent|these|this><units|minutes>)"
)
_SEASON = f"(?:<the>?<early>?<season|fall>(?:<of>)?(?:{_YEAR}|<last|this|next><year1>))"
_LOOSE_SEASON = "(?:(?:(?<=<in|since|by|early|rel>)|<the>)<early>?<season|fall>(?!<of>))"

_DATE = (
    f"(?:{_SOFT}?(?:{_DATED}|{_MONTH_YEAR}|{_QUARTER}|{_FISCAL}|{_SEASON}|{_POINTED}|{_AGO}|{_NAMED_DAY}|<relday>|{_DECADE}|{_CENTURY}|"
    f"<early>?<dash>?{_MONTH}|<early>?<dash>?{_YEARS})|{_SOFT}{_THE_UNIT}|<the><weekend>|<overnight>|{_LOOSE_SEASON}|<wkabbr><dot>)"
)

# Times of day, with the day they belong to.
_TIME = (
    f"(?:{_DATED}<comma>?<at|by|dash|on>?{_HOUR}|{_SOFT}?{_ANY_DAY}<comma>?<at|by>{_HOUR}|{_SOFT}?{_ANY_DAY}<comma>?<at>?<about>?{_CLOCK}|"
    f"<about>?{_HOUR}<comma>?<on|of|the>?{_SOFT}?{_ANY_DAY}(?!<colon>)|"
    f"{_SOFT}?<last|this|next|that|same|past|coming>{{1,2}}<early>?<weekday>?<part|clockword>|{_SOFT}?{_ANY_DAY}<early>?{_PART}|"
    f"<the>?<early>?<part|clockword|minutes>(?:<of>|<on>)(?:<the>?<part>(?:<of>|<on>))?{_ANY_DAY}|"
    f"<early>?<overnight><on>?{_ANY_DAY}|<about>?{_CLOCK}|<about>?<clockword>|<the><early>?<part>|<early><dash>?<part>)"
)

# Ranges.
_POINT = f"(?:{_TIME}|{_DATE})"
_RANGE = (
    f"(?:(?<=<between>){_POINT}<and>{_POINT}|(?<=<from>){_POINT}(?:<to>|<since>|<dash>){_POINT}|"
    f"<year><dash>(?:<year>|{_MINUTE})(?!<dash>)|<weekday>(?:<to|since|dash>)<weekday>|{_MONTH_DAY}(?:<to>|<since>|<dash>){_MONTH_DAY}|"
    f"{_MONTH}{_DAY}<dash>{_DAY}(?!<colon|dash>)(?:<comma>?{_YEAR})?|{_DAY}<dash>{_DAY}<of>?{_MONTH}{_YEAR}?|"
    f"{_MONTH}(?:<to>|<since>|<dash>){_MONTH}{_YEAR}?|{_CLOCK}(?:<to>|<dash>){_CLOCK})"
)

_SET = (
    f"(?:<every>(?:<number|n12|n24|n31|ordword|few>)?(?:<weekday|day|week|weekend|month1|year1|part|minute|minutes|units|month|season>)(?!<ago>)<part>?|"
    f"<weekdays><part|parts>?|<parts>|<times><a>?{_UNIT}|<times><day>|<adverb>)"
)

GRAMMAR = compiled(
    f"(?P<period>{_RANGE}|{_STRETCH})|(?P<set>{_SET})|(?P<time>{_TIME})|(?P<date>{_DATE})|"
    f"(?P<duration>{_LENGTH}(?!<dash>?<old>)|(?<=<for|in|rel|times|than|about>){_A_LENGTH}|(?<=<for|in>)<units|minutes>)"
)

# Classes of words without which there is no expression: a stretch of text that holds none is not searched.
_TELLING = (
    "weekday|wkabbr|weekdays|month|mabbr|monthq|relday|overnight|weekend|part|parts|clockword|season|fall|minute|minutes|day|week|month1|year1|long|"
    "units|quarter|year|oldyear|decade|shortdecade|clock|ampm|m|zone|qn|oclock|adverb|feast|holiday|fourth|colon|slash"
)
TELLING = compiled(f"<{_TELLING}>")
