"""The comments of a Word file: who wrote each, what it says, and why one is never to be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from amend.word.ooxml.open_untrusted import Opened
from amend.word.ooxml.tracked import W

_W = f"{{{W}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

Private = Literal["", "reply", "perhaps a reply", "resolved", "hidden text"]
"""Why a comment is no statement for the public."""


@dataclass(frozen=True, slots=True)
class WrittenComment:
    """What a comment says, before its place is known. rows: its paragraphs, white space folded. threaded: whether the
    file says what it is a reply to, if to any."""

    author: str
    rows: tuple[str, ...]
    private: Private
    threaded: bool


def comments_of(file: Opened) -> dict[str, WrittenComment]:
    """The comments of a file, by number."""
    threads = {
        entry.get(f"{_W15}paraId", "").upper(): entry
        for part in file.related("commentsExtended")
        for entry in part.iter(f"{_W15}commentEx")
    }
    found: dict[str, WrittenComment] = {}
    for part in file.related("comments"):
        for comment in part.iter(f"{_W}comment"):
            texts = [[*paragraph.iter(f"{_W}t")] for paragraph in comment.iter(f"{_W}p")]
            rows = tuple(filter(None, (" ".join("".join(text.text or "" for text in row).split()) for row in texts)))
            names = (paragraph.get(f"{_W14}paraId", "").upper() for paragraph in comment.iter(f"{_W}p"))
            entries = [threads[name] for name in names if name in threads]
            private: Private = ""
            if any(entry.get(f"{_W15}paraIdParent") for entry in entries):
                private = "reply"
            elif any(entry.get(f"{_W15}done", "0") in ("1", "true", "on") for entry in entries):
                private = "resolved"
            elif any(_hidden(text) for row in texts for text in row):
                private = "hidden text"
            author = comment.get(f"{_W}author", "")
            found[comment.get(f"{_W}id", "")] = WrittenComment(author, rows, private, bool(entries))
    return found


def _hidden(text: etree._Element) -> bool:
    """Whether words of a comment are hidden, or struck out as moved from there."""
    for above in text.iterancestors():
        if above.tag == f"{_W}moveFrom":
            return True
        if above.tag == f"{_W}r":
            shown = above.find(f"{_W}rPr/{_W}vanish")
            if shown is not None and shown.get(f"{_W}val", "true") not in ("0", "false", "off"):
                return True
    return False
