"""Edited copies of reports, made by a seeded generator: reprints, rewrites, lifted passages, and pairs that only look like copies.

The operations have two sets of settings. What the detector does was chosen on the first; the second, with other ways to cut, to reorder,
to lead and to choose words and with other rates, was measured once it stood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from standoff.ingest.build import Raw, build
from standoff.model import Report
from standoff.read.quotes import pair_quotes

Half = Literal["development", "held out"]
Truth = Literal["reprint", "rewrite", "passage", "trap"]
Text = list[list[str]]  # paragraphs of sentences

_SENTENCE = re.compile(r"""(?:(?<=[.!?])|(?<=[.!?]["”’)]))\s+(?=["“‘(]?[A-Z])""")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Synonyms in general use, each for each.
_SYNONYMS = """say state declare|said stated declared|big large sizeable|small little minor|begin start commence|began started commenced|
help assist aid|show reveal indicate|showed revealed indicated|shows reveals indicates|people persons citizens|leader head chief|
leaders heads chiefs|kill slay|killed slain|attack assault strike|attacks assaults strikes|country nation state|countries nations states|
important significant crucial|many numerous several|also additionally too|but however yet|after following|before ahead|about regarding
concerning|nearly almost roughly|because since as|although though while|near close|fight battle struggle|plan scheme proposal|
plans schemes proposals|accuse blame charge|accused blamed charged|demand require ask|demanded required asked|reject refuse decline|
rejected refused declined|agree consent accept|agreed consented accepted|talks negotiations discussions|deal agreement accord|
official functionary representative|officials functionaries representatives|several various some|quickly swiftly rapidly|
decision ruling choice|law statute act|money funds cash|job post position|jobs posts positions|increase rise growth|increased rose grew|
fall drop decline|fell dropped declined|end finish conclude|ended finished concluded|make create produce|made created produced|
get obtain receive|got obtained received|give provide offer|gave provided offered|use employ utilise|used employed utilised|
think believe consider|thought believed considered|want wish seek|wanted wished sought|try attempt endeavour|tried attempted endeavoured|
new fresh recent|old former previous|the this that|a one some|of from in|in inside within|to towards|on upon|for on|with alongside|
by through|was had been|were had been|is remains|are remain|has got|have hold|will shall would|would might could|not never|
who that|which that|when as once|where in which|they these people|he this man|she this woman|it this""".replace("\n", "")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operations draw from. `words` are the shares of words substituted in reprints, `heavy` in rewrites, `light` in passages;
    `leads` how many paragraphs of another report come first, and how many of the old ones go; `synonyms` whether they come before words
    of the same shape."""

    cuts: tuple[str, ...]
    keep: tuple[float, ...]
    orders: tuple[str, ...]
    leads: tuple[tuple[int, int], ...]
    words: tuple[float, ...]
    heavy: tuple[float, ...]
    light: tuple[float, ...]
    drop: tuple[float, ...]
    add: tuple[float, ...]
    merge: tuple[float, ...]
    synonyms: bool


SETTINGS: dict[Half, Settings] = {
    "development": Settings(
        ("end", "anywhere"),
        (0.35, 0.45, 0.6, 0.75),
        ("block", "neighbours"),
        ((1, 1), (2, 0)),
        (0.03, 0.06, 0.10, 0.13),
        (0.20, 0.25, 0.30, 0.35),
        (0.0, 0.03, 0.05, 0.08),
        (0.2, 0.3, 0.4, 0.5),
        (0.1, 0.15, 0.25, 0.35),
        (0.3, 0.5),
        True,
    ),
    "held out": Settings(
        ("start", "sentences"),
        (0.4, 0.5, 0.7),
        ("reversed", "paragraphs"),
        ((1, 2), (1, 0)),
        (0.04, 0.08, 0.12),
        (0.22, 0.28, 0.33),
        (0.0, 0.04, 0.07),
        (0.25, 0.35, 0.45),
        (0.2, 0.3),
        (0.2, 0.4),
        False,
    ),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A made report with its source, what it is to it, whose other text it holds, and what was done to it."""

    report: Report
    source: str
    truth: Truth
    donors: tuple[str, ...]
    done: str


def sentences_of(report: Report) -> Text:
    """The body of a report as paragraphs of sentences, furniture left out."""
    holes = [f.span for f in report.furniture]
    paragraphs = [p.of(report.text) for p in report.paragraphs if not any(h.overlaps(p) for h in holes)]
    return [s for p in paragraphs if (s := [x for x in _SENTENCE.split(" ".join(p.split())) if x])]


def words_in(text: Text) -> int:
    """The number of words of a text."""
    return sum(len(s.split()) for p in text for s in p)


class Editor:
    """Makes copies. One seed and the same reports give the same copies."""

    def __init__(self, reports: Sequence[Report], half: Half, seed: int) -> None:
        self._random = Random(f"{half} {seed}")
        self._half = half
        self._set = SETTINGS[half]
        self._reports = [r for r in reports if r.language == "en" and 200 <= words_in(sentences_of(r)) <= 3000]
        self._synonyms = {word: [w for w in group.split() if w != word] for group in _SYNONYMS.split("|") for word in group.split()}
        shapes: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for report in self._reports[:300]:
            for word in _WORD.findall(report.text):
                for shape in _shapes(word):
                    shapes[shape].add(word)
        self._shapes = {shape: sorted(words) for shape, words in shapes.items()}
        self._made = 0

    def edits(self, count: int) -> list[Edit]:
        """`count` reprints, as many rewrites, and half as many passages and traps each, of reports drawn without return."""
        drawn = self._random.sample(self._reports, min(len(self._reports), 3 * count))
        makers = [self.reprint] * count + [self.rewrite] * count + [self.passage] * (count // 2) + [self.trap] * (count // 2)
        return [edit for maker, report in zip(makers, drawn, strict=False) for edit in maker(report)]

    def reprint(self, source: Report) -> list[Edit]:
        """One to three of: cut, reordered, re-led, words substituted at a low rate. A quarter is left as it is."""
        text, done, donors = sentences_of(source), [], []
        steps = self._random.sample(("cut", "order", "lead", "words"), self._random.choice((0, 1, 1, 2, 2, 2, 3, 3)))
        for step in sorted(steps):
            if step == "cut":
                text = self._cut(text)
            elif step == "order":
                text = self._reordered(text)
            elif step == "lead":
                other = self._other(source)
                new, gone = self._random.choice(self._set.leads)
                lead = sentences_of(other)[:new]
                if words_in(lead) > 0.2 * words_in(text):
                    continue
                text = lead + text[gone:]
                donors.append(other.id)
            else:
                rate = self._random.choice(self._set.words)
                text = self._substituted(text, rate)
                step = f"words {rate:.2f}"
            done.append(step)
        return [self._edit(text, source, "reprint", donors, " + ".join(done) or "none")]

    def rewrite(self, source: Report) -> list[Edit]:
        """Parts dropped, sentences merged and parted, paragraphs in another order, own sentences added, 20 to 35 % of words substituted."""
        rate, drop, add = (self._random.choice(x) for x in (self._set.heavy, self._set.drop, self._set.add))
        text = [kept for p in sentences_of(source) if (kept := [s for s in p if self._random.random() > drop])]
        text = self._substituted(self._merged(text, self._random.choice(self._set.merge)), rate)
        if self._random.random() < 0.5:
            text = self._reordered(text)
        other = self._other(source)
        spare = [s for p in sentences_of(other)[2:] for s in p]
        wanted = add * words_in(text)
        while spare and wanted > 0:
            sentence = spare.pop(self._random.randrange(len(spare)))
            wanted -= len(sentence.split())
            self._random.choice(text).insert(0, sentence)
        return [self._edit(text, source, "rewrite", [other.id], f"words {rate:.2f} drop {drop} add {add}")]

    def passage(self, source: Report) -> list[Edit]:
        """One or two paragraphs of 50 words and more in a report that is otherwise another."""
        host = self._other(source)
        text = sentences_of(host)
        long = [p for p in sentences_of(source) if len(_unquoted(p).split()) >= 50]
        lifted = self._random.sample(long, min(len(long), self._random.choice((1, 2))))
        if not lifted or words_in(lifted) > 0.2 * words_in(text):
            return []
        rate = self._random.choice(self._set.light)
        for paragraph in self._substituted(lifted, rate):
            text.insert(self._random.randrange(1, len(text) + 1), paragraph)
        return [self._edit(text, source, "passage", [host.id], f"{len(lifted)} paragraphs, words {rate:.2f}")]

    def trap(self, source: Report) -> list[Edit]:
        """What must not link: the direct quotations of one report, its names as a list, or one note on the author, in another report."""
        host = self._other(source)
        text = sentences_of(host)
        kind = self._random.choice(("quotations", "names", "note"))
        if kind == "quotations":
            said = ("{} said.", "{} told reporters on Friday.", "{} added.", "{} according to people in the room.")
            spans = [q.span for q in pair_quotes(source.text, source.paragraphs) if q.closed and not q.level and len(q.span) > 40]
            quoted = [re.sub(r"\.(?=.$)", ",", " ".join(s.of(source.text).split())) for s in spans[:8]]
            text += [[self._random.choice(said).format(q)] for q in quoted]
        elif kind == "names":
            names = list(dict.fromkeys(re.findall(r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+", source.text)))[:40]
            text.append(["Those named in the file are " + ", ".join(names) + "."])
        else:
            note = "The writer is a senior fellow at an institute for trade and the author of two books on rivers. The views are her own."
            with_note = self._edit([*sentences_of(source), [note]], source, "reprint", [], "note")
            return [with_note, self._edit([*text, [note]], with_note.report, "trap", [host.id], "note")]
        return [self._edit(text, source, "trap", [host.id], kind)]

    def _other(self, report: Report) -> Report:
        while (other := self._random.choice(self._reports)).id == report.id:
            pass
        return other

    def _cut(self, text: Text) -> Text:
        """A part of the report, in its order: without its end, its start, or paragraphs or sentences anywhere. At least 120 words stay."""
        way, keep = self._random.choice(self._set.cuts), self._random.choice(self._set.keep)
        keep = max(keep, min(1.0, 120 / words_in(text)))
        if way == "anywhere":
            chosen = sorted(self._random.sample(range(len(text)), max(1, round(keep * len(text)))))
            return [text[k] for k in chosen]
        if way == "sentences":
            return [some for p in text if (some := [s for s in p if self._random.random() < keep])] or text
        kept: Text = []
        for paragraph in text if way == "end" else text[::-1]:
            if words_in(kept) >= keep * words_in(text):
                break
            kept.append(paragraph)
        return kept if way == "end" else kept[::-1]

    def _reordered(self, text: Text) -> Text:
        """A block of paragraphs goes elsewhere; sentences change places with those up to three away, paragraphs made anew; the two halves
        change places and two paragraphs each in them; all paragraphs in any order."""
        way = self._random.choice(self._set.orders)
        if way == "neighbours":
            flat = [s for p in text for s in p]
            flat = [s for _, _, s in sorted((k + self._random.uniform(0, 3), k, s) for k, s in enumerate(flat))]
            return [flat[k : k + 2] for k in range(0, len(flat), 2)]
        if way == "paragraphs":
            return self._random.sample(text, len(text))
        if way == "reversed" or len(text) < 3:
            half = len(text) // 2
            turned = text[half:] + text[:half]
            return [p for k in range(0, len(turned), 2) for p in turned[k : k + 2][::-1]]
        start = self._random.randrange(len(text) - 1)
        block = text[start : start + self._random.randrange(1, max(2, len(text) // 2))]
        rest = text[:start] + text[start + len(block) :]
        at = self._random.randrange(len(rest) + 1)
        return rest[:at] + block + rest[at:]

    def _merged(self, text: Text, rate: float) -> Text:
        """Sentences joined to the one before, or parted at a comma."""
        result: Text = []
        for paragraph in text:
            done: list[str] = []
            for sentence in paragraph:
                roll = self._random.random()
                if done and roll < rate / 2 and sentence[0].isalpha() and done[-1].endswith("."):
                    done[-1] = f"{done[-1][:-1]}, and {sentence[0].lower()}{sentence[1:]}"
                elif roll > 1 - rate / 2 and ", " in sentence:
                    first, _, rest = sentence.partition(", ")
                    done += [f"{first}.", f"{rest[0].upper()}{rest[1:]}"]
                else:
                    done.append(sentence)
            result.append(done)
        return result

    def _substituted(self, text: Text, rate: float) -> Text:
        """Each word with probability `rate` by a synonym, where there is one and settings want it, else by a word of the same shape."""

        def other(found: re.Match[str]) -> str:
            word = found[0]
            if self._random.random() >= rate:
                return word
            if (same := self._synonyms.get(word.lower())) and self._set.synonyms:
                chosen = self._random.choice(same)
                return chosen.capitalize() if word[0].isupper() else chosen
            for shape in _shapes(word):
                if len(words := self._shapes.get(shape, [])) > 3:
                    return self._random.choice(words)
            return word

        return [[_WORD.sub(other, s) for s in p] for p in text]

    def _edit(self, text: Text, source: Report, truth: Truth, donors: Sequence[str], done: str) -> Edit:
        self._made += 1
        body = "\n\n".join(" ".join(p) for p in text)
        raw = Raw(f"{self._half}-{self._made}.txt", body, "utf-8", outlet=f"The {self._half} paper {self._made % 40}")
        return Edit(build(raw, None, None, where=raw.file), source.id, truth, tuple(donors), done)


def _shapes(word: str) -> tuple[tuple[object, ...], ...]:
    """What words of one shape share, the narrow one first: capitals, length and ending; capitals and length."""
    case = (word[0].isupper(), word.isupper())
    return (*case, min(len(word), 9), word[-2:].lower()), (*case, min(len(word), 9))


def _unquoted(paragraph: Sequence[str]) -> str:
    return re.sub(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|^[^“]*”", "", " ".join(paragraph))
