"""A case in the formats of other programs: as a stream, a file, a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from ..export.formats import Files, Format, check, files, format_named
from ..export.parcel import Parcel
from ..export.writing import write_file, write_folder, write_zip
from ..model import UsageProblem

if TYPE_CHECKING:
    from .view import CaseView

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Export:
    """An export that can be made: its format, and what begins to make its files anew, each time the same bytes."""

    form: Format
    files: Callable[[], Files]

    def write(self, sink: IO[bytes]) -> None:
        """Writes the file into an open one; a folder as a zip archive."""
        with self._one() as pieces:
            sink.writelines(pieces)

    def save(self, target: Path) -> None:
        """Writes the file, the folder, or a zip archive of the folder where the path ends in .zip: whole or not at all.

        An empty folder is filled, an earlier export of the same format replaced. Raises StandoffError when it cannot be written.
        """
        if self.form.folder and target.suffix.casefold() != ".zip":
            write_folder(self.files(), target, self.form.name)
        else:
            with self._one() as pieces:
                write_file(pieces, target)

    @contextmanager
    def _one(self) -> Iterator[Iterable[bytes]]:
        """The bytes of the one file that the export is, or that its folder goes into."""
        if not self.form.folder:
            yield (piece for _, pieces in self.files() for piece in pieces)
            return
        # On the disk first: in a stream an archive would be another one, with its sizes behind each file.
        with TemporaryFile() as archive:
            write_zip(self.files(), archive, self.form.name)
            archive.seek(0)
            yield iter(lambda: archive.read(_PIECE), b"")


def export_of(view: CaseView, name: str, form: str, *, private: bool, full_text: bool) -> Export:
    """The export of a view. Raises UsageProblem for an unknown format, for one that cannot carry what is asked for or that the pages make,
    StandoffError with the install command where a library is missing."""
    found = requested(form, full_text=full_text, private=private)
    if found.module is None:
        raise UsageProblem(
            f"{found.title} is made of the pages.", hint="standoff export CASE --to html, or standoff.web.export_of(case, 'html')"
        )
    parcel = Parcel(name, view.material, tuple(view.runs), tuple(view.decisions), tuple(view.notes), private, full_text)
    return Export(found, lambda: files(found, parcel))


def requested(form: str, *, full_text: bool, private: bool) -> Format:
    """The format of that name, if it can be made here as it is asked for. Raises UsageProblem and StandoffError."""
    found = format_named(form)
    check(found, full_text=full_text, private=private)
    return found
