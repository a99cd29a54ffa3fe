"""Bytes to text: what kind of file it is, which encoding it is in, and how that is known.

Text comes out verbatim: line ends stay as they are. Only a byte order mark goes, because it belongs to the encoding and not to
the text; that it was there is recorded.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from standoff.model import BadInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EXPORT = "export its text as .txt (UTF-8) and read that."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "take the text out of it first, for instance with `pdftotext FILE.pdf FILE.txt`."),
    (b"\x89PNG\r\n", "a PNG image", "recognise its text first (OCR), for instance with `tesseract FILE.png FILE`."),
    (b"\xff\xd8\xff", "a JPEG image", "recognise its text first (OCR), for instance with `tesseract FILE.jpg FILE`."),
    (b"GIF8", "a GIF image", "recognise its text first (OCR)."),
    (b"II*\0", "a TIFF image", "recognise its text first (OCR), for instance with `tesseract FILE.tif FILE`."),
    (b"MM\0*", "a TIFF image", "recognise its text first (OCR), for instance with `tesseract FILE.tif FILE`."),
    (b"RIFF", "a picture or recording (RIFF)", "take the text out of it first."),
    (b"ID3", "an MP3 recording", "read a transcript of it instead."),
    (b"OggS", "an Ogg recording", "read a transcript of it instead."),
    (b"\x1f\x8b", "a gzip archive", "unpack it first with `gunzip`."),
    (b"BZh", "a bzip2 archive", "unpack it first with `bunzip2`."),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it first with `unxz`."),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first with `unzstd`."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first."),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt or .msg)", _EXPORT),
    (b"{\\rtf", "a Rich Text document", _EXPORT),
    (b"SQLite format 3\0", "an SQLite database, perhaps a Standoff case", "name the reports themselves; `standoff show` opens a case."),
    (b"WARC/1.", "a web archive (WARC)", "take the pages out as .html files first."),
    (b"\x7fELF", "a program", "name the reports themselves."),
    (b"MZ\x90", "a program", "name the reports themselves."),
)
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document (.docx)", _EXPORT),
    (b"xl/", "an Excel workbook (.xlsx)", "save the sheet as CSV, or each report as .txt."),
    (b"ppt/", "a PowerPoint file (.pptx)", _EXPORT),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _EXPORT),
    (b"application/epub", "an EPUB book", "unpack it and read its .xhtml files."),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding with how it was known, and a note where characters were lost."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, where: str, html: bool = False, charset: str | None = None) -> Decoded:
    """Decodes the bytes of a text. `charset` is what a server said of the encoding.

    In turn: a byte order mark, strict UTF-8, what the server says, what an HTML page declares, UTF-16 by its pattern of zero bytes, UTF-8
    with a few broken bytes, then a guess. Raises BadInput for a binary file, and names its type.
    """
    binary(data, where=where)
    for mark, name in _BOMS:
        if data.startswith(mark):
            text, notes = _lenient(data[len(mark) :], name)
            return _plain(Decoded(text, f"{name} (byte order mark)", notes), where)
    sixteen = _sixteen(data)
    if sixteen:
        text, notes = _lenient(data, sixteen)
        return _plain(Decoded(text, f"{sixteen} (guessed)", notes), where)
    if b"\0" in data:
        raise BadInput("It is binary data, not text (it holds zero bytes).", where=where, hint="give a .txt, .html or .jsonl file.")
    try:
        return _plain(Decoded(data.decode("utf-8"), "utf-8"), where)
    except UnicodeDecodeError:
        pass
    told = _named(data, charset, "named by the server") if charset else None
    return _plain(told or (_declared(data) if html else None) or _broken_utf8(data) or _guess(data), where)


def binary(data: bytes, *, where: str) -> None:
    """Raises BadInput, naming the type and what to try, when the first bytes are those of a known binary format."""
    if data.startswith(b"PK\x03\x04"):
        head = data[:4000] + data[-4000:]
        kind, hint = next(((kind, hint) for mark, kind, hint in _ZIPPED if mark in head), ("a ZIP archive", "unpack it first."))
        raise BadInput(f"It is {kind}, not text.", where=where, hint=hint)
    if data[4:8] == b"ftyp":
        raise BadInput("It is a video or recording (MP4), not text.", where=where, hint="read a transcript of it instead.")
    for mark, kind, hint in _MAGIC:
        if data.startswith(mark):
            raise BadInput(f"It is {kind}, not text.", where=where, hint=hint)


def _plain(decoded: Decoded, where: str) -> Decoded:
    """Refuses what decodes but is no writing: zero characters, or control characters in numbers no text has."""
    strange = len(_CONTROL.findall(decoded.text)) + decoded.text.count("\0")
    if "\0" in decoded.text or strange > 8 + len(decoded.text) // 200:
        raise BadInput(
            f"It is binary data, not text ({strange} control characters).", where=where, hint="give a .txt, .html or .jsonl file."
        )
    return decoded


def _lenient(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return text, (f"Some bytes are not {name}; they stand as U+FFFD.",)


def _sixteen(data: bytes) -> str | None:
    """UTF-16 without a mark: in writing with ASCII spaces and digits, zero bytes stand on one side of the pairs only."""
    sample = data[:4096]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    pairs = max(1, len(sample) // 2)
    if odd > 0.1 * pairs and even == 0 and len(data) % 2 == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.1 * pairs and odd == 0 and len(data) % 2 == 0 else None


def _declared(data: bytes) -> Decoded | None:
    """The encoding that an HTML page declares."""
    found = _DECLARED.search(data[:4096])
    return _named(data, found[1].decode("ascii").lower(), "declared") if found else None


def _named(data: bytes, name: str, how: str) -> Decoded | None:
    """The text in an encoding that was named, if the bytes are in it without exception. Who says Latin-1 means windows-1252."""
    name = "windows-1252" if name in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"} else name
    try:
        return Decoded(data.decode(name), f"{name} ({how})")
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a cut file, a paste): far more whole sequences than faults."""
    text = data.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - faults
    if whole < 4 * faults:
        return None
    return Decoded(text, f"utf-8 ({faults} broken)", (f"{faults} places are not valid UTF-8; they stand as U+FFFD.",))


def _guess(data: bytes) -> Decoded:
    """Mostly ASCII is windows-1252, the fallback of the WHATWG encoding standard; else what charset-normalizer finds most coherent."""
    high = len(_HIGH.findall(data))
    # Western writing sets single accented letters and marks between plain ones; other scripts stand in runs.
    runs = sum(len(run) for run in _HIGH_RUN.findall(data))
    western: str | None
    try:
        western = data.decode("windows-1252")
    except UnicodeDecodeError:
        western = None
    if western is not None and high <= 0.15 * len(data) and runs <= 0.3 * high:
        return Decoded(western, "windows-1252 (guessed)")
    best = from_bytes(data).best()
    if best is not None:
        return Decoded(data.decode(best.encoding, "replace"), f"{best.encoding.replace('_', '-')} (guessed)")
    if western is not None:
        return Decoded(western, "windows-1252 (guessed)")
    return Decoded(data.decode("latin-1"), "latin-1 (guessed)", ("No encoding fits; every byte stands for the character of its number.",))
