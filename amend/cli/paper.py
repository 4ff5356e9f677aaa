"""The command that writes an amendment paper, and what `import` does with one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amend.cli import terminal
from amend.cli.given import DRAFT, PRINT, current, in_workspace, print_file, tell_slips, told_in, write_out
from amend.cli.terminal import FILE
from amend.drafting import make, papers
from amend.errors import ReadError
from amend.formats import akn, draft
from amend.formats.listed import Paper
from amend.ledger.prints import at_hand
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import is_print_number
from amend.model.provision import Bill

if TYPE_CHECKING:
    from amend.word.ooxml.open_untrusted import Opened


def take_in(file: Path, output: Path, print_: str | None, *, as_json: bool) -> None:
    """Write each amendment of a paper as a draft file, and say what could not be taken in."""
    with terminal.progress(f"Reading {file}"):
        read = papers.read(file)
    _save(file, read, output, print_, as_json=as_json)


def take_in_word(packed: Opened, output: Path, print_: str | None, *, comments: bool, as_json: bool) -> None:
    """The same of an opened Word file that is an amendment paper; each of its amendments is tried on the print, where
    that is at hand, and each of its comments that is no statement is named."""
    from amend.cli.import_told import left_out_said
    from amend.word.edits.import_paper import read_paper  # only here, for it takes a while to load

    with terminal.progress(f"Reading {packed.place}"):
        found = read_paper(packed, comments=comments)
        read = _tried(found.paper, print_, packed.place)
    for one in found.left_out:
        terminal.warn(f"amend: {left_out_said(one)}")
    _save(Path(packed.place), read, output, print_, as_json=as_json)


def _tried(read: Paper, print_: str | None, place: str) -> Paper:
    """The paper with a finding for each amendment that cannot be made to its print; a note where none is at hand."""
    try:
        bill = akn.read(print_file(print_ or read.number)) if print_ or is_print_number(read.number) else None
    except ReadError:
        if print_ and not is_print_number(print_):
            raise
        bill = None
    bill = bill or (akn.read(current()) if not read.number and in_workspace() else None)
    if bill is None:
        message = "its print is not at hand, so no amendment was tried on it; give the file with --print"
        return replace(read, findings=(*read.findings, Finding(message, place, level="note")))
    read = read if read.number else papers.for_print(read, bill.number, bill.title, place=place)
    known = {finding.amendment for finding in _lost(read)}
    tried = (one for one in make.impossible(bill, read.amendments) if one.amendment not in known)
    findings = (
        replace(one, message=f"it cannot be made to {bill.number or 'the print'}: {one.message}") for one in tried
    )
    return replace(read, findings=(*read.findings, *findings))


def _save(file: Path, read: Paper, output: Path, print_: str | None, *, as_json: bool) -> None:
    if print_:
        read = papers.for_print(read, *_print(print_), place=str(file))
    files = papers.save(read, output)
    if as_json:
        terminal.print_json(_data(read, files))
    else:
        _show(read, files)
    if read.cautions:
        terminal.warn(f"amend: {read.number or 'the print'}: {' '.join(read.cautions)}")
    for finding in read.findings:
        which = f"amendment {finding.amendment}: " if finding.amendment else ""
        terminal.warn(f"amend: {which}{finding.message}" + (f" ({finding.place})" if finding.place else ""))
    tell_slips(read.amendments)
    if _lost(read):
        raise SystemExit(terminal.FINDING)


def _lost(read: Paper) -> list[Finding]:
    """The findings that are more than a note."""
    return [finding for finding in read.findings if finding.level != "note"]


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=DRAFT)
@click.option("-o", "--output", type=FILE, required=True, metavar="PAPER.xml", help="Where to write the paper.")
@click.option(
    "--print",
    "print_",
    metavar="PRINT",
    type=PRINT,
    help="The print amended: for its title, and to try each amendment on.",
)
def paper(drafts: tuple[Path, ...], output: Path, print_: Path | None) -> None:
    """Write the amendments in DRAFT files or folders as an amendment paper in XML (Akoma Ntoso).

    All are to one print; they are listed in the order given. Those withdrawn are named at the end. An
    amendment that cannot be made to the print, given or in a workspace at hand, is named, and the exit code is 3; the
    paper is written all the same.
    """
    terminal.refuse_overwriting(output, (*drafts, *([print_] if print_ else [])))
    amendments = draft.read_all(list(drafts))
    bill = akn.read(print_) if print_ else print_of(amendments)
    listed = papers.gathered(amendments, bill)
    write_out(output, papers.dumps(listed))
    count = terminal.plural(len(listed.amendments), "amendment")
    told_in(output, f"The paper, of {count}, is in {output}", result=True)
    tell_impossible(listed, bill)


def print_of(amendments: Sequence[Amendment]) -> Bill | None:
    """The print that amendments name, where they are in a workspace that has it; else None.

    The number alone says nothing outside a workspace: there is another “Bill 1” in each session.
    """
    here = at_hand()
    named = {one.print for one in amendments if one.print}
    with suppress(ReadError):
        return here.numbered(*named).bill if here.space is not None and len(named) == 1 else None
    return None


def tell_impossible(listed: Paper, bill: Bill | None) -> None:
    """Name the amendments of a paper that cannot be made to its print, and end with the exit code of a finding.

    bill: the print; None where it is not at hand, so that none of them was tried, which is said.
    """
    if bill is None:
        terminal.warn("amend: no amendment was tried on its print; give that with --print")
        return
    found = make.impossible(bill, listed.amendments)
    terminal.tell(f"amendment {one.amendment} cannot be made to this print: {one.message}" for one in found)


def _print(given: str) -> tuple[str, str]:
    """Number and title of the print that is given as a file or by its number."""
    if is_print_number(given) and not Path(given).exists():
        return given, ""
    bill: Bill = akn.read(Path(given))
    return bill.number, bill.title


def _show(read: Paper, files: tuple[Path, ...]) -> None:
    """A row for each draft, and a count."""
    for amendment, file in zip(read.amendments, files, strict=True):
        terminal.echo(f"{file}  {terminal.first_words(amendment.words)}")
    for number, date in read.withdrawn:
        terminal.echo(f"withdrawn: {number}" + (f" ({date})" if date != "withdrawn" else ""))
    terminal.echo(
        f"{terminal.plural(len(files), 'amendment')} imported, {terminal.plural(len(_lost(read)), 'finding')}."
    )


def _data(read: Paper, files: tuple[Path, ...]) -> dict[str, object]:
    drafts = [
        {"file": str(file), "number": amendment.number, "words": amendment.words}
        for amendment, file in zip(read.amendments, files, strict=True)
    ]
    about = {"bill": read.bill, "print": read.number, "house": read.house, "stage": read.stage, "date": read.date}
    withdrawn = [{"number": number, "date": date} for number, date in read.withdrawn]
    return {**about, "drafts": drafts, "withdrawn": withdrawn, "findings": read.findings}
