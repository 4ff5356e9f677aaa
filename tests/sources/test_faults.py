"""Whatever goes wrong on the way: one clear message, an exit code, nothing stored, and the next run goes on."""

import json
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import threading

import httpx
import made_pdf
import pytest
from official_server import Official, publication

from amend.errors import NotGiven, SourceError
from amend.sources.acts import fetch_act
from amend.sources.bills import fetch_bill
from amend.sources.hosts import Hosts, origin
from amend.sources.net import Net

PAGE = (
    "<!DOCTYPE html><html><title>Ponds Bill</title><h1>Ponds Bill</h1><p>Be it enacted as follows:—</p>"
    "<h3>1 Ponds</h3><p>(1) A keeper must count the newts.</p></html>"
)
DOWNLOAD = "/Documents/1020/Download"
IN_FULL = "amend fetch bill ponds -o b.xml --from FILE"

FAULTS = {
    "silence": (DOWNLOAD, ["silence", "…"], ["it does not answer; try again later"]),
    "a body cut off": (DOWNLOAD, ["cut", "…"], ["the connection broke off; try again later"]),
    "a body cut off, whose length was not said": (DOWNLOAD, ["unsaid"], ["it is not whole XML"]),
    "too many requests": (DOWNLOAD, ["status 429 1", "…"], ["it asks for fewer requests (429); try again in a minute"]),
    "too many, for an hour": (DOWNLOAD, ["status 429 3600"], ["(429); try again in 60 minutes"]),
    "an error of the server": (DOWNLOAD, ["status 500", "…"], ["it answers 500; try again in"]),
    "a server out of service": (DOWNLOAD, ["status 503", "…"], ["it answers 503; try again in 5 minutes"]),
    "another type": (DOWNLOAD, ["type text/plain"], ["it says that it is text/plain, not XML"]),
    "a page": (DOWNLOAD, ["page"], ["a page (HTML) came in the place of XML", IN_FULL]),
    "a page that says it is XML": (DOWNLOAD, ["disguised text/xml"], ["a page (HTML) came", IN_FULL]),
    "a redirect to another host": (DOWNLOAD, ["away https://example.org/x"], ["(to https://example.org/x)", IN_FULL]),
    "a redirect without https": (DOWNLOAD, ["away http://localhost/x"], ["leads away from its host", IN_FULL]),
    "a redirect to no address": (DOWNLOAD, ["away http://[x"], ["(to http://[x), which is not followed", IN_FULL]),
    "a redirect to nowhere": (DOWNLOAD, ["nowhere"], ["it leads elsewhere, and does not say where"]),
    "redirects in a circle": (DOWNLOAD, ["round", "…"], ["it leads round in a circle"]),
    "300 MB": (DOWNLOAD, ["large"], ["it is more than the 20 MB that are read"]),
    "no end": (DOWNLOAD, ["endless"], ["it is more than the 20 MB that are read"]),
    "a slow drip": (DOWNLOAD, ["drip"], ["it takes longer than 0 s", "AMEND_PATIENCE"]),
    "a head in drips": (DOWNLOAD, ["head"], ["it takes longer than 0 s", "AMEND_PATIENCE"]),
    "packed in two parts": (DOWNLOAD, ["members", "…"], ["its packing is damaged"]),
    "no UTF-8 in XML": (DOWNLOAD, ["latin text/xml"], ["it is not whole XML"]),
    "no UTF-8 in JSON": ("/api/v1/Bills", ["latin application/json"], ["it is not JSON in UTF-8"]),
    "a page for JSON": ("/api/v1/Bills", ["page"], ["a page (HTML) came in the place of JSON"]),
    "cut off JSON": ("/api/v1/Bills", ["unsaid"], ["it is not whole JSON"]),
    "forbidden": (DOWNLOAD, ["status 403"], ["it refuses programs (403)", "open it in a browser", IN_FULL]),
    "a firewall": (DOWNLOAD, ["status 437"], ["its firewall refuses programs (437)", IN_FULL]),
    "a challenge": (DOWNLOAD, ["challenge"], ["it wants a browser to prove itself", IN_FULL]),
    "a challenge in the place of an error": (DOWNLOAD, ["challenge 503"], ["to prove itself", IN_FULL]),
    "choices": (DOWNLOAD, ["choices"], ["several of that name: http://", "/ukpga/1990/7, http://"]),
    "choices, one no address": (DOWNLOAD, ["brackets"], ["several of that name: http://", "/ukpga/1990/7, http://"]),
    "gone": (DOWNLOAD, ["status 404"], ["there is no such thing (404)"]),
    "made for an hour": (DOWNLOAD, ["status 202 3600"], ["it is still being made there; try again in some minutes"]),
    "never made": (DOWNLOAD, ["status 202", "…"], ["it is still being made there; try again in some minutes"]),
}
"""Each fault: the path that has it, what the server does there, and what is told."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_a_line_nothing_is_stored_and_the_next_run_works(name, typed, tmp_path):
    path, faults, told = FAULTS[name]
    typed.official.fail(path, *faults)
    ended = typed("fetch", "bill", "ponds", "-o", "b.xml")
    assert ended.code == 1
    last = ended.err.splitlines()[-1]
    assert last.startswith("amend: http://127.0.0.1:"), ended.err
    assert all(one in last for one in told), last
    assert list(typed.folder.iterdir()) == []
    typed.official.faults.clear()
    assert typed("fetch", "bill", "ponds", "-o", "b.xml").code == 0
    assert (typed.folder / "b.xml").read_bytes() == typed.official.documents[1020]


def test_a_fault_leaves_a_workspace_as_it_was(office):
    before, commits = office.files(), len(office.commits)
    office.official.fail("/Amendments/72", "status 403")
    office.official.fail("/Documents/1040/Download", "cut", "…")
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 1
    assert "/Amendments/72: it refuses programs (403)" in ended.err
    assert office.files() == before
    ended = office("fetch", "amendments", "ponds")
    assert ended.code == 3
    assert "the paper did not come, and the list was held against none: http://" in ended.err
    assert len(office.commits) == commits + 1
    office.official.faults.clear()
    assert office("fetch", "amendments", "ponds").code == 0
    assert sum(one.endswith("/Amendments/71") for one in office.official.asked) == 1, "what came is kept"


PASSING = {
    "one time": (["status 500"], 1),
    "asked to wait": (["status 429 2", "status 503"], 2),
    "forbidden for a while": (["status 403 1"], 1),
    "cut once": (["cut"], 1),
    "silent once": (["silence"], 1),
    "being made": (["status 202", "status 202"], 2),
    "another address there": (["away /api/v1/Publications/102/Documents/1020/Download"], 0),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_waited_for(name, official, tmp_path):
    faults, waits = PASSING[name]
    official.fail(DOWNLOAD, *faults)
    told = []
    hosts = Hosts.of(official.settings(tmp_path))
    assert fetch_bill("ponds", output=tmp_path / "b.xml", hosts=hosts, told=told.append).bill.number == "Bill 2"
    assert len(told) == waits
    assert all("asking again in" in one for one in told)


def test_a_tag_that_cannot_be_repeated_is_not_repeated(official, tmp_path):
    official.fail(DOWNLOAD, "tagged", "tagged")
    hosts = Hosts.of(official.settings(tmp_path))
    for _ in range(2):
        assert fetch_bill("ponds", output=tmp_path / "b.xml", hosts=hosts, anew=True).bill.number == "Bill 2"


def test_the_usual_port_is_no_other_host():
    assert origin("https://example.org:443/x") == origin("https://example.org") != origin("https://example.org:80")


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(official, tmp_path):
    official.fail("/data.xml", "packed")
    hosts = Hosts.of(official.settings(tmp_path, AMEND_PATIENCE="9"))
    with pytest.raises(SourceError, match="more than the 20 MB"):
        fetch_act("ukpga/1990/7", output=tmp_path / "a.xml", hosts=hosts)


def test_a_file_saved_in_a_browser_goes_through_the_same_checks_to_the_same_record(office, tmp_path):
    office.official.fail(DOWNLOAD, "status 403")
    assert office("fetch", "bill", "ponds").code == 1
    saved = tmp_path / "saved.xml"
    saved.write_bytes(office.official.documents[1010])
    assert (
        "it is Bill 1, and Bill 2 was asked"
        in office("fetch", "bill", "ponds", "--print", "Bill 2", "--from", saved).err
    )
    saved.write_bytes(office.official.documents[1020])
    asked = len(office.official.asked)
    ended = office("fetch", "bill", "ponds", "--from", saved)
    assert ended.code == 0, ended.err
    assert len(office.official.asked) == asked, "the network is not used"
    beside = office.text("bills/ponds/bill-2.xml.source.toml")
    assert "/Publications/102/Documents/1020/Download" in beside
    assert 'given = "saved.xml"' in beside
    assert "from saved.xml" in office.commits[0].trailer("Fetched")


def test_a_print_without_xml_goes_on_with_the_pdf_or_page_that_a_person_saved(office):
    only = publication(105, "Bill 285", "Bill", "2026-11-25", forms=("pdf",))
    office.official.publications[1].append(only)
    typed = re.search(r"then: amend (.*) --from FILE", office("fetch", "bill", "ponds").err)[1]
    saved, (printed, _) = office.root.parent / "saved.pdf", made_pdf.ponds(title="Ponds Bill")
    saved.write_bytes(printed)
    ended = office(*shlex.split(typed), "--from", saved)
    assert (ended.code, "Bill 285 is in bills/ponds/bill-285.xml" in ended.out) == (0, True), ended
    assert (office.root / "bills/ponds/bill-285.pdf").read_bytes() == printed
    for ending in ("pdf", "xml"):
        beside = office.text(f"bills/ponds/bill-285.{ending}.source.toml")
        assert "/Publications/105/Documents/1050/Download" in beside
        assert 'given = "saved.pdf"' in beside
    assert office.space.print == "Bill 285"
    assert office("position", "verify").code == 0
    assert "(nothing is new)" in office("fetch", "bill", "ponds", "--from", saved).out
    assert "it is Bill 285, and Bill 2 was asked" in office(*typed.split(), "--print", "Bill 2", "--from", saved).err
    saved.write_bytes(printed[: len(printed) // 2])
    before = office.files()
    assert office("fetch", "bill", "ponds", "--from", saved).code == 1
    assert office.files() == before
    page = office.root.parent / "saved.html"
    page.write_text(PAGE, "utf-8")
    ended = office("fetch", "bill", "ponds", "--from", page)
    assert "it does not say which print it is; say so: --print" in ended.err
    ended = office("fetch", "bill", "ponds", "--print", "Bill 286", "--from", page, "--json")
    found = json.loads(ended.out)
    assert (found["read_from"], found["file"]) == ("html", "bills/ponds/bill-286.xml")
    assert "a page has no printed lines, so the Bill has none" in ended.err
    assert "was taken for Bill 286, as was asked" in ended.err


def test_a_pdf_takes_the_place_of_no_xml_and_not_of_itself(office):
    office("fetch", "bill", "ponds")
    saved, before = office.root.parent / "saved.pdf", office.files()
    saved.write_bytes(made_pdf.ponds(title="Ponds Bill")[0].replace(b"Bill 285", b"Bill 2"))
    assert "as it is published, which the PDF would replace" in office("fetch", "bill", "ponds", "--from", saved).err
    assert office.files() == before
    assert "it is the file that is read" in office("fetch", "bill", "ponds", "--from", saved, "-o", saved).err
    assert saved.read_bytes().startswith(b"%PDF")


REFUSED = {
    "bill": ("/Bills", ["ponds", "--current"], "save the print from https://bills.parliament.uk in a browser, then: "),
    "amendments": ("/Amendments", ["ponds"], "--stage 'Commons Report stage' --print 'Bill 2' --from FILE"),
    "divisions": ("/search", ["ponds", "--names"], "save it, then: amend fetch divisions ponds --names --from FILE"),
    "act": ("/data.akn", ["ukpga/1990/7", "--akn"], "save it, then: amend fetch act ukpga/1990/7 --akn --from FILE"),
}
"""Each command: where it is refused, what follows it, and how it says to go on."""


@pytest.mark.parametrize("verb", REFUSED)
def test_what_is_to_be_typed_is_what_was_asked_for_and_takes_what_is_to_be_saved(verb, office):
    path, arguments, told = REFUSED[verb]
    office.official.fail(path, "status 403", "…")
    assert told in office("fetch", verb, *arguments).err


def test_an_act_and_a_paper_can_be_given_as_files_too(office, tmp_path):
    act, paper, reply = tmp_path / "act.xml", tmp_path / "paper.xml", tmp_path / "reply.json"
    act.write_bytes(office.official.acts["/ukpga/1990/7/data.xml"])
    assert office("fetch", "act", "ukpga/1990/7", "--from", act).code == 0
    assert "/ukpga/1990/7/data.xml" in office.text("bills/ponds-act-1990/act.xml.source.toml")
    assert "was asked for" in office("fetch", "act", "ukpga/1991/7", "--from", act).err
    place = b"<dc:identifier>http://www.legislation.gov.uk/ukpga/1990/7/section/2/2026-06-01</dc:identifier>"
    act.write_bytes(act.read_bytes().replace(b"<dct:valid>", place + b"<dct:valid>"))
    for asked in ("ukpga/1990/7", "ukpga/1990/7/section/1", "ukpga/1990/7/section/22"):
        assert "it is section/2, and " in office("fetch", "act", asked, "--from", act).err
    assert office("fetch", "act", "ukpga/1990/7/section/2/2026-06-01", "--from", act).code == 0
    paper.write_bytes(office.official.documents[1040])
    ended = office("fetch", "amendments", "Ponds Bill", "--from", paper, "--stage", "Commons Report")
    assert ended.code == 0, ended.err
    assert "3 amendments; 3 new" in ended.out
    reply.write_text(json.dumps({"items": office.official.amendments[12][:1]}), "utf-8")
    ended = office(
        "fetch", "amendments", "Ponds Bill", "--from", reply, "--stage", "Commons Report", "--print", "Bill 2"
    )
    assert "3 amendments; nothing changed" in ended.out or "statement" in ended.out
    assert office.official.asked == []
    for file, title, stage, told in (
        (paper, "Wells Bill", "Commons Report", "it is of the Ponds Bill, not the Wells Bill"),
        (paper, "Ponds Bill", "Commons Committee", "it is of the Report stage, not Commons Committee"),
    ):
        assert told in office("fetch", "amendments", title, "--from", file, "--stage", stage).err
    kept = office.text("bills/ponds/amendments/commons-report.json")
    summary = {**office.official.amendments[12][0], "summaryText": ["words"]}
    reply.write_text(json.dumps({"items": [{**summary, "amendmentLines": None}]}), "utf-8")
    assert "nothing changed" in office("fetch", "amendments", "Ponds Bill", "--from", reply, "--stage", "Report").out
    assert office.text("bills/ponds/amendments/commons-report.json") == kept, "a summary takes no words away"
    reply.write_text(json.dumps({**office.official.amendments[12][1], "billId": 9}), "utf-8")
    ended = office("fetch", "amendments", "Ponds Bill", "--from", reply, "--stage", "Commons Report")
    assert "these are amendments to two Bills, 1 and 9 of the Bills API" in ended.err
    for command in (("bill", "ponds"), ("act", "ukpga/1990/7"), ("calendar", "lords"), ("amendments", "ponds")):
        paper.write_bytes(b"<!DOCTYPE html><html>Wait</html>")
        assert "it is a page (HTML), and not the file" in office("fetch", *command, "--from", paper).err
    paper.write_bytes(b"%PDF-1.7 words")
    assert (
        "it is neither a paper as XML nor a reply" in office("fetch", "amendments", "Ponds Bill", "--from", paper).err
    )


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"AMEND_BILLS_API": "http://example.org/api"}, "only https is spoken"),
        ({"AMEND_BILLS_API": "ftp://127.0.0.1"}, "only https is spoken"),
        ({"AMEND_LEGISLATION": "https://a:b@example.org"}, "is no address"),
        ({"AMEND_LEGISLATION": "example.org"}, "is no address"),
        ({"AMEND_PACE": "fast"}, "is no number of seconds"),
        ({"AMEND_PATIENCE": "nan"}, "is no number of seconds"),
    ],
)
def test_a_setting_that_is_not_in_order_is_refused(settings, told):
    with pytest.raises(SourceError, match=told):
        Hosts.of(settings)


def test_the_pace_is_a_second_but_on_loopback_and_other_hosts_are_not_asked(tmp_path):
    hosts = Hosts.of({"AMEND_PACE": "0", "HOME": str(tmp_path)})
    assert hosts.pace_at(hosts.bills) == 1.0
    assert hosts.pace_at("http://127.0.0.1:8000/x") == 0.0
    assert {scheme for scheme, _ in hosts.origins} == {"https"}
    with Net(hosts) as net, pytest.raises(SourceError, match="its host is not among those that are asked"):
        net.ask("https://example.org/x", "XML", bytes)


def test_certificates_are_always_checked(monkeypatch, tmp_path):
    made = []
    client = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **how: made.append(how) or client(**how))
    with Net(Hosts.of({"HOME": str(tmp_path)})):
        pass
    assert made[0].get("verify", True) is True
    assert made[0]["follow_redirects"] is False


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here, to make a certificate")
def test_a_certificate_of_nobody_is_refused(tmp_path):
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
    ]
    made += [
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
        "-subj",
        "/CN=127.0.0.1",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
    ]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    with Official() as official:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        official.server.socket = context.wrap_socket(official.server.socket, server_side=True)
        base = official.address.replace("http:", "https:")
        hosts = Hosts.of(official.settings(tmp_path, AMEND_LEGISLATION=base, AMEND_PATIENCE="9"))
        with pytest.raises(SourceError, match="its certificate is not in order"):
            fetch_act("ukpga/1990/7", hosts=hosts, output=tmp_path / "a.xml")
    assert official.asked == []


def test_nobody_there_is_told_at_once(tmp_path, official):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings = official.settings(tmp_path, AMEND_LEGISLATION=f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(SourceError, match="it cannot be reached; are you online"):
            fetch_act("ukpga/1990/7", hosts=Hosts.of(settings), output=tmp_path / "a.xml")


def test_a_damaged_or_unwritable_cache_is_no_fault(official, tmp_path):
    hosts = Hosts.of(official.settings(tmp_path))
    fetch_act("ukpga/1990/7", output=tmp_path / "a.xml", hosts=hosts)
    for kept in (tmp_path / "cache").glob("*.reply"):
        kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    fetch_act("ukpga/1990/7", output=tmp_path / "a.xml", hosts=hosts)
    assert len(official.asked) == 2
    (tmp_path / "file").write_text("words")
    closed = Hosts.of(official.settings(tmp_path, AMEND_CACHE=str(tmp_path / "file" / "below"), AMEND_PACE="0.01"))
    fetch_act("ukpga/1990/7", output=tmp_path / "a.xml", hosts=closed)
    assert len(official.asked) == 3


def test_two_processes_keep_one_pace(official, tmp_path):
    hosts = Hosts.of(official.settings(tmp_path, AMEND_PACE="0.1", AMEND_PATIENCE="5"))
    import time

    def ask():
        with Net(hosts) as net:
            for _ in range(3):
                net.ask(f"{hosts.acts}/ukpga/1990/7/data.xml", "XML", bytes, anew=True)

    begun = time.monotonic()
    running = [threading.Thread(target=ask) for _ in range(2)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert 0.45 < time.monotonic() - begun < 3


def test_what_is_not_given_names_its_address(official, tmp_path):
    official.fail("/data.xml", "status 437")
    with pytest.raises(NotGiven) as told:
        fetch_act("ukpga/1990/7", hosts=Hosts.of(official.settings(tmp_path)), output=tmp_path / "a.xml")
    assert told.value.place == f"{official.address}/ukpga/1990/7/data.xml"
