"""Exports onto the disk: whole or not at all, and nothing that is not an export of ours is ever overwritten by a folder."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..model import StandoffError
from .formats import Files

MANIFEST = "standoff-export.json"
_ODD = set('<>:"|?*\\') | {chr(n) for n in range(32)}


def write_file(pieces: Iterable[bytes], target: Path) -> None:
    """Writes a file beside its place and moves it there. Raises StandoffError when it cannot be written."""
    _check_parent(target)
    if target.is_dir():
        raise StandoffError("There is a folder of that name.", where=str(target), hint="name a file")
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.absolute().parent, prefix=f".{target.name}.", delete=False) as sink:
            part = Path(sink.name)
            sink.writelines(pieces)
        part.chmod(0o644)
        part.replace(target)
    except OSError as error:
        raise _unwritten(error, target) from error
    finally:
        if part:
            part.unlink(missing_ok=True)


def write_folder(files: Files, target: Path, form: str) -> None:
    """Writes a folder beside its place and moves it there, with a manifest of its files: path, bytes, SHA-256.

    An empty folder is filled, an export of the same format is replaced. Raises StandoffError when it cannot be written, or when the folder
    holds anything else.
    """
    _check_parent(target)
    if found := _foreign(target, form):
        raise StandoffError(f"The folder holds other files ({found}).", where=str(target), hint="name a new folder, or an empty one")
    part: Path | None = None
    old: Path | None = None
    try:
        part = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
        listed = [_store(part, name, pieces) for name, pieces in files]
        (part / MANIFEST).write_bytes(_manifest(form, listed))
        part.chmod(0o755)
        if target.exists():
            old = part.with_name(f"{part.name}.old")
            target.rename(old)
        part.rename(target)
    except OSError as error:
        if old and old.exists() and not target.exists():
            old.rename(target)
        raise _unwritten(error, target) from error
    finally:
        for left in (part, old):
            if left:
                shutil.rmtree(left, ignore_errors=True)


def write_zip(files: Files, sink: IO[bytes], form: str) -> None:
    """Writes the files of a folder as a zip archive, with the same manifest; no times, so that the same files give the same bytes."""
    listed = []
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, pieces in files:
            digest, size = sha256(), 0
            with archive.open(_entry(_checked(name)), "w", force_zip64=True) as inside:
                for piece in pieces:
                    digest.update(piece)
                    size += len(piece)
                    inside.write(piece)
            listed.append((name, size, digest.hexdigest()))
        archive.writestr(_entry(MANIFEST), _manifest(form, listed))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # dated 1980-01-01, as the format's first day
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _store(folder: Path, name: str, pieces: Iterable[bytes]) -> tuple[str, int, str]:
    path = folder / _checked(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with path.open("xb") as sink:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            sink.write(piece)
    return name, size, digest.hexdigest()


def _checked(name: str) -> str:
    """A path inside the folder that every system takes."""
    parts = name.split("/")
    if not all(p and p.strip(". ") and not (set(p) & _ODD) and len(p.encode()) <= 200 for p in parts) or name == MANIFEST:
        raise ValueError(f"{name!r} is no path of an export.")
    return name


def _manifest(form: str, listed: Iterable[tuple[str, int, str]]) -> bytes:
    rows = [{"path": name, "bytes": size, "sha256": digest} for name, size, digest in listed]
    return (json.dumps({"format": form, "files": rows}, indent=1) + "\n").encode()


def _foreign(target: Path, form: str) -> str | None:
    """The first file of a folder that an export of this format did not write, None where there is none."""
    if not target.exists() and not target.is_symlink():
        return None
    if not target.is_dir() or target.is_symlink():
        return target.name
    there = sorted(str(p.relative_to(target).as_posix()) for p in target.rglob("*") if p.is_symlink() or not p.is_dir())
    if not there:
        return None
    try:
        manifest: Any = json.loads((target / MANIFEST).read_bytes())
        known = {MANIFEST, *(row["path"] for row in manifest["files"])} if manifest["format"] == form else {MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    return next((name for name in there if name not in known), None)


def _check_parent(target: Path) -> None:
    parent = target.absolute().parent
    if not parent.is_dir():
        raise StandoffError("There is no such folder.", where=str(parent), hint="make it first, or name another")
    if not os.access(parent, os.W_OK):
        raise StandoffError("The export cannot be written (Permission denied).", where=str(target), hint="another folder")


def _unwritten(error: OSError, target: Path) -> StandoffError:
    return StandoffError(f"The export cannot be written ({error.strerror}).", where=str(target), hint="another folder")
