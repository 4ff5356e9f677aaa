"""The two texts that are compared: each a print, or a print under the amendments of an actor or in drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from amend.cli.given import current, draft_places, in_workspace, is_print, print_file
from amend.engine.apply.apply import Outcome
from amend.errors import ReadError
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.made import amendments_of
from amend.model.provision import Bill


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text to compare. given: as it was named. files: that it was made of. whose: the amendments that it is under, in
    words, "" for a print as it is. refused: those of them that could not be made."""

    bill: Bill
    given: str
    files: tuple[Path, ...]
    whose: str = ""
    refused: tuple[Outcome, ...] = ()


def compared_texts(given: tuple[str, ...]) -> tuple[ComparedText, ComparedText]:
    """The old and the new text; where one is given, the old one is the current print, and where neither is a print,
    both are under the amendments to the print that both are to. Raises ReadError where there is none."""
    if len(given) > 2:
        raise click.UsageError("give two texts: OLD and NEW")
    old, new = given if len(given) == 2 else (str(current()), given[0])
    prints = [one for one in (old, new) if is_print(one)]
    if len(prints) == 2:
        return _print(old), _print(new)
    if prints:
        base = _print(prints[0])
        other = _under(new if prints[0] == old else old, base)
        return (base, other) if prints[0] == old else (other, base)
    base = _shared(old, new)
    return _under(old, base), _under(new, base)


def _print(said: str) -> ComparedText:
    file = print_file(said)
    return ComparedText(akn.read(file), said, (file,))


def _under(said: str, base: ComparedText) -> ComparedText:
    """A print under amendments. said: an actor, a folder or a file of drafts."""
    from amend.drafting import make  # only here, as below: two prints need nothing of amendments

    places = draft_places((said,))
    amendments = _read(said)
    applied = make.apply(base.bill, amendments)
    refused = tuple(one for one in applied.outcomes if one.outcome == "refused")
    movers = {one.mover for one in amendments}
    name = movers.pop() if len(movers) == 1 and "" not in movers else Path(said).stem.replace("-", " ")
    return ComparedText(applied.bill, said, (*base.files, *places), amendments_of(name), refused)


def _read(said: str) -> list[Amendment]:
    from amend.formats import draft

    (place,) = draft_places((said,))
    if place.is_dir() and not any(place.glob("*.md")):
        raise ReadError(f"{said} has no amendments", remedy="`amend position compare` shows what two actors held")
    return draft.read_all([place])


def _shared(old: str, new: str) -> ComparedText:
    """The print that both packages are to: the current one of the workspace, or one that the drafts of both name."""
    named = [[one.print for one in _read(said)] for said in (old, new)]
    both = [name for name in dict.fromkeys(named[0]) if any(same_print(name, other) for other in named[1])]
    if in_workspace():
        base = _print(str(current()))
        if any(same_print(name, base.bill.number) for name in both):
            return base
    if len(both) == 1:
        return replace(_print(both[0]), given=both[0])
    prints = ", ".join(dict.fromkeys((*named[0], *named[1])))
    fault = f"the amendments of {old} and of {new} are to {'several prints' if both else 'different prints'} ({prints})"
    raise ReadError(fault, remedy="compare each with its print, or carry them to one with `amend rebase`")
