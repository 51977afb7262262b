"""Files are decoded as those who wrote them meant, and what is not text is told."""

from __future__ import annotations

import codecs
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.encoding import NotTextError, decode

ENGLISH = "“Russia” said it’s keeping 7,600 troops — at the café."
FRENCH = "Le ministre a déclaré que les soldats resteraient là jusqu'à l'été."
RUSSIAN = "Россия заявила во вторник, что оставит 7600 военных в Абхазии и Южной Осетии.\n" * 4
GREEK = "Η Ρωσία δήλωσε την Τρίτη ότι θα διατηρήσει στρατιώτες στην Αμπχαζία.\n" * 4
CHINESE = "俄罗斯国防部长九日对总统说，俄罗斯将在阿布哈兹和南奥塞梯驻扎七千六百名士兵。\n" * 4
JAPANESE = "ロシアの国防相は火曜日、アブハジアに七千六百人の兵士を駐留させると述べた。\n" * 4


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (FRENCH, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (GREEK, "cp1253"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-le"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_text_comes_back_from_its_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert not decoded.damaged


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_verbatim(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


def test_newlines_are_one_kind() -> None:
    assert decode(b"a\r\nb\rc\nd\r\n\r\n").text == "a\nb\nc\nd\n\n"


def test_slightly_damaged_utf_8_stays_utf_8() -> None:
    damaged = "Müller, Jürgen und Käthe".encode() + b" \xff " + "grüßen".encode()
    decoded = decode(damaged)
    assert decoded.text == "Müller, Jürgen und Käthe \ufffd grüßen"
    assert decoded.damaged


def test_utf_8_that_is_cut_off_stays_utf_8() -> None:
    assert decode("Müller im Café".encode()[:-1]).text == "Müller im Caf\ufffd"
    assert decode(b"caf\xe9").text == "café"


def test_utf_16_of_odd_length_is_damaged_and_read() -> None:
    decoded = decode("\ufeffhello".encode("utf-16-le") + b"x")
    assert decoded.text == "hello\ufffd"
    assert decoded.damaged


def test_a_zero_byte_in_ascii_is_not_utf_16() -> None:
    assert decode(b"Report\0 about troops").text == "Report\0 about troops"


def test_a_declared_encoding_counts_where_the_bytes_agree() -> None:
    cyrillic = "Ещё".encode("cp1251")
    assert decode(cyrillic, "windows-1251").text == "Ещё"
    assert decode("Ещё".encode(), "windows-1251").text == "Ещё"
    assert decode("日本語".encode("iso-2022-jp"), "iso-2022-jp").text == "日本語"
    assert decode(b"\x93quoted\x94", "iso-8859-1").text == "“quoted”"


@pytest.mark.parametrize("declared", ["nonsense", "zip", "unicode_escape", "punycode", "\0", "é"])
def test_an_encoding_that_is_none_is_ignored(declared: str) -> None:
    assert decode(b"caf\xe9 \\u0041", declared).text == "café \\u0041"


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document, not text"),
        (b"PK\x03\x04\x14", "a ZIP archive or an office document, not text"),
        (b"\x89PNG\r\n\x1a\n", "a picture, not text"),
        (bytes(range(256)) * 16, "binary"),
        (bytes(300), "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "binary"),
        (random.Random(2).randbytes(4096), "binary"),
    ],
)
def test_what_is_not_text_is_told(content: bytes, description: str) -> None:
    with pytest.raises(NotTextError, match=description):
        decode(content)


def test_a_typescript_of_a_terminal_is_text() -> None:
    typescript = b"\x1b[31mred\x1b[0m\x07 and \x08back\n" * 20
    assert decode(typescript).text == typescript.decode()


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "cp1251", "shift_jis", "hz"]))
def test_any_bytes_are_decoded_or_told(content: bytes, declared: str) -> None:
    with suppress(NotTextError):
        assert "\r" not in decode(content, declared).text
