"""Rules of how an amendment is written and where it falls, A101 to A113."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper, rule, told_in_reading
from amend.model.amendment import LeaveOut, Substitute, Words

LONG_QUOTATION = 12
"""Words of a quotation that is left out, from which on the ends of it are the better form."""
_SHARED = 3
"""Words that stand at one end both of what is left out and of what is put in, from which on they are said."""

told_in_reading(
    "A100",
    "error",
    """
    The file can be read.

    The others that were given are checked all the same.
    Bad: a .md file without its front matter
    Good: a draft as `amend new` begins it, or an amendment paper
    Source: drafts are text files with a front matter of what is known of the amendment.
    """,
)
told_in_reading(
    "A101",
    "error",
    """
    The words are those of an amendment.

    Every character of an instruction is read, or it is refused: what reading stopped at is named.
    Bad: Clause 1, page 1, line 2, change “clean” to “tidy”
    Good: Clause 1, page 1, line 2, leave out “clean” and insert “tidy”
    Source: Guide to Procedure, on drafting amendments; Public Bill Office, Amendments to Bills.
    """,
)
told_in_reading(
    "A102",
    "error",
    """
    The place is on the print, and the words quoted stand there, as often as the amendment says.

    Bad: Clause 1, page 1, line 2, leave out “dirty”, where the line has no such word
    Good: Clause 1, page 1, line 2, leave out “clean”
    Source: Guide to Procedure, on drafting amendments: page and line are those of the print that is amended.
    """,
    on_print=True,
)
told_in_reading(
    "A103",
    "error",
    """
    Nothing is left to be filled in.

    A draft begun with `amend new` has “…” where its words are to be written.
    Bad: Clause 1, page 1, line 2, leave out “…”
    Good: Clause 1, page 1, line 2, leave out “clean”
    Source: an amendment is tabled in the words in which it is to be moved (Erskine May, paragraph 28.94).
    """,
)
told_in_reading(
    "A104",
    "error",
    """
    The amendment is to the print it is checked against.

    Pages and lines of another print are others: `amend rebase` carries an amendment over.
    Bad: print: Bill 1, checked against Bill 2
    Good: print: Bill 2
    Source: Guide to Procedure, on drafting amendments.
    """,
    on_print=True,
)
told_in_reading(
    "A105",
    "warning",
    """
    The instruction keeps House style.

    What departs from it is read all the same where it is certain.
    Bad: Clause 1 page 1, line 2, leave out “clean”.
    Good: Clause 1, page 1, line 2, leave out “clean”
    Source: OPC, Amending Bills: style manual, paragraph 1.7.
    """,
)
told_in_reading(
    "A106",
    "warning",
    """
    Words are not put after the full stop that ends a sentence.

    Bad: Clause 1, page 1, line 2, at end insert “and tidy”, where the line ends “clean.”
    Good: Clause 1, page 1, line 2, after “clean” insert “and tidy”
    Source: words put in join the sentence at whose end they stand (Guide to Procedure, on drafting amendments).
    """,
    on_print=True,
)
told_in_reading(
    "A107",
    "warning",
    """
    Two of the amendments do not change the same words.

    Once words are left out, or are replaced, an amendment to them cannot be called. Alternatives may well be tabled.
    Bad: 1 leaves out “clean”, and 2 leaves out “every pond clean”
    Good: one of the two
    Source: Erskine May, paragraphs 20.42 and 28.105.
    """,
    on_print=True,
)
told_in_reading(
    "A108",
    "note",
    """
    Marks and places that were typed in short are read in the form of the paper.

    Bad: cl 1, p1, l2, leave out "clean"
    Good: Clause 1, page 1, line 2, leave out “clean”
    Source: OPC, Amending Bills: style manual, paragraph 1.7, for the quotation marks.
    """,
)
told_in_reading(
    "A114",
    "note",
    """
    A new clause of the Commons gets its place in the Bill before the Bill is made.

    Its words name none; the clerks agree it with the mover when the Bill is printed again.
    Bad: To move the following Clause—, applied as it is
    Good: the same, with `after: "clause 5"` above it or `--place "after clause 5"`
    Source: Guide to Procedure, on new clauses.
    """,
    on_print=True,
)
told_in_reading(
    "A109",
    "warning",
    """
    The verbs are those of amendments to Bills: insert, leave out, and the two together.

    “Omit” and “substitute” are what a Bill says when it amends an Act.
    Bad: Clause 1, page 1, line 2, omit “clean”
    Good: Clause 1, page 1, line 2, leave out “clean”
    Source: Guide to Procedure, on drafting amendments.
    """,
)

ACT_VERBS = re.compile(r"\b(?:omit|substitute|delete|replace|remove|repeal)\b", re.IGNORECASE)
"""Verbs of instructions that amend Acts, or of nobody's."""


@rule("A110", "warning")
def brackets_match(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    Brackets in what is put in are closed.

    Bad: insert “(or a friend must go.”
    Good: insert “(or a friend) must go.”
    Source: a slip that would be printed as it stands.
    """
    for part in one.put_in:
        if part.words.count("(") > part.words.count(")"):
            yield f"a bracket is not closed in “{_short(part.words)}”; close it with )"


@rule("A111", "note")
def long_quotations_give_their_ends(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    More than a few words are left out by what stands before and after them.

    The words named by such a range stay.
    Bad: leave out “every pond that lies in the park or beside the old road and is not”
    Good: leave out from “keep” to “clean”
    Source: Guide to Procedure, on drafting amendments: from about five words on.
    """
    match one.operation:
        case LeaveOut(object=Words(quote)) | Substitute(object=Words(quote)):
            count = len(quote.split())
            if count >= LONG_QUOTATION:
                yield (
                    f"it quotes {count} words to leave them out; “leave out from “x” to “y””, with the words before and"
                    " after them, is shorter, and those words stay"
                )


@rule("A112", "note")
def only_what_changes_is_left_out(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    Words that stay are not left out and put in again.

    Bad: leave out “the keeper of the pond must” and insert “the keeper of the pond may”
    Good: leave out “must” and insert “may”
    Source: good practice; the question is put on what the amendment changes.
    """
    match one.operation:
        case Substitute(object=Words(quote), matter=matter) if matter.words and not matter.provisions:
            old, new = quote.split(), matter.words.split()
            first = _alike(old, new)
            last = 0 if first == min(len(old), len(new)) else _alike(old[::-1], new[::-1])
            if old != new and max(first, last) >= _SHARED:
                same = old[:first] if first >= last else old[-last:]
                yield f"“{_short(' '.join(same))}” is left out and put in again; leave out only what changes"


@rule("A113", "error")
def something_changes(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    What is put in is not what was left out.

    Bad: leave out “clean” and insert “clean”
    Good: leave out “clean” and insert “tidy”
    Source: an amendment that changes nothing is out of order as trifling (Erskine May, paragraph 28.105).
    """
    match one.operation:
        case Substitute(object=Words(quote), matter=matter) if quote == matter.words and not matter.provisions:
            yield f"it leaves out “{_short(quote)}” and puts in the same"


def _alike(one: list[str], other: list[str]) -> int:
    """How many words the two begin with together."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:58].rsplit(" ", 1)[0] + " …"
