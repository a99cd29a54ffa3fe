from __future__ import annotations

import codecs

import pytest
from hypothesis import given

from standoff.ingest.decode import decode
from standoff.model import BadInput
from strategies import texts

PROSE = "“The café is shut,” said Zoë – it’s the third time. " * 3


@given(texts())
def test_utf8_comes_out_verbatim(text: str) -> None:
    if any(ord(c) < 32 and c not in "\t\n\r\f\v\x1b" for c in text) or text.startswith(("\ufeff", "PK", "BZh", "{\\rtf", "%PDF")):
        return
    assert decode(text.encode(), where="x").text == text


def test_line_ends_are_kept() -> None:
    assert decode(b"one\r\ntwo\rthree\n", where="x").text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(mark: bytes, codec: str) -> None:
    got = decode(mark + PROSE.encode(codec), where="x")
    assert got.text == PROSE
    assert got.encoding == f"{codec} (byte order mark)"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_guessed(codec: str) -> None:
    got = decode(PROSE.encode(codec), where="x")
    assert (got.text, got.encoding) == (PROSE, f"{codec} (guessed)")


def test_western_bytes_are_guessed_as_windows_1252_and_the_guess_is_recorded() -> None:
    got = decode(PROSE.encode("windows-1252"), where="x")
    assert (got.text, got.encoding) == (PROSE, "windows-1252 (guessed)")


def test_other_scripts_are_guessed_from_their_letters() -> None:
    text = "Порт был закрыт в четверг после столкновения двух паромов, сообщила береговая охрана. " * 4
    got = decode(text.encode("windows-1251"), where="x")
    assert got.text == text
    assert got.encoding.endswith("(guessed)")


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body>Порт закрыт</body></html>'
    got = decode(page.encode("koi8-r"), where="x", html=True)
    assert (got.text, got.encoding) == (page, "koi8-r (declared)")


def test_a_cut_utf8_file_is_read_and_says_so() -> None:
    got = decode(PROSE.encode()[:-1] + b"\xe2\x80", where="x")
    assert got.text.endswith("\ufffd")
    assert got.encoding == "utf-8 (1 broken)"
    assert got.notes == ("1 places are not valid UTF-8; they stand as U+FFFD.",)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\0", "a GIF image"),
        (b"PK\x03\x04\x14\0notes.txt", "a ZIP archive"),
        (b"PK\x03\x04\x14\0word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\0xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old Office document"),
        (b"{\\rtf1\\ansi Hello}", "a Rich Text document"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (b"SQLite format 3\0\x10", "perhaps a Standoff case"),
        (b"\0\0\0 ftypmp42", "a video"),
        (b"abc\0def\0\x01\x02 some words", "zero bytes"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10 words", "binary data"),
    ],
)
def test_a_binary_file_is_named_with_what_to_try(data: bytes, kind: str) -> None:
    with pytest.raises(BadInput, match=kind) as caught:
        decode(data, where="press/a.bin")
    assert caught.value.where == "press/a.bin"
    assert caught.value.hint


@given(texts())
def test_bytes_of_any_kind_decode_or_are_refused_never_crash(text: str) -> None:
    for data in (text.encode()[1:], text.encode("utf-16-le")[:-1], text.encode("cp1252", "ignore")):
        try:
            assert isinstance(decode(data, where="x").text, str)
        except BadInput as fault:
            assert fault.hint
