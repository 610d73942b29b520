"""Getting the words: from a text file in the encodings people have, or from the words themselves."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from feelm.errors import InputError

LIMIT_BYTES = 200_000
"""Longest text that is read; a film of it would last hours."""
_ENDINGS = frozenset({".txt", ".md", ".text", ".markdown"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_story(path_or_text: str) -> str:
    """Return the words of a story: the content of a .txt or .md file, or the words that were given.

    Files may be UTF-8 (with or without byte order mark), UTF-16 or CP949. Line ends become "\\n" and letters are
    composed (NFC), so that the same words typed on different systems are the same text.

    Raises:
        InputError: the file is missing, empty, not text, or longer than 200 kB.
    """
    path = _as_path(path_or_text)
    if path is None:
        return _checked(path_or_text, None, len(path_or_text.encode("utf-8", "replace")))
    where = str(path)
    if path.is_dir():
        raise InputError(
            "this is a folder, not a story",
            where=where,
            fix="give a .txt or .md file, or the words themselves",
        )
    if not path.exists():
        raise InputError(
            "there is no such file", where=where, fix="check the name, or give the words themselves"
        )
    try:
        size = path.stat().st_size
        if size > 3 * LIMIT_BYTES:
            raise InputError(_too_long(size), where=where, fix="cut it into parts")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})", where=where, fix="check its permissions"
        ) from error
    return _checked(_decode(data, where), where, len(data))


def _as_path(text: str) -> Path | None:
    """The path that a text names: an existing file, or one line that ends like a text file; None for words."""
    line = text.strip()
    if not line or len(line) > 1000 or "\n" in line or "\x00" in line:
        return None
    path = Path(line).expanduser()
    looks_like_one = path.suffix.lower() in _ENDINGS and not line.endswith((" .txt", " .md"))
    try:
        exists = path.exists()
    except (OSError, ValueError):
        return None
    # A word that happens to be the name of a folder ("garden") is a story of one word, not that folder.
    if exists and (path.is_file() or "/" in line or looks_like_one):
        return path
    return path if looks_like_one else None


def _too_long(size: int) -> str:
    return f"the story has {size // 1000} kB and at most {LIMIT_BYTES // 1000} kB are read"


def _checked(text: str, where: str | None, size: int) -> str:
    tidy = unicodedata.normalize("NFC", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    tidy = "".join(c for c in tidy if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    if len(tidy.encode("utf-8")) > LIMIT_BYTES or size > 3 * LIMIT_BYTES:
        raise InputError(
            _too_long(max(size, len(tidy.encode("utf-8")))), where=where, fix="cut it into parts"
        )
    if not tidy.strip():
        raise InputError("the story is empty", where=where, fix="write at least one sentence")
    return tidy


def _decode(data: bytes, where: str) -> str:
    """Decode by byte order mark, else UTF-8, else CP949; refuse what is not text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, where)
    if b"\x00" in data:
        guess = "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"
        text = _strictly(data, guess, where)
        if _mostly_text(text) and _plausible_wide(text):
            return text
        raise _not_text(where)
    for encoding in ("utf-8", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _mostly_text(text):
            return text
    raise _not_text(where)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(where) from error


def _mostly_text(text: str) -> bool:
    """Whether hardly any character is a control character, unassigned or private."""
    odd = sum(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} and c not in "\n\r\t\f" for c in text)
    return odd * 50 <= len(text)


def _plausible_wide(text: str) -> bool:
    """Whether text without a mark that was taken for UTF-16 consists of everyday letters."""
    usual = sum(c.isascii() or "가" <= c <= "힣" or c.isspace() for c in text)
    return usual * 10 >= len(text) * 9


def _not_text(where: str) -> InputError:
    return InputError("this is not text that can be read", where=where, fix="save it as UTF-8 text")
