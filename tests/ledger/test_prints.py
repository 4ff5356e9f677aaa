"""What is at hand: the prints of the workspace, or those that come with the package, in order of time."""

import shutil

import pytest

from amend import read
from amend.drafting import make
from amend.errors import DraftError, ReadError
from amend.formats import akn
from amend.ledger.prints import AtHand, at_hand, by_print
from amend.ledger.shipped import BILLS, DRAFTS, LORDS
from amend.model.amendment import Amendment


def space(tmp_path, toml='print = "HL Bill 31"\nfile = "bills/hl-bill-31.xml"\n'):
    shutil.copytree(BILLS, tmp_path / "bills")
    shutil.copytree(DRAFTS, tmp_path / "drafts", copy_function=shutil.copyfile)
    (tmp_path / "amend.toml").write_text(toml, "utf-8")
    return tmp_path


def test_outside_a_workspace_it_is_what_comes_with_the_package(tmp_path):
    here = at_hand(tmp_path)
    assert (here.bills, here.record, here.space) == (BILLS, DRAFTS, None)
    assert [one.bill.number for one in here.prints] == ["Bill 351", "HL Bill 31"]
    assert here.current.bill.number == "HL Bill 31"
    assert "commissioner" in here.actors
    assert [one.number for one in here.package("commissioner")] == list("1234567")
    assert here.package("committees") == ()


def test_in_a_workspace_it_is_that_of_the_workspace_from_any_folder(tmp_path):
    space(tmp_path)
    here = at_hand(tmp_path / "drafts" / "commissioner")
    assert (here.bills, here.record) == (tmp_path / "bills", tmp_path / "drafts")
    assert here.current.file == tmp_path / "bills" / "hl-bill-31.xml"


def test_a_workspace_whose_file_is_broken_is_an_error_and_not_passed_over(tmp_path):
    space(tmp_path, "bill = \n")
    with pytest.raises(ReadError, match=r"amend\.toml:1: it is not understood"):
        at_hand(tmp_path)


def test_a_bill_with_amendments_made_is_no_print_and_a_broken_file_is_told(tmp_path):
    space(tmp_path)
    made = make.apply(read(LORDS), [Amendment("Leave out Clause 60", "1")]).bill
    akn.write(made, tmp_path / "bills" / "a.xml")
    (tmp_path / "bills" / "b.xml").write_text("<no", "utf-8")
    here = at_hand(tmp_path)
    assert [one.bill.number for one in here.prints] == ["Bill 351", "HL Bill 31"]
    assert [str(error).split(":")[0] for error in here.read[1]] == [str(tmp_path / "bills" / "b.xml")]


def test_a_print_is_found_by_its_number_and_its_forerunners_by_when_they_were_published(tmp_path):
    here = at_hand(tmp_path)
    assert here.numbered("hl bill 31").bill.number == "HL Bill 31"
    assert [one.bill.number for one in here.upto(read(LORDS))] == ["Bill 351", "HL Bill 31"]
    assert [one.bill.number for one in here.upto(here.numbered("Bill 351").bill)] == ["Bill 351"]
    with pytest.raises(ReadError, match="is not among the prints there"):
        here.numbered("Bill 3")


def test_without_a_print_there_is_no_current_one(tmp_path):
    with pytest.raises(ReadError, match="there is no print of a Bill"):
        _ = AtHand(tmp_path, tmp_path).current
    with pytest.raises(ReadError, match=r"is not among the prints there \(none\)"):
        AtHand(tmp_path, tmp_path).numbered("Bill 1")
    with pytest.raises(ReadError, match="it cannot be looked into"):
        _ = AtHand(tmp_path, tmp_path / "gone").actors


def test_amendments_are_parted_by_the_print_they_name():
    one, two, three = (
        Amendment("x", str(n), print=name) for n, name in enumerate(("HL Bill 31", "Bill 351", "hl bill 31"))
    )
    assert by_print([one, two, three]) == {"HL Bill 31": [one, three], "Bill 351": [two]}


def test_a_broken_draft_is_an_error_of_its_package(tmp_path):
    space(tmp_path)
    (tmp_path / "drafts" / "commissioner" / "2.md").write_text("no\n", "utf-8")
    with pytest.raises(DraftError, match=r"2\.md:1: it does not begin"):
        at_hand(tmp_path).package("commissioner")
