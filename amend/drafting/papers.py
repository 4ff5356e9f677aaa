"""Amendment papers in and out: read by formats, understood by english."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from itertools import pairwise
from pathlib import Path

from amend.english import structure, tabled, writer
from amend.english.odd_characters import odd
from amend.english.quotes import CLOSE, OPEN, closing
from amend.errors import AmendError, DraftError, ReadError
from amend.formats import bills_api, draft, paper, pasted
from amend.formats.files import read_bytes, write_bytes
from amend.formats.listed import Paper, number_said, withdrawn_rows
from amend.formats.mangled import decoded
from amend.formats.whole_folder import write_all
from amend.model.address import Address
from amend.model.amendment import Amendment, Insert, LeaveOut, Lines, Matter, NewProvision, Operation, Substitute, Whole
from amend.model.eids import identified
from amend.model.finding import Finding
from amend.model.house import House, is_print_number, same_print
from amend.model.outline import is_schedule
from amend.model.provision import Bill, Block, Carried, Provision
from amend.model.text import OBJECT, Mark, Text

_SHORT = {"clause": "sec", "Schedule": "sch"}
_STATEMENT = "Member’s explanatory statement"
_WELSH = re.compile(r"\b(Cymal|Atodlen|tudalen|llinell|mewnosod|gadael|gadewer)\b", re.IGNORECASE)
_LINE = re.compile(r":(\d+)$")
_TO_LINE = re.compile(r"what follows to line \d+")
_TITLE = re.compile(r".{3,150}\bBill(?: \[HL\]| \[Lords\])?")
_PAPER_HEAD = re.compile(
    r"House of (?:Commons|Lords)|(?:[\w ]+ )?(?:Committee|Stage|Report|Consideration|Reading)(?:: .*)?"
    r"|(?:HL )?Bill(?: \d+)?|.{3,150}\bBill(?: \[HL\]?| \[Lords\]?)?|\w+day \d{1,2} \w+ \d{4}"
    r"|(?:[\w ]+ )?(?:Amendment Paper|List)(?: of Amendments.*)?|This document lists .*|[★☆] Amendments? which .*",
    re.IGNORECASE,
)
"""What the head of a paper says, which is no amendment."""

_HEAD_ROWS = 30
"""Rows of a paper that may be its head."""

_STARTS = {b"PK\x03\x04": "a Word or other packed file"}
_QUOTED = (
    ("startQuote", OPEN),
    ("endQuote", CLOSE),
    (f"{{{paper.UKL}}}context", "body"),
    (f"{{{paper.UKL}}}docName", "ukpga"),
    (f"{{{paper.UKL}}}indent", "indent0"),
)


@dataclass(frozen=True, slots=True)
class Described:
    """What the XML of a paper says of an amendment, in its terms: "leaveOut", "p_3__ln_7", "sec_3"; "" for nothing."""

    type: str = ""
    target_page: str = ""
    target_provision: str = ""


def read(file: Path | str) -> Paper:
    """The amendments in a file: a paper in Akoma Ntoso or PDF, JSON of the Bills API, or text pasted from a paper or
    from Hansard.

    A finding for each that could not be taken in, is not understood, or is not what the paper says it is.
    Raises ReadError for a file that is none of these.
    """
    return read_as(str(file), read_bytes(Path(file)))


def read_as(name: str, data: bytes) -> Paper:
    """The same of what a file holds. name: of the file, whose ending says what it is, and which errors name."""
    if data.startswith(b"%PDF"):
        return _printed(data, name)
    if what := _STARTS.get(data[:4]):
        raise ReadError(f"it is {what}", place=name, remedy="copy its text into a .txt file and import that")
    ending, start = Path(name).suffix.lower(), data.lstrip()[:1]
    if ending == ".xml" or start == b"<":
        return parse(data, place=name)
    if ending == ".json" or start == b"{":
        return checked(bills_api.parse(data, place=name))
    text, notes = decoded(data, place=name)
    read_ = pasted.parse(text, place=name)
    return checked(replace(read_, findings=(*(Finding(note, name) for note in notes), *read_.findings)))


def _printed(data: bytes, place: str) -> Paper:
    """The amendments of a paper in PDF, by its text; each finding and source with the page of the file."""
    from amend.formats.pdf.paper_text import printed_paper  # only here: PDFium takes a while to load

    found = printed_paper(data, place=place)
    rows = _with_title_whole(found.text.split("\n"))
    said = [row.strip("()[] ") for row in rows[:_HEAD_ROWS]]
    rows[:_HEAD_ROWS] = ["" if _PAPER_HEAD.fullmatch(row.strip("()[] ")) else row for row in rows[:_HEAD_ROWS]]
    try:
        read_ = checked(pasted.parse("\n".join(rows), place=place))
    except ReadError as error:
        if error.place == place:
            raise ReadError(
                error.fault, place=place, remedy="for a Bill give -o BILL.xml; else is it a paper?"
            ) from error
        raise

    def on_page(where: str) -> str:
        match = _LINE.search(where)
        return f"{where[: match.start()]}, page {found.pages[int(match[1]) - 1]}" if match else where

    findings = (
        replace(one, place=on_page(one.place), message=_TO_LINE.sub("below it", one.message)) for one in read_.findings
    )
    number = next(filter(is_print_number, said), "")
    amendments = (replace(one, source=on_page(one.source), print=number) for one in read_.amendments)
    bill = next((row for row in said if _TITLE.fullmatch(row)), "")
    return replace(read_, bill=bill, number=number, amendments=tuple(amendments), findings=tuple(findings))


def _with_title_whole(rows: list[str]) -> list[str]:
    """The rows with the title of the Bill, where its head breaks it over two, on the first of them: the number of the
    print stands below it, or another row says it whole."""
    for at, (one, two) in enumerate(pairwise(rows[:_HEAD_ROWS])):
        whole = f"{one} {two}"
        if not one or _TITLE.fullmatch(one) or _PAPER_HEAD.fullmatch(one) or not _TITLE.fullmatch(whole):
            continue
        below = rows[at + 2].strip("()[] ") if at + 2 < len(rows) else ""
        if is_print_number(below) or any(whole in row for row in rows[:_HEAD_ROWS]):
            return [*rows[:at], whole, "", *rows[at + 2 :]]
    return rows


def is_amendment_list(file: Path) -> bool:
    """Whether a file is an amendment paper: by its ending, or for XML by its first element."""
    ending = file.suffix.lower()
    if ending != ".xml" or not file.is_file():
        return ending in (".json", ".txt", ".docx")
    with file.open("rb") as opened:
        return b"<amendmentList" in opened.read(_HEAD)


_HEAD = 1 << 16
"""Bytes of an XML file in which its first elements stand."""


def parse(data: bytes, *, place: str = "the paper") -> Paper:
    """The amendments of a paper in Akoma Ntoso, checked. Raises ReadError."""
    return checked(paper.parse(data, _rows, place=place))


def checked(read_: Paper) -> Paper:
    """The paper with a finding for each amendment that is not understood, or whose words differ from its attributes."""
    found = list(read_.findings)
    for amendment in read_.amendments:
        name = number_said(amendment.number, amendment.amends) or amendment.words.split("\n")[0][:60]
        found += [
            Finding(message, amendment.source, name) for message in (*disagreements(amendment), *odd(amendment.words))
        ]
    return replace(read_, findings=tuple(found))


def disagreements(amendment: Amendment) -> tuple[str, ...]:
    """Where the words of an amendment and its type, page, line and provision, where stated, do not agree.

    One sentence each; one that says why when the words are not understood.
    """
    try:
        operation = tabled.parse(amendment.words).operation
    except AmendError as error:
        if _WELSH.search(amendment.words.split("\n")[0]):
            return ("its words are in Welsh, and only English is understood; they were kept as they are",)
        return (f"its words were kept, but are not understood: {error}",)
    said = described(operation, amendment.amends)
    found = []
    for name, given, read_ in (
        ("type", amendment.type, said.type),
        ("page and line", amendment.target_page, said.target_page),
        ("provision", amendment.target_provision, said.target_provision),
    ):
        if given and read_ and given != read_:
            found.append(f"the paper gives its {name} as “{given}”, and its words say “{read_}”")
    return tuple(found)


def described(operation: Operation, amends: str = "") -> Described:
    """What a paper would say of an operation. amends: the number of the amendment that it changes."""
    match operation:
        case NewProvision(unit):
            return Described("newClause" if unit == "Clause" else "newSchedule")
        case LeaveOut(place, Whole(whole)):
            return Described(f"leaveOut{whole.unit.capitalize()}", _page(place.page, place.line), _short(whole))
        case Insert(place):
            kind, line = "insert", place.line
        case LeaveOut(place, target):
            kind, line = "leaveOut", target.first if isinstance(target, Lines) else place.line
        case Substitute(place, target):
            kind, line = "substitute", target.first if isinstance(target, Lines) else place.line
        case _:
            return Described()
    provision = f"amnd_{amends}" if amends else _short(place.provision)
    return Described(kind, _page(place.page, line), provision)


def for_print(read_: Paper, number: str, title: str = "", *, place: str = "") -> Paper:
    """The paper for the print with that number ("HL Bill 54") and title, for what does not say what it amends.

    A Bill that has no number yet goes by its title. A paper that says it is for another Bill or print keeps what it
    says, with a finding. place: names the file.
    """
    found = list(read_.findings)
    title = " ".join(title.split())
    other_print = read_.number and number and not same_print(read_.number, number)
    if other_print or (read_.bill and title and _same(read_.bill) != _same(title)):
        mine, its = _cited(read_.number, read_.bill), _cited(number, title)
        found.append(Finding(f"this paper amends {mine}, and the print given is {its}", place))
    name = number or title
    if read_.number or not name:
        return replace(read_, findings=tuple(found))
    house = read_.house or (House.having("", number).value if number else "")
    amendments = tuple(replace(amendment, print=name, house=house) for amendment in read_.amendments)
    return replace(read_, bill=title, number=number, house=house, amendments=amendments, findings=tuple(found))


def save(read_: Paper, folder: Path) -> tuple[Path, ...]:
    """Write each amendment as a draft into a folder, in files that sort as the paper does: 001-NC4.md, 002-NC4-a.md.

    Raises ReadError when it is not known which print they amend, WriteError when one of the files is there already.
    """
    for amendment in read_.amendments:
        if not amendment.print:
            raise ReadError(
                "it does not say which print it amends",
                place=amendment.source or None,
                remedy='say so: --print BILL.xml, or --print "HL Bill 54"',
            )
    width = max(3, len(str(len(read_.amendments))))
    names = []
    for position, amendment in enumerate(read_.amendments, 1):
        name = "-".join(re.findall(r"[0-9A-Za-z]+", f"{amendment.amends} {amendment.number}")) or "unnumbered"
        names.append(f"{position:0{width}}-{name[:60]}.md")
    drafts = (draft.dumps(amendment).encode() for amendment in read_.amendments)
    return write_all(folder, dict(zip(names, drafts, strict=True)))


def gathered(drafts: Sequence[Amendment], bill: Bill | None = None) -> Paper:
    """The paper of drafts to one print, in the order given.

    What was typed for marks and citations stands in it as the House writes it. bill: that print, for its title and
    what must be said of it; without it the paper says neither.
    Raises DraftError for a draft to another print, House or stage than the others.
    """
    said = {"print": bill.name if bill else "", "house": "", "stage": ""}
    for amendment in drafts:
        for key, value in said.items():
            its = getattr(amendment, key)
            alike = same_print(its, value) if key == "print" else _same(its) == _same(value)
            if its and value and not alike:
                raise DraftError(
                    f"its {key} is {its}, and that of the others is {value}",
                    place=amendment.source,
                    remedy="a paper is for one print, House and stage; give the drafts of one",
                )
            said[key] = value or its
    house = said["house"] or House.having("", said["print"]).value
    amendments = tuple(_describe(_as_written(amendment)) for amendment in drafts)
    title, cautions = (bill.title, bill.cautions) if bill else ("", ())
    return Paper(title, said["print"], house, said["stage"], amendments=amendments, cautions=cautions)


def _as_written(amendment: Amendment) -> Amendment:
    """An amendment that was typed with a keyboard's marks and citations, in the words of its House.

    Others are as they were; so is one whose words would then say something else, or that the House has no form for.
    """
    try:
        typed = tabled.parse(amendment.words)
        if not typed.notes:
            return amendment
        words = writer.write(typed.operation, House.having(amendment.house, amendment.print))
        again = tabled.parse(words)
    except AmendError:
        return amendment
    return replace(amendment, words=words) if again.operation == typed.operation else amendment


def dumps(listed: Paper) -> bytes:
    """The paper in Akoma Ntoso, as `parse` takes it back. Raises WriteError for what XML cannot hold."""
    described_ = tuple(_describe(amendment) for amendment in listed.amendments)
    return paper.dumps(replace(listed, amendments=described_), _instruction)


def paper_text(listed: Paper) -> str:
    """The paper as plain text, as `amend import` takes it in again; each amendment under its number."""
    head = "\n".join(filter(None, (listed.bill, listed.number, listed.stage, *listed.cautions)))
    parts = [head] if head else []
    for one in listed.amendments:
        if one.withdrawn:
            continue
        number = " ".join(filter(None, (one.star, "Gov" if one.gov else "", one.number)))
        names = "\n".join(filter(None, (one.mover, *one.supporters)))
        said = f"{_STATEMENT}\n\n{one.statement}" if one.statement else ""
        parts.append("\n\n".join(filter(None, (number, names, one.note, one.words, said))))
    parts += ["\n".join(rows)] if (rows := list(withdrawn_rows(listed))) else []
    return "\n\n\n".join(parts) + "\n"


def write(listed: Paper, file: Path | str) -> None:
    """Write the paper in Akoma Ntoso, whole or not at all. Raises WriteError."""
    write_bytes(Path(file), dumps(listed))


def _describe(amendment: Amendment) -> Amendment:
    """The amendment with what a paper says of it, where no paper has said it yet and its words are understood."""
    if amendment.type:
        return amendment
    try:
        said = described(tabled.parse(amendment.words).operation, amendment.amends)
    except AmendError:
        return amendment
    kind, page, provision = astuple(said)
    return replace(amendment, type=kind, target_page=page, target_provision=provision)


def _page(page: int | None, line: int | None) -> str:
    parts = [f"p_{page}"] if page is not None else []
    return "__".join([*parts, f"ln_{line}"] if line is not None else parts)


def _short(provision: Address | None) -> str:
    short = _SHORT.get(provision.unit, "") if provision else ""
    if provision is None or not short or provision.number.startswith("("):
        return ""
    return f"{short}_{provision.number}" if provision.number else short


def _cited(number: str, title: str) -> str:
    return f"{title} ({number})" if title and number else title or number


def _same(words: str) -> str:
    """A title, House or stage for comparison: without spaces, case, and the [HL] or [Lords] after a title."""
    return re.sub(r"\[(hl|lords)\]|[\W_]", "", words.casefold())


def _rows(node: Provision | Block) -> list[str]:
    """The rows of a node, in which a new Schedule has “Schedule” on a row of its own."""
    return structure.written_rows(_schedules_apart(node))


def _schedules_apart(node: Provision | Block) -> Provision | Block:
    if isinstance(node, Block):
        objects = tuple(_schedules_apart(thing) for thing in node.objects)
        return replace(node, objects=tuple(thing for thing in objects if isinstance(thing, Provision)))
    items: list[Provision | Block | Carried] = []
    for item in node.items:
        if is_schedule(node) and item is node.number and item.words.lower() == "schedule":
            items.append(replace(item, tag="p"))
        else:
            items.append(item if isinstance(item, Carried) else _schedules_apart(item))
    return replace(node, items=tuple(items))


def _instruction(words: str, eid: str) -> tuple[Block, ...]:
    """The instruction of an amendment: one block with the structure it inserts where that says the very same rows,
    else a block for each row. eid: what the eIds in it begin with."""
    rows = words.split("\n")
    block = _structured(words, eid) if len(rows) > 1 else None
    if block is not None and _rows(block) == rows:
        return (block,)
    return tuple(Block("block", Text(row), (("name", "instruction"),)) for row in rows)


def _structured(words: str, eid: str) -> Block | None:
    """The instruction with what it inserts as a quoted structure; None where the words are not understood so."""
    lead, _, rest = words.partition("\n")
    try:
        operation = tabled.parse(words).operation
    except AmendError:
        return None
    items: tuple[Provision | Block, ...]
    match operation:
        case NewProvision(_, provision):
            items = (_titled(provision),)
        case Insert(matter=Matter("", provisions)) | Substitute(matter=Matter("", provisions)):
            items = tuple(map(_titled, provisions))
        case _:
            return None
    end = closing(rest, 0) if rest.startswith(OPEN) else -1
    if end < 0 or not items:
        return None
    quoted = identified(Provision("quotedStructure", items, _QUOTED), eid, set())
    assert isinstance(quoted, Provision)
    chars = lead + OBJECT + rest[end + 1 :]
    marks = (
        Mark(0, len(chars), 0, "mod"),
        Mark(len(lead) + 1, len(chars), 1, "inline", (("name", "AppendText"),)),
    )
    return Block("block", Text(chars, marks), (("name", "instruction"),), (quoted,))


def _titled(item: Provision | Block) -> Provision | Block:
    """A new clause or Schedule with the number that Lawmaker gives it: nothing, or the word “Schedule”."""
    numbers = {"section": "", "hcontainer": "Schedule"}
    if isinstance(item, Provision) and item.heading and item.number is None and item.tag in numbers:
        return replace(item, items=(Block("num", Text(numbers[item.tag])), *item.items))
    return item
