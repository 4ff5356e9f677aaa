"""The command that shows the tool at work on the example that comes with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from amend import batch
from amend.cli import amendments as amendments_cli
from amend.cli import display
from amend.engine.compare import compare
from amend.errors import WriteError
from amend.formats import akn, draft
from amend.formats.files import write_bytes
from amend.shipped import BILL, DRAFTS
from amend.web.redline import page
from amend.word.paper import paper


@click.command()
@click.argument("folder", default="amend-demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Amend the example Bill in a new FOLDER ("amend-demo"): its redline, the amended Bill, a web page, a paper."""
    if folder.exists():
        raise WriteError("it is there already", place=str(folder), remedy="name another folder: amend demo OTHER")
    _copy(folder)
    print_, drafts = folder / "bill.xml", folder / "drafts"
    bill, tabled = akn.read(print_), draft.read_all([drafts])
    result = batch.apply(bill, tabled)
    comparison = compare(bill, result.bill)
    akn.write(result.bill, folder / "bill-as-amended.xml")
    write_bytes(folder / "redline.html", page(comparison).encode())
    write_bytes(folder / "amendments.docx", paper(bill, tabled))
    amendments_cli.print_outcomes(result)
    click.echo()
    display.redline(comparison)
    click.echo()
    click.echo(f"An example made for this tool, not a real Bill. In {folder}/:")
    for name, what in (
        ("bill.xml", "the Bill as printed"),
        ("drafts/", "the amendments, as text"),
        ("bill-as-amended.xml", "the Bill with them made"),
        ("redline.html", "the redline; open it in a browser"),
        ("amendments.docx", "the amendment paper; open it in Word"),
    ):
        click.echo(f"  {name:<20} {what}")
    click.echo(f'Next: amend show {print_} "page 1"')


def _copy(folder: Path) -> None:
    """Put the example into a new folder. Raises WriteError when that cannot be done."""
    try:
        folder.mkdir(parents=True)
        shutil.copyfile(BILL, folder / "bill.xml")
        shutil.copytree(DRAFTS, folder / "drafts", copy_function=shutil.copyfile)
    except OSError as error:
        raise WriteError(f"it cannot be made ({error.strerror})", place=str(folder)) from error
