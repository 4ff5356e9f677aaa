"""A Bill's instructions to amend Acts, in order, each with the place that accumulates from what stands above it.

"The Housing Act 2004 is amended as follows." goes for what comes after it in the clause or Schedule; "In section 3—"
for the paragraphs below it. Text that the Bill puts into an Act is no instruction of the Bill, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from amend.english.textual.actions import ActionReader
from amend.english.textual.acts import short_names
from amend.english.textual.matter import quoted_parts, set_out
from amend.english.textual.reader import Memory
from amend.english.textual.repeals import repeals
from amend.english.textual.sentence import Sentence, sentence
from amend.errors import AddressError, AmendError, WordsError
from amend.model.citation import Citations
from amend.model.frozen import frozen
from amend.model.numbering import Family, families, order
from amend.model.outline import HEADS, is_group, tops, words_of
from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Carried, Path, Provision
from amend.model.textual import ActOperation, ActPlace, Instruction

_VERB = re.compile(
    r"\b(?:insert|substitute)\b|\b(?:insert|substitute|add)(?:e?d)?\b ?(?:[—–-]|«|$|the following)"
    r"|(?:^|[,;)›] |\band |\btext )(?:omit|leave out)(?= ?—| «| the | that | from | [a-z-]+ ?[\d(]|$)|^repeal\b"
    r"|\b(?:is|are|shall be) (?:hereby )?(?:repealed|revoked|omitted)\b"
    r"|\b(?:is|are)(?: further| also)? (?:amended|modified)(?: as| in|—| by (?:sub|para|section))"
    r"|\b(?:is|are) (?:further |also )?amended by (?:insert|omit|substitut|add|leav|repeal|delet|replac)\w*ing\b"
    r"|\bmoves? to (?:before|after)\b"
    r"|\bbecomes? (?:«|(?:sub-?)*(?:section|paragraph)s? |an? (?:unnumbered|definition))",
    re.IGNORECASE,
)
"""What shows that a sentence amends something."""

_MAY_AMEND = re.compile(
    r"insert|substitut|omit|repeal|revok|leave out|becom|amended|modified|renumber|moves?\b|cease|delete|\badd"
    r"|(?:—|―|:)\s*$",
    re.IGNORECASE,
)
"""What a sentence has that amends an Act, or says where what is below it does."""

_AMENDED = re.compile(
    r"\b(?:is|are)(?: further| also)? (?:amended|modified)(?: as| in accord|—| by (?:sub|para|section))"
)
"""What shows that a sentence says where those after it amend something."""

_BEGINS = re.compile(
    r"(?:Omit|Leave out) |(?:In|For|After|Before|At|Insert) .*\b(?:insert|substitute|omit|leave out)\b", re.DOTALL
)
_SAYS_WHERE = re.compile(
    r"(?:In|For|After|Before|At the (?:end|beginning) of)"
    r" (?:the (?:heading|title|definition|entry)\b.{0,40}? (?:of|to|in) )?"
    r"(?:(?:sub-?)*(?:section|paragraph)|schedule|part|chapter|article|regulation)s? ?[\d(].*«",
    re.IGNORECASE | re.DOTALL,
)
"""What shows, below words that an Act is amended, that a sentence with a quotation amends it, whatever its verb."""
_NOT_TEXTUAL = re.compile(
    r"\b(?:as if|there were|there was|may|must|were|treated as|read as|means|when|where|does not|do not|unless|if)\b",
    re.IGNORECASE,
)
"""What shows, before its verb, that a sentence says how something is read, or gives a power."""


def instructions(bill: Bill) -> tuple[Instruction, ...]:
    """Every instruction by which a Bill amends an Act, in reading order; those that are not understood with the reason.

    Each character of an instruction is accounted for, or it is given without operations.
    """
    reader = _InstructionFinder(bill)
    reader.read()
    return tuple(reader.found)


@frozen
class _Scope:
    """What a provision is read under. places: of what stands above it. above: the words that say so. failed: why what
    stands above was not understood. pending: what is to be done to each provision that is listed."""

    places: tuple[ActPlace, ...] = (ActPlace(""),)
    above: tuple[str, ...] = ()
    failed: str = ""
    pending: tuple[ActOperation, ...] = ()
    note: str = ""


@frozen
class _Onward:
    """What a provision says goes for those after it. limit: the first and last of those; None for all."""

    scope: _Scope
    limit: tuple[str, str] | None = None

    def under(self, provision: Provision) -> _Scope:
        """What a provision is read under, with a note where the Bill does not count it in."""
        if self.limit is None or self.over(provision):
            return self.scope
        first, last = self.limit
        return replace(self.scope, note=f"what it amends is said of ({first}) to ({last}), not of ({provision.label})")

    def over(self, provision: Provision) -> bool:
        """Whether it goes for a provision."""
        if self.limit is None:
            return True
        labels = (*self.limit, provision.label)
        if any(Family.NUMBER not in families(label) for label in labels):
            return provision.label in self.limit
        first, last, here = (order(label, Family.NUMBER) for label in labels)
        return first <= here <= last


class _InstructionFinder:
    """Reads a Bill from its first clause to its last Schedule."""

    def __init__(self, bill: Bill) -> None:
        self._bill = bill
        self._acts = short_names(bill)
        self._schedules = {node.label: matter for path, node in tops(bill) if (matter := set_out(node))}
        self._citations = Citations(bill)
        self._memory = Memory()
        self.found: list[Instruction] = []

    def read(self) -> None:
        """Take in every clause and Schedule."""
        for path, top in tops(self._bill):
            self._memory = Memory(self._acts, self._schedules)
            self._provision(path, top, _Scope())

    def _provision(self, path: Path, node: Provision, scope: _Scope) -> _Onward | None:
        """Take in a provision: its own words, then its parts. What it says of those after it, if anything."""
        own = [item for item in node.items if not isinstance(item, Carried) and _is_own(item)]
        parts = [((*path, index), item) for index, item in enumerate(node.items) if _is_part(item)]
        standing: _Onward | None = None
        if own:
            if len(quoted := quoted_parts(own, [part for _, part in parts])) > len(own):
                own, parts = quoted, []
            table = repeals(own, self._memory)
            if table is not None:
                above = " ".join(words_of(item) for item in own if not isinstance(item, Provision))
                for one in table:
                    said = replace(scope, above=(*scope.above, above) if above else scope.above)
                    self.found.append(self._instruction(path, one.words, said, one.operations, reason=one.reason))
                return None
            scope, standing = self._own(path, own, scope, listed=bool(parts))
        self._parts(parts, scope)
        for item in node.items:
            if isinstance(item, Provision) and item.tag == "wrapUp":
                self._own(path, [item], scope, listed=False)
        return standing

    def _parts(
        self, parts: Sequence[tuple[Path, Provision]], scope: _Scope, standing: _Onward | None = None
    ) -> _Onward | None:
        """Take in the parts of a provision, each under what was said before it."""
        for path, part in parts:
            below = [((*path, index), item) for index, item in enumerate(part.items) if _is_part(item)]
            if part.get("name") == "crossheading":
                standing = self._parts(below, scope, standing)
            elif is_group(part):
                self._parts(below, scope)
            else:
                under = scope
                if standing is not None and (standing.over(part) or not scope.places[0].act):
                    under = standing.under(part)
                standing = self._provision(path, part, under) or standing
        return standing

    def _own(
        self, path: Path, own: Sequence[Provision | Block], scope: _Scope, *, listed: bool
    ) -> tuple[_Scope, _Onward | None]:
        """Take in a provision's own words. What its parts are read under, and what goes for those after it."""
        try:
            of = sentence(own, alone=not listed)
        except WordsError as error:
            words = " ".join(words_of(item) for item in own)
            return self._failed(path, Sentence(words, words), scope, error, listed=listed)
        reader = ActionReader(of, self._memory)
        try:
            if not scope.pending and not _MAY_AMEND.search(of.text):
                raise reader.not_understood()
            if scope.pending:
                return self._listed(path, reader, scope), None
            read = reader.read(scope.places)
        except (WordsError, AddressError) as error:
            return self._failed(path, of, scope, error, listed=listed)
        if read.following:
            above = (*scope.above, of.plain)
            return replace(scope, places=read.places or scope.places, pending=read.operations, above=above), None
        if read.places is not None:
            below = replace(scope, places=read.places, above=(*scope.above, of.plain))
            if reader.names_act:
                below = replace(below, failed="", note="")
            return (below, None) if listed or not read.amended else (scope, _Onward(below, read.limit))
        self._understood(path, of, scope, read.operations, named=reader.names_act)
        return scope, None

    def _failed(
        self, path: Path, of: Sentence, scope: _Scope, error: AmendError, *, listed: bool
    ) -> tuple[_Scope, _Onward | None]:
        """Refuse a sentence, if it is an instruction; and what rests on it, which is at no place that is known."""
        meant = _AMENDED.search(of.text) is not None
        if scope.pending or _looks_like_one(of.text, scope):
            self._refuse(path, of, scope, str(error))
        self._memory.forget(of.acts)
        failed = replace(scope, failed=str(error))
        if meant and not listed:
            return scope, _Onward(failed)
        return failed if listed else scope, None

    def _listed(self, path: Path, reader: ActionReader, scope: _Scope) -> _Scope:
        """Take in one of a list of provisions to each of which something is to be done."""
        places = reader.listed(scope.places)
        if places is None:
            return replace(scope, places=reader.read(scope.places).places or scope.places)
        made = [replace(one, place=_of_text(place, one.place)) for place in places for one in scope.pending]
        self._understood(path, reader.of, scope, tuple(made), named=reader.names_act)
        return scope

    def _understood(
        self, path: Path, of: Sentence, scope: _Scope, operations: tuple[ActOperation, ...], *, named: bool
    ) -> None:
        if scope.failed and not named:
            if _VERB.search(of.text):
                self._refuse(path, of, scope, f"what stands above it is not understood: {scope.failed}")
            return
        if any(not one.place.act for one in operations):
            if scope.pending or _looks_like_one(of.text, scope):
                self._refuse(path, of, scope, "neither it nor what stands above it names an Act")
            return
        notes = of.notes if named or not scope.note else (*of.notes, scope.note)
        self.found.append(self._instruction(path, of.plain, scope, operations, notes=notes))

    def _refuse(self, path: Path, of: Sentence, scope: _Scope, reason: str) -> None:
        found = self._instruction(path, of.plain, scope, reason=reason)
        self.found.append(replace(found, act=self._aimed_at(of) or scope.places[0].act))

    def _aimed_at(self, of: Sentence) -> str:
        """The Act that a sentence names first, not in brackets; "" for none."""
        named = re.search(r"⟪(\d+)⟫", of.text)
        try:
            return self._memory.act(of.acts[int(named[1])]) if named else ""
        except WordsError:
            return ""

    def _instruction(
        self,
        path: Path,
        words: str,
        scope: _Scope,
        operations: tuple[ActOperation, ...] = (),
        *,
        reason: str = "",
        notes: tuple[str, ...] = (),
    ) -> Instruction:
        node = self._bill.at(path)
        eid = node.eid if isinstance(node, Provision) else None
        cited = self._citations.cited(path)
        return Instruction(path, eid or "", str(cited or ""), words, scope.above, operations, reason, notes)


def _is_own(item: Provision | Block) -> bool:
    """Whether an item is of a provision's own words, before its parts."""
    if isinstance(item, Block):
        return item.tag not in HEADS
    return item.tag in ("intro", "content", "tblock")


def _is_part(item: object) -> TypeGuard[Provision]:
    return isinstance(item, Provision) and item.tag not in HOLDERS and item.tag in NUMBERED


def _of_text(place: ActPlace, pending: ActPlace) -> ActPlace:
    return replace(place, text=pending.text) if pending.text else place


def _looks_like_one(text: str, scope: _Scope) -> bool:
    """Whether a sentence that is not understood is meant as an instruction to amend an Act."""
    plain = re.sub(r"“[^“”]*”|“", "«0»", text)
    verb = _VERB.search(plain)
    if scope.places[0].act and _SAYS_WHERE.match(plain) and " as if " not in plain:
        return True
    if verb is None or plain.startswith("is ") or _NOT_TEXTUAL.search(plain[: verb.end()]):
        return False
    return (
        bool(_BEGINS.match(plain)) or bool(scope.places[0].act) or scope.failed != "" or "⟪" in text or " Act " in text
    )
