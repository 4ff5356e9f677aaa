"""Characters in words that are not what they look like, or not to be seen: marks, letters and digits that mislead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(r"[µμ][A-Za-z]{1,3}|[kMG]?Ω")
"""Greek letters that stand in units of measure, as in “µg”."""

_UNSEEN = "\u034f\u115f\u1160\u180e\u2800\u3164\uffa0"
"""What is shown as nothing, beside the characters of formatting."""

_TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_ABOUT = ("\u200e", "\u200f", "\u061c")


_PRINTED = str.maketrans("", "", "“”‘’—–…£•")
"""The marks that stand in every amendment."""


def odd(words: str) -> tuple[str, ...]:
    """What is odd in words, each once and in words."""
    return () if words.translate(_PRINTED).isascii() else tuple(dict.fromkeys(_odd(words)))


def misread(instruction: str) -> str:
    """A letter or digit in the words of an instruction that is taken for another; "" for none.

    Capitals do not count there, by a rule that takes “ſ” for “s”, and a digit of any script for a digit.
    """
    if instruction.isascii():
        return ""
    return next((one for one in instruction if one in "ſıİ\u212a" or (one.isdecimal() and not one.isascii())), "")


def _odd(words: str) -> Iterator[str]:
    for character in words:
        if character.isascii():
            continue
        kind, code = unicodedata.category(character), f"U+{ord(character):04X}"
        if unicodedata.bidirectional(character) in _TURNS or character in _ABOUT:
            yield f"a mark that nobody sees turns the direction of its words ({code})"
        elif kind == "Cf" or character in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
            yield f"it has a character that nobody sees ({code})"
        elif kind == "Nd":
            yield f"“{character}” is a digit of another script ({code})"
    for word in _WORD.findall(words):
        if word.isascii() or _UNIT.fullmatch(word):
            continue
        scripts = {_script(letter) for letter in word}
        if scripts & {"form"}:
            odd = next(letter for letter in word if _script(letter) == "form")
            yield f"“{word}” has a letter that looks like another (U+{ord(odd):04X})"
        elif len(scripts - {"mark"}) > 1 or not scripts <= {"LATIN", "GREEK", "mark"}:
            odd = next(letter for letter in word if _script(letter) not in ("LATIN", "mark"))
            yield f"“{word}” has a letter of another script (U+{ord(odd):04X})"


def _script(letter: str) -> str:
    """The script of a letter by its name, "form" for a Latin letter in another form, "mark" for what no script owns."""
    if letter.isascii():
        return "LATIN"
    if not unicodedata.category(letter).startswith("L"):  # such as “²”
        return "mark"
    plain = unicodedata.normalize("NFKC", letter)
    if letter in "ſıƖǀ\u212a\u212b" or (plain != letter and plain.isascii()):
        return "form"
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "mark" if name in ("MODIFIER", "COMBINING") else name
