"""Which of "he" and "she" can stand for a name or a nominal: what titles, gendered nouns and given names tell.

`given_names.tsv` beside this module lists given names of the whole world, folded to plain lower-case letters, with the gender
they are mostly used for (m, f, both) and the languages or regions they are at home in. It says how names are used, not who
a person is; where it is silent or undecided the answer is None, and the report's own pronouns have the last word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Gender = Literal["m", "f"]

_MALE_NOUNS = """
man boy guy gentleman lad husband widower groom bridegroom fiance boyfriend father dad daddy papa son brother uncle nephew
grandfather grandpa grandson stepfather stepson stepbrother godfather godson king prince emperor tsar czar kaiser sultan emir
caliph duke archduke marquess marquis earl viscount baron baronet lord count nobleman tsarevich maharaja headmaster monk friar
abbot pope pontiff ayatollah mullah imam mufti patriarch landlord cowboy playboy schoolboy
""".split()
_FEMALE_NOUNS = """
woman girl lady wife widow bride fiancee girlfriend mother mum mom mama daughter sister aunt auntie niece grandmother grandma
granddaughter stepmother stepdaughter stepsister godmother goddaughter queen princess empress tsarina czarina sultana duchess archduchess
marchioness countess viscountess baroness noblewoman maharani actress waitress stewardess hostess headmistress mistress nun abbess
priestess heiress heroine landlady housewife midwife ballerina seamstress goddess schoolgirl songstress comedienne chanteuse
""".split()
# Words ending in -man that do not mean a man, or that women are called by too.
_NOT_MEN = frozenset("german roman ottoman norman talisman caiman superhuman inhuman shaman turkoman ombudsman freshman layman".split())
# Capitalised, other words in -man are surnames ("Freeman", "Hoffman").
_MAN = re.compile(
    r"^(?:spokes|chair|congress|assembly|council|alder|business|police|states|sports|camera|gun|clergy|church|fisher|fire|crafts|"
    r"sales|service|patrol|anchor|front|country|noble|air|trades|work|crew|strong|middle)man$"
)
# Capitalised, these are surnames and given names: "Son Ye-jin", "Guy", "Page".
_NAMESAKES = frozenset("son man guy lad boy groom count abbot monk friar mum dad".split())
# As nouns these need nothing more; as titles before a name they are also surnames and given names.
_MALE_TITLES = """
mr mister messrs sr sir monsieur mssr messieurs herr signor signore senor senhor don dom fr father brother monsignor msgr imam mufti
ayatollah mullah maulana hojatoleslam hojjatoleslam rav emperor king prince pope alhaji haji hajji hajj mallam bapak pak bwana agha
shri shriman thiru encik meneer mijnheer ato master patriarch sultan tunku sidi moulay dalai
""".split()
_FEMALE_TITLES = """
mrs ms miss madam madame maam mme mlle mademoiselle mesdames frau fraulein signora signorina senora senorita sra srta senhora dona dame
lady queen princess empress sister mother mevrouw mejuffrouw pani ibu hajja hajiya alhaja sheikha shaikha shrimati smt selvi thirumathi
puan cik datin weizero woizero khanum khanom daw mama begum sayyida
""".split()
# Titles that are also parts of names: a given name after them that tells more goes first ("Sheikh Hasina").
_WEAK_TITLES: dict[str, Gender] = {
    **dict.fromkeys("sheikh shaikh sheik cheikh shaykh syed sayyid sayed seyed mirza mir raja emir amir khan".split(), "m"),
    **dict.fromkeys(("sultana", "rani"), "f"),
}
_STYLES = frozenset(
    "majesty highness excellency holiness eminence honor honour grace lordship ladyship beatitude royal imperial serene".split()
)
_OFFICES = frozenset(
    """
president premier minister prime vice deputy secretary undersecretary general chancellor governor mayor senator sen representative rep
congressperson lawmaker legislator speaker leader head chief boss chair chairperson spokesperson ambassador envoy diplomat consul
commissioner official aide adviser advisor candidate nominee dissident cardinal archbishop bishop bp metropolitan pastor rev reverend
rabbi cleric imam saint st gen lt ltgen majgen maj brig brigadier col colonel capt captain cmdr commander cpl corporal sgt sergeant pvt
adm admiral marshal lieutenant officer detective inspector superintendent constable sheriff judge justice magistrate prosecutor attorney
lawyer director executive ceo cfo manager founder owner publisher editor journalist reporter correspondent columnist analyst expert
professor prof dr doctor phd economist historian scientist researcher activist campaigner coordinator comptroller treasurer rapporteur
gov hon honorable honourable datuk dato tan-sri tun tengku comrade actor waiter steward priest former ex acting interim retired late
first second foreign defense defence interior finance health justice-minister home state national security press crown grand supreme
human-rights party opposition police army navy military democrat republican mp mep u.s us uk eu un
""".split()
)
_AMBIGUOUS = frozenset("king prince lord bishop judge marshal saint queen lady sister master pope don dom pak mir amir khan raja".split())
_LORD_OFFICES = frozenset("mayor chancellor justice chief advocate speaker provost president".split())
_PREPOSITIONS = frozenset(
    "of for from in at on to who whom whose that which with without by near under over and or but as behind against among "
    "between before after into about whose accused not".split()
)
_PARTICLES = frozenset(
    "al el bin ibn ben bint binti binte ould de da do dos das du des del della di van von der den la le lo las los ter ten te y e "
    "zu zur af av ash ad as an ar".split()
)
_DETERMINERS = frozenset("the a an his her their its my our your this that another one".split())
_SUFFIXES = frozenset("jr sr ii iii iv esq phd md qc kc obe cbe".split())
_ADJECTIVES: dict[str, Gender] = {"female": "f", "woman": "f", "women": "f", "lady": "f", "girl": "f", "male": "m", "boy": "m"}
# Words after a gendered noun that leave it the head: "the queen mother", "the prince regent", "the spokesman himself".
_AFTER_HEAD = frozenset(
    "regent consort emeritus elect designate general apparent dowager himself herself here there then now alone mother shot killed held "
    "seen found said says told was is has had will would".split()
)
_LATER: dict[str, Gender] = {
    **dict.fromkeys("bin ibn oglu ogly ogli bey efendi".split(), "m"),
    **dict.fromkeys("bint binti binte kaur begum khatun khatoon bibi devi bano hanim khanum qizi gizi kyzy kizi".split(), "f"),
}
_LATER_ENDINGS: tuple[tuple[str, Gender], ...] = (
    *((e, "f") for e in ("ovna", "evna", "ichna", "skaya", "skaia", "dottir", "dotter", "iene", "yte", "aite")),
    *((e, "m") for e in ("ovich", "evich", "ovych", "yovych")),
)
_SURNAME_FIRST = frozenset(
    """
an ahn bae baek bai ban bang bo byun cai cao chai chan chang chao chen cheng cheong cheung chiang cho choe choi chong chou chow choo chu
chua chun chung cui dai deng ding dong du fan fang feng fu gao geng gong gu guo ha hai han hao he heo ho hong hou hsieh hsu hu hua huang
huh hwang jang jeon jeong ji jia jiang jin joo ju jung kang kao kim kong ku kwak kwok kwon lai lam lau law lee lei leung li liang liao
lim lin ling liu lo loh lu luo lui lyu ma mao meng min moon mun na nam ng ni noh ong pae pai pak pan pang park peng poon qi qian qiao
qin qiu qu ren rhee ri roh ryu seo seong shao shen shi shih shim shin sim sin siu so son song su suh sun sung szeto tai tan tang tao
teng teo tian tong tsai tsang tse tseng tung wan wang wei wen woo won wong wu xi xia xiang xiao xie xing xiong xu xue yam yan yang yao
ye yeh yeo yeung yi yim yin yip you yoo yoon yu yuan yun yue zeng zhai zhang zhao zheng zhong zhou zhu zhuang zou nguyen tran le pham
hoang huynh phan vu vo dang bui do ngo duong ly dinh truong dao doan trinh luong mai ta thai vuong
""".split()
)
_VIETNAMESE = frozenset(
    """
nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong dao doan trinh luong mai cao ta
""".split()
)
_EAST_ASIA = frozenset(("chinese", "korean", "japanese", "vietnamese"))
# Where a second given name is a given name of the bearer, never the father's.
_TWO_GIVEN = frozenset(
    "english spanish portuguese french german italian dutch nordic baltic polish czech hungarian romanian balkan greek filipino".split()
)
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ħ": "h"})
_TOKEN = re.compile(r"[^\W\d_](?:[\w.'’ʼ&-]*[^\W_]\.?|\.)?")
_SERVANT = re.compile(r"^(?:abd(?:ul|el|al|ur|ol|us|ou|er)\w{3,}|\w{3,}(?:ullah|ollah|uddin|eddine?|oddin|aldin))$")
_PARENTHESES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PREFIX = re.compile(r"^(?:ex|co|vice|step|half|foster|great|grand|deputy|former|then|mid|self|super|foreign|fellow)-")


@dataclass(frozen=True, slots=True)
class _Given:
    gender: Literal["m", "f", "both"]
    regions: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    lower: bool
    possessive: bool
    initial: bool


@cache
def _given_names() -> dict[str, _Given]:
    text = files(__package__).joinpath("given_names.tsv").read_text(encoding="utf-8")
    table: dict[str, _Given] = {}
    for row in text.splitlines()[1:]:
        name, gender, regions = row.split("\t")
        table[name] = _Given("m" if gender == "m" else "f" if gender == "f" else "both", frozenset(regions.split(";")))
    return table


def _fold(text: str) -> str:
    """Lower case without accents, full stops and apostrophes; hyphens stay."""
    text = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in text if c.isalnum() or c == "-")


def _tokens(text: str) -> list[_Token]:
    text = re.sub(r"[‐‑‒–]", "-", _PARENTHESES.sub(" ", unicodedata.normalize("NFC", text)))
    out: list[_Token] = []
    for match in _TOKEN.finditer(text):
        word = match[0].rstrip("'’ʼ")
        bare = re.sub(r"['’ʼ]s$", "", word)
        possessive = bare != word or (word != match[0] and word.endswith("s")) or text[match.end() : match.end() + 1] in ("'", "’")
        key = _fold(bare)
        # "J.", "J.K.", "JK" before another name; a bare "U" is the Burmese title.
        initial = (len(key) == 1 and word != "U") or re.fullmatch(r"(?:[^\W\d_]\.){2,}", word) is not None
        if key:
            out.append(_Token(key, word[0].islower(), possessive, initial))
    return out


@cache
def _titles() -> dict[str, Gender]:
    """Nouns and titles of one gender."""
    male, female = (*_MALE_NOUNS, *_MALE_TITLES), (*_FEMALE_NOUNS, *_FEMALE_TITLES)
    return {**dict.fromkeys(male, "m"), **dict.fromkeys(female, "f")}


def _noun(token: _Token) -> Gender | None:
    """The gender of one noun or title in the singular, "-in-law" and prefixes such as "ex-" taken off."""
    key = _PREFIX.sub("", re.sub(r"-(?:in-law|elect|designate)$", "", token.key))
    if key in _titles():
        return None if key in _NAMESAKES and not token.lower else _titles()[key]
    if len(key) > 5 and key.endswith("woman"):
        return "f"
    return "m" if _MAN.match(key) or (token.lower and len(key) > 5 and key.endswith("man") and key not in _NOT_MEN) else None


def _is_office(key: str) -> bool:
    return key in _OFFICES or any(part in _OFFICES for part in key.split("-") if len(part) > 3)


@lru_cache(maxsize=16384)
def gender_of(name: str) -> Gender | None:
    """The gender that a person's name tells, as written, with titles and all ("Spokeswoman Anna Berg", "Gen. Omar Haddad").

    Titles and gendered nouns in front decide first, then the given name. None where nothing tells: an unknown or undecided
    given name, initials, a surname alone. The name must be a person's: "Victoria" the place comes out like any other word.
    """
    head, _, tail = name.partition(",")
    return _of_name(_tokens(head)) or (noun_gender(tail) if tail else None)


def _of_name(tokens: Sequence[_Token]) -> Gender | None:
    tokens = [t for i, t in enumerate(tokens) if i == 0 or t.key not in _SUFFIXES]
    if len(tokens) > 1 and tokens[0].key in ("his", "her") and tokens[1].key in _STYLES:
        return "m" if tokens[0].key == "his" else "f"
    start, weak = 0, None
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        named = any(not t.lower and t.key in _given_names() for t in tokens[start:i])
        if token.possessive and i < last:
            start = i + 1  # what belongs to the owner is meant, not the owner
        elif token.lower and token.key in _PREPOSITIONS and i > start:
            if not any(_noun(t) or _is_office(t.key) or _plain(t) for t in tokens[i + 1 : last]):
                tokens = tokens[:i]  # "John Smith of Boston": what comes after is not the name
                break
        elif (token.key in _DETERMINERS and i < last and (token.lower or i == 0)) or (
            token.key in ("lord", "lady") and i < last and tokens[i + 1].key in _LORD_OFFICES
        ):
            start = i + 1
        elif token.key == "u" and i == 0 and i < last and not token.initial:
            return "m"
        elif named and not token.lower and (token.key in _AMBIGUOUS or i == last):
            continue  # "Stephen King", "Carol Lady Smith": a surname
        elif token.key in _WEAK_TITLES and i < last and not named:
            start, weak = i + 1, _WEAK_TITLES[token.key]
        elif (told := _noun(token)) and (i < last or token.lower or (i == start and i > 0)):
            if token.key.endswith("woman") or not token.key.endswith("man") or last - i < 2:
                return told
            start, weak = i + 1, told  # "Chairman Mary Berg": the office may keep its old name
        elif i < last and (_is_office(token.key) or _plain(token)) and not (named and token.key in _AMBIGUOUS):
            start = i + 1
    return _of_bare(tokens[start:], weak)


def _plain(token: _Token) -> bool:
    """A common word in front of a name: lower case, and neither a particle of names nor a preposition."""
    return token.lower and token.key not in _PARTICLES and token.key not in _PREPOSITIONS


def _of_bare(name: Sequence[_Token], weak: Gender | None) -> Gender | None:
    """The gender of a name without its titles; `weak` is what a title says that a given name may overrule."""
    keys = [t.key for t in name]
    while len(keys) > 1 and name[len(name) - len(keys)].initial:
        keys = keys[1:]
    if not keys or (len(keys) == 1 and weak is None) or keys[0] in _PARTICLES - {"ben", "bint", "ibn", "an", "le", "do", "da", "te"}:
        return weak
    return _surname_first(keys) or _given_first(keys) or _later(keys) or weak


def _decided(given: _Given | None) -> Gender | None:
    return None if given is None or given.gender == "both" else given.gender


def _surname_first(keys: Sequence[str]) -> Gender | None:
    """The Chinese, Korean and Vietnamese order: "Kim Min-hee", "Tran Thi Lan"."""
    if keys[0] not in _SURNAME_FIRST or not 2 <= len(keys) <= 4:
        return None
    if keys[0] in _VIETNAMESE and len(keys) > 2 and keys[1] in ("thi", "van"):
        return "f" if keys[1] == "thi" else "m"
    given = _given_names().get("".join(keys[1:]).replace("-", ""))
    if given is None and keys[0] in _VIETNAMESE:
        given = _given_names().get(keys[-1])
        return _decided(given) if given is not None and "vietnamese" in given.regions else None
    return _decided(given) if given is not None and given.regions & _EAST_ASIA else None


def _given_first(keys: Sequence[str]) -> Gender | None:
    table = _given_names()
    first = _given(keys[0])
    if first is None:
        # "Kishida Fumio": a surname nobody lists before a name that only East Asia gives.
        end = table.get(keys[-1].replace("-", ""))
        return _decided(end) if end is not None and len(keys) == 2 and end.regions <= _EAST_ASIA else None
    if keys[0] in _SURNAME_FIRST and len(keys) > 1 and first.regions <= _EAST_ASIA:
        return None  # the given name is the unknown rest
    if first.gender != "both" or len(keys) < 3:
        return _decided(first)
    second = _given(keys[1])
    double = table.get(f"{keys[0]}-")
    if second is None or not second.regions & first.regions & _TWO_GIVEN:
        return None
    return _decided(double) if double is not None and second.gender != "f" else _decided(second)


def _given(key: str) -> _Given | None:
    """The row of one given name: as written, without its hyphens, as a double name, or made by a rule of Arabic names."""
    table = _given_names()
    if row := table.get(key) or table.get(key.replace("-", "")):
        return row
    if "-" in key:
        parts = key.split("-")
        rows = [r for r in (table.get(f"{parts[0]}-"), *map(table.get, parts)) if r is not None]
        return next((r for r in rows if r.gender != "both"), rows[0] if rows else None)
    return _Given("m", frozenset(("arabic",))) if _SERVANT.match(key) else None


def _later(keys: Sequence[str]) -> Gender | None:
    """What stands after the given name: a word for son or daughter, a patronymic, a surname that women alone bear."""
    for key in keys[1:]:
        if key in _LATER:
            return _LATER[key]
        for ending, gender in _LATER_ENDINGS:
            # A patronymic in -ich tells only between the names: as a surname it is borne by all.
            if len(key) > len(ending) + 1 and key.endswith(ending) and (gender == "f" or key != keys[-1]):
                return gender
    return None


@lru_cache(maxsize=16384)
@lru_cache(maxsize=1 << 14)
def is_given_name(word: str) -> bool:
    """Whether a word is a given name somewhere in the world."""
    return any(t.key in _given_names() for t in _tokens(word))


def noun_gender(phrase: str) -> Gender | None:
    """The gender of the one person that a nominal means: "the spokeswoman" and "his mother" f, "the king's brother" m.

    None for nouns without gender, for plurals and for two joined people, none of which "he" or "she" could stand for.
    """
    tokens = _tokens(phrase.partition(",")[0])
    if any(t.key == "and" for t in tokens) and len([t for t in tokens if _noun(t)]) > 1:
        return None
    start = 0
    for i, token in enumerate(tokens):
        if token.possessive and i < len(tokens) - 1:
            start = i + 1
        elif token.key in _PREPOSITIONS and i > start:
            tokens = tokens[:i]
            break
    return _of_phrase(tokens[start:])


def _of_phrase(tokens: Sequence[_Token]) -> Gender | None:
    adjective: Gender | None = None
    for i, token in enumerate(tokens):
        rest = tokens[i + 1 :]
        heads = not rest or not rest[0].lower or rest[0].key in _AFTER_HEAD or rest[0].key.endswith(("ed", "ing"))
        if heads and (told := _noun(token)):
            return told
        adjective = adjective or (_ADJECTIVES.get(token.key) if rest else None)
    # "a female officer", "two women senators": an adjective tells of one head only.
    return adjective if tokens and not re.search(r"[^s]s$", tokens[-1].key) else None
