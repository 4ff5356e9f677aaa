"""The command that shows the Bill if some amendments are agreed to: scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from amend.cli import screen, terminal
from amend.cli.given import DRAFT_OR_PRINT, STANDARD, WHERE, print_first, refuse_none, told_in, write_out
from amend.cli.place import PLACE, put_in_place
from amend.cli.terminal import FILE
from amend.drafting.scenario import Decided, Knife, Scenario, chosen_numbers
from amend.drafting.scenario import scenario as played
from amend.engine.apply.apply import Prepared
from amend.engine.compare.compare import compare
from amend.engine.compare.unsettled import settled
from amend.formats import akn, draft
from amend.model.finding import Finding
from amend.model.provision import Bill

_COLOURS = {"agreed": "green", "falls": "red", "refused": "red", "no question": "yellow"}


@click.command()
@click.argument("given", metavar="[PRINT] DRAFT...", nargs=-1, required=True, type=DRAFT_OR_PRINT)
@click.option("--agreed", metavar="NUMBERS", help="Those agreed to: “1, 3 to 5, NC2, (a) to NC4”, or “all”.")
@click.option("--mover", "movers", multiple=True, metavar="NAME", help="Those of this mover; repeatable.")
@click.option("--against", metavar="NUMBERS", help="A second scenario, which the first is compared with.")
@click.option("--knife", is_flag=True, help="The time runs out: Ministers’ amendments are put in one question.")
@click.option("--reached", default="", metavar="NUMBER", help="With --knife, the last question that was proposed.")
@click.option("--separate", default="", metavar="NUMBERS", help="With --knife, those put by themselves after it.")
@PLACE
@click.option("--show", "where", type=WHERE, metavar="WHERE", help="Show this place as it would then read.")
@click.option("-o", "--output", type=FILE, metavar="OUT", help="The Bill as .xml, or its redline as .html.")
@click.option("--json", "as_json", is_flag=True, help="What becomes of each, and what differs, as data.")
def scenario(
    given: tuple[str, ...],
    agreed: str | None,
    movers: tuple[str, ...],
    against: str | None,
    knife: bool,
    reached: str,
    separate: str,
    places: tuple[str, ...],
    where: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show what becomes of a print if amendments are agreed to, each called in its turn: what is made, and what falls.

    With --against two ways to decide are compared. Where one that was to be agreed to falls, or is refused, the exit
    code is 3.
    """
    if (reached or separate) and not knife:
        raise click.UsageError("--reached and --separate go with --knife")
    _check(output, as_json=as_json, where=where)
    print_, drafts = print_first(given)
    refuse_none(drafts)
    bill = settled(akn.read(print_), str(print_))
    terminal.caution(bill)
    amendments, unread = draft.read_readable(list(drafts))
    amendments = put_in_place(amendments, places)
    prepared = Prepared(bill)
    cut = Knife(reached.strip(), frozenset(chosen_numbers(separate))) if knife else None
    first = played(prepared, amendments, _chosen(agreed), movers=movers, knife=cut)
    second = played(prepared, amendments, chosen_numbers(against), knife=cut) if against is not None else None
    _show(first, second, bill, where, output, as_json=as_json)
    if output:
        terminal.refuse_overwriting(output, (print_, *drafts))
        _write(first, second, bill, output)
    _tell(first, second, unread)


def _check(output: Path | None, *, as_json: bool, where: str | None) -> None:
    if output and output != STANDARD and output.suffix.lower() not in (".xml", ".html"):
        raise click.UsageError("the ending of -o says what to write: .xml or .html")
    if as_json and (where or output == STANDARD):
        raise click.UsageError("--json is all that is shown, so --show and -o - do not go with it")


def _chosen(agreed: str | None) -> tuple[str, ...] | None:
    """The numbers that are agreed to; None for all, or for what is said otherwise."""
    return None if agreed is None or agreed.strip().casefold() == "all" else chosen_numbers(agreed)


def _show(
    first: Scenario, second: Scenario | None, bill: Bill, where: str | None, output: Path | None, *, as_json: bool
) -> None:
    if as_json:
        data: dict[str, object] = {"decided": first.decided, "changes": _places(bill, first.bill)}
        if second:
            data |= {"against": second.decided, "differences": _places(second.bill, first.bill)}
        terminal.print_json(data)
        return
    with screen.beside(output or Path()):
        if where:
            from amend.cli.bill_text import print_place  # only here: most scenarios show no place

            print_place(first.bill, where)
        _print(first.decided, "")
        if second:
            _print(second.decided, "Against it: ")
            differ = _places(second.bill, first.bill)
            said = ", ".join(dict.fromkeys(str(one["place"]) for one in differ)) or "nothing"
            screen.print_hanging(screen.console(), Text(f"The two Bills differ in {said}."), 0, hanging=True)


def _places(old: Bill, new: Bill) -> list[dict[str, object]]:
    """What is not the same in two Bills, by place."""
    return [
        {"kind": change.kind, "place": str(change.address or "the words before clause 1")}
        for change in compare(old, new, redline=False).changes
        if not change.printing
    ]


def _print(decided: Sequence[Decided], name: str) -> None:
    """A row for each that is more than not agreed to, and a count of each fate."""
    out = screen.console()
    for one in decided:
        if one.fate == "not agreed":
            continue
        text = Text().append(f"{terminal.plain(one.amendment):>4}  ", "bold")
        text.append(f"{one.fate:<11}", _COLOURS.get(one.fate, ""))
        text.append(f"  {one.place}" + (f"{': ' if one.place else ''}{terminal.plain(one.why)}" if one.why else ""))
        screen.print_hanging(out, text, 0, hanging=True)
    counts = Counter(one.fate for one in decided)
    out.print(name + ", ".join(f"{count} {fate}" for fate, count in counts.items()) + ".")


def _write(first: Scenario, second: Scenario | None, bill: Bill, output: Path) -> None:
    """The Bill of the first scenario; as a page, its redline against the second, or else against the print."""
    if output.suffix.lower() == ".html":
        from amend.web.redline import page  # only here, for it takes a while to load

        write_out(output, page(compare(second.bill if second else bill, first.bill)).encode())
        told_in(output, f"The redline is in {output}")
    else:
        write_out(output, akn.dumps(first.bill))
        told_in(output, f"The Bill is in {output}")


def _tell(first: Scenario, second: Scenario | None, unread: Sequence[Finding]) -> None:
    findings = dict.fromkeys((*first.findings, *(second.findings if second else ()), *unread))
    for finding in findings:
        which = f"{finding.amendment}: " if finding.amendment else ""
        terminal.warn(f"amend: {which}{finding.message}")
    fell = any(one.fate in ("falls", "refused") for each in (first, second) if each for one in each.decided)
    if fell or unread or any(finding.level != "note" for finding in findings):
        raise SystemExit(terminal.FINDING)
