"""Words without a number in the place of a numbered provision: a subsection has no place among others without one."""

from __future__ import annotations

from collections.abc import Sequence

from amend.errors import Refusal
from amend.model.amendment import Matter
from amend.model.outline import is_quoted
from amend.model.provision import Bill, Block, Path, Provision, unit


def refuse_unnumbered(bill: Bill, gone: Sequence[Path], matter: Matter) -> None:
    """Refuse paragraphs without a number for provisions that have one, where others of their list stay.

    gone: what is left out, one after another in one list. Words may take the place of a whole list, and of the last of
    lettered paragraphs, below which they then run on full out; not of a subsection while another stays, nor before one
    that stays: “leave out subsection (1) and insert— “The keeper may fish.”” leaves no reader able to cite it.
    """
    first, parent = bill.at(gone[0]), bill.at(gone[0][:-1])
    if not isinstance(first, Provision) or not first.label or not isinstance(parent, Provision):
        return
    if not matter.provisions or not any(isinstance(new, Block) for new in matter.provisions):
        return
    stays = [
        (index, item)
        for index, item in enumerate(parent.items)
        if isinstance(item, Provision) and item.label and (*gone[0][:-1], index) not in gone
    ]
    follows = [item for index, item in stays if index > gone[-1][-1]]
    beside = follows or [item for _, item in stays[-1:] if not first.label.isalpha()]
    if not beside or beside[0].number is None or first.number is None:
        return
    name = unit(first, quoted=is_quoted(bill, gone[0]))
    raise Refusal(
        f"what is inserted has no number, and {name} {beside[0].number.words} stays beside it",
        remedy=f"give it one: “leave out {name} {first.number.words} and insert— “{first.number.words} …””; or leave"
        " out the words that change, and insert words",
    )
