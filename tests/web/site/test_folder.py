"""A site is put into its folder whole, again and again, and touches nothing that is not of it."""

import json
import os

import pytest

from amend.errors import WriteError
from amend.web.site.folder import LIST, put_in_folder
from amend.web.site.page import SiteFile


def files(**named):
    return (SiteFile(name.replace("__", "/").replace("_", "."), data) for name, data in named.items())


def held(folder):
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_new_folder_has_the_files_and_a_list_of_them(tmp_path):
    put_in_folder(tmp_path / "public", files(index_html=b"1", bill__a_html=b"2"))
    found = held(tmp_path / "public")
    assert json.loads(found.pop(LIST))["files"] == [LIST, "bill/a.html", "index.html"]
    assert found == {"index.html": b"1", "bill/a.html": b"2"}


def test_the_next_site_replaces_takes_away_what_it_no_longer_has_and_leaves_what_somebody_put_there(tmp_path):
    put_in_folder(tmp_path, files(index_html=b"1", bill__a_html=b"2", bill__b_html=b"3", old__c_html=b"4"))
    (tmp_path / "CNAME").write_text("example.org")
    (tmp_path / "bill" / "notes.txt").write_text("mine")
    put_in_folder(tmp_path, files(index_html=b"new", bill__a_html=b"2"))
    found = held(tmp_path)
    assert json.loads(found.pop(LIST))["files"] == [LIST, "bill/a.html", "index.html"]
    assert found == {"index.html": b"new", "bill/a.html": b"2", "CNAME": b"example.org", "bill/notes.txt": b"mine"}
    assert not (tmp_path / "old").exists()
    assert not list(tmp_path.glob(".*"))


def test_an_error_while_the_files_are_made_leaves_the_site_as_it_was(tmp_path):
    def breaking():
        yield SiteFile("index.html", b"new")
        raise WriteError("it broke", place="there", remedy="mend it")

    put_in_folder(tmp_path, files(index_html=b"old"))
    before = held(tmp_path)
    with pytest.raises(WriteError, match="it broke"):
        put_in_folder(tmp_path, breaking())
    assert held(tmp_path) == before
    with pytest.raises(WriteError, match="it broke"):
        put_in_folder(tmp_path / "fresh", breaking())
    assert not (tmp_path / "fresh").exists()


def test_what_a_process_that_was_killed_left_is_taken_away(tmp_path):
    put_in_folder(tmp_path, files(index_html=b"old"))
    (tmp_path / f".{LIST}").mkdir()
    (tmp_path / f".{LIST}" / "half.html").write_bytes(b"half")
    put_in_folder(tmp_path, files(index_html=b"new"))
    assert sorted(held(tmp_path)) == [LIST, "index.html"]


def test_a_folder_with_other_things_is_refused_and_so_is_a_file_of_somebody_in_the_way(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WriteError, match="something in it that is no site of amend"):
        put_in_folder(tmp_path, files(index_html=b"1"))
    assert sorted(held(tmp_path)) == ["thesis.txt"]
    site = tmp_path / "public"
    put_in_folder(site, files(index_html=b"1"))
    (site / "robots.txt").write_text("mine")
    with pytest.raises(WriteError, match="not of the site"):
        put_in_folder(site, files(index_html=b"2", robots_txt=b"ours"))
    assert held(site)["robots.txt"] == b"mine"
    assert held(site)["index.html"] == b"1"


@pytest.mark.parametrize(
    "listed",
    ['{"files": ["../other.txt"]}', '{"files": ["/etc/x"]}', '{"files": 3}', "[]", "no json", '{"files": [1]}'],
)
def test_a_list_that_was_written_by_somebody_else_takes_nothing_away_outside(tmp_path, listed):
    site = tmp_path / "public"
    site.mkdir()
    (tmp_path / "other.txt").write_text("mine")
    (site / LIST).write_text(listed)
    with pytest.raises(WriteError, match="list of the site is broken"):
        put_in_folder(site, files(index_html=b"1"))
    assert (tmp_path / "other.txt").read_text() == "mine"


def test_a_link_in_the_folder_is_not_followed_out_of_it(tmp_path):
    site, outside = tmp_path / "public", tmp_path / "outside"
    put_in_folder(site, files(index_html=b"1", bill__a_html=b"2"))
    outside.mkdir()
    (outside / "a.html").write_text("mine")
    (site / "bill" / "a.html").unlink()
    (site / "bill").rmdir()
    os.symlink(outside, site / "bill")
    with pytest.raises(WriteError):
        put_in_folder(site, files(index_html=b"1", bill__a_html=b"new"))
    with pytest.raises(WriteError):
        put_in_folder(site, files(index_html=b"1"))
    assert held(outside) == {"a.html": b"mine"}
