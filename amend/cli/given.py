"""What is given on the command line: prints by file or number, drafts by file, folder or actor, a place, a way out.

In a workspace a command that is given no print takes the current one, that of `amend.toml`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from amend.cli import terminal
from amend.errors import AmendError, ReadError
from amend.formats.files import write_bytes
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import is_print_number
from amend.model.nearest import did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

STANDARD = Path("-")
"""What is given for standard output where a file is written."""


T = TypeVar("T")


class Given(click.ParamType[T], Generic[T]):
    """A kind of argument. read: what it is read as. names: those that complete it. files: whether files do too."""

    def __init__(self, name: str, read: Callable[[str], T], names: Callable[[click.Context], list[str]], files: bool):
        self.name = name
        self._read = read
        self._names = names
        self._files = files

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> T:  # noqa: ARG002
        """What is given as what it is. Raises ReadError for a print, actor or file that is not at hand."""
        return self._read(str(value))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The names that begin so, then files; none where they cannot be looked up."""
        from click.shell_completion import CompletionItem  # only here: a command that runs completes nothing

        try:
            names = self._names(ctx)
        except AmendError:
            names = []
        found = [CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())]
        return [*found, CompletionItem(incomplete, type="file")] if self._files else found


def print_file(said: str) -> Path:
    """The file of a print that is given by its file or, where it is at hand, by its number. Raises ReadError."""
    if os.path.exists(said) or not is_print_number(said):
        return Path(said)
    from amend.ledger.prints import at_hand  # only here: a file needs nothing of it

    return at_hand().numbered(said).file


def _draft_place(said: str) -> Path:
    """Drafts by their file, their folder, or the actor of the record whose they are. Raises ReadError."""
    if os.path.exists(said) or not re.fullmatch(r"[\w-]+", said):
        return Path(said)
    from amend.ledger.prints import at_hand

    here = at_hand()
    if said in here.actors:
        return here.record / said
    like = did_you_mean(said, here.actors) or f"the actors are {', '.join(here.actors) or 'none yet'}"
    raise ReadError(f"“{said}” is no file and no actor of the record", remedy=like)


def cited(where: str) -> str:
    """What is typed for a citation as a citation: “clause 26” for “cl 26”; said on standard error where it differs."""
    from amend.model.short_citation import written_out  # only here: most commands are given no citation

    out = written_out(where)
    if out != where:
        terminal.warn(f"amend: “{where}” was read as “{out}”")
    return out


def clause_number(said: str) -> str:
    """The number of a clause that is given as such, or as a citation: “2” for “clause 2”."""
    return cited(said).removeprefix("clause").strip() if not said.strip().isalnum() else said


def _actors(_: click.Context) -> list[str]:
    from amend.ledger.prints import at_hand

    return list(at_hand().actors)


def _numbers(_: click.Context) -> list[str]:
    from amend.ledger.prints import at_hand

    return [one.bill.number for one in at_hand().prints]


def _provisions(ctx: click.Context) -> list[str]:
    """The clauses and Schedules of the print on the command line, else of the current one, as they are cited."""
    from amend.formats import akn
    from amend.ledger.prints import at_hand
    from amend.model.margin_rows import entries_of

    given = [*(ctx.params.get("given") or ()), ctx.params.get("print_")]
    named = next((str(one) for one in given if one and is_print(str(one))), None)
    bill = akn.read(print_file(named)) if named else at_hand().current.bill
    entries = ((one["unit"], one["number"]) for one in entries_of(bill) if one["unit"] in ("clause", "Schedule"))
    return [" ".join((unit, number.removeprefix(unit).strip())).strip() for unit, number in entries]


PRINT = Given("print", print_file, _numbers, files=True)
"""A print, by its file or its number."""
DRAFT = Given("draft", _draft_place, _actors, files=True)
"""Drafts, by their file, folder or actor."""
CLAUSE = Given("clause", clause_number, _provisions, files=False)
ACTOR = Given("actor", str, _actors, files=False)
WHERE = Given("where", cited, _provisions, files=False)
"""A place in a print, as it is cited."""
DRAFT_OR_PRINT = Given("draft", str, lambda ctx: [*_numbers(ctx), *_actors(ctx)], files=True)
WHERE_OR_PRINT = Given("where", str, lambda ctx: [*_provisions(ctx), *_numbers(ctx)], files=True)


def is_print(said: str) -> bool:
    """Whether what is given is a print and not drafts or words: a number, or a file that is no draft."""
    ending = Path(said).suffix.lower()
    return is_print_number(said) or ending in (".xml", ".akn") or (ending != ".md" and os.path.isfile(said))


def current() -> Path:
    """The file of the current print of the workspace. A usage error outside one, ReadError where it has no Bill."""
    from amend.ledger.prints import at_hand

    space = at_hand().space
    if space is None:
        raise click.UsageError("name a PRINT, a file or “HL Bill 31”: only in a workspace is there a current one")
    return space.current


def in_workspace() -> bool:
    """Whether there is a workspace here, so that there may be a current print."""
    from amend.ledger.prints import at_hand

    return at_hand().space is not None


def print_first(given: tuple[str, ...]) -> tuple[Path, tuple[Path, ...]]:
    """The print that is named first, else the current one, and the drafts."""
    if given and is_print(given[0]):
        return print_file(given[0]), draft_places(given[1:])
    if late := next((one for one in given if is_print(one)), ""):
        raise click.UsageError(f"put the PRINT first: {late} {' '.join(one for one in given if one != late)}")
    return current(), draft_places(given)


def draft_places(given: tuple[str, ...]) -> tuple[Path, ...]:
    """The files and folders of what is given for drafts."""
    return tuple(_draft_place(one) for one in given)


def refuse_none(files: tuple[Path, ...]) -> None:
    """A usage error where no draft is given."""
    if not files:
        raise click.UsageError("name a DRAFT: a file, a folder or an actor")


def two_texts(given: tuple[Path, ...]) -> tuple[Path, Path]:
    """An old and a new text; where only one is given, the old one is the current print."""
    if len(given) > 2:
        raise click.UsageError("give two texts: OLD and NEW")
    return (given[0], given[1]) if len(given) == 2 else (current(), given[0])


def write_out(output: Path, data: bytes) -> None:
    """Write a file whole or not at all; “-” is standard output."""
    if output == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    write_bytes(output, data)


def tell_slips(amendments: Iterable[Amendment], besides: Iterable[Finding] = ()) -> None:
    """Say on standard error what departs from House style in amendments, or was typed for it, and was read.

    besides: what else there is to know of them.
    """
    from amend.drafting import make  # only here: most of what is given has no amendments

    for finding in (*make.slips(amendments), *besides):
        terminal.warn(f"amend: amendment {finding.amendment}: {finding.message}")


def told_in(output: Path, sentence: str, *, result: bool = False) -> None:
    """Say what was written and where; nothing for standard output, which has it. result: on standard output."""
    if output != STANDARD:
        (terminal.echo if result else terminal.warn)(sentence)
