"""Bringing the links of a case up to date: all compared anew, or reports that came joined one by one to a large case."""

from __future__ import annotations

from collections.abc import Mapping

from .. import __version__
from ..account import Material
from ..model import Links, Senses
from ..store import CaseFile


def bring_up_to_date(file: CaseFile, *, force: bool = False) -> Links | None:
    """Compares what has not been compared yet, all anew by `force`, and keeps the links.

    Gives them where the whole case was compared, None where they are those of the file. Everything is compared when something else
    than new reports has changed, when the case is small, and when a tenth of it has come since that was last done.
    """
    from ..link import increment

    extents = file.extents()
    waiting = sorted(id for id, extent in extents.items() if not extent)
    whole = force or file.linked_by() != __version__
    if not whole and not waiting:
        return None
    since = sum(extent != "case" for extent in extents.values())
    if whole or not file.writable or not increment.suffices(len(extents), since):
        return _compare_all(file)
    senses = file.senses()
    names = file.names() if set(waiting) - senses.keys() else {}
    for n, report in enumerate(waiting, since - len(waiting) + 1):
        _join(file, report, n, senses, names)
    return None


def up_to_date(file: CaseFile) -> bool:
    """Whether the links take in all that the case holds, by this version of the program."""
    return file.linked_by() == __version__ and "" not in file.extents().values()


def _compare_all(file: CaseFile) -> Links:
    from ..link import link

    verdicts = file.verdicts()
    with file.at_once():
        # Ordered by what reports are, not by when they came.
        readings = Material(file.readings(), Links()).readings
        judgements, seen = file.judgements(), file.changes()
    links = link(readings, judgements, memory=verdicts)
    if file.writable:
        file.put_links(links, __version__, verdicts, seen=seen)
    return links


def _join(file: CaseFile, report: str, since: int, senses: Mapping[str, Senses], names: Mapping[str, frozenset[str]]) -> None:
    """Compares one report with those nearest to it and keeps what that changes."""
    from ..link import increment, link

    near = increment.nearest(report, senses, names)
    judgements = file.judgements()
    if judgements:
        texts = {held.id: held.sha256 for held in file.held() if held.run}
        near = (*near, *sorted(increment.companions(judgements, near, texts) - {report}))
    readings = Material(file.readings([report, *near]), Links()).readings
    verdicts = file.verdicts()
    block = link(readings, increment.within(judgements, readings), memory=verdicts, focus=report)
    case = file.links_of(near, *increment.sought(block, report))
    reading = next(r for r in readings if r.report.id == report)
    file.extend_links(increment.joined(case, block, reading, since), [report], verdicts)
