"""Words of an amendment without what a chat, a word processor or JSON put round them."""

from __future__ import annotations

import json
import re

_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)\w*\s*$", re.MULTILINE)
_QUOTED_ROW = re.compile(r"^\s{0,3}>\s?", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?:(?P<mark>[\"'/])|u(?P<code>(?![dD][89a-fA-F])[0-9a-fA-F]{4})|(?P<space>[nrt]))")
_TITLE_MARK = re.compile(r"^(\W{0,2})#{1,6}\s+", re.MULTILINE)
_STRONG = re.compile(
    r"(?P<mark>\*\*|__|`)(?=\S)(?P<strong>[^\n]{0,300}?\S)(?P=mark)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<slant>[^*\n]{0,300}[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<low>[^_\n]{0,300}[^\s_])_(?![\w_])"
)
_BEGINS = (
    r"(?=(?:Clause|Schedule|Section|Page|After|Before|Leave|To move|Insert|In|On|At|Title|The above|Line|Delete"
    r"|Replace)\b)"
)
_NUMBER_BEFORE = re.compile(
    r"^\s*(?:[-•*–]\s+)?(?:(?:Proposed |Draft )?Amendment(?:\s+(?:No\.?\s*)?[A-Z]{0,2}\d+[A-Z]?)?\s*(?:[.:)—–-]|\n)\s*"
    rf"|(?:[A-Z]{{0,2}}\d+[A-Z]?|\(?[a-z]\)|\(\d+\))\s*[.:)—–-]?\s+|[-•*–]\s+){_BEGINS}",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\n\s*\(?(?:Member[’']s |Members[’'] )?explanatory (?:statement|note)s?\b[^“”]*\Z", re.IGNORECASE
)


def without_markdown(words: str) -> tuple[str, tuple[str, ...]]:
    """Words without what a chat or a word processor put round them, and a note for each kind of it.

    Markdown, a number or title before the instruction, spaces that do not break and characters that nobody sees, and
    an explanatory statement below, which is no part of the words.
    """
    notes: list[str] = []

    def turn(pattern: re.Pattern[str], now: str, note: str, text: str) -> str:
        made = pattern.sub(now, text)
        if made != text and note not in notes:
            notes.append(note)
        return made

    if (plain := _without_json(words)) != words:
        words, notes = plain, ["marks of JSON were read as what they stand for"]
    words = re.sub(r"[ \t]+", " ", words.replace("\r\n", "\n").replace("\r", "\n"))
    words = turn(_SPACES, " ", "spaces that do not break were read as spaces", words)
    words = turn(_UNSEEN, "", "characters that nobody sees were left out", words)
    markdown = "marks of Markdown were left out"
    if _FENCE.search(words):
        words = turn(_FENCE, "", markdown, words)
    words = turn(_QUOTED_ROW, "", markdown, words)
    words = turn(_STRONG, r"\g<strong>\g<slant>\g<low>", markdown, words)
    words = turn(_STRONG, r"\g<strong>\g<slant>\g<low>", markdown, words)  # bold in italics
    words = turn(_TITLE_MARK, r"\1", markdown, words)
    words = "\n".join(row.strip() for row in words.strip().split("\n") if row.strip())
    words = turn(_STATEMENT, "", "the explanatory statement was left out: it is kept beside the words", words)
    words = turn(_NUMBER_BEFORE, "", "the number before the instruction was left out", words)
    return words, tuple(notes)


def _without_json(words: str) -> str:
    """Words without what JSON puts round and in them: {"words": "…"}, and \\" for a mark."""
    if words.lstrip().startswith("{"):
        try:
            found = json.loads(words)
        except (ValueError, RecursionError):
            return words
        said = found.get("words") if isinstance(found, dict) else None
        return said if isinstance(said, str) else words
    return _ESCAPED.sub(lambda one: one["mark"] or ("\n" if one["space"] else chr(int(one["code"] or "20", 16))), words)


_COMMENT = re.compile(r"(?P<words>.*[”\"])(?P<rest>\s*(?:[.;]\s+(?=[A-Z(\[])|(?=[(\[]))[^“”\"]*)", re.DOTALL)


def without_comment(words: str) -> tuple[str, str] | None:
    """Words without a remark that follows their last quotation, and the remark; None where there is none."""
    found = _COMMENT.fullmatch(words.strip())
    return (found["words"], found["rest"].strip(" .;")) if found and found["rest"].strip(" .;") else None
