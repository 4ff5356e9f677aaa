"""Seeded mutations of what each reader reads: an error of ours or a result that the whole chain takes, never a traceback.

AMEND_FUZZ is how many for each reader; the few of an ordinary run keep it quick.
"""

import gc
import json
import os
import random
import resource
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from canonical_xml import canonical
from lxml import etree
from made_pdf import paper as paper_in_pdf
from made_pdf import ponds
from mutations import bytes_changed, elements_changed, parts_changed, rows_changed, values_changed
from shorthand import bill
from wordfile import p, packed, row, tbl

from amend.documents import printed_bill, web_bill
from amend.drafting import explain, make, papers, reverse
from amend.engine.compare.compare import compare
from amend.engine.reprint.reprint import reprint
from amend.errors import AmendError
from amend.formats import akn, bills_api, draft, front_matter, pasted, position
from amend.ledger import workspace
from amend.ledger.git import came_in, journal, lock, seal
from amend.ledger.git.command import Git
from amend.ledger.git.repository import Commit, FileChange, message_parts
from amend.model.address import Address
from amend.model.lines import Reading
from amend.web.redline import page
from amend.word.bills import rows
from amend.word.edits import import_edits, match
from amend.word.write import export
from amend.word.write.paper import paper

DATA = Path(__file__).parents[1] / "data"
MANY = int(os.environ.get("AMEND_FUZZ", "44"))
FULL = "AMEND_FUZZ" in os.environ
SLOWEST = 2.0
"""Seconds of this process, not of the clock."""

WARM, MOST = 40, 120
"""After how many the memory is measured, and by how many MB its most may then grow."""

LONGEST = 2_000
"""Characters of an error."""

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
RICH = """
    1 Duty to keep <ref>ponds</ref>
      (1) The keeper must keep every <b>pond</b> clean |and free of weed<!note>.
      (2) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The keeper must clear weed.
      ].
      (3) In this section—
        * “pond” means still water;
        * “weed” has the meaning in section 1(2);
      full-out words
    ===
    # Fish
    2 Fish
      The fish are set out in Schedule 1.
    Schedule 1 Fish
      # Counting
      1 (1) Count the fish—
          (a) in spring, and
          (b) in autumn.
        (2) The table follows.
        : carp : 1
        : tench : 2
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


def text(data):
    return data.decode("utf-8", "replace")


def chain(found):
    """All that is done with a Bill that was taken in: drafted to, amended, compared, printed again, written."""
    done = make.apply(found, [draft.loads(DRAFT)])
    comparison = compare(PRINT, found)
    page(comparison)
    export.redline_of(comparison)
    export.tracked_redline(found, [draft.loads(DRAFT)])
    reprint(done.bill, found)
    with suppress(AmendError):
        reverse.draft(PRINT, found, partly=True)
    with suppress(AmendError):
        reverse.draft(found, done.bill, partly=True)


def of_bill(data, folder):
    found = akn.parse(data)
    with suppress(etree.XMLSyntaxError):  # a namespace that is no URI cannot be compared in canonical form
        assert canonical(akn.dumps(found)) == canonical(data)
    for step in (chain, Reading):
        with suppress(AmendError):
            step(found)


def of_draft(data, folder):
    found = draft.loads(text(data))
    assert draft.loads(draft.dumps(found)) is not None
    make.findings(PRINT, [found])
    applied = make.apply(PRINT, [found])
    akn.parse(akn.dumps(applied.bill))
    for step in (
        lambda: page(compare(PRINT, applied.bill)),
        lambda: export.tracked_redline(PRINT, [found]),
        lambda: explain.explain(PRINT, found),
        lambda: paper(papers.gathered([found], PRINT)),
        lambda: papers.parse(papers.dumps(papers.gathered([found], PRINT))),
        lambda: reverse.draft(PRINT, applied.bill, partly=True),
    ):
        with suppress(AmendError):
            step()


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
    for step in (lambda: papers.dumps(read), lambda: paper(read), lambda: export.tracked_redline(PRINT, drafts)):
        with suppress(AmendError):
            step()


def of_pasted(data, folder):
    of_paper(papers.checked(pasted.parse(text(data))))


def of_paper_file(data, folder):
    file = folder / "paper.txt"
    file.write_bytes(data)
    of_paper(papers.read(file))


def of_reply(data, folder):
    of_paper(papers.checked(bills_api.parse(data)))


def of_printed_paper(data, folder):
    of_paper(papers.parse(data))


def of_workspace(data, folder):
    (folder / "amend.toml").write_bytes(data)
    workspace.dumps(workspace.load(folder))


def of_edits(untracked):
    def read(data, folder):
        file = folder / "bill.docx"
        file.write_bytes(data)
        by_author = len(data) % 3 == 0
        edited = match.read(file, PRINT)
        import_edits.drafted(edited, None, by_author=by_author, comments=not by_author, untracked=untracked)

    return read


def of_word_bill(data, folder):
    file = folder / "bill.docx"
    file.write_bytes(data)
    found = rows.read(file).bill
    chain(akn.parse(akn.dumps(found)))


def of_printed_bill(data, folder):
    chain(akn.parse(akn.dumps(printed_bill.parse(data).bill)))


def of_printed_list(data, folder):
    file = folder / "paper.pdf"
    file.write_bytes(data)
    of_paper(papers.read(file))


def of_page(data, folder):
    chain(akn.parse(akn.dumps(web_bill.parse(data).bill)))


def of_template(data, folder):
    paper(papers.gathered([draft.loads(DRAFT)], PRINT), template=data)


def of_seal(data, folder):
    file = folder / "seal"
    file.write_bytes(data)
    found = seal.read(file)
    file.write_text(seal.dumps(found), "utf-8")
    assert seal.read(file) == found


def of_message(data, folder):
    """A commit that brings the position, its message the mutated one, its contents every other time mutated too."""
    subject, body, trailers = message_parts(text(data).replace("\0", ""))
    when = datetime(2024, 5, 1, 12, tzinfo=UTC)
    change = FileChange("drafts/our-office/positions/P1.md", "M" if len(data) % 2 else "A", "1" * 40, "2" * 40)
    commit = Commit(
        "3" * 40, ("4" * 40,), "Example body", "our-office@actors.invalid", when, "A Clerk", when, subject, body, trailers,
        (change,),
    )  # fmt: skip
    contents = {"1" * 40: POSITION.encode(), "2" * 40: data if len(data) % 3 == 0 else POSITION.encode()}
    for finding in came_in.commit_findings(commit, contents, date(2024, 6, 1)):
        str(finding)


def of_journal(data, folder):
    """What a record that was cut short left, in a repository of its own; nothing above it is touched."""
    root = folder / "record"
    if not root.exists():
        root.mkdir()
        git = Git(root, root / ".git")
        git.ask("init", "--quiet")
        (root / "amend.toml").write_text(TOML)
        git.ask("add", "amend.toml")
        git.ask("-c", "user.name=A", "-c", "user.email=a@b.invalid", "commit", "--quiet", "-m", "one")
    git = Git(root, root / ".git")
    (git.directory / journal.NAME).write_bytes(data)
    with lock.lock_held(git.directory) as held:
        try:
            journal.settle_journal(git, held=held)
        finally:
            assert (root / "amend.toml").read_text() == TOML
            (git.directory / lock.NAME).write_bytes(data)  # what a process left there that died as it wrote
            os.truncate(git.directory / lock.NAME, min(len(data), 30))


def of_citation(data, folder):
    found = Address.parse(text(data))
    assert Address.parse(str(found)) == found
    Reading(PRINT)


def word():
    return export.tracked_redline(PRINT, [draft.loads(DRAFT)]).data


def word_bill():
    rows = [
        "Ponds Bill",
        "1 Duty to keep ponds",
        "(1) The keeper must keep every pond clean.",
        "(2) The keeper must not sell—",
    ]
    rows += [
        "(a) carp, or",
        "(b) tench.",
        "2 Short title",
        "This Act may be cited as the Ponds Act.",
        "SCHEDULE 1",
        "Fish",
    ]
    return packed(*map(p, rows), tbl(row("carp", "1"), row("tench", "2")), p("1 Carp may be fed."))


def printed():
    listed = papers.gathered([draft.loads(DRAFT)], PRINT)
    return papers.dumps(listed)


def sealed():
    return seal.dumps(seal.Seal("a" * 40, 3, "2024-05-01", {"drafts/our-office/positions/P1.md": "b" * 64})).encode()


def noted():
    done = journal.Journal(
        {"drafts/our-office/2.md": "c" * 64}, ["amend.toml"], ["drafts"], "refs/heads/main", "d" * 40
    )
    return json.dumps({name: getattr(done, name) for name in done.__slots__}).encode()


MESSAGE = """our-office: supports, letter

They were for it.

Position: P1
Stance: supports
Amendment: amendment 7
Source: example.org
"""

PAGE = """<html><body><p>Be it enacted as follows:—</p>
<h3>1 Ponds</h3>
<p><span>(1)</span>A keeper must—</p>
<ol type="a"><li>count newts, and</li><li>report them.</li></ol>
<table border="1"><tr><td>Small</td><td>£5</td></tr></table>
</body></html>"""

READERS = {
    "akn": (lambda: XML, elements_changed, of_bill, 2),
    "akn, with quotations and tables": (lambda: akn.dumps(bill(RICH)), elements_changed, of_bill, 4),
    "an Act in CLML": ((DATA / "ponds-act-clml.xml").read_bytes, elements_changed, of_bill, 2),
    "an Act in Akoma Ntoso": ((DATA / "ponds-act-akn.xml").read_bytes, elements_changed, of_bill, 4),
    "draft": (DRAFT.encode, rows_changed, of_draft, 1),
    "position": (POSITION.encode, rows_changed, of_position, 1),
    "front matter": (DRAFT.encode, bytes_changed, of_front_matter, 1),
    "pasted": (PASTED.encode, rows_changed, of_pasted, 1),
    "pasted, as a file": (lambda: PASTED.encode("utf-16"), bytes_changed, of_paper_file, 1),
    "paper": (printed, elements_changed, of_printed_paper, 1),
    "bills_api": (REPLY.encode, values_changed, of_reply, 1),
    "amend.toml": (TOML.encode, rows_changed, of_workspace, 1),
    "docx, edits": (word, parts_changed, of_edits(False), 4),
    "docx, edits that are not tracked": (word, parts_changed, of_edits(True), 4),
    "docx, a Bill": (word_bill, parts_changed, of_word_bill, 4),
    "pdf, a Bill": (lambda: ponds()[0], bytes_changed, of_printed_bill, 6),
    "pdf, a paper": (paper_in_pdf, bytes_changed, of_printed_list, 12),
    "html, a Bill": (PAGE.encode, rows_changed, of_page, 4),
    "docx, a template": (lambda: paper(papers.gathered([], PRINT)), parts_changed, of_template, 4),
    "seal": (sealed, rows_changed, of_seal, 1),
    "commit": (MESSAGE.encode, rows_changed, of_message, 1),
    "journal": (noted, values_changed, of_journal, 3),
    "citation": ("Schedule 2 Part 1 paragraph 4(2)(a) section 96A(4)".encode, bytes_changed, of_citation, 1),
}
"""Each reader: what it reads, how that is mutated, the chain behind it, and in an ordinary run one in how many is tried."""


@pytest.mark.parametrize("reader", READERS)
def test_no_mutation_ends_in_a_traceback_or_takes_long(reader, tmp_path):
    given, mutate, taken_in, share = READERS[reader]
    seed_data, taken = given(), 0
    many = MANY if FULL else MANY // share
    for seed in range(many):
        data = mutate(seed_data, random.Random(f"{reader} {seed}"))
        if seed == WARM:
            before = memory()
        start = time.process_time()
        try:
            taken_in(data, tmp_path)
            taken += 1
        except AmendError as error:
            assert_is_one_line(str(error), reader, seed)
        except Exception as error:
            raise AssertionError(f"seed {seed} of {reader}: {error!r}") from error
        lasted = time.process_time() - start
        if seed % 25 == 0:
            gc.collect()  # which Python does seldom by itself: what is measured is what is kept
        assert lasted < SLOWEST, f"seed {seed} of {reader} took {lasted:.1f} s"
    assert taken, "nothing was taken in"
    if many > WARM:
        assert memory() - before < MOST, f"{reader} came to keep {memory() - before} MB"


def assert_is_one_line(said, reader, seed):
    assert said.strip(), f"seed {seed} of {reader} says nothing"
    assert said.count("\n") == 0, f"seed {seed} of {reader} says more than a line: {said!r}"
    assert len(said) < LONGEST, f"seed {seed} of {reader} says {len(said)} characters: {said[:100]!r}"


def memory():
    """The most memory that this process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1_000_000 if sys.platform == "darwin" else 1_000)
