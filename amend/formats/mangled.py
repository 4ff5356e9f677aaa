"""What copying does to characters: other encodings, broken letters, marks that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.errors import ReadError

_INVISIBLE = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width mark",
    "\u200d": "zero-width mark",
    "\u2060": "zero-width mark",
    "\ufeff": "byte order mark",
    "\u00ad": "soft hyphen",
}
_SEEN_BY_NOBODY = re.compile(f"[{''.join(_INVISIBLE)}]")
_READ_WRONG = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122"
_BROKEN = re.compile(f"(?:[\u00c2\u00c3\u00e2][{_READ_WRONG}]+)+")
"""UTF-8 that was read as Windows-1252: “â€œ” for an opening quotation mark, “Â£” for a pound sign."""
_HALF_CLOSED = "â€"


def decoded(data: bytes, *, place: str) -> tuple[str, tuple[str, ...]]:
    """A text in UTF-8, UTF-16 or Windows-1252, with a plain line feed at each line end, and what was done to read it.

    Raises ReadError for what is none of these.
    """
    notes: tuple[str, ...] = ()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text, notes = _utf16(data, "utf-16", place), ("it was read as UTF-16",)
    elif b"\0" in data[:400] and (codec := _by_zeros(data)):
        text, notes = _utf16(data, codec, place), ("it was read as UTF-16",)
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = data.decode("cp1252", errors="replace")
            if "\ufffd" in text:
                line = data.count(b"\n", 0, error.start) + 1
                raise ReadError("it is not UTF-8 text", place=f"{place}:{line}", remedy="save it as UTF-8") from error
            notes = ("it is not UTF-8, and was read as Windows-1252",)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without marks that nobody sees and with broken letters put right, and what was done to it, in words.

    A soft hyphen at the end of a row is kept as a hyphen there, for the word was broken at it.
    """
    notes: list[str] = []
    text, broken = _letters(text)
    if broken:
        notes.append(f"letters that another encoding broke were put right: {_listed(broken)}")
    rows = [f"{row[:-1]}-" if row.endswith("\u00ad") else row for row in text.split("\n")] if "\u00ad" in text else None
    text = "\n".join(rows) if rows else text
    found = dict.fromkeys(_INVISIBLE[mark] for mark in _SEEN_BY_NOBODY.findall(text))
    for name in found:
        notes.append(f"a {name}, which does not show, was left out")
    return _SEEN_BY_NOBODY.sub("", text), tuple(notes)


def _letters(text: str) -> tuple[str, list[str]]:
    broken: list[str] = []

    def right(match: re.Match[str]) -> str:
        try:
            found = match[0].encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            try:
                found = bytes(_byte(mark) for mark in match[0]).decode("utf-8")
            except (ValueError, UnicodeDecodeError):
                return match[0]
        broken.append(f"{match[0]} is {found}{_named(found)}")
        return found

    text = _BROKEN.sub(right, text)
    if _HALF_CLOSED in text:  # its third byte stands for nothing in Windows-1252, and is often lost
        broken.append(f"{_HALF_CLOSED} is ”{_named('”')}")
        text = text.replace(_HALF_CLOSED, "”")
    return text, broken


_NAMES = {
    "“": "an opening quotation mark",
    "”": "a closing quotation mark",
    "‘": "an opening single mark",
    "’": "an apostrophe or closing single mark",
    "–": "an en dash",
    "—": "an em dash",
    "…": "an ellipsis",
    "\u00a0": "a space that does not break",
}


def _named(found: str) -> str:
    """What a mark is called that is hard to tell from those around it, in brackets; "" for letters and signs."""
    return f" ({_NAMES[found]})" if found in _NAMES else ""


def _byte(mark: str) -> int:
    """The byte that a character was read from, where Windows-1252 leaves one undefined; raises ValueError for none."""
    return ord(mark) if ord(mark) < 256 else mark.encode("cp1252")[0]


def _listed(broken: Sequence[str]) -> str:
    kinds = list(dict.fromkeys(broken))
    return ", ".join(kinds[:3]) + (f" and {len(kinds) - 3} more" if len(kinds) > 3 else "")


def _by_zeros(data: bytes) -> str:
    """Which UTF-16 a text without a byte order mark is in, by where its zero bytes stand; "" when in neither."""
    sample = data[:400]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 4 and not odd else ""


def _utf16(data: bytes, codec: str, place: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise ReadError("it is not whole UTF-16 text", place=place, remedy="save it as UTF-8") from error
