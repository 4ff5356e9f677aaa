"""Files are read within limits, and written whole or not at all."""

import os
import stat
from contextlib import contextmanager
from pathlib import Path

import pytest

from amend.errors import ReadError, WriteError
from amend.formats.files import LARGEST, read_bytes, read_text, write_bytes


@contextmanager
def umask(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def room_for(size):
    """No file may grow beyond that many bytes meanwhile, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refusal(file, data=b"new"):
    """The error that writing the file gives: one line that names the file and says what to do next."""
    with pytest.raises(WriteError) as refused:
        write_bytes(file, data)
    assert str(refused.value).startswith(str(file))
    assert "\n" not in str(refused.value)
    assert refused.value.remedy
    return refused.value


def test_a_file_is_written_and_nothing_beside_it(tmp_path):
    write_bytes(tmp_path / "bill.xml", b"<bill/>\r\n")
    assert (tmp_path / "bill.xml").read_bytes() == b"<bill/>\r\n"
    assert os.listdir(tmp_path) == ["bill.xml"]


def test_a_file_that_is_there_is_replaced(tmp_path):
    file = tmp_path / "bill.xml"
    file.write_bytes(b"old and longer")
    write_bytes(file, b"new")
    assert file.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["bill.xml"]


def test_a_reader_who_has_the_old_file_open_sees_all_of_it(tmp_path):
    file = tmp_path / "bill.xml"
    file.write_bytes(b"old and longer")
    with file.open("rb") as reader:
        write_bytes(file, b"new")
        assert reader.read() == b"old and longer"


def test_a_file_is_written_in_the_folder_where_the_program_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_bytes(Path("bill.xml"), b"new")
    assert os.listdir(tmp_path) == ["bill.xml"]


def test_a_folder_where_the_file_should_be_stays_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "bill.xml").mkdir()
    (tmp_path / "bill.xml" / "kept").touch()
    refusal(tmp_path / "bill.xml")
    assert os.listdir(tmp_path) == ["bill.xml"]
    assert os.listdir(tmp_path / "bill.xml") == ["kept"]


def test_a_file_in_a_folder_that_is_not_there_is_refused_and_the_folder_is_not_made(tmp_path):
    refusal(tmp_path / "none" / "bill.xml")
    assert os.listdir(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_refused_and_left_as_it_was(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    refusal(tmp_path / "file" / "bill.xml")
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write in every folder")
def test_a_folder_that_may_not_be_written_in_is_refused_and_the_old_file_stays(tmp_path):
    file = tmp_path / "bill.xml"
    file.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        refusal(file)
    finally:
        tmp_path.chmod(0o700)
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["bill.xml"]


def test_a_disk_that_fills_up_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path):
    file = tmp_path / "bill.xml"
    file.write_bytes(b"old")
    with room_for(1000):
        refusal(file, b"x" * 5000)
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["bill.xml"]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0o027, 0o640)])
def test_permissions_follow_the_umask(tmp_path, mask, mode):
    with umask(mask):
        write_bytes(tmp_path / "bill.xml", b"new")
        assert os.umask(mask) == mask
    assert stat.S_IMODE((tmp_path / "bill.xml").stat().st_mode) == mode


def test_a_file_is_read_without_its_byte_order_mark(tmp_path):
    (tmp_path / "draft.md").write_bytes(b"\xef\xbb\xbfpond")
    assert read_bytes(tmp_path / "draft.md") == b"pond"
    assert read_text(tmp_path / "draft.md") == "pond"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_has_a_plain_line_feed_at_each_line_end(tmp_path, ends):
    (tmp_path / "draft.md").write_bytes(ends.join(["“one”", "", "two", ""]).encode())
    assert read_text(tmp_path / "draft.md") == "“one”\n\ntwo\n"


@pytest.mark.parametrize(
    ("data", "line"), [(b"caf\xe9", 1), (b"one\ntwo \x93three\x94\n", 2), (b"one\r\ntwo\r\n\xff", 3)]
)
def test_text_that_is_not_utf_8_is_refused_with_its_line(tmp_path, data, line):
    file = tmp_path / "draft.md"
    file.write_bytes(data)
    with pytest.raises(ReadError) as refused:
        read_text(file)
    assert str(refused.value) == f"{file}:{line}: it is not UTF-8 text; save it as UTF-8"


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path):
    file = tmp_path / "bill.xml"
    file.touch()
    os.truncate(file, LARGEST)
    assert len(read_bytes(file)) == LARGEST
    os.truncate(file, LARGEST + 1)
    with pytest.raises(ReadError, match="MB"):
        read_bytes(file)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end here")
def test_a_file_without_an_end_is_refused():
    with pytest.raises(ReadError, match="MB"):
        read_bytes(Path("/dev/zero"))


@pytest.mark.parametrize(("name", "fault"), [("none.xml", "no such file"), ("", "folder")])
def test_what_cannot_be_read_is_refused_with_its_name_and_a_remedy(tmp_path, name, fault):
    with pytest.raises(ReadError) as refused:
        read_bytes(tmp_path / name)
    assert str(refused.value).startswith(f"{tmp_path / name}: ")
    assert fault in refused.value.fault
    assert refused.value.remedy
