"""What `import` writes as a Bill: one that exists only in Word, or a print as its Word file was edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from amend.cli import terminal
from amend.cli.given import print_file
from amend.errors import AmendError, WriteError
from amend.formats import akn
from amend.formats.page_of_html import ENDINGS
from amend.model.made import recorded
from amend.model.outline import tops
from amend.model.provision import Bill

if TYPE_CHECKING:
    from amend.documents.rows import Alone
    from amend.word.ooxml.anchors import Anchors
    from amend.word.ooxml.open_untrusted import Opened


def take_in_bill(file: Path, output: Path, print_: str | None, *, untracked: bool, as_json: bool) -> None:
    """Write the Bill in a Word file as XML: one that we exported as it was edited, where its print is given or at hand;
    any other as one that exists only there. What was not taken in, or is unsure, is said."""
    from amend.word.ooxml.anchors import anchors_of  # not used, so not loaded, for a paper
    from amend.word.ooxml.open_untrusted import opened

    _refuse_there(output)
    packed = opened(file)
    said = anchors_of(packed.related("customXml"), place=packed.place)
    bill = akn.read(print_file(print_)) if print_ else _exported_from(said)
    if bill is None:
        take_in_alone(file, output, as_json=as_json)
    else:
        _take_in_edited(packed, bill, output, untracked=untracked, as_json=as_json)


def _exported_from(said: Anchors | None) -> Bill | None:
    """The print that a file says it was exported from, where that very one is at hand."""
    from amend.ledger.prints import at_hand
    from amend.word.ooxml.anchors import digest

    try:
        bill = at_hand().numbered(said.print).bill if said else None
    except AmendError:
        return None
    return bill if bill and said and digest(bill) == said.sha256 else None


def _take_in_edited(packed: Opened, bill: Bill, output: Path, *, untracked: bool, as_json: bool) -> None:
    from amend.word.edits import import_edits, match

    with terminal.progress(f"Reading {packed.place}"):
        edited = match.matched(packed, bill)
        found = import_edits.read_edits(edited, None, untracked=untracked)
        akn.write(recorded(found.bill, [f"in {Path(packed.place).name}"], edited.authors), output)
    terminal.caution(bill)
    if as_json:
        terminal.print_json({"title": found.bill.title, "print": bill.number, "findings": found.findings})
    else:
        terminal.echo(f"{bill.number or 'The print'} as edited is in {output}")
    terminal.tell(f"{one.place}: {one.message}" if one.place else one.message for one in found.findings)


def _refuse_there(output: Path) -> None:
    if output.exists():
        raise WriteError("it is there already", place=str(output), remedy="name another file with -o")


def take_in_alone(file: Path, output: Path, *, without_lines: bool = False, as_json: bool) -> None:
    """Write the Bill in a file of Word, PDF or HTML that is tied to no print, and say what was unsure.
    without_lines: to take the words of a PDF alone."""
    _refuse_there(output)
    with terminal.progress(f"Reading {file}"):
        found = _read_alone(file, without_lines=without_lines)
    akn.write(found.bill, output)
    if as_json:
        terminal.print_json({"title": found.bill.title, "print": found.bill.number, "unsure": found.unsure})
    else:
        clauses = sum(1 for _, node in tops(found.bill) if node.tag == "section")
        terminal.echo(f"{terminal.plural(clauses, 'clause')} read, in {output}")
    for one in found.unsure:
        place = one.place or f"paragraph {one.paragraph}"
        where = f"{place} (“{one.words}”): " if one.words else f"{file}: "
        terminal.warn(f"amend: {where}{one.message}")
    if any(one.lost for one in found.unsure):
        raise SystemExit(terminal.FINDING)


def _read_alone(file: Path, *, without_lines: bool) -> Alone:
    """The Bill in a file, by what kind of file it is; only what that needs is loaded."""
    if is_of_a_print(file):
        from amend.documents.prints import import_print

        return import_print(file, without_lines=without_lines)
    from amend.word.bills import rows

    return rows.read(file)


def is_of_a_print(file: Path) -> bool:
    """Whether a file is a PDF or a page of HTML, by its ending."""
    return file.suffix.lower() == ".pdf" or is_page(file)


def is_page(file: Path) -> bool:
    """Whether a file is a page of HTML, by its ending."""
    return file.suffix.lower() in ENDINGS
