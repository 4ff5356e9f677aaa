"""A Bill and a place in it, laid out for the terminal."""

from __future__ import annotations

from rich.text import Text

from amend.cli import screen, terminal
from amend.model import margin_rows
from amend.model.lines import Reading
from amend.model.made import told
from amend.model.provision import Bill


def title(bill: Bill) -> str:
    """How a print is named at the head of what is shown of it."""
    parts = [bill.title or f"Untitled {'Act' if bill.act else 'Bill'}", bill.number, bill.stage]
    if bill.valid:
        parts.append(f"as at {bill.valid}")
    if amended := told(bill):
        parts.append(f"with {amended}")
    return " · ".join(part for part in parts if part)


def heading(bill: Bill, style: str = "dim", *, beside: Bill | None = None) -> None:
    """Print what stands above all that is shown of a print: its name, and what must be said of it.

    beside: the text that it is compared with, which is named below it and of which as much must be said.
    """
    out = screen.console()
    names = (title(bill), title(beside)) if beside else (title(bill),)
    for name in dict.fromkeys(names):
        screen.print_hanging(out, Text(name, style), 0, hanging=False)
    for caution in dict.fromkeys((*bill.cautions, *(beside.cautions if beside else ()))):
        screen.print_hanging(out, Text(caution, "yellow"), 0, hanging=False)


def print_arrangement(bill: Bill) -> None:
    """Print the arrangement of clauses: Parts, headings, clauses and Schedules, with the page each begins on."""
    entries = margin_rows.entries_of(bill)
    out = screen.console()
    heading(bill, "bold")
    for entry in entries:
        clause = entry["unit"] in ("clause", "section")
        label = f"{entry['number']:>5}" if clause else entry["number"]
        text = Text(f"{label}  {entry['heading']}".rstrip() if label else entry["heading"])
        text.stylize("" if clause else "bold" if entry["unit"] else "italic")
        if entry.get("extent"):
            text.append(f"  [{entry['extent']}]", "dim")
        if entry["page"]:
            text.append(f"  p.{entry['page']}", "dim")
        if not clause:
            out.print()
        screen.print_hanging(out, text, 2, hanging=False)


def print_place(bill: Bill, where: str) -> None:
    """Print the lines of a page, of a provision by its citation, or by its eId. Raises AddressError, LineError."""
    reading = Reading(bill)
    rows = margin_rows.rows_of_place(reading, where)
    out = screen.console()
    heading(bill)
    if not reading.lines and not bill.act:
        terminal.warn("This print carries no page and line marks; “amend lines” makes a working print that does.")
    for row in rows:
        margin = f"{row.page:>4}:{row.line:<3}" if row.page is not None else " " * 8
        text = Text(f"{row.number} " if row.number and row.words else row.number)
        text.append(row.words, "bold" if row.bold else "")
        screen.print_hanging(out, text, len(margin) + row.indent, hanging=False, margin=Text.assemble((margin, "dim")))
