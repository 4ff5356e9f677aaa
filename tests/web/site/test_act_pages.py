"""The Act beneath the Bill: a page for each Act at hand, with what the Bill and each package would make of it."""

import re
import shutil
from pathlib import Path

import pytest

from amend import read
from amend.acts.layers import layers
from amend.ledger import shipped
from amend.ledger.prints import AtHand, at_hand
from amend.web.site import act_pages
from amend.web.site.gathering import gather
from amend.web.site.site import site

ACT = "act/immigration-and-asylum-act-1999.html"


@pytest.fixture(scope="module")
def found():
    return gather(AtHand(shipped.BILLS, shipped.DRAFTS))


@pytest.fixture(scope="module")
def page(found):
    return next(one for one in act_pages.pages(found) if one.path == ACT)


def marked(html, tag):
    return [
        re.sub(r'<span class="sr">[^<]*</span>', "", one) for one in re.findall(rf"<{tag} [^>]*>(.*?)</{tag}>", html)
    ]


def test_each_package_that_changes_the_act_has_its_three_layers_and_no_other(found, page):
    views = re.findall(r'<h2 id="v\d">([^<]*)', str(page.main))
    assert views == [
        "As HL Bill 31 would leave it with the amendments of Domestic Abuse Commissioner",
        "As HL Bill 31 would leave it with the amendments of Step Up Migrant Women, led by the Latin American Women’s "
        "Rights Service",
    ]
    assert "HL Bill 31 · As brought from the Commons by itself leaves it as it is." in page.main
    assert any("They were not tabled" in caution for caution in page.cautions)
    assert any("Restatement" in caution for caution in page.cautions)


def test_the_marked_words_are_those_of_the_layers(found, page):
    act, bill = read(shipped.SECTION_20).as_act(), read(shipped.LORDS)
    wanted = []
    for package in found.packages_on(found.current):
        drafts = [tabled.draft for tabled in package.standing]
        rows = layers(act, bill, drafts).redline
        wanted += [p.said for _, row in rows for p in row.visible if p.kind == "inserted"]
    shown = [one for one in marked(str(page.main), "ins") if one != "put in by an amendment"]
    assert "".join("".join(shown).split()) == "".join("".join(wanted).split())


def test_it_leads_to_the_amendments_that_do_it_alone_and_they_lead_back(page, public):
    named = re.findall(r'href="\.\./amendments/([\w-]+)\.html"', str(page.main))
    assert sorted(named) == ["commissioner-3", "migrant-women-coalition-2"]
    pages = (public / "amendments").glob("*.html")
    back = [one.stem for one in pages if "../act/immigration-and-asylum-act-1999.html" in one.read_text()]
    assert set(named) <= set(back), "and so do those that only name the Act"


def test_without_an_act_there_is_no_page_and_no_entry(tmp_path):
    shutil.copytree(shipped.BILLS, tmp_path / "bills")
    (tmp_path / "drafts" / "commissioner").mkdir(parents=True)
    shutil.copyfile(shipped.DRAFTS / "commissioner" / "3.md", tmp_path / "drafts" / "commissioner" / "3.md")
    (tmp_path / "amend.toml").write_text('print = "HL Bill 31"\nfile = "bills/hl-bill-31.xml"\n')
    site(at_hand(tmp_path), tmp_path / "public")
    assert not (tmp_path / "public" / "act").exists()
    assert "act/index.html" not in (tmp_path / "public" / "index.html").read_text()


def test_an_act_that_nothing_changes_says_so_and_two_of_one_name_have_two_pages(tmp_path):
    shutil.copytree(shipped.BILLS, tmp_path / "bills")
    (tmp_path / "drafts").mkdir()
    for name in ("one.xml", "two.xml"):
        shutil.copyfile(shipped.SECTION_20, tmp_path / "bills" / name)
    (tmp_path / "amend.toml").write_text('print = "HL Bill 31"\nfile = "bills/hl-bill-31.xml"\n')
    site(at_hand(tmp_path), tmp_path / "public")
    assert sorted(one.name for one in (tmp_path / "public" / "act").iterdir()) == [
        "immigration-and-asylum-act-1999-2.html",
        "immigration-and-asylum-act-1999.html",
        "index.html",
    ]
    assert (
        "Neither the Bill nor an amendment here changes it" in Path(tmp_path, "public", "act", "index.html").read_text()
    )
