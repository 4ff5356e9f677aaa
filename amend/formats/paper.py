"""An amendment paper in Akoma Ntoso to amendments and back.

The dialect is Lawmaker's `amendmentList`. An instruction is XML for a sentence and the provisions that it inserts;
X
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from lxml import etree

from amend.errors import ReadError, WriteError
from amend.formats import akn, untrusted_xml
from amend.formats.inserted_lines import mark_lines, printed_lines
from amend.formats.listed import UNDATED, Paper, number_said, target_of, withdrawn_list
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.provision import Block, Provision
from amend.model.text import OBJECT

UKL = "https://www.legislation.gov.uk/namespaces/UK-AKN"
AKN_NAMES = {None: akn.AKN, "ukl": UKL}

Rows = Callable[[Provision | Block], list[str]]
"""Gives the printed rows of a block or provision, with their quotation marks."""

_A = f"{{{akn.AKN}}}"
_U = f"{{{UKL}}}"
_COMPONENT = re.compile(rb"(?=<component\b|</collectionBody>)")
_NUM = re.compile(rb"<tblock\b.*?<num\b[^>]*>([^<]{1,20})</num>", re.DOTALL)
_NOT_PRINTED = {"order"}
_HOUSES = {house.full: house.value for house in House}
_LISTS = {"hc": House.COMMONS.value, "hl": House.LORDS.value}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffc\ufffe\uffff]")
_NO_DATE = "9999-01-01T00:00:00"
_DEPTH = 8  # of an instruction below the outermost element
_QUOTES = str.maketrans("", "", "“”")


def parse(data: bytes, rows: Rows, *, place: str = "the paper") -> Paper:
    """The amendments of a paper in Akoma Ntoso; place names it in errors and findings.

    A component that is broken is a finding, and the rest is read. Raises ReadError for what is no amendment paper.
    """
    root, broken = _sound(data, place)
    listed = root.find(f".//{_A}amendmentList")
    if root.tag != f"{_A}akomaNtoso" or listed is None:
        raise ReadError(
            "it has no list of amendments, so it is not an amendment paper",
            place=place,
            remedy="give the paper's XML as Lawmaker exports it (amendmentList); a Bill is read with `amend show`",
        )
    said = akn.details(root)
    house = _HOUSES.get(said.get("house", ""), _LISTS.get((listed.get("name") or "")[:2], ""))
    stage = said.get("stage", "").removesuffix(" Stage").removesuffix(" stage")
    paper = Paper(
        said.get("title", ""), said.get("number", ""), house, stage, _published(root), cautions=_cautions(listed)
    )
    withdrawn, unread = withdrawn_list(_withdrawn_rows(root, rows))
    reader = _PaperReader(paper, rows, place)
    amendments = tuple(reader.amendments(listed, dict(withdrawn)))
    found = [*broken, *reader.findings]
    found += [Finding(f"its list of withdrawn amendments says “{words}”", place) for words in unread]
    return replace(paper, amendments=amendments, findings=tuple(found), withdrawn=withdrawn)


def _sound(data: bytes, place: str) -> tuple[etree._Element, list[Finding]]:
    """The document; where it is not whole XML, without the components that break it, and a finding for each."""
    try:
        return untrusted_xml.parsed(data, place), []
    except ReadError:
        head, *pieces = _COMPONENT.split(data)
        opening = re.search(rb"<akomaNtoso\b[^>]*>", head)
        broken: list[Finding] = []
        line = head.count(b"\n") + 1
        for index, piece in enumerate(pieces):
            if opening and piece.startswith(b"<component"):
                fault = _fault(opening[0], piece)
                if fault:
                    number = _NUM.search(piece)
                    name = number[1].decode(errors="replace").strip() if number else f"component {index + 1}"
                    broken.append(Finding(f"its XML is broken ({fault}); it was not imported", f"{place}:{line}", name))
                    pieces[index] = b"\n" * piece.count(b"\n")
            line += piece.count(b"\n")
        if not broken:
            raise
        return untrusted_xml.parsed(head + b"".join(pieces), place), broken


def _fault(opening: bytes, piece: bytes) -> str:
    try:
        untrusted_xml.parsed(opening + piece + b"</akomaNtoso>", "")
    except ReadError as error:
        return error.fault.partition("(")[2].rstrip(")") or error.fault
    return ""


def _published(root: etree._Element) -> str:
    for date in root.iter(f"{_A}FRBRdate"):
        if date.get("name") == "published":
            return date.get("date", "")
    return ""


def _cautions(listed: etree._Element) -> tuple[str, ...]:
    """What the preface says of the print that is amended; the block for it is ours."""
    blocks = listed.iterfind(f"{_A}preface/{_A}block[@name='notice']")
    return tuple(filter(None, (" ".join("".join(block.itertext()).split()) for block in blocks)))


def _withdrawn_rows(root: etree._Element, rows: Rows) -> list[str]:
    """The rows of the withdrawn lists, without their headings."""
    found: list[str] = []
    for container in root.iter(f"{_A}blockContainer"):
        if container.get("class") == "withdrawn":
            found += [row for child in container if child.tag != f"{_A}heading" for row in _said(child, rows)]
    return found


def _said(element: etree._Element, rows: Rows) -> list[str]:
    """The rows of an element; U+FFFC, which stands for no word, is taken out of it."""
    for inner in element.iter():
        for part in ("text", "tail"):
            if OBJECT in (getattr(inner, part) or ""):
                setattr(inner, part, getattr(inner, part).replace(OBJECT, ""))
    return rows(akn.node(element)) if isinstance(element.tag, str) else []


class _PaperReader:
    """Reads the components of one paper, and keeps what could not be taken in."""

    def __init__(self, paper: Paper, rows: Rows, place: str) -> None:
        self.findings: list[Finding] = []
        self._paper, self._rows, self._place = paper, rows, place
        self._where = ""

    def amendments(self, listed: etree._Element, withdrawn: dict[str, str]) -> Iterator[Amendment]:
        read: list[Amendment] = []
        for index, component in enumerate(listed.iter(f"{_A}component"), 1):
            self._where = f"{self._place}:{component.sourceline}"
            if component.get("class") in _NOT_PRINTED:
                continue
            above = read[-1].amends if read else ""
            amendment = self._component(component, f"component {index}", above)
            if amendment is None:
                continue
            if amendment.number in withdrawn and not amendment.amends:
                self._find(amendment.number, "it is printed, and it is also listed as withdrawn")
                amendment = replace(amendment, withdrawn=withdrawn[amendment.number])
            read.append(amendment)
        self._where = self._place
        self._compare(read)
        yield from read

    def _component(self, component: etree._Element, name: str, above: str) -> Amendment | None:
        """The amendment of one component; None, with a finding, when there is none in it."""
        body = component.find(f".//{_A}amendmentBody")
        content = body.find(f"{_A}amendmentContent") if body is not None else None
        num = component.find(f".//{_A}tblock/{_A}num")
        number = " ".join(_said(num, self._rows)).strip() if num is not None else ""
        name = number or name
        if body is None or content is None:
            kind = component.get("class")
            what = "it has no words of an amendment" if kind == "amendment" else f"a component “{kind}” is no amendment"
            self._find(name, f"{what}; it was not imported")
            return None
        if any(OBJECT in text for text in body.itertext()):
            self._find(name, "the character U+FFFC, which may stand for a picture, was left out")
        instruction = content.findall(f".//{_A}block[@name='instruction']")
        words = [row for block in instruction for row in _said(block, self._rows)]
        if not "".join(words).strip():
            self._find(name, "its instruction is empty; it was not imported")
            return None
        self._account(name, content, num, words)
        mover, supporters, note = self._heading(name, body)
        provision = body.get(f"{_U}targetProvision", "")
        amends = provision.removeprefix("amnd_") if provision.startswith("amnd_") else target_of(note)
        decided = component.find(f".//{_A}step[@refersTo='#decision']")
        title = component.find(f".//{_A}FRBRWork/{_A}FRBRname")
        return Amendment(
            words="\n".join(words),
            number=number,
            house=self._paper.house,
            stage=self._paper.stage,
            print=self._paper.number,
            mover=mover,
            supporters=supporters,
            decision=self._decision(body, decided),
            title=title.get("value", "") if title is not None else "",
            statement=self._statement(body),
            amends=amends or (above if number.startswith("(") else ""),
            gov=body.get(f"{_U}memberInCharge") == "gov",
            star=component.get(f"{_U}statusIndicator", ""),
            note=note,
            dnum=num.get(f"{_U}dnum", "") if num is not None else "",
            type=body.get(f"{_U}type", ""),
            target_page=body.get(f"{_U}targetPage", ""),
            target_provision=provision,
            sort_key=body.get(f"{_U}targetSortKey", ""),
            lines=printed_lines(content),
            source=self._place,
        )

    def _decision(self, body: etree._Element, step: etree._Element | None) -> str:
        """What was decided, as its metadata or a paper of proceedings says it above the amendment; "" for nothing."""
        if step is not None and (outcome := step.get("outcome", "").lstrip("#").replace("_", " ")):
            return outcome
        block = body.find(f"{_A}amendmentHeading/{_A}block[@name='decision']")
        said = " ".join(_said(block, self._rows)) if block is not None else ""
        return said[:1].lower() + said[1:]

    def _heading(self, name: str, body: etree._Element) -> tuple[str, tuple[str, ...], str]:
        """Who moves it, who supports it, and the words above it."""
        names: list[str] = []
        note: list[str] = []
        for block in body.iterfind(f"{_A}amendmentHeading/*"):
            if block.get("name") == "decision":
                continue
            if block.get("name") not in ("proposer", "supporters"):
                note += _said(block, self._rows)
                continue
            marked = [*block.iter(f"{_A}docIntroducer", f"{_A}docProponent")]
            for element in marked or [block]:
                member = " ".join(_said(element, self._rows))
                if member and not element.get("refersTo"):
                    self._find(name, f"“{member}” is named without an id; the name was kept")
                names += [member] if member else []
        proposed = body.find(f"{_A}amendmentHeading/{_A}block[@name='proposer']")
        if proposed is None or not _said(proposed, self._rows):
            return "", tuple(names), "\n".join(note)
        return names[0], tuple(names[1:]), "\n".join(note)

    def _statement(self, body: etree._Element) -> str:
        rows: list[str] = []
        for container in body.iterfind(f"{_A}amendmentJustification/*"):
            inner = [container] if container.tag != f"{_A}blockContainer" else list(container)
            rows += [row for child in inner if child.tag != f"{_A}heading" for row in _said(child, self._rows)]
        return "\n".join(row for row in rows if row)

    def _account(self, name: str, content: etree._Element, num: etree._Element | None, words: list[str]) -> None:
        """Every letter of the XML must be in the words; what is not was put in a way that is not known here."""
        given: Counter[str] = Counter()
        for element in content.iter(etree.Element):
            if element is not num:
                given.update(_letters(element.text or ""))
            for child in element:
                given.update(_letters(child.tail or ""))
        if given - Counter(_letters("".join(words))):
            self._find(name, "not all of its words could be taken in (a picture or formula?): see the paper")

    def _compare(self, read: list[Amendment]) -> None:
        """Findings for numbers that stand twice, and for amendments whose target is not here."""
        counts = Counter((amendment.number, amendment.amends) for amendment in read if amendment.number)
        for (number, amends), count in counts.items():
            if count > 1:
                self._find(number_said(number, amends), f"{count} amendments have this number; all were kept")
        numbers = {amendment.number for amendment in read}
        for amendment in read:
            if amendment.amends and amendment.amends not in numbers:
                name = number_said(amendment.number, amendment.amends)
                self._find(name, f"it amends {amendment.amends}, which is not in this paper")

    def _find(self, name: str, message: str) -> None:
        self.findings.append(Finding(message, self._where, name))


def _letters(text: str) -> str:
    return "".join(text.translate(_QUOTES).split())


def dumps(paper: Paper, blocks: Callable[[str, str], Sequence[Block]]) -> bytes:
    """The paper as Lawmaker's `amendmentList`, in UTF-8. Those withdrawn are named at its end, not printed.

    blocks: gives the instruction of the words of an amendment, as one block or one for each row; it is also given
    what the eIds in them begin with.
    Raises WriteError for a character that XML cannot hold.
    """
    for amendment in paper.amendments:
        _check(amendment)
    house = "hl" if paper.house == House.LORDS else "hc"
    root = etree.Element(f"{_A}akomaNtoso", nsmap=AKN_NAMES)
    listed = _add(root, "amendmentList", {"contains": "originalVersion", "name": f"{house}marsh"})
    _metadata(listed, paper, house)
    preface = _add(listed, "preface", {"eId": "preface"})
    stage = _add(preface, "block", {"name": "stage"})
    _add(stage, "docStage", text=_stage(paper))
    _add(_add(preface, "block", {"name": "title"}), "docTitle", text=paper.bill)
    _add(preface, "block", {"name": "listType"}, "(Amendment Paper)")
    for caution in paper.cautions:
        _add(preface, "block", {"name": "notice"}, caution)
    body = _add(listed, "collectionBody")
    withdrawn = dict(paper.withdrawn)
    taken: set[str] = set()
    amended = {amendment.amends for amendment in paper.amendments}
    instructions: list[tuple[etree._Element, Block]] = []
    marked: list[tuple[etree._Element, str]] = []
    for amendment in paper.amendments:
        if amendment.withdrawn:
            withdrawn.setdefault(amendment.number, amendment.withdrawn)
            continue
        eid = _unique("amnd_" + (_plain(amendment.number) or "unnumbered"), taken)
        content = _component(body, amendment, house, eid, amendment.number in amended)
        for block in blocks(amendment.words, f"{eid}__cont"):
            instructions.append((_add(content, "block", {"name": "instruction"}), block))
        marked += [(content, amendment.lines)] if amendment.lines else []
    _conclude(listed, withdrawn)
    etree.indent(root, " ")
    for element, block in instructions:
        akn.fill(element, block, _DEPTH)
    for content, counts in marked:
        mark_lines(content, counts)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _component(body: etree._Element, amendment: Amendment, house: str, eid: str, amended: bool) -> etree._Element:
    """One amendment, all but its instruction; gives the element that the instruction goes into."""
    component = _add(body, "component", {"class": "amendment"})
    if amendment.star:
        component.set(f"{_U}statusIndicator", amendment.star)
    element = _add(component, "amendment", {"name": f"{house}amnd"})
    meta = _add(element, "meta")
    _identify(meta, amendment.title)
    if amendment.decision:
        step = {"by": "#parliament", "date": _NO_DATE, "outcome": f"#{amendment.decision.replace(' ', '_')}"}
        _add(_add(meta, "workflow", {"source": "#author"}), "step", {**step, "refersTo": "#decision"})
    members = [(amendment.mover, "varProposer")] if amendment.mover else []
    members += [(name, "varSupporters") for name in amendment.supporters]
    taken: set[str] = set()
    ids = [_unique(f"{eid}#person-{_plain(name) or 'unnamed'}", taken) for name, _ in members]
    references = _add(meta, "references", {"source": "#author"})
    for (name, role), id_ in zip(members, ids, strict=True):
        attributes = {"eId": id_, "href": f"#{_plain(name)}", "showAs": name, f"{_U}class": role}
        _add(references, "TLCPerson", attributes)
    about = {"location": "", "targetPage": amendment.target_page, "targetProvision": amendment.target_provision}
    about |= {"memberInCharge": "gov"} if amendment.gov else {}
    about |= {"targetSortKey": amendment.sort_key} if amendment.sort_key else {}
    about |= {"type": amendment.type} if amendment.type else {}
    about |= {"lineNumber": "true"} if amended else {}
    within = _add(element, "amendmentBody", {"eId": eid, **{f"{_U}{key}": about[key] for key in sorted(about)}})
    heading = _add(within, "amendmentHeading", {"eId": f"{eid}__hdg"})
    for row in filter(None, amendment.note.split("\n")):
        _add(heading, "block", {"name": "amendContext"}, row)
    introduced = {"varProposer": ("proposer", "docIntroducer"), "varSupporters": ("supporters", "docProponent")}
    for kind, (block, tag) in introduced.items():
        named = [(name, id_) for (name, role), id_ in zip(members, ids, strict=True) if role == kind]
        inside = _add(heading, "block", {"name": block}) if named else heading
        for name, id_ in named:
            _add(inside, tag, {"refersTo": id_}, name)
    content = _add(_add(within, "amendmentContent", {"eId": f"{eid}__cont"}), "tblock")
    _add(content, "num", {f"{_U}dnum": amendment.dnum} if amendment.dnum else {}, amendment.number)
    if amendment.statement:
        container = _add(_add(within, "amendmentJustification"), "blockContainer", {"class": "explanatoryStatement"})
        _add(container, "heading", text="Member's explanatory statement")
        for row in amendment.statement.split("\n"):
            _add(container, "p", text=row)
    return content


def _metadata(listed: etree._Element, paper: Paper, house: str) -> None:
    meta = _add(listed, "meta")
    _identify(meta, "", paper.date)
    references = _add(meta, "references", {"source": "#author"})
    for eid, said in (
        ("varBillTitle", paper.bill),
        ("varBillNo", paper.number),
        ("varHouse", f"House of {paper.house}" if paper.house else ""),
        ("varStageVersion", _stage(paper)),
        ("varPublishDate", paper.date),
        ("varDocType", f"{house}marsh"),
    ):
        _add(references, "TLCConcept", {"eId": eid, "href": "#varOntologies", "showAs": said})


def _identify(meta: etree._Element, name: str, date: str = "") -> None:
    """What every document in Akoma Ntoso must say of itself, as Lawmaker leaves it where it has nothing to say."""
    identification = _add(meta, "identification", {"source": "#author"})
    for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
        part = _add(identification, level)
        for tag in ("FRBRthis", "FRBRuri"):
            _add(part, tag, {"value": ""})
        published = {"date": date, "name": "published"} if date else {"date": _NO_DATE[:10], "name": ""}
        _add(part, "FRBRdate", published)
        _add(part, "FRBRauthor", {"href": ""})
        if level == "FRBRWork":
            _add(part, "FRBRcountry", {"value": "GB"})
            if name:
                _add(part, "FRBRname", {"value": name})
        elif level == "FRBRExpression":
            _add(part, "FRBRlanguage", {"language": "eng"})
        else:
            _add(part, "FRBRformat", {"value": "application/akn+xml"})


def _conclude(listed: etree._Element, withdrawn: dict[str, str]) -> None:
    """The amendments withdrawn, by date."""
    if not withdrawn:
        return
    container = _add(_add(listed, "conclusions"), "blockContainer", {"class": "withdrawn"})
    _add(container, "heading", text="Withdrawn Amendments")
    for date in dict.fromkeys(withdrawn.values()):
        on = "" if date == UNDATED else f" on {date}"
        _add(container, "p", text=f"The following amendments were withdrawn{on}:")
        *first, last = [number for number, when in withdrawn.items() if when == date]
        _add(container, "p", text=f"{', '.join(first)} and {last}" if first else last)


def _check(amendment: Amendment) -> None:
    for field in fields(amendment):
        value = getattr(amendment, field.name)
        if _NOT_XML.search("".join(value) if isinstance(value, tuple) else str(value)):
            raise WriteError(
                f"amendment {amendment.name} has a character in “{field.name}” that XML cannot hold",
                place=amendment.source or None,
                remedy="take it out; it does not show on a page",
            )


def _stage(paper: Paper) -> str:
    return f"{paper.stage} Stage" if paper.stage in ("Committee", "Report") else paper.stage


def _plain(words: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", words))


def _unique(name: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while candidate in taken:
        candidate, count = f"{name}__oc_{count}", count + 1
    taken.add(candidate)
    return candidate


def _add(
    parent: etree._Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> etree._Element:
    element = etree.SubElement(parent, _A + tag, dict(attributes or {}))
    element.text = text or None
    return element
