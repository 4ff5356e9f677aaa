"""The printed lines of what an amendment inserts, as its paper marks them: how many letters and digits are on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from amend.formats.akn import AKN

_LINE = "L"


def printed_lines(content: etree._Element) -> str:
    """The letters and digits on each line of what an amendment inserts, first to last.

    "" where the paper gives no lines, as it does only where an amendment to the amendment names one.

    The heading of a new clause stands on line 1, whatever its mark says: so the paper itself counts (the references to
    NC4 of 28 June 2023).
    """
    inserted = content.find(f".//{{{AKN}}}quotedStructure")
    if inserted is None:
        return ""
    counts: list[int] = []
    for piece in _pieces(inserted):
        if piece is None:
            counts.append(0)
        elif counts:
            counts[-1] += sum(map(str.isalnum, piece))
        elif any(map(str.isalnum, piece)):
            return ""  # words before the first mark: the lines are not all marked
    return " ".join(map(str, counts))


def mark_lines(content: etree._Element, counts: str) -> None:
    """Mark the lines of what an amendment inserts, so that `printed_lines` gives these counts again; nothing where its
    words have not as many letters and digits."""
    inserted = content.find(f".//{{{AKN}}}quotedStructure")
    sizes = [int(size) for size in counts.split() if size.isdecimal()]
    if inserted is None or sum(sizes) != sum(map(str.isalnum, "".join(inserted.itertext()))):
        return
    begins = Counter(sum(sizes[:index]) for index in range(len(sizes)))
    at = number = 0
    for node, part in _places(inserted):
        words = getattr(node, part) or ""
        letters = [place for place, letter in enumerate(words) if letter.isalnum()]
        cuts = [_word(words, place) for index, place in enumerate(letters, at) for _ in range(begins[index])]
        at += len(letters)
        if not cuts:
            continue
        setattr(node, part, words[: cuts[0]])
        parent = node if part == "text" else node.getparent()
        assert parent is not None
        index = 0 if part == "text" else parent.index(node) + 1
        for step, (cut, until) in enumerate(zip(cuts, [*cuts[1:], len(words)], strict=True)):
            number += 1
            mark = etree.ProcessingInstruction(_LINE, f"1-{number}")
            mark.tail = words[cut:until]
            parent.insert(index + step, mark)


def _word(words: str, place: int) -> int:
    """Where the word begins that a letter stands in, with the bracket before it."""
    while place and not words[place - 1].isspace() and not words[place - 1].isalnum():
        place -= 1
    return place


def _places(element: etree._Element) -> list[tuple[etree._Element, str]]:
    """Where the words below an element are kept, in order."""
    found: list[tuple[etree._Element, str]] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and isinstance(node.tag, str):
            found.append((node, "text"))
        elif event == "end" and node is not element:
            found.append((node, "tail"))
    return found


def _pieces(element: etree._Element) -> Iterator[str | None]:
    """The words below an element in order, and None where a line begins."""
    for event, node in etree.iterwalk(element, events=("start", "end", "pi")):
        if event == "pi":
            if isinstance(node, etree._ProcessingInstruction) and node.target == _LINE:
                yield None
            yield node.tail or ""
        elif event == "start" and isinstance(node.tag, str):
            yield node.text or ""
        elif event == "end" and node is not element:
            yield node.tail or ""
