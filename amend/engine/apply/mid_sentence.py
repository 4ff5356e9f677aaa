"""A list that is put into the middle of a sentence: what follows has two places, and the words must say which."""

from __future__ import annotations

from amend.errors import Refusal
from amend.model.lines import Reading

_DASHES = ("—", "―")


def refuse_in_sentence(reading: Reading, place: tuple[int, int], words: str, printed: str) -> None:
    """Refuse a list where words of the sentence follow, which could belong to its last paragraph or stand below it.

    place: what is left out, the same twice for nothing. words: those that open the list. printed: its first label.
    """
    start, end = place
    segment, _ = reading.locate(max(start, end))
    rest = " ".join(reading.words[max(start, end) : segment.end].split())
    if not words.rstrip().endswith(_DASHES) or not any(map(str.isalnum, rest)):
        return
    before = reading.words[segment.start : start].split()
    lead = f"leave out from “{before[-1]}” to end" if before and segment.start < start else "leave out to the end"
    rest = rest if len(rest) <= 60 else f"{rest[:60].rsplit(' ', 1)[0]}…"
    raise Refusal(
        f"a list that begins with {printed} is put into the middle of a sentence, and “{rest}” follows, which could"
        " belong to its last paragraph or stand below it",
        remedy=f"write “{lead} and insert”, then the list with “{rest}” in it where that is to be; or end the list with"
        " a bare label such as “(b)”, from which what follows runs on",
    )
