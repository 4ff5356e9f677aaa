"""`amend check` checks amendments against a print and the rules of drafting, and says what there is to know of each."""

import pytest

from amend.drafting import papers
from amend.formats import draft as drafts_

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
CARP = "Clause 2, page 1, line 7, leave out “carp” and insert “goldfish”"
WRONG_LINE = "Clause 1, page 1, line 2, leave out “weed”"


def test_drafts_in_order_are_said_to_be_so(ponds, draft):
    assert ponds("check", "bill.xml", draft("1.md", WEED, "1")) == (0, "1 amendment in order.\n", "")
    assert ponds("check", "bill.xml", "1.md", draft("2.md", CARP, "2")) == (0, "2 amendments in order.\n", "")


def test_drafts_in_order_as_data_are_an_empty_list(ponds, draft):
    assert ponds("check", "bill.xml", draft("1.md", WEED, "1"), "--json") == (0, "[]\n", "")


def test_a_refusal_is_a_finding_that_quotes_the_printed_line(ponds, draft):
    ran = ponds("check", "bill.xml", draft("1.md", WRONG_LINE, "1"), COLUMNS="100")
    assert (ran.code, ran.err) == (3, "")
    said = " ".join(ran.out.split())
    assert said.startswith(
        "1: error A102: “weed” is not on page 1, line 2: it reads “(1) The keeper must keep every pond"
    )
    assert "page 1, line 3" in said


def test_a_slip_is_a_finding_too(ponds, draft):
    ran = ponds("check", "bill.xml", draft("1.md", f"{WEED}.", "1"))
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.startswith("1: warning A105: an instruction has no full stop at its end")


def test_the_findings_as_data_have_exactly_five_keys(ponds, draft):
    drafts = draft("1.md", f"{WEED}.", "1"), draft("2.md", "nonsense", "2"), draft("3.md", CARP, "3")
    ran = ponds("check", "bill.xml", *drafts, "--json")
    assert (ran.code, ran.err) == (3, "")
    assert [set(finding) for finding in ran.data] == [{"amendment", "code", "level", "message", "place"}] * 2
    assert [(finding["amendment"], finding["level"]) for finding in ran.data] == [("1", "warning"), ("2", "error")]
    assert ran.data[0]["place"] == "clause 1(1), page 1, line 3"


def test_two_drafts_with_one_number_are_a_finding(ponds, draft):
    ran = ponds("check", "bill.xml", draft("a.md", WEED, "1"), draft("b.md", CARP, "1"))
    assert (ran.code, ran.out) == (3, "1: warning A201: 2 amendments have this number\n")


def test_checking_writes_nothing(ponds, draft):
    draft("drafts/1.md", WEED, "1")
    draft("drafts/2.md", WRONG_LINE, "2")
    before = ponds.files()
    assert ponds("check", "bill.xml", "drafts").code == 3
    assert ponds.files() == before


def test_a_file_that_is_no_draft_is_a_finding_and_the_others_are_read(ponds, draft):
    draft("drafts/1.md", WRONG_LINE, "1")
    (ponds.folder / draft("drafts/2.md", "")).write_text("no front matter", encoding="utf-8")
    ran = ponds("check", "bill.xml", "drafts", "--json")
    assert (ran.code, ran.err) == (3, "")
    assert [(finding["amendment"], finding["level"]) for finding in ran.data] == [
        ("", "error"),
        ("1", "error"),
    ]


def test_where_no_file_is_a_draft_that_is_an_error(ponds, draft):
    (ponds.folder / draft("drafts/2.md", "")).write_text("no front matter", encoding="utf-8")
    ran = ponds("check", "bill.xml", "drafts")
    assert (ran.code, ran.out) == (1, "")


def test_a_file_that_cannot_be_read_has_a_key_of_its_own_in_data_and_names_no_amendment(ponds, draft):
    draft("drafts/1.md", f"{WEED}.", "1")
    (ponds.folder / "drafts" / "2.md").write_text("no front matter", encoding="utf-8")
    ran = ponds("check", "bill.xml", "drafts", "--json")
    assert ran.code == 3
    file, slip = ran.data
    assert (file["file"], file["place"], file["amendment"], file["level"]) == (
        "drafts/2.md",
        "drafts/2.md:1",
        "",
        "error",
    )
    assert "file" not in slip
    assert slip["amendment"] == "1"


def test_a_rule_is_explained_by_its_code(ponds):
    ran = ponds("check", "--explain", "a304")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("A304 (warning): A duty is put with “must” and not with “shall”.\n")
    assert "\nGood: The keeper must keep the pond clean.\n" in ran.out


def test_an_unknown_rule_is_a_usage_error_that_says_what_there_is(ponds):
    ran = ponds("check", "--explain", "A3O4")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no rule “A3O4”" in ran.err
    assert "A304" in ran.err or "--rules" in ran.err


def test_the_rules_are_listed_a_line_each(ponds):
    ran = ponds("check", "--rules")
    assert ran.code == 0
    rows = ran.out.splitlines()
    assert len(rows) >= 30
    assert "A102  error    The place is on the print, and the words quoted stand there, as often as the" in ran.out


@pytest.mark.parametrize(
    ("level", "code", "found"),
    [("note", 3, ["A304", "A310"]), ("warning", 3, ["A304"]), ("error", 0, [])],
)
def test_what_is_told_begins_at_the_level_asked_for(ponds, draft, level, code, found):
    words = "Clause 1, page 1, line 3, at end insert—\n“(1A) The keeper shall forthwith go.”"
    ran = ponds("check", "bill.xml", draft("1.md", words, "1"), "--level", level, "--json")
    assert (ran.code, [one["code"] for one in ran.data]) == (code, found)


def test_what_is_alike_for_several_amendments_is_one_row(ponds, draft):
    drafts = draft("1.md", f"{WEED}.", "1"), draft("2.md", f"{CARP}.", "2")
    ran = ponds("check", "bill.xml", *drafts)
    assert ran.out == "1, 2: warning A105: an instruction has no full stop at its end\n"


def test_a_paper_is_checked_without_a_print_and_that_is_said(ponds, draft):
    listed = papers.gathered([drafts_.read(ponds.folder / draft("1.md", f"{WRONG_LINE}.", "1"))])
    papers.write(listed, ponds.folder / "paper.xml")
    ran = ponds("check", "paper.xml", "--json")
    assert ran.code == 3
    assert [(one["amendment"], one["code"]) for one in ran.data] == [("1", "A105")]
    assert "no PRINT is given, so no place is looked for" in ran.err
    ran = ponds("check", "bill.xml", "paper.xml", "--json")
    assert [one["code"] for one in ran.data] == ["A102", "A105"]
