"""Pages are served to this machine alone: whole, with their types and policy, never a file that is not of them, and anew
when what they are made of changed."""

import os
import re
import socket
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection

import pytest

from amend.errors import ReadError, WriteError
from amend.web.serve import HEADERS, Workroom, serve, stamp

PAGE = """<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<title>Ponds</title></head><body><h1>Ponds</h1></body></html>
"""
ALONE = PAGE.replace("script-src 'self'", "default-src 'none'")


@pytest.fixture
def folder(tmp_path):
    """Pages, and beside them what is nobody's business."""
    pages = tmp_path / "pages"
    (pages / "clauses").mkdir(parents=True)
    (pages / "empty").mkdir()
    (pages / ".hidden").mkdir()
    (pages / "index.html").write_text(PAGE)
    (pages / "alone.html").write_text(ALONE)
    (pages / "clauses" / "index.html").write_text(PAGE.replace("Ponds", "Clauses"))
    (pages / "clauses" / "clause 1.html").write_text(PAGE.replace("Ponds", "Clause 1"))
    for name in ("a.css", "a.js", "a.json", "a.csv", "a.svg", "a.png", "a.docx", "a.xml", "a.md", "a.odd", ".secret"):
        (pages / name).write_text(f"of {name}")
    (pages / ".hidden" / "a.html").write_text("hidden")
    (tmp_path / "outside.txt").write_text("outside")
    (pages / "out.txt").symlink_to(tmp_path / "outside.txt")
    (pages / "in.txt").symlink_to(pages / "a.odd")
    (pages / "unhidden.txt").symlink_to(pages / ".secret")
    (pages / "up").symlink_to(tmp_path)
    os.mkfifo(pages / "pipe.html")
    return pages


@contextmanager
def asking(folder):
    with serve(folder) as serving:
        port = int(re.search(r":(\d+)/$", serving.address)[1])

        def ask(path, method="GET", **headers):
            with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
                connection.request(method, path, headers=headers)
                answer = connection.getresponse()
                return answer, answer.read().decode()

        ask.port, ask.serving = port, serving
        yield ask


@pytest.fixture
def ask(folder):
    with asking(folder) as found:
        yield found


def raw(port, said):
    """What is answered to bytes that no browser sends."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        connection.sendall(said)
        found = b""
        while more := connection.recv(65536):
            found += more
    return found.decode("latin-1")


def test_the_address_is_of_this_machine_and_only_it_listens(ask):
    assert ask.serving.address == f"http://127.0.0.1:{ask.port}/"
    with pytest.raises(OSError):  # noqa: PT011 (the system's words differ)
        socket.create_connection(("127.0.0.2", ask.port), timeout=1)


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/clauses/", "text/html; charset=utf-8"),
        ("/clauses/clause%201.html?x=1", "text/html; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/a.json", "application/json"),
        ("/a.csv", "text/csv; charset=utf-8"),
        ("/a.svg", "image/svg+xml"),
        ("/a.png", "image/png"),
        ("/a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/a.xml", "application/xml"),
        ("/a.md", "text/plain; charset=utf-8"),
        ("/a.odd", "application/octet-stream"),
        ("/in.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_comes_with_its_type_and_with_all_that_keeps_it_to_itself(ask, path, type_):
    answer, body = ask(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == type_
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Server"] == "amend"
    assert len(body) == int(answer.headers["Content-Length"]) > 0
    head, nothing = ask(path, "HEAD")
    assert (head.status, nothing, head.headers["Content-Length"]) == (200, "", answer.headers["Content-Length"])


@pytest.mark.parametrize(
    "path",
    [
        "/none.html",
        "/empty/",
        "/.secret",
        "/.hidden/a.html",
        "/%2ehidden/a.html",
        "/unhidden.txt",
        "/out.txt",
        "/up/outside.txt",
        "/up/",
        "/../outside.txt",
        "/clauses/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/clauses/%2e%2e%2f%2e%2e%2foutside.txt",
        "/..%5coutside.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/index.html/",
        "/index.html/x",
        "/a%00.css",
        "/pipe.html",
        "/" + "a" * 5000,
        "/<script>alert(1)</script>",
        "/-/other.js",
    ],
)
def test_what_is_not_of_the_pages_is_not_there(ask, path):
    answer = raw(ask.port, f"GET {path} HTTP/1.1\r\nHost: localhost:{ask.port}\r\nConnection: close\r\n\r\n".encode())
    head, _, body = answer.partition("\r\n\r\n")
    assert re.match(r"HTTP/1.1 40[04] ", head), head
    assert "Content-Security-Policy: default-src 'none'" in head
    assert "<h1>There is no such page</h1>" in body or "<h1>That is no address of a page</h1>" in body
    assert "outside" not in body.replace("outside.txt", "")
    assert "<script" not in body


def test_the_icon_that_every_browser_asks_for_is_nothing_where_there_is_none(ask, folder):
    assert ask("/favicon.ico")[0].status == 204
    (folder / "favicon.ico").write_bytes(b"icon")
    assert ask("/favicon.ico")[1] == "icon"


def test_a_folder_without_a_slash_leads_to_the_one_with_it_and_nowhere_else(ask):
    answer, _ = ask("/clauses")
    assert (answer.status, answer.headers["Location"]) == (301, "/clauses/")
    assert ask("//example.org/clauses")[0].status in (400, 404)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_a_browser_may_call_this_machine_by_each_of_its_names(ask, host):
    assert ask("/", Host=f"{host}:{ask.port}")[0].status == 200


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:{port}", "localhost", "localhost:1", "127.0.0.1.example.org:{port}", ""]
)
def test_a_page_of_another_host_that_has_its_name_lead_here_is_refused(ask, host):
    answer, body = ask("/", Host=host.format(port=ask.port))
    assert answer.status == 421
    assert "Ponds" not in body


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 421),
        (b"GET / HTTP/1.0\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: localhost:%d\r\nHost: example.org\r\n\r\n", 421),
        (b"GET http://localhost:%d/ HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n", 400),
        (b"GET * HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 0\r\n\r\n", 501),
        (b"nonsense\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
    ],
)
def test_what_no_browser_sends_gets_a_page_that_says_so(ask, said, status):
    answer = raw(ask.port, said.replace(b"%d", str(ask.port).encode()))
    assert re.match(rf"HTTP/1.1 {status} ", answer) or (status == 400 and "That is no address" in answer), answer[:300]
    assert "Ponds" not in answer
    assert ask("/")[0].status == 200


def test_one_who_is_slow_or_goes_away_keeps_nobody_waiting(ask, capfd):
    slow = socket.create_connection(("127.0.0.1", ask.port))
    slow.sendall(b"GET / HT")
    gone = socket.create_connection(("127.0.0.1", ask.port))
    gone.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{ask.port}\r\n\r\n".encode())
    gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    gone.close()
    assert ask("/")[0].status == 200
    slow.close()
    assert capfd.readouterr().err == ""


def test_a_port_that_is_taken_is_told_in_one_line(folder, ask):
    with pytest.raises(WriteError) as told, serve(folder, port=ask.port):
        pass
    assert str(told.value).startswith(f"port {ask.port}: it cannot be had (")
    assert "name another" in str(told.value)


def test_a_page_that_lets_in_the_sites_own_scripts_loads_itself_again_and_its_file_stays_as_it_is(folder, ask):
    assert ask("/")[1].count('<script src="/-/reload.js?1"></script>') == 1
    assert "<script" not in ask("/alone.html")[1]
    (folder / "escaped.html").write_text(PAGE.replace("'self'", "&#39;self&#39;"))
    assert "reload.js?1" in ask("/escaped.html")[1]
    assert 'detail: "1"' in ask("/-/version.js")[1]
    assert "/-/version.js" in ask("/-/reload.js")[1]
    told, over = [], threading.Event()
    with watching(ask.serving, told, over):
        until(lambda: told)  # of the page that is new
        (folder / "a.css").write_text("other")
        until(lambda: len(told) == 2)
    assert told == [None, None]
    assert "reload.js?3" in ask("/")[1]
    assert 'detail: "3"' in ask("/-/version.js")[1]
    assert (folder / "index.html").read_text() == PAGE


@pytest.mark.parametrize(("where", "said"), [("none", "no such folder"), (".", "no index.html")])
def test_a_folder_without_a_first_page_is_refused(tmp_path, folder, where, said):
    with pytest.raises(ReadError, match=said), serve(tmp_path / where):
        pass


def test_the_stamp_changes_with_each_file_that_does_and_with_no_hidden_one(folder, tmp_path):
    first = stamp([folder, tmp_path / "amend.toml"])
    assert stamp([folder, tmp_path / "amend.toml"]) == first
    (folder / ".swap").write_text("x")
    assert stamp([folder, tmp_path / "amend.toml"]) == first
    seen = [first]
    for change in (
        lambda: (tmp_path / "amend.toml").write_text("x"),
        lambda: (folder / "clauses" / "new.html").write_text("x"),
        lambda: (folder / "clauses" / "new.html").write_text("xy"),
        lambda: os.utime(folder / "a.css", (1, 1)),
        lambda: (folder / "a.css").rename(folder / "b.css"),
        lambda: (folder / "b.css").unlink(),
        lambda: (folder / "deep" / "er").mkdir(parents=True),
        lambda: (folder / "deep" / "er" / "a").write_text(""),
    ):
        change()
        seen.append(stamp([folder, tmp_path / "amend.toml"]))
    assert len(set(seen)) >= len(seen) - 1  # an empty folder is nothing


class Source:
    """A text of which pages are made, and a build that fails on what it cannot read."""

    def __init__(self, folder):
        self.file = folder / "source" / "words.txt"
        self.file.parent.mkdir()
        self.file.write_text("one")

    def build(self, into):
        into.mkdir()
        (into / "index.html").write_text("half")
        if (words := self.file.read_text()) == "bad":
            raise ReadError("it is bad", place=str(self.file))
        if words == "full":
            raise OSError(28, "No space left on device")
        (into / "index.html").write_text(words)


@pytest.fixture
def source(tmp_path):
    return Source(tmp_path)


def until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


@contextmanager
def watching(serving, told, over):
    thread = threading.Thread(target=serving.keep_current, args=(told.append, over, 0.02))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_pages_are_made_anew_when_a_file_changes_and_the_last_good_ones_stay_when_that_fails(source):
    told = []
    with serve(source.build, lambda: [source.file.parent]) as serving, watching(serving, told, threading.Event()):

        def shown():
            return (serving.folder / "index.html").read_text()

        assert shown() == "one"
        source.file.write_text("second")
        until(lambda: told)
        assert (shown(), serving.version, told.pop()) == ("second", 2, None)
        for words, said in (("bad", "it is bad"), ("full", "the pages cannot be made (No space left")):
            source.file.write_text(words)
            until(lambda: told)
            assert said in str(told.pop())
            assert (shown(), serving.version) == ("second", 2)
        source.file.write_text("a third")
        until(lambda: told)
        assert (shown(), serving.version, told.pop()) == ("a third", 3, None)
    assert not serving.folder.parent.exists()


def test_what_changes_while_the_pages_are_made_is_seen(source):
    told = []

    def build(into):
        source.build(into)
        if (into / "index.html").read_text() == "one":
            source.file.write_text("changed meanwhile")

    with serve(build, lambda: [source.file.parent]) as serving, watching(serving, told, threading.Event()):
        until(lambda: told)
        assert (serving.folder / "index.html").read_text() == "changed meanwhile"


def test_a_first_build_that_fails_shows_nothing_and_leaves_nothing(source, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    source.file.write_text("bad")
    with pytest.raises(ReadError, match="it is bad"), serve(source.build):
        pass
    assert not list((tmp_path / "temporary").iterdir())


def test_no_more_than_the_pages_shown_and_those_before_are_kept(source):
    with closing(Workroom(source.build)) as room:
        made = [room.make() for _ in range(4)]
        assert [folder.exists() for folder in made] == [False, False, True, True]
        source.file.write_text("bad")
        with pytest.raises(ReadError):
            room.make()
        assert sorted(made[-1].parent.iterdir()) == sorted(made[-2:])
