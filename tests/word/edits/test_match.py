"""An edited file beside its print: which paragraph is which, what was edited without tracking, what is refused."""

import pytest
from edited_file import rewritten, unzipped, zipped
from shorthand import bill
from wordfile import cut, ins, p, row, tbl

from amend.errors import ReadError
from amend.model.printed import OUTSIDE
from amend.word.edits import match
from amend.word.edits.lines import folded
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
      (3) The keeper may sell—
        (a) carp, or
        (b) tench.
    2 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 The table follows.
        : carp : 1
        : tench : 2
""")
FILE = document(PONDS)


def read(*edits, data=FILE, print_=PONDS):
    return match.matched(unpacked(rewritten(data, *edits), place="edited.docx"), print_)


def changed(edited, author=None):
    """The paragraphs of the text that are not as printed: the base's words, None for a new one, and what it says."""
    printed = [folded(one.words) for one in edited.stands.paragraphs]
    typed = [
        one
        for one in edited.typed(author)
        if one.base is None or edited.stands.paragraphs[one.base].role not in OUTSIDE
    ]
    kept = {one.base for one in typed}
    went = [
        (printed[at], "gone")
        for at, one in enumerate(edited.stands.paragraphs)
        if at not in kept and one.role not in OUTSIDE and one.words
    ]
    found = [(printed[one.base] if one.base is not None else None, one.words) for one in typed]
    return [pair for pair in found if pair[0] != pair[1] and any(pair)] + went


CHARGE = "(2) The keeper may charge for entry."

FORMS = {
    "words": (
        [(CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), " charge for entry."))],
        [(CHARGE, "(2) The keeper must charge for entry.")],
    ),
    "a paragraph below, its mark its own": (
        [(CHARGE, p(CHARGE) + p(ins("(2A)\tNew."), mark="ins"))],
        [(None, "(2A) New.")],
    ),
    "a paragraph below, on the mark of the one above": (
        [(CHARGE, p(CHARGE, mark="ins") + p(ins("(2A)\tNew.")))],
        [(None, "(2A) New.")],
    ),
    "a paragraph above, on its own mark": (
        [(CHARGE, p(ins("(1A)\tNew."), mark="ins") + p(CHARGE))],
        [(None, "(1A) New.")],
    ),
    "a paragraph left out": ([(CHARGE, p(cut(CHARGE), mark="del"))], [(CHARGE, "gone")]),
    "a paragraph left out, with the mark above it": (
        [
            ("(1) The keeper", p("(1)\tThe keeper must keep every pond clean and free of weed.", mark="del")),
            (CHARGE, p(cut(CHARGE))),
        ],
        [(CHARGE, "gone")],
    ),
    "all words replaced": (
        [(CHARGE, p(cut(CHARGE), ins("(2)\tEntry is free.")))],
        [(CHARGE, "(2) Entry is free.")],
    ),
    "a paragraph left out and typed again as it was": ([(CHARGE, p(ins(CHARGE), mark="ins") + p(cut(CHARGE), mark="del"))], []),
    "a paragraph split": (
        [(CHARGE, p("(2)\tThe keeper may charge", ins("."), mark="ins") + p(ins("(2A)\tThat is"), " for entry."))],
        [(CHARGE, "(2) The keeper may charge."), (None, "(2A) That is for entry.")],
    ),
    "a paragraph split above, so that what was kept comes second": (
        [(CHARGE, p("(2)\t", ins("Be kind."), mark="ins") + p(ins("(3)\t"), "The keeper may charge for entry."))],
        [(CHARGE, "(2) Be kind."), (None, "(3) The keeper may charge for entry.")],
    ),
    "paragraphs joined": (
        [("(a) carp", p("(a)\tcarp, or", mark="del")), ("(b) tench", p(ins(" "), cut("(b)\t"), "tench."))],
        [("(a) carp, or", "(a) carp, or tench."), ("(b) tench.", "gone")],
    ),
    "a cell": ([("tench", p("tench", ins(" or roach")))], [("tench", "tench or roach")]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_paragraph_that_is_left_is_the_one_whose_words_it_keeps(form):
    edits, found = FORMS[form]
    edited = read(*edits)
    assert edited.untracked == ()
    assert changed(edited) == found


def test_a_file_that_was_not_edited_is_the_print():
    edited = read()
    assert (edited.untracked, edited.authors, changed(edited), edited.comments) == ((), (), [], ())


def test_the_changes_of_one_author_are_typed_alone():
    edited = read(
        (
            CHARGE,
            p(
                "(2)\tThe keeper ",
                ins("must ", cut("never ", by="Bob"), by="Ann"),
                cut("may", by="Bob"),
                " charge for entry.",
            ),
        )
    )
    assert edited.authors == ("Ann", "Bob")
    assert changed(edited, "Ann") == [(CHARGE, "(2) The keeper must never may charge for entry.")]
    assert changed(edited, "Bob") == [(CHARGE, "(2) The keeper charge for entry.")]


def test_numbers_that_only_follow_stay_as_they_are():
    edited = read(
        (
            CHARGE,
            p(
                cut("(2)", by="amend: renumbering"),
                ins("(3)", by="amend: renumbering"),
                "\tThe keeper may charge for entry.",
            ),
        )
    )
    assert edited.authors == ()
    assert changed(edited) == []


def test_a_paragraph_typed_by_one_and_cut_by_another_was_never_edited_without_tracking():
    edited = read((CHARGE, p(CHARGE, mark="ins", by="Ann") + p(cut("(2A)\tNew.", by="Bob"), mark="del", by="Bob")))
    assert edited.untracked == ()


UNTRACKED = {
    "a word": ([(CHARGE, p("(2)\tThe keeper may not charge for entry."))], [("Clause 1(2)", CHARGE, "(2) The keeper may not charge for entry.")]),
    "a paragraph that came": ([(CHARGE, p(CHARGE) + p("(2A)\tNew."))], [("after Clause 1(2)", "", "(2A) New.")]),
    "a paragraph that went": ([(CHARGE, "")], [("Clause 1(2)", CHARGE, "")]),
    "a word beside a change": (
        [(CHARGE, p("(2)\tThe warden may charge for ", cut("entry"), ins("exit"), "."))],
        [("Clause 1(2)", CHARGE, "(2) The warden may charge for entry.")],
    ),
    "a cell": ([("tench", p("roach"))], [("Schedule 1 paragraph 1", "tench", "roach")]),
    "two paragraphs": (
        [("(a) carp", p("(a)\troach, or")), ("(b) tench", p("(b)\tbream."))],
        [("Clause 1(3)(a)", "(a) carp, or", "(a) roach, or"), ("Clause 1(3)(b)", "(b) tench.", "(b) bream.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNTRACKED)
def test_what_was_edited_without_tracking_is_shown_by_place(kind):
    edits, found = UNTRACKED[kind]
    assert [(one.place, one.before, one.after) for one in read(*edits).untracked] == found


def test_a_paragraph_that_was_edited_without_tracking_is_known_by_its_bookmark():
    base = next(i for i, one in enumerate(read().stands.paragraphs) if one.words.startswith("(2)\t"))
    mark = f'<w:bookmarkStart w:id="900" w:name="_amd_{base + 1:04}"/>'
    edited = read((CHARGE, p("(1A)\tWords that nobody tracked.") + p(mark, "(2)\tAll else is said here now.")))
    assert [one.base for one in edited.typed() if one.words.startswith("(2) All else")] == [base]


def test_a_file_that_was_not_exported_is_refused():
    parts = {name: held for name, held in unzipped(FILE).items() if not name.startswith("customXml/")}
    with pytest.raises(ReadError, match=r"edited.docx: it was not exported with amend"):
        match.matched(unpacked(zipped(parts), place="edited.docx"), PONDS)


def test_a_file_of_another_print_is_refused_with_the_print_it_is_of():
    other = bill("""
        1 Short title
          This Act may be cited as the Lakes Act.
    """)
    with pytest.raises(
        ReadError, match=r"edited.docx: it was exported from another copy of Bill 1; give that one with --print"
    ):
        read(print_=other)


def test_a_table_row_that_came_and_one_that_went_are_read():
    new = row(p(ins("roach")), p(ins("3")), mark="ins")
    data = rewritten(FILE, ("tench", p("tench")))
    members = unzipped(data)
    xml = members["word/document.xml"].decode()
    start = xml.rindex("<w:tr>", 0, xml.rindex("tench"))
    members["word/document.xml"] = (xml[:start] + new + xml[start:]).encode()
    edited = match.matched(unpacked(zipped(members)), PONDS)
    assert edited.untracked == ()
    assert changed(edited) == [(None, "roach"), (None, "3")]
    assert tbl(new).startswith("<w:tbl>")
