"""The command that shows the tool at work on the Bill and the record that come with it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import click

from amend.cli import outcomes, redline_text, terminal
from amend.drafting import make, papers
from amend.engine.compare.compare import compare
from amend.errors import WriteError
from amend.formats import akn, draft, kept
from amend.formats.files import write_bytes
from amend.formats.whole_folder import made_whole
from amend.ledger import shipped
from amend.ledger.prints import AtHand
from amend.web.redline import page
from amend.web.site.site import site
from amend.word.write.paper import paper

SHOWN = "commissioner"
"""The package that the demonstration makes."""


@click.command()
@click.argument("folder", default="amend-demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """See what the Domestic Abuse Commissioner's firewall does to the Victims and Prisoners Bill, in a new FOLDER.

    The folder ("amend-demo") gets two prints of the Bill, restated, every actor's amendments and positions, the Bill
    as amended, its redline as a web page, the amendment paper for Word, and a site of pages that anyone can read.
    """
    if os.path.lexists(folder):
        raise WriteError("it is there already", place=str(folder), remedy="name another folder: amend demo OTHER")
    print_ = folder / shipped.LORDS.name
    with made_whole(folder) as beside:
        _copy(beside)
        bill, tabled = akn.read(beside / print_.name), draft.read_all([beside / "drafts" / SHOWN])
        result = make.apply(bill, tabled)
        comparison = compare(bill, result.bill)
        akn.write(result.bill, beside / "bill-as-amended.xml")
        cautions = kept.read(beside / "drafts").caution(SHOWN)
        write_bytes(beside / "redline.html", page(comparison, cautions=cautions).encode())
        listed = papers.gathered(tabled, bill)
        write_bytes(beside / "amendments.docx", paper(replace(listed, cautions=(*listed.cautions, *cautions))))
        site(AtHand(shipped.BILLS, shipped.DRAFTS), beside / "site")
    outcomes.print_outcomes(result)
    terminal.echo()
    redline_text.print_redline(comparison)
    terminal.echo()
    terminal.echo(f"In {folder}/:")
    for name, what in (
        (shipped.LORDS.name, "the Bill as brought to the Lords, restated: not the official text"),
        (shipped.COMMONS.name, "the Bill before Commons Report, restated likewise"),
        ("drafts/", "each actor’s amendments, and positions, as text"),
        ("bill-as-amended.xml", "the Bill with the Commissioner’s amendments made"),
        ("redline.html", "the redline; open it in a browser"),
        ("amendments.docx", "the amendment paper; open it in Word"),
        ("site/", "pages that anyone can read; open site/index.html"),
    ):
        terminal.echo(f"  {name:<20} {what}")
    terminal.echo(f"Next: amend explain {print_} {folder}/drafts/lords-report-2024")
    terminal.echo("Or edit the Bill in a browser, where the amendment writes itself: amend desk")


def _copy(folder: Path) -> None:
    """Put the Bill and the record into a folder."""
    for file in shipped.PRINTS:
        shutil.copyfile(file, folder / file.name)
    shutil.copytree(shipped.DRAFTS, folder / "drafts", copy_function=shutil.copyfile)
