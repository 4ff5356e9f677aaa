"""How long it takes to show every version of a clause that 2,000 drafts change, by a new process as a user starts it.

    python tests/bench/history.py [DRAFTS]

A hundred actors have as many drafts each, to the longest clause of a print that the package ships: every draft another
word on a line drawn from a seed, the worst that can be asked, for each is made to the print and compared with it. The
processor seconds are told, and as multiples of reading the drafts in this process.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from amend import drafts, read
from amend.formats import draft
from amend.ledger.shipped import BILLS
from amend.ledger.workspace import Workspace, save
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.lines import Reading
from amend.model.outline import tops

ROOT = Path(__file__).resolve().parents[2]
ACTORS = 100
WITHIN = 4.0
"""The seconds that 2,000 drafts may take."""


def places(reading, first, last):
    """The lines of a stretch of the print, each with the words that stand on it once."""
    for line in reading.lines:
        words = reading.text(line)
        once = [word for word in words.split() if word.isalpha() and len(word) > 3 and words.count(word) == 1]
        if once and first <= line.start and line.end <= last:
            yield line, once


def workspace(root, count):
    """A workspace with the drafts, and the citation of the clause that they change."""
    chance = Random(14)
    (root / "bills").symlink_to(BILLS)
    file = max(BILLS.rglob("*.xml"), key=lambda one: (read(one).published, one.name))
    bill = read(file)
    reading = Reading(bill)
    extents = {path: reading.extent(path) for path, node in tops(bill) if node.tag == "section"}
    path = max(extents, key=lambda one: extents[one][1] - extents[one][0])
    found = list(places(reading, *extents[path]))
    for number in range(count):
        line, once = chance.choice(found)
        word = chance.choice(once)
        said = f"{address_of(bill, path)}, page {line.page}, line {line.number}, "
        said = f"{said[0].upper()}{said[1:]}leave out “{word}” and insert “{word}{number}”"
        folder = root / "drafts" / f"actor-{number % ACTORS}"
        folder.mkdir(parents=True, exist_ok=True)
        one = Amendment(said, str(number // ACTORS + 1), house="Lords", print=bill.number)
        draft.write(one, folder / f"{number // ACTORS + 1}.md")
    save(Workspace(root))
    return str(address_of(bill, path))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        clause = workspace(root, count)
        start = time.process_time()
        read_ = sum(len(drafts(one)) for one in sorted((root / "drafts").iterdir()))
        reading = time.process_time() - start
        assert read_ == count
        command = [sys.executable, "-m", "amend", "history", *clause.split(), "--json"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, env=environment)
        with process.stdout as shown:
            versions = shown.read().count(b'"actor": "actor-')
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, process.returncode
    seconds = used.ru_utime + used.ru_stime
    print(
        f"history of {clause} over {count} drafts, {versions} of which change it: {seconds:.1f} s"
        f" ({seconds / reading:.1f} times reading the drafts), {used.ru_maxrss // 1024} MB;"
        f" to reach: at most {WITHIN * count / 2_000:.1f} s"
    )


if __name__ == "__main__":
    main()
