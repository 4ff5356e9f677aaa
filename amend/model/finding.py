"""What is to be known of a file, an amendment or the record, as data: one bad item never hides the others."""

from __future__ import annotations

from typing import Literal

from amend.model.frozen import frozen

Level = Literal["refusal", "finding", "slip", "note", "error", "warning"]


@frozen
class Finding:
    """One thing to know.

    message: one sentence, which quotes the printed line where there is one. place: the file and line, the file or the
    commit, or the provision; "" where not known. amendment: the number of the amendment it is about, or where that
    stands when it has none; "" for the whole. level: "refusal" for what cannot be made, "finding" for what is wrong or
    was not taken in, "slip" for what departs from House style and was read all the same, "note" for what needs no
    change.
    """

    message: str
    place: str = ""
    amendment: str = ""
    level: Level = "finding"

    def __str__(self) -> str:
        """In a row: where, which amendment, what."""
        return ": ".join(filter(None, (self.place, self.amendment and f"amendment {self.amendment}", self.message)))


@frozen
class RuleFinding(Finding):
    """What a rule of drafting says of an amendment. code: of the rule, "A102".

    level: as of a finding; `amend.check` gives three only, "error" for what cannot be made or tabled so, "warning" for
    what is to be looked at, and "note" for what a person may be asked.
    """

    code: str = ""
