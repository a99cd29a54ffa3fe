"""The pronouns of English by what they can stand for."""

from __future__ import annotations

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
ME = frozenset("i me my mine myself".split())
WE = frozenset("we us our ours ourselves".split())
IT = frozenset("it its itself".split())
WHO = frozenset("who whom whose which that".split())
PRONOUNS = HE | SHE | THEY | ME | WE | IT | WHO | frozenset("you your yours this these those".split())
