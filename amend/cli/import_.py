"""The command that takes in what others wrote: import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from amend.cli import terminal
from amend.cli.given import current, in_workspace, print_file
from amend.cli.import_bill import is_of_a_print, is_page, take_in_alone, take_in_bill
from amend.cli.import_told import left_out_said
from amend.cli.terminal import FILE, HOUSE
from amend.errors import AmendError
from amend.formats import akn
from amend.model.house import House

if TYPE_CHECKING:
    from amend.word.edits.import_edits import Package
    from amend.word.edits.match import Untracked
    from amend.word.ooxml.open_untrusted import Opened


@click.command("import")
@click.argument("file", metavar="PAPER|BILL|FILE.docx", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, metavar="OUT", help="A folder for drafts, or BILL.xml.")
@click.option(
    "--print", "print_", metavar="PRINT", help="The print amended: its file, or for a paper its number (“HL Bill 54”)."
)
@click.option("--house", type=HOUSE, help="Whose words; by default those of the House the print is in.")
@click.option("--untracked", is_flag=True, help="Take in what was edited in Word without tracking.")
@click.option("--by-author", is_flag=True, help="A package of amendments for each author of changes in Word.")
@click.option("--comments", is_flag=True, help="Take comments on edited provisions for explanatory statements.")
@click.option("--without-lines", is_flag=True, help="Take the words of a Bill in PDF alone, without its lines.")
@click.option("--json", "as_json", is_flag=True, help="What was imported, and the findings, as data.")
def import_(
    file: Path,
    output: Path,
    print_: str | None,
    house: str | None,
    untracked: bool,
    by_author: bool,
    comments: bool,
    without_lines: bool,
    as_json: bool,
) -> None:
    """Write each amendment of a PAPER, or of the edits in FILE.docx, as a draft file.

    PAPER is an amendment paper as XML (Akoma Ntoso), PDF or in Word (.docx), text pasted from a paper or from Hansard
    (.txt, .md), or a reply of the Bills API (.json). What cannot be taken in is named, the rest is imported, and the
    exit code is 3. Of one in Word, tracked changes are read as made, and each amendment is tried on its print.

    FILE.docx is a file that `amend export` wrote, edited in Word or LibreOffice with tracking on; PRINT is the file of
    the print that it was exported from. Its edits become amendments, proved. With --comments a comment on an
    edited provision becomes its explanatory statement, but a reply or a resolved comment never does; each comment that
    is not used is named. An edit that cannot be taken in is named, the rest is given, and the exit code is 3.

    BILL is a print that exists only as PDF or HTML, and is written with -o BILL.xml: a PDF with the page and line of
    every word, or it is refused with the reason, unless only its words are asked for. A PDF made of the Word file or
    PDF that `amend export` wrote of a print has the pages and lines of that print.

    In a workspace PRINT is the current one where none is given. With -o BILL.xml the Bill itself is written as XML: the
    print as it was edited, where that is given or at hand; else as one that exists only in Word, with what was unsure.
    When words were left out, the exit code is 3.
    """
    as_bill = output.suffix.lower() == ".xml"
    if comments and (not _is_word(file) or as_bill):
        raise click.UsageError("--comments is for a Word file of which amendments are made")
    if without_lines and not (as_bill and file.suffix.lower() == ".pdf"):
        raise click.UsageError("--without-lines is for a Bill in PDF: -o BILL.xml")
    if not _is_word(file):
        if house or untracked or by_author:
            raise click.UsageError("--house, --untracked and --by-author are for a Word file")
        if is_page(file) and not as_bill:
            raise click.UsageError("a page of HTML is read as a Bill: give -o BILL.xml")
        if as_bill and is_of_a_print(file):
            take_in_alone(file, output, without_lines=without_lines, as_json=as_json)
            return
        from amend.cli.paper import take_in  # not used, so not loaded, for a Word file

        take_in(file, output, print_, as_json=as_json)
    elif as_bill and (house or by_author):
        raise click.UsageError("--house and --by-author are for amendments: -o FOLDER")
    elif as_bill:
        take_in_bill(file, output, print_, untracked=untracked, as_json=as_json)
    else:
        from amend.word.ooxml.open_untrusted import opened  # not used, so not loaded, for a paper of another kind

        packed = opened(file)
        if _is_paper(packed):
            if house or untracked or by_author:
                raise click.UsageError("--house, --untracked and --by-author are for a Bill in Word; this is a paper")
            from amend.cli.paper import take_in_word

            take_in_word(packed, output, print_, comments=comments, as_json=as_json)
        elif not print_ and not in_workspace():
            raise click.UsageError("give --print PRINT for amendments, or -o BILL.xml to read it as a Bill")
        else:
            chosen = House(house) if house else None
            choices = {"untracked": untracked, "by_author": by_author, "comments": comments}
            _take_in_edits(packed, file, output, print_, chosen, **choices, as_json=as_json)


def _is_paper(packed: Opened) -> bool:
    """Whether a Word file is an amendment paper, and no Bill that we exported."""
    from amend.word.edits.paper_rows import is_paper
    from amend.word.ooxml.anchors import anchors_of

    return anchors_of(packed.related("customXml"), place=packed.place) is None and is_paper(packed)


def _take_in_edits(
    packed: Opened,
    file: Path,
    output: Path,
    print_: str | None,
    house: House | None,
    *,
    untracked: bool,
    by_author: bool,
    comments: bool,
    as_json: bool,
) -> None:
    from amend.word.edits import import_edits, match  # not used, so not loaded, for a paper

    with terminal.progress(f"Reading {file}"):
        bill = akn.read(print_file(print_) if print_ else current())
        edited = match.matched(packed, bill)
    with terminal.progress("Writing the amendments, and proving them"):
        try:
            packages = import_edits.drafted(edited, house, by_author=by_author, comments=comments, untracked=untracked)
        except AmendError as error:
            raise type(error)(error.fault, place=_at(file, error.place), remedy=error.remedy) from error
    if edited.untracked and not untracked and not any(package.amendments for package in packages):
        _refuse_untracked(file, edited.untracked, as_json=as_json)
    files = import_edits.save(packages, output)
    terminal.caution(bill)
    if as_json:
        terminal.print_json(_data(bill.number, packages, files, edited.untracked))
    else:
        _show(packages, files)
    _warn(packages)
    if edited.untracked and not untracked:
        terminal.warn("amend: take in what was edited without tracking with --untracked, or track it")
    if any(package.findings for package in packages):
        raise SystemExit(terminal.FINDING)


def _refuse_untracked(file: Path, found: tuple[Untracked, ...], *, as_json: bool) -> NoReturn:
    """Show what was edited without tracking, where nothing else was edited."""
    _show_untracked(found, as_json=as_json)
    terminal.warn(
        f"amend: {file}: {terminal.plural(len(found), 'paragraph')} edited without tracking; "
        "nothing was written; take them in with --untracked, or track them"
    )
    raise SystemExit(terminal.FINDING)


def _warn(packages: tuple[Package, ...]) -> None:
    """What is to be known of the packages: the findings, the notes, and the comments that were not used."""

    from amend.drafting import make  # not used, so not loaded, for a paper

    for package in packages:
        for finding in package.findings:
            terminal.warn(
                f"amend: {finding.place}: {finding.message}" if finding.place else f"amend: {finding.message}"
            )
        for slip in make.slips(package.amendments):
            terminal.warn(f"amend: amendment {slip.amendment}: {slip.message}")
        for note in package.notes:
            terminal.warn(f"amend: {note}")
        for one in package.left_out:
            terminal.warn(f"amend: {left_out_said(one)}")


def _is_word(file: Path) -> bool:
    return file.suffix.lower() in (".docx", ".docm", ".doc", ".dotx", ".odt", ".rtf")


def _at(file: Path, place: str | None) -> str:
    return f"{file}: {place}" if place else str(file)


def _show_untracked(found: tuple[Untracked, ...], *, as_json: bool) -> None:
    """Where the text was edited without tracking, as a redline of each paragraph."""
    if as_json:
        terminal.print_json({"untracked": found})
        return
    from amend.cli import redline_text, screen  # only here: what was tracked is not shown, but drafted
    from amend.engine.compare.words import compare_words

    out = screen.console()
    for one in found:
        text = redline_text.marked_words(compare_words(one.before, one.after), colour=screen.shows_colour(out))
        out.print(one.place, style="bold", highlight=False)
        screen.print_hanging(out, text, 2, hanging=False)


def _show(packages: tuple[Package, ...], files: tuple[tuple[Path, ...], ...]) -> None:
    """A row for each draft under its author, and a count."""
    for package, drafts in zip(packages, files, strict=True):
        if package.author:
            terminal.echo(f"{package.author}:")
        for amendment, file in zip(package.amendments, drafts, strict=True):
            terminal.echo(f"{file}  {terminal.first_words(amendment.words)}")
    count = sum(len(package.amendments) for package in packages)
    lost = sum(len(package.findings) for package in packages)
    rest = f" {terminal.plural(lost, 'finding')}: what was not taken in is not proved." if lost else ""
    terminal.echo(f"{terminal.plural(count, 'amendment')} imported{', proved' if count else ''}.{rest}")


def _data(
    number: str, packages: tuple[Package, ...], files: tuple[tuple[Path, ...], ...], untracked: tuple[Untracked, ...]
) -> dict[str, object]:
    found = []
    for package, written in zip(packages, files, strict=True):
        drafts = [
            {"file": str(file), "number": amendment.number, "words": amendment.words, "statement": amendment.statement}
            for amendment, file in zip(package.amendments, written, strict=True)
        ]
        found.append({"author": package.author, "drafts": drafts, "notes": package.notes, "findings": package.findings})
    left_out = [one for package in packages for one in package.left_out]
    return {"print": number, "packages": found, "untracked": untracked, "comments_left_out": left_out}
