"""`amend check` reads and places amendments without making them, and says what there is to know of each."""

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
    assert said.startswith("1: refusal: “weed” is not on page 1, line 2: it reads “(1) The keeper must keep every pond")
    assert "page 1, line 3" in said


def test_a_slip_is_a_finding_too(ponds, draft):
    ran = ponds("check", "bill.xml", draft("1.md", f"{WEED}.", "1"))
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.startswith("1: slip: an instruction has no full stop at its end")


def test_the_findings_as_data_have_exactly_four_keys(ponds, draft):
    drafts = draft("1.md", f"{WEED}.", "1"), draft("2.md", "nonsense", "2"), draft("3.md", CARP, "3")
    ran = ponds("check", "bill.xml", *drafts, "--json")
    assert (ran.code, ran.err) == (3, "")
    assert [set(finding) for finding in ran.data] == [{"amendment", "level", "message", "place"}] * 2
    assert [(finding["amendment"], finding["level"]) for finding in ran.data] == [("1", "slip"), ("2", "refusal")]
    assert ran.data[0]["place"] == "clause 1(1), page 1, line 3"


def test_two_drafts_with_one_number_are_a_finding(ponds, draft):
    ran = ponds("check", "bill.xml", draft("a.md", WEED, "1"), draft("b.md", CARP, "1"))
    assert (ran.code, ran.out) == (3, "1: slip: 2 amendments have this number\n")


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
        ("", "finding"),
        ("1", "refusal"),
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
        "finding",
    )
    assert "file" not in slip
    assert slip["amendment"] == "1"
