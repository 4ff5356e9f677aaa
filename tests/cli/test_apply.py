"""`amend apply` makes the amendments in drafts to a print, one outcome each, and writes the Bill as amended."""

import shutil

import pytest
from lxml import etree

from amend.formats import akn
from amend.ledger.shipped import LORDS

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
CARP = "Clause 2, page 1, line 7, leave out “carp” and insert “goldfish”"
WRONG_LINE = "Clause 1, page 1, line 2, leave out “weed”"


def canonical(file):
    """The document without the white space between elements."""
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.parse(file, parser), method="c14n2", with_comments=True)


def test_each_amendment_has_an_outcome_and_the_bill_is_written(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("2.md", CARP, "2"), draft("1.md", WEED, "1"), "-o", "out.xml")
    assert ran == (
        0,
        "   2  applied   clause 2(1)(a), page 1, line 7\n"
        "   1  applied   clause 1(1), page 1, line 3\n"
        "2 applied, 0 refused.\n",
        "",
    )
    written = (ponds.folder / "out.xml").read_text("utf-8")
    assert "rubbish" in written
    assert "goldfish, or" in written


def test_a_refused_amendment_changes_nothing_and_the_rest_are_made(ponds, draft):
    good, bad, other = draft("1.md", WEED, "1"), draft("2.md", WRONG_LINE, "2"), draft("3.md", CARP, "3")
    ran = ponds("apply", "bill.xml", good, bad, other, "-o", "out.xml")
    assert (ran.code, ran.err) == (3, "")
    assert ran.rows[1].startswith("   2  refused   ")
    assert ran.rows[-1] == "2 applied, 1 refused."
    assert ponds("apply", "bill.xml", good, other, "-o", "without.xml").code == 0
    assert (ponds.folder / "out.xml").read_bytes() == (ponds.folder / "without.xml").read_bytes()


def test_the_reason_of_a_refusal_quotes_the_line_and_says_what_would_work(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("2.md", WRONG_LINE, "2"), "-o", "out.xml", "--json")
    (outcome,) = ran.data
    assert "“(1) The keeper must keep every pond clean”" in outcome["reason"]
    assert "page 1, line 3" in outcome["reason"]


def test_the_outcomes_as_data_have_exactly_four_keys(ponds, draft):
    ran = ponds(
        "apply", "bill.xml", draft("1.md", WEED, "1"), draft("2.md", "nonsense", "2"), "-o", "out.xml", "--json"
    )
    assert (ran.code, ran.err) == (3, "")
    first, second = ran.data
    assert first == {"amendment": "1", "outcome": "applied", "place": "clause 1(1), page 1, line 3", "reason": ""}
    assert set(second) == {"amendment", "outcome", "place", "reason"}
    assert (second["amendment"], second["outcome"], second["place"]) == ("2", "refused", "")


def test_without_a_draft_the_document_is_the_same(amend):
    shutil.copyfile(LORDS, amend.folder / "bill.xml")
    assert amend("apply", "bill.xml", "-o", "out.xml")[:2] == (0, "0 applied, 0 refused.\n")
    assert canonical(amend.folder / "out.xml") == canonical(LORDS)


def test_without_a_draft_the_outcomes_as_data_are_an_empty_list(ponds):
    assert ponds("apply", "bill.xml", "-o", "out.xml", "--json") == (0, "[]\n", "")


def test_a_document_with_windows_line_ends_and_a_byte_order_mark_is_read(ponds, draft):
    file = ponds.folder / "bill.xml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert ponds("apply", "bill.xml", draft("1.md", WEED, "1"), "-o", "out.xml").code == 0
    assert b"rubbish" in (ponds.folder / "out.xml").read_bytes()


def test_a_draft_with_windows_line_ends_is_read(ponds, draft):
    words = "Clause 1, page 1, line 4, at end insert—\n\n“(3) The keeper may—\n\n(a) fish, or\n\n(b) swim.”"
    unix = ponds("apply", "bill.xml", draft("unix.md", words, "1"), "-o", "unix.xml")
    windows = ponds("apply", "bill.xml", draft("windows.md", words, "1", ends="\r\n"), "-o", "windows.xml")
    assert unix.code == windows.code == 0
    assert (ponds.folder / "unix.xml").read_bytes() == (ponds.folder / "windows.xml").read_bytes()


def test_the_drafts_of_a_folder_are_taken_in_the_order_of_their_numbers(ponds, draft):
    draft("drafts/10.md", CARP, "10")
    draft("drafts/2.md", WEED, "2")
    ran = ponds("apply", "bill.xml", "drafts", "-o", "out.xml", "--json")
    assert [outcome["amendment"] for outcome in ran.data] == ["2", "10"]


def test_a_draft_without_a_number_goes_by_the_name_of_its_file(ponds, draft):
    assert ponds("apply", "bill.xml", draft("weed.md", WEED), "-o", "out.xml", "--json").data[0]["amendment"] == "weed"


def test_of_two_amendments_to_the_same_words_the_later_is_refused(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", WEED, "1"), draft("2.md", WEED, "2"), "-o", "out.xml", "--json")
    assert ran.code == 3
    assert [outcome["outcome"] for outcome in ran.data] == ["applied", "refused"]
    assert "amendment 1" in ran.data[1]["reason"]


def test_an_amendment_to_another_print_is_refused_and_says_so(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", WEED, "1", print_="HL Bill 2"), "-o", "out.xml")
    assert ran.code == 3
    assert "HL Bill 2" in ran.out
    assert "Bill 1;" in ran.out


def test_a_slip_of_style_is_a_message_and_no_result(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", WEED.replace("“", '"').replace("”", '"'), "1"), "-o", "out.xml")
    assert ran.code == 0
    assert "straight" not in ran.out
    assert ran.err == "amend: amendment 1: straight quotation marks were read as “ and ”\n"


def test_words_that_xml_gives_a_meaning_are_put_in_as_words(ponds, draft):
    ran = ponds("apply", "bill.xml", draft("1.md", WEED.replace("rubbish", "a < b & <c>"), "1"), "-o", "out.xml")
    assert ran.code == 0
    assert "free of a < b & <c>." in ponds("show", "out.xml", "clause 1(1)").out


def test_an_earlier_output_is_replaced_whole(ponds, draft):
    out = ponds.folder / "out.xml"
    out.write_text("x" * 100_000)
    assert ponds("apply", "bill.xml", draft("1.md", WEED, "1"), "-o", "out.xml").code == 0
    assert akn.read(out).title == "Ponds Bill"


def test_the_same_drafts_give_the_same_bytes(ponds, draft):
    draft("drafts/1.md", WEED, "1")
    draft("drafts/2.md", "After Clause 2, insert the following new Clause—\n\n“Frogs\n\n(1) Feed the frogs.”", "2")
    for out in ("one.xml", "two.xml"):
        assert ponds("apply", "bill.xml", "drafts", "-o", out).code == 0
    assert (ponds.folder / "one.xml").read_bytes() == (ponds.folder / "two.xml").read_bytes()


def test_a_bill_that_has_amendments_made_is_amended_again_with_a_message(ponds, draft):
    ponds("apply", "bill.xml", draft("1.md", WEED, "1"), "-o", "once.xml")
    ran = ponds("apply", "once.xml", draft("2.md", CARP, "2"), "-o", "twice.xml")
    assert ran.code == 0
    assert "already has amendment 1 made" in ran.err
    assert "with amendments 1, 2" in ponds("show", "twice.xml").rows[0]


@pytest.mark.parametrize("mark", ["\x07", "\v", "\x00", "\ufffe", "\ufffc"], ids=ascii)
def test_a_character_that_no_xml_can_hold_is_refused_and_not_put_in(ponds, draft, mark):
    bad = draft("1.md", WEED.replace("rubbish", f"rub{mark}bish"), "1")
    ran = ponds("apply", "bill.xml", bad, draft("2.md", CARP, "2"), "-o", "out.xml", "--json")
    assert ran.code in (1, 3)
    if ran.code == 3:
        assert [outcome["outcome"] for outcome in ran.data] == ["refused", "applied"]
    else:
        assert ran.err.startswith("amend: 1.md")


def test_a_print_that_holds_an_object_replacement_character_is_written_back_or_refused(ponds):
    file = ponds.folder / "bill.xml"
    file.write_text(file.read_text("utf-8").replace("weed", "we\ufffced"), "utf-8")
    ran = ponds("apply", "bill.xml", "-o", "out.xml")
    assert (
        canonical(ponds.folder / "out.xml") == canonical(file) if ran.code == 0 else ran.err.startswith("amend: bill")
    )


def test_a_number_that_would_command_the_terminal_is_shown_plainly(ponds, draft):
    name = draft("7.md", "Clause 2, page 1, line 7, leave out “carp” and insert “goldfish”", "\\e[31m?>7")
    for command in (["check", "bill.xml", name], ["apply", "bill.xml", name, "-o", "once.xml"]):
        ran = ponds(*command)
        assert ran.code == 0, ran.err
        assert "\x1b" not in ran.out + ran.err
    assert ponds("show", "once.xml").rows[0].endswith("with amendment [31m>7")


def test_where_no_amendment_is_made_the_file_is_said_to_be_the_text_as_it_was(ponds, draft):
    right = "Clause 2, page 1, line 7, leave out “carp” and insert “goldfish”"
    ran = ponds("apply", "bill.xml", draft("7.md", right.replace("carp", "eels"), "7"), "-o", "none.xml")
    assert "amend: none.xml is the text as it was, for no amendment was made\n" in ran.err
    ran = ponds("apply", "bill.xml", draft("8.md", right, "8"), "-o", "one.xml")
    assert "as it was" not in ran.err
