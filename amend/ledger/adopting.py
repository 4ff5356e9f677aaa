"""The official print put in the place of its restatement, and the drafts carried onto it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from amend.drafting.rebase import Rebased, rebase
from amend.errors import ReadError, RecordError
from amend.formats import akn, draft, source_record
from amend.formats.files import read_bytes
from amend.formats.source_record import ENDING, Origin, origin_of
from amend.ledger import official, workspace
from amend.ledger.official import ACTOR, KeptFiles, ToKeep
from amend.ledger.prints import Print, at_hand
from amend.ledger.workspace import Workspace, actor_of
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.model.made import told
from amend.model.provision import Bill


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a workspace in which an official print was put. file: its place, from the root. rebased: what
    became of each draft to that print. kept: the commit. findings: drafts that could not be read, or were left."""

    bill: Bill
    file: str
    origin: Origin
    rebased: tuple[Rebased, ...]
    kept: KeptFiles
    findings: tuple[Finding, ...] = ()


def adopt(file: Path | str, space: Workspace) -> Adopted:
    """Put the official print of a file in the place of its restatement, and carry the drafts to it: one commit.

    A draft goes to where its words are: by the lasting identities (GUIDs) where both texts have them, else by heading
    and words. One whose words the official text does not have is left as it was, and told with both texts. Raises
    ReadError for a file that is no official print, or of which there is no restatement here, RecordError, WriteError.
    """
    data = read_bytes(file)
    bill = akn.parse(data, place=str(file))
    _refuse_unofficial(bill, str(file))
    found: list[Adopted] = []

    def make() -> ToKeep:
        adopted, files = _to_keep(bill, data, Path(file), space)
        found.append(adopted)
        return files

    kept = official.keep_made(space, make)  # carried anew when somebody records a draft meanwhile
    return replace(found[-1], kept=kept, findings=(*found[-1].findings, *kept.left))


def _to_keep(bill: Bill, data: bytes, file: Path, space: Workspace) -> tuple[Adopted, ToKeep]:
    """What becomes of the workspace as it is now, and the files that say so. Raises ReadError, RecordError."""
    old = _standing(bill, space, str(file))
    path = space.relative(old.file)
    if old.file.read_bytes() == data:
        raise ReadError("it stands in the workspace already", place=path, remedy="there is nothing to do")
    if not old.bill.notice:
        raise ReadError(
            f"the {bill.number} that stands there is no restatement",
            place=path,
            remedy="compare the two (amend compare); an official text is not replaced",
        )
    if official.left_as_they_are(space, {path: data}):
        raise RecordError(
            "it was changed here, and that is not recorded", place=path, remedy="record it, or take that back first"
        )
    found, broken = space.amendments()
    drafts = [one for one in found if same_print(one.print, bill.number) and actor_of(space.place(one.source)) != ACTOR]
    carried = rebase(old.bill, bill, drafts)
    origin = _origin(file, data)
    files = official.with_origin(path, data, origin)
    for before, after in zip(drafts, carried, strict=True):
        if after.outcome in ("unchanged", "moved") and draft.dumps(after.amendment) != draft.dumps(before):
            files[space.place(before.source)] = draft.dumps(after.amendment).encode()
    if space.file == path:
        house = House.having(bill.house, bill.number).value
        named = replace(
            space, bill=" ".join(bill.title.split()), print=bill.number, house=house, format=workspace.FORMAT
        )
        files[workspace.NAME] = workspace.dumps(named).encode()
    subject = f"{bill.number} as published, in the place of its restatement"
    findings = tuple(Finding(str(error)) for error in broken)
    adopted = Adopted(bill, path, origin, carried, KeptFiles(None), findings)
    return adopted, ToKeep(files, subject, [origin])


def _standing(bill: Bill, space: Workspace, place: str) -> Print:
    """The print of that number here, of the Bill of that title. Raises ReadError where there is none."""
    here = at_hand(space.root)
    numbered = [one for one in here.prints if same_print(one.bill.number, bill.number)] or [here.numbered(bill.number)]
    same = [one for one in numbered if official.bill_folder(one.bill.title) == official.bill_folder(bill.title)]
    if not same:
        given, there = (one.title or "Bill without a title" for one in (bill, numbered[0].bill))
        raise ReadError(
            f"it is the {given}, and {bill.number} here is of the {there}",
            place=place,
            remedy="numbers of prints begin anew each session; give the print of that Bill",
        )
    return next((one for one in same if one.bill.notice), same[0])


def _refuse_unofficial(bill: Bill, place: str) -> None:
    """Raises ReadError for what is no print as Parliament published it."""
    said = "an Act" if bill.act else "a restatement" if bill.notice else "a working print" if bill.working else ""
    if not said and (amended := told(bill)):
        said = f"no print: it has {amended} made"
    if not said and not bill.number:
        said = "a Bill without a number"
    if said:
        raise ReadError(f"it is {said}", place=place, remedy="give the print's XML as Parliament published it")


def _origin(file: Path, data: bytes) -> Origin:
    """What stands beside the file, where it says where that very file came from; else that a person gave it."""
    beside = file.with_name(f"{file.name}{ENDING}")
    if beside.is_file():
        said = source_record.loads(read_bytes(beside), str(beside))
        if source_record.is_as_fetched(said, data):
            return said
    return origin_of(data, "", time.time(), file.name)
