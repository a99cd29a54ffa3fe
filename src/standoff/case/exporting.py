"""A case in the formats of other programs: as bytes, as a file, as a folder."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..export.formats import Files, Format, check, chunks, files, format_named
from ..export.parcel import Parcel
from ..export.writing import write_file, write_folder, write_zip

if TYPE_CHECKING:
    from .view import CaseView


def exported(view: CaseView, name: str, form: str, *, private: bool, full_text: bool) -> bytes:
    """The bytes of an export; a folder comes as a zip archive. Raises as `Case.export` does."""
    with io.BytesIO() as sink:
        stream(view, name, format_of(form, full_text=full_text), sink, private=private, full_text=full_text)
        return sink.getvalue()


def export_to(view: CaseView, name: str, form: str, target: Path, *, private: bool, full_text: bool) -> None:
    """Writes an export as `Case.export_to` says. Raises as it does."""
    found, parcel = format_of(form, full_text=full_text), parcel_of(view, name, private=private, full_text=full_text)
    save(found, files(found, parcel) if found.folder else chunks(found, parcel), target)


def stream(view: CaseView, name: str, form: Format, sink: IO[bytes], *, private: bool, full_text: bool) -> None:
    """Writes an export into an open file; a folder as a zip archive."""
    parcel = parcel_of(view, name, private=private, full_text=full_text)
    if form.folder:
        write_zip(files(form, parcel), sink, form.name)
    else:
        sink.writelines(chunks(form, parcel))


def save(form: Format, made: Files | Iterable[bytes], target: Path) -> None:
    """Writes what a format is made of: a folder, a zip archive of it where the path ends in .zip, or a file. Raises StandoffError."""
    if not form.folder:
        write_file(made, target)  # type: ignore[arg-type]
    elif target.suffix.casefold() == ".zip":
        with io.BytesIO() as sink:
            write_zip(made, sink, form.name)  # type: ignore[arg-type]
            write_file([sink.getvalue()], target)
    else:
        write_folder(made, target, form.name)  # type: ignore[arg-type]


def format_of(form: str, *, full_text: bool) -> Format:
    """The format of that name, which can be made here as it is asked for. Raises UsageProblem and StandoffError."""
    found = format_named(form)
    check(found, full_text=full_text)
    return found


def parcel_of(view: CaseView, name: str, *, private: bool, full_text: bool) -> Parcel:
    """What an export is made of."""
    return Parcel(name, view.material, tuple(view.runs), tuple(view.decisions), view.notes, private, full_text)
