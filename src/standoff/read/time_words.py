"""The words that English tells time with: for each its class, one letter, and its plain form.

A sentence becomes a string of classes, one letter a word, and the grammar of times is a regular expression over such strings.
Words are listed as they may be written, so that a word is looked up as it stands: "May" may be a month, "may" is not.
"""

from __future__ import annotations

from collections.abc import Iterable

OTHER = "x"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_UNITS = "minute hour day week month year decade century weekend".split()

# Classes by name: the words in their plain form. "written=plain" where the two differ.
_CLASSES: dict[str, str] = {
    "part": "morning afternoon evening night",
    "parts": "mornings=morning afternoons=afternoon evenings=evening nights=night",
    "clockword": "noon midday=noon midnight dawn=morning daybreak=morning sunrise=morning midmorning=morning lunchtime=noon "
    "midafternoon=afternoon dusk=evening sunset=evening nightfall=evening",
    "relday": "today yesterday tomorrow tonight",
    "overnight": "overnight",
    "season": "spring summer autumn winter",
    "fall": "fall=autumn",
    "last": "last",
    "past": "past=last previous=before preceding=before prior=before",
    "next": "next",
    "coming": "coming=next upcoming=next following=after ensuing=after",
    "recent": "recent=last",
    "this": "this",
    "these": "these=this those=that",
    "that": "that",
    "same": "same=that very=that",
    "every": "every each=every",
    "early": "early late mid",
    "bound": "beginning=start start end middle=mid close=end outset=start",
    "halves": "half",
    "later": "earlier later",
    "ago": "ago",
    "rel": "before after",
    "from": "from",
    "now": "now",
    "a": "a an=a",
    "m": "m",
    "p": "p",
    "the": "the",
    "of": "of",
    "few": "few several=few couple dozen=12 dozens=few many=few numerous=few",
    "number": "",
    "minute": "minute hour",
    "minutes": "minutes=minute hours=hour seconds=second",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month1": "month",
    "year1": "year",
    "long": "decade century",
    "units": "days=day weeks=week months=month years=year decades=decade centuries=century weekends=weekend",
    "quarter": "quarter",
    "fiscal": "fiscal financial=fiscal",
    "local": "local",
    "time": "time",
    "oclock": "clock",
    "o": "o",
    "in": "in during into",
    "on": "on",
    "since": "since until till through throughout",
    "by": "by near",
    "about": "about around circa",
    "at": "at",
    "to": "to",
    "and": "and or",
    "between": "between",
    "for": "for over within",
    "than": "than almost nearly roughly approximately barely only just",
    "more": "more less",
    "times": "once=every twice=every times=every per=every",
    "adverb": "daily=every weekly=every monthly=every yearly=every annually=every nightly=every hourly=every",
    "eve": "eve",
    "new": "new",
    "s": "s",
    "old": "old",
    "feast": "christmas halloween thanksgiving easter",
    "good": "good",
    "holiday": "valentine boxing independence labor=labour labour memorial veterans",
    "fourth": "",
    "dot": ".",
    "comma": ",",
    "colon": ":",
    "slash": "/",
    "dash": "-=- –=- —=- −=-",
    "apos": "'=' ’=' ‘='",
    "open": "( [",
    "close": ") ]",
    "plus": "+",
}
_NUMBERED: tuple[str, ...] = (
    "weekday",
    "wkabbr",
    "weekdays",
    "month",
    "mabbr",
    "monthq",
    "n0",
    "n12",
    "n24",
    "n31",
    "n59",
    "n999",
    "year",
    "oldyear",
    "decade",
)
_NUMBERED += ("shortdecade", "ord", "ordword", "clock", "ampm", "zone", "qn", "hhmm")

_ALPHABET = [chr(c) for c in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x17F)) if chr(c) != OTHER]
CLASS = {name: _ALPHABET[k] for k, name in enumerate((*_CLASSES, *_NUMBERED))}


def _forms(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield from (word, word.capitalize(), word.upper())


def _table() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}

    def put(name: str, plain: str, written: Iterable[str]) -> None:
        for word in written:
            table.setdefault(word, (CLASS[name], plain))

    for k, word in enumerate(_NUMBERS, 1):
        put("number", str(k), _forms([word]))
    for word, tens in _TENS.items():
        put("number", str(tens), _forms([word]))
    put("fourth", "4th", ("Fourth",))
    for k, word in enumerate(_ORDINALS, 1):
        put("ordword", f"{k}th", _forms([word]))
    for k, name in enumerate(WEEKDAYS):
        put("weekday", name, _forms([name]))
        put("weekdays", name, _forms([f"{name}s"]))
        short = {name[:3], *(("tues",) if k == 1 else ("weds",) if k == 2 else ("thur", "thurs") if k == 3 else ())}
        put("wkabbr", name, (w for s in short for w in (s.capitalize(), s.upper())))
    for name in MONTHS:
        if name in ("march", "may"):
            put("monthq", name, (name.capitalize(), name.upper()))
        else:
            put("month", name, (name.capitalize(), name.upper()))
        short = {name[:3], *(("sept",) if name == "september" else ())}
        put("mabbr", name, (w for s in short for w in (s.capitalize(), s.upper())))
    for k in range(60):
        name = "n0" if k == 0 else "n12" if k <= 12 else "n24" if k <= 24 else "n31" if k <= 31 else "n59"
        put(name, str(k), {str(k), f"{k:02d}"})
    for k in range(60, 1000):
        put("n999", str(k), (str(k),))
    for k in range(1, 32):
        tail = "th" if 10 < k < 20 else {1: "st", 2: "nd", 3: "rd"}.get(k % 10, "th")
        put("ord", f"{k}th", (f"{k}{tail}", f"{k}{tail.upper()}"))
    for k in range(1000, 2100):
        put("year" if k >= 1900 else "oldyear", str(k), (str(k),))
    for k in range(1700, 2100, 10):
        put("decade", f"{k}s", (f"{k}s",))
    for k in range(20, 100, 10):
        put("shortdecade", f"19{k}s", (f"{k}s",))
    put("decade", "1960s", _forms(["sixties"]))
    for word, k in (("seventies", 1970), ("eighties", 1980), ("nineties", 1990)):
        put("decade", f"{k}s", _forms([word]))
    for k in range(1, 13):
        for half in ("am", "pm"):
            put("clock", f"{k}{half}", (f"{k}{half}", f"{k}{half.upper()}"))
    for minute in range(60):
        for half in ("am", "pm"):
            put("clock", f"{minute:02d}{half}", (f"{minute:02d}{half}", f"{minute:02d}{half.upper()}"))
    for half in ("am", "pm"):
        put("ampm", half, (half, half.upper()))
    for hour in (*range(10), 21, 22, 23):
        for minute in range(60):
            put("hhmm", f"{hour:02d}{minute:02d}", (f"{hour:02d}{minute:02d}",))
    for quarter in range(1, 5):
        put("qn", f"q{quarter}", (f"Q{quarter}",))
    zones = "GMT UTC ET EST EDT PT PST PDT CT CST CDT MST MDT BST CET CEST EEST IST JST HKT AEST"
    put("zone", "", zones.split())
    for name, words in _CLASSES.items():
        for word in words.split():
            written, _, plain = word.partition("=")
            put(name, plain or written, [written] if name == "adverb" else _forms([written]))
    return table


WORDS = _table()
LETTERS = {word: letter for word, (letter, _) in WORDS.items()}
