"""What stands beside a text: the amendments that `amend draft` writes of it, what they fall foul of, what is missing."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

import pytest
from pond_record import space, tabled
from seeded_edits import seeded

from amend.desk.edits import Add, Remove, Reword
from amend.desk.keeping import Keeping
from amend.desk.sheet import Sheet
from amend.drafting.known_print import KnownPrint
from amend.drafting.reverse import draft
from amend.drafting.rules.check import check
from amend.errors import Refusal
from amend.formats import akn
from amend.ledger.workspace import workspace_of
from amend.model.house import House

PRINTS = {
    "social-housing-hl54-lords-committee.xml": House.LORDS,
    "dpdi-bill314-commons-committee.xml": House.COMMONS,
}
MANY = int(os.environ.get("AMEND_DESK_EDITS", "3"))
"""Edits of each print that are tried: 200 when all of them are."""


@pytest.mark.parametrize("name", PRINTS)
def test_the_amendments_shown_are_those_of_draft_for_the_file(corpus, name):
    """Byte for byte, and the findings too: of the text read from its file, which shares nothing with the print."""
    file, house = corpus / "prints" / name, PRINTS[name]
    prepared, plain = KnownPrint(akn.read(file)), akn.read(file)
    for edit, text in islice(seeded(prepared.bill, MANY, 54), MANY):
        sheet = Sheet(prepared, house)
        sheet.do(0, edit)
        assert sheet.text == text
        shown = sheet.beside()
        if not shown.proved and shown.amendments:  # an edit that takes one mark of two, say: nothing is left to draft
            with pytest.raises(Refusal) as refused:
                draft(plain, akn.parse(akn.dumps(text)), house, partly=True)
            assert all(one.reason in str(refused.value) for one in shown.amendments), edit
            continue
        written = draft(plain, akn.parse(akn.dumps(text)), house, partly=True)
        assert shown.proved == written.amendments, edit
        assert [one.reason for one in shown.amendments if one.state == "not proved"] == [
            finding.message for finding in written.findings[: len(written.undrafted)]
        ]
        assert shown.notes == written.notes
        found = check(plain, written.amendments)
        assert sorted(map(repr, (*shown.findings, *shown.companions))) == sorted(map(repr, found)), edit


ROW, CLAUSE, WELLS = (0, 2, 0, 2, 0), (0, 2, 0), (0, 2, 1)


@pytest.fixture
def kept(tmp_path):
    space(tmp_path, amendments=[("heron", tabled("1")), ("otter", replace(tabled("7"), print="Bill 9"))])
    return Keeping(workspace_of(tmp_path))


def sheet_of(kept, *edits):
    found = Sheet(KnownPrint(akn.read(kept.space.current)), House.COMMONS, kept)
    for edit in edits:
        found.do(found.version, edit)
    return found


@pytest.mark.parametrize(
    ("edit", "fallen"),
    [
        (Remove(CLAUSE), [("heron", "1", "1", "pre-empts")]),
        (Reword(ROW, "A pond must be kept free."), [("heron", "1", "1", "alternative")]),
        (Reword(ROW, "A pond must be kept clean at all times."), []),
        (Remove(WELLS), []),
    ],
)
def test_what_an_edit_makes_fall_of_the_drafts_that_are_there(kept, edit, fallen):
    found = sheet_of(kept, edit).beside().falls
    assert [(one.whose, one.other.split(" ")[0], one.ours, one.touching.kind) for one in found] == fallen


def test_a_draft_that_another_program_changes_counts_as_it_is_now(kept):
    sheet = sheet_of(kept, Remove(CLAUSE))
    assert len(sheet.beside().falls) == 1
    assert sheet.beside() is sheet.beside()  # nothing is worked out twice
    file = kept.space.drafts / "heron" / "000.md"
    file.write_text(file.read_text().replace("Clause 1, page 1, line 2", "Clause 2, page 1, line 4"))
    assert sheet.beside().falls == ()
    file.write_text("no draft")
    assert sheet.beside().falls == ()


def test_what_is_missing_stands_apart_from_what_is_wrong(kept):
    regulations = Add(
        CLAUSE,
        "clause",
        "The Secretary of State shall by regulations name ponds and may by regulations add more.",
        "Names",
    )
    beside = sheet_of(kept, regulations).beside()
    assert [one.code for one in beside.companions] == ["A402"]
    assert [one.code for one in beside.findings] == ["A304", "A601"]


def test_a_place_that_no_amendment_can_say_is_told_with_what_to_do(kept):
    beside = sheet_of(kept, Reword(ROW, "A pond must be “kept clean.")).beside()
    (shown,) = beside.amendments
    assert (shown.state, shown.words, shown.place) == ("not proved", "", "clause 1")
    assert shown.reason
    assert beside.findings == beside.companions == beside.falls == ()


def test_nothing_stands_beside_the_print_itself(kept):
    assert sheet_of(kept).beside().amendments == ()


def test_words_put_in_for_either_house_are_in_its_style(kept):
    sheet = sheet_of(kept, Remove(WELLS))
    shown = []
    for house in House:
        sheet.house = house
        shown.append(sheet.beside().amendments[0].words)
    assert shown == ["Page 1, line 3, leave out Clause 2", "Leave out Clause 2"]


def test_sheets_over_one_print_do_not_disturb_one_another(kept):
    """As the requests of several windows, each in a thread of its own."""
    edits = [Remove(WELLS), Reword(ROW, "A pond must be kept full."), Add(CLAUSE, "clause", "Nets go.", "Nets")]
    print_ = KnownPrint(akn.read(kept.space.current))

    def shown(edit, prepared):
        sheet = Sheet(prepared, House.LORDS, kept)
        sheet.do(0, edit)
        return sheet.beside()

    alone = [shown(edit, KnownPrint(print_.bill)) for edit in edits]
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(lambda edit: shown(edit, print_), edits * 8)) == alone * 8
