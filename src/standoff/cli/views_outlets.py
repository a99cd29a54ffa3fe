"""How each outlet tells it, and two reports side by side, as tables."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from .printer import WHERE, Column, address, chain_text, count, passage_text, print_table
from .safe import safe
from .views import below, chips_of

if TYPE_CHECKING:  # loaded with the view
    from ..case import Carried
    from ..case.pages import Lacks, OutletRow, Outlets, SideBySide

_WORDS = 200  # code points of a passage in a table
_SHOWN = 8  # actors with labels, sources of an outlet, outlets of which lists are shown
_RELATIONS = {"conflict": "against each other", "shared": "the same", "same matter": "on the same matter"}


def print_outlets(found: Outlets, case: Path) -> None:
    """Each outlet in numbers; what it leaves out and tells alone; labels, sources, cues and tones, the beginning of each list."""
    columns = [Column("outlet", 4), Column("reports", width=7), Column("words", width=7), Column("own voice", width=9)]
    columns += [Column("statements", width=10), Column("second hand", width=6), Column("unnamed", width=7)]
    columns += [Column("events told, left out, alone", width=15), Column("claims", width=12), Column("rests on", 4)]
    print_table(columns, [_numbers(row) for row in found.outlets])
    if len(found.outlets) == 1:
        click.echo("One outlet. Comparison begins with a second.\n")
    else:
        told = f"{count(found.shared_events, 'event')} and {count(found.shared_claims, 'claim')}"
        click.echo(
            f"{told} are told by two or more outlets, not from one another. Left out: of these, by an outlet that could tell them.\n"
        )
        for lacks in found.lacks[:_SHOWN]:
            _print_lacks(lacks)
    _print_labels(found)
    _print_words(found)
    _print_sources(found)
    _print_cues(found)
    _print_tones(found)
    click.echo(f"Whole lists: standoff export {shlex.quote(str(case))} --to json, standoff serve, or case.to_frame in Python.")


def _numbers(row: OutletRow) -> tuple[str, ...]:
    rests = "; ".join(dict.fromkeys(f"{r.name} ({r.ground})" for r in row.rests[:3])) or "–"
    return (
        f"{row.outlet} ({row.code})",
        str(row.reports),
        f"{row.words:,}",
        _share(row.own, row.characters),
        str(row.statements),
        str(row.second_hand),
        str(row.unnamed),
        f"{row.events.told}, {row.events.left_out}, {row.events.alone}",
        f"{row.claims.told}, {row.claims.left_out}, {row.claims.alone}",
        rests,
    )


def _share(number: int, total: int) -> str:
    return f"{100 * number / total:.0f} %" if total else "–"


def _print_lacks(lacks: Lacks) -> None:
    kinds = (("left out", (*lacks.left_out_events, *lacks.left_out_claims)), ("alone", lacks.alone))
    cells = [
        (kind, row.of.removesuffix("s"), passage_text(row.head.passage, _WORDS), str(row.outlets), address(row.head.chip, row.head.passage))
        for kind, rows in kinds
        for row in rows
    ]
    if cells:
        columns = [Column("", width=8), Column("", width=6), Column("passage", 12), Column("outlets", width=7), WHERE]
        print_table(columns, cells, title=lacks.outlet)


def _print_labels(found: Outlets) -> None:
    cells = [
        (row.name, outlet.code, "; ".join(x.words for x in outlet.own[:4]) or "–", _attributed(outlet.attributed[:4]))
        for row in found.labels[:_SHOWN]
        for outlet in row.outlets
    ]
    if cells:
        columns = [Column("who", 3), Column("", width=5), Column("called in its own voice", 6), Column("in somebody's words", 8)]
        print_table(columns, cells, title="What each outlet calls whom")


def _print_words(found: Outlets) -> None:
    cells = [
        (row.word, outlet.code, "; ".join(x.words for x in outlet.own[:3]) or "–", _attributed(outlet.attributed[:3]))
        for row in found.words[:_SHOWN]
        for outlet in row.outlets
    ]
    if cells:
        columns = [Column("word", 3), Column("", width=5), Column("in its own voice", 6), Column("in somebody's words", 8)]
        print_table(columns, cells, title="The same word, in whose voice")


def _attributed(labels: Sequence[object]) -> str:
    told = ((label.words, label.holder) for label in labels)  # type: ignore[attr-defined]
    return "; ".join(f"{words} ({chain_text([holder])})" for words, holder in told) or "–"


def _print_sources(found: Outlets) -> None:
    cells = []
    for voice in found.voices:
        named = ", ".join(f"{s.name} {_share(s.characters, voice.attributed)} ({s.statements})" for s in voice.sources[:_SHOWN])
        quoted, told = _share(voice.quoted, voice.characters), _share(voice.attributed - voice.quoted, voice.characters)
        cells.append((voice.code, f"{voice.characters:,}", _share(voice.own, voice.characters), quoted, told, named or "–"))
    columns = [Column("", width=5), Column("characters", width=10), Column("own", width=6), Column("quoted", width=6)]
    columns += [Column("told", width=6), Column("sources: share of what is attributed (statements)", 12)]
    print_table(columns, cells, title="Whose words fill the reports")


def _print_cues(found: Outlets) -> None:
    cells = []
    for row in found.cues:
        common = ", ".join(f"{c.lemma} {c.count}" for c in row.common)
        more = [f"{c.lemma} {c.count} of {row.statements} (elsewhere {c.elsewhere} of {row.elsewhere}; z {c.z:.1f})" for c in row.more]
        more += [f"for {s.name}: {c.lemma} {c.count} of {s.statements} (z {c.z:.1f})" for s in row.sources for c in s.more]
        cells.append((row.code, str(row.statements), common, "; ".join(more) or "–"))
    if cells:
        columns = [Column("", width=5), Column("cues", width=5), Column("most used", 8), Column("more often than the others", 6)]
        print_table(columns, cells, title="The words that attribute")


def _print_tones(found: Outlets) -> None:
    cells = [
        (row.name, o.code, str(o.mentions), s.light, passage_text(s.carried.passage, _WORDS), address(s.carried.chip, s.carried.passage))
        for row in found.tones[:_SHOWN]
        for o in row.outlets
        for s in o.sentences
    ]
    if cells:
        columns = [
            Column("who", 3),
            Column("", width=5),
            Column("mentions", width=8),
            Column("light", width=5),
            Column("sentence", 12),
            WHERE,
        ]
        print_table(columns, cells, title="In a good light, in a bad light: sentences in the outlet's own voice")


def print_side_by_side(found: SideBySide) -> None:
    """Two reports: counts, the aligned passages in the order of the left one, then what only one of them has."""
    if found.identical:
        click.echo("The two texts are the same to the letter.")
        return
    counts = [f"{found.count(relation)} {name}" for relation, name in _RELATIONS.items()]  # type: ignore[arg-type]
    click.echo(
        safe(f"{found.left.outlet} ({found.left.chip}) beside {found.right.outlet} ({found.right.chip}): {', '.join(counts)}.", lines=False)
    )
    if found.copied:
        click.echo(safe(f"Text in common ({found.copied.kind}): {found.copied.reason}.", lines=False))
    click.echo()
    for row in found.rows:
        ways = "; ".join(way.reason for way in row.ways)
        cells = [(_cell(left), _cell(right)) for left, right in _padded(row.left, row.right)]
        columns = [Column(found.left.chip, 1), Column(found.right.chip, 1)]
        print_table(columns, cells, title=f"{row.number}  {_RELATIONS[row.relation]}: {ways}")
    for side in (found.left, found.right):
        told = [
            (e.date or "undated", passage_text(e.carried.passage, _WORDS), address(e.carried.chip, e.carried.passage)) for e in side.events
        ]
        if told:
            title = f"Only {side.chip} tells: {len(told)} of {count(side.all_events, 'event')}"
            print_table([Column("date", width=10), Column("passage", 12), WHERE], told, title=title)
        if side.sources:
            names = ", ".join(f"{s.name} {s.statements}" for s in side.sources)
            click.echo(safe(f"Only {side.chip} quotes: {names}\n", lines=False))
    shown = [*chips_of(c for row in found.rows for c in (*row.left, *row.right))]
    below("", shown or [(found.left.chip, found.left.outlet), (found.right.chip, found.right.outlet)])


def _padded(left: Sequence[Carried], right: Sequence[Carried]) -> Iterable[tuple[Carried | None, Carried | None]]:
    size = max(len(left), len(right))
    return zip([*left, *[None] * (size - len(left))], [*right, *[None] * (size - len(right))], strict=True)


def _cell(carried: Carried | None) -> Text | str:
    """A passage with whose word it is and where it stands."""
    if carried is None:
        return ""
    text = passage_text(carried.passage, _WORDS)
    voice = chain_text(carried.chain) if carried.chain else f"{carried.outlet}, own voice"
    text.append(safe(f"  [{voice}; {address(carried.chip, carried.passage)}]", lines=False))
    return text
