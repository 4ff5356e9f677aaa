"""How long an Act as a Bill would leave it takes, as multiples of reading the two files, and of one parse of them with
lxml, in the same run.

    python tests/bench/keeling.py [ROUNDS]

The Renters' Rights Bill on the Housing Act 2004. Ratios, not seconds: each round measures the reading beside the rest,
in time of the processor, and the medians over the rounds are compared. What is measured is the whole: read, made,
written; and then with the three layers instead of the file.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median

from lxml import etree

from amend import read
from amend.acts.consolidate import keeling
from amend.acts.layers import layers
from amend.formats import akn

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AMEND_CORPUS") or ROOT.parent / "shared" / "corpus")
TITLE = "Housing Act 2004"
MOST = 8
"""How many readings of both files the whole may take."""


def timed(action):
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def measure(rounds):
    """The median time of each step over the rounds."""
    files = [CORPUS / "keeling" / "housing-act-2004" / name for name in ("act.xml", "bill.xml")]
    taken = {"parse": [], "read": [], "made and written": [], "three layers": []}
    for _ in range(rounds):
        taken["parse"].append(timed(lambda: [bool(etree.parse(file)) for file in files])[0])
        seconds, (act, bill) = timed(lambda: [read(file) for file in files])
        taken["read"].append(seconds)
        taken["made and written"].append(
            seconds + timed(lambda a=act, b=bill: akn.dumps(keeling(a, b, title=TITLE).amended))[0]
        )
        taken["three layers"].append(seconds + timed(lambda a=act, b=bill: layers(a, b, title=TITLE))[0])
    return {step: median(found) for step, found in taken.items()}


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    found = measure(rounds)
    for step in ("made and written", "three layers"):
        ratio = found[step] / found["read"]
        print(f"{step}: {ratio:.1f} readings of both files (at most {MOST}), {found[step] / found['parse']:.1f} parses")
        assert ratio <= MOST, f"{step} takes {ratio:.1f} readings"


if __name__ == "__main__":
    main()
