"""Whose words each line is: all that amendments put in is theirs, all else is not, and likeness alone gives nothing."""

import shutil
from collections import defaultdict

import pytest
from shorthand import bill

from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.engine.compare.redline import read
from amend.engine.reprint.layout import lined
from amend.engine.reprint.reprint import reprint
from amend.errors import ReadError
from amend.formats import akn, draft
from amend.ledger import blame
from amend.ledger.prints import AtHand, Print, at_hand
from amend.ledger.shipped import BILLS, COMMONS, DRAFTS
from amend.model.amendment import Amendment
from amend.model.lines import Reading

PACKAGES = sorted(folder.name for folder in DRAFTS.iterdir() if list(folder.glob("*.md")))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return at_hand(tmp_path_factory.mktemp("nowhere"))


def letters(words):
    return "".join(words.split())


def owned(found):
    """The letters of each origin, in order."""
    by = defaultdict(str)
    for line in found.lines:
        for run in line.runs:
            for whose in run.whose:
                by[str(whose)] += letters(run.words)
    return dict(by)


def put_in(old, new):
    """The letters that one text has and another has not, by their redline."""
    pieces = [piece for row in read(compare(old, new).redline) for piece in row.visible]
    return letters("".join(piece.words for piece in pieces if piece.kind == "inserted"))


@pytest.mark.parametrize("actor", PACKAGES)
def test_every_word_that_a_package_puts_in_is_its_amendment_s_and_no_other_is(here, actor):
    package = here.package(actor)
    print_ = here.numbered(package[0].print)
    found = blame.of_package(print_, package, actor)
    by = owned(found)
    assert by == {f"{actor} {one.number}": put_in(print_.bill, make.apply(print_.bill, [one]).bill) for one in package}
    amended = make.apply(print_.bill, package).bill
    whole = "".join(letters(run.words) for line in found.lines for run in line.runs if run.whose)
    assert whole == put_in(print_.bill, amended)
    reading = Reading(lined(amended))
    assert [(line.line, line.words) for line in found.lines] == [(line, reading.text(line)) for line in reading.lines]
    assert {outcome.outcome for outcome in found.outcomes} == {"applied"}


PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Fish & frogs
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    3 Short title
      This Act may be cited as the “Ponds Act”.
"""


def ponds(*words, numbers="123456789", **more):
    amendments = [Amendment(one, number, print="Bill 1", **more) for one, number in zip(words, numbers, strict=False)]
    print_ = Print(None, bill(PONDS))
    return blame.of_package(print_, amendments, "me")


def shown(found):
    """Each line with words of an amendment: {words that are} in braces, with the numbers."""
    rows = []
    for line in found.lines:
        if line.whose:
            rows.append("".join(
                f"{{{run.words}|{' '.join(one.amendment for one in run.whose)}}}" if run.whose else run.words
                for run in line.runs
            ))  # fmt: skip
    return rows


@pytest.mark.parametrize(
    ("amendments", "rows"),
    [
        (["Clause 1, page 1, line 3, leave out “weed” and insert “reeds”"],
         ["(1) The keeper must keep every pond clean and free of{ reeds|1}."]),
        (["Clause 1, page 1, line 3, leave out “weed” and insert “reeds”",
          "Clause 1, page 1, line 2, after “keep” insert “, at all times,”"],
         ["(1) The keeper must keep{, at all times,|2} every pond clean and free of{ reeds|1}."]),
        (["Clause 1, page 1, line 4, at end insert—\n“(3) The keeper must count the fish.”"],
         ["{(3) The keeper must count the fish.|1}"]),
        (["Clause 2, page 1, line 7, leave out paragraph (a)"], []),
    ],
)  # fmt: skip
def test_words_in_a_line_and_lines_are_told_apart(amendments, rows):
    found = ponds(*amendments)
    assert all(outcome.outcome == "applied" for outcome in found.outcomes), found.outcomes
    assert shown(found) == rows
    assert all(letters(line.words) for line in found.lines)


def test_a_refused_amendment_has_no_words_and_its_outcome_says_why():
    found = ponds(
        "Clause 1, page 1, line 3, leave out “weed” and insert “reeds”",
        "Clause 1, page 1, line 3, leave out “rubbish” and insert “litter”",
    )
    assert [outcome.outcome for outcome in found.outcomes] == ["applied", "refused"]
    assert owned(found) == {"me 1": "reeds"}


def test_an_amendment_to_an_amendment_has_its_own_words_of_it():
    first = Amendment(
        "Clause 1, page 1, line 4, at end insert—\n“(3) The keeper must count the fish.”", "1", print="Bill 1"
    )
    second = Amendment("Line 2, leave out “fish” and insert “frogs and the newts”", "1A", print="Bill 1", amends="1")
    found = blame.of_package(Print(None, bill(PONDS)), [first, second], "me")
    assert [outcome.outcome for outcome in found.outcomes] == ["applied", "applied"], found.outcomes
    assert shown(found) == ["{(3) The keeper must count the|1}{ frogs and the newts|1A}{.|1}"]


WORD = "Clause 1, page 1, line 11, leave out “consequence” and insert “birds”"


def later(tmp_path, *names):
    """Bills and a record at hand: Bill 351, and Bill 900, which is that with amendments of the actors named made.

    Three actors have amendments to Bill 351: two of them a new clause with a paragraph in common, one a few words.
    """
    clause = "After Clause 23, insert the following new Clause—\n“Reports\n(1) {}\n(2) A report must be published.”"
    record = {
        "owls": [Amendment(clause.format("The Secretary of State must report each year."), "1", print="Bill 351")],
        "larks": [Amendment(clause.format("The Lord Chancellor may report in any year."), "1", print="Bill 351")],
        "wrens": [Amendment(WORD, "7", print="Bill 351")],
    }
    print_ = akn.read(COMMONS)
    for actor, amendments in record.items():
        (tmp_path / "drafts" / actor).mkdir(parents=True)
        for one in amendments:
            draft.write(one, tmp_path / "drafts" / actor / f"{one.number}.md")
    shutil.copytree(BILLS, tmp_path / "bills")
    result = make.apply(print_, [one for name in names for one in record[name]])
    assert {outcome.outcome for outcome in result.outcomes} == {"applied"}, result.outcomes
    data = akn.dumps(reprint(result.bill, print_, number="Bill 900").bill)
    (tmp_path / "bills" / "bill-900.xml").write_bytes(data.replace(b'date="2023-11-08T', b'date="2023-11-20T'))
    return AtHand(tmp_path / "bills", tmp_path / "drafts"), result.bill


def test_words_of_a_later_print_are_those_of_the_recorded_amendment_that_put_them_in(tmp_path):
    here, _ = later(tmp_path, "owls", "wrens")
    assert [one.bill.number for one in here.prints] == ["Bill 351", "Bill 900", "HL Bill 31"]
    found = blame.of_text(here, here.numbered("Bill 900").bill)
    assert found.prints == ("Bill 351",)
    by = owned(found)
    assert by.pop("owls 1") == letters(
        "Reports(1)The Secretary of State must report each year.(2)A report must be published."
    )
    assert by.pop("wrens 7") == "birds"
    assert by.pop("larks 1") == letters("Reports (2) A report must be published.")  # the same, word for word
    assert set(by) <= {"Bill 900"}
    assert len(by.get("Bill 900", "")) < 10  # the number of the new clause


def test_words_that_nobody_recorded_are_the_print_s_that_first_has_them(tmp_path):
    here, _ = later(tmp_path, "owls")
    shutil.rmtree(tmp_path / "drafts")
    (tmp_path / "drafts").mkdir()
    by = owned(blame.of_text(here, here.numbered("Bill 900").bill))
    assert list(by) == ["Bill 900"]
    assert letters("The Secretary of State must report each year.") in by["Bill 900"]


def test_words_of_a_bill_with_amendments_made_are_theirs_or_not_recorded(tmp_path):
    here, made = later(tmp_path, "owls", "wrens")
    by = owned(blame.of_text(here, made))
    assert by["wrens 7"] == "birds"
    shutil.rmtree(tmp_path / "drafts" / "wrens")
    by = owned(blame.of_text(AtHand(here.bills, here.record), made))
    assert by["not recorded"] == "birds"


def test_a_package_whose_draft_is_broken_is_told_and_the_others_are_looked_at(tmp_path):
    here, _ = later(tmp_path, "owls", "wrens")
    (tmp_path / "drafts" / "larks" / "1.md").write_text("no draft\n", "utf-8")
    found = blame.of_text(here, here.numbered("Bill 900").bill)
    assert [str(error).split(";")[0].rpartition("/")[2] for error in found.broken] == [
        "1.md:1: it does not begin with “---”"
    ]
    assert {"owls 1", "wrens 7"} <= owned(found).keys()


def test_the_oldest_print_s_words_are_its_own(here):
    found = blame.of_text(here, here.numbered("Bill 351").bill)
    assert (found.prints, owned(found)) == ((), {})


def test_a_line_reads_as_it_is_printed(here):
    for one in here.prints:
        found = blame.of_text(here, one.bill)
        assert [line.words for line in found.lines] == [found.reading.text(line) for line in found.reading.lines]


def test_of_real_prints_each_word_is_of_one_or_of_the_other(corpus, tmp_path):
    """The Social Housing Bill, HL Bill 54 and HL Bill 60: what the later has besides is what its redline says."""
    for name in ("social-housing-hl54-lords-committee.xml", "social-housing-hl60-lords-report.xml"):
        shutil.copy(corpus / "prints" / name, tmp_path)
    (tmp_path / "drafts").mkdir()
    here = AtHand(tmp_path, tmp_path / "drafts")
    old, new = here.prints
    found = blame.of_text(here, new.bill)
    assert found.prints == (old.bill.number,)
    pieces = [piece for row in read(compare(old.bill, new.bill).redline) for piece in row.visible]
    inserted = letters("".join(piece.words for piece in pieces if piece.kind == "inserted" and not piece.printing))
    assert len(inserted) > 1000
    by = owned(found)
    assert set(by) == {new.bill.number}
    assert inserted.endswith(by[new.bill.number][-500:])
    assert abs(len(inserted) - len(by[new.bill.number])) <= 10  # what stands before the first printed line


def test_a_print_that_is_not_at_hand_is_an_error(here):
    with pytest.raises(
        ReadError, match=r"the print “HL Bill 99” is not among the prints there \(Bill 351, HL Bill 31\)"
    ):
        here.numbered("HL Bill 99")
