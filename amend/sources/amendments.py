"""The amendments of a stage, fetched with what the service says of each, and held against the paper of that stage."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from amend.drafting import papers
from amend.errors import NotGiven, NotThere, ReadError, SourceError
from amend.formats import bills_api
from amend.formats.bill_lists import BillStage, ListedBill, Publication
from amend.formats.json_reply import Json, objects_in, reply_of, text_in
from amend.ledger import official
from amend.ledger.prints import at_hand
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.sources.asked import Saved, offering, remembered, saved
from amend.sources.bills import (
    every,
    file_address,
    find_bill,
    is_list,
    like_titles,
    prints_of,
    stage_papers,
    stages_of,
)
from amend.sources.hosts import Hosts
from amend.sources.net import Net
from amend.sources.stage_drafts import (
    FetchedAmendments,
    StageList,
    item_id,
    items_before,
    kept_stage,
    print_before,
    refuse_two_bills,
)

_GIVEN_UP = 3
"""Amendments in a row to which the service does not answer, after which the rest is not asked for."""

_BY_HAND = "the paper as XML, or what the service says of its amendments,"


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
    if given is not None:
        file, address = saved(given), remembered(table.cache, _typed(title, stage, print), f"{table.bills}/Bills")

        def came() -> StageList:
            return replace(_saved(file, str(given), title, stage, print, space), address=address)

        return kept_stage(came, space, again=bool(print))
    with Net(table, told) as net:
        fetched = _fetched(net, title, stage, print, space, anew, count or (lambda *_: None))
    return kept_stage(lambda: fetched, space, again=bool(print))


def _typed(title: str, stage: str, print: str) -> str:
    """The command as it is typed."""
    said = [*(["--stage", stage] if stage else []), *(["--print", print] if print else [])]
    return shlex.join(["amend", "fetch", "amendments", title, *said])


def _fetched(
    net: Net, title: str, said: str, print: str, space: Workspace, anew: bool, count: Callable[[int, int], None]
) -> StageList:
    with _offered(net, _typed(title, said, print)):
        listed, _ = find_bill(net, title, anew=anew)
        stage = stage_said(listed, stages_of(net, listed, anew=anew), said)
        number = print or _print_for(prints_of(net, listed, anew=anew), stage)
        number = number or print_before(space, listed.title, stage)
    with _offered(net, _typed(title, stage.called, number)):
        return _all_of(net, listed, stage, number, space, anew, count)


def _offered(net: Net, command: str) -> AbstractContextManager[None]:
    hosts = net.hosts
    return offering(hosts.cache, command, takes=lambda one: not is_list(hosts, one), instead=_BY_HAND)


def _all_of(
    net: Net,
    listed: ListedBill,
    stage: BillStage,
    number: str,
    space: Workspace,
    anew: bool,
    count: Callable[[int, int], None],
) -> StageList:
    """Every amendment of a stage. number: of the print that they are written to; "" where nobody knows."""
    kind = "PingPongItems" if stage.name.casefold().startswith("consideration of") else "Amendments"
    address = f"{net.hosts.bills}/Bills/{listed.id}/Stages/{stage.id}/{kind}"
    summaries, total = every(net, address, item_id, anew=anew)
    findings: list[Finding] = []
    if total != len(summaries):
        findings.append(Finding(f"the list says that it has {total} amendments, and gives {len(summaries)}", address))
    kept = items_before(space, listed.title, stage)
    refuse_two_bills((*kept, *summaries), 0 if summaries else listed.id, listed.title)
    before = {item_id(one): one for one in kept}
    items: list[Json] = []
    unfetched: list[Json] = []
    in_a_row = 0
    for index, summary in enumerate(summaries, 1):
        id = item_id(summary)
        try:
            items.append(_one(net, f"{address}/{id}", id, anew))
            in_a_row = 0
        except NotGiven:
            raise
        except (SourceError, ReadError) as error:
            in_a_row = 0 if isinstance(error, ReadError | NotThere) else in_a_row + 1
            if in_a_row == _GIVEN_UP:
                raise
            called = text_in(summary, "marshalledListText") or text_in(summary, "dNum") or f"{id}"[:20]
            findings.append(Finding(f"it did not come: {error}", address, called))
            items += [before[id]] if id in before else []
            unfetched += [] if id in before else [summary]
        count(index, len(summaries))
    if not number:
        told = f"no print of that House is listed by its number, so each draft says “{listed.title}” for its print"
        told = f"{told}; where you know the number, fetch them again with --print"
        findings.append(Finding(told, address, level="note"))
    came = StageList(listed.title, stage, number or listed.title, tuple(items), tuple(findings), address, net.asked_at)
    return _with_paper(net, listed, replace(came, unfetched=tuple(unfetched)), anew)


def _one(net: Net, address: str, id: int, anew: bool) -> Json:
    """An amendment as the service gives it. Raises ReadError where it gives another."""

    def read(data: bytes) -> Json:
        found = reply_of(data, address)
        if not isinstance(found, dict) or item_id(found) != id:
            raise ReadError("it is not the amendment that was asked for", place=address, remedy="try again later")
        return found

    return net.ask(address, "JSON", read, anew=anew)[1]


def _with_paper(net: Net, listed: ListedBill, came: StageList, anew: bool) -> StageList:
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
    if found != published[0]:
        told_of = f"the newest paper, “{published[0].title}”, is no XML; the list was held against “{found.title}”"
        note = Finding(f"{told_of} of {found.date}, and what was tabled since is in the list alone", came.address)
        came = replace(came, findings=(*came.findings, note))
    address = file_address(net.hosts, found, "xml")
    try:
        reply, _ = net.ask(address, "XML", lambda data: papers.parse(data, place=address), anew=anew)
    except (SourceError, ReadError) as error:
        told = Finding(f"the paper did not come, and the list was held against none: {error}", address)
        return replace(came, findings=(*came.findings, told))
    return replace(came, paper=Saved(reply.data, reply.at, ""), paper_address=address)


def _saved(file: Saved, place: str, title: str, said: str, print: str, space: Workspace) -> StageList:
    """What a file holds that a person saved: a reply of the service, or a paper as XML."""
    is_paper = file.data.lstrip().startswith(b"<")
    if not is_paper and not file.data.lstrip().startswith((b"{", b"[")):
        raise ReadError(
            "it is neither a paper as XML nor a reply of the Bills API",
            place=place,
            remedy=f"amend import {shlex.quote(place)} -o drafts/official takes in papers of other kinds",
        )
    read = papers.parse(file.data, place=place) if is_paper else bills_api.parse(file.data, place=place)
    house, name = _house_and_name(said or f"{read.house} {read.stage}")
    if not name:
        raise ReadError("it does not say of which stage it is", place=place, remedy="say so: --stage “Lords Report”")
    stage = BillStage(0, name, house or read.house or House.having("", print or space.print).value)
    called = read.bill or (space.bill if title.isdecimal() else title)
    if not called:
        raise ReadError("it does not say of which Bill it is", place=place, remedy="give the title of the Bill")
    if read.bill and not title.isdecimal() and not like_titles(read.bill, title):
        raise ReadError(f"it is of the {read.bill}, not the {title}", place=place, remedy="give a file of that Bill")
    if said and read.stage and _house_and_name(read.stage)[1].casefold() != name.casefold():
        raise ReadError(f"it is of the {read.stage} stage, not {said}", place=place, remedy="name the stage it is of")
    items: tuple[Json, ...] = items_before(space, called, stage)
    if not is_paper:
        reply = reply_of(file.data, place)
        new = objects_in(reply, "items") or objects_in(reply) or ([reply] if isinstance(reply, dict) else [])
        refuse_two_bills((*items, *new), int(title) if title.isdecimal() else 0, place)
        items = _merged(items, new)
    number = print or read.number or print_before(space, called, stage) or _print_here(space, called, stage, place)
    came = StageList(called, stage, number, items, (), "", file.at, given=file.name)
    return replace(came, paper=file) if is_paper else came


def _print_here(space: Workspace, title: str, stage: BillStage, place: str) -> str:
    """The number of the print in the workspace that amendments at a stage are written to: of that Bill and that House
    the current one, or the only one. Raises ReadError where there is none, or one of several may be meant."""
    folder = official.bill_folder(title)
    here = (one.bill for one in at_hand(space.root).prints if official.bill_folder(one.bill.title) == folder)
    mine = [one.number for one in here if one.number and House.having(one.house, one.number).value == stage.house]
    current = [number for number in mine if same_print(number, space.print)]
    if current or len(mine) == 1:
        return (current or mine)[0]
    there = f"; in the workspace are {', '.join(mine)}" if mine else ""
    example = mine[-1] if mine else "HL Bill 57" if stage.house == House.LORDS else "Bill 57"
    raise ReadError(
        f"it does not say which print it amends{there}", place=place, remedy=f"say so: --print {shlex.quote(example)}"
    )


def _merged(before: Sequence[Json], new: Sequence[Json]) -> tuple[Json, ...]:
    """What was kept with what came, each by its key; a summary takes no words away that were kept."""
    found = {item_id(one): one for one in before}
    found |= {item_id(one): one for one in new if "summaryText" not in one or item_id(one) not in found}
    return tuple(found.values())


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
    found = [one for one in stages if _is_called(one, name.casefold()) and house in ("", one.house)]
    if len(found) != 1:
        known = ", ".join(_told(one, stages) for one in (found or stages)) or "none"
        what = "there are several stages" if found else "there is no stage"
        raise SourceError(f"{what} “{said}” of the {listed.title}", remedy=f"name one of these: {known}")
    return found[0]


def _is_called(stage: BillStage, name: str) -> bool:
    """Whether a stage has that name; that of the first of several without “(1)” is also that of the others."""
    short = stage.short.casefold()
    return short == name.removesuffix(" (1)") or short.startswith(f"{name} (")


def _told(stage: BillStage, stages: Sequence[BillStage]) -> str:
    """A stage as it is to be named, "Lords Report stage"; the first of several with “(1)”."""
    others = any(one.house == stage.house and one.short.startswith(f"{stage.short} (") for one in stages)
    return f"{stage.house} {stage.short} (1)".strip() if others else stage.called


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
