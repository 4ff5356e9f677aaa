"""The Bills API of Parliament: its JSON to amendments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from amend.errors import ReadError
from amend.formats.json_reply import Json, reply_of
from amend.formats.json_reply import objects_in as _list
from amend.formats.json_reply import text_in as _text
from amend.formats.listed import Paper, number_said, target_of
from amend.formats.mangled import mended
from amend.model.amendment import Amendment
from amend.model.finding import Finding

DECISIONS = {
    "NoDecision": "",
    "Agreed": "agreed",
    "AgreedOnDivision": "agreed on division",
    "Disagreed": "negatived",
    "NegativedOnDivision": "negatived on division",
    "Withdrawn": "withdrawn",
    "WithdrawnBeforeDebate": "withdrawn before debate",
    "NotMoved": "not moved",
    "QuestionProposed": "question proposed",
    "NotSelected": "not selected",
    "NotCalled": "not called",
    "Preempted": "pre-empted",
    "StoodPart": "stood part",
    "NotStoodPart": "did not stand part",
}
"""What is decided, in the words of Parliament's service and in those of a draft."""

_STARS = {"": "", "NoStar": "", "None": "", "BlackStar": "★", "WhiteStar": "☆"}
_UNCLOSED = 50
"""Marks of HTML that may be without their end."""

_NONE = ("", "0")
_BREAKS = {"p", "div", "br", "li", "tr"}
_CELLS = {"td", "th"}
_LABEL = re.compile(r"\(?(?:[0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*|[A-Za-z]{1,5}| ?)\)?\.?|Schedule(?: [0-9]+[A-Z]*)?")
_ROW_WITHIN = re.compile(r"[ \t]*\r?\n[ \t]*(?=[“\"]?(?:\([0-9A-Za-z]{1,5}\)|[0-9]+[A-Z]*\s+[A-Z])|[“\"])")
_PLACED = re.compile(
    r"(?:Clause|Schedule|Title|Page|Line|The Schedule)\b.*?\b(?:page|line)s?\s+\d|(?:Page|Line) \d"
    r"|(?:After|Before) (?:the )?(?:Clause|Schedule|Section)\b|To move\b|Transpose\b|Divide\b|The above-named"
    r"|Leave out (?:the )?(?:Clause|Schedule)\b|(?:Clause|Schedule) \S+$",
    re.IGNORECASE,
)
_ACTION = re.compile(r"(?:at end|at beginning|after|before|leave out|insert)\b", re.IGNORECASE)
_NEW = re.compile(r"insert the following new (?:clause|schedule)", re.IGNORECASE)
_BESIDE = re.compile(r"(After|Before) (?:the )?(?:Clause|Schedule)(?: [0-9A-Z]+)?", re.IGNORECASE)
_LINES = re.compile(r"leave out lines? \d", re.IGNORECASE)
_STATEMENT = re.compile(r"member['’]s explanatory statement:?", re.IGNORECASE)
_BARE_LETTER = re.compile(r"[a-z]{1,2}")


def parse(data: bytes, *, place: str = "the reply") -> Paper:
    """The amendments in a reply of the service: one in full, or a list with `items`; place names it.

    The service does not say in the reply which print or House it is about. Text of 2018 to 2022 drops the place, which
    is then put before the action from the fields. An item that cannot be taken in is a finding. Raises ReadError.
    """
    reply = reply_of(data, place)
    items = reply.get("items", [reply]) if isinstance(reply, dict) else reply
    motions: list[Finding] = []
    if isinstance(items, list):
        items, motions = without_motions(items, place)
    if not isinstance(items, list) or not any(_is_amendment(item) for item in items):
        if items == [] and not motions:
            return Paper()
        if motions:
            raise ReadError(
                f"it holds a motion and no amendment: {motions[0].message}",
                place=place,
                remedy="a motion is not made to the Bill; save the reply of the amendment in lieu, if there is one",
            )
        raise ReadError(
            "it holds no amendment of the Bills API",
            place=place,
            remedy="save the reply of /Bills/{id}/Stages/{stageId}/Amendments/{amendmentId}",
        )
    read: list[Amendment] = []
    findings: list[Finding] = [*motions]
    for index, item in enumerate(items, 1):
        amendment, found = in_item(item, place, f"item {index}")
        findings += found
        read += [amendment] if amendment else []
    return Paper(amendments=tuple(read), findings=tuple(findings))


def in_item(item: object, place: str, called: str = "") -> tuple[Amendment | None, tuple[Finding, ...]]:
    """The amendment of one item of a list, None when it cannot be taken in; and what is to be known of it.

    called: what it is named by where it has no number.
    """
    if isinstance(item, dict) and _is_amendment(item):
        amendment, faults = _amendment(item, place)
    else:
        amendment, faults = None, ["it is no amendment"]
    name = number_said(amendment.number, amendment.amends) if amendment else _text(item, "marshalledListText")
    return amendment, tuple(Finding(fault, place, name or called) for fault in faults)


def without_motions(items: list[object], place: str) -> tuple[list[object], list[Finding]]:
    """The items of a list of ping-pong that are amendments, also those that motions propose, and a finding a motion."""
    found: list[object] = []
    motions: list[Finding] = []
    for item in items:
        motion = item.get("motion") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(item.get("amendment"), dict):
            found.append(item["amendment"])
        elif isinstance(motion, dict):
            groups = _list(motion, "motionGroups")
            said = " ".join(
                row for group in groups for line in _list(group, "text") for row in _plain(_text(line, "text"))
            )
            motions.append(Finding(f"“{said}” is a motion, and was not imported", place, _text(motion, "number")))
            found += [one for group in groups for one in _list(group, "amendments") if _is_amendment(one)]
        else:
            found.append(item)
    return found, motions


def _is_amendment(item: object) -> bool:
    return isinstance(item, dict) and bool({"amendmentLines", "summaryText", "amendmentId"} & item.keys())


def _amendment(item: Json, place: str) -> tuple[Amendment | None, list[str]]:
    """The amendment of one item, None when it has no words; and what could not be taken in."""
    faults: list[str] = []
    rows = _rows(item, faults)
    if not rows:
        summary = "; the reply has only a summary: save that of the amendment itself" if "summaryText" in item else ""
        return None, [*faults, f"it has no words{summary or '; it was not imported'}"]
    rows[0] = _with_place(rows[0], item, faults)
    decision = _text(item, "decision")
    if decision not in DECISIONS and decision:
        faults.append(f"its decision “{decision}” is not one that is known; it was kept")
    if not decision and item.get("decision"):
        faults.append("its decision is not said in words; it was left out")
    number = _text(item, "marshalledListText").strip()
    note = "\n".join(_plain(_text(item, "amendmentNote")))
    if _BARE_LETTER.fullmatch(number):
        number = f"({number})"
    sponsors = _sponsors(item)
    statement = [row for key in ("explanatoryTextPrefix", "explanatoryText") for row in _plain(_text(item, key))]
    if statement and _STATEMENT.fullmatch(statement[0]):
        del statement[0]
    return Amendment(
        words="\n".join(rows),
        number=number,
        mover=sponsors[0] if sponsors else "",
        supporters=tuple(sponsors[1:]),
        decision=DECISIONS.get(decision, decision),
        statement="\n".join(statement),
        amends=target_of(note),
        star=_star(_text(item, "statusIndicator").strip(), faults),
        note=note,
        dnum=_text(item, "dNum"),
        source=place,
    ), faults


def _star(mark: str, faults: list[str]) -> str:
    if mark not in _STARS and mark not in _STARS.values():
        faults.append(f"its mark “{mark}” is not one that is known; it was left out")
        return ""
    return _STARS.get(mark, mark)


def _rows(item: Json, faults: list[str]) -> list[str]:
    """The printed rows of the words; indents carry no meaning."""
    rows: list[str] = []
    depth = 0  # of quotations that are open after the rows so far
    for line in _list(item, "amendmentLines"):
        if line.get("isImage"):
            faults.append("a picture stands among its words, which was not taken in")
            continue
        text, said = mended(_text(line, "text"))
        faults += [fault for fault in said if fault not in faults]
        read = _plain(text, faults)
        label, odd = _hanging(line)
        if odd:
            faults.append(f"its hanging indentation “{odd}” is no label, and was left out")
        if label and read and not read[0].lstrip("“").startswith(label):
            opened = depth <= 0 and read[0].startswith("“")
            read[0] = f"“{label} {read[0][1:]}" if opened else f"{label} {read[0]}"
        elif label and not read:
            read = [label]
        depth += sum(row.count("“") - row.count("”") for row in read)
        rows += read
    return rows


def _hanging(line: Json) -> tuple[str, str]:
    """The label that a line carries in its hanging indentation, or what stands there that is none; "" for nothing."""
    said = " ".join(_text(line, "hangingIndentation").split())
    if not said or said == "0":
        return "", ""
    is_measure = not isinstance(line.get("hangingIndentation"), str)  # how far, and no label
    return (said, "") if _LABEL.fullmatch(said) and not is_measure else ("", said)


def _with_place(row: str, item: Json, faults: list[str]) -> str:
    """The instruction, with its place before it where the text drops it."""
    if _PLACED.match(row) or not _ACTION.match(row):
        return row
    action = row[0].lower() + row[1:]
    if _NEW.match(row):
        beside = _BESIDE.fullmatch(_text(item, "mainHeader").strip())
        sides = [_text(item, key).capitalize() for key in ("amendmentPosition", "amendmentLocation")]
        side = next((side for side in sides if side in ("After", "Before")), "")
        if beside or (side and _provision(item)):
            return f"{beside[0] if beside else f'{side} {_provision(item)}'}, {action}"
    parts = [_provision(item)]
    page, line = _text(item, "pageNumber"), _text(item, "lineNumber")
    parts += [f"page {page}"] if page not in _NONE else []
    parts += [f"line {line}"] if line not in _NONE and not _LINES.match(row) else []
    if not parts[0] or len(parts) == 1:
        faults.append("neither its words nor its fields say where it falls")
        return row
    return ", ".join([*parts, action])


def _provision(item: Json) -> str:
    """The clause or Schedule of the fields, "Clause 3"; "" when they name none."""
    for key in ("clause", "schedule"):
        number = _text(item, key).strip()
        if number not in _NONE:
            unit = key.capitalize()
            return number if number.lower().startswith(key) else f"{unit} {number}"
    return "Title" if _text(item, "amendmentType") == "EditLongTitle" else ""


def _sponsors(item: Json) -> list[str]:
    """The names, the lead first and then in the order in which they were added."""
    sponsors = [sponsor for sponsor in _list(item, "sponsors") if _text(sponsor, "name").strip()]
    sponsors.sort(key=lambda sponsor: (not sponsor.get("isLead"), _order(sponsor.get("sortOrder"))))
    return [" ".join(_text(sponsor, "name").split()) for sponsor in sponsors]


def _order(value: object) -> float:
    return value if isinstance(value, int | float) else 0


def _plain(html: str, faults: list[str] | None = None) -> list[str]:
    """The rows of a piece of HTML, without their marks; the cells of a table are set apart by “ | ”."""
    reader = _HtmlRows()
    if html.count("<") > html.count(">") + _UNCLOSED:
        html = html.replace("<", "&lt;")  # no marks: each would be looked for up to the end
    reader.feed(_ROW_WITHIN.sub("<br>", html))
    reader.close()
    if reader.has_table and faults is not None:
        faults.append("a table stands among its words; its cells are set apart by “|”: see the paper")
    rows = (" ".join(row.split()).strip("| ") for row in "".join(reader.pieces).split("\n"))
    joined: list[str] = []
    for row in filter(None, rows):
        if joined and reader.has_table and row == "”":  # the closing mark of the quotation that holds a table
            joined[-1] += row
        else:
            joined.append(row)
    return joined


class _HtmlRows(HTMLParser):
    """Collects the words, with a line feed where a new row begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.has_table = False
        self._numbers: list[bool] = []  # for each span that is open, whether it holds a number

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.has_table = True
            self.pieces.append(" | ")
        elif tag == "span":
            self._numbers.append("num" in (dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.pieces.append("\n")
        elif tag == "span" and self._numbers and self._numbers.pop():
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        self.pieces.append(re.sub(r"\s", " ", data))
