"""The two tools that write, where they are allowed to: a draft that is proved, and its record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated

from amend.desk.agents.reach import GivenAmendment, Reach, as_amendment
from amend.desk.agents.reading import PrintSaid
from amend.desk.own_folder import held_alone
from amend.drafting.proposal import Status, propose
from amend.errors import ReadError, Refusal, WriteError
from amend.formats import draft
from amend.ledger import recording
from amend.ledger.recording import actor_name

_NAME = re.compile(r"(?=.{1,31}$)[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class SaveAnswer:
    """A draft that was written. file: from the root of the workspace. words: as they are in it. reason: what was mended
    of those given; "" for nothing."""

    file: str
    status: Status
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """A commit that was made. files: what is in it, from the root."""

    commit: str
    files: tuple[str, ...]


def save_draft(
    reach: Reach,
    actor: Annotated[str, "The actor whose draft it is: a folder of the record, such as our-office."],
    words: Annotated[str, "The words of the amendment; they are proved first."],
    number: Annotated[str, "Its number, which names the file: 3, NC1."],
    print: PrintSaid = "",
    after: Annotated[str, "What a new clause goes after, where its words do not say: clause 5."] = "",
    mover: Annotated[str, "In whose name it is."] = "",
    statement: Annotated[str, "The explanatory statement, one or two neutral sentences."] = "",
    title: Annotated[str, "A short name, for lists."] = "",
) -> SaveAnswer:
    """Save an amendment as a new draft file of an actor, drafts/ACTOR/NUMBER.md. Only what is proved is saved.

    Nothing that is there is overwritten. Works only where the tools were started with --write.
    """
    reach.refuse_reading_only()
    name = number.strip().lower()
    if not _NAME.fullmatch(name) or recording.is_device(name):
        raise ReadError(f"“{number[:40]}” cannot name a file", remedy="number it like 3 or NC1")
    if any(len(said) > _LONGEST for said in (mover, statement, title)):
        raise ReadError(f"the mover, title or statement has more than {_LONGEST} characters", remedy="shorten it")
    if any(not (each.isprintable() or each.isspace()) for each in mover + statement + title):
        raise ReadError("the mover, title or statement has a character that nobody sees", remedy="leave it out")
    reach.new_draft(actor_name(actor), name)
    prepared = reach.print(print)
    given = as_amendment(GivenAmendment(words, number.strip(), after), 1, prepared.bill)
    found = propose(prepared, given.words, after=after, number=given.number)
    if found.amendment is None:
        better = f"such as “{found.instead[0]}”" if found.instead else "propose it first, and save what is proved"
        raise Refusal(found.reason, place=f"amendment {given.number}", remedy=better)
    rows = "\n".join(filter(None, map(_row, statement.split("\n"))))
    text = replace(found.amendment, mover=_row(mover), title=_row(title), statement=rows)
    if draft.loads(draft.dumps(text)) != replace(text, source="the draft"):
        raise WriteError("it cannot be kept as a draft just as it is", remedy="leave marks of front matter out of it")
    with held_alone(reach.space):  # so that of two who save at one time the second is told
        file = reach.new_draft(actor, name)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"its folder cannot be made ({error.strerror})", place=f"drafts/{actor}") from error
        draft.write(text, file)
    return SaveAnswer(reach.space.relative(file), found.status, text.words, found.reason)


def _row(said: str) -> str:
    return " ".join(said.split())


def record_draft(
    reach: Reach,
    file: Annotated[str, "A draft of the workspace: drafts/our-office/3.md."],
    why: Annotated[str, "The reason, for the history."] = "",
) -> RecordAnswer:
    """Record a draft as it now is: one commit, with its mover as author, as “amend record” makes it.

    Works only where the tools were started with --write.
    """
    reach.refuse_reading_only()
    place = reach.inside(file)
    reach.refuse_outside([place])
    made = recording.record(reach.space, place, why=why[:_LONGEST])
    return RecordAnswer(made.commit, made.paths)
