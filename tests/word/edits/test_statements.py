"""A tracked Bill that we export and import again gives each amendment its statement back, whatever followed in it."""

from pathlib import Path

import pytest
from edited_file import rewritten
from shorthand import bill
from wordfile import cut, ins, p

from amend.formats import akn, draft
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.export import tracked_redline

ROOT = Path(__file__).resolve().parents[3]
PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean (but see section 2).
      (2) The keeper may charge for entry.
    2 Frogs
      (1) The keeper must feed—
        (a) the frogs;
        (b) the newts.
      (2) In this section—
        * “frog” means a frog.
    3 Extent
      (1) Section 2 extends to Wales.
      (2) This Act extends to England.
    4 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 Carp may be fed.
      2 Tench may be fed.
""")
NEW = "After Clause 1, insert the following new Clause—\n“Toads\n(1) The keeper must feed the toads.\n(2) So must others.”"
REFER = {
    "a subsection": "Clause 3, page 1, line 11, at end insert—\n“(1A) Section (Toads) extends to Wales.”",
    "the last subsection": "Clause 3, page 1, line 12, at end insert—\n“(3) Sections 2 and (Toads) extend to Wales.”",
    "a paragraph": "Clause 2, page 1, line 6, at end insert—\n“(aa) the toads to which section (Toads)(1) applies;”",
    "a definition": "Clause 2, page 1, line 9, at end insert—\n““toad” means a toad of section (Toads);”",
    "a Schedule's paragraph": "Schedule 1, page 1, line 16, at end insert—\n“1A Toads of section (Toads) may be fed.”",
    "words": "Clause 1, page 1, line 2, after “2” insert “and section (Toads)”",
    "a new clause": "After Clause 2, insert the following new Clause—\n“Old toads\nSection (Toads) does not apply to old toads.”",
    "a renumbered reference": "Clause 3, page 1, line 11, at end insert—\n“(1A) Section 2(1) extends to Wales.”",
}


def tabled(*instructions):
    return [
        Amendment(words, number=str(at), print="Bill 1", mover="Ann", statement=f"Statement {at}.")
        for at, words in enumerate(instructions, 1)
    ]


def back(print_, drafts, house=None):
    file = unpacked(tracked_redline(print_, drafts).data, place="edited.docx")
    (package,) = import_edits.drafted(match.matched(file, print_), house, comments=True)
    return package


@pytest.mark.parametrize("kind", REFER)
@pytest.mark.parametrize("house", House)
def test_a_comment_beside_what_came_in_is_the_statement_of_the_amendment_that_put_it_in(kind, house):
    drafts = tabled(NEW, REFER[kind])
    package = back(PONDS, drafts, house)
    assert package.left_out == ()
    by_words = {" ".join(one.words.split())[-30:]: one.statement for one in package.amendments}
    assert sorted(by_words.values()) == ["Statement 1.", "Statement 2."]
    assert next(said for words, said in by_words.items() if "So must others" in words) == "Statement 1."
    assert not [note for note in package.notes if note.startswith("where the file has")]


def test_two_that_differ_by_their_reference_alone_keep_each_its_own_statement():
    one = "Clause 3, page 1, line 11, at end insert—\n“(1A) Section (Toads) extends to Jersey.”"
    two = "Clause 3, page 1, line 12, at end insert—\n“(3) Section (Old toads) extends to Jersey.”"
    package = back(PONDS, tabled(NEW, REFER["a new clause"], one, two), House.LORDS)
    said = {a.words: a.statement for a in package.amendments}
    assert list(said) == [NEW, REFER["a new clause"], one, two]
    assert [said[words] for words in (one, two)] == ["Statement 3.", "Statement 4."]
    assert package.left_out == ()


def test_words_in_brackets_that_differ_are_still_a_difference():
    edit = (
        "(1) The keeper must keep",
        p("(1)\tThe keeper must keep every pond clean (", cut("but"), ins("and"), " see section 2)."),
    )
    package = import_edits.drafted(
        match.matched(unpacked(rewritten(tracked_redline(PONDS, []).data, edit), place="e.docx"), PONDS)
    )[0]
    assert [one.words for one in package.amendments] == ["Clause 1, page 1, line 2, leave out “but” and insert “and”"]


@pytest.mark.parametrize("name", sorted(one.name for one in (ROOT / "drafts").iterdir() if one.is_dir()))
def test_the_statements_of_a_package_of_the_record_come_back(name):
    files = sorted((ROOT / "drafts" / name).glob("*.md"))
    drafts = [one for one in map(draft.read, files) if one.print == "HL Bill 31" and one.statement and not one.amends]
    if not drafts:
        pytest.skip("no drafts to the print with statements")
    package = back(akn.read(ROOT / "bills" / "victims-and-prisoners" / "hl-bill-31.xml"), drafts)
    assert package.left_out == ()
    assert sorted(one.statement for one in package.amendments if one.statement) == sorted(d.statement for d in drafts)
    assert not [note for note in package.notes if note.startswith("where the file has")]
