"""Seeded mutations of what each reader reads: an error of ours or a result that the whole chain takes, never a traceback.

AMEND_FUZZ is how many for each reader.
"""

import io
import json
import os
import random
import time
import zipfile
from contextlib import suppress

import pytest
from canonical_xml import canonical
from lxml import etree
from shorthand import bill

from amend.drafting import explain, make, papers
from amend.engine.compare.compare import compare
from amend.errors import AmendError
from amend.formats import akn, bills_api, draft, front_matter, pasted, position
from amend.ledger import workspace
from amend.word.bills import divide
from amend.word.edits import import_edits, match
from amend.word.write import export

MANY = int(os.environ.get("AMEND_FUZZ", "120"))
SLOWEST = 2.0
"""Seconds of this process, not of the clock."""

PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Fish & frogs
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    ===
    3 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 Carp may be fed.
"""
PRINT = bill(PONDS)
XML = akn.dumps(PRINT)
DRAFT = """---
number: "1"
house: "Lords"
print: "Bill 1"
mover: "Lord Example"
supporters: ["Lord One", "Lord Two"]
gov: ""
date: "2024-04-23"
---

After Clause 1, insert the following new Clause—
“Review
(1) The keeper must review—
(a) ponds, and
(b) ditches.
(2) In this section “pond” includes a lake.”

Member’s explanatory statement

This new clause requires a review.
"""
POSITION = """---
id: "P1"
date: "2020-05/2022-05"
who: "Example body"
kind: "ngo"
vehicle: "letter"
on: ["firewall", "amendment 7"]
stance: "supports"
sure: "verified"
sources: ["example.org"]
---

They were for it.
"""
PASTED = """Clause 1

LORD EXAMPLE
BARONESS SECOND

1 Clause 1, page 1, line 2, leave out “every” and insert “each”

Member’s explanatory statement
This is to probe.

2★ Page 1, line 4, at end insert—
“(3) The keeper must—
(a) count frogs, and
(b) report.”
"""
TOML = 'format = 1\nbill = "Ponds"\nprint = "Bill 1"\nfile = "bills/bill-1.xml"\nhouse = "Commons"\n'
REPLY = json.dumps(
    {
        "items": [
            {
                "amendmentId": 1,
                "marshalledListText": "1",
                "clause": "1",
                "pageNumber": 1,
                "lineNumber": 2,
                "decision": "NoDecision",
                "statusIndicator": "★",
                "amendmentNote": "As an amendment to amendment 4",
                "sponsors": [{"name": "Lord One", "isLead": True, "sortOrder": 1}],
                "amendmentLines": [{"text": "Clause 1, page 1, line 2, leave out “every”<br>", "isImage": False}],
                "explanatoryText": "<p>To probe</p>",
            }
        ]
    },
    ensure_ascii=False,
)

PIECES = [
    "", "\0", "\ufeff", "\u202e", "\ud7ff", "“", "”", "—", "(a)", "(1) ", "---\n", "\n\n", "[", "]", "{", "}", "<", ">", "&#0;",
    "&amp;", "9" * 30, "-1", "9" * 4400, "null", "true", "1e999", '"', "'", "*", "&x", "!!str ", ": ", "- ", "<b>", "</p>", "<?L 1-1?>",
    "<![CDATA[", "<!--", "ſ", "٣", "é", "\x1b[31m", "\x85", "<<<<<<< x\n", ">>>>>>> x\n", "Clause ", "Schedule ", "page ", "line ",
]  # fmt: skip


def mutated(data, chance):
    """Bytes with some changed: single ones, pieces put in, taken out, doubled, moved, or cut off at an end."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        to = min(to, at + chance.choice((1, 3, 20, 200)))
        piece = chance.choice(PIECES).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 1, 2, 40))
        how = chance.randrange(7)
        if how == 0 and data:
            at = min(at, len(data) - 1)
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif how == 1:
            data = data[:at] + piece + data[at:]
        elif how == 2:
            data = data[:at] + piece + data[to:]
        elif how == 3:
            data = data[:at] + data[to:]
        elif how == 4:
            data = data[:to] + data[at:to] * chance.choice((1, 2, 50)) + data[to:]
        elif how == 5:
            other = chance.randrange(len(data) + 1)
            data = data[:other] + data[at:to] + data[other:]
        else:
            data = data[: chance.randrange(len(data) + 1)]
    return data


def text(data):
    return data.decode("utf-8", "replace")


def of_bill(data, folder):
    found = akn.parse(data)
    with suppress(etree.XMLSyntaxError):  # a namespace that is no URI cannot be compared in canonical form
        assert canonical(akn.dumps(found)) == canonical(data)
    compare(PRINT, found)
    make.apply(found, [draft.loads(DRAFT)])


def of_draft(data, folder):
    found = draft.loads(text(data))
    assert draft.loads(draft.dumps(found)) is not None
    make.check(PRINT, [found])
    applied = make.apply(PRINT, [found])
    akn.parse(akn.dumps(applied.bill))
    compare(PRINT, applied.bill)
    explain.explain(PRINT, found)


def of_position(data, folder):
    found = position.loads(text(data), "our-office")
    assert position.loads(position.dumps(found), "our-office") == found


def of_front_matter(data, folder):
    front_matter.front_and_body(text(data), "it")


def of_paper(read):
    drafts = [one for one in read.amendments if one.words]
    make.apply(PRINT, drafts)
    for one in drafts:
        draft.dumps(one)


def of_pasted(data, folder):
    of_paper(pasted.parse(text(data)))


def of_reply(data, folder):
    of_paper(bills_api.parse(data))


def of_printed_paper(data, folder):
    of_paper(papers.parse(data))


def of_workspace(data, folder):
    (folder / "amend.toml").write_bytes(data)
    workspace.dumps(workspace.load(folder))


def of_word(data, folder):
    file = folder / "bill.docx"
    file.write_bytes(data)
    for act in (edits, alone):
        try:
            act(file)
        except AmendError:
            continue


def edits(file):
    import_edits.drafted(match.read(file, PRINT), None, by_author=False, comments=False)


def alone(file):
    akn.dumps(divide.read(file).bill)


def in_word(data, chance):
    """A Word file with one of its parts mutated, or the file itself."""
    if chance.randrange(8) == 0:
        return mutated(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = "word/document.xml" if chance.randrange(3) else chance.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, mutated(part, chance) if name == chosen else part)
    return out.getvalue()


def word():
    return export.tracked_redline(PRINT, [draft.loads(DRAFT)]).data


def printed():
    listed = papers.gathered([draft.loads(DRAFT)], PRINT)
    return papers.dumps(listed)


READERS = {
    "akn": (lambda: XML, mutated, of_bill, 1),
    "draft": (DRAFT.encode, mutated, of_draft, 1),
    "position": (POSITION.encode, mutated, of_position, 1),
    "front matter": (DRAFT.encode, mutated, of_front_matter, 1),
    "pasted": (PASTED.encode, mutated, of_pasted, 1),
    "paper": (printed, mutated, of_printed_paper, 1),
    "bills_api": (REPLY.encode, mutated, of_reply, 1),
    "amend.toml": (TOML.encode, mutated, of_workspace, 1),
    "docx": (word, in_word, of_word, 3),
}
"""Each reader: what it reads, how that is mutated, the chain behind it, and one in how many is tried."""


@pytest.mark.parametrize("reader", READERS)
def test_no_mutation_ends_in_a_traceback_or_takes_long(reader, tmp_path):
    given, mutate, chain, share = READERS[reader]
    seed_data, taken = given(), 0
    for seed in range(MANY // share):
        data = mutate(seed_data, random.Random(f"{reader} {seed}"))
        start = time.process_time()
        try:
            chain(data, tmp_path)
            taken += 1
        except AmendError:
            pass
        except Exception as error:
            raise AssertionError(f"seed {seed} of {reader}: {error!r}") from error
        lasted = time.process_time() - start
        assert lasted < SLOWEST, f"seed {seed} of {reader} took {lasted:.1f} s"
    assert taken, "nothing was taken in"
