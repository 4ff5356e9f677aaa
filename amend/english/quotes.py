"""Curly quotation marks: which one closes which, at any depth."""

from __future__ import annotations

import re
from itertools import accumulate

from amend.errors import WordsError

OPEN, CLOSE = "“", "”"

DEEPEST = 20
"""How many quotations may stand in one another; law has four."""

_BY_KEYWORD = re.compile(
    r"(?<=\s)“(\S.*?)”"
    r"(?=$|,? (?:and )?insert |,? and insert—| to (?:the )?(?:end|first|second|third|“)| (?:in|on) line \d)"
)
_MARK = re.compile(f"[{OPEN}{CLOSE}]")
_SIGN = re.compile(f"[{OPEN}{CLOSE}«»]")
_BEFORE_OPENING = re.compile(r"[\s(\[—–-]|[“‘]")


def closing(text: str, start: int) -> int:
    """Where the quotation that opens at text[start] closes; -1 when it does not.

    Quotations nest with the same marks: “insert “x” after it” closes at its second mark.
    """
    depth = 0
    for mark in _MARK.finditer(text, start):
        if mark[0] == OPEN:
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return mark.start()
    return -1


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each outermost quotation as «0», «1», …, and what they say, without their marks.

    A closing mark just after that of a quotation is the print's own, which the quotation ends with: after “pond””
    quotes pond”. Raises WordsError when a quotation is not closed, or closed without having been opened.
    """
    if _depth(text) > DEEPEST:
        raise WordsError(f"quotations stand in quotations, more than {DEEPEST} deep", remedy="close each with ”")
    masked: list[str] = []
    quoted: list[str] = []
    at = 0
    while (found := _SIGN.search(text, at)) is not None:
        if at < found.start():
            masked.append(text[at : found.start()])
            at = found.start()
        if text[at] == OPEN:
            end = closing(text, at)
            if end < 0:
                raise WordsError(
                    f"the quotation that begins “{_start(text[at + 1 :])}” is not closed",
                    remedy="close it with ”, once for each “ inside it as well",
                )
            masked.append(f"«{len(quoted)}»")
            quoted.append(text[at + 1 : end])
            at = end + 1
            continue
        if text[at] == CLOSE and masked and masked[-1] == f"«{len(quoted) - 1}»" and surplus(quoted[-1]) == 0:
            quoted[-1] += CLOSE
            at += 1
            continue
        if text[at] == CLOSE:
            raise WordsError(
                f"a quotation is closed that was not opened, after “{_end(text[:at])}”",
                remedy="take that ” out, or open the quotation with “",
            )
        raise WordsError(
            f"it has the quotation mark {text[at]} after “{_end(text[:at])}”", remedy="quote words with “ and ”"
        )
    masked.append(text[at:])
    return "".join(masked), tuple(quoted)


def mask_open(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The same for a one-row instruction that leaves a quotation within a quotation open, for the print to close.

    In leave out ““old” and insert ““new” each quotation closes at the mark that words of an instruction, or nothing,
    follow. None when the text is no such instruction.
    """
    masked: list[str] = []
    quoted: list[str] = []
    at = 0
    for match in _BY_KEYWORD.finditer(text):
        masked += [text[at : match.start()], f"«{len(quoted)}»"]
        quoted.append(match[1])
        at = match.end()
    masked.append(text[at:])
    rest = "".join(masked)
    if "\n" in text or not quoted or any(mark in rest for mark in (OPEN, CLOSE)) or any(m in text for m in "«»"):
        return None
    return rest, tuple(quoted)


def pairs(text: str) -> bool:
    """Whether each quotation of a text is closed, with as many marks opened as closed within it."""
    try:
        return all(surplus(quoted) == 0 for quoted in mask(text)[1])
    except WordsError:
        return False


def surplus(text: str) -> int:
    """How many quotations a text opens more than it closes; below 0 when it closes more."""
    return text.count(OPEN) - text.count(CLOSE)


def curled(text: str) -> str:
    """The text with straight quotation marks and apostrophes curled, as House style has them."""

    out: list[str] = []
    for character in text:
        before = out[-1] if out else " "
        opens = _BEFORE_OPENING.match(before) is not None
        curly = {'"': OPEN if opens else CLOSE, "'": "‘" if opens else "’"}
        out.append(curly.get(character, character))
    return "".join(out)


def righted(text: str) -> str:
    """The text with quotation marks that pair, where printers have mistyped their shape: “members", insert ”, or”.

    No mark comes or goes. Raises WordsError, with the words, when there is one too many or too few.
    """
    found = text if '"' not in text else curled(text)
    if not _pairs(found):
        found = curled(found.replace(OPEN, '"').replace(CLOSE, '"'))
    if not _pairs(found):
        mask(text if '"' not in text else found)  # says which
        mask(found)
    return found


def _depth(text: str) -> int:
    """How many quotations stand in one another, at most."""
    opened = accumulate({OPEN: 1, CLOSE: -1}.get(mark, 0) for mark in re.findall("[“”]", text))
    return max(opened, default=0)


def _pairs(text: str) -> bool:
    return closing(f"{OPEN}{text}{CLOSE}", 0) == len(text) + 1


def _start(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + "…"


def _end(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else "…" + words[-40:].split(" ", 1)[-1]
