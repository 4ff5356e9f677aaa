"""What the amendment table costs: marshal against the reading of the drafts, and how the conflicts grow.

    python tests/bench/table.py

The amendments are made here, to a Bill of our own. Marshal of 2,000 must take less time than reading them does; the
exponent of the power of their number that `conflicts` follows must be at most 1.3.
"""

import gc
import tempfile
import time
from pathlib import Path
from random import Random

from amend.drafting.marshal import marshal
from amend.formats import draft
from amend.model.amendment import Amendment

COUNT = 2000


def seconds(work, *given):
    gc.collect()
    start = time.process_time()
    found = work(*given)
    return time.process_time() - start, found


def drafts(chance, count):
    """Amendments of every common form, to places drawn at random."""
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
            ),
            str(number),
            "Commons",
            "Report",
            "Bill 1",
            mover="A Member",
            statement="This amendment would protect herons.",
        )


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


if __name__ == "__main__":
    main()
