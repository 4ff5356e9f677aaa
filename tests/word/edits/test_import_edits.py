"""The edits of a file become amendments, with comments as their statements; what no amendment can do is said."""

import copy
import random
from pathlib import Path

import pytest
from edited_file import commented, rewritten, threaded, unzipped, zipped
from lxml import etree
from shorthand import bill
from wordfile import W, cut, ins, p, r, who

from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.errors import AmendError, WriteError
from amend.formats import akn, draft
from amend.model.amendment import Amendment
from amend.model.house import House
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.model.provision import Block, walk
from amend.word.edits import import_edits, match
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document
from amend.word.write.export import redline_of, tracked_redline

ROOT = Path(__file__).resolve().parents[3]
PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Frogs
      The keeper must feed the frogs.
    3 Short title
      This Act may be cited as the Ponds Act.
""")
CHARGE, FROGS = "(2) The keeper may charge for entry.", "The keeper must feed the frogs."
REFERS = '<w:r><w:commentReference w:id="{}"/></w:r>'

MUST = (CHARGE, p("(2)\tThe keeper ", cut("may", by="Ann"), ins("must", by="Ann"), " charge for entry."))
TOADS = (FROGS, p("The keeper must feed the frogs", ins(" and toads", by="Bob"), "."))


def edited(*edits, data=None, **comments):
    data = rewritten(data or document(PONDS), *edits)
    return match.matched(unpacked(commented(data, **comments) if comments else data, place="edited.docx"), PONDS)


def words(package):
    return [amendment.words for amendment in package.amendments]


def test_the_edits_of_all_are_one_package():
    (package,) = import_edits.drafted(edited(MUST, TOADS))
    assert words(package) == [
        "Clause 1, page 1, line 4, leave out “may” and insert “must”",
        "Clause 2, page 1, line 6, after “frogs” insert “and toads”",
    ]
    assert (package.author, package.notes, {one.mover for one in package.amendments}) == ("", (), {""})
    assert make.apply(PONDS, package.amendments).outcomes[0].outcome == "applied"


def test_the_edits_of_each_author_are_a_package_of_their_own_that_they_move():
    found = import_edits.drafted(edited(MUST, TOADS), by_author=True)
    assert [(package.author, len(package.amendments), package.amendments[0].mover) for package in found] == [
        ("Ann", 1, "Ann"),
        ("Bob", 1, "Bob"),
    ]


TITLE = "This Act may be cited as the Ponds Act."
UNMAKEABLE = {
    "the words of a clause are left out": ("The keeper must feed", p(cut(FROGS), mark="del"), "“Frogs”"),
    "the heading of a clause is left out": ("1 Duty", p(cut("1\tDuty to keep ponds"), mark="del"), "Clause 1"),
    "a number is all there is of a new clause": (TITLE, p(TITLE, mark="ins") + p(ins("4\tNewts")), "Clause 3"),
    "words before the first clause": (
        "1 Duty",
        p(ins("Some words."), mark="ins") + p("1\tDuty to keep ponds"),
        "the beginning",
    ),
    "a quotation that is not opened in the long title": (
        "A Bill to",
        p("A Bill to make provision about ponds.", ins("” and")),
        "the long title",
    ),
}


@pytest.mark.parametrize("bad", UNMAKEABLE)
def test_an_edit_that_no_amendment_makes_loses_none_of_another_clause(bad):
    begins, new, place = UNMAKEABLE[bad]
    good = TOADS if place != "“Frogs”" else MUST
    (package,) = import_edits.drafted(edited((begins, new), good))
    assert len(package.amendments) == 1
    assert ("toads" if good is TOADS else "must") in package.amendments[0].words
    assert [finding.place for finding in package.findings] == [place]


WEED = "(1) The keeper must keep every pond clean and free of weed."
CUT_IN_TWO = p("(2)\tThe keeper may", mark="ins") + p(cut(" "), ins("(ba)\t"), "charge for entry.")
HALVES = {
    "a paragraph cut in two": [(CHARGE, CUT_IN_TWO)],
    "a paragraph taken elsewhere": [
        (WEED, p(cut(WEED), mark="del")),
        (CHARGE, p("(2)\t", CHARGE[4:]) + p(ins("(b)\t", WEED[4:]), mark="ins")),
    ],
}


@pytest.mark.parametrize("edit", HALVES)
def test_where_half_of_an_edit_cannot_be_taken_in_the_other_half_is_not_either(edit):
    (package,) = import_edits.drafted(edited(*HALVES[edit], TOADS))
    assert words(package) == ["Clause 2, page 1, line 6, after “frogs” insert “and toads”"]
    assert ["continues no list" in finding.message for finding in package.findings] == [True]


FIRST, SECOND = "The Canals Act 1990 is amended as follows.", "After section 5 insert—"
QUOTED = {
    "a section": ["5A Weed", "  (1) The keeper must clear weed."],
    "two sections": ["5A Weed", "  The keeper must clear weed.", "5B Reeds", "  The keeper must cut reeds."],
    "subsections": ["(2A) The keeper must clear weed.", "(2B) It may be sold."],
    "a list": ["(ba) weed;", "(bb) reeds;"],
}


@pytest.mark.parametrize("kind", QUOTED)
def test_a_paragraph_that_leads_to_quoted_text_and_was_joined_to_the_one_above_still_leads_to_it(kind):
    quoted = "\n".join(f"            {row}" for row in QUOTED[kind])
    reeds = bill(f"""
        1 Reeds
          (1) {FIRST}
          (2) {SECOND} [
{quoted}
          ].
        2 Frogs
          The keeper must feed the frogs.
    """)
    joined = (f"(1) {FIRST}", p(f"(1)\t{FIRST}", ins(" "), mark="del")), (f"(2) {SECOND}", p(cut("(2)\t"), SECOND))
    file = unpacked(rewritten(document(reeds), *joined, TOADS), place="edited.docx")
    (package,) = import_edits.drafted(match.matched(file, reeds))
    if kind != "a list":
        assert words(package)[:2] == [
            "Clause 1, page 1, line 2, leave out subsection (1)",
            f"Clause 1, page 1, line 3, at beginning insert “{FIRST}”",
        ]
    assert sum(one.count(FIRST) for one in words(package)) == 1
    assert "toads" in words(package)[-1]
    assert (package.notes, package.findings) == ((), ())
    was, now = (next(n for _, n in walk(b.root) if isinstance(n, Block) and n.objects) for b in (reeds, package.bill))
    assert now.text.printed() == f"{FIRST} {was.text.printed()}"
    assert [(one.tag, one.label) for one in now.objects[0].items] == [
        (one.tag, one.label) for one in was.objects[0].items
    ]


def test_a_title_on_the_cover_that_is_taken_out_is_said_not_to_be_amended():
    (package,) = import_edits.drafted(edited(("Ponds Bill", p(cut("Ponds Bill"), mark="del")), TOADS))
    assert len(package.amendments) == 1
    assert package.notes == ("no amendment is made to the title on the cover, which was edited",)


@pytest.mark.parametrize("nobody", ["Unknown Author", "Author", ""])
def test_someone_without_a_name_moves_nothing(nobody):
    change = (CHARGE, p("(2)\tThe keeper ", cut("may", by=nobody), ins("must", by=nobody), " charge for entry."))
    (package,) = import_edits.drafted(edited(change))
    assert package.amendments[0].mover == ""


def test_who_only_cut_what_others_put_in_has_no_package():
    change = (CHARGE, p("(2)\tThe keeper may", ins(" not", cut(" ever", by="Bob"), by="Ann"), " charge for entry."))
    (package,) = import_edits.drafted(edited(change), by_author=True)
    assert package.author == "Ann"
    assert package.notes == ("what Bob changed was put in by others, so no amendment was written of it",)


def test_the_words_are_those_of_the_house_that_is_asked_for():
    new = (FROGS, p(FROGS) + p(ins("2A\tToads"), mark="ins") + p(ins("The keeper must feed the toads."), mark="ins"))
    (commons,), (lords,) = (import_edits.drafted(edited(new), house) for house in House)
    assert [amendment.house for amendment in (*commons.amendments, *lords.amendments)] == ["Commons", "Lords"]


def test_what_someone_numbers_on_by_hand_is_labelled_to_fit_the_print():
    new = p(ins("(2)\tThe keeper must be kind."), mark="ins") + p(
        cut("(2)"), ins("(3)"), "\tThe keeper may charge for entry."
    )
    (package,) = import_edits.drafted(edited((CHARGE, new)))
    assert words(package) == ["Clause 1, page 1, line 3, at end insert—\n“(1A) The keeper must be kind.”"]
    assert package.notes == ("Clause 1(2): “(3)” is its number only when the Bill is printed again",)


def test_a_clause_that_was_moved_in_word_is_transposed():
    def marked(words, tag):
        return f"<w:{tag} {who('Ann')}>{r(words)}</w:{tag}>"

    title = "This Act may be cited as the Ponds Act."
    found = edited(
        ("2 Frogs", p(marked("2\tFrogs", "moveFrom"), mark="moveFrom")),
        (FROGS, p(marked(FROGS, "moveFrom"), mark="moveFrom")),
        (title, p(title, mark="ins") + p(marked("2\tFrogs", "moveTo"), mark="moveTo") + p(marked(FROGS, "moveTo"))),
    )
    assert found.untracked == ()
    assert words(import_edits.drafted(found)[0]) == ["Transpose Clause 2 to after Clause 3"]


def test_a_comment_is_the_statement_of_the_amendment_at_its_place():
    must = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), REFERS.format(7), " charge for entry."))
    toads = (FROGS, p("The keeper must feed the frogs", ins(" and toads"), ".", REFERS.format(8)))
    found = edited(must, toads, c7=("Ann", "So that they pay.", "All of them."), c8=("Bob", "Toads eat too."))
    (package,) = import_edits.drafted(found, House.LORDS, comments=True)
    assert [one.statement for one in package.amendments] == ["So that they pay.\nAll of them.", "Toads eat too."]
    by_author = import_edits.drafted(
        edited(MUST, toads, c8=("Someone", "Toads eat too.")), by_author=True, comments=True
    )
    assert [one.amendments[0].statement for one in by_author if one.author == "A"] == ["Toads eat too."]


def test_a_comment_on_a_new_clause_is_its_statement_not_that_of_the_one_beside_it():
    both = [ins("2A\tToads"), ins("Feed the toads."), ins("2B\tNewts"), ins("Feed the newts.")]
    new = (
        p(FROGS)
        + p(both[0], mark="ins")
        + p(both[1], mark="ins")
        + p(both[2], REFERS.format(7), mark="ins")
        + p(both[3], mark="ins")
    )
    (package,) = import_edits.drafted(edited((FROGS, new), c7=("Ann", "Newts eat too.")), comments=True)
    assert [(one.words.split("\n")[1], one.statement) for one in package.amendments] == [
        ("“Toads", ""),
        ("“Newts", "Newts eat too."),
    ]


KEEPER = "(1) The keeper must keep every pond clean and free of weed."
UNEDITED = "not on an edited provision"
STILL = p("(2)\tThe keeper may charge for entry.", REFERS.format(7))
NEW_ROW = p(ins("(3)\tThe keeper must be kind."), mark="ins")
NEW_BEFORE = p(ins("(1A)\tThe keeper must be kind."), mark="ins")
RENUMBERED = p(ins("(2)\tThe keeper must be kind."), mark="ins") + p(
    cut("(2)"), ins("(3)"), "\tThe keeper may charge for entry.", REFERS.format(7)
)
ASIDE = p("This Act may be cited as the Ponds Act.", REFERS.format(7))
TITLE = "This Act may be cited"


def left_out(packages):
    return [(one.author, one.place, one.words, one.reason) for package in packages for one in package.left_out]


def statements(packages):
    return [one.statement for package in packages for one in package.amendments]


@pytest.mark.parametrize(
    ("edits", "place", "reason"),
    [
        ([MUST, (TITLE, ASIDE)], "Clause 3", UNEDITED),
        ([MUST, (KEEPER, p(KEEPER.replace(") ", ")\t"), REFERS.format(7)))], "Clause 1(1)", UNEDITED),
        ([MUST], "", "not in the text"),
        ([(CHARGE, STILL + NEW_ROW)], "Clause 1(2)", UNEDITED),
        ([(CHARGE, NEW_BEFORE + STILL)], "Clause 1(2)", UNEDITED),
        ([(CHARGE, RENUMBERED)], "Clause 1(2)", UNEDITED),
    ],
    ids=[
        "another clause",
        "the subsection before",
        "nowhere",
        "before a new one",
        "after a new one",
        "only its number",
    ],
)
def test_a_comment_that_is_not_on_an_edited_provision_is_left_out_and_named(edits, place, reason):
    found = import_edits.drafted(edited(*edits, c7=("Ann", "Ask counsel.", "Privileged.")), comments=True)
    assert set(statements(found)) == {""}
    assert left_out(found) == [("Ann", place, "Ask counsel.\nPrivileged.", reason)]
    assert found[0].notes == () or "only when the Bill is printed again" in found[0].notes[0]


def test_no_comment_is_a_statement_unless_it_is_asked_for():
    must = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), REFERS.format(7), " charge for entry."))
    found = import_edits.drafted(edited(must, c7=("Ann", "So that they pay.")))
    assert statements(found) == [""]
    assert left_out(found) == [("Ann", "Clause 1(2)", "So that they pay.", "not asked for")]


def test_a_comment_on_a_provision_that_was_left_out_is_the_statement_of_that_amendment():
    gone = (CHARGE, p(cut("(2)\tThe keeper may charge for entry."), REFERS.format(7), mark="del"))
    found = import_edits.drafted(edited(gone, c7=("Ann", "No charge.")), comments=True)
    assert (statements(found), left_out(found)) == (["No charge."], [])


@pytest.mark.parametrize(
    ("threads", "reasons"),
    [
        ({7: "", 8: 'w15:paraIdParent="0000000A"'}, ["", "reply"]),
        ({7: 'w15:done="1"', 8: 'w15:paraIdParent="0000000A" w15:done="1"'}, ["resolved", "reply"]),
        ({7: 'w15:done="0"', 8: 'w15:done="true"'}, ["", "resolved"]),
        ({7: "", 8: ""}, ["", ""]),
        ({}, ["", "perhaps a reply"]),
    ],
)
def test_replies_and_resolved_comments_are_never_statements(threads, reasons):
    both = REFERS.format(7) + REFERS.format(8)
    must = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), both, " charge for entry."))
    said = {7: "So that they pay.", 8: "Not for publication."}
    data = commented(rewritten(document(PONDS), must), **{f"c{n}": ("Ann", words) for n, words in said.items()})
    names = {7: "0000000a", 8: "0000000B"}
    data = threaded(data, {names[n]: rest for n, rest in threads.items()}, names)
    found = import_edits.drafted(match.matched(unpacked(data, place="edited.docx"), PONDS), comments=True)
    taken = [words for words, reason in zip(said.values(), reasons, strict=True) if not reason]
    assert statements(found) == ["\n".join(taken)]
    assert [one[2:] for one in left_out(found)] == [
        (words, reason) for words, reason in zip(said.values(), reasons, strict=True) if reason
    ]
    unasked = import_edits.drafted(match.matched(unpacked(data, place="edited.docx"), PONDS))
    assert [one[3] for one in left_out(unasked)] == [reason or "not asked for" for reason in reasons]


def test_a_comment_with_hidden_text_is_no_statement():
    must = (CHARGE, p("(2)\tThe keeper ", cut("may"), ins("must"), REFERS.format(7), " charge for entry."))
    data = commented(rewritten(document(PONDS), must), c7=("Ann", "So that they pay."))
    members = unzipped(data)
    members["word/comments.xml"] = members["word/comments.xml"].replace(
        b"</w:r></w:p>", b"</w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> (if funded)</w:t></w:r></w:p>"
    )
    found = import_edits.drafted(match.matched(unpacked(zipped(members), place="edited.docx"), PONDS), comments=True)
    assert statements(found) == [""]
    assert [one[3] for one in left_out(found)] == ["hidden text"]


def test_a_comment_of_one_author_is_no_statement_of_anothers_amendment():
    must = cut("may", by="Ann"), ins("must", by="Ann"), REFERS.format(7)
    by_ann = (CHARGE, p("(2)\tThe keeper ", *must, " charge for entry."))
    by_bob = (FROGS, p("The keeper must feed the frogs", ins(" and toads", by="Bob"), "."))
    found = import_edits.drafted(edited(by_ann, by_bob, c7=("Bob", "Too hard.")), by_author=True, comments=True)
    assert statements(found) == ["", ""]
    assert left_out(found) == [("Bob", "Clause 1(2)", "Too hard.", "not on an edited provision")]


def test_what_amend_exports_with_its_changes_tracked_comes_back_as_the_amendments_it_was():
    drafts = [
        Amendment(
            "Clause 1, page 1, line 4, leave out “may” and insert “must”",
            number="1",
            print="Bill 1",
            mover="Ann",
            statement="So that they pay.",
        ),
        Amendment(
            "After Clause 2, insert the following new Clause—\n“Toads\nThe keeper must feed the toads.”",
            number="NC1",
            print="Bill 1",
            mover="Bob",
            statement="Toads eat too.",
        ),
    ]
    found = edited(data=tracked_redline(PONDS, drafts).data)
    assert (found.untracked, sorted(found.authors)) == ((), ["Ann", "Bob"])
    (package,) = import_edits.drafted(found, House.LORDS, comments=True)
    assert [(one.words, one.statement) for one in package.amendments] == [(one.words, one.statement) for one in drafts]


def printed(of):
    return [" ".join(one.words.split()) for one in each(paragraphs(of)) if one.role not in OUTSIDE]


@pytest.mark.parametrize(
    "name", ["commissioner", "migrant-women-coalition", "oversight-bodies", "lords-report-2024", "police-chiefs"]
)
def test_a_package_of_the_record_comes_back_from_word_as_amendments_that_do_the_same(name):
    print_ = akn.read(ROOT / "bills" / "victims-and-prisoners" / "hl-bill-31.xml")
    drafts = draft.read_all([ROOT / "drafts" / name])
    found = match.matched(unpacked(tracked_redline(print_, drafts).data), print_)
    assert found.untracked == ()
    (package,) = import_edits.drafted(found)
    made, wanted = (make.apply(print_, one) for one in (package.amendments, drafts))
    assert printed(made.bill) == printed(wanted.bill)
    assert [outcome.outcome for outcome in made.outcomes] == ["applied"] * len(package.amendments)


def test_all_that_changed_between_two_prints_comes_back_from_word(corpus):
    names = ("social-housing-hl54-lords-committee", "social-housing-hl60-lords-report")
    old, new = (akn.read(corpus / "prints" / f"{name}.xml") for name in names)
    found = match.matched(unpacked(redline_of(compare(old, new))), old)
    assert found.untracked == ()
    (package,) = import_edits.drafted(found)
    assert printed(package.bill) == printed(new)
    assert len(package.amendments) > 34
    assert {outcome.outcome for outcome in make.apply(old, package.amendments).outcomes} == {"applied"}


REFUSED = {
    "nothing": ([], "nothing in its text was changed; edit it with tracking on, and save it"),
    "a heading": ([("2 Frogs", p("2\tFrogs", ins(" and toads")))], "the heading becomes “Frogs and toads” when the Bill is printed again"),
    "a number": ([(CHARGE, p(cut("(2)"), ins("(7)"), "\tThe keeper may charge for entry."))], "Clause 1(2): “(7)” is its number only when the Bill is printed again"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_amendment_can_make_is_refused(kind):
    edits, said = REFUSED[kind]
    with pytest.raises(AmendError) as caught:
        import_edits.drafted(edited(*edits))
    assert said in str(caught.value)


def test_an_edit_of_the_cover_is_said_to_be_left_out():
    cover = ("Ponds Bill", p("Ponds", ins(" and Lakes"), " Bill"))
    (package,) = import_edits.drafted(edited(MUST, cover))
    assert package.notes == ("no amendment is made to the title on the cover, which was edited",)


def test_packages_are_written_into_a_folder_for_each_author(tmp_path):
    packages = import_edits.drafted(edited(MUST, TOADS), by_author=True)
    files = import_edits.save(packages, tmp_path / "out")
    assert [[str(file.relative_to(tmp_path)) for file in written] for written in files] == [
        ["out/ann/1.md"],
        ["out/bob/1.md"],
    ]
    assert draft.read(files[1][0]).mover == "Bob"
    with pytest.raises(WriteError, match="it has something in it"):
        import_edits.save(packages, tmp_path / "out")


def test_one_package_is_written_into_the_folder_itself(tmp_path):
    (files,) = import_edits.save(import_edits.drafted(edited(MUST)), tmp_path / "out")
    assert [file.name for file in files] == ["1.md"]


def shuffled(root, chance):
    """Mark-up with elements taken out, doubled, moved, renamed and wrapped at random."""
    for _ in range(chance.randint(1, 5)):
        elements = [one for one in root.iter() if one.getparent() is not None and one.tag != f"{{{W}}}body"]
        one = chance.choice(elements)
        parent = one.getparent()
        match chance.choice(["out", "double", "move", "rename", "wrap"]):
            case "out":
                parent.remove(one)
            case "double":
                parent.append(copy.deepcopy(one))
            case "move":
                there = chance.choice(elements)
                if there is not one and one not in there.iterancestors():
                    there.append(one)
            case "rename":
                one.tag = f"{{{W}}}{chance.choice(['ins', 'del', 'p', 'r', 't', 'tbl', 'tr', 'tc', 'sdt', 'moveFrom'])}"
            case "wrap":
                outer = etree.Element(f"{{{W}}}{chance.choice(['ins', 'del', 'sdt', 'hyperlink'])}")
                parent.replace(one, outer)
                outer.append(one)
    return root


def test_a_file_whose_mark_up_is_out_of_order_is_read_or_refused_and_never_breaks():
    chance = random.Random(5)
    members = unzipped(rewritten(document(PONDS), MUST, TOADS))
    read = 0
    for _ in range(80):
        root = shuffled(etree.fromstring(members["word/document.xml"]), chance)
        data = zipped({**members, "word/document.xml": etree.tostring(root)})
        try:
            import_edits.drafted(match.matched(unpacked(data), PONDS))
            read += 1
        except AmendError:
            continue
    assert read > 20
