"""The desk answers the browser that opened it, on this machine, and nobody else; and takes no more than it says."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest
from desk_at_work import Asking, at_work, office

from amend.desk.guard import MOST, MOST_SAID
from amend.desk.running import Running
from amend.errors import WriteError


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with at_work(office(tmp_path_factory.mktemp("guard") / "office")) as running:
        yield running


@pytest.fixture(scope="module")
def ask(desk):
    return Asking(desk)


def test_the_address_lets_its_browser_in_with_a_strict_cookie_and_leads_on_without_the_token(desk, ask):
    answer = ask.get(f"/?token={desk.token}", Cookie=None)
    assert answer.status == 200
    assert re.fullmatch(
        rf"amend-desk-{desk.port}={desk.token}; HttpOnly; Path=/; SameSite=strict", answer.headers["set-cookie"]
    )
    assert 'content="0; url=/"' in answer.text
    assert desk.token not in answer.text
    assert ask.get("/").headers["location"] == "/edit"
    assert ask.get("/edit").status == 200


@pytest.mark.parametrize(
    "said",
    [
        {"Cookie": None},
        {"Cookie": "amend-desk-{port}=wrong"},
        {"Cookie": "amend-desk-{port}="},
        {"Cookie": "amend-desk-1={token}"},
        {"Cookie": "amend-desk-{port}={token}; amend-desk-{port}=other"},
        {"Cookie": "amend-desk-{port}=\xff"},
        {"Host": "example.org"},
        {"Host": "example.org:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1.example.org:{port}"},
        {"Host": None},
        {"Host": ["127.0.0.1:{port}", "127.0.0.1:{port}"]},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "navigate"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/edit", "/desk.js", "/pulse", "/nothing"])
def test_who_is_another_gets_403(desk, ask, said, path):
    def filled(value):
        return value and value.format(port=desk.port, token=desk.token)

    said = {name: [*map(filled, value)] if isinstance(value, list) else filled(value) for name, value in said.items()}
    answer = ask.get(path, **said)
    assert answer.status in (403, 400)  # 400: what is no HTTP at all, as two hosts or none are
    assert "Ponds" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["wrong", "", "%ff", "a" * 5000])
def test_a_wrong_token_gets_403(ask, token):
    for cookie in (ask.cookie, None):
        answer = ask.get(f"/?token={token}", Cookie=cookie)
        assert (answer.status, "set-cookie" in answer.headers) == (403, False) or (token == "" and cookie)


def test_an_address_opened_from_another_program_is_let_in_and_a_frame_or_picture_of_another_page_is_not(desk, ask):
    opened = {"Cookie": None, "Sec_Fetch_Site": "cross-site"}
    assert ask.get(f"/?token={desk.token}", **opened, Sec_Fetch_Mode="navigate").status == 200
    assert ask.get(f"/?token={desk.token}", **opened, Sec_Fetch_Mode="no-cors").status == 403
    assert ask.get(f"/edit?token={desk.token}", Cookie=None).status == 403


def test_what_is_sent_must_say_that_a_page_of_the_desk_sent_it(ask):
    assert ask.post("/edit/begin", {}).status == 200
    assert ask.post("/edit/begin", {}, Origin=None).status == 403
    assert ask.post("/edit/begin", {}, Origin="http://example.org").status == 403
    assert ask.post("/edit/begin", {}, Cookie=None).status == 403


def test_every_answer_has_the_policy_and_none_lets_another_site_in(ask):
    for path in ("/edit", "/desk.js", "/desk.css", "/pulse", "/nothing", "/?token=wrong"):
        headers = ask.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert not any(name.startswith("access-control") for name in headers)
    page = ask.get("/edit").text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/)", page)


@pytest.mark.parametrize(("path", "most"), [("/take/file", MOST), ("/edit/begin", MOST_SAID)])
def test_what_is_too_long_is_told_at_once_and_not_read_on(ask, path, most):
    begun = time.monotonic()
    answer = ask.post(path, body=b"{}", Content_Length=str(most + 1))
    assert answer.status == 413
    assert f"{most // 1024 // 1024} MB" in answer.text
    assert time.monotonic() - begun < 5


def test_what_does_not_say_how_long_it_is_is_cut_off_at_the_limit(desk, ask):
    piece = b"x" * 65_536
    with closing(HTTPConnection("127.0.0.1", desk.port, timeout=20)) as connection:
        connection.putrequest("POST", "/edit/begin", skip_host=True)
        for name, value in (
            ("Host", f"127.0.0.1:{desk.port}"),
            ("Origin", f"http://127.0.0.1:{desk.port}"),
            ("Cookie", ask.cookie),
            ("Transfer-Encoding", "chunked"),
        ):
            connection.putheader(name, value)
        connection.endheaders()
        sent = 0
        try:
            while sent <= MOST_SAID + len(piece):
                connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
                sent += len(piece)
            status = connection.getresponse().status
        except OSError:
            status = 413  # it hung up on us, which is as good
        assert status == 413
    assert ask.get("/pulse").status == 200


def test_a_page_that_is_closed_while_it_sends_is_no_fault_of_the_desk(desk, ask, caplog):
    with socket.create_connection(("127.0.0.1", desk.port)) as connection:
        said = f"Host: 127.0.0.1:{desk.port}\r\nOrigin: {desk.home[:-1]}\r\nCookie: {ask.cookie}\r\n"
        connection.sendall(f"POST /edit/begin HTTP/1.1\r\n{said}Content-Length: 100\r\n\r\nabc".encode())
        time.sleep(0.1)
    for _ in range(3):
        assert ask.get("/pulse").status == 200
        time.sleep(0.1)
    assert not caplog.records


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/edit/begin", b""),
        ("/edit/begin", b"[1]"),
        ("/edit/begin", b"[" * 100_000),
        ("/edit/begin", b'{"print": 3}'),
        ("/edit/begin", rb'{"print": "\ud800"}'),
        ("/write/kept", rb'{"words": "x", "statement": ["\udfff"]}'),
        ("/edit/none/do", b"{}"),
        ("/edit/none/undo", b"{}"),
        ("/edit/..%2f..%2f/do", b"{}"),
    ],
)
def test_what_no_page_sends_is_an_error_in_one_line(ask, path, data):
    answer = ask.post(path, body=data)
    assert answer.status in (400, 404)
    assert answer.data["error"].count("\n") == 0


def test_only_what_is_there_is_answered(ask):
    for path in ("/nothing", "/../../etc/passwd", "/desk.css/..", "/%2e%2e/%2e%2e/etc/passwd", "//example.org/"):
        answer = ask.get(path)
        assert answer.status == 404
        assert "root:" not in answer.text
    assert ask.ask("DELETE", "/edit", Origin=f"http://127.0.0.1:{ask.port}").status == 405


def test_a_port_that_is_taken_is_told(desk):
    with pytest.raises(WriteError, match=f"port {desk.port}"):
        Running(lambda *_: None, port=desk.port)


@pytest.mark.parametrize(("signal_", "opens"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_the_command_says_where_it_is_opens_the_browser_and_ends_cleanly(tmp_path, signal_, opens):
    folder, browser, told = office(tmp_path / "office"), tmp_path / "browser", tmp_path / "told"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{told}"\n')
    browser.chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-m", "amend", "desk", str(folder), *([] if opens else ["--no-open"])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BROWSER": f"{browser} %s"},
    ) as process:
        address = process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=[\w-]{40,}", address)
        assert found
        end = time.monotonic() + 10
        while opens and not (told.exists() and told.read_text()) and time.monotonic() < end:
            time.sleep(0.05)
        with closing(socket.create_connection(("127.0.0.1", int(found[1])), timeout=10)):
            process.send_signal(signal_)  # a browser that holds its connection does not keep the desk
            out, err = process.communicate(timeout=15)
    assert process.returncode == 0
    assert out == ""
    assert str(folder) in err
    assert "Traceback" not in err
    assert (told.read_text().strip() if opens else told.exists()) == (address if opens else False)


AS_IT_BEGINS = """
import asyncio, os, signal, sys
from amend.cli.main import main

class Loop(asyncio.SelectorEventLoop):
    def __init__(self, *given):
        os.kill(os.getpid(), int(sys.argv[1]))
        super().__init__(*given)

asyncio.SelectorEventLoop = Loop
main(["desk", sys.argv[2], "--no-open"])
"""


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_it_begins_ends_it_as_cleanly(tmp_path, signal_):
    folder = office(tmp_path / "office")
    call = [sys.executable, "-W", "error", "-c", AS_IT_BEGINS, str(int(signal_)), str(folder)]
    ran = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, f"The desk is on {folder}. Ctrl-C ends it.\n")
