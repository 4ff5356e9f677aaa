"""How long one edit of a print takes with all that then stands beside the text, in milliseconds and as a multiple of
reading the print; and whether the amendments shown are those that `amend draft` writes of the file.

    python tests/bench/desk.py [EDITS] [--equal]

Each edit is of a kind and place of its own, on a fresh sheet, beside a record of twenty drafts. Allowed on an idle
machine: 150 ms on HL Bill 54 and 400 ms on Bill 314, of the processor for 19 of 20 edits; exit code 1 for more.
--equal: each text is also written, read and drafted as `amend draft` does, and must give the same, byte for byte.
"""

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from seeded_edits import seeded

from amend.desk.keeping import Keeping
from amend.desk.sheet import Sheet
from amend.drafting.known_print import KnownPrint
from amend.drafting.reverse import draft
from amend.errors import AmendError
from amend.formats import akn
from amend.ledger.workspace import Workspace
from amend.model.house import House

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AMEND_CORPUS") or ROOT.parent / "shared" / "corpus")
PRINTS = (
    ("social-housing-hl54-lords-committee.xml", House.LORDS, 150),
    ("dpdi-bill314-commons-committee.xml", House.COMMONS, 400),
)
DRAFTS = 20


def timed(action):
    """What an action gives, and the milliseconds that it took of the clock and of the processor."""
    start, began = time.perf_counter(), time.process_time()
    result = action()
    return result, (time.perf_counter() - start) * 1000, (time.process_time() - began) * 1000


def record(folder, prepared, house):
    """A workspace with drafts by another hand."""
    keeping = Keeping(Workspace(Path(folder)))
    number = 0
    for _, text in seeded(prepared.bill, DRAFTS, 9):
        try:
            drafted = draft(prepared, text, house, partly=True)
        except AmendError:
            continue
        for one in drafted.amendments:
            number += 1
            series = one.number.rstrip("0123456789")
            keeping.save(replace(one, number=f"{series}{number}"), "heron")
    return keeping


def measured(file, house, edits, *, equal):
    prepared, reads = KnownPrint(akn.read(file)), [timed(lambda: akn.read(file)) for _ in range(5)]
    read = median(taken for _, _, taken in reads)
    taken, different = [], []
    with tempfile.TemporaryDirectory() as folder:
        keeping = record(folder, prepared, house)
        for edit, _ in seeded(prepared.bill, edits, 54):
            sheet = Sheet(prepared, house, keeping)

            def once(sheet=sheet, edit=edit):
                sheet.do(0, edit)
                return sheet.beside()

            shown, clock, processor = timed(once)
            taken.append((processor, clock, type(edit).__name__ + f" {getattr(edit, 'level', '')}".rstrip()))
            if equal and not as_drafted(file, sheet, shown):
                different.append(edit)
    return read, sorted(taken, reverse=True), different


def as_drafted(file, sheet, shown):
    """Whether the amendments are those that `amend draft` writes of the text in its file."""
    try:
        written = draft(akn.read(file), akn.parse(akn.dumps(sheet.text)), sheet.house, partly=True).amendments
    except AmendError:
        written = ()
    return shown.proved == written


def main():
    arguments = [one for one in sys.argv[1:] if one != "--equal"]
    edits, equal = int(arguments[0]) if arguments else 40, "--equal" in sys.argv
    failed = False
    if not CORPUS.is_dir():
        print("the real parliamentary files are not here: set AMEND_CORPUS")
        return 0
    for name, house, allowed in PRINTS:
        read, taken, different = measured(CORPUS / "prints" / name, house, edits, equal=equal)
        high = taken[len(taken) // 20][0]
        middle = median(one[0] for one in taken)
        print(f"{name}: {len(taken)} edits, each with all beside it; reading takes {read:.0f} ms")
        print(f"  median {middle:.0f} ms ({middle / read:.1f} x reading), 19 of 20 within {high:.0f} ms", end=" ")
        print(
            f"({high / read:.1f} x reading; {allowed} ms allowed), the clock {median(one[1] for one in taken):.0f} ms"
        )
        for processor, clock, kind in taken[:3]:
            print(f"  the longest: {kind}, {processor:.0f} ms (the clock: {clock:.0f})")
        if equal:
            print(f"  {len(taken) - len(different)} of {len(taken)} as `amend draft` writes them")
        for edit in different:
            print(f"  not so: {edit}")
        failed = failed or high > allowed or bool(different)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
