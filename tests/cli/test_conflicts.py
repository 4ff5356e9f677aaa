"""`amend conflicts` says which drafts touch, and draws them on a strip of the Bill."""

import json
import re

import pytest


@pytest.fixture
def touching(ponds, draft):
    """The command, with drafts to the print of ponds: 1 would make 2 fall, and 3 touches nothing."""
    draft("drafts/1.md", "Clause 1, page 1, line 2, leave out subsection (1)", "1")
    draft("drafts/2.md", "Clause 1, page 1, line 2, leave out “pond”", "2")
    draft("drafts/3.md", "Clause 2, page 1, line 7, leave out “carp”", "3")
    return ponds


def test_each_pair_has_a_row_and_where_one_excludes_another_the_exit_code_is_3(touching):
    ran = touching("conflicts", "bill.xml", "drafts")
    assert ran.code == 3
    assert ran.rows[0] == "1  pre-empts 2: 1 leaves out what 2 would change, and is called first"
    assert ran.rows[-1] == "3 amendments, 1 pair that touch, 1 that exclude one another."
    assert "The Chair" not in ran.out


def test_as_data_there_is_a_row_for_each_pair(touching):
    rows = json.loads(touching("conflicts", "bill.xml", "drafts", "--json").out)
    assert [(row["first"], row["kind"], row["second"], bool(row["why"])) for row in rows] == [
        ("1", "pre-empts", "2", True)
    ]


def test_drafts_that_do_not_touch_end_with_0(touching):
    ran = touching("conflicts", "bill.xml", "drafts/1.md", "drafts/3.md")
    assert (ran.code, ran.rows) == (0, ["2 amendments, 0 pairs that touch, 0 that exclude one another."])


def test_a_file_that_is_no_draft_is_told_and_the_others_are_compared(touching):
    (touching.folder / "drafts" / "4.md").write_text("no draft")
    ran = touching("conflicts", "bill.xml", "drafts")
    assert ran.code == 3
    assert "4.md" in ran.err
    assert "1  pre-empts 2" in ran.out


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_the_strip_has_every_amendment_and_one_colour_for_what_falls_with_what(touching, ending):
    ran = touching("conflicts", "bill.xml", "drafts", "-o", f"strip.{ending}")
    assert ran.code == 3
    drawn = (touching.folder / f"strip.{ending}").read_text()
    for number in ("1", "2", "3"):
        assert f'<tspan class="n">{number}</tspan>' in drawn
    dots = re.findall(r'<circle class="c(\d)"', drawn)
    assert sorted(dots) == ["0", "1", "1"]
    assert "would make fall 2" in drawn
    assert "falls with 1" in drawn
    assert "<script" not in drawn


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_a_strip_says_whose_each_is_and_the_whole_heading_of_what_is_new_in_rows_that_fit(touching, ending):
    heading = "Duty to keep every pond and every weir of the parish clean and free of weed in all seasons"
    words = f"After Clause 1, insert the following new Clause—\n“{heading}\nPonds must be kept.”"
    for file, mover in (("5", "The Friends of the Weirs of Westmorland and Furness"), ("6", "Lord Pond")):
        text = f'---\nnumber: "5"\nprint: "Bill 1"\nmover: "{mover}"\n---\n\n{words}\n'
        (touching.folder / f"drafts/{file}.md").write_text(text)
    touching("conflicts", "bill.xml", "drafts", "-o", f"strip.{ending}")
    drawn = (touching.folder / f"strip.{ending}").read_text()
    rows = re.findall(r'<text class="s c0"[^>]*>([^<]*)</text>', drawn)
    said = " ".join(rows)
    assert said.count(heading) == 2
    assert "(The Friends of the Weirs of Westmorland and Furness)" in said
    assert "(Lord Pond)" in said
    assert max(map(len, rows)) < 45
    assert drawn.count("new Clause</tspan>") == 2


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_a_strip_of_a_working_print_says_so(touching, ending):
    touching("lines", "bill.xml", "-o", "lined.xml")
    touching("conflicts", "lined.xml", "drafts", "-o", f"strip.{ending}")
    assert "Working print" in (touching.folder / f"strip.{ending}").read_text()


def test_words_of_an_amendment_do_not_become_marks_of_the_page(touching, draft):
    draft("drafts/4.md", "Clause 1, page 1, line 2, after “pond” insert “<script>x</script>”", "<b>4</b>")
    touching("conflicts", "bill.xml", "drafts", "-o", "strip.html")
    drawn = (touching.folder / "strip.html").read_text()
    assert "<script" not in drawn
    assert "<b>4</b>" not in drawn


def test_another_ending_is_a_usage_error(touching):
    assert touching("conflicts", "bill.xml", "drafts", "-o", "strip.png").code == 2
