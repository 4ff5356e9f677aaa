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


_LABELS = r"(?:\s?\([0-9A-Za-z]{1,5}\))+"
_IN = r"(?:(?:in|on|at|of|to|from)\s+)?(?:the\s+)?"
_NUM = r"[A-Z]{0,2}\d+[A-Z]{0,3}"
_PART = re.compile(
    rf"{_IN}(?:(?P<top>clause|section|schedule|cl|sched|sch|sec|s)\b\.?\s*(?P<number>{_NUM})(?P<labels>{_LABELS})?"
    rf"|(?P<only>Schedule)(?=[,:]|\s+(?:page|p|paragraph|para)\b)"
    rf"|(?:paragraph|para)\.?\s+(?P<paragraph>{_NUM})(?P<labels2>{_LABELS})?"
    rf"|(?:sub-?sections?|paragraph|sub-?paragraph|para|sub-?clause)\.?\s*(?P<labels3>{_LABELS})"
    r"|(?:page|pg|p)\.?\s*(?P<page>\d{1,6})|(?:line|ln|l)\.?\s*(?P<line>\d{1,6}))(?![\w(])\s*[,;:.–—-]?\s*",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:leave|leave-out|insert|add|put|at|after|before|replace|substitute|change|amend|delete|remove|omit|strike|cut"
    r"|take out|for|from)"
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
    _turn(r"^(?P<verb>leave out|delete|remove|omit|strike out|strike|cut) (?:(?:the )?whole(?: of)?|all(?: of)?"
          r"|the entire|the entirety of)(?: the)? (?=(?:sub-?section|sub-?paragraph|paragraph|sub-?clause)s? \(?\w)",
          r"\g<verb> ", "", ""),
    _turn(r"^leave out (?:(?:the )?whole of )?the (?=(?:sub-?section|sub-?paragraph|paragraph|sub-?clause|clause"
          r"|schedule)s? \(?\w)", "leave out ", "", ""),
    _turn(r"\bsub-?clauses?(?= \()", "subsection", "sub-clause", "subsection"),
    _turn(r"^(?:replace|substitute) (?P<old>.+?) (?:with|by)(?: the following)?\s*[:—–-]*\s*(?P<new>«\d+»)$",
          r"leave out \g<old> and insert \g<new>", "replace … with …", _INSTEAD),
    _turn(r"^substitute (?P<new>«\d+») for (?P<old>.+)$", r"leave out \g<old> and insert \g<new>",
          "substitute … for …", _INSTEAD),
    _turn(r"^(?:change|amend) (?P<old>[^«]*«\d+») to (?:read )?(?P<new>«\d+»)$",
          r"leave out \g<old> and insert \g<new>", "change … to …", _INSTEAD),
    _turn(r"^for (?P<old>.+?),? (?:substitute|put)\s*[:—–-]*\s*(?P<new>«\d+»)$",
          r"leave out \g<old> and insert \g<new>", "for … substitute …", _INSTEAD),
    _turn(r"^(?:delete|remove|omit|strike(?: out)?|cut|take out)\b", _OUT, "delete", _OUT),
    _turn(r"(?<=\S),? and (?:replace (?:it |them )?(?:with|by)|substitute|add|put|insert instead|insert in"
          r" (?:its|their) place)(?P<end>\s*[:—–-]*\s*)(?=«)", r" and insert\g<end>", "replace it with", "and insert"),
    _turn(rf"^(?:insert|add|put in|put)\s*[:—–-]*\s*(?P<new>«\d+»),? {_SIDE} (?P<old>«\d+»)$",
          r"\g<side> \g<old> insert \g<new>", "insert … after …", "after … insert …"),
    _turn(rf"^(?:insert|add|put in|put) {_SIDE} {_INNER}\s*[,:—–-]*\s*(?P<new>«\d+»)$",
          r"\g<side> \g<unit> \g<label> insert—\g<new>", "insert after …", "after … insert …"),
    _turn(r"^(?:insert|add|put in|put),? at (?:the )?(?:(?P<end>end)|beginning|start)\s*[,:—–-]*\s*(?P<new>«\d+»)$",
          r"at \g<end> insert \g<new>", "insert at the end …", "at end insert …"),
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
_BESIDE = re.compile(rf"(?P<side>after|before) {_INNER},? insert(?P<matter>(?:—| ).*)", re.IGNORECASE)
_OPENED = re.compile(r"[^“”\"]*\b(?:insert|clause|schedule)\s*(?:—|–|-{1,2}|:)\s*", re.IGNORECASE)


def turned(words: str) -> Turned:
    """Words in the words of the House, as far as they have one reading. Those that are as they should be come back so.

    Raises WordsError where quotations do not close.
    """
    words, notes = _quoted_whole(words)
    words, more = _closed(typed.double_marks(words)[0])
    notes = (*notes, *more)
    masked, quotations = mask(words)
    text = _place_first(_named_once(" ".join(masked.split()).removesuffix("."), quotations))
    if whole := _whole(text):
        return Turned(whole, (*notes, f"“{text}” was read as “{whole}”"))
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
        action = f"at end insert{by['matter']}"
    return Turned(
        _unmasked(f"{at}, {action}", quotations),
        (*notes, *more),
        placed=bool(place.get("page") and place.get("line")),
        inner=tuple(re.findall(r"\(([0-9A-Za-z]+)\)", place.get("labels", ""))),
        paragraph=place.get("paragraph", ""),
        beside=beside,
    )


_OUT_WORDS = r"(?:leave out|delete|remove|omit|strike out|strike|cut|take out)"
_TOP = rf"(?P<top>clause|section|schedule) (?P<number>{_NUM})"
_WHOLE = re.compile(rf"{_OUT_WORDS} (?:the )?{_TOP}", re.IGNORECASE)
_WHOLE_OF = re.compile(
    rf"(?P<place>.*?){_OUT_WORDS} (?:the |this )?(?:whole |entire )?(?:clause|schedule)", re.IGNORECASE
)
_PART_OUT = re.compile(rf"(?P<do>{_OUT_WORDS}) {_TOP}(?P<labels>{_LABELS})", re.IGNORECASE)
_BESIDE_PART = re.compile(
    rf"(?P<do>after|before) {_TOP}(?P<labels>{_LABELS})(?P<rest>,? (?:insert|add)\b.*)", re.IGNORECASE
)
_OF_TOP = re.compile(
    rf"(?P<do>(?:{_OUT_WORDS}|(?:(?:insert|add) )?(?:after|before)) (?:the )?(?:sub-?section|sub-?paragraph|paragraph"
    rf"|sub-?clause)s? ?{_LABELS}) (?:of|in|from) {_TOP}(?P<labels>{_LABELS})?(?P<rest>.*)",
    re.IGNORECASE,
)
_BESIDE_LINE = re.compile(r"\b(?P<side>after|before) line (?P<line>\d{1,6}),? (?=(?:insert|add)\b)", re.IGNORECASE)


def _whole(text: str) -> str:
    """The instruction to leave out a whole clause or Schedule, said otherwise; "" for any other."""
    if found := _WHOLE.fullmatch(text):
        return f"Leave out {_top(found['top'])} {found['number']}"
    found = _WHOLE_OF.fullmatch(text)
    named = _parted_place(f"{found['place']}leave out")[0] if found else None
    if not named or not named.get("number") or named.get("labels") or "paragraph" in named:
        return ""
    what = f"leave out {_top(named['top'])} {named['number']}"
    placed = named.get("page") and named.get("line")
    return f"Page {named['page']}, line {named['line']}, {what}" if placed else f"L{what[1:]}"


def _place_first(text: str) -> str:
    """Words whose place stands behind what is to be done, or in its midst, with the place first: “Clause 2, leave out
    subsection (4)” of “Leave out subsection (4) of clause 2”."""
    if found := _OF_TOP.fullmatch(text):
        return f"{_top(found['top'])} {found['number']}{found['labels'] or ''}, {found['do']}{found['rest']}"
    if (found := _PART_OUT.fullmatch(text) or _BESIDE_PART.fullmatch(text)) and _top(found["top"]) == "Clause":
        *outer, last = re.findall(r"\([0-9A-Za-z]+\)", found["labels"])
        name = (
            "subsection"
            if last[1].isdigit()
            else "paragraph"
            if not outer or outer[-1][1].isdigit()
            else "sub-paragraph"
        )
        rest = found.groupdict().get("rest") or ""
        return f"Clause {found['number']}{''.join(outer)}, {found['do']} {name} {last}{rest}"
    return _BESIDE_LINE.sub(
        lambda one: f"line {one['line']}, at {'end' if one['side'].lower() == 'after' else 'beginning'} ", text
    )


_NEW_LABEL = re.compile(
    r"\bnew (?:sub-?section|sub-?paragraph|paragraph|sub-?clause)s? (?P<label>\([0-9A-Za-z]{1,5}\))"
    r"(?=\s*[,:—–-]*\s*«(?P<at>\d+)»)",
    re.IGNORECASE,
)


def _named_once(text: str, quotations: tuple[str, ...]) -> str:
    """Words without the label of what they insert, where that has it itself: “insert new subsection (2A)—“(2A) …””."""
    found = _NEW_LABEL.search(text)
    if found is None or not quotations[int(found["at"])].strip().startswith(found["label"]):
        return text
    return text[: found.start("label")].rstrip() + text[found.end() :]


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
            plain = "…" in turn.note or "«" in said
            notes.append(turn.note if plain else re.sub("^“[^”]*”", f"“{said}”", turn.note))
    return action, tuple(notes)


def _unmasked(masked: str, quotations: tuple[str, ...]) -> str:
    return _MATTER.sub(lambda found: f"“{quotations[int(found[1])]}”", masked)


def _shown(masked: str) -> str:
    return " ".join(_MATTER.sub("…", masked).split())


_JOIN = (
    r"(?:(?:[,;.]\s*|\s+)(?:and|then|and then|also|and also)[,]?\s+|\s*[;.\n]\s*(?:(?:\(?\d{1,3}[.)]|[-•*])\s+)?"
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
    elif lead and (line := re.match(r"(?:in|on|at) line", second, re.IGNORECASE)):
        before = _LINE_LAST.sub("", lead.strip(" ,"))
        second = f"{before}, line{second[line.end() :]}" if before else second
    yield from _instructions(second, lead)


_LINE_LAST = re.compile(r"[,;]?\s*(?:(?:at|on|in) )?(?:line|ln|l)\.?\s*\d{1,6}$", re.IGNORECASE)
