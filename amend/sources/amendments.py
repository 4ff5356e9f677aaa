"""The amendments of a stage, fetched with what the service says of each, and held against the paper of that stage."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from amend.drafting import papers
from amend.drafting.news import News, news
from amend.errors import AmendError, NotGiven, ReadError, SourceError
from amend.formats import bills_api, draft
from amend.formats.bill_lists import BillStage, ListedBill, Publication
from amend.formats.files import read_bytes
from amend.formats.json_reply import Json, dumped, number_in, objects_in, reply_of, text_in
from amend.formats.listed import Paper, number_said
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.official import ACTOR, KeptFiles
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.in_words import plural
from amend.sources.asked import Saved, offering, remembered, saved
from amend.sources.bills import every, file_address, find_bill, prints_of, stage_papers, stages_of
from amend.sources.hosts import Hosts
from amend.sources.net import Net

_GIVEN_UP = 3
"""Amendments in a row that do not come, after which the rest is not asked for."""


@dataclass(frozen=True, slots=True)
class FetchedAmendments:
    """The amendments of a stage as they were fetched. title: of the Bill. print: the number of the print that they are
    written to. files: the draft of each, from the root, in the order of the list. news: what changed since the last
    fetch; first: whether this is the first one. kept: what was recorded. findings: what could not be taken in, and
    where the list and the paper differ."""

    title: str
    stage: BillStage
    print: str
    amendments: tuple[Amendment, ...]
    files: tuple[str, ...]
    news: tuple[News, ...]
    first: bool
    kept: KeptFiles
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of a stage. items: as the service gives them, in the order of the list. paper: that of the stage, None
    where there is none as XML. origins: of the list and of the paper."""

    title: str
    stage: BillStage
    print: str
    items: tuple[Json, ...]
    findings: tuple[Finding, ...]
    address: str
    at: float
    paper: Saved | None = None
    paper_address: str = ""
    given: str = ""


def fetch_amendments(
    title: str,
    space: Workspace,
    *,
    stage: str = "",
    print: str = "",
    given: Path | None = None,
    anew: bool = False,
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
    count: Callable[[int, int], None] | None = None,
) -> FetchedAmendments:
    """Fetch every amendment of a stage of a Bill, and keep it as a draft in `drafts/official/`: one commit.

    title: of the Bill, or its number in the Bills API. stage: "Report", "Lords Committee"; by default the current one.
    print: that they are written to; by default the one that was newest when the stage began. given: a paper or a reply
    that a person saved, in the place of the network. anew: ask also where a reply of the last hour is kept. count: is
    called with how many have come, and of how many. One that does not come is a finding; the others are kept. Raises
    SourceError, ReadError, RecordError, WriteError.
    """
    table = hosts or Hosts.of()
    command = shlex.join(["amend", "fetch", "amendments", title, *(["--stage", stage] if stage else [])])
    if given is not None:
        came = _saved(saved(given), str(given), title, stage, print, space)
        came = replace(came, address=remembered(table.cache, command, f"{table.bills}/Bills"))
    else:
        with Net(table, told) as net, offering(table.cache, command):
            came = _fetched(net, title, stage, print, space, anew, count or (lambda *_: None))
    return _kept(came, space, again=bool(print))


def _fetched(
    net: Net, title: str, said: str, print: str, space: Workspace, anew: bool, count: Callable[[int, int], None]
) -> _Came:
    listed, _ = find_bill(net, title, anew=anew)
    stage = stage_said(listed, stages_of(net, listed, anew=anew), said)
    address = f"{net.hosts.bills}/Bills/{listed.id}/Stages/{stage.id}/Amendments"
    summaries, total = every(net, address, "amendmentId", anew=anew)
    findings: list[Finding] = []
    if total != len(summaries):
        findings.append(Finding(f"the list says that it has {total} amendments, and gives {len(summaries)}", address))
    before = {number_in(one, "amendmentId"): one for one in _items(space, listed.title, stage)}
    items: list[Json] = []
    failed = 0
    for index, summary in enumerate(summaries, 1):
        id = number_in(summary, "amendmentId")
        try:
            items.append(_one(net, f"{address}/{id}", id, anew))
            failed = 0
        except NotGiven:
            raise
        except (SourceError, ReadError) as error:
            failed += 1
            if failed == _GIVEN_UP:
                raise
            findings.append(
                Finding(f"it did not come: {error}", address, text_in(summary, "marshalledListText") or f"{id}")
            )
            items += [before[id]] if id in before else []
        count(index, len(summaries))
    number = print or _print_for(prints_of(net, listed, anew=anew), stage) or listed.title
    came = _Came(listed.title, stage, number, tuple(items), tuple(findings), address, net.asked_at)
    return _with_paper(net, listed, came, anew)


def _one(net: Net, address: str, id: int, anew: bool) -> Json:
    """An amendment as the service gives it. Raises ReadError where it gives another."""

    def read(data: bytes) -> Json:
        found = reply_of(data, address)
        if not isinstance(found, dict) or number_in(found, "amendmentId") != id:
            raise ReadError("it is not the amendment that was asked for", place=address, remedy="try again later")
        return found

    return net.ask(address, "JSON", read, anew=anew)[1]


def _with_paper(net: Net, listed: ListedBill, came: _Came, anew: bool) -> _Came:
    """With the newest paper of the stage that is there as XML; a finding or a note where none is, or it is broken."""
    address = came.address
    try:
        published = stage_papers(net, listed, came.stage, anew=anew)
    except (SourceError, ReadError) as error:
        told = Finding(f"the papers of the stage are not told, and the list was held against none: {error}", address)
        return replace(came, findings=(*came.findings, told))
    found = next((one for one in published if one.file("xml")), None)
    if found is None:
        why = f"“{published[0].title}” is no XML" if published else "no paper of this stage is listed"
        note = Finding(f"{why}, so the list was held against no paper", came.address, level="note")
        return replace(came, findings=(*came.findings, note))
    address = file_address(net.hosts, found, "xml")
    try:
        reply, _ = net.ask(address, "XML", lambda data: papers.parse(data, place=address), anew=anew)
    except (SourceError, ReadError) as error:
        told = Finding(f"the paper did not come, and the list was held against none: {error}", address)
        return replace(came, findings=(*came.findings, told))
    return replace(came, paper=Saved(reply.data, reply.at, ""), paper_address=address)


def _saved(file: Saved, place: str, title: str, said: str, print: str, space: Workspace) -> _Came:
    """What a file holds that a person saved: a reply of the service, or a paper as XML."""
    is_paper = file.data.lstrip().startswith(b"<")
    read = papers.parse(file.data, place=place) if is_paper else bills_api.parse(file.data, place=place)
    house, name = _house_and_name(said or f"{read.house} {read.stage}")
    if not name:
        raise ReadError("it does not say of which stage it is", place=place, remedy="say so: --stage “Lords Report”")
    number = print or read.number or space.print
    stage = BillStage(0, name, house or read.house or House.having("", number).value)
    called = read.bill or (space.bill if title.isdecimal() else title)
    if not called:
        raise ReadError("it does not say of which Bill it is", place=place, remedy="give the title of the Bill")
    items: tuple[Json, ...] = _items(space, called, stage)
    if not is_paper:
        reply = reply_of(file.data, place)
        new = objects_in(reply, "items") or objects_in(reply) or ([reply] if isinstance(reply, dict) else [])
        merged = {number_in(one, "amendmentId"): one for one in (*items, *new)}
        items = tuple(merged.values())
    came = _Came(called, stage, number or called, items, (), "", file.at, given=file.name)
    return replace(came, paper=file) if is_paper else came


def stage_said(listed: ListedBill, stages: Sequence[BillStage], said: str) -> BillStage:
    """The stage that is named, else the current one. Raises SourceError where there is none, or several."""
    if not said:
        if listed.stage is not None:
            current = listed.stage
            return next((one for one in stages if one.id == current.id), current)
        if not stages:
            raise SourceError(f"no stage of the {listed.title} is listed", remedy="try again later")
        return stages[-1]
    house, name = _house_and_name(said)
    found = [one for one in stages if one.short.casefold() == name.casefold() and house in ("", one.house)]
    if len(found) != 1:
        known = ", ".join(one.called for one in (found or stages)) or "none"
        what = "there are several stages" if found else "there is no stage"
        raise SourceError(f"{what} “{said}” of the {listed.title}", remedy=f"name one of these: {known}")
    return found[0]


def _house_and_name(said: str) -> tuple[str, str]:
    """House and name of a stage in words: "Lords Report stage" as “Lords” and “Report”."""
    words = said.split()
    house = next((one.value for one in House if words and words[0].casefold() == one.value.casefold()), "")
    name = " ".join(words[1:] if house else words)
    return house, name[:-6].strip() if name.casefold().endswith(" stage") else name


def _print_for(prints: Sequence[Publication], stage: BillStage) -> str:
    """The number of the print that amendments at a stage are written to: of its House, the newest one that there was
    when it began; "" where none is listed."""
    mine = [one for one in prints if one.number and House.having("", one.number).value == (stage.house or one.house)]
    begun = [one for one in mine if stage.sittings and one.date and one.date <= stage.sittings[0]]
    return next((one.number for one in (*begun, *mine)), "")


def _folder(title: str) -> str:
    return f"{official.bill_folder(title)}/amendments"


def _slug(stage: BillStage) -> str:
    return official.file_part(f"{stage.house} {stage.short}")


def _items(space: Workspace, title: str, stage: BillStage) -> tuple[Json, ...]:
    """What the last fetch kept of a stage. Raises ReadError where somebody has damaged it."""
    file = space.root / _folder(title) / f"{_slug(stage)}.json"
    return tuple(objects_in(reply_of(read_bytes(file), str(file)))) if file.is_file() else ()


def _paper_before(space: Workspace, title: str, stage: BillStage) -> Paper:
    file = space.root / _folder(title) / f"{_slug(stage)}.akn"
    return papers.parse(read_bytes(file), place=str(file)) if file.is_file() else Paper()


def _kept(came: _Came, space: Workspace, *, again: bool) -> FetchedAmendments:
    """What came, as drafts, in one commit. again: write each draft anew, for the print may be another."""
    place = came.paper_address or came.address or came.given
    before_items = _items(space, came.title, came.stage)
    first = not before_items and not (space.root / _folder(came.title) / f"{_slug(came.stage)}.akn").is_file()
    before, _ = _amendments(before_items, _paper_before(space, came.title, came.stage), came)
    paper = papers.parse(came.paper.data, place=place) if came.paper else _paper_before(space, came.title, came.stage)
    after, findings = _amendments(came.items, paper, came)
    names = _names(space, came.stage, after)
    changed = news(_by_the_same_keys(before, after), after)
    touched = {one.key for one in changed}
    files: dict[str, bytes] = {}
    origins: list[Origin] = []
    for ending, data, address, at in _raw(came):
        origin = origin_of(data, address, at, came.given)
        origins.append(origin)
        files |= official.with_origin(f"{_folder(came.title)}/{_slug(came.stage)}.{ending}", data, origin)
    for key, one in after.items():
        if again or key in touched or not (space.root / names[key]).exists():
            files[names[key]] = draft.dumps(one).encode()
    kept = official.keep(space, files, f"{came.title}, {came.stage.called}: {plural(len(after), 'amendment')}", origins)
    found = (*came.findings, *findings, *kept.left)
    listed = tuple(replace(one, source=str(space.root / names[key])) for key, one in after.items())
    stage = came.stage
    return FetchedAmendments(
        came.title, stage, came.print, listed, tuple(names[key] for key in after), changed, first, kept, found
    )


def _by_the_same_keys(before: Mapping[str, Amendment], after: Mapping[str, Amendment]) -> dict[str, Amendment]:
    """The amendments of the last fetch, each by the key that it has now: what was in the paper alone may have come into
    the list since, or the other way round."""
    now = {one.dnum.casefold(): key for key, one in after.items() if one.dnum and key not in before}
    return {key if key in after else now.get(one.dnum.casefold(), key): one for key, one in before.items()}


def _raw(came: _Came) -> list[tuple[str, bytes, str, float]]:
    """What is kept just as the source gave it: ending, content, address and time."""
    found = []
    if came.items or came.paper is None:
        ordered = sorted(came.items, key=lambda one: number_in(one, "amendmentId"))
        found.append(("json", dumped(ordered), came.address, came.at))
    if came.paper is not None:
        found.append(("akn", came.paper.data, came.paper_address or came.address, came.paper.at))
    return found


def _amendments(items: Sequence[Json], paper: Paper, came: _Came) -> tuple[dict[str, Amendment], tuple[Finding, ...]]:
    """The amendments of a list and those that only the paper has, each by its key; what is to be known of them."""
    found: dict[str, Amendment] = {}
    findings: list[Finding] = []
    for item in items:
        id = number_in(item, "amendmentId")
        amendment, faults = bills_api.in_item(item, came.address or came.given, f"amendment {id}")
        findings += faults
        if amendment is not None:
            found[f"{id}"] = _said(amendment, came)
    if not paper.amendments:
        return found, (*findings, *papers.checked(Paper(amendments=tuple(found.values()))).findings)
    listed, printed = _known(found.values()), _known(paper.amendments)
    withdrawn = {number for number, _ in paper.withdrawn}
    missing = [one for one in paper.amendments if not _is_among(one, listed)]
    unprinted = [_name(one) for one in found.values() if not _is_among(one, printed) and one.number not in withdrawn]
    if items:
        findings += [
            Finding(
                "the paper has it, and the list of the service has not; it was taken from the paper", "", _name(one)
            )
            for one in missing
        ]
        if unprinted:
            told = f"the list has {len(unprinted)} that the paper has not: {', '.join(unprinted[:20])}"
            findings.append(Finding(told, came.paper_address or came.given))
    found |= {f"paper-{one.dnum.casefold() or _name(one)}": _said(one, came) for one in missing}
    checked = papers.checked(Paper(amendments=tuple(found.values()), findings=tuple(findings)))
    return found, checked.findings


def _said(amendment: Amendment, came: _Came) -> Amendment:
    """An amendment with what the stage says of it, in place of nothing."""
    return replace(
        amendment,
        print=amendment.print or came.print,
        house=amendment.house or came.stage.house,
        stage=amendment.stage or came.stage.short,
        source="",
    )


def _known(amendments: Iterable[Amendment]) -> dict[str, bool]:
    """By what a list knows its amendments: the numbers that they keep, and those that they have now, which tell one
    that has no other; for each whether it has one that it keeps."""
    found: dict[str, bool] = {}
    for one in amendments:
        found[f"number {number_said(one.number, one.amends).casefold()}"] = bool(one.dnum)
        found |= {f"dnum {one.dnum.casefold()}": True} if one.dnum else {}
    return found


def _is_among(one: Amendment, known: Mapping[str, bool]) -> bool:
    """Whether a list has an amendment: by the number that it keeps where both say it, else by the one that it has."""
    number = f"number {number_said(one.number, one.amends).casefold()}"
    if one.dnum and f"dnum {one.dnum.casefold()}" in known:
        return True
    return number in known and not (one.dnum and known[number])


def _name(one: Amendment) -> str:
    return number_said(one.number, one.amends) or one.dnum or one.words.split("\n")[0][:40]


def _names(space: Workspace, stage: BillStage, after: Mapping[str, Amendment]) -> dict[str, str]:
    """The file of each amendment, from the root: that of the last fetch, else one of its key."""
    folder = space.drafts / ACTOR
    known: dict[str, str] = {}
    for file in sorted(folder.glob(f"{_slug(stage)}-*.md")) if folder.is_dir() else ():
        try:
            known.setdefault(draft.read(file).dnum.casefold(), file.name)
        except AmendError:
            continue  # what is wrong with it is for `status` to say
    known.pop("", None)
    names: dict[str, str] = {}
    for key, one in after.items():
        usual = f"{_slug(stage)}-{official.file_part(key.removeprefix('paper-'))}.md"
        name = usual if (folder / usual).exists() else known.get(one.dnum.casefold(), usual)
        names[key] = f"drafts/{ACTOR}/{name if f'drafts/{ACTOR}/{name}' not in names.values() else usual}"
    return names
