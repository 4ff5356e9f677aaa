"""A small print and amendments to it, also drawn at random, for the tests of what touches what."""

from dataclasses import replace

from shorthand import bill

import amend
from amend.engine.apply.apply import Prepared
from amend.model.amendment import Amendment
from amend.model.citation import address_of

PONDS = """
1 Duty to keep ponds
  (1) The keeper must keep every pond clean |and free of weed |in spring and autumn.
  (2) The keeper may charge for entry |to a pond or weir.
2 Fish
  (1) The keeper must not sell—
    (a) carp,
    (b) tench, or
    (c) pike.
  (2) The keeper must count the fish in spring.
"""


def printed(text, number="HL Bill 1"):
    return replace(amend.lines(bill(text)), number=number)


PRINT = Prepared(printed(PONDS))
COMMONS = Prepared(printed(PONDS, "Bill 1"))


def at(words, number, where="", house="Lords", **fields):
    """An amendment; PLACE in its words stands for the page and line on which the words `where` begin."""
    reading = PRINT.reading
    line = reading.line_at(reading.words.index(where)) if where else None
    place = f"page {line.page}, line {line.number}" if line else ""
    print_ = "HL Bill 1" if house == "Lords" else "Bill 1"
    return Amendment(words.replace("PLACE", place), number, house, fields.pop("stage", "Report"), print_, **fields)


BLOCK = at("Clause 1, PLACE, leave out from “clean” to the end of subsection (1)", "1", "The keeper must keep")
INSIDE = at("Clause 1, PLACE, leave out “weed”", "2", "and free of")
PUT_IN = at("Clause 1, PLACE, after “weed” insert “and rats”", "3", "and free of")


def drawn(chance, number):
    """An amendment to words of the print drawn at random, in a form drawn at random."""
    reading = PRINT.reading
    line = chance.choice([line for line in reading.lines if len(reading.text(line)) > 20])
    words = reading.words[line.start : line.end].split("\n")[-1].split(" ")
    start = chance.randrange(len(words))
    quote = " ".join(words[start : start + chance.randint(1, 3)]).rstrip(".—,")
    clause = str(address_of(PRINT.bill, reading.locate(line.start)[0].path).top()).replace("clause", "Clause")
    form = chance.choice(("leave out “Q”", "leave out “Q” and insert “herons”", "after “Q” insert “or N”", "before “Q” insert “N”",
                          "leave out from “Q” to end of line L", "at end insert “N”"))  # fmt: skip
    action = form.replace("Q", quote).replace("N", f"heron {number}").replace("L", str(line.number))
    return Amendment(
        f"{clause}, page {line.page}, line {line.number}, {action}", number, "Lords", "Report", "HL Bill 1"
    )
