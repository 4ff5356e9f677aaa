"""How long the public page of a large Bill takes to make, with a hundred amendments to it in four packages.

    python tests/bench/site.py [PRINT]

The amendments are made here, from the print itself and a seed: words left out, put in and replaced, new subsections and
new clauses, some of them on the same lines, so that packages meet. Told are the seconds, the same as a multiple of one
parse of the print with lxml in the same run, the largest page and the number of files. PRINT: the file of a Bill.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from lxml import etree

from amend import read
from amend.drafting import make
from amend.engine.apply.apply import Prepared
from amend.formats import draft
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.outline import tops
from amend.web.site.site import site

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("AMEND_CORPUS") or ROOT.parent / "shared" / "corpus")
PRINT = CORPUS / "prints" / "dpdi-bill314-commons-committee.xml"
ACTORS = ("alders", "birches", "chestnuts", "elms")
COUNT = 100
WITHIN = 15.0
"""Seconds that it may take on the machine of the brief."""

MOST = 1_500_000
"""Bytes that a page may have."""


def edits(prepared, chance):
    """What can be done to a print, as the words of amendments, from lines drawn at random."""
    reading = prepared.reading
    clauses = [node.label for _, node in tops(prepared.bill) if node.tag == "section" and node.label.isdigit()]
    for line in chance.sample(reading.lines, len(reading.lines)):
        words = reading.text(line)
        once = [word for word in words.split() if word.isalpha() and len(word) > 5 and words.count(word) == 1]
        if not once:
            continue
        word, place = chance.choice(once), f"Page {line.page}, line {line.number}"
        kind = chance.randrange(10)
        if kind == 0:
            yield (
                f"After Clause {chance.choice(clauses)}, insert the following new Clause—\n"
                f"“Report number {line.page}-{line.number}\n"
                "(1) The keeper must report on the ponds each year.\n(2) The report must be published.”"
            )
        elif kind == 1:
            yield f"{place}, leave out “{word}”"
        elif kind < 5:
            yield f"{place}, after “{word}” insert “, with what follows from it,”"
        else:
            yield f"{place}, leave out “{word}” and insert “{word} or what stands for it”"


def amendments(bill, number):
    """A hundred amendments that can each be made, a quarter for each actor, in turn at places near one another."""
    prepared, found = Prepared(bill), []
    for words in edits(prepared, Random(18)):
        house = "Lords"
        one = Amendment(words, "1", house, "Committee", number, mover="A Member", statement="It does what it says.")
        if make.apply(prepared, [one]).outcomes[0].outcome == "applied":
            found.append(one)
            if len(found) == COUNT:
                return found
    raise SystemExit(f"only {len(found)} amendments can be made to the print")
