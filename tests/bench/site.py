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
from dataclasses import replace
from pathlib import Path
from random import Random

from lxml import etree

from amend import read
from amend.drafting import make
from amend.engine.apply.apply import Prepared
from amend.formats import draft
from amend.ledger.prints import at_hand
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
    near = chance.sample(reading.lines, COUNT)  # fewer than are drawn, so that several fall on one
    for line in chance.choices(near, k=20 * COUNT):
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


def workspace(folder, file):
    """A workspace with a print and the amendments to it; the record has nothing else."""
    bill = read(file)
    (folder / "bills").mkdir(parents=True)
    (folder / "bills" / "print.xml").write_bytes(Path(file).read_bytes())
    (folder / "amend.toml").write_text(f'print = "{bill.number}"\nfile = "bills/print.xml"\n')
    for index, one in enumerate(amendments(bill, bill.number)):
        mine = folder / "drafts" / ACTORS[index % len(ACTORS)]
        mine.mkdir(parents=True, exist_ok=True)
        draft.write(replace(one, number=str(index // len(ACTORS) + 1)), mine / f"{index // len(ACTORS) + 1}.md")


def main():
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else PRINT
    if not file.exists():
        print(f"{file.name} is not here: set AMEND_CORPUS, or name the file of another Bill")
        return
    with tempfile.TemporaryDirectory() as folder:
        space, public = Path(folder) / "space", Path(folder) / "public"
        workspace(space, file)
        start = time.perf_counter()
        etree.parse(file)
        parse = time.perf_counter() - start
        start, used = time.perf_counter(), time.process_time()
        made = site(at_hand(space), public)
        taken, used = time.perf_counter() - start, time.process_time() - used
        files = [one for one in public.rglob("*") if one.is_file()]
        largest = max((one for one in files if one.suffix == ".html"), key=lambda one: one.stat().st_size)
        size = largest.stat().st_size
        print(
            f"a site of {COUNT} amendments to {file.name}: {taken:.1f} s ({used:.1f} s of the processor), "
            f"{taken / parse:.0f} times one parse (at most {WITHIN:.0f} s)"
        )
        print(
            f"{made.pages} pages in {len(files)} files, {sum(one.stat().st_size for one in files) / 1e6:.1f} MB; "
            f"the largest page is {largest.relative_to(public)}: {size / 1e6:.2f} MB (at most {MOST / 1e6:.1f})"
        )
        assert len(list(public.glob("amendments/*.html"))) > COUNT
        sys.exit(size > MOST)


if __name__ == "__main__":
    main()
