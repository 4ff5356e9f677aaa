"""Out to Word, edited in LibreOffice with tracking on, and in again: the amendments give exactly the edited text."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from amend.drafting import make
from amend.formats import akn
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.word.edits import import_edits, match
from amend.word.ooxml import open_untrusted, tracked
from amend.word.write.document import document

ROOT = Path(__file__).resolve().parents[3]
SESSION = Path(__file__).resolve().parents[1] / "writer_session.py"
PYTHON = "/usr/bin/python3"
HL_BILL_31 = ROOT / "bills" / "victims-and-prisoners" / "hl-bill-31.xml"

SITTINGS = {
    "words": {
        "a word replaced": [["replace", "done to the individual, or", "done to the victim, or"]],
        "words inserted": [["insert", "of the circumstances in", " the last words of"]],
        "words left out": [["delete", " directly in some other way"]],
        "the first words": [["replace", "Whether a child is a victim", "If a child is a victim"]],
        "the last words": [["replace", "it is immaterial whether anyone", "it does not matter whether any person"]],
        "all the words of a paragraph": [["retype", "a close relative of the individual", "(c)\tthe individual’s spouse died;"]],
        "the words of a definition": [["replace", "harm to the body or to the mind", "bodily and mental harm"]],
        "a term that is defined": [["replace", "“criminal conduct” means conduct", "“crime” means conduct"]],
        "words in two places of a paragraph": [
            ["replace", "must keep under review whether, and in what way, the criminal", "must review whether, and how, the criminal"],
            ["replace", "An elected local policing body must", "A policing body must"],
        ],
        "the long title": [["replace", "victims of criminal conduct and for others", "victims of crime and for others"]],
    },
    "paragraphs that come in": {
        "a subsection after another": [["paragraphs_after", "Whether a child is a victim", "(3A)\tThis is new."]],
        "a paragraph at the end of a list": [
            ["replace", "and that abuse is criminal conduct.", "and that abuse is criminal conduct;"],
            ["paragraphs_after", "the individual is a child who is", "(e)\tthe individual is old."],
        ],
        "a paragraph at the beginning of a list": [["paragraphs_after", "A revision is minor if", "(za)\tis short,"]],
        "a subsection before the first": [["paragraphs_before", "There must be a code of practice", "(A1)\tFirst of all."]],
        "a list in a list": [
            ["paragraphs_after", "different provision for different areas", "(9A)\tThe code may provide for—", "(a)\tone thing, or", "(b)\tanother, if—", "(i)\tit rains, or", "(ii)\tit snows."],
        ],
        "a definition": [["paragraphs_after", "“harm” includes harm to the body", "“hurt” includes pain."]],
        "words at the end of a list": [["paragraphs_after", "by regulations appoint the day on which it comes", "in each case without delay."]],
        "the second subsection of a clause": [["paragraphs_after", "This Act may be cited as", "(2)\tIt may not be cited otherwise."]],
    },
    "paragraphs that go": {
        "a paragraph with its mark": [["delete_paragraphs", "take part in reviews under section 6(2)(c)", "take part in reviews under section 6(2)(c)"]],
        "a paragraph with the mark before it": [["delete_back", "share that information with the Authority", "share that information with the Authority"]],
        "a subsection with its list": [["delete_paragraphs", "The victims’ code may restrict the application", "specified persons who provide services"]],
        "the last subsection of a clause": [["delete_back", "2|applies to regulations under this section as it applies", "2|applies to regulations under this section as it applies"]],
        "the words of a paragraph but not its mark": [["delete", "(7)\tExpressions used in this section and in section 12 have the same meaning in this section as in that section."]],
        "two paragraphs joined": [["join", "reported the offence, or"], ["replace", "(b)\twas charged", "was charged"]],
        "a paragraph split in two": [
            ["replace", "They must publish the strategy, keep", "They must publish the strategy. They must keep"],
            ["enter", "They must publish the strategy."],
            ["replace", " They must keep it under", "(5A)\tThey must keep it under"],
        ],
    },
    "clauses": {
        "a clause": [
            ["paragraphs_after", "A court may, however, receive the code", "5A\tNew duty", "(1)\tEveryone must be kind.", "(2)\tThat means—", "(a)\tnice, and", "(b)\tfriendly."],
        ],
        "a clause without a number": [["paragraphs_after", "has the same meaning as in section 6", "Another duty", "(1)\tEveryone must be quiet.", "(2)\tNo exceptions."]],
        "a clause left out": [["delete_paragraphs", "2|Publication of code compliance information", "under section 7, 8 or 9"]],
        "a clause in the place of another": [
            ["delete_paragraphs", "2|Section 3 of the Human Rights Act 1998: power to change", "made under that section"],
            ["paragraphs_before", "2|Application of certain Convention rights", "51\tHuman rights", "This Act does not alter the Human Rights Act 1998."],
        ],
    },
    "quoted text": {
        "quoted words": [["replace", "prisoner, once released, would do serious harm", "prisoner, if released, would do serious injury"]],
        "a quoted paragraph": [["paragraphs_after", "any assessment of the risk which the prisoner poses", "(e)\tanything else."]],
        "a paragraph at the end of a quotation": [["paragraphs_within", "(d)\ta prisoner to whom section 237A of the Criminal Justice Act 2003 applies.", "(e)\tany other prisoner."]],
        "a quoted paragraph left out": [["delete_paragraphs", "the risk that the prisoner would fail to comply", "the risk that the prisoner would fail to comply"]],
        "the beginning of a quotation": [["replace", "A licence which has been in force for two further years", "A licence in force for two years"]],
        "a quotation that is new": [
            ["paragraphs_after", "Nor does it apply to subordinate legislation", "(3)\tAfter section 3 of that Act insert—", "“3A\tNew section", "(1)\tThis is quoted.", "(2)\tSo is this.”."],
        ],
        "a quotation with what led to it": [
            ["delete_paragraphs", "In section 6 (provisions relating to complaints)", "A complaint to which section 5(1ZA) applies"],
        ],
        "the heading of a quoted section": [["replace", "Notice to the victim", "Telling the victim"]],
        "words of a quoted Schedule": [["replace", "An attempt or conspiracy to commit", "A conspiracy to commit"]],
    },
    "several hands": {
        "another's words cut": [["author", "Ann Otter"], ["insert", "of the circumstances in", " the next and last"], ["author", "Bob Pike"], ["delete", " and last"]],
        "another's paragraph cut": [
            ["author", "Ann Otter"], ["paragraphs_after", "Whether a child is a victim", "(3A)\tThis is new.", "(3B)\tSo is this."],
            ["author", "Bob Pike"], ["delete_paragraphs", "So is this", "So is this"],
        ],
        "words added to another's": [["author", "Ann Otter"], ["replace", "was charged with it", "was accused of it"], ["author", "Bob Pike"], ["insert", "was accused of it", " by anyone"]],
        "a paragraph that each wrote half of": [
            ["author", "Ann Otter"], ["paragraphs_after", "This section applies to the issuing", "(1A)\tOne half"],
            ["author", "Bob Pike"], ["insert", "(1A)\tOne half", " and the other."],
        ],
    },
}  # fmt: skip
"""What is done to a print, one file for each sitting."""

TABLE = {
    "a word of a cell": [["replace", "Its members", "Its several members"]],
    "all the words of a cell": [["retype", "Registered society", "Society that is registered"]],
    "a number in a cell": [["replace", "section 250 of the Companies Act", "section 251 of the Companies Act"]],
    "a subsection after a table": [["paragraphs_within", "does not have a health and safety lead designated under section 126A, or", "(ia)\thas lost it, or"]],
}  # fmt: skip


@pytest.fixture(scope="module")
def writer():
    """Edits files in one LibreOffice, which has a profile and a pipe of its own."""
    if shutil.which("soffice") is None or not Path(PYTHON).is_file():
        pytest.skip("LibreOffice is not here")
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip(f"{PYTHON} has no uno: install python3-uno")
    with subprocess.Popen([PYTHON, SESSION], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as session:

        def edit(job):
            session.stdin.write(json.dumps(job) + "\n")
            session.stdin.flush()
            return json.loads(session.stdout.readline())

        yield edit
        session.stdin.close()
        session.wait(30)


@pytest.fixture
def sitting(writer, tmp_path):
    """Exports a print, edits it, and gives what is read from the file and what LibreOffice leaves of it."""

    def sit(print_, edits):
        job = {name: str(tmp_path / f"{name}.docx") for name in ("file", "out", "accepted")}
        Path(job["file"]).write_bytes(document(print_))
        said = writer({**job, "edits": [step for steps in edits.values() for step in steps]})
        assert said == {"done": True}
        accepted = tracked.physical_paragraphs(open_untrusted.opened(job["accepted"]).body)
        assert tracked.authors(accepted) == ()
        return match.read(job["out"], print_), [" ".join(one.chars.split()) for one in tracked.accepted(accepted)]

    return sit


def unnumbered(rows):
    """The rows without the numbers that they begin with, which follow when a Bill is printed again."""
    label = re.compile(r"(“?)(?:(?:[0-9]+[A-Z]*|\([0-9A-Za-z]{1,6}\)) )+")
    return [label.sub(r"\1", row) for row in rows if row]


def printed(bill):
    return [" ".join(one.words.split()) for one in each(paragraphs(bill)) if one.role not in OUTSIDE]


def text_of(print_, rows):
    """The rows of a file that are of the text: those below the cover and contents."""
    front = sum(1 for one in each(paragraphs(print_)) if one.role in OUTSIDE and one.words)
    return [row for row in rows if row][front:]


@pytest.mark.parametrize("name", SITTINGS)
def test_the_amendments_of_a_sitting_give_exactly_what_libreoffice_leaves(sitting, name):
    print_ = akn.read(HL_BILL_31)
    edited, left = sitting(print_, SITTINGS[name])
    assert edited.untracked == ()
    (package,) = import_edits.drafted(edited)
    made = make.apply(print_, package.amendments)
    assert {outcome.outcome for outcome in made.outcomes} == {"applied"}
    assert unnumbered(printed(made.bill)) == unnumbered(text_of(print_, left))
    assert len(package.amendments) >= len(SITTINGS[name]) - 1  # one may be made with another


def test_forty_kinds_of_edit_are_made():
    assert sum(len(edits) for edits in (*SITTINGS.values(), TABLE)) >= 40


def test_the_cells_of_a_table_are_amended_where_they_stand(sitting, corpus):
    print_ = akn.read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    edited, left = sitting(print_, TABLE)
    assert edited.untracked == ()
    (package,) = import_edits.drafted(edited)
    made = make.apply(print_, package.amendments)
    assert unnumbered(printed(made.bill)) == unnumbered(text_of(print_, left))
    assert all(amendment.words.startswith("Clause 10, page") for amendment in package.amendments)


def test_headings_are_said_to_follow_when_the_bill_is_printed_again(sitting):
    print_ = akn.read(HL_BILL_31)
    edits = {
        "a heading": [["replace", "2|Effect of non-compliance", "Effect of breach"]],
        "a word": [["replace", "done to the individual, or", "done to the victim, or"]],
    }
    edited, _ = sitting(print_, edits)
    (package,) = import_edits.drafted(edited)
    assert [amendment.words for amendment in package.amendments] == [
        "Clause 1, page 1, line 6, leave out “individual” and insert “victim”"
    ]
    assert "clause 5: the heading becomes “Effect of breach” when the Bill is printed again" in package.notes


def test_each_author_has_a_package_of_what_they_changed(sitting):
    print_ = akn.read(HL_BILL_31)
    edits = {
        "one": [["author", "Ann Otter"], ["replace", "done to the individual, or", "done to the victim, or"]],
        "the other": [["author", "Bob Pike"], ["delete", " directly in some other way"]],
    }
    edited, _ = sitting(print_, edits)
    found = {
        package.author: [(amendment.words, amendment.mover) for amendment in package.amendments]
        for package in import_edits.drafted(edited, by_author=True)
    }
    assert found == {
        "Ann Otter": [("Clause 1, page 1, line 6, leave out “individual” and insert “victim”", "Ann Otter")],
        "Bob Pike": [("Clause 1, page 1, line 10, leave out “directly in some other way”", "Bob Pike")],
    }


def test_what_was_edited_with_tracking_off_is_shown_by_place(sitting):
    print_ = akn.read(HL_BILL_31)
    edits = {
        "tracked": [["replace", "done to the individual, or", "done to the victim, or"]],
        "not tracked": [
            ["tracking", False],
            ["replace", "harm to the body or to the mind", "bodily and mental harm"],
            ["paragraphs_after", "different provision for different areas", "(9A)\tThis is new."],
            ["delete_paragraphs", "collect prescribed information about relevant services", "collect prescribed information about relevant services"],
        ],
    }  # fmt: skip
    edited, left = sitting(print_, edits)
    assert [(one.place, one.before[:30], one.after[:30]) for one in edited.untracked] == [
        ("Clause 1(4) definition (harm)", "“harm” includes harm to the bo", "“harm” includes bodily and men"),
        ("after Clause 2(9)", "", "(9A) This is new."),
        ("Clause 8(4)(a)", "(a) collect prescribed informa", ""),
    ]
    (package,) = import_edits.drafted(edited)
    made = make.apply(print_, package.amendments)
    assert unnumbered(printed(made.bill)) == unnumbered(text_of(print_, left))


def test_a_file_saved_again_without_an_edit_is_the_print(sitting):
    print_ = akn.read(HL_BILL_31)
    edited, _ = sitting(print_, {})
    assert edited.untracked == ()
    with pytest.raises(Exception, match="nothing in its text was changed"):
        import_edits.drafted(edited)


def test_the_session_speaks_for_itself_when_an_edit_cannot_be_made(writer, tmp_path):
    file = tmp_path / "file.docx"
    file.write_bytes(document(akn.read(HL_BILL_31)))
    said = writer({"file": str(file), "out": str(tmp_path / "out.docx"), "edits": [["delete", "not in the Bill"]]})
    assert said == {"done": False, "error": "ValueError: not in the document: not in the Bill"}
    assert etree.tostring(open_untrusted.opened(file).body)
