"""The words of a text with some numbers replaced, and the marks over them, which lead where they led."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from amend.model.text import Attributes, Mark, Text

_LEADS = re.compile(r"href$|targetGuid$|targetJref$")


@dataclass(frozen=True, slots=True)
class NewReference:
    """Characters of a text, from start to end, that become other words."""

    start: int
    end: int
    words: str


def leading(text: Text, hrefs: Mapping[int, str], alive: Container[str]) -> Text:
    """The text with other places for the marks over some of its characters to lead to.

    alive: the eIds that there are: a mark that leads to none of them leads nowhere still.
    """
    if not hrefs:
        return text

    def led(mark: Mark) -> Mark:
        to = next((to for at, to in hrefs.items() if mark.name == "ref" and mark.start <= at < mark.end), None)
        if to is None:
            return mark
        found = tuple((key, to if key == "href" and value[1:] in alive else value) for key, value in mark.attributes)
        return replace(mark, attributes=found)

    return Text(text.chars, tuple(led(mark) for mark in text.marks))


def reworded(text: Text, edits: Sequence[NewReference]) -> Text:
    """The text with edits made that do not overlap; marks over words that change go over the new ones."""
    if not edits:
        return text
    ordered = sorted(edits, key=lambda edit: edit.start)
    chars, at = "", 0
    for edit in ordered:
        chars += text.chars[at : edit.start] + edit.words
        at = edit.end
    chars += text.chars[at:]

    def moved(position: int) -> int:
        shift = 0
        for edit in ordered:
            if edit.end <= position:
                shift += len(edit.words) - (edit.end - edit.start)
            elif edit.start < position:
                return edit.start + shift + min(position - edit.start, len(edit.words))
        return position + shift

    marks = tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in text.marks)
    return Text(chars, marks)


def renamed(attributes: Attributes, eids: Mapping[str, str], dead: Set[str]) -> Attributes:
    """Attributes with references by eId as they are when provisions have others.

    dead: references to what was left out. They lead nowhere any more, or they would lead to whatever has that eId now.
    """
    if "href" not in [key for key, _ in attributes]:
        return attributes
    if any(key == "href" and value in dead for key, value in attributes):
        return tuple(
            (key, "invalid" if key == "class" else value) for key, value in attributes if not _LEADS.search(key)
        )
    return tuple(
        (key, "#" + eids.get(value[1:], value[1:]) if key == "href" and value.startswith("#") else value)
        for key, value in attributes
    )


def overlaps(edit: NewReference, spans: Sequence[range]) -> bool:
    return any(edit.start < span.stop and span.start < edit.end for span in spans)
