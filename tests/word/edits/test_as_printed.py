"""What cannot be taken in of an edited file stays as printed and is a finding with its place; the rest is given."""

import pytest
from edited_file import rewritten, unzipped, zipped
from shorthand import bill
from wordfile import OFFICE, W, cut, ins, p, r, row, tbl, who

from amend.errors import Refusal
from amend.word.edits import import_edits, match
from amend.word.edits.match import Untracked
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must—
        (a) clean every pond, |and
        (b) fence it.
      (2) The keeper may charge for entry.
      (3) After section 5 of the Canals Act insert— [
        5A Weed
          (1) The keeper must clear weed.
          (2) The keeper may charge.
      ].
    2 Frogs
      (1) The keeper must feed the frogs.
      (2) The keeper may sell them.
    3 Short title
      This Act may be cited as the Ponds Act.
""")
CHARGE, FENCE, FEED = "(2) The keeper may charge for entry.", "(b) fence it.", "(1) The keeper must feed"
MUST = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), " charge for entry."))
GIVEN = "Clause 1, page 1, line 6, leave out “may” and insert “must”"
MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'


def edited(*edits, **parts):
    return match.matched(unpacked(rewritten(document(PONDS), *edits, **parts), place="edited.docx"), PONDS)


def given(*edits, **choices):
    """The words of the amendments of the one package, and its findings as place and message."""
    (package,) = import_edits.drafted(edited(*edits), **choices)
    return [one.words for one in package.amendments], [(one.place, one.message) for one in package.findings]


BAD = {
    "words struck out and their label forgotten": (
        [(FENCE, p("(b)\t", cut("fence it.")))],
        [("after Clause 1(1)(b)", "nothing follows the label (b); put its words on the same row")],
    ),
    "a label that fits no list": (
        [(FEED, p("(1)\tThe keeper must feed the frogs.") + p(ins("(v)\tToads."), mark="ins"))],
        [("after Clause 2(1)", "the label (v) continues no list above it and opens none; end the row before a list with a dash, or correct the label")],
    ),
    "a quotation that is not closed": (
        [("(2) The keeper may charge.", p(cut("(2)\tThe keeper may charge.”."), mark="del"))],
        [("Clause 1(3) section 5A(1)", "the quotation around “(1) The keeper must clear weed.” is not closed; end it with ”")],
    ),
    "a table": (
        [("(2) The keeper may sell", p("(2)\tThe keeper may sell them.") + p(ins("(3)\tThe table is—"), mark="ins") + tbl(row(p(ins("Pond"), mark="ins"), p(ins("1"), mark="ins"), mark="ins"), row(p(ins("Lake"), mark="ins"), p(ins("2"), mark="ins"), mark="ins")))],
        [("after Clause 2(2)", "a table was put in, which begins “Pond”, and no amendment can be written of a new table; table it by hand")],
    ),
    "a formula": (
        [(FEED, p("(1)\tThe keeper must feed the frogs", ins(" at the rate of ", MATH), "."))],
        [("Clause 2(1)", "“(1) The keeper must feed the frogs at the rate of .” has a formula, so what was edited there was not taken in")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_one_bad_edit_loses_no_other(kind):
    edits, findings = BAD[kind]
    assert given(*edits, MUST) == ([GIVEN], findings)


def test_where_nothing_can_be_taken_in_there_is_no_amendment_and_every_finding():
    words, findings = given(*BAD["a formula"][0], *BAD["a label that fits no list"][0][:0])
    assert (words, len(findings)) == ([], 1)


BESIDE = {
    "a footnote": "<w:r><w:footnoteReference/></w:r>",
    "hidden text": '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> (if funded)</w:t></w:r>',
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_the_words_is_named_and_the_words_are_given(name):
    new = (FEED, p("(1)\tThe keeper must feed the frogs", ins(" and toads", BESIDE[name]), "."))
    words, findings = given(new)
    assert words == ["Clause 2, page 1, line 12, after “frogs” insert “and toads”"]
    assert findings == [
        ("Clause 2(1)", f"“(1) The keeper must feed the frogs and toads.” has {name}, which was not taken in")
    ]


def test_a_raised_figure_is_put_in_as_one():
    six = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r>'
    words, findings = given((FEED, p("(1)\tThe keeper must feed the frogs", ins(" 10", six, " times"), ".")))
    assert (words, findings) == (["Clause 2, page 1, line 12, after “frogs” insert “10⁶ times”"], [])


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="*"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def numbered(level):
    """The file with a paragraph that Word numbers, put in at the end of clause 2."""
    count = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    new = p("(2)\tThe keeper may sell them.") + p(ins("The keeper may eat them."), mark="ins", properties=count)
    members = unzipped(rewritten(document(PONDS), ("(2) The keeper may sell", new)))
    name = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="rIdN" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
    members[name] = members[name].replace(b"</Relationships>", relation.encode())
    members["word/numbering.xml"] = NUMBERING.encode()
    (package,) = import_edits.drafted(match.matched(unpacked(zipped(members)), PONDS))
    return [one.words for one in package.amendments], [one.message for one in package.findings]


def test_a_number_that_word_counts_is_that_of_the_new_paragraph():
    assert numbered(0) == (["Clause 2, page 1, line 13, at end insert—\n“(3) The keeper may eat them.”"], [])


def test_a_bullet_is_named():
    _, findings = numbered(1)
    assert findings[0].endswith("has a bullet, or a number of a kind that no Bill has, which was not taken in")


def moved(words, tag):
    return f"<w:{tag} {who('Ann')}>{r(words)}</w:{tag}>"


def test_a_paragraph_that_was_moved_under_its_old_label_stays_and_is_said_to_want_another():
    cleaned = "(a)\tclean every pond, and"
    words, findings = given(
        ("(a) clean", p(moved(cleaned, "moveFrom"), mark="moveFrom")),
        (FENCE, p("(b)\tfence it.") + p(moved(cleaned, "moveTo"), mark="moveTo")),
        MUST,
    )
    assert words == [GIVEN]
    assert findings == [
        (
            "after Clause 1(1)(b)",
            "“(a) clean every pond, and” was moved here in Word, and its label fits no list here; it wants the label (c)",
        )
    ]


UNTRACKED = (FEED, p("(1)\tThe keeper must feed the toads."))


def test_what_was_not_tracked_blocks_nothing_that_was():
    words, findings = given(MUST, UNTRACKED, untracked=False)
    assert words == [GIVEN]
    assert findings == [
        (
            "Clause 2(1)",
            "“(1) The keeper must feed the frogs.” became “(1) The keeper must feed the toads.” without tracking, and"
            " was not taken in",
        )
    ]
    words, findings = given(MUST, UNTRACKED, untracked=True)
    assert (len(words), findings) == (2, [])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("must feed the frogs", "may feed the frogs", "“must feed the frogs” became “may feed the frogs”"),
        (
            f"The keeper must keep {'every pond and ' * 9}the path clean, and open at noon",
            f"The keeper must keep {'every pond and ' * 9}the path clean, and open at dusk on every day of the week"
            " and of the year",
            "“…path clean, and open at noon” became “…path clean, and open at dusk on every day of the week and of…”",
        ),
        (f"{'Frogs ' * 9}swim", "", f"“{'Frogs ' * 9}swim” was taken out"),
    ],
)
def test_what_was_not_tracked_is_quoted_from_shortly_before_its_first_difference(before, after, said):
    finding = import_edits._not_tracked(Untracked("Clause 2(1)", before, after))
    assert finding.message == f"{said} without tracking, and was not taken in"


@pytest.mark.parametrize("new", ["", p(CHARGE) + p("(2A)\tNew.")])
def test_what_came_or_went_without_tracking_is_left_as_printed(new):
    frogs = (FEED, p("(1)\tThe keeper ", cut("must"), ins("may"), " feed the frogs."))
    words, findings = given((CHARGE, new), frogs, untracked=False)
    assert words == ["Clause 2, page 1, line 12, leave out “must” and insert “may”"]
    assert len(findings) == 1


def test_what_one_author_puts_into_the_paragraph_of_another_goes_with_it():
    new = p(CHARGE) + p(
        ins("(2A)\tKeep a ", by="Ann"), ins("public ", by="Bob"), ins("record.", by="Ann"), mark="ins", by="Ann"
    )
    frogs = (FEED, p("(1)\tThe keeper ", cut("must", by="Bob"), ins("may", by="Bob"), " feed the frogs."))
    ann, bob = import_edits.drafted(edited((CHARGE, new), frogs), by_author=True)
    assert [one.words for one in ann.amendments] == ["Clause 1, page 1, line 6, at end insert—\n“(2A) Keep a record.”"]
    assert [one.words for one in bob.amendments] == ["Clause 2, page 1, line 12, leave out “must” and insert “may”"]
    assert [one.message for one in bob.findings] == [
        "what Bob changed of words that others had put in was not taken in, in 1 of them"
    ]


def test_all_its_text_deleted_is_refused():
    with pytest.raises(Refusal, match="nothing in its text was changed"):
        import_edits.drafted(edited())


RAIN = "The keeper must feed the frogs, in summer and in winter, in rain and in snow, and by day and by night"
IN_RAIN = bill(f"""
    1 Frogs
      (1) {RAIN}.
      (2) The keeper may sell them.
""")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (RAIN.replace("night", "dusk"), ("…snow, and by day and by night.", "…snow, and by day and by dusk.")),
        (f"{RAIN}, if cold", ("and by night.", "and by night, if cold.")),
        (RAIN.replace("in snow", "snow"), ("in rain and in snow,", "in rain and snow,")),
        (RAIN.replace("by day", "by\u2060 day"), ("and by day", "and by[word joiner] day")),
    ],
)
def test_of_a_long_paragraph_that_was_edited_what_differs_is_shown(typed, shown):
    data = rewritten(
        document(IN_RAIN),
        (FEED, p(f"(1)\t{typed}.")),
        ("(2)", p("(2)\tThe keeper ", cut("may"), ins("must"), " sell them.")),
    )
    (package,) = import_edits.drafted(match.matched(unpacked(data), IN_RAIN), untracked=False)
    (finding,) = package.findings
    before, after = finding.message.split(" became ")
    assert shown[0] in before, finding
    assert shown[1] in after, finding
