"""A Bill found by its title, what was printed of it, and a print fetched as Parliament publishes it."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlencode

from amend.errors import NotGiven, ReadError, SourceError
from amend.formats import akn
from amend.formats.bill_lists import (
    BillStage,
    ListedBill,
    ListPage,
    Publication,
    bill_in,
    list_page_in,
    publications_of,
    stage_in,
)
from amend.formats.files import real_path
from amend.formats.json_reply import Json, number_in, reply_of
from amend.formats.source_record import Origin, origin_of, sum_of
from amend.ledger import official, workspace
from amend.ledger.official import KeptFiles, ToKeep
from amend.ledger.workspace import Workspace
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.model.made import told as made_told
from amend.model.provision import Bill
from amend.sources.asked import offering, remembered
from amend.sources.hosts import Hosts
from amend.sources.net import Net
from amend.sources.saved_print import saved_print

PAGE = 20
"""How many of a list are asked for at a time."""

_MOST = 2_000
"""Items of a list; no stage has had so many amendments."""

_CHANGES = 3
"""How often a list is read that changes meanwhile."""

_CANDIDATES = 100
"""Bills of a search; who finds more gives more words."""

_BY_HAND = "the print from https://bills.parliament.uk"

_NO_LETTERS = re.compile(r"[\W_]+")


class SeveralBills(SourceError):
    """A title that several Bills have, or none has just so; candidates: which there are."""

    def __init__(self, said: str, candidates: Sequence[ListedBill]) -> None:
        self.candidates = tuple(candidates)
        rows = "; ".join(f"{one.id} {told_of(one)}" for one in self.candidates)
        what = "several Bills have" if sum(_same(one.title, said) for one in candidates) > 1 else "no Bill has just"
        super().__init__(f"{what} the title “{said}”: {rows}", remedy="give its number in the place of the title")


@dataclass(frozen=True, slots=True)
class FetchedPrint:
    """A print that was fetched. listed: the Bill; None where a file was given. prints: what was printed of it, the
    newest first. file: where it is, from the root or as it was asked for. kept: what was recorded; None where it was
    written outside the record. current: whether it is now the current print. like: other Bills of like title. read:
    "pdf" or "html" where it was read of such a file, which is kept beside it; findings: what was unsure in that."""

    bill: Bill
    listed: ListedBill | None
    prints: tuple[Publication, ...]
    origin: Origin
    file: str
    kept: KeptFiles | None
    current: bool = False
    like: tuple[ListedBill, ...] = ()
    read: str = ""
    findings: tuple[Finding, ...] = ()


class RestatementThere(ReadError):
    """A text that is not the official one stands in the place of a print; found: what was fetched, and data: its XML,
    which `amend adopt` puts in its place."""

    def __init__(self, path: str, found: FetchedPrint, data: bytes) -> None:
        self.found, self.data = found, data
        said = f"--print {shlex.quote(found.bill.number)}{' --from FILE' if found.origin.given else ''}"
        super().__init__(
            "a restatement of this print stands there",
            place=path,
            remedy=f"fetch it to a file ({said} -o official.xml), then: amend adopt official.xml",
        )


def fetch_bill(
    title: str,
    *,
    print: str = "",
    space: Workspace | None = None,
    output: Path | None = None,
    given: Path | None = None,
    current: bool = False,
    anew: bool = False,
    hosts: Hosts | None = None,
    told: Callable[[str], None] | None = None,
) -> FetchedPrint:
    """Fetch a print of a Bill as XML and keep it, with its address, time and sum: in the workspace, one commit.

    title: of the Bill, or its number in the Bills API. print: its number ("HL Bill 57"); by default the newest. output:
    a file to write to in the place of the workspace. given: a file that a person saved in a browser, in the place of
    the network: XML, or the PDF or page where there is none, of which the Bill is then read. current: make it the
    current print of the workspace, which the first one is anyway. anew: ask also where a reply of the last hour is
    kept. told: is called with what is waited for.
    Raises SeveralBills, SourceError, ReadError for a file that is not that print, RecordError, WriteError.
    """
    table = hosts or Hosts.of()
    command = _typed(title, print, output, current)
    if given is not None:
        return _given(
            given, title, print, remembered(table.cache, command, _search(table, title)), current, space, output
        )
    offered = offering(table.cache, command, takes=lambda one: not is_list(table, one), instead=_BY_HAND)
    with Net(table, told) as net, offered:
        listed, like = find_bill(net, title, anew=anew)
        prints = prints_of(net, listed, anew=anew)
        chosen = _chosen(table, listed, prints, print)
        address = file_address(table, chosen, "xml")

        def read(data: bytes) -> Bill:
            return _as_asked(akn.parse(data, place=address), address, chosen.number, listed.title)

        reply, bill = net.ask(address, "XML", read, anew=anew)
    origin = origin_of(reply.data, address, reply.at)
    return _kept(FetchedPrint(bill, listed, prints, origin, "", None, current, like), reply.data, space, output)


def _given(
    given: Path, title: str, print: str, address: str, current: bool, space: Workspace | None, output: Path | None
) -> FetchedPrint:
    """The print in a file that a person saved, kept as one that was fetched from the address."""
    if output is not None and real_path(output) == real_path(given):
        raise ReadError("it is the file that is read", place=str(output), remedy="name another with -o")
    found = saved_print(given)
    file, data = found.file, found.data
    bill = _as_asked(found.bill, str(given), print, "" if title.isdecimal() else title)
    if output is None and not (bill.number or print or bill.stage or bill.published):
        raise ReadError("it does not say which print it is", place=str(given), remedy="say so: --print “Bill 57”")
    findings = found.findings
    if found.ending and print and not bill.number:
        bill = replace(bill, number=print)
        data = akn.dumps(bill)
        told = f"it does not say its number, and was taken for {print}, as was asked"
        findings = (*findings, Finding(told, file.name, level="note"))
    origin = origin_of(data, address, file.at, file.name)
    fetched = FetchedPrint(bill, None, (), origin, "", None, current, (), found.ending, findings)
    return _kept(fetched, data, space, output, saved=file.data)


def find_bill(net: Net, title: str, *, anew: bool = False) -> tuple[ListedBill, tuple[ListedBill, ...]]:
    """The Bill of a title, or of a number in the service; and others of like title. Raises SourceError."""
    base = net.hosts.bills
    if title.isascii() and title.isdecimal():
        address = f"{base}/Bills/{title}"

        def read(data: bytes) -> ListedBill:
            found = reply_of(data, address)
            if not isinstance(found, dict) or number_in(found, "billId") != int(title):
                raise ReadError("it is not that Bill of the service", place=address, remedy="has the service changed?")
            return bill_in(found)

        return net.ask(address, "JSON", read, anew=anew)[1], ()
    if not title.strip():
        raise SourceError("no title is given", remedy="give the title of the Bill, or some words of it")
    address = _search(net.hosts, title)
    found = [
        bill_in(item)
        for item in every(net, address, lambda item: number_in(item, "billId"), anew=anew, most=_CANDIDATES)[0]
    ]
    exact = [one for one in found if _same(one.title, title)]
    if len(exact) == 1 or (not exact and len(found) == 1 and like_titles(found[0].title, title)):
        (chosen,) = exact or found
        return chosen, tuple(one for one in found if one != chosen)
    if not found:
        raise SourceError(f"no Bill has “{title}” in its title", place=address, remedy="check it, or give fewer words")
    raise SeveralBills(title, exact or found)


def every(
    net: Net, address: str, key: Callable[[Json], int], *, anew: bool = False, most: int = _MOST
) -> tuple[tuple[Json, ...], int]:
    """Every item of a list, page by page, each once by its key; and how many the service says that there are.

    A list that changes between two pages, as its total tells, is read again from its beginning, and believed when it
    comes twice the same. Raises SourceError.
    """
    before: tuple[Json, ...] | None = None
    for again in range(_CHANGES):
        found, totals = _pages(net, address, key, anew or again > 0, most)
        if len(set(totals)) <= 1 or found == before:
            return found, totals[-1] if totals else len(found)
        before = found
    raise SourceError("the list changes while it is read", place=address, remedy="try again later")


def _pages(
    net: Net, address: str, key: Callable[[Json], int], anew: bool, most: int
) -> tuple[tuple[Json, ...], list[int]]:
    """The items of every page, and how many the service says on each page that there are. One that has no key is kept
    by its place. What it says is believed only where a page that is not full bears it out: it may tell of less than
    there is, as of the page alone."""
    found: dict[int, Json] = {}
    totals: list[int] = []
    joint = "&" if "?" in address else "?"
    skip = 0
    while skip < most:
        page = _page(net, f"{address}{joint}{urlencode({'Skip': skip, 'Take': PAGE})}", anew=anew)
        totals += [] if page.total is None else [page.total]
        before = len(found)
        found.update({key(item) or -skip - at: item for at, item in enumerate(page.items, 1)})
        skip += len(page.items)
        if len(found) == before or (page.total is not None and len(page.items) < PAGE and skip >= page.total > 0):
            break
    return tuple(found.values()), totals


def prints_of(net: Net, listed: ListedBill, *, anew: bool = False) -> tuple[Publication, ...]:
    """What was printed of a Bill, the newest first; of one day the one that is listed first."""
    return tuple(one for one in _publications(net, f"/Bills/{listed.id}/Publications", anew) if one.kind == "Bill")


def stage_papers(net: Net, listed: ListedBill, stage: BillStage, *, anew: bool = False) -> tuple[Publication, ...]:
    """The amendment papers of a stage, the newest first."""
    found = _publications(net, f"/Bills/{listed.id}/Stages/{stage.id}/Publications", anew)
    return tuple(one for one in found if "amendment paper" in one.kind.lower() or "marshalled" in one.kind.lower())


def stages_of(net: Net, listed: ListedBill, *, anew: bool = False) -> tuple[BillStage, ...]:
    """The stages of a Bill, in their order. The second of a name, as of two Lords messages, is called “NAME (2)”."""
    items, _ = every(net, f"{net.hosts.bills}/Bills/{listed.id}/Stages", lambda item: number_in(item, "id"), anew=anew)
    found: list[BillStage] = []
    seen: Counter[tuple[str, str]] = Counter()
    for one in sorted(map(stage_in, items), key=lambda one: (one.order, one.sittings)):
        seen[one.house, one.short.casefold()] += 1
        times = seen[one.house, one.short.casefold()]
        found.append(replace(one, name=f"{one.short} ({times})") if times > 1 else one)
    return tuple(found)


def file_address(hosts: Hosts, publication: Publication, form: str) -> str:
    """Where a file of a publication is fetched; "" where it has none in that form."""
    file = publication.file(form)
    return f"{hosts.bills}/Publications/{publication.id}/Documents/{file.id}/Download" if file else ""


def told_of(listed: ListedBill) -> str:
    """A Bill in a row of a list: its title, where it is, when something last changed."""
    about = ", ".join(filter(None, (listed.house, listed.stage.name if listed.stage else "", listed.updated)))
    return f"{listed.title} ({about})" if about else listed.title


def _publications(net: Net, path: str, anew: bool) -> list[Publication]:
    address = f"{net.hosts.bills}{path}"
    _, found = net.ask(address, "JSON", lambda data: publications_of(data, address), anew=anew)
    return sorted(found, key=lambda one: one.date, reverse=True)


def _page(net: Net, address: str, *, anew: bool) -> ListPage:
    return net.ask(address, "JSON", lambda data: list_page_in(data, address), anew=anew)[1]


def _search(hosts: Hosts, title: str) -> str:
    return f"{hosts.bills}/Bills?{urlencode({'SearchTerm': title}, quote_via=quote)}"


def _chosen(hosts: Hosts, listed: ListedBill, prints: Sequence[Publication], number: str) -> Publication:
    """The print that is asked for. Raises SourceError where there is none, NotGiven where it has no XML to fetch."""
    named = [one for one in prints if not number or same_print(one.number, number)]
    if not prints:
        raise SourceError(f"no print of the {listed.title} is listed", remedy="look at it in a browser")
    if not named:
        known = ", ".join(one.number or one.title for one in prints) or "none"
        raise SourceError(f"“{number}” is no print of the {listed.title}", remedy=f"its prints are {known}")
    found = next((one for one in named if one.file("xml")), None)
    if found is not None and (number or found == named[0]):
        return found
    newest = named[0]
    others = ", ".join(one.number or one.title for one in prints if one.file("xml"))
    there = f"; {others} is there as XML (--print)" if others else ""
    file = file_address(hosts, newest, "pdf") or file_address(hosts, newest, "html")
    forms = " and ".join(form.upper() for form in newest.forms)
    said = (
        f"{newest.number or newest.title} is published as {forms or 'a link to another host'} alone, not as XML{there}"
    )
    where = file or next(iter(newest.links), "") or f"https://bills.parliament.uk/bills/{listed.id}/publications"
    raise NotGiven(said, place=where)


def _as_asked(bill: Bill, place: str, number: str, title: str) -> Bill:
    """The Bill, where it is the print that was asked for. Raises ReadError."""
    if bill.act:
        raise ReadError("it is an Act", place=place, remedy="give a print of the Bill")
    if amended := made_told(bill):
        raise ReadError(f"it is no print: it has {amended} made", place=place, remedy="give the print as published")
    if number and bill.number and not same_print(bill.number, number):
        raise ReadError(f"it is {bill.number}, and {number} was asked for", place=place, remedy="give that print")
    if title and bill.title and not like_titles(bill.title, title):
        raise ReadError(f"it is the {bill.title}, not the {title}", place=place, remedy="give a print of that Bill")
    return bill


def _kept(
    found: FetchedPrint, data: bytes, space: Workspace | None, output: Path | None, saved: bytes = b""
) -> FetchedPrint:
    """The print written to its place, and in the workspace the file beside it that it was read of. Raises RecordError,
    WriteError."""
    if output is not None:
        official.write_beside(str(output), data, found.origin)
        return replace(found, file=str(output), current=False)
    if space is None:
        raise ReadError(
            "there is no workspace here", remedy="make one (amend init DIR --empty), or name a file with -o"
        )
    bill = found.bill
    name = official.file_part(bill.number or bill.stage or bill.published[:10])
    path = f"{official.bill_folder(bill.title)}/{name}.xml"
    if _is_restated(space.root / path):
        raise RestatementThere(path, found, data)
    if found.read and official.is_as_published(space, path):
        told = f"the XML of this print is there as it is published, which the {found.read.upper()} would replace"
        raise ReadError(told, place=path, remedy="write to another file with -o, or take that away first")
    files = official.with_origin(path, data, found.origin)
    origins = [found.origin]
    if found.read:
        origins.append(replace(found.origin, sha256=sum_of(saved)))
        files |= official.with_origin(f"{path.removesuffix('.xml')}.{found.read}", saved, origins[-1])
    current = False

    def made() -> ToKeep:
        nonlocal current
        now = workspace.load(space.root)  # another may have named its print meanwhile
        current = found.current or not now.file or now.file == path
        if not current:
            return ToKeep(files, subject, origins)
        house = House.having(bill.house, bill.number).value
        named = replace(now, bill=bill.title, print=bill.number, file=path, house=house, format=workspace.FORMAT)
        return ToKeep({**files, workspace.NAME: workspace.dumps(named).encode()}, subject, origins)

    subject = f"{bill.title.strip()}, {bill.number or 'a print'}"
    kept = official.keep_made(space, made)
    return replace(found, file=path, kept=kept, current=current)


def _is_restated(file: Path) -> bool:
    """Whether a text that is not the official one stands there."""
    return file.is_file() and bool(akn.read(file).notice)


def is_list(hosts: Hosts, address: str) -> bool:
    """Whether at an address Bills, stages and publications are looked up, and no text is."""
    return address.startswith(f"{hosts.bills}/Bills") and not re.search(r"/(?:Amendments|PingPongItems)\b", address)


def _typed(title: str, print: str, output: Path | None, current: bool) -> str:
    """The command as it is typed."""
    parts = [
        "amend",
        "fetch",
        "bill",
        title,
        *(["--print", print] if print else []),
        *(["--current"] if current else []),
    ]
    return shlex.join([*parts, *(["-o", str(output)] if output else [])])


def _plain(title: str) -> str:
    said = re.sub(r"\[(hl|lords)\]", "", title.casefold())
    return re.sub(r"(?: bill| act(?: \d{4})?)$", "", _NO_LETTERS.sub(" ", said).strip())


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def like_titles(one: str, other: str) -> bool:
    """Whether one title is the other, or begins or ends it, as the words of a search do."""
    first, second = f" {_plain(one)} ", f" {_plain(other)} "
    return first in second or second in first


def each_found(rows: Sequence[ListedBill]) -> Iterator[str]:
    """Bills to choose from, a row each: number and what is told of it."""
    for one in rows:
        yield f"{one.id:>6}  {told_of(one)}"
