"""An amendment paper in Word comes back: ours as it was written or as someone edited it, and any other that reads so."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from edited_file import commented, rewritten, threaded, unzipped, zipped
from wordfile import W, cut, ins, p, packed, r, row, tbl

from amend.drafting import papers
from amend.errors import ReadError
from amend.formats import draft
from amend.formats.listed import Paper
from amend.model.amendment import Amendment
from amend.word.edits.import_paper import import_word_paper, read_paper
from amend.word.edits.paper_rows import is_paper
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.write.document import document
from amend.word.write.paper import paper

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = sorted({file.parent for file in (ROOT / "drafts").glob("*/*.md")})
WEED = Amendment(
    "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”",
    number="7",
    house="Lords",
    stage="Report",
    print="HL Bill 9",
    mover="Baroness Example",
    supporters=("Lord Specimen", "The Lord Bishop of Nowhere"),
    statement="This amendment widens the duty.\nIt costs nothing.",
    title="Rubbish",
    date="2026-05-02",
)
FROGS = Amendment(
    "After Clause 1, insert the following new Clause—\n“Frogs\n(1) The keeper must feed—\n(a) the frogs, and\n"
    "(b) any newts, if—\n(i) they are hungry, or\n(ii) they ask.\n(2) The keeper may stop in winter.”",
    number="8",
    house="Lords",
    stage="Report",
    print="HL Bill 9",
    mover="Lord Specimen",
    star="★",
)
LATE = Amendment(
    "Clause 3, page 2, line 1, after “Ponds” insert “and Lakes”",
    number="9",
    house="Lords",
    stage="Report",
    print="HL Bill 9",
    mover="Baroness Example",
    statement="This amendment follows.",
)
COMMONS = (
    Amendment(
        "To move the following Clause—\n“Newts\n(1) Newts may stay.\n(2) So may toads.”",
        number="NC4",
        house="Commons",
        stage="Committee",
        print="Bill 9",
        mover="Ann Other",
        supporters=("Bob Nobody",),
        gov=True,
        star="☆",
        after="clause 2",
        dnum="HoC4",
        lines="5 14 12",
        statement="It lets newts stay.",
    ),
    Amendment(
        "Line 2, leave out “Newts” and insert “Frogs”",
        number="(a)",
        house="Commons",
        stage="Committee",
        print="Bill 9",
        mover="Cy Else",
        amends="NC4",
        note="As an amendment to Government amendment NC4:—",
    ),
    Amendment(
        "Page 3, line 4, leave out Clause 5", house="Commons", stage="Committee", print="Bill 9", source="mine.md"
    ),
)
REFERS = '<w:r><w:commentReference w:id="{}"/></w:r>'
STYLE = '<w:pStyle w:val="{}"/>'


def listed(*amendments, **said):
    first = amendments[0]
    return Paper("Ponds Bill", first.print, first.house, first.stage, amendments=amendments, **said)


LORDS = listed(WEED, FROGS, LATE)


def back(data, **options):
    return read_paper(unpacked(data, place="paper.docx"), **options)


def plain(amendments):
    """Amendments without the file that they came from."""
    return [replace(one, source="") for one in amendments]


def edited(*edits, of=LORDS, **options):
    """What comes of the paper after edits, each the beginning of a paragraph and the XML in its place."""
    return back(rewritten(paper(of), *edits), **options)


def said(read, level="finding"):
    return [(one.amendment, one.message) for one in read.paper.findings if one.level == level]


def without_styles(data):
    members = unzipped(data)
    members["word/document.xml"] = re.sub(rb'<w:pStyle w:val="[^"]*"/>', b"", members["word/document.xml"])
    return zipped(members)


@pytest.mark.parametrize("of", [LORDS, listed(*COMMONS)], ids=["Lords", "Commons"])
def test_a_paper_out_and_in_again_gives_the_same_drafts(of):
    read = back(paper(of))
    assert plain(read.paper.amendments) == plain(of.amendments)
    assert (read.paper.findings, read.left_out) == ((), ())
    assert read.paper.bill == "Ponds Bill"


@pytest.mark.parametrize("of", [LORDS, listed(*COMMONS)], ids=["Lords", "Commons"])
def test_so_does_one_in_the_styles_of_a_template_that_was_a_paper_itself(of):
    data = paper(of, template=paper(listed(replace(WEED, date="1999-01-01"))))
    assert plain(back(data).paper.amendments) == plain(of.amendments)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.name)
def test_every_package_of_the_record_comes_back(package):
    for house in ("Commons", "Lords"):
        for stage in ("Committee", "Report"):
            drafts = [one for one in draft.read_all([package]) if (one.house, one.stage) == (house, stage)]
            if drafts:
                read = back(paper(papers.gathered(drafts))).paper
                described = ("type", "target_page", "target_provision", "source")
                bare = [replace(one, **dict.fromkeys(described, "")) for one in drafts]
                assert list(map(plain, [read.amendments])) == list(map(plain, [bare]))


def test_the_real_papers_come_back(corpus):
    for file in sorted((corpus / "papers").glob("*.xml"))[:4]:
        read = papers.read(file)
        got = back(paper(read)).paper
        fields = ("words", "number", "mover", "supporters", "statement", "amends", "note", "gov", "star", "dnum")
        printed = [one for one in read.amendments if not one.withdrawn]
        assert [[getattr(one, name) for name in fields] for one in got.amendments] == [
            [getattr(one, name) for name in fields] for one in printed
        ]
        assert (got.bill, got.number, got.house, got.stage, got.date) == (
            read.bill, read.number, read.house, read.stage, read.date
        )  # fmt: skip
        assert dict(got.withdrawn) == dict(read.withdrawn)


@pytest.mark.parametrize("strip", [False, True], ids=["as saved", "without its styles"])
def test_libreoffice_saves_it_and_it_comes_back(tmp_path, strip):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not on PATH")
    names = {"lords": LORDS, "commons": listed(*COMMONS[:2])}
    for name, of in names.items():
        data = paper(of)
        (tmp_path / f"{name}.docx").write_bytes(without_styles(data) if strip else data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [tmp_path / f"{name}.docx" for name in names]
    convert = [soffice, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "saved"]
    subprocess.run([*convert, *files], capture_output=True, timeout=150, check=True)
    for name, of in names.items():
        read = import_word_paper(tmp_path / "saved" / f"{name}.docx")
        assert plain(read.paper.amendments) == plain(of.amendments)
        assert read.paper.findings == ()


class TestOneThatWasEdited:
    def test_tracked_words_are_read_as_made_and_a_note_says_so(self):
        new = p("7\tClause 1, page 1, line 3, leave out “weed” and insert “", cut("rubbish"), ins("litter"), "”", properties=STYLE.format("AmendmentInstruction"))  # fmt: skip
        read = edited(("7 Clause 1", new))
        assert read.paper.amendments[0].words.endswith("insert “litter”")
        assert said(read) == []
        assert ("", "its tracked changes (by A) were read as made: what they insert is the wording now") in said(
            read, "note"
        )

    def test_an_edited_statement_and_number_are_taken_in(self):
        read = edited(
            ("It costs nothing", p("It costs a little.", properties=STYLE.format("StatementText"))),
            (
                "9 Clause 3",
                p(
                    "9A\tClause 3, page 2, line 1, after “Ponds” insert “and Lakes”",
                    properties=STYLE.format("AmendmentInstruction"),
                ),
            ),
        )
        assert read.paper.amendments[0].statement.endswith("\nIt costs a little.")
        assert [one.number for one in read.paper.amendments] == ["7", "8", "9A"]

    def test_one_that_is_deleted_is_gone_and_that_is_noted(self):
        gone = [
            (begins, p(cut(begins), mark="del", properties=STYLE.format(style)))
            for begins, style in (
                ("After Clause 1", "PaperPlace"),
                ("★8 After Clause 1", "AmendmentInstruction"),
                ("“Frogs", "InsertedHeading"),
                ("(1) The keeper", "InsertedNumbered1"),
                ("(a) the frogs", "InsertedNumbered2"),
                ("(b) any newts", "InsertedNumbered2"),
                ("(i) they are", "InsertedNumbered3"),
                ("(ii) they ask", "InsertedNumbered3"),
                ("(2) The keeper", "InsertedNumbered1"),
            )
        ]
        mover = ("Lord Specimen", p(cut("Lord Specimen"), mark="del", properties=STYLE.format("LordsFirstMover")))
        read = edited(mover, *reversed(gone))
        assert [one.number for one in read.paper.amendments] == ["7", "9"]
        assert said(read) == []
        assert ("8", "it was on the paper when that was written, and is no longer there") in said(read, "note")

    @pytest.mark.parametrize("style", ["", "StatementText", "Normal", "LordsMover"])
    def test_one_that_is_typed_at_the_end_is_read_whatever_style_it_has(self, style):
        rows = (
            "This amendment follows.",
            "Baroness New, Lord Added",
            "10\tClause 4, page 2, line 6, leave out “must” and insert “may”",
            "Member’s explanatory statement",
            "It is softer.",
        )
        named = [p(words, properties=STYLE.format(style) if style else "") for words in rows[1:]]
        first = p(rows[0], properties=STYLE.format("StatementText"))
        read = edited((rows[0], first + "".join(named)))
        new = read.paper.amendments[3]
        assert (new.number, new.mover, new.supporters) == ("10", "Baroness New", ("Lord Added",))
        assert new.words == "Clause 4, page 2, line 6, leave out “must” and insert “may”"
        assert (new.statement, new.print, new.house) == ("It is softer.", "HL Bill 9", "Lords")
        assert plain(read.paper.amendments[:3]) == plain(LORDS.amendments)
        assert said(read) == []

    def test_a_new_clause_typed_in_no_style_keeps_its_rows(self):
        rows = (
            "11\tAfter Clause 2, insert the following new Clause—",
            "“Toads",
            "(1) Toads may stay.",
            "(2) So may newts.”",
        )
        first = p("This amendment follows.", properties=STYLE.format("StatementText"))
        read = edited(("This amendment follows", first + "".join(map(p, rows))))
        assert read.paper.amendments[3].words.split("\n")[1:] == ["“Toads", "(1) Toads may stay.", "(2) So may newts.”"]

    def test_an_instruction_broken_by_a_new_line_is_whole(self):
        style = STYLE.format("AmendmentInstruction")
        new = p("7\tClause 1, page 1, line 3, leave out “weed”", properties=style) + p(
            "and insert “mud”", properties=style
        )
        read = edited(("7 Clause 1", new))
        assert read.paper.amendments[0].words == "Clause 1, page 1, line 3, leave out “weed” and insert “mud”"
        assert len(read.paper.amendments) == 3

    def test_a_bad_one_is_a_finding_and_the_others_are_read(self):
        new = p("7\tClause 1, page 1, line 3, tickle “weed”", properties=STYLE.format("AmendmentInstruction"))
        read = edited(("7 Clause 1", new))
        assert len(read.paper.amendments) == 3
        assert [name for name, _ in said(read)] == ["7"]
        assert "not understood" in said(read)[0][1]

    def test_what_is_no_part_of_an_amendment_is_named(self):
        note = p("Counsel to look at this one.", properties="")
        read = edited(("Clause 3", note + p("Clause 3", properties=STYLE.format("PaperPlace"))))
        assert len(read.paper.amendments) == 3
        assert not any("Counsel" in one.words + one.statement for one in read.paper.amendments)
        assert [message for _, message in said(read)] == [
            "“Counsel to look at this one.” is no part of an amendment, and was left out"
        ]

    @pytest.mark.parametrize(
        ("begins", "words", "style"),
        [
            ("Clause 3", "Clause 3", "InsertedNumbered1"),
            ("Clause 3", "Clause 3", "StatementText"),
            ("Baroness Example", "Baroness Example", "PaperPlace"),
            ("Baroness Example", "Baroness Example", "StatementHeading"),
            ("9 Clause 3", "9\tClause 3, page 2, line 1, after “Ponds” insert “and Lakes”", "LordsFirstMover"),
            ("9 Clause 3", "9\tClause 3, page 2, line 1, after “Ponds” insert “and Lakes”", "PaperPlace"),
        ],
    )
    def test_a_row_that_took_the_style_of_one_struck_out_above_it_is_what_it_says(self, begins, words, style):
        """So LibreOffice 7.4.7 leaves it."""
        read = edited((begins, p(words, properties=STYLE.format(style))))
        assert plain(read.paper.amendments) == plain(LORDS.amendments)
        assert said(read) == []

    def test_a_note_typed_below_a_statement_is_never_made_part_of_it(self):
        first = p("It costs nothing.", properties=STYLE.format("StatementText"))
        read = edited(("It costs nothing", first + p("Not for publication: the Minister is content.")))
        assert plain(read.paper.amendments) == plain(LORDS.amendments)
        assert len(said(read)) == 1

    @pytest.mark.parametrize("row", ["Ann Another\tNC5", "Ann Another NC5", "Ann Another\t★ Gov NC5"])
    def test_a_name_and_a_number_on_one_row_begin_an_amendment_of_the_commons(self, row):
        first = p("It lets newts stay.", properties=STYLE.format("StatementText"))
        rows = (row, "To move the following Clause—", "“Report", "(1) There must be a report.”")
        read = edited(("It lets newts stay", first + "".join(map(p, rows))), of=listed(*COMMONS))
        new = read.paper.amendments[1]
        assert (new.number, new.mover, read.paper.amendments[0].statement) == (
            "NC5",
            "Ann Another",
            "It lets newts stay.",
        )

    def test_a_number_that_stands_twice_and_one_without_words_are_named(self):
        style = STYLE.format("AmendmentInstruction")
        read = edited(("9 Clause 3", p("7\tClause 3, page 2, line 1, after “Ponds” insert “x”", properties=style)))
        assert said(read) == [("7", "2 amendments have this number; all were kept")]
        read = edited(
            ("To move the following", ""), ("“Newts", ""), ("(1) Newts", ""), ("(2) So may", ""), of=listed(*COMMONS)
        )
        assert ("NC4", "no instruction stands below its number") in said(read)

    def test_what_holds_only_of_the_words_as_they_were_is_dropped_when_they_change(self):
        decided = replace(WEED, decision="agreed")
        assert back(paper(listed(decided))).paper.amendments[0].decision == "agreed"
        new = p("7\tClause 1, page 1, line 3, leave out “weed”", properties=STYLE.format("AmendmentInstruction"))
        data = paper(listed(decided))
        start = data and rewritten(data, ("7 Clause 1", new.replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="_amd_a0001"/><w:bookmarkEnd w:id="1"/><w:r>', 1)))  # fmt: skip
        (read,) = back(start).paper.amendments
        assert (read.decision, read.date, read.title) == ("", "2026-05-02", "Rubbish")

    def test_a_picture_in_it_is_named(self):
        drawn = "<w:r><w:drawing/></w:r>"
        new = p("7\tClause 1, page 1, line 3, leave out “weed”", drawn, properties=STYLE.format("AmendmentInstruction"))
        assert any("which was left out" in message for _, message in said(edited(("7 Clause 1", new))))


class TestComments:
    FIRST = p("7\tClause 1, page 1, line 3, leave out “weed” and insert “", ins("mud"), "”", REFERS.format(1), properties=STYLE.format("AmendmentInstruction"))  # fmt: skip
    LATER = p("★8\tAfter Clause 1, insert the following ", ins("new "), "Clause—", REFERS.format(2), properties=STYLE.format("AmendmentInstruction"))  # fmt: skip
    UNEDITED = p("9\tClause 3, page 2, line 1, after “Ponds” insert “and Lakes”", REFERS.format(3), properties=STYLE.format("AmendmentInstruction"))  # fmt: skip

    def data(self, *edits, of=LORDS, **said):
        return commented(rewritten(paper(of), *edits), **said)

    def test_they_are_never_published_unasked(self):
        read = back(self.data(("★8 After", self.LATER), c2=("Ann", "Is this wise?")))
        assert read.paper.amendments[1].statement == ""
        assert [(one.words, one.place, one.reason) for one in read.left_out] == [
            ("Is this wise?", "amendment 8", "not asked for")
        ]

    def test_one_on_edited_words_is_the_statement_when_that_is_asked_for(self):
        data = self.data(("★8 After", self.LATER), c2=("Ann", "It feeds frogs.", "And newts."))
        read = back(data, comments=True)
        assert read.paper.amendments[1].statement == "It feeds frogs.\nAnd newts."
        assert read.left_out == ()

    def test_one_on_words_that_were_not_edited_or_that_have_a_statement_is_not(self):
        bare = listed(WEED, FROGS, replace(LATE, statement=""))
        unedited = self.UNEDITED.replace("<w:r>", '<w:bookmarkStart w:id="3" w:name="_amd_a0003"/><w:bookmarkEnd w:id="3"/><w:r>', 1)  # fmt: skip
        data = self.data(
            ("7 Clause 1", self.FIRST), ("9 Clause 3", unedited), of=bare, c1=("Ann", "Why?"), c3=("Ann", "Hm.")
        )
        read = back(data, comments=True)
        assert {(one.words, one.reason) for one in read.left_out} == {
            ("Why?", "a statement is there"), ("Hm.", "not on an edited provision")
        }  # fmt: skip

    def test_a_reply_and_a_resolved_one_never_are(self):
        both = self.LATER.replace(REFERS.format(2), REFERS.format(2) + REFERS.format(4))
        data = self.data(("★8 After", both), c2=("Ann", "It feeds frogs."), c4=("Bob", "No."))
        entries = {"0000000a": 'w15:done="0"', "0000000b": 'w15:paraIdParent="0000000A"'}
        read = back(threaded(data, entries, {2: "0000000a", 4: "0000000b"}), comments=True)
        assert read.paper.amendments[1].statement == "It feeds frogs."
        assert [(one.words, one.reason) for one in read.left_out] == [("No.", "reply")]
        read = back(threaded(data, {"0000000a": 'w15:done="1"'}, {2: "0000000a"}), comments=True)
        assert "resolved" in {one.reason for one in read.left_out}


class TestAnother:
    ROWS = (
        "Amendment to the Ponds Bill",
        "Baroness Example",
        "12\tClause 1, page 1, line 3, leave out “weed” and insert “rubbish”",
        "Member’s explanatory statement",
        "This amendment widens the duty.",
    )

    def test_one_that_is_not_ours_reads_by_what_it_says(self):
        file = unpacked(packed(*map(p, self.ROWS)), place="theirs.docx")
        assert is_paper(file)
        (one,) = read_paper(file).paper.amendments
        assert (one.number, one.mover, one.statement) == ("12", "Baroness Example", "This amendment widens the duty.")

    def test_so_does_one_whose_number_and_words_stand_in_a_table(self):
        file = packed(p("Baroness Example"), tbl(row("12", "Clause 1, page 1, line 3, leave out “weed”")))
        (one,) = read_paper(unpacked(file, place="theirs.docx")).paper.amendments
        assert (one.number, one.words) == ("12", "Clause 1, page 1, line 3, leave out “weed”")

    def test_our_paper_without_its_styles_has_the_same_amendments(self):
        for of in (LORDS, listed(*COMMONS[:2])):
            read = back(without_styles(paper(of)))
            assert plain(read.paper.amendments) == plain(of.amendments)
            assert read.paper.findings == ()

    @pytest.mark.parametrize(
        "rows", [("A letter", "It was left out on page 3."), ("1 In section 5, after subsection (2) insert—",)]
    )
    def test_a_letter_and_a_bill_are_no_paper(self, rows):
        assert not is_paper(unpacked(packed(*map(p, rows)), place="letter.docx"))

    def test_a_paper_with_nothing_on_it_is_refused(self):
        with pytest.raises(ReadError, match=r"empty\.docx: there is no amendment in it"):
            read_paper(unpacked(packed(p("House of Lords")), place="empty.docx"))


def test_what_was_exported_of_a_bill_is_no_paper():
    from shorthand import bill

    assert not is_paper(unpacked(document(bill("    1 Ponds\n      Keep them.\n")), place="bill.docx"))


def test_the_custom_part_tells_no_words_of_an_amendment():
    held = unzipped(paper(LORDS))["customXml/item1.xml"].decode()
    assert "rubbish" not in held
    assert W not in held
    assert r("x")
