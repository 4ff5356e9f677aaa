"""What the amendment table costs: marshal against the reading of the drafts, and how the conflicts grow.

    python tests/bench/table.py

The amendments are made here, to a Bill of our own. Marshal of 2,000 must take less time than reading them does; the
exponent of the power of their number that `conflicts` follows must be at most 1.3.
"""

import gc
import math
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shorthand import bill as of_notation

from amend.drafting.conflicts import conflicts
from amend.drafting.marshal import marshal
from amend.engine.apply.apply import Prepared
from amend.formats import draft
from amend.model.amendment import Amendment

COUNT = 2000

NEW_CLAUSE = (
    "To move the following Clause—\n“Herons\n"
    + "\n".join(
        f"({number}) The keeper must, by the end of each year, count the herons that nest at a pond and publish the number."
        for number in range(1, 6)
    )
    + "”"
)


def seconds(work, *given):
    gc.collect()
    start = time.process_time()
    found = work(*given)
    return time.process_time() - start, found


def drafts(chance, count):
    """Amendments of every common form, to places drawn at random: one in five a new clause, with names and a statement
    as long as those of real papers."""
    for number in range(1, count + 1):
        clause = chance.randint(1, 200)
        place = f"Clause {clause}, page {clause}, line {chance.randint(1, 40)}"
        yield Amendment(
            chance.choice(
                (
                    f"{place}, leave out “pond”",
                    f"{place}, leave out “pond” and insert “weir”",
                    f"{place}, after “pond” insert “or weir”",
                    f"{place}, at end insert—\n“(3A) Herons may nest.”",
                    f"{place}, leave out from “the” to end of line {chance.randint(1, 40)}",
                )
                if number % 5
                else (NEW_CLAUSE,)
            ),
            str(number) if number % 5 else f"NC{number}",
            "Commons",
            "Report",
            "Bill 1",
            mover="A Member",
            supporters=tuple(f"Member {at} of the House" for at in range(chance.randint(0, 12))),
            statement="This amendment would protect herons that nest at ponds and weirs from being disturbed in spring.",
        )


def bill(clauses):
    """A Bill of so many clauses, a page each, of forty lines of words."""
    rows = "\n".join(
        "===\n" * (number > 1)
        + f"{number} Ponds\n  "
        + " |".join(f"the keeper of row {line} must keep the pond and the weir clean" for line in range(39))
        for number in range(1, clauses + 1)
    )
    return replace(of_notation(rows), number="Bill 1")


def placed(chance, count):
    """So many amendments to a Bill that grows with them, each to a word of a line; one in ten leaves out many lines."""
    for number in range(1, count + 1):
        clause, line = chance.randint(1, count // 10), chance.randint(2, 36)
        place = f"Clause {clause}, page {clause}, line {line}"
        action = chance.choice(
            ("leave out “weir”", "leave out “weir” and insert “dam”", "after “weir” insert “or dam”")
        )
        if number % 10 == 0:
            action = f"leave out from beginning to end of line {line + 3}"
        yield Amendment(f"{place}, {action}", str(number), "Commons", "Report", "Bill 1")


def growth(sizes):
    """The exponent of the power of the number of amendments that the time of `conflicts` follows, between two sizes."""
    times = []
    for size in sizes:
        prepared, given = Prepared(bill(size // 10)), list(placed(Random(2), size))
        prepared.reading.lines  # noqa: B018
        taken, found = min((seconds(conflicts, prepared, given) for _ in range(3)), key=lambda pair: pair[0])
        assert not found.findings, found.findings[:2]
        times.append(taken)
    return math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0]), times[-1], len(found.rows)


def main():
    given = list(drafts(Random(1), COUNT))
    with tempfile.TemporaryDirectory() as folder:
        for one in given:
            draft.write(one, Path(folder) / f"{one.number}.md")
        reading, read = seconds(draft.read_all, [Path(folder)])
    marshal(read[:50])  # so that what is made ready once is not counted
    listing, found = seconds(marshal, read)
    assert len(found.rows) == COUNT
    print(f"read {COUNT}: {reading:.2f} s; marshal: {listing:.2f} s, {listing / reading:.2f} of that (at most 1)")

    exponent, taken, rows = growth((500, 1000, 2000))
    print(
        f"conflicts of 500 to 2000: exponent {exponent:.2f} (at most 1.3); {taken:.2f} s and {rows} pairs at the most"
    )


if __name__ == "__main__":
    main()
