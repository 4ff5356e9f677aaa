"""What people and language models write for the words of an amendment, put into the words of the House.

“In section 4(2), on page 3 at line 12, replace "x" with "y"” has one reading. Only what has one is turned, and each
turn is told. Nothing here knows a print: what needs one (a place without its line, “after subsection (2)”) is handed
on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.english import typed
from amend.english.quotes import mask
from amend.errors import WordsError
from amend.model.frozen import frozen
from amend.model.short_citation import unit_meant


@frozen
class Turned:
    """Words put into those of the House. notes: what was turned, each in words.

    placed: whether page and line are named; where not, the words say “page 1, line 1” for a reader to read, which mean
    nothing. inner: the bracketed labels of the provision of the clause or Schedule that the place names, outermost
    first, as in “Clause 3(2)(a)”. paragraph: its number where the place names one of a Schedule, else "". beside:
    (“after” or “before”, unit, label) where the words go by a provision; the words then say “at end”. None for none.
    """

    words: str
    notes: tuple[str, ...] = ()
    placed: bool = True
    inner: tuple[str, ...] = ()
    paragraph: str = ""
    beside: tuple[str, str, str] | None = None


_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)\w*\s*$", re.MULTILINE)
_QUOTED_ROW = re.compile(r"^\s{0,3}>\s?", re.MULTILINE)
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

    words = re.sub(r"[ \t]+", " ", words.replace("\r\n", "\n").replace("\r", "\n"))
    words = turn(_SPACES, " ", "spaces that do not break were read as spaces", words)
    words = turn(_UNSEEN, "", "characters that nobody sees were left out", words)
    markdown = "marks of Markdown were left out"
    if _FENCE.search(words):
        words = turn(_FENCE, "", markdown, words)
    rows = [row for row in words.split("\n") if row.strip()]
    if rows and all(_QUOTED_ROW.match(row) for row in rows):
        words = turn(_QUOTED_ROW, "", markdown, words)
    words = turn(_STRONG, r"\g<strong>\g<slant>\g<low>", markdown, words)
    words = turn(_STRONG, r"\g<strong>\g<slant>\g<low>", markdown, words)  # bold in italics
    words = turn(_TITLE_MARK, r"\1", markdown, words)
    words = "\n".join(row.strip() for row in words.strip().split("\n") if row.strip())
    words = turn(_STATEMENT, "", "the explanatory statement was left out: it is kept beside the words", words)
    words = turn(_NUMBER_BEFORE, "", "the number before the instruction was left out", words)
    return words, tuple(notes)


_LABELS = r"(?:\s?\([0-9A-Za-z]{1,5}\))+"
_IN = r"(?:(?:in|on|at|of|to|from)\s+)?(?:the\s+)?"
_NUM = r"[A-Z]{0,2}\d+[A-Z]{0,3}"
_PART = re.compile(
    rf"{_IN}(?:(?P<top>clause|section|schedule|cl|sched|sch)\b\.?\s*(?P<number>{_NUM})(?P<labels>{_LABELS})?"
    rf"|(?P<only>Schedule)(?=[,:]|\s+(?:page|p|paragraph|para)\b)"
    rf"|(?:paragraph|para)\.?\s+(?P<paragraph>{_NUM})(?P<labels2>{_LABELS})?"
    rf"|(?:sub-?sections?|paragraph|sub-?paragraph|para|sub-?clause)\.?\s*(?P<labels3>{_LABELS})"
    r"|(?:page|pg|p)\.?\s*(?P<page>\d{1,6})|(?:line|ln|l)\.?\s*(?P<line>\d{1,6}))(?![\w(])\s*[,;:.–—-]?\s*",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:leave|leave-out|insert|add|put|at|after|before|replace|substitute|delete|remove|omit|strike|cut|take out"
    r"|for|from)"
)
_ACTS = re.compile(rf"{_VERBS}\b", re.IGNORECASE)
_MATTER = re.compile(r"«(\d+)»")
_NEW = re.compile(
    rf"(?:(?P<side>after|before) (?P<unit>clause|section|schedule) (?P<number>{_NUM})[,:]? (?:insert|add|put in)"
    r"(?: the following)?(?: a)? new (?P<kind>clause|section|schedule)"
    rf"|(?:insert|add)(?: the following)?(?: a)? new (?P<kind2>clause|section|schedule)[,:]? (?P<side2>after|before)"
    rf" (?P<unit2>clause|section|schedule) (?P<number2>{_NUM})"
    r"|(?:to move the following )?new (?P<kind3>clause|section|schedule))"
    r"\s*(?::\s*)?[—–―-]*\s*(?P<matter>«\d+»)",
    re.IGNORECASE,
)


@frozen
class _OtherWords:
    """A way of saying something that the House says in other words."""

    pattern: re.Pattern[str]
    now: str
    note: str


def _turn(pattern: str, now: str, said: str, meant: str) -> _OtherWords:
    return _OtherWords(re.compile(pattern, re.IGNORECASE), now, f"“{said}” was read as “{meant}”" if said else "")


_OUT = "leave out"
_INSTEAD = "leave out … and insert …"
_SIDE = r"(?:immediately |directly |just )?(?P<side>after|before)"
_INNER = r"(?P<unit>sub-?section|sub-?clause|sub-?paragraph|paragraph)\s*(?P<label>\([0-9A-Za-z]{1,5}\))"
_TURNS = (
    _turn(r"(?<!\band )\b(?:the )?(?:word|phrase|term|text|number|figure|date|expression)s? (?=«|from )", "", "", ""),
    _turn(r"^leave out (?:(?:the )?whole of )?the (?=(?:sub-?section|sub-?paragraph|paragraph|sub-?clause|clause"
          r"|schedule)s? \(?\w)", "leave out ", "", ""),
    _turn(r"\bsub-?clauses?(?= \()", "subsection", "sub-clause", "subsection"),
    _turn(r"^(?:replace|substitute) (?P<old>.+?) (?:with|by)(?: the following)?\s*[:—–-]*\s*(?P<new>«\d+»)$",
          r"leave out \g<old> and insert \g<new>", "replace … with …", _INSTEAD),
    _turn(r"^substitute (?P<new>«\d+») for (?P<old>.+)$", r"leave out \g<old> and insert \g<new>",
          "substitute … for …", _INSTEAD),
    _turn(r"^for (?P<old>.+?),? (?:substitute|put)\s*[:—–-]*\s*(?P<new>«\d+»)$",
          r"leave out \g<old> and insert \g<new>", "for … substitute …", _INSTEAD),
    _turn(r"^(?:delete|remove|omit|strike(?: out)?|cut|take out)\b", _OUT, "delete", _OUT),
    _turn(r"(?<=\S),? and (?:replace (?:it |them )?(?:with|by)|substitute|add|put|insert instead|insert in"
          r" (?:its|their) place)(?P<end>\s*[:—–-]*\s*)(?=«)", r" and insert\g<end>", "replace it with", "and insert"),
    _turn(rf"^(?:insert|add|put in|put)\s*[:—–-]*\s*(?P<new>«\d+»),? {_SIDE} (?P<old>«\d+»)$",
          r"\g<side> \g<old> insert \g<new>", "insert … after …", "after … insert …"),
    _turn(rf"^(?:insert|add|put in|put)\s*[:—–-]*\s*(?P<new>«\d+»),? {_SIDE} {_INNER}$",
          r"\g<side> \g<unit> \g<label> insert \g<new>", "insert … after …", "after … insert …"),
    _turn(r"^(?:insert|add|put in|put)\s*[:—–-]*\s*(?P<new>«\d+»),? at (?:the )?(?:(?P<end>end)|beginning|start)"
          r"(?: of (?:the|that|this) line)?$", r"at \g<end> insert \g<new>", "insert … at the end", "at end insert …"),
    _turn(r"^at (?:the )?(?:very )?end(?: of (?:the|that|this) line)?,? (?:add|insert|put in)\b", "at end insert",
          "at the end add", "at end insert"),
    _turn(r"^at (?:the )?(?:very )?(?:beginning|start)(?: of (?:the|that|this) line)?,? (?:add|insert|put in)\b",
          "at beginning insert", "at the start add", "at beginning insert"),
    _turn(r"^(?P<side>after|before) (?P<old>(?:the (?:first|second|third|fourth|fifth) )?«\d+»),? (?:add|put in)\b",
          r"\g<side> \g<old> insert", "add", "insert"),
    _turn(r"\b(?:insert|add)(?: the following)?(?: new)? (?:sub-?sections?|paragraphs?|sub-?paragraphs?|definitions?"
          r"|sub-?clauses?|words?|text)\s*[:—–-]*\s*(?=«)", "insert—", "", ""),
    _turn(r"\b(?:insert|add) the following(?: new)?\s*[:—–-]*\s*(?=«)", "insert—", "", ""),
    _turn(r"\b(?:insert|add)(?P<dash>\s*[:—–-]+\s*)(?=«)", "insert—", "", ""),
    _turn(r"\b(?:insert|add)\s+(?=«)", "insert ", "", ""),
)  # fmt: skip
_BESIDE = re.compile(rf"(?P<side>after|before) {_INNER},? insert (?P<matter>.*)", re.IGNORECASE)
_OPENED = re.compile(r"[^“”\"]*\b(?:insert|clause|schedule)\s*(?:—|–|-{1,2}|:)\s*", re.IGNORECASE)


def turned(words: str) -> Turned:
    """Words in the words of the House, as far as they have one reading. Those that are as they should be come back so.

    Raises WordsError where quotations do not close.
    """
    words, notes = _quoted_whole(words)
    words, more = _closed(typed.double_marks(words)[0])
    notes = (*notes, *more)
    masked, quotations = mask(words)
    text = " ".join(masked.split()).removesuffix(".")
    if found := _NEW.fullmatch(text):
        new = _new(found)
        if (asked := _shown(found[0][: found.start("matter")])).casefold() != new.casefold():
            notes = (*notes, f"“{asked}” was read as “{new}”")
        return Turned(_unmasked(f"{new}«{_MATTER.findall(text)[-1]}»", quotations), notes)
    place, action = _parted_place(text)
    if place is None:
        return Turned(words, notes)
    said, at = text[: len(text) - len(action)].strip(" ,;:"), _place(place)
    meant = _place(place, known_only=True)
    if meant.replace(", ", " ").casefold() != said.replace(", ", " ").casefold():
        notes = (*notes, f"“{said}” was read as “{meant}”")
    action, more = _acted(action)
    beside = None
    if by := _BESIDE.fullmatch(action):
        beside = (by["side"].lower(), _unit(by["unit"]), by["label"].strip("()"))
        action = f"at end insert {by['matter']}"
    return Turned(
        _unmasked(f"{at}, {action}", quotations),
        (*notes, *more),
        placed=bool(place.get("page") and place.get("line")),
        inner=tuple(re.findall(r"\(([0-9A-Za-z]+)\)", place.get("labels", ""))),
        paragraph=place.get("paragraph", ""),
        beside=beside,
    )


def _quoted_whole(words: str) -> tuple[str, tuple[str, ...]]:
    """Words whose inserted rows have quotation marks round them, and a note where they had none."""
    first, _, rest = words.partition("\n")
    if rest.strip() and _OPENED.fullmatch(first) and not re.match(r"\s*[“\"'‘]", rest):
        return f"{first}\n“{rest.strip()}”", ("quotation marks were put round what is inserted",)
    return words, ()


_OPENED_ROW = re.compile(r"\n\s*“(?=\(\w{1,5}\))")


def _closed(words: str) -> tuple[str, tuple[str, ...]]:
    """Words whose last quotation is closed, and a note where it was not: at the end of the words, or where each row of
    what is inserted is opened, as books do, and only the last is closed."""
    left_open = words.count("“") - words.count("”")
    before, mark, rows = words.partition("“")
    if left_open > 0 and len(_OPENED_ROW.findall(rows)) == left_open:
        return before + mark + _OPENED_ROW.sub("\n", rows), (
            "a quotation mark before each row was read as one before them all",
        )
    last = words.rfind("“")
    if left_open == 1 and "”" not in words[last:] and words[:last].count("“") == words[:last].count("”"):
        return f"{words.rstrip(' .')}”", ("the last quotation was closed",)
    return words, ()


def _new(found: re.Match[str]) -> str:
    """The instruction of a new clause or Schedule."""
    kind = _top(found["kind"] or found["kind2"] or found["kind3"])
    side, unit, number = (found[name] or found[f"{name}2"] for name in ("side", "unit", "number"))
    if not side:
        return f"To move the following {kind}—"
    return f"{side.capitalize()} {_top(unit)} {number}, insert the following new {kind}—"


def _parted_place(text: str) -> tuple[dict[str, str] | None, str]:
    """What an instruction says of its place, by name, and the action after it. None where it names nothing, or one
    thing twice and otherwise."""
    place: dict[str, str] = {}
    at = 0
    while (part := _PART.match(text, at)) is not None and part.end() > at:
        for name, said in part.groupdict().items():
            if said is None:
                continue
            key = "labels" if name.startswith("labels") else "top" if name == "only" else name
            if key == "labels":
                said = place.get(key, "") + said
            elif key in place and place[key].casefold() != said.casefold():
                return None, text
            place[key] = said
        at = part.end()
    action = text[at:]
    if not place or not _ACTS.match(action):
        return None, text
    return place, action


def _place(place: dict[str, str], *, known_only: bool = False) -> str:
    """The place in the form of the House. known_only: without a page and line that were not said."""
    rows = [f"{_top(place['top'])} {place.get('number', '')}".strip()] if "top" in place else []
    if place.get("page") and place.get("line"):
        rows += [f"page {place['page']}", f"line {place['line']}"]
    elif not known_only:
        rows += ["page 1", "line 1"]
    out = ", ".join(rows) or "a place without page and line"
    return out[0].upper() + out[1:]


def _top(said: str) -> str:
    unit = unit_meant(said) if said.lower() not in ("section", "clause", "schedule") else said.lower()
    return {"section": "Clause", "clause": "Clause", "schedule": "Schedule"}.get(unit.lower(), unit)


def _unit(said: str) -> str:
    plain = said.lower().replace("-", "")
    return {"subclause": "subsection", "subparagraph": "sub-paragraph"}.get(plain, plain)


def _acted(action: str) -> tuple[str, tuple[str, ...]]:
    """An action in the words of the House, and what was turned."""
    notes: list[str] = []
    for turn in _TURNS:
        if not (found := turn.pattern.search(action)):
            continue
        made = turn.pattern.sub(turn.now, action)
        if turn.now.startswith(r"at \g<end> insert") and not found["end"]:
            made = made.replace("at  insert", "at beginning insert", 1)
        if made.casefold() == action.casefold():
            continue
        action = made
        if turn.note:
            said = found[0].strip().lower()
            notes.append(turn.note if "…" in turn.note or "«" in said else turn.note.replace("“delete”", f"“{said}”"))
    return action, tuple(notes)


def _unmasked(masked: str, quotations: tuple[str, ...]) -> str:
    return _MATTER.sub(lambda found: f"“{quotations[int(found[1])]}”", masked)


def _shown(masked: str) -> str:
    return " ".join(_MATTER.sub("…", masked).split())


_JOIN = (
    r"(?:(?:[,;.]\s*|\s+)(?:and|then|and then|also|and also)[,]?\s+|\s*[;.\n]\s*"
    r"|\s*,\s*(?=(?:leave|delete|at end)))"
)
_SECOND = re.compile(
    rf"(?P<first>.*?«\d+»|.*?\bleave out [^«]*?){_JOIN}"
    rf"(?P<second>(?:(?:{_IN}(?:Clause|Schedule|Section|Page|Line)\b)"
    r"|(?:leave out|delete|remove|omit|at (?:the )?(?:end|beginning)"
    r"|(?:after|before)\s+(?:the |«|subsection|paragraph|clause|schedule)"
    r"|replace(?! (?:it|them|with|by))|in line|on line)\b).*)",
    re.IGNORECASE | re.DOTALL,
)


_BESIDE_TOP = re.compile(r"(?:after|before) (?:clause|section|schedule)", re.IGNORECASE)


def instructions_of(words: str) -> tuple[str, ...]:
    """The instructions of words that have several, each with its place; the words alone where there is one.

    “Clause 1, page 1, line 2, leave out “a” and at end insert “b”” has two, both at that place.
    """
    try:
        masked, quotations = mask(typed.double_marks(words)[0])
    except WordsError:
        return (words,)
    return tuple(_unmasked(one, quotations).strip() for one in _instructions(masked.strip()))


def _instructions(masked: str, lead: str = "") -> Iterator[str]:
    found = _SECOND.fullmatch(masked)
    if found is None or not _ACTS.search(found["first"]):
        yield masked
        return
    first, second = found["first"].strip(), found["second"].strip()
    place, action = _parted_place(" ".join(first.split()))
    lead = first[: len(first) - len(action)] if place is not None else lead
    yield first
    if lead and _PART.match(second) is None and not _BESIDE_TOP.match(second):
        second = f"{lead.strip(' ,')}, {second}"
    yield from _instructions(second, lead)
